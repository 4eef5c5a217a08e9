"""Reports in CSV and Parquet: a page a row; what is no row is told in a line, and the rest goes on."""

from __future__ import annotations

import datetime
import gzip
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from sayso.errors import UsageError
from sayso.ingest.files import find_pages, read_files
from sayso.ingest.tables import read_columns
from sayso.model import Failure, Page
from sayso.text.page import read_document

BAD = Path(__file__).parent / "bad"
TEXT = "Two jets were lost."


def found(path: Path, **columns: str) -> tuple[list[Page], list[Failure]]:
    every = list(find_pages([path], columns=columns or None))
    return [one for one in every if isinstance(one, Page)], [one for one in every if isinstance(one, Failure)]


WRITTEN = {
    "commas": "id,text,title,published,publisher,url\na,Two jets were lost.,Jets,2016-05-03,Daily Paper,https://paper.example/a\n",
    "semicolons, as spreadsheets of many countries write": "id;text;title;published;publisher;url\r\na;Two jets were lost.;Jets;2016-05-03;Daily Paper;https://paper.example/a\r\n",
    "tabs": "id\ttext\ttitle\tpublished\tpublisher\turl\na\tTwo jets were lost.\tJets\t2016-05-03\tDaily Paper\thttps://paper.example/a\n",
    "quotation marks, order, a byte order mark and empty lines": '\ufeff"url","id",publisher,published,title,text\n\n"https://paper.example/a","a","Daily Paper",2016-05-03T10:00:00Z,Jets,"Two jets were lost."\n\n',
}


@pytest.mark.parametrize("form", WRITTEN)
def test_a_row_becomes_a_document(form: str, tmp_path: Path) -> None:
    path = tmp_path / "reports.csv"
    path.write_text(WRITTEN[form], encoding="utf-8", newline="")
    pages, failures = found(path)
    assert failures == []
    (document,) = map(read_document, pages)
    assert (document.id, document.text, document.title) == ("a", TEXT, "Jets")
    assert (document.published, document.published_from) == (datetime.date(2016, 5, 3), "given")
    assert (document.publisher, document.url) == ("Daily Paper", "https://paper.example/a")


@pytest.mark.parametrize("mark", [";", "\t"])
def test_a_first_line_may_say_what_parts_the_cells(mark: str, tmp_path: Path) -> None:
    """As Excel writes and reads it; the rows keep their numbers."""
    path = tmp_path / "reports.csv"
    said = "\\t" if mark == "\t" else mark
    path.write_text(f"sep={said}\nid{mark}text, as given\na{mark}Two jets were lost, in May.\n", encoding="utf-8-sig")
    pages, failures = found(path, text="text, as given")
    assert failures == []
    assert [(page.name, page.address) for page in pages] == [("a", f"{path}:3")]


def test_a_text_may_run_over_lines_and_hold_quotation_marks(tmp_path: Path) -> None:
    path = tmp_path / "reports.csv"
    path.write_text(
        'id,text\na,"💥 Two ""jets""\r\nwere lost, in May;\tit was said."\nb,So.\n', encoding="utf-8", newline=""
    )
    pages, failures = found(path)
    assert failures == []
    assert json.loads(pages[0].content)["text"] == '💥 Two "jets"\r\nwere lost, in May;\tit was said.'
    assert [page.address for page in pages] == [f"{path}:2", f"{path}:3"]


def test_columns_by_other_names(tmp_path: Path) -> None:
    path = tmp_path / "reports.csv"
    path.write_text("nr,body,text,day\n7,Two jets were lost.,the topic,2016-05-03\n", encoding="utf-8")
    pages, failures = found(path, text="body", id="nr", published="day")
    assert failures == []
    document = read_document(pages[0])
    assert (document.id, document.text, document.published) == ("7", TEXT, datetime.date(2016, 5, 3))
    assert "no column 'story'" in found(path, text="story")[1][0].reason


@pytest.mark.parametrize("words", ["body", "text=", "body=text", "=text"])
def test_columns_that_are_none(words: str) -> None:
    with pytest.raises(UsageError, match="FIELD=COLUMN"):
        read_columns([words])


FAULTS: dict[str, tuple[int, list[tuple[str, str]]]] = {
    "wrong-delimiter.csv": (0, [("", "no column 'text'")]),
    "latin-1.csv": (2, [(":3", "bytes that are not UTF-8")]),
    "half-a-file.csv": (1, [(":3", "no row of a table")]),
    "half-a-row.csv": (1, [(":3", "found 2 cells, expected 3")]),
    "quotation-mark-not-closed.csv": (1, [(":2", "no row of a table")]),
    "no-such-day.csv": (1, [("", "published '2016-05-33'")]),
    "no-text-column.csv": (0, [("", "--column text=COLUMN")]),
    "two-columns-of-one-name.csv": (0, [("", "two columns 'text'")]),
    "empty-text.csv": (1, [(":2", "a row without text")]),
    "header-alone.csv": (0, [("", "no row in")]),
    "utf-16.csv": (0, [("", "UTF-16")]),
    "no-parquet.parquet": (0, [("", "no whole Parquet")]),
}


