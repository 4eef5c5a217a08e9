"""Events: kinds by their words, their weapons and what went before; who did what to whom."""

from __future__ import annotations

import pytest
from spacy.language import Language

from sayso.extract.events import find_events
from sayso.lexicon import load

DEVELOPED = [
    pytest.param("Jets carried out an air raid on the depot.", {"air_strike"}, id="light verb and noun"),
    pytest.param(
        "Warplanes hit a market, killing 12 people.", {"air_strike"}, id="generic verb takes its kind from the weapon"
    ),
    pytest.param("A drone strike killed the commander.", {"drone_strike"}, id="drone"),
    pytest.param(
        "Three cruise missiles were fired at the port.", {"missile_strike"}, id="weapon with a light verb, passive"
    ),
    pytest.param("The army shelled the suburb overnight.", {"shelling"}, id="verb of one kind"),
    pytest.param("A car bomb went off outside the court.", {"bombing"}, id="device and particle verb"),
    pytest.param("A suicide bomber killed nine worshippers.", {"suicide_bombing"}, id="bomber is no aircraft"),
    pytest.param("A chlorine gas attack left dozens choking.", {"chemical_attack"}, id="agent named"),
    pytest.param("Rebels clashed with soldiers near the bridge.", {"clash"}, id="two armed sides"),
    pytest.param("Gunmen shot dead a teacher.", {"shooting"}, id="particle after the verb"),
    pytest.param("The group beheaded two captives.", {"execution"}, id="execution"),
    pytest.param("Militants abducted a nurse.", {"abduction"}, id="abduction"),
    pytest.param("Troops raped women in the village.", {"sexual_violence"}, id="sexual violence"),
    pytest.param("Soldiers looted the museum.", {"destruction"}, id="no strike"),
    pytest.param("Government forces besieged the town.", {"siege"}, id="siege"),
    pytest.param("Rebels shot down a helicopter.", {"downing"}, id="downing"),
    pytest.param("The army recaptured the airport.", {"advance"}, id="territory"),
    pytest.param("The fighters withdrew from the valley.", {"withdrawal"}, id="withdrawal"),
    pytest.param("Moscow deployed marines to the coast.", {"deployment"}, id="deployment"),
    pytest.param("Thousands of families fled the province.", {"displacement"}, id="displacement"),
    pytest.param("Police arrested four suspects.", {"arrest"}, id="arrest"),
    pytest.param("The militia captured two soldiers.", {"arrest"}, id="men are not captured as towns are"),
    pytest.param("At least 40 people were killed on Friday.", {"casualties"}, id="no mechanism told"),
    pytest.param("Both sides agreed on a ceasefire.", {"agreement"}, id="agreement"),
    pytest.param("The foreign ministers met in Vienna.", {"talks"}, id="talks"),
    pytest.param("The envoy urged both sides to stop.", {"demand"}, id="demand"),
    pytest.param("Ankara accused the militia of lying.", {"accusation"}, id="accusation"),
    pytest.param("The ministry denied the report.", {"rejection"}, id="rejection"),
    pytest.param("The general threatened to retaliate.", {"threat"}, id="threat"),
    pytest.param("London welcomed the announcement.", {"support"}, id="support"),
    pytest.param("The two armies cooperated closely.", {"cooperation"}, id="cooperation"),
    pytest.param("Lorries delivered humanitarian aid to the camp.", {"aid"}, id="aid"),
    pytest.param("Brussels imposed sanctions on the bank.", {"sanction"}, id="sanction"),
    pytest.param("The gunmen surrendered at dawn.", {"concession"}, id="concession"),
    pytest.param("Students protested in the capital.", {"protest"}, id="protest"),
    pytest.param("Prosecutors are investigating the killings.", {"investigation", "attack"}, id="investigation"),
]

HELD_OUT = [
    pytest.param("Militants fired eight rocket shells at the suburb.", {"missile_strike"}, id="a weapon within a verb"),
    pytest.param("Militants fired at the suburb.", {"shooting"}, id="the same verb without a weapon"),
    pytest.param("The brigade cut the coastal road.", {"siege"}, id="a road that is cut"),
    pytest.param("Police cracked down on the crowd.", {"attack"}, id="a crackdown told by a verb"),
    pytest.param("Long-range bombers struck the depot.", {"air_strike"}, id="bombers that fly"),
    pytest.param("Long-range missiles hit the depot.", {"missile_strike"}, id="a hyphen does not end an entry"),
    pytest.param(
        "Jets bombed a depot in answer to the attack that killed nine.",
        {"air_strike", "attack"},
        id="what is answered is another event",
    ),
    pytest.param(
        "US-backed fighters rested in the rebel-held town.", set(), id="participles inside compounds tell nothing"
    ),
    pytest.param(
        "Talks according to the agenda began on March 3.", {"talks"}, id="'according' and 'March' are no events"
    ),
    pytest.param(
        "The strike destroyed two mortars and a car bomb.", {"air_strike"}, id="weapons that were hit did not hit"
    ),
    pytest.param("The men took up fighting positions.", set(), id="'fighting position' is no fight"),
    pytest.param(
        "Paris struck the city after attacks that killed 130 people.", {"attack"}, id="an earlier attack set apart"
    ),
]


@pytest.mark.parametrize(("text", "kinds"), [*DEVELOPED, *HELD_OUT])
def test_kinds(nlp: Language, text: str, kinds: set[str]) -> None:
    assert {event.kind for event in find_events(nlp(text))} == kinds


def test_every_kind_has_words() -> None:
    lexicon = load("events")
    families = {kind for kinds in lexicon["families"].values() for kind in kinds}
    assert families - {"attack", "casualties"} == set(lexicon["kinds"])


def test_the_attack_takes_the_kind_told_before(nlp: Language) -> None:
    events = find_events(nlp("A car bomb exploded in the market. Six people were wounded in the attack."))
    assert [event.kind for event in events] == ["bombing", "bombing"]
    assert [event.anaphoric for event in events] == [False, True]


@pytest.mark.parametrize(
    ("text", "actor", "target"),
    [
        pytest.param("Russian jets bombed a hospital.", "Russian jets", "a hospital", id="active"),
        pytest.param("The convoy was ambushed by gunmen.", "gunmen", "The convoy", id="passive with agent"),
        pytest.param("The army carried out an air strike on the camp.", "The army", "the camp", id="light verb"),
        pytest.param(
            "An attack on a school by rebels was condemned.", "rebels", "a school", id="noun with 'on' and 'by'"
        ),
        pytest.param("Shelling killed two nurses.", None, "two nurses", id="the event is no doer"),
        pytest.param("Moscow flew 90 sorties on Thursday.", "Moscow", None, id="a day is no target"),
        pytest.param(
            "Strikes killed ten soldiers between Sunday and Tuesday.", None, "ten soldiers", id="days are no sides"
        ),
        pytest.param("EL FASHER, Sudan - Shells struck a market.", None, "a market", id="a dateline does nothing"),
        pytest.param("Ten soldiers died in the shelling.", None, "Ten soldiers", id="those who die"),
    ],
)
def test_roles(nlp: Language, text: str, actor: str | None, target: str | None) -> None:
    doc = nlp(text)
    event = next(e for e in find_events(doc) if not e.speech)
    told = [None if tokens is None else doc[tokens[0] : tokens[1] + 1].text for tokens in (event.actor, event.target)]
    assert told == [actor, target]
