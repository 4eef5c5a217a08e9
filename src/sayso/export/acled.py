"""Incidents as rows of ACLED's event file: 31 columns, comma-separated.

>>> COLUMNS[0], len(COLUMNS)
('event_id_cnty', 31)
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import datetime

from sayso.export import events
from sayso.export.acled_actors import FIGHTING, actors, targeting
from sayso.export.cast import cast_of
from sayso.export.days import acled_day, year_of
from sayso.export.dead import ONLY_SOME, counts_some_only
from sayso.export.exporter import Cell, Exporter, Sheet, Value
from sayso.export.formulas import guarded
from sayso.export.notes import notes
from sayso.export.sourcing import publishers, scale, sources
from sayso.export.whereabouts import acled_places, numbered
from sayso.lexicon import load
from sayso.lexicon.codings import country

COLUMNS = (
    "event_id_cnty",
    "event_date",
    "year",
    "time_precision",
    "disorder_type",
    "event_type",
    "sub_event_type",
    "actor1",
    "assoc_actor_1",
    "inter1",
    "actor2",
    "assoc_actor_2",
    "inter2",
    "interaction",
    "civilian_targeting",
    "iso",
    "region",
    "country",
    "admin1",
    "admin2",
    "admin3",
    "location",
    "latitude",
    "longitude",
    "geo_precision",
    "source",
    "source_scale",
    "notes",
    "fatalities",
    "tags",
    "timestamp",
)
_CODINGS = load("codings")
_TYPES: dict[str, list[str]] = _CODINGS["acled_types"]
NO_LETTERS = "XXX"  # of a country that is not known, or of none: at sea


def row(sheet: Sheet) -> dict[str, Cell]:
    """The cells of an incident by column; `event_type` is None where it is no event of ACLED's."""
    cast = cast_of(sheet)
    sub = events.acled(sheet, cast)
    kinds = _TYPES[str(sub.value)] if sub.value is not None else [None, None]
    found = {
        "event_id_cnty": Cell(
            value=identifier(sheet), rule="the country's letters and a number made of the incident's id"
        ),
        **_days(sheet),
        "disorder_type": Cell(value=kinds[1], rule="by the sub-event type", claims=sub.claims, why=sub.why),
        "event_type": Cell(value=kinds[0], rule="by the sub-event type", claims=sub.claims, why=sub.why),
        "sub_event_type": sub,
        **actors(cast, fighting=kinds[0] in FIGHTING),
        "civilian_targeting": targeting(cast, kinds[0], sub),
        **acled_places(sheet),
        "source": sources(sheet),
        "source_scale": scale(publishers(sheet), cast.home),
        "notes": Cell(value=notes(sheet, cast), rule="put together from the slots", claims=sheet.incident.claims),
        "fatalities": _fatalities(sheet),
        "tags": Cell(value=None, rule="none", why="tags are not coded"),
        "timestamp": _timestamp(sheet),
    }
    return {column: found[column] for column in COLUMNS}


def identifier(sheet: Sheet) -> str:
    """ACLED's form of an identifier: it lasts as the incident's does; the letters change where its country is corrected."""
    place = sheet.incident.place
    land = country(place.country) if place is not None else None
    return f"{land.plover if land is not None else NO_LETTERS}{numbered(sheet.incident.id)}"


def _days(sheet: Sheet) -> dict[str, Cell]:
    when = sheet.incident.when
    day, precision, says = acled_day(when)
    telling = tuple(claim.id for claim in sheet.claims if claim.time is not None and claim.time.interval == when)
    why = None if day is not None else says
    rule = says if day is not None else "the day that most claims agree on"
    year = year_of(when)
    return {
        "event_date": Cell(value=day, rule=rule, claims=telling, why=why),
        "year": Cell(
            value=year,
            rule="the year in which all its days lie",
            claims=telling,
            why=None if year is not None else why or "its days lie in two years",
        ),
        "time_precision": Cell(value=precision, rule="1 a day, 2 to a week, 3 to a month", claims=telling, why=why),
    }


def _fatalities(sheet: Sheet) -> Cell:
    toll = sheet.toll("killed")
    if toll is None:
        return Cell(value=None, rule="none", why="no report gives a number of dead")
    value = toll.best if toll.best is not None else toll.low
    why = None if value is not None else toll.says
    if not value and counts_some_only(sheet, toll):
        value, why = None, ONLY_SOME
    return Cell(value=value, rule=f"{toll.rule}: {toll.says}", claims=toll.used, why=why)


def _timestamp(sheet: Sheet) -> Cell:
    rule = "when the ledger last changed the incident, in seconds since 1970"
    if sheet.changed is None:
        return Cell(value=None, rule=rule, why="the ledger did not note when the incident changed")
    return Cell(value=int(datetime.fromisoformat(sheet.changed).timestamp()), rule=rule)


class AcledExporter(Exporter[Sheet]):
    """One incident, one row; what is no event of ACLED's is left out, and counted."""

    def setup(self) -> None:
        self.write(line(COLUMNS))

    def feed(self, item: Sheet) -> None:
        cells = row(item)
        why = left_out(item, cells)
        if why is not None:
            self.omit(item.incident.id, why)
            return
        self.write(line(plain(cells[column].value) for column in COLUMNS))
        self.explain(str(cells["event_id_cnty"].value), cells)


def left_out(sheet: Sheet, cells: Mapping[str, Cell]) -> str | None:
    """Why an incident has no row; None where it has one: ACLED wants a type, a day within a month, and a place."""
    for column in ("event_type", "event_date", "location"):
        if cells[column].value is None:
            return f"no {column}: {cells[column].why}"
    return denied(sheet)


def denied(sheet: Sheet) -> str | None:
    """That every account denies it, where so."""
    told = sheet.incident.accounts
    return "every account denies that it happened" if told and all(one.occurred == "denied" for one in told) else None


def plain(value: Value) -> str:
    """A value as a cell holds it; None is empty, and no words are a formula."""
    if isinstance(value, str):
        return guarded(value)
    return "" if value is None else str(value)


def line(values: Iterable[str], *, delimiter: str = ",") -> str:
    """One line of a table, quoted where need be."""
    target = io.StringIO()
    csv.writer(target, delimiter=delimiter, lineterminator="\n").writerow(list(values))
    return target.getvalue()


def values(cells: Mapping[str, Cell]) -> dict[str, Value]:
    """What stands in the cells of a row."""
    return {column: cell.value for column, cell in cells.items()}
