"""How the time of reading one text grows with its length, beside that of the parser and the tagger alone.

    python benchmarks/growth.py [--lengths 10 30 100 300]

Texts of so many thousand characters (`benchmarks/long_texts.py`) are read to claims in this process. The exponent is the
slope of the logarithm of the seconds over that of the length: 1 where time grows as the text does, 2 where it grows with
its square. What is not the networks' time is that of the rules.

>>> round(exponent([10, 100], [1.0, 10.0]), 2), round(exponent([10, 100], [1.0, 100.0]), 2)
(1.0, 2.0)
"""

from __future__ import annotations

import argparse
import math
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import linear_regression

from spacy.language import Language

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # so that the script finds its neighbours

from benchmarks.long_texts import chronicle
from sayso.cli.resources import gazetteer
from sayso.language.parse import load_model, parse
from sayso.language.reader import load_reader
from sayso.language.tagger import load_tagger
from sayso.model import Document
from sayso.pipeline import Analysis, analyse
from sayso.resolve.gazetteer import Gazetteer

LENGTHS = (10, 30, 100)  # thousand characters
WARM = 3_000  # characters read before the clock runs


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """One text: thousand characters, claims, seconds of the processor in all and of parser and tagger alone."""

    length: float
    claims: int
    whole: float
    networks: float

    @property
    def rules(self) -> float:
        """Seconds of all that is neither parser nor tagger."""
        return self.whole - self.networks


def exponent(lengths: Sequence[float], seconds: Sequence[float]) -> float:
    """The slope of log seconds over log length."""
    return linear_regression([math.log(one) for one in lengths], [math.log(one) for one in seconds]).slope


def seconds_of(work: Callable[[], object]) -> float:
    """Seconds of the processor."""
    begin = time.process_time()
    work()
    return time.process_time() - begin


def read(characters: int, *, nlp: Language, places: Gazetteer) -> Read:
    """Read one text, its parser and tagger once more by themselves."""
    document = Document(id=str(characters), text=chronicle(characters))
    found: list[Analysis] = []

    def whole() -> None:
        found.extend(one for one in analyse([document], nlp=nlp, gazetteer=places) if isinstance(one, Analysis))

    def networks() -> None:
        load_tagger().tag([doc for _, doc in parse([document], nlp=nlp)], reader=load_reader())

    seconds = seconds_of(whole), seconds_of(networks)
    assert len(found) == 1, "the text is read"
    return Read(length=len(document.text) / 1000, claims=len(found[0].claims), whole=seconds[0], networks=seconds[1])


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, and print a line a length and the exponents."""
    parser = argparse.ArgumentParser(description="How the time of reading one text grows with its length.")
    parser.add_argument("--lengths", type=int, nargs="+", default=LENGTHS, metavar="KB", help="thousand characters")
    options = parser.parse_args(arguments)
    nlp, places = load_model(), gazetteer()
    read(WARM, nlp=nlp, places=places)
    print("thousand characters   claims   seconds   ms/thousand   of them the rules")
    found = []
    for length in options.lengths:
        one = read(length * 1000, nlp=nlp, places=places)
        found.append(one)
        print(
            f"{one.length:19,.0f} {one.claims:8,} {one.whole:9,.1f} {1000 * one.whole / one.length:13,.1f} "
            f"{1000 * one.rules / one.length:19,.1f}",
            flush=True,
        )
    if len(found) > 1:
        lengths = [one.length for one in found]
        print(
            f"exponent: {exponent(lengths, [one.whole for one in found]):.2f}, "
            f"of the rules alone {exponent(lengths, [one.rules for one in found]):.2f}"
        )


if __name__ == "__main__":
    main()
