"""Reliability: what counts as right, and the measure and the plot over it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation import reliability

SCRIPT = Path(reliability.__file__)
TEXT = "Shells fell on Zawiya and killed 12 people. Planes flew over it."
EMPTY = {"actor": None, "target": None, "places": None, "time": None, "figures": None}


def line(**changes: Any) -> dict[str, Any]:
    base: dict[str, Any] = {
        "doc": "d",
        "start": 0,
        "end": 43,
        "evidence": TEXT[:43],
        "kind": "shelling",
        "status": "asserted",
        "source": [],
        "actor": None,
        "target": "Zawiya",
        "places": [{"text": "Zawiya"}],
        "time": None,
        "figures": [{"measure": "killed", "low": 12, "high": 12}],
        "confidence": 0.8,
        "slot_confidence": {**EMPTY, "target": 0.6, "places": 0.7, "figures": 0.9},
    }
    return base | changes


def test_claims_and_slots_that_coders_have_too() -> None:
    ((_, right),) = reliability.rights([line()], [line(target="people")])
    assert right == {"claim": True, "actor": None, "target": False, "places": True, "time": None, "figures": True}


def test_a_claim_that_nobody_coded_is_wrong_in_all_its_slots() -> None:
    ((_, right),) = reliability.rights([line()], [line(start=44, end=64, evidence=TEXT[44:])])
    assert right["claim"] is False
    assert right["places"] is False
    assert right["time"] is None


def test_an_optional_claim_counts_neither_way() -> None:
    ((_, right),) = reliability.rights([line()], [line(optional=True)])
    assert set(right.values()) == {None}


@pytest.mark.parametrize(
    ("found", "error"),
    [([], 0.0), ([(0.5, True), (0.5, False)], 0.0), ([(1.0, False)], 1.0), ([(0.25, False), (0.75, True)], 0.25)],
)
def test_calibration_error(found: list[tuple[float, bool]], error: float) -> None:
    assert reliability.calibration_error(found) == error


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1))
def test_bins_hold_all_and_the_error_is_a_share(found: list[tuple[float, bool]]) -> None:
    assert sum(count for *_, count in reliability.binned(found)) == len(found)
    assert 0 <= reliability.calibration_error(found) <= 1


def test_the_command_prints_errors_and_draws(tmp_path: Path) -> None:
    claims, gold, plot = tmp_path / "claims.jsonl", tmp_path / "gold.jsonl", tmp_path / "plot.svg"
    claims.write_text(json.dumps(line()), encoding="utf-8")
    gold.write_text(json.dumps(line()), encoding="utf-8")
    call = [sys.executable, str(SCRIPT), str(claims), str(gold), "--plot", str(plot), "--json"]
    told = json.loads(subprocess.run(call, check=True, capture_output=True, text=True).stdout)
    assert told == {"claim": 0.2, "target": 0.4, "places": 0.3, "figures": 0.1}
    assert ElementTree.parse(plot).getroot().tag.endswith("svg")
