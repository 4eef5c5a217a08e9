"""Look a place name up: every place that bears it, the likeliest first.

The gazetteer reads its own file, which `resolve.compile` makes; that SQL is a deliberate exception to "SQL only in
`store`".

>>> row = PlaceRow(name="Ar Raqqah", other_names=("Raqqa",), lat=35.95, lon=39.01, kind="city", country="SY")
>>> [candidate.name for candidate in Gazetteer.from_rows([row]).lookup("Raqqa")]
['Ar Raqqah']
"""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path

from sayso.errors import ResourceError
from sayso.model.place import PlaceCandidate, PlaceKind
from sayso.resolve.compile import LAYER, LOOSE, OTHER, fill
from sayso.resolve.distance import kilometres
from sayso.resolve.folding import fold, loosen, strip_article
from sayso.resolve.sources import PlaceRow

# Powers of ten that a kind is worth as the sense of a bare name; a town is worth its inhabitants.
KIND_WEIGHT: dict[PlaceKind, float] = {
    "continent": 8.5,
    "country": 8.5,
    "region": 6.3,
    "admin1": 0.0,
    "admin2": 3.3,
    "city": 0.0,
    "neighbourhood": 4.0,
    "camp": 4.0,
    "base": 4.5,
    "airport": 3.0,
    "water": 6.5,
    "river": 5.5,
    "mountain": 4.5,
    "field": 4.0,
    "road": 4.0,
    "site": 4.0,
    "other": 3.5,
}
GRADE_WEIGHT = (0.0, -0.8, -1.0, -1.7, -2.4)  # chief name, other name, less its article, loosely, and in one word
SMALLEST_TOWN = 300  # inhabitants to reckon with where GeoNames gives none
SMALLEST_UNIT = 3000  # the same for a province whose towns are all below the census of GeoNames
UNIT_DISCOUNT = 0.6  # a province is the rarer sense of a bare name
SEATED_DISCOUNT = 1.3  # and rarer still where a great town bears the name too
SEAT_SHARE = 0.13  # of the province's people, from which a town of its name is great
WIDE = frozenset({"continent", "country", "region", "water"})  # kinds whose names are spelled but one way
MOST_CANDIDATES = 60  # of one name; "San Antonio" has some hundreds
CACHE = 200_000  # names kept in memory
CURE = "run: sayso gazetteer build"
FORTS = ("fort", "fortress", "castle", "barracks", "garrison")  # entries that GeoNames lists among towns
FORT_DISCOUNT = 1.5  # so much rarer is a fort than the town that it is named after
CAPITAL_WEIGHT = 0.5  # what it adds to a town that it is its country's capital
OWN_WEIGHT = 1.0  # what it adds to a place that the user put there
SAME_PLACE_KM = 10.0  # a user's place and one of the same kind, name and country that are this near are one
Row = tuple[int, str, float, float, PlaceKind, int | None, str | None, str | None, int, int, int]
SELECT = """
select place.id, place.name, lat, lon, kind, geonameid, country, admin1, population, min(grade), capital
from name join place on place.id = name.place
where key in (?, ?, ?, ?) group by place.id
"""
LONGEST = "select longest from start where word = ?"
COUNTRY = """
select id, name, lat, lon, kind, geonameid, country, admin1, population, 0, 0
from place where kind = 'country' and country = ? limit 1
"""


