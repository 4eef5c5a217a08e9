"""Find where and when an event took place: names and times of its sentence, else those of the scene that it goes on with.

>>> Scene().places
()
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from sayso.extract.clauses import clause_head
from sayso.extract.datelines import dateline
from sayso.extract.units import token_class
from sayso.lexicon import load
from sayso.model import Attribution, EventMention, PlaceMention, Span, TimeMention
from sayso.model.place import Role

Sited = tuple[PlaceMention, Role]
_CARRIED = 3  # sentences over which a place or time still holds
_SPREADING = frozenset(
    {"near", "in", "at", "on", "around", "outside", "inside", "across", "over", "of", "from", "to", "into"}
)
_PREPOSITIONS = _SPREADING | {"towards", "toward", "within", "throughout"}
_SIDES = frozenset(
    {"northern", "southern", "eastern", "western", "central", "northeastern", "northwestern", "southeastern"}
)
_SKIPPED = _SIDES | {"the", "a", "southwestern", "north", "south", "east", "west", "greater", "rural", "downtown"}
_AT = frozenset({"in", "at", "inside", "outside"})
_LOCAL = frozenset({"near", "in", "at", "outside", "around"})
_NOT_PLACES = frozenset({"DATE", "TIME", "PERSON", "CARDINAL", "ORDINAL", "EVENT", "LAW", "LANGUAGE"})
_NAMED = frozenset({"PERSON", "ORG", "NORP"})
_FIRED = frozenset({"missile_strike", "shelling", "air_strike", "drone_strike"})
_MOVED = frozenset({"withdrawal", "displacement", "deployment"})
_BEGINNING = frozenset({"begin", "start", "erupt", "break"})  # "since the war began in 2011" dates the war


@dataclass(slots=True)
class Scene:
    """The last places and time told of violence, and how many sentences ago."""

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
    """The places with their roles and the time of an event; of violence, carried over from the sentences before."""
    if event.first != scene.sentence:
        scene.sentence, scene.counted = event.first, scene.counted + 1
    stretch = Span(doc[event.first].idx, doc[event.last].idx + len(doc[event.last]))
    taken = () if attribution is None else (*attribution.source, *attribution.cue)
    taken = (*taken, *dateline(doc, stretch))
    here = [p for p in places if p.form == "name" and stretch.covers(p.span) and not _meets(p.span, taken)]
    if event.speech:
        here = [p for p in here if _before(doc, p.span) in _AT]  # where it was said, not whom it is about
    now = [t for t in times if t.type in {"DATE", "TIME"} and stretch.covers(t.span) and not _meets(t.span, taken)]
    if event.apart:
        inside = {token.i for token in doc[event.token].subtree}
        here = [p for p in here if _token_at(doc, p.span).i in inside]
        now = [t for t in now if _token_at(doc, t.span).i in inside]
    sited = tuple((place, _role(doc, event, place)) for place in _of_event(doc, event, here))
    when = _nearest_time(doc, event, now)
    if event.kind not in load("events")["families"]["strike"] or event.apart or _is_habit(doc[event.token]):
        return sited, when
    return _carried(sited, when, scene, elsewhere=_names_unknown(doc, event, [*here, *now]))


def _meets(span: Span, others: Sequence[Span]) -> bool:
    return any(other.overlaps(span) for other in others)


def _is_habit(token: Token) -> bool:
    """ "does not strike civilians" tells of a habit, not of the scene."""
    return token.tag_ == "VB" and any(
        child.dep_ == "aux" and child.lower_ in {"do", "does"} for child in token.children
    )


def _carried(
    sited: tuple[Sited, ...], when: TimeMention | None, scene: Scene, *, elsewhere: bool
) -> tuple[tuple[Sited, ...], TimeMention | None]:
    if sited:
        scene.places, scene.place_sentence = sited, scene.counted
    elif not elsewhere and scene.places and scene.counted - scene.place_sentence <= _CARRIED:
        sited = scene.places
    if when is not None and when.signal != "since":
        scene.time, scene.time_sentence = when, scene.counted
    elif when is None and scene.time is not None and scene.counted - scene.time_sentence <= _CARRIED:
        when = scene.time
    return sited, when


def _names_unknown(doc: Doc, event: EventMention, known: Sequence[PlaceMention | TimeMention]) -> bool:
    """Whether the sentence names a place that the gazetteer lacks ("near Abu Hisan"): then none is carried over."""
    for token in doc[event.first : event.last]:
        name = token.nbor(1)
        if (
            token.lower_ in _LOCAL
            and name.pos_ == "PROPN"
            and name.text[:1].isupper()
            and name.ent_type_ not in _NOT_PLACES
        ):
            place = Span(name.idx, name.idx + len(name))
            if not any(mention.span.overlaps(place) for mention in known):
                return True
    return False


def _token_at(doc: Doc, span: Span) -> Token:
    found = doc.char_span(span.start, span.end, alignment_mode="expand")
    assert found is not None, f"a mention lies within its document: {span}"
    return found.root


def _of_event(doc: Doc, event: EventMention, places: list[PlaceMention]) -> list[PlaceMention]:
    """Those of the event's clauses where there are any, else those of the sentence that do not tell who somebody is."""
    clauses = {clause_head(doc[word]).i for word in event.words}
    sites = [(place, _token_at(doc, place.span)) for place in places if not _is_party(doc, event, place)]
    own = [place for place, token in sites if clause_head(token).i in clauses]
    return own or [place for place, token in sites if not _describes_somebody(token)]


