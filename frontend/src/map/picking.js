// Draws a box with mouse, pen or finger; calls `done` with its bounds, or null when given up.
import { L, colour } from "./draw.js";

export function pickBox(map, done) {
  const ground = map.getContainer();
  let start = null;
  let frame = null;
  map.dragging.disable();
  ground.classList.add("map-picking");
  const at = (event) => map.mouseEventToLatLng(event);
  const down = (event) => {
    if (event.target.closest(".leaflet-control")) return;
    event.stopPropagation();
    start = at(event);
    frame = L.rectangle([start, start], { color: colour("--accent"), weight: 2, dashArray: "4 4", fillOpacity: 0.08 }).addTo(map);
    ground.setPointerCapture(event.pointerId);
  };
  const move = (event) => frame?.setBounds(L.latLngBounds(start, at(event)));
  const up = () => start && stop(frame.getBounds());
  const key = (event) => event.key === "Escape" && stop(null);
  const stop = (bounds) => {
    ground.classList.remove("map-picking");
    ground.removeEventListener("pointerdown", down, true);
    ground.removeEventListener("pointermove", move);
    ground.removeEventListener("pointerup", up);
    document.removeEventListener("keydown", key);
    map.dragging.enable();
    if (!bounds) frame?.remove();
    const isPoint = bounds && bounds.getNorthEast().equals(bounds.getSouthWest());
    done(isPoint ? null : bounds);
  };
  ground.addEventListener("pointerdown", down, true);
  ground.addEventListener("pointermove", move);
  ground.addEventListener("pointerup", up);
  document.addEventListener("keydown", key);
  return () => stop(null);
}

/** Bounds as the address carries them: west,south,east,north. */
export function written(bounds) {
  return [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()]
    .map((degrees) => degrees.toFixed(6))
    .join(",");
}
