"""Golden files: incidents of the sample reports, frozen as they were read, and what each coding makes of them.

Write the codings anew, after reading what would change: python -m tests.export.coded_samples
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

from sayso.export.exporter import Options, Sheet
from sayso.export.formats import FORMATS
from sayso.export.stream import feed, sheet
from sayso.model import Claim, Document, Incident
from sayso.model.codec import from_plain

FOLDER = Path(__file__).parent / "golden_codings"
FROZEN = FOLDER / "happenings.jsonl"  # one a line, with its claims and documents, without text and candidates
CODINGS = ("acled", "ged", "plover", "polecat")


def path(coding: str) -> Path:
    """The golden file of a format."""
    return FOLDER / f"{coding}{FORMATS[coding].suffix}"


def sheets(options: Options) -> Iterator[Sheet]:
    """The frozen incidents, each with its claims and documents."""
    for line in FROZEN.read_text(encoding="utf-8").splitlines():
        frozen = json.loads(line)
        claims = [from_plain(one, Claim) for one in frozen["claims"]]
        documents = {one["id"]: from_plain(one, Document) for one in frozen["documents"]}
        yield sheet(from_plain(frozen["incident"], Incident), claims, documents, options)


def coded(coding: str) -> str:
    """What a format makes of them."""
    target = io.BytesIO()
    options = Options(rule=FORMATS[coding].rule)
    feed(FORMATS[coding].exporter(target, options), sheets(options))
    return target.getvalue().decode()


if __name__ == "__main__":
    for name in CODINGS:
        path(name).write_text(coded(name), encoding="utf-8")
