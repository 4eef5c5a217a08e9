"""Tolls: what a toll is put at, and the number that it rose from."""

from __future__ import annotations

import pytest
from spacy.language import Language

from sayso.extract.figures import find_figures
from sayso.extract.tolls import is_superseded, put_at

ROWS = [
    pytest.param("The toll of the raid rose from 15 to 22.", [15], [22], id="from, to"),
    pytest.param("Doctors put the toll of the raid at 47.", [], [47], id="put at"),
    pytest.param("The toll of the raid stands at 12.", [], [12], id="stands at"),
    pytest.param("The toll has reached 30.", [], [30], id="reached"),
    pytest.param("The army raised the toll of eight to 36.", [8], [36], id="of, to"),
    pytest.param("The union updated its toll of 15 for the raid.", [], [], id="none follows"),
    pytest.param("The number of porters hurt in the raid has risen to 20.", [], [20], id="the number of"),
    pytest.param("Raids killed 12 porters at 30 piers.", [], [], id="no toll"),
]


@pytest.mark.parametrize(("text", "left", "told"), ROWS)
def test_tolls(nlp: Language, text: str, left: list[int], told: list[int]) -> None:
    doc = nlp(text)
    figures = list(find_figures(doc))
    assert [figure.low for figure in figures if is_superseded(doc, figure)] == left
    assert [figure.low for figure in figures if any(put_at(doc, figure, token) for token in doc)] == told
