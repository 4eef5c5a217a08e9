"""Noncounts: numbers that count nothing: dates, times, ages, percentages, and the names of weapons, roads and units."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from sayso.extract.counted import Counted
from sayso.extract.numerals import Numeral
from sayso.extract.units import is_plural, token_class
from sayso.lexicon import load

_YEARS = range(1900, 2100)
_AGES = range(1, 111)
_INDEFINITE = frozenset({"no", "any", "every", "some", "each", "not"})  # before "one", whatever follows
_POINTING = frozenset({"this", "that", "which", "the", "another"})  # before a "one" without a noun
_HARMED = frozenset({"injured", "wounded", "killed", "dead", "hurt", "missing", "martyred", "detained", "arrested"})
_BEARINGS = frozenset(  # after a distance, these tell where a place lies
    [
        "north",
        "south",
        "east",
        "west",
        "northeast",
        "northwest",
        "southeast",
        "southwest",
        "north-east",
        "north-west",
        "south-east",
        "south-west",
        "away",
        "outside",
        "inside",
        "downstream",
        "upstream",
        "offshore",
    ]
)
_PERCENT = re.compile(r"\s?(?:%|per\s?cents?\b|pct\b|percentage\b)", re.IGNORECASE)
_OLD = re.compile(r"[\s-]+(?:years?|months?|days?|weeks?)[\s-]+olds?\b", re.IGNORECASE)
_DISTANT = frozenset({"ago", "later", "earlier", "before", "prior", "hence"})
_YEAR_LEADS = frozenset(
    {
        "in",
        "of",
        "since",
        "the",
        "by",
        "during",
        "until",
        "till",
        "from",
        "before",
        "after",
        "for",
        "early",
        "late",
        "mid",
    }
)
_PLAIN_DESIGNATORS = frozenset(
    {"no", "no.", "number", "page", "article", "paragraph", "resolution", "chapter", "highway", "route", "day", "phase", "stage"}
)
_NEAR = frozenset({"past", "last", "next", "previous", "coming", "following", "recent", "first"})


def is_count(doc: Doc, numeral: Numeral, core: Tokens) -> bool:
    """Whether the numeral counts something."""
    if _PERCENT.match(doc.text, numeral.core.end) or _OLD.match(doc.text, numeral.core.end):
        return False
    if numeral.currency is not None or numeral.vague:
        return not (numeral.vague and _date_words(doc, core))
    return not (_is_date(doc, numeral, core) or _is_age(doc, numeral, core) or _is_name(doc, numeral, core) or _is_calibre(doc, core))


def _before(doc: Doc, at: int) -> str:
    return doc[at - 1].lower_ if at > 0 else ""


def _after(doc: Doc, at: int) -> str:
    return doc[at].lower_ if at < len(doc) else ""


def _is_date(doc: Doc, numeral: Numeral, core: Tokens) -> bool:
    units = load("units")
    before, after = _before(doc, core.start), _after(doc, core.end)
    months, value = units["months"], numeral.low
    bare = numeral.core == numeral.span and numeral.core.quote(doc.text).isdigit()
    if bare and ((after in months and after != "may") or (before in months and not _counts(doc, core))):
        return True
    if (
        after in units["clock"]
        and core.text.isdigit()
        and (after != "hours" or (len(core.text) == 4 and core.text[0] in "012"))
    ):
        return True
    if bare and len(core.text) == 4 and value in _YEARS and not _is_large_count(doc, core):
        return True
    return _date_words(doc, core)


def _date_words(doc: Doc, core: Tokens) -> bool:
    """Whether the number belongs to a time relative to another: "two days ago", "the past three years"."""
    after = core.end
    if after < len(doc) and token_class(doc[after]) == "duration":
        if _after(doc, after + 1) in _DISTANT:
            return True
        return _before(doc, core.start) in _NEAR
    return False


def _counts(doc: Doc, core: Tokens) -> bool:
    """Whether a noun of a known class follows within two words: a plural, or any after "one"."""
    for token in doc[core.end : min(core.end + 3, len(doc))]:
        if token.like_num or token.is_punct or token.is_space or token.pos_ in ("ADP", "DET", "VERB", "AUX", "CCONJ"):
            return False
        if token_class(token) not in (None, "duration") and (is_plural(token) or core.text.lower() == "one"):
            return True
    return False


def _is_large_count(doc: Doc, core: Tokens) -> bool:
    """Whether a number that could be a year counts the noun right after it."""
    before, after = _before(doc, core.start), doc[core.end] if core.end < len(doc) else None
    if after is None or before in _YEAR_LEADS or before in load("units")["months"]:
        return False
    return is_plural(after) and token_class(after) in ("person", "munition", "vehicle", "building")


def _is_age(doc: Doc, numeral: Numeral, core: Tokens) -> bool:
    if numeral.low not in _AGES and numeral.high not in _AGES:
        return False
    before, after = _before(doc, core.start), _after(doc, core.end)
    if before in load("units")["age_words"] or (before in ("of",) and _before(doc, core.start - 1) == "age"):
        return True
    if not core.text.isdigit() or numeral.core != numeral.span:
        return False
    if before == "(" and after == ")":
        return True
    named = core.start > 1 and before == "," and doc[core.start - 2].pos_ == "PROPN"
    return named and after in (",", ".", ";", "and", "who", "from", "was", "told", "said")


def _designates(word: Token) -> bool:
    """Whether the word is one that takes a number for a name: "Route", "resolutions", "No."."""
    low = word.lower_
    listed = low in load("units")["designators"] or low.removesuffix("s") in load("units")["designators"]
    return listed and (word.text[:1].isupper() or low.removesuffix("s") in _PLAIN_DESIGNATORS)


def _named(doc: Doc, core: Tokens) -> Token:
    """The word before the number, or before the list of numbers that it stands in: "resolutions 2118, 2209 and 2254"."""
    at = core.start - 1
    while (
        at > 0
        and (doc[at].like_num or doc[at].lower_ in (",", "and"))
        and doc[at - 1].pos_ in ("NUM", "NOUN", "PROPN", "PUNCT")
    ):
        at -= 1
    return doc[at]


def _is_calibre(doc: Doc, core: Tokens) -> bool:
    """Whether the number is the bore of a weapon: "122mm rockets", "a 7.62 mm bullet"."""
    return _after(doc, core.end) in ("mm", "cm", "calibre", "caliber")


def _is_name(doc: Doc, numeral: Numeral, core: Tokens) -> bool:
    """Whether the number is a part of a name: "Resolution 2254", "Route 4", "Boeing 737"."""
    text = core.text
    if text.isdigit() and len(text) > 1 and text[0] == "0":
        return True
    if core.start == 0:
        return False
    before = _named(doc, core)
    if numeral.core == numeral.span and _designates(before) and not _counts(doc, core):
        return True
    if core.end < len(doc) and doc[core.end].lower_ in _HARMED:
        return False
    worded = not text[0].isdigit() and text[0].isupper() and core.start > doc[core.start].sent.start
    return worded and before.pos_ == "PROPN" and not _counts(doc, core) and numeral.core == numeral.span


def counts_one(doc: Doc, core: Tokens, phrase: Counted) -> bool:
    """Whether a number of one counts: "one" is as often a pronoun ("one of the largest", "one another", "one day")."""
    if core.text.lower() not in ("one", "1"):
        return True
    before = _before(doc, core.start)
    if before in _INDEFINITE or (phrase.head is None and before in _POINTING):
        return False
    if phrase.head is None:
        return core.text == "1" or phrase.pronoun is not None or _stands_for_person(doc, core)
    head = doc[phrase.head]
    if token_class(head) in (None, "duration", "place_count") and head.lower_ not in ("dead", "wounded", "injured"):
        return token_class(head) == "duration" and before in ("than", "least", "over")
    superlative = any(token.tag_ in ("JJS", "RBS") for token in doc[phrase.first : phrase.head])
    return not (phrase.of_whole and superlative)


def _stands_for_person(doc: Doc, core: Tokens) -> bool:
    """Whether a lone "one" is told as a victim: "one was killed", "one injured", "five died in the town and one in ..."."""
    after = _after(doc, core.end)
    if (
        core[-1].dep_ == "nsubjpass"
        or after in _HARMED
        or (after in ("was", "were") and _after(doc, core.end + 1) in _HARMED)
    ):
        return True
    return _before(doc, core.start) == "and" and after in ("in", "near", "at")


def locates(doc: Doc, head: int) -> bool:
    """Whether a distance only tells where something lies: "30 km north of", "40 km (25 miles) from"."""
    if token_class(doc[head]) != "distance":
        return False
    after = _after(doc, head + 1)
    return after in (")", "]") or after in _BEARINGS or after.removesuffix("ern") in _BEARINGS
