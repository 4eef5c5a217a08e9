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

RUNS = [
    pytest.param(
        "Shelling kills 7 wounds 13 in the old port", [("killed", 7, 7), ("injured", 13, 13)], id="verbs first"
    ),
    pytest.param(
        "6 Porters Killed 15 Injured in Mortar Attack", [("killed", 6, 6), ("injured", 15, 15)], id="numbers first"
    ),
    pytest.param(
        "A gunman killed a cook and wounded a porter.",
        [("killed", 1, 1), ("injured", 1, 1)],
        id="who does it counts nothing",
    ),
    pytest.param("26 Rebels Killed Injured in Clashes", [("casualties", 26, 26)], id="both in a headline"),
    pytest.param("The raid left 30 dead and wounded.", [("casualties", 30, 30)], id="two adjectives"),
    pytest.param("The brigade suffered 80 casualties in the battle.", [("casualties", 80, 80)], id="the noun decides"),
    pytest.param(
        "Nine clerks were killed in the blast and two others sustained serious injuries.",
        [("killed", 9, 9), ("injured", 2, 2)],
        id="sustained injuries, alone",
    ),
    pytest.param("In the clashes 340 conscripts have lost their lives.", [("killed", 340, 340)], id="lost their lives"),
    pytest.param("The raids claimed more than 60 civilian lives.", [("killed", 60, None)], id="claimed lives"),
    pytest.param(
        "The raid killed seven clerks, a cook and three guards.", [("killed", n, n) for n in (7, 1, 3)], id="a list"
    ),
    pytest.param(
        "The blast damaged more than 30 houses and 12 cars.",
        [("damaged", 30, None), ("damaged", 12, 12)],
        id="a list of things",
    ),
    pytest.param(
        "Clashes and air strikes killed 14 herders.",
        [("killed", 14, 14), ("killed", 14, 14)],
        id="two events, one toll",
    ),
    pytest.param("The toll of the raid rose from 8 to 19.", [("killed", 19, 19)], id="what it rose from"),
    pytest.param(
        "Doctors put the death toll from the six-year war at more than 3,000.",
        [("killed", 3000, None)],
        id="a length of time between",
    ),
    pytest.param("The market was hit several times by jets.", [("strikes", 3, None)], id="how often"),
    pytest.param("Officials condemned the air raids on two clinics.", [("targets", 2, 2)], id="raids on things"),
    pytest.param(
        "Near Deir Hafir, an airstrike destroyed a bunker.",
        [("strikes", 1, 1), ("destroyed", 1, 1)],
        id="one strike of a list",
    ),
    pytest.param("An airstrike destroyed a bunker.", [("destroyed", 1, 1)], id="no list, no count"),
    pytest.param("Gunmen fired at the two towns.", [], id="told of before"),
    pytest.param("Her death shocked the town.", [], id="a death told before"),
    pytest.param(
        "The army destroyed two tanks and three car bombs.",
        [("destroyed", 2, 2), ("destroyed", 3, 3)],
        id="munitions destroyed",
    ),
    pytest.param("Rebels shot down a military aircraft.", [("destroyed", 1, 1)], id="one aircraft"),
    pytest.param("Looters set fire to 17 homes.", [("destroyed", 17, 17)], id="set fire to"),
    pytest.param("Jets launched multiple air strikes on the port.", [], id="multiple is no number"),
    pytest.param("Talks between the two sides collapsed after the bombing.", [], id="sides do not break"),
    pytest.param(
        "Three guards and several officers were hurt in the raid.", [("injured", 3, 3), ("injured", 3, None)], id="list"
    ),
]

