"""Paths to documents, and what could not be read: one line each on standard error, counted for the exit status.

>>> Failures().exit_status
0
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import date

from sayso.errors import InputError
from sayso.model import Document, Failure, Page


class Failures:
    """The failures of a run: told at once, and remembered."""

    def __init__(self) -> None:
        self.all: list[Failure] = []

    def tell(self, failure: Failure) -> None:
        """Say it on standard error, in one line."""
        self.all.append(failure)
        sys.stderr.write(f"sayso: {failure.document}: {failure.reason}\n")

    @property
    def exit_status(self) -> int:
        """1 where some document failed, else 0."""
        return 1 if self.all else 0


def read_documents(
    paths: Sequence[str], *, published: date | None, failures: Failures
) -> Iterator[tuple[Page, Document]]:
    """Each page with its document, in order; what cannot be read is told and left out."""
    from sayso.ingest.files import find_pages
    from sayso.text.page import read_document

    for page in find_pages(paths, stdin=sys.stdin.buffer):
        if isinstance(page, Failure):
            failures.tell(page)
            continue
        try:
            document = read_document(page, published=published)
        except InputError as error:
            failures.tell(Failure(document=page.address or page.name or page.id, stage="text", reason=str(error)))
            continue
        yield page, document
