"""Pages as they came, documents as they are read, and the spans that point into them.

>>> document = Document(id="d1", text="Two jets were lost.")
>>> document.quote(Span(0, 8))
'Two jets'
"""

from __future__ import annotations

import bisect
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from sayso.errors import InputError

MAX_CHARACTERS = 2_000_000  # of one document: a longer text is refused, the parser would need some gigabytes


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Code points `start` to `end` of a document's text, half-open."""

    start: int
    end: int

    def __post_init__(self) -> None:
        assert 0 <= self.start <= self.end, f"a span runs forward from 0 on: {self.start}, {self.end}"

    def quote(self, text: str) -> str:
        """The words that the span marks in `text`."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def __len__(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Where each code point of a clean text stood in the text as given. No edits: the two are alike.

    An edit is (clean start, clean end, given start, given end): a stretch of the given text that became the clean one
    as a whole ("e" and a combining accent became one letter; a zero-width space became nothing). Between two edits the
    code points correspond one to one.
    """

    edits: tuple[tuple[int, int, int, int], ...] = ()

    def origin(self, offset: int) -> tuple[int, int]:
        """Start and end, in the given text, of what became the code point at `offset` of the clean text."""
        last = bisect.bisect_right(self.edits, offset, key=lambda edit: edit[0]) - 1
        if last < 0:
            return offset, offset + 1
        _, clean_end, given_start, given_end = self.edits[last]
        if offset < clean_end:
            return given_start, given_end
        start = given_end + offset - clean_end
        return start, start + 1

    def span(self, span: Span) -> Span:
        """The span of the given text that `span` of the clean text stands for; an edit is never cut in two."""
        if not self.edits:
            return span
        start = self.origin(span.start)[0]
        return Span(start, start if span.end == span.start else self.origin(span.end - 1)[1])


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Bytes as they came, never changed. `retrieved` is an ISO 8601 time in UTC, None where nobody noted it."""

    id: str  # SHA-256 of content
    content: bytes
    media_type: str
    name: str | None = None  # identifier that its document shall bear, where the input gives one
    address: str | None = None  # URL, or path (and line) of the file
    retrieved: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One value read for a field of a document, and where it was read."""

    field: str  # "published", "title", "byline", "publisher", "language"
    value: str
    where: str  # "given", "meta article:published_time", "JSON-LD datePublished", "dateline", "command line", ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The clean text of a page. Unknown fields are None; every reading of a field is kept in `readings`."""

    id: str
    text: str
    title: str | None = None
    byline: str | None = None
    publisher: str | None = None
    published: date | None = None
    published_from: str | None = None
    url: str | None = None
    language: str | None = None
    page: str | None = None
    readings: tuple[Reading, ...] = ()
    furniture: tuple[Span, ...] = ()  # stretches of text that are no part of the report: no claim starts in them
    offsets: OffsetMap = OffsetMap()

    def quote(self, span: Span) -> str:
        """The words at `span`, checked to lie within the text."""
        if span.end > len(self.text):
            raise InputError(
                found=f"a span to {span.end} in {self.id!r}",
                expected=f"one within its {len(self.text)} characters",
                mend="read the document again",
            )
        return span.quote(self.text)

    def given(self, span: Span) -> Span:
        """The span in the text as the user gave it."""
        return self.offsets.span(span)


GIVEN = "command line"  # where a reading comes from that a person gave, not the page
PERSON = "person "  # how that begins where a person said so of this report alone; the name follows
LESS_SURE = ("dateline", "foot")  # beginnings of readings that a day on the command line outdoes


def wants_date(document: Document) -> bool:
    """Whether a person's word on its date would be better than what the document has."""
    return document.published_from is None or document.published_from.startswith(LESS_SURE)


def is_dated_by_person(document: Document) -> bool:
    """Whether a person said of this report alone when it was published."""
    return document.published_from is not None and document.published_from.startswith(PERSON)


def with_given_date(document: Document, before: Document) -> Document:
    """The document with the date that a person gave for the same text before; as it is where it needs none.

    >>> before = Document(id="a", text="So.", published=date(2016, 5, 4), published_from=GIVEN)
    >>> with_given_date(Document(id="a", text="So."), before).published
    datetime.date(2016, 5, 4)
    """
    needs = is_dated_by_person(before) or (wants_date(document) and before.published_from == GIVEN)
    if not needs or document.text != before.text:
        return document
    where = before.published_from
    given = tuple(one for one in before.readings if one.field == "published" and one.where == where)
    readings = tuple(dict.fromkeys((*document.readings, *given)))
    return replace(document, published=before.published, published_from=where, readings=readings)


def dated_by(document: Document, day: date, author: str) -> Document:
    """The document with the date that a person says, whatever its page says; the reading bears the person's name.

    >>> dated_by(Document(id="a", text="So."), date(2016, 5, 4), "Ada").published_from
    'person Ada'
    """
    reading = Reading(field="published", value=day.isoformat(), where=PERSON + author)
    readings = (*_without_people(document), reading)
    return replace(document, published=day, published_from=reading.where, readings=readings)


def _without_people(document: Document) -> tuple[Reading, ...]:
    return tuple(one for one in document.readings if not (one.field == "published" and one.where.startswith(PERSON)))


def as_page_dates(document: Document, published: Callable[[list[Reading]], tuple[date, str] | None]) -> Document:
    """The document without what a person said of its date; `published` chooses among the other readings."""
    readings = _without_people(document)
    day, where = published(list(readings)) or (None, None)
    return replace(document, published=day, published_from=where, readings=readings)
