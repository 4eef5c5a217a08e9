"""`sayso sources`: one row an identity, however the reports word it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Sayso

REPORTS = [
    {
        "id": "one",
        "text": "Shelling killed three people in Aleppo on Monday, the Syrian Observatory for Human Rights said.",
    },
    {"id": "two", "text": "Shelling killed four people in Aleppo on Monday, SOHR said."},
    {"id": "three", "text": "Jets struck Aleppo and killed five people, Russia's defence ministry said on Monday."},
    {"id": "four", "text": "Residents said shelling had killed two people in Aleppo."},
]


@pytest.fixture
def told(sayso: Sayso, tmp_path: Path) -> Sayso:
    path = tmp_path / "told.jsonl"
    path.write_text("".join(json.dumps(report) + "\n" for report in REPORTS), encoding="utf-8")
    assert sayso("read", str(path)).status == 0
    return sayso


def test_lines_are_by_identity_with_every_wording(told: Sayso) -> None:
    lines = {line["source_bodies"][-1]["id"]: line for line in told("sources").lines if line["source"]}
    line = lines["syrian-observatory-for-human-rights"]
    assert list(line) == ["source", "source_bodies", "claims", "docs", "disputed"]
    assert line["source"] == ["Syrian Observatory for Human Rights"]
    assert line["docs"] == 2
    (body,) = line["source_bodies"]
    assert list(body) == ["id", "name", "type", "party", "of", "wordings"]
    assert (body["type"], body["party"]) == ("monitor or NGO", False)
    assert body["wordings"] == ["the Syrian Observatory for Human Rights", "SOHR"]
    assert lines["RU/defence-ministry"]["source_bodies"][0]["party"] is True
    assert lines[None]["source_bodies"][0]["type"] == "witness or resident"


def test_the_table_shows_type_party_and_other_wordings(told: Sayso) -> None:
    run = told("sources", "--format", "table")
    for words in ("Type", "Party", "Called", "monitor or NGO", "state military", "SOHR", "yes", "no"):
        assert words in run.out


@pytest.mark.parametrize("name", ["SOHR", "sohr", "Syrian Observatory", "observatory for human"])
def test_the_filter_finds_every_wording_of_a_source(told: Sayso, name: str) -> None:
    assert {line["doc"] for line in told("claims", "--source", name).lines} == {"one", "two"}


def test_a_claim_in_full_says_who_its_source_is(told: Sayso) -> None:
    (claim,) = {line["id"] for line in told("claims", "--source", "Russian Ministry of Defense").lines}
    assert "Russian Defence Ministry: state military; party to the conflict: yes" in told("show", claim).out
