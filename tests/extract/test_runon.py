"""Sources in sentences that lost their commas, and of tolls."""

from __future__ import annotations

import pytest
from spacy.language import Language

from sayso.extract.attribution import find_attributions

SOURCES = [
    pytest.param(
        "Jets struck a school in the northern province activists and rescue workers said.",
        "activists and rescue workers",
        id="two that speak together",
    ),
    pytest.param(
        "A shell killed nine people in the town on Friday the state news agency and Kurdish media reported.",
        "the state news agency and Kurdish media",
        id="two outlets",
    ),
    pytest.param(
        "Three men were killed when a bomb went off on Sunday Northern Observatory for Human Rights reported.",
        "Northern Observatory for Human Rights",
        id="a day is no part of the name",
    ),
    pytest.param(
        "A bomb killed nine people in the suburb of Darel on Monday the third blast to hit the district state radio said.",
        "state radio",
        id="a broadcaster without article",
    ),
    pytest.param(
        "The toll of the flood gate raid stands at 20 with porters among the casualties media reported Saturday.",
        "media",
        id="a plural noun before media",
    ),
    pytest.param(
        "Nine civilians were killed by bombs that landed on eastern Darel the observatory reported on Thursday.",
        "the observatory",
        id="a verb that looks like a participle",
    ),
    pytest.param("The monitor gave a toll of 31.", "The monitor", id="gives a toll"),
    pytest.param("The union later updated to 18 its count of drowned porters.", "The union", id="updates it"),
    pytest.param(
        "A huge blast claimed by the Northern Front group killed at least 14 people in the border town.",
        "the Northern Front group",
        id="the one who claims it ends before the deed",
    ),
]


@pytest.mark.parametrize(("text", "source"), SOURCES)
def test_the_source_of_a_sentence_without_commas(nlp: Language, text: str, source: str) -> None:
    found = [one for one in find_attributions(nlp(text)) if one.source]
    assert [one.source[-1].quote(text) for one in found] == [source]


def test_what_is_said_keeps_its_day(nlp: Language) -> None:
    text = "Three men were killed when a bomb went off on Sunday Northern Observatory for Human Rights reported."
    (one,) = find_attributions(nlp(text))
    assert [part.quote(text) for part in one.content] == ["Three men were killed when a bomb went off on Sunday"]
