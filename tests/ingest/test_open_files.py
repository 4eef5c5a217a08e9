"""Files that are open already are read as those of a folder are."""

from __future__ import annotations

import gzip
import io
from dataclasses import replace
from pathlib import Path

import pytest

from sayso.ingest.files import find_pages, read_files
from sayso.model import Failure, Page

FILES = {
    "a.txt": b"Fire on the hill.",
    "b.html": b"<p>Fire on the hill, and smoke.</p>",
    "c.jsonl": b'{"id": "c1", "text": "Fire."}\n{"id": "c2", "te\n',
    "d.txt.gz": gzip.compress(b"Smoke over the hill."),
    "e.txt": b"  ",
    "f.zip": b"PK\x03\x04",
    "g.txt.gz": gzip.compress(b"Smoke over the hill again and again.")[:30],
    "h.json": b'{"id": "h", "text": "Ashes."}',
}


def plain(found: Page | Failure, folder: Path) -> Page | Failure:
    """Without the folder."""
    within = f"{folder}/"
    if isinstance(found, Failure):
        return replace(found, document=found.document.removeprefix(within), reason=found.reason.replace(within, ""))
    return replace(found, address=(found.address or "").removeprefix(within))


@pytest.mark.parametrize("name", FILES)
def test_as_from_a_path(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(FILES[name])
    from_path = [plain(one, tmp_path) for one in find_pages([tmp_path / name])]
    assert list(read_files([(name, io.BytesIO(FILES[name]))])) == from_path
    assert from_path


def test_two_of_one_name_are_told_apart() -> None:
    same = [("a.txt", io.BytesIO(b"Fire.")), ("a.html", io.BytesIO(b"<p>Smoke.</p>"))]
    assert [one.name for one in read_files(same) if isinstance(one, Page)] == ["a.txt", "a.html"]
    twice = [("a.txt", io.BytesIO(b"Fire.")), ("a.txt", io.BytesIO(b"Smoke."))]
    first, second = read_files(twice)
    assert isinstance(first, Page)
    assert isinstance(second, Failure)
    assert "a second document named 'a.txt'" in second.reason
