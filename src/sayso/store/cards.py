"""Incidents as lists show them: from columns alone, as whole records hold every account with all its claims.

>>> Card(id="i1", kind="shelling", first=None, last=None).killed is None
True
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, select

from sayso.model import Toll
from sayso.store.rows import chunks
from sayso.store.tables import CLAIMS, INCIDENT_ACCOUNTS, INCIDENT_CLAIMS, INCIDENTS


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """An incident as a list shows it. `place` is its name; `open_because` is why its time has an open end."""

    id: str
    kind: str
    first: date | None
    last: date | None
    open_because: str | None = None
    place: str | None = None
    precision: str = "unresolved"
    disputed: bool = False
    grade: str | None = None
    grade_rule: str | None = None  # why it has this grade
    actor: str | None = None  # the first
    killed: Toll | None = None
    injured: Toll | None = None
    origins: tuple[str, ...] = ()  # of its accounts, in their order


_TOLLS = ("killed", "injured")
_PLAIN = [name for name in Card.__dataclass_fields__ if name not in (*_TOLLS, "origins")]
COLUMNS = tuple(INCIDENTS.c[name] for name in (*_PLAIN, *(f"{one}_{end}" for one in _TOLLS for end in ("low", "high"))))


def cards_of(connection: Connection, found: Sequence[Row[Any]]) -> list[Card]:
    """The cards of rows with `COLUMNS`, in their order."""
    origins: dict[str, list[str]] = defaultdict(list)
    table = INCIDENT_ACCOUNTS
    asked = select(table.c.incident, table.c.origin).order_by(table.c.incident, table.c.position)
    for part in chunks([row.id for row in found]):
        for name, origin in connection.execute(asked.where(table.c.incident.in_(part))):
            origins[name].append(origin)
    return [replace(_card(row), origins=tuple(origins[row.id])) for row in found]


def _card(row: Row[Any]) -> Card:
    held = row._mapping
    plain: dict[str, Any] = {name: held[name] for name in _PLAIN}
    killed, injured = (toll_of(held[f"{name}_low"], held[f"{name}_high"]) for name in _TOLLS)
    return Card(**plain, killed=killed, injured=injured)


def toll_of(low: float | None, high: float | None) -> Toll | None:
    """A toll by its ends; None where nobody gave one."""
    return None if low is None and high is None else Toll(low=low, high=high)


def cards_with(connection: Connection, identifiers: Iterable[str]) -> dict[str, Card]:
    """Cards by the identifiers of their incidents; those that are not here are left out."""
    found: list[Row[Any]] = []
    for part in chunks(sorted(set(identifiers))):
        found += connection.execute(select(*COLUMNS).where(INCIDENTS.c.id.in_(part))).all()
    return {one.id: one for one in cards_of(connection, found)}


def telling(connection: Connection, incidents: Iterable[str], *, most: int, among: int) -> dict[str, list[str]]:
    """For each incident up to `most` of its first claims, each in other words; `among` are looked at."""
    words: dict[str, dict[str, str]] = defaultdict(dict)
    members = INCIDENT_CLAIMS
    asked = select(members.c.incident, members.c.claim, CLAIMS.c.evidence)
    asked = asked.join_from(members, CLAIMS, CLAIMS.c.id == members.c.claim).where(members.c.position < among)
    asked = asked.order_by(members.c.incident, members.c.position, CLAIMS.c.superseded, CLAIMS.c.row.desc())
    for part in chunks(sorted(set(incidents))):
        seen: set[str] = set()
        for incident, claim, evidence in connection.execute(asked.where(members.c.incident.in_(part))):
            if claim not in seen:  # its live row comes first
                seen.add(claim)
                words[incident].setdefault(evidence, claim)
    return {incident: list(told.values())[:most] for incident, told in words.items()}
