"""What waits for a person to look at: joins that the linker leaves open, claims told with little confidence, incidents
without a place or a day. What somebody let stand is not asked again.

>>> SECTIONS
('joins', 'confidence', 'unlocated', 'undated')
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from sqlalchemy import ColumnElement, Connection, func, select

from sayso.model import Claim, Judgement
from sayso.store import reading, rows
from sayso.store.cards import COLUMNS, Card, cards_of
from sayso.store.index_tables import OPEN_JOINS
from sayso.store.judging import judgements_with
from sayso.store.operations import operations, pair
from sayso.store.people import standing
from sayso.store.query import NEWEST_FIRST, live_claims
from sayso.store.tables import CLAIMS, INCIDENTS, SETTLED

Section = Literal["joins", "confidence", "unlocated", "undated"]
SECTIONS: tuple[Section, ...] = get_args(Section)
UNSURE = 0.4  # claims told with less confidence wait for a person
LOOKED_AT = 2_000  # open judgements that are looked at for the pairs of one page


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenJoin:
    """Two incidents that may be one, and the judgement that leaves it open."""

    one: str
    other: str
    judgement: Judgement


def waiting(connection: Connection) -> dict[Section, int]:
    """How much waits in each section; of joins the open judgements."""
    return {
        "joins": connection.scalar(select(func.count()).select_from(OPEN_JOINS)) or 0,
        "confidence": connection.scalar(select(func.count()).select_from(CLAIMS).where(*_unsure_claims())) or 0,
        "unlocated": connection.scalar(select(func.count()).select_from(INCIDENTS).where(*_lacking("place"))) or 0,
        "undated": connection.scalar(select(func.count()).select_from(INCIDENTS).where(*_lacking("day"))) or 0,
    }


def open_joins(connection: Connection, *, limit: int) -> list[OpenJoin]:
    """Pairs of incidents that may be one, the likeliest first; each pair once, those kept apart by people left out."""
    apart = {pair(*one.incidents) for one in standing(operations(connection)) if one.verb == "part"}
    apart.update(connection.scalars(select(SETTLED.c.subject).where(SETTLED.c.what == "join")))
    found: dict[str, tuple[str, str, str]] = {}
    table = OPEN_JOINS
    asked = select(table.c.one, table.c.other, table.c.judgement).order_by(table.c.score.desc(), table.c.judgement)
    for one, other, judgement in reading.stream(connection, asked.limit(LOOKED_AT), held=5 * limit):
        name = pair(one, other)
        if name in apart or name in found:
            continue
        found[name] = one, other, judgement
        if len(found) == limit:
            break
    judgements = {held.id: held for held in judgements_with(connection, [held for _, _, held in found.values()])}
    return [OpenJoin(one=one, other=other, judgement=judgements[held]) for one, other, held in found.values()]


def unsure_claims(connection: Connection, *, limit: int) -> list[Claim]:
    """Live claims told with little confidence, the least sure first."""
    asked = select(CLAIMS.c.record).where(*_unsure_claims()).order_by(CLAIMS.c.confidence, CLAIMS.c.row)
    return [rows.claim_record(record) for record in connection.scalars(asked.limit(limit))]


def _unsure_claims() -> list[ColumnElement[bool]]:
    settled = select(SETTLED.c.subject).where(SETTLED.c.what == "claim")
    found_by_a_program = func.coalesce(CLAIMS.c.corrects, "") == ""  # said so that the index of confidence is asked
    return [CLAIMS.c.confidence < UNSURE, found_by_a_program, live_claims(), CLAIMS.c.id.not_in(settled)]


def lacking(connection: Connection, what: Literal["place", "day"], *, limit: int) -> list[Card]:
    """Incidents of violence that no report places on a map, or of which none tells the day."""
    asked = select(*COLUMNS).where(*_lacking(what)).order_by(*NEWEST_FIRST).limit(limit)
    return cards_of(connection, connection.execute(asked).all())


def _lacking(what: Literal["place", "day"]) -> list[ColumnElement[bool]]:
    """Only what has a grade tells of violence: of talks nobody need know where they were."""
    settled = select(SETTLED.c.subject).where(SETTLED.c.what == what)
    missing = INCIDENTS.c.lat.is_(None) if what == "place" else INCIDENTS.c.first.is_(None)
    return [missing, INCIDENTS.c.grade.is_not(None), INCIDENTS.c.id.not_in(settled)]
