"""Onlookers: who speaks of a deed, looks into it, or is asked for, took no part: "Canada condemned the attack".

>>> from sayso.language.parse import load_model
>>> doc = load_model()("Shells hit a camp. Canada condemned the attack.")
>>> looks_on(doc[5], (1,))
True
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from spacy.tokens import Token

from sayso.extract.clauses import is_passive
from sayso.extract.cuewords import is_withheld, stance_of
from sayso.lexicon import load
from sayso.model import Span

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_SHARING = frozenset({"conj", "advcl"})  # a verb so attached may have the subject of the one above
_MEANS = frozenset({"with", "by"})  # "reacted with strikes": what follows is what they did
_STEPS = 3


def looks_on(head: Token, words: tuple[int, ...]) -> bool:
    """Whether the phrase headed by a token only speaks of deeds where it stands; not of those that `words` tell of, if these
    have the phrase for their subject too ("Rebels condemned the truce and shelled the town")."""
    first = _first_named(head)
    above = first.head
    if any(child.dep_ == "det" and child.tag_ == "WDT" for child in first.lefts):
        return True  # "which militia shelled it": nobody is named
    if any(_is_onlooking(verb) and _holds(verb, words) for verb in first.rights if verb.dep_ == "relcl"):
        return True
    if first.dep_ == "nsubj" and above.pos_ == "VERB":
        return _is_onlooking(above) and not any(_is_shared(head.doc[word], above) for word in words)
    if first.dep_ == "poss":
        return above.lemma_.lower() in _listed("nouns")
    if first.dep_ != "pobj" or above.lower_ != "by":
        return False
    told = above.head
    return told.lemma_.lower() in _listed("nouns") or (
        told.pos_ == "VERB" and told.lemma_.lower() in _listed("verbs") and is_passive(told)
    )


def speaks_with_others(head: Token, source: Sequence[Span], words: tuple[int, ...]) -> bool:
    """Whether the phrase is one of several who say it: "the army and the agency said bombs killed nine"; they did not all do it."""
    first = _first_named(head)
    several = first.i != head.i or any(child.dep_ == "conj" for child in first.rights)
    if not several or first.dep_ != "nsubj" or any(_is_shared(head.doc[word], first.head) for word in words):
        return False
    return any(span.start <= head.idx < span.end for span in source)


def _first_named(head: Token) -> Token:
    """The first of those named side by side: "the bureau and the agency"."""
    while head.dep_ == "conj" and head.head.pos_ in {"NOUN", "PROPN"}:
        head = head.head
    return head


def _is_onlooking(verb: Token) -> bool:
    """ "condemned", "called it a success", "opened an investigation", "has not admitted"; not "called in air strikes"."""
    if is_passive(verb) or any(child.dep_ == "prt" for child in verb.rights):
        return False
    lemma = verb.lemma_.lower()
    if lemma in _listed("verbs"):
        return True
    if lemma in _listed("light"):
        return any(child.dep_ == "dobj" and child.lemma_.lower() in _listed("nouns") for child in verb.rights)
    return stance_of(verb, "verbs") == "confirms" and is_withheld(verb)


def _holds(verb: Token, words: tuple[int, ...]) -> bool:
    """Whether the deed is told within the verb's own clause: "the president, who called the attacks an act of war, flew"."""
    return all(verb.is_ancestor(verb.doc[word]) for word in words)


def _is_shared(word: Token, verb: Token) -> bool:
    """Whether the verb's subject did what the word tells: a second verb of the same subject, or the means of the first."""
    for _ in range(_STEPS):
        if word.i == verb.i:
            return True
        means = word.dep_ == "pobj" and word.head.lower_ in _MEANS
        second = word.dep_ in _SHARING and not any(child.dep_ in _SUBJECTS | {"mark"} for child in word.lefts)
        if not means and not second:
            return False
        word = word.head.head if means else word.head
    return False


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(load("roles")["onlooking"][name])
