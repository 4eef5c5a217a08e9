"""The wording of places: what belongs to a name, and what does not."""

from __future__ import annotations

import pytest
from spacy.language import Language

from sayso.model import Span
from sayso.resolve.place_words import worded


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Shells hit northern Hama province.", "northern Hama province", id="side and kind"),
        pytest.param("Shells hit north-east Hama.", "north-east Hama", id="side with a hyphen"),
        pytest.param("They fled the Hama refugee camp.", "Hama refugee camp", id="sharpened kind"),
        pytest.param("They hold Hama's eastern countryside.", "Hama's eastern countryside", id="owned part"),
        pytest.param("They hold Hama's school.", "Hama", id="owned thing"),
        pytest.param("Jets hit the western countryside of Hama.", "western countryside of Hama", id="part with a side"),
        pytest.param("Jets hit the outskirts of Hama.", "Hama", id="part alone"),
        pytest.param("Jets hit the Hama suburb of Dibsa.", "Hama", id="kind of another name"),
        pytest.param("Jets hit the town of Hama.", "Hama", id="kind before"),
        pytest.param("Jets hit Homs and Hama provinces.", "Hama", id="plural of a list"),
        pytest.param("A car bomb went off at the Hama hotel.", "Hama hotel", id="a building of that name"),
    ],
)
def test_places_are_worded_with_what_belongs_to_them(nlp: Language, text: str, expected: str) -> None:
    start = text.index("Hama")
    assert worded(nlp(text), Span(start, start + 4)).quote(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Jets flew along the Iraq border.", "Iraq border", id="its border"),
        pytest.param("Shells hit an Iraq hospital.", "Iraq", id="one of its hospitals"),
        pytest.param("They hold northern Iraq.", "northern Iraq", id="its north"),
    ],
)
def test_of_countries_only_borders_are_named_so(nlp: Language, text: str, expected: str) -> None:
    start = text.index("Iraq")
    assert worded(nlp(text), Span(start, start + 4)).quote(text) == expected


def test_half_a_token_is_worded_as_it_is(nlp: Language) -> None:
    text = "Shells fell on Hamas outskirts."
    assert worded(nlp(text), Span(15, 19)).quote(text) == "Hamas outskirts"
    text = "They died in Hamas biggest clinic."
    assert worded(nlp(text), Span(13, 17)).quote(text) == "Hama"
