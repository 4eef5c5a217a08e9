"""Find where and when an event took place: names and times of its sentence, and of the scene that it goes on with.

Each place and time that the text offers is weighed by what speaks for it (`belonging`); the likely ones are taken. A name
of another sentence is weighed in the light of what the event's own sentence gave, and of the events told before.

>>> from sayso.language.parse import load_model
>>> from sayso.model import Span
>>> doc = load_model()("Jets bombed Hama.")
>>> Scene(Setting(doc, [], [])).offers(EventMention(span=Span(5, 11), token=1, kind="air_strike", words=(1,), last=3))
Offers(places=[], times=[])
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from sayso.extract.apart import is_definite
from sayso.extract.belonging import (
    Signs,
    event_signs,
    family,
    inside_signs,
    likelihood,
    nearest_word,
    overlaps_any,
    place_signs,
    threshold,
    time_signs,
    word_before,
)
from sayso.extract.goingon import is_cumulative
from sayso.extract.memory import Memory
from sayso.extract.reach import BACK, LEAD, Reach
from sayso.extract.sense import Sense, words_of
from sayso.extract.setting import Point, Setting
from sayso.lexicon import load
from sayso.model import Attribution, EventMention, PlaceMention
from sayso.model.place import Role

_FRONTED = 0.9  # the least likelihood of a place with which a sentence opens
_OFTEN = 3
_READ = 0.5  # weight of what the trained reader says beside what the signs say
_COARSE = frozenset({"country", "region", "admin1"})
# How wide a place of each precision is, beside one another; one that no gazetteer knows is most likely a village.
_WIDTHS = {
    "exact": 0,
    "settlement": 1,
    "near": 1,
    "unresolved": 1,
    "admin2": 2,
    "water": 2,
    "region": 3,
    "admin1": 3,
    "country": 4,
}


@dataclass(frozen=True, slots=True)
class Offer:
    """A place or time that an event may have had, what speaks for or against it, and how likely that makes it."""

    point: Point
    table: str  # of the weights that it was weighed by
    signs: Signs
    chance: float


@dataclass(slots=True)
class Offers:
    """All that an event may have had."""

    places: list[Offer] = field(default_factory=list)
    times: list[Offer] = field(default_factory=list)


class Scene:
    """The events told so far, and what the document offers."""

    def __init__(self, setting: Setting, sense: Sense | None = None) -> None:
        """With a `sense` of the document the trained reader has a say beside the signs of places."""
        self.setting = setting
        self._sense = sense
        self.memory = Memory(setting)
        self._reach = {"places": Reach(setting.points), "times": Reach(setting.times)}
        self._own: dict[Point, tuple[str, ...]] = {}
        self._before: dict[Point, str] = {}
        self._sentences: dict[tuple[int, int], tuple[str, ...]] = {}

    def offers(self, event: EventMention, attribution: Attribution | None = None) -> Offers:
        """Every place and time that may be the event's."""
        found = Offers()
        of_event = [*event_signs(event), *_of_saying(event, attribution)]
        for offers, table in ((found.places, "places"), (found.times, "times")):
            here = self._reach[table].inside(event.first, event.last)
            if event.apart:  # of what another event answers only its own words tell
                offers.extend(self._inside(event, _within(event, here), table, of_event, attribution))
                continue
            offers.extend(self._inside(event, here, table, of_event, attribution))
            if table == "places" and any(_is_fronted(event, point) for point in here):
                continue
            sited = frozenset(offer.point.key for offer in _taken(found.places)) if table == "times" else frozenset()
            offers.extend(self._carried(event, table, of_event, list(offers), sited=sited))
        return found

    def settle(self, event: EventMention, offers: Offers) -> tuple[list[Point], Point | None]:
        """The places, best first, and the time of the event, remembered for those that follow."""
        places = [offer.point for offer in _taken(offers.places)]
        time = max(_taken(offers.times), key=lambda offer: offer.chance, default=None)
        self.remember(event, places, None if time is None else time.point)
        return places, None if time is None else time.point

    def remember(self, event: EventMention, places: Iterable[Point], time: Point | None) -> None:
        """Keep an event with what it was given."""
        self.memory.keep(event, places, time)

    def _inside(
        self, event: EventMention, here: list[Point], table: str, of_event: list[str], attribution: Attribution | None
    ) -> Iterator[Offer]:
        """The places or times of the event's own sentence."""
        steps = {point: nearest_word(event, point, self.setting) for point in here}
        order = sorted(here, key=lambda point: (sum(steps[point][:2]), point.first))
        for point in here:
            before, nearest = self._word_before(point), steps[point]
            beside = inside_signs(event, point, self.setting, nearest=nearest, before=before)
            signs = [*of_event, *beside, *self._of_itself(point), *_of_attribution(point, attribution)]
            signs.append(f"rank:{min(order.index(point), 3)}")
            signs.append(f"among:{min(len(here), 4)}")
            signs.extend(_contains(point, here))
            if table == "places":
                signs.extend(self._beside(point, here))
            signs.extend(_crossed(event, point))
            offer = self._weigh(event, point, f"{table}_inside", signs)
            if table == "places" and _is_fronted(event, point):
                offer = replace(offer, chance=max(offer.chance, _FRONTED))
            yield offer

    def _carried(
        self,
        event: EventMention,
        table: str,
        of_event: list[str],
        inside: list[Offer],
        *,
        sited: frozenset[str],
    ) -> Iterator[Offer]:
        """The places or times of other sentences, each once, by its nearest mention before.

        Of times it matters whether they are those of events at the same places (`sited`).
        """
        had = _had(inside)
        if table == "times" and had == "fine":
            return
        here = {offer.point.key for offer in inside}
        now = self.setting.sentence[event.first]
        reach = [point for point in self._reach[table].carried(now, self.memory.recent(table)) if point.key not in here]
        if had in {"fine", "coarse"}:  # what is still to come places only what is not placed yet, such as a headline
            reach = [point for point in reach if point.sentence <= now]
        if table == "places":  # in a sentence told in parts, the place of one part is not that of another
            reach = [point for point in reach if point.sentence != now]
        closest = min((abs(now - point.sentence) for point in reach), default=0)
        of_sentence = [f"had:{had}", *self._of_sentence(event)]
        of_all = [*of_event, *of_sentence, f"offered:{min(len(reach), 4)}"]
        sharing = self.memory.sharing(event)
        for point in reach:
            away = list(self._of_distance(point, now))
            before = list(self.memory.signs(event, point, table))
            signs = [*of_all, *self._of_itself(point), *away, *before, *self._of_places(point, sited)]
            if abs(now - point.sentence) == closest:
                signs.append("closest")
            signs.append(f"stood:{self._word_before(point)}")
            signs.extend(self.memory.likeness(event, point, table, sharing))
            signs.extend(_crossed(event, point))
            signs.extend(f"{sign}&{point.precision}" for sign in (*of_sentence, *before))
            signs.extend(f"had:{had}&{sign}" for sign in (*away, *before))
            yield self._weigh(event, point, f"{table}_carried", signs)

    def _beside(self, point: Point, here: list[Point]) -> Iterator[str]:
        """What a place of the sentence is beside its other names, and in the document."""
        others = {other.key: _width(other) for other in here if other.key != point.key}
        if any(width < _width(point) for width in others.values()):
            yield "finer beside"
        if any(width > _width(point) for width in others.values()):
            yield "coarser beside"
        yield f"{point.precision}&among:{min(len(others) + 1, 4)}"
        yield f"told:{min(self.setting.told[point.key], 4)}"
        yield f"told rank:{min(self.setting.rank[point.key], 4)}"

    def _weigh(self, event: EventMention, point: Point, table: str, signs: list[str]) -> Offer:
        held, read = frozenset(signs), 0.0
        if self._sense is not None and isinstance(point.mention, PlaceMention):
            (fit,) = self._sense.fits("place", words_of(event), [(point.root.i, point.first, point.last - 1)])
            read = _READ * fit
        return Offer(point, table, held, likelihood(held, table, read))

    def _of_itself(self, point: Point) -> tuple[str, ...]:
        """What sort of place or time it is, whatever the event."""
        own = self._own.get(point)
        if own is None:
            signs = place_signs if isinstance(point.mention, PlaceMention) else time_signs
            own = self._own[point] = tuple(signs(point))
        return own

    def _word_before(self, point: Point) -> str:
        before = self._before.get(point)
        if before is None:
            before = self._before[point] = word_before(point)
        return before

    def _of_distance(self, point: Point, now: int) -> Iterator[str]:
        back = now - point.sentence
        yield f"back:{min(back, BACK + 1)}" if back > 0 else "to come"
        if point.sentence < LEAD:
            yield "lead"
        if now < LEAD:
            yield "in lead"
        if isinstance(point.mention, PlaceMention):
            told = self.setting.told[point.key]
            yield f"told:{min(told, _OFTEN)}"
            yield f"told rank:{min(self.setting.rank[point.key], 4)}"
            if told == self.setting.most > 1:
                yield "most told"

    def _of_places(self, point: Point, sited: frozenset[str]) -> Iterator[str]:
        """Whether the last event that had this time was where this one is."""
        before = self.memory.places_of(point)
        if sited and before:
            yield "same places" if before & sited else "other places"

    def _of_sentence(self, event: EventMention) -> Iterator[str]:
        """What the event's sentence says of going on with what was told, or of standing alone."""
        doc, stretch = self.setting.doc, (event.first, event.last)
        if stretch not in self._sentences:
            self._sentences[stretch] = tuple(_of_words(doc[event.first : event.last + 1]))
        yield from self._sentences[stretch]
        if any(is_definite(doc[word]) for word in event.words):
            yield "definite"
        if _is_habit(doc[event.token]):
            yield "habit"
        if event.actor is None:
            yield "no actor"
        if event.target is None:
            yield "no target"


