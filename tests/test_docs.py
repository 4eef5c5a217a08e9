"""The documentation says what the program does: every verb, option, variable and field, and no others."""

from __future__ import annotations

import dataclasses
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from docs import generate
from sayso import model
from sayso.cli.app import app
from tests.processor import needs_sums_in_full

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "samples").glob("*.md")])
NAMES = [str(page.relative_to(ROOT)) for page in PAGES]
VERBS = dict(generate.commands())
PLACEHOLDER = re.compile(r"\b(?:ID|FOLDER|REPORTS|VERB)\b")


def code(page: Path) -> Iterator[str]:
    """The lines of a page's code blocks, without prompt, remark and the path of the environment."""
    fenced = False
    for line in page.read_text(encoding="utf-8").splitlines():
        if line.startswith("```"):
            fenced = not fenced
        elif fenced or line.startswith("    "):
            yield line.split("  #")[0].strip().removeprefix("$ ").removeprefix(".venv/bin/")


def commands(page: Path) -> list[str]:
    return [line for line in code(page) if line.startswith("sayso ")]


def verb_of(words: list[str]) -> str:
    """The verb that a command line calls, by its full name."""
    return next((name for name in (" ".join(words[:3]), " ".join(words[:2])) if name in VERBS), "")


def options_of(verb: Any) -> set[str]:
    return {spelling for one in verb.params for spelling in one.opts if spelling.startswith("-")} | {"--help", "-h"}


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_commands_in_code_blocks_exist(page: Path) -> None:
    for line in commands(page):
        words = shlex.split(line)
        if words[1].startswith("-") or words[1] == "VERB":
            continue
        verb = verb_of(words)
        assert verb, f"no verb in {line!r}"
        unknown = {word for word in words if word.startswith("--")} - options_of(VERBS[verb])
        assert not unknown, f"{verb} has no {unknown}"


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_make_targets_exist(page: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    text = page.read_text(encoding="utf-8")
    named = set(re.findall(r"`make ([a-z]+)`", text)) | {
        line.split()[1] for line in code(page) if re.match(r"make \w", line)
    }
    assert named <= targets


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), target


def test_the_page_of_the_command_line_is_current() -> None:
    assert (ROOT / "docs" / "cli.md").read_text(encoding="utf-8") == generate.cli_page(), "run: make docs"


def test_the_readme_names_every_verb() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for name in VERBS:
        assert re.search(rf"`(?:sayso )?{name.split()[1]}`", readme), name


def test_every_environment_variable_is_explained() -> None:
    used = {
        name
        for file in (ROOT / "src").rglob("*.py")
        for name in re.findall(r"\bSAYSO_[A-Z]+\b", file.read_text("utf-8"))
    }
    explained = set(re.findall(r"`(SAYSO_[A-Z]+)`", (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")))
    assert used == explained


def test_every_field_of_the_record_is_explained() -> None:
    page = (ROOT / "docs" / "record.md").read_text(encoding="utf-8")
    sections = dict(re.findall(r"^## (\w+)\n(.*?)(?=^#|\Z)", page, re.MULTILINE | re.DOTALL))
    records = {name: getattr(model, name) for name in model.__all__ if dataclasses.is_dataclass(getattr(model, name))}
    assert set(sections) == set(records)
    for name, record in records.items():
        rows = re.findall(r"^\| ([^|]+) \|", sections[name], re.MULTILINE)
        explained = {word for row in rows for word in re.findall(r"`(\w+)`", row)}
        assert explained == {field.name for field in dataclasses.fields(record)}, name


@pytest.mark.slow
@needs_sums_in_full
def test_the_generated_parts_are_current() -> None:
    behind = [str(path.relative_to(ROOT)) for path, words in generate.pages() if path.read_text("utf-8") != words]
    assert not behind, "run: make docs"


@pytest.mark.slow
def test_the_commands_of_the_tutorial_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    ledger = str(tmp_path / "week.db")
    runner = CliRunner(env={"SAYSO_DB": ledger})
    for line in commands(ROOT / "docs" / "tutorial.md"):
        if PLACEHOLDER.search(line):
            continue
        words = shlex.split(line.replace("week.db", ledger))[1:]
        result = runner.invoke(app, words)
        assert result.exit_code == 0, (line, result.output)
        assert result.output.strip(), line
