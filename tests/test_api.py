"""The names that a program may rely on: few, each there, fetched only when asked for."""

from __future__ import annotations

import subprocess
import sys

import pytest

import sayso

MOST = 20


@pytest.mark.parametrize("name", sayso.__all__)
def test_each_name_is_there(name: str) -> None:
    assert getattr(sayso, name).__name__ == name


def test_few_and_in_order() -> None:
    assert len(sayso.__all__) <= MOST
    assert sayso.__all__ == sorted(sayso.__all__)
    assert set(sayso.__all__) <= set(dir(sayso))


def test_unknown_name() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        sayso.nothing  # noqa: B018


@pytest.mark.parametrize("room", ["batch", "errors", "model", "review"])
def test_open_rooms_need_no_import_of_their_own(room: str) -> None:
    code = f"import sayso; print(sayso.{room}.__name__, {room!r} in dir(sayso))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == [f"sayso.{room}", "True"]


def test_a_running_ipython_is_told_how_things_are_shown() -> None:
    code = """
from IPython.core.interactiveshell import InteractiveShell
shell = InteractiveShell.instance(history_manager=None)
import sayso
print("sayso.model" in __import__("sys").modules, ("sayso.model.claim", "Claim") in
      shell.display_formatter.formatters["text/html"].deferred_printers)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split()[-1] == "True"


def test_import_loads_nothing() -> None:
    code = "import sys, sayso; print(sorted(name for name in sys.modules if name.startswith('sayso')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['sayso']"
