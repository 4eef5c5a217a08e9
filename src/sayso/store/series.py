"""Any measure over time, by who gives it: for tolls of incidents summed, for all else as it was told.

>>> SUMMED
('killed', 'injured')
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, false, func, or_, select

from sayso.store.chosen import chosen
from sayso.store.filters import Filters
from sayso.store.index_tables import ACCOUNT_TOLLS, FIGURE_COUNTS
from sayso.store.query import claim_rows
from sayso.store.rows import chunks
from sayso.store.stretches import Tile, Unit, tiles
from sayso.store.tables import CLAIM_FIGURES, CLAIM_SOURCES, CLAIMS, DOCUMENTS, INCIDENT_ACCOUNTS, INCIDENTS
from sayso.store.tallying import SUMMED


class Point(NamedTuple):
    """What one source gives for one day, or for the stretch of days that begins then; `high` None is open-ended, and so is
    what is `open`, of which `high` is as much as is told. It rests on `count` things, of which `about` names
    one; none where many are added up."""

    source: str
    day: date
    low: float | None
    high: float | None
    about: str
    count: int = 1  # type: ignore[assignment]  # hides what counts the fields of a tuple
    open: bool = False


Days = tuple[date | None, date | None]  # from the first to the last, None where open


class Series(NamedTuple):
    """The points of the sources with most; how many other sources there are; and from which day to which
    the points reach, None where there are none."""

    points: list[Point]
    others: int
    days: tuple[date, date] | None
    unit: Unit


def tolls(
    connection: Connection,
    measure: str,
    filters: Filters,
    *,
    sources: int,
    unit: Callable[[date, date], Unit],
) -> Series:
    """The tolls of "killed" or "injured" that the accounts of the incidents asked for give, added up for each source and
    the stretch in which the incidents began; only of so many sources, those with most.

    `unit` tells the stretch for the first and the last of their days.
    """
    assert measure in SUMMED, "other measures are told by claims"
    days = _only_days(filters)
    told = _told_by_day(
        connection, measure, _ids(connection, filters) if days is None else _begun_before(filters.since)
    )
    counts, names = _counted(told, [] if days is None else _kept_counts(connection, measure, days))
    drawn = sorted(counts, key=lambda folded: (-counts[folded], folded))[:sources]
    points = [
        Point(names[one.folded], one.day, one.low, one.high, one.about, one.count_, one.closed < one.count_)
        for one in told
        if one.folded in drawn
    ]
    within = [point.day for point in points]
    within += [] if days is None else _reach(connection, measure, drawn, days)
    if not within:
        return Series([], 0, None, "day")
    reach = min(within), max(within)
    by = unit(*reach)
    if days is not None:
        points += _kept(connection, measure, {folded: names[folded] for folded in drawn}, tiles(*days, by))
    return Series(points, max(0, len(counts) - sources), reach, by)


def _only_days(filters: Filters) -> Days | None:
    """The days that are asked for, where nothing else is."""
    since, until = filters.since, filters.until
    if filters != Filters(since=since, until=until) or (since is not None and until is not None and since > until):
        return None
    return since, until


def _ids(connection: Connection, filters: Filters) -> Select[str]:
    return select(INCIDENTS.c.id).where(*chosen(connection, filters).counted)


def _begun_before(since: date | None) -> Select[str]:
    """Incidents that went on at a day, and began before it."""
    table = INCIDENTS
    return select(table.c.id).where(false() if since is None else and_(table.c.first < since, table.c.last >= since))


def _counted(told: Iterable[Any], kept: Iterable[Any]) -> tuple[Counter[str], dict[str, str]]:
    """How many tolls each source gives, folded, and how it is shown."""
    counts: Counter[str] = Counter()
    names: dict[str, str] = {}
    for one in (*told, *kept):
        counts[one.folded] += int(one.count_)
        names[one.folded] = min(one.origin, names.get(one.folded, one.origin))
    return counts, names


def _told_by_day(connection: Connection, measure: str, incidents: Select[str]) -> Sequence[Row[Any]]:
    """What each source gives for each day, of these incidents."""
    table = INCIDENT_ACCOUNTS
    low, high = table.c[f"{measure}_low"], table.c[f"{measure}_high"]
    asked = select(
        table.c.folded,
        func.min(table.c.origin).label("origin"),
        table.c.first.label("day"),
        func.sum(func.coalesce(low, 0)).label("low"),
        func.sum(func.coalesce(high, low)).label("high"),
        func.count(high).label("closed"),
        func.count().label("count_"),
        func.min(table.c.incident).label("about"),
    )
    told = [table.c.first.is_not(None), or_(low.is_not(None), high.is_not(None)), ~table.c.aside]
    asked = asked.where(*told, table.c.incident.in_(incidents))
    return connection.execute(asked.group_by(table.c.folded, table.c.first)).all()


def _kept_counts(connection: Connection, measure: str, days: Days) -> Sequence[Any]:
    """How many tolls each source gives for incidents that began within the days."""
    table = ACCOUNT_TOLLS
    asked = select(table.c.folded, func.min(table.c.origin).label("origin"), func.sum(table.c.accounts).label("count_"))
    asked = asked.where(table.c.measure == measure, _of_tiles(tiles(*days, "year"))).group_by(table.c.folded)
    return connection.execute(asked).all()


def _of_tiles(some: Iterable[Tile]) -> ColumnElement[bool]:
    table = ACCOUNT_TOLLS
    return or_(false(), *(and_(table.c.unit == unit, table.c.first.between(first, last)) for unit, first, last in some))


def _kept(connection: Connection, measure: str, names: Mapping[str, str], some: Sequence[Tile]) -> list[Point]:
    """What these sources give for the stretches, as it is kept."""
    table = ACCOUNT_TOLLS
    sums = (func.sum(table.c[name]) for name in ("low", "high", "closed", "accounts", "numbers"))
    asked = select(table.c.folded, table.c.first, *sums)
    asked = asked.where(table.c.measure == measure, table.c.folded.in_(names), _of_tiles(some))
    rows = connection.execute(asked.group_by(table.c.folded, table.c.unit, table.c.first)).all()
    single = _named(connection, [int(numbers) for *_, count, numbers in rows if count == 1])
    return [
        Point(names[folded], day, least, most, single[int(numbers)] if count == 1 else "", int(count), closed < count)
        for folded, day, least, most, closed, count, numbers in rows
    ]


def _reach(connection: Connection, measure: str, sources: Sequence[str], days: Days) -> list[date]:
    """The first and the last day within these for which any of the sources gives a toll; each at an end of the key."""
    table = ACCOUNT_TOLLS
    of = [table.c.measure == measure, table.c.unit == "day"]
    of += [table.c.first >= days[0]] if days[0] is not None else []
    of += [table.c.first <= days[1]] if days[1] is not None else []
    ends = [
        select(end(table.c.first)).where(*of, table.c.folded == source).scalar_subquery()
        for source in sources
        for end in (func.min, func.max)
    ]
    found = connection.execute(select(*ends)).one() if ends else ()
    return [day for day in found if day is not None]


def _named(connection: Connection, numbers: Sequence[int]) -> dict[int, str]:
    """The identifiers of the incidents of these numbers."""
    found: dict[int, str] = {}
    for part in chunks(numbers):
        asked = select(INCIDENTS.c.number, INCIDENTS.c.id).where(INCIDENTS.c.number.in_(part))
        found.update(connection.execute(asked).all())
    return found


def figures(connection: Connection, measure: str, filters: Filters, *, unit: Callable[[date, date], Unit]) -> Series:
    """The figures of a measure that live claims give, by the first day of the claim, else of its report; of all sources."""
    points = _figures(connection, measure, filters)
    days = (points[0].day, points[-1].day) if points else None
    return Series(points, 0, days, "day" if days is None else unit(*days))


def _figures(connection: Connection, measure: str, filters: Filters) -> list[Point]:
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
    asked = select(FIGURE_COUNTS.c.measure, FIGURE_COUNTS.c.figures)
    found = connection.execute(asked.order_by(FIGURE_COUNTS.c.figures.desc(), FIGURE_COUNTS.c.measure))
    return [(name, number) for name, number in found]