def _of_words(tokens: Tokens) -> Iterator[str]:
    if not _words("pointing_back").isdisjoint(token.lower_ for token in tokens):
        yield "points back"
    if is_cumulative(tokens):
        yield "toll of a war"


def _taken(offers: list[Offer]) -> list[Offer]:
    """The likely ones, each once, those of the sentence first; where those who tell are only if nothing else is told."""
    best: dict[str, Offer] = {}
    for offer in offers:
        if offer.chance >= threshold(offer.table) and (
            offer.point.key not in best or best[offer.point.key].chance < offer.chance
        ):
            best[offer.point.key] = offer
    beside = any("in source" not in offer.signs for offer in best.values() if offer.table.endswith("inside"))
    kept = [offer for offer in best.values() if not (beside and "in source" in offer.signs)]
    return sorted(kept, key=lambda offer: (offer.table.endswith("carried"), -offer.chance))


def _is_fronted(event: EventMention, point: Point) -> bool:
    """ "Near Rawah, two strikes hit ...": what a sentence opens with places all that it tells."""
    doc = point.root.doc
    opening = [token for token in doc[event.first : point.first] if not token.is_punct]
    following = doc[point.last].text if point.last < len(doc) else ""
    return len(opening) == 1 and opening[0].lower_ in _words("fronting") and following == ","


