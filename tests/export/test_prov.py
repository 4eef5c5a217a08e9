"""PROV-JSON, read back by the library of its makers."""

from __future__ import annotations

import io
import json
import warnings
from typing import Any

import pytest

from sayso.export.exporter import Options
from sayso.store.ledger import Ledger
from tests.export.golden import exported


@pytest.fixture
def read(ledger: Ledger) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what the library and what it stands on say of their own future
        from prov.model import ProvDocument
    return ProvDocument.deserialize(io.StringIO(exported(ledger, "prov").decode()), format="json")


def test_the_library_reads_all_of_it(ledger: Ledger, read: Any) -> None:
    raw = json.loads(exported(ledger, "prov"))
    written = sum(len(part) for name, part in raw.items() if name != "prefix")
    assert len(list(read.get_records())) == written > 20
    assert read == type(read).deserialize(io.StringIO(read.serialize(format="json")), format="json")


def test_what_is_referred_to_is_declared(ledger: Ledger) -> None:
    raw = json.loads(exported(ledger, "prov"))
    declared = {name for part in ("entity", "activity", "agent") for name in raw[part]}
    for part in set(raw) - {"prefix", "entity", "activity", "agent"}:
        for facts in raw[part].values():
            assert {value for name, value in facts.items() if name != "prov:type"} <= declared, part


def test_incidents_come_of_claims_and_claims_of_reports(ledger: Ledger) -> None:
    raw = json.loads(exported(ledger, "prov", Options(with_names=True)))
    derived = {(one["prov:generatedEntity"], one["prov:usedEntity"]) for one in raw["wasDerivedFrom"].values()}
    for incident in ledger.incidents():
        for name in incident.claims:
            assert (f"sayso:incident.{incident.id}", f"sayso:claim.{name}") in derived
    for claim in ledger.claims():
        assert (f"sayso:claim.{claim.id}", f"sayso:document.{claim.doc}") in derived
        assert raw["entity"][f"sayso:claim.{claim.id}"]["prov:value"] == claim.evidence
    said = {one["prov:agent"] for one in raw["wasAttributedTo"].values()}
    assert {"sayso:source.SY%2Fhealth-ministry", "sayso:publisher.Daily%20Paper"} <= said


def test_a_correction_is_a_revision_by_a_person(ledger: Ledger) -> None:
    raw = json.loads(exported(ledger, "prov"))
    revisions = [one for one in raw["wasDerivedFrom"].values() if one.get("prov:type", {}).get("$") == "prov:Revision"]
    (claim,) = [one for one in ledger.claims() if one.corrects is not None]
    (revision,) = revisions
    assert revision["prov:generatedEntity"] == f"sayso:claim.{claim.id}"
    assert revision["prov:usedEntity"] == f"sayso:claim.{claim.corrects}"
    assert raw["agent"]["sayso:finder.Ada"]["prov:type"]["$"] == "prov:Person"
