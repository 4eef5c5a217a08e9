"""Operations: what people do to a ledger, by whom and why. Kept for good; one is taken back by another, never erased.

>>> Operation(id="o1", verb="reject", author="Ada", reason="a film", claim="c1").undoes is None
True
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Verb = Literal["merge", "split", "correct", "reject", "add", "part", "confirm", "undo"]
Piece = tuple[str, ...]  # claims that were together before a person said anything of it


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One act of a person. Claims are named as they were first found, whatever was corrected in them since.

    `sides` are the incidents that a merge puts together or a parting keeps apart, or the two that a split makes (what is taken out first), each
    as its pieces in order of telling. `before` and `after` are the value of a corrected slot, in JSON; of a claim that was
    added, `after` is the whole of it. `evidence` are the words of the claim that was corrected, rejected or added: of other
    words nothing was said.
    """

    id: str
    verb: Verb
    author: str
    reason: str
    made: str | None = None  # ISO 8601, UTC
    incidents: tuple[str, ...] = ()
    sides: tuple[tuple[Piece, ...], ...] = ()
    claim: str | None = None
    evidence: str | None = None
    slot: str | None = None
    before: str | None = None
    after: str | None = None
    undoes: str | None = None