SHARED = [
    pytest.param(
        "Shelling and air strikes killed 20 farmers.", [("killed", 20, 20), ("killed", 20, 20)], id="a shared toll"
    ),
    pytest.param(
        "Six porters were hurt when gunmen launched gunfire and rocket attacks on the port.",
        [("injured", 6, 6), ("injured", 6, 6)],
        id="two kinds of attack before one noun",
    ),
    pytest.param(
        "Air strikes killed nine and shelling killed five.", [("killed", 9, 9), ("killed", 5, 5)], id="each its own"
    ),
    pytest.param(
        "A porter killed 7 people injured in terrorist attacks on the port.",
        [("killed", 1, 1), ("injured", 7, 7)],
        id="numbers first, the first by its article",
    ),
    pytest.param(
        "The shelling of the mill has killed two millers injured eight carters and cut the road.",
        [("killed", 2, 2), ("injured", 8, 8)],
        id="verbs first, in a sentence",
    ),
    pytest.param(
        "At least 14 porters were killed 25 were wounded at the pier.",
        [("killed", 14, None), ("injured", 25, 25)],
        id="passives without a comma",
    ),
    pytest.param(
        "Raids Kill 12 Porters Injure Dozens in Old Port",
        [("killed", 12, 12), ("injured", 24, None)],
        id="plain verbs of a headline",
    ),
    pytest.param(
        "The raids killed at least 10 porters said the Harbour Union for Safety.",
        [("killed", 10, None)],
        id="whoever the parse takes for the speaker",
    ),
    pytest.param(
        "The bombing killed 47 guards, most of them conscripts, and wounded dozens more.",
        [("killed", 47, 47), ("injured", 24, None)],
        id="more who are no part",
    ),
    pytest.param(
        "The strike killed six farmers in addition to a local man.",
        [("killed", 6, 6), ("killed", 1, 1)],
        id="in addition to",
    ),
    pytest.param("Among those killed in the raid was a nurse.", [("killed", 1, 1)], id="turned round"),
    pytest.param(
        "The blast killed nine and left hundreds suffering burns.",
        [("killed", 9, 9), ("injured", 200, None)],
        id="left suffering",
    ),
    pytest.param("Dozens of casualties were reported in the blast.", [("casualties", 24, None)], id="by the noun"),
    pytest.param("The raid hurt six members of one family.", [("injured", 6, 6)], id="one family counts nobody"),
    pytest.param(
        "Two clinics and a local bakery in the town were hit by jets.",
        [("targets", 2, 2), ("targets", 1, 1)],
        id="a list of what was hit",
    ),
    pytest.param("Gunmen were killed in several districts of the town.", [], id="where it was"),
]

TOLLS = [
    pytest.param(
        "The toll of the blast near buses from two besieged towns has risen to at least 112.",
        [("killed", 112, None)],
        id="other numbers between",
    ),
    pytest.param(
        "More died of their wounds in the blast, bringing the toll to 61.", [("killed", 61, 61)], id="bringing it to"
    ),
    pytest.param("The number of porters killed in the raid has risen to 20.", [("killed", 20, 20)], id="the number of"),
    pytest.param(
        "The union updated its earlier toll of 15 for the strike.", [("killed", 15, 15)], id="no other toll follows"
    ),
    pytest.param(
        "The toll of the raid is 70; over 130 are hurt.", [("killed", 70, 70), ("injured", 130, None)], id="each"
    ),
]

HELD = [
    pytest.param(
        "Up to 40,000 people are believed to live in the port, which has been under siege since May.",
        [("besieged", None, 40000)],
        id="who lives there",
    ),
    pytest.param("There are 5,900 people living under siege.", [("besieged", 5900, 5900)], id="under siege"),
    pytest.param("Raids on besieged towns killed 70.", [("killed", 70, 70)], id="besieged places"),
    pytest.param(
        "The war has killed 300 people and driven thousands from their homes.",
        [("killed", 300, 300), ("displaced", 2000, None)],
        id="driven out",
    ),
]

