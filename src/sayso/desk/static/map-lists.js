/* What lies at a point of the map, or in its view, as lists of links. */

import { SPOT_ZOOM } from "./map-incidents.js";
import { make, said, tell } from "./map-page.js";

const REACH = 7; // pixels around a click that count as hit

/** Open what lies under a click, or in the middle of the map on Enter, as a list of links. */
export function popups(element, map, maplibre, incidents) {
  const spotLayers = ["spots", "spots-differing", "clusters"];

  const open = (at, found, title, ...content) => {
    const popup = new maplibre.Popup({ maxWidth: "22rem", className: "map-popup" });
    popup.setLngLat(at).setDOMContent(make("div", { dir: document.dir }, make("h3", { text: title }), ...content)).addTo(map);
    map.getSource("reach").setData(incidents.reaches(found));
    popup.on("close", () => {
      map.getSource("reach").setData(incidents.reaches([]));
      map.getCanvas().focus({ preventScroll: true });
    });
    popup.getElement().addEventListener("keydown", (event) => {
      if (event.key === "Escape") popup.remove();
    });
  };

  const all = async (features) => {
    const source = map.getSource("spots");
    const found = await Promise.all(
      features.map(async ({ properties }) => {
        if (!("cluster_id" in properties)) return [properties.at];
        const leaves = await source.getClusterLeaves(properties.cluster_id, properties.point_count, 0);
        return leaves.map((leaf) => leaf.properties.at);
      }),
    );
    return [...new Set(found.flat())].sort((one, other) => one - other);
  };

  const spread = (found) => {
    const { lat, lon } = incidents.data;
    const wide = (values) => Math.max(...values) - Math.min(...values);
    return Math.max(wide(found.map((at) => lat[at])), wide(found.map((at) => lon[at])));
  };

  const at = async (point, reach, zoomIn) => {
    const room = [[point.x - reach, point.y - reach], [point.x + reach, point.y + reach]];
    const spots = map.queryRenderedFeatures(room, { layers: spotLayers });
    if (spots.length) {
      const found = await all(spots);
      const apart = spread(found) > 0.0005 && map.getZoom() < SPOT_ZOOM;
      if (zoomIn && apart && spots.some(({ properties }) => "cluster_id" in properties)) {
        const cluster = spots.find(({ properties }) => "cluster_id" in properties);
        const zoom = await map.getSource("spots").getClusterExpansionZoom(cluster.properties.cluster_id);
        map.easeTo({ center: cluster.geometry.coordinates, zoom: Math.max(zoom, map.getZoom() + 1) });
        return;
      }
      const where = found.length > 1 && spread(found) <= 0.0005 ? "at_one_place" : "here";
      open(map.unproject(point), found, said(element, where, { n: found.length }), incidents.list(found));
      return;
    }
    const areas = map.queryRenderedFeatures(room, { layers: ["areas", "area-signs"] });
    const numbers = [...new Set(areas.map(({ properties }) => properties.area))];
    if (!numbers.length) {
      if (!zoomIn) tell(element, said(element, "here", { n: 0 }));
      return;
    }
    const content = numbers.flatMap((number) => {
      const found = incidents.areaList[number];
      const [, , words] = incidents.data.reaches[incidents.data.reach[found[0]]];
      return [make("h4", { text: `${found.length} · ${words}` }), incidents.list(found)];
    });
    open(map.unproject(point), [], said(element, "no_exact_place"), ...content);
  };

  map.on("click", (event) => at(event.point, REACH, true));
  map.getCanvas().addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    at(map.project(map.getCenter()), 40, false);
  });
  for (const layer of [...spotLayers, "areas", "area-signs"]) {
    map.on("mouseenter", layer, () => (map.getCanvas().style.cursor = "pointer"));
    map.on("mouseleave", layer, () => (map.getCanvas().style.cursor = ""));
  }
}

/** Fill the list of what lies in view. */
export function listView(element, list, map, incidents) {
  const view = map.getBounds();
  const { lat, lon } = incidents.data;
  const found = [];
  for (let at = 0; at < incidents.count; at += 1) {
    if (view.contains([lon[at], lat[at]]) || view.contains([lon[at] + 360, lat[at]])) found.push(at);
  }
  const heading = make("p", { text: said(element, "in_view", { n: found.length }) });
  list.replaceChildren(heading, incidents.list(found));
}
