"""Claims as a table: from the records' JSON to columns, with as little as can be done for each claim by itself.

>>> figure_words("killed", 8.0, None, "incident")
'killed 8 or more'
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import lru_cache
from itertools import pairwise
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.json as pj

from sayso.export.claim_columns import FIGURE, PLACE, READ, SLOTS, SOURCE, TABLE, TOLLED
from sayso.export.claim_masking import Masks, masks
from sayso.export.columns import DAY
from sayso.export.exporter import Cell, Explanation, Options
from sayso.lexicon import load
from sayso.model import Claim, Figure, Number, Span, Toll
from sayso.reconcile.tolls import claim_toll
from sayso.store.filters import Filters
from sayso.store.view import ClaimRecord, View
from sayso.telling.wording import range_words

Values = list[Any]
Columns = dict[str, pa.Array]  # what was read, by field
Made = dict[str, pa.Array | Values]
AT_ONCE = 4_000  # claims of a batch
ENDS = ("low", "high")
# Rules that the sidecar names.
AS_SAID = "as the claim has it"
TOLLING = "the largest figure of the measure, or the sum of a list; parts, rates and the missing left out"
MASKING = "what looks like a name and is not known to be public is masked"


def claim_batches(view: View, filters: Filters, options: Options) -> Iterator[pa.RecordBatch]:
    """The claims asked for as batches of the table, by day of report, document and position."""
    yield from record_batches(view.claim_records(filters), options)


def record_batches(parts: Iterable[list[ClaimRecord]], options: Options) -> Iterator[pa.RecordBatch]:
    """Claims as batches of the table, in their order."""
    with ThreadPoolExecutor(max_workers=1) as aside:  # records are parsed while the batch before becomes columns
        waiting: tuple[list[ClaimRecord], Future[Columns]] | None = None
        for part in _together(parts):
            begun = part, aside.submit(_read, [one.record for one in part])
            if waiting is not None:
                yield claim_batch(waiting[0], waiting[1].result(), options)
            waiting = begun
        if waiting is not None:
            yield claim_batch(waiting[0], waiting[1].result(), options)


def explained(batches: Iterable[pa.RecordBatch], explanation: Explanation | None) -> Iterator[pa.RecordBatch]:
    """The batches as they are; of each row it is told what made its tolls, what is masked, and why a cell is empty."""
    for batch in batches:
        for row in batch.to_pylist() if explanation is not None else ():
            assert explanation is not None, "rows are told of only where somebody asks"
            for column, cell in _told(row):
                explanation.cell(row["id"], column, cell)
        yield batch


def _told(row: dict[str, Any]) -> Iterator[tuple[str, Cell]]:
    claims = (row["id"],)
    if row["masked"]:
        yield "evidence", Cell(value=row["evidence"], rule=MASKING, claims=claims)
    for column in TABLE.flat:
        value = row[column.name]
        is_toll = column.name.removesuffix("_low").removesuffix("_high") in TOLLED
        why = None if value is not None else (row["date_reason"] if column.type == DAY else None) or column.empty
        if (is_toll and value is not None) or why:
            yield column.name, Cell(value=value, rule=TOLLING if is_toll else AS_SAID, claims=claims, why=why)


def _together(parts: Iterable[list[ClaimRecord]]) -> Iterator[list[ClaimRecord]]:
    """The parts put together to batches that are worth the making of columns."""
    held: list[ClaimRecord] = []
    for part in parts:
        held += part
        if len(held) >= AT_ONCE:
            yield held
            held = []
    if held:
        yield held


def claim_batch(kept: Sequence[ClaimRecord], read: Columns, options: Options) -> pa.RecordBatch:
    """Some claims as rows of the table, names of private persons masked unless asked for."""
    source, places, figures = (_list(read, name) for name in ("source", "places", "figures"))
    hidden = None if options.with_names else masks(read, [one.title for one in kept], [one.publisher for one in kept])
    figure_values = _figure_values(figures, hidden)
    columns = {
        "id": read["id"],
        "incident": [one.incident for one in kept],
        "document": read["doc"],
        "publisher": [one.publisher for one in kept],
        "published": [one.published for one in kept],
        "url": [one.url for one in kept],
        "title": [one.title or None for one in kept] if hidden is None else hidden.title,
        "start": pc.struct_field(read["span"], "start"),
        "end": pc.struct_field(read["span"], "end"),
        **{name: read[name] for name in ("kind", "status", "stance", "extractor", "confidence", "corrects")},
        "evidence": read["evidence"] if hidden is None else hidden.evidence,
        "masked": [False] * len(kept) if hidden is None else hidden.masked,
        **_parties(read, hidden),
        **_sources(source, hidden),
        **_places(places),
        **_times(read["time"]),
        **_tolls(read, figures),
        "figures": _joined(figures, _all_words(figure_values)),
        **{f"confidence_{slot}": pc.struct_field(read["slots"], slot) for slot in SLOTS},
        "all_figures": _nested(figures, FIGURE, figure_values),
    }
    schema = TABLE.schema
    arrays = [_array(columns[field.name], field.type) for field in schema]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def _read(records: Iterable[str]) -> Columns:
    """The records parsed into arrays, one a field."""
    content = "\n".join(records).encode("utf-8", "backslashreplace")
    options = pj.ReadOptions(use_threads=False, block_size=len(content) + 1)
    parsing = pj.ParseOptions(explicit_schema=READ, unexpected_field_behavior="ignore")
    (batch,) = pj.read_json(pa.BufferReader(content), options, parsing).combine_chunks().to_batches()
    return {name: batch.column(name) for name in READ.names}


def _list(read: Columns, name: str) -> pa.ListArray:
    return read[name]


def _array(values: pa.Array | Values, kind: pa.DataType) -> pa.Array:
    if isinstance(values, list):
        return pa.array(values, type=kind)
    return values if values.type == kind else pc.cast(values, kind)


def _parties(read: Columns, hidden: Masks | None) -> Made:
    found = {name: pc.struct_field(read[name], "text") for name in ("cue", "actor", "target", "instrument")}
    return found if hidden is None else {**found, **hidden.phrases}


def _fields(items: pa.StructArray, names: Iterable[str]) -> Made:
    return {name: pc.struct_field(items, name) for name in names}


def _nested(lists: pa.ListArray, kind: pa.StructType, values: Made) -> pa.ListArray:
    """Lists of structs, put together of one array a field."""
    arrays = [_array(values[field.name], field.type) for field in kind]
    return pa.ListArray.from_arrays(lists.offsets, pa.StructArray.from_arrays(arrays, fields=list(kind)))


def _joined(lists: pa.ListArray, words: pa.Array | Values, by: str = "; ") -> pa.Array:
    """The words of each list in one; null where a list is empty."""
    joined = pc.binary_join(pa.ListArray.from_arrays(lists.offsets, _array(words, pa.string())), by)
    return pc.if_else(pc.greater(pc.list_value_length(lists), 0), joined, pa.scalar(None, pa.string()))


def _chosen(lists: pa.ListArray, index: pa.Array) -> pa.StructArray:
    """One item of each list; null where the index is."""
    return lists.values.take(index)


def _sources(source: pa.ListArray, hidden: Masks | None) -> Made:
    links: pa.StructArray = source.values
    body = pc.struct_field(links, "body")
    values: Made = {"text": pc.struct_field(links, "text")}
    values |= _fields(body, ("id", "name", "type", "party", "of"))
    if hidden is not None:
        values |= hidden.links
    lengths = pc.list_value_length(source)
    last = pc.if_else(pc.greater(lengths, 0), pc.subtract(source.offsets[1:], 1), pa.scalar(None, pa.int32()))
    ids, types, parties = (_array(values[field], SOURCE.field(field).type) for field in ("id", "type", "party"))
    return {
        "source": _joined(source, values["text"], " > "),
        "source_id": ids.take(last),
        "source_type": types.take(last),
        "source_party": parties.take(last),
        "sources": _nested(source, SOURCE, values),
    }


def _places(places: pa.ListArray) -> Made:
    items: pa.StructArray = places.values
    best = _chosen(places, _sites(places))
    names = pc.coalesce(pc.struct_field(items, "name"), pc.struct_field(items, "text"))
    return {
        "place": pc.coalesce(pc.struct_field(best, "name"), pc.struct_field(best, "text")),
        "place_role": pc.struct_field(best, "role"),
        "place_precision": pc.struct_field(best, "precision"),
        **_fields(best, ("admin1", "country", "lat", "lon", "geonameid")),
        "all_places": _joined(places, names),
        "places": _nested(places, PLACE, _fields(items, PLACE.names)),
    }


def _sites(places: pa.ListArray) -> pa.Array:
    """For each claim the number of its first place of role "site", else of its first; null where it has none."""
    lengths = pc.list_value_length(places).to_numpy(zero_copy_only=False)
    found = np.where(lengths > 0, places.offsets[:-1].to_numpy(), -1)
    is_site = pc.fill_null(pc.equal(pc.struct_field(places.values, "role"), "site"), False)
    sites = np.flatnonzero(is_site.to_numpy(zero_copy_only=False))
    rows, firsts = np.unique(pc.list_parent_indices(places).to_numpy()[sites], return_index=True)
    found[rows] = sites[firsts]
    return pa.array(found, pa.int32(), mask=found < 0)


def _times(time: pa.StructArray) -> Made:
    interval = pc.struct_field(time, "interval")
    return {
        "time_text": pc.struct_field(time, "text"),
        "date_first": pc.struct_field(interval, "first"),
        "date_last": pc.struct_field(interval, "last"),
        "date_precision": pc.struct_field(interval, "precision"),
        "date_reason": pc.struct_field(interval, "reason"),
    }


def _figure_values(figures: pa.ListArray, hidden: Masks | None) -> Made:
    values = _fields(figures.values, FIGURE.names)
    return values if hidden is None else {**values, **hidden.figures}


def _all_words(values: Made) -> Values:
    """Each figure in words."""
    columns = [_array(values[name], FIGURE.field(name).type) for name in ("measure", "low", "high", "scope", "part_of")]
    return [figure_words(*one) for one in zip(*(column.to_pylist() for column in columns), strict=True)]


@lru_cache(1 << 14)
def figure_words(measure: str, low: float | None, high: float | None, scope: str, part_of: str | None = None) -> str:
    """A figure in words: what it measures, its range, its scope where that is not the incident, what it is a part of."""
    told = range_words(whole(low), whole(high))
    of = "" if scope == "incident" else f" ({scope})"
    return f"{measure} {told}{of}" + ("" if part_of is None else f" (part of {part_of})")


def whole(value: float | None) -> Number | None:
    """A number without a fraction as an integer."""
    return None if value is None else int(value) if value == int(value) else value


def _tolls(read: Columns, figures: pa.ListArray) -> Made:
    """What each claim counts of the killed and the injured, as accounts of incidents count it."""
    told = _figures(figures)
    starts: Values = pc.struct_field(read["span"], "start").to_pylist()
    evidence: Values = read["evidence"].to_pylist()
    doubtful = pc.match_substring_regex(read["evidence"], load("origins")["unrecovered"], ignore_case=True).to_pylist()
    found: dict[str, Values] = {f"{measure}_{side}": [None] * len(starts) for measure in TOLLED for side in ENDS}
    for row, (begin, end) in enumerate(pairwise(figures.offsets.to_pylist())):
        if begin == end:
            continue
        for measure in TOLLED:
            own = [one for one in told[begin:end] if one[0] == measure]
            if not own:
                continue
            if len(own) == 1 and not doubtful[row]:
                toll = _alone(*own[0][:-1])
            else:
                toll = claim_toll(_claim(evidence[row], starts[row], [_figure(*one) for one in own]), measure)
            if toll is not None:
                found[f"{measure}_low"][row], found[f"{measure}_high"][row] = toll.low, toll.high
    return dict(found)


def _figures(figures: pa.ListArray) -> list[Any]:
    """What decides a toll, a tuple a figure: as `_figure` takes it."""
    names = ("measure", "low", "high", "unit", "part_of", "scope", "text", "span")
    return list(zip(*(pc.struct_field(figures.values, name).to_pylist() for name in names), strict=True))


@lru_cache(1 << 14)
def _alone(
    measure: str, low: Number | None, high: Number | None, unit: str | None, part_of: str | None, scope: str, text: str
) -> Toll | None:
    """The toll of a claim that gives the measure once."""
    figure = _figure(measure, low, high, unit, part_of, scope, text, {"start": 0, "end": 0})
    return claim_toll(_claim("", 0, [figure]), measure)


def _figure(
    measure: Any, low: Number | None, high: Number | None, unit: str | None, part_of: str | None, scope: Any, text: str,
    span: dict[str, int],
) -> Figure:  # fmt: skip
    return Figure(
        span=Span(span["start"], span["end"]), text=text, measure=measure, low=whole(low), high=whole(high),
        basis="exact", unit=unit, part_of=part_of, scope=scope,
    )  # fmt: skip


def _claim(evidence: str, start: int, figures: Sequence[Figure]) -> Claim:
    """As much of a claim as decides its tolls."""
    return Claim(
        id="", doc="", span=Span(start, start + len(evidence)), evidence=evidence, kind="", status="asserted",
        extractor="", confidence=0.0, figures=tuple(figures),
    )  # fmt: skip
