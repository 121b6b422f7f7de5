import { Controller } from "@hotwired/stimulus";

/**
 * One check item on the page of a visit: rows of findings open where something is wrong, and a number
 * and 不涉及 exclude each other. Rows are copied from the template `#finding-row`, whose names begin with iN-rR.
 */
export default class extends Controller {
  static targets = ["choice", "number", "findings", "rows", "row"];
  static values = { id: String, next: Number };

  connect() {
    this.settle();
  }

  /** A verdict was pressed. */
  choose() {
    const isFirst = !this.rowTargets.length;
    this.settle();
    if (this.#isAway && this.hasNumberTarget) this.numberTarget.value = "";
    if (this.#isFault && isFirst) this.#spotOf(this.rowTargets[0]).focus();
  }

  /** One more row; the keyboard opens at its place. */
  add() {
    const row = this.append(this.nextValue);
    this.#tell();
    this.#spotOf(row).focus();
  }

  /** The row of that number, made where it is not there. */
  append(number) {
    const at = `i${this.idValue}-r${number}`;
    const holder = document.createElement("div");
    holder.innerHTML = document
      .getElementById("finding-row")
      .innerHTML.replaceAll("iN-rR", at)
      .replaceAll("phrases-N", `phrases-${this.idValue}`);
    const row = holder.firstElementChild;
    this.rowsTarget.append(row);
    this.nextValue = Math.max(this.nextValue, number + 1);
    return row;
  }

  remove(event) {
    event.target.closest(".finding").remove();
    this.#tell();
  }

  step({ params: { by } }) {
    const now = Number.parseInt(this.numberTarget.value, 10) || 0;
    this.numberTarget.value = Math.max(0, now + by);
    this.typed();
    this.#tell();
  }

  /** A number was entered, so the item applies. */
  typed() {
    if (this.#isAway) this.choiceTargets.forEach((choice) => (choice.checked = false));
  }

  /** The clock runs: from now on "none seen" is an observation. */
  watch() {
    if (this.numberTarget.value === "") this.numberTarget.value = "0";
    this.typed();
    this.#tell();
  }

  /** A fault has at least one row; findings of a verdict that has none stay here, but are not sent. */
  settle() {
    if (!this.hasFindingsTarget) return;
    this.findingsTarget.disabled = !this.#isFault;
    if (this.#isFault && !this.rowTargets.length) this.append(this.nextValue);
  }

  #spotOf(row) {
    return row.querySelector("[name$='-spot']");
  }

  get #isFault() {
    return this.choiceTargets.some((choice) => choice.checked && "fault" in choice.dataset);
  }

  get #isAway() {
    return this.choiceTargets.some((choice) => choice.checked && choice.value === "not_applicable");
  }

  #tell() {
    this.element.dispatchEvent(new Event("change", { bubbles: true }));
  }
}
