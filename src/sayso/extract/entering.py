"""Verbs of moving that tell of gains and losses only of fighters: "rebels entered the town", not "a convoy entered it".

>>> from sayso.extract.triggers import find_triggers
>>> from sayso.language.parse import load_model
>>> doc = load_model()("A convoy entered the town.")
>>> [only_comes(doc[t.head], t) for t in find_triggers(doc) if t.kind == "advance"]
[True]
"""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from sayso.extract.clauses import is_passive, object_of, subject
from sayso.extract.triggers import Trigger
from sayso.lexicon import load


def only_comes(verb: Token, trigger: Trigger) -> bool:
    """ "A convoy entered the town", "rebels took a break": only fighters take or leave a place, and nothing else."""
    if load("events")["moving"].get(verb.lemma_.lower()) != trigger.kind or trigger.first != trigger.last:
        return False
    mover, place = subject(verb), object_of(verb)
    fights = mover is not None and not is_passive(verb) and mover.lemma_.lower() in load("events")["entering"]
    return not fights or place is None or not is_ground(place)


def is_ground(noun: Token) -> bool:
    """Whether a noun stands for what fighters take: a name, or "town", "base"."""
    return noun.pos_ == "PROPN" or noun.lemma_.lower() in _taken()


@cache
def _taken() -> frozenset[str]:
    """What the lexicon says that fighters take: "take the town"."""
    entries = (entry.split() for entry in load("events")["kinds"]["advance"]["verbs"])
    return frozenset(words[2] for words in entries if words[:2] == ["take", "the"])
