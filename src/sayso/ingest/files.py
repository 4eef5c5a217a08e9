"""Paths to pages: files, folders and standard input; what cannot be read is a failure, and the rest goes on.

>>> import io
>>> stream = io.BytesIO(b'{"id": "a", "text": "Two jets were lost over the coast."}')
>>> [page.name for page in find_pages(["-"], stdin=stream)]
['a']
"""

from __future__ import annotations

import gzip
import json
import os
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from sayso.errors import InputError, UsageError
from sayso.ingest.lines import read_lines, read_object
from sayso.ingest.tables import read_csv
from sayso.model import Failure, Page
from sayso.model.identity import fingerprint

MAX_FILE_BYTES = 64_000_000  # of a file read as a whole (all but .jsonl): far above any article
_LINES = {".jsonl", ".ndjson"}
_TABLES = {".csv", ".tsv"}
_PARQUET = ".parquet"
_MEDIA_TYPES = {
    ".txt": "text/plain",
    ".text": "text/plain",
    ".md": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "application/xhtml+xml",
}
_KNOWN = _LINES | _TABLES | {".json", _PARQUET} | set(_MEDIA_TYPES)
_EXPECTED = "one of " + ", ".join(sorted(_KNOWN)) + " (each but Parquet may end in .gz)"
# What a saved web page or a repository has beside its texts: passed over in a folder without a word.
_NO_TEXT = {".avif", ".bmp", ".css", ".gif", ".ico", ".jpeg", ".jpg", ".js", ".map", ".mp3", ".mp4", ".otf", ".png"}
_NO_TEXT |= {".svg", ".tif", ".tiff", ".ttf", ".webm", ".webp", ".woff", ".woff2"}


@dataclass(frozen=True, slots=True)
class _How:
    """How files are read: when they were retrieved, and which columns of tables hold which field."""

    retrieved: str | None = None
    columns: Mapping[str, str] | None = None


def find_pages(
    paths: Sequence[Path | str],
    *,
    stdin: BinaryIO | None = None,
    retrieved: str | None = None,
    columns: Mapping[str, str] | None = None,
) -> Iterator[Page | Failure]:
    """The pages under `paths`, in order: files, folders (sorted, to any depth) and "-" for JSON lines on `stdin`.

    A page names the document that it shall become: the `id` of a JSON object, the stem of a file, or its relative path
    where two stems are alike. A page that comes a second time is passed over; another page of the same name is a
    failure. `retrieved` is an ISO 8601 time in UTC; `columns` maps a field ("text") to the column of tables that holds it.
    Memory grows by some hundred bytes a document, for the names.
    """
    yield from _distinct(_read_all(paths, stdin=stdin, how=_How(retrieved, columns)))


def read_files(files: Sequence[tuple[str, BinaryIO]], *, retrieved: str | None = None) -> Iterator[Page | Failure]:
    """The pages of open files with their names, in order, as `find_pages` reads them from paths."""
    yield from _distinct(_read_open(files, _How(retrieved)))


def _distinct(pages: Iterator[Page | Failure]) -> Iterator[Page | Failure]:
    """The pages, each once; another of the same name is a failure."""
    seen: dict[str, str] = {}
    for found in pages:
        if isinstance(found, Failure):
            yield found
            continue
        name = found.name or found.id
        if name not in seen:
            seen[name] = found.id
            yield found
        elif seen[name] != found.id:
            problem = InputError(
                found=f"a second document named {name!r} at {found.address}",
                expected="names that differ",
                mend="give it another id",
            )
            yield Failure(document=name, stage="ingest", reason=str(problem))


def _read_all(paths: Sequence[Path | str], *, stdin: BinaryIO | None, how: _How) -> Iterator[Page | Failure]:
    listed = [_list(Path(path)) if str(path) != "-" else None for path in paths]
    stems = Counter(_stem(file) for files in listed if files for file, _ in _readable(files))
    for files in listed:
        if files is not None:
            yield from _read_listed(files, stems=stems, how=how)
        elif stdin is None:
            raise UsageError(found="'-'", expected="JSON lines on standard input", mend="pipe them in, or name a file")
        else:
            yield from _read_stream(stdin, name="<stdin>", how=how)


def _readable(files: list[tuple[Path, str | Failure]]) -> Iterator[tuple[Path, str]]:
    return ((file, label) for file, label in files if isinstance(label, str))


def _list(path: Path) -> list[tuple[Path, str | Failure]]:
    """The files at `path`, each with its path relative to it, or with the failure that it is."""
    if path.is_dir():
        found = list(_walk(path, path, visited=set()))
        if not found:
            return [(path, _failure(path, "a folder without a file that can be read", _EXPECTED))]
        return found
    if not path.exists():
        return [(path, _failure(path, "no such file or folder", "a path that exists", "check the spelling"))]
    if not path.is_file():
        return [(path, _failure(path, "neither a file nor a folder", _EXPECTED))]
    return [(path, path.name if _suffix(path) in _KNOWN else _unknown(path))]


def _walk(folder: Path, root: Path, *, visited: set[tuple[int, int]]) -> Iterator[tuple[Path, str | Failure]]:
    """Files below `folder`, sorted, hidden ones left out; a folder met again through a link is not entered again."""
    try:
        status = folder.stat()
        if (status.st_dev, status.st_ino) in visited:
            return
        visited.add((status.st_dev, status.st_ino))
        entries = sorted(folder.iterdir())
    except OSError as error:
        yield folder, _unreadable(folder, error)
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            yield from _walk(entry, root, visited=visited)
        elif _suffix(entry) in _KNOWN:
            yield entry, str(entry.relative_to(root))
        elif entry.suffix.lower() not in _NO_TEXT:
            yield entry, _unknown(entry)


