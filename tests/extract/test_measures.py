"""Figures tied to events: what a number measures there, and which numbers tell of no event."""

from __future__ import annotations

import pytest
from spacy.language import Language

from sayso.extract.events import find_events
from sayso.extract.figures import find_figures
from sayso.extract.measures import tie_figures

Row = tuple[str, float | None, float | None]

DEVELOPED = [
    pytest.param(
        "The strike killed 12 people and wounded 30 others.", [("killed", 12, 12), ("injured", 30, 30)], id="two verbs"
    ),
    pytest.param(
        "At least 40 were killed and dozens injured in the blast.",
        [("killed", 40, None), ("injured", 24, None)],
        id="elided verb, bare numbers",
    ),
    pytest.param("The raid left five dead and ten wounded.", [("killed", 5, 5), ("injured", 10, 10)], id="left dead"),
    pytest.param("A mortar attack claimed the lives of six farmers.", [("killed", 6, 6)], id="claimed the lives of"),
    pytest.param(
        "The bombing killed nine civilians, including three children.",
        [("killed", 9, 9), ("killed", 3, 3)],
        id="a part goes with its whole",
    ),
    pytest.param(
        "Jets destroyed six tanks, two bridges and a truck.",
        [("destroyed", 6, 6), ("destroyed", 2, 2), ("destroyed", 1, 1)],
        id="a list after its verb",
    ),
    pytest.param(
        "Near Hajin, four strikes engaged two tactical units; destroyed a bunker and damaged a road.",
        [("strikes", 4, 4), ("targets", 2, 2), ("destroyed", 1, 1), ("damaged", 1, 1)],
        id="strike list",
    ),
    pytest.param(
        "The navy fired 20 missiles at seven targets.",
        [("munitions", 20, 20), ("targets", 7, 7)],
        id="munitions and targets",
    ),
    pytest.param("The air force flew more than 90 sorties.", [("sorties", 90, None)], id="sorties"),
    pytest.param("More than 3,000 people fled the fighting.", [("displaced", 3000, None)], id="those who flee"),
    pytest.param("Police arrested 14 suspects.", [("detained", 14, 14)], id="detained"),
    pytest.param("The shelling killed a nurse.", [("killed", 1, 1)], id="one by the article"),
    pytest.param(
        "The death toll from the raids on the mill in the old town rose to 47.",
        [("killed", 47, 47)],
        id="a toll far from its number",
    ),
]

HELD_OUT = [
    pytest.param(
        "A dozen stalls and two lorries were burned in the shelling.",
        [("destroyed", 12, 12), ("destroyed", 2, 2)],
        id="things burn",
    ),
    pytest.param("Ukraine shot down 22 of 27 drones.", [("destroyed", 22, 22)], id="the base of a share"),
    pytest.param("No civilians were harmed in the raid.", [("casualties", 0, 0)], id="nobody harmed"),
    pytest.param(
        "Three farmers killed 12 others injured in raids on Hama.",
        [("killed", 3, 3), ("injured", 12, 12)],
        id="no comma",
    ),
    pytest.param("The raid killed and wounded 40 people.", [("casualties", 40, 40)], id="one number for both"),
    pytest.param("Dozens were killed or injured in the raid.", [("casualties", 24, None)], id="either"),
    pytest.param(
        "The monitor raised the toll of the raid from 15 to 22 dead.",
        [("killed", 22, 22)],
        id="the number that it rose from",
    ),
    pytest.param(
        "Two rockets killed eight people.", [("killed", 8, 8), ("munitions", 2, 2)], id="rockets are not the dead"
    ),
    pytest.param("The 45-year-old driver was killed near Route 66.", [], id="ages and roads"),
    pytest.param("A T-72 tank was destroyed in the clash.", [("destroyed", 1, 1)], id="weapon names are not counts"),
    pytest.param("Many people were killed in the raid.", [], id="no bounds, no figure"),
]


@pytest.mark.parametrize(("text", "rows"), [*DEVELOPED, *HELD_OUT])
def test_measures(nlp: Language, text: str, rows: list[Row]) -> None:
    doc = nlp(text)
    figures = list(find_figures(doc))
    found = [
        (measure, figures[i].low, figures[i].high) for i, _, measure in tie_figures(doc, find_events(doc), figures)
    ]
    assert sorted(found, key=str) == sorted(rows, key=str)
