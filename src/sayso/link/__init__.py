"""Which claims tell of one happening, and why."""

from sayso.link.cluster import cluster
from sayso.link.judge import AUTHOR, judge
from sayso.link.profile import is_aggregate
from sayso.link.syndication import Copy, copies

__all__ = ["AUTHOR", "Copy", "cluster", "copies", "is_aggregate", "judge"]
