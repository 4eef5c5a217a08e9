"""Triggers: which words count, in which form, and which do not."""

from __future__ import annotations

import pytest
from spacy.language import Language

from sayso.extract.triggers import find_triggers

SENTENCES = [
    pytest.param("No troops were sent there.", [("troops were sent", "deployment")], id="passive"),
    pytest.param(
        "Two air-strikes hit the road.", [("air-strikes", "air_strike"), ("hit", "attack")], id="hyphen between tokens"
    ),
    pytest.param(
        "Rebels shot two jets down.",
        [("shot two jets down", "downing")],
        id="object between verb and particle",
    ),
    pytest.param(
        "Raid kills ten in Hama", [("Raid", "air_strike"), ("kills", "killed")], id="headline: plural-looking verb"
    ),
    pytest.param("He called the raid on the mill a success.", [("raid", "air_strike")], id="'on' belongs to the raid"),
    pytest.param("He called urgently on them.", [("called urgently on", "demand")], id="'on' belongs to the verb"),
    pytest.param("The rebel-held town is quiet.", [], id="participle inside a compound"),
    pytest.param("They met on March 3.", [("met", "talks")], id="a month is no march"),
    pytest.param("According to them, nothing moved.", [], id="'according' is no accord"),
    pytest.param("The assault rifle was old.", [("rifle", "shooting")], id="'assault rifle' is no assault"),
    pytest.param("Soldiers fighting the rebels rested.", [], id="a participle that says who they are"),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_triggers(nlp: Language, text: str, expected: list[tuple[str, str]]) -> None:
    doc = nlp(text)
    found = [(doc[t.first : t.last + 1].text, t.kind) for t in find_triggers(doc) if t.kind not in {"troops"}]
    assert [pair for pair in found if pair in expected] == expected
    assert bool(found) == bool(expected)


def test_an_effect_and_an_event_may_be_one_word(nlp: Language) -> None:
    doc = nlp("Rebels shot down a jet.")
    kinds = {(t.role, t.kind) for t in find_triggers(doc) if doc[t.first].text == "shot"}
    assert ("event", "downing") in kinds
    assert ("effect", "destroyed") in kinds


def test_a_bare_weapon_is_marked(nlp: Language) -> None:
    doc = nlp("The bomb lay in a van.")
    assert [(t.kind, t.weapon) for t in find_triggers(doc)] == [("bombing", True)]
