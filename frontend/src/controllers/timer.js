import { Controller } from "@hotwired/stimulus";

/**
 * Counts the seconds of an observation; runs on by the clock while the phone sleeps, and survives a
 * reload under `key`. The field holds whole seconds. With a `limit` it stops there and sends `timer:done`.
 */
export default class extends Controller {
  static targets = ["face", "field", "start", "pause"];
  static values = { key: String, limit: Number };

  connect() {
    const kept = JSON.parse(localStorage.getItem(this.#name) ?? "null");
    this.before = kept?.before ?? Number(this.fieldTarget.value || 0);
    this.since = kept?.since ?? null;
    this.beat = setInterval(() => this.since && this.#tick(), 500);
    this.#show();
  }

  disconnect() {
    clearInterval(this.beat);
  }

  start() {
    this.since = Date.now();
    this.#keep();
  }

  pause() {
    this.before = this.seconds;
    this.since = null;
    this.#keep();
  }

  get seconds() {
    const run = this.before + (this.since ? Math.floor((Date.now() - this.since) / 1000) : 0);
    return this.limitValue ? Math.min(run, this.limitValue) : run;
  }

  #tick() {
    this.#show();
    if (!this.limitValue || this.seconds < this.limitValue) return;
    this.pause();
    this.dispatch("done");
  }

  get #name() {
    return `timer:${this.keyValue}`;
  }

  #keep() {
    localStorage.setItem(this.#name, JSON.stringify({ before: this.before, since: this.since }));
    this.#show();
    this.fieldTarget.dispatchEvent(new Event("change", { bubbles: true }));
  }

  #show() {
    const seconds = this.seconds;
    const two = (n) => String(n).padStart(2, "0");
    this.faceTarget.textContent = `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`;
    this.fieldTarget.value = seconds;
    if (this.hasStartTarget) this.startTarget.hidden = Boolean(this.since);
    if (this.hasPauseTarget) this.pauseTarget.hidden = !this.since;
  }
}
