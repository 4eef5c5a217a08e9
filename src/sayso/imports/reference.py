r"""Files of reference data to records, one row at a time; a row that cannot be read is a failure, and the rest goes on.

>>> import io
>>> rows = b"event_id_cnty,event_date,fatalities\nSYR1,2016-05-03,8\nSYR2,2016-05-33,2\n"
>>> for found in read_reference(io.BufferedReader(io.BytesIO(rows)), name="a.csv").records:
...     print(found.key if isinstance(found, ReferenceRecord) else found.reason)
SYR1
found '2016-05-33' as event_date, expected a day such as 2016-05-03 or 3 May 2016; correct it
"""

from __future__ import annotations

import io
import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any, BinaryIO

from sayso.errors import InputError
from sayso.imports.datasets import READERS
from sayso.imports.exports import PARQUET, made_here, refuse
from sayso.ingest.rows import Row, header_of, keyed, read_rows, shown
from sayso.lexicon import load
from sayso.model import Failure, ReferenceRecord

MAX_GEOJSON_BYTES = 256_000_000  # read as a whole: some hundred thousand features
_LOOKED_AT = 512  # bytes of a file, to tell what it is
_BOM = b"\xef\xbb\xbf"
_Numbered = tuple[int, Mapping[str, str]]  # a row's number, and its cells by column
_SETS: dict[str, dict[str, Any]] = load("references")["sets"]
_GED_COLUMNS: list[str] = load("references")["ged_columns"]
FORMATS = tuple(_SETS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A file of reference data: the format that it is in, what the data set is called, and its records."""

    form: str
    dataset: str
    records: Iterator[ReferenceRecord | Failure]


def read_reference(
    stream: io.BufferedReader, *, name: str, form: str | None = None, dataset: str | None = None
) -> Reference:
    """The records of a CSV or GeoJSON file. `form` is one of FORMATS, None where its columns are to tell.

    `dataset` is what it is called, where that is not what the format is named for. InputError where it is no such file.
    """
    beginning = stream.peek(_LOOKED_AT).removeprefix(_BOM).lstrip()
    again: Iterator[_Numbered | Failure]
    if beginning[:1] in (b"{", b"["):
        features = _features(stream, name=name)
        first = next(features, None)
        chosen = _form([] if first is None else list(first[1]), form, name=name, otherwise="airwars")
        again = chain([] if first is None else [first], features)
    else:
        if beginning.startswith(PARQUET):
            raise refuse("incidents or claims", name=name)
        header, found = _headed(read_rows(stream, name=name), name=name, form=form)
        chosen = _form(header, form, name=name)
        again = _keyed(found, header, name=name)
    called = dataset or str(_SETS[chosen]["name"])
    return Reference(form=chosen, dataset=called, records=_read(again, chosen, called, name=name))


def _form(columns: Collection[str], form: str | None, *, name: str, otherwise: str | None = None) -> str:
    """The format that a file with these columns is in; InputError where it is none, or not the one that was said."""
    if (what := made_here(columns)) is not None:
        raise refuse(what, name=name)
    fits = [one for one, known in _SETS.items() if set(known["known_by"]) <= set(columns)]
    if form is None:
        form = fits[0] if fits else otherwise if columns else None
    known_by = _SETS[form]["known_by"] if form is not None else []
    if form is None or (form != "airwars" and form not in fits):
        expected = f"those of {_SETS[form]['name']}, {', '.join(known_by)} among them" if form else _expected()
        raise InputError(
            found=f"the columns {shown(list(columns))} in {name!r}",
            expected=expected,
            mend="name another format, or check what parts the cells",
        )
    return form


def _expected() -> str:
    return "those of " + ", ".join(f"{one['name']} ({', '.join(one['known_by'])})" for one in _SETS.values())


def _headed(
    found: Iterator[Row | Failure], *, name: str, form: str | None
) -> tuple[list[str], Iterator[Row | Failure]]:
    """The columns and the rows; those of a file of UCDP GED without a header are known."""
    first = next(found, None)
    if first is None:
        raise InputError(found=f"no row in {name!r}", expected="a table with a header", mend="check the file")
    if isinstance(first, Failure):
        raise InputError(
            found=f"a header that cannot be read in {name!r} ({first.reason})",
            expected="the names of columns",
            mend="correct it",
        )
    if first.cells[0].strip().isdigit() and form in (None, "ged"):
        if len(first.cells) != len(_GED_COLUMNS):
            raise InputError(
                found=f"{len(first.cells)} columns without names in {name!r}",
                expected=f"a header, or the {len(_GED_COLUMNS)} columns of UCDP GED",
                mend="put the names of the columns into a first row",
            )
        return _GED_COLUMNS, chain([first], found)
    return header_of(first.cells, name=name), found


def _keyed(found: Iterator[Row | Failure], header: list[str], *, name: str) -> Iterator[_Numbered | Failure]:
    for one in found:
        if isinstance(one, Failure):
            yield one
            continue
        cells = keyed(one, header, name=name)
        if isinstance(cells, Failure):
            yield cells
        else:
            yield one.number, dict(zip(header, one.cells, strict=True))


def _features(stream: BinaryIO, *, name: str) -> Iterator[_Numbered]:
    """The properties of GeoJSON's features, or the objects of a list, flat; the point as latitude and longitude."""
    content = stream.read(MAX_GEOJSON_BYTES + 1)
    if len(content) > MAX_GEOJSON_BYTES:
        raise InputError(found=f"more than {MAX_GEOJSON_BYTES:,} bytes in {name!r}", expected="less", mend="split it")
    try:
        value = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise InputError(
            found=f"no whole JSON in {name!r}", expected="GeoJSON, or a list of objects", mend="fetch it again"
        ) from error
    found = value.get("features") if isinstance(value, dict) else value
    if not isinstance(found, list):
        raise InputError(found=f"JSON without features in {name!r}", expected="GeoJSON", mend="check the file")
    for number, feature in enumerate(found, 1):
        yield number, dict(_flat(feature))


def _flat(feature: Any) -> Iterator[tuple[str, str]]:
    if not isinstance(feature, dict):
        return
    properties = feature.get("properties")
    if not isinstance(properties, dict):
        yield from _parts(feature, "")
        return
    held = dict(_parts(properties, ""))
    if feature.get("id") is not None:
        held.setdefault("id", str(feature["id"]))
    geometry = feature.get("geometry")
    if isinstance(geometry, dict) and geometry.get("type") == "Point":
        match geometry.get("coordinates"):
            case [lon, lat, *_]:
                held.setdefault("latitude", str(lat))
                held.setdefault("longitude", str(lon))
    yield from held.items()


def _parts(value: Any, head: str) -> Iterator[tuple[str, str]]:
    """The values of a nested thing by their names with dots between."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield from _parts(part, f"{head}.{key}" if head else str(key))
    elif isinstance(value, list) and any(isinstance(part, dict | list) for part in value):
        for number, part in enumerate(value):
            yield from _parts(part, f"{head}.{number}")
    elif isinstance(value, list):
        yield head, "; ".join(map(str, value))
    elif value is not None:
        yield head, str(value)


def _read(
    found: Iterator[_Numbered | Failure], form: str, dataset: str, *, name: str
) -> Iterator[ReferenceRecord | Failure]:
    read = READERS[form]
    for one in found:
        if isinstance(one, Failure):
            yield one
            continue
        number, row = one
        try:
            yield read(row, dataset)
        except InputError as error:
            yield Failure(document=f"{name}:{number}", stage="import", reason=str(error))
