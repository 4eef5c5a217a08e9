"""When words of one sentence tell of two events: a clause set apart, another teller, another doer, an earlier event.

>>> from sayso.language.parse import load_model
>>> doc = load_model()("Jets bombed the depot following attacks on a school.")
>>> comes_after(doc[5])
True
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from spacy.tokens import Doc, Token

from sayso.extract.clauses import clause_head
from sayso.extract.coordination import teller
from sayso.extract.roles import doer
from sayso.extract.status import find_status
from sayso.extract.triggers import Trigger
from sayso.lexicon import load

_NAMING = frozenset({"NOUN", "PROPN"})
_APART = frozenset({"while", "whereas", "meanwhile", "separately", "elsewhere"})


def tells_apart(doc: Doc, kind: str, head: int, words: Iterable[int], trigger: Trigger) -> bool:
    """Whether a trigger tells of another event than those words of `kind` do, of which `head` came first."""
    token = doc[trigger.head]
    if trigger.form == "noun" and comes_after(token):
        return True
    if is_told_apart(doc[head], token) or (kind in _moving() and _has_other_doer(doc[head], token)):
        return True
    return _contrasts(clause_head(token)) and not any(
        clause_head(doc[word]).i == clause_head(token).i for word in words
    )


def is_told_apart(first: Token, token: Token) -> bool:
    """Whether another tells it, or what is denied stands beside what is asserted.

    "The army said it hit the camp, while residents said it hit a school"; "denied that it had and said rebels did".
    """
    if token.pos_ != "VERB" or clause_head(token).i == clause_head(first).i:
        return False
    tellers = teller(first), teller(token)
    if None not in tellers and tellers[0] != tellers[1]:
        return True
    return (find_status(token.doc, token.i) == "denied") != (find_status(first.doc, first.i) == "denied")


def _has_other_doer(first: Token, token: Token) -> bool:
    """Whether two verbs have doers of their own, each named: "the army took the town, which rebels had seized"."""
    if token.pos_ != "VERB" or first.pos_ != "VERB":
        return False
    one, other = doer(first), doer(token)
    if one is None or other is None or one.pos_ not in _NAMING or other.pos_ not in _NAMING:
        return False
    return one.lemma_.lower() != other.lemma_.lower()


@cache
def _moving() -> frozenset[str]:
    return frozenset(load("events")["families"]["movement"])


def _contrasts(clause: Token) -> bool:
    """ "while a coalition conducts its own campaign": a clause set beside another, with a subject of its own."""
    marked = any(child.dep_ in {"mark", "advmod"} and child.lower_ in _APART for child in clause.children)
    return marked and any(child.dep_ in {"nsubj", "nsubjpass"} for child in clause.children)


def comes_after(token: Token) -> bool:
    """ "following attacks", "in answer to the attack": what went before; "after the strike" is known already."""
    above = token.head
    if token.dep_ != "pobj":
        return False
    if above.lower_ in {"following", "after", "since"}:
        return not is_definite(token)
    return above.lower_ in {"to", "for"} and above.head.lemma_.lower() in load("events")["answering"]


def is_definite(token: Token) -> bool:
    """Whether a noun stands for what was told before: "the attack", "that strike"."""
    return any(child.lower_ in _definite() for child in token.children if child.i < token.i)


@cache
def _definite() -> frozenset[str]:
    return frozenset(load("events")["definite"])
