"""Answers of the API: JSON with an ETag that holds until the ledger changes, and errors of one shape.

>>> problem(404, "found nothing").body
b'{"error":"found nothing"}'
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from sayso.desk.refusals import OUR_FAULT, status_of
from sayso.desk.turn import Turn
from sayso.errors import SaysoError


class Written(str):
    """JSON that is written already."""


def written(value: object) -> str:
    """The value as JSON, as short as can be."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def answer(turn: Turn, make: Callable[[], object]) -> Response:
    """What `make` gives as JSON; 304 where the caller holds it already, without making it."""
    tag = _tag(turn)
    headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
    if tag in [one.strip() for one in turn.request.headers.get("if-none-match", "").split(",")]:
        return Response(status_code=304, headers=headers)
    made = make()
    text = made if isinstance(made, Written) else written(made)
    return Response(text, media_type="application/json", headers=headers)


def _tag(turn: Turn) -> str:
    """Changes with the ledger and with what is asked."""
    desk = turn.desk
    asked = f"{desk.ledger.last_change} {desk.version} {turn.request.url.path}?{turn.request.url.query}"
    return f'W/"{hashlib.blake2b(asked.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()}"'


def problem(status: int, said: str) -> JSONResponse:
    """Why there is no answer, in one line."""
    return JSONResponse({"error": said}, status_code=status)


def told(_request: Request, error: Exception) -> Response:
    """An error as an answer."""
    if isinstance(error, HTTPException):
        said = str(error.detail) if error.status_code != 404 else "found no such address; see: /api/v1/openapi.json"
        made = problem(error.status_code, said)
        made.headers.update(error.headers or {})
        return made
    if isinstance(error, RequestValidationError):
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"][1:])
        return problem(422, f"found {first.get('input')!r} as {where}, expected otherwise: {first['msg']}")
    if isinstance(error, SaysoError):
        return problem(status_of(error), str(error))
    return problem(500, OUR_FAULT)  # the guard notes where
