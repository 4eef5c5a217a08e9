"""Users, sessions and tokens, on both databases: what is kept, what is let in, and what ends when."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Connection, select
from sqlalchemy.exc import OperationalError

from sayso.errors import NotFoundError, UsageError
from sayso.store import passwords
from sayso.store.ledger import Ledger
from sayso.store.tables import SESSIONS, TOKENS, USERS
from sayso.store.users import Account, Users

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
HALF_A_DAY = timedelta(hours=12)
WALK, TREE = "a long walk home", "seven trees and a well"


@pytest.fixture
def users(ledger: Ledger) -> Users:
    users = ledger.users
    users.add("Ada", password=WALK, role="reviewer", made="2026-03-01T12:00:00+00:00")
    return users


def log_in(users: Users, name: str = "Ada", password: str = WALK, now: datetime = NOON) -> str | None:
    return users.log_in(name, password, now=now, lasting=HALF_A_DAY)


def in_session(users: Users, secret: str, now: datetime = NOON) -> Account | None:
    return users.with_session(secret, now=now, lasting=HALF_A_DAY)


def opened(users: Users, name: str = "Ada", password: str = WALK, now: datetime = NOON) -> str:
    secret = log_in(users, name, password, now)
    assert secret is not None
    return secret


def test_a_new_ledger_has_nobody(ledger: Ledger) -> None:
    assert not ledger.users.any()
    assert ledger.users.all() == []
    assert log_in(ledger.users) is None


def test_users_are_listed_by_name(users: Users) -> None:
    users.add("  Ömer\u0308 ", password=WALK, role="admin")
    users.add("Bo", password=WALK, role="viewer")
    assert users.any()
    assert [(one.name, one.role) for one in users.all()] == [("Ada", "reviewer"), ("Bo", "viewer"), ("Ömer̈", "admin")]


def test_only_hashes_are_kept(users: Users, ledger: Ledger) -> None:
    session, token = opened(users), users.add_token("Ada", label="a script")
    with ledger.engine.connect() as connection:
        kept = [str(row) for table in (USERS, SESSIONS, TOKENS) for row in connection.execute(select(table))]
    assert len(kept) == 3
    assert not [row for row in kept if WALK in row or session in row or token in row]
    assert "$argon2id$" in kept[0]


@pytest.mark.parametrize("name", ["", "  ", "a\x00b", "a\nb", "\u202eada", "\ud800", "x" * 81])
def test_what_can_be_no_name(users: Users, name: str) -> None:
    with pytest.raises(UsageError, match="as a name"):
        users.add(name, password=WALK, role="viewer")
    with pytest.raises(NotFoundError, match="no user"):
        users.set_password(name, TREE)
    assert log_in(users, name) is None


@pytest.mark.parametrize("name", ["Ada", "ADA", " ada "])
def test_nobody_is_called_as_another(users: Users, name: str) -> None:
    with pytest.raises(UsageError, match="a user 'Ada'"):
        users.add(name, password=TREE, role="admin")
    assert users.all()[0].role == "reviewer"
    assert log_in(users, password=TREE) is None


@pytest.mark.parametrize("password", ["", "short", "x" * 11, "x" * 513, "\ud800" * 20])
def test_what_can_be_no_password(users: Users, password: str) -> None:
    with pytest.raises(UsageError, match="a password"):
        users.add("Bo", password=password, role="viewer")
    with pytest.raises(UsageError, match="a password"):
        users.set_password("Ada", password)
    assert log_in(users, password=password) is None
    assert log_in(users) is not None


def test_a_role_is_one_of_three(users: Users) -> None:
    with pytest.raises(UsageError, match="one of viewer, reviewer, admin"):
        users.add("Bo", password=WALK, role="owner")  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="one of viewer, reviewer, admin"):
        users.set_role("Ada", "owner")  # type: ignore[arg-type]


def test_letters_are_alike_however_they_are_composed(users: Users) -> None:
    users.add("Zoe\u0308", password="ein scho\u0308ner Tag", role="viewer")
    assert log_in(users, "Zoë", "ein schöner Tag") is not None


@pytest.mark.parametrize(
    ("name", "password"), [("Ada", TREE), ("Ada", ""), ("Bo", WALK), ("ada", WALK), ("' OR 1=1 --", WALK)]
)
def test_who_does_not_fit_is_not_let_in(users: Users, name: str, password: str) -> None:
    assert log_in(users, name, password) is None


def test_as_much_is_spent_on_an_unknown_name(users: Users, monkeypatch: pytest.MonkeyPatch) -> None:
    spent: list[str | None] = []
    fits = passwords.fits

    def counted(password: str, kept: str | None) -> bool:
        spent.append(kept)
        return fits(password, kept)

    monkeypatch.setattr(passwords, "fits", counted)
    for name in ("Ada", "Bo", "a\x00b"):
        assert log_in(users, name, TREE) is None
    assert [kept is None for kept in spent] == [False, True, True]


def test_a_hash_of_nobody_costs_what_others_cost() -> None:
    costs = [kept.rsplit("$", 2)[0] for kept in (passwords.hashed(WALK), passwords._of_nobody())]
    assert costs[0] == costs[1]


def test_a_session_lasts_from_its_last_use(users: Users) -> None:
    secret = opened(users)
    for hours in (6, 17, 28):
        assert in_session(users, secret, NOON + timedelta(hours=hours)) is not None, hours
    assert in_session(users, secret, NOON + timedelta(hours=41)) is None


def test_a_session_unused_ends(users: Users) -> None:
    secret = opened(users)
    assert in_session(users, secret, NOON + HALF_A_DAY - timedelta(seconds=1)) is not None
    assert in_session(users, opened(users), NOON + HALF_A_DAY) is None
    assert in_session(users, "no such secret") is None
    assert in_session(users, passwords.digest(secret)) is None, "what is kept opens nothing"


def test_sessions_that_ended_are_swept_out(users: Users, ledger: Ledger) -> None:
    opened(users)
    opened(users, now=NOON + timedelta(days=1))
    with ledger.engine.connect() as connection:
        assert len(connection.execute(select(SESSIONS)).all()) == 1


def test_a_long_writing_keeps_nobody_out(users: Users, ledger: Ledger) -> None:
    secret = opened(users)
    with ledger.write():
        assert in_session(users, secret) is not None
        if ledger.server is not None:  # where writers of sessions wait for no writer of documents
            assert in_session(users, opened(users), NOON + timedelta(hours=6)) is not None


def test_a_session_stands_where_it_cannot_be_prolonged(users: Users, monkeypatch: pytest.MonkeyPatch) -> None:
    @contextmanager
    def locked(_: Users) -> Iterator[Connection]:
        raise OperationalError("UPDATE", None, Exception("database is locked"))
        yield

    secret = opened(users)
    monkeypatch.setattr(Users, "_brief", locked)
    assert in_session(users, secret, NOON + timedelta(hours=6)) is not None
    assert in_session(users, secret, NOON + HALF_A_DAY) is None


def test_logging_out_ends_one_session(users: Users) -> None:
    one, other = opened(users), opened(users)
    users.log_out(one)
    users.log_out(one)
    assert in_session(users, one) is None
    assert in_session(users, other) is not None


def test_another_password_ends_sessions(users: Users) -> None:
    users.add("Bo", password=WALK, role="viewer")
    hers, his, token = opened(users), opened(users, "Bo"), users.add_token("Ada", label="a script")
    users.set_password("Ada", TREE)
    assert in_session(users, hers) is None
    assert in_session(users, his) is not None
    assert users.with_token(token) is not None
    assert log_in(users) is None
    assert log_in(users, password=TREE) is not None


def test_a_password_changed_while_it_was_checked_opens_nothing(users: Users, monkeypatch: pytest.MonkeyPatch) -> None:
    fits = passwords.fits

    def changed_meanwhile(password: str, kept: str | None) -> bool:
        right = fits(password, kept)
        users.set_password("Ada", TREE)
        return right

    monkeypatch.setattr(passwords, "fits", changed_meanwhile)
    assert log_in(users) is None


def test_a_user_taken_out_is_out(users: Users) -> None:
    session, token = opened(users), users.add_token("Ada", label="a script")
    users.remove("Ada")
    assert in_session(users, session) is None
    assert users.with_token(token) is None
    assert log_in(users) is None
    assert not users.any()
    assert users.tokens() == []
    with pytest.raises(NotFoundError, match="no user 'Ada'"):
        users.remove("Ada")


def test_a_role_holds_from_the_next_request(users: Users) -> None:
    session, token = opened(users), users.add_token("Ada", label="a script")
    users.set_role("Ada", "viewer")
    for found in (in_session(users, session), users.with_token(token)):
        assert found is not None
        assert found.role == "viewer"


def test_an_old_hash_is_made_anew_at_login(users: Users, ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    from argon2 import PasswordHasher

    weak = PasswordHasher(time_cost=1, memory_cost=1024).hash(WALK)
    with ledger.write() as connection:
        connection.execute(USERS.update().values(password=weak))
    assert log_in(users) is not None
    with ledger.engine.connect() as connection:
        kept = connection.scalar(select(USERS.c.password))
    assert kept is not None
    assert not passwords.is_dated(kept)
    assert log_in(users) is not None


def test_tokens_are_made_listed_and_revoked(users: Users) -> None:
    made = [users.add_token("Ada", label=label, made=f"2026-03-0{day}") for day, label in enumerate(("feed", "map"), 1)]
    assert made[0] != made[1]
    assert made[0].startswith("sayso_")
    assert [(one.label, one.made) for one in users.tokens("Ada")] == [("feed", "2026-03-01"), ("map", "2026-03-02")]
    found = users.with_token(made[0])
    assert found == Account(name="Ada", role="reviewer", made="2026-03-01T12:00:00+00:00")
    assert users.revoke(users.tokens()[0].id[:8]).label == "feed"
    assert users.with_token(made[0]) is None
    assert users.with_token(made[1]) is not None


@pytest.mark.parametrize("beginning", ["", "%", "zz"])
def test_no_token_so_called(users: Users, beginning: str) -> None:
    users.add_token("Ada", label="feed")
    with pytest.raises(NotFoundError, match="no token"):
        users.revoke(beginning)
    assert len(users.tokens()) == 1


def test_several_tokens_that_begin_so(users: Users, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(17):  # of sixteen digits, one comes twice
        users.add_token("Ada", label=str(number))
    heads = [one.id[0] for one in users.tokens()]
    twice = next(head for head in heads if heads.count(head) > 1)
    with pytest.raises(UsageError, match="tokens that begin so"):
        users.revoke(twice)
    assert len(users.tokens()) == 17


@pytest.mark.parametrize("label", ["", " ", "a\nb", "x" * 201])
def test_what_can_be_no_label(users: Users, label: str) -> None:
    with pytest.raises(UsageError, match="as a label"):
        users.add_token("Ada", label=label)


def test_nobody_s_tokens(users: Users) -> None:
    with pytest.raises(NotFoundError, match="no user 'Bo'"):
        users.add_token("Bo", label="feed")
    with pytest.raises(NotFoundError, match="no user 'Bo'"):
        users.tokens("Bo")
