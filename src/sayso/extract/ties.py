"""How likely the figures that the rules gave to an event are its own, as the trained reader sees it.

>>> from sayso.model import Span
>>> there = {"span": Span(0, 2), "number": Span(0, 2), "text": "12", "first": 9, "last": 9, "head": 9}
>>> figure = FigureMention(**there, low=12, high=12, basis="exact", unit=None)
>>> event = EventMention(span=Span(0, 4), token=3, kind="clash", words=(3,), effects=((8, "killed"),))
>>> Nearness.of(figure, event, sentences=[0] * 20)
Nearness(ahead=0, word=6, effect=1)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sayso.extract.sense import Phrase, Sense, words_of
from sayso.model import ClaimDraft, EventMention, FigureMention

AHEAD = 2  # sentences ahead of its own that are told apart
_NEAR = (3, 8, 16)  # tokens between an event's words and a figure, grouped up to each of these
_BESIDE = (4, 10)  # tokens between the word of an effect and a figure
_FAR = 99


@dataclass(frozen=True, slots=True)
class Nearness:
    """How far a figure stands from an event: sentences ahead of it, tokens from its words and from its effects."""

    ahead: int
    word: int
    effect: int

    @classmethod
    def of(cls, figure: FigureMention, event: EventMention, *, sentences: Sequence[int]) -> Nearness:
        """`sentences` holds the number of each token's sentence."""
        return cls(
            ahead=sentences[figure.head] - sentences[event.token],
            word=min(abs(word - figure.head) for word in {event.token, *event.words}),
            effect=min((abs(word - figure.head) for word, _ in event.effects), default=_FAR),
        )


class Table:
    """The drafts of a document with their figures, and the facts about a tie that the reader weighs."""

    def __init__(self, drafts: Sequence[ClaimDraft], *, sentences: Sequence[int]) -> None:
        """`sentences` holds the number of each token's sentence."""
        self._sentences = sentences
        self._tied = {figure.head for draft in drafts for figure, _ in draft.figures}
        self._told = Counter(sentences[draft.event.token] for draft in drafts)

    def facts(self, draft: ClaimDraft, figure: FigureMention) -> tuple[bool, ...]:
        """What the rules know of a figure beside an event."""
        near = Nearness.of(figure, draft.event, sentences=self._sentences)
        tied = any(own.head == figure.head for own, _ in draft.figures)
        return (
            tied,
            figure.head in self._tied and not tied,
            *(near.ahead == n for n in range(AHEAD + 1)),
            near.ahead < 0,
            *(near.word <= most for most in _NEAR),
            *(near.effect <= most for most in _BESIDE),
            self._told[self._sentences[figure.head]] <= 1,
            figure.part_of is not None,
        )


def phrase_of(figure: FigureMention) -> Phrase:
    """A figure as the reader is asked about it."""
    return figure.head, figure.first, figure.last


def with_odds(drafts: Sequence[ClaimDraft], sense: Sense, *, sentences: Sequence[int]) -> list[ClaimDraft]:
    """The drafts with how likely their figures are theirs, the least likely one telling.

    `sentences` holds the number of each token's sentence.
    """
    table = Table(drafts, sentences=sentences)
    return [replace(draft, odds=replace(draft.odds, figures=_least(draft, table, sense))) for draft in drafts]


def _least(draft: ClaimDraft, table: Table, sense: Sense) -> float | None:
    phrases = [phrase_of(figure) for figure, _ in draft.figures]
    facts = [table.facts(draft, figure) for figure, _ in draft.figures]
    return min(sense.ties(words_of(draft.event), phrases, facts), default=None)
