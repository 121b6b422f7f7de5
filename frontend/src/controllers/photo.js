import { Controller } from "@hotwired/stimulus";

const EDGE = 1600; // longest edge of what is sent, in pixels
const FRESH_MS = 60_000; // a file this young comes from the camera, not from the album

/**
 * A photo from camera or album: made smaller, with time and place of the shutter as fields.
 *
 *   <div data-controller="photo" data-photo-name-value="photo" data-photo-words-value='{…}'>
 *     <input type="file" accept="image/*" capture="environment" data-action="photo#take" hidden>
 *     <input type="file" accept="image/*" data-action="photo#pick" hidden>
 *     <div data-photo-target="list"></div>
 *
 * For each photo the list gets a file input `name` and the fields `name_taken_at` (ISO, or empty where
 * unknown), `name_source` (camera or album), `name_lat`, `name_lon`, `name_accuracy` (metres), in order.
 */
export default class extends Controller {
  static targets = ["list", "count"];
  static values = { name: String, remove: String };

  take(event) {
    this.#add(event.target, "camera");
  }

  pick(event) {
    this.#add(event.target, "album");
  }

  remove(event) {
    event.target.closest("[data-photo-item]").remove();
    this.#changed();
  }

  async #add(input, asked) {
    const files = [...input.files];
    const shutter = new Date();
    const place = asked === "camera" ? whereNow() : Promise.resolve(null);
    input.value = "";
    for (const file of files) {
      const isFresh = shutter - file.lastModified < FRESH_MS;
      const source = asked === "camera" && isFresh ? "camera" : "album";
      const takenAt = source === "camera" ? shutter : await exifTime(file);
      const fields = { taken_at: takenAt?.toISOString() ?? "", source, ...(await place) };
      this.listTarget.append(this.#item(await smaller(file), fields));
    }
    this.#changed();
  }

  #item(file, fields) {
    const item = document.createElement("span");
    item.dataset.photoItem = "";
    item.className = "photo-item";
    const picture = document.createElement("img");
    picture.src = URL.createObjectURL(file);
    picture.alt = "";
    const remove = document.createElement("button");
    remove.type = "button";
    remove.className = "btn btn-sm";
    remove.textContent = this.removeValue;
    remove.dataset.action = "photo#remove";
    item.append(picture, remove, fileInput(this.nameValue, file));
    for (const name of ["taken_at", "source", "lat", "lon", "accuracy"]) {
      item.append(hidden(`${this.nameValue}_${name}`, fields[name] ?? ""));
    }
    return item;
  }

  #changed() {
    const count = this.listTarget.querySelectorAll("[data-photo-item]").length;
    for (const target of this.countTargets) target.textContent = count;
    this.dispatch("changed", { detail: { count } });
  }
}

/** Where the phone is now, or null where that is refused or takes longer than ten seconds. */
export function whereNow() {
  return new Promise((resolve) => {
    if (!navigator.geolocation) return resolve(null);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) =>
        resolve({
          lat: coords.latitude.toFixed(6),
          lon: coords.longitude.toFixed(6),
          accuracy: Math.round(coords.accuracy),
        }),
      () => resolve(null),
      { enableHighAccuracy: true, timeout: 10_000, maximumAge: 15_000 },
    );
  });
}

/** The photo turned upright by the browser, at most EDGE pixels long, as JPEG; itself if unreadable. */
export async function smaller(file) {
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, EDGE / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.85));
    return new File([blob], file.name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg" });
  } catch {
    return file; // the server says in words what is wrong with it
  }
}

/** When an album photo was taken, from its EXIF (DateTimeOriginal, phone's own zone); null if unknown. */
export async function exifTime(file) {
  const head = new Uint8Array(await file.slice(0, 128 * 1024).arrayBuffer());
  const text = new TextDecoder("latin1").decode(head);
  const times = [...text.matchAll(/(\d{4}):(\d\d):(\d\d) (\d\d):(\d\d):(\d\d)\0/g)];
  if (!times.length) return null;
  const [, year, month, day, hour, minute, second] = times.at(-1).map(Number);
  const time = new Date(year, month - 1, day, hour, minute, second);
  return Number.isNaN(time.getTime()) ? null : time;
}

function hidden(name, value) {
  const field = document.createElement("input");
  field.type = "hidden";
  field.name = name;
  field.value = value;
  return field;
}

function fileInput(name, file) {
  const field = document.createElement("input");
  field.type = "file";
  field.name = name;
  field.hidden = true;
  const transfer = new DataTransfer();
  transfer.items.add(file);
  field.files = transfer.files;
  return field;
}
