"""A report cut into parts and lines: every character once, every mark where it stands."""

from __future__ import annotations

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.desk.reports import CLAIMS, LANES, LINE, PART, Line, lanes, lines, part_of, parts
from sayso.model import Span
from sayso.store.papers import Mark

TEXT = "One two three. Four five\n\n six seven.\n" * 3


def mark(start: int, end: int, name: str = "c") -> Mark:
    return Mark(id=f"{name}{start}-{end}", start=start, end=end)


def all_lines(text: str, marks: list[Mark], furniture: tuple[Span, ...] = ()) -> list[Line]:
    return [line for part in parts(text, marks) for line in lines(text, part, marks, furniture=furniture)]


def covered(found: list[Line]) -> dict[int, set[int]]:
    """For each character that is shown, the marks that are open round it."""
    shown: dict[int, set[int]] = {}
    for line in found:
        stack: list[int] = []
        for piece in line.pieces:
            stack += piece.opens
            for at in range(piece.start, piece.start + len(piece.text)):
                assert at not in shown, "no character is shown twice"
                shown[at] = set(stack)
            assert piece.closes <= len(stack)
            del stack[len(stack) - piece.closes :]
        assert stack == [], "what is opened in a line is closed in it"
    return shown


SPANS = st.lists(st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 60)), max_size=12)


@given(SPANS)
def test_each_character_lies_in_just_the_marks_that_cover_it(told: list[tuple[int, int]]) -> None:
    marks = sorted({(start, min(len(TEXT), start + long)) for start, long in told}, key=lambda one: (one[0], -one[1]))
    held = [mark(*one) for one in marks]
    shown = covered(all_lines(TEXT, held))
    assert {at for at, one in enumerate(TEXT) if not one.isspace()} <= shown.keys()
    for at, open_ in shown.items():
        assert open_ == {number for number, one in enumerate(held) if one.start <= at < one.end}


def test_each_claim_is_noted_once_and_numbered_at_its_end() -> None:
    held = [mark(0, 40), mark(4, 7), mark(6, 20)]
    found = all_lines(TEXT, held)
    assert [number for line in found for number in line.noted] == [0, 1, 2]
    assert [number for line in found for piece in line.pieces for number in piece.ends] == [1, 2, 0]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("a", id="a letter"),
        pytest.param("word " * 30_000, id="one line"),
        pytest.param("x" * 100_000, id="no blank"),
        pytest.param("A line of a report.\n" * 9000, id="many lines"),
        pytest.param("\n" * 50_000, id="no words"),
        pytest.param("🙂 " * 60_000, id="beyond the first plane"),
    ],
)
def test_parts_hold_the_whole_text(text: str) -> None:
    found = parts(text, [])
    assert "".join(span.quote(text) for span in found) == text
    assert all(len(span) <= PART for span in found)
    shown = [piece.text for line in all_lines(text, []) for piece in line.pieces]
    assert "".join("".join(shown).split()) == "".join(text.split())
    assert all(len("".join(piece.text for piece in line.pieces)) <= LINE for line in all_lines(text, []))


def test_few_claims_a_part_and_each_found_in_its_own() -> None:
    text = "Shells fell on it. " * 4000
    held = [mark(at * 100, at * 100 + 18) for at in range(500)]
    found = parts(text, held)
    begun = [sum(span.start <= one.start < span.end for one in held) for span in found]
    assert sum(begun) == 500
    assert max(begun) <= CLAIMS
    for one in held:
        span = found[part_of(found, one.start)]
        assert span.start <= one.start < span.end


def test_all_claims_on_one_word_come_to_an_end() -> None:
    text = "Shells fell on it. " * 400
    found = parts(text, [mark(0, 18, f"c{number}") for number in range(500)])
    assert "".join(span.quote(text) for span in found) == text


def test_furniture_is_told_from_the_report() -> None:
    text = "Share this\nShells fell. Share this too"
    found = all_lines(text, [mark(11, 23)], (Span(0, 10), Span(24, 38)))
    assert [line.furniture for line in found] == [True, False]
    assert [(piece.text, piece.furniture) for piece in found[1].pieces] == [
        ("Shells fell.", False),
        (" ", False),
        ("Share this too", True),
    ]


def test_underlines_that_meet_lie_in_different_lanes() -> None:
    held = [mark(0, 50), mark(5, 20), mark(10, 15), mark(30, 60), mark(55, 70)]
    assert lanes(held) == [0, 1, 2, 1, 0]
    assert max(lanes([mark(0, 9, f"c{number}") for number in range(20)])) == LANES - 1


def test_two_million_characters_in_one_line() -> None:
    text = "Raids on the town killed 8 people. " * 57_000
    held = [mark(at * 3000, at * 3000 + 33) for at in range(500)]
    began = perf_counter()
    cuts = parts(text, held)
    list(lines(text, cuts[40], held, furniture=()))
    assert perf_counter() - began < 1
