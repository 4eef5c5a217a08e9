"""Find who did what to whom with what: the noun phrases that fill the roles of an event's words.

>>> from sayso.language.parse import load_model
>>> doc = load_model()("The bridge was hit by coalition jets.")
>>> roles = find_roles(doc, 3, [3], [(6, 6)])
>>> roles.actor, roles.target
((5, 6), (0, 1))
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from sayso.extract.clauses import is_passive, object_of, oblique, phrase, subject
from sayso.lexicon import load

_ON = frozenset({"on", "against", "at", "targeting", "upon", "into"})
_BY = frozenset({"by"})
_OF = frozenset({"of"})
_TO = frozenset({"to", "with", "from", "on", "against", "for", "at"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})

Range = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Roles:
    """Token ranges (inclusive), None where the words do not say."""

    actor: Range | None = None
    target: Range | None = None
    instrument: Range | None = None


def find_roles(doc: Doc, head: int, words: list[int], instruments: list[Range], *, speech: bool = False) -> Roles:
    """The roles of the event whose words are given; the head's own arguments come first."""
    order = [head, *(word for word in words if word != head)]
    weapon_tokens = {token for first, last in instruments for token in range(first, last + 1)}
    order = [word for word in order if word not in weapon_tokens] or order
    actor = next((found for word in order if (found := doer(doc[word])) is not None), None)
    target = next((found for word in order if (found := _target(doc[word], speech=speech)) is not None), None)
    if actor is not None and target is not None and actor.i == target.i:
        target = None
    return Roles(
        actor=None if actor is None else _range(actor),
        target=None if target is None else phrase(target),
        instrument=instruments[0] if instruments else None,
    )


def _range(token: Token) -> Range:
    """A noun phrase; of a modifier ("Russian strikes") the modifier alone."""
    return phrase(token) if token.pos_ in _NOMINAL and token.dep_ not in {"amod", "compound"} else _modifier(token)


def _modifier(token: Token) -> Range:
    first = min([token.i, *(child.i for child in token.children if child.i < token.i)])
    last = max([token.i, *(child.i for child in token.children if child.dep_ == "conj")])
    return first, last


def doer(token: Token) -> Token | None:
    """The head of the noun phrase that does what the word tells, None where it is not said."""
    return _verb_actor(token) if token.pos_ in {"VERB", "AUX"} else _noun_actor(token)


def _verb_actor(verb: Token) -> Token | None:
    if is_passive(verb):
        return oblique(verb, _BY)
    found = subject(verb)
    if found is None or _is_event_word(found) or verb.lemma_.lower() in {"die", "perish", "explode", "succumb"}:
        return None if found is None else _noun_actor(found) if _is_event_word(found) else None
    return found


def _noun_actor(noun: Token) -> Token | None:
    struck = oblique(noun, _ON)
    agent = oblique(noun, _BY) or (oblique(struck, _BY) if struck is not None else None)
    if agent is not None:
        return agent
    for child in noun.children:
        if child.dep_ in {"acl", "relcl"} and child.tag_ == "VBN":
            agent = oblique(child, _BY)
            if agent is not None:
                return agent
        if child.dep_ == "poss" and child.pos_ in _NOMINAL:
            return child
    for child in noun.children:
        if (
            child.i < noun.i
            and child.dep_ in {"amod", "compound", "nmod"}
            and (child.ent_type_ in {"NORP", "ORG", "GPE"} or child.lower_ in _PARTIES)
        ):
            return child
    governor = noun.head
    if governor.pos_ == "VERB" and noun.dep_ in {"dobj", "nsubjpass"} and governor.lemma_.lower() in _light():
        return oblique(governor, _BY) if is_passive(governor) else subject(governor)
    return None


_PARTIES = frozenset(
    {
        "regime",
        "government",
        "rebel",
        "coalition",
        "army",
        "militant",
        "insurgent",
        "opposition",
        "jihadist",
        "terrorist",
        "allied",
        "militia",
        "loyalist",
        "separatist",
        "kurdish",
        "isis",
        "isil",
        "daesh",
    }
)


def _light() -> frozenset[str]:
    return frozenset(word.split()[0] for word in load("events")["light_verbs"])


def _is_event_word(token: Token) -> bool:
    lexicon = load("events")
    lemma = token.lemma_.lower()
    return lemma in lexicon["generic"]["nouns"] or any(
        lemma in kind.get("nouns", ()) for kind in lexicon["kinds"].values()
    )


def _target(token: Token, *, speech: bool) -> Token | None:
    if token.pos_ not in {"VERB", "AUX"}:
        return oblique(token, _ON) or oblique(token, _OF)
    if is_passive(token):
        for child in token.children:
            if child.dep_ == "nsubjpass":
                return None if _is_event_word(child) else child
        return token.head if token.dep_ in {"acl", "relcl", "amod"} and token.head.pos_ in _NOMINAL else None
    if token.lemma_.lower() in {"die", "perish"}:
        return subject(token)
    found = object_of(token, prepositions=_TO if speech else _ON)
    if found is not None and _is_event_word(found) and not speech:
        return oblique(found, _ON)
    return found
