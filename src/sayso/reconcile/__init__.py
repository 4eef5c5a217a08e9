"""What is shown of an incident: the accounts side by side, their tolls, their disagreements."""

from sayso.reconcile.accounts import accounts
from sayso.reconcile.disagreements import disagreements
from sayso.reconcile.incidents import incidents
from sayso.reconcile.tolls import span

__all__ = ["accounts", "disagreements", "incidents", "span"]
