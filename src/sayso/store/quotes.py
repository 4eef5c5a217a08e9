"""Whether the words of a claim stand in a text where the claim says so.

>>> claim = Claim(id="c1", doc="d1", span=Span(0, 4), evidence="Fire", kind="attack", status="asserted", extractor="1", confidence=0.5)
>>> list(misquoted(claim, "Fire again.")), list(misquoted(claim, "Smoke."))
([], [('evidence', Span(start=0, end=4))])
"""

from __future__ import annotations

from collections.abc import Iterator

from sayso.model import Claim, Span, by_person


def misquoted(claim: Claim, text: str) -> Iterator[tuple[str, Span]]:
    """The parts of a claim that quote other words than those of the text at their spans."""
    quoted: list[tuple[str, Span, str]] = [("evidence", claim.span, claim.evidence)]
    quoted += [("a figure", figure.span, figure.text) for figure in claim.figures]
    quoted += [("a place", place.span, place.text) for place in claim.places]
    if claim.time is not None:
        quoted.append(("its time", claim.time.span, claim.time.text))
    for part, span, words in quoted:
        if by_person(claim) and not len(span):
            continue  # a person's word, which the document need not have
        if span.end > len(text) or span.quote(text) != words:
            yield part, span
