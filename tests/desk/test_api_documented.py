"""The page on the API tells of every address, filter and status, and its examples answer what stands there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sayso.telling.asking import NAMES
from tests.desk import documented
from tests.desk.documented import BLOCK, PAGE, Asker, asker

TEXT = PAGE.read_text(encoding="utf-8")
COMMANDS = [block["command"] for block in BLOCK.finditer(TEXT)]


@pytest.fixture
def asked(tmp_path: Path) -> Iterator[Asker]:
    with asker(tmp_path) as somebody:
        yield somebody


def spec(asked: Asker) -> Any:
    answer = asked.ask('curl -H "Authorization: Bearer $TOKEN" "$DESK/api/v1/openapi.json"')
    assert answer.status_code == 200
    return answer.json()


def test_the_examples_answer_what_stands_there(asked: Asker) -> None:
    assert len(COMMANDS) == 10
    made = documented.page(asked)
    assert made == TEXT, "run: python -m tests.desk.documented"


def test_every_address_is_told_of(asked: Asker) -> None:
    told = set(re.findall(r"`(/[a-z]+(?:/ID)?(?:/[a-z]+)?)`", TEXT.partition("## Who may")[0]))
    there = {re.sub(r"\{[^}]*\}", "ID", path) for path in spec(asked)["paths"]}
    assert told - {"/api/v1"} == there


def test_every_filter_is_told_of() -> None:
    part = TEXT.partition("## Filters")[2].partition("## ")[0]
    assert set(re.findall(r"`([a-z]+)`", part.partition("as the command line")[0])) == set(NAMES)


def test_every_status_is_told_of(asked: Asker) -> None:
    rows = set(re.findall(r"^\| (\d{3}) \|", TEXT, re.MULTILINE))
    given = {status for path in spec(asked)["paths"].values() for status in path["get"]["responses"]}
    assert given - {"200", "304"} <= rows


@pytest.mark.parametrize(
    ("path", "status"),
    [
        pytest.param("/incidents?near=here", 400, id="a filter that cannot be read"),
        pytest.param("/incidents?cursor=x", 400, id="a cursor that is none"),
        pytest.param("/changes?since=soon", 400, id="a time that is none"),
        pytest.param("/incidents/i", 400, id="a beginning of several"),
        pytest.param("/claims/nothing", 404, id="no such claim"),
        pytest.param("/nothing", 404, id="no such address"),
        pytest.param("/claims?limit=0", 422, id="out of bounds"),
    ],
)
def test_errors_have_one_shape(asked: Asker, path: str, status: int) -> None:
    answer = asked.ask(f'curl -H "Authorization: Bearer $TOKEN" "$DESK/api/v1{path}"')
    assert answer.status_code == status
    assert list(answer.json()) == ["error"]
    assert re.match(r"found .*[,;] ", answer.json()["error"])


def test_errors_before_the_api_have_the_same_shape(asked: Asker) -> None:
    nobody = asked.client.get("/api/v1/incidents")
    stale = asked.client.get("/api/v1/incidents", headers={"Authorization": "Bearer nothing"})
    elsewhere = asked.client.get("/api/v1/incidents", headers={"Host": "elsewhere.example"})
    sent = asked.client.post("/api/v1/incidents", headers={"Authorization": f"Bearer {asked.names['TOKEN']}"})
    assert [one.status_code for one in (nobody, stale, elsewhere, sent)] == [401, 401, 421, 403]
    for one in (nobody, stale, elsewhere, sent):
        assert list(one.json()) == ["error"]


def test_another_method(asked: Asker) -> None:
    token = asked.names["TOKEN"]
    answer = asked.client.request("OPTIONS", "/api/v1/incidents", headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 405
    assert list(answer.json()) == ["error"]


def test_pages_by_cursor_are_the_whole(asked: Asker) -> None:
    ask = 'curl -H "Authorization: Bearer $TOKEN" "$DESK/api/v1/claims'
    found: list[str] = []
    cursor = None
    while True:
        page = asked.ask(f'{ask}?limit=3{"" if cursor is None else f"&cursor={cursor}"}"').json()
        found += [one["id"] for one in page["results"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert found == [one["id"] for one in asked.ask(f'{ask}"').json()["results"]]
