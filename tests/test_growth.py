"""The work of reading one document grows with its length, in every function: counted in lines of the program, not in seconds.

What a short and a long text of one kind take is counted line by line (each turn of a loop or comprehension is one); a
function that looks at all the text for each of its parts takes 36 times as many for six times the length.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

import pytest
from spacy.language import Language
from spacy.tokens import Doc

import sayso
from benchmarks.long_texts import TOWNS, chronicle
from sayso.extract.attribution import find_attributions
from sayso.language.parse import parse
from sayso.language.tagger import Tagged
from sayso.model import Document, Link
from sayso.pipeline import Analysis, _analyse_one
from sayso.resolve.gazetteer import Gazetteer
from sayso.resolve.sources import PlaceRow

pytestmark = pytest.mark.slow
SHORT, LONG = 4_000, 24_000  # characters
MOST = 15.0  # times the lines that six times the text may take: 6 were linear, 36 are quadratic
FEW = 8_000  # lines of the long text below which a function says nothing yet
ROOT = str(Path(sayso.__file__).parent)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    """The towns of the chronicle and its villages, spread over some degrees."""
    villages = sorted(set(re.findall(r"in ([A-Z]\w+ [A-Z]\w+), north of", chronicle(LONG))))
    return Gazetteer.from_rows(
        PlaceRow(
            name=name,
            lat=30 + number * 37 % 100 / 12,
            lon=36 + number * 61 % 100 / 12,
            kind="city",
            country=("SY", "IQ")[number % 2],
            admin1=f"Unit {number % 9}",
            population=90_000 - number,
        )
        for number, name in enumerate((*TOWNS, *villages))
    )


def parsed(nlp: Language, characters: int) -> tuple[Document, Doc, Tagged]:
    """A text, parsed, with links such as a tagger finds: those of the rules, less sure than they."""
    ((document, doc),) = parse([Document(id=str(characters), text=chronicle(characters))], nlp=nlp)
    links = (
        Link(cue=found.cue[0], source=found.source[-1:], content=found.content, confidence=0.8)
        for found in find_attributions(doc)
    )
    return document, doc, Tagged(tuple(links))


def analysis(document: Document, doc: Doc, tagged: Tagged, gazetteer: Gazetteer) -> Analysis:
    found = _analyse_one(document, doc, tagged, gazetteer=gazetteer, stage="claims", extractor="test")
    assert isinstance(found, Analysis)
    return found


@contextmanager
def counted() -> Iterator[Counter[CodeType]]:
    """The lines that each function of ours goes through meanwhile."""
    lines: Counter[CodeType] = Counter()

    def at_line(frame: FrameType, event: str, arg: Any) -> Any:
        if event == "line":
            lines[frame.f_code] += 1
        return at_line

    def at_call(frame: FrameType, event: str, arg: Any) -> Any:
        return at_line if frame.f_code.co_filename.startswith(ROOT) else None

    before = sys.gettrace()
    sys.settrace(at_call)
    try:
        yield lines
    finally:
        sys.settrace(before)


def test_no_function_takes_more_than_its_share(nlp: Language, gazetteer: Gazetteer) -> None:
    short, long = parsed(nlp, SHORT), parsed(nlp, LONG)
    analysis(*long, gazetteer)  # what is kept from one document to the next is there for both
    with counted() as few:
        analysis(*short, gazetteer)
    with counted() as many:
        found = analysis(*long, gazetteer)
    assert len(found.claims) > 200, "a text that tells much"
    steep = {
        f"{Path(code.co_filename).name}:{code.co_firstlineno} {code.co_qualname}": (few[code], number)
        for code, number in many.items()
        if number >= FEW and number > MOST * few[code]
    }
    assert steep == {}, "these take more for each sentence the longer the text is"
    assert many.total() < 9 * few.total()
