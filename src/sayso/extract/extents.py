"""Extents: how long an event lasts, how far it reaches, and with how many: figures that tell of no victim.

>>> from sayso.extract.events import find_events
>>> from sayso.extract.figures import find_figures
>>> from sayso.language.parse import load_model
>>> doc = load_model()("The rebels agreed to a 48-hour ceasefire.")
>>> [(figure.text, extent_of(doc, list(enumerate(find_events(doc))), figure)) for figure in find_figures(doc)]
[('48-hour', (0, 'duration'))]
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from spacy.tokens import Doc, Token

from sayso.extract.clauses import clause_head
from sayso.extract.units import person_group, token_class
from sayso.extract.wording import text_of
from sayso.lexicon import load
from sayso.model import EventMention, FigureMention

Owned = tuple[int, str]
_MANY = 50  # people that a siege is told to hold, at the least
_SPAN = 4  # tokens from a length of time to the event that it measures: "a week of intense bombing"
_ABOVE = 3  # governors looked at over a figure's noun


def extent_of(doc: Doc, events: Sequence[tuple[int, EventMention]], figure: FigureMention) -> Owned | None:
    """The event of the sentence whose length, reach or strength the figure tells, with the measure."""
    if figure.low == figure.high == 0:
        return None
    head = doc[figure.head]
    kind = token_class(head)
    if kind == "duration":
        return _lasting(doc, events, figure)
    if figure.number.quote(text_of(doc)).lower() in _words("articles"):
        return None
    if kind == "distance":
        return _first((e for e, event in events if event.kind in _words("moving") and _moves(head, event)), kind)
    if kind == "area":
        return _first((e for e, event in events if event.kind in _words("holding") and _shares(doc, head, event)), kind)
    return _strength(doc, events, figure)


def _words(name: str) -> frozenset[str]:
    return frozenset(load("units")["extents"][name])


def _first(owners: Iterable[int], measure: str) -> Owned | None:
    owner = next(iter(owners), None)
    return None if owner is None else (owner, measure)


def _lasting(doc: Doc, events: Sequence[tuple[int, EventMention]], figure: FigureMention) -> Owned | None:
    """ "a five-day truce", "three hours of shelling", "besieged for two years", "the battle lasted six weeks"."""
    head = doc[figure.head]
    before = doc[figure.first - 1].lower_ if figure.first > head.sent.start else ""
    for e, event in events:
        if _measured(doc, figure, event):
            return e, "duration"
        if not _shares(doc, head, event):
            continue
        verb = clause_head(head)
        on = verb.lemma_.lower() == "go" and any(child.lower_ == "on" for child in verb.children)
        if on or verb.lemma_.lower() in _words("lasting") or (before == "for" and event.kind in _words("kept_up")):
            return e, "duration"
    return None


def _measured(doc: Doc, figure: FigureMention, event: EventMention) -> bool:
    """Whether the event's noun follows the length of time: in a compound, or after "of"."""
    start = figure.last + 1
    follows = next((word for word in event.words if start <= word < start + _SPAN), None)
    if follows is None:
        return False
    between = doc[start:follows]
    if between and between[0].lower_ == "of":
        return all(token.pos_ in {"ADJ", "NOUN", "PROPN"} for token in between[1:]) and event.kind in _words("fought")
    joined = doc[figure.last].nbor(-1).text in {"-", "–"} if figure.last > 0 else False
    return (joined or doc[figure.head].dep_ in {"compound", "nmod", "amod"}) and all(
        token.pos_ in {"ADJ", "NOUN", "PROPN"} or token.text == "-" for token in between
    )


def _moves(head: Token, event: EventMention) -> bool:
    """ "advanced 15 kilometres": the distance hangs on the verb itself; one after a place tells where that lies."""
    verb = head.head
    direct = head.dep_ in {"dobj", "npadvmod", "advmod"} and verb.pos_ == "VERB" and verb.i in event.words
    between = head.doc[verb.i + 1 : head.i] if direct else head.doc[0:0]
    return direct and verb.i < head.i and not any(token.pos_ == "PROPN" for token in between)


def _shares(doc: Doc, head: Token, event: EventMention) -> bool:
    clause = clause_head(head).i
    return any(clause_head(doc[word]).i == clause for word in event.words)


def _governs(head: Token, event: EventMention) -> bool:
    """Whether a word of the event stands over the figure's noun, with little between."""
    token = head
    for _ in range(_ABOVE):
        if token.head.i in event.words:
            return True
        token = token.head
    return False


def _strength(doc: Doc, events: Sequence[tuple[int, EventMention]], figure: FigureMention) -> Owned | None:
    """People held, helped, moved or sent, vehicles that go with them, and what an agreement or demand is about."""
    head = doc[figure.head]
    before = doc[figure.first - 1].lower_ if figure.first > 0 else ""
    people = token_class(head) == "person" or figure.unit is None
    for e, event in events:
        kind = event.kind
        if (
            people
            and kind == "siege"
            and figure.unit is not None
            and (figure.low or 0) >= _MANY
            and _shares(doc, head, event)
        ):
            return e, "besieged"
        if people and kind == "aid" and before in {"for", "to"}:
            return e, "recipients"
        if not _governs(head, event):
            continue
        if token_class(head) in {"vehicle", "vessel"} and kind in _words("convoyed"):
            return e, "vehicles"
        if people and kind in _words("manned") and person_group(head.lower_) == "fighter":
            return e, "troops"
        if people and kind == "displacement" and figure.unit is not None:
            return e, "displaced"
        if _is_topic(head, event, figure):
            return e, "other"
    return None


def _is_topic(head: Token, event: EventMention, figure: FigureMention) -> bool:
    """ "agreed on four safe zones", "freed 45 prisoners", "captured eight villages"; "the two towns" are known already."""
    kind = token_class(head)
    known = figure.first > 0 and head.doc[figure.first - 1].lower_ == "the"
    if figure.unit is None or kind is None or figure.measure is not None or known:
        return False
    if event.kind == "advance":
        taken = head.dep_ in {"dobj", "nsubjpass"} or (head.dep_ == "pobj" and head.head.lower_ == "of")
        return taken and kind == "site"
    return event.kind in _words("about") and (kind != "person" or head.head.i in event.words)
