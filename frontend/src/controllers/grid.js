import { Controller } from "@hotwired/stimulus";

/**
 * Cells that take what a spreadsheet copies: a paste of several cells fills those to the right and
 * below. Enter goes down, as there. What was changed is sent as rows of the clipboard's own kind.
 */
export default class extends Controller {
  static targets = ["form", "row", "count"];

  connect() {
    this.element.addEventListener("paste", (event) => this.#paste(event));
    this.element.addEventListener("input", (event) => this.#grow(event.target));
    this.element.addEventListener("keydown", (event) => this.#walk(event));
    for (const row of this.rowTargets) for (const cell of cells(row)) fit(cell);
    this.#tell();
  }

  /** The changed rows into the field that is sent; a paste of the whole table goes as it is. */
  send(event) {
    if (event.submitter?.name === "pasted") return;
    const changed = this.#changed();
    if (!changed.length) return event.preventDefault();
    const head = ["指标", "点位类型", "责任领导", "牵头单位", "责任单位", "配合单位"];
    const rows = changed.map((row) => [row.dataset.indicator, row.dataset.type, ...cells(row).map((cell) => cell.value.trim())]);
    this.formTarget.elements.rows.value = [head, ...rows].map((row) => row.map(quoted).join("\t")).join("\n");
  }

  #paste(event) {
    const at = event.target.closest("[data-grid-target=row] textarea");
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (!at || !/[\t\n]/.test(text.trimEnd())) return;
    event.preventDefault();
    const first = this.rowTargets.indexOf(at.closest("tr"));
    const left = cells(this.rowTargets[first]).indexOf(at);
    for (const [down, values] of parsed(text).entries()) {
      const row = this.rowTargets[first + down];
      if (!row) break;
      for (const [right, value] of values.entries()) {
        const cell = cells(row)[left + right];
        if (cell) cell.value = value;
        if (cell) fit(cell);
      }
    }
    this.#tell();
  }

  #grow(cell) {
    if (!cell.closest("[data-grid-target=row]")) return;
    fit(cell);
    this.#tell();
  }

  #walk(event) {
    const cell = event.target.closest("[data-grid-target=row] textarea");
    const step = { Enter: 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!cell || !step || event.isComposing || event.altKey || event.shiftKey) return;
    event.preventDefault();
    const row = cell.closest("tr");
    const next = this.rowTargets[this.rowTargets.indexOf(row) + step];
    if (next) cells(next)[cells(row).indexOf(cell)].focus();
  }

  #changed() {
    return this.rowTargets.filter((row) => cells(row).some((cell) => cell.value !== cell.defaultValue));
  }

  #tell() {
    const changed = new Set(this.#changed());
    for (const row of this.rowTargets) row.classList.toggle("is-changed", changed.has(row));
    const { none, some } = this.countTarget.dataset;
    this.countTarget.textContent = changed.size ? some.replace("%n", changed.size) : none;
  }
}

const cells = (row) => [...row.querySelectorAll("textarea")];

/** A cell as high as its words. */
function fit(cell) {
  cell.rows = Math.min(6, Math.max(1, Math.ceil(width(cell.value) / 22)));
}

const width = (words) => [...words].reduce((sum, sign) => sum + (sign.codePointAt(0) > 255 ? 2 : 1), 0);

const quoted = (words) => (/["\t\n]/.test(words) ? `"${words.replaceAll('"', '""')}"` : words);

/** Rows of cells; a cell in quotes may hold line breaks, which become blanks. */
function parsed(text) {
  const rows = [[]];
  for (const [, inQuotes, plain, end] of text.replace(/\r\n?/g, "\n").matchAll(/(?:"((?:[^"]|"")*)"|([^\t\n]*))(\t|\n|$)/g)) {
    rows.at(-1).push((inQuotes?.replaceAll('""', '"') ?? plain).replace(/\s+/g, " ").trim());
    if (end === "\n") rows.push([]);
    if (end === "") break;
  }
  return rows.at(-1).join("") === "" ? rows.slice(0, -1) : rows;
}
