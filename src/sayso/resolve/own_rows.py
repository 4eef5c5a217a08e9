"""Read the places that a user adds: a table of their own, or a GeoNames dump.

    name    other_names          lat     lon     kind   country   admin1   weight
    Salma   Salmah|Sulma         35.672  36.132  city   SY        Latakia  8000

>>> row = read_line({"name": "Salma", "lat": "35.672", "lon": "36.132", "kind": "city"}, where="line 2")
>>> row.name, row.kind, row.country
('Salma', 'city', None)
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path

from sayso.errors import InputError
from sayso.lexicon.tables import split_cell
from sayso.model.place import PlaceKind
from sayso.resolve.sources import KINDS, PlaceRow, is_written_name, unit_names

# Columns of a GeoNames dump: https://download.geonames.org/export/dump/readme.txt
GEONAMES_COLUMNS = 19
GEONAMEID, NAME, ASCII_NAME, OTHER_NAMES, LAT, LON, CLASS, CODE, COUNTRY = range(9)
ADMIN1, POPULATION = 10, 14
# GeoNames feature classes, and the codes that say more than their class
CLASS_KIND: dict[str, PlaceKind] = {
    "P": "city",
    "A": "admin2",
    "H": "water",
    "L": "region",
    "R": "road",
    "S": "site",
    "T": "mountain",
    "U": "water",
    "V": "region",
}
CODE_KIND: dict[str, PlaceKind] = {
    "ADM1": "admin1",
    "PCLI": "country",
    "PPLX": "neighbourhood",
    "STM": "river",
    "WAD": "river",
    "AIRB": "base",
    "MILB": "base",
    "AIRP": "airport",
    "AIRF": "airport",
    "OILF": "field",
    "GASF": "field",
    "CMPRF": "camp",
    "CMP": "camp",
}


def read_table(path: Path) -> Iterator[PlaceRow]:
    """The rows of a user's table (.csv, or tab-separated); raises InputError with the line that cannot be read."""
    delimiter = "," if path.suffix.lower() == ".csv" else "\t"
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = csv.DictReader((line for line in file if not line.startswith("#")), delimiter=delimiter)
        missing = {"name", "lat", "lon", "kind"} - set(lines.fieldnames or ())
        if missing:
            raise InputError(
                found=f"{str(path)!r} without the column {', '.join(sorted(missing))}",
                expected="a first line that names the columns",
                mend="add them",
            )
        for number, line in enumerate(lines, start=2):
            yield read_line(line, where=f"{path}, row {number}")


def read_line(line: Mapping[str, str | None], *, where: str) -> PlaceRow:
    """One row by column name; raises InputError that says `where` it stands."""
    name, kind = (line.get("name") or "").strip(), (line.get("kind") or "").strip()
    if not name:
        raise InputError(found=f"no name in {where}", expected="one", mend="fill it in")
    kinds: dict[str, PlaceKind] = {word: word for word in KINDS}
    if kind not in kinds:
        raise InputError(found=f"kind {kind!r} in {where}", expected=f"one of {', '.join(KINDS)}", mend="mend it")
    return PlaceRow(
        name=name,
        names=tuple(split_cell(line.get("other_names"))),
        lat=_degrees(line.get("lat"), 90, where),
        lon=_degrees(line.get("lon"), 180, where),
        kind=kinds[kind],
        country=(line.get("country") or "").strip().upper() or None,
        admin1=(line.get("admin1") or "").strip() or None,
        population=_count(line.get("weight"), where),
    )


def _degrees(cell: str | None, most: int, where: str) -> float:
    try:
        value = float(cell or "")
    except ValueError:
        value = float("nan")
    if not -most <= value <= most:
        raise InputError(found=f"{cell!r} in {where}", expected=f"degrees from -{most} to {most}", mend="mend it")
    return value


def _count(cell: str | None, where: str) -> int:
    text = (cell or "0").strip() or "0"
    if not text.isdecimal():
        raise InputError(found=f"weight {cell!r} in {where}", expected="a number of inhabitants", mend="mend it")
    return int(text)


def read_geonames(path: Path) -> Iterator[PlaceRow]:
    """The rows of an unpacked GeoNames dump ("SY.txt", "allCountries.txt"), with their Latin-script names."""
    names = unit_names()
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, start=1):
            cells = line.rstrip("\n").split("\t")
            if len(cells) != GEONAMES_COLUMNS:
                raise InputError(
                    found=f"{len(cells)} columns in {path}, line {number}",
                    expected=f"the {GEONAMES_COLUMNS} of a GeoNames dump",
                    mend="unpack the .zip that GeoNames serves, and give the .txt in it",
                )
            kind = CODE_KIND.get(cells[CODE]) or CLASS_KIND.get(cells[CLASS])
            if kind is not None:
                yield _geonames_row(cells, kind, names)


def _geonames_row(cells: list[str], kind: PlaceKind, units: Mapping[str, str]) -> PlaceRow:
    others = [cells[ASCII_NAME], *cells[OTHER_NAMES].split(",")]
    return PlaceRow(
        name=cells[NAME],
        other_names=tuple(name for name in others if is_written_name(name)),
        lat=float(cells[LAT]),
        lon=float(cells[LON]),
        kind=kind,
        country=cells[COUNTRY] or None,
        admin1=units.get(f"{cells[COUNTRY]}.{cells[ADMIN1]}"),
        population=int(cells[POPULATION] or 0),
        geonameid=int(cells[GEONAMEID]),
    )