def _describes_somebody(token: Token) -> bool:
    """ "Rami Abdel Rahman, who runs the Observatory from Britain": where somebody works is no site."""
    clause = clause_head(token)
    return clause.dep_ in {"relcl", "acl"} and clause.head.ent_type_ in _NAMED


def _is_party(doc: Doc, event: EventMention, place: PlaceMention) -> bool:
    """Whether the name stands for a government: the bare subject of the verb ("Moscow fired"), or part of the doer."""
    token = _token_at(doc, place.span)
    if _is_half_of_compound(doc, place.span) or _modifies_body(token):
        return True
    if _before(doc, place.span) in _PREPOSITIONS:
        return False
    if token.dep_ in {"nsubj", "agent"} or (token.dep_ == "pobj" and token.head.lower_ == "by"):
        return True
    modifies = token.dep_ in {"poss", "compound", "amod", "nmod"} and token.head.dep_ in {"nsubj", "pobj", "poss"}
    return modifies and event.actor is not None and event.actor[0] <= token.i <= event.actor[1]


def _before(doc: Doc, span: Span) -> str:
    """The word before a name, past "the", "northern" and the like: what it says holds whatever the parse makes of it."""
    found = doc.char_span(span.start, span.end, alignment_mode="expand")
    i = found.start - 1 if found is not None else -1
    while i >= 0 and doc[i].lower_ in _SKIPPED:
        i -= 1
    return doc[i].lower_ if i >= 0 else ""


def _is_half_of_compound(doc: Doc, span: Span) -> bool:
    """ "US-led", "Saudi-backed": who, not where."""
    found = doc.char_span(span.start, span.end, alignment_mode="expand")
    return (
        found is not None
        and found.end + 1 < len(doc)
        and doc[found.end].text == "-"
        and doc[found.end + 1].lower_.endswith(("ed", "led"))
    )


def _modifies_body(token: Token) -> bool:
    """ "UK lawmakers", "Aleppo Police Command": the name tells whose they are."""
    if token.dep_ not in {"compound", "amod", "nmod", "poss"} or token.head.i <= token.i:
        return False
    return token_class(token.head) == "person" or (
        token.head.ent_type_ in {"ORG", "PERSON"} and token.ent_type_ == token.head.ent_type_
    )


def _role(doc: Doc, event: EventMention, place: PlaceMention) -> Role:
    if place.relation == "direction" or _is_beyond_border(doc, place.span):
        return "near"
    token = _token_at(doc, place.span)
    while token.dep_ in {"compound", "conj", "nmod", "appos"} and token.head.i != token.i:
        token = token.head
    preposition = token.head.lower_ if token.dep_ == "pobj" else ""
    if preposition == "from" and event.kind in _FIRED | _MOVED:
        return "origin"
    if preposition in {"to", "towards", "toward"} and event.kind in _MOVED:
        return "destination"
    return "site"


def _is_beyond_border(doc: Doc, span: Span) -> bool:
    """ "on the border with Iraq" lies on this side of it."""
    token = _token_at(doc, span)
    return token.i > 1 and doc[token.i - 1].lower_ == "with" and doc[token.i - 2].lower_ in {"border", "frontier"}


def _nearest_time(doc: Doc, event: EventMention, times: list[TimeMention]) -> TimeMention | None:
    """The time of the event's clause, else the nearest one that does not date the beginning of something longer."""
    clauses = {clause_head(doc[word]).i for word in event.words}
    placed = [(time, clause_head(_token_at(doc, time.span))) for time in times]
    own = [time for time, clause in placed if clause.i in clauses]
    others = [time for time, clause in placed if clause.lemma_.lower() not in _BEGINNING]
    return min(own or others, key=lambda time: abs(time.span.start - event.span.start), default=None)
