"""Keep the places that a user added or imported, and compile them beside the shipped gazetteer.

The user's rows stand in two tables of a folder of their own, which neither a rebuild nor an upgrade touches:
`places.tsv` (added, to be edited by hand at will) and `geonames.tsv.gz` (the rows kept of a dump). What is compiled
from them is made again whenever a table or the layout has changed.

>>> [path.name for path in tables_of(Path("/home/ada/.local/share"))]
['places.tsv', 'geonames.tsv.gz']
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from sayso.lexicon.tables import split_cell
from sayso.resolve.compile import LAYER, LAYOUT, READABLE, compile_gazetteer
from sayso.resolve.folding import fold
from sayso.resolve.own_rows import Tell, read_table
from sayso.resolve.sources import KINDS, PlaceRow

ADDED, IMPORTED = "places.tsv", "geonames.tsv.gz"
HEAD = ("name", "other_names", "lat", "lon", "kind", "country", "admin1", "weight", "source")
IMPORT_HEAD = (*HEAD[:-1], "geonameid")
FAST = 3  # gzip's pains: a dump is written once and read once a version


def tables_of(data_home: Path) -> tuple[Path, Path]:
    """The table of added places and that of imported ones, which need not exist."""
    folder = data_home / "sayso"
    return folder / ADDED, folder / IMPORTED


def add(path: Path, data_home: Path, *, tell: Tell) -> tuple[int, int]:
    """Add the rows of a user's table; a row of the same name, kind and country as one added before takes its place.

    Returns how many were added, and how many are kept in all. Raises InputError where the file is no table.
    """
    target, _ = tables_of(data_home)
    held = {_key(line): line for line in _lines(target)}
    before = dict(held)
    new = [dict(zip(HEAD, _cells(row, row.source or path.name), strict=True)) for row in read_table(path, tell=tell)]
    held.update((_key(line), line) for line in new)
    if held != before:
        with _whole(target) as stream:
            stream.write("\t".join(HEAD) + "\n")
            stream.writelines("\t".join(line[name] for name in HEAD) + "\n" for line in held.values())
    return len(new), len(held)


def _lines(path: Path) -> Iterator[dict[str, str]]:
    if path.is_file():
        with path.open(encoding="utf-8", newline="") as file:
            for line in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                yield {name: line.get(name) or "" for name in HEAD}


def _key(line: dict[str, str]) -> tuple[str, str, str]:
    return fold(line["name"]) or line["name"], line["kind"], line["country"]


def _cells(row: PlaceRow, last: str) -> tuple[str, ...]:
    names = "|".join((*row.names, *row.other_names))
    cells = (row.name, names, f"{row.lat:.6g}", f"{row.lon:.7g}", row.kind, row.country or "", row.admin1 or "")
    return tuple(" ".join(cell.split()) for cell in (*cells, str(row.population or ""), last))


def keep_import(rows: Iterable[PlaceRow], data_home: Path) -> int:
    """Write the rows of a dump to the table of imported ones, in the place of what was there; gives their number."""
    _, target = tables_of(data_home)
    count = 0
    with _whole(target) as stream:
        stream.write("\t".join(IMPORT_HEAD) + "\n")
        for row in rows:
            stream.write("\t".join(_cells(row, str(row.geonameid or ""))) + "\n")
            count += 1
    return count


@contextmanager
def _whole(path: Path) -> Iterator[IO[str]]:
    """A text file that appears whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(prefix=path.name, suffix=".part", dir=path.parent)
    os.close(handle)
    try:
        if path.suffix == ".gz":
            with gzip.open(temporary, "wt", encoding="utf-8", compresslevel=FAST, newline="\n") as stream:
                yield stream
        else:
            with Path(temporary).open("w", encoding="utf-8", newline="\n") as stream:
                yield stream
        Path(temporary).chmod(READABLE)
        Path(temporary).replace(path)
    finally:
        Path(temporary).unlink(missing_ok=True)


def read_kept(path: Path, *, tell: Tell) -> Iterator[PlaceRow]:
    """The rows of either table."""
    if path.name == ADDED:
        yield from read_table(path, tell=tell)
        return
    kinds = {kind: kind for kind in KINDS}
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield PlaceRow(
                name=line["name"],
                other_names=tuple(split_cell(line["other_names"])),
                lat=float(line["lat"]),
                lon=float(line["lon"]),
                kind=kinds[line["kind"]],  # type: ignore[index]
                country=line["country"] or None,
                admin1=line["admin1"] or None,
                population=int(line["weight"] or 0),
                geonameid=int(line["geonameid"]) if line["geonameid"] else None,
            )


def compile_own(
    data_home: Path,
    cache: Path,
    *,
    tell: Tell,
    anew: bool = False,
    progress: Callable[[int], None] | None = None,
) -> list[Path]:
    """The compiled files of the user's tables under `cache`, made where they are missing, stale ones removed."""
    made = []
    for table in tables_of(data_home):
        stem = LAYER + table.name.split(".")[0]
        current = cache / f"{stem}-{_state(table)}.sqlite" if table.is_file() else None
        for old in cache.glob(f"{stem}-*.sqlite"):
            if old != current:
                old.unlink(missing_ok=True)
        if current is not None:
            if anew or not current.is_file():
                compile_gazetteer(current, rows=read_kept(table, tell=tell), progress=progress)
            made.append(current)
    return made


def _state(table: Path) -> str:
    """What changes with the table and with how it is compiled."""
    stat = table.stat()
    return hashlib.sha256(f"{LAYOUT} {table} {stat.st_size} {stat.st_mtime_ns}".encode()).hexdigest()[:12]
