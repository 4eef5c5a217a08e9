r"""Where sentences end and where they do not, set before the parser so that it keeps to it.

A line break ends a sentence unless the sentence goes on below; "Lt.", "Jan." and "a.m." do not; furniture is apart.

    >>> [line_ends_sentence("BEIRUT, Lebanon", "Two people died."), line_ends_sentence("the city", "of Homs")]
    [True, False]
"""

from __future__ import annotations

import bisect
import re
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from sayso.lexicon import load

BOUNDARIES = "sayso_boundaries"
MARKS = "sayso_marks"
FURNITURE = "sayso_furniture"  # key of `Doc.user_data`: spans of text that are no part of the report
# "• ", "- ", ".       Near X", "1. ", "2) ", "(a) " at the head of a line; they belong to the sentence that they open.
MARK = re.compile(
    r"^[ \t]*((?:[•·▪‣◦*●■–—-]|\.{1,5}(?=[ \t]{2})|\(?(?:\d{1,2}|[A-Za-z])[.)])[ \t]+)(?=\S)", re.MULTILINE
)
# A full date that stands apart from the prose at the head of a scraped page: "... Monitor Monday 21 Mar 2016 At least ..."
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_WEEKDAY = r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\.?,? )?"
DATELINE = re.compile(
    rf"(?<!\b[Oo]n )(?<!\b[Ii]n )(?<!\b[Oo]f )(?<!\b[Ss]ince )(?<!\b[Uu]ntil )(?<!\b[Ff]rom )(?<!\b[Tt]o )(?<!\b[Aa]nd )(?<!\b[Bb]y )"
    rf"\b{_WEEKDAY}(?:\d{{1,2}} {_MONTH},? \d{{4}}|{_MONTH} \d{{1,2}},? \d{{4}})(?: \d\d?[:.]\d\d)?[.,]? +(?=[A-Z\"“'‘])"
)
LONGEST = 160  # tokens without a stop after which a sentence is cut, at a pause if one comes soon
_PATIENCE = 40
_PAUSES = frozenset([",", ";", ":", "—", "–"])
_HEAD = 400  # characters at the head of a text in which a date may stand apart
_BULLETS = frozenset("•·▪‣◦*●■–—-.")
_GAP = 3  # spaces after a stop that stand for a line break
_LOOK = 40  # characters of the following line that show how it begins
_WRAPPED_SHARE = 0.3  # of lines that go on in lower case without a stop: the text was wrapped at a column
_OPENING = "\"'“‘«([„‹`"
_CLOSING = frozenset(["”", "’", "»", "''", '"', "'", "›"])
_TERMINAL = ".!?…:;\"'”’»)"
_STOPS = frozenset([".", "!", "?", "…", "..."])
_NEVER_FIRST = frozenset([")", "]", "}", ",", ";", ":", "%", "...", "…"])
_INITIAL = re.compile(r"[A-Z]\.$")
_ARTICLES = frozenset(
    ["al", "el", "ad", "an", "ar", "as", "ash", "at", "az"]
)  # Arabic ones may open a sentence: "al-Qaeda"


def line_ends_sentence(line: str, following: str) -> bool:
    """Whether a line break after `line` ends a sentence, seen from the two lines alone."""
    line, following = line.rstrip(), following.lstrip()
    if not line or not following:
        return True
    first = following.lstrip(_OPENING)[:1]
    return line[-1] in _TERMINAL or not first.islower()


