"""The sheet of an incident: every value with its words, its rule and its reasons; and what people can do about it."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

from sayso.store.ledger import Ledger
from tests.desk.desks import browser, send
from tests.review.world import claim_of, docs, incident_of


def sheet(client: TestClient, ledger: Ledger, doc: str, query: str = "") -> str:
    answer = client.get(f"/incidents/{incident_of(ledger, doc).id}{query}")
    assert answer.status_code == 200
    return answer.text


def test_accounts_stand_side_by_side(client: TestClient, world: Ledger) -> None:
    text = sheet(client, world, "a1")
    matrix = text[text.index('<table class="matrix">') : text.index("</table>")]
    rows = re.findall(r'<th scope="row"><bdi lang="en">(.*?)</bdi>', matrix)
    assert sorted(rows) == ["ministry", "monitor", "residents"]
    assert "8" in matrix
    assert "20" in matrix
    assert 'class="cell differs"' in matrix
    assert "Raids on the town of Aleppo killed <mark>" in matrix, "each cell has its words"


def test_a_quote_leads_into_its_report(client: TestClient, world: Ledger) -> None:
    name = claim_of(world, "a1")
    assert f'href="/documents/a1?claim={name}#c-{name}"' in sheet(client, world, "a1")


def test_tolls_by_each_rule(client: TestClient, world: Ledger) -> None:
    assert "killed: 8–20" in sheet(client, world, "a1")
    assert "killed: 8<" in sheet(client, world, "a1", "?rule=conservative")
    assert client.get(f"/incidents/{incident_of(world, 'a1').id}?rule=guess").status_code == 400


def test_a_beginning_leads_to_the_whole(client: TestClient, world: Ledger) -> None:
    name = incident_of(world, "d1").id
    assert client.get(f"/incidents/{name[:8]}").url.path == f"/incidents/{name}"
    assert client.get("/incidents/nothing").status_code == 404


def test_merge_and_undo_is_identity(client: TestClient, world: Ledger) -> None:
    before = docs(world)
    one, other = incident_of(world, "a1").id, incident_of(world, "d1").id
    text = send(client, f"/incidents/{one}/merge", other=other, reason="one raid", back=f"/incidents/{one}")
    assert "a1+a2+a3+d1" in docs(world)
    assert "one raid" in text
    operation = re.search(r'name="operation" value="([^"]+)"', text)
    assert operation is not None
    send(client, "/undo", operation=operation.group(1), reason="not so", back=f"/incidents/{one}")
    assert docs(world) == before


def test_a_name_that_ceased_leads_on(client: TestClient, world: Ledger) -> None:
    one, other = incident_of(world, "a1").id, incident_of(world, "d1").id
    send(client, f"/incidents/{one}/merge", other=other, reason="one raid", back=f"/incidents/{other}")
    assert client.get(f"/incidents/{other}").url.path == f"/incidents/{one}"


def test_split(client: TestClient, world: Ledger) -> None:
    one = incident_of(world, "a1").id
    send(client, f"/incidents/{one}/split", claims=[claim_of(world, "a3")], reason="another street", back="/")
    assert {"a1+a2", "a3"} <= set(docs(world))


def test_correct_a_figure(client: TestClient, world: Ledger) -> None:
    one = incident_of(world, "a1").id
    text = send(
        client,
        f"/claims/{claim_of(world, 'a2')}/correct",
        slot="killed",
        value="12",
        reason="a misprint",
        back=f"/incidents/{one}",
    )
    assert "killed: 8–12" in text
    assert "a misprint" in text


def test_reject(client: TestClient, world: Ledger) -> None:
    one = incident_of(world, "a1").id
    send(client, f"/claims/{claim_of(world, 'a2')}/reject", reason="of another war", back=f"/incidents/{one}")
    assert "a1+a3" in docs(world)


@pytest.mark.parametrize(
    ("path", "values", "said"),
    [
        ("/incidents/{one}/merge", {"other": "{one}", "reason": "x"}, "twice"),
        ("/incidents/{one}/merge", {"other": "{other}", "reason": " "}, "no reason"),
        ("/incidents/{one}/split", {"reason": "x"}, "no claim chosen"),
        ("/claims/{claim}/correct", {"slot": "kind", "value": "picnic", "reason": "x"}, "as kind"),
        ("/claims/{claim}/correct", {"slot": "mood", "value": "x", "reason": "x"}, "as a slot"),
        ("/undo", {"operation": "nothing", "reason": "x"}, "nothing"),
    ],
)
def test_what_makes_no_sense_changes_nothing(
    client: TestClient, world: Ledger, path: str, values: dict[str, str], said: str
) -> None:
    names = {
        "one": incident_of(world, "a1").id,
        "other": incident_of(world, "b1").id,
        "claim": claim_of(world, "a1"),
    }
    before = world.last_change
    token = client.get("/").text.split('"X-CSRF": "')[1].split('"')[0]
    told = {name: value.format(**names) for name, value in values.items()}
    answer = client.post(path.format(**names), data={"csrf": token, **told})
    assert answer.status_code in (400, 404)
    assert said in answer.text
    assert world.last_change == before


@pytest.mark.parametrize("back", ["//elsewhere.example", "https://elsewhere.example", "/\\elsewhere.example", "x"])
def test_nobody_is_sent_elsewhere(client: TestClient, world: Ledger, back: str) -> None:
    one, other = incident_of(world, "a1").id, incident_of(world, "d1").id
    token = client.get("/").text.split('"X-CSRF": "')[1].split('"')[0]
    answer = client.post(
        f"/incidents/{one}/merge",
        data={"csrf": token, "other": other, "reason": "x", "back": back},
        follow_redirects=False,
    )
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/?done=")


def test_viewers_see_no_forms_and_may_do_nothing(world: Ledger) -> None:
    world.users.add("Vi", password="a long walk home", role="viewer")
    one = incident_of(world, "a1").id
    with browser(world, local=None) as client:
        found = re.search(r'name="csrf" value="([^"]+)"', client.get("/login").text)
        assert found is not None
        client.post("/login", data={"csrf": found.group(1), "name": "Vi", "password": "a long walk home"})
        page = client.get(f"/incidents/{one}")
        assert page.status_code == 200
        assert "/correct" not in page.text
        assert "/merge" not in page.text
        token = page.text.split('"X-CSRF": "')[1].split('"')[0]
        answer = client.post(f"/incidents/{one}/merge", data={"csrf": token, "other": "x", "reason": "x"})
        assert answer.status_code == 403
