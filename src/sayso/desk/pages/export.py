"""Export: what the filter leaves, in the formats that others read."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Annotated, get_args

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse, Response
from starlette.background import BackgroundTask
from starlette.responses import FileResponse

from sayso.desk.drawing import draw
from sayso.desk.guard import Reads
from sayso.desk.pages.incident import read_rule
from sayso.desk.turn import ThisTurn
from sayso.errors import UsageError
from sayso.export.exporter import Options
from sayso.export.formats import FORMATS, write
from sayso.model import Rule
from sayso.store.filters import ALL

router = APIRouter(dependencies=[Reads])
ROWS = ("incidents", "claims")


@router.get("/export")
def formats(turn: ThisTurn) -> HTMLResponse:
    """The formats, each for what the filter leaves."""
    with turn.view() as view:
        total = view.count_incidents(turn.filters)
    return turn.page("export.html", formats=FORMATS, rules=get_args(Rule), total=total, filtered=turn.filters != ALL)


@router.get("/export/{name}")
def export(
    turn: ThisTurn, name: str, rule: str = "", of: Annotated[str, Query()] = "incidents", names: bool = False
) -> Response:
    """The file of one format; it is written whole before it is sent, so that a fault is told and no half of it given."""
    if name not in FORMATS:
        raise UsageError(found=f"{name!r} as a format", expected=f"one of {', '.join(FORMATS)}", mend="choose one")
    if of not in ROWS:
        raise UsageError(found=f"rows of {of!r}", expected=f"one of {', '.join(ROWS)}", mend="choose one")
    chosen = FORMATS[name]
    options = Options(
        rule=read_rule(rule) if rule else chosen.rule,
        with_names=names,
        of="claims" if of == "claims" else "incidents",
        filtered=turn.filters != ALL,
        made=turn.desk.now().isoformat(timespec="seconds"),
        ledger=Path(turn.desk.ledger.name).stem or "ledger",
        draw=draw,
    )
    handle, written = tempfile.mkstemp(prefix="sayso-", suffix=chosen.suffix)
    path = Path(written)
    try:
        with os.fdopen(handle, "wb") as file, turn.view() as view:
            write(name, file, view, turn.filters, options)
    except BaseException:
        path.unlink()
        raise
    return FileResponse(
        path,
        filename=f"sayso-{'claims' if of == 'claims' else 'incidents'}-{name}{chosen.suffix}",
        background=BackgroundTask(path.unlink),
    )
