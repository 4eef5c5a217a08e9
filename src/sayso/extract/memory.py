"""Remember the events told so far with the places and times that they were given, to see which of them a text goes on with.

An event that shares many words with one told before (the same victims, the same weapon, the same number) is most likely
the same one told again, and was where and when that was. Sets of events are numbers of which each bit stands for an
event in the order in which they are told, so that a long text costs no more for each event than a short one.

>>> from sayso.language.parse import load_model
>>> from sayso.model import Span
>>> memory = Memory(Setting(load_model()("Jets bombed a bakery. The bakery burned."), [], []))
>>> memory.keep(EventMention(span=Span(5, 11), token=1, kind="air_strike", words=(1,), first=0, last=4), [], None)
>>> memory.sharing(EventMention(span=Span(33, 39), token=7, kind="destruction", words=(7,), first=5, last=8))
[1]
"""

from __future__ import annotations

from collections import defaultdict
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
    """An event told before, with the places and the time that it was given."""

    kind: str
    sentence: int
    places: frozenset[str]
    time: str | None

    def had(self, point: Point, table: str) -> bool:
        """Whether it was given this place or time; `table` is "places" or "times"."""
        return point.key in self.places if table == "places" else point.key == self.time


class Memory:
    """The events told so far, in order."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.told: list[Told] = []
        self._last: dict[tuple[str, str], Told] = {}  # of a kind, of a family, of those that had a time
        self._having: defaultdict[tuple[str, str], int] = defaultdict(int)  # events by what they were given
        self._kin: defaultdict[str, int] = defaultdict(int)  # events by family
        self._saying: defaultdict[str, int] = defaultdict(int)  # events by telling word
        self._words: dict[tuple[int, int], frozenset[str]] = {}
        self._named = {i for point in (*setting.points, *setting.times) for i in range(point.first, point.last)}

    def keep(self, event: EventMention, places: Iterable[Point], time: Point | None) -> None:
        """Keep an event with what it was given."""
        told = Told(
            kind=event.kind,
            sentence=self.setting.sentence[event.first],
            places=frozenset(point.key for point in places),
            time=None if time is None else time.key,
        )
        bit = 1 << len(self.told)
        for key in told.places:
            self._having["places", key] |= bit
        if told.time is not None:
            self._having["times", told.time] |= bit
            self._last["time", told.time] = told
        for word in self._telling(event):
            self._saying[word] |= bit
        self._kin[family(event.kind)] |= bit
        self._last["kind", event.kind] = self._last["family", family(event.kind)] = told
        self.told.append(told)

    def recent(self, table: str) -> frozenset[str]:
        """The keys of the places or times that one of the last events had."""
        last = self.told[-_RECENT:]
        if table == "places":
            return frozenset(key for told in last for key in told.places)
        return frozenset(told.time for told in last if told.time is not None)

    def sharing(self, event: EventMention) -> list[int]:
        """The events told before that share at least one telling word with this one, at least two, and so on.

        Counted over all of them at once, a word at a time, as half adders do.
        """
        least: list[int] = []
        for word in self._telling(event):
            carried = self._saying.get(word, 0)
            for count, those in enumerate(least):
                least[count], carried = those | carried, those & carried
            if carried:
                least.append(carried)
        return least

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
        same = self._last.get(("kind", event.kind))
        if same is not None:
            yield f"{'of' if same.had(point, table) else 'not of'} last of kind"
        kin = self._last.get(("family", family(event.kind)))
        if kin is not None:
            yield f"{'of' if kin.had(point, table) else 'not of'} last of family"
        if point.key in self.recent(table):
            yield "of recent"
        elif (table, point.key) in self._having:
            yield "of earlier"

    def likeness(self, event: EventMention, point: Point, table: str, sharing: Sequence[int]) -> Iterator[str]:
        """How like the event those are that had this place or time, by the words that they share with it (`sharing`)."""
        having = self._having.get((table, point.key), 0)
        if having:
            yield f"alike:{min(_most(having, sharing), _MANY)}"
        kin = having & self._kin.get(family(event.kind), 0)
        if kin:
            yield f"alike kin:{min(_most(kin, sharing), _MANY)}"
        if sharing:
            best = sharing[-1]
            yield "of most alike" if having >> (best.bit_length() - 1) & 1 else "not of most alike"
            if best & having:
                yield "among most alike"

    def places_of(self, time: Point) -> frozenset[str]:
        """Where the last event that had this time was."""
        last = self._last.get(("time", time.key))
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


def _most(events: int, sharing: Sequence[int]) -> int:
    """How many words the most alike of some events share."""
    return next((count for count in range(len(sharing), 0, -1) if sharing[count - 1] & events), 0)
