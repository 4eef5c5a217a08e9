"""Where an export goes: a file that is there whole or not at all, a folder, or standard output.

>>> SIDECAR
'.explain.jsonl'
"""

from __future__ import annotations

import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from sayso.errors import UsageError

MADE_HERE = ".sayso-export"  # in folders that an export made: only these does another replace
MADE_WORDS = "This folder was made by sayso export, which replaces it as a whole when told to with --force.\n"
SIDECAR = ".explain.jsonl"  # what follows the name of a file that is explained beside it


def refuse_file(path: Path, *, force: bool) -> None:
    """UsageError where a file cannot be written: something is there and may not be replaced, or there is no folder for it."""
    if path.is_dir():
        raise UsageError(found=f"a folder {str(path)!r}", expected="a file to write", mend="name a file")
    _refuse(path, force=force)


def refuse_folder(path: Path, *, force: bool) -> None:
    """UsageError where a folder cannot be made; only one that an export made before is ever replaced."""
    _refuse(path, force=force or (path.is_dir() and not any(path.iterdir())))
    if path.exists() and not (path.is_dir() and ((path / MADE_HERE).is_file() or not any(path.iterdir()))):
        raise UsageError(
            found=f"{str(path)!r}, which no export made",
            expected="a new folder",
            mend="name another, or move that away",
        )


def _refuse(path: Path, *, force: bool) -> None:
    if path.exists() and not force:
        raise UsageError(
            found=f"{str(path)!r} already there", expected="a new name", mend="name another, or add --force"
        )
    if not path.parent.is_dir():
        raise UsageError(found=f"no folder {str(path.parent)!r}", expected="one to write into", mend="make it first")


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A file to write, that bears its name only once all went well; until then nothing of it is seen."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    waiting = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
        waiting.chmod(0o666 & ~_umask())
        waiting.replace(path)
    finally:
        waiting.unlink(missing_ok=True)


@contextmanager
def whole_folder(path: Path) -> Iterator[BinaryIO]:
    """An archive to write, that becomes a folder of that name once all went well."""
    room = Path(tempfile.mkdtemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part"))
    try:
        with (room / "archive").open("w+b") as file:
            yield file
            with zipfile.ZipFile(file) as archive:
                archive.extractall(room / "whole")
        (room / "whole" / MADE_HERE).write_text(MADE_WORDS, encoding="utf-8")
        (room / "whole").chmod(0o777 & ~_umask())
        if path.is_dir():
            path.replace(room / "before")
        (room / "whole").replace(path)
    finally:
        shutil.rmtree(room, ignore_errors=True)


def _umask() -> int:
    now = os.umask(0)
    os.umask(now)
    return now
