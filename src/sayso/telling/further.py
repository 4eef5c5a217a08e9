"""The sentences beside a claim's own words in which figures of it stand: a toll told now, and its parts below.

>>> text = "Shells hit Homs, killing seven. Three were children, a nurse said. The army denied it."
>>> [span.quote(text) for span in further_sentences(text, Span(0, 31), [Span(32, 37), Span(25, 30)])]
['Three were children, a nurse said.']
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from sayso.model import Span

_END = re.compile(r"[.!?…][\"'”’)\]]*(?=\s)|\n")
_MOST = 400  # characters before or after the figure: a text without stops is no sentence


def further_sentences(text: str, own: Span, figures: Iterable[Span]) -> list[Span]:
    """The sentences of `text` in which figures stand that are not within `own`, in order, each once.

    A figure that a person gave without words of the report has no sentence.
    """
    found = {
        _sentence(text, span) for span in figures if span.start < span.end and not own.start <= span.start < own.end
    }
    return sorted(found, key=lambda span: span.start)


def _sentence(text: str, span: Span) -> Span:
    start = max((match.end() for match in _END.finditer(text, max(0, span.start - _MOST), span.start)), default=None)
    start = max(0, span.start - _MOST) if start is None else start
    after = _END.search(text, span.end, min(len(text), span.end + _MOST))
    end = min(len(text), span.end + _MOST) if after is None else after.end()
    while start < span.start and text[start].isspace():
        start += 1
    return Span(start, len(text[:end].rstrip()))
