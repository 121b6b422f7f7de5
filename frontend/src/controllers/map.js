import { Controller } from "@hotwired/stimulus";

/**
 * Areas as outlines and places as dots on plain ground; Leaflet comes as a file of its own when a
 * page has a map. Picking a box or an area opens the page again with it in the address.
 *
 * Values
 *   url     JSON of the places: {"count", "places": [{"name", "note", "url", "lat", "lon", "look",
 *           "value", "facts"}], "cells": [{"lat", "lon", "n"}], "grades"}; look is a to d (grade),
 *           ok, warn or bad (light), none; `view` (west,south,east,north) is appended
 *   areas   JSON of the outlines
 *   page    address of the page with its filters
 *   layer   scoring (circles show the mean) or problems (the sum)
 *   area    code of the chosen area
 *   box     the box in the address
 *   tiles   address of tiles with {z} {x} {y}; empty: plain ground
 *   credit  words that the owner of the tiles asks for
 *   words   what the map says
 *   pin     longitude,latitude of one point, instead of places
 */
export default class extends Controller {
  static targets = ["canvas", "note", "picker"];
  static values = { url: String, areas: String, page: String, layer: String, area: String, box: String, tiles: String, credit: String, words: Object, pin: String };

  async connect() {
    this.canvasTarget.setAttribute("aria-busy", "true");
    try {
      await this.#open();
    } catch (fault) {
      this.canvasTarget.textContent = document.body.dataset.failureWordsValue;
      throw fault;
    } finally {
      this.canvasTarget.removeAttribute("aria-busy");
    }
  }

  disconnect() {
    this.map?.remove();
    this.map = null;
  }

  /** Draw a box; pressed again, give up. */
  pick() {
    if (this.giveUp) return this.giveUp();
    this.pickerTarget.setAttribute("aria-pressed", "true");
    this.noteTarget.textContent = this.wordsValue.picking;
    this.giveUp = this.tools.pickBox(this.map, (bounds) => {
      this.giveUp = null;
      this.pickerTarget.setAttribute("aria-pressed", "false");
      this.noteTarget.textContent = "";
      if (bounds) this.#go({ box: this.tools.written(bounds) });
    });
  }

  /** Take what is on screen as the box: the way for the keyboard. */
  pickView() {
    this.#go({ box: this.tools.written(this.map.getBounds()) });
  }

  async #open() {
    const [draw, places, picking, outlines] = await Promise.all([
      import("../map/draw.js"),
      import("../map/places.js"),
      import("../map/picking.js"),
      json(this.areasValue),
    ]);
    if (!this.element.isConnected) return;
    this.tools = { ...draw, ...places, ...picking };
    this.map = draw.ground(this.canvasTarget, { tiles: this.tilesValue, credit: this.creditValue });
    this.layer = draw.L.layerGroup();
    const bounds = draw.outlines(this.map, outlines.areas, {
      chosen: this.areaValue,
      hint: this.wordsValue.area,
      onPick: (area) => !this.giveUp && this.#go({ area, box: "" }),
    });
    if (this.pinValue) return this.#pin();
    const found = await json(this.urlValue);
    if (!this.map) return;
    this.#look(this.#boxBounds() ?? (this.areaValue || found.count === 0 ? bounds : this.#around(found, bounds)));
    this.#frame();
    this.layer.addTo(this.map);
    this.#show(found);
    if (found.cells.length) this.map.on("moveend", () => this.#again());
  }

  #pin() {
    const [lon, lat] = this.pinValue.split(",").map(Number);
    this.map.setView([lat, lon], 13);
    this.tools.pin(this.map, [lat, lon]);
  }

  #look(bounds) {
    if (bounds?.isValid()) this.map.fitBounds(bounds, { padding: [12, 12], maxZoom: 16 });
    else this.map.setView([35, 105], 4);
  }

  /** The box of the address. */
  #boxBounds() {
    if (!this.boxValue) return null;
    const [west, south, east, north] = this.boxValue.split(",").map(Number);
    return this.tools.L.latLngBounds([south, west], [north, east]);
  }

  #frame() {
    const bounds = this.#boxBounds();
    const style = { color: this.tools.colour("--accent"), weight: 2, dashArray: "4 4", fill: false, interactive: false };
    if (bounds) this.tools.L.rectangle(bounds, style).addTo(this.map);
  }

  #around(found, outlined) {
    const spots = [...found.places, ...found.cells].map((spot) => [spot.lat, spot.lon]);
    const bounds = this.tools.L.latLngBounds(spots);
    return new URL(this.pageValue, location).searchParams.get("q") ? bounds : outlined.isValid() ? outlined : bounds;
  }

  #show(found) {
    this.forget?.();
    this.forget = null;
    this.layer.clearLayers();
    const words = this.wordsValue;
    this.noteTarget.textContent = found.cells.length ? words.counted.replace("{n}", found.count) : "";
    if (found.cells.length) this.tools.cells(this.map, this.layer, found.cells, words);
    else this.forget = this.tools.dots(this.map, this.layer, { ...found, isMean: this.layerValue === "scoring", words });
  }

  /** Ask again for the part on screen; only the newest answer counts. */
  async #again() {
    const asked = (this.asked = Symbol("asked"));
    const view = this.tools.written(this.map.getBounds());
    const found = await json(`${this.urlValue}&view=${view}`);
    if (this.map && asked === this.asked) this.#show(found);
  }

  #go(changes) {
    const url = new URL(this.pageValue, location);
    url.searchParams.delete("mark");
    for (const [name, value] of Object.entries(changes)) {
      if (value) url.searchParams.set(name, value);
      else url.searchParams.delete(name);
    }
    location.assign(url);
  }
}

async function json(url) {
  const answer = await fetch(url, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return answer.json();
}
