"""Export: what the filter leaves, in the formats that others read."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack
from mimetypes import guess_type
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO, get_args

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response
from starlette.responses import StreamingResponse

from sayso.desk.drawing import draw
from sayso.desk.guard import Reads
from sayso.desk.pages.incident import read_rule
from sayso.desk.turn import ThisTurn
from sayso.errors import UsageError
from sayso.export.columns import Rows
from sayso.export.exporter import Options
from sayso.export.formats import FORMATS, write
from sayso.model import Rule
from sayso.store.filters import ALL

router = APIRouter(dependencies=[Reads])
ROWS: dict[str, Rows] = {of: of for of in get_args(Rows)}
PART = 1 << 16  # bytes sent at once


@router.get("/export")
def formats(turn: ThisTurn) -> HTMLResponse:
    """The formats, each for what the filter leaves."""
    with turn.view() as view:
        total = view.count_incidents(turn.filters)
    return turn.page(
        "export.html", formats=tuple(FORMATS), rules=get_args(Rule), total=total, filtered=turn.filters != ALL
    )


@router.get("/export/{name}")
def export(turn: ThisTurn, name: str, rule: str = "", of: str = "incidents", names: bool = False) -> Response:
    """The file of one format; it is written whole before it is sent, so that a fault is told and no half of it given."""
    if name not in FORMATS:
        raise UsageError(found=f"{name!r} as a format", expected=f"one of {', '.join(FORMATS)}", mend="choose one")
    if of not in ROWS:
        raise UsageError(found=f"rows of {of!r}", expected=f"one of {', '.join(ROWS)}", mend="choose one")
    chosen = FORMATS[name]
    options = Options(
        rule=read_rule(rule) if rule else chosen.rule,
        with_names=names,
        of=ROWS[of],
        filtered=turn.filters != ALL,
        made=turn.desk.now().isoformat(timespec="seconds"),
        ledger=Path(turn.desk.ledger.name).stem or "ledger",
        draw=draw,
    )
    with ExitStack() as held:
        file = held.enter_context(TemporaryFile(prefix="sayso-"))  # without a name: gone with the process at the latest
        with turn.view() as view:
            write(name, file, view, turn.filters, options)
        size = file.seek(0, os.SEEK_END)
        file.seek(0)
        held.pop_all()
    called = f"sayso-{options.of}-{name}{chosen.suffix}"
    return StreamingResponse(
        _parts(file),
        media_type=guess_type(called)[0] or "application/octet-stream",
        headers={"content-disposition": f'attachment; filename="{called}"', "content-length": str(size)},
    )


def _parts(file: BinaryIO) -> Iterator[bytes]:
    """What a file holds, a part at a time; then it is closed."""
    with file:
        while part := file.read(PART):
            yield part
