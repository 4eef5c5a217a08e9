"""Noun phrases that can act: what they are called and what they are."""

from __future__ import annotations

import pytest
from spacy.language import Language

from sayso.extract.actors import find_actors

ACTORS = [
    pytest.param(
        "The Russian Defence Ministry said so.", "The Russian Defence Ministry", "state military", True, id="ministry"
    ),
    pytest.param("Human Rights Watch visited the town.", "Human Rights Watch", "monitor", True, id="monitor by name"),
    pytest.param("Residents fled the town.", "Residents", "witness", False, id="bare plural"),
    pytest.param("Three masked gunmen attacked the post.", "Three masked gunmen", "armed group", False, id="counted"),
    pytest.param(
        "Doctors in the city asked for help.", "Doctors in the city", "medical or rescue", False, id="with its place"
    ),
    pytest.param("Reuters quoted an official.", "an official", "unnamed official", False, id="unnamed official"),
]


@pytest.mark.parametrize(("text", "words", "kind", "named"), ACTORS)
def test_actor(nlp: Language, text: str, words: str, kind: str, named: bool) -> None:
    assert (words, kind, named) in [(actor.text, actor.kind, actor.named) for actor in find_actors(nlp(text))]


@pytest.mark.parametrize("text", ["", "It rained on the hills.", "The bridge was long."])
def test_things_do_not_act(nlp: Language, text: str) -> None:
    assert list(find_actors(nlp(text))) == []


def test_spans_are_the_words(nlp: Language) -> None:
    doc = nlp("Rebels of the northern front shelled an army post, the mayor of Hama said.")
    assert all(actor.span.quote(doc.text) == actor.text for actor in find_actors(doc))
