"""Records: every row of a ledger's own is there, whole; a part can stand by itself; nobody gets them by accident."""

from __future__ import annotations

import base64
import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Table, func, select

from sayso.errors import UsageError
from sayso.export.exporter import Options
from sayso.model import Claim, Document, Incident, Judgement, Operation
from sayso.model.codec import from_plain
from sayso.store import index_tables
from sayso.store.filters import ALL, Filters
from sayso.store.ledger import Ledger
from sayso.store.schema import METADATA
from tests.export.golden import exported

OF = {
    "page": "pages",
    "document": "documents",
    "claim": "claims",
    "judgement": "judgements",
    "operation": "operations",
    "incident": "incidents",
    "tombstone": "tombstones",
    "change": "changes",
    "reference": "reference_records",
    "failure": "failures",
}


def records(ledger: Ledger, filters: Filters = ALL) -> Iterator[dict[str, Any]]:
    content = exported(ledger, "records", Options(with_names=True), filters)
    return (json.loads(line) for line in content.decode().splitlines())


def test_as_many_as_the_ledger_has_rows(ledger: Ledger) -> None:
    found = Counter(one["record"] for one in records(ledger))
    assert found.pop("ledger") == found.pop("end") == 1
    with ledger.engine.connect() as connection:
        held = {kind: connection.scalar(select(func.count()).select_from(METADATA.tables[OF[kind]])) for kind in OF}
    assert found == Counter(held)
    assert held["operation"] == 2


def test_each_reads_back_as_it_was(ledger: Ledger) -> None:
    found = list(records(ledger))
    values = {
        kind: [one["value"] for one in found if one["record"] == kind] for kind in OF.keys() - {"page", "tombstone"}
    }
    assert [from_plain(one, Incident) for one in values["incident"]] == sorted(ledger.incidents(), key=lambda i: i.id)
    assert {from_plain(one, Document) for one in values["document"]} == set(ledger.documents())
    claims = {from_plain(one, Claim) for one in values["claim"]}
    assert claims >= set(ledger.claims())
    assert [from_plain(one, Operation) for one in values["operation"]] == ledger.operations()
    assert {from_plain(one, Judgement) for one in values["judgement"]} == set(ledger.judgements())
    for one in found:
        if one["record"] == "page":
            page = ledger.page(one["id"])
            assert page is not None
            assert base64.b64decode(one["content"]) == page.content


def test_what_is_named_comes_before_what_names_it(ledger: Ledger) -> None:
    order = [one["record"] for one in records(ledger)]
    assert order == sorted(order, key=["ledger", *OF, "end"].index)


def test_a_part_stands_by_itself(ledger: Ledger) -> None:
    found = list(records(ledger, Filters(kind=("air_strike",))))
    assert found[0]["whole"] is False
    kinds = Counter(one["record"] for one in found)
    assert kinds["document"] == kinds["claim"] == kinds["page"] == 2
    assert kinds["operation"] == 1  # the merge of both; not the correction of another
    assert kinds.keys() <= {"ledger", "page", "document", "claim", "judgement", "operation", "end"}
    versions = {one["version"] for one in found if one["record"] == "document"}
    assert {one["document"] for one in found if one["record"] == "claim"} == versions


def test_names_have_to_be_asked_for(ledger: Ledger) -> None:
    with pytest.raises(UsageError, match="--with-names"):
        exported(ledger, "records")


def test_users_and_their_secrets_stay(ledger: Ledger) -> None:
    kept = {"meta", "users", "sessions", "tokens", "set_aside", "settled", "operation_subjects"}
    derived = {name for name in METADATA.tables if name.startswith(("claim_", "incident_", "link_"))}
    derived |= {one.name for one in vars(index_tables).values() if isinstance(one, Table)}
    assert set(METADATA.tables) == set(OF.values()) | kept | derived
