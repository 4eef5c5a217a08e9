"""Incidents as a table: one row each, every derived cell with the claims and the rule that made it.

>>> [column.name for column in TABLE.columns][:4]
['id', 'kind', 'date_first', 'date_last']
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable, Iterator
from datetime import date

import pyarrow as pa

from sayso.export.columns import COUNT, DAY, NUMBER, WORDS, YES, Column, Table
from sayso.export.exporter import Cell, Explanation, Sheet, Value
from sayso.model import Measure, Place

AT_ONCE = 1_000  # incidents of a batch
BINARY = pa.binary()
GEOMETRY = "geometry"
# What GeoParquet 1.1 asks a file to say of its geometry; without "crs" it is longitude and latitude on WGS 84.
GEO = '{"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": {"encoding": "WKB", "geometry_types": ["Point"]}}}'
NO_DATE = "nothing fixes the day: see date_reason"
NO_PLACE = "no claim names a place"
NO_DOT = "no place is named, or none that could be told apart"
NO_GRADE = "it is no violence against persons or things"
NOBODY = "nobody tells of it"
AS_COUNTED = "counted"


def cells(sheet: Sheet) -> dict[str, Cell]:
    """The row of an incident, a cell for each column."""
    incident = sheet.incident
    return {
        "id": _plain(incident.id),
        "kind": Cell(
            value=incident.kind, rule="the kind that most claims give, vague ones last", claims=incident.claims
        ),
        **_when(sheet),
        **_where(sheet),
        "actors": _listed(sheet, incident.actors, "those whom claims name as doers, the most named first", "actor"),
        "targets": _listed(sheet, incident.targets, "those whom claims name as struck, the most named first", "target"),
        **_toll(sheet, "killed"),
        **_toll(sheet, "injured"),
        "accounts": _plain(len(incident.accounts)),
        "reports": _plain(len(incident.claims_by_doc)),
        "claims": _plain(len(incident.claims)),
        "sources": _sources(sheet),
        "disputed": _plain(bool(incident.disagreements)),
        "disagreements": _disagreements(sheet),
        "grade": Cell(
            value=incident.grade,
            rule=incident.grade_rule or "",
            claims=incident.claims if incident.grade else (),
            why=NO_GRADE if incident.grade is None else None,
        ),
        "grade_rule": Cell(
            value=incident.grade_rule, rule=AS_COUNTED, why=NO_GRADE if incident.grade is None else None
        ),
        "documents": _plain(" ".join(doc for doc, _ in incident.claims_by_doc)),
        "urls": _urls(sheet),
        GEOMETRY: Cell(value=None, rule="the point of lat and lon as WKB"),
    }


def _plain(value: Value) -> Cell:
    return Cell(value=value, rule=AS_COUNTED)


def _claims_of(sheet: Sheet, has: Callable[[object], bool], slot: str) -> tuple[str, ...]:
    return tuple(claim.id for claim in sheet.claims if has(getattr(claim, slot)))


def _when(sheet: Sheet) -> dict[str, Cell]:
    when = sheet.incident.when
    rule = "the tightest days on which most of its claims agree"
    claims = _claims_of(sheet, lambda time: time is not None, "time")
    why = when.reason or "no report fixes the day"
    return {
        "date_first": Cell(value=when.first, rule=rule, claims=claims, why=why if when.first is None else None),
        "date_last": Cell(value=when.last, rule=rule, claims=claims, why=why if when.last is None else None),
        "date_precision": Cell(value=when.precision, rule=rule, claims=claims),
        "date_reason": Cell(value=when.reason, rule=rule, why=None if when.reason else "the days are fixed"),
    }


def _where(sheet: Sheet) -> dict[str, Cell]:
    place = sheet.incident.place
    rule = "the most exact place on which most of its claims agree"
    claims = tuple(claim.id for claim in sheet.claims if any(_same(place, one) for one in claim.places))

    def cell(value: Value, why: str) -> Cell:
        return Cell(value=value, rule=rule, claims=claims, why=why if value is None else None)

    if place is None:
        return {name: Cell(value=None, rule=rule, why=NO_PLACE) for name in PLACED}
    return {
        "place": cell(place.name or place.text, NO_PLACE),
        "admin1": cell(place.admin1, "the place lies in no one unit, or none is known"),
        "country": cell(place.country, "the place lies in no one country, or none is known"),
        "lat": cell(place.lat, NO_DOT),
        "lon": cell(place.lon, NO_DOT),
        "place_precision": cell(place.precision, NO_PLACE),
        "ucdp_where_prec": cell(place.ucdp, NO_DOT),
        "acled_geo_precision": cell(place.acled, NO_DOT),
        "geonameid": cell(place.geonameid, "the place is not listed in GeoNames"),
    }


PLACED = (
    "place",
    "admin1",
    "country",
    "lat",
    "lon",
    "place_precision",
    "ucdp_where_prec",
    "acled_geo_precision",
    "geonameid",
)


def _same(place: Place | None, other: Place) -> bool:
    return place is not None and (place.name or place.text) == (other.name or other.text)


def _listed(sheet: Sheet, names: tuple[str, ...], rule: str, slot: str) -> Cell:
    if not names:
        return Cell(value=None, rule=rule, why="no claim names any")
    return Cell(value="; ".join(names), rule=rule, claims=_claims_of(sheet, lambda phrase: phrase is not None, slot))


def _toll(sheet: Sheet, measure: Measure) -> dict[str, Cell]:
    toll = sheet.toll(measure)
    if toll is None:
        return {
            f"{measure}_{side}": Cell(value=None, rule=NOBODY, why=NOBODY) for side in ("low", "best", "high", "rule")
        }
    sides = {"low": toll.low, "best": toll.best, "high": toll.high}
    open_end = {"low": "no least is told", "best": "no one figure is best supported", "high": "open above"}
    made = {
        f"{measure}_{side}": Cell(
            value=value, rule=toll.says, claims=toll.used, why=open_end[side] if value is None else None
        )
        for side, value in sides.items()
    }
    return {**made, f"{measure}_rule": Cell(value=toll.says, rule=toll.rule, claims=toll.used)}


def _sources(sheet: Sheet) -> Cell:
    origins = dict.fromkeys(account.origin for account in sheet.incident.accounts)
    return Cell(
        value="; ".join(origins) or None,
        rule="the origin of each account",
        claims=sheet.incident.claims,
        why=None if origins else "it has no account",
    )


def _disagreements(sheet: Sheet) -> Cell:
    found = sheet.incident.disagreements
    claims = dict.fromkeys(name for one in found for side in one.claims for name in side)
    return Cell(
        value="; ".join(sorted({one.type for one in found})) or None,
        rule="accounts that cannot all hold",
        claims=tuple(claims),
        why=None if found else "its accounts can all hold",
    )


def _urls(sheet: Sheet) -> Cell:
    urls = dict.fromkeys(document.url for document in sheet.documents.values() if document.url is not None)
    return Cell(value=" ".join(urls) or None, rule=AS_COUNTED, why=None if urls else "its reports were read from files")


def incident_batches(sheets: Iterable[Sheet], explanation: Explanation | None = None) -> Iterator[pa.RecordBatch]:
    """The incidents as batches of the table, each cell explained where that is asked for."""
    yield from TABLE.batches(_explained(sheets, explanation), size=AT_ONCE)


def _explained(sheets: Iterable[Sheet], explanation: Explanation | None) -> Iterator[dict[str, object]]:
    for sheet in sheets:
        made = cells(sheet)
        if explanation is not None:
            for column, cell in made.items():
                if cell.rule != AS_COUNTED and column != GEOMETRY:
                    explanation.cell(sheet.incident.id, column, cell)
        yield row(made)


def row(made: dict[str, Cell]) -> dict[str, object]:
    """The values of a row as Arrow takes them."""
    values: dict[str, object] = {name: cell.value for name, cell in made.items()}
    values[GEOMETRY] = wkb(made["lat"].value, made["lon"].value)
    return values


def wkb(lat: Value, lon: Value) -> bytes | None:
    """A point as well-known binary, x the longitude; None where there is none.

    >>> wkb(36.2, 37.16).hex()[:10]
    '0101000000'
    """
    if not isinstance(lat, int | float) or not isinstance(lon, int | float):
        return None
    return struct.pack("<BIdd", 1, 1, lon, lat)


def day(value: Value) -> str | None:
    """A day as YYYY-MM-DD."""
    return value.isoformat() if isinstance(value, date) else None


_SIDES = (("low", "at least"), ("best", "the best supported"), ("high", "at most"))


def _tolls(measure: str) -> tuple[Column, ...]:
    empty = {"low": "no least is told", "best": "no one figure is best supported", "high": "open above"}
    sides = (
        Column(
            f"{measure}_{side}",
            NUMBER,
            f"the {measure}, {words}, by the rule chosen",
            f"{NOBODY}, or {empty[side]}",
            "persons",
        )
        for side, words in _SIDES
    )
    return (*sides, Column(f"{measure}_rule", WORDS, f"how the {measure} were made of the accounts", NOBODY))


TABLE = Table(
    name="incidents",
    words="one happening, assembled from what reports claim",
    columns=(
        Column("id", WORDS, "identifier of the incident"),
        Column("kind", WORDS, "kind of event"),
        Column("date_first", DAY, "first day on which it can have been", NO_DATE),
        Column("date_last", DAY, "last day, inclusive", NO_DATE),
        Column("date_precision", WORDS, "day, week, month, ..., open"),
        Column("date_reason", WORDS, "why a day is open", "none is"),
        Column("place", WORDS, "where", NO_PLACE),
        Column("admin1", WORDS, "first-order unit", "no place, or none within one unit"),
        Column("country", WORDS, "ISO 3166-1 alpha-2", "no place, or in no one country"),
        Column("lat", NUMBER, "latitude, WGS 84", NO_DOT, "degrees"),
        Column("lon", NUMBER, "longitude, WGS 84", NO_DOT, "degrees"),
        Column("place_precision", WORDS, "how exactly: exact, near, settlement, admin2, admin1, region, country, water", NO_PLACE),
        Column("ucdp_where_prec", COUNT, "the same on the scale of UCDP GED, 1 to 7", NO_DOT),
        Column("acled_geo_precision", COUNT, "the same on the scale of ACLED, 1 to 3", NO_DOT),
        Column("geonameid", COUNT, "the place in GeoNames", "no place, or not listed there"),
        Column("actors", WORDS, "who is said to have done it, parted by '; '", "no claim names any"),
        Column("targets", WORDS, "to whom or what, parted by '; '", "no claim names any"),
        *_tolls("killed"),
        *_tolls("injured"),
        Column("accounts", COUNT, "accounts of it, independent wordings of one statement counted once"),
        Column("reports", COUNT, "reports that tell of it"),
        Column("claims", COUNT, "claims in them"),
        Column("sources", WORDS, "origin of each account, parted by '; '", "it has no account"),
        Column("disputed", YES, "whether accounts disagree"),
        Column("disagreements", WORDS, "about what: number, place, date, responsibility, occurrence, victims", "nothing"),
        Column("grade", WORDS, "how well supported: confirmed, fair, weak, contested, discounted", NO_GRADE),
        Column("grade_rule", WORDS, "why", NO_GRADE),
        Column("documents", WORDS, "identifiers of the reports, parted by blanks"),
        Column("urls", WORDS, "their addresses, parted by blanks", "they were read from files"),
        Column(GEOMETRY, BINARY, "the point as well-known binary", NO_DOT, nested=True),
    ),
    metadata=(("geo", GEO),),
)  # fmt: skip
