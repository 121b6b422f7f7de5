import { Controller } from "@hotwired/stimulus";

/**
 * Areas as outlines and places as dots on plain ground; Leaflet comes as a file of its own when a
 * page has a map.
 *
 * Values
 *   url     JSON of what to show: {"areas": [{"name", "level", "outline": GeoJSON geometry}],
 *           "places": [{"name", "note", "url", "lat", "lon", "look"}]}, where look is a to d (grade),
 *           none (not measured), ok, warn or bad (light of its worst problem)
 *   tiles   address of tiles with {z} {x} {y}; empty: plain ground
 *   credit  words that the owner of the tiles asks for
 */
export default class extends Controller {
  static values = { url: String, tiles: String, credit: String };

  async connect() {
    this.element.setAttribute("aria-busy", "true");
    try {
      await this.#fill();
    } catch (fault) {
      this.element.textContent = document.body.dataset.failureWordsValue;
      throw fault;
    } finally {
      this.element.removeAttribute("aria-busy");
    }
  }

  async #fill() {
    const [{ draw }, data] = await Promise.all([
      import("../map/draw.js"),
      fetch(this.urlValue).then((answer) => answer.json()),
    ]);
    if (!this.element.isConnected) return;
    this.map = draw(this.element, data, { tiles: this.tilesValue, credit: this.creditValue });
  }

  disconnect() {
    this.map?.remove();
  }
}
