"""Noncounts: numbers that count nothing: dates, times, ages, percentages, and the names of weapons, roads and units.

>>> from sayso.extract.numerals import read_numerals
>>> from sayso.language.parse import load_model
>>> doc = load_model()("Resolution 2254 passed.")
>>> is_count(doc, next(read_numerals(text_of(doc))), doc[1:2])
False
"""

from __future__ import annotations

import re
from typing import Any

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from sayso.extract.counted import Counted
from sayso.extract.numerals import Numeral
from sayso.extract.units import is_plural, token_class
from sayso.extract.wording import text_of
from sayso.lexicon import load

_WORDS: dict[str, Any] = load("numbers")["noncounts"]
_MONTHS = frozenset(load("units")["months"])
_YEARS = range(1900, 2100)  # a bare number of four digits in this range is a year unless a noun follows at once
_DAYS = range(1, 32)
_AGES = range(1, 111)
_COUNTED_IN_THOUSANDS = ("person", "munition", "vehicle", "building")  # what "2000 rebels" may count, right after it
_PERCENT = re.compile(r"\s?(?:%|per\s?cents?\b|pct\b|percentage\b)", re.IGNORECASE)
_OLD = re.compile(r"[\s-]+(?:years?|months?|days?|weeks?)[\s-]+olds?\b", re.IGNORECASE)
_MILITARY_HOUR = re.compile(r"[012]\d{3}")
_DATE_BEHIND = re.compile(r"\s+\d{1,2}[./]\d{1,2}[./](?:19|20)\d\d")  # "Middle East 1735 15.04.2017"
_GOVERNING = frozenset({"ADP", "PART", "VERB", "AUX"})  # parts of speech after which a number belongs to a sentence
_YEAR_BEHIND = re.compile(r"\s*\((?:19|20)\d\d\)")  # "2268 (2016)"


def is_count(doc: Doc, numeral: Numeral, core: Tokens) -> bool:
    """Whether the numeral, whose own words are `core`, counts something."""
    if _PERCENT.match(text_of(doc), numeral.core.end) or _OLD.match(text_of(doc), numeral.core.end):
        return False
    if _after(doc, core.end) == "times" and _after(doc, core.end + 1) in _WORDS["comparing"]:
        return False
    if core.text.lower() in _WORDS["blessings"] and core.end < len(doc) and doc[core.end].tag_ == "NN":
        return False  # "a thousand mercy upon them"
    if numeral.vague or numeral.currency is not None:
        return not (numeral.vague and _is_relative_time(doc, core))
    readings = (_is_date, _is_age, _is_name, _is_clock, _is_item, _is_outside)
    return not any(reads(doc, numeral, core) for reads in readings)


def _before(doc: Doc, at: int) -> str:
    return doc[at - 1].lower_ if at > 0 else ""


def _after(doc: Doc, at: int) -> str:
    return doc[at].lower_ if at < len(doc) else ""


def _is_bare(doc: Doc, numeral: Numeral) -> bool:
    """Whether the numeral is digits alone, with no bounding words."""
    return numeral.core == numeral.span and numeral.core.quote(text_of(doc)).isdigit()


def _is_date(doc: Doc, numeral: Numeral, core: Tokens) -> bool:
    if _is_relative_time(doc, core):
        return True
    if not _is_bare(doc, numeral):
        return False
    before, after = _before(doc, core.start), doc[core.end].text if core.end < len(doc) else ""
    if numeral.low in _DAYS and after.lower() in _MONTHS and after != "may":
        return True
    if before in _MONTHS and numeral.low in _DAYS:
        dated = text_of(doc)[numeral.core.end : numeral.core.end + 1] in (".", ",", ";", ")") or _before(
            doc, core.start - 1
        ) in ("on", "since", "until", "of", "from", "dated", "the")
        return dated or not _counts(doc, core)
    return len(core.text) == 4 and numeral.low in _YEARS and not _is_large_count(doc, core)


def _is_relative_time(doc: Doc, core: Tokens) -> bool:
    """Whether the number belongs to a time relative to another: "two days ago", "the past three years"."""
    if core.end >= len(doc) or token_class(doc[core.end]) != "duration":
        return False
    near = _before(doc, core.start) in _WORDS["near"] and doc[core.start - 1].pos_ != "VERB"  # "will last 72 hours"
    return near or _after(doc, core.end + 1) in _WORDS["distant"]


