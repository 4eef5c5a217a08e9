"""What the API says that it gives is all that it gives: real answers held against its OpenAPI document, with no key beside."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from starlette.testclient import TestClient

from benchmarks.fill import fill
from sayso.review import Merge, Split, Undo
from sayso.store.acts import Correct
from sayso.store.ledger import Ledger
from tests.desk.desks import browser
from tests.review.world import act, claim_of, incident_of, make

ROOT = "/api/v1"


@pytest.fixture(scope="module")
def clients(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[TestClient, TestClient]]:
    """A small world in which people did much, and a crowd of made-up claims with all that claims can hold."""
    folder = tmp_path_factory.mktemp("schemas")
    with make(folder / "world.db") as world, Ledger.open(folder / "crowd.db", create=True) as crowd:
        fill(crowd, 200)
        did(world)
        with browser(world) as one, browser(crowd) as other:
            yield one, other


def did(world: Ledger) -> None:
    one, other = incident_of(world, "a1").id, incident_of(world, "d1").id
    act(world, Merge(incidents=(one, other)))
    act(world, Undo())
    act(world, Merge(incidents=(one, other)))
    act(world, Split(incident=one, claims=(claim_of(world, "d1"),)))
    act(world, Merge(incidents=(incident_of(world, "b1").id, incident_of(world, "c1").id)))
    act(world, Correct(claim=claim_of(world, "a1"), slot="kind", value="shelling"))


def strict(client: TestClient, path: str) -> Draft202012Validator:
    """What the answer of an address must be, where nothing stands beside what is told of."""
    told = client.get(f"{ROOT}/openapi.json").json()
    for schema in told["components"]["schemas"].values():
        if "properties" in schema:
            schema["additionalProperties"] = False
            assert set(schema["required"]) == set(schema["properties"]), f"{schema['title']}: each key is always there"
    wanted = told["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    return Draft202012Validator({**wanted, "components": told["components"]})


def check(client: TestClient, template: str, path: str | None = None, **asked: Any) -> Any:
    answer = client.get(ROOT + (path or template), params=asked)
    assert answer.status_code == 200, answer.text
    body = answer.json()
    faults = [f"{error.json_path}: {error.message}" for error in strict(client, template).iter_errors(body)]
    assert not faults
    return body


@pytest.mark.parametrize("path", ["/incidents", "/claims", "/documents", "/sources", "/changes", "/deleted"])
def test_lists_hold_what_is_told_of(clients: tuple[TestClient, TestClient], path: str) -> None:
    found = [one for client in clients for one in check(client, path, limit=500)["results"]]
    assert found


@pytest.mark.parametrize("rule", ["range", "conservative"])
def test_one_thing_holds_what_is_told_of(clients: tuple[TestClient, TestClient], rule: str) -> None:
    tolls = 0
    for client in clients:
        for one in client.get(f"{ROOT}/incidents", params={"limit": 20}).json()["results"]:
            whole = check(client, "/incidents/{name}", f"/incidents/{one['id']}", rule=rule)
            tolls += len(whole["tolls"])
            claims = check(client, "/incidents/{name}/claims", f"/incidents/{one['id']}/claims")["results"]
            check(client, "/claims/{name}", f"/claims/{claims[0]['id']}")
            check(client, "/documents/{name}", f"/documents/{claims[0]['doc']}")
    assert tolls


def test_the_answers_hold_each_kind_of_thing(clients: tuple[TestClient, TestClient]) -> None:
    """So that no key is left unseen: what may be null is also given somewhere."""
    world, crowd = (client.get(f"{ROOT}/claims", params={"limit": 500}).json()["results"] for client in clients)
    changes = clients[0].get(f"{ROOT}/changes", params={"limit": 500}).json()["results"]
    for key in ("places", "time", "figures", "source_bodies", "source_spans"):
        assert any(one[key] for one in [*world, *crowd]), key
    for key in ("differences", "became", "operation"):
        assert any(one[key] for one in changes), key
