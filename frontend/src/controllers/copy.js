import { Controller } from "@hotwired/stimulus";

/**
 * Copies the text of its source (复制通知文字) and says so.
 *
 *   <div data-controller="copy">
 *     <pre data-copy-target="source">…</pre>   or a field
 *     <button data-action="copy#copy" data-copy-target="button" data-copy-done="已复制">复制</button>
 */
export default class extends Controller {
  static targets = ["source", "button"];

  async copy() {
    const source = this.sourceTarget;
    const text = source.value ?? source.textContent.trim();
    if (navigator.clipboard && window.isSecureContext) await navigator.clipboard.writeText(text);
    else this.#copyBySelection(text);
    const button = this.buttonTarget;
    const before = button.innerHTML;
    button.textContent = button.dataset.copyDone;
    setTimeout(() => (button.innerHTML = before), 2000);
  }

  /** Plain http has no clipboard interface. */
  #copyBySelection(text) {
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
}
