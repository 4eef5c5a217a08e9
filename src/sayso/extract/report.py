"""Reports: one cue with its source and what it reports, as stretches of tokens.

>>> from sayso.language.parse import load_model
>>> doc = load_model()("The bridge fell, the mayor said.")
>>> report = make_report(doc[6], "asserts", [(0, 2)])
>>> doc[report.source[0] : report.source[1] + 1].text
'the mayor'
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from sayso.extract.cuewords import stance_of
from sayso.extract.sources import find_source
from sayso.extract.stretches import Stretch

_TURNING = frozenset({"while", "whereas", "but"})
_TOLD = frozenset({"asserts", "denies", "confirms", "accuses"})
# Marks that belong to no content at its ends.
EDGE = frozenset({",", ";", ":", ".", "-", "–", "—", "…", "?", "!", "(", "["})


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One cue with its source and what it reports, as stretches of tokens (first and last)."""

    cue: Stretch
    source: Stretch | None
    content: tuple[Stretch, ...]
    stance: str
    via: Stretch | None = None  # who passes it on: "SANA quoted a source as saying"


def make_report(verb: Token, stance: str, content: list[Stretch]) -> Report | None:
    """The report of `verb` with its source sought around the content; None where no words are left to report."""
    before = [last for _, last in content if last < verb.i]
    after = [first for first, _ in content if first > verb.i]
    source = find_source(verb, low=max(before) + 1 if before else None, high=min(after) - 1 if after else None)
    parts = [_beside_cue(verb, first, last) for first, last in _without(content, source)]
    kept = [part for part in (trim_marks(verb.doc, first, last) for first, last in parts) if part]
    if not kept:
        return None
    return Report(cue=cue_of(verb), source=source, content=tuple(kept), stance=stance)


def _beside_cue(verb: Token, first: int, last: int) -> Stretch:
    """The stretch cut at a semicolon or a "while" behind which somebody else speaks: "Rebels took the port, residents say; the army denies it"."""
    doc = verb.doc
    if last > verb.i:
        last = before_participle(doc, max(first, verb.i), last)
    marks = [i for i in range(first, last + 1) if doc[i].text == ";" or (i > first and turns(doc[i]))]
    if last < verb.i:
        cut = next((i for i in reversed(marks) if speaks_apart(verb, first, i - 1)), None)
        return (first, last) if cut is None or doc[cut].text != ";" else (cut + 1, last)
    cut = next((i for i in marks if speaks_apart(verb, i + 1, last)), None)
    return (first, last) if cut is None else (first, cut - 1)


def before_participle(doc: Doc, first: int, last: int) -> int:
    """The last token of what is said before a participle with which its speaker goes on: "said it hit no school, rejecting
    reports that". One after a verb of saying within goes on with that: "said the army denied it, adding that"."""
    for token in doc[first + 2 : last + 1]:
        if goes_on_saying(token):
            return token.i - 2
    return last


def goes_on_saying(token: Token) -> bool:
    """Whether a participle of saying is set off from a clause whose own verb tells of a deed."""
    if token.tag_ != "VBG" or token.dep_ != "advcl" or token.i == 0 or token.nbor(-1).text != ",":
        return False
    own = any(child.dep_ in {"nsubj", "mark"} for child in token.lefts)
    return not own and stance_of(token, "verbs") in _TOLD and stance_of(token.head, "verbs") is None


def turns(token: Token) -> bool:
    """ "..., while residents said", "..., but the army denied"."""
    return token.lower_ in _TURNING and token.nbor(-1).text == ","


def speaks_apart(verb: Token, first: int, last: int) -> bool:
    """Whether a verb of saying with a subject of its own stands between the tokens."""
    return any(
        token.pos_ == "VERB"
        and token.i != verb.i
        and stance_of(token, "verbs") in _TOLD
        and any(child.dep_ == "nsubj" and child.pos_ != "PRON" for child in token.children)
        for token in verb.doc[first : last + 1]
    )


def _without(content: list[Stretch], source: Stretch | None) -> list[Stretch]:
    """The content less a source that stands at one of its ends."""
    if source is None:
        return content
    kept: list[Stretch] = []
    for first, last in content:
        if source[0] <= last and first <= source[1]:
            kept += [part for part in ((first, source[0] - 1), (source[1] + 1, last)) if part[0] <= part[1]]
        else:
            kept.append((first, last))
    return kept


def cue_of(verb: Token) -> Stretch:
    """The verb with its auxiliaries and negation as far as they stand unbroken before it."""
    first = verb.i
    lefts = {child.i for child in verb.lefts if child.dep_ in {"aux", "auxpass", "neg", "advmod"}}
    while first - 1 in lefts:
        first -= 1
    return first, verb.i


def trim_marks(doc: Doc, first: int, last: int) -> Stretch | None:
    """A stretch without marks and spaces at its ends; quote marks stay."""
    while first <= last and (doc[first].text in EDGE - {"(", "["} | {")"} or doc[first].is_space):
        first += 1
    while first <= last and (doc[last].text in EDGE or doc[last].is_space):
        last -= 1
    return (first, last) if first <= last else None
