"""Clauses and phrases: governors, extents and arguments."""

from __future__ import annotations

import pytest
from spacy.language import Language

from sayso.extract.clauses import antecedent, clause_head, is_passive, object_of, oblique, phrase, subject, verb_before


def at(nlp: Language, text: str, word: str):  # type: ignore[no-untyped-def]
    return next(token for token in nlp(text) if token.text == word)


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        pytest.param("The jets of the coalition hit a bridge.", "jets", "The jets of the coalition", id="of-phrase"),
        pytest.param("Women and children fled.", "Women", "Women and children", id="coordination"),
        pytest.param("A man who had fled returned.", "man", "A man", id="no relative clause"),
    ],
)
def test_phrase(nlp: Language, text: str, word: str, expected: str) -> None:
    token = at(nlp, text, word)
    first, last = phrase(token)
    assert token.doc[first : last + 1].text == expected


def test_clause_head_stops_at_the_nearest_verb(nlp: Language) -> None:
    assert clause_head(at(nlp, "The army said that rebels attacked the base.", "base")).text == "attacked"


def test_subject_is_shared_through_coordination(nlp: Language) -> None:
    found = subject(at(nlp, "The army attacked the base and burned the depot.", "burned"))
    assert found is not None
    assert found.text == "army"


def test_subject_of_a_relative_clause_is_what_it_stands_for(nlp: Language) -> None:
    found = subject(at(nlp, "The jets which bombed the town returned.", "bombed"))
    assert found is not None
    assert antecedent(found).text == "jets"


def test_passive_and_agent(nlp: Language) -> None:
    verb = at(nlp, "The base was attacked by rebels.", "attacked")
    assert is_passive(verb)
    agent = oblique(verb, frozenset({"by"}))
    assert agent is not None
    assert agent.text == "rebels"
    assert object_of(verb) is None


def test_the_verb_before_a_list(nlp: Language) -> None:
    doc = nlp("Jets destroyed six tanks, two bridges and a truck.")
    truck = next(token.i for token in doc if token.text == "truck")
    verb, items = verb_before(doc, truck - 1)
    assert verb is not None
    assert (verb.text, items) == ("destroyed", 2)
