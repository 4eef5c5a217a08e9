"""Verbs of saying joined by "and": "denied that its jets had hit the camp and said rebels did" tells of two sayings.

Parsers often hang the second on the verb of the first one's clause; `said_above` gives the verb that it belongs beside.

>>> from sayso.language.parse import load_model
>>> doc = load_model()("The army denied that it had shelled the camp and said rebels did.")
>>> said_above(doc[10]).text
'denied'
"""

from __future__ import annotations

from spacy.tokens import Token

from sayso.extract.cuewords import stance_of

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "VBN"})
_STEPS = 8  # words above an event in which the one who tells it is sought
_SAYING = frozenset({"asserts", "confirms", "denies"})


def says(verb: Token) -> bool:
    """Whether the verb is one of saying, thinking or promising."""
    return verb.pos_ == "VERB" and stance_of(verb, "verbs") is not None


def beside(verb: Token) -> Token | None:
    """The verb of saying that a second one is joined to in truth, where the parser hung it on what the first one tells."""
    told = verb.head
    if verb.dep_ != "conj" or verb.tag_ not in _FINITE or stance_of(verb, "verbs") not in _SAYING:
        return None
    if any(child.dep_ in _SUBJECTS for child in verb.children) or not _takes_words(verb):
        return None
    if told.dep_ not in {"ccomp", "xcomp"} or stance_of(told, "verbs") in _SAYING:
        return None
    first = told.head
    return first if first.pos_ == "VERB" and stance_of(first, "verbs") in _SAYING else None


def said_above(token: Token) -> Token:
    """The word that a token hangs on; for a second verb of saying, what the first one hangs on."""
    first = beside(token)
    return token.head if first is None else first


def teller(token: Token) -> int | None:
    """The subject of the verb of saying in whose clause the word stands; None where nobody tells it there."""
    for _ in range(_STEPS):
        above = said_above(token)
        if above.i == token.i:
            return None
        if token.dep_ in {"ccomp", "xcomp"} and stance_of(above, "verbs") in _SAYING:
            told = next((child for child in above.children if child.dep_ in _SUBJECTS), None)
            told = told or _shared_subject(above)
            if told is not None:
                return told.i
            above = beside(above) or above
        token = above
    return None


def _shared_subject(verb: Token) -> Token | None:
    """The subject that a participle has from the verb above it: "stopped short of saying that"."""
    for above in verb.ancestors:
        if above.pos_ == "VERB":
            return next((child for child in above.children if child.dep_ in _SUBJECTS), None)
    return None


def parted(one: Token, other: Token) -> bool:
    """Whether a semicolon parts two verbs with subjects of their own: each tells something of its own."""
    first, last = sorted((one.i, other.i))
    if not any(token.text == ";" for token in one.doc[first:last]):
        return False
    return all(any(child.dep_ in _SUBJECTS for child in token.children) for token in (one, other))


def _takes_words(verb: Token) -> bool:
    return any(child.dep_ in {"ccomp", "dobj"} and child.i > verb.i for child in verb.children)


def conjunction(verb: Token) -> int:
    """The token with which a second verb of saying begins: its "and", or a comma or adverb before it."""
    start = min([verb.i, *(child.i for child in verb.lefts)])
    doc = verb.doc
    while start > verb.sent.start and (doc[start - 1].dep_ == "cc" or doc[start - 1].text == ","):
        start -= 1
    return start
