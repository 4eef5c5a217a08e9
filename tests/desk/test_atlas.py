"""The map as a picture: well-formed, within its frame, true to what is known."""

from __future__ import annotations

import hashlib
import math
import re
from importlib.resources import files
from typing import get_args
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.desk.atlas import MapPoint, map_key, svg_map
from sayso.desk.basemap import Frame, base_map, land_path, line_path, towns_in
from sayso.desk.framing import KM_PER_DEGREE, frame_around
from sayso.desk.placenames import meet, placed_names
from sayso.desk.reach import map_words
from sayso.model.place import PlacePrecision

SVG = "{http://www.w3.org/2000/svg}"
STATIC = files("sayso.desk") / "static"
ALEPPO = MapPoint(lat=36.2, lon=37.16, precision="settlement", label="Air strike, 12 March 2016")
PROVINCE = MapPoint(lat=35.15, lon=40.28, precision="admin1", label="Clash")


def read(picture: str) -> ElementTree.Element:
    return ElementTree.fromstring(picture)


def by_class(picture: str, name: str) -> list[ElementTree.Element]:
    return [one for one in read(picture).iter() if name in (one.get("class") or "").split()]


def titles(picture: str) -> list[str]:
    return [found.text or "" for sign in by_class(picture, "map-sign") for found in sign.iter(f"{SVG}title")]


points = st.builds(
    MapPoint,
    lat=st.floats(-90, 90),
    lon=st.floats(-180, 180),
    precision=st.sampled_from(sorted(get_args(PlacePrecision))),
    label=st.text(max_size=20),
    country=st.sampled_from([None, "SY", "RU", "MT"]),
    disputed=st.booleans(),
    href=st.none() | st.text(max_size=10),
    mark=st.text(max_size=2),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(points, max_size=8), st.text(max_size=20), st.booleans(), st.sampled_from(["en", "ar"]))
def test_any_points_give_a_well_formed_picture_with_every_sign_in_it(
    given_points: list[MapPoint], title: str, standalone: bool, language: str
) -> None:
    picture = svg_map(given_points, width=320, height=240, title=title, standalone=standalone, language=language)
    root = read(picture)
    assert root.get("viewBox") == "0 0 320 240"
    signs = by_class(picture, "map-sign")
    drawn = [point for point in given_points if point.precision != "unresolved"]
    assert bool(signs) == bool(drawn)
    for sign in signs:
        for shape in sign.iter():
            if shape.tag in (f"{SVG}circle", f"{SVG}ellipse"):
                assert 0 <= float(shape.get("cx", "")) <= 320
                assert 0 <= float(shape.get("cy", "")) <= 240
    assert "nan" not in picture.lower().split("<style", maxsplit=1)[0] or "nan" in (title + repr(given_points)).lower()


@given(
    st.lists(st.tuples(st.floats(-90, 90), st.floats(-180, 180), st.floats(1, 3000)), min_size=1, max_size=8),
)
def test_a_frame_holds_its_points_and_keeps_its_shape(circles: list[tuple[float, float, float]]) -> None:
    frame = frame_around(circles, width=300, height=200)
    for lat, lon, _ in circles:
        x, y = frame.place(lat, lon)
        assert -1e-6 <= x <= 300 + 1e-6
        assert -1e-6 <= y <= 200 + 1e-6
    middle = math.radians((frame.north + frame.south) / 2)
    assert frame.across / frame.down == pytest.approx(max(math.cos(middle), 0.15))


def test_one_point_stands_in_the_middle_of_some_three_hundred_kilometres() -> None:
    frame = frame_around([(36.2, 37.16, 8.0)], width=600, height=400)
    assert frame.place(36.2, 37.16) == pytest.approx((300.0, 200.0))
    assert (frame.north - frame.south) * KM_PER_DEGREE == pytest.approx(300)


@pytest.mark.parametrize(("lons", "wide"), [((179.0, -178.0), 10), ((-1.0, 2.0), 10), ((-170.0, 10.0, 100.0), 360)])
def test_a_frame_takes_the_nearer_way_round(lons: tuple[float, ...], wide: float) -> None:
    frame = frame_around([(0.0, lon, 5.0) for lon in lons], width=400, height=400)
    assert frame.east - frame.west <= wide


