/* The ground of the map: base.json (made by tools/build_base_map.py) as sources and layers of MapLibre. Colours are the
   custom properties of map.css, read from the page, so that light and dark are decided in one place. */

const QUANTUM = 1000;
const TOWN_ZOOMS = [2.5, 3.6, 5, 6.2, 7.4, 8.6]; // from which zoom the towns of each class of base.towns.over are named
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

/** The sources of the ground. */
export function sources(base) {
  const lines = Object.entries(base.lines).map(([kind, found]) => feature("MultiLineString", found.map(line), { kind }));
  const point = (name, x, y, properties) => feature("Point", [x / QUANTUM, y / QUANTUM], { name, ...properties });
  const countries = base.countries.map(([name, , x, y, rank], order) => point(name, x, y, { rank, order }));
  const units = base.units.map(([name, , x, y, rank], order) => point(name, x, y, { rank, order }));
  const { name: towns, x, y, over } = base.towns;
  let level = 0;
  const places = towns.map((name, order) => {
    while (order >= over[level][1]) level += 1;
    return point(name, x[order], y[order], { rank: TOWN_ZOOMS[level], order });
  });
  const geojson = (features, options) => ({ type: "geojson", data: collection(features), ...options });
  return {
    land: geojson(base.land.map((polygon) => feature("Polygon", polygon.map(line))), { maxzoom: 10, tolerance: 0.5 }),
    lines: geojson(lines, { maxzoom: 10, tolerance: 0.4 }),
    countries: geojson(countries, { maxzoom: 6 }),
    units: geojson(units, { maxzoom: 8 }),
    towns: geojson(places, { maxzoom: 9 }),
  };
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
    named("towns", 11, colour.text, beside, { minzoom: 2.5 }),
    named("units", 11, colour.faint, { "text-letter-spacing": 0.04, "text-max-width": 8 }, { minzoom: 4, ahead: 0.3 }),
    named("countries", 13, colour.text, { "text-letter-spacing": 0.06, "text-max-width": 7 }, { maxzoom: 7, ahead: 0.9 }),
  ];
}
