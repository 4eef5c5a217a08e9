"""Counted: the noun phrase that a number counts, read from the words that follow it with the parse as a hint.

The parse alone does not do: scraped reports lack their commas, and headlines are all proper nouns to it.

>>> from sayso.language.parse import load_model
>>> doc = load_model()("They hit 14 grain milling and drying plants.")
>>> phrase = counted(doc, 2)
>>> doc[phrase.first : phrase.last + 1].text
'grain milling and drying plants'
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from sayso.extract.units import is_number, is_plural, token_class

_NOUNS = frozenset({"NOUN", "PROPN"})
_HEADS_ALONE = frozenset({"others", "more", "dead", "wounded", "injured", "missing", "killed", "displaced"})
_PARTICIPLES = frozenset({"VBN", "VBG"})
_REACH = 9  # tokens from a number to its noun, at most: "14 grain milling and drying plants"
_PARTITIVE = frozenset(
    {"the", "these", "those", "its", "their", "his", "her", "our", "my", "such", "them", "whom", "which", "us"}
)
_RELATIVE = frozenset(
    {"last", "next", "this", "previous", "earlier", "today", "yesterday"}
)  # begin a time, not a thing
_PRONOUNS = frozenset({"them", "whom", "which", "these", "those", "us"})
_FAMILY = frozenset(
    {"members", "member", "waves", "wave", "tonnes", "tons", "ton", "tonne", "pounds", "staff", "family", "square"}
)
_CLOSING = frozenset({"including", "includes", "include", "among"})  # begin a part of what is counted
_FATES = frozenset({"kill", "kills", "wound", "wounds", "injure", "injures", "hurt", "hurts"})  # as headlines have them
_LADEN = frozenset(
    {
        "carrying",
        "transporting",
        "laden",
        "rigged",
        "equipped",
        "loaded",
        "packed",
        "filled",
        "fitted",
        "mounted",
        "full",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """Where the counted phrase stands: `head` and the first and last token of the noun phrase, None where it is elided."""

    head: int | None
    first: int
    last: int
    of_whole: bool = False  # "five of them", "three of the wounded"
    pronoun: int | None = None  # the token of "them", "whom"


def counted(doc: Doc, number_last: int, *, single: bool = False) -> Counted:
    """The noun phrase counted by the number that ends at token `number_last`; `single` where the number is one."""
    start = number_last + 1
    end = _clause_limit(doc, start)
    of_whole = False
    if start < end and doc[start].lower_ == "of":
        start += 1
        while start < end and (doc[start].lower_ in _PARTITIVE or doc[start].lower_ == "all"):
            of_whole = True
            if doc[start].lower_ in _PRONOUNS and not _noun_follows(doc, start, end):
                return _apposed(doc, start, end)
            start += 1
        if of_whole and start < end and doc[start].lower_ in _HEADS_ALONE:
            return Counted(head=start, first=start, last=start, of_whole=True)
    run = _run(doc, start, end)
    head = _head(doc, run, number_last, single=single and not of_whole)
    if head is None:
        return Counted(head=None, first=start, last=number_last, of_whole=of_whole)
    last = _complement(doc, _conjoined(doc, head, end), end)
    return Counted(head=head, first=start, last=last, of_whole=of_whole)


def _clause_limit(doc: Doc, start: int) -> int:
    """Where to stop looking: the end of the sentence or of the reach."""
    limit = min(len(doc), start + 2 * _REACH)
    return next((i for i in range(start, limit) if doc[i].is_sent_start), limit)


def _apposed(doc: Doc, pronoun: int, end: int) -> Counted:
    """The phrase of "of them" with the noun that says what they are: "one of them a woman", "eight of them children"."""
    at = pronoun + 1
    while at < end and at < pronoun + 4 and (doc[at].lower_ in ("a", "an", "just", "only") or doc[at].pos_ == "ADJ"):
        at += 1
    if at < end and token_class(doc[at]) == "person" and doc[at].lower_ not in _HEADS_ALONE:
        first = at if doc[pronoun + 1].lower_ not in ("a", "an") else pronoun + 2
        return Counted(head=at, first=first, last=at, of_whole=True, pronoun=pronoun)
    return Counted(head=None, first=pronoun, last=pronoun, of_whole=True, pronoun=pronoun)


def _noun_follows(doc: Doc, at: int, end: int) -> bool:
    return at + 1 < end and doc[at].lower_ in ("these", "those") and doc[at + 1].pos_ in ("NOUN", "ADJ", "PROPN")


def _run(doc: Doc, start: int, end: int) -> list[Token]:
    """The words after a number that may belong to its noun phrase, up to its noun or nouns."""
    run: list[Token] = []
    for token in doc[start : min(end, start + _REACH)]:
        if not _may_belong(token, run):
            break
        run.append(token)
    while run and run[-1].pos_ not in _NOUNS and run[-1].lower_ not in _HEADS_ALONE and token_class(run[-1]) is None:
        run.pop()
    return run


def _hyphened(token: Token, run: list[Token]) -> bool:
    """Whether a hyphen ties the word to the next or the one before: "pick-up trucks", "anti-aircraft guns"."""
    after = token.doc[token.i + 1 : token.i + 2].text
    return (bool(run) and run[-1].text == "-" and not run[-1].whitespace_) or (after == "-" and not token.whitespace_)


def _may_belong(token: Token, run: list[Token]) -> bool:
    if _hyphened(token, run):
        return True
    if token.is_space or token.is_sent_start or token.lower_ in _RELATIVE:
        return False
    if token.lower_ in _CLOSING or (token.lower_ in _FATES and _counts_on(token)):
        return False  # "3 including a nurse"; "kills 9 wounds 14"
    if token.like_num:
        return token.i + 1 < len(token.doc) and token.nbor(1).lower_ == "mm"
    if token.lower_ == "mm":
        return True
    if token.pos_ in _NOUNS or token.pos_ == "ADJ" or token.lower_ in _HEADS_ALONE or token_class(token) is not None:
        return not (token.ent_type_ in ("DATE", "TIME") and token.pos_ == "PROPN")
    if token.lower_ == ")":
        return any(word.text == "(" for word in run)
    if token.lower_ in ("-", "–", "/", '"', "“", "”", "'", "’s", "'s", "(", "’"):
        return token.lower_ != "(" or (token.i + 2 < len(token.doc) and token.nbor(2).text == ")")
    if token.lower_ in ("and", "or"):
        return bool(run) and not is_plural(run[-1]) and not _closes(run)
    if token.tag_ == "VBG" and token.dep_ in {"acl", "xcomp"} and not run:
        return False  # "left hundreds suffering symptoms"
    if token.tag_ in _PARTICIPLES:
        return not run or not is_plural(run[-1])
    return (
        token.pos_ == "ADV"
        and not run
        and token.lower_ not in ("ago", "later", "earlier", "there", "here", "yesterday")
    )


def _counts_on(token: Token) -> bool:
    """Whether another number follows the word at once: "dozens"."""
    return token.i + 1 < len(token.doc) and is_number(token.nbor(1))


def _closes(run: list[Token]) -> bool:
    """Whether the run already ends in a noun of a known class that nothing but a verb follows."""
    return run[-1].lower_ in _HEADS_ALONE


def _head(doc: Doc, run: list[Token], number: int, *, single: bool) -> int | None:
    """The counted noun of the run: a plural (or, for one, any noun); a known one before an unknown one."""
    if not run:
        return None
    if run[0].lower_ in ("others", "dead"):
        return run[0].i
    nouns = [t for t in run if t.pos_ in _NOUNS or token_class(t) is not None or t.lower_ in _HEADS_ALONE]
    if run[0].lower_ in _HEADS_ALONE and not _modifies(run):
        return None if run[0].lower_ not in ("others", "dead") else run[0].i
    fits = [t for t in nouns if t.lower_ not in _HEADS_ALONE and (single or is_plural(t))]
    known = [t for t in fits if token_class(t) is not None]
    chosen = known or fits or [t for t in nouns if t.lower_ not in _HEADS_ALONE and token_class(t) is not None]
    if not chosen:
        return None
    governor = doc[number].head
    if governor in chosen and (governor in known or not known):
        return _compounded(governor, run)
    return _compounded(chosen[0], run)


def _modifies(run: list[Token]) -> bool:
    """Whether the "wounded" or "more" at the start of a run stands before a counted noun ("three wounded men")."""
    return any(is_plural(token) and token_class(token) is not None for token in run[1:4])


def _compounded(token: Token, run: list[Token]) -> int:
    """The last noun of the compound that the token begins: "weapons emplacements", "rocket launchers"."""
    following = {t.i: t for t in run}
    at = token
    while (after := following.get(at.i + 1)) is not None:
        if is_plural(at) and token_class(at) is not None and token_class(after) is None:
            break  # "100 militants, media reported", without its comma
        joined = after.pos_ in _NOUNS and (is_plural(after) or not is_plural(at)) and token_class(after) != "duration"
        if not joined or (is_plural(at) and at.head.i != after.i and at.dep_ != "compound"):
            break
        at = after
    return at.i


def _conjoined(doc: Doc, head: int, end: int) -> int:
    """The last token of the nouns joined to the head by "and" with no number of their own: "women and children"."""
    last = head
    while last + 2 < end and doc[last + 1].lower_ in ("and", "or", "&"):
        at = last + 2
        while at < end and doc[at].pos_ == "ADJ" and at < last + 4:
            at += 1
        if at >= end or not is_plural(doc[at]) or doc[at].like_num or doc[at].pos_ == "VERB":
            break
        if token_class(doc[at]) != token_class(doc[head]) or doc[at].lower_ in _HEADS_ALONE:
            break
        last = at
    return last


def _complement(doc: Doc, last: int, end: int) -> int:
    """The last token with an "of" phrase of a member noun, or the load of a vehicle."""
    if last + 1 >= end:
        return last
    after = doc[last + 1]
    if after.lower_ == "of" and doc[last].lower_ in _FAMILY:
        return _phrase_end(doc, last + 1, end)
    if after.lower_ in _LADEN:
        return _phrase_end(doc, last + 1, end)
    return last


def _phrase_end(doc: Doc, start: int, end: int) -> int:
    """The last token of a plain noun phrase after a preposition or participle at `start`."""
    at = start + 1
    while at < end and (
        doc[at].pos_ in ("DET", "ADJ", "NOUN", "PROPN", "PART") or doc[at].lower_ in ("with", "-", "its", "their")
    ):
        at += 1
    while at - 1 > start and doc[at - 1].pos_ not in _NOUNS:
        at -= 1
    return at - 1 if at - 1 > start else start - 1
