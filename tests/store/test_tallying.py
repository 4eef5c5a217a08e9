"""What is kept of accounts, open joins and lists is what counting anew gives, whatever was read, said, taken back or moved."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from itertools import combinations, islice
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, create_engine, select

from benchmarks.made_up import EXTRACTOR, World
from sayso.model import Document, Incident, Toll
from sayso.review import relink
from sayso.store import series, tallying, voices
from sayso.store.acts import Act, By, Correct, Merge, Reject, Split, Undo
from sayso.store.chosen import chosen
from sayso.store.copying import copy
from sayso.store.counts import Summary, is_kept, summary
from sayso.store.filters import ALL, Filters
from sayso.store.index_tables import (
    ACCOUNT_COMPANY,
    ACCOUNT_TALLIES,
    ACCOUNT_TOLLS,
    FIGURE_COUNTS,
    INCIDENT_TALLIES,
    OPEN_JOINS,
)
from sayso.store.ledger import Entry, Ledger
from sayso.store.queue import waiting
from sayso.store.rows import fold
from sayso.store.schema import METADATA
from sayso.store.stretches import UNITS, Unit, begin, end, tiles
from sayso.store.tables import CLAIM_FIGURES, INCIDENT_CLAIMS, INCIDENTS, JUDGEMENTS
from sayso.store.tallying import NEVER, SUMMED
from sayso.store.view import View
from tests.imports.histories import REPORTS, STEPS, Step, make
from tests.store.older import as_version_7

BY = By(author="Ada", reason="seen")
ENTRIES = [
    Entry(document=document, claims=tuple(claims))
    for document, claims in islice(World(300, spread="rate", seed=3).reports(), 40)
]


@pytest.fixture
def world(address: str) -> Iterator[Ledger]:
    with Ledger.open(address, create=True) as ledger:
        ledger.add(ENTRIES, extractor=EXTRACTOR)
        relink(ledger)
        yield ledger


Counted = dict[tuple[Any, ...], list[float]]


def stretches(day: date | None) -> list[tuple[str, date]]:
    return [("undated", NEVER)] if day is None else [(unit, begin(day, unit)) for unit in UNITS]


def counted(incidents: list[Incident], numbers: dict[str, int]) -> dict[str, Counted]:
    """All that is kept of accounts, counted one by one from the incidents."""
    tallies: Counted = {}
    tolls: Counted = {}
    company: Counted = {}
    began: Counted = {}
    for one in incidents:
        for unit, first in stretches(one.when.first):
            held = began.setdefault((unit, one.kind, one.grade or "", bool(one.disagreements), first), [0, 0])
            held[0] += 1
            held[1] += one.place is not None and one.place.lat is not None
        disputes = {frozenset(map(fold, dispute.between)) for dispute in one.disagreements}
        for account in one.accounts:
            for unit, first in stretches(one.when.first):
                held = tallies.setdefault((unit, fold(account.origin), first, account.origin), [0, 0, 0])
                held[0] += 1
                held[1] += bool(one.disagreements)
                held[2] += given_(account.killed)
                for measure in SUMMED:
                    toll: Toll | None = getattr(account, measure)
                    if unit == "undated" or account.aside or toll is None or not given_(toll):
                        continue
                    key = (measure, unit, fold(account.origin), first, account.origin)
                    high = toll.high if toll.high is not None else toll.low
                    added = (1, toll.low or 0, high or 0, toll.high is not None, numbers[one.id])
                    tolls[key] = [a + b for a, b in zip(tolls.get(key, [0] * 5), added, strict=True)]
        for mine, theirs in combinations(one.accounts, 2):
            for a, b in ((mine, theirs), (theirs, mine)):
                own, other = (each.killed.low if each.killed is not None else None for each in (a, b))
                ratio = own / other if own and other else 0.0
                pair = fold(a.origin), fold(b.origin)
                entry = company.setdefault((*pair, ratio), [0, 0, 0])
                entry[0] += 1
                entry[1] += frozenset(pair) in disputes
                entry[2] += ratio != 0
    return {"began": began, "tallies": tallies, "tolls": tolls, "company": company}


def given_(toll: Toll | None) -> bool:
    return toll is not None and (toll.low is not None or toll.high is not None)


def kept(connection: Connection) -> dict[str, Counted]:
    tables = {
        "began": (INCIDENT_TALLIES, 5),
        "tallies": (ACCOUNT_TALLIES, 4),
        "tolls": (ACCOUNT_TOLLS, 5),
        "company": (ACCOUNT_COMPANY, 3),
    }
    return {
        name: {tuple(row[:keys]): [float(each) for each in row[keys:]] for row in connection.execute(select(table))}
        for name, (table, keys) in tables.items()
    }


def check(ledger: Ledger) -> None:
    """Everything that is kept is what it would be if it were made now."""
    incidents = ledger.incidents()
    with ledger.view() as view:
        connection = view.connection
        numbers = dict(connection.execute(select(INCIDENTS.c.id, INCIDENTS.c.number)).all())
        anew, here = counted(incidents, numbers), kept(connection)
        for name in anew:
            assert here[name] == anew[name], name
        assert open_joins(connection) == opened_anew(connection)
        assert waiting(connection)["joins"] == len(opened_anew(connection))
        figures = Counter(connection.scalars(select(CLAIM_FIGURES.c.measure)))
        assert dict(connection.execute(select(FIGURE_COUNTS)).all()) == figures
        check_cards(view, incidents)
        check_voices(view, incidents)


def open_joins(connection: Connection) -> set[tuple[Any, ...]]:
    return {tuple(row) for row in connection.execute(select(OPEN_JOINS))}


def opened_anew(connection: Connection) -> set[tuple[Any, ...]]:
    """The judgements that the linker leaves open between claims of different incidents."""
    home = dict(connection.execute(select(INCIDENT_CLAIMS.c.claim, INCIDENT_CLAIMS.c.incident)).all())
    asked = select(JUDGEMENTS.c.id, JUDGEMENTS.c.left, JUDGEMENTS.c.right, JUDGEMENTS.c.score)
    unsure = connection.execute(asked.where(JUDGEMENTS.c.verdict == "unsure", ~JUDGEMENTS.c.human))
    found = ((name, home.get(left), home.get(right), score) for name, left, right, score in unsure)
    return {one for one in found if one[1] is not None and one[2] is not None and one[1] != one[2]}


def check_cards(view: View, incidents: list[Incident]) -> None:
    """Lists show what the records say."""
    cards = {one.id: one for one in view.cards(limit=1000).items}
    assert cards == view.cards_with(one.id for one in incidents)
    assert list(cards) == [one.id for one in incidents]
    told = view.telling(cards, most=2, among=4)
    for one in incidents:
        card = cards[one.id]
        assert (card.kind, card.first, card.last, card.grade) == (one.kind, one.when.first, one.when.last, one.grade)
        assert (card.grade_rule, card.open_because) == (one.grade_rule, one.when.reason)
        assert card.place == (None if one.place is None else one.place.name or one.place.text)
        assert card.disputed == bool(one.disagreements)
        assert card.actor == (one.actors[0] if one.actors else None)
        assert (card.killed, card.injured) == (one.killed, one.injured)
        assert list(card.origins) == [account.origin for account in one.accounts]
        claims = view.claims_with(one.claims[:4])
        words: dict[str, str] = {}
        for name in one.claims[:4]:
            words.setdefault(claims[name].evidence, name)
        assert told[one.id] == list(words.values())[:2]


def check_voices(view: View, incidents: list[Incident]) -> None:
    """Sources are told with as many incidents as the accounts give them, and beside the same company."""
    listed, total = voices.voices(view.connection, limit=500)
    told: Counter[str] = Counter(fold(account.origin) for one in incidents for account in one.accounts)
    assert {one.folded: one.incidents for one in listed} == told
    assert total == len(told)
    assert [one.folded for one in listed] == sorted(told, key=lambda name: (-told[name], name))
    for one in listed[:3]:
        assert voices.voice(view.connection, one.name) == one
        for other in voices.company(view.connection, one.folded, limit=50):
            check_company(incidents, one.folded, other)


def check_company(incidents: list[Incident], folded: str, other: voices.Company) -> None:
    shared, differing, ratios = 0, 0, []
    for one in incidents:
        accounts = {fold(account.origin): account for account in one.accounts}
        if folded in accounts and fold(other.name) in accounts:
            shared += 1
            pair = {folded, fold(other.name)}
            differing += any(set(map(fold, dispute.between)) == pair for dispute in one.disagreements)
            own, theirs = (accounts[name].killed for name in (folded, fold(other.name)))
            if own is not None and theirs is not None and own.low and theirs.low:
                ratios.append(own.low / theirs.low)
    assert (other.shared, other.differing, other.compared) == (shared, differing, len(ratios))
    assert other.ratio == (median(ratios) if ratios else None)


def test_what_is_kept_is_what_is_there(world: Ledger) -> None:
    assert len(world.incidents()) > 30
    assert any(one.disagreements for one in world.incidents())
    with world.view() as view:
        assert all(kept(view.connection).values())
        assert open_joins(view.connection)
    check(world)


@pytest.mark.parametrize("linked", [True, False], ids=["linked", "not yet linked"])
def test_what_people_do_is_counted(world: Ledger, linked: bool) -> None:
    def do(act: Act) -> str:
        made = world.operate(act, by=BY).id
        if linked:
            relink(world)
        check(world)
        return made

    claims = world.claims()
    do(Correct(claim=claims[0].id, slot="kind", value="bombing"))
    rejected = do(Reject(claim=claims[1].id))
    do(Undo(operation=rejected))
    one, other = (incident.id for incident in world.incidents()[:2])
    merged = do(Merge(incidents=(one, other)))
    relink(world)
    check(world)
    large = next(incident for incident in world.incidents() if len(incident.claims) > 1)
    do(Split(incident=large.id, claims=(large.claims[-1],)))
    do(Undo(operation=merged))
    relink(world)
    check(world)


@pytest.mark.parametrize("linked", [True, False], ids=["linked", "not yet linked"])
def test_what_is_read_again_is_counted_as_it_is_now(world: Ledger, linked: bool) -> None:
    first = ENTRIES[0]
    emptied = replace(first, claims=())
    for entry, extractor in ((emptied, "rules-9/en"), (first, EXTRACTOR)):
        claims = tuple(replace(one, extractor=extractor) for one in entry.claims)
        world.add([replace(entry, claims=claims)], extractor=extractor)
        if linked:
            relink(world)
        check(world)
    world.relate([], [])
    with world.view() as view:
        assert not any(kept(view.connection).values())
        assert not open_joins(view.connection)


def test_a_copy_and_what_is_added_to_it_are_counted(world: Ledger, tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "copy.db", create=True) as other:
        copy(world, other)
        check(other)
        other.add([Entry(document=Document(id="new", text="Nothing."))], extractor=EXTRACTOR)
        relink(other)
        check(other)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(reports=REPORTS, steps=STEPS)
def test_whatever_is_done(reports: list[tuple[str, str, int, int, str]], steps: list[Step]) -> None:
    with make("sqlite://", reports, steps) as ledger:
        check(ledger)


# What pages read of it


def by_hand(ledger: Ledger, measure: str, filters: Filters, unit: Unit) -> dict[tuple[str, date], tuple[float, ...]]:
    """The tolls of each source by stretch: lower and upper ends, how many, and whether one has no upper end."""
    found: dict[tuple[str, date], list[tuple[float, float, bool]]] = defaultdict(list)
    for one in ledger.incidents(filters):
        for account in one.accounts:
            toll: Toll | None = getattr(account, measure)
            if one.when.first is None or account.aside or toll is None or not given_(toll):
                continue
            high = toll.high if toll.high is not None else toll.low or 0
            found[account.origin, begin(one.when.first, unit)].append((toll.low or 0, high, toll.high is None))
    return {
        key: (sum(low for low, _, _ in told), sum(high for _, high, _ in told), len(told), any(o for _, _, o in told))
        for key, told in found.items()
    }


def from_kept(ledger: Ledger, measure: str, filters: Filters, unit: Unit) -> dict[tuple[str, date], tuple[float, ...]]:
    with ledger.view() as view:
        told = series.tolls(view.connection, measure, filters, sources=1000, unit=lambda *_: unit)
    found: dict[tuple[str, date], tuple[float, ...]] = {}
    for point in told.points:
        key = point.source, begin(point.day, unit)
        low, high, count, is_open = found.get(key, (0, 0, 0, False))
        added = (low + (point.low or 0), high + (point.high or 0), count + point.count, is_open or point.open)
        found[key] = added
        if point.count == 1:
            assert point.about in {one.id for one in ledger.incidents()}
    assert told.others == 0
    return found


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("measure", SUMMED)
def test_series_add_up_what_incidents_say(world: Ledger, measure: str, unit: Unit) -> None:
    days = sorted(one.when.first for one in world.incidents() if one.when.first is not None)
    middle, third = days[len(days) // 2], days[len(days) // 3]
    long = next(one for one in world.incidents() if one.when.first and one.when.last and one.when.last > one.when.first)
    assert long.when.first is not None
    kind = world.incidents()[0].kind
    asked = (
        ALL,
        Filters(since=middle),
        Filters(until=middle),
        Filters(since=third, until=middle),
        Filters(since=long.when.first + timedelta(1)),
        Filters(since=middle, until=third),
        Filters(kind=(kind,)),
        Filters(kind=(kind,), since=third),
    )
    for filters in asked:
        assert from_kept(world, measure, filters, unit) == by_hand(world, measure, filters, unit), filters


def test_a_summary_that_is_kept_is_what_counting_gives(world: Ledger) -> None:
    one = next(incident for incident in world.incidents() if incident.disagreements and incident.grade)
    asked = (
        ALL,
        Filters(disputed=True),
        Filters(kind=(one.kind,)),
        Filters(kind=("talks",), disputed=True),
        Filters(grade=(one.grade or "",)),
        Filters(kind=(one.kind,), grade=(one.grade or "",), disputed=True),
    )
    with world.view() as view:
        for filters in asked:
            assert is_kept(filters)
            anew = summary(view.connection, found(view, filters))
            assert view.summary(filters) == anew, filters
            for unit in ("month", "year"):
                check_stretches(anew, view.summary(filters, unit=partial(always, unit)))
                check_stretches(anew, summary(view.connection, found(view, filters), partial(always, unit)))
    assert not is_kept(Filters(since=date(2016, 1, 1)))


def always(unit: Unit, _first: date, _last: date) -> Unit:
    return unit


def found(view: View, filters: Filters) -> list[Any]:
    return chosen(view.connection, filters).counted


def check_stretches(by_day: Summary, told: Summary) -> None:
    """The same, added up by longer stretches."""
    assert replace(told, days=(), unit="day") == replace(by_day, days=())
    added: dict[date, list[int]] = {}
    for day, number, disputed in by_day.days:
        held = added.setdefault(begin(day, told.unit), [0, 0])
        held[0] += number
        held[1] += disputed
    assert told.days == tuple((day, *added[day]) for day in sorted(added))


@given(first=st.dates(date(2014, 1, 1), date(2017, 1, 1)), days=st.integers(-3, 900), unit=st.sampled_from(UNITS))
def test_tiles_fill_the_days_exactly(first: date, days: int, unit: Unit) -> None:
    last = first + timedelta(days)
    filled: list[date] = []
    for of, start, stop in tiles(first, last, unit):
        assert begin(start, of) == start
        day = start
        while day <= stop:
            until = end(begin(day, of), of)
            filled += [day + timedelta(number) for number in range((until - day).days + 1)]
            day = until + timedelta(1)
    assert filled == [first + timedelta(number) for number in range(days + 1)]


def test_an_older_ledger_gets_what_is_kept(world: Ledger, address: str) -> None:
    world.operate(Reject(claim=world.claims()[0].id), by=BY)
    relink(world)
    with world.view() as view:
        before, joins = kept(view.connection), open_joins(view.connection)
    with world.write() as connection:
        as_version_7(connection)
    with Ledger.open(address) as ledger:
        with ledger.view() as view:
            assert (kept(view.connection), open_joins(view.connection)) == (before, joins)
        check(ledger)
        assert ledger.verify() == []
        ledger.add([Entry(document=Document(id="new", text="Nothing."))], extractor=EXTRACTOR)
        relink(ledger)
        check(ledger)


def test_fractions_leave_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = create_engine("sqlite://")
    METADATA.create_all(engine)
    account = {"folded": "a", "origin": "A", "first": date(2016, 5, 4), "disputed": False, "aside": False}
    told = [
        ([{"id": name, "number": n, "kind": "clash", "grade": None, "disputed": False, "first": account["first"], "lat": None}],
         [{**account, "incident": name, "killed_low": low, "killed_high": low, "injured_low": None, "injured_high": None}])
        for n, (name, low) in enumerate((("i1", 0.1), ("i2", 0.2)), 1)
    ]  # fmt: skip
    with engine.begin() as connection:
        for incidents, accounts in told:
            tallying.add(connection, incidents, accounts, [])
        for incidents, accounts in told:
            monkeypatch.setattr(tallying, "here", lambda *_, i=incidents, a=accounts: (i, a, []))
            tallying.take(connection, [])
        assert connection.execute(select(ACCOUNT_TOLLS)).all() == []