class Gazetteer:
    """Place names of one compiled file, and of the user's own; lookups are cached, and cost some microseconds each."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        *,
        added: Sequence[sqlite3.Connection] = (),
        imported: Sequence[sqlite3.Connection] = (),
    ) -> None:
        self._connection = connection
        self._added, self._imported = tuple(added), tuple(imported)
        self._strict: dict[str, tuple[PlaceCandidate, ...]] = {}
        self._countries: dict[str, PlaceCandidate | None] = {}
        self._loose: dict[str, tuple[PlaceCandidate, ...]] = {}
        self._longest: dict[str, int] = {}

    @classmethod
    def from_rows(cls, rows: Iterable[PlaceRow]) -> Gazetteer:
        """A gazetteer of these rows alone, in memory."""
        connection = sqlite3.connect(":memory:", check_same_thread=False)
        fill(connection, rows)
        return cls(connection)

    def lookup(self, name: str) -> list[PlaceCandidate]:
        """Every place that may bear the name, likeliest first; `score` is its share of the likelihood by itself."""
        return list(self.candidates(name, loosely=True))

    def candidates(self, name: str, *, loosely: bool = False) -> tuple[PlaceCandidate, ...]:
        """The places that bear the name as spelled, or `loosely` those too whose transliteration may be this one."""
        key = fold(name)
        cached = self._loose if loosely else self._strict
        found = cached.get(key)
        if found is None:
            found = self._find(key, loosely)
            if len(cached) >= CACHE:
                cached.clear()
            cached[key] = found
        return found

    def longest(self, word: str) -> int:
        """The most words that a name of more than one word has which begins with this word; 0 for none."""
        key = fold(word)
        longest = self._longest.get(key)
        if longest is None:
            found = (one.execute(LONGEST, (key,)).fetchone() for one in self._layers)
            longest = max((row[0] for row in found if row), default=0)
            if len(self._longest) >= CACHE:
                self._longest.clear()
            self._longest[key] = longest
        return longest

    @property
    def _layers(self) -> tuple[sqlite3.Connection, ...]:
        return (self._connection, *self._added, *self._imported)

    def country(self, iso: str) -> PlaceCandidate | None:
        """The country of an ISO 3166-1 alpha-2 code."""
        if iso not in self._countries:
            row = self._connection.execute(COUNTRY, (iso,)).fetchone()
            self._countries[iso] = _candidate(row, 1.0) if row else None
        return self._countries[iso]

    def _find(self, key: str, loosely: bool) -> tuple[PlaceCandidate, ...]:
        if not key:
            return ()
        keys = [key, strip_article(key)]
        loose = loosen(key) if loosely else None
        keys += [f"~{loose}", "~~" + loose.replace(" ", "")] if loose else [key, key]
        own, rows = self._rows(keys)
        if any(row[4] in WIDE and row[9] < LOOSE for row in rows):
            rows = [row for row in rows if row[9] < LOOSE]
        seats = max((row[8] for row in rows if row[4] == "city" and row[9] <= OTHER), default=0)
        mine = set(map(id, own))
        towns = sum(row[4] == "city" for row in rows)
        weights = (
            (
                _weight(row, seats)
                + (OWN_WEIGHT if id(row) in mine else 0.0)
                - (FORT_DISCOUNT if towns > 1 and _is_fort(row, key) else 0.0),
                row,
            )
            for row in rows
        )
        weighed = sorted(weights, key=lambda pair: (-pair[0], pair[1][0]))
        total = sum(10**weight for weight, _ in weighed)
        return tuple(_candidate(row, 10**weight / total) for weight, row in weighed[:MOST_CANDIDATES])

    def _rows(self, keys: Sequence[str]) -> tuple[list[Row], list[Row]]:
        """The user's rows, and all rows with these; a user's stands for the listed one that it means."""
        listed = self._listed(keys)
        added: list[Row] = [row for one in self._added for row in one.execute(SELECT, keys)]
        own = [
            (*row[:8], max(row[8], *(other[8] for other in listed if _is_same(row, other)), 0), *row[9:])
            for row in added
        ]
        return own, own + [row for row in listed if not any(_is_same(row, other) for other in own)]

    def _listed(self, keys: Sequence[str]) -> list[Row]:
        """The shipped rows, and those of an imported dump that Sayso does not ship already."""
        rows: list[Row] = self._connection.execute(SELECT, keys).fetchall()
        shipped = {row[5] for row in rows if row[5] is not None}
        return rows + [row for one in self._imported for row in one.execute(SELECT, keys) if row[5] not in shipped]


def _is_same(row: Row, other: Row) -> bool:
    """Whether two entries of one name mean the same place."""
    if row[4] != other[4] or (row[6] and other[6] and row[6] != other[6]):
        return False
    return kilometres(row[2], row[3], other[2], other[3]) <= SAME_PLACE_KM


def _is_fort(row: Row, key: str) -> bool:
    """Whether an entry is only a fort or the like that bears the town's name with a word more: "Kassala Fort"."""
    name = fold(row[1])
    return row[4] == "city" and name != key and any(name == f"{key} {fold(word)}" for word in FORTS)


def _candidate(row: Row, score: float) -> PlaceCandidate:
    return PlaceCandidate(
        name=row[1],
        lat=row[2],
        lon=row[3],
        kind=row[4],
        geonameid=row[5],
        country=row[6],
        admin1=row[7],
        population=row[8],
        score=score,
    )


def _weight(row: Row, seats: int) -> float:
    """The logarithm of how likely a bare name means this place; `seats` is the largest town of the name."""
    kind, population, grade = row[4], row[8], row[9]
    weight = KIND_WEIGHT[kind]
    if kind == "city":
        weight = math.log10(population + SMALLEST_TOWN) + CAPITAL_WEIGHT * row[10]
    elif kind == "admin1":
        seated = seats >= SEAT_SHARE * population
        weight = math.log10(population + SMALLEST_UNIT) - (SEATED_DISCOUNT if seated else UNIT_DISCOUNT)
    elif population > 0 and kind not in ("country", "continent"):
        weight = math.log10(population)
    elif kind == "country":
        weight += math.log10(population + 1000) / 20
    return weight + GRADE_WEIGHT[grade]


def open_gazetteer(path: Path) -> Gazetteer:
    """The gazetteer that was compiled to `path`, with the user's own places compiled beside it.

    Raises ResourceError where there is none.
    """
    if not path.is_file():
        raise ResourceError(found=f"no gazetteer at {str(path)!r}", expected="a compiled one", mend=CURE)
    beside = sorted(path.parent.glob(f"{LAYER}*.sqlite"))
    return Gazetteer(
        _connect(path),
        added=[_connect(one) for one in beside if one.name.startswith(f"{LAYER}places-")],
        imported=[_connect(one) for one in beside if one.name.startswith(f"{LAYER}geonames-")],
    )


def _connect(path: Path) -> sqlite3.Connection:
    """A compiled file, read only; raises ResourceError where it is none."""
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
    try:
        connection.execute(LONGEST, ("",)).fetchone()
    except sqlite3.DatabaseError as error:
        connection.close()
        raise ResourceError(
            found=f"{str(path)!r}, which is no gazetteer", expected="a compiled one", mend=f"remove it and {CURE}"
        ) from error
    return connection
