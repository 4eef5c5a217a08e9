"""What was read of a report and not understood, told plainly to whoever gave it.

>>> from sayso.model import Document
>>> text = "Shells fell on the town. At least 8 people died. It rained."
>>> uncovered(Document(id="d1", text=text), ())
('At least 8 people died.',)
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from sayso.extract.numerals import read_numerals
from sayso.lexicon import load
from sayso.model import Claim, Document, Span
from sayso.pipeline import Analysis

_SENTENCE = re.compile(r"[^\n.!?…]+(?:[.!?…](?!\s|$)[^\n.!?…]*)*[.!?…]*[\"'”’)]*")  # good enough to be shown
SHORTEST = 7  # characters of a sentence that could tell a number of casualties: "8 died."
LONGEST = 400  # characters of a sentence that is shown
MOST = 500  # of each, in one report: beyond that nobody reads on, and a text of only these stays quick


@dataclass(frozen=True, slots=True, kw_only=True)
class Gaps:
    """Words for places that could not be located, for times that could not be fixed (each with why), and sentences.

    The sentences tell a number of casualties, and no claim stands in them.
    """

    places: tuple[str, ...] = ()
    times: tuple[tuple[str, str], ...] = ()
    sentences: tuple[str, ...] = ()


def gaps(analysis: Analysis) -> Gaps:
    """What of an analysis of claims stayed open."""
    lost = (place.text for _, place in analysis.places if place.precision == "unresolved")
    open_ = (
        (time.text, time.interval.reason)
        for _, time in analysis.times
        if time.type in ("DATE", "TIME") and time.interval.first is None and time.interval.last is None
    )
    return Gaps(
        places=tuple(dict.fromkeys(lost))[:MOST],
        times=tuple(dict.fromkeys((text, reason or "") for text, reason in open_))[:MOST],
        sentences=uncovered(analysis.document, analysis.claims, (time.span for time, _ in analysis.times)),
    )


def uncovered(document: Document, claims: Iterable[Claim], times: Iterable[Span] = ()) -> tuple[str, ...]:
    """The sentences with a number of casualties in which no claim stands; a number that is of `times` is none."""
    taken = sorted([*(span for claim in claims for span in (claim.span, *claim.also)), *document.furniture])
    dates = _Spans(sorted(times))
    found: list[str] = []
    for span in _outside(document.text, _Spans(taken)):
        said = document.quote(span)
        if _tells_casualties(said, span.start, dates):
            words = " ".join(said.split())
            found.append(words if len(words) <= LONGEST else words[: LONGEST - 1] + "…")
            if len(found) == MOST:
                break
    return tuple(dict.fromkeys(found))


class _Spans:
    """Spans in order, asked by others that come in order too."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._spans = spans
        self._first = 0  # of those that may still reach so far

    def meet(self, span: Span) -> bool:
        """Whether any of them shares a character with the span."""
        while self._first < len(self._spans) and self._spans[self._first].end <= span.start:
            self._first += 1
        for one in islice(self._spans, self._first, None):
            if one.start >= span.end:
                break
            if one.overlaps(span):
                return True
        return False


def _outside(text: str, taken: _Spans) -> Iterator[Span]:
    """The sentences that share nothing with any of the spans."""
    for match in _SENTENCE.finditer(text):
        sentence = Span(*match.span())
        if len(sentence) >= SHORTEST and not taken.meet(sentence):
            yield sentence


@cache
def _words() -> frozenset[str]:
    return frozenset(load("understood")["casualties"])


def _tells_casualties(sentence: str, start: int, dates: _Spans) -> bool:
    if _words().isdisjoint(re.findall(r"[a-z]+", sentence.lower())):
        return False
    numbers = (Span(start + one.span.start, start + one.span.end) for one in read_numerals(sentence))
    return any(not dates.meet(number) for number in numbers)
