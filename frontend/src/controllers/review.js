import { Controller } from "@hotwired/stimulus";

import { isFree } from "./keys.js";

/**
 * Review of a document by keyboard: a single key presses the control that carries it
 * (`data-key="a"`), E goes into the form. Brings the open draft and its sentence into view on
 * both sides, each of which scrolls by itself.
 */
export default class extends Controller {
  static targets = ["form", "fields"];

  connect() {
    this.onKey = (event) => isFree(event) && this.#press(event);
    document.addEventListener("keydown", this.onKey);
    this.#show(this.hasFormTarget ? this.formTarget : null);
    this.#show(this.element.querySelector(".mk-number-current"));
  }

  disconnect() {
    document.removeEventListener("keydown", this.onKey);
  }

  #press(event) {
    const key = event.key.toLowerCase();
    if (!/^[a-z]$/.test(key)) return;
    const control =
      key === "e" && this.hasFieldsTarget
        ? this.fieldsTarget.querySelector("textarea, input")
        : this.element.querySelector(`[data-key="${key}"]`);
    if (!control) return;
    event.preventDefault();
    if (key === "e") control.focus();
    else control.click();
  }

  /** Scrolls the card around `part`, not the page. */
  #show(part) {
    const card = part?.closest(".card");
    if (!card || card.scrollHeight <= card.clientHeight) return;
    const inside = part.getBoundingClientRect().top - card.getBoundingClientRect().top;
    if (inside > 0 && inside < card.clientHeight / 2) return; // in sight already
    card.scrollTop += inside - card.clientHeight / 4;
  }
}
