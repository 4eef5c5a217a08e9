"""Filters to SQL: which claims, incidents and documents are asked for.

>>> "claims" in str(claim_rows(Filters(kind=("shelling",))))
True
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, FromClause, Select, and_, exists, func, or_, select, true

from sayso.lexicon.bodies import bodies_named
from sayso.store.filters import Box, Filters, Near
from sayso.store.index_tables import INCIDENT_NAMES, NAMES, TOLD
from sayso.store.rows import fold
from sayso.store.tables import CLAIM_PLACES, CLAIM_SOURCES, CLAIMS, DOCUMENTS, INCIDENT_CLAIMS, INCIDENTS, SET_ASIDE
from sayso.store.words import HoldsWords

DEGREE_KM = 111.0  # a degree of latitude, rounded down so that the box is never too small
SOUGHT = NAMES.alias("sought")
DOTS = ("exact", "near", "settlement")  # precisions good enough to be measured from


def _box(lat: ColumnElement[float], lon: ColumnElement[float], near: Near) -> ColumnElement[bool]:
    """Roughly near: the rectangle round the circle; the caller measures exactly. Over a pole or the date line, latitude only."""
    height = near.km / DEGREE_KM
    within = lat.between(near.lat - height, near.lat + height)
    widest = math.cos(math.radians(min(90.0, abs(near.lat) + height)))
    width = height / widest if widest > 0.01 else 360.0
    if near.lon - width < -180 or near.lon + width > 180:
        return within
    return and_(within, lon.between(near.lon - width, near.lon + width))


def _in_box(lat: ColumnElement[float], lon: ColumnElement[float], box: Box) -> ColumnElement[bool]:
    inside = lon.between(box.west, box.east) if box.west <= box.east else or_(lon >= box.west, lon <= box.east)
    return and_(lat.between(box.south, box.north), inside)


def live_claims() -> ColumnElement[bool]:
    """Neither superseded, nor corrected by a claim that is itself live, nor rejected by a person."""
    corrections = CLAIMS.alias("corrections")
    corrected = select(corrections.c.corrects).where(corrections.c.corrects > "", current(corrections))  # few: by index
    rejected = func.coalesce(CLAIMS.c.corrects, CLAIMS.c.id).in_(select(SET_ASIDE.c.claim))
    return and_(current(CLAIMS), CLAIMS.c.id.not_in(corrected), ~rejected)


def current(table: FromClause) -> ColumnElement[bool]:
    """Not superseded; said so that no index is asked of it, as nearly all rows are."""
    return table.c.superseded.is_not(true())


def _touches(
    first: ColumnElement[object], last: ColumnElement[object], otherwise: ColumnElement[object], filters: Filters
) -> list[ColumnElement[bool]]:
    """The interval shares a day with since..until; where one end is open the other stands for it, else `otherwise`."""
    conditions = []
    if filters.since is not None:
        conditions.append(func.coalesce(last, first, otherwise) >= filters.since)
    if filters.until is not None:
        conditions.append(func.coalesce(first, last, otherwise) <= filters.until)
    return conditions


def _claim_conditions(filters: Filters) -> list[ColumnElement[bool]]:
    """The conditions that a claim's own words answer; `near` only roughly."""
    conditions: list[ColumnElement[bool]] = []
    if filters.kind:
        conditions.append(CLAIMS.c.kind.in_(filters.kind))
    if filters.actor:
        conditions.append(CLAIMS.c.folded_actor.in_(_worded("actor", filters.actor)))
    if filters.place:
        named = CLAIM_PLACES.c.folded.in_(_worded("place", filters.place))
        conditions.append(CLAIMS.c.row.in_(select(CLAIM_PLACES.c.claim).where(named)))
    if filters.source:
        published = select(DOCUMENTS.c.row).where(
            DOCUMENTS.c.folded_publisher.in_(_worded("publisher", filters.source))
        )
        own = and_(CLAIMS.c.own_voice, CLAIMS.c.document.in_(published))
        said = select(CLAIM_SOURCES.c.claim).where(_is_source(CLAIM_SOURCES, filters.source))
        conditions.append(or_(CLAIMS.c.row.in_(said), own))
    if filters.near is not None:
        close = and_(CLAIM_PLACES.c.precision.in_(DOTS), _box(CLAIM_PLACES.c.lat, CLAIM_PLACES.c.lon, filters.near))
        conditions.append(CLAIMS.c.row.in_(select(CLAIM_PLACES.c.claim).where(close)))
    if filters.box is not None:
        held = _in_box(CLAIM_PLACES.c.lat, CLAIM_PLACES.c.lon, filters.box)
        conditions.append(CLAIMS.c.row.in_(select(CLAIM_PLACES.c.claim).where(held)))
    if filters.disputed:
        conditions.append(CLAIMS.c.id.in_(select(INCIDENT_CLAIMS.c.claim).where(INCIDENT_CLAIMS.c.disputed)))
    if filters.grade:
        graded = INCIDENT_CLAIMS.join(INCIDENTS, INCIDENTS.c.id == INCIDENT_CLAIMS.c.incident)
        of = select(INCIDENT_CLAIMS.c.claim).select_from(graded).where(INCIDENTS.c.grade.in_(filters.grade))
        conditions.append(CLAIMS.c.id.in_(of))
    if filters.confidence:
        conditions.append(CLAIMS.c.confidence >= filters.confidence)
    return conditions


