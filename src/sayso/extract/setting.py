"""What a document offers as where and when: each name and time with its token, sentence, clause and how often it is told.

>>> from sayso.language.parse import load_model
>>> text = "Jets hit Homs. Homs fell."
>>> found = Setting(load_model()(text), [PlaceMention(span=Span(at, at + 4), text="Homs") for at in (9, 15)], [])
>>> [(point.sentence, found.told[point.key]) for point in found.points]
[(0, 2), (1, 2)]
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc, Token

from sayso.extract.clauses import clause_head
from sayso.extract.datelines import dateline
from sayso.model import PlaceMention, Span, TimeMention
from sayso.model.place import PlacePrecision

_CHAIN = 12  # heads that are climbed over


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Point:
    """A place or a time where the document tells it."""

    mention: PlaceMention | TimeMention
    key: str  # by which it is the same place or time elsewhere
    first: int  # tokens, last exclusive
    last: int
    root: Token
    clause: int
    sentence: int
    precision: str  # of a place: how exactly it is known; of a time: its form

    @property
    def place(self) -> PlaceMention:
        """The mention of a place."""
        assert isinstance(self.mention, PlaceMention), "a time is no place"
        return self.mention

    @property
    def time(self) -> TimeMention:
        """The mention of a time."""
        assert isinstance(self.mention, TimeMention), "a place is no time"
        return self.mention


class Setting:
    """The places and times of a document; those of datelines, which tell where a report was written, are left out."""

    def __init__(
        self,
        doc: Doc,
        places: Sequence[PlaceMention],
        times: Sequence[TimeMention],
        precisions: Mapping[Span, PlacePrecision] | None = None,
    ) -> None:
        self.doc = doc
        self.sentence = _sentences(doc)
        self._precisions = precisions or {}
        self._by_name = {p.text: self._precisions[p.span] for p in places if p.span in self._precisions}
        self._datelines = _datelines(doc)
        self.points = [point for place in places if place.form == "name" and (point := self._point(place))]
        self.times = [point for time in times if time.type in {"DATE", "TIME"} and (point := self._point(time))]
        self.told = Counter(point.key for point in self.points)
        self.rank = {key: rank for rank, (key, _) in enumerate(self.told.most_common())}  # the most told first
        self._chains: dict[int, tuple[int, ...]] = {}
        self._clauses: dict[int, int] = {}

    def _point(self, mention: PlaceMention | TimeMention) -> Point | None:
        tokens = self.doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
        if tokens is None or any(line.overlaps(mention.span) for line in self._datelines):
            return None
        precision: str
        if isinstance(mention, PlaceMention):
            alike = self._by_name.get(mention.text, "unresolved")
            precision, key = self._precisions.get(mention.span, alike), mention.text.casefold()
        else:
            precision, key = mention.form, f"{mention.text.casefold()} {mention.parts}"
        return Point(
            mention=mention,
            key=key,
            first=tokens.start,
            last=tokens.end,
            root=tokens.root,
            clause=clause_head(tokens.root).i,
            sentence=self.sentence[tokens.start],
            precision=precision,
        )

    def chain(self, i: int) -> tuple[int, ...]:
        """A token and the heads above it."""
        found = self._chains.get(i)
        if found is None:
            found = self._chains[i] = _chain(self.doc[i])
        return found

    def clause(self, i: int) -> int:
        """The head of a token's clause."""
        found = self._clauses.get(i)
        if found is None:
            found = self._clauses[i] = clause_head(self.doc[i]).i
        return found

    @cached_property
    def most(self) -> int:
        """How often the place that is told most is told."""
        return max(self.told.values(), default=0)


def _chain(token: Token) -> tuple[int, ...]:
    found = [token.i]
    while len(found) < _CHAIN and (above := token.head).i != token.i:
        token = above
        found.append(token.i)
    return tuple(found)


def _sentences(doc: Doc) -> list[int]:
    """The number of the sentence of each token."""
    number, found = -1, []
    for token in doc:
        number += token.is_sent_start is True or token.i == 0
        found.append(number)
    return found


def _datelines(doc: Doc) -> list[Span]:
    found: list[Span] = []
    for sent in doc.sents:
        found.extend(dateline(doc, Span(sent.start_char, sent.end_char)))
    return found
