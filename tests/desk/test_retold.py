"""Sentences of the program retold: every form in every language, and what is of a report kept apart within it."""

from __future__ import annotations

import re

import pytest

from sayso.desk.apart import apart
from sayso.desk.happened import plain
from sayso.desk.words import words_of
from sayso.export.formats import FORMATS

ARABIC = words_of("ar")
HELD = {  # what a blank may hold
    "n": "12",
    "day": "2015-11-20",
    "range": "8-20",
    "tolls": "8 or more killed and 3 injured",
    "count": "2 accounts",
    "quote": "'on Friday'",
    "kind": "an air strike",
    "measure": "killed",
    "whom": "civilians",
    "thing": "incident",
    "role": "target",
    "told": "same day",
    "part": "correct it",
    "command": "sayso/read",
    "names": "Reuters",
    "words": "the army",
}
FORMS = {key: str(text) for key, text in words_of("en").texts.items() if key.startswith("retold.")}


@pytest.mark.parametrize("key", FORMS)
def test_every_form_is_retold(key: str) -> None:
    said = re.sub(r"\{([a-z]+)\d?\}", lambda blank: HELD[blank[1]], FORMS[key])
    told = re.sub("[\u2066\u2068][^\u2069]*\u2069", "", ARABIC.retold(said))
    known = re.sub("U[+]0000|YYYY-MM-DD|YYYY-MM|YYYY|JSON-LD|HTML|WebGL", "", told)
    assert told.strip(), said
    assert not re.search("[A-Za-z]{2}", known), told


@pytest.mark.parametrize(
    ("said", "told"),
    [
        pytest.param("both name Idlib", "كلاهما يسمّي Idlib", id="a name"),
        pytest.param("both name russia as actor", "كلاهما يسمّي russia بوصفه الفاعل", id="the more exact form"),
        pytest.param("same day; told in one passage", "اليوم نفسه؛ يُرويان في موضع واحد", id="two sentences"),
        pytest.param("a house; a garden", "a house; a garden", id="no form fits"),
        pytest.param(
            "found 'x' as a date, expected YYYY-MM-DD, YYYY-MM or YYYY; correct it",
            "وُجد “x” تاريخا، والمطلوب تاريخ بصيغة YYYY-MM-DD أو YYYY-MM أو YYYY؛ صححه",
            id="an error",
        ),
        pytest.param(
            "found no gizmo, expected one; buy it", "وُجد no gizmo، والمطلوب one؛ buy it", id="an error of other words"
        ),
    ],
)
def test_sentences(said: str, told: str) -> None:
    assert plain(ARABIC.retold(said)) == told


def test_names_are_told_one_by_one_where_they_are_known() -> None:
    said = "2 accounts by origins independent of each other: Médecins and more, B and 3 more"
    told = ARABIC.retold(said, ["B", "Médecins and more"])
    assert f"{apart('Médecins and more')}؛ {apart('B')}؛ و3" in told
    assert apart("Médecins and more, B and 3 more") in ARABIC.retold(said)


def test_english_stays_as_it_is() -> None:
    assert words_of("en").retold("told in one passage") == "told in one passage"


def test_every_format_has_words() -> None:
    assert {key.removeprefix("format.") for key in words_of("en").texts if key.startswith("format.")} == set(FORMATS)
