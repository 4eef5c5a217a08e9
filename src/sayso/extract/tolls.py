"""Tolls: the number that a toll is put at, and the one that it rose from.

>>> from sayso.extract.figures import find_figures
>>> from sayso.language.parse import load_model
>>> doc = load_model()("The toll of the raid rose from 15 to 22.")
>>> [(figure.low, is_superseded(doc, figure), put_at(doc, figure, doc[1])) for figure in find_figures(doc)]
[(15, True, False), (22, False, True)]
"""

from __future__ import annotations

import re
from functools import cache

from spacy.tokens import Doc, Token

from sayso.lexicon import load
from sayso.model import FigureMention

_NUMBERED = 5  # tokens from "of" to the word for the fate, "the number of women and children wounded"; and in "from 15"
_FOR_EACH = r"for\s+(?:every|each)\b(?!\s+of\b)"
_FOR_EACH_BEFORE = re.compile(
    rf"(?:^|[,;:“\"‘'(—–-]\s*|\b(?:that|and|but)\s+){_FOR_EACH}(?:[^,;:]*,\s*[^,;:]*|\s*)$", re.IGNORECASE
)  # "for every soldier killed, ..."; the number itself in "for every ten killed"
_FOR_EACH_AFTER = re.compile(
    rf"(?:[^,;:]*\s)?{_FOR_EACH}(?:\s+[\w-]+){{0,4}}?\s+(?:killed|slain|dead|lost|wounded|injured|arrested|destroyed)\b",
    re.IGNORECASE,
)  # "lost five for every soldier killed"


@cache
def words(name: str) -> frozenset[str]:
    """A list of `lexicon/measures.yml`."""
    return frozenset(load("measures")[name])


def put_at(doc: Doc, figure: FigureMention, toll: Token) -> bool:
    """Whether a toll told before is put at the figure: "the toll of the raid on the two mills has risen to 112"."""
    if figure.first - toll.i < 2 or doc[figure.first].sent != toll.sent or not _is_toll(toll):
        return False
    before, verb = doc[figure.first - 1], _word_before(doc, figure.first - 2)
    if before.lower_ == "to":
        return verb.i == toll.i or verb.lemma_.lower() in words("raising")  # "bringing the toll to 61"
    if before.lower_ == "at":
        return verb.lemma_.lower() in words("standing") or any(
            token.lemma_.lower() in words("putting") for token in doc[toll.sent.start : toll.i]
        )
    return before.lemma_.lower() in words("reaching")


def fated_at(doc: Doc, figure: FigureMention, fate: Token) -> bool:
    """Whether the fate itself is put at the figure: "put the dead at ten and the wounded at 31", "and of injured at 40"."""
    at = figure.first - 1
    if fate.i != at - 1 or doc[at].lower_ != "at" or not _is_named(fate):
        return False
    verbs = {token.lemma_.lower() for token in doc[fate.sent.start : fate.i]}
    return not verbs.isdisjoint(words("putting") | words("standing"))


def _is_named(fate: Token) -> bool:
    """Whether a word for a fate stands for those who met it: "the wounded", "the number of dead"."""
    return fate.i > fate.sent.start and fate.nbor(-1).lower_ in {"the", "of", "its", "their"}


def is_ratio(doc: Doc, figure: FigureMention) -> bool:
    """Whether the figure is so many of one thing for each of another: "for every soldier killed, they lose five"."""
    sent = doc[figure.first].sent
    before, after = doc[sent.start : figure.first].text, doc[figure.last + 1 : sent.end].text
    return _FOR_EACH_BEFORE.search(before) is not None or _FOR_EACH_AFTER.match(after) is not None


def _word_before(doc: Doc, at: int) -> Token:
    """The word at a place, or the one before "from 15", "of 15" where that stands there."""
    start = next((i for i in range(at, max(0, at - _NUMBERED), -1) if doc[i].lower_ in {"from", "of"}), None)
    return doc[at] if start is None or not doc[at].like_num else doc[start - 1]


def _is_toll(word: Token) -> bool:
    """ "toll", and what is numbered in "the number of civilians killed": not who is told to be so by the way."""
    if word.lemma_.lower() == "toll":
        return True
    counts = (token for token in word.doc[max(word.sent.start, word.i - _NUMBERED) : word.i] if token.lower_ == "of")
    return any(token.i > word.sent.start and token.nbor(-1).lower_ == "number" for token in counts)


def is_superseded(doc: Doc, figure: FigureMention) -> bool:
    """The number that a toll rose from: "raised the toll of eight to 36", "up from 15 to 22"."""
    i = figure.first - 1
    if i < 1:
        return False
    before, verb = doc[i].lower_, doc[i - 1]
    if before == "of" and verb.lemma_.lower() in words("tolls"):
        raised = any(token.lemma_.lower() in words("raising") for token in (verb.head, verb.head.head))
        return raised and _goes_to_number(doc, figure)
    if before != "from":
        return False
    if doc[min(figure.last + 1, len(doc) - 1)].lower_ == "to" and verb.lemma_.lower() in words("raising"):
        return True
    rises = any(
        token.lemma_.lower() in words("raising") or token.lower_ in {"up", "down"}
        for token in doc[figure.head].sent
        if token.i < i
    )
    return rises and (
        verb.lemma_.lower() in words("raising") | {"up", "down"}
        or doc[min(figure.last + 1, len(doc) - 1)].lower_ == "to"
    )


def _goes_to_number(doc: Doc, figure: FigureMention) -> bool:
    """Whether "to" and a number follow in the sentence: where none does, the toll told is all that there is."""
    rest = doc[figure.last + 1 : doc[figure.head].sent.end]
    return any(token.lower_ == "to" and any(t.like_num for t in rest[i + 1 : i + 4]) for i, token in enumerate(rest))
