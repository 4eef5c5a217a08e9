"""Remember the events told so far with the places and times that they were given, to see which of them a text goes on with.

An event that shares many words with one told before (the same victims, the same weapon, the same number) is most likely
the same one told again, and was where and when that was.

>>> from sayso.language.parse import load_model
>>> from sayso.model import Span
>>> memory = Memory(Setting(load_model()("Jets bombed a bakery. The bakery burned."), [], []))
>>> memory.keep(EventMention(span=Span(5, 11), token=1, kind="air_strike", words=(1,), first=0, last=4), [], None)
>>> memory.shared(EventMention(span=Span(33, 39), token=7, kind="destruction", words=(7,), first=5, last=8))
[1]
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sayso.extract.belonging import family
from sayso.extract.setting import Point, Setting
from sayso.model import EventMention

_FAR = 4  # sentences back beyond which the distance says no more
_RECENT = 3  # events before whose places and times may hold
_MANY = 4  # words that two events share, beyond which more say no more
_TELLING = frozenset({"NOUN", "PROPN", "NUM"})  # words by which an event is known again


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An event told before, with the places and the time that it was given, and the telling words of its stretch."""

    kind: str
    sentence: int
    places: frozenset[str]
    time: str | None
    words: frozenset[str]

    def had(self, point: Point, table: str) -> bool:
        """Whether it was given this place or time; `table` is "places" or "times"."""
        return point.key in self.places if table == "places" else point.key == self.time


class Memory:
    """The events told so far, in order."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.told: list[Told] = []
        self._having: dict[tuple[str, str], list[int]] = {}  # events by what they were given, a place or a time
        self._words: dict[tuple[int, int], frozenset[str]] = {}
        self._named = {i for point in (*setting.points, *setting.times) for i in range(point.first, point.last)}

    def keep(self, event: EventMention, places: Iterable[Point], time: Point | None) -> None:
        """Keep an event with what it was given."""
        given = [("places", key) for key in {point.key for point in places}]
        for what in (*given, *(() if time is None else (("times", time.key),))):
            self._having.setdefault(what, []).append(len(self.told))
        self.told.append(
            Told(
                kind=event.kind,
                sentence=self.setting.sentence[event.first],
                places=frozenset(key for _, key in given),
                time=None if time is None else time.key,
                words=self._telling(event),
            )
        )

    def is_recent(self, point: Point, table: str) -> bool:
        """Whether one of the last events had this place or time."""
        return any(told.had(point, table) for told in self.told[-_RECENT:])

    def shared(self, event: EventMention) -> list[int]:
        """How many telling words an event shares with each of those told before."""
        words = self._telling(event)
        return [len(words & told.words) for told in self.told]

    def signs(self, event: EventMention, point: Point, table: str) -> Iterator[str]:
        """Whether the events told before had this place or time."""
        if not self.told:
            yield "no event before"
            return
        last = self.told[-1]
        apart = min(self.setting.sentence[event.first] - last.sentence, _FAR)
        was_last = last.had(point, table)
        yield f"{'of' if was_last else 'not of'} last"
        if was_last:
            yield f"of last:{apart}"
            yield f"of last:{'same' if last.kind == event.kind else family(last.kind)}"
        same = next((told for told in reversed(self.told) if told.kind == event.kind), None)
        if same is not None:
            yield f"{'of' if same.had(point, table) else 'not of'} last of kind"
        kin = next((told for told in reversed(self.told) if family(told.kind) == family(event.kind)), None)
        if kin is not None:
            yield f"{'of' if kin.had(point, table) else 'not of'} last of family"
        if self.is_recent(point, table):
            yield "of recent"
        elif (table, point.key) in self._having:
            yield "of earlier"

    def likeness(self, event: EventMention, point: Point, table: str, shared: Sequence[int]) -> Iterator[str]:
        """How like the event those are that had this place or time, by the words that they share with it (`shared`)."""
        if not shared:
            return
        having = self._having.get((table, point.key), [])
        if having:
            yield f"alike:{min(max(shared[i] for i in having), _MANY)}"
        kin = [i for i in having if family(self.told[i].kind) == family(event.kind)]
        if kin:
            yield f"alike kin:{min(max(shared[i] for i in kin), _MANY)}"
        most = max(shared)
        if most > 0:
            best = [i for i, count in enumerate(shared) if count == most]
            yield "of most alike" if best[-1] in having else "not of most alike"
            if not set(best).isdisjoint(having):
                yield "among most alike"

    def places_of(self, time: Point) -> frozenset[str]:
        """Where the last event that had this time was."""
        last = next((told for told in reversed(self.told) if told.time == time.key), None)
        return frozenset() if last is None else last.places

    def _telling(self, event: EventMention) -> frozenset[str]:
        """The nouns and numbers of an event's stretch that name neither place nor time."""
        stretch = (event.first, event.last)
        if stretch not in self._words:
            self._words[stretch] = frozenset(
                token.lemma_.lower()
                for token in self.setting.doc[event.first : event.last + 1]
                if token.pos_ in _TELLING and token.i not in self._named and len(token.text) > 1
            )
        return self._words[stretch]
