"""What people do to a ledger: merge and split incidents, correct, reject and add claims, and take any of it back.

from sayso import review

by = review.By(author="Ada", reason="the same market strike")
outcome = review.operate(ledger, review.Merge(incidents=("i1", "i2")), by=by)
"""

from sayso.review.acts import Outcome, operate
from sayso.review.adding import find_words, read_claim
from sayso.review.linking import relink
from sayso.review.slots import read_slot
from sayso.store.acts import Add, By, Confirm, Correct, Merge, Part, Reject, Split, Undo

__all__ = [
    "Add",
    "By",
    "Confirm",
    "Correct",
    "Merge",
    "Outcome",
    "Part",
    "Reject",
    "Split",
    "Undo",
    "find_words",
    "operate",
    "read_claim",
    "read_slot",
    "relink",
]
