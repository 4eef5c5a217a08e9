"""What a user added stays through rebuilds and upgrades, and serves lookups beside the shipped names."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.resolve import own_places
from sayso.resolve.compile import compile_gazetteer
from sayso.resolve.gazetteer import Gazetteer, open_gazetteer
from sayso.resolve.own_places import add, compile_own, keep_import, tables_of
from sayso.resolve.sources import PlaceRow

SHIPPED = [
    PlaceRow(name="Salma", lat=35.66, lon=36.12, kind="city", country="SY", population=4000, geonameid=7),
    PlaceRow(name="Salma", lat=50.0, lon=10.0, kind="city", country="DE", population=4000),
]


def never(words: str) -> None:
    pytest.fail(words)


def table(folder: Path, *rows: str) -> Path:
    path = folder / "mine.csv"
    path.write_text("name,lat,lon,kind,country,other names,source\n" + "".join(f"{row}\n" for row in rows), "utf-8")
    return path


def opened(folder: Path) -> Gazetteer:
    """The shipped names with the user's own beside them, as the command line opens them."""
    path = folder / "cache" / "gazetteer.sqlite"
    compile_gazetteer(path, rows=SHIPPED)
    compile_own(folder / "data", path.parent, tell=never)
    return open_gazetteer(path)


def test_added_place_is_found(tmp_path: Path) -> None:
    assert add(table(tmp_path, "Barsa,13.4,-1.05,city,BF,Barsalo|Barso,map"), tmp_path / "data", tell=never) == (1, 1)
    assert [(one.name, one.country) for one in opened(tmp_path).lookup("Barsalo")] == [("Barsa", "BF")]


def test_own_place_stands_for_the_shipped_one_beside_it(tmp_path: Path) -> None:
    add(table(tmp_path, "Salma,35.67,36.13,city,SY,,"), tmp_path / "data", tell=never)
    found = opened(tmp_path).lookup("Salma")
    assert [(one.country, one.lat) for one in found] == [("SY", 35.67), ("DE", 50.0)]


def test_adding_again_replaces(tmp_path: Path) -> None:
    data = tmp_path / "data"
    add(table(tmp_path, "Barsa,13.4,-1.05,city,BF,,map", "Solan,13.3,0.6,city,BF,,"), data, tell=never)
    assert add(table(tmp_path, "BARSA,13.5,-1.1,city,BF,,"), data, tell=never) == (1, 2)
    assert [one.lat for one in opened(tmp_path).lookup("Barsa")] == [13.5]


def test_rows_survive_a_new_layout_and_an_emptied_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add(table(tmp_path, "Barsa,13.4,-1.05,city,BF,,"), tmp_path / "data", tell=never)
    opened(tmp_path)
    before = {path.name for path in (tmp_path / "cache").glob("own-*")}
    monkeypatch.setattr(own_places, "LAYOUT", 10_000)
    assert opened(tmp_path).lookup("Barsa")
    after = {path.name for path in (tmp_path / "cache").glob("own-*")}
    assert len(after) == 1
    assert after != before


def test_removed_table_leaves_nothing_compiled(tmp_path: Path) -> None:
    add(table(tmp_path, "Barsa,13.4,-1.05,city,BF,,"), tmp_path / "data", tell=never)
    opened(tmp_path)
    tables_of(tmp_path / "data")[0].unlink()
    assert opened(tmp_path).lookup("Barsa") == []


def test_import_fills_in_and_does_not_double_what_is_shipped(tmp_path: Path) -> None:
    rows = [
        PlaceRow(name="Salma", lat=35.66, lon=36.12, kind="city", country="SY", geonameid=7),
        PlaceRow(name="Kafr Yun", other_names=("Kfar Yun",), lat=36, lon=37, kind="city", country="SY", geonameid=8),
    ]
    assert keep_import(rows, tmp_path / "data") == 2
    gazetteer = opened(tmp_path)
    assert [one.geonameid for one in gazetteer.lookup("Salma")] == [7, None]
    assert [one.geonameid for one in gazetteer.lookup("kfar yun")] == [8]
    assert gazetteer.longest("Kafr") == 2


def test_failed_import_keeps_the_one_before(tmp_path: Path) -> None:
    keep_import([PlaceRow(name="Kafr Yun", lat=36, lon=37, kind="city", country="SY", geonameid=8)], tmp_path / "data")

    def broken() -> PlaceRow:
        raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011 - whatever stops it
        keep_import((broken() for _ in range(1)), tmp_path / "data")
    assert opened(tmp_path).lookup("Kafr Yun")
    assert len(list((tmp_path / "data" / "sayso").iterdir())) == 1
