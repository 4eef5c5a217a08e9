"""Quarters of the coded articles: what is measured on one quarter is learned on the other three."""

from __future__ import annotations

import zlib

PARTS = 4


def is_held(document: str, part: int | None) -> bool:
    """Whether a document belongs to this quarter, by its identifier; of no quarter, none does.

    >>> sum(is_held(str(n), 2) for n in range(1000)) in range(200, 300)
    True
    """
    return part is not None and zlib.crc32(document.encode()) % PARTS == part
