"""Score the command line on the annotated corpora, and fail where a figure is below its floor.

    python evaluation/gate.py [--corpora DIR] [--task NAME]... [--reuse] [--update]

Each task runs one verb of `sayso` over the documents of one corpus, as a user would, and hands what it prints to
`score.py`. The floors stand in `floors.json`; a figure without a floor is reported only.

>>> figure_at({"pairs": {"f1": 0.5}}, "pairs.f1")
0.5
"""

from __future__ import annotations

import argparse
import json
import math
import os
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table as Sheet

HERE = Path(__file__).resolve().parent
CORPORA = HERE.parent.parent / "shared" / "bench" / "data"  # beside the repository
COMMAND = (sys.executable, "-m", "sayso")
PROCESSES = 2  # runs at once; each takes one core and some 700 MB
NOT_AT_HAND = "not at hand"
SEED = "seed"  # the document that the project began from


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One verb over one corpus; `figures` names each figure and where it stands in the scorer's answer."""

    name: str
    verb: str
    corpus: str
    scorer: str
    figures: tuple[tuple[str, str], ...]
    doc: str | None = None  # score this document only


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One figure of one task; `value` is None where it could not be measured, and `note` says why."""

    task: str
    figure: str
    value: float | None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """The least value that passes, and the value that is aimed at; None where none is set."""

    floor: float | None = None
    aim: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of our own: the script that scores it prints a JSON object; `figures` as those of a task."""

    name: str
    call: tuple[str, ...]
    figures: tuple[tuple[str, str], ...]


CLAIM_FIGURES = (
    ("figure F1", "figure.f1"),
    ("figure with source F1", "FIGURE+SOURCE.f1"),
    ("source right, of claims found", "source.recall/found.recall"),
    ("status right, of claims found", "status.recall/found.recall"),
    ("found F1", "found.f1"),
    ("kind F1", "kind.f1"),
    ("actor F1", "actor.f1"),
    ("target F1", "target.f1"),
    ("place F1", "place.f1"),
    ("time F1", "time.f1"),
)
PLACE_FIGURES = (("end to end F1, 161 km", "end_to_end_161km.f1"), ("within 161 km, of found", "resolution.acc_161km"))
OWN = (
    Table(
        name="own_attribution_seen",
        call=("own.py", "attribution_seen.yml", "--json"),
        figures=(("right", "total.share"),),
    ),
    Table(
        name="own_attribution_more",
        call=("own.py", "attribution_more.yml", "--json"),
        figures=(("right", "total.share"),),
    ),
    Table(
        name="own_attribution_unseen",
        call=("own.py", "attribution_unseen.yml", "--json"),
        figures=(("right", "total.share"),),
    ),
    Table(
        name="own_figures",
        call=("own_figures.py", "--json"),
        figures=(("seen F1", "seen"), ("unseen F1", "unseen"), ("both F1", "total")),
    ),
    Table(
        name="own_places",
        call=("own_places.py", "--json"),
        figures=(("names right, of 37", "places_names"), ("Syrian places right, of 60", "places_syria")),
    ),
    Table(
        name="own_stories",
        call=("own_stories.py", "--json"),
        figures=tuple(
            (f"{half} {figure}, {measure}", f"{half}.{figure}")
            for half in ("seen", "unseen")
            for figure, measure in (("incidents", "B-cubed"), ("accounts", "F1"), ("disagreements", "F1"))
        ),
    ),
)
TASKS = (
    Task(name="claims_news", verb="claims", corpus="claims_news", scorer="claims", figures=CLAIM_FIGURES),
    Task(name="claims", verb="claims", corpus="claims", scorer="claims", figures=CLAIM_FIGURES),
    Task(
        name="seed",
        verb="claims",
        corpus="claims",
        scorer="claims",
        doc=SEED,
        figures=(("figures with source, of 15", "FIGURE+SOURCE.right"),),
    ),
    Task(
        name="strike_lines",
        verb="claims",
        corpus="strike_lines/centcom",
        scorer="strike_lines",
        figures=(("count and place", "count_and_place"), ("count", "count")),
    ),
    Task(
        name="times",
        verb="times",
        corpus="times/tempeval3-train",
        scorer="times",
        figures=(("value F1", "value.f1"), ("relaxed F1", "relaxed.f1"), ("strict F1", "strict.f1")),
    ),
    Task(
        name="places_geovirus",
        verb="places",
        corpus="places/geovirus",
        scorer="places",
        figures=PLACE_FIGURES,
    ),
    Task(
        name="places_geowebnews",
        verb="places",
        corpus="places/geowebnews",
        scorer="places",
        figures=PLACE_FIGURES,
    ),
    Task(
        name="attribution",
        verb="quotes",
        corpus="attribution/polnear-dev",
        scorer="attribution",
        figures=(
            ("content and source F1", "content_and_source.f1"),
            ("content F1", "content.f1"),
            ("content and cue F1", "content_and_cue.f1"),
        ),
    ),
    Task(
        name="incident_coding",
        verb="incidents",
        corpus="incident_coding/airwars",
        scorer="incident_coding",
        figures=(
            ("killed, low and high", "killed"),
            ("killed, low", "killed_low"),
            ("injured, low and high", "injured"),
            ("date", "date"),
            ("within 25 km", "within_25km"),
            ("belligerent", "belligerent"),
        ),
    ),
    Task(
        name="grouping",
        verb="incidents",
        corpus="grouping/news",
        scorer="grouping",
        figures=(("pairs F1", "pairs.f1"),),
    ),
    Task(
        name="accounts",
        verb="incidents",
        corpus="accounts/news",
        scorer="accounts",
        figures=(
            ("account F1", "account.f1"),
            ("killed, low and high", "killed_both"),
            ("disagreements F1", "disagreements.f1"),
        ),
    ),
)


