"""`sayso merge | split | part | confirm | correct | reject | add-claim | undo`, `history`, `changes`: what people say of what the program found.

>>> merge.__name__
'merge'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from sayso.cli.options import Db, Output
from sayso.cli.output import chosen, print_table, say, write_lines
from sayso.cli.resources import author_name, gazetteer, now, open_ledger
from sayso.errors import UsageError
from sayso.telling import history as told

if TYPE_CHECKING:
    from sayso.model import Operation
    from sayso.review import Outcome
    from sayso.store.acts import Act, By
    from sayso.store.changes import Change
    from sayso.store.ledger import Ledger

Incidents = Annotated[
    list[str], typer.Argument(metavar="INCIDENT", help="Identifiers of two or more incidents, or their beginnings.")
]
Incident = Annotated[str, typer.Argument(metavar="INCIDENT", help="Identifier of an incident, or its beginning.")]
Claims = Annotated[list[str], typer.Argument(metavar="CLAIM", help="Claims of it, which are of another incident.")]
Claim = Annotated[str, typer.Argument(metavar="CLAIM", help="Identifier of a claim, or its beginning.")]
Slot = Annotated[
    str,
    typer.Argument(
        metavar="SLOT",
        help="kind, status, stance, source, cue, actor, target, instrument, place, time, or what a figure measures "
        "(killed, injured, ...; killed:2 for the second of several, killed:new for a further one).",
    ),
]
Value = Annotated[
    str,
    typer.Argument(
        metavar="VALUE",
        help="What is right; none for nothing. A source: outermost first, parted by >. A place: NAME, or NAME @ LAT,LON; "
        "several parted by ;. A time: 2016-05-03, 2016-05, or two parted by two dots. A figure: 12, 8-20, at least 8 civilians.",
    ),
]
Words = Annotated[
    str | None,
    typer.Option("--words", metavar="WORDS", help="Words of the report that say so, where they are not the value."),
]
Subjects = Annotated[
    list[str],
    typer.Argument(metavar="ID", help="A claim; an incident, with --what place or day; two, with --what join."),
]
Looked = Annotated[
    Literal["claim", "place", "day", "join"],
    typer.Option(
        help="What stands: the claim is right; no report tells the place or the day; nobody can tell whether two are one."
    ),
]
Reported = Annotated[str, typer.Argument(metavar="DOCUMENT", help="Identifier of a document, or its beginning.")]
Quote = Annotated[
    str, typer.Option("--quote", metavar="WORDS", help="Words of the report that say it, as they stand there.")
]
KindOf = Annotated[str, typer.Option("--kind", metavar="KIND", help="The kind of event: shelling, air strike, ...")]
Slots = Annotated[
    list[str] | None,
    typer.Option(
        "--slot", metavar="SLOT=VALUE", help="A slot and its value, as for a correction: killed=8; may be given again."
    ),
]
Reason = Annotated[str, typer.Option(metavar="WHY", help="Why, in a few words; it is kept.")]
Author = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="Who does it; else SAYSO_AUTHOR, else the name that you are logged in by."),
]
Undone = Annotated[
    str | None, typer.Argument(metavar="OPERATION", help="Which; else the last one that stands, whoever did it.")
]
Anything = Annotated[
    str | None,
    typer.Argument(
        metavar="ID", help="An incident, claim, document or operation, or its beginning; else all that people did."
    ),
]
Since = Annotated[
    str | None,
    typer.Option(
        metavar="WHEN", help="From this day or time on: 2026-03-01, 2026-03-01T10:00 (UTC where no zone is given)."
    ),
]
After = Annotated[int | None, typer.Option(metavar="NUMBER", help="Only what came after the change of this number.")]


def merge(incidents: Incidents, reason: Reason, author: Author = None, db: Db = None, output: Output = None) -> None:
    """Say that incidents are one: the oldest name stays, and the others lead to it."""
    from sayso.review import Merge

    _operate(Merge(incidents=tuple(incidents)), reason=reason, author=author, db=db, output=output)


def split(
    incident: Incident, claims: Claims, reason: Reason, author: Author = None, db: Db = None, output: Output = None
) -> None:
    """Say that claims of an incident are of another: they leave it, and the linker never puts the two together again."""
    from sayso.review import Split

    _operate(Split(incident=incident, claims=tuple(claims)), reason=reason, author=author, db=db, output=output)


def part(incidents: Incidents, reason: Reason, author: Author = None, db: Db = None, output: Output = None) -> None:
    """Say that two incidents are different: the linker never puts them together."""
    from sayso.review import Part

    if len(incidents) != 2:
        raise UsageError(found=f"{len(incidents)} incidents", expected="two", mend="name one and another")
    _operate(Part(incidents=(incidents[0], incidents[1])), reason=reason, author=author, db=db, output=output)


def confirm(
    subjects: Subjects,
    reason: Reason,
    what: Looked = "claim",
    author: Author = None,
    db: Db = None,
    output: Output = None,
) -> None:
    """Say that you looked and let it stand: nobody is asked again."""
    from sayso.review import Confirm

    _operate(Confirm(subjects=tuple(subjects), what=what), reason=reason, author=author, db=db, output=output)


def correct(
    claim: Claim,
    slot: Slot,
    value: Value,
    reason: Reason,
    words: Words = None,
    author: Author = None,
    db: Db = None,
    output: Output = None,
) -> None:
    """Say what is right in a slot of a claim; the claim as it was found is kept beside it."""
    from sayso.review import Correct, operate, read_slot

    by = _by(reason, author)
    with open_ledger(db) as ledger:
        found = ledger.standing(claim)
        field, typed = read_slot(
            slot,
            value,
            claim=found,
            document=ledger.document(found.doc),
            quoted=words,
            others=[one for one in ledger.claims_of(found.doc) if one.id != found.id],
            gazetteer=gazetteer,
        )
        outcome = operate(ledger, Correct(claim=found.id, slot=field, value=typed), by=by)
        _print(ledger, outcome, output)


def reject(claim: Claim, reason: Reason, author: Author = None, db: Db = None, output: Output = None) -> None:
    """Say that a claim is wrong altogether; it leaves its incident and all counts, and is kept, marked so."""
    from sayso.review import Reject

    _operate(Reject(claim=claim), reason=reason, author=author, db=db, output=output)


def add_claim(
    document: Reported,
    quote: Quote,
    kind: KindOf,
    reason: Reason,
    slot: Slots = None,
    author: Author = None,
    db: Db = None,
    output: Output = None,
) -> None:
    """Add a claim that the program did not find: the words of a report that say it, and what they say."""
    from sayso.errors import UsageError
    from sayso.review import operate, read_claim

    by = _by(reason, author)
    told = dict(one.partition("=")[::2] for one in slot or ())
    empty = next((one for one in slot or () if "=" not in one), None)
    if empty is not None:
        raise UsageError(found=f"{empty!r} as --slot", expected="SLOT=VALUE, as killed=8", mend="correct it")
    with open_ledger(db) as ledger:
        found, name = ledger.find(document)
        if found != "document":
            raise UsageError(found=f"{found} {name!r}", expected="a document", mend="see: sayso documents")
        act = read_claim(
            ledger.document(name),
            quoted=quote,
            kind=kind,
            slots=told,
            others=ledger.claims_of(name),
            gazetteer=gazetteer,
        )
        _print(ledger, operate(ledger, act, by=by), output)


def undo(reason: Reason, operation: Undone = None, author: Author = None, db: Db = None, output: Output = None) -> None:
    """Take an operation back, whatever was done since; taking back a taking-back restores it."""
    from sayso.review import Undo

    _operate(Undo(operation=operation), reason=reason, author=author, db=db, output=output)


def history(identifier: Anything = None, db: Db = None, output: Output = None) -> None:
    """What people did to a thing and how it changed, in order; without a name, all that people did."""
    with open_ledger(db) as ledger:
        if identifier is None:
            every = ledger.operations()
            _print_changes(ledger, ledger.changes_of(one.id for one in every), {one.id: one for one in every}, output)
        else:
            found, operations = told.changes_about(ledger, *ledger.find(identifier))
            _print_changes(ledger, found, operations, output)


def changes(since: Since = None, after: After = None, db: Db = None, output: Output = None) -> None:
    """What changed since a time: documents read, operations, and incidents new, changed or ceased. For feeds."""
    from sayso.store.changes import read_when

    with open_ledger(db) as ledger:
        found = ledger.changes(since=None if since is None else read_when(since), after=after)
        _print_changes(ledger, found, {one.id: one for one in ledger.operations()}, output)


def _by(reason: str, author: str | None) -> By:
    from sayso.review import By

    return By(author=author_name(author), reason=reason, made=now())


def _operate(act: Act, *, reason: str, author: str | None, db: str | None, output: Output) -> None:
    from sayso.review import operate

    by = _by(reason, author)
    with open_ledger(db) as ledger:
        _print(ledger, operate(ledger, act, by=by), output)


def _print(ledger: Ledger, outcome: Outcome, output: Output) -> None:
    made = outcome.operation
    after = [(one, _became(ledger, one)) for one in outcome.changes]
    if chosen(output) == "jsonl":
        changed = [told.change_line(one, {}, became) for one, became in after]
        write_lines([{"operation": told.operation_line(made), "changes": changed}])
        return
    typer.echo(told.operation_words(made, None if made.undoes is None else ledger.operation(made.undoes)))
    for one, became in after:
        typer.echo("  " + told.change_words(one, {}, became))
    if not after:
        typer.echo("  no incident is another by it")
    say(f"to take it back: sayso undo {made.id} --reason WHY")


def _became(ledger: Ledger, one: Change) -> list[str] | None:
    return ledger.became(one.id) if one.kind == "incident" and one.what == "ceased" else None


def _print_changes(ledger: Ledger, found: list[Change], operations: dict[str, Operation], output: Output) -> None:
    after = [(one, _became(ledger, one)) for one in found]
    if chosen(output) == "jsonl":
        write_lines(told.change_line(one, operations, became) for one, became in after)
        return
    rows = (
        (str(one.number), told.time_words(one.made), told.change_words(one, operations, became))
        for one, became in after
    )
    if not print_table(("Number", "When", "What"), rows, right=("Number",)):
        say("nothing has happened")
