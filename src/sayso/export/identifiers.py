"""Identifiers for things of a ledger outside it, the same at every export.

>>> urn("claim", "c54b9e0baec72148f"), urn("document", "a b/ü.txt")
('urn:sayso:claim:c54b9e0baec72148f', 'urn:sayso:document:a%20b%2F%C3%BC.txt')
"""

from __future__ import annotations

import hashlib
from urllib.parse import quote


def urn(kind: str, name: str) -> str:
    """The name of a thing as a URN."""
    return f"urn:sayso:{kind}:{quote(name, safe='')}"


def mark(kind: str, name: str) -> int:
    """Some 60 bits of the name: what was written already is remembered in little room."""
    return int.from_bytes(
        hashlib.blake2b(f"{kind} {name}".encode("utf-8", "surrogatepass"), digest_size=7).digest(), "big"
    )


class Written:
    """What was written already, so that it is not written twice; a million names take some 60 MB.

    >>> seen = Written()
    >>> seen.first("body", "a"), seen.first("body", "a")
    (True, False)
    """

    def __init__(self) -> None:
        self._marks: set[int] = set()

    def first(self, kind: str, name: str) -> bool:
        """Whether this is the first time that it is asked for; from now on it is not."""
        key = mark(kind, name)
        if key in self._marks:
            return False
        self._marks.add(key)
        return True