def _is_clock(doc: Doc, numeral: Numeral, core: Tokens) -> bool:
    """Whether the number is a time of day or the bore of a weapon: "5.30 p.m.", "0600 hours", "122mm rockets"."""
    after = _after(doc, core.end)
    if after in _WORDS["clock"] or after in _WORDS["calibres"]:
        return numeral.core.quote(text_of(doc))[0].isdigit() or after == "o'clock"
    hour = _MILITARY_HOUR.fullmatch(core.text) is not None and _is_bare(doc, numeral)
    return hour and (after == "hours" or (_before(doc, core.start) == "at" and not _counts(doc, core)))


def _is_item(doc: Doc, numeral: Numeral, core: Tokens) -> bool:
    """Whether the number numbers an item or stands in brackets alone: "2) ...", "3. ...", "(200)"."""
    if not _is_bare(doc, numeral):
        return False
    after = _after(doc, core.end)
    if after == ")":
        opened = [i for i in range(max(0, core.start - 12), core.start) if doc[i].text == "("]
        return not opened or opened[-1] == core.start - 1
    alone = core.end + 1 >= len(doc) or doc[core.end + 1].is_sent_start or doc[core.end + 1].text[:1].isupper()
    return bool(core[0].is_sent_start) and after == "." and alone and core.end < len(doc)


def _is_outside(doc: Doc, numeral: Numeral, core: Tokens) -> bool:
    """Whether the number stands outside of any sentence, as counters of a page do: "Short URL 215 The toll rose"."""
    if not _is_bare(doc, numeral) or core.end >= len(doc):
        return False
    after = doc[core.end]
    if after.is_space and core.end + 1 < len(doc):
        after = doc[core.end + 1]
    if after.lower_ in _WORDS["counters"] and after.text[:1].isupper():
        return True
    if _before(doc, core.start) in _WORDS["counter_leads"]:
        return True
    if core.start > 0 and doc[core.start - 1].pos_ in _GOVERNING:
        return False  # "Toll rises to 43", a headline
    if _DATE_BEHIND.match(text_of(doc), numeral.core.end):
        return True
    opens = after.pos_ == "DET" and after.text[:1].isupper() and not after.text.isupper()
    return opens or (after.text == "At" and _after(doc, core.end + 1) == "least")


def _counts(doc: Doc, core: Tokens) -> bool:
    """Whether a noun of a known class follows within two words: a plural, or any after "one"."""
    for token in doc[core.end : core.end + 3]:
        if token.like_num or token.is_punct or token.is_space or token.pos_ in ("ADP", "DET", "VERB", "AUX", "CCONJ"):
            return False
        if token_class(token) not in (None, "duration") and (is_plural(token) or core.text.lower() == "one"):
            return True
    return False


def _is_large_count(doc: Doc, core: Tokens) -> bool:
    """Whether a number that could be a year counts the noun right after it."""
    before = _before(doc, core.start)
    if core.end >= len(doc) or before in _WORDS["year_leads"] or before in _MONTHS:
        return False
    return is_plural(doc[core.end]) and token_class(doc[core.end]) in _COUNTED_IN_THOUSANDS


def _is_age(doc: Doc, numeral: Numeral, core: Tokens) -> bool:
    """Whether the number is an age: "aged 35", "aged from four to 10", "Omar, 35, ...", "(53)"; or counts a man's children."""
    if numeral.low not in _AGES and numeral.high not in _AGES:
        return False
    spoken = doc.char_span(numeral.span.start, numeral.span.end, alignment_mode="expand")
    starts = {core.start, core.start if spoken is None else spoken.start}
    listed = core.start > 0 and _named(doc, core).lower_ in ("aged", "ages")
    if listed or any(_before(doc, at) in _WORDS["ages"] for at in starts) or numeral.text.lower().startswith("under "):
        return not _counts(doc, core)
    if _before(doc, core.start) == "of" and _before(doc, core.start - 1) in (*_WORDS["ages"], *_WORDS["kin"]):
        return True
    if not _is_bare(doc, numeral):
        return False
    before, after = _before(doc, core.start), _after(doc, core.end)
    if before == "(" and after == ")":
        return True
    if core.start > 0 and doc[core.start - 1].ent_type_ == "PERSON" and core.end < len(doc):
        following = doc[core.end]  # "Ziad 13 suffered burns", without its commas
        if following.pos_ in ("VERB", "AUX") and following.tag_ not in ("VBN", "VBG"):
            return following.lower_ not in _WORDS["fates"]
    named = core.start > 1 and before == "," and _ends_name(doc[core.start - 2])
    return named and after in (",", ".", ";", "and", "who", "from", "was", "told", "said")


