import { Controller } from "@hotwired/stimulus";

/**
 * Keeps what is typed in a form on this device until it is sent, and puts it back after a reload.
 * Files and hidden fields are left out. Values: `key` (unique for the form), `version` (of what the
 * server sent; another version throws the draft away).
 */
export default class extends Controller {
  static targets = ["saved"];
  static values = { key: String, version: String };

  connect() {
    this.#restore();
    this.element.addEventListener("input", () => this.#saveSoon());
    this.element.addEventListener("change", () => this.#saveSoon());
    this.element.addEventListener("submit", () => clearTimeout(this.later));
  }

  disconnect() {
    clearTimeout(this.later);
  }

  /** Call when the server has it. */
  clear() {
    clearTimeout(this.later);
    localStorage.removeItem(this.#name);
  }

  get #name() {
    return `draft:${this.keyValue}`;
  }

  get #fields() {
    return [...this.element.elements].filter(
      (field) => field.name && !["hidden", "file", "submit", "button", "password"].includes(field.type),
    );
  }

  #saveSoon() {
    clearTimeout(this.later);
    this.later = setTimeout(() => this.save(), 400);
  }

  save() {
    const values = this.#fields.map((field) => [
      field.name,
      field.type === "checkbox" || field.type === "radio" ? `${field.value}\n${field.checked}` : field.value,
    ]);
    try {
      localStorage.setItem(this.#name, JSON.stringify({ version: this.versionValue, values }));
      this.savedTargets.forEach((note) => (note.hidden = false));
    } catch {
      this.dispatch("full"); // storage is full: the page says so
    }
  }

  #restore() {
    const kept = JSON.parse(localStorage.getItem(this.#name) ?? "null");
    if (!kept) return;
    if (kept.version !== this.versionValue) return this.clear();
    const fields = this.#fields;
    for (const [name, value] of kept.values) {
      const [choice, checked] = value.split("\n");
      const box = fields.find(
        (field) => field.name === name && /^(checkbox|radio)$/.test(field.type) && field.value === choice,
      );
      if (box) box.checked = checked === "true";
      else fields.filter((field) => field.name === name).forEach((field) => (field.value = value));
    }
    this.dispatch("restored");
  }
}
