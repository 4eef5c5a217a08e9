"""Words to documents and claims, best hits first.

>>> Hit(kind="claim", id="c1", document="d1", excerpt=(("two ", False), ("raids", True))).text
'two raids'
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, select

from sayso.errors import UsageError
from sayso.store.database import best_rows
from sayso.store.query import live_claims
from sayso.store.tables import CLAIMS, DOCUMENTS

_MARKED = re.compile("\x02(.*?)\x03", re.DOTALL)
SPARE = 4  # so many times the hits asked for are fetched, as superseded ones fall out


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A claim or document that holds the words; `excerpt` is its pieces, each with whether it is one of the words."""

    kind: Literal["claim", "document"]
    id: str
    document: str
    excerpt: tuple[tuple[str, bool], ...]

    @property
    def text(self) -> str:
        """The excerpt without marks."""
        return "".join(piece for piece, _ in self.excerpt)


def search(connection: Connection, words: str, *, limit: int) -> list[Hit]:
    """Claims whose evidence holds all of the words, then documents that do; at most `limit` of each."""
    if not re.search(r"\w", words):
        raise UsageError(found=f"no word in {words!r}", expected="words to look for", mend="give at least one")
    return _claims(connection, words, limit) + _documents(connection, words, limit)


def _claims(connection: Connection, words: str, limit: int) -> list[Hit]:
    best = best_rows(connection, "claims", words, limit=SPARE * limit)
    asked = select(CLAIMS.c.row, CLAIMS.c.id, DOCUMENTS.c.id.label("doc")).join(DOCUMENTS)
    found = connection.execute(asked.where(CLAIMS.c.row.in_([row for row, _ in best]), live_claims()))
    named = {row.row: (row.id, row.doc) for row in found}
    hits = [
        Hit(kind="claim", id=named[row][0], document=named[row][1], excerpt=_pieces(excerpt))
        for row, excerpt in best
        if row in named
    ]
    return hits[:limit]


def _documents(connection: Connection, words: str, limit: int) -> list[Hit]:
    best = best_rows(connection, "documents", words, limit=SPARE * limit)
    asked = select(DOCUMENTS.c.row, DOCUMENTS.c.id).where(~DOCUMENTS.c.superseded)
    named = {row.row: row.id for row in connection.execute(asked.where(DOCUMENTS.c.row.in_([row for row, _ in best])))}
    hits = [
        Hit(kind="document", id=named[row], document=named[row], excerpt=_pieces(excerpt))
        for row, excerpt in best
        if row in named
    ]
    return hits[:limit]


def _pieces(excerpt: str) -> tuple[tuple[str, bool], ...]:
    pieces = _MARKED.split(" ".join(excerpt.split()))
    return tuple((piece, position % 2 == 1) for position, piece in enumerate(pieces) if piece)
