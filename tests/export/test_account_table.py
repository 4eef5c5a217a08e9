"""Accounts as rows: ranges in two columns, unknown empty, words beside the figures, names masked as everywhere."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest

from sayso.export.account_table import TABLE, account_batches, rows
from sayso.export.exporter import Explanation, Options, Sheet
from sayso.export.stream import sheet
from sayso.model import (
    Account,
    Claim,
    Disagreement,
    Document,
    Figure,
    Incident,
    Place,
    SourceLink,
    Span,
    TimeInterval,
    Toll,
)

WORDS = "At least 8 people and 3 children died, Umm Khaled Darwish said."
REPORT = Document(id="d1", text=WORDS, published=date(2016, 5, 4), publisher="Daily Paper")
AGAIN = Document(id="d4", text=WORDS, published=date(2016, 5, 6), publisher="Daily Paper")
CLAIM = Claim(
    id="c1",
    doc="d1",
    span=Span(0, len(WORDS)),
    evidence=WORDS,
    kind="attack",
    status="asserted",
    extractor="1",
    confidence=0.5,
    source=(SourceLink(text="Umm Khaled Darwish"),),
)
DEAD = Figure(span=Span(0, 17), text="At least 8 people", measure="killed", low=8, high=None, basis="at least")
PART = replace(DEAD, span=Span(22, 32), text="3 children", low=3, high=3, part_of="At least 8 people")
TELLS = Account(
    origin="Umm Khaled Darwish",
    source=("Umm Khaled Darwish",),
    docs=("d1", "d4"),
    claims=("c1",),
    killed=Toll(low=8, high=None),
    figures=(("c1", DEAD), ("c1", PART), ("c1", PART)),
    aside=("killed",),
)
DENIES = Account(origin="army", source=("radio", "army"), docs=("d2", "d3"), claims=(), killed=Toll(low=None, high=2), occurred="denied")  # fmt: skip
INCIDENT = Incident(
    id="i1",
    kind="attack",
    claims=("c1",),
    claims_by_doc=(("d1", 1),),
    when=TimeInterval(first=None, last=None, precision="open"),
    place=None,
    accounts=(TELLS, DENIES),
    disagreements=(
        Disagreement(type="number", between=("Umm Khaled Darwish", "army"), claims=(("c1",), ()), says="8 and 2"),
        Disagreement(
            type="occurrence", between=("Umm Khaled Darwish", "army"), claims=(("c1",), ()), says="it was not"
        ),
    ),
)


def made(*, with_names: bool) -> Sheet:
    found = sheet(INCIDENT, [CLAIM], {"d1": REPORT}, Options(with_names=with_names))
    return replace(found, documents={"d1": REPORT, "d4": AGAIN})


def test_a_row_an_account() -> None:
    first, second = rows(made(with_names=True))
    assert first == {
        "incident": "i1",
        "account": 1,
        "origin": "Umm Khaled Darwish",
        "source": "Umm Khaled Darwish",
        "occurred": "asserted",
        "actor": None,
        "killed_low": 8,
        "killed_high": None,
        "injured_low": None,
        "injured_high": None,
        "aside": "killed",
        "figures": "killed 8 or more; killed 3 (part of At least 8 people)",
        "differs": "killed: army (up to 2); occurrence: army",
        "documents": "d1 d4",
        "claims": "c1",
        "quotes": [WORDS],
        "kind": "attack",
        "date_first": None,
        "date_last": None,
        "place": None,
        "country": None,
        "lat": None,
        "lon": None,
        "relays": "Daily Paper",
        "first_said": date(2016, 5, 4),
        "last_said": date(2016, 5, 6),
        "victims": None,
        "said": f"“{WORDS}”",
    }
    assert (second["source"], second["killed_low"], second["killed_high"]) == ("radio > army", None, 2)
    assert (second["figures"], second["quotes"], second["documents"]) == (None, [], "d2 d3")


def test_whom_it_has_among_the_dead_and_where_it_was() -> None:
    dead = replace(DEAD, text="At least 8 civilians")
    told = replace(TELLS, figures=(("c1", dead),))
    place = Place(span=Span(0, 1), text="x", name="Aleppo", lat=36.2, lon=37.16, precision="settlement", country="SY")
    (row,) = rows(replace(made(with_names=True), incident=replace(INCIDENT, accounts=(told,), place=place)))
    assert (row["victims"], row["place"], row["country"], row["lat"]) == ("civilians", "Aleppo", "SY", 36.2)


def test_each_derived_cell_is_explained_and_each_empty_one() -> None:
    beside = BytesIO()
    list(account_batches([made(with_names=True)], Explanation(beside)))
    told = {(line["id"], line["column"]): line for line in map(json.loads, beside.getvalue().splitlines())}
    assert told["i1/1", "killed_low"]["value"] == 8
    assert told["i1/1", "killed_low"]["claims"] == ["c1"]
    assert told["i1/1", "killed_high"]["why_empty"] == "open above, or the account gives none"
    assert ("i1/1", "documents") not in told, "what is only copied needs no explanation"


def test_names_of_private_persons_are_masked() -> None:
    first, second = rows(made(with_names=False))
    assert first["origin"] == "[name]"
    assert first["quotes"] == ["At least 8 people and 3 children died, [name] said."]
    assert "Darwish" not in str([first, second])


@pytest.mark.parametrize("number", [0, 1, 3000])
def test_batches_keep_the_accounts_of_an_incident_together(number: int) -> None:
    batches = list(account_batches([made(with_names=True)] * number))
    assert sum(batch.num_rows for batch in batches) == 2 * number
    assert all(batch.num_rows % 2 == 0 and batch.schema == TABLE.schema for batch in batches)
