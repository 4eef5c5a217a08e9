"""The gazetteer: folding, lookups, and the file that it is compiled to."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import ResourceError
from sayso.resolve import compile as compiling
from sayso.resolve.compile import compile_gazetteer, default_path, keys_of
from sayso.resolve.distance import destination, kilometres
from sayso.resolve.folding import fold, loosen, strip_article
from sayso.resolve.gazetteer import Gazetteer, open_gazetteer
from sayso.resolve.sources import (
    BOUNDARY_POLICY,
    PlaceRow,
    countries,
    is_written_name,
    join_towns,
    supplement,
)

ROWS = [
    PlaceRow(name="Syria", lat=35, lon=38, kind="country", country="SY", population=17_000_000),
    PlaceRow(name="Ar Raqqah", other_names=("Raqqa",), lat=35.95, lon=39.01, kind="city", country="SY", admin1="Raqqa"),
    PlaceRow(name="Deir ez-Zor", lat=35.34, lon=40.14, kind="city", country="SY", population=270_000),
    PlaceRow(name="Paris", lat=48.85, lon=2.35, kind="city", country="FR", population=2_100_000),
    PlaceRow(name="Paris", lat=33.66, lon=-95.55, kind="city", country="US", population=24_000),
    PlaceRow(name="Idlib", lat=35.93, lon=36.63, kind="city", country="SY", population=130_000),
    PlaceRow(name="Idlib", lat=35.85, lon=36.68, kind="admin1", country="SY", admin1="Idlib", population=400_000),
]
EXPECTED = [  # name, latitude, longitude, country, tolerance in kilometres
    ("Raqqa", 35.953, 39.008, "SY", 15),
    ("Ar Raqqah", 35.953, 39.008, "SY", 15),
    ("Deir Ezzor", 35.336, 40.141, "SY", 15),
    ("Dayr az Zawr", 35.336, 40.141, "SY", 15),
    ("Hmeymim", 35.401, 35.949, "SY", 15),
    ("Khmeimim", 35.401, 35.949, "SY", 15),
    ("Caspian Sea", 41.9, 50.7, None, 300),
    ("Palmyra", 34.562, 38.284, "SY", 15),
    ("Kobani", 36.891, 38.353, "SY", 15),
    ("Ghouta", 33.5, 36.4, "SY", 25),
    ("Douma", 33.572, 36.403, "SY", 15),
    ("Sinai", 29.5, 34.0, "EG", 150),
    ("Avdiivka", 48.14, 37.75, "UA", 15),
    ("Khan Younis", 31.34, 34.306, "PS", 15),
    ("Hodeidah", 14.798, 42.955, "YE", 15),
    ("Tigray", 14.1, 38.2, "ET", 100),
    ("Darfur", 13.0, 25.0, "SD", 200),
    ("El Fasher", 13.628, 25.349, "SD", 15),
    ("Ayn Isa", 36.386, 38.862, "SY", 10),
    ("Crimea", 45.3, 34.3, "UA", 60),
]


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.from_rows(ROWS)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        pytest.param("Ma‘arrat an-Nu‘mān", "maarrat an numan", id="diacritics and apostrophes"),
        pytest.param("St. Louis", "st louis", id="saint, short"),
        pytest.param("Saint-Louis", "st louis", id="saint, long"),
        pytest.param("U.S.", "us", id="initials"),
        pytest.param("N.J.", "nj", id="initials of a state"),
        pytest.param("Łódź", "lodz", id="letters that do not decompose"),
        pytest.param("Hmeymim airbase", "hmeymim air base", id="one word for two"),
        pytest.param("", "", id="nothing"),
        pytest.param("…!", "", id="marks alone"),
    ],
)
def test_fold(name: str, key: str) -> None:
    assert fold(name) == key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Deir Ezzor", "Dayr az-Zawr", id="fused article"),
        pytest.param("Hodeidah", "Al Hudaydah", id="article and vowels"),
        pytest.param("Tal Rifaat", "Tall Rif‘at", id="tel, tal, tall"),
        pytest.param("Ain Issa", "‘Ayn ‘Īsá", id="ain, ayn"),
        pytest.param("Jisr al-Shughur", "Jisr ash Shughūr", id="assimilated article"),
        pytest.param("Maarat al-Numan", "Ma‘arrat an Nu‘mān", id="maarat, maarrat"),
        pytest.param("Khan Sheikhoun", "Khān Shaykhūn", id="ei, ay; ou, u"),
        pytest.param("Avdeevka", "Avdiivka", id="Russian and Ukrainian"),
    ],
)
def test_loosely_the_same(one: str, other: str) -> None:
    assert loosen(one) == loosen(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Ain Issa", "Inisa", id="two words are not one"),
        pytest.param("Aleppo", "Alpena", id="another name"),
        pytest.param("Homs", "Hama", id="too short to be read loosely"),
    ],
)
def test_not_the_same(one: str, other: str) -> None:
    assert loosen(one) is None or loosen(one) != loosen(other)


@given(st.text(max_size=30))
@settings(deadline=None, max_examples=50)
def test_folding_is_idempotent(name: str) -> None:
    assert fold(fold(name)) == fold(name)
    assert fold(strip_article(fold(name))) == strip_article(fold(name))


@given(st.floats(-80, 80), st.floats(-179, 179), st.floats(0, 500), st.floats(0, 360))
@settings(deadline=None, max_examples=50)
def test_destination_lies_at_the_distance(lat: float, lon: float, distance: float, bearing: float) -> None:
    there = destination(lat, lon, distance, bearing)
    assert kilometres(lat, lon, *there) == pytest.approx(distance, abs=0.1)


def test_lookup_ranks_by_likelihood(gazetteer: Gazetteer) -> None:
    found = gazetteer.lookup("Paris")
    assert [place.country for place in found] == ["FR", "US"]
    assert sum(place.score for place in found) == pytest.approx(1.0)


def test_town_of_another_spelling_before_the_fort_of_its_name() -> None:
    rows = [
        PlaceRow(
            name="El Marj Fort", names=("El Marj",), lat=32.5, lon=20.8, kind="city", country="LY", population=95_000
        ),
        PlaceRow(name="Barce", names=("El Marj",), lat=32.49, lon=20.83, kind="city", country="LY", population=85_000),
        PlaceRow(name="Old Fort", lat=35.6, lon=-82.1, kind="city", country="US", population=900),
    ]
    gazetteer = Gazetteer.from_rows(rows)
    assert [one.name for one in gazetteer.lookup("El Marj")] == ["Barce", "El Marj Fort"]
    assert gazetteer.lookup("El Marj Fort")[0].name == "El Marj Fort"
    assert gazetteer.lookup("Old Fort")[0].name == "Old Fort"


def test_town_before_its_province(gazetteer: Gazetteer) -> None:
    assert [place.kind for place in gazetteer.lookup("Idlib")] == ["city", "admin1"]


@pytest.mark.parametrize("name", ["Raqqa", "RAQQA", "ar-Raqqah", "Raqqah", "al-Raqqa"])
def test_lookup_forgives_spelling(gazetteer: Gazetteer, name: str) -> None:
    assert gazetteer.lookup(name)[0].name == "Ar Raqqah"


def test_strict_candidates_do_not_read_loosely(gazetteer: Gazetteer) -> None:
    assert gazetteer.candidates("Dayr az Zawr") == ()
    assert gazetteer.lookup("Dayr az Zawr")[0].name == "Deir ez-Zor"


@pytest.mark.parametrize("name", ["", "   ", "Nowhere-at-All", "'; drop table place; --"])
def test_unknown_names_have_no_candidates(gazetteer: Gazetteer, name: str) -> None:
    assert gazetteer.lookup(name) == []


def test_longest_counts_words(gazetteer: Gazetteer) -> None:
    assert gazetteer.longest("Deir") == 3
    assert gazetteer.longest("Idlib") == 0


def test_country_by_code(gazetteer: Gazetteer) -> None:
    country = gazetteer.country("SY")
    assert country is not None
    assert country.name == "Syria"
    assert gazetteer.country("ZZ") is None


def test_names_of_every_grade() -> None:
    keys = dict(
        keys_of(PlaceRow(name="Al Bab", other_names=("El-Bab",), lat=36.4, lon=37.5, kind="city", country="SY"))
    )
    assert keys["al bab"] == compiling.CHIEF
    assert keys["el bab"] == compiling.OTHER
    assert keys["bab"] == compiling.BARE


def test_curated_town_joins_the_listed_one() -> None:
    listed = PlaceRow(
        name="Māri‘", lat=36.4826, lon=37.1971, kind="city", country="SY", geonameid=1, other_names=("Mare",)
    )
    curated = PlaceRow(name="Marea", names=("Mare",), lat=36.482, lon=37.197, kind="city", country="SY", population=9)
    far = PlaceRow(name="Mare", lat=33.0, lon=36.0, kind="city", country="SY")
    joined = list(join_towns([listed], [curated, far]))
    assert [(row.geonameid, row.population) for row in joined] == [(1, 9), (None, 0)]
    assert "Marea" in joined[0].names


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Raqqa", True),
        ("rakka", False),
        ("RAQ", False),
        ("Ракка", False),
        ("al-Bab", True),
        ("’Ayn", True),
        ("", False),
    ],
)
def test_written_names(name: str, written: bool) -> None:
    assert is_written_name(name) is written


def test_every_country_has_its_point() -> None:
    rows = list(countries())
    assert len(rows) > 240
    assert all(-90 <= row.lat <= 90 and -180 <= row.lon <= 180 and row.country for row in rows)


def test_supplement_is_sound() -> None:
    rows = list(supplement())
    assert len(rows) >= 400
    assert all(-90 <= row.lat <= 90 and -180 <= row.lon <= 180 and fold(row.name) for row in rows)
    places = [(row.name, row.kind, row.country, row.lat, row.lon) for row in rows]
    assert len(places) == len(set(places))


def test_boundary_policy_says_where_crimea_is_filed() -> None:
    assert "Crimea" in BOUNDARY_POLICY


def test_missing_file_says_the_cure(tmp_path: Path) -> None:
    with pytest.raises(ResourceError, match="gazetteer"):
        open_gazetteer(tmp_path / "none.sqlite")


def test_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "notes.sqlite"
    file.write_text("These are no places at all, and no database either. " * 40)
    with pytest.raises(ResourceError, match="no gazetteer"):
        open_gazetteer(file)


def test_default_path_carries_the_version_of_the_sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = default_path(tmp_path)
    assert before == default_path(tmp_path)
    monkeypatch.setattr(compiling, "LAYOUT", 10_000)
    assert default_path(tmp_path) != before


def test_compiling_twice_at_once_leaves_one_whole_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiling, "all_rows", lambda: iter(ROWS))
    path = tmp_path / "cache" / "gazetteer.sqlite"
    with ThreadPoolExecutor(2) as pool:
        assert set(pool.map(compile_gazetteer, [path, path])) == {path}
    assert [file.name for file in path.parent.iterdir()] == [path.name]
    assert open_gazetteer(path).lookup("Raqqa")[0].country == "SY"


def test_failed_compilation_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise ResourceError(found="no table", expected="one", mend="install again")

    monkeypatch.setattr(compiling, "all_rows", broken)
    with pytest.raises(ResourceError):
        compile_gazetteer(tmp_path / "gazetteer.sqlite")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_shipped_gazetteer_knows_the_names_of_the_wars(tmp_path: Path) -> None:
    told: list[int] = []
    whole = open_gazetteer(compile_gazetteer(tmp_path / "gazetteer.sqlite", progress=told.append))
    assert told == sorted(told)
    missed = []
    for name, lat, lon, country, tolerance in EXPECTED:
        best = next(iter(whole.lookup(name)), None)
        right = best is not None and best.country == country and kilometres(lat, lon, best.lat, best.lon) <= tolerance
        if not right:
            missed.append((name, best))
    assert missed == []
