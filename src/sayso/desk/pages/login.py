"""Logging in and out: a name and a password against a session; whether a name is known is never told."""

from __future__ import annotations

import anyio
from fastapi import APIRouter
from fastapi.responses import RedirectResponse, Response

from sayso.desk import origin
from sayso.desk.cookies import cookie, cookie_name, secrets_in
from sayso.desk.guard import LASTING, LOGIN, Gate, gate_of
from sayso.desk.refusals import safe_path
from sayso.desk.turn import ThisTurn, Turn, values_of

router = APIRouter()


@router.get("/login")
def login(turn: ThisTurn, next: str = "/") -> Response:
    """The form; who is in already goes on."""
    if turn.user.name:
        return RedirectResponse(safe_path(next), status_code=303)
    return _form(turn, after=next)


@router.post("/login")
async def log_in(turn: ThisTurn) -> Response:
    """Open a session, or tell that name and password do not fit, or to wait after too many tries."""
    form = values_of(await turn.request.form(), "name", "next")
    password = (await turn.request.form()).get("password")
    name, after = form["name"], safe_path(form["next"])
    gate, address = gate_of(turn.request), origin.network_of(turn.request.scope)
    key, now = (name[:100], address), gate.now()
    pause = gate.by_address.wait(address, now) or gate.by_name.wait(key, now)
    if pause is not None:
        minutes = max(1, round(pause.total_seconds() / 60))
        answer = _form(turn, after=after, status=429, said=turn.words("login.too_often", minutes=minutes))
        answer.headers["retry-after"] = str(max(1, int(pause.total_seconds())))
        return answer
    secret = await anyio.to_thread.run_sync(_session, gate, name, str(password or ""), limiter=gate.at_once)
    if secret is None:
        return _form(turn, after=after, status=403, said=turn.words("login.wrong"))
    gate.by_name.forget(key)
    return _with_session(turn, RedirectResponse(after, status_code=303), secret)


@router.post("/logout")
def log_out(turn: ThisTurn) -> Response:
    """End the session."""
    held = secrets_in(turn.request.headers).get(cookie_name(turn.request.scope, turn.request.headers))
    if held is not None:
        gate_of(turn.request).users.log_out(held)
    return _with_session(turn, RedirectResponse(LOGIN, status_code=303), "")


def _session(gate: Gate, name: str, password: str) -> str | None:
    return gate.users.log_in(name, password, now=gate.now(), lasting=LASTING)


def _form(turn: Turn, *, after: str, status: int = 200, said: str | None = None) -> Response:
    return turn.page("login.html", status=status, after=safe_path(after), said=said)


def _with_session(turn: Turn, answer: Response, secret: str) -> Response:
    scope, headers = turn.request.scope, turn.request.headers
    answer.headers.append("set-cookie", cookie(scope, headers, secret))
    return answer