@pytest.mark.parametrize("name", FAULTS)
def test_what_is_wrong_is_told_in_a_line_and_the_rest_goes_on(name: str) -> None:
    number, told = FAULTS[name]
    pages, failures = found(BAD / name)
    assert len(pages) == number
    assert len(failures) == len(told)
    for failure, (where, says) in zip(failures, told, strict=True):
        assert failure.document.endswith(where)
        assert says in failure.reason
        assert "\n" not in failure.reason


def test_a_million_columns_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "wide.csv"
    path.write_bytes(b",".join(b"c%d" % number for number in range(1_000_000)) + b"\n1,2\n")
    pages, failures = found(path)
    assert pages == []
    assert "1,000,000 cells in row 1" in failures[0].reason


def test_a_file_without_an_end_of_line_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_bytes(b"id,text\n" + b"a" * 13_000_000)
    assert "a line of more than" in found(path)[1][0].reason


def test_only_as_much_is_held_as_a_row_needs() -> None:
    def endless() -> Iterator[bytes]:
        yield b"id,text\n"
        for number in range(10**9):
            yield b"d%d,Two jets were lost.\n" % number

    class Stream(io.RawIOBase):
        parts = endless()

        def readline(self, size: int | None = -1, /) -> bytes:
            return next(self.parts)

    pages = read_files([("reports.csv", Stream())])  # type: ignore[list-item]
    assert [page.name for page, _ in zip(pages, range(3), strict=False) if isinstance(page, Page)] == ["d0", "d1", "d2"]


def parquet(path: Path, **columns: object) -> Path:
    pq.write_table(pa.table(columns), path)
    return path


def test_parquet(tmp_path: Path) -> None:
    path = parquet(
        tmp_path / "reports.parquet",
        id=["a", "b", "c"],
        body=[TEXT, "  ", "Shells hit Saraqib."],
        published=[datetime.date(2016, 5, 3), None, None],
        seen=[datetime.datetime(2016, 5, 4, 10, 30), None, None],
        tags=[["x"], [], None],
        raw=[b"\xff", None, None],
        share=[0.5, None, 1.0],
    )
    pages, failures = found(path, text="body")
    assert [page.name for page in pages] == ["a", "c"]
    assert [(one.document, "a row without text" in one.reason) for one in failures] == [(f"{path}:2", True)]
    assert json.loads(pages[0].content) == {
        "id": "a",
        "text": TEXT,
        "published": "2016-05-03",
        "seen": "2016-05-04T10:30:00",
        "share": 0.5,
    }
    assert read_document(pages[0]).published == datetime.date(2016, 5, 3)


def test_parquet_that_is_none(tmp_path: Path) -> None:
    path = parquet(tmp_path / "reports.parquet", id=["a"], text=[TEXT])
    half = tmp_path / "half.parquet"
    half.write_bytes(path.read_bytes()[:-20])
    assert "no whole Parquet" in found(half)[1][0].reason
    packed = tmp_path / "reports.parquet.gz"
    packed.write_bytes(gzip.compress(path.read_bytes()))
    assert "Parquet within gzip" in found(packed)[1][0].reason
    empty = parquet(tmp_path / "empty.parquet", id=pa.array([], pa.string()), text=pa.array([], pa.string()))
    assert "no row in" in found(empty)[1][0].reason
    nested = parquet(tmp_path / "nested.parquet", id=["a"], text=[["Two jets"]])
    assert "no column 'text'" in found(nested)[1][0].reason


def test_a_folder_with_tables_and_gzip(tmp_path: Path) -> None:
    (tmp_path / "one.csv.gz").write_bytes(gzip.compress(b"id,text\na,Two jets were lost.\n"))
    (tmp_path / "two.tsv").write_bytes(b"id\ttext\nb\tShells hit Saraqib.\n")
    parquet(tmp_path / "three.parquet", id=["c"], text=[TEXT])
    pages, failures = found(tmp_path)
    assert failures == []
    assert [page.name for page in pages] == ["a", "c", "b"]


def test_an_uploaded_parquet() -> None:
    file = io.BytesIO()
    pq.write_table(pa.table({"id": ["a"], "text": [TEXT]}), file)
    file.seek(0)
    assert [page.name for page in read_files([("a.parquet", file)]) if isinstance(page, Page)] == ["a"]
