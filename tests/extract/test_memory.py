"""What the events told so far say of the next: given the same, like it, or of another place."""

from __future__ import annotations

import pytest
from spacy.language import Language

from sayso.extract.events import find_events
from sayso.extract.memory import Memory
from sayso.extract.setting import Setting
from sayso.model import EventMention, PlaceMention, Span

TEXT = (
    "Jets bombed a wedding hall in Hama, killing 12 guests. Rebels shelled a bakery in Homs."
    " The strike on the wedding hall in Dibsa killed 12 guests."
)


@pytest.fixture
def setting(nlp: Language) -> Setting:
    names = ("Hama", "Homs", "Dibsa")
    spans = [Span(TEXT.index(name), TEXT.index(name) + len(name)) for name in names]
    mentions = [PlaceMention(span=span, text=span.quote(TEXT)) for span in spans]
    return Setting(nlp(TEXT), mentions, [])


@pytest.fixture
def events(setting: Setting) -> list[EventMention]:
    """The bombing of the hall, the shelling of the bakery, and the strike on the hall again."""
    found: dict[int, EventMention] = {}
    for event in find_events(setting.doc):
        found.setdefault(setting.sentence[event.first], event)
    return [found[sentence] for sentence in (0, 1, 2)]


def test_before_the_first_event_nothing_is_known(setting: Setting, events: list[EventMention]) -> None:
    memory, hama = Memory(setting), setting.points[0]
    assert list(memory.signs(events[0], hama, "places")) == ["no event before"]
    assert list(memory.likeness(events[0], hama, "places", [])) == []
    assert hama.key not in memory.recent("places")


def test_an_event_goes_on_with_the_one_that_it_is_most_like(setting: Setting, events: list[EventMention]) -> None:
    memory = Memory(setting)
    hama, homs, _ = setting.points
    memory.keep(events[0], [hama], None)
    memory.keep(events[1], [homs], None)
    sharing = memory.sharing(events[2])
    assert sharing[-1] == 0b01, "only the first event shares so many words"
    assert "of most alike" in set(memory.likeness(events[2], hama, "places", sharing))
    assert "not of most alike" in set(memory.likeness(events[2], homs, "places", sharing))
    assert "of last" in set(memory.signs(events[2], homs, "places"))
    assert "not of last" in set(memory.signs(events[2], hama, "places"))


def test_names_of_places_make_no_likeness(setting: Setting, events: list[EventMention]) -> None:
    memory = Memory(setting)
    memory.keep(events[1], [], None)
    assert memory.sharing(events[0]) == []


def test_only_the_last_events_are_recent(setting: Setting, events: list[EventMention]) -> None:
    memory, hama = Memory(setting), setting.points[0]
    memory.keep(events[0], [hama], None)
    assert hama.key in memory.recent("places")
    for _ in range(3):
        memory.keep(events[1], [], None)
    assert hama.key not in memory.recent("places")
    assert "of earlier" in set(memory.signs(events[2], hama, "places"))


def test_sharing_is_what_counting_each_by_itself_gives(setting: Setting, events: list[EventMention]) -> None:
    memory = Memory(setting)
    for event in (*events, *events):
        memory.keep(event, [], None)
    words = [memory._telling(event) for event in (*events, *events)]
    for event in events:
        counts = [len(memory._telling(event) & others) for others in words]
        sharing = memory.sharing(event)
        assert [sum(bits >> number & 1 for bits in sharing) for number in range(len(counts))] == counts
