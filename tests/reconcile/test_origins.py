"""On whose word a claim stands."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sayso.model import Claim, Document
from sayso.reconcile.origins import body_known, described, fullest, same_origin, tidy
from sayso.reconcile.tellings import tellings

SAME = [
    pytest.param("the Northern Observatory", "Northern Observatory for Human Rights", True, id="short form"),
    pytest.param("UN", "United Nations", True, id="acronym"),
    pytest.param(
        "Observatory head Sami Haddad", "the Northern Observatory for Human Rights", True, id="its head speaks"
    ),
    pytest.param("The London-based Northern Observatory", "the Northern Observatory", True, id="where it sits"),
    pytest.param("Activists", "the activists", True, id="article"),
    pytest.param("a medical source", "a military source", False, id="two unnamed sources"),
    pytest.param("the Pentagon", "the US Department of Defense", True, id="two names of one body"),
    pytest.param("SANA", "the Syrian Arab News Agency", True, id="an acronym that is no row of initials"),
    pytest.param("the Peruvian army", "Peru's military", True, id="a country's organ"),
    pytest.param("the Peruvian army", "the Peruvian navy", False, id="two organs"),
    pytest.param("local residents", "Residents in the area", True, id="one kind of unnamed source"),
    pytest.param("a medical source in Rastan", "a medical source", True, id="wherever it is"),
    pytest.param("a doctor in Rastan", "a medical source", True, id="doctors and medical sources are of one kind"),
    pytest.param("hospital officials", "medics", True, id="as are those of a hospital"),
    pytest.param("a doctor in Rastan", "a police source", False, id="two kinds of unnamed sources"),
    pytest.param("the state-run SANA news agency", "SANA", True, id="what stands around the name of a body"),
    pytest.param("Syrian opposition activists", "the Syrian opposition", False, id="activists are not the body"),
    pytest.param("a source", "a source at Rastan Police Command", False, id="a bare source is nobody"),
    pytest.param("the Northern Army", "the Northern Observatory", False, id="a shared adjective"),
    pytest.param("the government", "the government of Freedonia", False, id="a general word"),
]
TIDIED = [
    pytest.param("The so-called Northern Observatory", "Northern Observatory", id="a slight"),
    pytest.param("the Red Cell, a group that films strikes", "Red Cell", id="apposition"),
    pytest.param("the Fund for Children (UNFC)", "Fund for Children (UNFC)", id="acronyms stay"),
    pytest.param("a NORA reporter in Rastan", "NORA", id="a reporter has the agency's word"),
    pytest.param("A police source", "police source", id="article"),
    pytest.param("seven Rastan Governor Sami Haddad", "Rastan Governor Sami Haddad", id="a number that ran into it"),
    pytest.param("25 others Sami Haddad", "Sami Haddad", id="and those whom it counts"),
    pytest.param("Tags Rastan Peru Strikes Local activists", "Local activists", id="words that ran into it"),
    pytest.param("Seven Hills Trust", "Seven Hills Trust", id="a number in a name"),
    pytest.param("activist group the Northern Observatory", "Northern Observatory", id="described before its name"),
    pytest.param("the mayor and the Northern Front", "mayor and the Northern Front", id="two"),
    pytest.param("the head of the Northern Observatory", "head of the Northern Observatory", id="one who heads it"),
    pytest.param("the state-run NORA news agency", "NORA news agency", id="who runs it"),
    pytest.param("Monday Northern Observatory", "Northern Observatory", id="a day before the name, comma lost"),
    pytest.param("NORAs statement", "NORA", id="its statement, apostrophe lost"),
]


@pytest.mark.parametrize(("one", "other", "same"), SAME)
def test_same_origin(one: str, other: str, same: bool) -> None:
    assert same_origin(one, other) is same
    assert same_origin(other, one) is same


@pytest.mark.parametrize(("name", "tidied"), TIDIED)
def test_tidy(name: str, tidied: str) -> None:
    assert tidy(name) == tidied


CHAINS = [
    pytest.param((), "Outlet 1", id="the report's own voice"),
    pytest.param(("NORA", "the mayor"), "mayor", id="whom the agency quotes"),
    pytest.param(("the mayor", "several reports"), "mayor", id="an echo is no origin"),
    pytest.param(("unconfirmed reports",), "Outlet 1", id="nothing but echoes"),
    pytest.param(("the mayor", "a toll of the raid"), "mayor", id="a toll says nothing"),
    pytest.param(("An earlier version of this article",), "Outlet 1", id="a version of the article is the outlet"),
    pytest.param(("lies",), "Outlet 1", id="a thing that no one is"),
]


@pytest.mark.parametrize(("chain", "expected"), CHAINS)
def test_origin(
    make_claim: Callable[..., Claim], documents: dict[str, Document], chain: tuple[str, ...], expected: str
) -> None:
    assert [item.name for item in tellings([make_claim("d1", source=chain)], documents=documents)] == [expected]


def test_no_outlet_is_the_report(make_claim: Callable[..., Claim]) -> None:
    assert [item.name for item in tellings([make_claim("d1")], documents={})] == ["the report"]


def test_fullest_prefers_the_body() -> None:
    names = ["Observatory head Sami Haddad", "Northern Observatory", "Northern Observatory for Human Rights"]
    assert fullest(names) == "Northern Observatory for Human Rights"


PARTIES = [
    pytest.param("ISIS", "the Islamic State group", True, id="two names of one party"),
    pytest.param("a statement of the Islamic State", "Daesh", True, id="its statement"),
    pytest.param("the Hamas-run ministry of health", "Hamas", False, id="a body that a party runs"),
    pytest.param("Northern state TV", "Northern state television", True, id="short form of a word"),
]


@pytest.mark.parametrize(("one", "other", "same"), PARTIES)
def test_parties_and_spellings(one: str, other: str, same: bool) -> None:
    assert same_origin(one, other) is same


def test_a_description_stands_for_the_only_such_source() -> None:
    assert (
        described("monitor", ["Northern Observatory for Human Rights", "army"])
        == "Northern Observatory for Human Rights"
    )
    assert described("monitor", ["Northern Observatory", "Southern Network for Human Rights"]) == "monitor"
    assert described("mayor", ["Northern Observatory"]) == "mayor"
    assert described("hard-line militant group", ["Islamic State", "Northern Observatory"]) == "Islamic State"
    assert described("rebel group", ["Northern Observatory"]) == "rebel group"


SHOWN = [
    pytest.param(["the official SANA news agency", "Syria's state-run news agency"], "SANA", id="by its name"),
    pytest.param(["Syrian state media", "SANA"], "SANA", id="all outlets of a state are less than one"),
    pytest.param(["Daesh", "the IS group"], "Islamic State", id="an armed group by one name"),
    pytest.param(["medics", "a hospital source in Rastan", "medics"], "medics", id="unnamed: as mostly called"),
    pytest.param(["the UN agency UNICEF"], "UNICEF", id="the last name says which"),
]


@pytest.mark.parametrize(("names", "expected"), SHOWN)
def test_the_name_shown(names: list[str], expected: str) -> None:
    assert fullest(map(tidy, names)) == expected


BODIES = [
    pytest.param("the official SANA news agency", "SY/state-news-agency", id="described"),
    pytest.param("a source in the Syrian army", None, id="somebody within it"),
    pytest.param("the Syrian army and residents", None, id="two"),
    pytest.param("local activists", None, id="without a name"),
]


@pytest.mark.parametrize(("name", "expected"), BODIES)
def test_a_body_known_by_the_words(name: str, expected: str | None) -> None:
    assert body_known(name) == expected
