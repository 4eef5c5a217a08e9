"""Cursors and addresses that no page gave: each is told in one line, and none is a fault of the desk."""

from __future__ import annotations

import base64
import json
from datetime import date
from typing import Any

import pytest
from starlette.testclient import TestClient

from sayso.desk.cursors import read_cursor, write_cursor
from sayso.errors import UsageError
from sayso.store.view import BY_DAY, BY_REPORT, Key, Shape

DAY = {"day": "2016-05-04"}
PAGES = ["/?after=", "/documents?after="] + [
    f"/api/v1/{name}?cursor=" for name in ("incidents", "claims", "documents", "sources", "changes", "deleted")
]


def word(plain: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(plain).encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    ("key", "shape"),
    [
        ((date(2016, 5, 4), "i1"), BY_DAY),
        ((None, "a b/é"), BY_DAY),
        ((None, "d1", 0, 12, "c1"), BY_REPORT),
        ((7,), (int,)),
    ],
)
def test_what_was_written_is_read_again(key: Key, shape: Shape) -> None:
    assert read_cursor(write_cursor(key), shape) == key


@pytest.mark.parametrize(
    "plain",
    [
        pytest.param([], id="nothing"),
        pytest.param([DAY], id="too short"),
        pytest.param([DAY, "i1", 3], id="too long"),
        pytest.param(["2016-05-04", "i1"], id="a word for a day"),
        pytest.param([{"day": "soon"}, "i1"], id="no day"),
        pytest.param([DAY, 5], id="a number for a word"),
        pytest.param([DAY, None], id="nothing for a word"),
        pytest.param([DAY, "\ud800"], id="half a character"),
        pytest.param([DAY, "a\0b"], id="U+0000"),
        pytest.param({"day": "2016-05-04"}, id="no list"),
    ],
)
def test_a_key_of_another_shape_is_none(plain: Any) -> None:
    with pytest.raises(UsageError, match="go on from"):
        read_cursor(word(plain), BY_DAY)


@pytest.mark.parametrize("number", [-1, 2**53 + 1, 10**40, True, 1.5, "1"])
def test_a_number_that_is_none_of_ours(number: Any) -> None:
    with pytest.raises(UsageError):
        read_cursor(word([number]), (int,))


@pytest.mark.parametrize("page", PAGES)
def test_no_page_falls_over_a_cursor_of_another(client: TestClient, page: str) -> None:
    keys = [[7], [DAY, "i1"], [DAY, "d1", 1, 2, "c1"], [7, "i1"], [10**40], [None, None], "x"]
    answers = {client.get(page + word(key)).status_code for key in keys}
    assert answers <= {200, 400}
    assert 400 in answers


@pytest.mark.parametrize("path", ["/?text=%00a", "/search?words=%00a", "/documents/%00", "/api/v1/claims?place=%00"])
def test_an_address_with_u_0000(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 400
    assert "found what is no text in an address" in answer.text


@pytest.mark.parametrize(
    ("path", "status"),
    [("/changes?before=1" + "0" * 30, 422), ("/api/v1/changes?since=9999-12-31T23:59:59-12:00", 400)],
)
def test_numbers_and_times_beyond_all_bounds(client: TestClient, path: str, status: int) -> None:
    assert client.get(path).status_code == status
