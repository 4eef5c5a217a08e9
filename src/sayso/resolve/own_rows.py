"""Read the places that a user adds: a table of their own, or a GeoNames dump.

A table's first line names its columns; a row that cannot be used is told and left out, and the rest goes on.

    name    other_names          lat     lon     kind   country   admin1   weight   source
    Salma   Salmah|Sulma         35.672  36.132  city   SY        Latakia  8000     OpenStreetMap, May 2024

>>> row = read_row({"name": "Salma", "lat": "35.672", "lon": "36.132", "kind": "village"}, where="line 2")
>>> row.name, row.kind, row.country
('Salma', 'city', None)
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path

from sayso.errors import InputError
from sayso.lexicon import load
from sayso.lexicon.tables import split_cell
from sayso.model.place import PlaceKind
from sayso.resolve.sources import KINDS, PlaceRow, is_written_name, unit_names

NEEDED = ("name", "lat", "lon")
# What else people call a column
COLUMNS = {
    "latitude": "lat",
    "longitude": "lon",
    "long": "lon",
    "lng": "lon",
    "other names": "other_names",
    "alternatenames": "other_names",
    "aliases": "other_names",
    "type": "kind",
    "country_code": "country",
    "iso": "country",
    "province": "admin1",
    "population": "weight",
}
CODE_LETTERS = 2  # of a country
# Columns of a GeoNames dump: https://download.geonames.org/export/dump/readme.txt
GEONAMES_COLUMNS = 19
GEONAMEID, NAME, ASCII_NAME, OTHER_NAMES, LAT, LON, CLASS, CODE, COUNTRY = range(9)
ADMIN1, POPULATION = 10, 14
EVERY = 100_000  # lines between two reports of progress
MOST_BAD = 20  # lines at the start that may be bad before the file is no dump at all
Tell = Callable[[str], None]


def read_table(path: Path, *, tell: Tell) -> Iterator[PlaceRow]:
    """The rows of a user's table (commas or tabs, by its first line); each bad one is told in one line and left out.

    Raises InputError where the file itself is no such table.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            lines = [(number, line) for number, line in enumerate(file, start=1) if line.strip() and line[0] != "#"]
    except UnicodeDecodeError as error:
        raise InputError(
            found=f"{str(path)!r}, which is no UTF-8 text", expected="a table", mend="save it as UTF-8"
        ) from error
    if not lines:
        raise InputError(found=f"nothing in {str(path)!r}", expected="a first line that names the columns")
    delimiter = "\t" if "\t" in lines[0][1] else ","
    columns = _columns(next(csv.reader([lines[0][1]], delimiter=delimiter)), path)
    for number, cells in _records(lines[1:], delimiter):
        try:
            yield read_row(dict(zip(columns, cells, strict=False)), where=f"{path}, line {number}")
        except InputError as error:
            tell(str(error))


def _columns(cells: Sequence[str], path: Path) -> list[str]:
    named = [cell.strip().casefold() for cell in cells]
    columns = [COLUMNS.get(name, name) for name in named]
    missing = [name for name in NEEDED if name not in columns]
    if missing:
        raise InputError(
            found=f"{str(path)!r} without the column {', '.join(missing)}",
            expected="a first line that names the columns: name, lat, lon, and as known kind, country, other_names, "
            "admin1, weight, source",
            mend="add it",
        )
    return columns


