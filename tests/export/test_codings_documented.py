"""The page on codings tells of every column, every kind and every type, as the program has them."""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from sayso.export import acled, ged, polecat
from sayso.lexicon import load

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "exports-codings.md").read_text(encoding="utf-8")
# In code marks; `conflict_*` stands for all that begin so, `... COW` for those of both roles.
TOLD = [words.replace("...", "*") for words in re.findall(r"`([^`]+)`", PAGE)]


@pytest.mark.parametrize("column", [*acled.COLUMNS, *ged.COLUMNS, *polecat.COLUMNS])
def test_every_column_is_told_of(column: str) -> None:
    assert any(fnmatchcase(column, words) for words in TOLD if words != "*")


@pytest.mark.parametrize("kind", sorted({*load("codings")["acled_kinds"], *load("codings")["plover_kinds"]}))
def test_every_kind_is_told_of(kind: str) -> None:
    assert re.search(rf"\b{kind}\b", PAGE)


@pytest.mark.parametrize("kind", sorted(set(load("codings")["acled_kinds"].values())))
def test_every_type_is_told_of(kind: str) -> None:
    assert kind in PAGE
