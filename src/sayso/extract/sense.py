"""What the rules ask of a trained reader, where there is one: log odds for phrases, figures and whole events.

All numbers are tokens of the document; `words` are those that tell of an event, its own word first.

>>> from sayso.model import Span
>>> words_of(EventMention(span=Span(0, 4), token=3, kind="clash", words=(1, 3), effects=((5, "killed"),)))
(3, 1, 5)
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Protocol

from sayso.model import EventMention

_SURE = 1e-6  # what is left of doubt at most: no probability is one
Phrase = tuple[int, int, int]  # its head, its first, its last token


class Sense(Protocol):
    """One document as the reader sees it."""

    def fits(self, role: str, words: Sequence[int], phrases: Sequence[Phrase], /) -> list[float]:
        """How well each phrase fills the role ("actor", "target", "place") of an event."""
        ...

    def nobody(self, word: int, /) -> tuple[float, float]:
        """How well nobody fills the roles of actor and target."""
        ...

    def worth(self, words: Sequence[int], kind: str, facts: Sequence[bool], /) -> float:
        """Whether coders make a claim of the event."""
        ...

    def ties(self, words: Sequence[int], figures: Sequence[Phrase], facts: Sequence[Sequence[bool]], /) -> list[float]:
        """Whether each figure is the event's."""
        ...


def log_odds(probability: float) -> float:
    """The log odds of a probability above 0.

    >>> log_odds(0.5)
    0.0
    """
    return math.log(probability / max(1.0 - probability, _SURE))


def words_of(event: EventMention) -> tuple[int, ...]:
    """The words that tell of an event, its own first, each once."""
    return tuple(dict.fromkeys((event.token, *event.words, *(token for token, _ in event.effects))))
