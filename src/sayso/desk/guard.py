"""Who may come in: every request is looked at before a page runs, and every answer is sealed.

A desk is for one person at this machine (`local`), or for users who log in; the first user added ends the former for good.

>>> User("Ada", "reviewer") in (User("Ada", "viewer"), User("Ada", "reviewer"))
True
"""

from __future__ import annotations

import hmac
import logging
import traceback
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import anyio
from fastapi import Depends, FastAPI, Request
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sayso.desk import bodies, origin, refusals
from sayso.desk.cookies import cookie, cookie_name, csrf_for, secrets_in, with_cookie
from sayso.desk.headers import STATIC, sealed
from sayso.desk.throttle import Throttle
from sayso.errors import SaysoError
from sayso.store.passwords import new_secret
from sayso.store.roles import Role
from sayso.store.users import Users

__all__ = [
    "Administers",
    "Reads",
    "Reviews",
    "Role",
    "User",
    "administers",
    "csrf_of",
    "install",
    "reads",
    "reviews",
    "user_of",
]

LASTING = timedelta(hours=12)  # a session, after its last use
LOGIN = refusals.LOGIN
OPEN = (LOGIN,)  # what may be asked for by nobody; and what is static
FOR_ALL = (LOGIN, "/logout")  # what viewers may send, who else only read
MOST_AT_LOGIN = 16_000  # bytes
_RIGHTS: dict[Role, int] = {"viewer": 0, "reviewer": 1, "admin": 2}
_VISIT = "sayso.visit"
_LOG = logging.getLogger("sayso.desk")


@dataclass(frozen=True, slots=True)
class User:
    """Who asks; `session` where he or she logged in and so can log out. A name is empty where nobody did."""

    name: str
    role: Role
    session: bool = False


NOBODY = User("", "viewer")


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """What is known of a request: who asks, and the secret of the browser that its forms must answer to."""

    user: User
    secret: str | None = None  # None where a token was sent
    fresh: bool = False  # the browser does not have it yet

    @property
    def csrf(self) -> str:
        return "" if self.secret is None else csrf_for(self.secret)


@dataclass(slots=True, kw_only=True)
class Gate:
    """What all requests share: the users, the clock, who is at this machine, and how often somebody may try to log in."""

    users: Users
    now: Callable[[], datetime]
    local: str | None
    hosts: frozenset[str]
    by_name: Throttle = field(default_factory=lambda: Throttle(most=5, within=timedelta(minutes=15)))
    by_address: Throttle = field(default_factory=lambda: Throttle(most=50, within=timedelta(minutes=15)))
    at_once: anyio.CapacityLimiter = field(default_factory=lambda: anyio.CapacityLimiter(2))  # 64 MiB each

    def local_user(self) -> User | None:
        """Who is at this machine, as long as nobody was added who has to log in."""
        if self.local is not None and self.users.any():
            self.local = None  # and stays so, should they all be removed again
        return None if self.local is None else User(self.local, "admin")

    def user_with_session(self, secret: str) -> User | None:
        """Whose session it is."""
        found = self.users.with_session(secret, now=self.now(), lasting=LASTING)
        return None if found is None else User(found.name, found.role, session=True)

    def user_with_token(self, secret: str) -> User | None:
        """Whose token it is."""
        found = self.users.with_token(secret)
        return None if found is None else User(found.name, found.role)


def install(
    app: FastAPI, *, users: Users, local: str | None, hosts: Sequence[str], now: Callable[[], datetime]
) -> None:
    """Put the guard before an app.

    `local` is the author's name of the one person at this machine; None, or a user in the ledger, means that users log
    in. `hosts` are the names, without port, that requests may call the server by; `now` tells the time, with its zone.
    """
    names = frozenset(name.lower().strip("[]").rstrip(".") for name in hosts)
    app.state.gate = Gate(users=users, now=now, local=local, hosts=names)
    app.add_middleware(Guard, gate=app.state.gate)


