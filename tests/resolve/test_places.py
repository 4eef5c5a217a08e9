"""Places resolved: the right sense in its document, honest precision, and nothing guessed."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model import Document, Place, PlaceMention, Span
from sayso.model.place import PlaceKind
from sayso.resolve.distance import kilometres
from sayso.resolve.gazetteer import Gazetteer
from sayso.resolve.place_context import country_focus
from sayso.resolve.places import calibrated, resolve_places
from sayso.resolve.sources import PlaceRow


def row(name: str, lat: float, lon: float, country: str | None, population: int = 0, **more: Any) -> PlaceRow:
    kind: PlaceKind = more.pop("kind", "city")
    return PlaceRow(name=name, lat=lat, lon=lon, kind=kind, country=country, population=population, **more)


ROWS = [
    row("Syria", 35, 38, "SY", 17_000_000, kind="country"),
    row("United States", 40, -100, "US", 330_000_000, kind="country"),
    row("Georgia", 42, 43.5, "GE", 3_700_000, kind="country"),
    row("Georgia", 33, -83.5, "US", 9_000_000, kind="admin1", admin1="Georgia"),
    row("Alabama", 32.7, -86.7, "US", 4_000_000, kind="admin1", admin1="Alabama"),
    row("Palmyra", 34.56, 38.28, "SY", 51_000, admin1="Homs"),
    row("Palmyra", 40.31, -76.59, "US", 70_000, admin1="Pennsylvania"),
    row("Homs", 34.72, 36.73, "SY", 775_000, admin1="Homs"),
    row("Idlib", 35.93, 36.63, "SY", 130_000, admin1="Idlib"),
    row("Idlib", 35.85, 36.68, "SY", 400_000, kind="admin1", admin1="Idlib"),
    row("Ariha", 35.81, 36.61, "SY", 40_000, admin1="Idlib"),
    row("Homs province", 34.2, 38.5, "SY", 1_800_000, kind="admin1", admin1="Homs"),
    row("Tel Mark", 37.0, 42.0, "SY", 1_000, admin1="Hasakah"),
    row("Qamishli", 37.05, 41.22, "SY", 184_000, admin1="Hasakah"),
    row("Springfield", 39.8, -89.6, "US", 100_000, admin1="Illinois"),
    row("Springfield", 37.2, -93.3, "US", 100_000, admin1="Missouri"),
    row("Springfield", 42.1, -72.6, "US", 100_000, admin1="Massachusetts"),
    row("Springfield", 44.05, -123.0, "US", 100_000, admin1="Oregon"),
    row("Illinois", 40, -89, "US", 12_000_000, kind="admin1", admin1="Illinois"),
    row("Caspian Sea", 41.9, 50.7, None, kind="water"),
    row("Hmeymim air base", 35.4, 35.95, "SY", kind="base"),
    row("Donetsk", 48.02, 37.8, "UA", 900_000, admin1="Donetsk"),
    row("Donetsk airport", 48.073, 37.74, "UA", kind="site"),
    row("Prymors'ke", 46.4, 30.6, "UA", 2_000, other_names=("Jibrein",)),
    row("Daylam", 45.0, 3.0, "FR", 900),
    row("Atlanta", 33.75, -84.39, "US", 500_000, admin1="Georgia"),
]
GAZETTEER = Gazetteer.from_rows(ROWS)


def resolve(text: str, *names: str | dict[str, Any]) -> dict[str, Place]:
    """The places of `names`, which stand in the text in this order."""
    mentions, start = [], 0
    for name in names:
        more = {"text": name} if isinstance(name, str) else dict(name)
        start = text.index(more["text"], start)
        mentions.append(PlaceMention(span=Span(start, start + len(more["text"])), **more))
        start += len(more["text"])
    places = resolve_places(mentions, document=Document(id="d", text=text), gazetteer=GAZETTEER)
    assert [place.span for place in places] == [mention.span for mention in mentions]
    return {place.text: place for place in places}


def test_document_decides_the_country() -> None:
    assert resolve("Palmyra and Homs in Syria", "Palmyra", "Homs", "Syria")["Palmyra"].country == "SY"
    assert resolve("Palmyra in the United States", "Palmyra", "United States")["Palmyra"].country == "US"


def test_list_decides_the_kind() -> None:
    places = resolve(
        "In Alabama, Georgia and Illinois, United States", "Alabama", "Georgia", "Illinois", "United States"
    )
    assert places["Georgia"].country == "US"


def test_country_by_default() -> None:
    assert resolve("Georgia said so", "Georgia")["Georgia"].precision == "country"


def test_contained_place_decides_the_container() -> None:
    within = {"text": "Atlanta", "within": "Georgia"}
    assert resolve("in Atlanta, Georgia, United States", within, "Georgia", "United States")["Georgia"].country == "US"


def test_container_decides_the_namesake() -> None:
    place = resolve("Springfield, Illinois", {"text": "Springfield", "within": "Illinois"}, "Illinois")["Springfield"]
    assert place.admin1 == "Illinois"
    assert place.confidence > 0.9


def test_kind_word_decides_between_town_and_province() -> None:
    assert resolve("in Idlib", "Idlib")["Idlib"].precision == "settlement"
    assert resolve("in Idlib province", {"text": "Idlib", "kind_hint": "admin1"})["Idlib"].precision == "admin1"


def test_what_cannot_be_told_apart_stays_open() -> None:
    place = resolve("He lives in Springfield.", "Springfield")["Springfield"]
    assert (place.lat, place.lon, place.name, place.precision) == (None, None, None, "unresolved")
    assert len(place.candidates) == 4


def test_unknown_name_stays_open_without_candidates() -> None:
    place = resolve("in Zzyzx", "Zzyzx")["Zzyzx"]
    assert (place.lat, place.precision, place.candidates) == (None, "unresolved", ())


@pytest.mark.parametrize(
    ("name", "precision"),
    [
        ("Syria", "country"),
        ("Caspian Sea", "water"),
        ("Hmeymim air base", "exact"),
        ("Homs", "settlement"),
        ("Alabama", "admin1"),
    ],
)
def test_precision_follows_the_kind(name: str, precision: str) -> None:
    assert resolve(f"at {name} today", name)[name].precision == precision


def test_distance_and_bearing_move_the_point() -> None:
    mention = {"text": "Homs", "relation": "direction", "distance_km": 25.0, "bearing": 90.0}
    place = resolve("25 km east of Homs", mention)["Homs"]
    assert place.lat is not None
    assert place.lon is not None
    assert place.precision == "near"
    assert place.role == "near"
    assert kilometres(34.72, 36.73, place.lat, place.lon) == pytest.approx(25, abs=0.1)


def test_near_lowers_the_precision_and_keeps_the_point() -> None:
    place = resolve("near Homs", {"text": "Homs", "relation": "near"})["Homs"]
    assert (place.lat, place.lon, place.precision) == (34.72, 36.73, "near")


def test_between_two_towns_lies_the_middle() -> None:
    between: dict[str, Any] = {"relation": "between"}
    places = resolve("between Palmyra and Homs in Syria", {"text": "Palmyra", **between}, {"text": "Homs", **between})
    assert places["Palmyra"].lat == places["Homs"].lat == pytest.approx(34.64)
    assert {place.precision for place in places.values()} == {"region"}
    assert {place.ucdp for place in places.values()} == {5}


def test_between_neighbours_is_near() -> None:
    between: dict[str, Any] = {"relation": "between"}
    names = {"text": "Donetsk airport", **between}, {"text": "Donetsk", **between}
    places = resolve("between Donetsk airport and Donetsk", *names)
    assert places["Donetsk"].precision == "near"


def test_between_countries_is_no_place() -> None:
    between: dict[str, Any] = {"relation": "between"}
    names = {"text": "Syria", **between}, {"text": "United States", **between}
    assert resolve("talks between Syria and the United States", *names)["Syria"].precision == "country"


def test_unlisted_place_lies_in_what_the_text_says_contains_it() -> None:
    place = resolve("in Zzyzx, Homs", {"text": "Zzyzx", "within": "Homs"}, "Homs")["Zzyzx"]
    assert (place.name, place.lat, place.precision) == ("Homs", 34.72, "near")


def test_small_namesake_elsewhere_is_not_meant() -> None:
    place = resolve("in Jibrein, Illinois", {"text": "Jibrein", "within": "Illinois"}, "Illinois")["Jibrein"]
    assert (place.country, place.precision) == ("US", "admin1")


def test_small_namesake_in_another_unit_is_not_meant() -> None:
    place = resolve("in Ariha in Homs province", {"text": "Ariha", "within": "Homs province"}, "Homs province")["Ariha"]
    assert (place.name, place.precision) == ("Homs province", "admin1")
    place = resolve("in Ariha in Idlib province", {"text": "Ariha", "within": "Idlib"})["Ariha"]
    assert (place.name, place.precision) == ("Ariha", "settlement")


def test_another_spelling_far_from_the_towns_of_the_document_stays_open() -> None:
    place = resolve("They hit Tell Marq and Palmyra, Syria.", "Tell Marq", "Palmyra", "Syria")["Tell Marq"]
    assert (place.name, place.candidates[0].name) == (None, "Tel Mark")
    place = resolve("They hit Tell Marq and Qamishli, Syria.", "Tell Marq", "Qamishli", "Syria")["Tell Marq"]
    assert place.name == "Tel Mark"


@pytest.mark.parametrize(
    ("precision", "ucdp", "acled"),
    [
        ("exact", 1, 1),
        ("settlement", 1, 1),
        ("near", 2, 2),
        ("admin2", 3, 2),
        ("admin1", 4, 3),
        ("region", 5, 3),
        ("country", 6, 3),
        ("water", 7, 3),
        ("unresolved", None, None),
    ],
)
def test_scales_of_precision(precision: Any, ucdp: int | None, acled: int | None) -> None:
    place = Place(span=Span(0, 1), text="X", precision=precision)
    assert (place.ucdp, place.acled) == (ucdp, acled)


@given(st.floats(0, 1), st.floats(0, 1))
def test_calibration_keeps_the_order(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert 0.0 < calibrated(low, "settlement") <= calibrated(high, "settlement") < 1.0


def test_countries_that_a_document_is_about() -> None:
    places = resolve("Homs, Palmyra and Idlib in Syria, said Atlanta", "Homs", "Palmyra", "Idlib", "Syria", "Atlanta")
    focus = country_focus(places.values())
    assert [country for country, _ in focus] == ["SY", "US"]
    assert sum(share for _, share in focus) == pytest.approx(1.0, abs=0.01)
    assert country_focus([]) == []


def test_demonym_stands_for_its_country() -> None:
    place = resolve("Syrian troops", {"text": "Syrian", "form": "demonym"})["Syrian"]
    assert (place.name, place.country, place.precision) == ("Syria", "SY", "country")


def test_demonym_bears_on_the_names_beside_it() -> None:
    assert (
        resolve("Syrian troops in Palmyra", {"text": "Syrian", "form": "demonym"}, "Palmyra")["Palmyra"].country == "SY"
    )


def test_one_sense_throughout() -> None:
    text = "Palmyra, Syria. Later the United States said that Palmyra had fallen."
    within = {"text": "Palmyra", "within": "Syria"}
    mentions = [
        PlaceMention(span=Span(0, 7), **within),  # type: ignore[arg-type]
        PlaceMention(span=Span(9, 14), text="Syria"),
        PlaceMention(span=Span(26, 39), text="United States"),
        PlaceMention(span=Span(50, 57), text="Palmyra"),
    ]
    places = resolve_places(mentions, document=Document(id="d", text=text), gazetteer=GAZETTEER)
    assert places[0].country == places[3].country == "SY"


def test_kind_word_finds_the_thing_of_that_name() -> None:
    assert resolve("at Donetsk airport", {"text": "Donetsk", "kind_hint": "airport"})["Donetsk"].precision == "exact"


def test_another_spelling_far_from_the_subject_stays_open() -> None:
    place = resolve("Jibrin and Homs in Syria", "Jibrin", "Homs", "Syria")["Jibrin"]
    assert place.precision == "unresolved"
    assert [candidate.country for candidate in place.candidates] == ["UA"]


def test_small_town_of_a_country_that_nothing_else_is_in_stays_open() -> None:
    names = "Homs", "Idlib", "Palmyra", "Hmeymim air base", "Syria", "Caspian Sea", "Daylam"
    place = resolve(", ".join(names), *names)["Daylam"]
    assert (place.precision, [candidate.country for candidate in place.candidates]) == ("unresolved", ["FR"])
    assert resolve("in Daylam", "Daylam")["Daylam"].country == "FR"


def test_possessive_that_lost_its_mark() -> None:
    assert resolve("in Palmyras ruins in Syria", "Palmyras", "Syria")["Palmyras"].name == "Palmyra"


def test_no_mentions_no_places() -> None:
    assert resolve_places([], document=Document(id="d", text=""), gazetteer=GAZETTEER) == []


@given(st.lists(st.sampled_from([row.name for row in ROWS] + ["Zzyzx"]), min_size=1, max_size=8))
@settings(deadline=None, max_examples=50)
def test_scores_are_shares(names: list[str]) -> None:
    text = ", ".join(names)
    mentions, start = [], 0
    for name in names:
        mentions.append(PlaceMention(span=Span(start, start + len(name)), text=name))
        start += len(name) + 2
    for place in resolve_places(mentions, document=Document(id="d", text=text), gazetteer=GAZETTEER):
        assert sum(candidate.score for candidate in place.candidates) <= 1.0 + 1e-4
        assert 0.0 <= place.confidence <= 1.0
        assert (place.lat is None) == (place.lon is None) == (place.precision == "unresolved")
