"""Jobs: one after another, whatever becomes of each."""

from __future__ import annotations

from threading import Event
from time import sleep

import pytest

from sayso.desk import jobs as module
from sayso.desk.jobs import Jobs, Progress
from sayso.errors import InputError, UsageError


def test_one_after_another() -> None:
    jobs, go, order = Jobs(), Event(), list[str]()

    def first(progress: Progress) -> str:
        progress(0, 2)
        assert go.wait(5)
        order.append("first")
        return "made"

    one = jobs.begin(first, title="one", author="Ada")
    two = jobs.begin(lambda progress: order.append("second"), title="two", author="Ada", home="/documents/d")
    assert (jobs.before(one), jobs.before(two)) == (0, 1)
    go.set()
    assert jobs.wait(two.id, seconds=5).over
    assert order == ["first", "second"]
    assert (one.state, one.result, one.total, two.home) == ("done", "made", 2, "/documents/d")
    assert jobs.find(one.id) is one
    assert jobs.find("nothing") is None


def test_one_that_fails_stops_no_other() -> None:
    jobs = Jobs()

    def bad(progress: Progress) -> None:
        raise InputError(found="a hole", expected="a wall", mend="build one")

    def broken(progress: Progress) -> None:
        raise ZeroDivisionError("words of a report")

    names = [jobs.begin(work, title="t", author="a").id for work in (bad, broken, lambda progress: None)]
    states = [jobs.wait(name, seconds=5) for name in names]
    assert [one.state for one in states] == ["failed", "failed", "done"]
    assert states[0].said == "found a hole, expected a wall; build one"
    assert "ZeroDivisionError" in states[1].said
    assert "words of a report" not in states[1].said


def test_what_is_over_is_forgotten_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "KEPT", 3)
    jobs = Jobs()
    names = []
    for _ in range(6):
        names.append(jobs.begin(lambda progress: None, title="t", author="a").id)
        jobs.wait(names[-1], seconds=5)
    assert jobs.find(names[0]) is None
    assert jobs.find(names[-1]) is not None


def test_not_too_many_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "WAITING", 2)
    jobs, go = Jobs(), Event()
    first = jobs.begin(lambda progress: go.wait(5), title="t", author="a")
    while first.state == "waiting":
        sleep(0.01)
    for _ in range(2):
        jobs.begin(lambda progress: None, title="t", author="a")
    with pytest.raises(UsageError, match="wait already"):
        jobs.begin(lambda progress: None, title="t", author="a")
    go.set()