class GateError(Exception):
    """A run or a scorer failed: the message says which, and what it printed."""


def figure_at(answer: dict[str, Any], path: str) -> float:
    """The figure at a dotted path of a scorer's answer, or the share of one in another ("a.b/c.d").

    `right` is the count of gold items found.
    """
    if "/" in path:
        part, whole = (figure_at(answer, side) for side in path.split("/"))
        return round(part / whole, 4) if whole else 0.0
    *names, last = path.split(".")
    for name in names:
        answer = answer[name]
    if last == "right":
        return float(round(answer["recall"] * answer["gold"]))
    return float(answer.get(last, 0.0))


def run(
    verb: str, corpus: str, *, corpora: Path, out: Path, reuse: bool = False, command: Sequence[str] = COMMAND
) -> Path:
    """Let `sayso VERB` read a corpus; the file of JSON lines that it printed, the last run's with `reuse`."""
    target = out / f"{corpus.replace('/', '-')}-{verb}.jsonl"
    target.parent.mkdir(parents=True, exist_ok=True)
    if reuse and target.is_file():
        return target
    call = [*command, verb, str(corpora / corpus / "docs.jsonl"), "--format", "jsonl"]
    begin = time.monotonic()
    part = target.with_suffix(".part")
    with part.open("wb") as stream:
        done = subprocess.run(call, stdout=stream, stderr=subprocess.PIPE, check=False)
    if done.returncode:
        tail = done.stderr.decode("utf-8", "replace").strip()[-600:]
        raise GateError(f"`sayso {verb}` on {corpus} ended with status {done.returncode}: {tail}")
    part.replace(target)
    print(f"sayso {verb} on {corpus}: {time.monotonic() - begin:.0f} s", file=sys.stderr)
    return target


