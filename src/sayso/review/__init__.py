"""What people do to a ledger: merge and split incidents, correct and reject claims, and take any of it back.

from sayso import review

by = review.By(author="Ada", reason="the same market strike")
outcome = review.operate(ledger, review.Merge(incidents=("i1", "i2")), by=by)
"""

from sayso.review.acts import Outcome, operate
from sayso.review.linking import relink
from sayso.review.slots import read_slot
from sayso.store.operations import By, Correct, Merge, Reject, Split, Undo

__all__ = ["By", "Correct", "Merge", "Outcome", "Reject", "Split", "Undo", "operate", "read_slot", "relink"]
