"""Find who did what to whom with what: the noun phrases that fill the roles of an event's words.

>>> from sayso.language.parse import load_model
>>> doc = load_model()("The bridge was hit by coalition jets.")
>>> roles = find_roles(doc, 3, [3], [(6, 6)])
>>> roles.actor, roles.target
((5, 6), (0, 1))
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token

from sayso.extract.actors import kind_of
from sayso.extract.clauses import is_passive, object_of, oblique, phrase, subject
from sayso.lexicon import load

_ON = frozenset({"on", "against", "at", "targeting", "upon", "into"})
_BY = frozenset({"by"})
_OF = frozenset({"of"})
_TO = frozenset({"to", "with", "from", "on", "against", "for", "at"})
_BETWEEN = frozenset({"between"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_NAMED = frozenset({"NORP", "ORG", "GPE", "PERSON"})
_BEFALLS = frozenset({"die", "perish", "explode", "succumb"})  # their subjects do nothing
_NEAR = 5  # tokens after an event noun within which "by" or "on" belongs to it, whatever the parse says

Range = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Roles:
    """Token ranges (inclusive), None where the words do not say."""

    actor: Range | None = None
    target: Range | None = None
    instrument: Range | None = None


def find_roles(
    doc: Doc, head: int, words: list[int], instruments: list[Range], *, speech: bool = False, violent: bool = False
) -> Roles:
    """The roles of the event whose words are given; the head's own arguments come first.

    `speech` where the event is what somebody says, `violent` where monitors, outlets and rescuers are no doers.
    """
    order = [head, *(word for word in words if word != head)]
    weapon_tokens = {token for first, last in instruments for token in range(first, last + 1)}
    order = [word for word in order if word not in weapon_tokens] or order
    sides = next((pair for word in order if (pair := _sides(doc[word])) is not None), None)
    if sides is not None:
        return Roles(actor=phrase_alone(sides[0]), target=phrase(sides[1]), instrument=_first(instruments))
    doers = (blamed_for(doc[word]) or doer(doc[word]) for word in order)
    actor = next((found for found in doers if found is not None and _can_act(found, violent=violent)), None)
    targets = (_target(doc[word], speech=speech) for word in order)
    target = next((found for found in targets if found is not None and _can_suffer(found)), None)
    if actor is not None and target is not None and actor.i == target.i:
        target = None
    return Roles(
        actor=None if actor is None else _range(actor),
        target=None if target is None else phrase(target),
        instrument=_first(instruments),
    )


def _first(ranges: list[Range]) -> Range | None:
    return ranges[0] if ranges else None


def _sides(token: Token) -> tuple[Token, Token] | None:
    """The two sides of "clashes between the army and rebels"."""
    one = oblique(token, _BETWEEN)
    if one is None:
        return None
    other = next((child for child in one.children if child.dep_ == "conj"), None)
    if other is None or {one.ent_type_, other.ent_type_} & {"DATE", "TIME", "CARDINAL"}:
        return None  # "between Sunday and Tuesday"
    return one, other


def phrase_alone(token: Token) -> Range:
    """The noun phrase without what is coordinated with it."""
    first, last = phrase(token)
    stop = min((child.i for child in token.children if child.dep_ in {"cc", "conj"}), default=last + 1)
    return first, max(token.i, min(last, stop - 1))


def _can_act(token: Token, *, violent: bool) -> bool:
    """Whether a phrase may do something: "30 others", "many" and "the raids" do nothing, nor do monitors strike."""
    if violent and kind_of(token) in load("roles")["bystanders"]:
        return False
    if is_event_word(token) or token.pos_ in {"NUM", "ADV"} or token.lower_ in _quantities():
        return False
    return not any(child.dep_ == "nummod" for child in token.children) or token.ent_type_ in _NAMED


def _can_suffer(token: Token) -> bool:
    """Whether something can be done to what a word stands for: not to "Thursday"."""
    return token.pos_ in _NOMINAL | {"NUM"} and token.ent_type_ not in {"DATE", "TIME"}


@cache
def _quantities() -> frozenset[str]:
    return frozenset(load("roles")["quantities"])


def _range(token: Token) -> Range:
    """A noun phrase; of a modifier ("Russian strikes") the modifier alone."""
    return phrase(token) if token.pos_ in _NOMINAL and token.dep_ not in {"amod", "compound"} else _modifier(token)


def _modifier(token: Token) -> Range:
    first = min([token.i, *(child.i for child in token.children if child.i < token.i and child.dep_ != "nummod")])
    last = max([token.i, *(child.i for child in token.children if child.dep_ == "conj")])
    return first, last


def blamed_for(word: Token) -> Token | None:
    """On whom an event is laid: "a raid blamed on the army", "attributed the strike to rebels"; the head of the phrase."""
    verbs = [child for child in word.children if child.dep_ in {"relcl", "acl"}]
    if word.dep_ in {"dobj", "nsubjpass"}:
        verbs.append(word.head)
    for verb in verbs:
        link = load("roles")["laying"].get(verb.lemma_.lower())
        links = (child for child in (*verb.rights, *word.rights) if child.lower_ == link)
        laid = (body for child in links for body in child.children if body.dep_ == "pobj" and not is_event_word(body))
        found = next(laid, None)
        if found is not None:
            return found
    return None


def doer(token: Token) -> Token | None:
    """The head of the noun phrase that does what the word tells, None where it is not said."""
    return _verb_actor(token) if token.pos_ in {"VERB", "AUX"} else _noun_actor(token)


def _verb_actor(verb: Token) -> Token | None:
    if is_passive(verb) or _is_bare_participle(verb):
        return oblique(verb, _BY)
    found = subject(verb)
    if found is None:
        return None
    if is_event_word(found):
        return _noun_actor(found)
    return None if verb.lemma_.lower() in _BEFALLS else found


def _is_bare_participle(verb: Token) -> bool:
    """ "12 killed and 30 wounded": a participle without its auxiliary."""
    return verb.tag_ == "VBN" and not any(child.dep_ == "aux" for child in verb.children) and object_of(verb) is None


def _noun_actor(noun: Token) -> Token | None:
    struck = oblique(noun, _ON)
    agent = oblique(noun, _BY) or (oblique(struck, _BY) if struck is not None else None) or _after(noun, _BY)
    if agent is not None:
        return agent
    for child in noun.children:
        if child.dep_ in {"acl", "relcl"} and child.tag_ == "VBN":
            agent = oblique(child, _BY)
            if agent is not None:
                return agent
        if child.dep_ == "poss" and child.pos_ in _NOMINAL:
            return child
    return _modifying_party(noun) or _light_subject(noun)


def _modifying_party(noun: Token) -> Token | None:
    """ "Russian strikes", "regime shelling"."""
    for child in noun.children:
        if (
            child.i < noun.i
            and child.dep_ in {"amod", "compound", "nmod"}
            and (child.ent_type_ in _NAMED or child.lower_ in parties())
        ):
            return child
    return None


@cache
def parties() -> frozenset[str]:
    return frozenset(load("roles")["parties"])


def _light_subject(noun: Token) -> Token | None:
    """The subject of the verb that only carries the noun: "the army carried out a raid"."""
    governor = noun.head
    if governor.pos_ == "VERB" and noun.dep_ in {"dobj", "nsubjpass"} and governor.lemma_.lower() in _light():
        return oblique(governor, _BY) if is_passive(governor) else subject(governor)
    return None


@cache
def _light() -> frozenset[str]:
    return frozenset(word.split()[0] for word in load("events")["light_verbs"])


def _after(noun: Token, prepositions: frozenset[str]) -> Token | None:
    """The object of a preposition that follows the noun closely, with no verb between, wherever the parse hung it."""
    doc = noun.doc
    for i in range(noun.i + 1, min(noun.i + _NEAR, noun.sent.end)):
        token = doc[i]
        if token.pos_ in {"VERB", "AUX"} or token.is_punct:
            return None
        if token.lower_ in prepositions:
            return next((child for child in token.children if child.dep_ == "pobj"), None)
    return None


@cache
def _event_nouns() -> frozenset[str]:
    lexicon = load("events")
    kinds = (noun for kind in lexicon["kinds"].values() for noun in kind.get("nouns", ()))
    return frozenset((*lexicon["generic"]["nouns"], *kinds))


def is_event_word(token: Token) -> bool:
    """Whether a noun tells of an event, or holds one: "strikes", "a series of strikes"."""
    if token.lemma_.lower() in _event_nouns():
        return True
    held = oblique(token, _OF) if token.lower_ in _containers() else None
    return held is not None and held.lemma_.lower() in _event_nouns()


@cache
def _containers() -> frozenset[str]:
    return frozenset(load("roles")["containers"])


def _target(token: Token, *, speech: bool) -> Token | None:
    if token.pos_ not in {"VERB", "AUX"}:
        return oblique(token, _ON) or oblique(token, _OF) or _after(token, _ON)
    if is_passive(token) or _is_bare_participle(token):
        return _sufferer(token)
    if token.lemma_.lower() in {"die", "perish"}:
        return subject(token)
    found = object_of(token, prepositions=_TO if speech else _ON)
    if found is not None and is_event_word(found) and not speech:
        return oblique(found, _ON) or oblique(token, _ON) or _after(found, _ON)
    return found


def _sufferer(verb: Token) -> Token | None:
    """The passive subject, or the noun that a participle hangs on."""
    for child in verb.children:
        if child.dep_ in {"nsubjpass", "nsubj"}:
            return None if is_event_word(child) else child
    return verb.head if verb.dep_ in {"acl", "relcl", "amod"} and verb.head.pos_ in _NOMINAL else None
