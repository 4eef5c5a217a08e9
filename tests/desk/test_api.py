"""The API: as it is described, page by page, with the filters of the desk; errors of one shape; nothing twice."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.core.result import Ok
from starlette.testclient import TestClient

from sayso.review import Merge, Undo
from sayso.store.ledger import Ledger
from tests.desk.desks import browser
from tests.desk.test_overview import FILTERS
from tests.review.world import TOWNS, act, incident_of

ROOT = "/api/v1"


def get(client: TestClient, path: str, **asked: Any) -> Any:
    answer = client.get(ROOT + path, params=asked)
    assert answer.status_code == 200, answer.text
    return answer.json()


def every(client: TestClient, path: str, **asked: Any) -> list[Any]:
    """All results of pages that follow one another."""
    found: list[Any] = []
    cursor = None
    while True:
        page = get(client, path, **asked, **({"cursor": cursor} if cursor else {}))
        found += page["results"]
        cursor = page["next"]
        if cursor is None:
            return found


@pytest.mark.parametrize(("query", "expected"), FILTERS)
def test_filters_are_those_of_the_desk(client: TestClient, query: str, expected: set[str]) -> None:
    answer = client.get(f"{ROOT}/incidents{query}")
    assert {one["place"] for one in answer.json()["results"]} == expected


@pytest.mark.parametrize("limit", [1, 2, 50])
@pytest.mark.parametrize("path", ["/incidents", "/claims", "/documents", "/sources", "/changes", "/deleted"])
def test_pages_follow_one_another(client: TestClient, world: Ledger, path: str, limit: int) -> None:
    act(world, Merge(incidents=(incident_of(world, "a1").id, incident_of(world, "d1").id)))
    act(world, Merge(incidents=(incident_of(world, "b1").id, incident_of(world, "c1").id)))
    found, whole = every(client, path, limit=limit), every(client, path, limit=500)
    assert found == whole
    assert whole


def test_an_incident_with_its_claims_and_tolls(client: TestClient, world: Ledger) -> None:
    one = incident_of(world, "a1")
    told = get(client, f"/incidents/{one.id[:8]}", rule="conservative")
    assert (told["id"], told["killed"]) == (one.id, [8, 20])
    assert [(toll["measure"], toll["low"], toll["high"]) for toll in told["tolls"]] == [("killed", 8, 8)]
    claims = get(client, f"/incidents/{one.id}/claims")["results"]
    assert {claim["id"] for claim in claims} == set(one.claims)
    assert {claim["incident"] for claim in claims} == {one.id}
    report = get(client, f"/documents/{claims[0]['doc']}")
    assert report["text"][claims[0]["start"] : claims[0]["end"]] == claims[0]["evidence"]


def test_what_ceased_is_told_and_what_came_back_is_not(client: TestClient, world: Ledger) -> None:
    one, other = incident_of(world, "a1").id, incident_of(world, "d1").id
    merged = act(world, Merge(incidents=(one, other)))
    assert [(gone["id"], gone["became"]) for gone in get(client, "/deleted")["results"]] == [(other, [one])]
    assert client.get(f"{ROOT}/incidents/{other}").status_code == 404
    act(world, Undo(operation=merged.operation.id))
    assert get(client, "/deleted")["results"] == []


def test_changes_since(client: TestClient, world: Ledger) -> None:
    last = every(client, "/changes")[-1]["number"]
    act(world, Merge(incidents=(incident_of(world, "a1").id, incident_of(world, "d1").id)))
    later = get(client, "/changes", after=last)["results"]
    assert [one["what"] for one in later if one["kind"] == "operation"] == ["merge"]
    assert get(client, "/changes", since="2030")["results"] == []


def test_an_etag_holds_until_the_ledger_changes(client: TestClient, world: Ledger) -> None:
    first = client.get(f"{ROOT}/incidents")
    held = {"If-None-Match": first.headers["etag"]}
    again = client.get(f"{ROOT}/incidents", headers=held)
    assert (again.status_code, again.content) == (304, b"")
    assert client.get(f"{ROOT}/incidents?limit=3", headers=held).status_code == 200
    act(world, Merge(incidents=(incident_of(world, "a1").id, incident_of(world, "d1").id)))
    assert client.get(f"{ROOT}/incidents", headers=held).status_code == 200


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/incidents?since=soon", 400),
        ("/incidents?cursor=%20", 400),
        ("/incidents?limit=0", 422),
        ("/incidents?limit=all", 422),
        ("/incidents/none", 404),
        ("/claims/none", 404),
        ("/documents/none", 404),
        ("/changes?since=soon", 400),
        ("/nothing", 404),
        ("/incidents?text=%00", 400),
    ],
)
def test_errors_have_one_shape(client: TestClient, path: str, status: int) -> None:
    answer = client.get(ROOT + path)
    assert answer.status_code == status
    assert list(answer.json()) == ["error"]
    assert "\n" not in answer.json()["error"]


def test_only_reading(client: TestClient) -> None:
    answer = client.post(f"{ROOT}/incidents", json={})
    assert answer.status_code in (403, 405)
    assert list(answer.json()) == ["error"]


def test_tokens(world: Ledger) -> None:
    world.users.add("Vi", password="a long walk home", role="viewer")
    token = world.users.add_token("Vi", label="notebook")
    with browser(world, local=None) as client:
        assert client.get(f"{ROOT}/incidents").status_code == 401
        assert client.get(f"{ROOT}/incidents", headers={"Authorization": "Bearer wrong"}).status_code == 401
        answer = client.get(f"{ROOT}/incidents", headers={"Authorization": f"Bearer {token}"})
        assert {one["place"] for one in answer.json()["results"]} == set(TOWNS)


@pytest.mark.slow
def test_it_is_as_it_is_described(client: TestClient) -> None:
    schema = schemathesis.openapi.from_dict(client.get(f"{ROOT}/openapi.json").json())
    tried = 0
    for found in schema.get_all_operations():
        assert isinstance(found, Ok), "the description is sound"
        operation = found.ok()

        @settings(
            max_examples=25,
            deadline=None,
            database=None,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy())
        def check(case: schemathesis.Case[Any]) -> None:
            answer = client.request(
                case.method,
                ROOT + case.formatted_path,
                params=case.query or None,
                headers={name: value for name, value in (case.headers or {}).items() if name.isascii()},
            )
            case.validate_response(answer)

        check()
        tried += 1
    assert tried >= 10


def test_a_fault_has_the_shape_of_an_error_too(world: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("sayso.store.voices.voices", broken)
    with browser(world) as client:
        answer = client.get(f"{ROOT}/sources")
    assert answer.status_code == 500
    assert answer.json()["error"].startswith("found a fault of the desk itself")
