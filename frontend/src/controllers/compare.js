import { Controller } from "@hotwired/stimulus";

/**
 * Before and after under one slider (mouse, touch, ← →), or side by side.
 *
 *   <figure class="compare" data-controller="compare">
 *     <img after> <img class="compare-before" before> <figcaption …>
 *     <input type="range" min="0" max="100" value="50" aria-label="…" data-action="compare#slide">
 */
export default class extends Controller {
  static targets = ["view", "mode"];

  get view() {
    return this.hasViewTarget ? this.viewTarget : this.element;
  }

  slide(event) {
    this.view.style.setProperty("--at", `${event.target.value}%`);
  }

  /** Buttons with `data-compare-mode-param="apart"` or "over". */
  show(event) {
    this.view.classList.toggle("is-apart", event.params.mode === "apart");
    for (const button of this.modeTargets) {
      button.setAttribute("aria-pressed", button === event.currentTarget);
    }
  }
}
