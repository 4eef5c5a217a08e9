"""Several processes: the same order, and a process that dies fails only its document."""

from __future__ import annotations

import os
import signal
from itertools import pairwise

import pytest

from sayso.batch import run as batch
from sayso.errors import ResourceError
from sayso.model import Document, Failure
from sayso.pipeline import Analysis

pytestmark = pytest.mark.slow


def named(*names: str) -> list[Document]:
    return [Document(id=name, text=name) for name in names]


def echo(chunk: list[Document]) -> list[Analysis | Failure]:
    return [Analysis(document=document) for document in chunk]


def die_of_bad(chunk: list[Document]) -> list[Analysis | Failure]:
    if any(document.id.startswith("bad") for document in chunk):
        os.kill(os.getpid(), signal.SIGKILL)
    return echo(chunk)


def lack(chunk: list[Document]) -> list[Analysis | Failure]:
    raise ResourceError("no parser")


def names_of(results: list[Analysis | Failure]) -> list[str]:
    return [one.document.id if isinstance(one, Analysis) else one.document for one in results]


def test_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "CHUNK", 3)
    names = [f"d{number:02}" for number in range(20)]
    results = list(batch.run(named(*names), workers=2, work=echo))
    assert names_of(results) == names
    assert all(left < right for left, right in pairwise(names_of(results)))


def test_a_process_that_dies(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "CHUNK", 2)
    names = ["a", "b", "bad1", "c", "d", "bad2", "e"]
    results = list(batch.run(named(*names), workers=2, work=die_of_bad))
    assert names_of(results) == names
    failures = [one for one in results if isinstance(one, Failure)]
    assert names_of(list(failures)) == ["bad1", "bad2"]
    assert "died" in failures[0].reason


def test_an_error_that_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ResourceError, match="no parser"):
        list(batch.run(named("a"), workers=2, work=lack))