def _read_listed(
    files: list[tuple[Path, str | Failure]], *, stems: Counter[str], how: _How
) -> Iterator[Page | Failure]:
    for file, label in files:
        if isinstance(label, Failure):
            yield label
            continue
        name = _stem(file) if stems[_stem(file)] == 1 else label
        try:
            yield from _read(file, name=name, how=how)
        except (OSError, EOFError, zlib.error) as error:
            yield _unreadable(file, error)


def _read_open(files: Sequence[tuple[str, BinaryIO]], how: _How) -> Iterator[Page | Failure]:
    stems = Counter(_stem(Path(label)) for label, _ in files)
    for label, stream in files:
        file = Path(label)
        if _suffix(file) not in _KNOWN:
            yield _unknown(file)
            continue
        name = _stem(file) if stems[_stem(file)] == 1 else label
        opened = cast(BinaryIO, gzip.GzipFile(fileobj=stream)) if file.suffix.lower() == ".gz" else stream
        try:
            yield from _read_content(opened, file=file, name=name, how=how)
        except (OSError, EOFError, zlib.error) as error:
            yield _unreadable(file, error)


def _read(file: Path, *, name: str, how: _How) -> Iterator[Page | Failure]:
    with _open(file) as stream:
        yield from _read_content(stream, file=file, name=name, how=how)


def _read_content(stream: BinaryIO, *, file: Path, name: str, how: _How) -> Iterator[Page | Failure]:
    suffix = _suffix(file)
    if suffix in _LINES:
        yield from _read_stream(stream, name=str(file), how=how)
        return
    if suffix in _TABLES or suffix == _PARQUET:
        yield from _read_table(stream, file=file, how=how)
        return
    content = stream.read(MAX_FILE_BYTES + 1)
    if not content.strip():
        yield _failure(file, "an empty file", "text", "check that the download finished")
    elif len(content) > MAX_FILE_BYTES:
        yield _failure(file, "a file too long", f"at most {MAX_FILE_BYTES:,} bytes", "split it, or write .jsonl")
    elif suffix == ".json":
        yield from _read_json(content, file=file, how=how)
    else:
        yield Page(
            id=fingerprint(content),
            content=content,
            media_type=_MEDIA_TYPES[suffix],
            name=name,
            address=str(file),
            retrieved=how.retrieved,
        )


def _read_stream(stream: BinaryIO, *, name: str, how: _How) -> Iterator[Page | Failure]:
    empty = True
    try:
        for found in read_lines(stream, name=name, retrieved=how.retrieved):
            empty = False
            yield found
    except InputError as error:
        yield Failure(document=name, stage="ingest", reason=str(error))
        return
    if empty:
        yield _failure(name, "nothing to read", "one JSON object a line", "check that the file was written")


def _read_table(stream: BinaryIO, *, file: Path, how: _How) -> Iterator[Page | Failure]:
    if _suffix(file) == _PARQUET and file.suffix.lower() == ".gz":
        yield _failure(file, "Parquet within gzip", "Parquet as it is, which is packed already", "unpack it")
        return
    try:
        if _suffix(file) == _PARQUET:
            from sayso.ingest.parquet import read_parquet  # pyarrow is not fetched for files of text

            yield from read_parquet(stream, name=str(file), columns=how.columns, retrieved=how.retrieved)
        else:
            yield from read_csv(stream, name=str(file), columns=how.columns, retrieved=how.retrieved)
    except InputError as error:
        yield Failure(document=str(file), stage="ingest", reason=str(error))


def _read_json(content: bytes, *, file: Path, how: _How) -> Iterator[Page | Failure]:
    """One object, a list of objects (each becomes a page of its own), or JSON lines under the wrong name."""
    try:
        value = json.loads(content)
    except (ValueError, RecursionError):
        if content.lstrip()[:1] == b"{" and b"\n" in content.strip():
            for number, line in enumerate(content.splitlines(), start=1):
                if line.strip():
                    yield from read_object(line, address=f"{file}:{number}", retrieved=how.retrieved)
        else:
            yield from read_object(content, address=str(file), retrieved=how.retrieved)
        return
    if not isinstance(value, list):
        yield from read_object(content, address=str(file), retrieved=how.retrieved)
        return
    if not value:
        yield _failure(file, "an empty list", "a list of objects", "check how the file was written")
    for number, item in enumerate(value, start=1):
        line = json.dumps(item, ensure_ascii=False).encode("utf-8", "surrogatepass")
        yield from read_object(line, address=f"{file}:{number}", retrieved=how.retrieved)


def _open(file: Path) -> BinaryIO:
    return cast(BinaryIO, gzip.open(file)) if file.suffix.lower() == ".gz" else file.open("rb")


def _suffix(file: Path) -> str:
    """The ending that says what the file is, in small letters, ".gz" left aside."""
    return (file.with_suffix("") if file.suffix.lower() == ".gz" else file).suffix.lower()


def _stem(file: Path) -> str:
    return (file.with_suffix("") if file.suffix.lower() == ".gz" else file).stem


def _failure(path: Path | str, found: str, expected: str, mend: str = "name a file of a known kind") -> Failure:
    return Failure(
        document=str(path), stage="ingest", reason=str(InputError(found=found, expected=expected, mend=mend))
    )


def _unknown(file: Path) -> Failure:
    ending = os.fspath(_suffix(file)) or "no ending"
    return _failure(file, f"a file of unknown kind ({ending})", _EXPECTED, "convert it to text or HTML")


def _unreadable(path: Path, error: Exception) -> Failure:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return _failure(
        path, f"a file that cannot be read ({reason})", "one that can be", "check its rights and that it is whole"
    )
