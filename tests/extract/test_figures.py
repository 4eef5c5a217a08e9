"""Counted things in sentences: what is counted, what is part of what, and what is no count."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from sayso.extract.figures import find_figures
from sayso.extract.units import person_group, unit_class
from sayso.model import FigureMention
from sayso.model.figure import Number

Row = tuple[str, Number | None, Number | None]


def _rows(nlp: Language, text: str) -> list[Row]:
    return [(figure.text, figure.low, figure.high) for figure in find_figures(nlp(text))]


def _named(nlp: Language, text: str, words: str) -> FigureMention:
    return next(figure for figure in find_figures(nlp(text)) if figure.text == words)


COUNTS = [
    pytest.param(
        "At least 35 guests including waiters were killed and scores hurt badly",
        [("At least 35 guests", 35, None), ("scores", 40, None)],
        id="no commas",
    ),
    pytest.param("The clinic put the toll at least at 85.", [("at least at 85", 85, None)], id="at least before at"),
    pytest.param("31 were killed and 40 wounded.", [("31", 31, 31), ("40", 40, 40)], id="nouns elided"),
    pytest.param(
        "The shelling left 15 injured and killed 20, wounding 30 others.",
        [("15", 15, 15), ("20", 20, 20), ("30 others", 30, 30)],
        id="participle after number",
    ),
    pytest.param(
        "Seven killed, three wounded soldiers.",
        [("Seven", 7, 7), ("three wounded soldiers", 3, 3)],
        id="participle before noun",
    ),
    pytest.param(
        "Pilots counted 126 raids on Tuesday, against 90 the day before.",
        [("126 raids", 126, 126), ("90", 90, 90)],
        id="elided object",
    ),
    pytest.param(
        "Ten others fled and dozens more are missing.",
        [("Ten others", 10, 10), ("dozens more", 24, None)],
        id="others and more",
    ),
    pytest.param(
        "The jets destroyed 310 carts carrying grain and 14 grain milling and drying plants.",
        [("310 carts carrying grain", 310, 310), ("14 grain milling and drying plants", 14, 14)],
        id="long noun phrases",
    ),
    pytest.param("Raids Kill 3 Including Baker", [("3", 3, 3)], id="a part in a headline"),
    pytest.param("Raids Kill 50 Injure Dozens", [("50", 50, 50), ("Dozens", 24, None)], id="verbs in a headline"),
    pytest.param(
        "The blast left hundreds suffering burns.", [("hundreds", 200, None)], id="a participle that tells of them"
    ),
    pytest.param("They lost 3 pick-up trucks.", [("3 pick-up trucks", 3, 3)], id="hyphen within noun"),
    pytest.param("A thousand mercy upon the two girls.", [("two girls", 2, 2)], id="a blessing counts nothing"),
    pytest.param("He was listed as unknown man '5309' there.", [], id="a number that is a name"),
    pytest.param("It put the toll at “16”.", [("16", 16, 16)], id="a number quoted"),
    pytest.param(
        "Two BM-21 launchers and four Mi-24s came.",
        [("Two BM-21 launchers", 2, 2), ("four Mi-24s", 4, 4)],
        id="designation as noun",
    ),
    pytest.param("Twelve 122mm rockets fell.", [("Twelve 122mm rockets", 12, 12)], id="calibre within"),
    pytest.param("20 villagers at least were hurt.", [("20 villagers", 20, None)], id="bound after the noun"),
    pytest.param("Troops came within 500 metres of the bridge.", [("500 metres", None, 500)], id="within a distance"),
    pytest.param(
        "Three Kurds and 12 Syrians were held.", [("Three Kurds", 3, 3), ("12 Syrians", 12, 12)], id="names of peoples"
    ),
    pytest.param("No casualties were reported.", [("No casualties", 0, 0)], id="none"),
    pytest.param("The blast did not hurt anyone.", [("anyone", 0, 0)], id="not anyone"),
    pytest.param("Not a single villager was hurt.", [("Not a single villager", 0, 0)], id="not a single"),
    pytest.param("Nobody was hurt.", [("Nobody", 0, 0)], id="nobody"),
    pytest.param("A four-day truce began.", [("four-day", 4, 4)], id="compound duration"),
    pytest.param("The 30,000-strong force left.", [("30,000-strong", 30000, 30000)], id="strong"),
    pytest.param("They fought for a week.", [("a week", 1, 1)], id="article and duration"),
    pytest.param("It lasted more than a month.", [("more than a month", 1, None)], id="more than one of a duration"),
    pytest.param("Seven died in Homs and one in Hama.", [("Seven", 7, 7), ("one", 1, 1)], id="lone one"),
    pytest.param(
        "One soldier died and another wounded.", [("One soldier", 1, 1), ("another", 1, 1)], id="lone another"
    ),
    pytest.param(
        "A man and his daughter were killed.", [("A man and his daughter", 2, 2)], id="persons together are two"
    ),
    pytest.param(
        "A tank and a bridge were hit.", [("A tank", 1, 1), ("a bridge", 1, 1)], id="things together are two figures"
    ),
    pytest.param("Rebels shot down a MiG-23.", [("a MiG-23", 1, 1)], id="article and designation"),
    pytest.param("Many farmers left.", [("Many farmers", None, None)], id="many has no bounds"),
]

BUGS = [
    pytest.param("A family of six died.", [("six", 6, 6)], id="a family is no count of one"),
    pytest.param(
        "Date of publication 9 March 2018 At least 17 villagers have died.",
        [("At least 17 villagers", 17, None)],
        id="year before a bound",
    ),
    pytest.param(
        "The trial opens on October 16.Two bombs went off.", [("Two bombs", 2, 2)], id="no space after the stop"
    ),
    pytest.param(
        "At least 31 villagers dead and dozens injured Syrian media said.",
        [("At least 31 villagers", 31, None), ("dozens", 24, None)],
        id="no comma before the speaker",
    ),
    pytest.param(
        "It killed over 100 militants media said.", [("over 100 militants", 100, None)], id="no comma after the noun"
    ),
    pytest.param("The state did not give a death toll.", [], id="a death toll is no death"),
    pytest.param("There were three times more air strikes.", [], id="times more"),
    pytest.param("There should be no more victims.", [], id="a wish for no more"),
    pytest.param("None of the injuries were grave.", [], id="none of the injuries"),
    pytest.param("The plans are 1) war or 2) peace.", [], id="items of a list"),
    pytest.param("At least one showing damage was found.", [], id="at least one without a noun"),
    pytest.param(
        "Some 300 fighters and 5m are ready.",
        [("Some 300 fighters", 300, 300), ("5m", 5000000, 5000000)],
        id="m before are is million",
    ),
]


@pytest.mark.parametrize(("text", "expected"), COUNTS + BUGS)
def test_counts(nlp: Language, text: str, expected: list[Row]) -> None:
    assert _rows(nlp, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Omar, 35, and Huda (53) were aged 35 and 53.", id="ages"),
        pytest.param("They were aged from four to 10.", id="range of ages"),
        pytest.param("The father of four wept.", id="children of a father"),
        pytest.param("Resolutions 2118, 2209 and 2254 were cited.", id="resolutions"),
        pytest.param("The M4 highway meets Route 4 near Gate 2.", id="roads"),
        pytest.param("The 7th Division met the G20 on 18 December 2015.", id="ordinal, name, date"),
        pytest.param("In 2014 fighting spread.", id="year before noun"),
        pytest.param("On March 22 fighters left.", id="day before plural noun"),
        pytest.param("It began at around 5.30 p.m. on Sunday.", id="clock with a bound"),
        pytest.param("It ended at 1430 GMT.", id="military hour"),
        pytest.param("About 60 percent of it and 45% of the rest burned.", id="percentages"),
        pytest.param("It fell two days ago, after the past three years.", id="relative times"),
        pytest.param("It lies 20 km north of the river.", id="distance of a place"),
        pytest.param("One of the largest attacks came one day later.", id="pronoun one"),
        pytest.param("No one claimed it.", id="no one"),
    ],
)
def test_no_counts(nlp: Language, text: str) -> None:
    rows = [row for row in _rows(nlp, text) if row[0] != "No one"]
    assert rows == []


@pytest.mark.parametrize(
    ("text", "part", "whole"),
    [
        pytest.param("Twelve people, including five girls, died.", "five girls", "Twelve people", id="including"),
        pytest.param("Twelve people among them five girls died.", "five girls", "Twelve people", id="among them"),
        pytest.param(
            "The bombs killed 12 villagers, three of them girls.", "three of them girls", "12 villagers", id="of them"
        ),
        pytest.param("They held 14 men, 3 of whom fled.", "3 of whom", "14 men", id="of whom"),
        pytest.param(
            "Nine people died: four men, three women and two boys.", "two boys", "Nine people", id="list after colon"
        ),
        pytest.param(
            "Three teachers two women and a man were killed.", "two women", "Three teachers", id="list by its sum"
        ),
        pytest.param("12 villagers died, 8 in Kafr and 4 in Tell.", "8", "12 villagers", id="place by place"),
        pytest.param(
            "They killed 20 people. Six girls were among the dead.",
            "Six girls",
            "20 people",
            id="among the dead, next sentence",
        ),
        pytest.param("Of the 34 wounded, 12 were girls.", "12", "34", id="of the wounded"),
        pytest.param("Of 15 drones they shot down 11 of the 15 drones.", "11", "15 drones", id="out of"),
        pytest.param(
            "Five people, including a woman and two boys, died.", "two boys", "Five people", id="list of parts"
        ),
        pytest.param(
            "Killed: 16-19 civilians (6 children, 2 women)", "2 women", "16-19 civilians", id="fewer in brackets"
        ),
        pytest.param(
            "The raid killed 12 people at the mill (five women).",
            "five women",
            "12 people",
            id="bracket behind a place",
        ),
    ],
)
def test_part_of(nlp: Language, text: str, part: str, whole: str) -> None:
    figure = _named(nlp, text, part)
    assert figure.part_of is not None
    assert figure.part_of.quote(text) == whole


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        pytest.param("Twelve people, including five girls, died and 43 others fled.", "43 others", id="others"),
        pytest.param(
            "Four people were killed including 3 girls and another nine wounded.", "another nine", id="another"
        ),
        pytest.param(
            "The raid killed 12 civilians, three of them girls, and two soldiers.",
            "two soldiers",
            id="soldiers after civilians",
        ),
        pytest.param("Nine people died and four men fled.", "four men", id="no part at all"),
        pytest.param(
            "The blast killed 60 people. The mayor put the number of wounded at 31.",
            "31",
            id="the number of all wounded",
        ),
        pytest.param(
            "The raid killed three soldiers (nine villagers were hurt).", "nine villagers", id="more in brackets"
        ),
        pytest.param(
            "The raid killed nine people (two villagers were hurt).", "two villagers", id="brackets that tell a fate"
        ),
        pytest.param("The raid killed nine people (two others fled).", "two others", id="others in brackets"),
        pytest.param("The raid killed nine villagers (four fighters).", "four fighters", id="fighters in brackets"),
        pytest.param(
            "The mayor told of 44 dead and 140 injured. The clinic put it at 48 dead, adding that girls were among those killed.",
            "48 dead",
            id="who was among them is said by the way",
        ),
    ],
)
def test_not_part_of(nlp: Language, text: str, apart: str) -> None:
    assert _named(nlp, text, apart).part_of is None


@pytest.mark.parametrize(
    ("text", "words", "unit", "measure", "scope"),
    [
        pytest.param("It costs $1.5million a day.", "$1.5million", "USD a day", "money", "rate", id="money at a rate"),
        pytest.param("They paid 5,000 dollars.", "5,000 dollars", "USD", "money", None, id="money in words"),
        pytest.param(
            "Jets flew over 100 combat sorties.",
            "over 100 combat sorties",
            "combat sorties",
            "sorties",
            None,
            id="sorties",
        ),
        pytest.param("Four air strikes hit it.", "Four air strikes", "air strikes", "strikes", None, id="strikes"),
        pytest.param("They fired 18 missiles.", "18 missiles", "missiles", "munitions", None, id="munitions"),
        pytest.param("They hold 20 sq km there.", "20 sq km", "sq km", "area", None, id="area"),
        pytest.param(
            "Three more farmers fled.", "Three more farmers", "farmers", None, None, id="more is no part of the unit"
        ),
        pytest.param("Five soldiers died.", "Five soldiers", "soldiers", None, None, id="fate decides for persons"),
        pytest.param("The blast raised the toll to 43.", "43", None, None, "total", id="toll"),
        pytest.param("300 people have fled since 2011.", "300 people", "people", None, "total", id="since a year"),
        pytest.param(
            "The raids took to 77 the number of villagers killed in the past nine days.",
            "77",
            None,
            None,
            "total",
            id="what several raids bring a number to",
        ),
        pytest.param(
            "The blast brought the number of people killed this week to 31.",
            "31",
            None,
            None,
            "total",
            id="a number of a week, brought to",
        ),
        pytest.param(
            "The death of a child brought to 13 the number killed in the raid.",
            "13",
            None,
            None,
            None,
            id="the number of one raid",
        ),
        pytest.param(
            "They brought 40 people to the clinic this week.",
            "40 people",
            "people",
            None,
            None,
            id="brought, and no number",
        ),
    ],
)
def test_unit(nlp: Language, text: str, words: str, unit: str | None, measure: str | None, scope: str | None) -> None:
    figure = _named(nlp, text, words)
    assert (figure.unit, figure.measure, figure.scope) == (unit, measure, scope)


def test_candidates_carry_their_article(nlp: Language) -> None:
    text = "The plane was lost and its pilot was killed."
    pilot = _named(nlp, text, "its pilot")
    assert (pilot.number.quote(text), pilot.measure, pilot.unit) == ("its", None, "pilot")


@pytest.mark.parametrize(
    ("noun", "expected"),
    [
        ("schoolgirls", "person"),
        ("barrel bomb", "munition"),
        ("pick-up trucks", "vehicle"),
        ("strikes", "strike"),
        ("policemen", "person"),
        ("factories", "building"),
        ("sorties", "sortie"),
        ("", None),
        ("philosophy", None),
    ],
)
def test_unit_class(noun: str, expected: str | None) -> None:
    assert unit_class(noun) == expected


def test_groups() -> None:
    assert (person_group("militants"), person_group("people"), person_group("tank")) == ("fighter", "anyone", None)


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "12", "of them", "a", "three -", "another", "no", "the 5 of", "$", "one of"]
)
def test_scraps_are_read(nlp: Language, text: str) -> None:
    for figure in find_figures(nlp(text)):
        assert figure.span.quote(text) == figure.text


_WORDS = [
    "12",
    "three",
    "dozens",
    "of",
    "them",
    "including",
    "killed",
    "people",
    "and",
    "a",
    "an",
    "soldier",
    "no",
    "any",
    "another",
    "the",
    "(",
    ")",
    ",",
    ".",
    "-",
    ":",
    "more",
    "than",
    "2016",
    "May",
    "km",
]


@given(st.lists(st.sampled_from(_WORDS), max_size=14))
@settings(max_examples=50, deadline=None)
def test_figures_hold_in_any_order_of_words(nlp: Language, words: list[str]) -> None:
    text = " ".join(words)
    doc = nlp(text)
    figures = list(find_figures(doc))
    assert figures == list(find_figures(doc))
    assert [figure.span.start for figure in figures] == sorted(figure.span.start for figure in figures)
    for figure in figures:
        assert figure.span.quote(text) == figure.text
        assert figure.first <= figure.last < len(doc)
        assert figure.part_of is None or figure.part_of.end <= len(text)


OUTSIDE = [
    pytest.param("Get short URL 215 The toll of the raid rose.", [], id="a counter of the page"),
    pytest.param("318 Related Army Frees Town From Rebels", [], id="related reports"),
    pytest.param("Social Media Middle East 1735 15.04.2017", [], id="a counter before a date"),
    pytest.param("Toll of the raid rises to 43\n\nThe rescue workers dug on.", [("43", 43, 43)], id="a headline"),
    pytest.param("Number of dead put at 43\n15.04.2017 Shells fell.", [("43", 43, 43)], id="a headline before a date"),
    pytest.param("Jets flew after the August 21 attacks.", [], id="the day of the attacks"),
    pytest.param("The raid hurt six members of one family.", [("six members", 6, 6)], id="one family"),
    pytest.param("One of the shells hit a clinic.", [("a clinic", 1, 1)], id="of those told before"),
    pytest.param("The truce will last 72 hours.", [("72 hours", 72, 72)], id="a verb, no date"),
    pytest.param("The last 72 hours were calm.", [], id="a date"),
    pytest.param("His death and its body shocked them.", [], id="a death told before"),
    pytest.param("They built a headquarters.", [("a headquarters", 1, 1)], id="one in the form of many"),
]


@pytest.mark.parametrize(("text", "rows"), OUTSIDE)
def test_numbers_of_the_page_and_of_before(nlp: Language, text: str, rows: list[Row]) -> None:
    assert _rows(nlp, text) == rows
