r"""Records that `sayso export records` wrote, taken into a ledger: all of them or, where one is broken, none.

>>> import io
>>> head, things = read_records(io.BytesIO(b'{"record": "ledger", "format": 1, "whole": true, "unlinked": false}\n'), name="a.jsonl")
>>> head.whole
True
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import BinaryIO

import cattrs
from cattrs.errors import CattrsError

from sayso.errors import InputError
from sayso.imports.exports import refuse_table
from sayso.model import Page
from sayso.model.identity import fingerprint
from sayso.store.ledger import Ledger
from sayso.store.restoring import Restored
from sayso.store.things import End, Fields, Head, Thing, read_thing

__all__ = ["import_records", "read_records"]

WHOLE = "all that sayso export records wrote"
AGAIN = "export the records again; nothing was changed"
BEGINNING = 4096  # bytes that are looked at to tell what a file is


def import_records(ledger: Ledger, stream: BinaryIO, *, name: str) -> Restored:
    """Take in the records of a stream; put the incidents together afterwards (`review.relink`).

    InputError where a line is broken or lacking: nothing is changed then.
    """
    head, things = read_records(stream, name=name)
    return ledger.restore(head, things)


def read_records(stream: BinaryIO, *, name: str) -> tuple[Head, Iterator[Thing]]:
    """The first line, and what follows, one thing at a time; InputError where the file is broken off or no records."""
    first = stream.readline(BEGINNING)
    refuse_table(first, name=name)
    try:
        fields = json.loads(first)
        head = read_thing(fields) if fields.get("record") == "ledger" else None
    except (ValueError, KeyError, TypeError, AttributeError):
        head = None
    if not isinstance(head, Head):
        raise InputError(
            found=f"{name!r}, which does not begin as records do",
            expected="a file that sayso export records wrote",
            mend="write one: sayso export records --with-names -o FILE",
        )
    return head, _things(stream, name=name)


def _things(stream: BinaryIO, *, name: str) -> Iterator[Thing]:
    number = 1
    for number, line in enumerate(stream, 2):
        thing = _thing(line, where=f"{name}:{number}")
        if isinstance(thing, End):
            if thing.lines != number - 1:
                raise InputError(
                    found=f"{number - 1:,} lines in {name!r}",
                    expected=f"the {thing.lines:,} that it once had",
                    mend=AGAIN,
                )
            if stream.read(1):
                raise InputError(
                    found=f"more after the last line of {name!r}",
                    expected="one ledger a file",
                    mend="import each by itself",
                )
            return
        yield thing
    raise InputError(found=f"{name!r} broken off after line {number:,}", expected=WHOLE, mend=AGAIN)


def _thing(line: bytes, *, where: str) -> Thing:
    try:
        thing = read_thing(_fields(line))
    except (
        cattrs.BaseValidationError,
        CattrsError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        RecursionError,
    ) as error:
        raise InputError(found=f"a broken line at {where} ({_why(error)})", expected=WHOLE, mend=AGAIN) from error
    if isinstance(thing, Head):
        raise InputError(
            found=f"the beginning of another ledger at {where}",
            expected="one ledger a file",
            mend="import each by itself",
        )
    if isinstance(thing, Page) and fingerprint(thing.content) != thing.id:
        raise InputError(found=f"a page at {where} whose content is not what its hash says", expected=WHOLE, mend=AGAIN)
    return thing


def _fields(line: bytes) -> Fields:
    value = json.loads(line.decode("utf-8"))
    if not isinstance(value, dict):
        raise ValueError("no object")
    return value


def _why(error: BaseException) -> str:
    """What is wrong with a line, in few words."""
    if isinstance(error, json.JSONDecodeError):
        return "no JSON"
    if isinstance(error, UnicodeDecodeError):
        return "no UTF-8"
    if isinstance(error, KeyError):
        return f"it lacks {error.args[0]!r}"
    if isinstance(error, cattrs.BaseValidationError):
        return "a field that cannot be read"
    return str(error)[:80] or type(error).__name__
