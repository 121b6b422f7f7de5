import { Controller } from "@hotwired/stimulus";

import { fieldsOf, fill, keep, kept } from "../visiting/draft.js";
import { Item } from "../visiting/item.js";
import { placeScore } from "../visiting/marks.js";

const PAUSE_MS = 300; // between the last key and the draft

/**
 * The page of a visit: what is judged and what is missing, the running score, the next open item,
 * 其余全部符合, and the draft that survives a reload. The controls of the form are the only state.
 * Without this script the form is sent as it is.
 */
export default class extends Controller {
  static targets = [
    "item", "items", "group", "progress", "done", "left", "bar", "only", "score", "rest", "next", "send", "restored",
    "lacking", "result", "ask", "askWords", "askList", "askKeep", "undo", "undoWords",
  ];
  static values = { key: String, version: String, posted: Boolean };

  connect() {
    this.words = JSON.parse(document.getElementById("visit-words").textContent);
    const rules = JSON.parse(document.getElementById("visit-rules").textContent);
    this.list = this.itemTargets.map((element) => new Item(element, rules[element.dataset.id]));
    this.onHide = () => this.save();
    document.addEventListener("visibilitychange", this.onHide);
    // Items settle and take up restored rows only once their own controllers stand.
    queueMicrotask(() => {
      this.#restore();
      this.refresh();
      this.#warnOfPlace();
    });
  }

  disconnect() {
    clearTimeout(this.later);
    document.removeEventListener("visibilitychange", this.onHide);
  }

  changed({ target }) {
    const item = this.list.find(({ element }) => element.contains(target));
    if (item?.isDone) item.clearFaults();
    this.at = item ?? this.at;
    this.restoredTarget.hidden = true;
    this.refresh();
    clearTimeout(this.later);
    this.later = setTimeout(() => this.save(), PAUSE_MS);
  }

  save() {
    clearTimeout(this.later);
    const [done, total] = [this.#count, this.list.length];
    const fields = fieldsOf(this.element);
    const draft = { at: new Date().toISOString(), version: this.versionValue, done, total, fields };
    if (!keep(this.keyValue, draft)) this.#lack(this.words.full);
  }

  /** Everything on the page that follows from what is entered. */
  refresh() {
    const total = this.list.length;
    const open = this.#open;
    const spots = this.list.reduce((sum, item) => sum + item.spotsMissing, 0);
    this.doneTarget.textContent = put(this.words.done, { done: total - open.length, total });
    const missing = [
      open.length && put(this.words.left, { n: open.length }),
      spots && put(this.words.spots, { n: spots }),
    ];
    this.leftTarget.textContent = missing.filter(Boolean).join(this.words.comma);
    this.barTarget.style.width = `${(100 * (total - open.length)) / total}%`;
    this.#showScore();
    this.#showVerbs(open);
  }

  /** Scrolls to the next item that is open, from where one is; round at the end. */
  next() {
    const open = this.#open;
    const here = this.list.indexOf(this.at);
    this.at = open.find((item) => this.list.indexOf(item) > here) ?? open[0];
    if (!this.at) return;
    if (this.#isOnly) this.#filter();
    this.at.element.scrollIntoView({ block: "start" });
    this.at.element.focus({ preventScroll: true });
  }

  toggleOnly() {
    this.onlyTarget.setAttribute("aria-pressed", String(!this.#isOnly));
    this.#filter();
  }

  watchTogether({ target }) {
    const section = target.closest("section");
    section.querySelectorAll("[data-timer-target='start']:not([hidden])").forEach((button) => button.click());
  }

  /** The window of an observation is over. */
  watched() {
    navigator.vibrate?.(400);
  }

  askRest() {
    const fillable = this.list.filter((item) => item.canBeFilled);
    const others = this.#open.filter((item) => !fillable.includes(item)).length;
    this.askWordsTarget.textContent = put(this.words.rest, { n: fillable.length });
    this.askListTarget.replaceChildren(...fillable.map((item) => this.#restLine(item)));
    this.askKeepTarget.textContent = others ? put(this.words.restKeep, { n: others }) : "";
    this.askTarget.showModal();
  }

  leaveRest() {
    this.askTarget.close();
  }

  fillRest() {
    this.filled = this.list.filter((item) => item.canBeFilled);
    for (const item of this.filled) {
      item.met.checked = true;
      item.clearFaults();
    }
    this.askTarget.close();
    this.undoWordsTarget.textContent = put(this.words.restDone, { n: this.filled.length });
    this.undoTarget.hidden = false;
    this.refresh();
    this.save();
  }

  undoRest() {
    this.filled.forEach((item) => (item.met.checked = false));
    this.undoTarget.hidden = true;
    this.refresh();
    this.save();
  }

  /** A photo had to go without its place. */
  lost() {
    this.#lack(window.isSecureContext ? this.words.noPlace : this.words.notSecure);
  }

  /** Enter on the phone's keyboard closes it; it never sends the form. */
  enter(event) {
    if (event.target.tagName !== "INPUT") return;
    event.preventDefault();
    event.target.blur();
  }

  /** Empty file fields are not sent: a server counts them too. */
  trim({ formData }) {
    const empty = [...formData].filter(([, value]) => value instanceof File && !value.name);
    for (const [name] of empty) formData.delete(name);
  }

  get #open() {
    return this.list.filter((item) => !item.isDone);
  }

  get #count() {
    return this.list.length - this.#open.length;
  }

  get #isOnly() {
    return this.onlyTarget.getAttribute("aria-pressed") === "true";
  }

  get #isJudged() {
    return this.resultTarget.querySelector(":checked")?.value === "done";
  }

  #filter() {
    for (const item of this.list) item.element.hidden = this.#isOnly && item.isDone;
    for (const group of this.groupTargets) {
      group.hidden = this.#isOnly && !group.querySelector("[data-visit-target='item']:not([hidden])");
    }
  }

  #showScore() {
    const { score, isCapped, worst, lost } = placeScore(this.list.map((item) => [item.rule, item.verdict]));
    const shown = score === null ? "–" : score.toFixed(1);
    let text = put(this.words.score, { score: shown }) + (isCapped ? this.words.capped : "");
    if (worst !== null) {
      const name = this.list[worst].rule.name.slice(0, 8);
      text += `　${put(this.words.worst, { name, marks: Number(lost.toFixed(2)) })}`;
    }
    this.scoreTarget.textContent = text;
  }

