"""A desk behind a proxy that speaks https: what the proxy says of the browser is taken for the browser's own.

>>> last("10.0.0.9, 203.0.113.5")
'203.0.113.5'
"""

from __future__ import annotations

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Receive, Scope, Send


def last(told: str) -> str:
    """The last of several values: the one that the proxy next to us wrote; those before it can be anybody's."""
    return told.rpartition(",")[2].strip()


class Forwarded:
    """Takes X-Forwarded-For, -Proto and -Host of one proxy. Only for a server that nobody reaches but by it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            headers = Headers(scope=scope)
            scope = dict(scope)
            for_whom, proto, host = (
                last(",".join(headers.getlist(f"x-forwarded-{part}"))) for part in ("for", "proto", "host")
            )
            if for_whom:
                scope["client"] = (_address(for_whom), 0)
            if proto in ("http", "https"):
                scope["scheme"] = proto
            if host:
                scope["headers"] = list(scope["headers"])
                MutableHeaders(scope=scope)["host"] = host
        await self._app(scope, receive, send)


def _address(told: str) -> str:
    """An address without its port.

    >>> _address("203.0.113.5:4711"), _address("[2001:db8::1]:4711"), _address("2001:db8::1")
    ('203.0.113.5', '2001:db8::1', '2001:db8::1')
    """
    if told.startswith("["):
        return told[1:].partition("]")[0]
    return told.partition(":")[0] if told.count(":") == 1 else told