def keep_document(path: Path, doc: str, target: Path) -> Path:
    """The lines of `path` about one document, in a file of their own."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and json.loads(line)["doc"] == doc]
    target.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return target


def score(task: Task, predicted: Path, *, corpora: Path, out: Path) -> list[Outcome]:
    """The figures of a task, from what was predicted and the gold of its corpus."""
    gold = corpora / task.corpus / "gold.jsonl"
    if task.doc is not None:
        gold = keep_document(gold, task.doc, out / f"{task.name}-gold.jsonl")
        predicted = keep_document(predicted, task.doc, out / f"{task.name}-predicted.jsonl")
    call = [sys.executable, str(HERE / "score.py"), task.scorer, str(gold), str(predicted), "--json"]
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    if done.returncode:
        raise GateError(f"the scorer of {task.name} ended with status {done.returncode}: {done.stderr.strip()[-600:]}")
    answer = json.loads(done.stdout)
    return [Outcome(task=task.name, figure=name, value=figure_at(answer, path)) for name, path in task.figures]


def score_table(table: Table) -> list[Outcome]:
    """The figures of a table of our own."""
    script, *arguments = table.call
    call = [sys.executable, str(HERE / script), *arguments]
    done = subprocess.run(call, capture_output=True, text=True, check=False, cwd=HERE.parent)
    if done.returncode:
        return unmeasured(table, f"{script} ended with status {done.returncode}: {done.stderr.strip()[-600:]}")
    answer = json.loads(done.stdout)
    return [
        Outcome(task=table.name, figure=name, value=round(figure_at(answer, path), 4)) for name, path in table.figures
    ]


def unmeasured(task: Task | Table, note: str) -> list[Outcome]:
    """The figures of a task without values, and why."""
    return [Outcome(task=task.name, figure=name, value=None, note=note) for name, _ in task.figures]


def measure(
    tasks: Iterable[Task], *, corpora: Path, out: Path, reuse: bool = False, command: Sequence[str] = COMMAND
) -> Iterator[Outcome]:
    """The figures of all tasks. Tasks that need the same verb over the same corpus share one run."""
    chosen = list(tasks)
    at_hand = [task for task in chosen if (corpora / task.corpus / "docs.jsonl").is_file()]
    with ThreadPoolExecutor(PROCESSES) as pool:
        answer = partial(run, corpora=corpora, out=out, reuse=reuse, command=command)
        pairs = dict.fromkeys((task.verb, task.corpus) for task in at_hand)
        runs = {pair: pool.submit(answer, *pair) for pair in pairs}
        for task in chosen:
            if task not in at_hand:
                yield from unmeasured(task, NOT_AT_HAND)
                continue
            try:
                yield from score(task, runs[task.verb, task.corpus].result(), corpora=corpora, out=out)
            except GateError as error:
                yield from unmeasured(task, str(error))


def read_bounds(path: Path) -> dict[str, dict[str, Bound]]:
    """The floors and aims, by task and figure."""
    rows = json.loads(path.read_text(encoding="utf-8"))
    return {task: {name: Bound(**bound) for name, bound in figures.items()} for task, figures in rows.items()}


def raise_floors(path: Path, outcomes: Iterable[Outcome]) -> None:
    """Lift each floor to what was measured, rounded down to two digits; no floor is ever lowered."""
    rows = json.loads(path.read_text(encoding="utf-8"))
    for outcome in outcomes:
        bound = rows.get(outcome.task, {}).get(outcome.figure, {})
        if outcome.value is not None and bound.get("floor") is not None:
            bound["floor"] = max(bound["floor"], math.floor(outcome.value * 100) / 100)
    path.write_text(json.dumps(rows, indent=2) + "\n", encoding="utf-8")


def judge(outcome: Outcome, bound: Bound) -> str:
    """ok, below, failed, or a dash for a figure that has no floor."""
    if outcome.value is None:
        return "-" if outcome.note == NOT_AT_HAND else "failed"
    if bound.floor is None:
        return "-"
    return "ok" if outcome.value >= bound.floor else "below"


def show(outcomes: Sequence[Outcome], bounds: dict[str, dict[str, Bound]], *, console: Console) -> bool:
    """Print the table; whether every figure passes."""
    table = Sheet("task", "figure")
    for heading in ("value", "floor", "aim"):
        table.add_column(heading, justify="right")
    table.add_column("")
    verdicts = []
    for outcome in outcomes:
        bound = bounds.get(outcome.task, {}).get(outcome.figure, Bound())
        verdicts.append(judge(outcome, bound))
        numbers = ["-" if number is None else f"{number:g}" for number in (outcome.value, bound.floor, bound.aim)]
        table.add_row(outcome.task, outcome.figure, *numbers, verdicts[-1])
    console.print(table)
    for note in dict.fromkeys(outcome.note for outcome in outcomes if outcome.note):
        console.print(note, markup=False, highlight=False)
    return not {"below", "failed"} & set(verdicts)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Score the command line on the annotated corpora.")
    parser.add_argument("--corpora", type=Path, default=Path(os.environ.get("SAYSO_CORPORA") or CORPORA))
    parser.add_argument(
        "--task", action="append", choices=[one.name for one in (*TASKS, *OWN)], help="only this one; repeatable"
    )
    parser.add_argument("--floors", type=Path, default=HERE / "floors.json")
    parser.add_argument("--out", type=Path, default=HERE / "out", help="where the lines that sayso prints are kept")
    parser.add_argument(
        "--reuse", action="store_true", help="score the lines of the last run where they are still there"
    )
    parser.add_argument("--update", action="store_true", help="lift the floors to what was measured")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None, *, command: Sequence[str] = COMMAND) -> int:
    """Measure, print, and say by the exit status whether all floors hold."""
    options = _options(arguments)
    if not options.corpora.is_dir():
        print(
            f"No annotated corpora at {options.corpora} (--corpora or SAYSO_CORPORA says where): nothing was measured."
        )
        return 0
    tasks = [task for task in TASKS if not options.task or task.name in options.task]
    out = options.out.resolve()
    outcomes = list(measure(tasks, corpora=options.corpora, out=out, reuse=options.reuse, command=command))
    outcomes += [one for own in OWN if not options.task or own.name in options.task for one in score_table(own)]
    passed = show(outcomes, read_bounds(options.floors), console=Console(width=110))
    if options.update:
        raise_floors(options.floors, outcomes)
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
