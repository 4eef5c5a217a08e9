"""Any measure over time, by who gives it: for tolls of incidents summed, for all else as it was told.

>>> SUMMED
('killed', 'injured')
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, func, or_, select

from sayso.store.filters import ALL, Filters
from sayso.store.query import claim_rows, incident_conditions
from sayso.store.rows import chunks
from sayso.store.tables import CLAIM_FIGURES, CLAIM_SOURCES, CLAIMS, DOCUMENTS, INCIDENT_ACCOUNTS, INCIDENTS

SUMMED = ("killed", "injured")  # measures of which each incident has one toll an account


class Point(NamedTuple):
    """What one source gives for one day; `high` None is open-ended. It rests on `count` things, of which `about` names one."""

    source: str
    day: date
    low: float | None
    high: float | None
    about: str
    count: int = 1  # type: ignore[assignment]  # hides what counts the fields of a tuple


def tolls(connection: Connection, measure: str, filters: Filters, *, sources: int) -> tuple[list[Point], int]:
    """The tolls of "killed" or "injured" that the accounts of the incidents asked for give, added up for each source and
    the day on which the incidents began; only of so many sources, those with most, and how many others there are."""
    assert measure in SUMMED, "other measures are told by claims"
    table = INCIDENT_ACCOUNTS
    low, high = table.c[f"{measure}_low"], table.c[f"{measure}_high"]
    told = [table.c.first.is_not(None), or_(low.is_not(None), high.is_not(None)), ~table.c.aside]
    if filters != ALL:
        told.append(table.c.incident.in_(select(INCIDENTS.c.id).where(*incident_conditions(filters))))
    counted = select(table.c.folded).where(*told).group_by(table.c.folded)
    every = list(connection.scalars(counted.order_by(func.count().desc(), table.c.folded)))
    asked = select(
        func.min(table.c.origin),
        table.c.first,
        func.sum(func.coalesce(low, 0)),
        func.sum(func.coalesce(high, low)),
        func.count(high),
        func.count(),
        func.min(table.c.incident),
    )
    asked = asked.where(*told, table.c.folded.in_(every[:sources])).group_by(table.c.folded, table.c.first)
    points = [
        Point(source=name, day=day, low=least, high=most if closed == count else None, about=about, count=count)
        for name, day, least, most, closed, count, about in connection.execute(asked.order_by(table.c.first))
    ]
    return points, max(0, len(every) - sources)


def figures(connection: Connection, measure: str, filters: Filters) -> list[Point]:
    """The figures of a measure that live claims give, by the first day of the claim, else of its report."""
    day = func.coalesce(CLAIMS.c.first, CLAIMS.c.last, DOCUMENTS.c.published)
    wanted = claim_rows(filters).with_only_columns(
        CLAIMS.c.id, CLAIMS.c.row, DOCUMENTS.c.publisher, DOCUMENTS.c.id.label("doc"), day.label("day")
    )
    told = wanted.where(CLAIMS.c.row.in_(select(CLAIM_FIGURES.c.claim).where(CLAIM_FIGURES.c.measure == measure)))
    claims = {row.row: row for row in connection.execute(told.order_by(None)) if row.day is not None}
    names = _sources(connection, list(claims))
    asked = select(CLAIM_FIGURES.c.claim, CLAIM_FIGURES.c.low, CLAIM_FIGURES.c.high)
    points = [
        Point(
            source=names.get(row.claim) or claims[row.claim].publisher or claims[row.claim].doc,
            day=_as_day(claims[row.claim].day),
            low=row.low,
            high=row.high,
            about=claims[row.claim].id,
        )
        for row in connection.execute(asked.where(CLAIM_FIGURES.c.measure == measure))
        if row.claim in claims
    ]
    return sorted(points, key=lambda one: (one.day, one.about))


def _as_day(value: Any) -> date:
    return value if isinstance(value, date) else date.fromisoformat(str(value))


def _sources(connection: Connection, claims: list[int]) -> dict[int, str]:
    """The innermost source of each claim that has one: by its commonest wording, whoever it is in every document."""
    found: dict[int, tuple[int, str, str]] = {}
    wordings: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    table = CLAIM_SOURCES
    asked = select(table.c.claim, table.c.position, table.c.text, table.c.folded, table.c.body)
    for part in chunks(claims):
        for row in connection.execute(asked.where(table.c.claim.in_(part))):
            key = row.body or row.folded
            if row.claim not in found or row.position > found[row.claim][0]:
                found[row.claim] = (row.position, key, row.text)
    for _, key, text in found.values():
        wordings[key][text] += 1
    best = {key: min(texts, key=lambda text: (-texts[text], -len(text), text)) for key, texts in wordings.items()}
    return {claim: best[key] for claim, (_, key, _) in found.items()}


def measures(connection: Connection) -> list[tuple[str, int]]:
    """The measures that claims give figures of, the commonest first."""
    asked = select(CLAIM_FIGURES.c.measure, func.count()).group_by(CLAIM_FIGURES.c.measure)
    return [
        (name, number)
        for name, number in connection.execute(asked.order_by(func.count().desc(), CLAIM_FIGURES.c.measure))
    ]
