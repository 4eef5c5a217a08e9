"""Disagreements as rows: each side by name with what it says, its claims and their words; names masked as everywhere."""

from __future__ import annotations

import json
from dataclasses import replace
from io import BytesIO

import pytest

from sayso.export.disagreement_table import TABLE, disagreement_batches, rows
from sayso.export.exporter import Explanation, Options, Sheet
from sayso.export.stream import sheet
from sayso.model import (
    Account,
    Claim,
    Disagreement,
    Incident,
    Place,
    SourceLink,
    Span,
    TimeExpression,
    TimeInterval,
    Toll,
)
from sayso.model.incident import DisagreementType

SAYS = {"c1": "Eight died in Homs, Umm Khaled Darwish said.", "c2": "Nobody died, the army said."}
OPEN = TimeInterval(first=None, last=None, precision="open")


def claim(name: str, source: str) -> Claim:
    words = SAYS[name]
    return Claim(
        id=name, doc="d1", span=Span(0, len(words)), evidence=words, kind="attack", status="asserted", extractor="1",
        confidence=0.5, source=(SourceLink(text=source),), places=(Place(span=Span(14, 18), text="Homs"),),
        time=TimeExpression(span=Span(0, 5), text="Sunday", type="DATE", value="", interval=OPEN),
    )  # fmt: skip


CLAIMS = [claim("c1", "Umm Khaled Darwish"), claim("c2", "army")]
WITNESS = Account(
    origin="Umm Khaled Darwish", source=(), docs=("d1",), claims=("c1",), killed=Toll(low=8, high=8), actor="rebels"
)
ARMY = Account(
    origin="army", source=(), docs=("d1",), claims=("c2",), injured=Toll(low=None, high=2), occurred="denied"
)


def made(kind: DisagreementType = "number", *, with_names: bool = True, size: float | None = None) -> Sheet:
    one = Disagreement(
        type=kind, between=("army", "Umm Khaled Darwish"), claims=(("c2",), ("c1",)), says="the army and Umm Khaled Darwish", size=size
    )  # fmt: skip
    incident = Incident(
        id="i1", kind="attack", claims=("c1", "c2"), claims_by_doc=(("d1", 2),), when=OPEN, place=None,
        accounts=(WITNESS, ARMY), disagreements=(one,),
    )  # fmt: skip
    return sheet(incident, CLAIMS, {}, Options(with_names=with_names))


def test_a_row_a_disagreement() -> None:
    (row,) = rows(made(size=8))
    assert row == {
        "incident": "i1",
        "disagreement": 1,
        "type": "number",
        "size": 8,
        "unit": "persons",
        "one": "army",
        "one_says": "injured up to 2",
        "one_claims": "c2",
        "one_said": "“Nobody died, the army said.”",
        "other": "Umm Khaled Darwish",
        "other_says": "killed 8",
        "other_claims": "c1",
        "other_said": "“Eight died in Homs, Umm Khaled Darwish said.”",
        "says": "the army and Umm Khaled Darwish",
        "kind": "attack",
        "date_first": None,
        "date_last": None,
        "place": None,
        "country": None,
    }


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("responsibility", None, "rebels"),
        ("occurrence", "denied", "asserted"),
        ("place", "Homs", "Homs"),
        ("date", "Sunday", "Sunday"),
        ("victims", None, None),
    ],
)
def test_what_each_side_says(kind: DisagreementType, one: str | None, other: str | None) -> None:
    (row,) = rows(made(kind))
    assert (row["one_says"], row["other_says"], row["unit"]) == (one, other, None)


def test_names_are_masked_and_sides_still_told_apart() -> None:
    (row,) = rows(made(with_names=False))
    assert (row["other"], row["other_says"]) == ("[name]", "killed 8")
    assert "Darwish" not in str(row)


def test_a_side_without_an_account_or_claims_is_empty() -> None:
    gone = replace(made().incident, accounts=())
    (row,) = rows(replace(made(), incident=gone, claims=()))
    assert (row["one_says"], row["one_claims"], row["one_said"]) == (None, "c2", None)


@pytest.mark.parametrize("number", [0, 1, 4500])
def test_batches(number: int) -> None:
    batches = list(disagreement_batches([made()] * number))
    assert sum(batch.num_rows for batch in batches) == number
    assert all(batch.schema == TABLE.schema for batch in batches)


def test_derived_and_empty_cells_are_explained() -> None:
    beside = BytesIO()
    list(disagreement_batches([made()], Explanation(beside)))
    told = {line["column"]: line for line in map(json.loads, beside.getvalue().splitlines())}
    assert told["other_says"]["claims"] == ["c2", "c1"]
    assert told["size"]["why_empty"] == "the two sides are told apart by words alone"
    assert {line["id"] for line in told.values()} == {"i1/1"}
