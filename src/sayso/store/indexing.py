"""Writing what filters find incidents by (see `store.index_tables`), with the claims and incidents that it follows from.

>>> number_of(("actor", "the forces", "", "")) == number_of(("actor", "the forces", "", ""))
True
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b

from sqlalchemy import Connection, delete, func, insert, select, update

from sayso.model import Claim
from sayso.store.index_tables import INCIDENT_NAMES, NAMES, TOLD
from sayso.store.query import live_claims
from sayso.store.rows import Row, actor_of, chunks
from sayso.store.tables import CLAIM_PLACES, CLAIM_SOURCES, CLAIMS, DOCUMENTS, INCIDENT_CLAIMS, INCIDENTS

Name = tuple[str, str, str, str]  # what, folded, body, belongs


@lru_cache(maxsize=10_000)
def number_of(name: Name) -> int:
    """A name as a number of 63 bits, the same in every ledger."""
    return int.from_bytes(blake2b("\0".join(name).encode("utf-8", "surrogatepass"), digest_size=8).digest()) >> 1


def keep_names(connection: Connection, names: Iterable[Name]) -> None:
    """Keep those of the names that are not kept yet."""
    wanted = {number_of(name): name for name in names}
    for part in chunks(sorted(wanted)):
        held = set(connection.scalars(select(NAMES.c.number).where(NAMES.c.number.in_(part))))
        columns = ("what", "folded", "body", "belongs")
        values = [
            {"number": number, **dict(zip(columns, wanted[number], strict=True))}
            for number in part
            if number not in held
        ]
        if values:
            connection.execute(insert(NAMES), values)


def keep_publishers(connection: Connection, documents: Iterable[Row]) -> None:
    """Keep the names of the publishers of documents, as these are written."""
    keep_names(connection, {_plain("publisher", row["folded_publisher"]) for row in documents})


def keep_named(
    connection: Connection, claims: Iterable[Claim], *, sources: Iterable[Row], places: Iterable[Row]
) -> None:
    """Keep the names that claims give, as these and the rows of their parts are written."""
    names: set[Name] = {_plain("actor", actor_of(claim)) for claim in claims}
    names |= {("source", row["folded"], row["body"] or "", row["belongs"] or "") for row in sources}
    names |= {_plain("place", row["folded"]) for row in places}
    keep_names(connection, names)


def next_number(connection: Connection) -> int:
    """The least number that no incident has, nor one after it."""
    return (connection.scalar(select(func.max(INCIDENTS.c.number))) or 0) + 1


def drop(connection: Connection, incidents: Iterable[str]) -> None:
    """Let go of what is posted of incidents; before these go."""
    for part in chunks(sorted(set(incidents))):
        numbers = select(INCIDENTS.c.number).where(INCIDENTS.c.id.in_(part))
        for table in (TOLD, INCIDENT_NAMES):
            connection.execute(delete(table).where(table.c.incident.in_(numbers)))


def post(connection: Connection, incidents: Iterable[str]) -> None:
    """Write what follows from the live claims of incidents of which nothing is posted; once they and their claims are here."""
    for part in chunks(sorted(set(incidents))):
        here = INCIDENTS.c.id.in_(part)
        live = select(CLAIMS.c.row, INCIDENTS.c.number).join_from(INCIDENTS, INCIDENT_CLAIMS)
        live = live.join(CLAIMS, CLAIMS.c.id == INCIDENT_CLAIMS.c.claim).where(here, live_claims())
        connection.execute(insert(TOLD).from_select(["claim", "incident"], live))
        places = select(INCIDENTS.c.number, INCIDENTS.c.folded_place).where(here)
        own = {number: _plain("place", folded) for number, folded in connection.execute(places)}
        keep_names(connection, own.values())
        posted = {(number_of(name), number) for number, name in own.items()}
        posted |= {(number_of(name), number) for number, name in _names(connection, sorted(own))}
        connection.execute(insert(INCIDENT_NAMES), [{"name": name, "incident": one} for name, one in sorted(posted)])
        surest = select(func.max(CLAIMS.c.confidence)).join_from(TOLD, CLAIMS, CLAIMS.c.row == TOLD.c.claim)
        sure = surest.where(TOLD.c.incident == INCIDENTS.c.number).scalar_subquery()
        connection.execute(update(INCIDENTS).where(here).values(sure=sure))


def post_again(connection: Connection, documents: Iterable[str]) -> None:
    """The same after other claims of documents stand than before, for the incidents that hold claims of these."""
    touched: set[str] = set()
    for part in chunks(sorted(set(documents))):
        asked = select(INCIDENT_CLAIMS.c.incident).join(CLAIMS, CLAIMS.c.id == INCIDENT_CLAIMS.c.claim)
        asked = asked.join(DOCUMENTS, DOCUMENTS.c.row == CLAIMS.c.document).where(DOCUMENTS.c.id.in_(part))
        touched.update(connection.scalars(asked))
    drop(connection, touched)
    post(connection, touched)


def _names(connection: Connection, numbers: Sequence[int]) -> Iterator[tuple[int, Name]]:
    """The names that the live claims of these incidents give, each with the incident's number."""
    told = select(TOLD.c.incident).where(TOLD.c.incident.in_(numbers)).distinct()
    claims = told.join_from(TOLD, CLAIMS, CLAIMS.c.row == TOLD.c.claim)
    actors = claims.add_columns(CLAIMS.c.folded_actor)
    published = claims.join(DOCUMENTS, DOCUMENTS.c.row == CLAIMS.c.document).where(CLAIMS.c.own_voice)
    publishers = published.add_columns(DOCUMENTS.c.folded_publisher)
    places = told.join_from(TOLD, CLAIM_PLACES, CLAIM_PLACES.c.claim == TOLD.c.claim)
    for what, asked in (
        ("actor", actors),
        ("publisher", publishers),
        ("place", places.add_columns(CLAIM_PLACES.c.folded)),
    ):
        for number, folded in connection.execute(asked):
            yield number, _plain(what, folded)
    links = (CLAIM_SOURCES.c.folded, CLAIM_SOURCES.c.body, CLAIM_SOURCES.c.belongs)
    sources = told.join_from(TOLD, CLAIM_SOURCES, CLAIM_SOURCES.c.claim == TOLD.c.claim).add_columns(*links)
    for number, folded, body, belongs in connection.execute(sources):
        yield number, ("source", folded, body or "", belongs or "")


def _plain(what: str, folded: str) -> Name:
    """A name of one of the sorts that have no body."""
    return what, folded, "", ""