def is_wrapped(text: str) -> bool:
    """Whether the text is broken at a column, so that its single line breaks mean nothing."""
    lines = [line.strip() for line in text.split("\n")]
    pairs = [(a, b) for a, b in pairwise(lines) if a and b]
    if len(pairs) < 3:
        return False
    going_on = sum(not line_ends_sentence(a, b) for a, b in pairs)
    lengths = sorted(len(a) for a, _ in pairs)
    narrow = 40 <= lengths[len(lengths) // 2] <= 100 and lengths[-1] <= 120
    return narrow and going_on / len(pairs) >= _WRAPPED_SHARE


@Language.component(BOUNDARIES)
def set_boundaries(doc: Doc) -> Doc:
    """Fix the sentence starts that the marks of the text decide; the rest is the parser's."""
    text = doc.text
    words = [token.text for token in doc]
    wrapped = is_wrapped(text)
    starts = _forced(doc, text, wrapped=wrapped)
    decisions = [0] * len(words)  # spaCy's SENT_START: 1 starts a sentence, -1 does not, 0 is the parser's to say
    last = -1  # index of the last token that is no space
    for i, word in enumerate(words):
        if word.isspace():
            decisions[i] = -1
            continue
        decided = starts.get(i)
        if decided is None and last < i - 1:
            decided = last >= 0 and _after_gap(doc, words, last, i, text=text, wrapped=wrapped)
        if decided is None and i:
            decided = _within(doc, words, last, i)
        decisions[i] = 0 if decided is None else 1 if decided else -1
        last = i
    decisions[0:1] = [1] * len(decisions[0:1])
    _cut_long(words, decisions)
    # One call: setting `is_sent_start` token by token takes time that grows with the square of the length.
    column: Any = np.array(decisions, dtype=np.int64).astype(np.uint64).reshape(-1, 1)
    return doc.from_array(["SENT_START"], column)


def _cut_long(words: list[str], decisions: list[int]) -> None:
    """Begin a sentence where none could begin for very long: text without stops takes ages to read as one."""
    since = 0
    for i, word in enumerate(words):
        since = 0 if decisions[i] == 1 or words[i - 1] in _STOPS else since + 1
        if since >= LONGEST and (words[i - 1] in _PAUSES or since >= LONGEST + _PATIENCE) and not word.isspace():
            decisions[i], since = 1, 0


@Language.component(MARKS)
def join_marks(doc: Doc) -> Doc:
    """Hang a list mark that the parser left alone on the sentence it opens; a lone root is a sentence to spaCy."""
    for match in MARK.finditer(doc.text):
        mark = doc.char_span(*match.span(1), alignment_mode="contract")
        first = mark[-1].i + 1 if mark is not None else len(doc)
        if mark is not None and first < len(doc) and doc[first].is_sent_start:
            head = doc[first].sent.root
            for token in mark:
                if token.head.i == token.i:
                    token.head = head
                    token.dep_ = "punct"
    return doc


def _forced(doc: Doc, text: str, *, wrapped: bool) -> dict[int, bool]:
    """Starts that do not hang on the words around: list marks, and the edges of furniture."""
    starts: dict[int, bool] = {}
    edges = {offset for span in doc.user_data.get(FURNITURE, ()) for offset in span}
    edges |= {offset for match in DATELINE.finditer(text, 0, _HEAD) for offset in match.span()}
    marks = [match.span(1) for match in MARK.finditer(text)]
    if not edges and not marks:
        return starts
    at = {token.idx: token.i for token in doc if not token.is_space}
    offsets = sorted(at)
    for start, end in marks:
        if wrapped and text[start] not in _BULLETS:
            continue  # "... on May\n8. The ..." is no list
        inside = [at[offset] for offset in _between(offsets, start, end)]
        if inside:
            starts[inside[0]] = True
            starts.update(dict.fromkeys(inside[1:], False))
            if end in at:
                starts[at[end]] = False
    for edge in edges:
        following = next(iter(_between(offsets, edge, len(text))), None)
        if following is not None:
            starts.setdefault(at[following], True)
    return starts


def _between(offsets: list[int], start: int, end: int) -> list[int]:
    return offsets[bisect.bisect_left(offsets, start) : bisect.bisect_left(offsets, end)]


def _after_gap(doc: Doc, words: list[str], last: int, i: int, *, text: str, wrapped: bool) -> bool | None:
    """Whether token `i` starts a sentence after white space that breaks the line, or is as wide as a break."""
    if words[i] in _NEVER_FIRST and words[i][0] not in ".…":
        return False
    gap = "".join(words[last + 1 : i])
    breaks = gap.count("\n")
    if breaks > 1:
        return True
    if breaks == 0:
        return True if len(gap) >= _GAP and words[last] in _STOPS and not words[i].islower() else None
    end, start = doc[last].idx + len(words[last]), doc[i].idx
    line = text[text.rfind("\n", 0, end) + 1 : end]
    following = text[start : start + _LOOK].split("\n", 1)[0]
    if not line_ends_sentence(line, following):
        return False
    return None if wrapped else True


def _within(doc: Doc, words: list[str], last: int, i: int) -> bool | None:
    """Whether token `i` may start a sentence within a line; None leaves it to the parser."""
    word, before = words[i], words[last]
    if word in _NEVER_FIRST or before in _never_ends():
        return False
    if word[0].islower():
        following = words[i + 1] if i + 1 < len(words) else ""
        return None if before in _STOPS and word in _ARTICLES and following == "-" else False
    if before in _may_end():
        return False if word[0].isdigit() else None
    if word in _CLOSING and before in _STOPS and not doc[last].whitespace_:
        return False
    if (
        _INITIAL.match(before)
        and len(before) == 2
        and word[0].isupper()
        and (last == 0 or words[last - 1][:1].isupper())
    ):
        return False
    return None


@cache
def _never_ends() -> frozenset[str]:
    return frozenset(load("abbreviations")["titles"])


@cache
def _may_end() -> frozenset[str]:
    lexicon = load("abbreviations")
    return frozenset(word for group in ("months", "general") for word in lexicon[group])
