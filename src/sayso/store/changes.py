"""What changed in a ledger, in order: documents read, operations of people, and what these did to incidents.

>>> Difference(field="killed", before="8", after="8-20").after
'8-20'
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from sqlalchemy import Connection, Row, func, insert, select

from sayso.errors import UsageError
from sayso.model import Incident, read_days
from sayso.model.codec import dumps, loads
from sayso.store.rows import chunks
from sayso.store.tables import CHANGES

ChangeKind = Literal["document", "incident", "operation"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A field of an incident before and after, in words; None is unknown."""

    field: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that happened. `what` is new, changed, read again or ceased, or the verb of an operation."""

    number: int
    made: str | None  # ISO 8601, UTC
    kind: ChangeKind
    id: str
    what: str
    differences: tuple[Difference, ...] = ()


def last_number(connection: Connection) -> int:
    """The number of the newest change, 0 where there is none."""
    return connection.scalar(select(func.max(CHANGES.c.number))) or 0


def note(
    connection: Connection,
    *,
    kind: ChangeKind,
    made: str | None,
    id: str,
    what: str,
    differences: Iterable[Difference] = (),
) -> None:
    """Keep one change."""
    note_all(connection, [Change(number=0, made=made, kind=kind, id=id, what=what, differences=tuple(differences))])


def note_all(connection: Connection, noted: Sequence[Change]) -> None:
    """Keep changes, numbered in order after those that are there."""
    first = last_number(connection) + 1
    values = [
        {
            "number": number,
            "made": one.made,
            "kind": one.kind,
            "id": one.id,
            "what": one.what,
            "record": dumps(one.differences),
        }
        for number, one in enumerate(noted, first)
    ]
    if values:
        connection.execute(insert(CHANGES), values)


def since(
    connection: Connection, *, when: str | None = None, after: int | None = None, limit: int | None = None
) -> list[Change]:
    """What changed at or after a time (ISO 8601, UTC), or after the change of a number; the earliest first.

    Changes of which nobody told the time count as of the time of the one before.
    """
    first = 1 if after is None else after + 1
    if when is not None:
        at = connection.scalar(select(func.min(CHANGES.c.number)).where(CHANGES.c.made >= when))
        first = max(first, last_number(connection) + 1 if at is None else at)
    asked = select(CHANGES).where(CHANGES.c.number >= first).order_by(CHANGES.c.number).limit(limit)
    return [_change(row) for row in connection.execute(asked)]


def before(connection: Connection, number: int | None, *, limit: int) -> list[Change]:
    """So many changes before the one of a number, or the last ones; the newest first."""
    asked = select(CHANGES).order_by(CHANGES.c.number.desc()).limit(limit)
    if number is not None:
        asked = asked.where(CHANGES.c.number < number)
    return [_change(row) for row in connection.execute(asked)]


def about(connection: Connection, identifiers: Iterable[str]) -> list[Change]:
    """All that happened to these incidents, documents or operations, the earliest first."""
    found: list[Change] = []
    for part in chunks(sorted(set(identifiers))):
        asked = select(CHANGES).where(CHANGES.c.id.in_(part))
        found += [_change(row) for row in connection.execute(asked)]
    return sorted(found, key=lambda one: one.number)


def _change(row: Row[Any]) -> Change:
    values = row._mapping
    return Change(
        number=values["number"],
        made=values["made"],
        kind=values["kind"],
        id=values["id"],
        what=values["what"],
        differences=loads(values["record"], tuple[Difference, ...]),
    )


def between(before: Incident, after: Incident) -> Iterator[Difference]:
    """What a reader would see to be different of an incident."""
    for (field, old), (_, new) in zip(_facts(before), _facts(after), strict=True):
        if old != new:
            yield Difference(field=field, before=old, after=new)


def _facts(one: Incident) -> Iterator[tuple[str, str | None]]:
    yield "kind", one.kind
    yield "first", None if one.when.first is None else one.when.first.isoformat()
    yield "last", None if one.when.last is None else one.when.last.isoformat()
    yield "place", None if one.place is None else one.place.name or one.place.text
    yield "actors", "; ".join(one.actors) or None
    yield "targets", "; ".join(one.targets) or None
    yield "killed", None if one.killed is None else one.killed.text
    yield "injured", None if one.injured is None else one.injured.text
    yield "claims", str(len(one.claims))
    yield "reports", str(len(one.claims_by_doc))
    yield "accounts", str(len(one.accounts))
    yield "disagreements", str(len(one.disagreements))
    yield "grade", one.grade


def read_when(words: str) -> str:
    """A day, month, year or time (ISO 8601; without a zone: UTC) as changes have it.

    >>> read_when("2026-03"), read_when("2026-03-01T10:00+02:00")
    ('2026-03-01T00:00:00+00:00', '2026-03-01T08:00:00+00:00')
    """
    days = read_days(words)
    try:
        told = datetime.fromisoformat(days[0].isoformat() if days is not None else words.strip())
        told = (told if told.tzinfo is not None else told.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise UsageError(
            found=f"{words!r} as a time",
            expected="YYYY-MM-DD, or with a time as 2026-03-01T10:00",
            mend="correct it",
        ) from error
    return told.isoformat(timespec="seconds")