def test_the_land_east_of_the_date_line_is_drawn_too() -> None:
    frame = frame_around([(65.0, 179.0, 5.0), (65.0, -178.0, 5.0)], width=400, height=300)
    land = land_path(base_map(), frame)
    edges = [int(x) for x in re.findall(r"M(-?\d+) ", land)]
    assert any(x < 400 for x in edges)
    assert len(land) > 500


def test_a_vague_place_is_an_area_of_its_reach_and_no_spot() -> None:
    picture = svg_map([PROVINCE], width=600, height=400, title="t")
    (area,) = by_class(picture, "map-area")
    assert not by_class(picture, "map-dot")
    assert not by_class(picture, "map-ring")
    assert float(area.get("ry", "")) * 2 > 250  # 220 of some 280 kilometres
    assert "url(#" in area.get("fill", "")
    assert "known to the province only, within 110 km" in titles(picture)[0]
    assert by_class(picture, "map-words")[0].text == "known to the province only, within 110 km"


def test_a_vague_place_in_a_picture_of_the_world_is_still_no_spot() -> None:
    far = MapPoint(lat=-33.0, lon=-70.0, precision="settlement", label="far")
    (area,) = by_class(svg_map([PROVINCE, far, ALEPPO], title="t"), "map-area")
    assert float(area.get("ry", "")) >= 7


def test_near_is_a_ring() -> None:
    picture = svg_map([MapPoint(lat=36.2, lon=37.16, precision="near", label="n")], title="t")
    assert by_class(picture, "map-ring")
    assert not by_class(picture, "map-dot")


@pytest.mark.parametrize("precision", ["settlement", "near", "admin1"])
def test_disputed_is_told_by_sign_and_word(precision: str) -> None:
    point = MapPoint(lat=36.2, lon=37.16, precision=precision, label="raid", disputed=True)
    picture = svg_map([point], title="t")
    assert [sign.text for sign in by_class(picture, "map-differs-sign")] == ["≠"]
    assert "raid (disputed)" in titles(picture)[0]
    assert "1 disputed, marked ≠" in picture
    assert not by_class(svg_map([ALEPPO], title="t"), "map-differs-sign")


def test_points_on_one_spot_are_one_sign_that_counts_them() -> None:
    many = [MapPoint(lat=36.2, lon=37.16, precision="settlement", label=f"raid {n}") for n in range(15)]
    picture = svg_map(many, title="t")
    (title,) = titles(picture)
    assert title.splitlines()[:2] == ["raid 0", "raid 1"]
    assert "and 3 more" in title
    assert [mark.text for mark in by_class(picture, "map-mark")] == ["15"]


def test_a_crowd_is_drawn_with_fewer_signs_and_loses_none() -> None:
    many = [MapPoint(lat=35 + n % 37 / 50, lon=37 + n % 41 / 50, precision="exact", label=str(n)) for n in range(900)]
    signs = by_class(svg_map(many, width=400, height=300, title="t"), "map-sign")
    counted = [next((text.text or "1" for text in sign.iter(f"{SVG}text")), "1") for sign in signs]
    assert len(signs) < 400
    assert sum(map(int, counted)) == 900


def test_a_vague_place_of_several_says_how_many() -> None:
    picture = svg_map([PROVINCE, PROVINCE], title="t")
    assert by_class(picture, "map-words")[0].text == "2 · known to the province only, within 110 km"


def test_links_are_links_with_names() -> None:
    picture = svg_map(
        [MapPoint(lat=1, lon=1, precision="exact", label='a "raid"', href="/incidents/i1?a=1&b=2")], title="t"
    )
    (anchor,) = read(picture).iter(f"{SVG}a")
    assert anchor.get("href") == "/incidents/i1?a=1&b=2"
    assert (anchor.get("aria-label") or "").startswith('a "raid"')
    assert read(picture).get("role") == "group"
    assert anchor.get("tabindex") is None