  #showVerbs(open) {
    const isReady = !this.#isJudged || !open.length;
    this.itemsTarget.hidden = this.progressTarget.hidden = this.scoreTarget.hidden = !this.#isJudged;
    this.sendTarget.hidden = !isReady;
    this.nextTarget.hidden = isReady;
    this.restTarget.hidden = !this.#isJudged || !this.list.some((item) => item.canBeFilled);
  }

  #restLine(item) {
    const line = document.createElement("li");
    const mark = { critical: this.words.key, probe: this.words.probe }[item.kind];
    line.textContent = mark ? `【${mark}】${item.rule.name}` : item.rule.name;
    return line;
  }

  #restore() {
    const draft = kept(this.keyValue);
    if (this.postedValue || !draft || draft.version !== this.versionValue) return;
    if (JSON.stringify(draft.fields) === JSON.stringify(fieldsOf(this.element))) return;
    for (const [name] of draft.fields) this.#rowFor(name);
    fill(this.element, draft.fields);
    for (const element of this.itemTargets) this.#itemController(element).settle();
    for (const key of this.element.querySelectorAll("[data-shot-target='key']")) {
      key.dispatchEvent(new Event("change", { bubbles: true }));
    }
    const at = new Date(draft.at).toLocaleString(document.documentElement.lang, { dateStyle: "short", timeStyle: "short" });
    this.restoredTarget.textContent = put(this.words.restored, { at });
    this.restoredTarget.hidden = false;
  }

  #rowFor(name) {
    const [, item, row] = /^i(\d+)-r(\d+)-/.exec(name) ?? [];
    if (!item || this.element.elements.namedItem(`i${item}-r${row}-spot`)) return;
    const element = this.itemTargets.find(({ dataset }) => dataset.id === item);
    if (element) this.#itemController(element).append(Number(row));
  }

  #itemController(element) {
    return this.application.getControllerForElementAndIdentifier(element, "visit-item");
  }

  async #warnOfPlace() {
    if (!window.isSecureContext) return this.#lack(this.words.notSecure);
    const state = await navigator.permissions?.query({ name: "geolocation" }).catch(() => null);
    if (state?.state === "denied") this.#lack(this.words.noPlace);
  }

  #lack(words) {
    this.lackingTarget.textContent = words;
    this.lackingTarget.hidden = false;
  }
}

/** `template` with {names} filled in. */
function put(template, values) {
  return template.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}
