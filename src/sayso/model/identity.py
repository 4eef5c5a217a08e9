"""Identifiers made from content, so that reading the same thing again gives the same identifier.

>>> identify("claim", "doc-1", 0, 12) == identify("claim", "doc-1", 0, 12)
True
"""

from __future__ import annotations

import hashlib
import json

LENGTH = 16  # hex digits kept: 64 bits, one collision to be expected at some four thousand million records


def identify(kind: str, *parts: str | int | float | None) -> str:
    """The identifier of a record: its kind's first letter and a hash of the parts that make it what it is."""
    body = json.dumps([kind, *parts], ensure_ascii=False, separators=(",", ":"))
    return kind[0] + hashlib.sha256(body.encode("utf-8", "surrogatepass")).hexdigest()[:LENGTH]


def fingerprint(content: bytes) -> str:
    """SHA-256 of bytes, in hex."""
    return hashlib.sha256(content).hexdigest()
