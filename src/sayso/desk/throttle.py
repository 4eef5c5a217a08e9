"""How often somebody may try: so many times within a while, then a pause.

>>> throttle, noon = Throttle(most=2, within=timedelta(minutes=15)), datetime(2026, 3, 1, 12)
>>> [throttle.wait("ada", noon), throttle.wait("ada", noon), throttle.wait("ada", noon + timedelta(minutes=5))]
[None, None, datetime.timedelta(seconds=600)]
"""

from __future__ import annotations

from collections import OrderedDict, deque
from datetime import datetime, timedelta
from threading import Lock


class Throttle:
    """Counts tries by key, in memory; of very many keys those that were not heard of for longest are forgotten."""

    def __init__(self, *, most: int, within: timedelta, keys: int = 20_000) -> None:
        self._most = most
        self._within = within
        self._keys = keys
        self._tries: OrderedDict[object, deque[datetime]] = OrderedDict()
        self._lock = Lock()

    def wait(self, key: object, now: datetime) -> timedelta | None:
        """Count a try; or, where there were too many, how long until the next may be made."""
        with self._lock:
            tries = self._tries.setdefault(key, deque())
            self._tries.move_to_end(key)
            while len(self._tries) > self._keys:
                self._tries.popitem(last=False)
            while tries and tries[0] <= now - self._within:
                tries.popleft()
            if len(tries) >= self._most:
                return tries[0] + self._within - now
            tries.append(now)
            return None

    def forget(self, key: object) -> None:
        """Count from nothing again."""
        with self._lock:
            self._tries.pop(key, None)