def test_the_tab_key_passes_by_many_links() -> None:
    many = [MapPoint(lat=0, lon=lon, precision="exact", label="x", href=f"/i/{lon}") for lon in range(-80, 80)]
    assert {anchor.get("tabindex") for anchor in read(svg_map(many, title="t")).iter(f"{SVG}a")} == {"-1"}


def test_the_picture_names_itself() -> None:
    root = read(svg_map([ALEPPO, PROVINCE], title="Where <it> was"))
    assert root.get("role") == "img"
    named = [one for one in root.iter() if one.get("id") in (root.get("aria-labelledby") or "").split()]
    assert named[0].text == "Where <it> was"
    assert named[1].text == "2 shown; 1 known only to an area, drawn as a hatched circle"


def test_two_pictures_on_a_page_share_no_identifier() -> None:
    found = [{one.get("id") for one in read(svg_map([ALEPPO], title=title)).iter() if one.get("id")} for title in "ab"]
    assert not found[0] & found[1]


def test_the_words_that_a_text_holds_cannot_become_markup() -> None:
    point = MapPoint(lat=1, lon=1, precision="exact", label="<script>x\x00</script>", mark="<b>", href='"><i>')
    picture = svg_map([point], title="</svg>", standalone=True)
    assert read(picture) is not None
    assert "<script" not in picture
    assert "<b>" not in picture
    assert "<i>" not in picture


def test_no_inline_style_stands_in_a_page_but_a_file_brings_its_own() -> None:
    assert "style" not in svg_map([ALEPPO], title="t")
    alone = svg_map([ALEPPO], title="t", standalone=True)
    assert alone.count("<style>") == 1
    assert ".map-land" in alone
    assert ".map-live" not in alone  # of the page alone


def test_credits_and_scale_stand_on_every_map() -> None:
    for shown in ([], [ALEPPO]):
        told = [one.text for one in by_class(svg_map(shown, title="t"), "map-credit")]
        assert "GeoNames, CC BY 4.0 · Natural Earth" in told
        assert any((text or "").endswith(" km") for text in told)
    assert "لا مكان معروف" in svg_map([], title="t", language="ar")


def test_names_of_country_unit_and_town_stand_nearby() -> None:
    picture = svg_map([ALEPPO, PROVINCE], width=700, height=500, title="t")
    assert "Aleppo" in [one.text for one in by_class(picture, "map-town")]
    units = [one.text or "" for one in by_class(picture, "map-unit")]
    assert any(name.startswith("Raqqa") for name in units)
    near = by_class(svg_map([ALEPPO], title="t"), "map-unit")
    assert any((one.text or "").endswith(", Syria") for one in near)  # the name of the country itself lies outside
    world = svg_map([], title="t")
    assert {"Brazil", "China"} <= {one.text for one in by_class(world, "map-country")}


def test_no_two_names_overlap_as_reckoned() -> None:
    frame = frame_around([(34.0, 36.0, 150.0)], width=700, height=500)
    full = [(300.0, 200.0, 420.0, 300.0)]
    names = list(placed_names(base_map(), frame, full))
    assert len(names) > 10
    starts = [(name.text_x, name.text_y) for name in names]
    assert len(set(starts)) == len(starts)
    assert not any(meet((x - 1, y - 1, x + 1, y + 1), full[0]) for x, y in starts)


@pytest.mark.parametrize(
    ("what", "west", "south", "east", "north"),
    [
        ("Crimea", 33.5, 45.9, 34.6, 46.2),
        ("Golan, the line of 1974", 35.7, 32.85, 35.95, 33.3),
        ("Golan, the line of 1923", 35.58, 32.95, 35.68, 33.2),
        ("Jerusalem", 35.19, 31.75, 35.24, 31.81),
        ("Gaza", 34.3, 31.3, 34.55, 31.6),
        ("Kosovo", 20.6, 42.8, 21.5, 43.3),
        ("line of control", 74.0, 34.0, 76.0, 34.9),
        ("Western Sahara", -13.0, 26.0, -9.0, 28.0),
        ("Cyprus", 33.2, 35.0, 33.6, 35.25),
        ("Abkhazia", 41.4, 42.4, 42.2, 43.3),
        ("Transnistria", 28.9, 46.8, 29.7, 47.9),
        ("Somaliland", 47.5, 8.5, 49.2, 11.0),
    ],
)
def test_contested_lines_are_drawn_as_such(what: str, west: float, south: float, east: float, north: float) -> None:
    frame = Frame(west=west, south=south, east=east, north=north, width=300, height=300)
    assert line_path(base_map(), "disputed", frame), what


