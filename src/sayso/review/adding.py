"""What a person types for a claim that no program found, as the act that adds it.

>>> document = Document(id="d1", text="Eight people died in Homs. It burned.")
>>> act = read_claim(document, quoted="Eight people died in Homs", kind="attack", slots={"killed": "8 people"})
>>> act.span, act.kind, act.slots[0][0]
(Span(start=0, end=25), 'attack', 'figures')
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from sayso.errors import UsageError
from sayso.model import Claim, Document, Span
from sayso.resolve.gazetteer import Gazetteer
from sayso.review.slots import NOTHING, read_slot
from sayso.store.acts import Add
from sayso.store.corrections import with_slot

LONGEST = 5_000  # characters of one claim's words: far above any sentence


def read_claim(
    document: Document,
    *,
    quoted: str,
    kind: str,
    slots: Mapping[str, str],
    start: int | None = None,
    others: Iterable[Claim] = (),
    gazetteer: Callable[[], Gazetteer] | None = None,
) -> Add:
    """The act that adds a claim: `quoted` are the words of the report that say it, `slots` what is typed for each slot.

    `start` (a code point of the text) tells which words are meant where they stand there more than once; blanks and line
    ends need not be as in the report. Slots are read as for a correction. UsageError says what was expected.
    """
    span = find_words(document, quoted, start=start)
    others = tuple(others)
    _, wanted = read_slot("kind", kind, claim=_empty(document, span), document=document)
    claim = with_slot(_empty(document, span), "kind", wanted)
    told: dict[str, object] = {}
    for slot, words in slots.items():
        if words.strip().lower() in NOTHING:
            continue
        field, value = read_slot(slot, words, claim=claim, document=document, others=others, gazetteer=gazetteer)
        claim = with_slot(claim, field, value)
        told[field] = value
    return Add(document=document.id, span=span, kind=claim.kind, slots=tuple(told.items()))


def find_words(document: Document, quoted: str, *, start: int | None = None) -> Span:
    """Where the words stand in the report, at `start` where they do so there; UsageError where it is not one place."""
    words = quoted.split()
    if not words:
        raise UsageError(found="no words", expected="those of the report that say it", mend="copy them from the text")
    if len(quoted) > LONGEST:
        raise UsageError(
            found=f"{len(quoted):,} characters", expected=f"one statement, at most {LONGEST:,}", mend="quote less of it"
        )
    pattern = r"\s+".join(map(re.escape, words))
    found = [Span(*one.span()) for one in re.finditer(pattern, document.text)]
    found = found or [Span(*one.span()) for one in re.finditer(pattern, document.text, re.IGNORECASE)]
    told = " ".join(words)
    shown = told if len(told) <= 60 else told[:59] + "…"
    if not found:
        raise UsageError(found=f"no {shown!r} in {document.id!r}", expected="words of the report", mend="copy them")
    if start is not None:
        return min(found, key=lambda span: abs(span.start - start))
    if len(found) > 1:
        raise UsageError(
            found=f"{shown!r} {len(found)} times in {document.id!r}",
            expected="words that stand there once",
            mend="quote more of them",
        )
    return found[0]


def _empty(document: Document, span: Span) -> Claim:
    """A claim without anything but its words, for the slots to be read into."""
    return replace(_BLANK, doc=document.id, span=span, evidence=document.quote(span))


_BLANK = Claim(
    id="", doc="", span=Span(0, 0), evidence="", kind="attack", status="asserted", extractor="", confidence=1.0
)
