"""The worked notebooks run from the first cell to the last, and show what stands in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from docs import worked
from tests.processor import needs_sums_in_full

NOTEBOOKS = sorted(worked.NOTEBOOKS.glob("*.ipynb"))


def test_there_are_some() -> None:
    assert [path.name for path in NOTEBOOKS] == ["raqqa.ipynb"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_nothing_of_a_machine_is_in_them(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for word in ("/home/", "/tmp/", " at 0x", "Traceback", str(worked.NOTEBOOKS)):
        assert word not in text


@pytest.mark.slow
@needs_sums_in_full
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_they_show_what_stands_in_them(path: Path) -> None:
    stored = path.read_text(encoding="utf-8")
    made = worked.worked(path)
    for number, (now, before) in enumerate(zip(worked.outputs(made), worked.outputs(stored), strict=True), 1):
        assert now == before, f"code cell {number}; run: make docs"
    assert made == stored, "run: make docs"
