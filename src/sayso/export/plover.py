"""Incidents as PLOVER events: one JSON object a line, with our accounts riding along under `sayso`.

>>> resolution("settlement"), resolution("water") is None
(4, True)
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sayso import __version__
from sayso.export import events
from sayso.export.acled import denied
from sayso.export.cast import NOBODY_DID, NOBODY_HIT, Cast, Side, cast_of
from sayso.export.days import why_open
from sayso.export.entities import Entity, entities
from sayso.export.exporter import Cell, Exporter, Sheet
from sayso.export.sourcing import reports
from sayso.export.whereabouts import admin1, admin2, called
from sayso.lexicon.codings import country
from sayso.model import Account, Document, Measure, Place, Toll
from sayso.model.place import PlacePrecision
from sayso.reconcile.origins import UNNAMED, outlet
from sayso.reconcile.rules import Cell as TollCell

CODER = "sayso"
CODEBOOK = "PLOVER"
# PLOVER's `resolution` of a place: 5 within a city, 4 a city, 3 a district, 2 a province, 1 a country.
_RESOLUTIONS: dict[PlacePrecision, int] = {
    "exact": 5,
    "near": 4,
    "settlement": 4,
    "admin2": 3,
    "admin1": 2,
    "region": 1,
    "country": 1,
}
# Sizes of PLOVER and the measures that they count.
_SIZES: tuple[tuple[str, Measure], ...] = (("dead", "killed"), ("injured", "injured"), ("arrested", "detained"))


def resolution(precision: PlacePrecision) -> int | None:
    """PLOVER's number for how exactly a place is known; None for waters and places that are not found."""
    return _RESOLUTIONS.get(precision)


def record(sheet: Sheet) -> tuple[dict[str, Any], dict[str, Cell]]:
    """The event as PLOVER writes it, less what is unknown, and how its derived fields came about."""
    cast = cast_of(sheet)
    coded = events.plover(sheet, cast)
    cells = _cells(sheet, cast, coded)
    when = sheet.incident.when
    found = {
        "id": sheet.incident.id,
        "has_event": denied(sheet) is None,
        "date": when.first.isoformat() if when.first is not None else None,
        "enddate": when.last.isoformat() if when.last is not None and when.last != when.first else None,
        "actor": [_block(one) for one in entities((cast.doer, *cast.with_doer), cast.home)],
        "recipient": [_block(one) for one in entities((cast.struck, *cast.with_struck), cast.home)] or None,
        "event": [coded.event] if coded.event is not None else None,
        "mode": [coded.mode] if coded.mode is not None else None,
        "context": list(coded.contexts) or None,
        "quad_code": events.quad(coded.event) if coded.event is not None else None,
        "event_scale": coded.score,
        "event_loc": _location(sheet),
        "event_text": list(dict.fromkeys(c.evidence for c in sheet.claims if c.id in coded.claims)) or None,
        "size": _size(sheet),
        "cite_info": _citation(sheet),
        "coder": CODER,
        "sayso": _ours(sheet),
    }
    return {name: value for name, value in found.items() if value is not None}, cells


def _block(one: Entity) -> dict[str, str]:
    """PLOVER's entity object; the manual's example has other names for the same, which are not written."""
    fields = {"code": one.code, "sector": one.sector, "entity_text": one.text, "identifier_text": one.name}
    return {name: value for name, value in fields.items() if value is not None}


def _location(sheet: Sheet) -> dict[str, Any] | None:
    place = sheet.incident.place
    if place is None:
        return None
    land = country(place.country)
    fields = {
        "extracted_place": place.text,
        "resolved_place": place.name,
        "geonameid": place.geonameid,
        "lat": place.lat,
        "lon": place.lon,
        "city": city(place),
        "district": admin2(sheet).value,
        "province": admin1(sheet).value,
        "country": land.acled if land is not None else None,
        "country_code": land.plover if land is not None else None,
        "resolution": resolution(place.precision),
    }
    return {name: value for name, value in fields.items() if value is not None}


def city(place: Place) -> str | None:
    """The town, where the place is one or near one."""
    return called(place) if place.precision in ("settlement", "near") else None


def _size(sheet: Sheet) -> dict[str, int | float] | None:
    """Best figures by the rule asked for; the ranges stand under `sayso`."""
    found = {}
    for name, measure in _SIZES:
        toll = sheet.toll(measure)
        if toll is not None and toll.best is not None:
            found[name] = toll.best
    return found or None