PUT = [
    pytest.param(
        "The mayor put the dead at eight and the wounded at 27.",
        [("killed", 8, 8), ("injured", 27, 27)],
        id="the dead at, the wounded at",
    ),
    pytest.param(
        "Medics put the number of dead at 14 and of injured at 30.",
        [("killed", 14, 14), ("injured", 30, 30)],
        id="the number of dead and of injured",
    ),
    pytest.param(
        "The clinic put the death toll at seven and the number of wounded at 19.",
        [("killed", 7, 7), ("injured", 19, 19)],
        id="toll and number",
    ),
    pytest.param(
        "The mayor put the number of people killed in the raid at 14.", [("killed", 14, 14)], id="the fate farther off"
    ),
]

SOME_OF_THEM = [
    pytest.param(
        "Guards fought four raiders, three of whom were killed.", [("killed", 3, 3)], id="three of four were killed"
    ),
    pytest.param(
        "Guards shot at six raiders, two of whom were killed and four of whom were wounded.",
        [("killed", 2, 2), ("injured", 4, 4)],
        id="two fates of parts",
    ),
    pytest.param(
        "The raid wounded 14 people, two of whom died.",
        [("injured", 14, 14), ("killed", 2, 2)],
        id="a part with a fate",
    ),
    pytest.param(
        "The raid killed 14 people, two of them nurses.",
        [("killed", 14, 14), ("killed", 2, 2)],
        id="a part that shares it",
    ),
]

NO_TOLLS = [
    pytest.param("For every guard killed at the gate, the raiders lost at least six.", [], id="for every one, six"),
    pytest.param("The raiders lost six for every guard killed.", [], id="six for every one"),
    pytest.param("For every ten guards killed, the raiders lost six men.", [], id="for every ten"),
    pytest.param(
        "For each of the raids, the army named a target; 12 people were killed.", [("killed", 12, 12)], id="each of the"
    ),
    pytest.param(
        "The monitor counted five massacres and 70 martyrs.", [("killed", 70, 70)], id="massacres are no dead"
    ),
    pytest.param("Two massacres left 70 people dead.", [("killed", 70, 70)], id="dead of massacres"),
]

EXTENTS = [
    pytest.param("The sides agreed on a ten-day truce.", [("duration", 10, 10)], id="compound"),
    pytest.param("The town was besieged for three years.", [("duration", 3, 3)], id="for"),
    pytest.param("The battle lasted nine weeks.", [("duration", 9, 9)], id="verb of lasting"),
    pytest.param("The shelling went on for five hours.", [("duration", 5, 5)], id="went on"),
    pytest.param("Six hours of heavy shelling emptied the town.", [("duration", 6, 6)], id="hours of"),
    pytest.param("The rebels shelled the town for the first time in two years.", [], id="time since"),
    pytest.param("Troops advanced eight kilometres.", [("distance", 8, 8)], id="how far"),
    pytest.param("Troops advanced on Tabqa 40 kilometres from the river.", [], id="where it lies"),
    pytest.param("The army retook 300 square kilometres from the rebels.", [("area", 300, 300)], id="area"),
    pytest.param("Some 9,000 people are besieged in the enclave.", [("besieged", 9000, 9000)], id="besieged"),
    pytest.param("Aid was delivered to 5,000 people.", [("recipients", 5000, 5000)], id="recipients"),
    pytest.param("The army withdrew 400 soldiers from the port.", [("troops", 400, 400)], id="troops"),
    pytest.param("Troops captured six villages.", [("other", 6, 6)], id="places taken"),
    pytest.param("The offensive against several districts went on.", [], id="places attacked"),
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


@pytest.mark.parametrize(
    ("text", "rows"), [*DEVELOPED, *RUNS, *SHARED, *TOLLS, *HELD, *PUT, *SOME_OF_THEM, *NO_TOLLS, *EXTENTS, *HELD_OUT]
)
def test_measures(nlp: Language, text: str, rows: list[Row]) -> None:
    doc = nlp(text)
    figures = list(find_figures(doc))
    found = [
        (measure, figures[i].low, figures[i].high) for i, _, measure in tie_figures(doc, find_events(doc), figures)
    ]
    assert sorted(found, key=str) == sorted(rows, key=str)
