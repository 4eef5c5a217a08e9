r"""JSON Lines to pages, one at a time, so that memory stays flat however long the file is.

>>> import io
>>> stream = io.BytesIO(b'{"id": "a", "text": "Two jets were lost."}\n{"id": "b", "text"\n')
>>> for found in read_lines(stream, name="reports.jsonl"):
...     print(found.address if isinstance(found, Page) else found.document, type(found).__name__)
reports.jsonl:1 Page
reports.jsonl:2 Failure
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import BinaryIO

from sayso.errors import InputError
from sayso.model import MAX_CHARACTERS, Failure, Page, read_day
from sayso.model.identity import fingerprint

MAX_LINE_BYTES = 6 * MAX_CHARACTERS + 100_000  # six bytes is the longest way to write a character of JSON ("\u00e9")
_CHUNK = 1 << 20  # bytes passed over at a time, to find the end of a line that is too long
_BOM_UTF8 = b"\xef\xbb\xbf"
_BOMS_WIDE = (b"\xff\xfe", b"\xfe\xff")


def read_lines(stream: BinaryIO, *, name: str, retrieved: str | None = None) -> Iterator[Page | Failure]:
    """A page for each line of the stream; a broken line is a failure that names `name` and the line."""
    for number, line in enumerate(_split(stream), start=1):
        address = f"{name}:{number}"
        if number == 1:
            if line.startswith(_BOMS_WIDE):
                raise InputError(found=f"UTF-16 in {name!r}", expected="JSON lines in UTF-8", mend="save it as UTF-8")
            line = line.removeprefix(_BOM_UTF8)
        if line.strip():
            yield from read_object(line.rstrip(b"\r\n"), address=address, retrieved=retrieved)


def read_object(content: bytes, *, address: str, retrieved: str | None = None) -> Iterator[Page | Failure]:
    """The page of one JSON object, and a failure beside it where its date cannot be read; a failure if it is broken."""
    try:
        fields = _parse(content)
    except InputError as error:
        yield Failure(document=address, stage="ingest", reason=str(error))
        return
    identifier = fields.get("id")
    yield Page(
        id=fingerprint(content),
        content=content,
        media_type="application/json",
        name=None if identifier is None else str(identifier),
        address=address,
        retrieved=retrieved,
    )
    published = fields.get("published")
    if published is not None and read_day(str(published)) is None:
        problem = InputError(
            found=f"published {published!r} in {address}",
            expected="a date such as 2017-04-05",
            mend="the document is read as if it gave none; correct it or leave it out",
        )
        yield Failure(document=address if identifier is None else str(identifier), stage="date", reason=str(problem))


def _split(stream: BinaryIO) -> Iterator[bytes]:
    """The lines of the stream, none longer than the limit and one byte; the rest of a longer one is passed over."""
    while line := stream.readline(MAX_LINE_BYTES + 1):
        yield line
        while not line.endswith(b"\n") and len(line) >= _CHUNK:
            line = stream.readline(_CHUNK)


def _parse(content: bytes) -> dict[str, object]:
    if len(content) > MAX_LINE_BYTES:
        raise InputError(
            found=f"a line of more than {MAX_LINE_BYTES:,} bytes",
            expected=f"a document of at most {MAX_CHARACTERS:,} characters",
            mend="split the document",
        )
    try:
        value = json.loads(content.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise InputError(
            found=f"bytes that are not UTF-8 at byte {error.start} of the line",
            expected="UTF-8",
            mend="convert the file, for example with iconv",
        ) from error
    except (json.JSONDecodeError, RecursionError) as error:
        reason = error.msg if isinstance(error, json.JSONDecodeError) else "nested too deeply"
        raise InputError(
            found=f"a line that is no JSON ({reason})",
            expected='a whole object such as {"id": "a", "text": "..."}',
            mend="check that the file was written to the end",
        ) from error
    return _checked(value)


def _kind(value: object) -> str:
    """What a value of JSON is, as its readers call it."""
    match value:
        case None:
            return "null"
        case bool():
            return "true or false"
        case int() | float():
            return "a number"
        case str():
            return "a string"
        case list():
            return "a list"
    return "an object"


def _checked(value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        raise InputError(
            found=f"{_kind(value)} in JSON",
            expected='an object such as {"id": "a", "text": "..."}',
            mend="write one object a line",
        )
    text = value.get("text")
    if text is not None and not (isinstance(text, str) and text.strip()):
        raise InputError(
            found="an empty text" if isinstance(text, str) else f"{_kind(text)} as text",
            expected='a string with words in "text"',
            mend="fill it, or leave the object out",
        )
    if text is None:
        raise InputError(
            found=f"an object without text (it has {', '.join(map(repr, list(value)[:8])) or 'no fields'})",
            expected='a string in "text"',
            mend='rename the field that holds the text to "text"',
        )
    if len(text) > MAX_CHARACTERS:
        raise InputError(
            found=f"a text of {len(text):,} characters",
            expected=f"at most {MAX_CHARACTERS:,}",
            mend="split the document",
        )
    identifier = value.get("id")
    if identifier is not None and (isinstance(identifier, bool) or not isinstance(identifier, str | int)):
        raise InputError(found=f"id {identifier!r}", expected="a string or a whole number", mend="correct it")
    return value
