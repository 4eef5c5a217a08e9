"""What could not be done, kept beside what could: counted, stored and shown, never swallowed.

>>> Failure(document="a.txt", stage="ingest", reason="found an empty file").stage
'ingest'
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A document (or the path of one) that a stage could not deal with, and why, in one line."""

    document: str
    stage: str
    reason: str
