"""Means that decide the kind: who blows himself up, and gas, whatever carried it; gas that lay where it struck does not.

>>> from sayso.extract.triggers import find_triggers
>>> from sayso.language.parse import load_model
>>> doc = load_model()("Helicopters dropped barrels that were filled with chlorine.")
>>> [_is_used(doc, gas, [1], {0}) for gas in find_triggers(doc) if _is_gas(gas)]
[True]
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from spacy.tokens import Doc, Token

from sayso.extract.clauses import clause_head
from sayso.extract.groups import Group, kinds_of
from sayso.extract.triggers import Trigger
from sayso.extract.units import token_class
from sayso.lexicon import load

_CHEMICAL, _SUICIDE, _BOMBING = "chemical_attack", "suicide_bombing", "bombing"
_BOMBER = "bomber"  # alone he may have left the bomb and gone
_CLIMB = 6  # heads from the gas up to what holds or uses it
_HOLDS = frozenset({"munition", "weapon", "aircraft"})  # classes of things that carry it to where it is used
_LIES = frozenset({"building", "site", "vehicle", "person"})  # and of those where it is kept


def settle_kinds(doc: Doc, groups: Sequence[Group], weapons: Sequence[Trigger]) -> None:
    """Give events the kind that their means decide, unless another of the sentence is of that kind."""
    violent = [g for g in groups if g.kind in kinds_of("strike")]
    if not any(g.kind == _SUICIDE for g in violent):
        for group in violent:
            if group.kind == _BOMBING and any(_is_suicide(doc, weapon) for weapon in group.instruments):
                group.kind = _SUICIDE
    carriers = {weapon.head for weapon in weapons if weapon.kind != _CHEMICAL}
    for gas in filter(_is_gas, weapons):
        if any(g.kind == _CHEMICAL for g in violent):
            return
        users = (g for g in violent if _is_used(doc, gas, g.words, carriers))
        user = min(users, key=lambda g: _away(doc, g, gas.head), default=None)
        if user is not None:
            user.kind = _CHEMICAL
            user.words.add(gas.head)


def is_stored(doc: Doc, trigger: Trigger) -> bool:
    """ "a depot that held chemical weapons", "a factory producing chlorine": the gas lies or is made there."""
    if not _is_gas(trigger):
        return False
    for token in _above(doc[trigger.head]):
        if token.pos_ in {"NOUN", "PROPN"} and token_class(token) is not None:
            return token_class(token) in _LIES
    return False


def _is_suicide(doc: Doc, weapon: Trigger) -> bool:
    return weapon.kind == _SUICIDE and doc[weapon.first].lemma_.lower() != _BOMBER


def _is_gas(trigger: Trigger) -> bool:
    """Whether a trigger is the name of a gas or of weapons that hold one."""
    return trigger.kind == _CHEMICAL and trigger.form != "verb" and (trigger.role == "instrument" or trigger.weapon)


def _is_used(doc: Doc, gas: Trigger, words: Collection[int], weapons: Collection[int]) -> bool:
    """Whether a gas hangs on the words of an event, or is what one of its weapons (tokens) holds, fires or lets go."""
    below = doc[gas.head]
    for token in _above(below):
        if token.i in weapons or token_class(token) in _HOLDS:
            return True
        if token.i in words:
            takes = below.dep_ == "dobj" and token.lemma_.lower() in load("events")["releasing"]
            return takes or (below.dep_ == "prep" and below.lower_ == "with")
        below = token
    return False


def _above(token: Token) -> Iterator[Token]:
    """The heads above a token, nearest first."""
    for _ in range(_CLIMB):
        if token.head.i == token.i:
            return
        token = token.head
        yield token


def _away(doc: Doc, group: Group, token: int) -> tuple[bool, int]:
    """How far a group's words stand from a token: those of its clause first."""
    clause = clause_head(doc[token]).i
    return (
        all(clause_head(doc[word]).i != clause for word in group.words),
        min(abs(word - token) for word in group.words),
    )
