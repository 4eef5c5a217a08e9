"""Sources that are named together speak each for itself."""

from __future__ import annotations

import pytest

from sayso.reconcile.origins import joint

NAMES = [
    ("opposition activists and the militant group", ["opposition activists", "the militant group"]),
    ("a state news agency and Kurdish media", ["a state news agency", "Kurdish media"]),
    ("the Commission for Justice and Accountability", ["the Commission for Justice and Accountability"]),
    ("the Northern Observatory for Aid and medics", ["the Northern Observatory for Aid", "medics"]),
]


@pytest.mark.parametrize(("name", "expected"), NAMES)
def test_sources_named_together(name: str, expected: list[str]) -> None:
    assert joint(name) == expected
