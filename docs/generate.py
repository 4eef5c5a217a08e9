"""Write the parts of the documentation that are made from the program: `docs/cli.md`, the marked parts of others.

    python docs/generate.py           write them
    python docs/generate.py --check   say by the exit status whether they are current

>>> put("a<!-- x -->old<!-- /x -->b", "x", "new")
'a<!-- x -->\\nnew\\n<!-- /x -->b'
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from sayso.cli.app import app

ROOT = Path(__file__).resolve().parent.parent
WIDTH = "100"  # columns of the excerpts
OUTPUT = re.compile(r"(?P<head><!-- output (?P<lines>\d+): (?P<command>[^\n]+) -->)\n.*?<!-- /output -->", re.DOTALL)
ACCOUNTS = 2  # accounts shown in the README's excerpt
HEAD = """# The command line

Written by `make docs` from the help texts; `sayso VERB --help` prints the same.

Exit status: 0 when all went well, 1 when something could not be read or found (the rest went on), 2 for wrong usage or a
fault that stops the run, 130 after Ctrl-C (`sayso desk`, which ends so, gives 0).

| variable | what it sets |
| --- | --- |
| `SAYSO_DB` | the ledger where `--db` is not given; else `sayso.db` in the working folder |
| `SAYSO_CACHE` | the folder that the compiled gazetteer is kept in (`sayso/` under it); else `XDG_CACHE_HOME`, else `~/.cache` |
| `SAYSO_DATA` | the folder that places of your own are kept in (`sayso/` under it); else `XDG_DATA_HOME`, else `~/.local/share` |
| `SAYSO_AUTHOR` | who reviews, where `--author` is not given; else the name that one is logged in by |
"""


def cell(words: str) -> str:
    """Words fit for a cell of a table."""
    return " ".join(words.split()).replace("|", "\\|")


def commands() -> Iterator[tuple[str, Any]]:
    """Each verb by its full name, in the order of the help."""
    yield from _below("sayso", typer.main.get_command(app))


def _below(name: str, group: Any) -> Iterator[tuple[str, Any]]:
    for verb, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from _below(f"{name} {verb}", command)
        else:
            yield f"{name} {verb}", command


def section(name: str, command: Any) -> str:
    """The part of the page about one verb: what it does, how it is called, its arguments and options."""
    context = typer.Context(command, info_name=name)
    arguments = [one for one in command.params if one.param_type_name == "argument"]
    options = [one for one in command.params if one.param_type_name == "option"]
    rows = [(one.metavar, one.help) for one in arguments]
    rows += [one.get_help_record(context) for one in options]
    usage = " ".join([name, *(["[OPTIONS]"] if options else []), *(one.metavar for one in arguments)])
    table = [f"| `{cell(spelling)}` | {cell(words)} |" for spelling, words in rows]
    head = ["| | |", "| --- | --- |"] if table else []
    words = "\n\n".join(" ".join(part.split()) for part in command.help.split("\n\n"))
    return "\n".join([f"## {name}", "", words, "", f"    {usage}", "", *head, *table, *([""] if table else [])])


def cli_page() -> str:
    """The page about the command line."""
    return "\n".join([HEAD, *(section(name, command) for name, command in commands())])


def sayso(*arguments: str, ledger: str) -> str:
    """What `sayso` prints, as on a terminal without colours."""
    environment = os.environ | {"SAYSO_DB": ledger, "COLUMNS": WIDTH, "NO_COLOR": "1"}
    call = [sys.executable, "-m", "sayso", *arguments]
    done = subprocess.run(call, capture_output=True, text=True, env=environment, cwd=ROOT, check=True)
    return "\n".join(line.rstrip() for line in done.stdout.splitlines())


def most_told(ledger: str) -> str:
    """The beginning of the identifier of the incident of the samples' last day that most accounts tell of."""
    day = ("--since", "2015-11-20", "--until", "2015-11-20", "--format", "jsonl")
    found = map(json.loads, sayso("incidents", *day, ledger=ledger).splitlines())
    identifier: str = max(found, key=lambda one: len(one["accounts"]))["id"]
    return identifier[:8]


def excerpt(ledger: str) -> str:
    """The incident of the samples that most accounts tell of, cut off after a few of them."""
    most = most_told(ledger)
    shown = sayso("show", most, ledger=ledger).splitlines()
    body = shown.index(next(line for line in shown if line.startswith("──")))
    gaps = [number for number in range(body, len(shown)) if not shown[number]]  # one after each account
    end = gaps[min(ACCOUNTS, len(gaps)) - 1]
    return "\n".join(["```", f"$ sayso show {most}", *shown[: end + 1], "[...]", "```"])


def floors() -> str:
    """The table of what is measured, and the least that passes."""
    rows = json.loads((ROOT / "evaluation" / "floors.json").read_text(encoding="utf-8"))
    lines = [
        f"| {task} | {figure} | {bound['floor']:g} |"
        for task, figures in rows.items()
        for figure, bound in figures.items()
        if bound["floor"] is not None
    ]
    return "\n".join(["| task | figure | at least |", "| --- | --- | ---: |", *lines])


def put(page: str, name: str, words: str) -> str:
    """The page with the words between its marks `<!-- name -->` and `<!-- /name -->`."""
    begin, end = f"<!-- {name} -->", f"<!-- /{name} -->"
    head, _, rest = page.partition(begin)
    _, found, tail = rest.partition(end)
    assert found, f"the page holds {begin} and {end}"
    return f"{head}{begin}\n{words}\n{end}{tail}"


def with_outputs(page: str, ledger: str) -> str:
    """The page with what each command of a mark `<!-- output LINES: VERB ... -->` prints, cut off after LINES.

    ID stands for the incident that most accounts tell of.
    """

    def filled(mark: re.Match[str]) -> str:
        words = [most_told(ledger) if word == "ID" else word for word in mark["command"].split()]
        shown = sayso(*words, ledger=ledger).splitlines()
        lines = int(mark["lines"])
        more = ["[...]"] if len(shown) > lines else []
        return "\n".join([mark["head"], "```", *shown[:lines], *more, "```", "<!-- /output -->"])

    return OUTPUT.sub(filled, page)


def pages() -> Iterator[tuple[Path, str]]:
    """Each page that is made, and what it should hold."""
    yield ROOT / "docs" / "cli.md", cli_page()
    quality = ROOT / "docs" / "quality.md"
    readme = ROOT / "README.md"
    filled = [ROOT / "docs" / name for name in ("tutorial.md", "tolls.md", "imports.md")]
    with tempfile.TemporaryDirectory() as folder:
        ledger = f"{folder}/samples.db"
        sayso("read", "samples/reports", ledger=ledger)
        marked = put(readme.read_text(encoding="utf-8"), "excerpt", excerpt(ledger))
        yield readme, marked
        yield quality, put(quality.read_text(encoding="utf-8"), "floors", floors())
        for page in filled:
            yield page, with_outputs(page.read_text(encoding="utf-8"), ledger)


def main(arguments: list[str]) -> int:
    """Write the pages, or with --check compare them."""
    behind = [
        (path, words) for path, words in pages() if not path.is_file() or path.read_text(encoding="utf-8") != words
    ]
    for path, words in behind:
        if "--check" in arguments:
            sys.stderr.write(f"{path.relative_to(ROOT)} is behind the program; run: make docs\n")
        else:
            path.write_text(words, encoding="utf-8")
    return 1 if behind and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
