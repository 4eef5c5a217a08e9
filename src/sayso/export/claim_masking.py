"""Names of private persons masked in columns of claims: only rows in which something looks like a name cost any time.

>>> found = _mask(pa.array(["Mahmoud fled", None, "They fled"]), lambda row: ["Aleppo"])
>>> found.changed, found.values
([0], ['[name] fled', None, 'They fled'])
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from sayso.export.names import Names, is_public_source, parts_of, suspects
from sayso.export.public_words import LETTERS

PHRASES = ("actor", "target", "instrument")
Strings = list[str | None]
Column: TypeAlias = pa.Array | Strings  # as read, or with some values masked
_LARGE = r"[A-Z]|[^\x00-\x7f]"  # what a text has at least in which something looks like a name


@dataclass(frozen=True, slots=True, kw_only=True)
class Masks:
    """What takes the place of the columns as read: a value a claim, or a value a link or figure."""

    evidence: Column
    title: Column
    masked: list[bool]
    phrases: dict[str, Column]
    links: dict[str, Column]
    figures: dict[str, Column]


@dataclass(slots=True)
class _Masked:
    """A column, masked, and where it was."""

    values: Column
    changed: list[int] = field(default_factory=list)


def masks(read: dict[str, pa.Array], titles: Sequence[str], publishers: Sequence[str | None]) -> Masks:
    """The words of some claims, masked."""
    public = _Public(read, publishers)
    masked = [False] * len(titles)

    def done(values: pa.Array, parents: Sequence[int] | None = None) -> _Masked:
        """`parents` are the claims of links and figures."""
        found = _mask(values, public.names if parents is None else lambda index: public.names(parents[index]))
        for index in found.changed:
            masked[index if parents is None else parents[index]] = True
        return found

    links, figures = (pc.list_parent_indices(read[name]).to_pylist() for name in ("source", "figures"))
    body: Any = pc.struct_field(read["source"].values, "body")
    said = done(pc.struct_field(read["source"].values, "text"), links)
    called = done(pc.struct_field(body, "name"), links)
    told = read["figures"].values
    return Masks(
        evidence=done(read["evidence"]).values,
        title=done(pa.array([title or None for title in titles], pa.string())).values,
        phrases={name: done(pc.struct_field(read[name], "text")).values for name in PHRASES},
        links={
            "text": said.values,
            "name": called.values,
            "id": _without(pc.struct_field(body, "id"), {*said.changed, *called.changed}),
        },
        figures={name: done(pc.struct_field(told, name), figures).values for name in ("text", "unit", "part_of")},
        masked=masked,
    )


def _mask(values: pa.Array, public: Callable[[int], Strings]) -> _Masked:
    """Values masked, each different one looked at once; `public` gives the names that may stand in a row."""
    encoded = values.dictionary_encode()
    texts: pa.Array = encoded.dictionary
    large = np.flatnonzero(pc.match_substring_regex(texts, _LARGE).to_numpy(zero_copy_only=False))
    looked = zip(large.tolist(), texts.take(pa.array(large, pa.int64())).to_pylist(), strict=True)
    suspected = {code: (text, found) for code, text in looked if (found := suspects(text))}
    if not suspected:
        return _Masked(values)
    codes = pc.fill_null(encoded.indices, -1).to_numpy(zero_copy_only=False)
    rows = np.flatnonzero(np.isin(codes, list(suspected)))
    new: dict[int, str] = {}
    for row, code in zip(rows.tolist(), codes[rows].tolist(), strict=True):
        text, words = suspected[code]
        names = public(row)
        if not _all_public(words, names) and (told := _told(text, _said_in(text, names))) != text:
            new[row] = told
    if not new:
        return _Masked(values)
    masked: Strings = values.to_pylist()
    for row, told in new.items():
        masked[row] = told
    return _Masked(masked, list(new))


def _without(values: pa.Array, gone: Iterable[int]) -> Column:
    """The identities but those of the sources that are masked."""
    lost = set(gone)
    return [None if index in lost else one for index, one in enumerate(values.to_pylist())] if lost else values


def _all_public(words: frozenset[str], names: Strings) -> bool:
    """Whether all these words are of public names."""
    for name in names:
        words = words - _words_of(name or "")
        if not words:
            return True
    return False


@lru_cache(1 << 14)
def _words_of(name: str) -> frozenset[str]:
    return frozenset(parts_of(name))


def _said_in(text: str, names: Strings) -> frozenset[str]:
    """Those of the names of which a word is in the text: all others are nothing to it."""
    words = _all_words(text)
    return frozenset(name for name in names if name and not words.isdisjoint(_words_of(name)))


@lru_cache(1 << 14)
def _all_words(text: str) -> frozenset[str]:
    """The words of a text in small letters, made small one by one and all together, as some letters become two."""
    return frozenset((*map(str.lower, LETTERS.findall(text)), *parts_of(text)))


@lru_cache(1 << 14)
def _told(text: str, names: frozenset[str]) -> str:
    """A text, masked, where these names are public: titles and units come again and again."""
    return Names(names).words(text)


class _Public:
    """The names that each claim makes public: its places, its publisher, its public sources; put together when asked for."""

    def __init__(self, read: dict[str, pa.Array], publishers: Sequence[str | None]) -> None:
        self._publishers = publishers
        self._places = [pc.struct_field(read["places"].values, name).to_pylist() for name in ("text", "name", "admin1")]
        self._spoken = list(_spoken(read["source"]))
        self._place_offsets: list[int] = read["places"].offsets.to_pylist()
        self._link_offsets: list[int] = read["source"].offsets.to_pylist()
        self._known: dict[int, Strings] = {}

    def names(self, row: int) -> Strings:
        """The names of one claim, None where a place or source has none."""
        found = self._known.get(row)
        if found is None:
            a, b, c, d = *self._place_offsets[row : row + 2], *self._link_offsets[row : row + 2]
            text, name, admin1 = self._places
            said, called = self._spoken
            found = self._known[row] = [
                *text[a:b],
                self._publishers[row],
                *name[a:b],
                *admin1[a:b],
                *said[c:d],
                *called[c:d],
            ]
        return found


def _spoken(source: pa.ListArray) -> Iterator[Strings]:
    """The wordings and names of the sources that speak in public, nothing for the others."""
    links: Any = source.values
    body: Any = pc.struct_field(links, "body")
    told = zip(*(pc.struct_field(body, one).to_pylist() for one in ("id", "of", "type")), strict=True)
    public = [
        known and is_public_source(body=name, of=of, kind=kind)
        for known, (name, of, kind) in zip(body.is_valid().to_pylist(), told, strict=True)
    ]
    for values in (pc.struct_field(links, "text"), pc.struct_field(body, "name")):
        yield [word if speaks else None for word, speaks in zip(values.to_pylist(), public, strict=True)]
