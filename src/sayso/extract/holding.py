"""Holding: people whom a siege shuts in, and those driven out, taken or carried off without a number of their own verb.

>>> from sayso.extract.events import find_events
>>> from sayso.extract.figures import find_figures
>>> from sayso.language.parse import load_model
>>> doc = load_model()("Some 9,000 people live in the old town, which has been under siege since May.")
>>> [held(doc, list(enumerate(find_events(doc))), figure) for figure in find_figures(doc)]
[(0, 'besieged')]
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from spacy.tokens import Doc, Token

from sayso.extract.suffering import is_article
from sayso.extract.units import person_group, token_class
from sayso.lexicon import load
from sayso.model import EventMention, FigureMention

_MANY = 50  # people that a siege is told to hold, at the least
_SUFFERERS = frozenset({"dobj", "nsubjpass", "pobj"})


def held(doc: Doc, events: Sequence[tuple[int, EventMention]], figure: FigureMention) -> tuple[int, str] | None:
    """The event of the sentence that shuts the people in, drives them out, or takes them; with the measure."""
    head = doc[figure.head]
    people = token_class(head) == "person" or figure.unit is None
    if not people or is_article(doc, figure) or figure.measure is not None:
        return None
    for number, event in events:
        if event.kind == "siege" and (figure.low or figure.high or 0) >= _MANY and _dwells(head):
            return number, "besieged"
        measure = _taken().get(event.kind)
        if measure is not None and _is_taken(head, event):
            return number, measure
    return None


def _dwells(head: Token) -> bool:
    """ "where 4,000 people live", "there are 4,000 people under siege", "2,000 civilians remain"."""
    verb = head.head
    if head.dep_ == "pobj" or person_group(head.lower_) == "casualty":
        return False
    lives = load("measures")["living"]
    return verb.lemma_.lower() in lives or any(
        child.lemma_.lower() in lives for child in (*head.children, *verb.children)
    )


def _is_taken(head: Token, event: EventMention) -> bool:
    """Whether a word of the event takes the people as its object: "drove millions from their homes"."""
    above = head.head.head if head.dep_ == "pobj" else head.head
    return head.dep_ in _SUFFERERS and above.i in event.words


@cache
def _taken() -> dict[str, str]:
    return dict(load("measures")["taken"])
