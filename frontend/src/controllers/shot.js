import { Controller } from "@hotwired/stimulus";

import { smaller, whereNow } from "./photo.js";

const HEAD = 256 * 1024; // bytes of an album picture in which it says when and where it was taken
const NO_KEY = "00000000-0000-0000-0000-000000000000";
const FRESH_MS = 60_000; // a file older than this does not come from the camera, whatever was pressed

/**
 * One photo that is sent as soon as it is taken, so that handing in is quick: the key of the stored photo
 * stands in the hidden field. What could not be sent stays in the file field and goes with the form.
 * Values: `url` to send to; `shown`, the address of a photo with zeros in place of its key.
 */
export default class extends Controller {
  static targets = ["key", "picture", "state", "drop", "again"];
  static values = { url: String, shown: String };

  connect() {
    this.show();
  }

  take({ target }) {
    const [file] = target.files;
    if (!file) return;
    if (Date.now() - file.lastModified > FRESH_MS) this.pick({ target });
    else this.#prepare(target, { takenAt: new Date(), place: whereNow() });
  }

  pick({ target }) {
    const [file] = target.files;
    if (file) this.#prepare(target, { album: file.slice(0, HEAD), place: null });
  }

  /** Sends the photo that was prepared; also a second time, after a failure. */
  async send() {
    const { input, body } = this.ready;
    this.againTarget.hidden = true;
    this.#say(this.#word("sending"));
    const answer = await post(this.urlValue, body);
    if (this.ready?.body !== body) return; // another photo was taken meanwhile
    if (answer.id) {
      input.value = "";
      this.#settle(answer.id, answer.words);
    } else {
      this.againTarget.hidden = !answer.isLost;
      if (!answer.isLost) this.drop();
      this.#say(answer.message ?? this.#word("notSent"));
    }
  }

  drop() {
    this.ready = null;
    this.element.querySelectorAll("input[type=file]").forEach((input) => (input.value = ""));
    this.#settle("", "");
    this.againTarget.hidden = true;
  }

  /** The key was set from outside (a restored draft). */
  show() {
    const key = this.keyTarget.value;
    this.pictureTarget.hidden = !key;
    this.dropTarget.hidden = !key;
    if (key) this.pictureTarget.src = this.shownValue.replace(NO_KEY, key);
  }

  async #prepare(input, { takenAt = null, album = null, place }) {
    this.#say(this.#word("sending"));
    const photo = await smaller(input.files[0]);
    const body = new FormData();
    body.append("id", newKey());
    body.append("photo", photo);
    if (takenAt) body.append("taken_at", takenAt.toISOString());
    if (album) body.append("album", "1");
    if (album) body.append("head", album, "head");
    const where = await place;
    if (place && !where) this.dispatch("lost", { prefix: "shot" });
    if (where) {
      body.append("longitude", where.lon);
      body.append("latitude", where.lat);
      body.append("accuracy", where.accuracy);
    }
    replaceFile(input, photo);
    this.ready = { input, body };
    await this.send();
  }

  #settle(key, words) {
    this.keyTarget.value = key;
    this.show();
    this.#say(words);
    this.keyTarget.dispatchEvent(new Event("input", { bubbles: true }));
  }

  #word(name) {
    return JSON.parse(document.getElementById("visit-words").textContent)[name];
  }

  #say(words) {
    this.stateTarget.textContent = words;
  }
}

/** {id, words} of the stored photo, {message} of a refusal, or {isLost} where no answer came. */
async function post(url, body) {
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
  try {
    const answer = await fetch(url, { method: "POST", body, headers: { "X-CSRFToken": token } });
    const isOurs = answer.headers.get("Content-Type")?.startsWith("application/json");
    return isOurs ? await answer.json() : { isLost: true };
  } catch {
    return { isLost: true };
  }
}

/** Made by the phone, so that sending again stores nothing twice; also where the page is not secure. */
function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** The smaller photo takes the place of the picked one, in case it has to go with the form. */
function replaceFile(input, file) {
  try {
    const transfer = new DataTransfer();
    transfer.items.add(file);
    input.files = transfer.files;
  } catch {
    // an old browser keeps the large one
  }
}
