import { Controller } from "@hotwired/stimulus";

import { isFree } from "./keys.js";

/** Which field a key goes into: the words, who leads, who supports, until when. */
const FIELDS = { e: "text", w: "leads", p: "supports", t: "due_on" };

/**
 * Review of a document by keyboard: a single key presses the control that carries it
 * (`data-key="a"`) or goes into a field, Esc comes back out. Brings the open draft and its sentence
 * into view on both sides, each of which scrolls by itself. What is selected in the text stands ready
 * to become a draft.
 */
export default class extends Controller {
  static targets = ["form", "fields", "words"];

  connect() {
    this.onKey = (event) => this.#leave(event) || (isFree(event) && this.#press(event));
    document.addEventListener("keydown", this.onKey);
    this.onChoice = () => this.#choose(document.getSelection());
    document.addEventListener("selectionchange", this.onChoice);
    this.#show(this.hasFormTarget ? this.formTarget : null);
    this.#show(this.element.querySelector(".mk-number-current"));
  }

  disconnect() {
    document.removeEventListener("keydown", this.onKey);
    document.removeEventListener("selectionchange", this.onChoice);
  }

  /** A suggestion: what it stands for comes into its field, or goes out of it. */
  toggle({ currentTarget: chip }) {
    const field = this.fieldsTarget.querySelector(`[name="${chip.dataset.field}"]`);
    const { value } = chip.dataset;
    const standing = field.value.split(/[、，,；;\n]+/).filter(Boolean);
    const isOn = standing.includes(value);
    field.value = (isOn ? standing.filter((one) => one !== value) : [...standing, value]).join("、");
    chip.setAttribute("aria-pressed", String(!isOn));
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }

  /** Esc in a field: what was typed is saved, and keys act again. */
  #leave(event) {
    const isField = event.target.closest?.("[data-review-target=fields], [data-review-target=words]");
    if (event.key !== "Escape" || !isField) return false;
    event.target.blur();
    return true;
  }

  #choose(selection) {
    if (!this.hasWordsTarget || selection.isCollapsed) return;
    const text = this.element.querySelector(".document-text");
    if (text.contains(selection.anchorNode) && text.contains(selection.focusNode))
      this.wordsTarget.value = selection.toString().trim();
  }

  #press(event) {
    const key = event.key.toLowerCase();
    if (!/^[a-z1-9]$/.test(key)) return;
    const name = FIELDS[key];
    const control =
      name && this.hasFieldsTarget
        ? this.fieldsTarget.querySelector(`[name="${name}"]`)
        : this.element.querySelector(`[data-key="${key}"]`);
    if (!control || control.matches(":disabled")) return;
    event.preventDefault();
    if (name) control.focus();
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