def _worded(what: str, words: str) -> Select[str]:
    """The names of this sort that the words are any part of."""
    return select(NAMES.c.folded).where(NAMES.c.what == what, NAMES.c.folded.contains(fold(words), autoescape=True))


def _is_source(table: FromClause, words: str) -> ColumnElement[bool]:
    """A link worded so, or one of whoever is somewhere so worded or so listed in the lexicon, or of somebody of that body."""
    alike = _worded("source", words).with_only_columns(NAMES.c.body).where(NAMES.c.body != "")
    spellings = (words, words.upper(), words.title())  # "sohr", as people type it
    listed = [body.id for spelling in spellings for body in bodies_named(spelling)]
    worded = table.c.folded.in_(_worded("source", words))
    return or_(worded, table.c.body.in_(alike), table.c.body.in_(listed), table.c.belongs.in_(listed))


def claim_rows(filters: Filters) -> Select[int, str]:
    """Row and record of the live claims asked for, in the order of the reports; `near` is left to be measured."""
    conditions = [live_claims(), *_claim_conditions(filters)]
    conditions += _touches(CLAIMS.c.first, CLAIMS.c.last, DOCUMENTS.c.published, filters)
    if filters.text:
        conditions.append(HoldsWords("claims", filters.text, row=CLAIMS.c.row))
    order = (DOCUMENTS.c.published.nulls_first(), DOCUMENTS.c.id, CLAIMS.c.start, CLAIMS.c.end, CLAIMS.c.id)
    joined = CLAIMS.join(DOCUMENTS, CLAIMS.c.document == DOCUMENTS.c.row)
    return select(CLAIMS.c.row, CLAIMS.c.record).select_from(joined).where(*conditions).order_by(*order)


def holds_claim(filters: Filters) -> ColumnElement[bool]:
    """That a live claim stands in the row of a document which is as the filters want claims; `near` only roughly."""
    plain = replace(filters, disputed=False, grade=())
    conditions = [CLAIMS.c.document == DOCUMENTS.c.row, live_claims(), *_claim_conditions(plain)]
    if filters.disputed:
        stands = INCIDENT_CLAIMS.c.claim == CLAIMS.c.id
        conditions.append(exists(select(INCIDENT_CLAIMS.c.claim).where(stands, INCIDENT_CLAIMS.c.disputed)))
    if filters.grade:
        graded = INCIDENT_CLAIMS.join(INCIDENTS, INCIDENTS.c.id == INCIDENT_CLAIMS.c.incident)
        stands = and_(INCIDENT_CLAIMS.c.claim == CLAIMS.c.id, INCIDENTS.c.grade.in_(filters.grade))
        conditions.append(exists(select(INCIDENT_CLAIMS.c.claim).select_from(graded).where(stands)))
    return exists(select(CLAIMS.c.row).where(*conditions).correlate(DOCUMENTS))


def document_conditions(filters: Filters) -> list[ColumnElement[bool]]:
    """What a document's own day and words must be."""
    conditions: list[ColumnElement[bool]] = []
    if filters.since is not None:
        conditions.append(DOCUMENTS.c.published >= filters.since)
    if filters.until is not None:
        conditions.append(DOCUMENTS.c.published <= filters.until)
    if filters.text:
        conditions.append(HoldsWords("documents", filters.text, row=DOCUMENTS.c.row + 0))
    return conditions


