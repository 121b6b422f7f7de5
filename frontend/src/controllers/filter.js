import { Controller } from "@hotwired/stimulus";

/**
 * A search form that asks at once when a choice changes, and keeps empty fields out of the address.
 * On a phone it stays folded under one button.
 */
export default class extends Controller {
  connect() {
    this.element.classList.add("is-folded");
    this.element.addEventListener("change", (event) => {
      if (event.target.matches("select, input[type=checkbox], input[type=radio], input[type=date]")) {
        this.element.requestSubmit();
      }
    });
    this.element.addEventListener("formdata", (event) => {
      for (const [name, value] of [...event.formData]) if (value === "") event.formData.delete(name);
    });
  }

  unfold() {
    this.element.classList.toggle("is-folded");
  }
}
