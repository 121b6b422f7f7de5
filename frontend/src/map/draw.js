// Draws areas and places with Leaflet; a file of its own, loaded only by pages with a map.
import L from "leaflet";

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const FILL = { a: "--a", b: "--b-bar", c: "--c-bar", d: "--d", ok: "--ok", warn: "--warn-m", bad: "--bad" };
const RIM = { b: "--b-ink", c: "--c-ink" }; // pale fills need a dark edge
const OUTLINE = { city: { weight: 2 }, district: { weight: 1.5 }, street: { weight: 1, dashArray: "3 4" } };

/** Fills `element` with a map of `data`; returns the Leaflet map. */
export function draw(element, data, { tiles, credit }) {
  const map = L.map(element, { preferCanvas: true, zoomSnap: 0.25, zoomControl: false, attributionControl: Boolean(credit) });
  map.attributionControl?.setPrefix(false);
  if (tiles) L.tileLayer(tiles, { attribution: credit, maxZoom: 18 }).addTo(map);
  L.control.zoom({ zoomInTitle: "+", zoomOutTitle: "−" }).addTo(map);
  L.control.scale({ imperial: false }).addTo(map);
  const shown = L.featureGroup([...areas(data.areas ?? []), ...places(data.places ?? [])]).addTo(map);
  const bounds = shown.getBounds();
  if (bounds.isValid()) map.fitBounds(bounds, { padding: [16, 16], maxZoom: 16 });
  else map.setView([0, 0], 2);
  return map;
}

function areas(list) {
  return list
    .filter((area) => area.outline)
    .map((area) => {
      const layer = L.geoJSON(area.outline, {
        interactive: false,
        style: {
          color: colour("--ink-3"),
          fillColor: colour("--paper"),
          fillOpacity: area.level === "district" ? 0.7 : 0,
          ...(OUTLINE[area.level] ?? OUTLINE.street),
        },
      });
      if (area.level === "district") {
        layer.bindTooltip(text(area.name), { permanent: true, direction: "center", className: "map-label" });
      }
      return layer;
    });
}

function places(list) {
  const isMany = list.length > 200;
  return list.map((place) =>
    L.circleMarker([place.lat, place.lon], {
      radius: isMany ? 4 : 7,
      weight: 1.5,
      color: colour(RIM[place.look] ?? (place.look in FILL ? "--paper" : "--field")),
      dashArray: place.look in FILL || isMany ? null : "2 2", // dashes of many small rings run together
      fillColor: colour(FILL[place.look] ?? "--paper"),
      fillOpacity: 1,
    })
      .bindTooltip(text(place.name))
      .bindPopup(card(place)),
  );
}

/** Names come from people: as text, never as markup. */
function text(words) {
  const element = document.createElement("span");
  element.textContent = words;
  return element;
}

function card(place) {
  const box = document.createElement("div");
  const link = document.createElement("a");
  link.href = place.url;
  link.textContent = place.name;
  const note = document.createElement("div");
  note.textContent = place.note ?? "";
  box.append(link, note);
  return box;
}
