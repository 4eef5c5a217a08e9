"""Adding, reading again, changing, relating: what a ledger keeps and what it leaves alone."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from sayso.errors import LedgerError, NotFoundError, UsageError
from sayso.model import Claim, Disagreement, Failure, Incident, Judgement, Page, TimeInterval
from sayso.model.identity import fingerprint
from sayso.store.ledger import Added, Entry, Ledger
from tests.store.samples import EXTRACTOR, MARKET

OPEN = TimeInterval(first=None, last=None, precision="open")


def incident(name: str, *claims: Claim, disputed: bool = False) -> Incident:
    ids = tuple(claim.id for claim in claims)
    dispute = Disagreement(type="number", between=("a", "b"), claims=((ids[0],), ids[1:]), says="a says 1, b says 2")
    return Incident(
        id=name,
        kind=claims[0].kind,
        claims=ids,
        claims_by_doc=tuple((claim.doc, 1) for claim in claims),
        when=OPEN,
        place=claims[0].places[0] if claims[0].places else None,
        disagreements=(dispute,) if disputed else (),
    )


def judgement(name: str, left: str, right: str) -> Judgement:
    return Judgement(id=name, left=left, right=right, verdict="same", author="someone", reason="one event")


def test_what_goes_in_comes_out(ledger: Ledger, entries: list[Entry]) -> None:
    assert {one.id: one for one in ledger.documents()} == {entry.document.id: entry.document for entry in entries}
    assert sorted(ledger.claims(), key=lambda one: one.id) == sorted(
        (claim for entry in entries for claim in entry.claims), key=lambda one: one.id
    )


def test_reading_again_changes_nothing(ledger: Ledger, entries: list[Entry]) -> None:
    ledger.relate([], [])
    assert ledger.add(entries, extractor=EXTRACTOR) == Added(known=3)
    assert not ledger.unlinked
    assert ledger.known([entry.document for entry in entries], extractor=EXTRACTOR) == {"market", "denial", "sum"}


def test_changed_text_supersedes_and_keeps(ledger: Ledger, market: Callable[[str], Entry]) -> None:
    (old,) = (claim for claim in ledger.claims() if claim.doc == "market")
    changed = market(MARKET.replace("raids", "heavy raids"))
    assert ledger.add([changed], extractor=EXTRACTOR) == Added(changed=1, claims=1)
    (new,) = (claim for claim in ledger.claims() if claim.doc == "market")
    assert "heavy raids" in new.evidence
    assert ledger.document("market").text == changed.document.text
    assert ledger.claims_with([old.id])[old.id] == old
    assert ledger.verify() == []


def test_earlier_text_comes_back(ledger: Ledger, market: Callable[[str], Entry]) -> None:
    before = ledger.claims()
    ledger.add([market(MARKET.replace("raids", "heavy raids"))], extractor=EXTRACTOR)
    assert ledger.add([market(MARKET)], extractor=EXTRACTOR).changed == 1
    assert ledger.claims() == before
    assert ledger.verify() == []


def test_two_versions_in_one_batch(ledger: Ledger, market: Callable[[str], Entry]) -> None:
    pair = [market(MARKET + " More soon."), market(MARKET + " No more.")]
    assert ledger.add(pair, extractor=EXTRACTOR).changed == 2
    assert ledger.document("market").text.endswith("No more.")


def test_new_extractor_reads_again(ledger: Ledger, entries: list[Entry]) -> None:
    again = [
        replace(entry, claims=tuple(replace(claim, extractor="rules-2/en") for claim in entry.claims))
        for entry in entries
    ]
    assert ledger.known([entry.document for entry in entries], extractor="rules-2/en") == set()
    assert ledger.add(again, extractor="rules-2/en") == Added(changed=3, claims=4)
    assert {claim.extractor for claim in ledger.claims()} == {"rules-2/en"}
    assert ledger.add(again, extractor="rules-2/en").known == 3


def test_a_correction_stands_for_its_claim_while_the_text_stands(
    ledger: Ledger, market: Callable[[str], Entry]
) -> None:
    entry = market(MARKET + " So it is.")
    (claim,) = entry.claims
    corrected = replace(claim, id="c0", kind="shelling", extractor="Ada", corrects=claim.id)
    ledger.add([replace(entry, claims=(claim, corrected))], extractor=EXTRACTOR)

    def live() -> list[str]:
        return [one.id for one in ledger.claims() if one.doc == "market"]

    assert live() == ["c0"]
    ledger.add([replace(entry, claims=(replace(claim, extractor="rules-2"),))], extractor="rules-2")
    assert live() == ["c0"], "a new extractor does not undo it"
    ledger.add([market(MARKET)], extractor="rules-2")
    assert "c0" not in live(), "another text was not corrected"
    ledger.add([entry], extractor="rules-2")
    assert live() == ["c0"]


def test_pages_are_kept_as_they_came(ledger: Ledger, market: Callable[[str], Entry]) -> None:
    content = "raw\r\nbytes \ud7ff".encode() * 100
    page = Page(id=fingerprint(content), content=content, media_type="text/plain", name="market", address="a.txt")
    ledger.fail([Failure(document="a.txt", stage="text", reason="empty")])
    ledger.add([replace(market(MARKET + "!"), page=page)], extractor=EXTRACTOR)
    assert ledger.page(page.id) == page
    assert ledger.failures() == [], "what was read in the end has not failed"


def test_a_failed_batch_leaves_nothing(ledger: Ledger, market: Callable[[str], Entry]) -> None:
    entry = market(MARKET.replace("raids", "other raids"))
    twice = replace(entry, claims=entry.claims * 2)
    before = ledger.size
    with pytest.raises(Exception, match=r"(?i)unique"):
        ledger.add([twice], extractor=EXTRACTOR)
    assert ledger.size == before
    assert ledger.verify() == []


def test_incidents_are_made_anew_and_leave_tombstones(ledger: Ledger) -> None:
    a, b, c, d = ledger.claims()
    ledger.relate(
        [judgement("j1", a.id, b.id)], [incident("i1", a, b, disputed=True), incident("i2", c), incident("i3", d)]
    )
    assert not ledger.unlinked
    assert [one.id for one in ledger.incidents()] == ["i1", "i2", "i3"]
    assert ledger.incident_of(b.id) == "i1"
    ledger.relate([judgement("j2", a.id, c.id)], [incident("i1", a, b, c), incident("i4", d)])
    assert ledger.became("i2") == ["i1"]
    assert ledger.became("i3") == ["i4"]
    assert ledger.became("i1") is None
    assert [one.id for one in ledger.judgements()] == ["j2"]
    ledger.relate([], [incident("i2", a, b, c, d)])
    assert ledger.became("i2") is None, "an identifier that is given again is no longer buried"
    assert ledger.became("i1") == ["i2"]
    assert ledger.find("i1") == ("tombstone", "i1")


def test_judgements_of_people_stay(ledger: Ledger) -> None:
    a, b, *_ = ledger.claims()
    ledger.relate([], [])
    ledger.judge(judgement("j9", a.id, b.id))
    assert ledger.unlinked
    ledger.relate([judgement("j1", a.id, b.id)], [])
    assert [one.id for one in ledger.judgements(human=True)] == ["j9"]
    ledger.relate([], [])
    assert [one.id for one in ledger.judgements()] == ["j9"]


def test_find_by_beginning(ledger: Ledger) -> None:
    claim = ledger.claims()[0]
    assert ledger.find(claim.id[:9]) == ("claim", claim.id)
    assert ledger.find("mark") == ("document", "market")
    with pytest.raises(NotFoundError, match="'zzz'"):
        ledger.find("zzz")
    with pytest.raises(UsageError, match="begins several"):
        ledger.find("c")
    with pytest.raises(NotFoundError):
        ledger.find("%")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        pytest.param(None, "no ledger at", id="missing"),
        pytest.param(b"", "no ledger at", id="empty"),
        pytest.param(b"SQLite format 3\0" + b"\0" * 200, "cannot be used|another program", id="broken"),
        pytest.param(b"just some text that is no database" * 20, "cannot be used", id="text"),
    ],
)
def test_what_is_no_ledger_is_refused(tmp_path: Path, content: bytes | None, says: str) -> None:
    path = tmp_path / "x.db"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(LedgerError, match=says):
        Ledger.open(path)


def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    connection = sqlite3.connect(path)
    connection.execute("create table meta (id integer)")
    connection.commit()
    connection.close()
    for create in (True, False):
        with pytest.raises(LedgerError, match="another program"):
            Ledger.open(path, create=create)


def test_another_kind_of_database_is_refused() -> None:
    with pytest.raises(LedgerError, match="SQLite or PostgreSQL"):
        Ledger.open("mysql://host/db")


def test_a_server_that_is_not_there_is_told_without_the_password(tmp_path: Path) -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(LedgerError, match=r"'postgresql://ada:\*\*\*@/war.*createdb war") as told:
        Ledger.open(f"postgresql://ada:secret@/war?host={tmp_path}")
    assert "secret" not in str(told.value)
    assert len(str(told.value).splitlines()) == 1


def test_an_empty_database_is_no_ledger(address: str) -> None:
    with pytest.raises(LedgerError, match="no ledger at"):
        Ledger.open(address)
    Ledger.open(address, create=True).close()
    Ledger.open(address).close()


def test_two_at_once(ledger: Ledger, market: Callable[[str], Entry]) -> None:
    with Ledger.open(ledger.name) as other:
        other.add([market(MARKET + "!!")], extractor=EXTRACTOR)
        assert ledger.document("market").text.endswith("!!")


def test_questions_do_not_wait_for_a_writer(ledger: Ledger) -> None:
    with ledger.write(), Ledger.open(ledger.name) as other:
        assert other.size.documents == 3


@pytest.mark.parametrize("name", ["with blank.db", "what?.db", "50%20#1.db", "sqlite:.db", "ü\u0301.db"])
def test_any_name_of_a_file(tmp_path: Path, name: str) -> None:
    Ledger.open(tmp_path / name, create=True).close()
    assert (tmp_path / name).is_file()
    Ledger.open(tmp_path / name).close()
