"""How fast Sayso reads, beside the bare parser on the same texts, and how much memory it takes.

    python benchmarks/speed.py [--limit N] [--corpora DIR]

The stages (`sayso places`, `times`, `quotes`, `claims`) and `sayso read` (extract, link, store) run each as a process of its
own, as a user runs it, after the bare spaCy pipeline has read the same texts in this one. Where the corpora are not at
hand the sample reports are read; so few of them say little.

>>> rate(1000, 0.5)
'2,000 tokens/s'
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import spacy

from sayso.language.parse import BATCH, DEFAULT_MODEL

ROOT = Path(__file__).resolve().parent.parent
CORPORA = ROOT.parent / "shared" / "bench" / "data"  # beside the repository
TEXTS = ("news/fakes", "attribution/polnear-train")
VERBS = ("places", "times", "quotes", "claims", "read")
STARTS = 5  # runs of `sayso --help`, of which the fastest counts


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Seconds of wall clock and the greatest memory of one process, in MB."""

    seconds: float
    peak_mb: float


def documents(corpora: Path) -> tuple[str, Iterator[dict[str, str]]]:
    """What is read, in words, and its documents."""
    files = [corpora / name / "docs.jsonl" for name in TEXTS]
    if all(file.is_file() for file in files):
        return f"the corpora {' and '.join(TEXTS)}", _lines(files)
    return f"the samples (no corpora at {corpora})", _lines([ROOT / "samples" / "reports" / "reports.jsonl"])


def _lines(files: Sequence[Path]) -> Iterator[dict[str, str]]:
    for file in files:
        with file.open(encoding="utf-8") as stream:
            yield from map(json.loads, stream)


def run(command: Sequence[str], environment: dict[str, str]) -> Run:
    """Run a command, and measure it and what it starts."""
    begin = time.monotonic()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.monotonic() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command)} ended with status {process.returncode}")
    return Run(seconds=seconds, peak_mb=megabytes(usage.ru_maxrss))


def megabytes(maxrss: int) -> float:
    """The greatest memory as the system counts it: kilobytes, on macOS bytes."""
    return maxrss / (1e6 if sys.platform == "darwin" else 1e3)


def bare(texts: Sequence[str]) -> tuple[int, Run]:
    """The tokens of the texts, and how long the parser alone needs for them."""
    nlp = spacy.load(DEFAULT_MODEL)
    begin = time.monotonic()
    tokens = sum(len(doc) for doc in nlp.pipe(texts, batch_size=BATCH))
    seconds = time.monotonic() - begin
    return tokens, Run(seconds=seconds, peak_mb=megabytes(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss))


def rate(tokens: int, seconds: float) -> str:
    """Tokens a second, in words."""
    return f"{tokens / seconds:,.0f} tokens/s"


def line(name: str, measured: Run, tokens: int, parser: Run) -> str:
    """One measured run, beside the parser's."""
    kept = f"{parser.seconds / measured.seconds:4.0%}"
    return f"{name:<14} {measured.seconds:8.1f} s   {rate(tokens, measured.seconds):>16}   {kept}   {measured.peak_mb:6,.0f} MB"


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(
        description="Speed and memory of the verbs that read texts, beside the bare parser."
    )
    parser.add_argument("--limit", type=int, metavar="N", help="read the first N documents only")
    parser.add_argument("--corpora", type=Path, default=Path(os.environ.get("SAYSO_CORPORA") or CORPORA))
    options = parser.parse_args(arguments)
    what, source = documents(options.corpora)
    chosen = list(islice(source, options.limit))
    print(f"{len(chosen):,} documents of {what}")
    sayso = [sys.executable, "-m", "sayso"]
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"SAYSO_DB": f"{folder}/ledger.db"}
        start = min(run([*sayso, "--help"], environment).seconds for _ in range(STARTS))
        run(
            [*sayso, "places", str(ROOT / "samples" / "reports" / "reports.jsonl")], environment
        )  # compiles the gazetteer, if need be
        file = Path(folder) / "docs.jsonl"
        file.write_text("".join(json.dumps(one) + "\n" for one in chosen), encoding="utf-8")
        tokens, parser_run = bare([one["text"] for one in chosen])
        print(f"{tokens:,} tokens; kept of the parser's speed, start-up included:")
        print(line("bare parser", parser_run, tokens, parser_run))
        for verb in VERBS:
            print(line(f"sayso {verb}", run([*sayso, verb, str(file)], environment), tokens, parser_run), flush=True)
    print(f"sayso --help   {start:8.2f} s")


if __name__ == "__main__":
    main()
