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
_VERIFYING = frozenset({"confirm", "verify", "authenticate", "corroborate", "establish"})
_UNABLE = frozenset({"can", "could", "able", "unable", "impossible", "possible"})


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
    """Verb and noun of the ways to claim an attack: ("claim", "responsibility")."""
    entries = load("cues")["prepositions"][CLAIMS_RESPONSIBILITY]
    return frozenset((words[0], words[1]) for words in map(str.split, entries) if len(words) == 3)


@cache
def words(section: str) -> frozenset[str]:
    """The words of a section that is a plain list."""
    return frozenset(load("cues")[section])


def stance_of(token: Token, section: str) -> str | None:
    """The stance that `token` takes in a section, by its lemma or by its own form; None where it is no cue."""
    table = stances(section)
    for child in token.rights:
        longer = table.get(f"{token.lemma_.lower()} {child.lower_}")
        if longer is not None:
            return longer
    return table.get(token.lemma_.lower()) or table.get(token.lower_)


def is_negated(verb: Token) -> bool:
    """Whether "not" or "never" stands with the verb."""
    return any(child.dep_ == "neg" for child in verb.children)


def shade(verb: Token, stance: str) -> str:
    """The stance with regard to the words around the verb: "could not be verified" confirms nothing."""
    if stance == "shows":
        return "asserts" if any(child.lemma_.lower() in words("carriers") for child in verb.children) else stance
    if verb.lemma_ not in _VERIFYING:
        return stance
    around = {child.lower_ for child in verb.children} | {verb.head.lower_}
    unable = bool(around & _UNABLE) and (
        is_negated(verb) or is_negated(verb.head) or "unable" in around or "impossible" in around
    )
    return CANNOT_CONFIRM if unable or ("independently" in around and is_negated(verb)) else stance
