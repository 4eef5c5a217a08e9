"""The desk put together: its pages, what is static, who may come in, and errors told in one line.

from sayso.desk.app import create_app

app = create_app(ledger, resources=resources, now=now, local="Ada", hosts=("127.0.0.1", "localhost"))
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from importlib.resources import files
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

from sayso import __version__
from sayso.desk import guard
from sayso.desk.apart import apart
from sayso.desk.api.app import create_api
from sayso.desk.jobs import Jobs
from sayso.desk.pages import PAGES
from sayso.desk.refusals import status_of
from sayso.desk.render import environment
from sayso.desk.turn import Desk, Resources, Turn
from sayso.errors import SaysoError
from sayso.store.ledger import Ledger


def create_app(
    ledger: Ledger,
    *,
    resources: Resources,
    now: Callable[[], datetime],
    local: str | None,
    hosts: Sequence[str],
) -> FastAPI:
    """The desk on an open ledger.

    `local` is the name under which the one person at this machine does things; None where users log in. `hosts` are the
    names that requests may call this server by.
    """
    app = FastAPI(title="Sayso", version=__version__, docs_url=None, redoc_url=None, openapi_url=None)
    app.state.desk = Desk(
        ledger=ledger, templates=environment(), resources=resources, jobs=Jobs(now), now=now, version=__version__
    )
    static = Path(str(files("sayso.desk") / "static"))
    app.mount(f"/static/{__version__}", StaticFiles(directory=static), name="static")
    app.mount("/api/v1", create_api(app.state.desk), name="api")
    for page in PAGES:
        app.include_router(page.router)
    for kind in (SaysoError, HTTPException, RequestValidationError):
        app.add_exception_handler(kind, _told)
    guard.install(app, users=ledger.users, local=local, hosts=hosts, now=now)
    return app


def _told(request: Request, error: Exception) -> Response:
    """A page that says in one line what was found, what was expected and how to mend it."""
    turn = Turn(request)
    if isinstance(error, HTTPException):
        said = turn.words("error.no_page") if error.status_code == 404 else turn.words.retold(str(error.detail))
        return turn.page("error.html", status=error.status_code, said=said)
    if isinstance(error, RequestValidationError):
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"][1:])
        return turn.page(
            "error.html",
            status=422,
            said=turn.words("error.value", name=apart(where), why=turn.words.retold(first["msg"])),
        )
    return turn.page("error.html", status=status_of(error), said=turn.words.retold(str(error)))
