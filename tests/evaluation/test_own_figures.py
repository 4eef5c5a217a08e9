"""The scorer of the project's own figures: it counts what is right, and it can fail."""

from __future__ import annotations

from collections import Counter

import pytest

from evaluation.own_figures import HALVES, HERE, Case, count, f1, paired, read_cases, read_figure
from sayso.model import Figure, Span
from sayso.model.figure import Measure

SAY = "Shells killed 12 people, including five girls."
CASE = Case(
    name="parts",
    say=SAY,
    figures=(
        read_figure("12 people | killed | 12 | 12 | people"),
        read_figure("five girls | killed | 5 | 5 | girls | of 12 people"),
    ),
)


def figure(words: str, low: int, *, measure: Measure = "killed", part_of: str | None = None) -> Figure:
    start = SAY.index(words)
    return Figure(
        span=Span(start, start + len(words)),
        text=words,
        measure=measure,
        low=low,
        high=low,
        basis="exact",
        unit=words.split()[-1],
        part_of=part_of,
    )


def test_all_right() -> None:
    found = [figure("12 people", 12), figure("five girls", 5, part_of="12 people")]
    assert count(CASE, found) == Counter(right=2, wanted=2, found=2, units=2, units_right=2, parts=1, parts_right=1)


@pytest.mark.parametrize(
    "found",
    [
        pytest.param([figure("12 people", 12, measure="injured")], id="measure"),
        pytest.param([figure("12 people", 13)], id="value"),
        pytest.param([figure("girls", 12)], id="words"),
        pytest.param([], id="nothing"),
    ],
)
def test_nothing_right(found: list[Figure]) -> None:
    assert paired(CASE, found) == []
    assert f1(count(CASE, found)) == 0


def test_open_ends_and_scopes_are_read() -> None:
    want = read_figure("at least 40 | killed | 40 | - | - | scope total")
    assert (want.low, want.high, want.unit, want.whole, want.scope) == (40, None, None, None, "total")


def test_the_halves_have_150_cases_each_and_no_case_in_common() -> None:
    seen, unseen = (read_cases(HERE / "own" / f"figures_{half}.yml") for half in HALVES)
    assert len(seen) == len(unseen) == 150
    assert not {case.say for case in seen} & {case.say for case in unseen}
    assert all(want.words in case.say for case in (*seen, *unseen) for want in case.figures)
