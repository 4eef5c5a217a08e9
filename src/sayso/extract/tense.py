"""The tense that governs a word: whether what it is said of lies behind, at hand or ahead.

>>> from sayso.language.parse import load_model
>>> doc = load_model()("The envoys will meet on Friday.")
>>> tense_at(doc[5])
'future'
"""

from __future__ import annotations

from functools import cache
from typing import Literal

from spacy.tokens import Token

from sayso.lexicon import load

Tense = Literal["past", "present", "future", "unknown"]

VERBS = ("VERB", "AUX")
TENSES: dict[str, Tense] = {"VBD": "past", "VBN": "past", "VBZ": "present", "VBP": "present", "MD": "future"}
UNTIL = ("until", "till", "through")
PERFECT = ("have", "'ve", "’ve")


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load("times")[name])


def tense_at(token: Token) -> Tense:
    """The tense of the verb that governs `token`; "unknown" where none does."""
    below = token
    for ancestor in (token, *token.ancestors):
        if ancestor.pos_ in VERBS:
            return "future" if _is_aim(ancestor, below) else _tense_of(ancestor)
        below = ancestor
    return "unknown"


def _is_aim(verb: Token, below: Token) -> bool:
    """Whether words under a verb tell what it aims at or what is on the timetable: "planned a march on Friday", "meet Monday"."""
    set_up = verb.tag_ == "VBD" or (verb.tag_ == "VBN" and any(child.lemma_ in PERFECT for child in verb.children))
    if set_up and verb.lemma_ in _words("scheduled"):
        return below.dep_ == "dobj" or any(child.dep_ == "dobj" and child.i < below.i for child in verb.children)
    if below.lower_ in UNTIL and verb.lemma_ in _words("deferring"):
        return True
    timetabled = verb.tag_ in ("VBZ", "VBP") and verb.lemma_ in _words("timetabled")
    return timetabled and not any(child.dep_ in ("aux", "auxpass") for child in verb.children)


def _tense_of(verb: Token) -> Tense:
    auxiliaries = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    names = {child.lower_ for child in auxiliaries}
    if "could" in names and _is_negated(verb):
        return "past"  # what could not be done was tried
    if names & _words("modal_future") and not any(child.lemma_ in PERFECT for child in auxiliaries):
        return "future"
    if (
        verb.tag_ == "VBN"
        and verb.lemma_ in _words("scheduled")
        and any(child.lower_ == "for" for child in verb.children)
    ):
        return "future"
    if auxiliaries and verb.tag_ in ("VBN", "VBG", "VB"):
        return _tense_of_auxiliary(verb, auxiliaries)
    return TENSES.get(verb.tag_) or _tense_above(verb)


def _is_negated(verb: Token) -> bool:
    subjects = [child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass")]
    nearby = [*verb.children, *(grandchild for subject in subjects for grandchild in subject.children), *subjects]
    return any(token.dep_ == "neg" or token.lower_ in _words("negatives") for token in nearby)


def _tense_of_auxiliary(verb: Token, auxiliaries: list[Token]) -> Tense:
    if any(child.lower_ == "to" for child in auxiliaries):
        return _tense_of_infinitive(verb)
    if any(child.lemma_ == "have" or child.tag_ in ("VBD", "VBN") for child in auxiliaries):
        return "past"
    if verb.tag_ == "VBG" and any(child.tag_ in ("VBZ", "VBP") for child in auxiliaries):
        return "present"
    return TENSES.get(auxiliaries[0].tag_, "unknown")


def _tense_of_infinitive(verb: Token) -> Tense:
    head = verb.head
    if any(child.lower_ == "had" and child.dep_ == "aux" for above in (head, head.head) for child in above.children):
        return "past"  # "it had been due to end on Friday"
    if head == verb or head.lemma_ in _words("prospective"):
        return "future"
    return _tense_above(verb)


def _tense_above(verb: Token) -> Tense:
    """The tense of the verb that a bare form hangs on; heads form a tree, so this ends."""
    return tense_at(verb.head) if verb.head != verb else "unknown"
