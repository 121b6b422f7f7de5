import { Controller } from "@hotwired/stimulus";

/** Closes a `<details>` menu on Esc and on a click elsewhere. */
export default class extends Controller {
  connect() {
    this.close = (event) => {
      const isOutside = event.type === "click" && !this.element.contains(event.target);
      if (isOutside || event.key === "Escape") this.element.open = false;
    };
    document.addEventListener("click", this.close);
    document.addEventListener("keydown", this.close);
  }

  disconnect() {
    document.removeEventListener("click", this.close);
    document.removeEventListener("keydown", this.close);
  }
}
