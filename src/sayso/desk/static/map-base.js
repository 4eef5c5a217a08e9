/* The ground of the map: base.json (made by tools/build_base_map.py) as sources and layers of MapLibre. Colours are the
   custom properties of map.css, read from the page, so that light and dark are decided in one place. */

const QUANTUM = 1000;
const TOWN_ZOOMS = [3, 3.7, 5, 6.2, 7.4, 8.6]; // from which zoom the towns of each class of base.towns.over are named
const FINE_FROM = 3; // the zoom up to which the coarse ground will do
const FONT = ["sans-serif"]; // of the browser: no glyphs are fetched

/** The colours of an element, by the name of their custom property without "--map-". */
export function colours(element) {
  const style = getComputedStyle(element);
  const names = ["sea", "land", "border", "unit", "text", "faint", "halo", "sign", "differs", "paper"];
  return Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--map-${name}`).trim()]));
}

/** A line written as its first point and steps, as pairs of degrees. */
function line(steps) {
  const points = [];
  let x = 0;
  let y = 0;
  for (let at = 0; at < steps.length; at += 2) {
    x += steps[at];
    y += steps[at + 1];
    points.push([x / QUANTUM, y / QUANTUM]);
  }
  return points;
}

const feature = (type, coordinates, properties = {}) => ({
  type: "Feature",
  properties,
  geometry: { type, coordinates },
});
const collection = (features) => ({ type: "FeatureCollection", features });

const borders = (lines) =>
  collection(Object.entries(lines).map(([kind, found]) => feature("MultiLineString", found.map(line), { kind })));
const shores = (land) => collection(land.map((polygon) => feature("Polygon", polygon.map(line))));
const point = (name, x, y, rank, order) =>
  feature("Point", [x / QUANTUM, y / QUANTUM], { name, rank, order });

/** The sources of the ground, coarse at first so that a map is soon seen. */
export function sources(base) {
  const geojson = (data, options) => ({ type: "geojson", data, ...options });
  const countries = base.countries.map(([name, , x, y, rank], order) => point(name, x, y, rank, order));
  return {
    land: geojson(shores(base.coarse.land), { maxzoom: 10, tolerance: 0.5 }),
    lines: geojson(borders(base.coarse.lines), { maxzoom: 10, tolerance: 0.4 }),
    countries: geojson(collection(countries), { maxzoom: 6 }),
    units: geojson(collection([]), { maxzoom: 8 }),
    towns: geojson(collection([]), { maxzoom: 9 }),
  };
}

/** Put the fine ground, and the names of units and towns, in the place of the coarse, a piece at a time, once they are wanted. */
export function refine(base, map) {
  const pieces = {
    lines: () => borders(base.lines),
    land: () => shores(base.land),
    units: () => collection(base.units.map(([name, , x, y, rank], order) => point(name, x, y, rank, order))),
    towns: () => towns(base.towns),
  };
  const waiting = Object.keys(pieces);
  let gone = false;
  const next = () => {
    if (gone || !waiting.length) return;
    const name = waiting.shift();
    map.getSource(name).setData(pieces[name]());
    setTimeout(next, 50);
  };
  const look = () => {
    if (map.getZoom() < FINE_FROM) return;
    map.off("zoomend", look);
    setTimeout(next, 50);
  };
  map.once("remove", () => (gone = true));
  map.on("zoomend", look);
  look();
}

function towns({ name: all, x, y, over }) {
  let level = 0;
  const places = all.map((name, order) => {
    while (order >= over[level][1]) level += 1;
    return point(name, x[order], y[order], TOWN_ZOOMS[level], order);
  });
  return collection(places);
}

/** The layers of the ground, from the sea up; names are apart so that they can lie above the incidents' areas. */
export function ground(colour) {
  const drawn = (id, kind, colourOf, width, more = {}) => ({
    id,
    type: "line",
    source: "lines",
    filter: ["==", ["get", "kind"], kind],
    paint: { "line-color": colourOf, "line-width": width, ...more.paint },
    layout: { "line-join": "round" },
    ...(more.minzoom ? { minzoom: more.minzoom } : {}),
  });
  return [
    { id: "sea", type: "background", paint: { "background-color": colour.sea } },
    { id: "land", type: "fill", source: "land", paint: { "fill-color": colour.land, "fill-antialias": false } },
    drawn("admin1-small", "admin1_small", colour.unit, 0.7, { minzoom: 6 }),
    drawn("admin1", "admin1", colour.unit, 0.8, { minzoom: 3.6 }),
    drawn("border", "border", colour.border, ["interpolate", ["linear"], ["zoom"], 1, 0.5, 6, 1.1]),
    drawn("disputed", "disputed", colour.border, 1.1, { paint: { "line-dasharray": [3, 3] } }),
  ];
}

/** The layers of names. */
export function names(colour) {
  const named = (id, size, colourOf, layout = {}, more = {}) => ({
    id,
    type: "symbol",
    source: id,
    filter: ["<=", ["get", "rank"], ["+", ["zoom"], more.ahead ?? 0]],
    layout: {
      "text-field": ["get", "name"],
      "text-font": FONT,
      "text-size": size,
      "symbol-sort-key": ["get", "order"],
      "text-padding": 4,
      ...layout,
    },
    paint: { "text-color": colourOf, "text-halo-color": colour.halo, "text-halo-width": 1.4 },
    ...(more.minzoom ? { minzoom: more.minzoom } : {}),
    ...(more.maxzoom ? { maxzoom: more.maxzoom } : {}),
  });
  const beside = { "text-variable-anchor": ["left", "right", "top", "bottom"], "text-radial-offset": 0.3 };
  return [
    named("towns", 11, colour.text, beside, { minzoom: 3 }),
    named("units", 11, colour.faint, { "text-letter-spacing": 0.04, "text-max-width": 8 }, { minzoom: 4, ahead: 0.3 }),
    named("countries", 13, colour.text, { "text-letter-spacing": 0.06, "text-max-width": 7 }, { maxzoom: 7, ahead: 0.9 }),
  ];
}