def user_of(request: Request) -> User:
    """Who asks; NOBODY only on what is open to all."""
    return _visit_of(request).user


def csrf_of(request: Request) -> str:
    """What a form must send as `csrf`, or a script as the header X-CSRF."""
    return _visit_of(request).csrf


def gate_of(request: Request) -> Gate:
    """What all requests share."""
    gate: Gate = request.app.state.gate
    return gate


def _visit_of(request: Request) -> Visit:
    visit = request.scope.get(_VISIT)
    assert isinstance(visit, Visit), "the guard stands before every page"
    return visit


def _at_least(role: Role) -> Callable[[Request], Awaitable[User]]:
    async def check(request: Request) -> User:
        user = user_of(request)
        if not user.name:
            raise HTTPException(401, "found nobody logged in, expected a user; log in")
        if _RIGHTS[user.role] < _RIGHTS[role]:
            found = f"found {user.name!r} with the role {user.role}, expected {role}"
            raise HTTPException(403, f"{found}; ask whoever keeps the ledger: sayso user role")
        return user

    return check


reads, reviews, administers = _at_least("viewer"), _at_least("reviewer"), _at_least("admin")
Reads, Reviews, Administers = Depends(reads), Depends(reviews), Depends(administers)


class Guard:
    """The middleware. What it lets through bears a `Visit`; no error leaves it."""

    def __init__(self, app: ASGIApp, gate: Gate) -> None:
        self._app = app
        self._gate = gate

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            await self._answer(scope, receive, sealed(scope, send))
        else:
            await send({"type": "websocket.close", "code": 1008})  # the desk has none

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = False

        async def begin(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            answer = await self._let_in(scope, receive, begin)
        except ClientDisconnect:
            return
        except HTTPException as error:
            if error.status_code == 413 and "expect" not in Headers(scope=scope):
                await bodies.hear_out(receive)
            answer = refusals.refusal(scope, error.status_code, str(error.detail))
        except SaysoError as error:
            answer = refusals.refusal(scope, 400, str(error))
        except Exception as error:  # noqa: BLE001 - the worker loop: one request must not stop the rest
            _LOG.error("%s %r: %s at %s", scope["method"], scope["path"], type(error).__name__, _where(error))
            answer = refusals.refusal(scope, 500, refusals.OUR_FAULT)
        if answer is not None and not begun:
            await answer(scope, receive, begin)

    async def _let_in(self, scope: Scope, receive: Receive, send: Send) -> Response | None:
        """Let the page answer; or give the answer that it must not."""
        headers = Headers(scope=scope)
        refused = self._refused(scope, headers)
        if refused is not None:
            return refused
        visit = await anyio.to_thread.run_sync(self._visit, scope, headers)
        if not visit.user.name and not _is_open(scope):
            return refusals.once_more() if _returns(scope, headers) else refusals.to_login(scope, headers)
        if visit.fresh and _returns(scope, headers):
            return refusals.once_more()
        most = MOST_AT_LOGIN if scope["path"] == LOGIN else bodies.MOST
        bodies.check_length(scope, most)
        receive = bodies.limited(receive, most)
        if scope["method"] not in origin.SAFE:
            receive = await _check_intent(scope, headers, visit, receive)
        scope[_VISIT] = visit
        if visit.fresh and scope["method"] == "GET":
            send = with_cookie(send, cookie(scope, headers, visit.secret or "", login=scope["path"] == LOGIN))
        await self._app(scope, receive, send)
        return None

    def _refused(self, scope: Scope, headers: Headers) -> Response | None:
        """What nobody may: call the server by another name, draw its pages into another's, reach a desk of one from afar;
        and ask for what no ledger can hold."""
        host = origin.host_of(headers)
        parts = None if host is None else origin.name_and_port(host)
        if parts is None or parts[0] not in self._gate.hosts:
            known = ", ".join(sorted(self._gate.hosts))
            found = "no name of a host" if parts is None else f"{parts[0]!r} as the name of this host"
            said = f"found {found}, expected one of {known}; start it with: sayso desk --host-name NAME"
            return refusals.refusal(scope, 421, said)
        if not origin.is_text(scope):
            said = "found what is no text in an address, expected words in UTF-8; take it out of the address"
            return refusals.refusal(scope, 400, said)
        if origin.is_drawn_in(scope, headers):
            return refusals.refusal(
                scope,
                403,
                "found a request of another site's page, expected one of the desk's own; open the desk itself",
            )
        if self._gate.local is not None and not origin.is_from_this_machine(scope, headers):
            said = "found a request from elsewhere or through a proxy, expected one from this machine, as the desk has no users"
            return refusals.refusal(scope, 403, f"{said}; add one: sayso user add NAME --role admin")
        return None

    def _visit(self, scope: Scope, headers: Headers) -> Visit:
        """Who asks, by token, cookie, or being at this machine. It asks the ledger, so it runs in a thread."""
        token = _bearer(headers)
        if token is not None:
            found = self._gate.user_with_token(token)
            if found is None:
                raise HTTPException(
                    401, "found a token that does not stand, expected one from: sayso user token; make a new one"
                )
            return Visit(user=found)
        if scope["path"].startswith(STATIC):
            return Visit(user=NOBODY)
        kept = secrets_in(headers)
        user, secret = self._gate.local_user(), kept.get(cookie_name(scope, headers))
        if user is None and secret is not None:
            user = self._gate.user_with_session(secret)
        if self._gate.local is None and scope["path"] == LOGIN:
            secret = kept.get(cookie_name(scope, headers, login=True))
        elif user is None:
            return Visit(user=NOBODY)
        return Visit(user=user or NOBODY, secret=secret or new_secret(), fresh=secret is None)


async def _check_intent(scope: Scope, headers: Headers, visit: Visit, receive: Receive) -> Receive:
    """That a browser sends what its user sees: from a page of ours that has the token; and that viewers change nothing.

    Gives a `receive` that has the whole body.
    """
    if visit.user.role == "viewer" and scope["path"] not in FOR_ALL:
        raise HTTPException(
            403, "found the role viewer, expected reviewer; ask whoever keeps the ledger: sayso user role"
        )
    by_token = visit.secret is None and bool(visit.user.name)  # no browser sends one by itself
    if not by_token and not origin.is_from_here(scope, headers):
        raise HTTPException(403, "found a form of another site, expected one of the desk's own; open the desk itself")
    field = None
    if bodies.is_form(headers.get("content-type", "")):
        field, receive = await bodies.field_of(scope, receive, "csrf")
    if by_token:
        return receive
    sent = headers.get("x-csrf", field)
    right = not visit.fresh and visit.secret is not None and sent is not None
    if not (right and hmac.compare_digest((sent or "").encode("utf-8", "surrogatepass"), visit.csrf.encode())):
        raise HTTPException(
            403, "found a form that is not of this session, expected one with its token; load the page anew"
        )
    return receive


def _is_open(scope: Scope) -> bool:
    return scope["path"] in OPEN or scope["path"].startswith(STATIC)


def _returns(scope: Scope, headers: Headers) -> bool:
    """Whether a link from elsewhere led here, so that the browser may have a cookie that it does not show yet."""
    return scope["method"] == "GET" and origin.is_followed(headers) and not scope["path"].startswith(STATIC)


def _bearer(headers: Headers) -> str | None:
    kind, _, token = headers.get("authorization", "").partition(" ")
    return token.strip() if kind.lower() == "bearer" else None


def _where(error: BaseException) -> str:
    """The last steps to an error, without its words, which may be those of a document."""
    steps = traceback.extract_tb(error.__traceback__)[-6:]
    return " > ".join(f"{step.filename.rpartition('/')[2]}:{step.lineno} {step.name}" for step in steps)
