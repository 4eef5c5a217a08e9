"""Words of a report with parts of them marked, safe to be put on a page.

>>> "".join(part.text.upper() if part.marks else part.text for part in cut("Two jets fell.", [(4, 8, "a")]))
'Two JETS fell.'
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from sayso.model import Claim


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of text and the names of all the marks that cover it, in the order given."""

    text: str
    start: int
    marks: tuple[str, ...]


def cut(text: str, marks: Iterable[tuple[int, int, str]]) -> Iterator[Part]:
    """The text in stretches at the borders of the marks (start, end, name), which may lie in and across each other."""
    held = [(max(0, start), min(len(text), end), name) for start, end, name in marks]
    held = [mark for mark in held if mark[0] < mark[1]]
    borders = sorted({0, len(text), *(mark[0] for mark in held), *(mark[1] for mark in held)})
    for start, end in pairwise(borders):
        yield Part(text[start:end], start, tuple(name for first, last, name in held if first <= start and end <= last))


def evidence(claim: Claim) -> list[Part]:
    """A claim's words with its figures marked."""
    at = claim.span.start
    return list(cut(claim.evidence, [(one.span.start - at, one.span.end - at, "figure") for one in claim.figures]))
