"""What follows from what people did, and what is noted where incidents take the place of others.

>>> from sqlalchemy import create_engine
>>> from sayso.store.schema import METADATA
>>> engine = create_engine("sqlite://")
>>> METADATA.create_all(engine)
>>> with engine.connect() as connection:
...     derived(connection)
[]
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import Connection, delete, true

from sayso.model import Incident
from sayso.model.codec import loads
from sayso.store import changes, lasting, named, rows
from sayso.store.changes import Change
from sayso.store.operations import operations
from sayso.store.people import Derived, derive
from sayso.store.tables import JUDGEMENTS, TOMBSTONES
from sayso.store.writing import insert_all


def derived(connection: Connection) -> list[Derived]:
    """The judgements that follow from what people did, over the claims that stand now."""
    held = operations(connection)
    told = {name for one in held for side in one.sides for piece in side for name in piece}
    live = {root: claim.id for root, claim in named.living(connection, told).items()}
    return derive(held, live)


def write_people(connection: Connection) -> None:
    """Put the judgements that follow from what people did, as they are now, in place of the earlier ones."""
    derived_ones = (JUDGEMENTS.c.human == true()) & JUDGEMENTS.c.operation.is_not(None)  # so SQLite need not see all
    connection.execute(delete(JUDGEMENTS).where(derived_ones))
    of_people = [rows.judgement_row(one.judgement, human=True, operation=one.operation) for one in derived(connection)]
    insert_all(connection, JUDGEMENTS, of_people)


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
