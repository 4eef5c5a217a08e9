/* The incidents of a map, as columns (sayso/desk/mapdata.py): as sources of MapLibre, and as lists for the page. */

import { outline } from "./map-box.js";
import { make, said } from "./map-page.js";

const KM_PER_DEGREE = 111.32;
export const SPOT_ZOOM = 12; // up to which spots are gathered
const LISTED = 60; // incidents in a popup or list; the rest are counted
const AREA_PIXELS = 9; // radius below which an area has its sign; as filters know whole zooms only, up to twice that

/** The incidents of a map: what is known to a spot, and what only to an area. */
export class Incidents {
  constructor(data, element) {
    this.data = data;
    this.link = element.dataset.link ?? "/incidents/";
    this.said = (key, values) => said(element, key, values);
    this.count = data.ids.length;
    this.disputed = new Set(data.disputed);
    this.areas = new Map(); // what is known to one area: its incidents
    this.spots = [];
    for (let at = 0; at < this.count; at += 1) {
      if (this.sign(at) !== "area") {
        this.spots.push(at);
        continue;
      }
      const key = `${data.lat[at]},${data.lon[at]},${data.reach[at]}`;
      if (!this.areas.has(key)) this.areas.set(key, []);
      this.areas.get(key).push(at);
    }
    this.areaList = [...this.areas.values()];
  }

  sign(at) {
    return this.data.reaches[this.data.reach[at]][3];
  }

  sources(box) {
    const { lat, lon } = this.data;
    const spots = this.spots.map((at) => ({
      type: "Feature",
      properties: { at, sign: this.sign(at), differs: this.disputed.has(at) ? 1 : 0 },
      geometry: { type: "Point", coordinates: [lon[at], lat[at]] },
    }));
    const rings = [];
    const signs = [];
    this.areaList.forEach((found, area) => {
      const [first] = found;
      const [, km, words] = this.data.reaches[this.data.reach[first]];
      const differs = found.some((at) => this.disputed.has(at)) ? 1 : 0;
      const number = found.length > 1 ? `${found.length} · ` : "";
      const text = `${number}${words}${differs ? ` · ≠ ${this.said("disputed")}` : ""}`;
      const small = Math.log2((AREA_PIXELS * 78.271 * Math.cos((lat[first] * Math.PI) / 180)) / km);
      const properties = { area, differs, text, km, small, number: String(found.length) };
      rings.push({ type: "Feature", properties, geometry: { type: "Polygon", coordinates: [circle(lat[first], lon[first], km)] } });
      signs.push({ type: "Feature", properties, geometry: { type: "Point", coordinates: [lon[first], lat[first]] } });
    });
    rings.sort((one, other) => other.properties.km - one.properties.km);
    const geojson = (features, options) => ({ type: "geojson", data: { type: "FeatureCollection", features }, ...options });
    return {
      spots: geojson(spots, {
        cluster: true,
        clusterRadius: 40,
        clusterMaxZoom: SPOT_ZOOM,
        clusterProperties: { differing: ["+", ["get", "differs"]] },
      }),
      areas: geojson(rings, { tolerance: 0.2 }),
      "area-signs": geojson(signs),
      reach: geojson([]),
      box: geojson(box ? [outline(box)] : []),
    };
  }

  /** How far off the spots of some incidents may be, as circles: shown while these are listed. */
  reaches(found) {
    const { lat, lon, reach, reaches } = this.data;
    const rings = new Map(found.map((at) => [`${lat[at]},${lon[at]},${reach[at]}`, at]));
    const features = [...rings.values()].map((at) => ({
      type: "Feature",
      properties: {},
      geometry: { type: "LineString", coordinates: circle(lat[at], lon[at], reaches[reach[at]][1]) },
    }));
    return { type: "FeatureCollection", features };
  }

  /** What all incidents lie in, over the date line where that is nearer. */
  bounds() {
    if (!this.count) return [[-170, -56], [170, 74]];
    const { lat, lon, reach, reaches } = this.data;
    const far = (at) => (reaches[reach[at]][3] === "area" ? reaches[reach[at]][1] / KM_PER_DEGREE : 0.3);
    const order = [...lon.keys()].sort((one, other) => lon[one] - lon[other]);
    let [gap, first] = [lon[order[0]] + 360 - lon[order.at(-1)], 0];
    for (let place = 1; place < order.length; place += 1) {
      const wide = lon[order[place]] - lon[order[place - 1]];
      if (wide > gap) [gap, first] = [wide, place];
    }
    let [west, south, east, north] = [Infinity, 90, -Infinity, -90];
    order.forEach((at, place) => {
      const turned = lon[at] + (place < first ? 360 : 0);
      const around = far(at);
      [west, east] = [Math.min(west, turned - around), Math.max(east, turned + around)];
      [south, north] = [Math.min(south, lat[at] - around), Math.max(north, lat[at] + around)];
    });
    return [[west, Math.max(south, -80)], [Math.min(east, west + 359), Math.min(north, 80)]];
  }

  /** A line for one incident: its link, kind, whether it is disputed, and how exactly it is placed. */
  item(at) {
    const { ids, kinds, kind, labels, reaches, reach } = this.data;
    const anchor = make("a", { href: this.link + encodeURIComponent(ids[at]), text: labels[at] || ids[at] });
    const notes = [kinds[kind[at]], reaches[reach[at]][2]];
    const item = make("li", {}, anchor);
    if (this.disputed.has(at)) item.append(" ", make("strong", { className: "map-differs-word", text: `≠ ${this.said("disputed")}` }));
    item.append(make("span", { className: "map-note", text: notes.join(" · ") }));
    return item;
  }

  list(found) {
    const list = make("ul", { className: "map-list" }, ...found.slice(0, LISTED).map((at) => this.item(at)));
    if (found.length > LISTED) list.append(make("li", { text: this.said("more", { n: found.length - LISTED }) }));
    return list;
  }
}

/** A circle on the globe as a ring of points, counter-clockwise. */
function circle(lat, lon, km) {
  const [radius, lat0] = [km / 6371, (lat * Math.PI) / 180];
  return Array.from({ length: 73 }, (_, step) => {
    const course = (-step * 5 * Math.PI) / 180;
    const end = Math.asin(Math.sin(lat0) * Math.cos(radius) + Math.cos(lat0) * Math.sin(radius) * Math.cos(course));
    const turn = Math.atan2(
      Math.sin(course) * Math.sin(radius) * Math.cos(lat0),
      Math.cos(radius) - Math.sin(lat0) * Math.sin(end),
    );
    return [lon + (turn * 180) / Math.PI, (end * 180) / Math.PI];
  });
}
