"""Wording: the text of a parsed document, put together once.

`Doc.text` joins all tokens anew at every call, which makes a rule that asks for it at every word quadratic.

>>> import spacy
>>> text_of(spacy.blank("en")("Two jets were lost."))
'Two jets were lost.'
"""

from __future__ import annotations

from functools import lru_cache

from spacy.tokens import Doc

_KEPT = 2  # documents at once: stages read one after the other


@lru_cache(maxsize=_KEPT)
def text_of(doc: Doc) -> str:
    """The text of the document, the same string as `doc.text`."""
    return doc.text
