/* The map of the desk. Every

     <div class="map" data-src="URL" data-words="JSON" data-places-list="ID" data-link="/incidents/">
       <div class="map-still">the picture of svg_map</div>
     </div>

   gets a map of the incidents at URL, in the shape of sayso/desk/mapdata.py. The picture within stays where the browser
   has no WebGL or the data cannot be had. `data-words` holds the words of the map (`words` of lexicon/map.yml). Optional:
   `data-places-list` names an element that lists what lies in view, as links, for those who use no pointer; `data-link`
   is put before the identifier of an incident.

   Choosing a box (shift and drag, or the buttons) fires "map:box" on the element, with {box}; unless that is prevented, the
   page is loaded anew with box=west,south,east,north in its address (degrees; west > east where it spans the date line). */

import { colours, refine, sources } from "./map-base.js";
import { boxes, boxOf, bounds } from "./map-box.js";
import { Incidents } from "./map-incidents.js";
import { images, layers, watchColours } from "./map-layers.js";
import { listView, popups } from "./map-lists.js";
import { make, said, tell } from "./map-page.js";

const here = (path) => new URL(path, import.meta.url).href;

let library; // MapLibre, fetched once, when a page has a map
let base;
let sheet;

/** Start the maps within an element that are not started yet. */
export function start(root = document) {
  const found = [...root.querySelectorAll(".map[data-src]")];
  if (root instanceof Element && root.matches(".map[data-src]")) found.push(root);
  for (const element of found.filter((one) => !one.dataset.state)) {
    element.dataset.state = "loading";
    show(element).catch((error) => {
      element.dataset.state = "still";
      element.querySelector(".map-live")?.remove();
      tell(element, said(element, "failed", { reason: error.message }));
    });
  }
}

async function fetched(element, address) {
  const answer = await fetch(address, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(said(element, "answered", { n: answer.status }));
  return answer.json();
}

/** The style sheet of MapLibre, before those of the desk; the page is shown without waiting for it. */
function styled() {
  const link = make("link", { rel: "stylesheet", href: here("./vendor/maplibre-gl.css") });
  return new Promise((done, fail) => {
    link.addEventListener("load", done);
    link.addEventListener("error", () => fail(new Error(link.href)));
    document.head.querySelector("link[rel=stylesheet]").before(link);
  });
}

async function show(element) {
  if (!document.createElement("canvas").getContext("webgl2")) throw new Error(said(element, "no_webgl"));
  library ??= import("./vendor/maplibre-gl.mjs");
  base ??= fetched(element, here("base.json"));
  sheet ??= styled();
  const [maplibre, ground, data] = await Promise.all([library, base, fetched(element, element.dataset.src), sheet]);
  const incidents = new Incidents(data, element);
  const colour = colours(element);
  const live = make("div", { className: "map-live" });
  element.prepend(live);
  const box = boxOf(new URL(location.href).searchParams.get("box"));
  const map = new maplibre.Map({
    container: live,
    style: { version: 8, sources: { ...sources(ground), ...incidents.sources(box) }, layers: layers(colour) },
    bounds: box ? bounds(box) : incidents.bounds(),
    fitBoundsOptions: { padding: 36, maxZoom: 9 },
    maxZoom: 14,
    boxZoom: false,
    dragRotate: false,
    pitchWithRotate: false,
    locale: {
      "Map.Title": said(element, "label"),
      "NavigationControl.ZoomIn": said(element, "zoom_in"),
      "NavigationControl.ZoomOut": said(element, "zoom_out"),
      "Popup.Close": said(element, "close"),
    },
    attributionControl: { compact: false, customAttribution: ground.credits },
  });
  map.touchZoomRotate.disableRotation();
  map.addControl(new maplibre.NavigationControl({ showCompass: false }));
  map.addControl(new maplibre.ScaleControl(), "bottom-left");
  map.on("error", ({ error }) => tell(element, said(element, "fault", { reason: error.message })));
  images(map, colour);
  watchColours(element, map);
  popups(element, map, maplibre, incidents);
  boxes(element, map, box);
  await new Promise((done) => map.once("load", done));
  element.dataset.state = "live";
  refine(ground, map);
  const list = document.getElementById(element.dataset.placesList ?? "");
  if (list) map.on("moveend", () => listView(element, list, map, incidents));
  if (list) listView(element, list, map, incidents);
  const told = [said(element, "on_map", { n: incidents.count })];
  if (data.unplaced) told.push(said(element, "unplaced", { n: data.unplaced }));
  const count = () => tell(element, told.join(" · "));
  count();
  map.on("moveend", count);
  element.addEventListener("map:remove", () => map.remove(), { once: true });
}

/** After what the page shows without the map: starting WebGL holds a browser up. */
const painted = new Promise((done) => {
  if (performance.getEntriesByType("paint").length) return done();
  setTimeout(done, 3000); // where a browser tells of no paint
  new PerformanceObserver((_, observer) => (observer.disconnect(), done())).observe({ type: "paint", buffered: true });
});

painted.then(() => start());
document.addEventListener("htmx:load", (event) => start(event.target));
document.addEventListener("htmx:beforeCleanupElement", ({ target }) => {
  if (target instanceof Element && target.matches(".map")) target.dispatchEvent(new Event("map:remove"));
});
