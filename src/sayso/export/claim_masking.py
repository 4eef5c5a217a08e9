"""Names of private persons masked in columns of claims: only rows in which something looks like a name cost any time.

>>> values: list[str | None] = ["Mahmoud fled", None, "They fled"]
>>> _mask(values, range(3), [Names()] * 3, [False] * 3), values[0]
([0], '[name] fled')
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from sayso.export.names import Names, is_public_source, suspects

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
    names = [_names(public) for public in _public(read, publishers)]
    rows = range(len(titles))
    links = pc.list_parent_indices(read["source"]).to_pylist()
    figures = pc.list_parent_indices(read["figures"]).to_pylist()
    for values in (found.evidence, found.title, *found.phrases.values()):
        _mask(values, rows, names, found.masked)
    for values in (found.links["text"], found.links["name"]):
        for link in _mask(values, links, names, found.masked):
            found.links["id"][link] = None  # a source that is masked keeps no identity
    for values in found.figures.values():
        _mask(values, figures, names, found.masked)
    return found


def _mask(values: Strings, rows: Sequence[int], names: Sequence[Names], masked: list[bool]) -> list[int]:
    """Mask values of the rows in their places by the names of each row; which were changed, whose rows are marked too."""
    suspected = {text: found for text in set(values) if text and (found := suspects(text))}
    changed = []
    for index, text in enumerate(values) if suspected else ():
        if text in suspected and not suspected[text] <= (own := names[rows[index]]).allowed:
            values[index] = own.words(text)
            if values[index] != text:
                changed.append(index)
                masked[rows[index]] = True
    return changed


@lru_cache(1 << 13)
def _names(public: frozenset[str | None]) -> Names:
    """What may stand beside these names; claims of one report mostly share them."""
    return Names(name for name in public if name)


def _public(read: dict[str, pa.Array], publishers: Sequence[str | None]) -> Iterator[frozenset[str | None]]:
    """The names that each claim makes public."""
    text, name, admin1 = _strings(read["places"].values, ("text", "name", "admin1")).values()
    said, called = _spoken(read["source"])
    places, links = (pairwise(read[lists].offsets.to_pylist()) for lists in ("places", "source"))
    for publisher, (a, b), (c, d) in zip(publishers, places, links, strict=True):
        yield frozenset((publisher, *text[a:b], *name[a:b], *admin1[a:b], *said[c:d], *called[c:d]))


def _spoken(source: pa.ListArray) -> tuple[Strings, Strings]:
    """The wordings and names of the sources that speak in public, nothing for the others."""
    links = _link_values(source)
    body: Any = pc.struct_field(source.values, "body")
    told = zip(*(pc.struct_field(body, field).to_pylist() for field in ("id", "of", "type")), strict=True)
    public = [
        known and is_public_source(body=name, of=of, kind=kind)
        for known, (name, of, kind) in zip(body.is_valid().to_pylist(), told, strict=True)
    ]
    said, called = (
        [word if speaks else None for word, speaks in zip(links[field], public, strict=True)]
        for field in ("text", "name")
    )
    return said, called


def _link_values(source: pa.ListArray) -> dict[str, Strings]:
    links: Any = source.values
    return {**_strings(links, ("text",)), **_strings(pc.struct_field(links, "body"), ("name", "id"))}


def _strings(items: pa.StructArray, names: Sequence[str]) -> dict[str, Strings]:
    return {name: pc.struct_field(items, name).to_pylist() for name in names}
