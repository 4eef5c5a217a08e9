"""Plain answers for what goes no further: one line each, as a page or as JSON, by what was asked for.

>>> wants_json({"path": "/api/incidents"}, Headers({}))
True
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from urllib.parse import parse_qs, quote, urlencode

from starlette.datastructures import Headers
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.types import Scope

from sayso import __version__
from sayso.desk.apart import marked
from sayso.desk.words import LANGUAGE_COOKIE, choose, words_of
from sayso.errors import LedgerError, NotFoundError, SaysoError

API = "/api/"
LOGIN = "/login"
STATUS: dict[type[SaysoError], int] = {NotFoundError: 404, LedgerError: 503}  # others are the caller's mistake: 400
OUR_FAULT = (
    "found a fault of the desk itself, expected none; try again, and else tell whoever keeps the desk: a line about it "
    "stands where it was started"
)
_PAGE = (
    '<!doctype html><html lang="{language}" dir="{direction}"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">'
    '<title>Sayso</title><link rel="stylesheet" href="{sheet}"></head><body><main><h1>{title}</h1>'
    '<p class="said">{said}</p><p><a href="/">{back}</a></p></main></body></html>'
)
_AGAIN = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="refresh" content="0">'
    '<title>Sayso</title></head><body><p><a href="">Go on</a></p></body></html>'
)


def wants_json(scope: Mapping[str, object], headers: Headers) -> bool:
    """Whether a program asks: by the address, by a token, or by what it accepts."""
    accepted = headers.get("accept", "")
    bearer = headers.get("authorization", "").lower().startswith("bearer ")
    return (
        str(scope["path"]).startswith(API) or bearer or ("application/json" in accepted and "text/html" not in accepted)
    )


def status_of(error: Exception) -> int:
    """The status that tells of an error which says itself what is wrong.

    >>> status_of(NotFoundError(found="nothing", expected="a claim", mend="look for its words"))
    404
    """
    return next((status for kind, status in STATUS.items() if isinstance(error, kind)), 400)


def refusal(scope: Scope, status: int, said: str, **headers: str) -> Response:
    """An answer of one line; names of headers are given with _ for -."""
    told = {name.replace("_", "-"): value for name, value in headers.items()}
    if wants_json(scope, Headers(scope=scope)):
        return JSONResponse({"error": said}, status_code=status, headers=told)
    words = words_of(_language(scope))
    page = _PAGE.format(
        language=words.language,
        direction=words.direction,
        said=marked(words.retold(said), ""),
        back=html.escape(words("error.back")),
        title=html.escape(words("error.title")),
        sheet=f"/static/{__version__}/desk.css",
    )
    return HTMLResponse(page, status_code=status, headers=told)


def _language(scope: Scope) -> str:
    """The language that whoever asks has chosen, or that the browser accepts."""
    headers = Headers(scope=scope)
    asked = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("lang", [None])[0]
    return choose(asked or language_in(headers.get("cookie", "")), headers.get("accept-language", ""))


def language_in(cookies: str) -> str | None:
    """The language that a browser keeps for the desk.

    >>> language_in("a=b; sayso_language=ar"), language_in("")
    ('ar', None)
    """
    found = re.search(rf"(?:^|;\s*){LANGUAGE_COOKIE}=(\w+)", cookies)
    return None if found is None else found[1]


def once_more() -> Response:
    """A page that asks for its own address again, now from here: so the browser sends the cookies it kept back."""
    return HTMLResponse(_AGAIN)


def to_login(scope: Scope, headers: Headers) -> Response:
    """Log in first, and then go on here; a program is only told."""
    if "hx-request" in headers:
        return refusal(scope, 401, _LOG_IN, hx_redirect=_login_for(_within(headers.get("hx-current-url", ""))))
    if wants_json(scope, headers):
        return refusal(scope, 401, _LOG_IN, www_authenticate="Bearer")
    if scope["method"] in ("GET", "HEAD"):
        return RedirectResponse(_login_for(_asked(scope)), status_code=303)
    return RedirectResponse(_login_for(_within(headers.get("referer", ""))), status_code=303)


_LOG_IN = "found nobody logged in, expected a user; log in, or send a token as: Authorization: Bearer TOKEN"


def _asked(scope: Scope) -> str:
    """The address that was asked for, as it was sent."""
    raw: bytes = scope.get("raw_path") or quote(scope["path"]).encode()
    path, query = raw.decode("latin-1").partition("?")[0], scope["query_string"].decode("latin-1")
    return f"{path}?{query}" if query else path


def _within(address: str) -> str:
    """What follows the host in a whole address.

    >>> _within("http://desk.example:8484/queue?page=2"), _within("http://[")
    ('/queue?page=2', '')
    """
    found = re.fullmatch(r"https?://[^/?#]+(/[^#]*)?(?:#.*)?", address)
    return (found[1] or "") if found is not None else ""


def _login_for(after: str) -> str:
    wanted = safe_path(after)
    return LOGIN if wanted == "/" else f"{LOGIN}?{urlencode({'next': wanted})}"


def safe_path(wanted: str) -> str:
    """An address within the desk, else its first page: nobody is sent elsewhere by what an address says.

    >>> safe_path("/incidents/i1?lang=ar"), safe_path("//elsewhere.example"), safe_path("/\\\\elsewhere"), safe_path("x:y")
    ('/incidents/i1?lang=ar', '/', '/', '/')
    """
    plain = wanted.isascii() and wanted.isprintable() and " " not in wanted and "\\" not in wanted
    within = wanted.startswith("/") and not wanted.startswith("//") and wanted.split("?")[0] not in (LOGIN, "/logout")
    return wanted if plain and within else "/"
