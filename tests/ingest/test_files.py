"""Paths to pages: what is read, in which order, and what each fault is called."""

from __future__ import annotations

import gzip
import io
import json
import os
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

import pytest

from sayso.errors import InputError, UsageError
from sayso.ingest import files, lines
from sayso.ingest.files import find_pages
from sayso.model import Failure, Page
from sayso.text.page import read_document

BAD = Path(__file__).parent / "bad"
TEXT = "Two jets were lost over the coast."


def read(*paths: Path | str, stdin: BinaryIO | None = None) -> tuple[list[Page], list[Failure]]:
    found = list(find_pages(paths, stdin=stdin))
    return [item for item in found if isinstance(item, Page)], [item for item in found if isinstance(item, Failure)]


def line(**fields: object) -> str:
    return json.dumps({"text": TEXT, **fields}) + "\n"


@pytest.mark.parametrize(
    ("name", "pages", "reasons"),
    [
        pytest.param("empty.txt", 0, ["an empty file"], id="empty"),
        pytest.param("only_spaces.txt", 0, ["an empty file"], id="only spaces"),
        pytest.param("half_a_line.jsonl", 1, ["a line that is no JSON"], id="half a line"),
        pytest.param(
            "missing_text.jsonl",
            1,
            ["without text (it has 'id', 'body')", "an empty text", "a number as text", "a list in JSON"],
            id="no text, empty text, a number, a list",
        ),
        pytest.param("duplicate_ids.jsonl", 1, ["a second document named 'a'"], id="same id: other text, same text"),
        pytest.param("published_no_date.jsonl", 1, ["published 'last week'"], id="the document stays, the day is told"),
        pytest.param("latin1.jsonl", 1, ["bytes that are not UTF-8"], id="one line in another encoding"),
        pytest.param("id_no_name.jsonl", 0, ["id True"], id="true is no name"),
        pytest.param("empty_list.json", 0, ["an empty list"], id="nothing in the list"),
        pytest.param("cut_short.txt.gz", 0, ["a file that cannot be read"], id="gzip cut short"),
        pytest.param("utf16_lines.jsonl", 0, ["UTF-16"], id="JSON lines are UTF-8"),
        pytest.param("no_such_file.txt", 0, ["no such file"], id="no such file"),
    ],
)
def test_each_fault_is_told_and_the_rest_goes_on(name: str, pages: int, reasons: list[str]) -> None:
    good, failures = read(BAD / name)
    assert len(good) == pages
    assert [reason in failure.reason for reason, failure in zip(reasons, failures, strict=True)] == [True] * len(
        reasons
    )
    assert all(failure.reason.count("; ") >= 1 for failure in failures), "each says how to mend it"


def test_a_broken_line_names_the_file_and_the_line() -> None:
    _, [failure] = read(BAD / "half_a_line.jsonl")
    assert failure.document.endswith("half_a_line.jsonl:2")
    assert failure.stage == "ingest"


@pytest.mark.parametrize("name", ["binary.txt", "nul_bytes.txt", "broken_utf16.txt", "no_text.html"])
def test_pages_that_hold_no_text_are_refused_by_the_next_stage(name: str) -> None:
    [page], failures = read(BAD / name)
    assert not failures
    with pytest.raises(InputError, match="expected"):
        read_document(page)


def test_a_folder_is_read_in_order_to_any_depth(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / ".hidden").mkdir()
    for name in ("b/report.txt", "a.html", "report.txt", ".hidden/no.txt", "c.md", "picture.jpg"):
        (tmp_path / name).write_text(f"{TEXT} {name}", encoding="utf-8")
    (tmp_path / "d.jsonl").write_text(line(id="d"), encoding="utf-8")
    with gzip.open(tmp_path / "e.jsonl.gz", "wt", encoding="utf-8") as stream:
        stream.write(line(id=5))
    (tmp_path / "f.docx").write_bytes(b"PK")
    pages, failures = read(tmp_path)
    assert [page.name for page in pages] == ["a", "b/report.txt", "c", "d", "5", "report.txt"]
    assert [failure.reason.split(",")[0] for failure in failures] == ["found a file of unknown kind (.docx)"]


def test_folders_that_link_to_each_other_end(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "a" / "report.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    pages, failures = read(tmp_path)
    assert [page.name for page in pages] == ["report"]
    assert [Path(failure.document).name for failure in failures] == ["gone.txt"]


def test_a_folder_without_anything_to_read_says_so(tmp_path: Path) -> None:
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    assert "a folder without a file" in read(tmp_path)[1][0].reason


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(TEXT, encoding="utf-8")
    file.chmod(0)
    assert "Permission denied" in read(file)[1][0].reason


def test_json_holds_one_object_or_a_list_or_lines(tmp_path: Path) -> None:
    for name, text in {
        "one": line(id="a"),
        "list": f"[{line(id='b')},{line(id='c')}]",
        "lines": line(id="d") + line(id="e"),
    }.items():
        (tmp_path / f"{name}.json").write_text(text, encoding="utf-8")
    pages, failures = read(tmp_path / "one.json", tmp_path / "list.json", tmp_path / "lines.json")
    assert [page.name for page in pages] == ["a", "b", "c", "d", "e"]
    assert not failures


def test_standard_input() -> None:
    pages, failures = read("-", stdin=io.BytesIO(b"\xef\xbb\xbf" + line(id="a").encode()))
    assert [(page.name, page.address) for page in pages] == [("a", "<stdin>:1")]
    assert not failures
    with pytest.raises(UsageError):
        read("-")
    assert "nothing to read" in read("-", stdin=io.BytesIO())[1][0].reason


def test_a_line_or_text_beyond_the_limit_is_told_with_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "MAX_LINE_BYTES", 300)
    monkeypatch.setattr(lines, "MAX_CHARACTERS", 150)
    monkeypatch.setattr(lines, "_CHUNK", 64)
    stream = io.BytesIO(f"{line(id='a', text='x' * 999)}{line(id='b', text='x' * 200)}{line(id='c')}".encode())
    pages, failures = read("-", stdin=stream)
    assert [page.name for page in pages] == ["c"]
    assert ["150" in failure.reason for failure in failures] == [True, True]
    assert failures[1].document == "<stdin>:2", "the rest of a long line is not taken for a new one"


def test_a_file_beyond_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_FILE_BYTES", 10)
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    assert "at most 10 bytes" in read(tmp_path / "a.txt")[1][0].reason


class Endless(io.RawIOBase):
    """A stream of many lines, made as they are read."""

    def __init__(self, total: int) -> None:
        self._lines: Iterator[bytes] = (line(id=number, text=TEXT * 300).encode() for number in range(total))

    def readline(self, size: int | None = -1, /) -> bytes:
        return next(self._lines, b"")


def test_memory_stays_flat_over_a_long_file() -> None:
    tracemalloc.start()
    count = sum(1 for _ in find_pages(["-"], stdin=cast(BinaryIO, Endless(3000))))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 3000
    assert peak < 4_000_000, "30 MB went through"


def test_reading_twice_gives_the_same_pages(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(line(id="a") + line(id="b"), encoding="utf-8")
    assert read(tmp_path) == read(tmp_path)
