"""Who may use the desk: users with their roles, their sessions, and tokens for programs.

>>> from sayso.store.ledger import Ledger
>>> with Ledger.open("sqlite://", create=True) as ledger:
...     ledger.users.add("Ada", password="a long walk home", role="reviewer")
Account(name='Ada', role='reviewer', made=None)
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Row, delete, insert, select, update
from sqlalchemy.exc import OperationalError

from sayso.errors import NotFoundError, UsageError
from sayso.store import passwords
from sayso.store.opening import write
from sayso.store.roles import ROLES, Role
from sayso.store.tables import SESSIONS, TOKENS, USERS

LONGEST_NAME = 80
LONGEST_LABEL = 200
RENEWED_AFTER = timedelta(minutes=30)  # a session in use is prolonged no more often, as each time is a writing
TOKEN_HEAD = "sayso_"  # by which people and programs know a token where it lies about


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A user; `made` is ISO 8601, UTC."""

    name: str
    role: Role
    made: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A token for programs; `id` is its hash, `label` what its maker calls it."""

    id: str
    user: str
    label: str
    made: str | None = None


class Users:
    """The users of a ledger. Times are given with their zone; secrets are handed out once and never kept."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    # People

    def any(self) -> bool:
        """Whether there is a user at all."""
        with self._engine.connect() as connection:
            return connection.scalar(select(USERS.c.name).limit(1)) is not None

    def all(self) -> list[Account]:
        """All users, by name."""
        with self._engine.connect() as connection:
            return [_account(row) for row in connection.execute(select(USERS).order_by(USERS.c.name))]

    def add(self, name: str, *, password: str, role: Role, made: str | None = None) -> Account:
        """A new user; UsageError where the name cannot be one or is taken, or the password is too short."""
        name, kept = _read_name(name), passwords.hashed(password)
        _check_role(role)
        with write(self._engine) as connection:
            taken = {one.casefold(): one for one in connection.scalars(select(USERS.c.name))}
            if name.casefold() in taken:
                raise UsageError(
                    found=f"a user {taken[name.casefold()]!r}", expected="a new name", mend="choose another"
                )
            values = {"name": name, "password": kept, "role": role, "made": made}
            connection.execute(insert(USERS), values)
        return Account(name=name, role=role, made=made)

    def remove(self, name: str) -> None:
        """Take a user out, with all sessions and tokens; what he or she did stays. NotFoundError where there is none."""
        with write(self._engine) as connection:
            found = _user(connection, name, held=True)
            for table in (SESSIONS, TOKENS):
                connection.execute(delete(table).where(table.c.user == found.name))
            connection.execute(delete(USERS).where(USERS.c.name == found.name))

    def set_password(self, name: str, password: str) -> None:
        """Another password, which ends all sessions; tokens stay. NotFoundError, UsageError."""
        kept = passwords.hashed(password)
        with write(self._engine) as connection:
            found = _user(connection, name, held=True)
            connection.execute(update(USERS).where(USERS.c.name == found.name).values(password=kept))
            connection.execute(delete(SESSIONS).where(SESSIONS.c.user == found.name))

    def set_role(self, name: str, role: Role) -> Account:
        """Another role, from the next request on. NotFoundError, UsageError."""
        _check_role(role)
        with write(self._engine) as connection:
            found = _user(connection, name, held=True)
            connection.execute(update(USERS).where(USERS.c.name == found.name).values(role=role))
        return Account(name=found.name, role=role, made=found.made)

    # Sessions

    def log_in(self, name: str, password: str, *, now: datetime, lasting: timedelta) -> str | None:
        """The secret of a new session; None where there is no such user or the password is wrong, in the same time."""
        name = _plain(name)
        with self._engine.connect() as connection:
            # The name is asked for also where it cannot be one, so that nothing tells the two apart.
            found = connection.execute(select(USERS).where(USERS.c.name == (name if _is_name(name) else ""))).first()
        kept = None if found is None else str(found.password)
        if not passwords.fits(password, kept) or kept is None:
            return None
        secret = passwords.new_secret()
        renewed = passwords.hashed(password) if passwords.is_dated(kept) else kept
        with self._brief() as connection:
            same = (USERS.c.name == name) & (USERS.c.password == kept)  # not changed meanwhile
            if connection.execute(update(USERS).where(same).values(password=renewed)).rowcount == 0:
                return None
            connection.execute(delete(SESSIONS).where(SESSIONS.c.until <= _stamp(now)))
            values = {"id": passwords.digest(secret), "user": name, "until": _stamp(now + lasting)}
            connection.execute(insert(SESSIONS), values)
        return secret

    def with_session(self, secret: str, *, now: datetime, lasting: timedelta) -> Account | None:
        """Whose session it is, prolonged by its use; None where it has ended or never was."""
        held = SESSIONS.c.id == passwords.digest(secret)
        asked = select(USERS, SESSIONS.c.until).join(SESSIONS, SESSIONS.c.user == USERS.c.name)
        with self._engine.connect() as connection:
            found = connection.execute(asked.where(held, SESSIONS.c.until > _stamp(now))).first()
        if found is None:
            return None
        if found.until < _stamp(now + lasting - RENEWED_AFTER):
            self._prolong(held, _stamp(now + lasting))
        return _account(found)

    @contextmanager
    def _brief(self) -> Iterator[Connection]:
        """A transaction that writes of sessions only; on a server it waits for nobody who writes of documents."""
        if self._engine.dialect.name == "postgresql":
            alone = self._engine.connect().execution_options(isolation_level="READ COMMITTED")
            with alone as connection, connection.begin():
                yield connection
        else:
            with write(self._engine) as connection:
                yield connection

    def _prolong(self, held: ColumnElement[bool], until: str) -> None:
        try:
            with self._brief() as connection:
                connection.execute(update(SESSIONS).where(held).values(until=until))
        except OperationalError:
            return  # somebody has been writing for long; the session stands, and its next use prolongs it

    def log_out(self, secret: str) -> None:
        """End a session."""
        with self._brief() as connection:
            connection.execute(delete(SESSIONS).where(SESSIONS.c.id == passwords.digest(secret)))

    # Tokens

    def add_token(self, name: str, *, label: str, made: str | None = None) -> str:
        """A new token with the user's rights, until it is revoked; it is told this once. NotFoundError, UsageError."""
        label = _plain(label)
        if not label.isprintable() or not 0 < len(label) <= LONGEST_LABEL:
            raise UsageError(
                found=f"{label!r} as a label", expected="a few words for what it is used by", mend="give --label"
            )
        secret = TOKEN_HEAD + passwords.new_secret()
        with write(self._engine) as connection:
            found = _user(connection, name)
            values = {"id": passwords.digest(secret), "user": found.name, "label": label, "made": made}
            connection.execute(insert(TOKENS), values)
        return secret

    def tokens(self, name: str | None = None) -> list[Token]:
        """The tokens of a user, or all; by user and time. NotFoundError where there is no such user."""
        asked = select(TOKENS).order_by(TOKENS.c.user, TOKENS.c.made, TOKENS.c.id)
        with self._engine.connect() as connection:
            if name is not None:
                asked = asked.where(TOKENS.c.user == _user(connection, name).name)
            return [_token(row) for row in connection.execute(asked)]

    def revoke(self, beginning: str) -> Token:
        """End the one token whose identifier begins so. NotFoundError, UsageError."""
        with write(self._engine) as connection:
            fitting = [_token(row) for row in connection.execute(select(TOKENS)) if row.id.startswith(beginning)]
            if not beginning or not fitting:
                raise NotFoundError(
                    found=f"no token {beginning!r}", expected="one that stands", mend="see: sayso user tokens"
                )
            if len(fitting) > 1:
                raise UsageError(
                    found=f"{len(fitting)} tokens that begin so", expected="one", mend="give more characters"
                )
            connection.execute(delete(TOKENS).where(TOKENS.c.id == fitting[0].id))
        return fitting[0]

    def with_token(self, secret: str) -> Account | None:
        """Whose token it is; None where it was revoked or never was."""
        asked = select(USERS).join(TOKENS, TOKENS.c.user == USERS.c.name)
        with self._engine.connect() as connection:
            found = connection.execute(asked.where(TOKENS.c.id == passwords.digest(secret))).first()
        return None if found is None else _account(found)


