/* Boxes: the part of the world that a filter is narrowed to. */

import { make, said } from "./map-page.js";

/** A box as an address has it, west,south,east,north; null where it is none. */
export function boxOf(text) {
  const sides = (text ?? "").split(",").map(Number);
  return sides.length === 4 && sides.every(Number.isFinite) ? sides : null;
}

/** A box as bounds of MapLibre. */
export const bounds = ([west, south, east, north]) => [[west, south], [east < west ? east + 360 : east, north]];

/** A box as a line to draw. */
export function outline(box) {
  const [[west, south], [east, north]] = bounds(box);
  const ring = [[west, south], [east, south], [east, north], [west, north], [west, south]];
  return { type: "Feature", properties: {}, geometry: { type: "LineString", coordinates: ring } };
}

/** The buttons and the drag that choose a box. */
export function boxes(element, map, current) {
  const wrapped = (lon) => ((((lon + 180) % 360) + 360) % 360) - 180;
  const choose = (one, other) => {
    const [west, east] = one.lng < other.lng ? [one.lng, other.lng] : [other.lng, one.lng];
    const [south, north] = one.lat < other.lat ? [one.lat, other.lat] : [other.lat, one.lat];
    const sides = east - west >= 360 ? [-180, south, 180, north] : [wrapped(west), south, wrapped(east), north];
    go(sides.map((side) => side.toFixed(3)).join(","));
  };
  const go = (box) => {
    if (!element.dispatchEvent(new CustomEvent("map:box", { detail: { box }, bubbles: true, cancelable: true }))) return;
    const address = new URL(location.href);
    if (box === null) address.searchParams.delete("box");
    else address.searchParams.set("box", box);
    for (const name of ["page", "after"]) address.searchParams.delete(name); // the filter gives other pages
    location.assign(address);
  };

  const button = (text, action) => {
    const made = make("button", { type: "button", text });
    made.addEventListener("click", action);
    return made;
  };
  const view = button(said(element, "view_as_filter"), () => choose(map.getBounds().getSouthWest(), map.getBounds().getNorthEast()));
  const pick = button(said(element, "draw_box"), () => pick.setAttribute("aria-pressed", String(pick.ariaPressed !== "true")));
  pick.setAttribute("aria-pressed", "false");
  const buttons = make("p", { className: "map-buttons" }, view, pick);
  if (current) buttons.append(button(said(element, "no_box"), () => go(null)));
  element.querySelector(".map-live").after(buttons);

  const canvas = map.getCanvasContainer();
  canvas.addEventListener(
    "pointerdown",
    (down) => {
      if (down.button !== 0 || !(down.shiftKey || pick.ariaPressed === "true")) return;
      down.preventDefault();
      map.dragPan.disable();
      const room = canvas.getBoundingClientRect();
      const place = (event) => [event.clientX - room.left, event.clientY - room.top];
      const first = place(down);
      const drawn = make("div", { className: "map-drawn" });
      canvas.append(drawn);
      const move = (event) => {
        const [x, y] = place(event);
        drawn.style.left = `${Math.min(x, first[0])}px`;
        drawn.style.top = `${Math.min(y, first[1])}px`;
        drawn.style.width = `${Math.abs(x - first[0])}px`;
        drawn.style.height = `${Math.abs(y - first[1])}px`;
      };
      const up = (event) => {
        removeEventListener("pointermove", move);
        removeEventListener("pointerup", up);
        drawn.remove();
        map.dragPan.enable();
        pick.setAttribute("aria-pressed", "false");
        const last = place(event);
        if (Math.hypot(last[0] - first[0], last[1] - first[1]) > 8) choose(map.unproject(first), map.unproject(last));
      };
      addEventListener("pointermove", move);
      addEventListener("pointerup", up);
    },
    { capture: true },
  );
}
