"""What is peculiar to PostgreSQL: excerpts, and writers who wait for each other."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from sayso.store import postgresql
from sayso.store.database import place
from sayso.store.ledger import Entry, Ledger
from tests.store.samples import EXTRACTOR, MARKET

LONG = "One " * 40 + "raid hit " + "two " * 40


@pytest.mark.parametrize(
    ("said", "words", "expected"),
    [
        pytest.param("A raid.", "raid", "A \x02raid\x03.", id="whole"),
        pytest.param("Méndez saw it.", "mendez", "\x02Méndez\x03 saw it.", id="without accents"),
        pytest.param("A raid.", "smoke", "A raid.", id="elsewhere"),
        pytest.param("...", "raid", "...", id="no word at all"),
    ],
)
def test_excerpt(said: str, words: str, expected: str) -> None:
    assert postgresql.excerpt(said, words) == expected


def test_excerpt_of_a_long_text() -> None:
    found = postgresql.excerpt(LONG, "raid")
    assert found.startswith("…One")
    assert "\x02raid\x03 hit two" in found
    assert found.endswith("two…")
    assert len(found.split()) == postgresql.EXCERPT


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("postgresql://ada:secret@host:5432/war", "postgresql://ada:***@host:5432/war"),
        ("postgres://ada@host/war", "postgresql://ada@host/war"),
        ("postgresql+psycopg://host/war", "postgresql://host/war"),
    ],
)
def test_a_password_is_never_shown(address: str, name: str) -> None:
    assert place(address).name == name
    assert place(address).url.drivername == "postgresql+psycopg"


def test_two_writers_lose_nothing(address: str, market: Callable[[str], Entry]) -> None:
    """Two threads add versions of one document and others at once: all of them are there, none twice."""
    Ledger.open(address, create=True).close()
    failed: list[BaseException] = []

    def write(who: int) -> None:
        try:
            with Ledger.open(address) as ledger:
                for number in range(12):
                    ledger.add([market(f"{MARKET} Part {number}, by {who % 2}.")], extractor=EXTRACTOR)
        except BaseException as error:  # noqa: BLE001 - told below
            failed.append(error)

    threads = [threading.Thread(target=write, args=(who,)) for who in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    with Ledger.open(address) as ledger:
        assert ledger.size.documents == 1
        assert len(ledger.claims()) == 1
        assert ledger.verify() == []
        assert [one.number for one in ledger.changes()] == list(range(1, len(ledger.changes()) + 1))
