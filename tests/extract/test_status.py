"""Status by scope: what negation, modals, adverbs and governing verbs make of an event."""

from __future__ import annotations

import pytest
from spacy.language import Language

from sayso.extract.status import find_status

SENTENCES = [
    pytest.param("The army shelled the town.", "shelled", "asserted", id="plain"),
    pytest.param("The army did not shell the town.", "shell", "denied", id="negated"),
    pytest.param("The army may have shelled the town.", "shelled", "possible", id="modal"),
    pytest.param("The army reportedly shelled the town.", "shelled", "possible", id="adverb"),
    pytest.param("The army is believed to have shelled the town.", "shelled", "possible", id="believed to"),
    pytest.param("The alleged attack took place at noon.", "attack", "possible", id="adjective"),
    pytest.param("The army plans to attack the town.", "attack", "planned", id="plans to"),
    pytest.param("The planned offensive worries them.", "offensive", "planned", id="planned, adjective"),
    pytest.param("The army will attack the town.", "attack", "planned", id="future"),
    pytest.param("The envoy called on rebels to withdraw.", "withdraw", "demanded", id="called on to"),
    pytest.param("The general denied bombing the hospital.", "bombing", "denied", id="denied doing"),
    pytest.param("Troops would attack if talks failed.", "attack", "conditional", id="would"),
    pytest.param(
        "The minister told the president that jets destroyed the depot.",
        "destroyed",
        "asserted",
        id="told that is no demand",
    ),
    pytest.param("The minister told the men to destroy the depot.", "destroy", "demanded", id="told to is a demand"),
    pytest.param("The envoy called for an end to the strikes.", "strikes", "asserted", id="what should end goes on"),
    pytest.param("Talks failed to curb the bloodshed.", "bloodshed", "asserted", id="what was not curbed went on"),
    pytest.param("The army plans to launch an offensive.", "offensive", "planned", id="light verb between"),
    pytest.param("The spokesman said that the army shelled the town.", "shelled", "asserted", id="said"),
]


@pytest.mark.parametrize(("text", "word", "status"), SENTENCES)
def test_status(nlp: Language, text: str, word: str, status: str) -> None:
    doc = nlp(text)
    token = next(token.i for token in doc if token.text == word)
    assert find_status(doc, token) == status
