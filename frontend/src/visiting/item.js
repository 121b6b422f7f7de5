/** One check item of the page of a visit, read from its controls. */
export class Item {
  /**
   * @param {HTMLFieldSetElement} element
   * @param {object} rule as marks.js reads it
   */
  constructor(element, rule) {
    this.element = element;
    this.rule = rule;
    this.id = element.dataset.id;
    this.kind = element.dataset.kind;
  }

  get choice() {
    return this.element.querySelector(`[name="i${this.id}-choice"]:checked`)?.value ?? "";
  }

  /** The pressed verdict says that something is wrong. */
  get isFault() {
    return Boolean(this.element.querySelector("[data-fault]:checked"));
  }

  /** Rows of findings in which something stands. */
  get rows() {
    return [...this.element.querySelectorAll(".finding")].filter((row) =>
      [...row.querySelectorAll("input")].some((input) =>
        input.type === "checkbox" ? input.checked : input.type !== "file" && input.value,
      ),
    );
  }

  /** Rows without their place; a fault that needs a row and has none counts as one. */
  get spotsMissing() {
    if (!this.isFault) return 0;
    const rows = this.rows;
    const empty = rows.filter((row) => !row.querySelector("[name$='-spot']").value.trim()).length;
    return rows.length || this.kind === "graded" ? empty : 1;
  }

  get number() {
    const typed = this.element.querySelector(`[name="i${this.id}-number"]`)?.value.trim() ?? "";
    return /^\d+$/.test(typed) ? Number(typed) : null;
  }

  get isWatching() {
    return Boolean(this.element.querySelector("[data-timer-target='pause']:not([hidden])"));
  }

  get hasWatched() {
    const minutes = this.element.querySelector(`[name="i${this.id}-minutes"]`)?.value;
    return Number(this.element.querySelector(`[name="i${this.id}-seconds"]`)?.value) > 0 || Boolean(minutes);
  }

  /** The verdict so far, for the running score; null while nothing says how it stands. */
  get verdict() {
    const outcome = this.choice;
    if (outcome === "not_applicable") return { outcome, count: null };
    if (this.kind === "observe" || this.kind === "min_count") {
      return this.number === null ? null : { outcome: "", count: this.number };
    }
    if (!outcome) return null;
    if (this.kind !== "deduct") return { outcome, count: null };
    return { outcome: "", count: this.isFault ? Math.max(1, this.rows.length) : 0 };
  }

  /** Whether nothing more is to be entered. Not answered is never met. */
  get isDone() {
    if (this.verdict === null || this.spotsMissing) return false;
    if (this.kind !== "observe" || this.choice) return true;
    return this.hasWatched && !this.isWatching;
  }

  /** What the server found wrong was put right; it looks again when the form is sent. */
  clearFaults() {
    this.element.classList.remove("field-wrong");
    this.element.querySelectorAll(":scope > .field-error").forEach((fault) => fault.remove());
  }

  /** Whether 其余全部符合 may answer it. */
  get canBeFilled() {
    return !this.choice && Boolean(this.met);
  }

  get met() {
    return this.element.querySelector(`[name="i${this.id}-choice"][value="met"]`);
  }
}
