import { Controller } from "@hotwired/stimulus";

/** Ticked rows: the bar of verbs appears with their number; the box in the head ticks all shown. */
export default class extends Controller {
  static targets = ["box", "all", "bar", "count"];

  connect() {
    this.show();
  }

  all() {
    for (const box of this.boxTargets) box.checked = this.allTarget.checked;
    this.show();
  }

  none() {
    for (const box of this.boxTargets) box.checked = false;
    this.show();
  }

  show() {
    const ticked = this.boxTargets.filter((box) => box.checked);
    for (const box of this.boxTargets) box.closest("tr, li")?.classList.toggle("is-selected", box.checked);
    if (this.hasBarTarget) this.barTarget.hidden = ticked.length === 0;
    for (const count of this.countTargets) count.textContent = ticked.length;
    if (!this.hasAllTarget) return;
    this.allTarget.checked = ticked.length > 0 && ticked.length === this.boxTargets.length;
    this.allTarget.indeterminate = ticked.length > 0 && !this.allTarget.checked;
  }
}
