"""Statements set out in paragraphs of their own after "The minister said:", without quote marks.

>>> from sayso.language.parse import load_model
>>> doc = load_model()("The minister said:\\n\\nThe bridge was mined.\\n\\nIt is closed.\\n\\nFurther information\\n\\nCall us.")
>>> report = next(find_statements(doc))
>>> [doc[first : last + 1].text for first, last in report.content]
['The bridge was mined.\\n\\nIt is closed']
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from sayso.extract.cuewords import stance_of
from sayso.extract.quotation import PAIRS, STRAIGHT
from sayso.extract.report import Report, cue_of, trim_marks
from sayso.extract.sources import find_source

_FULL = frozenset({".", "!", "?", "”", '"', "’", ")"})  # a paragraph of a statement ends so; a heading does not


def find_statements(doc: Doc) -> Iterator[Report]:
    """Each statement that a line ending in "said:" introduces, up to the next such line or heading."""
    paragraphs = list(_paragraphs(doc))
    for number, paragraph in enumerate(paragraphs):
        verb = _introducing(paragraph)
        if verb is None:
            continue
        content = _statement(doc, paragraphs[number + 1 :])
        source = find_source(verb)
        if content is not None and source is not None:
            yield Report(cue=cue_of(verb), source=source, content=(content,), stance="asserts")


def _paragraphs(doc: Doc) -> Iterator[Span]:
    """The stretches between line breaks, without the spaces around them."""
    start = 0
    for token in doc:
        if token.is_space and "\n" in token.text:
            if token.i > start:
                yield doc[start : token.i]
            start = token.i + 1
    if start < len(doc):
        yield doc[start:]


def _introducing(paragraph: Span) -> Token | None:
    """The verb of saying in the last sentence of a paragraph that ends in a colon."""
    if paragraph[-1].text != ":":
        return None
    verbs = [token for token in paragraph if token.pos_ == "VERB" and stance_of(token, "verbs") == "asserts"]
    return verbs[-1] if verbs and paragraph[-1].i - verbs[-1].i <= len(paragraph) else None


def _statement(doc: Doc, following: list[Span]) -> tuple[int, int] | None:
    """The paragraphs of running text from the first on; a quotation is left to those who read quote marks."""
    if not following or following[0][0].text in PAIRS or following[0][0].text in STRAIGHT:
        return None
    last = None
    for paragraph in following:
        if paragraph[-1].text not in _FULL:
            break
        last = paragraph[-1].i
    return None if last is None else trim_marks(doc, following[0][0].i, last)
