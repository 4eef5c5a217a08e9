"""The roll of a document: its mentions in order, found by where they stand and what they are, not by looking at all.

>>> from sayso.language.parse import load_model
>>> from sayso.resolve.mentions import find_mentions
>>> doc = load_model()("General Omar Saad arrived. The army left. General Saad spoke.")
>>> roll = Roll(doc, find_mentions(doc))
>>> [mention.text for mention in roll.in_sentences(1, 2)], roll.sentence(9)
(['The army', 'General Saad'], 2)
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from functools import cached_property
from operator import attrgetter, itemgetter
from typing import TypeVar

from spacy.tokens import Doc

from sayso.resolve.likeness import initials
from sayso.resolve.mentions import Mention

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)
Called = tuple[bool, str, str, str | None]  # by name, "head" or "title", the word, a word beside it
Placed = tuple[int, int, Mention]  # first token, how far from the end of the roll, mention


class Roll:
    """The mentions of a document in the order of their heads."""

    def __init__(self, doc: Doc, mentions: Sequence[Mention]) -> None:
        self.mentions = mentions
        self._starts = [sent.start for sent in doc.sents]
        self._sentences = [self.sentence(mention.head) for mention in mentions]

    def sentence(self, token: int) -> int:
        """The number of a token's sentence."""
        return bisect_right(self._starts, token) - 1

    def start(self, sentence: int) -> int:
        """The first token of a sentence."""
        return self._starts[sentence]

    def in_sentences(self, first: int, last: int) -> Sequence[Mention]:
        """The mentions with heads in these sentences, both included."""
        return self.mentions[bisect_left(self._sentences, first) : bisect_right(self._sentences, last)]

    def before(self, mention: Mention, *, back: int) -> list[Mention]:
        """Those that end before a mention begins, from so many sentences back on."""
        here = self.sentence(mention.head)
        return [one for one in self.in_sentences(here - back, here) if one.last < mention.first]

    def at(self, head: int) -> Mention | None:
        """The mention with that head."""
        number = bisect_left(self.mentions, head, key=attrgetter("head"))
        found = self.mentions[number] if number < len(self.mentions) else None
        return None if found is None or found.head != head else found

    def is_new(self, mention: Mention) -> bool:
        """Whether nobody of the same last word is named before it."""
        return self._first_ends[mention.words[-1]] >= mention.first

    @cached_property
    def _first_ends(self) -> dict[str, int]:
        """Where the first to end of those of one last word ends."""
        ends: dict[str, int] = {}
        for mention in self.mentions:
            ends[mention.words[-1]] = min(mention.last, ends.get(mention.words[-1], mention.last))
        return ends

    def initialled(self, letters: str, token: int) -> Mention | None:
        """The first body of which these are the initials and that ends before a token."""
        for mention in self._initials.get(letters, ()):
            if mention.head >= token:
                break
            if mention.last < token:
                return mention
        return None

    @cached_property
    def _initials(self) -> dict[str, list[Mention]]:
        return grouped(self.mentions, lambda one: () if one.person else (initials(one.text),))

    def last_issued(self, token: int) -> Mention | None:
        """The last who speaks in a statement and ends before a token; no stand-in."""
        for at in range(bisect_left(self._issued, token, key=attrgetter("head")) - 1, -1, -1):
            if self._issued[at].last < token:
                return self._issued[at]
        return None

    @cached_property
    def _issued(self) -> list[Mention]:
        return [mention for mention in self.mentions if mention.speaks and mention.issues and not mention.stands_in]

    def only_titled(self, titles: Iterable[str]) -> Mention | None:
        """The first person named with one of these titles, where all of them bear one last word."""
        named = [self._titled[title] for title in titles if title in self._titled]
        surnames = {surname for group in named for surname in group[1]}
        return min((group[0] for group in named), key=attrgetter("head")) if len(surnames) == 1 else None

    @cached_property
    def _titled(self) -> dict[str, tuple[Mention, frozenset[str]]]:
        """Of each title the first person named with it, and the last words of those who are."""
        named = (mention for mention in self.mentions if mention.person and mention.named)
        groups = grouped(named, attrgetter("titles"))
        return {title: (group[0], frozenset(one.words[-1] for one in group)) for title, group in groups.items()}

    def last_called(self, head: str, titles: Iterable[str], modifiers: frozenset[str], token: int) -> Mention | None:
        """The last before a token with this word as its head, or one of the titles, and all the modifiers: one by name, else
        one without. No stand-in is among them."""
        beside = min(modifiers, default=None)
        keys = [("head", head, beside), *(("title", title, beside) for title in titles)]
        for named in (True, False):
            told = (_last_before(self._called.get((named, *key), ()), modifiers, token) for key in keys)
            found = [one for one in told if one is not None]
            if found:
                return max(found, key=itemgetter(0, 1))[2]
        return None

    @cached_property
    def _called(self) -> dict[Called, list[Placed]]:
        """The mentions but stand-ins, by first token, under what is said of them, alone and with each of their words."""
        placed = [
            (mention.first, -number, mention) for number, mention in enumerate(self.mentions) if not mention.stands_in
        ]
        placed.sort(key=itemgetter(0, 1))
        return grouped(placed, lambda one: _calls(one[2]))


def _calls(mention: Mention) -> Iterator[Called]:
    for beside in (None, *mention.around):
        yield mention.named, "head", mention.head_word, beside
        yield from ((mention.named, "title", title, beside) for title in mention.titles)


def _last_before(placed: Sequence[Placed], modifiers: frozenset[str], token: int) -> Placed | None:
    """The last in order that ends before a token and has all the modifiers."""
    for at in range(bisect_left(placed, token, key=itemgetter(0)) - 1, -1, -1):
        mention = placed[at][2]
        if mention.last < token and modifiers <= mention.around:
            return placed[at]
    return None


def grouped(items: Iterable[T], keys: Callable[[T], Iterable[K]]) -> dict[K, list[T]]:
    """The items under each of their keys, in order."""
    groups: defaultdict[K, list[T]] = defaultdict(list)
    for item in items:
        for key in keys(item):
            groups[key].append(item)
    return dict(groups)
