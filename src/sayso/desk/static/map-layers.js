/* The layers of the incidents between ground and names, and the signs that they draw. */

import { colours, ground, names } from "./map-base.js";
import { make } from "./map-page.js";

const FONT = ["sans-serif"];

/** All layers, from the sea up. */
export function layers(colour) {
  const gathered = ["has", "point_count"];
  const alone = ["!", gathered];
  const text = (size, colourOf, haloOf) => [
    { "text-font": FONT, "text-size": size, "text-allow-overlap": true },
    { "text-color": colourOf, "text-halo-color": haloOf, "text-halo-width": 1.2 },
  ];
  const [countLayout, countPaint] = text(12, colour.paper, colour.sign);
  const [areaLayout, areaPaint] = text(11, colour.text, colour.halo);
  const differing = [">", ["coalesce", ["get", "differing"], ["get", "differs"]], 0];
  const small = ["<", ["zoom"], ["get", "small"]];
  return [
    ...ground(colour),
    {
      id: "areas",
      type: "fill",
      source: "areas",
      paint: { "fill-pattern": ["case", differing, "hatch-differs", "hatch"], "fill-opacity": ["interpolate", ["linear"], ["zoom"], 3, 0.8, 7, 0.45, 10, 0.2] },
    },
    {
      id: "area-edges",
      type: "line",
      source: "areas",
      paint: {
        "line-color": ["case", differing, colour.differs, colour.sign],
        "line-width": 1.4,
        "line-dasharray": [4, 3],
      },
    },
    ...names(colour),
    {
      id: "area-words",
      type: "symbol",
      source: "areas",
      filter: ["!", small],
      layout: {
        "text-field": ["get", "text"],
        ...areaLayout,
        "text-allow-overlap": false,
        "symbol-placement": "line",
        "symbol-spacing": 900,
        "text-offset": [0, -0.9],
      },
      paint: areaPaint,
    },
    {
      id: "area-signs",
      type: "symbol",
      source: "area-signs",
      filter: small,
      layout: {
        "icon-image": ["case", differing, "area-differs", "area"],
        "icon-allow-overlap": true,
        "text-field": ["case", [">", ["to-number", ["get", "number"]], 1], ["get", "number"], ""],
        ...areaLayout,
        "text-offset": [0, 1.4],
        "text-allow-overlap": false,
        "text-optional": true,
      },
      paint: areaPaint,
    },
    {
      id: "reach",
      type: "line",
      source: "reach",
      paint: { "line-color": colour.sign, "line-width": 1.4, "line-dasharray": [4, 3] },
    },
    {
      id: "spots",
      type: "circle",
      source: "spots",
      filter: ["all", alone, ["==", ["get", "differs"], 0]],
      paint: {
        "circle-radius": 6,
        "circle-color": ["case", ["==", ["get", "sign"], "ring"], colour.paper, colour.sign],
        "circle-stroke-color": ["case", ["==", ["get", "sign"], "ring"], colour.sign, colour.paper],
        "circle-stroke-width": ["case", ["==", ["get", "sign"], "ring"], 2.5, 1.5],
      },
    },
    {
      id: "spots-differing",
      type: "symbol",
      source: "spots",
      filter: ["all", alone, ["==", ["get", "differs"], 1]],
      layout: {
        "icon-image": ["case", ["==", ["get", "sign"], "ring"], "ring-differs", "dot-differs"],
        "icon-allow-overlap": true,
      },
    },
    {
      id: "clusters",
      type: "circle",
      source: "spots",
      filter: gathered,
      paint: {
        "circle-radius": ["step", ["get", "point_count"], 12, 10, 15, 100, 19, 1000, 24, 10000, 30],
        "circle-color": colour.sign,
        "circle-stroke-color": ["case", differing, colour.differs, colour.paper],
        "circle-stroke-width": ["case", differing, 3, 1.5],
      },
    },
    {
      id: "cluster-counts",
      type: "symbol",
      source: "spots",
      filter: gathered,
      layout: { "text-field": ["get", "point_count_abbreviated"], ...countLayout },
      paint: countPaint,
    },
    {
      id: "cluster-differing",
      type: "symbol",
      source: "spots",
      filter: ["all", gathered, differing],
      layout: {
        "text-field": ["concat", "≠", ["to-string", ["get", "differing"]]],
        ...areaLayout,
        "text-anchor": "left",
        "text-offset": ["step", ["get", "point_count"], ["literal", [1.7, -1.2]], 100, ["literal", [2.2, -1.5]], 1000, ["literal", [2.7, -1.8]]],
      },
      paint: { ...areaPaint, "text-color": colour.differs },
    },
    { id: "box", type: "line", source: "box", paint: { "line-color": colour.text, "line-width": 2, "line-dasharray": [2, 1] } },
  ];
}