def _citation(sheet: Sheet) -> dict[str, str] | None:
    """The report that told of it first; the others stand under `sayso`."""
    first = next(iter(reports(sheet)), None)
    return None if first is None else {**_cited(first), "coder": CODER, "codebook": CODEBOOK, "version": __version__}


def _cited(document: Document) -> dict[str, str]:
    name = outlet(document)
    fields = {
        "corpus": None if name == UNNAMED else name,
        "citation": document.id,
        "url": document.url,
        "title": document.title,
        "language": document.language,
        "publication": document.published.isoformat() if document.published is not None else None,
    }
    return {name: value for name, value in fields.items() if value is not None}


def _ours(sheet: Sheet) -> dict[str, Any]:
    """What no other format holds: the accounts side by side, each toll with its rule, and every report."""
    incident = sheet.incident
    tolls = {measure: toll for _, measure in _SIZES if (toll := sheet.toll(measure)) is not None}
    return {
        "kind": incident.kind,
        "grade": incident.grade,
        "grade_rule": incident.grade_rule,
        "date_precision": incident.when.precision,
        "place_precision": incident.place.precision if incident.place is not None else None,
        "tolls": {measure: _toll(toll) for measure, toll in tolls.items()},
        "accounts": [_account(account) for account in incident.accounts],
        "disagreements": [
            {"type": one.type, "between": list(one.between), "says": one.says} for one in incident.disagreements
        ],
        "claims": list(incident.claims),
        "reports": [_cited(one) for one in reports(sheet)],
    }


def _toll(toll: TollCell) -> dict[str, Any]:
    return {"low": toll.low, "best": toll.best, "high": toll.high, "rule": toll.rule, "says": toll.says}


def _account(account: Account) -> dict[str, Any]:
    return {
        "origin": account.origin,
        "source": list(account.source),
        "docs": list(account.docs),
        "claims": list(account.claims),
        "actor": account.actor,
        "occurred": account.occurred,
        "killed": _range(account.killed),
        "injured": _range(account.injured),
    }


def _range(toll: Toll | None) -> list[int | float | None] | None:
    return None if toll is None else [toll.low, toll.high]


def _cells(sheet: Sheet, cast: Cast, coded: events.Plover) -> dict[str, Cell]:
    score_why = coded.why or (
        None if coded.score is not None else "the manual prints no score for it, or one that cannot be meant"
    )
    when = sheet.incident.when
    return {
        "date": Cell(
            value=when.first, rule="the first of its days", why=None if when.first is not None else why_open(when)
        ),
        "event": Cell(value=coded.event, rule=coded.rule, claims=coded.claims, why=coded.why),
        "mode": Cell(value=coded.mode, rule=coded.rule, claims=coded.claims, why=coded.why or coded.why_no_mode),
        "event_scale": Cell(value=coded.score, rule="the manual's score", claims=coded.claims, why=score_why),
        "actor": _sides("the side that most accounts name", (cast.doer, *cast.with_doer), NOBODY_DID),
        "recipient": _sides(cast.struck_rule, (cast.struck, *cast.with_struck), NOBODY_HIT),
        "size": _dead(sheet),
    }


def _sides(rule: str, sides: Sequence[Side | None], why: str) -> Cell:
    found = [side for side in sides if side is not None]
    named = "; ".join(side.party.wording for side in found)
    claims = tuple(claim for side in found for claim in side.claims)
    return Cell(value=named or None, rule=rule, claims=claims, why=None if found else why)


def _dead(sheet: Sheet) -> Cell:
    toll = sheet.toll("killed")
    if toll is None:
        return Cell(value=None, rule="none", why="no report gives a number of dead")
    rule = f"{toll.rule}: {toll.says}"
    return Cell(value=toll.best, rule=rule, claims=toll.used, why=None if toll.best is not None else toll.says)


def left_out(sheet: Sheet, coded: object) -> str | None:
    """Why an incident has no record; None where it has one: PLOVER wants an event type and a day."""
    if coded is None:
        return "PLOVER has no event type for it"
    return None if sheet.incident.when.first is not None else f"PLOVER wants a day: {why_open(sheet.incident.when)}"


class PloverExporter(Exporter[Sheet]):
    """One incident, one JSON object on a line; what has no event type or no day is left out, and counted."""

    def feed(self, item: Sheet) -> None:
        found, cells = record(item)
        why = left_out(item, cells["event"].value)
        if why is not None:
            self.omit(item.incident.id, why)
            return
        self.write(json.dumps(found, ensure_ascii=False) + "\n")
        self.explain(item.incident.id, cells)
