"""The body of a request: never more of it than may be, and the one field of a form that is wanted before the page runs.

>>> MOST // 1_000_000
25
"""

from __future__ import annotations

import anyio
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import ClientDisconnect, Request
from starlette.types import Message, Receive, Scope

from sayso.model import MAX_CHARACTERS

MOST = 25_000_000  # bytes
MOST_FIELDS = 10_000  # of a form
HEARD_OUT = 4 * MOST  # of a body that is too large: browsers show the answer only once they were let finish
PATIENCE = 30.0  # seconds for that
LONGEST = {"text": MAX_CHARACTERS}  # characters that a field of a form may hold, ...
LONGEST_ELSE = 100_000  # ... and any other
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


class TooLargeError(HTTPException):
    """The body is larger than may be: tell, and leave it. Within a page it is an answer of its own."""

    def __init__(self, most: int) -> None:
        wanted = f"{most // 1_000_000} MB" if most >= 1_000_000 else f"{most // 1000} kB"
        super().__init__(
            413,
            f"found more than {wanted} in one request, expected {wanted} at most; send it in parts, or use: sayso read",
        )


class MalformedError(HTTPException):
    """The form cannot be read: tell, and leave it."""

    def __init__(self) -> None:
        super().__init__(
            400, "found a form that cannot be read, expected one as a browser sends it; load the page anew"
        )


class FieldError(HTTPException):
    """A field of a form holds what no ledger can, or too much of it: tell, and leave it."""

    def __init__(self, field: str, value: str) -> None:
        if "\0" in field or "\0" in value:
            found, expected, mend = "the character U+0000", "text without it", "take it out, and send it again"
        else:
            most = LONGEST.get(field, LONGEST_ELSE)
            found, expected, mend = f"{_long(value):,} characters", f"at most {most:,}", "send it in parts"
        where = ascii(field[:40].replace("\0", ""))
        super().__init__(400, f"found {found} in the field {where}, expected {expected}; {mend}")


def check_length(scope: Scope, most: int) -> None:
    """TooLargeError where the request says itself that it is."""
    for name, value in scope["headers"]:
        if name == b"content-length":
            if not value.isdigit():
                raise MalformedError
            if len(value) > 18 or int(value) > most:
                raise TooLargeError(most)


def limited(receive: Receive, most: int) -> Receive:
    """`receive`, until more than `most` bytes have come: then TooLargeError."""
    had = 0

    async def next_part() -> Message:
        nonlocal had
        message = await receive()
        had += len(message.get("body", b""))
        if had > most:
            raise TooLargeError(most)
        return message

    return next_part


async def hear_out(receive: Receive) -> None:
    """Take what is still sent and throw it away, within bounds."""
    had, more = 0, True
    with anyio.move_on_after(PATIENCE):
        while more and had < HEARD_OUT:
            message = await receive()
            had += len(message.get("body", b""))
            more = message["type"] == "http.request" and message.get("more_body", False)


def is_form(content_type: str) -> bool:
    """Whether a body of this type is a form of a browser."""
    return content_type.split(";")[0].strip().lower() in _FORMS


def _long(value: str) -> int:
    """The characters of a field; an end of a line, which browsers send as two, counts once."""
    return len(value) - value.count("\r\n")


async def field_of(scope: Scope, receive: Receive, name: str) -> tuple[str | None, Receive]:
    """A field of the form that is sent, None without it, and a `receive` that gives the whole once more.

    FieldError where a field cannot be kept, MalformedError where the form cannot be read, ClientDisconnect where it
    breaks off.
    """
    held = bytearray()
    more = True
    while more:
        message = await receive()
        if message["type"] != "http.request":
            raise ClientDisconnect
        held += message.get("body", b"")
        more = message.get("more_body", False)
    body = bytes(held)
    try:
        async with Request(dict(scope), _once_more(body, receive)).form(
            max_fields=MOST_FIELDS, max_part_size=MOST
        ) as form:
            value = form.get(name)
            texts = [(field, held) for field, held in form.multi_items() if isinstance(held, str)]
    except (HTTPException, MultiPartException, ValueError, LookupError) as error:
        raise MalformedError from error
    for field, text in texts:
        if "\0" in field or "\0" in text or _long(text) > LONGEST.get(field, LONGEST_ELSE):
            raise FieldError(field, text)
    return value if isinstance(value, str) else None, _once_more(body, receive)


def _once_more(body: bytes, receive: Receive) -> Receive:
    given = False

    async def next_part() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return next_part
