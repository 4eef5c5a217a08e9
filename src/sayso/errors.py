"""What can go wrong, and what the caller should do about it.

Every message says what was found, what was expected and how to mend it::

    >>> raise InputError(found="an empty file", expected="text", mend="check that the download finished")
    Traceback (most recent call last):
        ...
    sayso.errors.InputError: found an empty file, expected text; check that the download finished
"""

from __future__ import annotations


class SaysoError(Exception):
    """Root of Sayso's own errors; `str()` of any of them is one line for a person."""

    def __init__(self, message: str | None = None, *, found: str = "", expected: str = "", mend: str = "") -> None:
        if message is None:
            message = f"found {found}, expected {expected}" + (f"; {mend}" if mend else "")
        super().__init__(" ".join(message.split()))


class InputError(SaysoError):
    """One document cannot be read: report it, skip it, go on with the rest."""


class UsageError(SaysoError):
    """The call itself is wrong: stop, and let the user change the call."""


class LedgerError(SaysoError):
    """The ledger is missing, newer than this program, or not a ledger: stop; nothing was written."""


class ResourceError(SaysoError):
    """A model, gazetteer or lexicon is missing or broken: stop, and let the user install or rebuild it."""


class NotFoundError(SaysoError):
    """Nothing in the ledger bears this identifier: say so, and go on."""
