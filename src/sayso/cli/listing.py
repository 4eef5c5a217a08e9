"""`sayso incidents | claims | sources | documents`: over the ledger with filters; the first two also over documents in memory.

>>> INCIDENT_COLUMNS[:3]
('Incident', 'When', 'Where')
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import typer

from sayso.cli.inputs import Failures, failure_words
from sayso.cli.mentions import analyses
from sayso.cli.options import (
    MODEL,
    Actor,
    Box,
    Db,
    Disputed,
    Grade,
    Kind,
    MinConfidence,
    Model,
    NearOption,
    OptionalDocs,
    Output,
    Place,
    Published,
    RuleOption,
    Since,
    Source,
    Text,
    Until,
    read_filters,
)
from sayso.cli.output import chosen, console, print_indented, print_table, say, write_lines
from sayso.cli.resources import open_ledger
from sayso.cli.tolls import best_words, cells_of, toll_lines
from sayso.errors import UsageError
from sayso.model import Claim, Document, Incident, Rule
from sayso.store.filters import ALL, Filters
from sayso.telling import lines, wording
from sayso.telling.further import further_sentences

if TYPE_CHECKING:
    from rich.text import Text as RichText

    from sayso.store.ledger import SourceCount

WORDINGS = 3  # other wordings of a source that the table shows
INCIDENT_COLUMNS = ("Incident", "When", "Where", "What", "Killed", "Injured", "Accounts", "Disputed")


def incidents(
    docs: OptionalDocs = None,
    db: Db = None,
    published: Published = None,
    model: Model = MODEL,
    rule: RuleOption = None,
    output: Output = None,
    since: Since = None,
    until: Until = None,
    near: NearOption = None,
    box: Box = None,
    place: Place = None,
    kind: Kind = None,
    actor: Actor = None,
    source: Source = None,
    grade: Grade = None,
    disputed: Disputed = False,
    min_confidence: MinConfidence = 0.0,
    text: Text = None,
) -> None:
    """Incidents, with how many accounts each has and what they disagree about."""
    filters = read_filters(
        since=since,
        until=until,
        near=near,
        box=box,
        place=place,
        kind=kind,
        actor=actor,
        source=source,
        grade=grade,
        disputed=disputed,
        min_confidence=min_confidence,
        text=text,
    )
    failures = Failures()
    if docs:
        _refuse(filters, db)
        found, known = _incidents_in(docs, published=published, model=model, failures=failures)
    else:
        with open_ledger(db) as ledger:
            found = ledger.incidents(filters)
            known = {} if rule is None else ledger.claims_with(name for one in found for name in one.claims)
            if ledger.unlinked:
                say(
                    "sayso: claims were added since incidents were last assembled; bring them up to date: sayso read PATH"
                )
    if chosen(output) == "jsonl":
        write_lines(lines.incident_line(one) | toll_lines(one, known, rule) for one in found)
    elif print_table(INCIDENT_COLUMNS, (_incident_row(one, known, rule) for one in found), right=("Accounts",)):
        more = sum(bool(one.disagreements) for one in found)
        say(f"{wording.count(len(found), 'incident')}, {more:,} disputed; one of them in full: sayso show INCIDENT")
    else:
        say("no incidents found" + _wider(filters))
    raise typer.Exit(failures.exit_status)


def claims(
    docs: OptionalDocs = None,
    db: Db = None,
    published: Published = None,
    model: Model = MODEL,
    output: Output = None,
    since: Since = None,
    until: Until = None,
    near: NearOption = None,
    box: Box = None,
    place: Place = None,
    kind: Kind = None,
    actor: Actor = None,
    source: Source = None,
    grade: Grade = None,
    disputed: Disputed = False,
    min_confidence: MinConfidence = 0.0,
    text: Text = None,
) -> None:
    """Claims: who says what happened, where, when, with which figures, in which words."""
    filters = read_filters(
        since=since,
        until=until,
        near=near,
        box=box,
        place=place,
        kind=kind,
        actor=actor,
        source=source,
        grade=grade,
        disputed=disputed,
        min_confidence=min_confidence,
        text=text,
    )
    failures = Failures()
    if docs:
        _refuse(replace(filters, confidence=0.0), db)
        told = analyses(docs, "claims", published=published, model=model, failures=failures)
        found: Iterable[tuple[Document, Claim]] = (
            (one.document, claim) for one in told for claim in one.claims if claim.confidence >= min_confidence
        )
    else:
        with open_ledger(db) as ledger:
            kept = ledger.claims(filters)
            documents = ledger.documents_with({claim.doc for claim in kept})
        found = [(documents[claim.doc], claim) for claim in kept]
    if chosen(output) == "jsonl":
        write_lines(lines.claim_line(document, claim) for document, claim in found)
    else:
        count = _print_claims(found)
        say(
            f"{wording.count(count, 'claim')}; one of them in full: sayso show CLAIM"
            if count
            else "no claims found" + _wider(filters)
        )
    raise typer.Exit(failures.exit_status)


def sources(
    db: Db = None,
    output: Output = None,
    since: Since = None,
    until: Until = None,
    near: NearOption = None,
    box: Box = None,
    place: Place = None,
    kind: Kind = None,
    actor: Actor = None,
    source: Source = None,
    grade: Grade = None,
    disputed: Disputed = False,
    min_confidence: MinConfidence = 0.0,
    text: Text = None,
) -> None:
    """Who says things in the ledger, and how much: each chain of sources once, however the reports call them."""
    filters = read_filters(
        since=since,
        until=until,
        near=near,
        box=box,
        place=place,
        kind=kind,
        actor=actor,
        source=source,
        grade=grade,
        disputed=disputed,
        min_confidence=min_confidence,
        text=text,
    )
    with open_ledger(db) as ledger:
        found = ledger.sources(filters)
    if chosen(output) == "jsonl":
        write_lines(
            {
                "source": [line.name for line in one.source],
                "source_bodies": [lines.source_line(line) for line in one.source],
                "claims": one.claims,
                "docs": one.documents,
                "disputed": one.disputed,
            }
            for one in found
        )
        return
    numbers = ("Claims", "Reports", "Disputed claims")
    columns = ("Source", "Type", "Party", "Called", *numbers)
    if not print_table(columns, map(_source_row, found), right=numbers):
        say("no sources found" + _wider(filters))


def _source_row(one: SourceCount) -> Sequence[str]:
    last = one.source[-1] if one.source else None
    others = [] if last is None else [text for text in last.wordings if text != last.name]
    more = f" and {len(others) - WORDINGS} more" if len(others) > WORDINGS else ""
    return (
        ", as told by ".join(line.name for line in reversed(one.source)) or "(reports in their own voice)",
        "" if last is None else last.type or wording.UNKNOWN,
        "" if last is None else wording.PARTY[last.party],
        "; ".join(others[:WORDINGS]) + more,
        f"{one.claims:,}",
        f"{one.documents:,}",
        f"{one.disputed:,}" if one.disputed else "",
    )


def documents(
    db: Db = None,
    output: Output = None,
    since: Since = None,
    until: Until = None,
    near: NearOption = None,
    box: Box = None,
    place: Place = None,
    kind: Kind = None,
    actor: Actor = None,
    source: Source = None,
    grade: Grade = None,
    disputed: Disputed = False,
    min_confidence: MinConfidence = 0.0,
    text: Text = None,
) -> None:
    """The documents of the ledger, and what could not be read."""
    filters = read_filters(
        since=since,
        until=until,
        near=near,
        box=box,
        place=place,
        kind=kind,
        actor=actor,
        source=source,
        grade=grade,
        disputed=disputed,
        min_confidence=min_confidence,
        text=text,
    )
    with open_ledger(db) as ledger:
        found = ledger.documents(filters)
        counts = ledger.claim_counts()
        failed = ledger.failures() if filters == ALL else []
    if chosen(output) == "jsonl":
        write_lines(lines.document_line(document, claims=counts) for document in found)
    else:
        rows = (
            (
                one.id,
                str(one.published or wording.UNKNOWN),
                one.publisher or "",
                one.title or "",
                f"{counts.get(one.id, 0):,}",
            )
            for one in found
        )
        if not print_table(("Document", "Published", "Publisher", "Title", "Claims"), rows, right=("Claims",)):
            say("no documents found" + _wider(filters))
    for failure in failed:
        verdict = "read, but" if failure.stage == "date" else "not read"
        say(f"{verdict}: {failure_words(failure)}")


def _refuse(filters: Filters, db: str | None) -> None:
    if filters != ALL or db is not None:
        raise UsageError(
            found="documents together with a filter or --db",
            expected="documents, which are read in memory, or questions to the ledger",
            mend="sayso read the documents first, or leave the filters out",
        )


def _wider(filters: Filters) -> str:
    return "" if filters == ALL else "; leave out a filter to see more"


def _incidents_in(
    docs: Sequence[str], *, published: str | None, model: str, failures: Failures
) -> tuple[list[Incident], dict[str, Claim]]:
    """The incidents of documents read in memory, and their claims."""
    from sayso.pipeline import relate

    found = list(analyses(docs, "claims", published=published, model=model, failures=failures))
    claims = [claim for one in found for claim in one.claims]
    made = relate(claims, [one.document for one in found])[1]
    return sorted(made, key=_newest_first), {claim.id: claim for claim in claims}


def _newest_first(incident: Incident) -> tuple[bool, int, str]:
    """The order of the ledger: newest first, undated last."""
    first = incident.when.first
    return first is None, 0 if first is None else -first.toordinal(), incident.id


def _incident_row(incident: Incident, claims: Mapping[str, Claim], rule: Rule | None) -> Sequence[str]:
    tolls = {"killed": wording.toll_words(incident.killed), "injured": wording.toll_words(incident.injured)}
    if rule is not None:
        cells = cells_of(incident, claims, rule)
        tolls |= {cell.measure: best_words(cell.low, cell.best, cell.high) for cell in cells if cell.whom is None}
    kinds = sorted({wording.DISPUTES[one.type] for one in incident.disagreements})
    return (
        wording.short(incident.id),
        wording.days(incident.when.first, incident.when.last),
        wording.place_words(incident.place),
        wording.kind_words(incident.kind),
        tolls["killed"],
        tolls["injured"],
        str(len(incident.accounts)),
        ", ".join(kinds),
    )


def _print_claims(found: Iterable[tuple[Document, Claim]]) -> int:
    """A few lines a claim: what and who; the figures; the words."""
    from rich.text import Text

    out = console()
    count = 0
    for document, claim in found:
        count += 1
        out.print(Text(f"{wording.short(claim.id)}  ", style="bold").append(_headline(claim)))
        for line in _details(claim, document):
            print_indented(out, line, wording.SHORT + 2)
        out.print()
    return count


def _headline(claim: Claim) -> str:
    when = (
        wording.days(claim.time.interval.first, claim.time.interval.last) if claim.time is not None else wording.UNKNOWN
    )
    sites = dict.fromkeys(wording.place_words(place) for place in claim.places if place.role == "site")
    where = ", ".join(sites) or wording.UNKNOWN
    return f"{wording.event_words(claim)} · {when} · {where}"


def _details(claim: Claim, document: Document) -> Iterator[RichText]:
    from rich.text import Text

    yield Text(f"says {wording.source_words(claim)}, in {claim.doc}")
    if claim.figures:
        yield Text("; ".join(dict.fromkeys(map(wording.figure_words, claim.figures))))
    yield Text(f"“{' '.join(claim.evidence.split())}”", style="italic")
    for span in further_sentences(document.text, claim.span, [figure.span for figure in claim.figures]):
        yield Text(f"and “{' '.join(span.quote(document.text).split())}”", style="italic")