def _ends_name(word: Token) -> bool:
    """Whether a name ends here; "Witness 4" stands for one."""
    return word.pos_ == "PROPN" or (word.like_num and word.i > 0 and _designates(word.nbor(-1)))


def _is_name(doc: Doc, numeral: Numeral, core: Tokens) -> bool:
    """Whether the number is a part of a name: "Resolution 2254", "Route 4", "Boeing 737", "007"."""
    text = core.text
    if (text.isdigit() and len(text) > 1 and text[0] == "0") or _YEAR_BEHIND.match(text_of(doc), numeral.core.end):
        return True
    if core.start == 0 or numeral.core != numeral.span or _after(doc, core.end) in _WORDS["fates"]:
        return False
    before = _named(doc, core)
    if _designates(before) and not _counts(doc, core):
        return True
    if core.start > 1 and before.is_quote and _after(doc, core.end) in _WORDS["quotes"]:
        return doc[core.start - 2].tag_ == "NN" and _is_bare(doc, numeral)  # the body known as "unknown man '5309'"
    worded = text[0].isalpha() and text[0].isupper() and not core[0].is_sent_start
    return worded and before.pos_ == "PROPN" and not _counts(doc, core)


def _named(doc: Doc, core: Tokens) -> Token:
    """The word before the number, or before the list of numbers that it stands in: "resolutions 2118, 2209 and 2254"."""
    at = core.start - 1
    while at > 0 and (doc[at].like_num or (doc[at].lower_ in (",", "and") and doc[at - 1].like_num)):
        at -= 1
    return doc[at]


def _designates(word: Token) -> bool:
    """Whether the word is one that takes a number for a name: "Route", "resolutions", "No."."""
    forms = {word.lower_, word.lower_.removesuffix("s")}
    listed = not forms.isdisjoint(_WORDS["designators"])
    return listed and (word.text[:1].isupper() or not forms.isdisjoint(_WORDS["plain"]))


def counts_one(doc: Doc, core: Tokens, phrase: Counted) -> bool:
    """Whether a number of one counts: "one" is as often a pronoun ("one of the largest", "one another", "one day")."""
    if core.text.lower() not in ("one", "1"):
        return True
    before = _before(doc, core.start)
    if before in _WORDS["indefinite"] or (phrase.head is None and before in _WORDS["pointing"]):
        return False
    if phrase.head is None:
        return core.text == "1" or phrase.pronoun is not None or _stands_for_person(doc, core)
    head = doc[phrase.head]
    if head.lower_ in load("units")["collectives"]:
        return False  # "six members of one family"
    kind = token_class(head)
    if kind in (None, "duration", "place_count") and head.lower_ not in _WORDS["fates"]:
        return kind == "duration" and before in ("than", "least", "over")
    if phrase.of_whole and kind in ("munition", "strike"):
        return False  # "one of the shells hit a school": of those told already
    superlative = any(token.tag_ in ("JJS", "RBS") for token in doc[phrase.first : phrase.head])
    return not (phrase.of_whole and superlative)


def _stands_for_person(doc: Doc, core: Tokens) -> bool:
    """Whether a lone "one" is told as a victim: "one was killed", "killing one", "five died here and one in ..."."""
    before, after = _before(doc, core.start), _after(doc, core.end)
    fates = _WORDS["fates"]
    if (
        core[-1].dep_ == "nsubjpass"
        or after in fates
        or (after in ("was", "were") and _after(doc, core.end + 1) in fates)
    ):
        return True
    return before in _WORDS["harming"] or (before == "and" and after in ("in", "near", "at"))


def locates(doc: Doc, head: int) -> bool:
    """Whether a distance only tells where something lies: "30 km north of", "40 km (25 miles) from"."""
    if token_class(doc[head]) != "distance":
        return False
    after = _after(doc, head + 1)
    return after in (")", "]") or not {after, after.removesuffix("ern")}.isdisjoint(_WORDS["bearings"])
