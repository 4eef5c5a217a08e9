"""Score the figures of claims on sentences of our own: measure, low and high, by class of wording.

    python evaluation/own_figures.py [--half seen|unseen|both] [--show]

A figure is right where its words overlap the expected ones and measure, low and high are the same. "parts" counts the
figures whose whole is named in the table, "units" and "scopes" those with a unit or scope there. `--show` prints what
differs, for the seen half only: the unseen half is there to be run, never to be looked at.

>>> read_figure("five girls | killed | 5 | - | girls | of 12 people").whole
'12 people'
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from rich.console import Console
from rich.table import Table

from sayso.cli.resources import gazetteer
from sayso.language.parse import load_model
from sayso.model import Document, Failure, Figure
from sayso.pipeline import analyse

HERE = Path(__file__).resolve().parent
PUBLISHED = date(2016, 7, 1)
HALVES = ("seen", "unseen")


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """A figure of the table; `low` and `high` are None where they are open, the rest where nothing is said."""

    words: str
    measure: str
    low: float | None
    high: float | None
    unit: str | None = None
    whole: str | None = None
    scope: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One text of the table with its figures."""

    name: str
    say: str
    figures: tuple[Expected, ...]


def read_figure(line: str) -> Expected:
    """One figure from its line."""
    words, measure, low, high, unit, *rest = (part.strip() for part in line.split("|"))
    return Expected(
        words=words,
        measure=measure,
        low=None if low == "-" else float(low),
        high=None if high == "-" else float(high),
        unit=None if unit == "-" else unit,
        whole=next((part.removeprefix("of ") for part in rest if part.startswith("of ")), None),
        scope=next((part.removeprefix("scope ") for part in rest if part.startswith("scope ")), None),
    )


def read_cases(path: Path) -> list[Case]:
    """The cases of a table."""
    table: dict[str, list[dict[str, Any]]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [
        Case(name=name, say=row["say"], figures=tuple(map(read_figure, row["figures"])))
        for name, rows in table.items()
        for row in rows
    ]


def found_in(cases: Sequence[Case]) -> Iterator[list[Figure]]:
    """The distinct figures of the claims found in each case."""
    documents = [Document(id=str(number), text=case.say, published=PUBLISHED) for number, case in enumerate(cases)]
    for result in analyse(documents, nlp=load_model(), gazetteer=gazetteer()):
        if isinstance(result, Failure):
            raise SystemExit(f"{result.document}: {result.reason}")
        figures = {(f.span, f.measure, f.low, f.high): f for claim in result.claims for f in claim.figures}
        yield list(figures.values())


def is_right(case: Case, want: Expected, got: Figure) -> bool:
    """Whether a found figure is the expected one."""
    start = case.say.find(want.words)
    overlaps = start < got.span.end and got.span.start < start + len(want.words)
    return overlaps and (got.measure, got.low, got.high) == (want.measure, want.low, want.high)


def paired(case: Case, found: Iterable[Figure]) -> list[tuple[Expected, Figure]]:
    """Each expected figure with the found one that is it."""
    left, pairs = list(found), []
    for want in case.figures:
        got = next((figure for figure in left if is_right(case, want, figure)), None)
        if got is not None:
            left.remove(got)
            pairs.append((want, got))
    return pairs


def count(case: Case, found: Sequence[Figure]) -> Counter[str]:
    """Right, wanted and found figures, and the same for units, parts and scopes of the right ones."""
    pairs = paired(case, found)
    tally = Counter(right=len(pairs), wanted=len(case.figures), found=len(found))
    for want, got in pairs:
        if want.unit is not None:
            tally.update(units=1, units_right=int(got.unit == want.unit))
        if want.whole is not None:
            tally.update(parts=1, parts_right=int(got.part_of == want.whole))
        if want.scope is not None:
            tally.update(scopes=1, scopes_right=int(got.scope == want.scope))
    return tally


def f1(tally: Counter[str]) -> float:
    """F1 of measure, low and high."""
    return 2 * tally["right"] / max(1, tally["wanted"] + tally["found"])


def show_case(case: Case, found: Sequence[Figure], *, console: Console) -> None:
    """What differs in one case."""
    pairs = paired(case, found)
    missed = [want for want in case.figures if all(want is not w for w, _ in pairs)]
    extra = [got for got in found if all(got is not g for _, g in pairs)]
    for want in missed:
        console.print(f"{case.name}: missed {want.words!r} {want.measure} {want.low} {want.high} | {case.say}")
    for got in extra:
        console.print(f"{case.name}: extra {got.text!r} {got.measure} {got.low} {got.high} | {case.say}")
    for want, got in pairs:
        for slot, asked, given in (("part of", want.whole, got.part_of), ("unit", want.unit, got.unit)):
            if asked is not None and asked != given:
                console.print(f"{case.name}: {slot} {given!r}, not {asked!r} | {case.say}")
        if want.scope is not None and want.scope != got.scope:
            console.print(f"{case.name}: scope {got.scope!r}, not {want.scope!r} | {case.say}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the totals by class."""
    parser = argparse.ArgumentParser(description="Score figures on sentences of our own.")
    parser.add_argument("--half", choices=(*HALVES, "both"), default="both")
    parser.add_argument("--show", action="store_true", help="what differs, seen half only")
    parser.add_argument("--json", action="store_true", help="the F1 of each half and of both as one JSON object")
    options = parser.parse_args(arguments)
    console = Console(width=200, highlight=False, markup=False, quiet=options.json)
    values = {}
    total: Counter[str] = Counter()
    for half in HALVES if options.half == "both" else (options.half,):
        by_class: defaultdict[str, Counter[str]] = defaultdict(Counter)
        cases = read_cases(HERE / "own" / f"figures_{half}.yml")
        for case, found in zip(cases, found_in(cases), strict=True):
            by_class[case.name] += count(case, found)
            if options.show and half == "seen":
                show_case(case, found, console=console)
        whole = sum(by_class.values(), Counter())
        total += whole
        values[half] = f1(whole)
        if half == "seen":
            _print_classes(by_class, console=console)
        slots = ", ".join(f"{slot} {whole[slot + '_right']}/{whole[slot]}" for slot in ("units", "parts", "scopes"))
        console.print(f"{half}: F1 {f1(whole):.3f} ({slots})")
    values["total"] = f1(total)
    console.print(f"total: F1 {values['total']:.3f}")
    if options.json:
        print(json.dumps(values))
    return 0


def _print_classes(by_class: dict[str, Counter[str]], *, console: Console) -> None:
    table = Table("class", "F1", "right", "wanted", "found")
    for name, tally in by_class.items():
        table.add_row(name, f"{f1(tally):.3f}", *(str(tally[key]) for key in ("right", "wanted", "found")))
    console.print(table)


if __name__ == "__main__":
    sys.exit(main())