def document_rows(filters: Filters) -> Select[str, str]:
    """Record and text of the current documents, by their own day and words; what their claims say is left to be asked."""
    return (
        select(DOCUMENTS.c.record, DOCUMENTS.c.text)
        .where(~DOCUMENTS.c.superseded, *document_conditions(filters))
        .order_by(DOCUMENTS.c.published.nulls_first(), DOCUMENTS.c.id)
    )


class Told(NamedTuple):
    """The incidents of which any one claim says something: their numbers, some twice; and how to ask it of one incident."""

    numbers: Select[int]
    gives: ColumnElement[bool]


def told_by_claims(filters: Filters) -> dict[str, Told]:
    """For each filter that only claims answer the incidents of which any one claim says so."""
    found: dict[str, Told] = {}
    for what in ("actor", "place"):
        if getattr(filters, what):
            found[what] = _giving(_is_worded(what, getattr(filters, what)))
    if filters.source:
        source = (SOUGHT.c.what == "source") & _is_source(SOUGHT, filters.source)
        found["source"] = _giving(source | _is_worded("publisher", filters.source))
    if filters.text:
        numbers = select(TOLD.c.incident).where(HoldsWords("claims", filters.text, row=TOLD.c.claim))
        found["text"] = Told(numbers, is_among(numbers))
    return found


def _is_worded(what: str, words: str) -> ColumnElement[bool]:
    return (SOUGHT.c.what == what) & SOUGHT.c.folded.contains(fold(words), autoescape=True)


def _giving(condition: ColumnElement[bool]) -> Told:
    """The incidents that give a name of which the condition holds."""
    names = select(SOUGHT.c.number).where(condition)
    one = INCIDENT_NAMES.alias("given")
    gives = exists(select(one.c.name).where(one.c.incident == INCIDENTS.c.number, (one.c.name + 0).in_(names)))
    return Told(select(INCIDENT_NAMES.c.incident).where(INCIDENT_NAMES.c.name.in_(names)), gives)


def incident_conditions(filters: Filters, *, told: Iterable[ColumnElement[bool]]) -> list[ColumnElement[bool]]:
    """What an incident must be, without its days; `near` only roughly. `told`: what to ask for `told_by_claims`."""
    conditions: list[ColumnElement[bool]] = []
    if filters.kind:
        conditions.append(INCIDENTS.c.kind.in_(filters.kind))
    if filters.disputed:
        conditions.append(INCIDENTS.c.disputed)
    if filters.near is not None:
        conditions += [INCIDENTS.c.precision.in_(DOTS), _box(INCIDENTS.c.lat, INCIDENTS.c.lon, filters.near)]
    if filters.box is not None:
        lat = INCIDENTS.c.lat + 0.0  # so that no index of it is asked: whole records would be sorted, not read by day
        conditions.append(_in_box(lat, INCIDENTS.c.lon, filters.box))
    if filters.grade:
        conditions.append(INCIDENTS.c.grade.in_(filters.grade))
    if filters.confidence:
        conditions.append(INCIDENTS.c.sure >= filters.confidence)
    return [*conditions, *told]


def incident_days(filters: Filters) -> list[ColumnElement[bool]]:
    """That the days of an incident touch those asked for."""
    return _touches(INCIDENTS.c.first, INCIDENTS.c.last, INCIDENTS.c.first, filters)


def is_among(numbers: Select[int]) -> ColumnElement[bool]:
    """That an incident's number is one of many; said so that no index is asked for each of them."""
    return (INCIDENTS.c.number + 0).in_(numbers)


def after_newest(day: ColumnElement[Any], name: ColumnElement[str], after: tuple[Any, ...]) -> ColumnElement[bool]:
    """What follows a day and a name in the order of days, newest first, undated last, and of names."""
    first, called = after
    if first is None:
        return and_(day.is_(None), name > called)
    return or_(day < first, and_(day == first, name > called), day.is_(None))


NEWEST_FIRST = (INCIDENTS.c.first.desc().nulls_last(), INCIDENTS.c.id)
