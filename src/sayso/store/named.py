"""What an identifier, or the beginning of one, names in a ledger; else the error that says what it may have meant.

>>> KINDS
('incident', 'claim', 'document', 'tombstone', 'operation')
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Literal, get_args

from sqlalchemy import Column, Connection, and_, func, or_, select

from sayso.errors import NotFoundError, UsageError
from sayso.model import ADDED, Claim, Incident, Operation
from sayso.model.codec import loads
from sayso.store import rows
from sayso.store.query import live_claims
from sayso.store.tables import CLAIMS, DOCUMENTS, INCIDENT_CLAIMS, INCIDENTS, OPERATIONS, SET_ASIDE, TOMBSTONES

Kind = Literal["incident", "claim", "document", "tombstone", "operation"]
KINDS: tuple[Kind, ...] = get_args(Kind)
SHOWN = 5  # so many identifiers are named where a beginning fits several
MEANT = 3  # so many where one fits nothing
LEAST = 3  # characters that an identifier must share with what was typed to be offered
_COLUMNS: dict[Kind, Column[str]] = {
    "incident": INCIDENTS.c.id,
    "claim": CLAIMS.c.id,
    "document": DOCUMENTS.c.id,
    "tombstone": TOMBSTONES.c.id,
    "operation": OPERATIONS.c.id,
}


def find(connection: Connection, beginning: str, *, kinds: tuple[Kind, ...] = KINDS) -> tuple[Kind, str]:
    """The one thing whose identifier is, or alone begins with, these characters.

    Raises NotFoundError where nothing does, UsageError where several do.
    """
    hits: list[tuple[Kind, str]] = []
    for kind in kinds:
        column = _COLUMNS[kind]
        exact = connection.scalar(select(column).where(column == beginning).limit(1))
        if exact is not None:
            return kind, exact
        hits += [(kind, name) for name in _beginning(connection, kind, beginning, limit=SHOWN + 1)]
    if not hits:
        raise NotFoundError(
            found=f"nothing whose identifier begins with {beginning!r}",
            expected=f"{_any_of(kinds)} of the ledger",
            mend=_meant(connection, beginning, kinds) or "see: sayso incidents, sayso search WORDS",
        )
    if len(hits) > 1:
        names = ", ".join(name for _, name in hits[:SHOWN]) + (", ..." if len(hits) > SHOWN else "")
        raise UsageError(
            found=f"{beginning!r}, which begins several ({names})", expected="one thing only", mend="type more of it"
        )
    return hits[0]


def _any_of(kinds: tuple[Kind, ...]) -> str:
    *others, last = (kind for kind in kinds if kind != "tombstone")
    article = "an" if (others or [last])[0][0] in "aeiou" else "a"
    return f"{article} {', '.join(others)} or {last}" if others else f"{article} {last}"


def _beginning(connection: Connection, kind: Kind, beginning: str, *, limit: int) -> list[str]:
    column = _COLUMNS[kind]
    near = select(column).where(column.startswith(beginning, autoescape=True)).distinct().order_by(column)
    return list(connection.scalars(near.limit(limit)))


def _meant(connection: Connection, beginning: str, kinds: tuple[Kind, ...]) -> str:
    """What shares the longest beginning with it, as a question."""
    for length in range(len(beginning) - 1, LEAST - 1, -1):
        near = [name for kind in kinds for name in _beginning(connection, kind, beginning[:length], limit=MEANT)]
        if near:
            return f"did you mean {' or '.join(near[:MEANT])}?"
    return ""


def incident(connection: Connection, beginning: str) -> Incident:
    """The incident so named; one that has ceased, or a claim, is told with the incident that it is in now."""
    kind, name = find(connection, beginning, kinds=("incident", "tombstone", "claim"))
    if kind == "incident":
        return loads(
            connection.execute(select(INCIDENTS.c.record).where(INCIDENTS.c.id == name)).scalar_one(), Incident
        )
    if kind == "tombstone":
        after = became(connection, name) or []
        raise UsageError(
            found=f"incident {name!r}, which has ceased",
            expected="one that is there",
            mend=f"its claims are now in {', '.join(after)}" if after else "its claims are in no incident now",
        )
    here = connection.scalar(select(INCIDENT_CLAIMS.c.incident).where(INCIDENT_CLAIMS.c.claim == name))
    raise UsageError(
        found=f"claim {name!r}",
        expected="an incident",
        mend=f"it is part of {here}" if here else "it is in no incident",
    )


def among(beginning: str, incident: Incident) -> str:
    """The claim of the incident so named."""
    hits = [name for name in incident.claims if name.startswith(beginning)]
    exact = [name for name in hits if name == beginning]
    if len(exact or hits) == 1:
        return (exact or hits)[0]
    if hits:
        raise UsageError(
            found=f"{beginning!r}, which begins several ({', '.join(hits[:SHOWN])})",
            expected="one claim only",
            mend="type more of it",
        )
    raise NotFoundError(
        found=f"no claim {beginning!r} in {incident.id!r}",
        expected=f"one of its {len(incident.claims)}",
        mend=f"see: sayso show {incident.id}",
    )


def claim(connection: Connection, beginning: str) -> tuple[Claim, str]:
    """The living claim so named, and its identifier as first found; told where it was rejected or is superseded."""
    _, name = find(connection, beginning, kinds=("claim",))
    root = connection.scalar(select(CLAIMS.c.corrects).where(CLAIMS.c.id == name).limit(1)) or name
    found = living(connection, [root])
    if root in found:
        return found[root], found[root].corrects or found[root].id
    rejected = connection.scalar(select(SET_ASIDE.c.operation).where(SET_ASIDE.c.claim == root))
    if rejected is not None:
        raise UsageError(
            found=f"claim {name!r}, which was rejected",
            expected="one that stands",
            mend=f"to have it again: sayso undo {rejected} --reason WHY",
        )
    by = connection.scalar(select(CLAIMS.c.extractor).where(CLAIMS.c.id == root).limit(1)) or ""
    what = "was added and does not stand" if by.startswith(ADDED) else "stands in an earlier version of its document"
    raise UsageError(
        found=f"claim {name!r}, which {what}",
        expected="a claim of the present one",
        mend=f"see: sayso show {name}",
    )


def operation(connection: Connection, beginning: str) -> Operation:
    """The operation so named."""
    _, name = find(connection, beginning, kinds=("operation",))
    return loads(connection.execute(select(OPERATIONS.c.record).where(OPERATIONS.c.id == name)).scalar_one(), Operation)


def roots(connection: Connection, names: Iterable[str]) -> dict[str, str]:
    """Each claim as it was first found: what it corrects, else itself."""
    found = {name: name for name in names}
    for part in rows.chunks(list(found)):
        asked = select(CLAIMS.c.id, CLAIMS.c.corrects).where(CLAIMS.c.id.in_(part), CLAIMS.c.corrects.is_not(None))
        found.update({name: root for name, root in connection.execute(asked) if root is not None})
    return found


def rejections(connection: Connection, names: Iterable[str]) -> dict[str, str]:
    """Those of the claims, as found or as corrected, that people rejected, each with the operation."""
    first = roots(connection, names)
    found: dict[str, str] = {}
    for part in rows.chunks(sorted(set(first.values()))):
        asked = select(SET_ASIDE.c.claim, SET_ASIDE.c.operation).where(SET_ASIDE.c.claim.in_(part))
        found.update(connection.execute(asked).all())
    return {name: found[root] for name, root in first.items() if root in found}


def living(connection: Connection, names: Iterable[str]) -> dict[str, Claim]:
    """The claim that stands now for each of these, as first found; those for which none does are left out.

    For one that is found no more, as its document was read anew, that of the same kind in the same words of it stands.
    """
    wanted = sorted(set(names))
    found: dict[str, Claim] = {}
    for part in rows.chunks(wanted):
        asked = select(CLAIMS.c.record).where(live_claims(), CLAIMS.c.id.in_(part) | CLAIMS.c.corrects.in_(part))
        for record in connection.scalars(asked):
            one = rows.claim_record(record)
            found[one.corrects or one.id] = one
    for part in rows.chunks([name for name in wanted if name not in found]):
        found |= _heirs(connection, part)
    return found


def _heirs(connection: Connection, names: Sequence[str]) -> dict[str, Claim]:
    """The claims that took the places of those that are found no more; of several the nearest."""
    old, past = CLAIMS.alias("old"), DOCUMENTS.alias("past")
    joined = CLAIMS.join(DOCUMENTS, CLAIMS.c.document == DOCUMENTS.c.row)
    joined = joined.join(past, past.c.id == DOCUMENTS.c.id).join(old, old.c.document == past.c.row)
    alike = (old.c.kind == CLAIMS.c.kind) & (old.c.evidence == CLAIMS.c.evidence)
    gone = old.c.superseded & old.c.id.in_(names) & old.c.id.not_in(select(SET_ASIDE.c.claim))
    asked = select(old.c.id, CLAIMS.c.record).select_from(joined).where(gone, alike, live_claims())
    asked = asked.order_by(func.abs(CLAIMS.c.start - old.c.start).desc(), CLAIMS.c.id)
    return {name: rows.claim_record(record) for name, record in connection.execute(asked)}


def tombstones(connection: Connection, after: tuple[int, str], *, limit: int) -> list[tuple[int, str, list[str]]]:
    """Incidents that have ceased, in the order of the changes by which they did, after a place in that order.

    The number of the change, the identifier, and the incidents that hold its claims now.
    """
    number, name = after
    later = or_(TOMBSTONES.c.buried > number, and_(TOMBSTONES.c.buried == number, TOMBSTONES.c.id > name))
    asked = select(TOMBSTONES.c.buried, TOMBSTONES.c.id).where(later, TOMBSTONES.c.id.not_in(select(INCIDENTS.c.id)))
    found = connection.execute(asked.order_by(TOMBSTONES.c.buried, TOMBSTONES.c.id).limit(limit)).all()
    return [(buried, one, became(connection, one) or []) for buried, one in found]


def became(connection: Connection, identifier: str) -> list[str] | None:
    """The incidents that hold now the claims of one that has ceased; None for one that has not."""
    after: list[str] = []
    seen = {identifier}
    waiting = [identifier]
    while waiting:
        held = connection.scalar(select(TOMBSTONES.c.became).where(TOMBSTONES.c.id == waiting.pop()))
        if held is None:
            continue
        for name in json.loads(held):
            if name in seen:
                continue
            seen.add(name)
            if connection.scalar(select(INCIDENTS.c.id).where(INCIDENTS.c.id == name)) is not None:
                after.append(name)
            else:
                waiting.append(name)
    known = connection.scalar(select(TOMBSTONES.c.id).where(TOMBSTONES.c.id == identifier))
    return None if known is None else sorted(after)
