"""What every answer tells the browser: to load nothing from elsewhere, to show this in no frame, to keep no page.

>>> kept("/static/0.1.0/desk.css"), kept("/incidents/i1")
('public, max-age=31536000, immutable', 'no-store')
"""

from __future__ import annotations

import re

from starlette.datastructures import MutableHeaders
from starlette.types import Message, Scope, Send

STATIC = "/static/"
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "font-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
ALWAYS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",  # for browsers that do not know frame-ancestors
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
}
_VERSIONED = re.compile(re.escape(STATIC) + r"[^/]+/.")  # the version is the first part of the address


def kept(path: str) -> str:
    """How long a browser may keep what stands at a path."""
    return "public, max-age=31536000, immutable" if _VERSIONED.match(path) else "no-store"


def sealed(scope: Scope, send: Send) -> Send:
    """`send`, with these headers put on every answer. A page may set a stricter policy beside, and its own Cache-Control."""

    async def put(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers.append("content-security-policy", POLICY)  # beside another: browsers hold to both
            for name, value in ALWAYS.items():
                headers[name] = value
            told = kept(scope["path"]) if message["status"] in (200, 206, 304) else "no-store"
            headers.setdefault("cache-control", told)
        await send(message)

    return put
