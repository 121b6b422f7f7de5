import { Controller } from "@hotwired/stimulus";

import { isFree } from "./keys.js";

/**
 * Walks a list by keyboard: J and K move, Enter opens the row's first link, X ticks, Esc goes back.
 * Any other key presses the control of the row that carries it: `data-key="a"`.
 */
export default class extends Controller {
  static targets = ["row"];

  connect() {
    this.onKey = (event) => isFree(event) && this.#act(event);
    document.addEventListener("keydown", this.onKey);
  }

  disconnect() {
    document.removeEventListener("keydown", this.onKey);
  }

  get at() {
    return this.rowTargets.findIndex((row) => row.classList.contains("is-at"));
  }

  #act(event) {
    const key = event.key.toLowerCase();
    const row = this.rowTargets[this.at];
    if (key === "j" || key === "k") this.#move(key === "j" ? 1 : -1);
    else if (key === "enter" && row && !event.target.closest("a, button")) row.querySelector("a")?.click();
    else if (key === "x" && row) row.querySelector("input[type=checkbox]")?.click();
    else if (key === "escape" && row) row.classList.remove("is-at");
    else if (!row || !/^[a-z]$/.test(key)) return;
    else row.querySelector(`[data-key="${key}"]`)?.click();
    event.preventDefault();
  }

  #move(step) {
    const rows = this.rowTargets;
    const from = this.at;
    const to = Math.min(Math.max(from + step, 0), rows.length - 1);
    rows[from]?.classList.remove("is-at");
    const row = rows[to];
    if (!row) return;
    row.classList.add("is-at");
    row.scrollIntoView({ block: "nearest" });
    (row.querySelector("a, button, input") ?? row).focus({ preventScroll: true });
    this.dispatch("at", { detail: { row } });
  }
}
