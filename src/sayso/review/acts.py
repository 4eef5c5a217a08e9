"""An act of a person on a ledger, and the incidents put together anew at once.

>>> Outcome.__name__
'Outcome'
"""

from __future__ import annotations

from dataclasses import dataclass

from sayso.model import Operation
from sayso.review.linking import relink
from sayso.store.acts import Act, By
from sayso.store.changes import Change
from sayso.store.ledger import Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The operation as it is kept, and what it changed."""

    operation: Operation
    changes: tuple[Change, ...]


def operate(ledger: Ledger, act: Act, *, by: By) -> Outcome:
    """Do what a person asks and put the incidents together anew; what it changed is told.

    Identifiers may be beginnings. Raises NotFoundError where nothing bears one, UsageError where the act makes no sense.
    """
    relink(ledger)
    before = ledger.last_change
    made = ledger.operate(act, by=by)
    relink(ledger)
    return Outcome(operation=made, changes=tuple(one for one in ledger.changes(after=before) if one.kind == "incident"))
