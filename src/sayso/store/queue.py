"""What waits for a person to look at: joins that the linker leaves open, claims told with little confidence, incidents
without a place or a day. What somebody let stand is not asked again.

>>> SECTIONS
('joins', 'confidence', 'unlocated', 'undated')
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from sqlalchemy import ColumnElement, Connection, Select, func, select

from sayso.model import Claim, Incident, Judgement
from sayso.model.codec import loads
from sayso.store import reading, rows
from sayso.store.operations import operations, pair
from sayso.store.people import standing
from sayso.store.query import NEWEST_FIRST, live_claims
from sayso.store.tables import CLAIMS, INCIDENT_CLAIMS, INCIDENTS, JUDGEMENTS, OPEN, SETTLED

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
        "joins": connection.scalar(_open_judgements().with_only_columns(func.count()).order_by(None)) or 0,
        "confidence": connection.scalar(select(func.count()).select_from(CLAIMS).where(*_unsure_claims())) or 0,
        "unlocated": connection.scalar(select(func.count()).select_from(INCIDENTS).where(*_lacking("place"))) or 0,
        "undated": connection.scalar(select(func.count()).select_from(INCIDENTS).where(*_lacking("day"))) or 0,
    }


def open_joins(connection: Connection, *, limit: int) -> list[OpenJoin]:
    """Pairs of incidents that may be one, the likeliest first; each pair once, those kept apart by people left out."""
    apart = {pair(*one.incidents) for one in standing(operations(connection)) if one.verb == "part"}
    apart.update(connection.scalars(select(SETTLED.c.subject).where(SETTLED.c.what == "join")))
    found: dict[str, OpenJoin] = {}
    for one, other, record in reading.stream(connection, _open_judgements().limit(LOOKED_AT), held=limit):
        name = pair(one, other)
        if name in apart or name in found:
            continue
        found[name] = OpenJoin(one=one, other=other, judgement=loads(record, Judgement))
        if len(found) == limit:
            break
    return list(found.values())


def _open_judgements() -> Select[str, str, str]:
    left, right = INCIDENT_CLAIMS.alias("a"), INCIDENT_CLAIMS.alias("b")
    asked = select(left.c.incident, right.c.incident, JUDGEMENTS.c.record)
    asked = asked.join_from(JUDGEMENTS, left, left.c.claim == JUDGEMENTS.c.left)
    asked = asked.join(right, right.c.claim == JUDGEMENTS.c.right)
    asked = asked.where(OPEN, left.c.incident != right.c.incident)
    return asked.order_by(JUDGEMENTS.c.score.desc(), JUDGEMENTS.c.id)


def unsure_claims(connection: Connection, *, limit: int) -> list[Claim]:
    """Live claims told with little confidence, the least sure first."""
    asked = select(CLAIMS.c.record).where(*_unsure_claims()).order_by(CLAIMS.c.confidence, CLAIMS.c.row)
    return [rows.claim_record(record) for record in connection.scalars(asked.limit(limit))]


def _unsure_claims() -> list[ColumnElement[bool]]:
    settled = select(SETTLED.c.subject).where(SETTLED.c.what == "claim")
    found_by_a_program = func.coalesce(CLAIMS.c.corrects, "") == ""  # said so that the index of confidence is asked
    return [CLAIMS.c.confidence < UNSURE, found_by_a_program, live_claims(), CLAIMS.c.id.not_in(settled)]


def lacking(connection: Connection, what: Literal["place", "day"], *, limit: int) -> list[Incident]:
    """Incidents of violence that no report places on a map, or of which none tells the day."""
    asked = select(INCIDENTS.c.id).where(*_lacking(what)).order_by(*NEWEST_FIRST).limit(limit)
    names = list(connection.scalars(asked))
    found = reading.incidents_with(connection, names)
    return [found[name] for name in names]


def _lacking(what: Literal["place", "day"]) -> list[ColumnElement[bool]]:
    """Only what has a grade tells of violence: of talks nobody need know where they were."""
    settled = select(SETTLED.c.subject).where(SETTLED.c.what == what)
    missing = (INCIDENTS.c.lat + 0).is_(None) if what == "place" else INCIDENTS.c.first.is_(None)  # by the index of all
    return [missing, INCIDENTS.c.grade.is_not(None), INCIDENTS.c.id.not_in(settled)]
