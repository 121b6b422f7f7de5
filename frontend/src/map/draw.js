// A map on plain ground with Leaflet; a file of its own, loaded only by pages with a map.
import L from "leaflet";

export { default as L } from "leaflet";

export const colour = (name) =>
  getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const OUTLINE = { city: { weight: 2 }, district: { weight: 1.5 }, street: { weight: 1, dashArray: "3 4" } };

/** An empty map in `element`; tiles only where the server names some. */
export function ground(element, { tiles, credit }) {
  const map = L.map(element, {
    preferCanvas: true,
    zoomSnap: 0.25,
    maxZoom: 18,
    zoomControl: false,
    attributionControl: Boolean(credit),
  });
  map.attributionControl?.setPrefix(false);
  if (tiles) L.tileLayer(tiles, { attribution: credit, maxZoom: 18 }).addTo(map);
  map.createPane("names").style.zIndex = 590; // below the marks
  L.control.zoom({ zoomInTitle: "+", zoomOutTitle: "−" }).addTo(map);
  L.control.scale({ imperial: false }).addTo(map);
  return map;
}

/**
 * Outlines of `areas` ({code, name, level, outline: GeoJSON geometry}); returns their bounds, or
 * those of the area `chosen`. With `onPick(code)` a click takes the area under it: a district, or
 * a street once its district is chosen.
 */
export function outlines(map, areas, { chosen = "", onPick = null, hint = "" } = {}) {
  const all = L.latLngBounds([]);
  let own = null;
  const inner = areas.some((area) => area.code === chosen && area.level !== "city");
  for (const area of areas) {
    if (!area.outline) continue;
    const isChosen = Boolean(chosen) && area.code === chosen;
    const picks = onPick && !isChosen && area.level === (inner ? "street" : "district");
    const layer = L.geoJSON(area.outline, {
      interactive: Boolean(picks),
      style: {
        color: colour(isChosen ? "--accent" : "--ink-3"),
        fillColor: colour("--paper"),
        fillOpacity: area.level === "district" ? 0.7 : 0,
        ...(OUTLINE[area.level] ?? OUTLINE.street),
        ...(isChosen ? { weight: 3, dashArray: null } : {}),
      },
    }).addTo(map);
    if (picks) {
      layer.on("click", () => onPick(area.code));
      if (area.level !== "district") layer.bindTooltip(text(hint.replace("{name}", area.name)), { sticky: true });
    }
    if (area.level === "district") {
      layer.bindTooltip(text(area.name), { permanent: true, direction: "center", className: "map-label", pane: "names" });
    }
    all.extend(layer.getBounds());
    if (isChosen) own = layer.getBounds();
  }
  return own ?? all;
}

/** A pin: a ring with a dot, seen on any ground. */
export function pin(map, at) {
  const ring = { radius: 10, weight: 3, color: colour("--accent"), fillColor: colour("--paper"), fillOpacity: 0.9, interactive: false };
  const dot = { radius: 3, weight: 0, fillColor: colour("--accent"), fillOpacity: 1, interactive: false };
  return L.layerGroup([L.circleMarker(at, ring), L.circleMarker(at, dot)]).addTo(map);
}

/** Names come from people: as text, never as markup. */
export function text(words) {
  const element = document.createElement("span");
  element.textContent = words;
  return element;
}
