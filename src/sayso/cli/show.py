"""`sayso show`: one incident with its accounts side by side, or one claim or document, by the start of its identifier.

>>> MOST_JOINS
8
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.options import Db, Format, RuleOption
from sayso.cli.output import LABEL, console, print_fact, print_indented, write_lines
from sayso.cli.resources import open_ledger
from sayso.cli.tolls import print_cells, print_range_rule, ranges, toll_lines
from sayso.errors import NotFoundError, UsageError
from sayso.model import Claim, Document, Incident, Judgement, ReferenceRecord, Rule, by_person, finder
from sayso.telling import history, lines, wording

if TYPE_CHECKING:
    from rich.console import Console

    from sayso.store.ledger import Ledger

MOST_JOINS = 8  # reasons shown without --joins
AROUND = 200  # characters of the document shown on each side of a claim's words

Identifier = Annotated[
    str, typer.Argument(metavar="ID", help="Identifier of an incident, claim or document, or its beginning.")
]
Joins = Annotated[bool, typer.Option("--joins", help="Give every reason why these claims are one incident.")]
Shape = Annotated[Format, typer.Option("--format", help="For reading, or as one JSON object.")]


def show(
    identifier: Identifier, db: Db = None, joins: Joins = False, rule: RuleOption = None, output: Shape = "table"
) -> None:
    """One incident, account by account, each figure with its words; or one claim; or one document.

    With --rule each toll of an incident stands with the claims that it rests on and those set aside, and why.
    """
    with open_ledger(db) as ledger:
        kind, name = ledger.find(identifier)
        if rule is not None and kind != "incident":
            raise UsageError(found=f"--rule with a {kind}", expected="an incident", mend="leave --rule out")
        if output == "jsonl":
            write_lines([_LINES[kind](ledger, name) | _tolls(ledger, name, rule) | _elsewhere(ledger, kind, name)])
        elif kind == "incident":
            _show_incident(ledger, ledger.incident(name), every=joins, rule=rule)
        else:
            _SHOWN[kind](ledger, name)


def _tolls(ledger: Ledger, name: str, rule: Rule | None) -> lines.Line:
    """The tolls of an incident by a rule, as one more key of its line; none without a rule."""
    if rule is None:
        return {}
    incident = ledger.incident(name)
    return toll_lines(incident, ledger.claims_with(incident.claims), rule)


def _elsewhere(ledger: Ledger, kind: str, name: str) -> lines.Line:
    """How other data sets code an incident, as one more key of its line; none where none does."""
    from sayso.imports.matching import match_line, of_incident

    found = of_incident(ledger, ledger.incident(name)) if kind == "incident" else []
    return {"in_other_data_sets": [match_line(one) for one in found]} if found else {}


def _show_incident(ledger: Ledger, incident: Incident, *, every: bool, rule: Rule | None) -> None:
    from sayso.cli.matrix import print_matrix
    from sayso.telling.matrix import rows_of

    out = console()
    claims = ledger.claims_with(incident.claims)
    documents = ledger.documents_with(doc for doc, _ in incident.claims_by_doc)
    _print_head(out, incident)
    if rule is None:
        for label, toll in ranges(incident):
            print_fact(out, label, wording.toll_words(toll))
        print_range_rule(out, incident, left=LABEL)
    else:
        print_cells(out, incident, claims, rule, left=LABEL)
    if incident.grade is not None:
        print_fact(out, "Grade", f"{incident.grade} ({incident.grade_rule})")
    out.print()
    print_matrix(out, rows_of(incident, claims), documents)
    _print_disagreements(out, incident)
    _print_joins(out, ledger.judgements_with(incident.joins), claims, every=every)
    _print_reports(out, incident, documents)
    _print_elsewhere(out, ledger, incident)
    _print_history(out, ledger, "incident", incident.id)


def _print_head(out: Console, incident: Incident) -> None:
    from rich.text import Text

    what = wording.kind_words(incident.kind).capitalize()
    when = wording.days(incident.when.first, incident.when.last)
    out.print(Text(f"{what} · {wording.place_words(incident.place)} · {when}", style="bold"))
    if when == wording.UNKNOWN and incident.when.reason:
        out.print(Text(f"No day: {incident.when.reason}"))
    counts = (
        f"{wording.count(len(incident.accounts), 'account')} in {wording.count(len(incident.claims_by_doc), 'report')}, "
        f"{wording.count(len(incident.claims), 'claim')}, {wording.count(len(incident.disagreements), 'disagreement')}"
    )
    out.print(Text(f"{counts}; incident {incident.id}"))
    for label, names in (("By", incident.actors), ("Against", incident.targets)):
        if names:
            print_fact(out, label, "; ".join(names))


def _print_disagreements(out: Console, incident: Incident) -> None:
    from rich.text import Text

    if not incident.disagreements:
        if len(incident.accounts) > 1:
            out.print(Text("The accounts do not contradict each other."))
        return
    out.print(Text("Disagreements", style="bold"))
    for one in incident.disagreements:
        size = "" if one.size is None else f" ({wording.number(one.size)} apart)"
        print_indented(out, f"{wording.DISPUTES[one.type]}: {one.says}{size}")


def _print_joins(out: Console, judgements: Iterable[Judgement], claims: Mapping[str, Claim], *, every: bool) -> None:
    """Why these claims are one incident; the joins between reports first, as those within one are plainer."""
    from rich.text import Text

    def within(judgement: Judgement) -> bool:
        return claims[judgement.left].doc == claims[judgement.right].doc

    known = [one for one in judgements if one.left in claims and one.right in claims]
    known.sort(key=lambda one: (_rank(one), within(one), -one.score, one.id))
    if not known:
        return
    out.print()
    out.print(Text("Why these claims are one incident", style="bold"))
    for one in known if every else known[:MOST_JOINS]:
        left, right = claims[one.left].doc, claims[one.right].doc
        where = f"within {left}" if left == right else f"{left} and {right}"
        reasons = "; ".join(feature.says for feature in one.features if feature.value > 0)
        because = one.reason or reasons or "seen to be one"
        pair = f"{wording.short(one.left)} and {wording.short(one.right)}, {where}"
        score = f", {one.score:+.2f}" if one.features else ""
        print_indented(out, f"{pair}: {because} ({one.author}{score})")
    if not every and len(known) > MOST_JOINS:
        out.print(Text(f"  and {len(known) - MOST_JOINS:,} more: --joins", style="dim"))


def _rank(judgement: Judgement) -> int:
    """What a person judged, then what the linker did, then what a person saw to be together."""
    if judgement.features:
        return 1
    return 0 if judgement.reason is not None else 2


def _print_reports(out: Console, incident: Incident, documents: Mapping[str, Document]) -> None:
    from rich.text import Text

    out.print()
    out.print(Text("Reports", style="bold"))
    for name, number in incident.claims_by_doc:
        document = documents.get(name)
        said = [] if document is None else [document.publisher, document.published, document.title, document.url]
        known = [str(part) for part in said if part is not None]
        print_indented(out, f"{name}: {' · '.join([*known, wording.count(number, 'claim')])}")


def _print_elsewhere(out: Console, ledger: Ledger, incident: Incident) -> None:
    """How other data sets code it: no claims, and in no toll."""
    from rich.text import Text

    from sayso.imports.matching import of_incident

    found = of_incident(ledger, incident)
    if not found:
        return
    out.print()
    out.print(Text("In other data sets", style="bold"))
    for one in found:
        record = one.record
        facts = [record.what, wording.days(record.when.first, record.when.last), record.place, "; ".join(record.actors)]
        told = " · ".join(fact for fact in facts if fact)
        print_indented(out, f"{record.dataset} {record.key}: killed {their_figures(record)} · {told}")
        if record.source:
            print_indented(out, f"by {record.source}", 4)
        how = "surely this incident" if one.unsure is None else f"perhaps this incident, as {one.unsure}"
        print_indented(out, f"{how}, {one.score:+.2f}: {one.says}", 4)


def their_figures(record: ReferenceRecord) -> str:
    """How many were killed by a row of another data set: its range, and its best number where that is another."""
    if record.killed is None:
        return "–"
    words = wording.toll_words(record.killed)
    if record.best is not None and record.killed.low != record.killed.high:
        words += f", best {record.best:,}"
    return f"{words} civilians" if record.civilians else words


def _print_history(out: Console, ledger: Ledger, kind: str, name: str) -> None:
    """What people did to it; `sayso history` tells more."""
    from rich.text import Text

    found, operations = history.changes_about(ledger, kind, name)
    done = [one for one in found if one.kind == "operation"]
    if not done:
        return
    out.print()
    out.print(Text("What people did", style="bold"))
    for one in done:
        print_indented(out, f"{history.time_words(one.made)} {history.change_words(one, operations)}".strip())


def _show_claim(ledger: Ledger, name: str) -> None:
    from rich.text import Text

    out = console()
    claim = ledger.claims_with([name])[name]
    incident = ledger.incident_of(name)
    out.print(Text(f"{wording.event_words(claim).capitalize()} · claim {claim.id}", style="bold"))
    for label, value in _claim_facts(claim):
        print_fact(out, label, value)
    print_fact(out, "Incident", incident or _why_in_none(ledger, claim))
    _print_history(out, ledger, "claim", name)
    try:
        document = ledger.document(claim.doc)
    except NotFoundError:
        return
    out.print()
    if document.text[claim.span.start : claim.span.end] != claim.evidence:
        out.print(Text(f"“{claim.evidence}”", style="italic"))
        out.print(Text("This claim stands in an earlier version of the document."))
        return
    before = document.text[max(0, claim.span.start - AROUND) : claim.span.start]
    after = document.text[claim.span.end : claim.span.end + AROUND]
    out.print(
        Text("… ")
        .append(before, style="dim")
        .append(claim.evidence, style="bold")
        .append(after, style="dim")
        .append(" …")
    )


def _why_in_none(ledger: Ledger, claim: Claim) -> str:
    """Why a claim is part of no incident."""
    if ledger.rejections([claim.id]):
        return "none: it was rejected"
    try:
        now = ledger.standing(claim.id)
    except UsageError:
        return "none: it stands in an earlier version of the document"
    if now.id != claim.id:
        return f"none: it was corrected; as it stands now: {now.id}"
    return "none: only planned or demanded, or a sum over weeks"


def _claim_facts(claim: Claim) -> Iterable[tuple[str, str]]:
    cue = "" if claim.cue is None else f" ({claim.cue.text})"
    yield "Says", wording.source_words(claim) + cue
    for body in (link.body for link in reversed(claim.source)):
        if body is not None and body.type is not None:
            yield (
                "Who",
                f"{body.name or wording.NAMELESS}: {body.type}; party to the conflict: {wording.PARTY[body.party]}",
            )
    yield "Document", f"{claim.doc}, {claim.span.start}-{claim.span.end}"
    for label, phrase in (("By", claim.actor), ("Against", claim.target), ("With", claim.instrument)):
        if phrase is not None:
            yield label, phrase.text
    for place in claim.places:
        dot = "" if place.lat is None or place.lon is None else f" {place.lat:.3f}, {place.lon:.3f}"
        yield place.role.capitalize(), f"{wording.place_words(place)}{dot} (“{place.text}”)"
    if claim.time is not None:
        interval = claim.time.interval
        why = f"; {interval.reason}" if interval.reason else ""
        yield "Time", f"{wording.days(interval.first, interval.last)} (“{claim.time.text}”{why})"
    for figure in claim.figures:
        yield "Figure", f"{wording.figure_words(figure)} (“{figure.text}”)"
    by = "Corrected by" if claim.corrects is not None else "Added by" if by_person(claim) else "Found by"
    yield by, f"{finder(claim)}, confidence {claim.confidence:.2f}"


def _show_document(ledger: Ledger, name: str) -> None:
    from rich.text import Text

    out = console()
    document = ledger.document(name)
    out.print(Text(f"{document.title or 'No title'} · document {document.id}", style="bold"))
    for reading in document.readings:
        print_fact(out, reading.field.capitalize(), f"{reading.value} (from: {reading.where})")
    if document.published is None:
        print_fact(out, "Published", wording.UNKNOWN)
    claims = [claim for claim in ledger.claims() if claim.doc == name]
    print_fact(out, "Claims", f"{len(claims):,}")
    for claim in claims:
        print_indented(
            out, f"{wording.short(claim.id)} {wording.event_words(claim)}; says {wording.source_words(claim)}"
        )
    out.print()
    out.print(Text(document.text))


def _show_tombstone(ledger: Ledger, name: str) -> None:
    became = ledger.became(name) or []
    after = f"its claims are now in {', '.join(became)}" if became else "its claims are in no incident now"
    typer.echo(f"Incident {name} has ceased: {after}")
    _print_history(console(), ledger, "tombstone", name)


def _show_operation(ledger: Ledger, name: str) -> None:
    found, operations = history.changes_about(ledger, "operation", name)
    for one in found:
        typer.echo(f"{history.time_words(one.made)} {history.change_words(one, operations)}".strip())


def _claim_line(ledger: Ledger, name: str) -> lines.Line:
    claim = ledger.claims_with([name])[name]
    return lines.claim_line(ledger.document(claim.doc), claim)


_SHOWN: dict[str, Callable[[Ledger, str], None]] = {
    "claim": _show_claim,
    "document": _show_document,
    "tombstone": _show_tombstone,
    "operation": _show_operation,
}
_LINES: dict[str, Callable[[Ledger, str], lines.Line]] = {
    "incident": lambda ledger, name: lines.incident_line(ledger.incident(name)),
    "claim": _claim_line,
    "document": lambda ledger, name: lines.document_line(ledger.document(name), claims=ledger.claim_counts()),
    "tombstone": lambda ledger, name: {"id": name, "became": ledger.became(name)},
    "operation": lambda ledger, name: history.operation_line(ledger.operation(name)),
}
