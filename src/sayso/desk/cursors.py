"""Where the next page begins, as a word in the address that tells nothing to anybody else.

>>> read_cursor(write_cursor((None, "i7")), (date, str)), read_cursor(write_cursor((date(2016, 5, 4), "i8")), (date, str))
((None, 'i7'), (datetime.date(2016, 5, 4), 'i8'))
"""

from __future__ import annotations

import base64
import binascii
import json
from datetime import date
from typing import Any

from sayso.errors import UsageError
from sayso.store.view import Key, Shape

MOST = 2000  # characters
MOST_NUMBER = 2**53  # as large as numbers of JSON are whole


def write_cursor(key: Key) -> str:
    """The key as one word."""
    plain = [{"day": part.isoformat()} if isinstance(part, date) else part for part in key]
    return base64.urlsafe_b64encode(json.dumps(plain).encode()).decode().rstrip("=")


def read_cursor(word: str | None, shape: Shape) -> Key | None:
    """The key that `write_cursor` made a word of; UsageError for another word, and for a key of another shape.

    None without a word. A day may be lacking.
    """
    if not word:
        return None
    try:
        if len(word) > MOST:
            raise ValueError("too long")
        plain = json.loads(base64.b64decode(word + "=" * (-len(word) % 4), altchars=b"-_", validate=True))
        if not isinstance(plain, list) or len(plain) != len(shape):
            raise ValueError("no such key")
        return tuple(_part(part, kind) for part, kind in zip(plain, shape, strict=True))
    except (ValueError, KeyError, TypeError, RecursionError, binascii.Error) as error:
        raise UsageError(
            found=f"{word[:40]!r} as the place to go on from",
            expected="the one that the page before gave",
            mend="begin anew",
        ) from error


def _part(part: Any, kind: type) -> date | str | int | None:
    """A part of a key, which the database can be asked with."""
    if kind is date:
        return None if part is None else date.fromisoformat(part["day"])
    if kind is int and isinstance(part, int) and not isinstance(part, bool) and 0 <= part <= MOST_NUMBER:
        return part
    if kind is str and isinstance(part, str) and "\0" not in part:
        part.encode()  # half a character is an error: no database takes it
        return part
    raise ValueError("no such part")
