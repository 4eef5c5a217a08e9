"""Small ledgers with a history: reports read and read again, and what people said of them, drawn by hypothesis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from hypothesis import strategies as st
from sqlalchemy import select

from sayso.errors import SaysoError, UsageError
from sayso.model import Failure, Page, Span
from sayso.model.identity import fingerprint
from sayso.review import Add, Confirm, Correct, Merge, Part, Reject, Split, Undo, operate, relink
from sayso.store.acts import Act, By
from sayso.store.index_tables import ACCOUNT_TOLLS, INCIDENT_NAMES, NAMES
from sayso.store.index_tables import TOLD as TOLD_OF
from sayso.store.ledger import Entry, Ledger
from sayso.store.schema import METADATA
from sayso.store.tables import CLAIMS, INCIDENTS
from tests.review.world import TOLD, entry
from tests.store.samples import EXTRACTOR

LATER = "rules-2/en"
VERBS = (
    "merge",
    "split",
    "correct",
    "reject",
    "add",
    "part",
    "confirm claim",
    "confirm day",
    "undo",
    "undo that",
    "read",
    "reword",
)
# What a ledger made from records remembers otherwise: who uses it, what its linker has seen, what it says of itself.
OWN = {"meta", "users", "sessions", "tokens"} | {name for name in METADATA.tables if name.startswith("link_")}
NUMBERED = {"documents": "row", "claims": "row"}  # tables with numbers that need not be the same


@dataclass(frozen=True)
class Step:
    """A thing done: what, and to which of what is there, by numbers that are taken around."""

    verb: str
    one: int
    other: int


STEPS = st.lists(
    st.builds(Step, st.sampled_from(VERBS), st.integers(0, 50), st.integers(0, 50)), min_size=1, max_size=8
)
REPORTS = st.lists(st.sampled_from(TOLD), min_size=2, max_size=6, unique=True)


def now() -> str:
    return "2026-03-01T09:00:00+00:00"


def paged(one: Entry) -> Entry:
    """The entry, with the page that it came from."""
    content = one.document.text.encode()
    page = Page(id=fingerprint(content), content=content, media_type="text/plain", address=f"{one.document.id}.txt")
    return Entry(document=replace(one.document, page=page.id), claims=one.claims, page=page)


def make(address: str, reports: Sequence[tuple[str, str, int, int, str]], steps: Sequence[Step]) -> Ledger:
    """A ledger of these reports in which these things were done, so far as they made sense."""
    ledger = Ledger.open(address, create=True, now=now)
    ledger.add([paged(entry(*one)) for one in reports], extractor=EXTRACTOR)
    ledger.fail([Failure(document="broken.txt", stage="text", reason="found an empty text")])
    relink(ledger)
    for number, step in enumerate(steps):
        by = By(
            author=("Ada", "Bo")[step.one % 2], reason=f"step {number} “so”", made=f"2026-03-02T10:00:0{number}+00:00"
        )
        try:
            _do(ledger, step, reports, by)
        except SaysoError:
            continue  # it made no sense here: one incident alone cannot be merged
    return ledger


def _do(ledger: Ledger, step: Step, reports: Sequence[tuple[str, str, int, int, str]], by: By) -> None:
    told = reports[step.one % len(reports)]
    match step.verb:
        case "read":
            ledger.add([paged(entry(*told, extractor=LATER))], extractor=LATER)
            relink(ledger)
        case "reword":
            doc, town, on, dead, source = told
            ledger.add([paged(entry(doc, town, on, dead + 1 + step.other % 3, source))], extractor=EXTRACTOR)
            relink(ledger)
        case _:
            operate(ledger, _act(ledger, step), by=by)


def _act(ledger: Ledger, step: Step) -> Act:
    incidents = sorted(ledger.incidents(), key=lambda one: one.id)
    claims = ledger.claims()
    document = ledger.documents()[step.one % len(ledger.documents())]
    if not incidents or not claims:  # all were rejected
        raise UsageError(found="nothing left", expected="something to act on", mend="undo")
    here, there = (incidents[number % len(incidents)] for number in (step.one, step.other))
    claim = claims[step.one % len(claims)]
    match step.verb:
        case "merge":
            return Merge(incidents=(here.id, there.id))
        case "split":
            return Split(incident=here.id, claims=(here.claims[step.other % len(here.claims)],))
        case "correct":
            return Correct(claim=claim.id, slot="kind", value=("shelling", "attack", "missile_strike")[step.other % 3])
        case "reject":
            return Reject(claim=claim.id)
        case "add":
            return Add(document=document.id, span=Span(0, 5), kind=("attack", "bombing")[step.other % 2])
        case "part":
            return Part(incidents=(here.id, there.id))
        case "confirm claim":
            return Confirm(subjects=(claim.id,), what="claim")
        case "confirm day":
            return Confirm(subjects=(here.id,), what="day")
        case "undo":
            return Undo()
        case _:
            done = ledger.operations()
            return Undo(operation=done[step.other % len(done)].id if done else None)


def records(ledger: Ledger) -> bytes:
    """All that a ledger keeps, as it is exported."""
    with ledger.view() as view:
        return "".join(line + "\n" for line in view.records()).encode("utf-8", "backslashreplace")


def rows(ledger: Ledger) -> dict[str, list[tuple[object, ...]]]:
    """The rows of every table that another ledger of the same records has too, numbers of its own left out.

    What tells of incidents by their numbers, and of claims by their rows, is given by their identifiers.
    """
    found = {}
    with ledger.engine.connect() as connection:
        incidents: dict[int, str] = {
            row[0]: row[1] for row in connection.execute(select(INCIDENTS.c.number, INCIDENTS.c.id))
        }
        claims: dict[int, str] = {row[0]: row[1] for row in connection.execute(select(CLAIMS.c.row, CLAIMS.c.id))}
        named = set(connection.scalars(select(INCIDENT_NAMES.c.name)))
        for name, table in METADATA.tables.items():
            if name in OWN or name.startswith("claim_"):
                continue
            left_out = {INCIDENTS: {"row", "document", "number"}, ACCOUNT_TOLLS: {"numbers"}}
            own = left_out.get(table, {"row", "document"})
            columns = [column for column in table.c if column.name not in own or name == "failures"]
            every = list(map(tuple, connection.execute(select(*columns))))
            if table is TOLD_OF:
                every = [(claims[claim], incidents[incident]) for claim, incident in every]
            elif table is NAMES:  # some are of incidents that have ceased
                every = [one for one in every if one[0] in named]
            elif table is INCIDENT_NAMES:
                every = [(number, incidents[incident]) for number, incident in every]
            found[name] = sorted(every, key=repr)
    return found