def _had(inside: list[Offer]) -> str:
    """What the event's own sentence gave it."""
    taken = _taken(inside)
    if not taken:
        return "names" if inside else "nothing"
    return "coarse" if all(offer.point.precision in _COARSE for offer in taken) else "fine"


def _width(point: Point) -> int:
    """How wide a place is known: the wider, the higher."""
    return _WIDTHS.get(point.precision, _WIDTHS["region"])


def _of_saying(event: EventMention, attribution: Attribution | None) -> Iterator[str]:
    if event.speech:
        yield "speech"
    yield "told by report" if attribution is None else f"quoted:{attribution.kind}"


def _within(event: EventMention, points: list[Point]) -> list[Point]:
    """Those in the phrase of the event's word."""
    if not points:
        return []
    phrase = {token.i for token in points[0].root.doc[event.token].subtree}
    return [point for point in points if point.root.i in phrase]


def _is_in_source(point: Point, attribution: Attribution | None) -> bool:
    return attribution is not None and overlaps_any(point.mention.span, (*attribution.source, *attribution.cue))


def _of_attribution(point: Point, attribution: Attribution | None) -> Iterator[str]:
    if attribution is None:
        return
    if _is_in_source(point, attribution):
        yield "in source"
    yield "in content" if overlaps_any(point.mention.span, attribution.content) else "outside content"


def _contains(point: Point, here: list[Point]) -> Iterator[str]:
    """Whether another name of the sentence is said to lie in this one."""
    for other in here:
        if isinstance(other.mention, PlaceMention) and other.mention.within == point.mention.text:
            yield f"contains:{min(abs(point.first - other.last), 3)}"
            return


def _crossed(event: EventMention, point: Point) -> Iterator[str]:
    """Signs that say something only together with the kind of event."""
    own = family(event.kind)
    yield f"{own}&{point.precision}"
    yield f"kind:{event.kind}"


def _is_habit(token: Token) -> bool:
    """ "does not strike civilians" tells of a habit, not of the scene."""
    return token.tag_ == "VB" and any(
        child.dep_ == "aux" and child.lower_ in {"do", "does"} for child in token.children
    )


def role_of(event: EventMention, point: Point) -> Role:
    """What a place is to an event: where it was, near what, from where, to where."""
    before = word_before(point)
    if point.place.relation == "direction" or _is_beyond_border(point):
        return "near"
    if before == "from" and event.kind in _words("fired") | _words("moved"):
        return "origin"
    if before in {"to", "towards", "toward", "into"} and event.kind in _words("moved"):
        return "destination"
    return "site"


def _is_beyond_border(point: Point) -> bool:
    """ "on the border with Iraq" lies on this side of it."""
    doc, first = point.root.doc, point.first
    return first > 1 and doc[first - 1].lower_ == "with" and doc[first - 2].lower_ in {"border", "frontier"}


@cache
def _words(group: str) -> frozenset[str]:
    return frozenset(load("sites")[group])
