"""Records: an empty ledger becomes equal to the one that they are of; another one gets what it lacks and loses nothing."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings

from sayso.errors import InputError, LedgerError
from sayso.imports.records import import_records
from sayso.model import Judgement
from sayso.review import Correct, Merge, Undo, operate, relink
from sayso.store.filters import Filters
from sayso.store.ledger import Ledger
from sayso.store.restoring import Restored
from tests.imports.histories import LATER, REPORTS, STEPS, Step, make, now, paged, records, rows
from tests.review.world import ADA, TOLD, docs, entry, incident_of
from tests.store.samples import EXTRACTOR, denial_entry, market_entry
from tests.store.server import Server

ALL = tuple(Step(verb, number, number + 1) for number, verb in enumerate(
    ("merge", "correct", "reject", "add", "split", "part", "confirm claim", "confirm day", "read", "reword", "undo", "undo that")
))  # fmt: skip
Report = tuple[str, str, int, int, str]

TRIED = (Phase.explicit, Phase.reuse, Phase.generate)  # no shrinking: it takes minutes, and histories are short


def taken(ledger: Ledger, content: bytes) -> Restored:
    """What came of records, linked."""
    found = import_records(ledger, io.BytesIO(content), name="records.jsonl")
    relink(ledger)
    return found


def check_equal(content: bytes, source: Ledger, target: Ledger) -> None:
    """An empty ledger becomes equal, in every table and byte for byte, and goes on as the other does."""
    assert taken(target, content).conflicts == ()
    assert records(target) == content
    assert rows(target) == rows(source)
    assert target.verify() == []
    assert taken(target, content) == Restored(), "a second time there is nothing new"
    assert records(target) == content


@pytest.mark.slow
@settings(max_examples=40, deadline=None, phases=TRIED, suppress_health_check=[HealthCheck.too_slow])
@given(reports=REPORTS, steps=STEPS)
@example(reports=list(TOLD), steps=list(ALL))
def test_a_ledger_made_of_records_is_equal(reports: list[Report], steps: list[Step]) -> None:
    with make("sqlite://", reports, steps) as source, Ledger.open("sqlite://", create=True, now=now) as target:
        check_equal(records(source), source, target)
        for ledger in (source, target):
            ledger.add([paged(entry("z1", "Aleppo", 3, 9, "a baker"))], extractor=EXTRACTOR)
            relink(ledger)
            if ledger.operations():
                operate(ledger, Undo(operation=ledger.operations()[-1].id), by=ADA) if _stands(ledger) else None
        assert rows(target) == rows(source), "one goes on with either"


def _stands(ledger: Ledger) -> bool:
    last = ledger.operations()[-1]
    return not any(one.undoes == last.id for one in ledger.operations())


@pytest.mark.slow
@settings(max_examples=6, deadline=None, phases=TRIED, suppress_health_check=list(HealthCheck))
@given(reports=REPORTS, steps=STEPS)
@example(reports=list(TOLD), steps=list(ALL))
def test_the_same_between_databases(server: Server, reports: list[Report], steps: list[Step]) -> None:
    with make("sqlite://", reports, steps) as source, Ledger.open(server.database(), create=True, now=now) as target:
        check_equal(records(source), source, target)
        with Ledger.open("sqlite://", create=True, now=now) as back:
            check_equal(records(target), target, back)


@pytest.mark.slow
@settings(max_examples=30, deadline=None, phases=TRIED, suppress_health_check=[HealthCheck.too_slow])
@given(reports=REPORTS, steps=STEPS)
@example(reports=list(TOLD), steps=list(ALL))
@example(reports=list(TOLD[:2]), steps=[Step("correct", 1, 23), Step("undo", 0, 0), Step("read", 1, 0)])
def test_another_ledger_gets_what_it_lacks(reports: list[Report], steps: list[Step]) -> None:
    with make("sqlite://", reports, steps) as source, Ledger.open("sqlite://", create=True, now=now) as target:
        target.add([market_entry(), denial_entry()], extractor=EXTRACTOR)
        relink(target)
        before = {claim.id: claim for claim in target.claims()}
        found = taken(target, records(source))
        assert found.conflicts == ()
        assert target.verify() == []
        assert {claim.id: claim for claim in target.claims()} == before | {claim.id: claim for claim in source.claims()}
        assert {one.id for one in target.documents()} == {"market", "denial"} | {one.id for one in source.documents()}
        assert target.operations() == source.operations()
        held = {one.id for one in target.incidents()}
        gone = {one.id for one in source.incidents()} - held
        assert all(target.became(name) for name in gone), "a name that ceased leads on"
        after = records(target)
        assert taken(target, records(source)) == Restored()
        assert records(target) == after


def test_what_a_person_judged_comes_too(tmp_path: Path) -> None:
    with make("sqlite://", TOLD, ()) as source, Ledger.open("sqlite://", create=True) as target:
        a1, b1 = source.claims_of("a1")[0].id, source.claims_of("b1")[0].id
        left, right = sorted((a1, b1))
        source.judge(Judgement(id="j1", left=left, right=right, verdict="same", author="Ada", score=1.0, reason="seen"))
        relink(source)
        target.add([market_entry()], extractor=EXTRACTOR)
        assert taken(target, records(source)).judgements == 1
        assert [one.id for one in target.judgements(human=True)] == ["j1"]
        assert any({"a1", "b1"} <= set(doc.split("+")) for doc in docs(target))


def test_a_part_becomes_a_ledger_of_its_own() -> None:
    with make("sqlite://", TOLD, ()) as source, Ledger.open("sqlite://", create=True) as target:
        merged = operate(source, Merge(incidents=(incident_of(source, "a1").id, incident_of(source, "b1").id)), by=ADA)
        with source.view() as view:
            lines = view.records(Filters(place="Aleppo"))
            content = "".join(line + "\n" for line in lines).encode()
        taken(target, content)
        assert docs(target) == ["a1+a2+a3"]
        assert merged.operation.id not in {one.id for one in target.operations()}
        assert target.verify() == []
        taken(target, records(source))
        assert docs(target) == docs(source), "the rest comes later"


def test_another_text_under_one_name_is_told_and_nothing_is_lost() -> None:
    with make("sqlite://", TOLD[:3], ()) as source, Ledger.open("sqlite://", create=True) as target:
        operate(source, Correct(claim=source.claims_of("a1")[0].id, slot="kind", value="attack"), by=ADA)
        target.add([entry("a1", "Aleppo", 4, 80, "the governor")], extractor=EXTRACTOR)
        relink(target)
        before = target.document("a1"), target.claims_of("a1")
        found = taken(target, records(source))
        assert [one.split(" is ")[0] for one in found.conflicts] == [
            "document 'a1'",
            f"operation {source.operations()[0].id!r}",
        ]
        assert (target.document("a1"), target.claims_of("a1")) == before
        assert {one.id for one in target.documents()} == {"a1", "a2", "a3"}
        assert target.verify() == []


def test_a_newer_version_of_a_document_supersedes_the_older() -> None:
    with make("sqlite://", TOLD[:3], ()) as source, Ledger.open("sqlite://", create=True) as target:
        early = records(source)
        taken(target, early)
        source.add([paged(entry("a1", "Aleppo", 3, 80, "the monitor"))], extractor=EXTRACTOR)
        relink(source)
        assert taken(target, records(source)).documents == 1
        assert target.document("a1") == source.document("a1")
        assert {one.id for one in target.claims()} == {one.id for one in source.claims()}
        assert taken(target, early) == Restored(), "what is older changes nothing"
        assert target.document("a1") == source.document("a1")
        assert target.verify() == []


def test_claims_found_otherwise_are_told_once_a_document() -> None:
    with make("sqlite://", TOLD[:2], ()) as source, Ledger.open("sqlite://", create=True) as target:
        content = records(source).replace(b'"confidence": 0.5', b'"confidence": 0.75')
        target.add([paged(entry(*one)) for one in TOLD[:2]], extractor=EXTRACTOR)
        found = taken(target, content)
        assert found.conflicts == tuple(
            f"1 claims of document {doc!r} are here otherwise; what is here stays" for doc in ("a1", "a2")
        )
        assert {one.confidence for one in target.claims()} == {0.5}


def test_an_earlier_reading_comes_as_such() -> None:
    with make("sqlite://", TOLD[:2], ()) as source, Ledger.open("sqlite://", create=True) as target:
        target.add([paged(entry(*one, extractor=LATER)) for one in TOLD[:2]], extractor=LATER)
        relink(target)
        live = target.claims()
        assert taken(target, records(source)).claims == 2
        assert target.claims() == live
        assert target.verify() == []


def broken(content: bytes, change: Callable[[list[bytes]], list[bytes]]) -> bytes:
    return b"".join(change(content.splitlines(keepends=True)))


def altered(lines: list[bytes], kind: str, **fields: Any) -> list[bytes]:
    """The lines, with fields of the first thing of a kind changed."""
    at = next(number for number, line in enumerate(lines) if json.loads(line)["record"] == kind)
    value = json.loads(lines[at])
    value |= {name: field for name, field in fields.items() if name != "value"}
    value["value"] = value.get("value", {}) | fields.get("value", {}) if "value" in fields else value.get("value")
    return [*lines[:at], json.dumps(value).encode() + b"\n", *lines[at + 1 :]]


BROKEN: dict[str, tuple[Callable[[list[bytes]], list[bytes]], str]] = {
    "half a file": (lambda lines: lines[: len(lines) // 2], "broken off after line"),
    "half a line": (lambda lines: [*lines[:4], lines[4][:30]], "no JSON"),
    "a line lost": (lambda lines: [*lines[:3], *lines[4:]], "lines in"),
    "the claims lost": (lambda lines: [one for one in lines if b'"record": "document"' not in one], "document that does not come before"),
    "another text": (lambda lines: altered(lines, "document", value={"text": "So."}), "not what its hash says"),
    "another page": (lambda lines: altered(lines, "page", content="U28u"), "not what its hash says"),
    "other words": (lambda lines: altered(lines, "claim", value={"evidence": "So."}), "is not what stands at"),
    "a field lost": (lambda lines: [line.replace(b'"verdict"', b'"verdigt"') for line in lines], "a field that cannot be read"),
    "a fact lost": (lambda lines: [line.replace(b'"founded"', b'"found"') for line in lines], "it lacks 'founded'"),
    "two ledgers": (lambda lines: [*lines, *lines], "more after the last line"),
    "a second beginning": (lambda lines: [lines[0], *lines], "the beginning of another ledger"),
    "no beginning": (lambda lines: lines[1:], "does not begin as records do"),
    "nothing": (lambda lines: [], "does not begin as records do"),
    "a table of incidents": (lambda lines: [b"id,kind,date_first,killed_low,grade_rule\r\n"], "write them with: sayso export records"),
    "a table of claims": (lambda lines: [b"id,incident,kind,evidence,extractor\n"], "a table of claims"),
    "parquet": (lambda lines: [b"PAR1\x15\x04\x15"], "write them with: sayso export records"),
    "latin-1": (lambda lines: [*lines[:5], b'{"record": "page", "name": "\xe9"}\n'], "no UTF-8"),
    "a list": (lambda lines: [lines[0], b"[1]\n"], "no object"),
}  # fmt: skip


@pytest.mark.parametrize("fault", BROKEN)
@pytest.mark.parametrize("other", [False, True], ids=["empty", "filled"])
def test_broken_records_change_nothing(fault: str, other: bool) -> None:
    change, says = BROKEN[fault]
    with make("sqlite://", TOLD, ALL[:3]) as source, Ledger.open("sqlite://", create=True) as target:
        if other:
            target.add([market_entry()], extractor=EXTRACTOR)
            relink(target)
        before = records(target)
        with pytest.raises(InputError, match=says) as told:
            import_records(target, io.BytesIO(broken(records(source), change)), name="records.jsonl")
        assert "\n" not in str(told.value)
        assert records(target) == before


@pytest.mark.parametrize(
    "change",
    [
        lambda lines: altered(lines, "ledger", format=2),
        lambda lines: [*lines[:2], b'{"record": "dream"}\n', *lines[2:]],
    ],
    ids=["format", "kind"],
)
def test_records_of_a_newer_program_are_refused_with_the_cure(change: Callable[[list[bytes]], list[bytes]]) -> None:
    with make("sqlite://", TOLD[:2], ()) as source, Ledger.open("sqlite://", create=True) as target:
        with pytest.raises(LedgerError, match="pip install --upgrade"):
            import_records(target, io.BytesIO(broken(records(source), change)), name="records.jsonl")
        assert target.size.documents == 0


def test_a_ledger_that_was_not_linked_says_so() -> None:
    with make("sqlite://", TOLD[:2], ()) as source, Ledger.open("sqlite://", create=True) as target:
        source.add([paged(entry(*TOLD[3]))], extractor=EXTRACTOR)
        import_records(target, io.BytesIO(records(source)), name="records.jsonl")
        assert target.unlinked
        relink(target)
        assert len(docs(target)) == 2
