"""FollowTheMoney: entities that its own model takes, each once, tied together."""

from __future__ import annotations

import json
import os
import warnings
from typing import Any

import pytest

from sayso.export.exporter import Options
from sayso.store.ledger import Ledger
from tests.export.golden import exported

NEEDED = "SAYSO_TEST_CHECKS"  # set: a missing validator is a failure, not a reason to skip


def entities(ledger: Ledger, options: Options | None = None) -> list[dict[str, Any]]:
    return [json.loads(line) for line in exported(ledger, "ftm", options).splitlines()]


@pytest.fixture(scope="module")
def ftm() -> Any:
    """The library, which has to be compiled and so is not everywhere."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what it and what it stands on say of their own future
        try:
            from followthemoney import model
        except ImportError as error:
            if os.environ.get(NEEDED):
                raise
            pytest.skip(f"followthemoney is not installed ({error}): see requirements-checks.lock")
    return model


@pytest.mark.filterwarnings("ignore")  # of the library's own
@pytest.mark.parametrize("with_names", [False, True])
def test_the_model_takes_every_entity_as_it_is(ledger: Ledger, ftm: Any, with_names: bool) -> None:
    for entity in entities(ledger, Options(with_names=with_names)):
        proxy = ftm.get_proxy(entity, cleaned=False)
        proxy.schema.validate(entity)
        kept = proxy.to_dict()["properties"]
        assert {name: sorted(values) for name, values in kept.items()} == entity["properties"], entity["schema"]


def test_each_entity_is_there_once_and_refers_to_what_is_there(ledger: Ledger) -> None:
    found = {one["id"]: one for one in entities(ledger)}
    assert len(found) == len(entities(ledger))
    schemas = {name: one["schema"] for name, one in found.items()}
    events = [one["properties"] for one in found.values() if one["schema"] == "Event"]
    assert len(events) == 4
    for event in events:
        assert {schemas[name] for name in event["proof"]} == {"Article"}
        assert {schemas[name] for name in event.get("addressEntity", ())} <= {"Address"}
        assert {schemas[name] for name in event.get("involved", ())} <= {"Organization"}


def test_no_witness_is_an_organization(ledger: Ledger) -> None:
    names = [
        one["properties"]["name"]
        for one in entities(ledger, Options(with_names=True))
        if one["schema"] == "Organization"
    ]
    assert ["Syrian Health Ministry"] in names
    assert not [name for (name,) in names if "Darwish" in name]
