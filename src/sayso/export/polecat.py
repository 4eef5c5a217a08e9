"""Incidents as POLECAT records: 40 columns, tab-separated, "None" where a cell is empty, as POLECAT writes it.

>>> COLUMNS[0], len(COLUMNS)
('Event ID', 40)
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sayso import __version__
from sayso.export import events
from sayso.export.acled import denied, line
from sayso.export.cast import NOBODY_DID, NOBODY_HIT, Side, cast_of
from sayso.export.entities import Entity, entities
from sayso.export.exporter import Cell, Exporter, Sheet, Value
from sayso.export.formulas import guarded
from sayso.export.plover import city, left_out
from sayso.export.sourcing import JOIN, NO_PUBLISHER, publishers, reports
from sayso.export.whereabouts import admin1, admin2, called, placed
from sayso.lexicon import load
from sayso.lexicon.bodies import by_id
from sayso.lexicon.codings import country
from sayso.model import SourceLink

COLUMNS = (
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Intensity",
    "Quad Code",
    "Contexts",
    "Actor Name",
    "Actor Country",
    "Actor COW",
    "Primary Actor Sector",
    "Actor Sectors",
    "Actor Title",
    "Actor Name Raw",
    "Wikipedia Actor ID",
    "Recipient Name",
    "Recipient Country",
    "Recipient COW",
    "Primary Recipient Sector",
    "Recipient Sectors",
    "Recipient Title",
    "Recipient Name Raw",
    "Wikipedia Recipient ID",
    "Placename",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
    "GeoNames ID",
    "Raw Placename",
    "Feature Type",
    "Source",
    "Publication Date",
    "Story People",
    "Story Organizations",
    "Story Locations",
    "Language",
    "Version",
)
NONE = "None"  # an empty cell
_QUADS: dict[int, str] = load("codings")["quads"]


def row(sheet: Sheet) -> dict[str, Cell]:
    """The cells of an incident by column; `Event Type` is None where PLOVER has none for it."""
    cast = cast_of(sheet)
    coded = events.plover(sheet, cast)
    when, claims = sheet.incident.when, coded.claims
    kind = f"PLOVER's, {coded.rule}"
    quad = None if coded.event is None else _QUADS[events.quad(coded.event)]
    found = {
        "Event ID": Cell(value=sheet.incident.id, rule="the incident's id in the ledger"),
        "Event Date": Cell(
            value=when.first, rule="the first of its days", why=_why(when.first, when.reason or "no day is fixed")
        ),
        "Event Type": Cell(value=coded.event, rule=kind, claims=claims, why=coded.why),
        "Event Mode": Cell(
            value=coded.mode, rule=kind, claims=claims, why=_why(coded.mode, coded.why or coded.why_no_mode or "")
        ),
        "Intensity": Cell(
            value=coded.score, rule="PLOVER's score", claims=claims, why=_why(coded.score, "the manual prints none")
        ),
        "Quad Code": Cell(value=quad, rule="by the event type", claims=claims, why=coded.why),
        "Contexts": _joined(coded.contexts, "PLOVER's contexts of the kind and the sides", "none is told of"),
        **_sides("Actor", (cast.doer, *cast.with_doer), cast.home, NOBODY_DID),
        **_sides("Recipient", (cast.struck, *cast.with_struck), cast.home, NOBODY_HIT),
        **_places(sheet),
        **_story(sheet),
        "Version": Cell(value=f"sayso {__version__}", rule="what made the file"),
    }
    return {column: found[column] for column in COLUMNS}


def _why(value: object, why: str) -> str | None:
    return None if value is not None else why


def _joined(values: Iterable[str], rule: str, why: str, claims: tuple[str, ...] = ()) -> Cell:
    found = JOIN.join(dict.fromkeys(values)) or None
    return Cell(value=found, rule=rule, claims=claims if found is not None else (), why=_why(found, why))


def _sides(role: str, sides: Sequence[Side | None], home: str | None, why: str) -> dict[str, Cell]:
    """The columns of one role; several sides stand in one order in all of them."""
    found = entities(sides, home)
    claims = tuple(claim for side in sides if side is not None for claim in side.claims)
    first = found[0].sector if found else None

    def each(values: Iterable[Value], rule: str, none: str) -> Cell:
        listed = list(values)
        known = any(value is not None for value in listed)
        text = JOIN.join(NONE if value is None else str(value) for value in listed) if known else None
        return Cell(value=text, rule=rule, claims=claims if known else (), why=_why(text, none if found else why))

    def name(one: Entity) -> str:
        return one.name or one.text

    return {
        f"{role} Name": each(map(name, found), "the body's name in the lexicon, else the words of the reports", why),
        f"{role} Country": each(
            (one.code for one in found), "ISO 3166-1 alpha-3, or PLOVER's code", "of which country is not known"
        ),
        f"{role} COW": each((one.cow for one in found), "the number of the Correlates of War", "it is of no state"),
        f"Primary {role} Sector": Cell(
            value=first,
            rule="by the kind of the first side",
            claims=claims,
            why=_why(first, "no sector fits" if found else why),
        ),
        f"{role} Sectors": each((one.sector for one in found), "by the kind of each side", "no sector fits"),
        f"{role} Title": Cell(value=None, rule="none", why="sides are coded, not persons"),
        f"{role} Name Raw": each((one.text for one in found), "the words of the reports", why),
        f"Wikipedia {role} ID": Cell(value=None, rule="none", why="sides are not looked up in Wikipedia"),
    }


def _places(sheet: Sheet) -> dict[str, Cell]:
    place = sheet.incident.place
    land = country(place.country) if place is not None else None
    none = "the place is not found in the gazetteer" if place is not None else "no report names a place"
    return {
        "Placename": placed(sheet, called(place), "the most exact place on which most claims agree", none),
        "City": placed(
            sheet, city(place) if place else None, "the place itself, where it is a town", "the place is no town"
        ),
        "District": admin2(sheet),
        "Province": admin1(sheet),
        "Country": placed(
            sheet, land.plover if land else None, "ISO 3166-1 alpha-3", "the country is not known, or it is at sea"
        ),
        "Latitude": placed(sheet, place.lat if place else None, "of the place in the gazetteer", none),
        "Longitude": placed(sheet, place.lon if place else None, "of the place in the gazetteer", none),
        "GeoNames ID": placed(
            sheet, place.geonameid if place else None, "of the place in GeoNames", "GeoNames does not have it"
        ),
        "Raw Placename": placed(sheet, place.text if place else None, "the words of the reports", none),
        "Feature Type": placed(sheet, None, "none", "the gazetteer does not keep the feature codes of GeoNames"),
    }


def _story(sheet: Sheet) -> dict[str, Cell]:
    found = reports(sheet)
    days = [one.published.isoformat() for one in found if one.published is not None]
    bodies = [name for claim in sheet.claims for link in claim.source if (name := _body(link)) is not None]
    places = [name for claim in sheet.claims for one in claim.places if (name := called(one)) is not None]
    languages = [one.language for one in found if one.language is not None]
    claims = sheet.incident.claims
    return {
        "Source": _joined(publishers(sheet), "the publishers", NO_PUBLISHER, claims),
        "Publication Date": Cell(
            value=min(days, default=None),
            rule="of the earliest report",
            claims=claims,
            why=None if days else "no report bears a date",
        ),
        "Story People": Cell(value=None, rule="none", why="persons are not listed"),
        "Story Organizations": _joined(bodies, "the bodies whose word it stands on", "no body is named", claims),
        "Story Locations": _joined(places, "the places of its claims", "no place is named", claims),
        "Language": _joined(languages, "of the reports", "the language is not known", claims),
    }


def _body(link: SourceLink) -> str | None:
    """The body that a source is or speaks for; of persons that speak for none there is none."""
    if link.body is None:
        return None
    owner = by_id().get(link.body.of or "")
    if owner is not None:
        return owner.name
    return link.body.name if link.body.id in by_id() else None


def plain(value: Value) -> str:
    """A value as POLECAT holds it: on one line, without tabs; no words are a formula."""
    if isinstance(value, str):
        return guarded(" ".join(value.split()))
    return NONE if value is None else str(value)


class PolecatExporter(Exporter[Sheet]):
    """One incident, one row; what has no event type or no day, or is denied by all, is left out, and counted."""

    def setup(self) -> None:
        self.write(line(COLUMNS, delimiter="\t"))

    def feed(self, item: Sheet) -> None:
        cells = row(item)
        why = left_out(item, cells["Event Type"].value) or denied(item)
        if why is not None:
            self.omit(item.incident.id, why)
            return
        self.write(line((plain(cells[column].value) for column in COLUMNS), delimiter="\t"))
        self.explain(item.incident.id, cells)
