"""Filters to SQL: which claims, incidents and documents are asked for.

>>> "claims" in str(claim_rows(Filters(kind=("shelling",))))
True
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, FromClause, Select, and_, exists, func, or_, select, true, union

from sayso.lexicon.bodies import bodies_named
from sayso.store.among import Among
from sayso.store.filters import Box, Filters, Near
from sayso.store.rows import fold
from sayso.store.tables import CLAIM_PLACES, CLAIM_SOURCES, CLAIMS, DOCUMENTS, INCIDENT_CLAIMS, INCIDENTS, SET_ASIDE
from sayso.store.words import HoldsWords

DEGREE_KM = 111.0  # a degree of latitude, rounded down so that the box is never too small
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
        conditions.append(CLAIMS.c.folded_actor.contains(fold(filters.actor), autoescape=True))
    if filters.place:
        named = CLAIM_PLACES.c.folded.contains(fold(filters.place), autoescape=True)
        conditions.append(CLAIMS.c.row.in_(select(CLAIM_PLACES.c.claim).where(named)))
    if filters.source:
        word = fold(filters.source)
        named = _source_named(filters.source)
        published = select(DOCUMENTS.c.row).where(DOCUMENTS.c.folded_publisher.contains(word, autoescape=True))
        own = and_(CLAIMS.c.own_voice, CLAIMS.c.document.in_(published))
        conditions.append(or_(CLAIMS.c.row.in_(select(CLAIM_SOURCES.c.claim).where(named)), own))
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


def _source_named(words: str) -> ColumnElement[bool]:
    """A link worded so, or one of whoever is somewhere so worded or so listed in the lexicon, or of somebody of that body."""
    worded = CLAIM_SOURCES.c.folded.contains(fold(words), autoescape=True)
    same = CLAIM_SOURCES.alias("same")
    alike = select(same.c.body).where(same.c.body.is_not(None), same.c.folded.contains(fold(words), autoescape=True))
    spellings = (words, words.upper(), words.title())  # "sohr", as people type it
    listed = [body.id for spelling in spellings for body in bodies_named(spelling)]
    return or_(
        worded,
        CLAIM_SOURCES.c.body.in_(alike),
        CLAIM_SOURCES.c.body.in_(listed),
        CLAIM_SOURCES.c.belongs.in_(listed),
    )


def claim_rows(filters: Filters) -> Select[int, str]:
    """Row and record of the live claims asked for, in the order of the reports; `near` is left to be measured."""
    conditions = [live_claims(), *_claim_conditions(filters)]
    conditions += _touches(CLAIMS.c.first, CLAIMS.c.last, DOCUMENTS.c.published, filters)
    if filters.text:
        conditions.append(HoldsWords("claims", filters.text))
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
        conditions.append(HoldsWords("documents", filters.text))
    return conditions


def document_rows(filters: Filters) -> Select[str, str]:
    """Record and text of the current documents, by their own day and words; what their claims say is left to be asked."""
    return (
        select(DOCUMENTS.c.record, DOCUMENTS.c.text)
        .where(~DOCUMENTS.c.superseded, *document_conditions(filters))
        .order_by(DOCUMENTS.c.published.nulls_first(), DOCUMENTS.c.id)
    )


def told_by_claims(filters: Filters) -> list[Select[str] | CompoundSelect[str]]:
    """For each filter that only claims answer the identifiers of the incidents of which any one claim says so."""
    found: list[Select[str] | CompoundSelect[str]] = []
    for one in ("actor", "source", "place", "text", "confidence"):
        if not getattr(filters, one):
            continue
        conditions = [live_claims(), *_claim_conditions(Filters(**{one: getattr(filters, one)}))]
        if one == "text":
            conditions.append(HoldsWords("claims", str(filters.text)))
        claims = select(CLAIMS.c.id).where(*conditions)
        told = select(INCIDENT_CLAIMS.c.incident).where(INCIDENT_CLAIMS.c.claim.in_(claims))
        if one == "place":
            named = INCIDENTS.c.folded_place.contains(fold(str(filters.place)), autoescape=True)
            found.append(union(told, select(INCIDENTS.c.id).where(named)))
        else:
            found.append(told)
    return found


def incident_conditions(filters: Filters, *, among: Sequence[str] | None = None) -> list[ColumnElement[bool]]:
    """What an incident must be; `near` only roughly. What its claims say is asked of any one claim for each filter.

    `among`: the incidents that `told_by_claims` gives, where they were found before; they are not asked for again.
    """
    conditions: list[ColumnElement[bool]] = _touches(INCIDENTS.c.first, INCIDENTS.c.last, INCIDENTS.c.first, filters)
    if filters.kind:
        conditions.append(INCIDENTS.c.kind.in_(filters.kind))
    if filters.disputed:
        conditions.append(INCIDENTS.c.disputed)
    if filters.near is not None:
        conditions += [INCIDENTS.c.precision.in_(DOTS), _box(INCIDENTS.c.lat, INCIDENTS.c.lon, filters.near)]
    if filters.box is not None:
        conditions.append(_in_box(INCIDENTS.c.lat, INCIDENTS.c.lon, filters.box))
    if filters.grade:
        conditions.append(INCIDENTS.c.grade.in_(filters.grade))
    if among is None:
        conditions += [INCIDENTS.c.id.in_(one) for one in told_by_claims(filters)]
    else:
        conditions.append(Among(INCIDENTS.c.id, among))
    return conditions


def incident_rows(filters: Filters, *, among: Sequence[str] | None = None) -> Select[str]:
    """Records of the incidents asked for, newest first, undated last; `near` is left to be measured."""
    conditions = incident_conditions(filters, among=among)
    return select(INCIDENTS.c.record).where(*conditions).order_by(*NEWEST_FIRST)


def after_newest(day: ColumnElement[Any], name: ColumnElement[str], after: tuple[Any, ...]) -> ColumnElement[bool]:
    """What follows a day and a name in the order of days, newest first, undated last, and of names."""
    first, called = after
    if first is None:
        return and_(day.is_(None), name > called)
    return or_(day < first, and_(day == first, name > called), day.is_(None))


NEWEST_FIRST = (INCIDENTS.c.first.desc().nulls_last(), INCIDENTS.c.id)
