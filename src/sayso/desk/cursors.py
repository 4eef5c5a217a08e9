"""Where the next page begins, as a word in the address that tells nothing to anybody else.

>>> read_cursor(write_cursor((None, "i7"))), read_cursor(write_cursor((date(2016, 5, 4), 12)))
((None, 'i7'), (datetime.date(2016, 5, 4), 12))
"""

from __future__ import annotations

import base64
import binascii
import json
from datetime import date

from sayso.errors import UsageError
from sayso.store.view import Key

MOST = 2000  # characters


def write_cursor(key: Key) -> str:
    """The key as one word."""
    plain = [{"day": part.isoformat()} if isinstance(part, date) else part for part in key]
    return base64.urlsafe_b64encode(json.dumps(plain).encode()).decode().rstrip("=")


def read_cursor(word: str | None) -> Key | None:
    """The key that `write_cursor` made a word of; UsageError for another word."""
    if not word:
        return None
    try:
        if len(word) > MOST:
            raise ValueError("too long")
        plain = json.loads(base64.b64decode(word + "=" * (-len(word) % 4), altchars=b"-_", validate=True))
        if not isinstance(plain, list) or not all(isinstance(part, str | int | dict | None) for part in plain):
            raise ValueError("no key")
        return tuple(date.fromisoformat(part["day"]) if isinstance(part, dict) else part for part in plain)
    except (ValueError, KeyError, TypeError, binascii.Error) as error:
        raise UsageError(
            found=f"{word[:40]!r} as the place to go on from", expected="the one that the page before gave", mend="begin anew"
        ) from error
