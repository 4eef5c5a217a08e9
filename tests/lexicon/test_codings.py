"""Countries as the data sets of the field number and name them."""

from __future__ import annotations

import pytest

from sayso.lexicon.codings import countries, country

NUMBERS = [
    pytest.param("SY", (760, "SYR", 652, 652), id="Syria"),
    pytest.param("YE", (887, "YEM", 678, 679), id="Yemen is another in the two lists"),
    pytest.param("DE", (276, "DEU", 260, 255), id="so is Germany"),
    pytest.param("RS", (688, "SRB", 340, 345), id="and Serbia"),
    pytest.param("PS", (275, "PSE", None, None), id="no state of either list"),
    pytest.param("XK", (None, None, 347, 347), id="no number of ISO 3166-1"),
    pytest.param("VN", (704, "VNM", 816, 816), id="Vietnam"),
]
UCDP = [
    pytest.param("PS", (666, "Israel", "Middle East"), id="counted under Israel"),
    pytest.param("EG", (651, "Egypt", "Middle East"), id="by its number"),
    pytest.param("SD", (625, "Sudan", "Africa"), id="the last of Africa but one"),
    pytest.param("TR", (640, "Turkey", "Middle East"), id="Turkey"),
    pytest.param("CY", (352, "Cyprus", "Europe"), id="Cyprus"),
    pytest.param("AF", (700, "Afghanistan", "Asia"), id="the first of Asia"),
    pytest.param("US", (2, "United States of America", "Americas"), id="the first of all"),
    pytest.param("GL", (None, None, None), id="no country of UCDP's"),
]


@pytest.mark.parametrize(("iso", "expected"), NUMBERS)
def test_numbers(iso: str, expected: tuple[int | None, str | None, int | None, int | None]) -> None:
    found = country(iso)
    assert found is not None
    assert (found.numeric, found.iso3, found.gw, found.cow) == expected


@pytest.mark.parametrize(("iso", "expected"), UCDP)
def test_ucdp(iso: str, expected: tuple[int | None, str | None, str | None]) -> None:
    found = country(iso)
    assert found is not None
    assert (found.ucdp_id, found.ucdp_name, found.ucdp_region) == expected


def test_plover_has_its_own_code_for_kosovo() -> None:
    found = country("XK")
    assert found is not None
    assert found.plover == "KOS"


def test_numbers_are_of_one_country_each() -> None:
    for number in ("numeric", "iso3", "gw", "cow", "acled"):
        given = [value for one in countries().values() if (value := getattr(one, number)) is not None]
        assert len(given) == len(set(given)), number


def test_there_are_all_regions_of_acled() -> None:
    assert len({one.acled_region for one in countries().values()}) == 17
    assert country("ZZ") is None
    assert country(None) is None
