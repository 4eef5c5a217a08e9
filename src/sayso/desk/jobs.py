"""What takes longer than a page may: done one after another by a thread of its own, and asked after by name.

>>> jobs = Jobs()
>>> job = jobs.begin(lambda progress: progress(1, 2), title="A report", author="Ada")
>>> jobs.wait(job.id, seconds=5).state, (job.done, job.total)
('done', (1, 2))
"""

from __future__ import annotations

import logging
import re
import secrets
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from queue import SimpleQueue
from threading import Condition, Thread
from typing import Literal

from sayso.errors import SaysoError, UsageError

Progress = Callable[[int, int], None]
Work = Callable[[Progress], object]
State = Literal["waiting", "working", "done", "failed"]
KEPT = 200  # jobs that are remembered; of those beyond, what was done last is forgotten first
WAITING = 50  # jobs that may wait: whoever gives more has to wait first
_LOG = logging.getLogger(__name__)


@dataclass(slots=True, kw_only=True)
class Job:
    """Something to be done. `result` is what came of it, `said` why nothing did."""

    id: str
    title: str
    author: str
    work: Work | None
    home: str | None = None  # where to go on
    state: State = "waiting"
    done: int = 0
    total: int = 0
    result: object = None
    said: str = ""

    def progress(self, done: int, total: int) -> None:
        """Note how much is done of how much."""
        self.done, self.total = done, total

    @property
    def over(self) -> bool:
        """Whether nothing more will come of it."""
        return self.state in ("done", "failed")


class Jobs:
    """The jobs of a desk. The thread is started with the first; it ends with the process."""

    def __init__(self, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._now = now
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._queue: SimpleQueue[Job] = SimpleQueue()
        self._changed = Condition()
        self._thread: Thread | None = None

    def begin(self, work: Work, *, title: str, author: str, home: str | None = None) -> Job:
        """Have it done when those before it are; UsageError where too many wait already."""
        job = Job(id=_name(self._now()), title=title, author=author, work=work, home=home)
        with self._changed:
            if sum(one.state == "waiting" for one in self._jobs.values()) >= WAITING:
                raise UsageError(
                    found=f"{WAITING} readings that wait already", expected="fewer", mend="wait until some are done"
                )
            self._jobs[job.id] = job
            self._forget()
            if self._thread is None:
                self._thread = Thread(target=self._work, name="sayso-jobs", daemon=True)
                self._thread.start()
        self._queue.put(job)
        return job

    def find(self, name: str) -> Job | None:
        """The job of this name, None where there is none, or none any more."""
        with self._changed:
            return self._jobs.get(name)

    def before(self, job: Job) -> int:
        """How many are done before it begins."""
        with self._changed:
            count = 0
            for one in self._jobs.values():
                if one is job:
                    break
                count += not one.over
            return count

    def wait(self, name: str, *, seconds: float) -> Job:
        """The job once it is over, or after so long."""
        with self._changed:
            job = self._jobs[name]
            self._changed.wait_for(lambda: job.over, timeout=seconds)
            return job

    def _forget(self) -> None:
        over = [name for name, one in self._jobs.items() if one.over]
        for name in over[: max(0, len(self._jobs) - KEPT)]:
            del self._jobs[name]

    def _work(self) -> None:
        while True:
            job = self._queue.get()
            self._do(job)
            with self._changed:
                job.work = None  # lets go of what was given
                self._changed.notify_all()

    def _do(self, job: Job) -> None:
        assert job.work is not None, "a job is done once"
        job.state = "working"
        try:
            job.result = job.work(job.progress)
        except SaysoError as error:
            job.said, job.state = str(error), "failed"
        except Exception as error:  # noqa: BLE001 - the worker loop: one job must not stop the rest
            _LOG.error("job: %s", type(error).__name__)
            job.said = f"found a fault of the desk itself ({type(error).__name__}), expected none; please report it"
            job.state = "failed"
        else:
            job.state = "done"


_BEGUN = "%Y%m%dT%H%M%S"


def _name(now: datetime) -> str:
    """A name that nobody guesses, and that tells when the job was begun."""
    return f"{now.astimezone(UTC).strftime(_BEGUN)}-{secrets.token_urlsafe(9)}"


def begun(name: str) -> datetime | None:
    """When a job of this name was begun, whatever has become of it; None where the name is of none.

    >>> begun("20260301T120000-x"), begun("x")
    (datetime.datetime(2026, 3, 1, 12, 0, tzinfo=datetime.timezone.utc), None)
    """
    found = re.fullmatch(r"(\d{8}T\d{6})-[\w-]+", name, re.ASCII)
    try:
        return None if found is None else datetime.strptime(found[1], _BEGUN).replace(tzinfo=UTC)
    except ValueError:
        return None
