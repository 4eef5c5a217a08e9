"""Pronouns, short forms and stand-ins, tied to the fullest wording of their document."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from sayso.extract.attribution import find_attributions
from sayso.resolve.actors import Names, resolve_speakers

LAST_SPEAKER = [
    pytest.param(
        "Defence Minister Karim Nasser arrived on Friday. Nasser said that the raid had failed.",
        ("Defence Minister Karim Nasser",),
        id="surname",
    ),
    pytest.param(
        "Defence Minister Karim Nasser spoke on Friday. He said that the raid had failed.",
        ("Defence Minister Karim Nasser",),
        id="he",
    ),
    pytest.param(
        "The Northern Observatory for Human Rights (NOHR) counted nine dead. NOHR said that the toll would rise.",
        ("The Northern Observatory for Human Rights",),
        id="acronym in brackets",
    ),
    pytest.param(
        "The Northern Observatory for Human Rights counted nine dead. The Observatory said that the toll would rise.",
        ("The Northern Observatory for Human Rights",),
        id="short form",
    ),
    pytest.param(
        "The Northern Observatory for Human Rights reported nine dead. It said that the toll would rise.",
        ("The Northern Observatory for Human Rights",),
        id="it",
    ),
    pytest.param("Residents said that jets circled. They said that two bombs fell.", ("Residents",), id="they"),
    pytest.param(
        "A military source spoke on Friday. The source said that the raid had failed.",
        ("A military source",),
        id="the source",
    ),
    pytest.param(
        "A monitor said that nine people died. The Northern Observatory for Human Rights said that the toll would rise. The monitor said that jets fled.",
        ("The Northern Observatory for Human Rights",),
        id="the monitor, named in between",
    ),
    pytest.param(
        "President Emre Çelik spoke on Friday. Celik said that the raid had failed.",
        ("President Emre Çelik",),
        id="accent lost",
    ),
    pytest.param("It said that the raid had failed.", ("It",), id="nobody before"),
]


@pytest.mark.parametrize(("text", "expected"), LAST_SPEAKER)
def test_last_speaker(nlp: Language, text: str, expected: tuple[str, ...]) -> None:
    doc = nlp(text)
    found = resolve_speakers(find_attributions(doc), doc=doc, names=Names(doc))
    assert found[-1].speaker == expected


def test_i_is_the_one_who_speaks(nlp: Language) -> None:
    doc = nlp("“I told them that the bridge was mined,” engineer Sami Haddad said.")
    found = resolve_speakers(find_attributions(doc), doc=doc, names=Names(doc))
    assert {a.speaker for a in found} == {("engineer Sami Haddad",)}


def test_own_voice_stays_empty(nlp: Language) -> None:
    doc = nlp("Two jets reportedly hit the town.")
    assert [a.speaker for a in resolve_speakers(find_attributions(doc), doc=doc, names=Names(doc))] == [()]


WORDS = st.sampled_from(
    [
        "He",
        "the",
        "group",
        "said",
        "that",
        "Karim",
        "Nasser",
        "(",
        "KN",
        ")",
        "It",
        ".",
        "\n",
        "minister",
        "they",
        "fell",
    ]
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(WORDS, min_size=1, max_size=25))
def test_every_stretch_has_a_wording(nlp: Language, words: list[str]) -> None:
    doc = nlp(" ".join(words))
    names = Names(doc)
    assert all(names.fullest(i, i) or doc[i].is_space for i in range(len(doc)))
