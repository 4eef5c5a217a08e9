"""What kind of actor a noun phrase is."""

from __future__ import annotations

import pytest
from spacy.language import Language

from sayso.extract.actors import kind_of

KINDS = [
    pytest.param("The Russian Defence Ministry said so.", 3, "state military", id="ministry"),
    pytest.param("Human Rights Watch visited the town.", 2, "monitor or NGO", id="monitor by name"),
    pytest.param("HRW visited the town.", 0, "monitor or NGO", id="acronym"),
    pytest.param("Residents fled the town.", 0, "witness or resident", id="bare plural"),
    pytest.param("Three masked gunmen attacked the post.", 2, "armed group", id="counted"),
    pytest.param("Doctors in the city asked for help.", 0, "medical or rescue", id="with its place"),
    pytest.param("Reuters quoted an official.", 3, "unnamed official", id="unnamed official"),
    pytest.param("The general left the room.", 1, "person", id="a rank"),
    pytest.param("The bridge was long.", 1, None, id="a thing"),
    pytest.param("It followed a trend.", 3, None, id="a word that is an outlet's name with a capital only"),
]


@pytest.mark.parametrize(("text", "head", "kind"), KINDS)
def test_kind(nlp: Language, text: str, head: int, kind: str | None) -> None:
    assert kind_of(nlp(text)[head]) == kind
