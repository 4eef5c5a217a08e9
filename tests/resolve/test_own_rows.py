"""A user's own places: tables and GeoNames dumps, and what is wrong with bad ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.errors import InputError
from sayso.resolve.gazetteer import Gazetteer
from sayso.resolve.own_rows import read_geonames, read_table

HEAD = "name\tother_names\tlat\tlon\tkind\tcountry\tadmin1\tweight\n"


def write(folder: Path, text: str, name: str = "own.tsv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_table_serves_the_gazetteer(tmp_path: Path) -> None:
    path = write(tmp_path, "# remarks\n" + HEAD + "Salma\tSalmah|Sulma\t35.672\t36.132\tcity\tsy\tLatakia\t8000\n")
    found = Gazetteer.from_rows(read_table(path)).lookup("Sulma")
    assert [(place.name, place.country, place.admin1) for place in found] == [("Salma", "SY", "Latakia")]


def test_comma_separated_table(tmp_path: Path) -> None:
    path = write(tmp_path, '\ufeffname,lat,lon,kind\n"Salma, Latakia",35.6,36.1,city\n', "own.csv")
    assert [row.name for row in read_table(path)] == ["Salma, Latakia"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param("name\tlat\tlon\nSalma\t1\t2\n", "kind", id="no column"),
        pytest.param("", "kind, lat, lon, name", id="empty file"),
        pytest.param(HEAD + "\t\t1\t2\tcity\t\t\t\n", "no name", id="no name"),
        pytest.param(HEAD + "Salma\t\t91\t2\tcity\t\t\t\n", "'91'", id="latitude off the globe"),
        pytest.param(HEAD + "Salma\t\t1\teast\tcity\t\t\t\n", "'east'", id="longitude in words"),
        pytest.param(HEAD + "Salma\t\tnan\t2\tcity\t\t\t\n", "'nan'", id="no number"),
        pytest.param(HEAD + "Salma\t\t1\t2\ttown\t\t\t\n", "kind 'town'", id="unknown kind"),
        pytest.param(HEAD + "Salma\t\t1\t2\tcity\t\t\tmany\n", "weight 'many'", id="weight in words"),
        pytest.param(HEAD + "Salma\n", "kind ''", id="short row"),
    ],
)
def test_bad_tables_say_what_is_wrong(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(InputError, match=says):
        list(read_table(write(tmp_path, text)))


def geonames_line(name: str, others: str, kind: str, code: str) -> str:
    cells = [
        "1",
        name,
        name,
        others,
        "35.5",
        "36.5",
        kind,
        code,
        "SY",
        "",
        "12",
        "",
        "",
        "",
        "700",
        "",
        "9",
        "Z",
        "2020",
    ]
    return "\t".join(cells) + "\n"


def test_geonames_dump(tmp_path: Path) -> None:
    lines = geonames_line("Salmá", "Sulma,سلمى,SLM", "P", "PPL") + geonames_line("Nahr", "", "H", "STM")
    rows = list(read_geonames(write(tmp_path, lines, "SY.txt")))
    assert [(row.name, row.kind, row.admin1, row.population) for row in rows] == [
        ("Salmá", "city", "Idlib", 700),
        ("Nahr", "river", "Idlib", 700),
    ]
    assert rows[0].other_names == ("Salmá", "Sulma")


def test_packed_dump_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="columns"):
        list(read_geonames(write(tmp_path, "PK\x03\x04 packed\n", "SY.txt")))
