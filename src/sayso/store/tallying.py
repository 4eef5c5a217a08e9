"""Writing what accounts add up to, by source and stretch of time, as incidents come and go (see `store.index_tables`).

>>> row = {"folded": "a", "origin": "A", "first": None, "disputed": False, "killed_low": 3, "killed_high": None, "aside": False}
>>> for key, amounts in tallies([row]).items():
...     print(key, amounts)
('undated', 'a', datetime.date(1, 1, 1), 'A') [1, 0, 1]
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import permutations
from typing import Any

from sqlalchemy import Connection, Integer, Select, Table, bindparam, delete, select

from sayso.store.database import add_up
from sayso.store.index_tables import ACCOUNT_COMPANY, ACCOUNT_TALLIES, ACCOUNT_TOLLS, INCIDENT_TALLIES
from sayso.store.rows import Row, chunks
from sayso.store.stretches import UNITS, begin
from sayso.store.tables import INCIDENT_ACCOUNTS, INCIDENT_DISAGREEMENTS, INCIDENTS

NEVER = date.min  # stands where no day is known, as a key must hold something
SUMMED = ("killed", "injured")  # measures of which each incident has one toll an account

Key = tuple[Any, ...]
Amounts = dict[Key, list[Any]]


def add(
    connection: Connection, incidents: Sequence[Row], accounts: Sequence[Row], disagreements: Sequence[Row]
) -> None:
    """Count incidents with their accounts and disagreements."""
    for table, amounts in _amounts(incidents, accounts, disagreements):
        _add_up(connection, table, amounts)


def take(connection: Connection, incidents: Iterable[str]) -> None:
    """Count incidents no more; before these go."""
    for table, amounts in _amounts(*here(connection, incidents)):
        _add_up(connection, table, {key: [-amount for amount in each] for key, each in amounts.items()})
        _drop_empty(connection, table, amounts)


def here(connection: Connection, incidents: Iterable[str]) -> tuple[list[Row], list[Row], list[Row]]:
    """What is counted of incidents that are here: their rows, their accounts, their disagreements."""
    found: tuple[list[Row], list[Row], list[Row]] = ([], [], [])
    columns = [INCIDENTS.c[name] for name in ("id", "number", "kind", "grade", "disputed", "first", "lat")]
    for part in chunks(sorted(set(incidents))):
        found[0].extend(_rows(connection, select(*columns).where(INCIDENTS.c.id.in_(part))))
        for table, held in ((INCIDENT_ACCOUNTS, found[1]), (INCIDENT_DISAGREEMENTS, found[2])):
            asked = select(table).where(table.c.incident.in_(part)).order_by(table.c.incident, table.c.position)
            held.extend(_rows(connection, asked))
    return found


def _rows(connection: Connection, asked: Select[*tuple[Any, ...]]) -> Iterator[Row]:
    return (dict(row) for row in connection.execute(asked).mappings())


def _amounts(
    incidents: Sequence[Row], accounts: Sequence[Row], disagreements: Sequence[Row]
) -> Iterator[tuple[Table, Amounts]]:
    """What incidents add to each of the tables."""
    yield INCIDENT_TALLIES, began(incidents)
    yield ACCOUNT_TALLIES, tallies(accounts)
    yield ACCOUNT_TOLLS, tolls(accounts, {one["id"]: one["number"] for one in incidents})
    yield ACCOUNT_COMPANY, company(accounts, disagreements)


def began(incidents: Iterable[Row]) -> Amounts:
    """How many incidents, how many on the map: by unit, kind, grade, whether disputed, and stretch."""
    found: Amounts = {}
    for one in incidents:
        for unit, first in _stretches(one["first"]):
            key = (unit, one["kind"], one["grade"] or "", bool(one["disputed"]), first)
            held = found.setdefault(key, [0, 0])
            held[0] += 1
            held[1] += one["lat"] is not None
    return found


def tallies(accounts: Iterable[Row]) -> Amounts:
    """How many accounts, of disputed incidents, with a toll: by unit, source, stretch and name of the source."""
    found: Amounts = {}
    for one in accounts:
        given = one["killed_low"] is not None or one["killed_high"] is not None
        for unit, first in _stretches(one["first"]):
            held = found.setdefault((unit, one["folded"], first, one["origin"]), [0, 0, 0])
            held[0] += 1
            held[1] += bool(one["disputed"])
            held[2] += given
    return found


def tolls(accounts: Iterable[Row], numbers: Mapping[str, int]) -> Amounts:
    """How many tolls, their lower and upper ends, how many have one, their incidents' numbers: by measure and as above."""
    found: Amounts = {}
    for one in accounts:
        if one["aside"] or one["first"] is None:
            continue
        for measure in SUMMED:
            low, high = one[f"{measure}_low"], one[f"{measure}_high"]
            if low is None and high is None:
                continue
            own = (1, low or 0, low if high is None else high, high is not None, numbers[one["incident"]])
            for unit, first in _stretches(one["first"]):
                held = found.setdefault((measure, unit, one["folded"], first, one["origin"]), [0, 0, 0, 0, 0])
                for position, amount in enumerate(own):
                    held[position] += amount
    return found


def company(accounts: Iterable[Row], disagreements: Iterable[Row]) -> Amounts:
    """How many incidents, how many of these in dispute, how many tolls: by two sources and the ratio of their tolls."""
    told: dict[str, list[Row]] = defaultdict(list)
    for account in accounts:
        told[account["incident"]].append(account)
    differing = {(row["incident"], *sorted((row["one"], row["other"]))) for row in disagreements}
    found: Amounts = {}
    for incident, every in told.items():
        seen: set[tuple[str, str]] = set()
        for mine, theirs in permutations(every, 2):
            one, other = pair = mine["folded"], theirs["folded"]
            if one == other:
                continue
            own, others = mine["killed_low"], theirs["killed_low"]
            compared = bool(own and others)
            held = found.setdefault((one, other, own / others if compared else 0.0), [0, 0, 0])
            if pair not in seen:
                seen.add(pair)
                held[0] += 1
                held[1] += (incident, *sorted(pair)) in differing
            held[2] += compared
    return found


def _stretches(day: date | None) -> list[tuple[str, date]]:
    """The stretches in which a day is counted."""
    return [("undated", NEVER)] if day is None else [(unit, begin(day, unit)) for unit in UNITS]


def _add_up(connection: Connection, table: Table, amounts: Amounts) -> None:
    names = [column.name for column in table.columns]
    add_up(connection, table, [dict(zip(names, [*key, *each], strict=True)) for key, each in amounts.items()])


def _drop_empty(connection: Connection, table: Table, keys: Iterable[Key]) -> None:
    """Let go of those of the rows in which nothing is counted any more; sums of parts need not come back to nothing."""
    columns = list(table.primary_key)
    counts = [column for column in table.columns if not column.primary_key and isinstance(column.type, Integer)]
    empty = delete(table).where(
        *(column == bindparam(f"k_{column.name}") for column in columns), *(column == 0 for column in counts)
    )
    values = [{f"k_{column.name}": part for column, part in zip(columns, key, strict=True)} for key in keys]
    if values:
        connection.execute(empty, values)
