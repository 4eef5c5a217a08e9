"""Whose names are masked: what looks like a name and is not known to be public, in every format and every cell."""

from __future__ import annotations

import io

import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from sayso.export import names
from sayso.export.exporter import Options
from sayso.export.formats import FORMATS
from sayso.export.names import MASK, Names, is_public, suspects
from sayso.model import SourceBody, SourceLink
from sayso.store.ledger import Ledger
from tests.export.golden import exported, unpacked
from tests.export.ledgers import PRIVATE

DEVELOPED = [
    pytest.param("Umm Khaled Darwish, a baker, wept.", "[name], a baker, wept.", id="name by kin"),
    pytest.param("Mahmoud was killed.", "[name] was killed.", id="at the head of a sentence"),
    pytest.param("Warplanes struck at noon.", "Warplanes struck at noon.", id="a common word at the head"),
    pytest.param("Air Strike Kills Hani Saleh in Homs", "Air Strike Kills [name] in Homs", id="a headline"),
    pytest.param("AIR STRIKE KILLS HANI SALEH", "AIR STRIKE KILLS [name]", id="a headline that shouts"),
    pytest.param("Linda Baker's son", "[name]'s son", id="a surname that is a word, after a given name"),
    pytest.param("J. R. Smith fled.", "[name] fled.", id="initials"),
    pytest.param("President Bashar al-Assad spoke.", "President Bashar al-Assad spoke.", id="a public person"),
    pytest.param("Omar Hospital was hit.", "Omar Hospital was hit.", id="a hospital named after a person"),
    pytest.param("The IDF and UNHCR said so.", "The IDF and UNHCR said so.", id="acronyms"),
    pytest.param("قتل أحمد هناك", "[name]", id="letters without capitals"),
    pytest.param("On Tuesday Russian jets came.", "On Tuesday Russian jets came.", id="days and demonyms"),
    pytest.param("“Hassan,” she said, “ran.”", "“[name],” she said, “ran.”", id="in quotation marks"),
]
HELD_OUT = [
    pytest.param("Old Yousef Karam buried Rana.", "Old [name] buried [name].", id="two names"),
    pytest.param("Olena's neighbour, Taras Bondar, saw it.", "[name]'s neighbour, [name], saw it.", id="another land"),
    pytest.param("Islamic State shot Dr. Nizar Haddad.", "Islamic State shot Dr. [name].", id="a title stays"),
    pytest.param("Syria's army denied it.", "Syria's army denied it.", id="a land's own"),
]


@pytest.mark.parametrize(("text", "masked"), DEVELOPED + HELD_OUT)
def test_words(text: str, masked: str) -> None:
    assert Names([]).words(text) == masked


def test_places_and_public_sources_of_the_claim_may_stand() -> None:
    names = Names(["Kafr Zeidan", "Col. Samir Daoud"])
    assert names.words("In Kafr Zeidan Samir Daoud said so.") == "In Kafr Zeidan Samir Daoud said so."
    assert Names([]).words("Near Zeidan Samir Daoud said so.") == "Near [name] said so."


@pytest.mark.parametrize(
    ("body", "public"),
    [
        (None, False),
        (SourceBody(id="person/a-b", name="A B", type="witness or resident"), False),
        (SourceBody(id="person/a-b", name="A B", type="monitor or NGO"), False),
        (SourceBody(id="person/a-b", name="A B", type="monitor or NGO", of="some-monitor"), True),
        (SourceBody(id="person/a-b", name="A B", type="government"), True),
        (SourceBody(id="named/green-hospital", name="Green Hospital", type="medical or rescue"), True),
    ],
)
def test_who_is_public(body: SourceBody | None, public: bool) -> None:
    assert is_public(SourceLink(text="A B", body=body)) is public


def words_of(name: str, content: bytes) -> str:
    """All that can be read in a file."""
    if name == "parquet":
        return str(pq.read_table(io.BytesIO(content)).to_pylist())
    if name == "xlsx":
        book = load_workbook(io.BytesIO(content), read_only=True)
        return str([row for sheet in book for row in sheet.iter_rows(values_only=True)])
    if FORMATS[name].tree:
        return "".join(one.decode() for one in unpacked(content).values())
    return content.decode()


@pytest.mark.parametrize("of", ["incidents", "claims"])
@pytest.mark.parametrize("name", [name for name in FORMATS if name != "records"])
def test_no_format_names_a_private_person(ledger: Ledger, name: str, of: str) -> None:
    words = words_of(name, exported(ledger, name, Options(of=of)))  # type: ignore[arg-type]
    assert not [one for one in PRIVATE if one in words]
    assert MASK in words or name in ("ged", "polecat")  # which have no words for it


@pytest.mark.parametrize("name", ["csv", "parquet", "annotations", "site", "package", "prov"])
def test_names_stand_where_they_are_asked_for(ledger: Ledger, name: str) -> None:
    words = words_of(name, exported(ledger, name, Options(with_names=True, of="claims")))
    assert "Umm Khaled Darwish" in words
    assert MASK not in words


@given(st.text(alphabet="aAbBzZ éÉ.'’-سX1“", max_size=40))
def test_nothing_is_masked_that_was_not_suspected(text: str) -> None:
    names = Names([])
    assert names.words(text) == text or suspects(text)


def test_a_clean_claim_is_left_as_it_is(ledger: Ledger) -> None:
    for claim in ledger.claims():
        masked = Names.of([claim]).claim(claim)
        assert (masked == claim) is not any(word in str(claim) for word in PRIVATE)


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=60))
def test_plain_letters_are_searched_like_all_others(text: str) -> None:
    assert names._plain_runs().findall(text) == names._patterns()[0].findall(text)
