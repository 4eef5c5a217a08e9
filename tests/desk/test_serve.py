"""Where the desk may be served: what is refused, by which names it is called, and what a proxy is believed."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from sayso.desk import serve
from sayso.desk.app import create_app
from sayso.desk.forwarded import Forwarded
from sayso.desk.serve import Door
from sayso.errors import UsageError
from sayso.store.ledger import Ledger
from tests.desk.desks import Nothing
from tests.desk.doors import PASSWORD, Clock, small_app


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "desk.db", create=True) as opened:
        yield opened


def refused(ledger: Ledger, door: Door) -> str:
    """Why the desk is not served so."""

    def author() -> str:
        raise AssertionError("it came too far")

    with pytest.raises(UsageError) as told:
        serve.serve(ledger, door, resources=None, author=author, tell=print)  # type: ignore[arg-type]
    return str(told.value)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "[::]", "0", "192.0.2.1", "2001:db8::1"])
def test_without_users_it_is_for_this_machine_alone(ledger: Ledger, host: str) -> None:
    said = refused(ledger, Door(host=host, names=("desk.example",)))
    assert said == (
        f"found --host {host} and a ledger without users, expected users who log in, wherever others can reach the desk; "
        "add one first: sayso user add NAME --role admin"
    )


def test_without_users_there_is_no_proxy(ledger: Ledger) -> None:
    assert "found --behind-proxy and a ledger without users" in refused(ledger, Door(behind_proxy=True))


def test_for_all_addresses_it_needs_a_name(ledger: Ledger) -> None:
    ledger.users.add("Ada", password=PASSWORD, role="admin")
    assert "--host-name NAME" in refused(ledger, Door(host="0.0.0.0"))


@pytest.mark.parametrize("host", ["", " ", "no such host", "nowhere.invalid", "a" * 300, "\x00", "::1::"])
def test_a_host_that_is_none(ledger: Ledger, host: str) -> None:
    assert "as --host" in refused(ledger, Door(host=host))


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.2", "localhost", "::1", "[::1]"])
def test_addresses_of_this_machine(host: str) -> None:
    assert serve.is_loopback(serve.resolved(host))


def test_a_port_that_is_taken_is_told(ledger: Ledger) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert f"found port {port} taken" in refused(ledger, Door(port=port))


def test_the_next_free_port_is_taken_where_none_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        monkeypatch.setattr(serve, "PORT", port)
        with serve._listening(Door(), "127.0.0.1", said.append) as found:
            took = found.getsockname()[1]
    assert port < took < port + serve.NEXT_PORTS
    assert said == [f"sayso: port {port} is taken; took {took}"]


@pytest.mark.parametrize(
    ("door", "address", "url"),
    [
        (Door(), "127.0.0.1", "http://127.0.0.1:8484/"),
        (Door(host="::1"), "::1", "http://[::1]:8484/"),
        (Door(host="0.0.0.0", names=("desk.example",)), "0.0.0.0", "http://desk.example:8484/"),
        (
            Door(names=("desk.example",), behind_proxy=True),
            "127.0.0.1",
            "https://desk.example/ by way of the proxy, which finds it at 127.0.0.1:8484",
        ),
    ],
    ids=str,
)
def test_the_address_that_is_told(door: Door, address: str, url: str) -> None:
    assert serve._url(door, address, 8484) == url


def told(headers: list[tuple[str, str]]) -> dict[str, Any]:
    """What the app behind a proxy is told, where the proxy sends these headers."""
    seen: dict[str, Any] = {}

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope)
        seen.update(host=request.headers["host"], scheme=request.url.scheme, client=request.client)
        await PlainTextResponse("")(scope, receive, send)

    TestClient(Forwarded(app), base_url="http://127.0.0.1", client=("127.0.0.1", 1)).get("/", headers=headers)
    return seen


def test_a_proxy_is_believed() -> None:
    proxy = [
        ("X-Forwarded-For", "203.0.113.5"),
        ("X-Forwarded-Proto", "https"),
        ("X-Forwarded-Host", "desk.example"),
    ]
    assert told(proxy) == {"host": "desk.example", "scheme": "https", "client": ("203.0.113.5", 0)}
    assert told([]) == {"host": "127.0.0.1", "scheme": "http", "client": ("127.0.0.1", 1)}


def test_of_several_values_only_the_proxy_s_own_is_believed() -> None:
    made_up = [("X-Forwarded-For", "127.0.0.1, 203.0.113.5"), ("X-Forwarded-Proto", "https, nonsense")]
    assert told(made_up) == {"host": "127.0.0.1", "scheme": "http", "client": ("203.0.113.5", 0)}
    twice = [("X-Forwarded-For", "127.0.0.1"), ("X-Forwarded-For", "203.0.113.5")]
    assert told(twice)["client"] == ("203.0.113.5", 0)


def test_behind_a_proxy_the_cookie_is_for_https_alone(ledger: Ledger, tmp_path: Path) -> None:
    app = small_app(ledger.users, Clock(), local="Ada", static=tmp_path / "static")
    proxy = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "desk.example"}
    direct = TestClient(app, base_url="http://127.0.0.1", follow_redirects=False)
    assert direct.get("/", headers=proxy).status_code == 421, "who does not stand behind a proxy believes none"
    ledger.users.add("Ada", password=PASSWORD, role="admin")
    create = TestClient(Forwarded(_desk(ledger)), base_url="http://127.0.0.1", follow_redirects=False)
    cookie = create.get("/login", headers=proxy).headers["set-cookie"]
    assert cookie.startswith("__Host-sayso_login=")
    assert cookie.endswith("; Secure")


def _desk(ledger: Ledger) -> FastAPI:
    return create_app(ledger, resources=Nothing(), now=Clock(), local=None, hosts=("desk.example",))


@pytest.mark.parametrize("address", ["127.0.0.1", "::1"])
def test_answers_do_not_wait_for_what_may_follow(address: str) -> None:
    """asyncio turns Nagle's algorithm off only where the listener says that it speaks TCP."""
    with serve._bound(address, 0) as listener:
        assert listener.proto == socket.IPPROTO_TCP
