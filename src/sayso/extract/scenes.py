"""Find where and when an event took place: names and times of its sentence, else those of the scene that it goes on with.

>>> Scene().places
()
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from sayso.extract.clauses import clause_head
from sayso.lexicon import load
from sayso.model import Attribution, EventMention, PlaceMention, Span, TimeMention
from sayso.model.place import Role

Sited = tuple[PlaceMention, Role]
_CARRIED = 3  # sentences over which a place or time still holds
_PREPOSITIONS = frozenset(
    {
        "near",
        "in",
        "at",
        "on",
        "around",
        "outside",
        "inside",
        "across",
        "over",
        "of",
        "from",
        "to",
        "into",
        "towards",
        "toward",
        "within",
        "throughout",
    }
)
_SKIPPED = frozenset(
    {
        "the",
        "a",
        "northern",
        "southern",
        "eastern",
        "western",
        "central",
        "northeastern",
        "northwestern",
        "southeastern",
        "southwestern",
        "north",
        "south",
        "east",
        "west",
        "greater",
        "rural",
        "downtown",
    }
)
_LOCAL = frozenset({"near", "in", "at", "outside", "around"})
_NOT_PLACES = frozenset({"DATE", "TIME", "PERSON", "CARDINAL", "ORDINAL", "EVENT", "LAW", "LANGUAGE"})
_ORIGIN = frozenset({"from"})
_DESTINATION = frozenset({"to", "towards", "toward"})


@dataclass(slots=True)
class Scene:
    """The last place and time told of violence, and the sentences since."""

    places: tuple[Sited, ...] = ()
    time: TimeMention | None = None
    place_sentence: int = -1
    time_sentence: int = -1
    sentence: int = -1
    counted: int = 0


def place_and_time(
    doc: Doc,
    event: EventMention,
    places: Sequence[PlaceMention],
    times: Sequence[TimeMention],
    *,
    attribution: Attribution | None,
    scene: Scene,
) -> tuple[tuple[Sited, ...], TimeMention | None]:
    """The places with their roles, most exact first, and the time of an event."""
    if event.first != scene.sentence:
        scene.sentence, scene.counted = event.first, scene.counted + 1
    stretch = Span(doc[event.first].idx, doc[event.last].idx + len(doc[event.last]))
    taken = () if attribution is None else (*attribution.source, *attribution.cue)
    here = [
        p for p in places if p.form == "name" and stretch.covers(p.span) and not any(s.overlaps(p.span) for s in taken)
    ]
    sited = tuple(
        (place, _role(doc, event, place)) for place in _of_event(doc, event, here) if not _is_party(doc, event, place)
    )
    now = [
        t
        for t in times
        if stretch.covers(t.span) and t.type in {"DATE", "TIME"} and not any(s.overlaps(t.span) for s in taken)
    ]
    when = _nearest_time(doc, event, now)
    if event.kind in load("events")["families"]["strike"]:
        return _carried(sited, when, scene, elsewhere=_names_unknown(doc, event, [*here, *now]))
    return sited, when


def _names_unknown(doc: Doc, event: EventMention, known: Sequence[PlaceMention | TimeMention]) -> bool:
    """Whether the sentence names a place that the gazetteer lacks ("near Sultan Abdallah"): then none is carried over."""
    for token in doc[event.first : event.last]:
        following = token.nbor(1)
        if (
            token.lower_ in _LOCAL
            and following.pos_ == "PROPN"
            and following.text[:1].isupper()
            and following.ent_type_ not in _NOT_PLACES
        ):
            place = Span(following.idx, following.idx + len(following))
            if not any(mention.span.overlaps(place) for mention in known):
                return True
    return False


def _carried(
    sited: tuple[Sited, ...], when: TimeMention | None, scene: Scene, *, elsewhere: bool
) -> tuple[tuple[Sited, ...], TimeMention | None]:
    if sited:
        scene.places, scene.place_sentence = sited, scene.counted
    elif not elsewhere and scene.places and scene.counted - scene.place_sentence <= _CARRIED:
        sited = scene.places
    if when is not None:
        scene.time, scene.time_sentence = when, scene.counted
    elif scene.time is not None and scene.counted - scene.time_sentence <= _CARRIED:
        when = scene.time
    return sited, when


def _token_at(doc: Doc, span: Span) -> int:
    found = doc.char_span(span.start, span.end, alignment_mode="expand")
    return found.root.i if found is not None else 0


def _of_event(doc: Doc, event: EventMention, places: list[PlaceMention]) -> list[PlaceMention]:
    """Those of the event's clause where there are any, else all of the sentence."""
    clauses = {clause_head(doc[word]).i for word in event.words}
    own = [p for p in places if clause_head(doc[_token_at(doc, p.span)]).i in clauses]
    return own or places


def _is_party(doc: Doc, event: EventMention, place: PlaceMention) -> bool:
    """Whether the name stands for a government: the bare subject of the verb ("Moscow fired")."""
    token = doc[_token_at(doc, place.span)]
    if _follows_preposition(doc, place.span):
        return False
    if token.dep_ in {"nsubj", "agent"} or (token.dep_ == "pobj" and token.head.lower_ == "by"):
        return True
    if (
        token.dep_ in {"poss", "compound", "amod", "nmod"}
        and token.head.dep_ in {"nsubj", "pobj", "poss"}
        and event.actor is not None
    ):
        return event.actor[0] <= token.i <= event.actor[1]
    return False


def _follows_preposition(doc: Doc, span: Span) -> bool:
    """ "near Abu Kamal", "in the town of": said by the words before it, whatever the parse makes of them."""
    found = doc.char_span(span.start, span.end, alignment_mode="expand")
    i = found.start - 1 if found is not None else -1
    while i >= 0 and doc[i].lower_ in _SKIPPED:
        i -= 1
    return i >= 0 and doc[i].lower_ in _PREPOSITIONS


def _role(doc: Doc, event: EventMention, place: PlaceMention) -> Role:
    if place.relation in {"near", "direction"}:
        return "near" if place.relation == "direction" else "site"
    token = doc[_token_at(doc, place.span)]
    while token.dep_ in {"compound", "conj", "nmod", "appos"} and token.head.i != token.i:
        token = token.head
    preposition = token.head if token.dep_ == "pobj" else None
    if preposition is not None and preposition.dep_ == "prep":
        if preposition.lower_ in _ORIGIN and event.kind in {
            "missile_strike",
            "shelling",
            "withdrawal",
            "displacement",
            "deployment",
            "air_strike",
        }:
            return "origin"
        if preposition.lower_ in _DESTINATION and event.kind in {"displacement", "deployment", "withdrawal"}:
            return "destination"
    return "site"


def _nearest_time(doc: Doc, event: EventMention, times: list[TimeMention]) -> TimeMention | None:
    clauses = {clause_head(doc[word]).i for word in event.words}
    own = [t for t in times if clause_head(doc[_token_at(doc, t.span)]).i in clauses]
    return min(own or times, key=lambda t: abs(t.span.start - event.span.start), default=None)
