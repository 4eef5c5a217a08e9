"""Passwords and secrets as the ledger keeps them: only as hashes, from which neither can be got back.

>>> kept = hashed("a long walk home")
>>> fits("a long walk home", kept), fits("a long walk", kept), fits("a long walk home", None)
(True, False, False)
"""

from __future__ import annotations

import hashlib
import secrets
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from sayso.errors import UsageError

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SHORTEST, LONGEST = 12, 512  # characters of a password
SECRET_BYTES = 32  # of chance in what a browser or a program holds


def hashed(password: str) -> str:
    """The password as it is kept, by argon2id; UsageError where it is too short, too long or no text."""
    plain = _bytes(password)
    if plain is None or not SHORTEST <= len(password) <= LONGEST:
        raise UsageError(
            found=f"a password of {len(password)} characters" if plain is not None else "a password that is no text",
            expected=f"{SHORTEST} to {LONGEST}",
            mend="take several words that do not belong together",
        )
    return _hasher().hash(plain)


def fits(password: str, kept: str | None) -> bool:
    """Whether it is the password; as long is spent on it where there is none (`kept` is None), so that time tells nothing."""
    from argon2.exceptions import VerificationError, VerifyMismatchError

    nobody, plain = _of_nobody(), _bytes(password)
    try:
        right = _hasher().verify(nobody if kept is None else kept, plain if plain is not None else b"")
    except (VerifyMismatchError, VerificationError):
        return False
    return right and kept is not None and plain is not None


def is_dated(kept: str) -> bool:
    """Whether it was hashed with less care than is taken now."""
    return _hasher().check_needs_rehash(kept)


def new_secret() -> str:
    """A secret that nobody can guess, in letters, digits, - and _."""
    return secrets.token_urlsafe(SECRET_BYTES)


def digest(secret: str) -> str:
    """What is kept of a secret: its SHA-256, as it is of chance alone and needs no slower hash.

    >>> digest("x") == digest("x"), len(digest("x"))
    (True, 64)
    """
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def _bytes(password: str) -> bytes | None:
    """The password in UTF-8, alike however a keyboard composes its letters; None where it is longer than any, or no text."""
    try:
        return unicodedata.normalize("NFC", password).encode() if len(password) <= LONGEST else None
    except UnicodeEncodeError:
        return None


@cache
def _hasher() -> PasswordHasher:
    """Argon2id with the library's parameters, which follow RFC 9106: 64 MiB, three passes."""
    from argon2 import PasswordHasher

    return PasswordHasher()


@cache
def _of_nobody() -> str:
    """A hash that no password fits, made with the same care as others."""
    return _hasher().hash(secrets.token_bytes(SECRET_BYTES))
