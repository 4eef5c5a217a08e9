"""What the tagger links and what the rules report, joined: a table of cues by who finds them and how surely."""

from __future__ import annotations

import pytest
from spacy.language import Language

from sayso.extract.attribution import find_attributions
from sayso.extract.linked import AGREED, SURE, stance_of_cue
from sayso.model import Link, Span

SAID = "The depot burned all night, the mayor said."
THOUGHT = "She thinks the depot burned."
HELD = "The mayor holds that the depot burned."


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def link(text: str, *, cue: str, source: str | None, content: str | None, confidence: float = 0.9) -> Link:
    return Link(
        cue=span(text, cue),
        source=() if source is None else (span(text, source),),
        content=() if content is None else (span(text, content),),
        confidence=confidence,
    )


def told(nlp: Language, text: str, links: list[Link] | None) -> list[tuple[str, str, str]]:
    """Source, cue and content of each attribution."""
    return [
        (
            found.source[-1].quote(text) if found.source else "",
            found.cue[0].quote(text),
            " | ".join(part.quote(text) for part in found.content),
        )
        for found in find_attributions(nlp(text), links)
    ]


def test_without_a_tagger_the_rules_stand_alone(nlp: Language) -> None:
    assert told(nlp, SAID, None) == [("the mayor", "said", "The depot burned all night")]


def test_a_tagger_that_sees_no_cue_outvotes_a_rule(nlp: Language) -> None:
    assert told(nlp, THOUGHT, None)
    assert told(nlp, THOUGHT, []) == []


def test_a_speaker_by_trade_who_says_a_clause_needs_no_tagger(nlp: Language) -> None:
    assert told(nlp, SAID, []) == [("the mayor", "said", "The depot burned all night")]


@pytest.mark.parametrize(("confidence", "kept"), [(AGREED - 0.1, False), (AGREED + 0.1, True), (SURE + 0.1, True)])
def test_a_rule_and_a_half_sure_tagger_agree(nlp: Language, confidence: float, *, kept: bool) -> None:
    seen = link(THOUGHT, cue="thinks", source="She", content="the depot burned", confidence=confidence)
    assert bool(told(nlp, THOUGHT, [seen])) is kept


@pytest.mark.parametrize(("confidence", "kept"), [(SURE - 0.1, False), (SURE + 0.1, True)])
def test_a_tagger_alone_must_be_sure(nlp: Language, confidence: float, *, kept: bool) -> None:
    text = "Word from the mayor is the depot burned."
    seen = link(text, cue="Word from", source="the mayor", content="the depot burned", confidence=confidence)
    assert bool(told(nlp, text, [seen])) is kept


def test_the_tagger_says_how_far_content_and_source_reach(nlp: Language) -> None:
    text = "The mayor of Hama said the depot burned and the road was shut, while shops stayed open."
    seen = link(text, cue="said", source="The mayor of Hama", content="the depot burned and the road was shut")
    assert told(nlp, text, [seen]) == [("The mayor of Hama", "said", "the depot burned and the road was shut")]


def test_words_passed_on_stay_with_the_rules(nlp: Language) -> None:
    text = "State radio quoted an officer as saying that the bridge was mined."
    (found,) = find_attributions(nlp(text), [])
    assert [part.quote(text) for part in found.source] == ["State radio", "an officer"]


def test_a_toll_put_at_a_number_needs_no_tagger(nlp: Language) -> None:
    assert told(nlp, "The governor put the toll at 30.", []) == [("The governor", "put", "the toll at 30")]


STANCES = [
    pytest.param("The army denied that it hit the market.", "denied", "that it hit the market", "denies", id="verb"),
    pytest.param("They threatened to shell the port.", "threatened to", "shell the port", "promises", id="threat"),
    pytest.param("The group called for an end to raids.", "called for", "an end to raids", "demands", id="pair"),
    pytest.param("Allegations that gas was used spread.", "Allegations", "that gas was used", "accuses", id="noun"),
    pytest.param("We could not verify that it fell.", "verify", "that it fell", "cannot_confirm", id="shaded"),
    pytest.param("France condemned the raid, it says.", "condemned", "the raid", "criticises", id="names, says not"),
    pytest.param(
        "The blast, claimed by Aknaf, shook us.", "claimed", "The blast", "claims_responsibility", id="own deed"
    ),
    pytest.param("His mantra is no talks now.", "mantra is", "no talks now", "mentions", id="unknown words"),
]


@pytest.mark.parametrize(("text", "cue", "content", "stance"), STANCES)
def test_stance_of_a_cue(nlp: Language, text: str, cue: str, content: str, stance: str) -> None:
    doc = nlp(text)
    stretches = []
    for words in (cue, content):
        found = doc.char_span(*vars_of(span(text, words)))
        assert found is not None
        stretches.append((found.start, found.end - 1))
    assert stance_of_cue(doc, stretches[0], stretches[1:]) == stance


def vars_of(found: Span) -> tuple[int, int]:
    return found.start, found.end
