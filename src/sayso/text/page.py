r"""Page to document: the clean text, and what is known of it, each with where it was read.

>>> from sayso.model import Page
>>> page = Page(id="p1", content=b"Two jets lost at sea\r\nThe navy lost two jets.", media_type="text/plain", name="d1")
>>> document = read_document(page)
>>> document.title, document.published, document.quote(Span(21, 29)), document.given(Span(21, 29))
('Two jets lost at sea', None, 'The navy', Span(start=22, end=30))
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date

from sayso.errors import InputError
from sayso.model import MAX_CHARACTERS, Document, Failure, OffsetMap, Page, Reading, Span, read_day
from sayso.model.identity import identify
from sayso.text.clean import clean
from sayso.text.decode import declared_charset, decode
from sayso.text.fields import find_byline, find_datelines, first_line_title
from sayso.text.furniture import find_furniture
from sayso.text.html import read_body, read_head

__all__ = ["Given", "Span", "documents_of", "published_by", "read_document"]

Given = tuple[Page | None, Document]  # a document with the page that it was read from

_GIVEN = ("title", "byline", "publisher", "published", "url", "language")
# Where a day may have been read, surest first. A day that the user gives is for files that carry none.
_ORDER = (
    "person",
    "given",
    "meta",
    "JSON-LD",
    "time element",
    "address",
    "htmldate",
    "command line",
    "dateline",
    "foot",
)


def read_document(page: Page, *, published: date | None = None) -> Document:
    """The document of a page. `published` is the day for a page that carries none of its own.

    Offsets of the document's text lead back to the text as given through `Document.given`; of HTML, the given text is
    the one that was extracted. Fields that the page does not say stay None. Raises InputError.
    """
    if page.media_type == "application/json":
        given, readings = _read_json(page)
    elif page.media_type in {"text/html", "application/xhtml+xml"}:
        given, readings = _read_html(page)
    elif page.media_type in {"text/plain", "text/markdown"}:
        given, readings = decode(page.content), []
    else:
        raise InputError(
            found=f"media type {page.media_type!r}", expected="text, HTML or JSON", mend="convert the page"
        )
    if len(given) > MAX_CHARACTERS:
        raise InputError(
            found=f"a text of {len(given):,} characters", expected=f"at most {MAX_CHARACTERS:,}", mend="split it"
        )
    text, offsets = clean(given)
    if not text.strip():
        raise InputError(found="an empty text", expected="words", mend="check that the download finished")
    if page.media_type in {"text/html", "application/xhtml+xml"}:
        offsets = OffsetMap()
    if published is not None:
        readings.append(Reading(field="published", value=published.isoformat(), where="command line"))
    return _assemble(page, text=text, offsets=offsets, readings=readings)


def _read_json(page: Page) -> tuple[str, list[Reading]]:
    fields = json.loads(page.content.decode("utf-8"))
    if not isinstance(fields, dict) or not isinstance(fields.get("text"), str):
        raise InputError(found="JSON without text", expected='an object with a string in "text"', mend="correct it")
    values = ((field, fields.get(field)) for field in _GIVEN)
    readings = [
        Reading(field=field, value=str(value).strip(), where="given")
        for field, value in values
        if isinstance(value, str | int) and str(value).strip()
    ]
    return fields["text"], readings


def _read_html(page: Page) -> tuple[str, list[Reading]]:
    markup = decode(page.content, declared=declared_charset(page.content))
    return read_body(markup), read_head(markup, address=page.address)


def _assemble(page: Page, *, text: str, offsets: OffsetMap, readings: list[Reading]) -> Document:
    readings = readings + _read_text(text, title=_first(readings, "title"))
    title = _first(readings, "title")
    day = published_by(readings)
    return Document(
        id=page.name or identify("document", text),
        text=text,
        title=title,
        byline=_first(readings, "byline"),
        publisher=_first(readings, "publisher"),
        published=None if day is None else day[0],
        published_from=None if day is None else day[1],
        url=_first(readings, "url") or (page.address if page.address and "://" in page.address else None),
        language=_first(readings, "language"),
        page=page.id,
        readings=tuple(dict.fromkeys(readings)),
        furniture=find_furniture(text, title=title),
        offsets=offsets,
    )


def _read_text(text: str, *, title: str | None) -> list[Reading]:
    """What the text itself says of its title, authors and day."""
    found = []
    if title is None and (line := first_line_title(text)) is not None:
        title = line
        found.append(Reading(field="title", value=line, where="first line"))
    if (byline := find_byline(text)) is not None:
        found.append(Reading(field="byline", value=byline, where="by line"))
    for dateline in find_datelines(text, after=_headline_end(text, title)):
        value = dateline.text if dateline.day is None else dateline.day.isoformat()
        found.append(Reading(field="published", value=value, where=dateline.where))
    return found


def _headline_end(text: str, title: str | None) -> int:
    """Where the day may stand that follows the headline: 0 where the text does not begin with it."""
    start = len(text) - len(text.lstrip())
    end = start + len(title or "")
    return end if title and text[start:end].casefold() == title.casefold() else start


def _first(readings: Iterable[Reading], field: str) -> str | None:
    return next((clean(reading.value)[0] for reading in readings if reading.field == field), None)


def published_by(readings: list[Reading]) -> tuple[date, str] | None:
    """The day by the surest reading; None where two datelines that are all there is say different days."""
    days = [(read_day(reading.value), reading.where) for reading in readings if reading.field == "published"]
    known = [(day, where) for day, where in days if day is not None]
    if not known:
        return None
    best = min(known, key=lambda pair: _rank(pair[1]))
    rivals = {day for day, where in known if _rank(where) == _rank(best[1])}
    return None if best[1].startswith("dateline") and len(rivals) > 1 else best


def _rank(where: str) -> int:
    return next(rank for rank, prefix in enumerate(_ORDER) if where.startswith(prefix))


def documents_of(found: Iterable[Page | Failure], *, published: date | None = None) -> Iterator[Given | Failure]:
    """Each page with its document, in order; what cannot be read is a failure, and the rest goes on.

    `published` is the day for pages that carry none of their own.
    """
    for page in found:
        if isinstance(page, Failure):
            yield page
            continue
        try:
            yield page, read_document(page, published=published)
        except InputError as error:
            yield Failure(document=page.address or page.name or page.id, stage="text", reason=str(error))
