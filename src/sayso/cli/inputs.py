"""Paths to documents, and what could not be read: one line each on standard error, counted for the exit status.

>>> Failures().exit_status
0
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from sayso.cli.output import say
from sayso.model import Document, Failure, Page


class Failures:
    """The failures of a run: told at once, and remembered."""

    def __init__(self) -> None:
        self.all: list[Failure] = []

    def tell(self, failure: Failure) -> None:
        """Say it on standard error, in one line."""
        self.all.append(failure)
        say("sayso: " + failure_words(failure))

    @property
    def exit_status(self) -> int:
        """1 where some document failed, else 0."""
        return 1 if self.all else 0


def failure_words(failure: Failure) -> str:
    """What could not be read, and why, in one line, whatever it is called."""
    return f"{failure.document}: {failure.reason}".replace("\n", "\\n")


def read_documents(
    paths: Sequence[str], *, published: date | None, failures: Failures, columns: Mapping[str, str] | None = None
) -> Iterator[tuple[Page | None, Document]]:
    """Each page with its document, in order; what cannot be read is told and left out. `columns` of tables by field."""
    from sayso.ingest.files import find_pages
    from sayso.text.page import documents_of

    for found in documents_of(find_pages(paths, stdin=sys.stdin.buffer, columns=columns), published=published):
        if isinstance(found, Failure):
            failures.tell(found)
        else:
            yield found