def _plain(words: str) -> str:
    """Composed alike however a keyboard does it, without blanks at the ends."""
    return unicodedata.normalize("NFC", words).strip()


def _is_name(name: str) -> bool:
    return name.isprintable() and 0 < len(name) <= LONGEST_NAME


def _read_name(name: str) -> str:
    name = _plain(name)
    if not _is_name(name):
        raise UsageError(
            found=f"{name!r} as a name",
            expected=f"1 to {LONGEST_NAME} characters that can be printed",
            mend="choose another",
        )
    return name


def _check_role(role: str) -> None:
    if role not in ROLES:
        raise UsageError(found=f"{role!r} as a role", expected=f"one of {', '.join(ROLES)}", mend="correct it")


def _user(connection: Connection, name: str, *, held: bool = False) -> Row[Any]:
    """The user's row, `held` against others until the transaction ends; NotFoundError where there is none."""
    name = _plain(name)
    asked = select(USERS).where(USERS.c.name == name)
    found = connection.execute(asked.with_for_update() if held else asked).first() if _is_name(name) else None
    if found is None:
        raise NotFoundError(found=f"no user {name!r}", expected="one who was added", mend="see: sayso user list")
    return found


def _account(row: Row[Any]) -> Account:
    return Account(name=row.name, role=row.role, made=row.made)


def _token(row: Row[Any]) -> Token:
    return Token(id=row.id, user=row.user, label=row.label, made=row.made)


def _stamp(when: datetime) -> str:
    """A time as it is kept and compared.

    >>> _stamp(datetime(2026, 3, 1, 12, tzinfo=UTC))
    '2026-03-01T12:00:00+00:00'
    """
    return when.astimezone(UTC).isoformat(timespec="seconds")
