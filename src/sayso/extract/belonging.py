"""How likely a place or a time belongs to an event: signs read off the parse and the document, weighed by learned weights.

A logistic regression over signs that hold or do not; the weights stand in the lexicon (`belonging.yml`).

>>> near, far = frozenset({"up:1", "before:in", "same clause"}), frozenset({"up:5", "other clause", "in source"})
>>> likelihood(near, "places_inside") > likelihood(far, "places_inside")
True
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from functools import cache

from spacy.tokens import Token

from sayso.extract.setting import Point, Setting
from sayso.extract.units import token_class
from sayso.lexicon import load
from sayso.model import EventMention, Span

Signs = frozenset[str]
_FAR = 5  # steps through the parse, and sentences, beyond which the distance says no more
_CHAIN = 12  # heads that are climbed over
_NEAR, _BESIDE = 3, 8  # tokens between an event's word and a name


def likelihood(signs: Signs, what: str, read: float = 0.0) -> float:
    """The likelihood that the place or the time with these signs is the event's; `what` names the table.

    `read` is what else is known, in log odds.

    Tables: places_inside, places_carried, times_inside, times_carried ("inside" the event's sentence, or "carried" to it).
    """
    weights = _tables()[what]
    held = (weights[sign] for sign in signs if sign in weights)
    return 1.0 / (1.0 + math.exp(-math.fsum(held) - weights.get("bias", 0.0) - read))


def threshold(what: str) -> float:
    """The likelihood from which a place or a time is taken."""
    return _tables()[what]["threshold"]


@cache
def _tables() -> dict[str, dict[str, float]]:
    return {
        name: {str(sign): float(weight) for sign, weight in table.items()} for name, table in load("belonging").items()
    }


def set_weights(tables: Mapping[str, Mapping[str, float]]) -> None:
    """Weigh by these tables from now on: what learns them needs it."""
    _tables().clear()
    _tables().update({name: dict(table) for name, table in tables.items()})


def event_signs(event: EventMention) -> Iterator[str]:
    """What the event itself says, whatever the place or time."""
    yield f"family:{family(event.kind)}"
    yield f"status:{event.status}"
    if event.apart:
        yield "apart"
    if event.anaphoric:
        yield "anaphoric"


@cache
def family(kind: str) -> str:
    """The family of a kind."""
    return next((name for name, kinds in load("events")["families"].items() if kind in kinds), "other")


def nearest_word(event: EventMention, point: Point, setting: Setting) -> tuple[int, int, int]:
    """Steps up from the point to where its chain of heads meets that of an event's word, steps down to the word; the word."""
    chain = setting.chain(point.root.i)
    found = []
    for word in {event.token, *event.words, *(token for token, _ in event.effects)}:
        above = setting.chain(word)
        meeting = next((i for i, token in enumerate(chain) if token in above), None)
        found.append((_FAR, _FAR, word) if meeting is None else (meeting, above.index(chain[meeting]), word))
    return min(found, key=lambda steps: (steps[0] + steps[1], steps[1]))


def inside_signs(
    event: EventMention, point: Point, setting: Setting, *, nearest: tuple[int, int, int], before: str
) -> Iterator[str]:
    """What a place or time of the event's own sentence shows beside it; `nearest` and `before` as the functions here find them."""
    up, down, word = nearest
    same = point.clause == setting.clause(word)
    yield f"up:{min(up, _FAR)}"
    yield f"down:{min(down, _FAR)}"
    yield f"path:{min(up, _FAR)}-{min(down, 3)}"
    yield f"dep:{point.root.dep_}"
    yield f"before:{before}"
    yield from _around(point, word)
    yield "same clause" if same else "other clause"
    for name, held in (("actor", event.actor), ("target", event.target)):
        if held is not None and held[0] <= point.root.i <= held[1] and before not in _local():
            yield name
            yield f"{name}:{before}"
    if before in _local():
        yield f"placed:{'same clause' if same else 'other clause'}"
    governor = _governor(point.root)
    if governor is not None:
        yield f"under:{_sort(governor, event)}"
    if setting.doc[point.first].is_sent_start:
        yield "opens"


def _around(point: Point, word: int) -> Iterator[str]:
    """Where the name stands in the sentence: before or after the event's word, how far, parted by a mark."""
    side = "after" if point.first > word else "ahead"
    gap = point.first - word if side == "after" else word - point.last + 1
    yield f"{side}:{'near' if gap <= _NEAR else 'beside' if gap <= _BESIDE else 'far'}"
    between = point.root.doc[min(point.last, word) : max(point.first, word)]
    if any(token.text in {",", ";", ":"} for token in between):
        yield "parted"


def word_before(point: Point) -> str:
    """What the word before a name is, past "the", "northern" and the like: a preposition itself, else its kind."""
    doc, i = point.root.doc, point.first - 1
    while i >= 0 and not doc[i + 1].is_sent_start and doc[i].lower_ in _skipped():
        i -= 1
    if i < 0 or doc[i + 1].is_sent_start:
        return "start"
    token = doc[i]
    if token.lower_ in _prepositions():
        if token.lower_ == "of" and i > 0 and doc[i - 1].lower_ in _kinds_of():
            return "kind of"
        return token.lower_
    return token.pos_


def _governor(root: Token) -> Token | None:
    """The verb or noun that the name hangs on, past its preposition, its list and the names around it."""
    token = root
    for _ in range(_CHAIN):
        if token.head.i == token.i:
            return None
        token = token.head
        inner = token.pos_ == "PROPN" and token.dep_ in {"compound", "conj", "appos"}
        if token.pos_ in {"VERB", "AUX", "NOUN", "PROPN"} and not inner and token.lower_ not in _kinds_of():
            return token
    return None


def _sort(token: Token, event: EventMention) -> str:
    """What sort of word a name hangs on."""
    if token.i == event.token or token.i in event.words:
        return "event"
    if token.pos_ in {"VERB", "AUX"}:
        return "speech" if token.lemma_.lower() in _speech() else "verb"
    kind = token_class(token)
    if kind is not None:
        return str(kind)
    return token.ent_type_ if token.pos_ == "PROPN" else "noun"


def place_signs(point: Point) -> Iterator[str]:
    """What sort of place it is, and how the text points at it."""
    mention = point.place
    yield f"place:{point.precision}"
    yield f"relation:{mention.relation}"
    if mention.kind_hint is not None:
        yield "kind told"
    if mention.within is not None:
        yield "contained"
    if point.root.ent_type_ in {"ORG", "PERSON"}:
        yield f"looks:{point.root.ent_type_}"
    following = point.root.doc[point.last] if point.last < len(point.root.doc) else None
    if following is not None:
        if following.text == "-":
            yield "compound"
        elif following.pos_ in {"NOUN", "PROPN"} and point.root.dep_ in {"compound", "nmod", "poss", "amod"}:
            yield f"modifies:{token_class(point.root.head) or point.root.head.pos_}"


def time_signs(point: Point) -> Iterator[str]:
    """What sort of time it is."""
    mention = point.time
    yield f"form:{mention.form}"
    yield f"type:{mention.type}"
    yield f"signal:{mention.signal}"
    yield f"tense:{mention.tense}"


def overlaps_any(span: Span, others: tuple[Span, ...]) -> bool:
    """Whether a span overlaps one of others."""
    return any(other.overlaps(span) for other in others)


@cache
def _skipped() -> frozenset[str]:
    return frozenset((*load("sites")["sides"], *load("sites")["passed_over"]))


@cache
def _local() -> frozenset[str]:
    return frozenset(load("sites")["before_names"])


@cache
def _kinds_of() -> frozenset[str]:
    return frozenset(load("sites")["kinds_of"])


@cache
def _prepositions() -> frozenset[str]:
    return frozenset(load("sites")["prepositions"])


@cache
def _speech() -> frozenset[str]:
    return frozenset(load("places")["speech"])