def _records(lines: Sequence[tuple[int, str]], delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Each record with the number of its first line; a quoted cell may run over several."""
    taken: list[int] = []

    def feed() -> Iterator[str]:
        for number, line in lines:
            taken.append(number)
            yield line

    plain = delimiter == "\t"
    reader = csv.reader(feed(), delimiter=delimiter, quoting=csv.QUOTE_NONE if plain else csv.QUOTE_MINIMAL)
    for cells in reader:
        yield taken[0], cells
        taken.clear()


def read_row(line: Mapping[str, str], *, where: str) -> PlaceRow:
    """One row by column name; raises InputError that says `where` it stands. A row without a kind is a town."""
    name = (line.get("name") or "").strip()
    if not name:
        raise InputError(found=f"no name in {where}", expected="one", mend="fill it in")
    country = (line.get("country") or "").strip().upper()
    if country and not (len(country) == CODE_LETTERS and country.isalpha()):
        raise InputError(
            found=f"country {line.get('country')!r} in {where}", expected="its two letters of ISO 3166", mend="mend it"
        )
    return PlaceRow(
        name=name,
        names=tuple(split_cell(line.get("other_names"))),
        lat=_degrees(line.get("lat"), 90, f"latitude {{!r}} in {where}"),
        lon=_degrees(line.get("lon"), 180, f"longitude {{!r}} in {where}"),
        kind=_kind(line.get("kind"), where),
        country=country or None,
        admin1=(line.get("admin1") or "").strip() or None,
        population=_count(line.get("weight"), where),
        source=(line.get("source") or "").strip(),
    )


def _kind(cell: str | None, where: str) -> PlaceKind:
    """A kind of the gazetteer, or a word for one ("village", "oilfield")."""
    word = (cell or "city").strip().casefold() or "city"
    known: dict[str, PlaceKind] = {kind: kind for kind in KINDS}
    kind = known.get(word) or known.get(load("places")["kinds_after"].get(word, ""))
    if kind is None:
        raise InputError(found=f"kind {cell!r} in {where}", expected=f"one of {', '.join(KINDS)}", mend="mend it")
    return kind


def _degrees(cell: str | None, most: int, what: str) -> float:
    try:
        value = float(cell or "")
    except ValueError:
        value = float("nan")
    if not -most <= value <= most:
        raise InputError(found=what.format(cell or ""), expected=f"degrees from -{most} to {most}", mend="mend it")
    return value


def _count(cell: str | None, where: str) -> int:
    text = (cell or "").strip().replace(",", "") or "0"
    if not text.isdecimal():
        raise InputError(found=f"weight {cell!r} in {where}", expected="a number of inhabitants", mend="mend it")
    return int(text)


def read_geonames(
    path: Path,
    *,
    tell: Tell,
    countries: Collection[str] = (),
    progress: Callable[[int, int], None] | None = None,
) -> Iterator[PlaceRow]:
    """The rows of an unpacked GeoNames dump ("SY.txt", "allCountries.txt") that are worth keeping, streamed.

    Which feature classes and codes are kept stands in the lexicon (`gazetteer_import`). Bad lines are told and left
    out; a file that begins with nothing but bad lines raises InputError. `progress` hears lines and bytes read.
    """
    kinds, names = kinds_of_features(), unit_names()
    size, good = 0, False
    held: list[str] = []
    with path.open("rb") as file:
        for number, raw in enumerate(file, start=1):
            size += len(raw)
            cells = _cells(raw)
            if cells is None:
                held.append(_complaint(path, number, raw))
                if not good and len(held) >= MOST_BAD:
                    raise _no_dump(path)
            else:
                good = True
                kind = kinds.get(f"{cells[CLASS]}.{cells[CODE]}") or kinds.get(cells[CLASS])
                if kind is not None and not (countries and cells[COUNTRY] not in countries):
                    yield _geonames_row(cells, kind, names)
            if good and held:
                for words in held:
                    tell(words)
                held.clear()
            if progress is not None and number % EVERY == 0:
                progress(number, size)
    if not good:
        raise _no_dump(path)


def _complaint(path: Path, number: int, raw: bytes) -> str:
    width = raw.count(b"\t") + 1
    fault = f"{width} of {GEONAMES_COLUMNS} columns" if width != GEONAMES_COLUMNS else "no name, number or coordinates"
    return f"line {number} of {path} is no line of a GeoNames dump ({fault}): left out"


def _no_dump(path: Path) -> InputError:
    return InputError(
        found=f"no line of a GeoNames dump in {str(path)!r}",
        expected=f"{GEONAMES_COLUMNS} columns parted by tabs",
        mend="unpack the .zip that GeoNames serves, and give the .txt in it",
    )


def _cells(raw: bytes) -> list[str] | None:
    """The cells of a line; None where it is cut short, no text, or without coordinates."""
    if raw.count(b"\t") != GEONAMES_COLUMNS - 1:
        return None
    try:
        cells = raw.decode("utf-8").rstrip("\r\n").split("\t")
        lat, lon = float(cells[LAT]), float(cells[LON])
    except ValueError:
        return None
    whole = cells[GEONAMEID].isdecimal() and (cells[POPULATION] or "0").lstrip("-").isdecimal()
    return cells if whole and abs(lat) <= 90 and abs(lon) <= 180 and cells[NAME] else None


def kinds_of_features() -> dict[str, PlaceKind]:
    """GeoNames feature class, or class and code ("S.AIRB"), to kind; what is not in it is not kept."""
    known: dict[str, PlaceKind] = {kind: kind for kind in KINDS}
    return {str(feature): known[kind] for feature, kind in load("gazetteer_import").items()}


def _geonames_row(cells: list[str], kind: PlaceKind, units: Mapping[str, str]) -> PlaceRow:
    others = [cells[ASCII_NAME], *cells[OTHER_NAMES].split(",")]
    return PlaceRow(
        name=cells[NAME],
        other_names=tuple(name for name in others if name != cells[NAME] and is_written_name(name)),
        lat=float(cells[LAT]),
        lon=float(cells[LON]),
        kind=kind,
        country=cells[COUNTRY] or None,
        admin1=units.get(f"{cells[COUNTRY]}.{cells[ADMIN1]}"),
        population=max(0, int(cells[POPULATION] or 0)),
        geonameid=int(cells[GEONAMEID]),
    )
