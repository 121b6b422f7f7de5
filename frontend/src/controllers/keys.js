import { Controller } from "@hotwired/stimulus";

const OFF = "keys-off";

/** `/` goes to the search, `?` shows all keys; single keys act outside fields only. On the body. */
export default class extends Controller {
  static targets = ["search", "list", "off"];

  connect() {
    this.onKey = (event) => {
      if (!isFree(event)) return;
      if (event.key === "/") this.searchTargets[0]?.focus();
      else if (event.key === "?") this.help();
      else return;
      event.preventDefault();
    };
    document.addEventListener("keydown", this.onKey);
  }

  disconnect() {
    document.removeEventListener("keydown", this.onKey);
  }

  help() {
    if (!this.hasListTarget) return;
    this.offTarget.checked = localStorage.getItem(OFF) === "1";
    this.listTarget.showModal();
  }

  close() {
    this.listTarget.close();
  }

  switchOff() {
    localStorage.setItem(OFF, this.offTarget.checked ? "1" : "0");
  }
}

/**
 * Whether a single key may act now: no field, no open dialog, no modifier, not switched off. A dialog
 * just closed keeps the focus until the browser draws again; keys act at once all the same.
 */
export function isFree(event) {
  const isTyping = event.target.closest?.("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable], dialog[open]");
  return !(isTyping || event.ctrlKey || event.metaKey || event.altKey || localStorage.getItem(OFF) === "1");
}
