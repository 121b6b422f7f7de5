// Places on the map: those near each other as one circle with the mean or the sum, the rest as a
// letter or a shape each, so that colour is never the only mark.
import Supercluster from "supercluster";

import { L, text } from "./draw.js";

const SIGN = { a: "A", b: "B", c: "C", d: "D", ok: "●", warn: "▲", bad: "■", none: "–" };
const WORST = ["none", "ok", "warn", "bad"]; // of lights, mildest first

/** Draws what the server counted: circles with the number of places in each cell. */
export function cells(map, layer, list, words) {
  for (const cell of list) {
    const label = words.cluster.replace("{n}", cell.n);
    circle(layer, cell, { look: "count", figure: short(cell.n), note: "", label }, () =>
      map.flyTo([cell.lat, cell.lon], map.getZoom() + 2, { animate: false }),
    );
  }
}

/** Keeps `layer` filled with the dots and circles of the part on screen. */
export function dots(map, layer, { places, grades, isMean, words }) {
  const index = new Supercluster({
    radius: 64, // pixels: Leaflet has tiles of 256
    extent: 256,
    maxZoom: 16,
    map: ({ value, look }) => ({ sum: value ?? 0, known: value === null ? 0 : 1, worst: WORST.indexOf(look) }),
    reduce: (into, one) => {
      into.sum += one.sum;
      into.known += one.known;
      into.worst = Math.max(into.worst, one.worst);
    },
  }).load(places.map((place) => ({ type: "Feature", geometry: { type: "Point", coordinates: [place.lon, place.lat] }, properties: place })));
  const show = () => {
    layer.clearLayers();
    const view = map.getBounds().pad(0.2);
    const found = index.getClusters([view.getWest(), view.getSouth(), view.getEast(), view.getNorth()], Math.floor(map.getZoom()));
    for (const { properties, geometry } of found) {
      const [lon, lat] = geometry.coordinates;
      if (!properties.cluster) single(layer, properties);
      else {
        circle(layer, { lat, lon }, summary(properties, { grades, isMean, words }), () =>
          map.setView([lat, lon], Math.min(index.getClusterExpansionZoom(properties.cluster_id), 17)),
        );
      }
    }
  };
  map.on("moveend", show);
  show();
  return () => map.off("moveend", show);
}

function summary({ point_count: n, sum, known, worst }, { grades, isMean, words }) {
  const note = words.spots.replace("{n}", n);
  if (!known) return { look: "none", figure: "–", note, label: words.cluster.replace("{n}", n) };
  const value = isMean ? sum / known : sum;
  const written = isMean ? value.toFixed(1) : short(value);
  const look = isMean ? grades.find(([least]) => value >= least)[1] : WORST[worst] ?? "none";
  return { look, figure: written, note, label: words.summed.replace("{n}", n).replace("{value}", written) };
}

function circle(layer, { lat, lon }, { look, figure, note, label }, go) {
  const box = document.createElement("span");
  const big = text(figure);
  big.className = `map-circle map-look-${look}`;
  if (look in SIGN && WORST.indexOf(look) > 0) big.prepend(text(SIGN[look]));
  box.append(big);
  if (note) box.append(Object.assign(text(note), { className: "map-count" }));
  marker(layer, { lat, lon }, box, 44, label).on("click", go);
}

function single(layer, place) {
  const sign = text(SIGN[place.look] ?? SIGN.none);
  sign.className = `map-spot map-look-${place.look}`;
  const label = [place.name, ...place.facts.map((fact) => `${fact.label} ${fact.written}`)].join("，");
  marker(layer, place, sign, 22, label).bindTooltip(text(place.name)).bindPopup(() => card(place));
}

function marker(layer, { lat, lon }, content, size, label) {
  const icon = L.divIcon({ html: content, className: "map-mark", iconSize: [size, size] });
  const made = L.marker([lat, lon], { icon, keyboard: true, title: label, alt: label });
  made.addTo(layer);
  made.getElement()?.setAttribute("aria-label", label);
  return made;
}

function card({ name, note, url, facts }) {
  const box = document.createElement("div");
  box.className = "map-card";
  const line = document.createElement("p");
  line.textContent = note;
  box.append(link(name, url), line);
  for (const fact of facts) {
    const row = document.createElement("p");
    row.append(`${fact.label} `, link(fact.written, fact.url));
    box.append(row);
  }
  return box;
}

function link(words, href) {
  return Object.assign(document.createElement("a"), { href, textContent: words });
}

function short(n) {
  return n >= 10_000 ? `${(n / 1000).toFixed(0)}k` : String(n);
}
