"""Quotations: stretches of words between quote marks of any style, running over paragraphs where they do.

>>> import spacy
>>> doc = spacy.blank("en")("“We lost everything,” he said. «Nothing is left».")
>>> [doc[first : last + 1].text for first, last in find_quotations(doc)]
['“We lost everything,”', '«Nothing is left»']
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

PAIRS = {"“": "”", "‘": "’", "«": "»", "‹": "›", "„": "“”", "``": "''", "「": "」"}
STRAIGHT = frozenset(
    {'"', "''", "’’", "“", "”", "``"}
)  # typists mix them: any of these may close what any of these opened
_DOUBLE = frozenset({'"', "“", "”", "„", "``", "''", "’’", "«", "»"})
_SINGLE = frozenset({"'", "‘", "’", "`"})
MAX_TOKENS = 400  # a quotation longer than this lost its closing mark
MAX_SINGLE = 60  # the same for single marks, which apostrophes imitate
NEGLIGIBLE = 2  # a quotation with fewer words is a term or a title unless a cue stands beside it


def find_quotations(doc: Doc) -> Iterator[tuple[int, int]]:
    """First and last token of each quotation, marks included, in order; one within another is left out."""
    position = 0
    while position < len(doc):
        token = doc[position]
        last = _closing(token) if _opens(token) else None
        if last is not None:
            yield position, last
            position = last
        position += 1


def words_in(doc: Doc, first: int, last: int) -> int:
    """How many words, marks left out, stand from `first` to `last`."""
    return sum(not (token.is_punct or token.is_space or token.text in STRAIGHT) for token in doc[first : last + 1])


def _opens(token: Token) -> bool:
    if token.text in PAIRS or token.text == '"':
        return True
    if token.text not in {"'", "`", "''"} or token.whitespace_:
        return False
    before = token.nbor(-1) if token.i else None
    return before is None or bool(before.whitespace_) or before.is_space or before.text in {"(", ":", "—", "–"}


def _closing(opening: Token) -> int | None:
    """The last token of the quotation that `opening` opens; None where its end cannot be told."""
    doc = opening.doc
    single = opening.text in _SINGLE
    end = min(len(doc), opening.i + (MAX_SINGLE if single else MAX_TOKENS))
    for token in doc[opening.i + 1 : end]:
        if not single and _opens_anew(token):
            return None  # the mark before it is a stray one
        if _closes(token, opening.text):
            return token.i
        if _ends_paragraph(token) and not _resumes(token, opening.text):
            return _unclosed(opening, token)
    return None


def _opens_anew(token: Token) -> bool:
    """Whether a straight mark within a paragraph can only open a quotation: a space before it, none after."""
    before = token.nbor(-1)
    return token.text == '"' and not token.whitespace_ and bool(before.whitespace_) and not before.is_space


def _closes(token: Token, mark: str) -> bool:
    if mark in _SINGLE:
        return (
            token.text in {"'", "’"}
            and (
                bool(token.whitespace_)
                or token.i + 1 == len(token.doc)
                or token.nbor(1).is_punct
                or token.nbor(1).is_space
            )
            and not _is_possessive(token)
        )
    if mark in {"«", "‹", "「"}:
        return token.text == PAIRS[mark]
    return token.text in {'"', "”", "''", "’’"} or (mark == "„" and token.text == "“")


def _is_possessive(token: Token) -> bool:
    before = token.nbor(-1)
    return not before.is_punct and before.lower_.endswith("s") and not before.whitespace_ and token.tag_ == "POS"


def _ends_paragraph(token: Token) -> bool:
    return token.is_space and "\n" in token.text


def _resumes(gap: Token, mark: str) -> bool:
    """Whether the paragraph after `gap` opens with a mark again: the quotation runs on."""
    if gap.i + 1 >= len(gap.doc):
        return False
    following = gap.nbor(1)
    return following.text in _DOUBLE and mark in _DOUBLE and following.text != "”"


def _unclosed(opening: Token, gap: Token) -> int | None:
    """A double mark that opens a paragraph and is never closed quotes the whole paragraph; any other is stray."""
    at_start = opening.i == 0 or _ends_paragraph(opening.nbor(-1)) or opening.nbor(-1).text in {":", ","}
    return gap.i - 1 if at_start and opening.text in _DOUBLE else None
