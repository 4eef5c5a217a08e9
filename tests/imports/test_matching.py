"""Which incident a row of another data set tells of: a table of pairs, and the laws that hold for all."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from sayso.imports.comparing import compare, differences
from sayso.imports.matching import matches, of_incident
from sayso.imports.plot import picture, points
from sayso.model import Account, Incident, Place, ReferenceRecord, Span, TimeInterval, Toll
from sayso.store.filters import Filters
from sayso.store.ledger import Ledger
from tests.review.world import make
from tests.store.samples import ALEPPO

MAY = date(2016, 5, 3)
SARAQIB = (35.86, 36.80)


def days(first: date, last: date | None = None) -> TimeInterval:
    return TimeInterval(first=first, last=last or first, precision="day" if last is None else "range")


def incident(name: str = "i1", **changed: Any) -> Incident:
    """An air strike on Aleppo on 3 May that killed 8 or 20."""
    where = Place(span=Span(0, 6), text="Aleppo", name="Aleppo", lat=ALEPPO[0], lon=ALEPPO[1], precision="settlement")
    facts: dict[str, Any] = {
        "id": name,
        "kind": "air_strike",
        "claims": (f"c-{name}",),
        "claims_by_doc": (("d", 1),),
        "when": days(MAY),
        "place": where,
        "actors": ("Russian warplanes",),
        "killed": Toll(low=8, high=20),
        "accounts": (
            Account(origin="one", source=(), docs=("d",), claims=(), killed=Toll(low=8, high=8)),
            Account(origin="two", source=(), docs=("d",), claims=(), killed=Toll(low=20, high=20)),
        ),
    }
    return Incident(**(facts | changed))


def record(key: str = "R1", **changed: Any) -> ReferenceRecord:
    """The same by another data set."""
    facts: dict[str, Any] = {
        "id": f"r-{key}",
        "dataset": "ACLED",
        "key": key,
        "when": days(MAY),
        "row": "{}",
        "kinds": ("air_strike", "drone_strike"),
        "place": "Aleppo",
        "lat": ALEPPO[0],
        "lon": ALEPPO[1],
        "precision": "settlement",
        "killed": Toll(low=8, high=8),
        "best": 8,
        "actors": ("Military Forces of Russia",),
    }
    return ReferenceRecord(**(facts | changed))


def place(name: str, at: tuple[float | None, float | None], precision: Any = "settlement") -> Place:
    return Place(span=Span(0, 1), text=name, name=name, lat=at[0], lon=at[1], precision=precision)


PAIRS: dict[str, tuple[dict[str, Any], dict[str, Any], str | None]] = {
    # what changes of the record, what of the incident, and what the match is: "surely", "perhaps" or none
    "all is the same": ({}, {}, "surely"),
    "spelt otherwise, nearly the same dot": ({"place": "Halab", "lat": 36.21}, {}, "surely"),
    "a toll that differs is no reason against": ({"killed": Toll(low=40, high=40), "best": 40}, {}, "surely"),
    "no toll on either side": ({"killed": None, "best": None}, {"killed": None, "accounts": ()}, "surely"),
    "a kind of the same family": ({"kinds": ("shelling", "missile_strike")}, {}, "surely"),
    "no kind told": ({"kinds": ()}, {}, "surely"),
    "any violence": ({"kinds": ("attack", "clash")}, {}, "surely"),
    "the day after": ({"when": days(MAY + timedelta(1))}, {}, "perhaps"),
    "the day after, where nothing but the town is the same": (
        {"when": days(MAY + timedelta(1)), "kinds": ("bombing",), "killed": None, "best": None},
        {},
        None,
    ),
    "two days after": ({"when": days(MAY + timedelta(2))}, {}, None),
    "somewhere in that month": ({"when": days(date(2016, 5, 1), date(2016, 5, 31))}, {}, "perhaps"),
    "a month of which both ends are known": ({}, {"when": days(date(2016, 5, 1), date(2016, 5, 31))}, "perhaps"),
    "an incident of a year": ({}, {"when": days(date(2016, 1, 1), date(2016, 12, 31))}, None),
    "no day": ({}, {"when": TimeInterval(first=None, last=None, precision="open", reason="none told")}, None),
    "another town far off": ({"place": "Saraqib", "lat": 34.5, "lon": 36.8}, {}, None),
    "a village next to it": ({"place": "Anadan", "lat": 36.29, "lon": 37.04}, {}, "perhaps"),
    "its province": ({"place": "Aleppo province", "precision": "admin1", "lat": 36.3, "lon": 37.5}, {}, "perhaps"),
    "another province": ({"place": "Homs", "precision": "admin1", "lat": 34.7, "lon": 38.3}, {}, None),
    "its country alone": ({"place": "Syria", "precision": "country", "lat": 35.0, "lon": 38.0}, {}, None),
    "neither place on the map": (
        {"place": "Tell Nowhere", "lat": None, "lon": None, "precision": "unresolved"},
        {"place": place("Nowhere", (None, None), "unresolved")},
        None,
    ),
    "one name that is on no map": (
        {"place": "Tell Rumman", "lat": None, "lon": None, "precision": "unresolved"},
        {"place": place("Tell Rumman", (None, None), "unresolved")},
        "surely",
    ),
    "no place": ({}, {"place": None}, None),
    "another sort of thing": ({"kinds": ("protest",)}, {}, None),
    "a withdrawal": ({}, {"kind": "withdrawal"}, None),
}


@pytest.mark.parametrize("oddity", PAIRS)
def test_a_row_and_an_incident(oddity: str) -> None:
    ours, theirs, expected = PAIRS[oddity]
    found = matches([record(**ours)], [incident(**theirs)])
    match = found.get("r-R1")
    how = None if match is None else "surely" if match.unsure is None else "perhaps"
    assert how == expected, match
    if match is not None:
        assert match.says
        assert (match.unsure is None) == (expected == "surely")


def test_the_reasons_can_be_read() -> None:
    match = matches([record()], [incident()])["r-R1"]
    assert match.says == "both tell of an air strike; same day; both name Aleppo; both give 8 killed"
    assert match.score == pytest.approx(4.7)


def test_of_two_that_fit_alike_neither_is_sure() -> None:
    match = matches([record()], [incident("i1"), incident("i2")])["r-R1"]
    assert match.incident.id == "i1"
    assert match.unsure == "incident i2 fits nearly as well"


def test_one_incident_is_surely_that_of_one_row_of_a_set() -> None:
    rows = [record("R1"), record("R2", killed=Toll(low=30, high=30), best=30), record("R3", dataset="UCDP GED")]
    found = matches(rows, [incident()])
    assert [found[one.id].unsure for one in rows] == [None, "ACLED R1 fits it better", None]


def test_the_order_changes_nothing() -> None:
    drawn = random.Random(7)
    incidents = [incident(f"i{n}", when=days(MAY + timedelta(n % 5)), killed=Toll(low=n, high=n)) for n in range(20)]
    rows = [record(f"R{n}", when=days(MAY + timedelta(n % 6)), killed=Toll(low=n, high=n), best=n) for n in range(20)]
    expected = {name: (one.incident.id, one.unsure, one.score) for name, one in matches(rows, incidents).items()}
    assert expected
    for _ in range(5):
        drawn.shuffle(incidents)
        drawn.shuffle(rows)
        found = {name: (one.incident.id, one.unsure, one.score) for name, one in matches(rows, incidents).items()}
        assert found == expected


def test_a_ledger_shows_what_a_comparison_finds() -> None:
    with make("sqlite://") as ledger:
        every = ledger.incidents()
        rows = [
            record("R1", killed=Toll(low=9, high=9), best=9),
            record("R2", when=days(date(2016, 5, 9)), place="Saraqib", lat=SARAQIB[0], lon=SARAQIB[1]),
            record(
                "R3", when=days(date(2016, 5, 8), date(2016, 5, 20)), place="Saraqib", lat=SARAQIB[0], lon=SARAQIB[1]
            ),
            record("R4", when=days(date(2016, 6, 9))),
        ]
        ledger.references.add(rows)
        before = [(one.killed, one.grade, one.accounts) for one in every]
        shown = {(match.record.key, one.id, match.unsure) for one in every for match in of_incident(ledger, one)}
        found = {(one.record.key, one.incident.id, one.unsure) for one in matches(rows, every).values()}
        assert shown == found
        assert {key for key, _, _ in shown} == {"R1", "R2", "R3"}
        assert [(one.killed, one.grade, one.accounts) for one in ledger.incidents()] == before, "they enter no toll"


DIFFERENCES: dict[str, tuple[dict[str, Any], dict[str, Any], list[tuple[str, float | None]]]] = {
    "none": ({}, {}, []),
    "fewer there": ({"killed": Toll(low=3, high=5), "best": 4}, {}, [("killed", 3)]),
    "more there": ({"killed": Toll(low=30, high=None), "best": 30}, {}, [("killed", 10)]),
    "fewer civilians are no contradiction": ({"killed": Toll(low=3, high=5), "civilians": True}, {}, []),
    "more civilians than people are one": ({"killed": Toll(low=30, high=31), "civilians": True}, {}, [("killed", 10)]),
    "ranges that meet": ({"killed": Toll(low=1, high=8), "best": 4}, {}, []),
    "nobody tells here": ({}, {"killed": None, "accounts": ()}, []),
    "a day apart": ({"when": days(MAY + timedelta(1))}, {}, [("day", 1)]),
    "a village apart": ({"place": "Anadan", "lat": 36.29, "lon": 37.04}, {}, []),
    "farther than either word allows": ({"place": "Aleppo", "lat": 36.5, "lon": 37.16}, {}, [("place", 33.4)]),
}


@pytest.mark.parametrize("oddity", DIFFERENCES)
def test_what_differs(oddity: str) -> None:
    ours, theirs, expected = DIFFERENCES[oddity]
    match = matches([record(**ours)], [incident(**theirs)])["r-R1"]
    assert [(one.field, one.size) for one in differences(match)] == expected


def test_what_either_lacks_and_what_is_not_compared() -> None:
    rows = [record("R1"), record("R2", when=days(date(2016, 5, 20)), place="Saraqib", lat=SARAQIB[0], lon=SARAQIB[1])]
    incidents = [
        incident("both"),
        incident("alone", when=days(date(2016, 5, 10))),
        incident("talks", kind="talks"),
        incident("early", when=days(date(2016, 4, 1))),
        incident("far", when=days(date(2016, 5, 10)), place=place("Raqqa", (35.95, 39.01))),
        incident("nowhere", place=None),
        incident("undated", when=TimeInterval(first=None, last=None, precision="open", reason="none told")),
    ]
    found = compare(rows, incidents, form="acled", dataset="ACLED")
    assert [(one.side, one.incident and one.incident.id, one.record and one.record.key) for one in found.lines] == [
        ("both", "both", "R1"),
        ("ledger", "alone", None),
        ("reference", None, "R2"),
    ]
    assert dict(found.set_aside) == {
        "of a kind that ACLED does not code": 1,
        "outside of the days of the file": 1,
        "outside of the places of the file": 1,
        "without a place on the map": 1,
        "without a day": 1,
    }
    assert found.sure == 1
    peaceful = replace(incidents[1], killed=None, accounts=())
    assert dict(compare(rows, [peaceful], form="ged", dataset="UCDP GED").set_aside) == {
        "without a death, which UCDP GED does not code": 1
    }


def test_filters_ask_of_both_sides() -> None:
    rows = [record("R1"), record("R2", when=days(date(2016, 5, 20))), record("R3", when=days(date(2016, 7, 1)))]
    incidents = [incident("i1"), incident("i2", when=days(date(2016, 5, 10)))]
    found = compare(
        rows, incidents, form="acled", dataset="ACLED", asked={"i2"}, filters=Filters(until=date(2016, 5, 31))
    )
    told = [(one.side, one.incident and one.incident.id, one.record and one.record.key) for one in found.lines]
    assert told == [("ledger", "i2", None), ("reference", None, "R2")], "R1 tells of an incident that is not asked for"


def test_a_picture() -> None:
    rows = [
        record("R1"),
        record("R2", when=days(MAY + timedelta(5)), killed=Toll(low=30, high=30), best=30),
        record("R3", when=days(MAY + timedelta(9)), killed=Toll(low=1, high=1), best=1),
        record("R4", when=days(MAY + timedelta(13))),
        record("R5", when=days(MAY + timedelta(17)), best=None),
    ]
    incidents = [incident(f"i{n}", when=days(MAY + timedelta(4 * n + (n > 0)))) for n in range(5)]
    incidents[3] = replace(incidents[3], killed=Toll(low=8, high=None))
    found = compare(rows, incidents, form="acled", dataset="A & B")
    assert points(found.lines) == [(8, 8, 20, True), (30, 8, 20, True), (1, 8, 20, True), (8, 8, None, True)]
    drawn = picture(found.lines, dataset="A & B")
    import xml.etree.ElementTree as ElementTree

    root = ElementTree.fromstring(drawn)
    words = [one.text or "" for one in root.iter("{http://www.w3.org/2000/svg}title")]
    assert words[0].endswith("in 4 matched rows with numbers on both sides: 2 meet · 1 more here · 1 less here")
    assert words[1:] == [
        "1 there; here 8 to 20",
        "8 there; here 8 to 20",
        "8 there; here 8 or more",
        "30 there; here 8 to 20",
    ]
    assert "script" not in drawn
    assert "A &amp; B" in drawn


def test_rows_that_stand_on_one_point_are_counted() -> None:
    rows = [record(f"R{n}", when=days(MAY + timedelta(5 * n))) for n in range(3)]
    incidents = [incident(f"i{n}", when=days(MAY + timedelta(5 * n))) for n in range(3)]
    drawn = picture(compare(rows, incidents, form="acled", dataset="ACLED").lines, dataset="ACLED")
    assert drawn.count("<circle") == 1
    assert "(3 rows)" in drawn


def test_a_ledger_without_others_has_none() -> None:
    with Ledger.open("sqlite://", create=True) as ledger:
        assert of_incident(ledger, incident()) == []
