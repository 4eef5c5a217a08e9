"""Parts of a sentence with a toll and a place each, and what is one in spite of two names or two numbers."""

from __future__ import annotations

import pytest
from spacy.language import Language

from sayso.extract.events import find_events
from sayso.extract.figures import find_figures
from sayso.extract.measures import tie_figures
from sayso.extract.parts import parts

PARTED = [
    pytest.param(
        "The raids killed 10 people in Aleppo and three in Idlib.",
        [("The raids killed 10 people in Aleppo", [(10, "killed")]), ("three in Idlib.", [(3, "killed")])],
        id="the second without a verb",
    ),
    pytest.param(
        "Air strikes killed four people in Idlib, two in Aleppo and one in Hama.",
        [
            ("Air strikes killed four people in Idlib", [(4, "killed")]),
            ("two in Aleppo", [(2, "killed")]),
            ("one in Hama.", [(1, "killed")]),
        ],
        id="three places",
    ),
    pytest.param(
        "A bomb in Kirkuk killed two soldiers and another in Mosul wounded five.",
        [
            ("A bomb in Kirkuk killed two soldiers", [(2, "killed")]),
            ("another in Mosul wounded five.", [(5, "injured")]),
        ],
        id="another",
    ),
    pytest.param(
        "A car bomb killed six people in Baghdad on Monday, while a second blast in Basra killed three.",
        [
            ("A car bomb killed six people in Baghdad on Monday", [(6, "killed")]),
            ("a second blast in Basra killed three.", [(3, "killed")]),
        ],
        id="a second, told the other way round",
    ),
    pytest.param(
        "In Homs three people were killed, and in Hama two.",
        [("In Homs three people were killed", [(3, "killed")]), ("in Hama two.", [(2, "killed")])],
        id="places before numbers",
    ),
    pytest.param(
        "Gunmen killed two guards in Taiz and wounded five people in Aden.",
        [
            ("Gunmen killed two guards in Taiz", [(2, "killed")]),
            ("wounded five people in Aden.", [(5, "injured")]),
        ],
        id="two fates",
    ),
]

WHOLE = [
    pytest.param("Strikes on Idlib and Aleppo killed 12 people.", id="two names, one toll"),
    pytest.param("The blast killed 12 people and wounded 30 in Aleppo.", id="two tolls, one name"),
    pytest.param("Four people died in Aleppo and two of them were children from Idlib.", id="some of those"),
    pytest.param(
        "In Idlib province three people were killed and another five hurt in Tel Minis.", id="a place for both"
    ),
    pytest.param("The shells killed 10 people, including three children, in Aleppo.", id="a part of the toll"),
    pytest.param("Clashes killed 10 fighters in Aleppo on Monday and three in May.", id="a month is no place"),
]


@pytest.mark.parametrize(("text", "told"), PARTED)
def test_each_part_has_its_own_toll(nlp: Language, text: str, told: list[tuple[str, list[tuple[int, str]]]]) -> None:
    doc = nlp(text)
    events, figures = find_events(doc), list(find_figures(doc))
    ties = list(tie_figures(doc, events, figures))
    found = [
        (
            doc[event.first : event.last + 1].text,
            [(figures[f].low, measure) for f, owner, measure in ties if owner == i],
        )
        for i, event in enumerate(events)
    ]
    assert found == told
    assert all(event.first <= event.token <= event.last for event in events), "what tells of a part stands in it"


@pytest.mark.parametrize("text", WHOLE)
def test_what_is_told_together_stays_together(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert parts(doc, 0, len(doc) - 1) == []
