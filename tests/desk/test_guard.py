"""Who may come in, and how answers are sealed: one person at this machine, and users who log in."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from sayso.desk import bodies
from sayso.desk.headers import ALWAYS, POLICY
from sayso.store.ledger import Ledger
from sayso.store.roles import ROLES
from tests.desk.doors import PASSWORD, SECRET_WORDS, Clock, client_of, csrf_at, small_app, with_session

UNSAFE = ("POST", "PUT", "PATCH", "DELETE")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "desk.db", create=True) as opened:
        yield opened


@pytest.fixture
def alone(ledger: Ledger, clock: Clock, tmp_path: Path) -> FastAPI:
    """The app for one person at this machine."""
    return small_app(ledger.users, clock, local="Ada", static=tmp_path / "static")


@pytest.fixture
def shared(ledger: Ledger, clock: Clock, tmp_path: Path) -> FastAPI:
    """The app for users, one of each role, called as the role is."""
    for role in ROLES:
        ledger.users.add(role, password=PASSWORD, role=role)
    return small_app(ledger.users, clock, local=None, static=tmp_path / "static")


# One person at this machine


def test_whoever_is_at_this_machine_may_do_all(alone: FastAPI) -> None:
    client = client_of(alone)
    token = csrf_at(client)
    assert client.get("/").text == f"Ada|admin|False|{token}"
    assert client.post("/admin", headers={"X-CSRF": token}).json() == "done"


def test_the_browser_is_known_again_by_a_cookie(alone: FastAPI) -> None:
    client = client_of(alone)
    told = client.get("/").headers["set-cookie"]
    assert "; HttpOnly; SameSite=Strict" in told
    assert "Path=/" in told
    assert "Secure" not in told
    assert "set-cookie" not in client.get("/").headers
    assert csrf_at(client) == csrf_at(client)
    assert csrf_at(client) != csrf_at(client_of(alone))


def test_over_https_the_cookie_is_for_this_host_alone(alone: FastAPI) -> None:
    told = client_of(alone, scheme="https").get("/").headers["set-cookie"]
    assert told.startswith("__Host-sayso=")
    assert told.endswith("; Secure")


def test_two_desks_of_a_machine_do_not_share_a_cookie(alone: FastAPI) -> None:
    told = client_of(alone).get("/", headers={"Host": "desk.example:8485"}).headers["set-cookie"]
    assert told.startswith("sayso_8485=")


@pytest.mark.parametrize("value", ["short", "a" * 44, "a" * 42 + "!", "a" * 42 + "\xe9"])
def test_a_cookie_that_is_none_of_ours_is_replaced(alone: FastAPI, value: str) -> None:
    answer = client_of(alone).get("/", headers={b"Cookie": f"sayso={value}".encode("latin-1")})
    assert answer.status_code == 200
    assert "set-cookie" in answer.headers


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Forwarded-For": "203.0.113.5"},
        {"Forwarded": "for=203.0.113.5"},
        {"X-Forwarded-Host": "desk.example"},
        {"X-Real-IP": "203.0.113.5"},
    ],
    ids=str,
)
def test_a_desk_of_one_is_not_reached_through_a_proxy(alone: FastAPI, headers: dict[str, str]) -> None:
    answer = client_of(alone).get("/", headers=headers)
    assert answer.status_code == 403
    assert "sayso user add NAME --role admin" in answer.text
    assert "Ada" not in answer.text


@pytest.mark.parametrize("address", ["203.0.113.5", "10.0.0.7", "2001:db8::1"])
def test_a_desk_of_one_is_not_reached_from_another_machine(alone: FastAPI, address: str) -> None:
    assert client_of(alone, address=address).get("/").status_code == 403


def test_the_first_user_ends_the_desk_of_one(alone: FastAPI, ledger: Ledger) -> None:
    client = client_of(alone)
    token = csrf_at(client)
    ledger.users.add("Bo", password=PASSWORD, role="viewer")
    assert client.get("/").status_code == 303
    assert client.post("/admin", headers={"X-CSRF": token}).status_code == 303
    ledger.users.remove("Bo")
    assert client.get("/").status_code == 303, "and it stays ended"


# What a browser sends by itself is not enough


@pytest.mark.parametrize("method", UNSAFE)
def test_nothing_changes_without_the_token(alone: FastAPI, method: str) -> None:
    client = client_of(alone)
    token = csrf_at(client)
    assert client.request(method, "/review").status_code == 403
    assert client.request(method, "/review", headers={"X-CSRF": ""}).status_code == 403
    assert client.request(method, "/review", headers={"X-CSRF": token[:-1]}).status_code == 403
    assert client.request(method, "/review", headers={b"X-CSRF": b"\xe9" * 64}).status_code == 403
    assert client.request(method, "/review", headers={"X-CSRF": token}).status_code == 200


def test_a_method_that_nobody_knows_needs_the_token_too(alone: FastAPI) -> None:
    assert client_of(alone).request("BREW", "/").status_code == 403


def test_a_form_sends_the_token_as_a_field(alone: FastAPI) -> None:
    client = client_of(alone)
    token = csrf_at(client)
    sent = client.post("/review", data={"reason": "ä & b", "csrf": token})
    assert sent.json() == {"by": "Ada", "bytes": len("reason=%C3%A4+%26+b&csrf=") + 64}
    file = {"file": ("a.txt", b"x" * 3_000_000)}
    assert client.post("/upload", data={"csrf": token}, files=file).json() == {"name": "a.txt", "bytes": 3_000_000}
    for wrong in ({}, {"csrf": ""}, {"csrf": "x"}, {"csrf": [token, "x"]}):
        assert client.post("/review", data=wrong).status_code == 403, wrong
        assert client.post("/upload", data=wrong, files=file).status_code == 403, wrong
    assert client.post("/upload", files={"csrf": ("a.txt", token.encode())}).status_code == 403, "a file is no field"


def test_the_token_in_json_or_in_the_address_is_none(alone: FastAPI) -> None:
    client = client_of(alone)
    token = csrf_at(client)
    assert client.post("/review", json={"csrf": token}).status_code == 403
    assert client.post(f"/review?csrf={token}").status_code == 403
    plain = {"Content-Type": "text/plain"}
    assert client.post("/review", content=f"csrf={token}", headers=plain).status_code == 403


def test_the_token_of_another_session_is_none(shared: FastAPI, ledger: Ledger, clock: Clock) -> None:
    hers, his = (with_session(client_of(shared), ledger, "reviewer", clock) for _ in range(2))
    assert hers.post("/review", headers={"X-CSRF": csrf_at(his)}).status_code == 403
    assert hers.post("/review", headers={"X-CSRF": csrf_at(hers)}).status_code == 200


def test_the_token_without_its_cookie_is_none(alone: FastAPI) -> None:
    token = csrf_at(client_of(alone))
    assert client_of(alone).post("/review", headers={"X-CSRF": token}).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://elsewhere.example"},
        {"Origin": "http://desk.example:8080"},
        {"Origin": "https://desk.example"},
        {"Origin": "http://desk.example.elsewhere.example"},
        {"Origin": "null"},
        {"Origin": ""},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"},
        {"Sec-Fetch-Site": "nonsense"},
    ],
    ids=str,
)
def test_nothing_changes_for_another_site(alone: FastAPI, headers: dict[str, str]) -> None:
    client = client_of(alone)
    assert client.post("/review", headers={"X-CSRF": csrf_at(client), **headers}).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://desk.example", "Sec-Fetch-Site": "same-origin"},
        {"Origin": "HTTP://Desk.Example"},
        {"Sec-Fetch-Site": "none"},
    ],
    ids=str,
)
def test_a_page_of_the_desk_changes_what_it_may(alone: FastAPI, headers: dict[str, str]) -> None:
    client = client_of(alone)
    assert client.post("/review", headers={"X-CSRF": csrf_at(client), **headers}).status_code == 200


@pytest.mark.parametrize(
    ("site", "mode", "dest", "status"),
    [
        ("same-origin", "cors", "empty", 200),
        ("none", "navigate", "document", 200),
        ("same-site", "navigate", "document", 200),
        ("cross-site", "navigate", "document", 200),
        ("cross-site", "navigate", "iframe", 403),
        ("cross-site", "no-cors", "script", 403),
        ("cross-site", "no-cors", "image", 403),
        ("same-site", "cors", "empty", 403),
    ],
)
def test_another_site_may_link_here_and_draw_nothing_in(
    alone: FastAPI, site: str, mode: str, dest: str, status: int
) -> None:
    client = client_of(alone)
    client.get("/")
    headers = {"Sec-Fetch-Site": site, "Sec-Fetch-Mode": mode, "Sec-Fetch-Dest": dest}
    assert client.get("/", headers=headers).status_code == status


@pytest.mark.parametrize("kind", ["alone", "shared"])
def test_a_link_from_elsewhere_costs_nobody_the_session(kind: str, request: pytest.FixtureRequest) -> None:
    client = client_of(request.getfixturevalue(kind))
    followed = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
    answer = client.get("/?kind=shelling", headers=followed)  # the browser keeps a strict cookie back
    assert answer.status_code == 200
    assert '<meta http-equiv="refresh" content="0">' in answer.text
    assert "set-cookie" not in answer.headers


# By which name


@pytest.mark.parametrize(
    "host",
    [
        "elsewhere.example",
        "",
        "desk.example.",
        "desk.example@elsewhere.example",
        "127.0.0.1",
        "a b",
        "[::2]",
        "desk.example:x",
    ],
)
def test_another_name_of_the_host_is_refused(alone: FastAPI, host: str) -> None:
    answer = client_of(alone).get("/", headers={"Host": host})
    expected = 200 if host == "desk.example." else 421
    assert answer.status_code == expected
    assert ("--host-name NAME" in answer.text) == (expected == 421)


@pytest.mark.parametrize("host", ["desk.example", "DESK.example:8484", "[::1]:8484", "[::1]"])
def test_a_known_name_is_let_in_at_any_port(alone: FastAPI, host: str) -> None:
    assert client_of(alone).get("/", headers={"Host": host}).status_code == 200


def test_two_names_at_once_are_refused(alone: FastAPI) -> None:
    both = [("Host", "desk.example"), ("Host", "elsewhere.example")]
    assert client_of(alone).get("/", headers=both).status_code == 421


# Users


def test_who_is_not_logged_in_is_sent_to_log_in(shared: FastAPI) -> None:
    client = client_of(shared)
    answer = client.get("/incidents?kind=shelling&place=%D8%AD%D9%84%D8%A8")
    assert answer.status_code == 303
    assert (
        answer.headers["location"]
        == "/login?next=%2Fincidents%3Fkind%3Dshelling%26place%3D%25D8%25AD%25D9%2584%25D8%25A8"
    )
    assert client.get("/").headers["location"] == "/login"
    sent = client.post("/review", headers={"Referer": "http://desk.example/incidents/i1"})
    assert (sent.status_code, sent.headers["location"]) == (303, "/login?next=%2Fincidents%2Fi1")
    swapped = client.get("/", headers={"HX-Request": "true", "HX-Current-URL": "http://desk.example/queue"})
    assert (swapped.status_code, swapped.headers["hx-redirect"]) == (401, "/login?next=%2Fqueue")
    program = client.get("/api/incidents")
    assert (program.status_code, program.headers["www-authenticate"]) == (401, "Bearer")
    assert set(program.json()) == {"error"}


@pytest.mark.parametrize(
    "path",
    [
        "/static/1.0/../../",
        "/static/1.0/..%2f..%2freview",
        "/static/../review",
        "/login/../review",
        "//review",
        "/Login",
        "/login/",
    ],
)
def test_no_address_leads_past_the_guard(shared: FastAPI, path: str) -> None:
    answer = client_of(shared).get(path)
    assert answer.status_code in (303, 404)
    assert "form" not in answer.text


TABLE = [
    ("GET", "/", (200, 200, 200)),
    ("GET", "/review", (403, 200, 200)),
    ("POST", "/review", (403, 200, 200)),
    ("PUT", "/review", (403, 200, 200)),
    ("DELETE", "/review", (403, 200, 200)),
    ("GET", "/admin", (403, 403, 200)),
    ("POST", "/admin", (403, 403, 200)),
    ("POST", "/nothing", (403, 404, 404)),
]


@pytest.mark.parametrize("means", ["session", "token"])
@pytest.mark.parametrize(("method", "path", "statuses"), TABLE)
def test_what_each_role_may(
    shared: FastAPI, ledger: Ledger, clock: Clock, means: str, method: str, path: str, statuses: tuple[int, ...]
) -> None:
    for role, status in zip(ROLES, statuses, strict=True):
        client = client_of(shared)
        if means == "session":
            headers = {"X-CSRF": csrf_at(with_session(client, ledger, role, clock))}
        else:
            headers = {"Authorization": f"Bearer {ledger.users.add_token(role, label='test')}"}
        assert client.request(method, path, headers=headers).status_code == status, role


def test_a_session_ends_twelve_hours_after_its_last_use(shared: FastAPI, ledger: Ledger, clock: Clock) -> None:
    client = with_session(client_of(shared), ledger, "viewer", clock)
    for hours in (11, 11, 11):
        clock.go_on(hours=hours)
        assert client.get("/").status_code == 200
    clock.go_on(hours=12, seconds=1)
    assert client.get("/").status_code == 303


def test_whoever_is_taken_out_or_demoted_is_so_at_once(shared: FastAPI, ledger: Ledger, clock: Clock) -> None:
    client = with_session(client_of(shared), ledger, "admin", clock)
    token = csrf_at(client)
    ledger.users.set_role("admin", "viewer")
    assert client.post("/admin", headers={"X-CSRF": token}).status_code == 403
    assert client.get("/").text.startswith("admin|viewer|True|")
    ledger.users.remove("admin")
    assert client.get("/").status_code == 303


# Programs


def test_a_token_needs_no_cookie_and_no_form(shared: FastAPI, ledger: Ledger) -> None:
    client = client_of(shared)
    bearer = {"Authorization": f"bearer {ledger.users.add_token('reviewer', label='a script')}"}
    assert client.post("/review", headers=bearer, content=b"abc").json() == {"by": "reviewer", "bytes": 3}
    seen = client.get("/", headers=bearer)
    assert seen.text == "reviewer|reviewer|False|"
    assert "set-cookie" not in seen.headers


@pytest.mark.parametrize("sent", ["", "x", "sayso_" + "a" * 43, "\xe9", "a b"])
def test_a_token_that_does_not_stand_opens_nothing(shared: FastAPI, ledger: Ledger, clock: Clock, sent: str) -> None:
    client = with_session(client_of(shared), ledger, "admin", clock)  # not even with a session beside it
    answer = client.post("/review", headers={b"Authorization": f"Bearer {sent}".encode("latin-1")})
    assert answer.status_code == 401
    assert "sayso user token" in answer.json()["error"]


def test_a_page_of_another_site_cannot_use_a_token(shared: FastAPI, ledger: Ledger) -> None:
    bearer = {"Authorization": f"Bearer {ledger.users.add_token('admin', label='a script')}"}
    assert (
        client_of(shared)
        .get("/", headers={**bearer, "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "cors"})
        .status_code
        == 403
    )


def test_another_kind_of_authorization_is_none_of_ours(shared: FastAPI, ledger: Ledger, clock: Clock) -> None:
    basic = {"Authorization": "Basic YTpi"}
    assert client_of(shared).get("/", headers=basic).status_code == 303
    assert with_session(client_of(shared), ledger, "viewer", clock).get("/", headers=basic).status_code == 200


# Every answer is sealed


@pytest.mark.parametrize(
    "path",
    ["/", "/nothing", "/fault", "/mistake", "/static/1.0/desk.css", "/static/1.0/none.css", "/admin", "/own-headers"],
)
def test_every_answer_is_sealed(alone: FastAPI, path: str) -> None:
    headers = client_of(alone).get(path).headers
    assert POLICY in headers.get_list("content-security-policy")
    assert {name: headers[name] for name in ALWAYS} == ALWAYS


def test_refusals_are_sealed_too(alone: FastAPI) -> None:
    answers = [
        client_of(alone).post("/review"),
        client_of(alone).get("/", headers={"Host": "elsewhere.example"}),
        client_of(alone).post("/review", headers={"Content-Length": "999999999"}),
    ]
    for answer in answers:
        assert answer.headers["content-security-policy"] == POLICY
        assert answer.headers["cache-control"] == "no-store"


def test_a_page_may_be_stricter_and_never_laxer(alone: FastAPI) -> None:
    headers = client_of(alone).get("/own-headers").headers
    assert headers.get_list("content-security-policy") == ["sandbox", POLICY]
    assert headers["x-frame-options"] == "DENY"
    assert headers["cache-control"] == "private, max-age=60"


def test_pages_are_not_kept_and_what_is_static_is(alone: FastAPI) -> None:
    client = client_of(alone)
    assert client.get("/").headers["cache-control"] == "no-store"
    static = client.get("/static/1.0/desk.css")
    assert static.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert "set-cookie" not in static.headers
    assert client.get("/static/1.0/none.css").headers["cache-control"] == "no-store"


def test_a_websocket_is_closed(alone: FastAPI) -> None:
    from starlette.websockets import WebSocketDisconnect

    with pytest.raises(WebSocketDisconnect), client_of(alone).websocket_connect("/"):
        raise AssertionError("it was opened")


# Nothing that a request does ends the server


def test_a_fault_is_told_in_one_line_and_logged_without_words(alone: FastAPI, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        answer = client_of(alone).get(f"/fault?words={SECRET_WORDS.replace(' ', '+')}")
    assert answer.status_code == 500
    assert "found a fault of the desk itself" in answer.text
    assert SECRET_WORDS not in answer.text
    assert len(caplog.records) == 1
    said = caplog.records[0].getMessage()
    assert "RuntimeError at" in said
    assert "doors.py" in said
    assert not any(word in caplog.text for word in (SECRET_WORDS, SECRET_WORDS.replace(" ", "+"), "Traceback"))


def test_a_mistake_is_told_in_its_own_line(alone: FastAPI) -> None:
    answer = client_of(alone).get("/mistake")
    assert answer.status_code == 400
    assert "found &lt;b&gt;something&lt;/b&gt;, expected another thing; correct it" in answer.text
    told = client_of(alone).get("/mistake", headers={"Accept": "application/json"})
    assert told.json() == {"error": "found <b>something</b>, expected another thing; correct it"}


def test_an_answer_that_tears_is_logged_without_words(alone: FastAPI, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        answer = client_of(alone).get("/torn")
    assert answer.text == "a beginning"
    assert "RuntimeError" in caplog.text
    assert SECRET_WORDS not in caplog.text


def test_a_line_of_the_log_is_one_line(
    alone: FastAPI, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sayso.desk.guard.bodies.check_length", lambda *_: 1 / 0)
    with caplog.at_level(logging.ERROR):
        assert client_of(alone).get("/a%0Ab").status_code == 500
    assert "\n" not in caplog.records[0].getMessage()


@pytest.mark.parametrize("declared", [True, False], ids=["declared", "in parts"])
def test_a_body_that_is_too_large_is_refused(alone: FastAPI, declared: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "MOST", 1_000_000)
    client = client_of(alone)
    headers = {"X-CSRF": csrf_at(client)}

    def parts() -> Iterator[bytes]:
        for _ in range(11):
            yield b"x" * 100_000

    content: bytes | Iterator[bytes] = b"x" * 1_100_000 if declared else parts()
    answer = client.post("/review", content=content, headers=headers)
    assert answer.status_code == 413
    assert "found more than 1 MB in one request" in answer.text
    assert client.post("/review", content=b"x" * 1_000_000, headers=headers).json()["bytes"] == 1_000_000


def test_a_form_that_is_too_large_is_refused(alone: FastAPI, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "MOST", 100_000)
    client = client_of(alone)
    form = {"csrf": csrf_at(client), "text": "x" * 100_000}
    assert client.post("/review", data=form).status_code == 413
    assert client.post("/upload", data=form, files={"file": ("a", b"x")}).status_code == 413


@pytest.mark.parametrize("length", ["-1", "x", "1e9", "²", "", "9" * 40])
def test_a_length_that_is_none(alone: FastAPI, length: str) -> None:
    client = client_of(alone)
    headers = [(b"X-CSRF", csrf_at(client).encode()), (b"Content-Length", length.encode())]
    assert client.post("/review", headers=headers).status_code in (400, 413)


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/form-data", b"x"),
        ("multipart/form-data; boundary=", b"x"),
        ("multipart/form-data; boundary=b", b"--b\r\nnonsense"),
        ("multipart/form-data; boundary=b", b"--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--"),
        (
            "multipart/form-data; boundary=b; charset=nonsense",
            b'--b\r\nContent-Disposition: form-data; name="csrf"\r\n\r\n\xff\r\n--b--\r\n',
        ),
        (
            "multipart/form-data; boundary=b",
            b'--b\r\nContent-Disposition: form-data; name="\xff\xfe"\r\n\r\nx\r\n--b--\r\n',
        ),
        ("application/x-www-form-urlencoded", b"csrf=%FF%FE&" + b"&" * 5000),
        ("application/x-www-form-urlencoded", b"=&=&csrf"),
        ("application/x-www-form-urlencoded; charset=nonsense", b"\xff\x00"),
        ("application/x-www-form-urlencoded", b"a=b&" * 2000),
        ("\xff", b"\xff"),
    ],
    ids=str,
)
def test_a_form_that_cannot_be_read_is_told(
    alone: FastAPI, kind: str, body: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    client = client_of(alone)
    client.get("/")
    answer = client.post("/review", content=body, headers={b"Content-Type": kind.encode("latin-1")})
    assert answer.status_code in (400, 403)
    assert [one for one in caplog.records if one.levelno >= logging.ERROR] == []


@pytest.mark.parametrize(
    "headers",
    [
        {b"Cookie": b"=;;;sayso;sayso==\xff\xfe;" + b"a=b;" * 2000},
        {b"Authorization": b"Bearer"},
        {b"Authorization": b"Bearer \xff\x01"},
        {b"Origin": b"\xff"},
        {b"Sec-Fetch-Site": b"\xff"},
        {b"Accept-Language": b"\xff,;;q=,," * 500},
        {b"HX-Current-URL": b"http://[", b"HX-Request": b"true"},
        {b"Referer": b"http://[::"},
    ],
    ids=str,
)
@pytest.mark.parametrize("kind", ["alone", "shared"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_headers_that_are_nonsense_are_answered(
    kind: str,
    method: str,
    headers: dict[bytes, bytes],
    request: pytest.FixtureRequest,
    caplog: pytest.LogCaptureFixture,
) -> None:
    client: TestClient = client_of(request.getfixturevalue(kind))
    assert client.request(method, "/review", headers=headers).status_code < 500
    assert [one for one in caplog.records if one.levelno >= logging.ERROR] == []
