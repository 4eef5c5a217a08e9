"""Find the time expressions of a document: dates, times of day, durations and sets, typed as TIMEX3 types them.

>>> from sayso.language.parse import load_model
>>> doc = load_model()("Two mortars fell on Friday night, three days after the truce.")
>>> [(mention.text, mention.type) for mention in find_times(doc)]
[('Friday night', 'TIME'), ('three days', 'DURATION')]
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from sayso.extract.tense import tense_at
from sayso.extract.time_patterns import Match, match_patterns
from sayso.extract.time_words import Word, read_words
from sayso.lexicon import load
from sayso.model import Span, TimeMention

COUNTED = ("nummod", "quantmod")


def find_times(doc: Doc) -> Iterator[TimeMention]:
    """The time expressions of `doc` in order, without overlap; spans are code points of `doc.text`."""
    words = read_words(doc.text)
    for match in match_patterns(words):
        start, end = words[match.first].start, words[match.last - 1].end
        tokens = doc.char_span(start, end, alignment_mode="expand")
        if tokens is None or not _tells_time(match, tokens, words):
            continue
        yield TimeMention(
            span=Span(start, end),
            text=doc.text[start:end],
            type=match.type,
            tense=tense_at(tokens.root),
            form=match.form,
            parts=match.parts,
            signal=_signal(match, words),
        )


def _signal(match: Match, words: Sequence[Word]) -> str:
    for index in range(match.first - 1, max(match.first - 3, -1), -1):
        if "signal" in words[index].values:
            return words[index].values["signal"]
        if "=the" not in words[index].values:
            break
    return ""


def _tells_time(match: Match, tokens: Tokens, words: Sequence[Word]) -> bool:
    """Whether words that look like a time are one here: "May" the month, "2014" the year, "daily" the adverb."""
    names = {name for name, _ in match.parts}
    match match.form:
        case "date" if names == {"month"}:
            return not _is_name(tokens[-1])
        case "year" if names == {"year"} and len(tokens) == 1:
            return _is_year(tokens[0], words, match.first)
        case "years":
            return _is_year(tokens[-1], words, match.first)
        case "set" if names == {"value"}:
            return tokens[0].pos_ != "PROPN" or tokens[0].is_sent_start is True
        case "duration" if ("unit", "TS") in match.parts:
            return not tokens[0].text.lower() in ("a", "one")
        case _:
            return True


def _is_name(token: Token) -> bool:
    return token.pos_ in ("AUX", "VERB") or token.ent_type_ == "PERSON" and token.ent_iob_ != "O"


def _is_year(token: Token, words: Sequence[Word], index: int) -> bool:
    if index and words[index - 1].text in _not_before():
        return False
    head = token.head
    counts = token.dep_ in COUNTED and head.i > token.i and head.tag_ in ("NNS", "NNPS")
    return not counts


@cache
def _not_before() -> frozenset[str]:
    return frozenset(load("times")["not_before_year"])
