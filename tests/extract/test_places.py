"""Place names in sentences: what counts as one, and how the text points at it."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from sayso.extract.demonyms import find_demonyms
from sayso.extract.places import find_places
from sayso.language.parse import load_model
from sayso.model import PlaceCandidate, PlaceMention
from sayso.model.place import PlaceKind
from sayso.resolve.gazetteer import Gazetteer
from sayso.resolve.sources import PlaceRow


def town(name: str, country: str, population: int = 50_000, *others: str, kind: PlaceKind = "city") -> PlaceRow:
    """A row whose point does not matter."""
    return PlaceRow(name=name, names=others, lat=1, lon=1, kind=kind, country=country, population=population)


ROWS = [
    town("Syria", "SY", 17_000_000, kind="country"),
    town("Iraq", "IQ", 30_000_000, kind="country"),
    town("Turkey", "TR", 80_000_000, kind="country"),
    town("United States", "US", 330_000_000, "US", "U.S.", kind="country"),
    town("Ukraine", "UA", 40_000_000, kind="country"),
    town("Ar Raqqah", "SY", 500_000, "Raqqa"),
    town("Idlib", "SY", 130_000),
    town("Aleppo", "SY", 2_000_000),
    town("Ayn Isa", "SY", 15_000, "Ain Issa"),
    town("Salma", "SY", 8_000),
    town("Jobar", "SY", 30_000, kind="neighbourhood"),
    town("Damascus", "SY", 1_500_000),
    town("Latakia", "SY", 380_000, kind="admin1"),
    town("Deir ez-Zor", "SY", 270_000),
    town("Al-Bab", "SY", 63_000),
    town("Kirkuk", "IQ", 600_000),
    town("Mosul", "IQ", 1_600_000),
    town("Karrada", "IQ", 50_000, kind="neighbourhood"),
    town("Baghdad", "IQ", 7_000_000),
    town("Reyhanli", "TR", 100_000),
    town("Kramatorsk", "UA", 150_000),
    town("Avdiivka", "UA", 32_000),
    town("Paris", "FR", 2_100_000),
    town("Ede", "NG", 160_000),
    town("Of", "TR", 42_000),
    town("Orange County", "US", 0, kind="admin2"),
    town("Caspian Sea", "", 0, kind="water"),
    town("Danube", "RO", 0, kind="river"),
    town("Dabiq", "SY", 3_000),
    town("Osun", "NG", 4_000_000, kind="admin1"),
    town("White House", "US", 0, kind="site"),
    town("Shaykh Miskin", "SY", 25_000),
    town("Buffalo", "US", 270_000),
    town("Ohio", "US", 11_000_000, kind="admin1"),
    town("Marburg", "DE", 77_000),
]


@cache
def gazetteer() -> Gazetteer:
    return Gazetteer.from_rows(ROWS)


def find(nlp: Language, text: str) -> list[PlaceMention]:
    return list(find_places(nlp(text), gazetteer=gazetteer()))


NAMES = [
    pytest.param("The strike hit a depot in Raqqa.", ["Raqqa"], id="plain"),
    pytest.param(
        "Jets struck positions in Raqqa, Idlib and Aleppo provinces.", ["Raqqa", "Idlib", "Aleppo"], id="coordination"
    ),
    pytest.param("Missiles were fired from the Caspian Sea.", ["Caspian Sea"], id="article left out"),
    pytest.param(
        "Near Ayn Isa, two strikes hit a bunker in Syria.", ["Ayn Isa", "Syria"], id="preposition capitalised"
    ),
    pytest.param("Turkey's army shelled Syria.", ["Turkey", "Syria"], id="possessive left out"),
    pytest.param("The U.S. said it hit Mosul in Iraq.", ["U.S.", "Mosul", "Iraq"], id="dots in the name"),
    pytest.param("Shells fell in Deir ez-Zor, Syria.", ["Deir ez-Zor", "Syria"], id="small article inside"),
    pytest.param("They fled from al-Bab to Aleppo in Syria.", ["al-Bab", "Aleppo", "Syria"], id="small article first"),
    pytest.param("A fire broke out in Orange County.", ["Orange County"], id="kind word of the name"),
    pytest.param("Paris Hilton spoke.", [], id="a person's first name"),
    pytest.param("Of the dead, three were children.", [], id="a common word that is a town"),
    pytest.param("Ships left the Danube Delta.", ["Danube Delta"], id="name and capitalised kind word"),
    pytest.param("It cost US$10 million.", [], id="a currency"),
    pytest.param("IDLIB (Agency) - Shells fell on Friday.", ["IDLIB"], id="dateline"),
    pytest.param("Mr. Kirkuk spoke.", [], id="a title before it"),
    pytest.param("Us and them.", [], id="a short form without its capitals"),
    pytest.param("A bomb killed two soldiers in Ede.", ["Ede"], id="a great town of a short name"),
    pytest.param("Ede said so.", [], id="a person of a short name"),
    pytest.param("They study at the University of Aleppo.", [], id="a body named after it"),
    pytest.param("Rebels seized Aleppo military airport in Syria.", ["Aleppo", "Syria"], id="two kind words"),
    pytest.param("Rebels captured Dabiq without a fight.", ["Dabiq"], id="object of a verb that takes places"),
    pytest.param("The road to Dabiq was cut.", ["Dabiq"], id="where a road leads"),
    pytest.param("The Osun Police Command spoke.", ["Osun"], id="a public body's place"),
    pytest.param("Osun-based traders met.", ["Osun"], id="tied by a hyphen"),
    pytest.param("A Buffalo woman was hurt.", ["Buffalo"], id="where people are from"),
    pytest.param("The White House declined to speak.", [], id="a house that speaks"),
    pytest.param("Senator Ada Byron, D-Ohio, spoke.", [], id="a party's state"),
    pytest.param("Twelve people died of Marburg virus disease.", [], id="a disease"),
    pytest.param("Troops pushed into Sheikh Miskeen in Syria.", ["Sheikh Miskeen", "Syria"], id="generic word first"),
    pytest.param("", [], id="nothing"),
    pytest.param("no capitals here at all", [], id="no capitals"),
]


@pytest.mark.parametrize(("text", "expected"), NAMES)
def test_names(nlp: Language, text: str, expected: list[str]) -> None:
    assert [mention.text for mention in find(nlp, text) if mention.form == "name"] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Syrian and Iraqi troops met.", ["Syrian", "Iraqi"], id="adjectives"),
        pytest.param("South Africans voted.", ["South Africans"], id="two words"),
        pytest.param("IRAQI TROOPS ADVANCE", ["IRAQI"], id="capitals"),
        pytest.param("The Syriac church stands.", [], id="no demonym"),
    ],
)
def test_demonyms(nlp: Language, text: str, expected: list[str]) -> None:
    doc = nlp(text)
    assert [doc[first:last].text for first, last in find_demonyms(doc)] == expected
    assert [mention.text for mention in find(nlp, text) if mention.form == "demonym"] == expected


POINTERS = [
    pytest.param(
        "The convoy was hit 30 km south of Kirkuk.", "Kirkuk", ("direction", 30.0, 180.0), id="distance, bearing"
    ),
    pytest.param("He died 10 miles north-west of Kirkuk.", "Kirkuk", ("direction", 16.09, 315.0), id="miles, hyphen"),
    pytest.param("He died five kilometres east of Kirkuk.", "Kirkuk", ("direction", 5.0, 90.0), id="number word"),
    pytest.param("He died south of Kirkuk in Iraq.", "Kirkuk", ("direction", None, 180.0), id="bearing alone"),
    pytest.param("A strike hit a truck near Mosul.", "Mosul", ("near", None, None), id="near"),
    pytest.param("Shells fell on the outskirts of Mosul.", "Mosul", ("near", None, None), id="outskirts"),
    pytest.param("Clashes broke out in northern Syria.", "Syria", ("part", None, None), id="a part of it"),
    pytest.param("A strike hit a house in Mosul.", "Mosul", ("at", None, None), id="at it"),
    pytest.param("A bus was hit between Mosul and Kirkuk.", "Mosul", ("between", None, None), id="first of two"),
    pytest.param("A bus was hit between Mosul and Kirkuk.", "Kirkuk", ("between", None, None), id="second of two"),
    pytest.param("Shells hit Mosul and Kirkuk.", "Kirkuk", ("at", None, None), id="two, not between"),
]


@pytest.mark.parametrize(("text", "name", "expected"), POINTERS)
def test_pointers(nlp: Language, text: str, name: str, expected: tuple[str, float | None, float | None]) -> None:
    mention = next(mention for mention in find(nlp, text) if mention.text == name)
    relation, distance, bearing = expected
    assert (mention.relation, mention.bearing) == (relation, bearing)
    assert mention.distance_km == (None if distance is None else pytest.approx(distance))


@pytest.mark.parametrize(
    ("text", "name", "hint", "within"),
    [
        pytest.param("They took the city of Kramatorsk.", "Kramatorsk", "city", None, id="kind before"),
        pytest.param("Jets hit Idlib province.", "Idlib", "admin1", None, id="kind after"),
        pytest.param("Jets hit Raqqa, Idlib and Aleppo provinces.", "Raqqa", "admin1", None, id="plural of a list"),
        pytest.param("The village of Salma, in northern Latakia.", "Salma", "city", "Latakia", id="in the part of"),
        pytest.param(
            "A bomb exploded in the Karrada district of Baghdad.", "Karrada", "admin2", "Baghdad", id="X kind of Y"
        ),
        pytest.param(
            "Clashes broke out in the Damascus suburb of Jobar.", "Jobar", "neighbourhood", "Damascus", id="Y kind of X"
        ),
        pytest.param("The Turkish town of Reyhanli was shelled.", "Reyhanli", "city", "Turkish", id="demonym"),
        pytest.param("They met in Mosul, Iraq.", "Mosul", None, "Iraq", id="comma"),
        pytest.param("They visited Iraq, Syria and Turkey.", "Iraq", None, None, id="a list is no container"),
    ],
)
def test_kind_and_container(nlp: Language, text: str, name: str, hint: str | None, within: str | None) -> None:
    mention = next(mention for mention in find(nlp, text) if mention.text == name)
    assert (mention.kind_hint, mention.within) == (hint, within)


def test_scraped_list_without_commas(nlp: Language) -> None:
    text = "In Syria planes bombed the towns of Salma Idlib Aleppo and Raqqa on Sunday, Syria said."
    assert {"Salma", "Idlib", "Aleppo", "Raqqa"} <= {mention.text for mention in find(nlp, text)}


WORDS = st.sampled_from(
    [
        "Syria",
        "Raqqa",
        "the",
        "in",
        ",",
        "of",
        "al",
        "-",
        "Bab",
        "near",
        "30",
        "km",
        "south",
        "Mr.",
        "said",
        "Idlib",
        "and’s",
        "\n",
        "É",
    ]
)


@given(st.lists(WORDS, max_size=15))
@settings(deadline=None, max_examples=40)
def test_mentions_lie_in_the_text_and_apart(pieces: list[str]) -> None:
    text = " ".join(pieces)
    mentions = find(load_model(), text)
    assert all(mention.span.quote(text) == mention.text for mention in mentions)
    assert all(one.span.end <= other.span.start for one, other in pairwise(mentions))


def test_candidates_of_other_gazetteers_serve_too(nlp: Language) -> None:
    class Everywhere:
        def candidates(self, name: str, *, loosely: bool = False) -> tuple[PlaceCandidate, ...]:
            return (PlaceCandidate(name=name, lat=0, lon=0, kind="city"),) if name == "Zzyzx" else ()

        def longest(self, word: str) -> int:
            return 0

    mentions = list(find_places(nlp("They lived in the town of Zzyzx."), gazetteer=Everywhere()))
    assert [mention.text for mention in mentions] == ["Zzyzx"]
