import { Controller } from "@hotwired/stimulus";

import { whereNow } from "./photo.js";

/**
 * Where a problem is: from the phone, or a tap on the map; the nearest places are offered. The
 * fields of longitude and latitude hold the pin, so the form works without any of this.
 *
 * Values: areas (JSON of outlines), near (HTML of the nearest places), tiles, and what it says.
 */
export default class extends Controller {
  static targets = ["canvas", "opener", "clearer", "said", "near", "longitude", "latitude", "place"];
  static values = { areas: String, near: String, tiles: String, refused: String, searching: String, set: String, about: String };

  connect() {
    if (this.longitudeTarget.value && this.latitudeTarget.value) this.#moved("");
  }

  disconnect() {
    this.map?.remove();
    this.map = null;
  }

  async here() {
    this.saidTarget.textContent = this.searchingValue;
    const found = await whereNow();
    if (!found) this.saidTarget.textContent = this.refusedValue;
    else this.#put(found.lon, found.lat, this.aboutValue.replace("{n}", found.accuracy));
  }

  async open() {
    this.openerTarget.setAttribute("aria-expanded", "true");
    this.canvasTarget.hidden = false;
    if (this.map) return;
    const [draw, answer] = await Promise.all([import("../map/draw.js"), fetch(this.areasValue)]);
    this.draw = draw;
    this.map = draw.ground(this.canvasTarget, { tiles: this.tilesValue });
    const bounds = draw.outlines(this.map, (await answer.json()).areas);
    if (bounds.isValid()) this.map.fitBounds(bounds);
    else this.map.setView([35, 105], 4);
    this.map.on("click", ({ latlng }) => this.#put(latlng.lng.toFixed(6), latlng.lat.toFixed(6), ""));
    this.#mark(true);
  }

  clear() {
    this.longitudeTarget.value = this.latitudeTarget.value = "";
    this.nearTarget.textContent = this.saidTarget.textContent = "";
    this.clearerTarget.hidden = true;
    this.#mark(false);
  }

  /** A nearby place was tapped. */
  choose({ params }) {
    this.placeTarget.value = params.place;
    this.placeTarget.focus();
  }

  #put(lon, lat, about) {
    this.longitudeTarget.value = lon;
    this.latitudeTarget.value = lat;
    this.#moved(about);
  }

  async #moved(about) {
    const [lon, lat] = [this.longitudeTarget.value, this.latitudeTarget.value];
    this.saidTarget.textContent = this.setValue.replace("{lon}", lon).replace("{lat}", lat) + about;
    this.clearerTarget.hidden = false;
    this.#mark(Boolean(about));
    const answer = await fetch(`${this.nearValue}?pin=${lon},${lat}`);
    if (answer.ok && lon === this.longitudeTarget.value) this.nearTarget.innerHTML = await answer.text();
  }

  #mark(looks) {
    if (!this.map) return;
    this.pin?.remove();
    const [lon, lat] = [this.longitudeTarget.value, this.latitudeTarget.value];
    if (!lon || !lat) return;
    this.pin = this.draw.pin(this.map, [Number(lat), Number(lon)]);
    if (looks) this.map.setView([Number(lat), Number(lon)], 15);
  }
}
