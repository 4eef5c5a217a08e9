"""The page on Python tells of every name and member with its words, and its examples run."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

import sayso
from docs import reference
from sayso.notebook.ledger import Ledger
from sayso.resolve.compile import default_path
from tests.cli.conftest import REPORTS, cache

__all__ = ["cache"]  # a fixture

PAGE = reference.PAGE.read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```python\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


def test_the_reference_is_current() -> None:
    assert reference.page() == PAGE, "run: make docs"


@pytest.mark.parametrize("name", sayso.__all__)
def test_every_name_is_told_of(name: str) -> None:
    one = getattr(sayso, name)
    assert reference.heading(f"sayso.{name}", one) in PAGE
    assert reference.words(one) in PAGE


@pytest.mark.parametrize("name", reference.MEMBERS)
def test_every_member_says_what_it_is_for(name: str) -> None:
    kind = reference.GIVEN.get(name) or getattr(sayso, name)
    told = list(reference.members(kind))
    assert len(told) > 3
    for called, member in told:
        assert member.__doc__, f"{name}.{called}"
        assert f"- `{called}{reference.signature(member)}`: " in PAGE


def test_what_takes_filters_says_what_it_raises() -> None:
    asking = [(name, one) for name, one in reference.members(Ledger) if "**given" in reference.signature(one)]
    assert len(asking) == 9
    for name, one in asking:
        assert re.search(r"UsageError|as `to_arrow`", one.__doc__), name


@pytest.mark.slow
def test_the_examples_run(cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAYSO_CACHE", str(cache))
    monkeypatch.setenv("SAYSO_DATA", str(cache))
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "reports"
    folder.mkdir()
    lines = [json.dumps(one) for one in REPORTS]
    (folder / "reports.jsonl").write_text("\n".join(lines), encoding="utf-8")
    known: dict[str, Any] = {"compiled": default_path(cache)}
    assert len(EXAMPLES) == 5
    for example in EXAMPLES:
        exec(compile(example, "docs/python.md", "exec"), known)  # one goes on where the one before ended
    for name in ("incidents", "claims", "accounts", "low", "mine", "table"):
        assert len(known[name]) > 0, name
