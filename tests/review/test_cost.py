"""What one more document costs: no question that linking it asks of a ledger looks at all rows of a table that grows."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, event

from benchmarks.made_up import EXTRACTOR, World
from sayso.review import relink
from sayso.store.ledger import Entry, Ledger

GROWING = {
    "claims",
    "documents",
    "incidents",
    "incident_claims",
    "incident_names",
    "incident_sides",
    "claim_places",
    "claim_sources",
    "judgements",
    "link_keys",
    "link_pairs",
    "link_text_keys",
    "link_texts",
    "link_threads",
    "told",
}
USELESS = {
    "ix_claims_superseded",
    "ix_documents_superseded",
    "ix_judgements_operation",
}  # nearly all rows are alike in it
OF_FEW = {"ix_judgements_human"}  # holds what people judged alone
FEW = "ix_judgements_operation (operation>?)"  # that are not null: what follows from what people did
ENTRIES = [
    Entry(document=document, claims=tuple(claims))
    for document, claims in islice(World(100, spread="rate", seed=1).reports(), 30)
]


def plans(ledger: Ledger, asked: list[tuple[str, Any]]) -> list[str]:
    """How SQLite goes about each statement, step by step."""
    with ledger.engine.connect() as connection:
        return [
            step[3]
            for statement, values in asked
            for step in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
        ]


def looks_at_all(step: str) -> bool:
    """Whether a step goes through a growing table, or by an index that is as good as none."""
    words = step.split()
    through = words[0] == "SCAN" and words[1] in {*GROWING, "corrections", "a", "b"} and OF_FEW.isdisjoint(words)
    return through or (not USELESS.isdisjoint(words) and FEW not in step)


def test_linking_one_more_document_looks_through_no_table_that_grows(tmp_path: Path) -> None:
    asked: list[tuple[str, Any]] = []

    def note(_c: Connection, _cursor: object, statement: str, values: Any, _context: object, many: bool) -> None:
        if statement.lstrip().upper().startswith(("SELECT", "DELETE", "UPDATE")) or " SELECT " in statement:
            asked.append((statement, values[0] if many else values))

    with Ledger.open(tmp_path / "ledger.db", create=True) as ledger:
        ledger.add(ENTRIES[:-1], extractor=EXTRACTOR)
        relink(ledger)
        event.listen(ledger.engine, "before_cursor_execute", note)
        ledger.add(ENTRIES[-1:], extractor=EXTRACTOR)
        relink(ledger)
        event.remove(ledger.engine, "before_cursor_execute", note)
        steps = plans(ledger, asked)
    assert len(asked) > 30
    assert [step for step in steps if looks_at_all(step)] == []


def test_a_look_through_a_table_is_seen(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "ledger.db", create=True) as ledger:
        assert any(map(looks_at_all, plans(ledger, [("SELECT evidence FROM claims WHERE status = ?", ("denied",))])))
        by_index = "SELECT id FROM judgements WHERE operation IS NULL"
        assert any(map(looks_at_all, plans(ledger, [(by_index, ())])))
