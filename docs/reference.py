"""The reference part of docs/python.md, made of the docstrings that stand in the program.

    python -m docs.reference           write it
    python -m docs.reference --check   say by the exit status whether it is current

>>> heading("sayso.toll", sayso.toll)
'### `sayso.toll(incident, claims, measure, *, rule="range", whom=None)`'
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import sayso
from docs.generate import put
from sayso.export.account_table import TABLE
from sayso.export.package import table_words
from sayso.notebook.dossier import Dossier
from sayso.notebook.reading import Arrival, Harvest
from sayso.store.ledger import Size
from sayso.store.view import ClaimRecord, Slice, View

PAGE = Path(__file__).resolve().parent / "python.md"
# What names give that bear no name of `sayso` themselves, in the order of the page.
GIVEN: dict[str, type] = {one.__name__: one for one in (Harvest, Arrival, Dossier, View, Slice, ClaimRecord, Size)}
MEMBERS = ("Ledger", "View", "Dossier", "Harvest")  # classes whose members are told of one by one


def members(kind: type) -> Iterator[tuple[str, Any]]:
    """The public methods and properties of a class, its own first, then those that it has from another."""
    seen: set[str] = set()
    for home in kind.__mro__[:-1]:
        for name, one in vars(home).items():
            plain = one.__func__ if isinstance(one, classmethod) else one
            if (
                not name.startswith("_")
                and name not in seen
                and (inspect.isfunction(plain) or isinstance(one, property))
            ):
                seen.add(name)
                yield name, one


def signature(one: Any) -> str:
    """What stands between the brackets of a call, without types; nothing for a property."""
    if isinstance(one, property):
        return ""
    plain = one.__func__ if isinstance(one, classmethod) else one
    shown: list[str] = []
    starred = False
    for parameter in inspect.signature(plain).parameters.values():
        if parameter.name in ("self", "cls"):
            continue
        if parameter.kind is parameter.KEYWORD_ONLY and not starred:
            shown.append("*")
        starred = starred or parameter.kind in (parameter.KEYWORD_ONLY, parameter.VAR_POSITIONAL)
        shown.append(_parameter(parameter))
    return f"({', '.join(shown)})"


def _parameter(one: inspect.Parameter) -> str:
    star = "*" if one.kind is one.VAR_POSITIONAL else "**" if one.kind is one.VAR_KEYWORD else ""
    if one.default is one.empty:
        return star + one.name
    plain = one.default is None or isinstance(one.default, bool | int | float | str | tuple)
    default = f'"{one.default}"' if isinstance(one.default, str) else repr(one.default) if plain else "..."
    return f"{one.name}={default}"


def heading(name: str, one: Any) -> str:
    """The heading of a name, with how it is called where that is no record."""
    return f"### `{name}{'' if isinstance(one, type) else signature(one)}`"


def words(one: Any) -> str:
    """The docstring as paragraphs, its examples left out."""
    parts = inspect.cleandoc(one.__doc__ or "").split("\n\n")
    told = [" ".join(part.split()) for part in parts if not part.lstrip().startswith(">>>")]
    assert told, "all that is public says what it is for"
    return "\n\n".join(told)


def section(name: str, one: Any) -> Iterator[str]:
    """A name with its words, and its members where they are told of."""
    yield heading(f"sayso.{name}" if name in sayso.__all__ else name, one)
    yield words(one)
    if isinstance(one, type) and name in MEMBERS:
        rows = [
            f"- `{called}{signature(member)}`: {' '.join(words(member).split())}" for called, member in members(one)
        ]
        yield "\n".join(rows)


def page() -> str:
    """The page as it should stand."""
    parts = [part for name in sayso.__all__ for part in section(name, getattr(sayso, name))]
    parts += ["## What they give", *(part for name, one in GIVEN.items() for part in section(name, one))]
    filled = put(PAGE.read_text(encoding="utf-8"), "accounts", table_words(TABLE).strip().partition("\n\n")[2])
    return put(filled, "reference", "\n\n".join(parts))


def main(arguments: list[str]) -> int:
    """Write the page, or with --check compare it."""
    made = page()
    if made == PAGE.read_text(encoding="utf-8"):
        return 0
    if "--check" in arguments:
        sys.stderr.write("docs/python.md is behind the program; run: make docs\n")
        return 1
    PAGE.write_text(made, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
