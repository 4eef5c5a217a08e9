"""Threads packed and unpacked are the same again."""

from __future__ import annotations

from benchmarks.made_up import World
from sayso.link.gather import fixes_of
from sayso.link.judge import threads_of
from sayso.link.packing import Held, packed, unpacked

THREADS = [one for document, claims in World(60, spread="rate").reports() for one in threads_of(claims, document)]


def test_what_is_packed_comes_out_the_same() -> None:
    held = [(Held(one.name, one.whole, one.outlet), fixes_of(one)) for one in THREADS]
    assert any(one.whole.spots for one, _ in held)
    assert any(len(fixes) > 1 for _, fixes in held)
    assert [unpacked(packed(*one)) for one in held] == held
