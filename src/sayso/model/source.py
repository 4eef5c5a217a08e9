"""Sources: who a link of a chain is across documents, of what type, and whether a party to the conflict.

>>> SourceBody(id="syrian-observatory-for-human-rights", name="Syrian Observatory for Human Rights").type is None
True
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

BodyType = Literal[
    "state military",
    "government",
    "armed group",
    "intergovernmental",
    "monitor or NGO",
    "media",
    "medical or rescue",
    "witness or resident",
    "expert",
    "document or video",
    "social media",
    "unnamed official",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceBody:
    """Who a source is, whatever a document calls it. None is unknown, and `reason` says why.

    `id` is the same in every document, and None for sources without a name ("witnesses"). `of` is the identifier of the
    body that a person or a document belongs to. `party` is judged for one document: see docs/sources.md.
    """

    id: str | None = None
    name: str | None = None
    type: BodyType | None = None
    party: bool | None = None
    of: str | None = None
    reason: str | None = None
