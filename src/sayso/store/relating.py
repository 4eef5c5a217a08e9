"""Incidents in place of the earlier ones, with the judgements that hold them; and what changed by it.

>>> from sqlalchemy import create_engine
>>> from sayso.store.tables import METADATA
>>> engine = create_engine("sqlite://")
>>> METADATA.create_all(engine)
>>> with engine.connect() as connection:
...     relate(connection, [], [], made=None)
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlalchemy import Connection, delete, select

from sayso.model import Incident, Judgement
from sayso.model.codec import loads
from sayso.store import changes, lasting, named, rows
from sayso.store.changes import Change
from sayso.store.operations import operations
from sayso.store.people import Derived, derive
from sayso.store.tables import INCIDENT_CLAIMS, INCIDENTS, JUDGEMENTS, TOMBSTONES
from sayso.store.writing import insert_all


def relate(
    connection: Connection, judgements: Iterable[Judgement], incidents: Iterable[Incident], *, made: str | None
) -> None:
    """Put judgements and incidents in place of the earlier ones. What people judged stays, or is made from what they did."""
    held = lasting.held(connection)
    after = lasting.named(list(incidents), held)
    at = changes.last_number(connection)
    before = dict(connection.execute(select(INCIDENTS.c.id, INCIDENTS.c.record)).all())
    new = {one.id: rows.incident_row(one, founded=held.founded.get(one.id, at)) for one in after}
    changes.note_all(connection, list(changed(before, {one.id: one for one in after}, new, made)))
    bury(connection, after, held, buried=changes.last_number(connection))
    for table in (INCIDENT_CLAIMS, INCIDENTS):
        connection.execute(delete(table))
    _judgements(connection, judgements)
    insert_all(connection, INCIDENTS, list(new.values()))
    insert_all(connection, INCIDENT_CLAIMS, [row for one in after for row in rows.membership_rows(one)])


def derived(connection: Connection) -> list[Derived]:
    """The judgements that follow from what people did, over the claims that stand now."""
    held = operations(connection)
    told = {name for one in held for side in one.sides for piece in side for name in piece}
    live = {root: claim.id for root, claim in named.living(connection, told).items()}
    return derive(held, live)


def write_people(connection: Connection) -> None:
    """Put the judgements that follow from what people did, as they are now, in place of the earlier ones."""
    connection.execute(delete(JUDGEMENTS).where(JUDGEMENTS.c.operation.is_not(None)))
    of_people = [rows.judgement_row(one.judgement, human=True, operation=one.operation) for one in derived(connection)]
    insert_all(connection, JUDGEMENTS, of_people)


def _judgements(connection: Connection, judgements: Iterable[Judgement]) -> None:
    connection.execute(delete(JUDGEMENTS).where(~JUDGEMENTS.c.human))
    write_people(connection)
    human = set(connection.scalars(select(JUDGEMENTS.c.id)))
    insert_all(
        connection, JUDGEMENTS, [rows.judgement_row(one, human=False) for one in judgements if one.id not in human]
    )


def changed(
    before: Mapping[str, str], after: Mapping[str, Incident], new: Mapping[str, rows.Row], made: str | None
) -> Iterator[Change]:
    """Each incident that is new, tells something else to a reader, or is no more."""
    for name, one in after.items():
        if name not in before:
            yield Change(number=0, made=made, kind="incident", id=name, what="new")
        elif before[name] != new[name]["record"]:
            differences = tuple(changes.between(loads(before[name], Incident), one))
            if differences:
                yield Change(number=0, made=made, kind="incident", id=name, what="changed", differences=differences)
    for name in before:
        if name not in after:
            yield Change(number=0, made=made, kind="incident", id=name, what="ceased")


def bury(connection: Connection, incidents: Sequence[Incident], held: lasting.Held, *, buried: int) -> None:
    """Before the incidents take the place of the old: a tombstone for each identifier that is no more."""
    now_in: dict[str, set[str]] = {}
    for incident in incidents:
        for claim in incident.claims:
            now_in.setdefault(held.as_found(claim), set()).add(incident.id)
    present = {incident.id for incident in incidents}
    became = {
        name: sorted({successor for claim in claims for successor in now_in.get(claim, ())})
        for name, claims in held.members.items()
        if name not in present
    }
    for part in rows.chunks(sorted(held.buried.keys() & (present | became.keys()))):
        connection.execute(delete(TOMBSTONES).where(TOMBSTONES.c.id.in_(part)))
    values = [
        {"id": name, "became": json.dumps(after), "founded": held.founded[name], "buried": buried}
        for name, after in became.items()
    ]
    insert_all(connection, TOMBSTONES, values)
