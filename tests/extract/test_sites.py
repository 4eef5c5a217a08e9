"""Names that stand where places stand: found where no gazetteer knows them, and not where bodies and persons stand."""

from __future__ import annotations

import pytest
from spacy.language import Language

from sayso.extract.sites import find_sites
from sayso.model import PlaceMention, Span


def known(text: str, *names: str, form: str = "name") -> list[PlaceMention]:
    return [
        PlaceMention(span=Span(text.index(name), text.index(name) + len(name)), text=name, form=form)  # type: ignore[arg-type]
        for name in names
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Shells fell on the village of Tell Amrun.", ["Tell Amrun"], id="kind before"),
        pytest.param("A bomb went off in Karam Nour square at noon.", ["Karam Nour"], id="kind after"),
        pytest.param(
            "Mortars hit the towns of Qasrayn, Tell Amrun and Dibsa.", ["Qasrayn", "Tell Amrun", "Dibsa"], id="list"
        ),
        pytest.param("Rockets hit the Dibsa and Qasrayn districts.", ["Dibsa", "Qasrayn"], id="list before its kind"),
        pytest.param(
            "Shells hit the towns of al-Dibsa al-Qasrayn and Jalul on Monday.",
            ["al-Dibsa", "al-Qasrayn", "Jalul"],
            id="commas lost",
        ),
        pytest.param(
            "Shells hit the towns of Dibsa Qasrayn Tell Amrun and Jalul on Monday.",
            ["Dibsa", "Qasrayn", "Tell Amrun", "Jalul"],
            id="commas lost, with no article",
        ),
        pytest.param(
            "Shells fell on the neighborhoods of al-Dibsa Orchard Street Qasr al-Nour and Jalul.",
            ["al-Dibsa", "Orchard Street", "Qasr al-Nour", "Jalul"],
            id="commas lost, with a street",
        ),
        pytest.param(
            "Shells hit the towns of Karam Nour Dibsa, Jalul and Qasrayn.",
            ["Karam Nour Dibsa", "Jalul", "Qasrayn"],
            id="a long name where commas stand",
        ),
        pytest.param("Shells fell on Tall Al Dibsa Al Qasrayn district.", ["Al Qasrayn"], id="great articles"),
        pytest.param("They fled a mainly Kurdish town.", [], id="a people's town"),
        pytest.param("Near Washqa, two strikes destroyed a bridge.", ["Washqa"], id="preposition"),
        pytest.param("Two strikes struck an ISIL headquarters there.", [], id="a body's building"),
        pytest.param("He told a reporter of the Islamic State group so.", [], id="a state of that name"),
        pytest.param("Bombs Hit Market Near School Town", [], id="a headline's capitals say nothing"),
    ],
)
def test_unknown_names_are_found_where_places_stand(nlp: Language, text: str, expected: list[str]) -> None:
    assert [mention.text for mention in find_sites(nlp(text), known=())] == expected


def test_known_names_are_left_to_those_who_know_them(nlp: Language) -> None:
    text = "Shells fell on the towns of Hama and Dibsa."
    assert [mention.text for mention in find_sites(nlp(text), known=known(text, "Hama"))] == ["Dibsa"]


def test_a_nationality_makes_a_border(nlp: Language) -> None:
    text = "Jets flew along the Turkish border before Syrian border guards fired."
    found = find_sites(nlp(text), known=known(text, "Turkish", "Syrian", form="demonym"))
    assert [mention.text for mention in found] == ["Turkish border"]


def test_a_lost_apostrophe_hides_no_name(nlp: Language) -> None:
    text = "Shells fell on Hamas outskirts. Two people died in Hama."
    start = text.rindex("Hama")
    found = find_sites(nlp(text), known=[PlaceMention(span=Span(start, start + 4), text="Hama")])
    assert [(mention.text, mention.span.quote(text)) for mention in found] == [("Hama", "Hama")]


def test_a_country_is_known_by_its_lost_apostrophe(nlp: Language) -> None:
    text = "A bomb killed two people in Syrias Dibsa district. Shells hit Dibsa Syrias largest market."
    found = find_sites(nlp(text), known=())
    assert [mention.text for mention in found] == ["Dibsa", "Syria", "Syria"]


def test_where_apostrophes_stand_none_is_lost(nlp: Language) -> None:
    text = "Two people died in Syria's north. The Jordans live in Dibsa district."
    assert [mention.text for mention in find_sites(nlp(text), known=())] == ["Syria", "Dibsa"]