/** The signs, drawn in the page's colours; called again when these change. */
export function images(map, colour) {
  const draw = (name, size, paint) => {
    const scale = 2;
    const canvas = make("canvas", { width: size * scale, height: size * scale });
    const pen = canvas.getContext("2d");
    pen.scale(scale, scale);
    paint(pen, size);
    const image = pen.getImageData(0, 0, canvas.width, canvas.height);
    if (map.hasImage(name)) map.updateImage(name, image);
    else map.addImage(name, image, { pixelRatio: scale });
  };
  const hatch = (colourOf) => (pen, size) => {
    pen.strokeStyle = colourOf;
    pen.globalAlpha = 0.6;
    pen.lineWidth = 1;
    for (const shift of [-size, 0, size]) {
      pen.beginPath();
      pen.moveTo(shift, size);
      pen.lineTo(shift + size, 0);
      pen.stroke();
    }
  };
  const area = (colourOf) => (pen, size) => {
    pen.beginPath();
    pen.arc(size / 2, size / 2, size / 2 - 1.5, 0, 2 * Math.PI);
    pen.save();
    pen.clip();
    pen.strokeStyle = colourOf;
    pen.lineWidth = 1;
    for (let shift = -size; shift < size; shift += 5) {
      pen.moveTo(shift, size);
      pen.lineTo(shift + size, 0);
    }
    pen.stroke();
    pen.restore();
    pen.strokeStyle = colourOf;
    pen.setLineDash([3, 2]);
    pen.lineWidth = 1.5;
    pen.beginPath();
    pen.arc(size / 2, size / 2, size / 2 - 1.5, 0, 2 * Math.PI);
    pen.stroke();
  };
  const diamond = (inside, sign) => (pen, size) => {
    const half = size / 2;
    pen.beginPath();
    pen.moveTo(half, 1);
    pen.lineTo(size - 1, half);
    pen.lineTo(half, size - 1);
    pen.lineTo(1, half);
    pen.closePath();
    pen.fillStyle = inside;
    pen.fill();
    pen.strokeStyle = sign;
    pen.lineWidth = 1.5;
    pen.stroke();
    pen.beginPath(); // ≠
    for (const shift of [-2, 2]) {
      pen.moveTo(half - 4, half + shift);
      pen.lineTo(half + 4, half + shift);
    }
    pen.moveTo(half - 2.5, half + 4.5);
    pen.lineTo(half + 2.5, half - 4.5);
    pen.stroke();
  };
  draw("hatch", 8, hatch(colour.sign));
  draw("hatch-differs", 8, hatch(colour.differs));
  draw("area", 20, area(colour.sign));
  draw("area-differs", 20, area(colour.differs));
  draw("dot-differs", 24, diamond(colour.differs, colour.paper));
  draw("ring-differs", 24, diamond(colour.paper, colour.differs));
}

/** Follow the page from light to dark and back. */
export function watchColours(element, map) {
  const again = () => {
    const colour = colours(element);
    images(map, colour);
    for (const layer of layers(colour)) {
      for (const [name, value] of Object.entries(layer.paint ?? {})) map.setPaintProperty(layer.id, name, value);
    }
  };
  const asked = matchMedia("(prefers-color-scheme: dark)");
  const watcher = new MutationObserver(again);
  asked.addEventListener("change", again);
  watcher.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  map.once("remove", () => {
    asked.removeEventListener("change", again);
    watcher.disconnect();
  });
}
