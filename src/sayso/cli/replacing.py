"""Documents that take the place of others which merely bear the same id, as rows of two tables that count from 1.

>>> alike("Shells hit a school in Homs.", "Shells hit two schools in Homs."), alike("Shells hit Homs.", "A raid on Aleppo.")
(True, False)
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from sayso.model import Document, Page

if TYPE_CHECKING:
    from sayso.store.ledger import Ledger

_TOGETHER = 32  # documents that are looked up at once
_COMMON = 0.3  # share of the shorter text's words below which two texts are no versions of one report
_WORD = re.compile(r"\w+")


def alike(one: str, other: str) -> bool:
    """Whether two texts share words enough to be versions of one report."""
    first, second = ({word.lower() for word in _WORD.findall(text)} for text in (one, other))
    return len(first & second) >= _COMMON * min(len(first), len(second))


def noting_others(
    ledger: Ledger, found: Iterable[tuple[Page | None, Document]], replaced: list[str]
) -> Iterator[tuple[Page | None, Document]]:
    """The documents as they come; those that will take the place of quite another text are named in `replaced`."""
    from sayso.batch.run import chunks

    for chunk in chunks(found, _TOGETHER):
        held = ledger.documents_with(document.id for _, document in chunk)
        for page, document in chunk:
            if document.id in held and not alike(held[document.id].text, document.text):
                replaced.append(_named(document.id, _address(ledger, held[document.id].page), page))
            yield page, document


def _address(ledger: Ledger, page: str | None) -> str | None:
    found = None if page is None else ledger.page(page)
    return None if found is None else found.address


def _named(identifier: str, before: str | None, page: Page | None) -> str:
    now = None if page is None else page.address
    return f"{identifier!r} ({before}, now {now})" if before and now else repr(identifier)
