"""What holds of every row of every format, whatever happened."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.export import acled, ged, plover, polecat
from sayso.export.exporter import Options
from sayso.lexicon import load
from sayso.model import Claim, TimeInterval
from tests.export.happenings import BLACK_SEA, IDLIB_PROVINCE, NOWHERE, PARIS, RAQQA, claim, happening

KINDS = sorted({kind for family in load("events")["families"].values() for kind in family})
WHO = st.sampled_from(
    [
        None,
        "Russian jets",
        "Islamic State",
        "gunmen",
        "the army",
        "rebels and the army",
        "civilians",
        "a hospital",
        "Oz",
    ]
)
COUNTS = st.one_of(
    st.none(),
    st.integers(0, 2000).map(lambda low: (low, low)),
    st.integers(0, 2000).map(lambda low: (low, None)),
    st.integers(1, 2000).map(lambda high: (None, high)),
    st.tuples(st.integers(0, 99), st.integers(0, 99)).map(lambda pair: (min(pair), sum(pair))),
)


@st.composite
def whens(draw: st.DrawFn) -> TimeInterval | None:
    """No day, or some days."""
    first = draw(st.none() | st.dates(date(2011, 1, 1), date(2026, 1, 1)))
    if first is None:
        return None
    return TimeInterval(first=first, last=first + timedelta(draw(st.integers(0, 900))), precision="range")


@st.composite
def happenings(draw: st.DrawFn) -> list[Claim]:
    """Up to four claims of one happening, one at least of what took place."""
    number = draw(st.integers(1, 4))
    kind = draw(st.sampled_from(KINDS))
    return [
        claim(
            at,
            doc=draw(st.sampled_from(["gazette", "tribune", "sheet"])),
            kind=draw(st.sampled_from([kind, "casualties"])),
            status=draw(st.sampled_from(["asserted", "possible", "denied"])),
            by=draw(WHO),
            on=draw(WHO),
            says=draw(st.sampled_from([None, "the Monitor", "a medic", "the ministry"])),
            place=draw(st.sampled_from([None, RAQQA, IDLIB_PROVINCE, BLACK_SEA, PARIS, NOWHERE])),
            when=draw(whens()),
            killed=draw(COUNTS),
            injured=draw(COUNTS),
            of=draw(st.sampled_from(["people", "civilians", "fighters", "soldiers", "children"])),
            evidence=draw(
                st.sampled_from(["It happened.", "They seized it.", "They condemned it.", "Tear gas was used."])
            ),
        )
        for at in range(number)
    ]


OPTIONS = st.builds(Options, rule=st.sampled_from(["range", "conservative"]), with_names=st.booleans())
SOME = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@SOME
@given(claims=happenings(), options=OPTIONS)
@pytest.mark.parametrize("room", [acled, ged, polecat])
def test_any_happening_gives_a_row(room: Any, claims: list[Claim], options: Options) -> None:
    sheet = happening(*claims, options=options)
    cells = room.row(sheet)
    known = {one.id for one in sheet.claims}
    assert tuple(cells) == room.COLUMNS
    for column, cell in cells.items():
        assert (cell.value is None) == bool(cell.why), column
        assert set(cell.claims) <= known, column


@SOME
@given(claims=happenings(), options=OPTIONS)
def test_the_dead_are_in_order_and_add_up(claims: list[Claim], options: Options) -> None:
    cells = ged.row(happening(*claims, options=options))
    values: dict[str, Any] = {column: cell.value for column, cell in cells.items()}
    told = [values[column] for column in ("low", "best", "high") if values[column] is not None]
    assert told == sorted(told)
    parts = [values[f"deaths_{of}"] for of in ("a", "b", "civilians", "unknown")]
    assert all(part is None or part >= 0 for part in parts)
    if values["best"] is not None:
        assert sum(part for part in parts if part is not None) == values["best"]


@SOME
@given(claims=happenings(), options=OPTIONS)
def test_any_happening_gives_a_record(claims: list[Claim], options: Options) -> None:
    found, _ = plover.record(happening(*claims, options=options))
    assert {"id", "has_event", "actor"} <= set(found)
    assert None not in found.values()
    types = load("codings")["plover_types"]
    for event in found.get("event", []):
        assert found["quad_code"] == types[event]["quad"]
        assert set(found.get("mode", [])) <= set(types[event]["modes"])


@SOME
@given(claims=happenings())
def test_acled_keeps_to_its_own_words(claims: list[Claim]) -> None:
    cells = acled.row(happening(*claims))
    codings = load("codings")
    sub = cells["sub_event_type"].value
    if sub is not None:
        assert [cells["event_type"].value, cells["disorder_type"].value] == codings["acled_types"][sub]
    for column in ("inter1", "inter2"):
        assert cells[column].value is None or cells[column].value in codings["acled_classes"]
    assert cells["time_precision"].value in (None, 1, 2, 3)
    assert cells["geo_precision"].value in (None, 1, 2, 3)