@pytest.mark.parametrize(
    ("what", "west", "south", "east", "north"),
    [
        ("Crimea is parted by no undisputed border", 33.0, 45.2, 36.4, 46.3),
        ("nor Gaza", 34.3, 31.32, 34.55, 31.6),
        ("nor Cyprus", 33.1, 35.05, 33.5, 35.3),
    ],
)
def test_no_firm_border_stands_where_one_is_contested(
    what: str, west: float, south: float, east: float, north: float
) -> None:
    frame = Frame(west=west, south=south, east=east, north=north, width=300, height=300)
    assert not line_path(base_map(), "border", frame), what


def test_a_settled_border_is_drawn_as_settled() -> None:
    frame = Frame(west=70.0, south=25.0, east=71.5, north=28.5, width=300, height=300)  # Rajasthan
    assert line_path(base_map(), "border", frame)
    assert not line_path(base_map(), "disputed", frame)


def test_land_is_where_land_is() -> None:
    def is_land(lat: float, lon: float) -> bool:
        box = Frame(west=lon - 0.01, east=lon + 0.01, south=lat - 0.01, north=lat + 0.01, width=10, height=10)
        return land_path(base_map(), box).count("M") % 2 == 1  # rings around all of the frame: land, or a sea in land

    assert all(is_land(*point) for point in ((36.2, 37.16), (48.0, 37.8), (-1.67, 29.0), (35.16, 33.36), (64.0, 178.0)))
    assert not any(is_land(*point) for point in ((35.0, 30.0), (42.0, 51.0), (0.0, -30.0), (43.0, 34.0)))


def test_the_largest_towns_come_first() -> None:
    frame = Frame(west=35.0, south=32.0, east=42.0, north=38.0, width=640, height=640)
    towns = [town.name for town in towns_in(base_map(), frame)]
    assert towns.index("Aleppo") < towns.index("Idlib")
    assert len(towns) <= 80


def test_the_key_explains_every_sign() -> None:
    key = map_key()
    assert ElementTree.fromstring(key).tag == "ul"
    for name in ("map-dot", "map-ring", "map-area", "map-differs-sign", "map-disputed"):
        assert name in key
    assert "contested border" in key
    assert "حدود متنازع عليها" in map_key("ar")


def test_what_others_made_is_shipped_as_published_with_its_licence() -> None:
    folder = STATIC / "vendor"
    lines = (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    listed = {name: digest for digest, name in (line.split() for line in lines)}
    for name, digest in listed.items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest, name
    shipped = {one.name for one in folder.iterdir()}
    assert {name for name in shipped if name.endswith((".js", ".mjs", ".css"))} == set(listed)
    assert {"maplibre-gl.LICENSE.txt", "maplibre-gl.THIRD-PARTY.txt", "htmx.LICENSE.txt"} <= shipped


def test_the_map_of_the_browser_names_no_other_host() -> None:
    for one in STATIC.iterdir():
        if one.name.startswith("map") and one.name.endswith((".js", ".css")):
            assert not re.findall(r"https?://", one.read_text(encoding="utf-8")), one.name


def test_the_map_of_the_browser_uses_words_that_there_are() -> None:
    used = {
        key
        for one in STATIC.iterdir()
        if one.name.startswith("map") and one.name.endswith(".js")
        for key in re.findall(r'said\((?:element, )?"(\w+)"', one.read_text(encoding="utf-8"))
    }
    assert len(used) > 10
    assert used <= set(map_words("en"))
