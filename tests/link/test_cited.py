"""Deeds that a sentence gives only as the cause of another."""

from __future__ import annotations

import pytest

from sayso.link.cited import is_cited, without_the_other_doer
from sayso.model import Claim, Figure, Phrase, Place, Span


def _claim(words: str, toll: str, place: str | None, actor: str | None = None) -> Claim:
    def span(part: str) -> Span:
        return Span(words.index(part), words.index(part) + len(part))

    figure = Figure(span=span(toll), text=toll, measure="killed", low=12, high=12, basis="exact", unit="people")
    return Claim(
        id="c",
        doc="d",
        span=Span(0, len(words)),
        evidence=words,
        kind="attack",
        status="asserted",
        stance="asserts",
        actor=None if actor is None else Phrase(text=actor, span=span(actor)),
        places=() if place is None else (Place(span=span(place), text=place),),
        figures=(figure,),
        confidence=1.0,
        extractor="by hand",
    )


SENTENCES = [
    pytest.param("It was an answer to the bombings that killed 12 people.", None, True, id="an answer"),
    pytest.param("Jets hit Tell in revenge for the massacre of 12 people in Aden.", "Aden", True, id="the massacre of"),
    pytest.param(
        "The text was drafted after the attacks in Aden killed 12 people.", "Aden", True, id="after, elsewhere"
    ),
    pytest.param("Crews dug on Monday after an air strike killed 12 people.", None, False, id="after, no place"),
    pytest.param("Crews dug in Tell after a strike in Aden killed 12 people.", "Tell", False, id="a place outside"),
    pytest.param(
        "In retaliation for the raid, rebels shelled Aden and killed 12 people.", "Aden", False, id="the answer"
    ),
    pytest.param("Crews responding to the attack told of 12 people killed.", None, False, id="no answer to a deed"),
]


@pytest.mark.parametrize(("words", "place", "expected"), SENTENCES)
def test_is_cited(words: str, place: str | None, expected: bool) -> None:
    assert is_cited(_claim(words, "12 people", place)) is expected


def test_who_answers_a_deed_has_not_done_it() -> None:
    words = "French jets hit Tell in revenge for the massacre of 12 people in Aden."
    assert without_the_other_doer(_claim(words, "12 people", "Aden", "French jets")).actor is None


def test_the_doer_in_the_clause_of_the_cited_deed_stays() -> None:
    words = "The text was drafted after the attacks of the Red Band in Aden killed 12 people."
    assert without_the_other_doer(_claim(words, "12 people", "Aden", "the Red Band")).actor is not None
