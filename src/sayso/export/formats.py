"""The formats, and how each is written from a view of the ledger.

>>> FORMATS["geojson"].suffix
'.geojson'
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any, BinaryIO

import pyarrow as pa

from sayso.export.account_table import account_batches
from sayso.export.acled import AcledExporter
from sayso.export.annotations import AnnotationExporter
from sayso.export.claim_table import claim_batches, explained
from sayso.export.columns import Rows
from sayso.export.disagreement_table import disagreement_batches
from sayso.export.exporter import Explanation, Exporter, Options, Sheet
from sayso.export.ftm import FtmExporter
from sayso.export.ged import GedExporter
from sayso.export.geojson import GeoJsonExporter
from sayso.export.incident_table import incident_batches
from sayso.export.kml import KmlExporter
from sayso.export.package import PackageExporter
from sayso.export.plover import PloverExporter
from sayso.export.polecat import PolecatExporter
from sayso.export.prov import ProvExporter
from sayso.export.records import RecordExporter
from sayso.export.site import SiteExporter
from sayso.export.stream import feed, sheets, told
from sayso.export.tables import CsvExporter, ParquetExporter, XlsxExporter
from sayso.export.timeline import TimelineExporter
from sayso.model import Rule
from sayso.store.filters import Filters
from sayso.store.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format: what writes it, how its files end, and what it is for. `tree` is an archive that can be a folder too.

    `rule` is how one toll is made of many, where the user does not say.
    """

    exporter: type[Exporter[Any]]
    suffix: str
    words: str
    tree: bool = False
    rule: Rule = "range"


def write(
    name: str,
    target: BinaryIO,
    view: View,
    filters: Filters,
    options: Options,
    *,
    explanation: Explanation | None = None,
    tell: Callable[[int], None] = lambda _: None,
    left_out: Callable[[int], None] = lambda _: None,
) -> int:
    """Write what the filters ask for in the format of that name; how many claims, incidents or records were written.

    `left_out` is told how many more the format has no room for, where there are such.
    """
    exporter = FORMATS[name].exporter(target, options, explanation)
    items: Iterator[Any]
    match exporter.takes:
        case "incidents":
            items = sheets(view, filters, options)
        case "claims":
            items = told(view, filters, options)
        case "tables":
            items = _table(view, filters, options, explanation)
        case "package":
            items = chain(_incidents(view, filters, options, explanation), _claims(view, filters, options, explanation))
        case "ledger":
            items = view.records(filters)
    number = feed(exporter, items, size=_size, tell=tell)
    if exporter.left_out:
        left_out(exporter.left_out)
    return number - exporter.left_out


def _table(view: View, filters: Filters, options: Options, explanation: Explanation | None) -> Iterator[pa.RecordBatch]:
    if options.of == "claims":
        return _claims(view, filters, options, explanation)
    return _OF_INCIDENTS[options.of](sheets(view, filters, options), explanation)


def _incidents(
    view: View, filters: Filters, options: Options, explanation: Explanation | None
) -> Iterator[pa.RecordBatch]:
    return _OF_INCIDENTS["incidents"](sheets(view, filters, options), explanation)


def _claims(
    view: View, filters: Filters, options: Options, explanation: Explanation | None
) -> Iterator[pa.RecordBatch]:
    return explained(claim_batches(view, filters, options), explanation)


def _size(item: object) -> int:
    return int(item.num_rows) if isinstance(item, pa.RecordBatch) else 1


_OF_INCIDENTS: dict[Rows, Callable[[Iterable[Sheet], Explanation | None], Iterator[pa.RecordBatch]]] = {
    "incidents": incident_batches,
    "accounts": account_batches,
    "disagreements": disagreement_batches,
}
FORMATS: dict[str, Format] = {
    "csv": Format(exporter=CsvExporter, suffix=".csv", words="a table of incidents, or with --of of claims, accounts or disagreements"),
    "xlsx": Format(exporter=XlsxExporter, suffix=".xlsx", words="the same as a workbook of Excel"),
    "parquet": Format(exporter=ParquetExporter, suffix=".parquet", words="the same as Parquet; incidents as GeoParquet"),
    "acled": Format(exporter=AcledExporter, suffix=".csv", words="incidents as the event file of ACLED", rule="conservative"),
    "ged": Format(exporter=GedExporter, suffix=".csv", words="incidents as UCDP GED has them"),
    "plover": Format(exporter=PloverExporter, suffix=".jsonl", words="incidents as PLOVER records"),
    "polecat": Format(exporter=PolecatExporter, suffix=".tsv", words="incidents as POLECAT's table"),
    "geojson": Format(exporter=GeoJsonExporter, suffix=".geojson", words="incidents for maps, RFC 7946"),
    "kml": Format(exporter=KmlExporter, suffix=".kml", words="incidents for Google Earth"),
    "timelinejs": Format(exporter=TimelineExporter, suffix=".json", words="incidents as slides of TimelineJS"),
    "ftm": Format(exporter=FtmExporter, suffix=".ftm.json", words="incidents and what is in them as FollowTheMoney"),
    "prov": Format(exporter=ProvExporter, suffix=".json", words="where each claim and incident comes from, as PROV-JSON"),
    "annotations": Format(exporter=AnnotationExporter, suffix=".jsonld", words="claims as Web Annotations on the reports"),
    "records": Format(exporter=RecordExporter, suffix=".jsonl", words="all that the ledger keeps, without loss"),
    "package": Format(exporter=PackageExporter, suffix=".zip", words="both tables with codebook, credits and checksums", tree=True),
    "site": Format(exporter=SiteExporter, suffix=".zip", words="a site of incident sheets, without scripts", tree=True),
}  # fmt: skip
