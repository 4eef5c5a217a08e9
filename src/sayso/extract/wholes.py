"""Wholes: which figure another is a part of ("12 civilians, three of them children"), and over what it is told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from sayso.model import FigureMention
from sayso.model.figure import Scope

_OPENERS = re.compile(r"\b(?:including|among\s+(?:them|whom|which|the\s+\w+)|amongst\s+them|of\s+whom|of\s+which|of\s+them|as\s+well\s+as)\b[^.;]{0,25}$", re.IGNORECASE)
_OF_THEM = re.compile(r"\s*(?:of|among)\s+(?:them|whom|which|these|those|the\s+(?:dead|wounded|injured|victims|killed|casualties))\b", re.IGNORECASE)
_LIST = re.compile(r"\s*(?:,|and|or|as\s+well\s+as|plus|,\s*and)?\s*(?:also\s+)?", re.IGNORECASE)
_TOTAL = re.compile(r"\b(?:toll|in\s+total|so\s+far|to\s+date|since\s+(?:\d{4}|the\s+(?:start|beginning|outbreak|war)|\w+\s+\d{4})|overall|in\s+all|altogether)\b", re.IGNORECASE)
_RATE = re.compile(r"\s*(?:a|per|each|every)\s+(?:day|week|month|year|hour|night|minute)\b|\s*(?:daily|weekly|monthly)\b", re.IGNORECASE)


def scope_of(doc: Doc, first: int, last: int) -> Scope | None:
    """Over what a figure is told where its own clause says so: a running total, a rate; None otherwise."""
    sent = doc[first].sent
    end = doc[last].idx + len(doc[last])
    if _RATE.match(doc.text, end):
        return "rate"
    before = doc.text[max(sent.start_char, doc[first].idx - 40) : doc[first].idx]
    after = doc.text[end : min(sent.end_char, end + 90)]
    if re.search(r"\btoll\b", before, re.IGNORECASE) or _TOTAL.search(after):
        return "total"
    return None


def join_parts(doc: Doc, mentions: Sequence[FigureMention]) -> list[FigureMention]:
    """The mentions with `part_of` set where the words say that one is a part of another before it."""
    joined: list[FigureMention] = []
    for mention in mentions:
        joined.append(_joined(doc, mention, joined))
    return joined


def _joined(doc: Doc, mention: FigureMention, earlier: Sequence[FigureMention]) -> FigureMention:
    if not earlier:
        return mention
    previous = earlier[-1]
    between = doc.text[previous.span.end : mention.span.start]
    if previous.part_of is not None and _LIST.fullmatch(between):
        return replace(mention, part_of=previous.part_of)
    sent = doc[mention.first].sent
    opened = _OPENERS.search(doc.text[sent.start_char : mention.span.start])
    of_them = _OF_THEM.match(doc.text, mention.number.end)
    if opened is None and of_them is None:
        return mention
    whole = _whole(doc, mention, earlier, sent.start_char if of_them is None else 0)
    return mention if whole is None else replace(mention, part_of=whole.span)


def _whole(doc: Doc, part: FigureMention, earlier: Sequence[FigureMention], since: int) -> FigureMention | None:
    """The nearest figure before a part that is no part itself and large enough to hold it."""
    for mention in reversed(earlier[-8:]):
        if mention.span.start < since:
            break
        size = mention.low if mention.low is not None else mention.high
        least = part.low if part.low is not None else part.high
        if mention.part_of is None and mention.measure in (None, part.measure) and size is not None and least is not None and size > least:
            return mention
    return None
