"""What happened to a thing, as a page lists it.

>>> Happened(when="2026-03-01 12:00", what="document d1 is new", operation=None).operation is None
True
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sayso.model import Operation
from sayso.store.changes import Change
from sayso.telling.history import change_words, time_words


class Happened(NamedTuple):
    """A change: when (empty where nobody looked at a clock), what, and the operation that can be taken back."""

    when: str
    what: str
    operation: str | None


def happened(change: Change, operations: Mapping[str, Operation], became: Sequence[str] | None = None) -> Happened:
    """A change in words; `became` is what holds the claims of an incident that has ceased."""
    operation = change.id if change.kind == "operation" and change.id in operations else None
    return Happened(time_words(change.made), change_words(change, operations, became), operation)
