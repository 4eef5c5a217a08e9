"""Where an export goes: there whole or not at all; nobody's own is replaced."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import BinaryIO

import pytest

from sayso.errors import UsageError
from sayso.export.output import MADE_HERE, refuse_file, refuse_folder, whole_file, whole_folder


def test_a_file_bears_its_name_only_once_it_is_whole(tmp_path: Path) -> None:
    with whole_file(tmp_path / "a.csv") as file:
        file.write(b"one")
        assert not (tmp_path / "a.csv").exists()
    assert (tmp_path / "a.csv").read_bytes() == b"one"
    assert [one.name for one in tmp_path.iterdir()] == ["a.csv"]


def fail(file: BinaryIO) -> None:
    file.write(b"one")
    raise ValueError("half way")


def test_nothing_is_left_of_what_failed(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("before")
    for whole, name in ((whole_file, "a.csv"), (whole_folder, "site")):
        with pytest.raises(ValueError, match="half way"), whole(tmp_path / name) as file:
            fail(file)
    assert (tmp_path / "a.csv").read_text() == "before"
    assert [one.name for one in tmp_path.iterdir()] == ["a.csv"]


def test_an_existing_file_needs_force(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    refuse_file(path, force=False)
    path.write_text("mine")
    with pytest.raises(UsageError, match="--force"):
        refuse_file(path, force=False)
    refuse_file(path, force=True)
    with pytest.raises(UsageError, match="folder"):
        refuse_file(tmp_path, force=True)
    with pytest.raises(UsageError, match="make it first"):
        refuse_file(tmp_path / "none" / "a.csv", force=False)


def archive(path: Path, name: str) -> None:
    with whole_folder(path) as file, zipfile.ZipFile(file, "w") as made:
        made.writestr(name, "words")


def test_a_folder_is_replaced_whole(tmp_path: Path) -> None:
    archive(tmp_path / "site", "old.html")
    archive(tmp_path / "site", "incidents/new.html")
    held = sorted(str(one.relative_to(tmp_path)) for one in tmp_path.rglob("*") if one.is_file())
    assert held == [f"site/{MADE_HERE}", "site/incidents/new.html"]


def test_only_a_folder_that_an_export_made_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    refuse_folder(tmp_path / "mine", force=False)
    (tmp_path / "mine" / "thesis.odt").write_text("mine")
    with pytest.raises(UsageError):
        refuse_folder(tmp_path / "mine", force=False)
    with pytest.raises(UsageError, match="no export made"):
        refuse_folder(tmp_path / "mine", force=True)
    archive(tmp_path / "site", "index.html")
    with pytest.raises(UsageError, match="--force"):
        refuse_folder(tmp_path / "site", force=False)
    refuse_folder(tmp_path / "site", force=True)
