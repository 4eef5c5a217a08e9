"""Datelines: where and when a report was written, at the head of its first sentence.

>>> from sayso.language.parse import load_model
>>> text = "BEIRUT, Nov 21 (Agency) - Shells hit a school."
>>> [span.quote(text) for span in dateline(load_model()(text), Span(0, len(text)))]
['BEIRUT, Nov 21 (Agency) - ']
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc

from sayso.extract.wording import text_of
from sayso.model import Span

_DATELINE = re.compile(r"\W*[A-Z][A-Z'’. -]{2,}(?:[,/] ?[^-–—()]{1,40})?(?:\([^()]{2,30}\) ?)?\s*[-–—]{1,2}\s")


def dateline(doc: Doc, stretch: Span) -> Iterator[Span]:
    """ "BEIRUT, Nov 21 (Agency) - ": where and when it was written."""
    match = _DATELINE.match(text_of(doc), stretch.start, stretch.end)
    if match is not None:
        yield Span(*match.span())
