"""What was not understood is told, and nothing else."""

from __future__ import annotations

from datetime import date
from time import perf_counter

import pytest

from sayso.batch.understood import LONGEST, MOST, Gaps, gaps, uncovered
from sayso.model import Document, Place, PlaceMention, Span, TimeExpression, TimeInterval, TimeMention
from sayso.pipeline import Analysis
from tests.store.samples import make_claim

SENTENCES = [
    ("At least 8 people died.", True, "a number in figures"),
    ("Eight people were killed there.", True, "a number in words"),
    ("Dozens were wounded.", True, "a word for many"),
    ("Many houses burned.", False, "no casualties"),
    ("He mourned the dead.", False, "no number"),
    ("The town has 8 bakeries.", False, "a number of something else"),
]


@pytest.mark.parametrize(("sentence", "told", "why"), SENTENCES, ids=[why for _, _, why in SENTENCES])
def test_sentences(sentence: str, told: bool, why: str) -> None:
    document = Document(id="d", text=f"It rained. {sentence} It rained again.")
    assert uncovered(document, ()) == ((sentence,) if told else ())


def test_a_sentence_in_which_a_claim_or_furniture_stands_is_covered() -> None:
    text = "At least 8 people died. Nine were wounded. Read: 10 dead in storm"
    document = Document(id="d", text=text, furniture=(Span(43, len(text)),))
    claim = make_claim(document, "8 people died", "casualties")
    assert uncovered(document, [claim]) == ("Nine were wounded.",)


def test_a_number_of_a_date_is_none() -> None:
    text = "He died on 3 May 2016."
    document = Document(id="d", text=text)
    assert uncovered(document, ()) == (text,)
    assert uncovered(document, (), [Span(11, 21)]) == ()


def test_long_ones_are_cut_and_many_are_left_out() -> None:
    long = "Some 8 people died " + "in the long rain " * 60 + "there."
    document = Document(id="d", text=long)
    assert len(uncovered(document, ())[0]) == LONGEST
    many = "".join(f"Some {number} people died. " for number in range(10, 10 + 2 * MOST))
    assert len(uncovered(Document(id="d", text=many), ())) == MOST


@pytest.mark.parametrize("text", ["a." * 200_000, ". " * 200_000, "x" * 400_000, "8 dead " * 60_000])
def test_odd_texts_take_no_time(text: str) -> None:
    began = perf_counter()
    uncovered(Document(id="d", text=text), ())
    assert perf_counter() - began < 10


def test_places_and_times_that_stay_open() -> None:
    text = "Shells hit Quuxville and Homs on Friday, 3 May 2016, for days."
    document = Document(id="d", text=text)

    def place(words: str, precision: str) -> tuple[PlaceMention, Place]:
        start = text.index(words)
        span = Span(start, start + len(words))
        return PlaceMention(span=span, text=words, form="name"), Place(span=span, text=words, precision=precision)  # type: ignore[arg-type]

    def time(words: str, kind: str, day: date | None, reason: str | None) -> tuple[TimeMention, TimeExpression]:
        start = text.index(words)
        span = Span(start, start + len(words))
        interval = TimeInterval(first=day, last=day, precision="day" if day else "open", reason=reason)
        expression = TimeExpression(span=span, text=words, type=kind, value="", interval=interval)  # type: ignore[arg-type]
        return TimeMention(span=span, text=words, type=kind), expression  # type: ignore[arg-type]

    found = gaps(
        Analysis(
            document=document,
            places=(place("Quuxville", "unresolved"), place("Homs", "settlement"), place("Quuxville", "unresolved")),
            times=(
                time("Friday", "DATE", None, "no publication date"),
                time("3 May 2016", "DATE", date(2016, 5, 3), None),
                time("for days", "DURATION", None, "a length of time"),
            ),
        )
    )
    assert found == Gaps(places=("Quuxville",), times=(("Friday", "no publication date"),))
