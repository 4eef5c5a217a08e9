"""Cue words: which words of a document attribute, in which way, and what they may take.

>>> stances("verbs")["say"]
'asserts'
>>> pairs("prepositions")["accuse"]
{'of': 'accuses'}
"""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from sayso.lexicon import load

CLAIMS_RESPONSIBILITY = "claims_responsibility"
CANNOT_CONFIRM = "cannot_confirm"
DECLINES = "declines"
_VERIFYING = frozenset({"confirm", "verify", "authenticate", "corroborate", "establish", "determine", "ascertain"})
_UNABLE = frozenset({"can", "could", "cannot"})


@cache
def stances(section: str) -> dict[str, str]:
    """Word to stance for one section of single words; the stance named first in the lexicon wins."""
    found: dict[str, str] = {}
    for stance, words in load("cues")[section].items():
        for word in words:
            found.setdefault(word, stance)
    return found


@cache
def pairs(section: str) -> dict[str, dict[str, str]]:
    """Verb to preposition to stance, for entries of two words."""
    found: dict[str, dict[str, str]] = {}
    for stance, entries in load("cues")[section].items():
        for entry in entries:
            words = entry.split()
            if len(words) == 2:
                found.setdefault(words[0], {})[words[1]] = stance
    return found


@cache
def responsibility() -> frozenset[tuple[str, str]]:
    """Verb and noun of the ways to claim an attack: ("claim", "responsibility"), ("claim", "attack")."""
    entries = load("cues")["prepositions"][CLAIMS_RESPONSIBILITY]
    found = (words for words in map(str.split, entries) if len(words) == 3)
    return frozenset((words[0], words[2] if words[1] == "the" else words[1]) for words in found)


@cache
def words(section: str) -> frozenset[str]:
    """The words of a section that is a plain list."""
    return frozenset(load("cues")[section])


def speaks(token: Token) -> bool:
    """Whether the word is one for somebody who speaks: "spokesman", "ministry", "survivor"."""
    return any(word in words("spokesmen") or word in words("tellers") for word in (token.lower_, token.lemma_.lower()))


def stance_of(token: Token, section: str) -> str | None:
    """The stance that `token` takes in a section, by its lemma or by its own form; None where it is no cue."""
    table = stances(section)
    for child in token.rights:
        longer = table.get(f"{token.lemma_.lower()} {child.lower_}")
        if longer is not None:
            return longer
    return table.get(token.lemma_.lower()) or table.get(token.lower_)


def is_negated(verb: Token) -> bool:
    """Whether "not" or "never" stands with the verb, or nobody is its subject."""
    if any(child.dep_ == "neg" or (child.lower_ == "neither" and child.i < verb.i) for child in verb.children):
        return True
    if _is_neither(verb):
        return True
    subjects = (child for child in verb.children if child.dep_ in {"nsubj", "nsubjpass"})
    return any(
        subject.lower_ in {"nobody", "neither", "none"}
        or any(child.lower_ in {"no", "neither"} and child.dep_ in {"det", "preconj"} for child in subject.children)
        for subject in subjects
    )


def _is_neither(verb: Token) -> bool:
    """ "neither confirmed nor denied"."""
    first = verb.head if verb.dep_ == "conj" else verb
    return any(child.lower_ in {"neither", "nor"} for child in first.children)


def is_unable(verb: Token) -> bool:
    """Whether somebody could not do what the verb says: "could not confirm", "was not able to verify"."""
    around = {child.lower_ for child in (*verb.children, *(verb.head.children if verb.dep_ == "conj" else ()))}
    if around & _UNABLE and is_negated(verb):
        return True
    above = verb.head
    if verb.dep_ not in {"xcomp", "ccomp", "acl"} or above.lower_ not in words("unable"):
        return around & {"independently", "yet"} != set() and is_negated(verb)
    return above.lower_ in {"unable", "impossible"} or is_negated(above) or is_negated(above.head)


def misread_verb(noun: Token) -> Token | None:
    """The verb that a parser took for an adjective of its object: "the envoy contradicted suggestions that"."""
    for child in noun.lefts:
        if (
            child.dep_ == "amod"
            and child.tag_ in {"VBN", "VBD"}
            and child.i == noun.i - 1
            and noun.left_edge.i < child.i
        ):
            before = child.nbor(-1)
            spoken = child.lemma_.lower() in words("authoring") or stance_of(child, "objects") is not None
            if spoken and before.pos_ in {"NOUN", "PROPN", "PRON"} and before.dep_ != "amod":
                return child
    return None


def is_withheld(verb: Token) -> bool:
    """ "has not confirmed", "nobody admitted", "has yet to acknowledge"."""
    have = verb.head
    due = verb.dep_ == "xcomp" and have.lemma_ == "have" and any(child.lower_ == "yet" for child in have.children)
    return due or is_negated(verb)


def is_declined(verb: Token) -> bool:
    """Whether somebody would not say it: "declined to comment on", "refused to say"."""
    return verb.dep_ == "xcomp" and stances("infinitives").get(verb.head.lemma_.lower()) == DECLINES


def _finds(verb: Token) -> bool:
    """ "the commission found that": what a body or an expert finds, it says."""
    return verb.lemma_.lower() == "find" and any(
        child.dep_ == "nsubj" and (child.ent_type_ == "ORG" or child.lower_ in words("spokesmen"))
        for child in verb.children
    )


def shade(verb: Token, stance: str) -> str:
    """The stance with regard to the words around the verb: "could not be verified" confirms nothing."""
    if stance == "shows":
        above = verb.head.children if verb.dep_ == "xcomp" else ()  # "footage appeared to show"
        carried = any(child.lemma_.lower() in words("carriers") for child in (*verb.children, *above))
        return "asserts" if carried or _finds(verb) else stance
    if verb.lemma_ in _VERIFYING | {"deny"} and (is_unable(verb) or _is_neither(verb)):
        return CANNOT_CONFIRM
    if stance == "denies" and is_negated(verb):
        return "believes"  # "did not rule out that"
    if stance == "confirms" and is_withheld(verb):
        return CANNOT_CONFIRM if verb.lemma_ in _VERIFYING else DECLINES  # "has not admitted bombing it"
    if is_declined(verb) or (stance in {"asserts", CLAIMS_RESPONSIBILITY} and is_negated(verb)):
        return DECLINES
    return stance
