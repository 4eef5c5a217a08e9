"""Noun phrases: how far the name of somebody reaches around its head word.

>>> from sayso.language.parse import load_model
>>> doc = load_model()("Sergei Shoigu, the defence minister, said that the base was hit.")
>>> first, last = noun_phrase(doc[1])
>>> doc[first : last + 1].text
'Sergei Shoigu, the defence minister'
"""

from __future__ import annotations

from spacy.tokens import Token

from sayso.extract.cuewords import words

INSIDE = frozenset(
    {
        "det",
        "amod",
        "compound",
        "nmod",
        "nummod",
        "poss",
        "case",
        "quantmod",
        "predet",
        "appos",
        "conj",
        "cc",
        "prep",
        "punct",
        "pobj",
        "pcomp",
        "acl",
        "nounmod",
        "npadvmod",
        "neg",
        "advmod",
        "attr",
    }
)
_OUTSIDE_LEFT = frozenset({"prep", "advmod", "cc", "punct", "npadvmod", "mark", "intj", "dep", "preconj"})
_MARKS = frozenset({",", ";", ":", "-", "–", "—", '"', "“", "”", "''", "``", "'", "‘", "’", "."})
_QUOTES = frozenset({'"', "“", "”", "''", "``"})
NOUNS = frozenset({"NOUN", "PROPN", "PRON"})


def noun_phrase(head: Token, *, low: int | None = None, high: int | None = None) -> tuple[int, int]:
    """First and last token of the phrase around `head`: its modifiers, appositions and attached phrases, no clauses.

    `low` and `high` are the outermost tokens that it may reach (a verb or the words said stand beyond them).
    """
    low = head.sent.start if low is None else low
    high = head.sent.end - 1 if high is None else high
    first = _leftmost(head, low)
    last = head.i
    for child in head.rights:
        if child.i > high or child.dep_ not in INSIDE or _breaks(child, head):
            break
        last = max(
            last, min(child.right_edge.i, high) if child.dep_ != "appos" else noun_phrase(child, low=low, high=high)[1]
        )
    return trim(head, min(first, head.i), max(head.i, min(last, high)))


def trim(head: Token, first: int, last: int) -> tuple[int, int]:
    """The phrase without marks, spaces and days at its ends, a bracket closed."""
    doc = head.doc
    opened = {")": "(", "]": "["}.get(doc[last + 1].text) if last + 1 < len(doc) else None
    if opened is not None and any(token.text == opened for token in doc[first : last + 1]):
        last += 1
    while (
        first < head.i
        and (doc[first].ent_type_ == "DATE" or doc[first].is_digit or doc[first].lower_ in words("days"))
        and head.ent_type_ != "DATE"
        and doc[first].tag_ != "DT"
    ):
        first += 1
    while last > head.i and (doc[last].text in _MARKS or doc[last].is_space or doc[last].dep_ == "cc"):
        last -= 1
    while first < head.i and (
        doc[first].text in _MARKS or doc[first].is_space or doc[first].lower_ in {"and", "but", "while", "meanwhile"}
    ):
        first += 1
    return first, last


def _leftmost(head: Token, low: int) -> int:
    first = head.i
    for child in sorted(head.lefts, key=lambda child: -child.i):
        if child.i < low or child.dep_ in _OUTSIDE_LEFT - {"advmod", "punct", "npadvmod"}:
            break
        if child.dep_ in {"relcl", "ccomp", "advcl"}:
            break
        first = min(first, max(low, child.left_edge.i))
    return max(first, _fresh_start(head, first))


def _fresh_start(head: Token, first: int) -> int:
    """Where the phrase truly begins if the parser joined an earlier one to it: after a stray quote mark, at a new article.

    Texts that lost their commas run "... and wounding six others a monitor said".
    """
    doc = head.doc
    for i in range(head.i - 1, first, -1):
        token, before = doc[i], doc[i - 1]
        if (
            token.text in _QUOTES
            or token.text in {"]", ":"}
            or (token.like_num and i - first >= 2 and doc[i + 1].pos_ == "PROPN")
        ):
            return i + 1
        if (
            token.tag_ == "DT"
            and before.pos_ not in {"ADP", "PUNCT", "CCONJ", "DET", "PART", "VERB"}
            and token.lower_ in {"the", "a", "an"}
        ):
            return i
    return first


def _breaks(child: Token, head: Token) -> bool:
    """Whether a modifier to the right leads out of the phrase: a clause, or a long list after a mark."""
    if child.dep_ == "acl":
        told = any(t.dep_ == "mark" and t.lower_ == "that" for t in child.lefts)  # "warned by the head that ..."
        acts = child.tag_ in {"VBN", "VBD"} and any(t.dep_ == "dobj" for t in child.rights)  # no passive has an object
        return told or acts or child.tag_ == "VBG" or child.nbor(-1).text == ","
    if child.dep_ == "conj":
        return child.pos_ not in NOUNS
    return child.dep_ == "punct" and child.text in {".", ";", ":", "—", "–"} | {'"', "”"} and child.i > head.i
