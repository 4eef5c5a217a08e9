"""`sayso user`: users, roles, passwords and tokens at the command line."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sayso.store.ledger import Ledger
from tests.cli.conftest import Sayso

PASSWORD = b"a long walk home\n"


@pytest.fixture
def with_ledger(sayso: Sayso, tmp_path: Path) -> Sayso:
    Ledger.open(tmp_path / "sayso.db", create=True).close()
    return sayso


@pytest.fixture
def with_ada(with_ledger: Sayso) -> Sayso:
    added = with_ledger("user", "add", "Ada", "--role", "reviewer", "--password-stdin", stdin=PASSWORD)
    assert (added.status, added.out) == (0, "")
    assert added.err == "sayso: Ada has the role reviewer; from now on the desk asks everybody to log in\n"
    return with_ledger


def lets_in(tmp_path: Path, password: str) -> bool:
    with Ledger.open(tmp_path / "sayso.db") as ledger:
        found = ledger.users.log_in("Ada", password, now=datetime.now(UTC), lasting=timedelta(hours=1))
    return found is not None


def test_a_ledger_is_needed(sayso: Sayso) -> None:
    run = sayso("user", "list")
    assert run.status == 2
    assert "no ledger at 'sayso.db'" in run.err


def test_users_are_added_and_listed(with_ada: Sayso, tmp_path: Path) -> None:
    second = with_ada("user", "add", "Bo", "--role", "viewer", "--password-stdin", stdin=PASSWORD)
    assert second.err == "sayso: Bo has the role viewer\n"
    assert [(one["name"], one["role"], one["tokens"]) for one in with_ada("user", "list").lines] == [
        ("Ada", "reviewer", 0),
        ("Bo", "viewer", 0),
    ]
    assert "Ada" in with_ada("user", "list", "--format", "table").out
    assert lets_in(tmp_path, "a long walk home")


def test_no_users_are_told(with_ledger: Sayso) -> None:
    run = with_ledger("user", "list", "--format", "table")
    assert run.err == "no users: the desk is for this machine alone\n"


@pytest.mark.parametrize(
    ("words", "stdin", "said"),
    [
        (["Ada", "--role", "viewer"], PASSWORD, "a user 'Ada'"),
        (["Bo", "--role", "viewer"], b"short\n", "a password of 5 characters"),
        (["Bo", "--role", "viewer"], b"", "a password of 0 characters"),
        (["Bo", "--role", "viewer"], b"\xff" * 20, "a password"),
        (["Bo", "--role", "owner"], PASSWORD, "owner"),
        (["", "--role", "viewer"], PASSWORD, "as a name"),
    ],
)
def test_what_is_no_user_is_not_added(with_ada: Sayso, words: list[str], stdin: bytes, said: str) -> None:
    run = with_ada("user", "add", *words, "--password-stdin", stdin=stdin)
    assert run.status == 2
    assert said in run.err
    assert "long walk" not in run.err
    assert len(with_ada("user", "list").lines) == 1


def test_a_password_is_asked_for_only_at_a_terminal(with_ada: Sayso) -> None:
    run = with_ada("user", "password", "Ada", stdin=PASSWORD)
    assert run.status == 2
    assert "--password-stdin" in run.err


def test_another_password(with_ada: Sayso, tmp_path: Path) -> None:
    assert with_ada("user", "token", "Ada", "--label", "feed").status == 0
    run = with_ada("user", "password", "Ada", "--password-stdin", stdin=b"seven trees and a well\r\n")
    assert run.status == 0
    assert "1 token of the name still open" in run.err
    assert lets_in(tmp_path, "seven trees and a well")
    assert not lets_in(tmp_path, "a long walk home")


def test_another_role(with_ada: Sayso) -> None:
    assert with_ada("user", "role", "Ada", "admin").err == "sayso: Ada has the role admin\n"
    assert with_ada("user", "list").lines[0]["role"] == "admin"
    assert with_ada("user", "role", "Ada", "owner").status == 2
    assert with_ada("user", "role", "Bo", "admin").status == 1


def test_a_token_is_printed_once(with_ada: Sayso, tmp_path: Path) -> None:
    made = with_ada("user", "token", "Ada", "--label", "feed")
    token = made.out.strip()
    assert token.startswith("sayso_")
    assert "Authorization: Bearer TOKEN" in made.err
    listed = with_ada("user", "tokens")
    assert token not in listed.out
    assert [(one["user"], one["label"]) for one in listed.lines] == [("Ada", "feed")]
    assert with_ada("user", "tokens", "Bo").status == 1
    with Ledger.open(tmp_path / "sayso.db") as ledger:
        assert ledger.users.with_token(token) is not None
        revoked = with_ada("user", "revoke", listed.lines[0]["id"][:8])
        assert revoked.err == "sayso: the token 'feed' of Ada is revoked\n"
        assert ledger.users.with_token(token) is None
    assert with_ada("user", "revoke", "zz").status == 1


def test_a_user_is_taken_out(with_ada: Sayso, tmp_path: Path) -> None:
    run = with_ada("user", "remove", "Ada")
    assert "there are none: the desk is for this machine alone" in run.err
    assert with_ada("user", "list").lines == []
    assert not lets_in(tmp_path, "a long walk home")
    assert with_ada("user", "remove", "Ada").status == 1
