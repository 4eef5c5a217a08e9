"""A reader with set opinions, and the drafts that it has a say in."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from sayso.extract.assemble import assemble
from sayso.extract.events import find_events
from sayso.extract.figures import find_figures
from sayso.extract.sense import Phrase
from sayso.model import ClaimDraft


class Opinion:
    """A reader that says the same of everything: how much events are worth, and how well figures are tied."""

    def __init__(self, *, worth: float = 0.0, tie: float = 0.0) -> None:
        self._worth = worth
        self._tie = tie

    def fits(self, role: str, words: Sequence[int], phrases: Sequence[Phrase], /) -> list[float]:
        return [0.0] * len(phrases)

    def nobody(self, word: int, /) -> tuple[float, float]:
        return 0.0, 0.0

    def worth(self, words: Sequence[int], kind: str, facts: Sequence[bool], /) -> float:
        return self._worth

    def ties(self, words: Sequence[int], figures: Sequence[Phrase], facts: Sequence[Sequence[bool]], /) -> list[float]:
        return [self._tie] * len(figures)


def drafts_of(doc: Doc, opinion: Opinion | None = None) -> list[ClaimDraft]:
    """The drafts of a document in which no place, time or source is found."""
    return assemble(
        doc,
        events=find_events(doc),
        figures=list(find_figures(doc)),
        places=[],
        times=[],
        attributions=[],
        sense=opinion,
    )
