"""No format that a spreadsheet opens has a cell that it would take for a formula."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from sayso.export.acled import AcledExporter
from sayso.export.exporter import Exporter, Options
from sayso.export.formulas import BEGINNING, guarded
from sayso.export.ged import GedExporter
from sayso.export.polecat import PolecatExporter
from sayso.export.stream import feed
from tests.export.happenings import RAQQA, claim, happening

RISKY = ["=1+1", "+1", "-1+1|cmd", "@SUM(A1)", "\tx", "\rx", "\nx", "＝1", "＋1", "－1", "＠x"]
SAFE = ["", "8 killed", "a=b", " =1", "'=1", "−5"]


@pytest.mark.parametrize("words", RISKY)
def test_words_that_begin_like_a_formula_are_guarded(words: str) -> None:
    assert guarded(words) == "'" + words
    assert pc.match_substring_regex(pa.array([words]), BEGINNING).to_pylist() == [True]


@pytest.mark.parametrize("words", SAFE)
def test_other_words_stay(words: str) -> None:
    assert guarded(words) == words
    assert pc.match_substring_regex(pa.array([words]), BEGINNING).to_pylist() == [False]


@pytest.mark.parametrize(
    ("exporter", "delimiter"),
    [
        pytest.param(AcledExporter, ",", id="acled"),
        pytest.param(GedExporter, ",", id="ged"),
        pytest.param(PolecatExporter, "\t", id="polecat"),
    ],
)
def test_no_cell_of_a_coding_is_a_formula(exporter: type[Exporter[Any]], delimiter: str) -> None:
    target = io.BytesIO()
    sheet = happening(claim(place=replace(RAQQA, text="=1+1", name="=1+1"), killed=(3, 3)))
    feed(exporter(target, Options(with_names=True)), [sheet])
    heading, *rows = csv.reader(io.StringIO(target.getvalue().decode(), newline=""), delimiter=delimiter)
    assert len(rows) == 1
    cells = dict(zip(heading, rows[0], strict=True))
    assert any(value.startswith("'=1+1") for value in cells.values()), cells
    words = {name: value for name, value in cells.items() if guarded(value) != value}
    assert all(isinstance(float(value), float) for value in words.values()), words  # numbers below zero
