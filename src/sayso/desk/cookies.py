"""The cookie by which a browser is known again, and the token that its forms must send beside it.

>>> csrf_for("a") != csrf_for("b"), len(csrf_for("a"))
(True, 64)
"""

from __future__ import annotations

import hashlib
import hmac
import re

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import Message, Scope, Send

from sayso.desk import origin

_SECRET = re.compile(r"[A-Za-z0-9_-]{43}")  # as `store.passwords.new_secret` makes them


def csrf_for(secret: str) -> str:
    """The token that follows from the secret of a browser, from which the secret does not follow."""
    return hmac.new(secret.encode(), b"sayso csrf", hashlib.sha256).hexdigest()


def secrets_in(headers: Headers) -> dict[str, str]:
    """The cookies that can be secrets of ours, by name.

    >>> secrets_in(Headers({"cookie": f"other=1; sayso={'a' * 43}"})) == {"sayso": "a" * 43}
    True
    """
    held: dict[str, str] = {}
    for part in headers.get("cookie", "").split(";"):
        name, _, value = part.strip().partition("=")
        if _SECRET.fullmatch(value):
            held.setdefault(name, value)
    return held


def cookie_name(scope: Scope, headers: Headers, *, login: bool = False) -> str:
    """The cookie's name: with the port, as browsers send cookies to all ports of a host, and bound to it under https.

    Before somebody has logged in (`login`) it is another, so that a look at the login page ends no session.
    """
    _, port = origin.name_and_port(origin.host_of(headers) or "") or ("", "")
    name = "sayso_login" if login else "sayso"
    return ("__Host-" if scope["scheme"] == "https" else "") + (f"{name}_{port}" if port else name)


def cookie(scope: Scope, headers: Headers, value: str, *, login: bool = False) -> str:
    """A Set-Cookie header, kept until the browser is closed; with an empty value the cookie is forgotten."""
    ends = "" if value else "; Max-Age=0"
    secure = "; Secure" if scope["scheme"] == "https" else ""
    return f"{cookie_name(scope, headers, login=login)}={value}; Path=/; HttpOnly; SameSite=Strict{secure}{ends}"


def with_cookie(send: Send, told: str) -> Send:
    """`send`, with a Set-Cookie header."""

    async def put(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).append("set-cookie", told)
        await send(message)

    return put
