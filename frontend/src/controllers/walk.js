import { Controller } from "@hotwired/stimulus";

import { isFree } from "./keys.js";

/** Walks from case to case: J opens the next of the list, K the one before. */
export default class extends Controller {
  static targets = ["next", "previous"];

  connect() {
    this.onKey = (event) => {
      if (!isFree(event)) return;
      const key = event.key.toLowerCase();
      if (key === "j") this.nextTargets[0]?.click();
      else if (key === "k") this.previousTargets[0]?.click();
      else return;
      event.preventDefault();
    };
    document.addEventListener("keydown", this.onKey);
  }

  disconnect() {
    document.removeEventListener("keydown", this.onKey);
  }
}
