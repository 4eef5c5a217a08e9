"""`sayso doctor` and `sayso verify`: whether all that Sayso stands on is there, and whether a ledger is whole.

>>> Check(name="python", fine=True, says="3.11").line
'ok      python      3.11'
"""

from __future__ import annotations

import platform
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import typer

from sayso.cli.options import MODEL, Db, Model
from sayso.cli.resources import ledger_address, open_ledger, settings
from sayso.errors import LedgerError, SaysoError
from sayso.telling import wording

SPACE_MB = 500  # free disk that the gazetteer and a ledger of some thousand reports want
OLDEST = (3, 11)


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing looked at: whether it is fine, what was found, and else the cure."""

    name: str
    fine: bool
    says: str
    cure: str = ""

    @property
    def line(self) -> str:
        """One line for a person."""
        cure = f"; {self.cure}" if self.cure else ""
        return f"{'ok' if self.fine else 'not ok':8}{self.name:12}{self.says}{cure}"


def doctor(db: Db = None, model: Model = MODEL) -> None:
    """Look at all that Sayso stands on: python, parser, tagger, gazetteer, ledger, disk; each with the cure where it is not well."""
    checks: list[Callable[[], Check]] = [
        _python,
        lambda: _parser(model),
        _tagger,
        _gazetteer,
        lambda: _ledger(db),
        _disk,
    ]
    well = True
    for check in checks:
        found = check()
        well = well and found.fine
        typer.echo(found.line)
    raise typer.Exit(0 if well else 1)


def verify(db: Db = None) -> None:
    """Check every hash, quote and reference of the ledger again."""
    with open_ledger(db) as ledger:
        name, size, faults = ledger.name, ledger.size, ledger.verify()
    for fault in faults:
        typer.echo(f"{fault.where}: {fault.what}")
    held = f"{wording.count(size.documents, 'document')}, {wording.count(size.claims, 'claim')}"
    if faults:
        typer.echo(f"{wording.count(len(faults), 'fault')} in {name} ({held}); keep a copy before you go on")
        raise typer.Exit(1)
    typer.echo(f"{name} is whole: {held}, every quote in its place")


def _python() -> Check:
    fine = sys.version_info >= OLDEST
    return Check(name="python", fine=fine, says=platform.python_version(), cure="" if fine else "install 3.11 or newer")


def _parser(model: str) -> Check:
    from sayso.language.parse import load_model

    try:
        nlp = load_model(model)
    except SaysoError as error:
        return Check(name="parser", fine=False, says=str(error))
    return Check(name="parser", fine=True, says=f"{model} {nlp.meta['version']}")


def _tagger() -> Check:
    from sayso.language.reader import load_reader, reader_name
    from sayso.language.tagger import load_tagger, tagger_name

    try:
        load_tagger()
        load_reader()
    except SaysoError as error:
        return Check(name="tagger", fine=False, says=str(error))
    return Check(name="tagger", fine=True, says=f"{tagger_name()}, {reader_name()}")


def _gazetteer() -> Check:
    from sayso.resolve.compile import default_path
    from sayso.resolve.gazetteer import open_gazetteer

    path = default_path(settings().cache)
    if not path.is_file():
        return Check(
            name="gazetteer",
            fine=True,
            says="not compiled yet",
            cure="its first use does it, or: sayso gazetteer build",
        )
    try:
        open_gazetteer(path)
    except SaysoError as error:
        return Check(name="gazetteer", fine=False, says=str(error))
    return Check(name="gazetteer", fine=True, says=str(path))


def _ledger(db: str | None) -> Check:
    address = ledger_address(db)
    if not Path(address).exists() and "://" not in address:
        return Check(name="ledger", fine=True, says=f"none at {address} yet", cure="sayso read PATH makes it")
    try:
        with open_ledger(db) as ledger:
            size, unlinked, name, server = ledger.size, ledger.unlinked, ledger.name, ledger.server
    except LedgerError as error:
        return Check(name="ledger", fine=False, says=str(error))
    where = name if server is None else f"{name} ({server})"
    says = f"{where}: {', '.join(_held(size.documents, size.claims, size.incidents, size.failures))}"
    if unlinked:
        return Check(
            name="ledger", fine=False, says=says, cure="incidents are behind its claims: sayso read PATH once more"
        )
    return Check(name="ledger", fine=True, says=says)


def _held(documents: int, claims: int, incidents: int, failures: int) -> Iterator[str]:
    yield wording.count(documents, "document")
    yield wording.count(claims, "claim")
    yield wording.count(incidents, "incident")
    if failures:
        yield f"{failures:,} not read (see: sayso documents)"


def _disk() -> Check:
    free = shutil.disk_usage(Path.cwd()).free // 1_000_000
    fine = free >= SPACE_MB
    return Check(
        name="disk", fine=fine, says=f"{free:,} MB free here", cure="" if fine else f"make room for {SPACE_MB} MB"
    )
