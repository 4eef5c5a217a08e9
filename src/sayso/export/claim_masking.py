"""Names of private persons masked in columns of claims: only rows in which something looks like a name cost any time.

>>> values: list[str | None] = ["Mahmoud fled"]
>>> _mask(values, 0, Names()), values
(True, ['[name] fled'])
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from sayso.export.names import Names, is_public_source, suspects

_NOTHING = frozenset[str]()
PHRASES = ("actor", "target", "instrument")
Strings = list[str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Masks:
    """What takes the place of the columns as read: a value a claim, or a value a link or figure."""

    evidence: Strings
    title: Strings
    masked: list[bool]
    phrases: dict[str, Strings]
    links: dict[str, Strings]
    figures: dict[str, Strings]


def masks(read: dict[str, pa.Array], titles: Sequence[str], publishers: Sequence[str | None]) -> Masks:
    """The words of some claims, masked."""
    found = Masks(
        evidence=read["evidence"].to_pylist(),
        title=[title or None for title in titles],
        masked=[False] * len(titles),
        phrases={name: pc.struct_field(read[name], "text").to_pylist() for name in PHRASES},
        links=_link_values(read["source"]),
        figures=_strings(read["figures"].values, ("text", "unit", "part_of")),
    )
    by_row = [found.evidence, found.title, *found.phrases.values()]
    links = _Within(read["source"], tuple(found.links[name] for name in ("text", "name")))
    figures = _Within(read["figures"], tuple(found.figures.values()))
    public = _Public(read, publishers)
    for row, suspected in _suspected(by_row, links, figures).items():
        names = _names(tuple(dict.fromkeys(public.of(row))))
        if not suspected <= names.allowed:
            changed = [_mask(values, row, names) for values in by_row]
            changed += [_mask_link(found.links, link, names) for link in links.items(row)]
            changed += [_mask(values, item, names) for item in figures.items(row) for values in figures.columns]
            found.masked[row] = any(changed)
    return found


@lru_cache(1 << 13)
def _names(public: tuple[str, ...]) -> Names:
    """What may stand beside these names; claims of one report mostly share them."""
    return Names(public)


def _suspected(by_row: Sequence[Strings], *within: _Within) -> dict[int, frozenset[str]]:
    """For each row in which something looks like a name, what does."""
    found: dict[int, frozenset[str]] = {}
    for values in by_row:
        for row, suspected in _suspects(values):
            found[row] = found.get(row, _NOTHING) | suspected
    for lists in within:
        for values in lists.columns:
            for item, suspected in _suspects(values):
                row = bisect_right(lists.offsets, item) - 1
                found[row] = found.get(row, _NOTHING) | suspected
    return found


def _suspects(values: Strings) -> Iterator[tuple[int, frozenset[str]]]:
    """Those of the strings in which something looks like a name: their numbers, and what does."""
    suspected = {text: found for text in set(values) if text and (found := suspects(text))}
    if suspected:
        yield from ((index, suspected[text]) for index, text in enumerate(values) if text in suspected)


class _Within:
    """The items of lists, by the row of their list, with columns of their strings."""

    def __init__(self, lists: pa.ListArray, columns: tuple[Strings, ...]) -> None:
        self.offsets = lists.offsets.to_pylist()
        self.columns = columns

    def items(self, row: int) -> range:
        return range(self.offsets[row], self.offsets[row + 1])


class _Public:
    """The names that each claim makes public."""

    def __init__(self, read: dict[str, pa.Array], publishers: Sequence[str | None]) -> None:
        self._publishers = publishers
        self._places = _Within(
            read["places"], tuple(_strings(read["places"].values, ("text", "name", "admin1")).values())
        )
        links = _link_values(read["source"])
        body = pc.struct_field(read["source"].values, "body")
        self._known = body.is_valid().to_pylist()
        self._bodies = [pc.struct_field(body, name).to_pylist() for name in ("id", "of", "type")]
        self._links = _Within(read["source"], (links["text"], links["name"]))

    def of(self, row: int) -> Iterator[str]:
        publisher = self._publishers[row]
        if publisher is not None:
            yield publisher
        for place in self._places.items(row):
            yield from (name for column in self._places.columns if (name := column[place]))
        for link in self._links.items(row):
            body, of, kind = (values[link] for values in self._bodies)
            if self._known[link] and is_public_source(body=body, of=of, kind=kind):
                yield from (name for column in self._links.columns if (name := column[link]))


def _mask(values: Strings, index: int, names: Names) -> bool:
    """Mask one value in its place; whether that changed it."""
    before = values[index]
    if before is None or suspects(before) <= names.allowed:
        return False
    values[index] = after = names.words(before)
    return after != before


def _mask_link(links: dict[str, Strings], index: int, names: Names) -> bool:
    """Mask the wording and name of a source; one that is masked keeps no identity."""
    changed = _mask(links["text"], index, names)
    if _mask(links["name"], index, names) or changed:
        links["id"][index] = None
        return True
    return False


def _link_values(source: pa.ListArray) -> dict[str, Strings]:
    links: Any = source.values
    return {**_strings(links, ("text",)), **_strings(pc.struct_field(links, "body"), ("name", "id"))}


def _strings(items: pa.StructArray, names: Sequence[str]) -> dict[str, Strings]:
    return {name: pc.struct_field(items, name).to_pylist() for name in names}
