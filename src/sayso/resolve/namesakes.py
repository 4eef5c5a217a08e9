"""Namesakes: the fullest wording that a document has for a name, among those that share its first word or its body.

>>> from sayso.language.parse import load_model
>>> from sayso.resolve.mentions import find_mentions
>>> mentions = find_mentions(load_model()("Colonel Sergei Shoigu came. Shoigu left."))
>>> Namesakes(mentions).fuller(mentions[1]).text
'Colonel Sergei Shoigu'
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from itertools import groupby

from sayso.resolve.mentions import Mention, is_fuller, is_one_body
from sayso.resolve.roll import grouped

Alike = list[Mention]  # mentions that differ only in where they stand


class Namesakes:
    """The mentions of a document by the words of their names and by the bodies of the lexicon."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self._number = {mention.head: number for number, mention in enumerate(mentions)}
        ordered = sorted(mentions, key=lambda mention: (mention.first, self._number[mention.head]))
        alike = grouped(ordered, lambda mention: (_wording(mention),)).values()
        self._by_word = grouped(alike, lambda group: set(group[0].words))
        self._by_body = grouped(alike, lambda group: () if group[0].body is None else (group[0].body,))
        self._fuller: dict[Hashable, list[list[Alike]]] = {}

    def fuller(self, mention: Mention) -> Mention | None:
        """The fullest mention of the same name: of those that begin no later where there are any, else of all."""
        after = None
        for level in self._levels(mention):
            found = [one for group in level if (one := _first_but(group, mention)) is not None]
            before = [one for one in found if one.first <= mention.first]
            if before:
                return self._earliest(before, mention)
            if after is None and found:
                after = self._earliest(found, mention)
        return after

    def _levels(self, mention: Mention) -> list[list[Alike]]:
        """Those that are the same name, more fully, the fullest first; of one fullness together."""
        wording = _wording(mention)
        levels = self._fuller.get(wording)
        if levels is None:
            near = (*self._by_word.get(mention.words[0], ()), *self._by_body.get(mention.body or "", ()))
            once = {id(group): group for group in near if is_fuller(group[0], mention)}
            fuller = sorted(once.values(), key=_fullness, reverse=True)
            levels = self._fuller[wording] = [list(level) for _, level in groupby(fuller, key=_fullness)]
        return levels

    def _earliest(self, mentions: Iterable[Mention], short: Mention) -> Mention:
        """The first of them; of those that begin together one that shares the first word of the name."""
        return min(mentions, key=lambda one: (one.first, short.words[0] not in one.words, self._number[one.head]))


def _first_but(group: Alike, mention: Mention) -> Mention | None:
    """The first of a group that is not merely a longer reading of the mention itself."""
    return next((one for one in group if one.first != mention.first or is_one_body(one, mention)), None)


def _wording(mention: Mention) -> Hashable:
    """All by which one name can be a fuller wording of another."""
    own = (mention.named, mention.person, mention.kind, mention.body)
    return mention.text, mention.words, mention.around, mention.head_word, own


def _fullness(group: Alike) -> tuple[int, int]:
    return len(set(group[0].words)), len(group[0].text)
