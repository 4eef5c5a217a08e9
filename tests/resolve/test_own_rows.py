"""A user's own places: tables and GeoNames dumps, and what is wrong with bad ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.errors import InputError
from sayso.resolve.gazetteer import Gazetteer
from sayso.resolve.own_rows import kinds_of_features, read_geonames, read_table

HEAD = "name\tother_names\tlat\tlon\tkind\tcountry\tadmin1\tweight\tsource\n"


def write(folder: Path, text: str, name: str = "own.tsv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def never(words: str) -> None:
    pytest.fail(words)


def test_table_serves_the_gazetteer(tmp_path: Path) -> None:
    path = write(tmp_path, "# remarks\n" + HEAD + "Salma\tSalmah|Sulma\t35.672\t36.132\tcity\tsy\tLatakia\t8000\tmap\n")
    rows = list(read_table(path, tell=never))
    assert rows[0].source == "map"
    found = Gazetteer.from_rows(rows).lookup("Sulma")
    assert [(place.name, place.country, place.admin1) for place in found] == [("Salma", "SY", "Latakia")]


def test_comma_separated_table_with_other_headings(tmp_path: Path) -> None:
    path = write(tmp_path, '\ufeffName,Latitude,Longitude,Type\n"Salma, Latakia",35.6,36.1,village\n', "own.csv")
    assert [(row.name, row.kind) for row in read_table(path, tell=never)] == [("Salma, Latakia", "city")]


def test_quoted_cell_over_two_lines_keeps_the_count(tmp_path: Path) -> None:
    path = write(tmp_path, 'name,lat,lon,source\nSalma,35,36,"my\nmap"\nOff,99,36,\n', "own.csv")
    told: list[str] = []
    assert [row.source for row in read_table(path, tell=told.append)] == ["my\nmap"]
    assert "line 4" in told[0]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        pytest.param("\t\t1\t2\tcity\t\t\t\t\n", "no name", id="no name"),
        pytest.param("Salma\t\t91\t2\tcity\t\t\t\t\n", "latitude '91'", id="latitude off the globe"),
        pytest.param("Salma\t\t1\teast\tcity\t\t\t\t\n", "longitude 'east'", id="longitude in words"),
        pytest.param("Salma\t\tnan\t2\tcity\t\t\t\t\n", "'nan'", id="no number"),
        pytest.param("Salma\t\t1\t2\tcastle\t\t\t\t\n", "kind 'castle'", id="unknown kind"),
        pytest.param("Salma\t\t1\t2\tcity\tSyria\t\t\t\n", "country 'Syria'", id="country in words"),
        pytest.param("Salma\t\t1\t2\tcity\t\t\tmany\t\n", "weight 'many'", id="weight in words"),
        pytest.param("Salma\n", "latitude ''", id="short row"),
    ],
)
def test_bad_rows_are_told_and_the_rest_goes_on(tmp_path: Path, line: str, says: str) -> None:
    told: list[str] = []
    rows = list(read_table(write(tmp_path, HEAD + line + "Rabia\t\t35.8\t36\n"), tell=told.append))
    assert [row.name for row in rows] == ["Rabia"]
    assert len(told) == 1
    assert says in told[0]
    assert "line 2" in told[0]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        pytest.param(b"name\tlat\nSalma\t1\n", "lon", id="no column"),
        pytest.param(b"", "nothing", id="empty file"),
        pytest.param(b"\xff\xfe\x00name", "UTF-8", id="no text"),
    ],
)
def test_files_that_are_no_tables(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "own.tsv"
    path.write_bytes(content)
    with pytest.raises(InputError, match=says):
        list(read_table(path, tell=never))


def geonames_line(name: str, feature: str, *, others: str = "", country: str = "SY", number: int = 1) -> str:
    kind, code = feature.split(".")
    cells = [
        str(number),
        name,
        name,
        others,
        "35.5",
        "36.5",
        kind,
        code,
        country,
        "",
        "12",
        *("", "", ""),
        "700",
        *("", "9"),
        "Asia/Damascus",
        "2020-01-01",
    ]
    return "\t".join(cells) + "\n"


def test_geonames_dump(tmp_path: Path) -> None:
    lines = geonames_line("Salmá", "P.PPL", others="Sulma,سلمى,SLM") + geonames_line("Sadd", "S.DAM")
    rows = list(read_geonames(write(tmp_path, lines, "SY.txt"), tell=never))
    assert [(row.name, row.kind, row.admin1, row.population) for row in rows] == [
        ("Salmá", "city", "Idlib", 700),
        ("Sadd", "site", "Idlib", 700),
    ]
    assert rows[0].other_names == ("Sulma",)


@pytest.mark.parametrize("feature", ["H.STM", "S.HTL", "T.HLL", "A.PCLI", "A.ADM1", "R.RD"])
def test_features_that_are_left_out(tmp_path: Path, feature: str) -> None:
    path = write(tmp_path, geonames_line("One", feature) + geonames_line("Two", "P.PPL"), "SY.txt")
    assert [row.name for row in read_geonames(path, tell=never)] == ["Two"]


def test_countries_that_are_not_asked_for_are_left_out(tmp_path: Path) -> None:
    path = write(tmp_path, geonames_line("One", "P.PPL", country="IQ") + geonames_line("Two", "P.PPL"), "all.txt")
    assert [row.name for row in read_geonames(path, tell=never, countries={"SY"})] == ["Two"]


def test_half_a_line_is_told_once(tmp_path: Path) -> None:
    told: list[str] = []
    whole = geonames_line("One", "P.PPL")
    rows = list(read_geonames(write(tmp_path, whole + whole[:30], "SY.txt"), tell=told.append))
    assert len(rows) == 1
    assert len(told) == 1
    assert "line 2" in told[0]


@pytest.mark.parametrize("text", ["PK\x03\x04 packed\n", "", "a,b,c\n" * 100])
def test_other_files_are_refused_in_one_line(tmp_path: Path, text: str) -> None:
    with pytest.raises(InputError, match="no line of a GeoNames dump"):
        list(read_geonames(write(tmp_path, text, "SY.txt"), tell=never))


def test_features_map_to_kinds_of_the_gazetteer() -> None:
    kinds = kinds_of_features()
    assert kinds["P"] == "city"
    assert kinds["S.AIRB"] == "base"
