"""Logging in and out of the real desk: what is told, what is not, and how often one may try."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from sayso.desk.app import create_app
from sayso.desk.headers import POLICY
from sayso.desk.pages import login
from sayso.store.ledger import Ledger
from tests.desk.desks import Nothing
from tests.desk.doors import PASSWORD, Clock, client_of, csrf_at


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "desk.db", create=True) as opened:
        opened.users.add("Ada", password=PASSWORD, role="reviewer")
        yield opened


@pytest.fixture
def app(ledger: Ledger, clock: Clock) -> FastAPI:
    return create_app(ledger, resources=Nothing(), now=clock, local=None, hosts=("desk.example",))


@pytest.fixture
def client(app: FastAPI) -> TestClient:
    return client_of(app)


def log_in(client: TestClient, name: str = "Ada", password: str = PASSWORD, **others: str) -> Any:
    form = {"name": name, "password": password, "csrf": csrf_at(client, "/login"), **others}
    return client.post("/login", data=form)


def test_the_way_in_and_out(client: TestClient) -> None:
    assert client.get("/").headers["location"] == "/login"
    page = client.get("/login")
    assert page.status_code == 200
    assert 'autocomplete="current-password"' in page.text
    assert "/queue" not in page.text, "nobody is shown the pages"
    answer = log_in(client)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    told = answer.headers["set-cookie"]
    assert told.startswith("sayso=")
    assert "HttpOnly; SameSite=Strict" in told
    first = client.get("/")
    assert first.status_code == 200
    assert "Ada" in first.text
    assert client.get("/login?next=/queue").headers["location"] == "/queue"
    assert client.post("/logout").status_code == 403, "not by another site"
    left = client.post("/logout", data={"csrf": csrf_at(client)})
    assert (left.status_code, left.headers["location"]) == (303, "/login")
    assert "Max-Age=0" in left.headers["set-cookie"]
    assert client.get("/").status_code == 303


def test_logging_out_ends_the_session_not_the_cookie_alone(client: TestClient) -> None:
    log_in(client)
    kept = client.cookies["sayso"]
    client.post("/logout", data={"csrf": csrf_at(client)})
    client.cookies.set("sayso", kept, domain="desk.example")
    assert client.get("/").status_code == 303


def test_a_session_is_new_with_each_login(client: TestClient, app: FastAPI) -> None:
    known = "k" * 43  # a secret that somebody else put there
    client.cookies.set("sayso", known, domain="desk.example")
    client.cookies.set("sayso_login", known, domain="desk.example")
    assert log_in(client).status_code == 303
    other = client_of(app)
    other.cookies.set("sayso", known, domain="desk.example")
    assert other.get("/").status_code == 303


def test_an_unknown_name_is_answered_as_a_wrong_password_is(client: TestClient) -> None:
    answers = [log_in(client, name, "seven trees and a well") for name in ("Ada", "Bo", "", "' --")]
    for answer in answers:
        assert answer.status_code == 403
        assert "Name and password do not fit." in answer.text
        assert "set-cookie" not in answer.headers
    assert len({answer.text for answer in answers}) == 1
    assert log_in(client, "a\x00b", "seven trees and a well").status_code == 400


def test_a_login_needs_its_token(client: TestClient) -> None:
    form = {"name": "Ada", "password": PASSWORD}
    assert client.post("/login", data=form).status_code == 403
    assert log_in(client, csrf="0" * 64).status_code == 403
    elsewhere = {"Origin": "http://elsewhere.example"}
    token = csrf_at(client, "/login")
    assert client.post("/login", data={**form, "csrf": token}, headers=elsewhere).status_code == 403
    assert client.get("/").status_code == 303


@pytest.mark.parametrize(
    "wanted",
    [
        "//elsewhere.example",
        "https://elsewhere.example/",
        "/\\elsewhere.example",
        "javascript:alert(1)",
        "/a\r\nX-Own: 1",
        "/login",
        "/logout",
        "",
    ],
)
def test_nobody_is_sent_elsewhere_after_the_login(client: TestClient, wanted: str) -> None:
    answer = log_in(client, next=wanted)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert "x-own" not in answer.headers


def test_the_way_goes_on_where_it_was_interrupted(client: TestClient) -> None:
    to_login = client.get("/sources?kind=shelling").headers["location"]
    assert 'value="/sources?kind=shelling"' in client.get(to_login).text
    assert log_in(client, next="/sources?kind=shelling").headers["location"] == "/sources?kind=shelling"


def test_after_too_many_tries_there_is_a_pause(client: TestClient, app: FastAPI, clock: Clock) -> None:
    for _ in range(5):
        assert log_in(client, password="seven trees and a well").status_code == 403
    late = log_in(client)
    assert late.status_code == 429
    assert late.headers["retry-after"] == "900"
    assert "Wait 15 min" in late.text
    assert log_in(client_of(app, address="203.0.113.5")).status_code == 303, "others are not kept out"
    clock.go_on(minutes=15, seconds=1)
    assert log_in(client).status_code == 303


def test_the_pause_is_the_same_for_a_name_that_is_none(client: TestClient) -> None:
    assert [log_in(client, "Bo", "x").status_code for _ in range(6)] == [403] * 5 + [429]


def test_who_gets_in_starts_to_count_anew(client: TestClient, app: FastAPI) -> None:
    for _ in range(3):
        for _ in range(4):
            log_in(client, password="x")
        assert log_in(client_of(app)).status_code == 303


def test_many_names_from_one_address_are_paused(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(login, "_session", lambda *_: None)
    statuses = [log_in(client, f"name {number}", "x").status_code for number in range(51)]
    assert statuses == [403] * 50 + [429]


def test_a_network_of_ipv6_counts_as_one_address(app: FastAPI, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(login, "_session", lambda *_: None)
    statuses = [log_in(client_of(app, address=f"2001:db8::{number:x}")).status_code for number in range(1, 7)]
    assert statuses == [403] * 5 + [429]


def test_a_login_that_is_too_large_is_refused(client: TestClient) -> None:
    assert log_in(client, password="x" * 20_000).status_code == 413


def test_the_login_page_is_sealed_and_speaks_arabic(client: TestClient) -> None:
    page = client.get("/login?lang=ar&next=/queue")
    assert page.headers["content-security-policy"] == POLICY
    assert page.headers["cache-control"] == "no-store"
    assert 'dir="rtl"' in page.text
    assert "<script>" not in client.get("/login?next=%22%3E%3Cscript%3E").text


@pytest.mark.parametrize("path", ["/static/0.1.0/none.css", "/static/0.1.0/../app.py", "/static/"])
def test_what_is_static_is_open_and_nothing_beside_it(client: TestClient, path: str) -> None:
    assert client.get("/static/0.1.0/desk.css").status_code == 200
    answer = client.get(path)
    assert answer.status_code in (303, 404)
    assert answer.headers["content-security-policy"] == POLICY


def test_every_page_is_behind_the_login(app: FastAPI, client: TestClient) -> None:
    paths = [(path, method.upper()) for path, methods in app.openapi()["paths"].items() for method in methods]
    assert ("/", "GET") in paths
    for path, method in paths:
        if path != "/login":
            answer = client.request(method, path.replace("{", "").replace("}", ""))
            assert answer.status_code in (303, 401), (method, path)


def test_a_viewer_changes_nothing(app: FastAPI, client: TestClient, ledger: Ledger) -> None:
    ledger.users.set_role("Ada", "viewer")
    log_in(client)
    token = csrf_at(client)
    paths = [(path, method.upper()) for path, methods in app.openapi()["paths"].items() for method in methods]
    changing = [(path, method) for path, method in paths if method not in ("GET", "HEAD", "OPTIONS")]
    assert ("/undo", "POST") in changing
    for path, method in changing:
        if path not in ("/login", "/logout"):
            filled = path.replace("{", "").replace("}", "")
            assert client.request(method, filled, headers={"X-CSRF": token}).status_code == 403, path
