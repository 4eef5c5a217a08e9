"""What a passage says itself of its event: in which words, of which places and numbers, on whose word.

>>> from sayso.model import Claim, Span
>>> told = Claim(id="1", doc="d", span=Span(0, 9), evidence="Jets hit.", kind="air_strike", status="asserted", extractor="", confidence=1.0)
>>> speaker(told), own_places(told), numbers(told)
((), frozenset(), frozenset())
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token

from sayso.lexicon import load
from sayso.model import Claim, ClaimDraft, Number, Place

_TELLING = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
_EVERYDAY = 2  # "one killed" recurs in a report of many attacks; greater numbers seldom do
Counted = tuple[str, Number | None, Number | None]  # measure, low, high


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """How a passage words its event: the words that tell something, as lemmas, and whether a noun points back at it."""

    words: frozenset[str] = frozenset()
    sentence: int = 0
    pointed: bool = False  # "the attack", "that strike", not "the second attack"


def wordings(drafts: Sequence[ClaimDraft], doc: Doc) -> list[Wording]:
    """The wording of each draft."""
    number = {token.i: i for i, sent in enumerate(doc.sents) for token in sent}
    return [
        Wording(
            words=_words(draft, doc),
            sentence=number[draft.event.token],
            pointed=_is_pointed(doc[draft.event.token]),
        )
        for draft in drafts
    ]


def _words(draft: ClaimDraft, doc: Doc) -> frozenset[str]:
    passage = doc.char_span(draft.evidence.start, draft.evidence.end, alignment_mode="expand")
    assert passage is not None, "the evidence of a draft is a stretch of its document"
    return frozenset(token.lemma_.lower() for token in passage if token.pos_ in _TELLING and not token.is_stop)


def _is_pointed(token: Token) -> bool:
    if token.pos_ not in {"NOUN", "PROPN"}:
        return False
    before = {child.lower_ for child in token.children if child.i < token.i}
    return bool(before & _definite()) and not before & _another()


def speaker(claim: Claim) -> tuple[str, ...]:
    """Who tells it, outermost first."""
    return tuple(link.text.casefold() for link in claim.source)


def numbers(claim: Claim) -> frozenset[Counted]:
    """What it counts."""
    return frozenset((figure.measure, figure.low, figure.high) for figure in claim.figures)


def is_telling(counted: Counted) -> bool:
    """Whether a number is above the everyday, so that two passages that have it may well tell of one thing."""
    return counted[1] is not None and counted[1] > _EVERYDAY


def named_places(claim: Claim) -> list[Place]:
    """The places that the passage itself names; the others are carried over from the scene."""
    return [place for place in claim.places if claim.span.covers(place.span)]


def own_places(claim: Claim) -> frozenset[str]:
    """The same in words."""
    return frozenset(place.text.casefold() for place in named_places(claim))


@cache
def _definite() -> frozenset[str]:
    return frozenset(load("events")["definite"])


@cache
def _another() -> frozenset[str]:
    return frozenset(load("repeats")["another"])
