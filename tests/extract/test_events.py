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
    pytest.param("A mine killed three farmers.", {"bombing"}, id="a word that is often no noun"),
    pytest.param("Mine clearance went on in the hills.", set(), id="mines that kill nobody"),
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

WIDER = [
    pytest.param("The army retook the airport.", {"advance"}, id="a past form that is no lemma"),
    pytest.param("A blast killed six worshippers.", {"bombing"}, id="a blast is taken for a bomb"),
    pytest.param("The army carried out strikes against the camp.", {"air_strike"}, id="the object says what was done"),
    pytest.param("Rebels began an assault on Palmyra.", {"advance"}, id="an assault on a place is made to take it"),
    pytest.param("Rebels fled the district.", {"withdrawal"}, id="fighters who flee withdraw"),
    pytest.param("Rebels evacuated the residents.", {"displacement"}, id="fighters who make others leave"),
    pytest.param(
        "The regime fired rockets and shells at the suburb.", {"missile_strike", "shelling"}, id="two weapons"
    ),
    pytest.param("The ministry did not accept the offer.", {"rejection"}, id="what is not accepted is rejected"),
    pytest.param("The ministry accepted the offer.", set(), id="what is accepted is not"),
    pytest.param("Her aunt called it unacceptable.", {"accusation"}, id="a judgement as a predicate"),
    pytest.param("The unacceptable delay went on.", set(), id="the same before a noun"),
    pytest.param("He spoke at a press conference.", set(), id="a press conference is no talks"),
    pytest.param("Government forces surrounded the town.", {"siege"}, id="surrounded by forces"),
    pytest.param("The fields surrounding the town were green.", set(), id="fields besiege nothing"),
    pytest.param("Ankara has 500 troops in the province.", {"deployment"}, id="troops that somebody has there"),
    pytest.param("Police interrogated two men.", {"investigation"}, id="questions asked by police"),
    pytest.param("The minister expressed concern.", {"accusation"}, id="concern that is expressed"),
    pytest.param("The envoy pledged allegiance to the group.", {"support"}, id="allegiance"),
]


MEANS = [
    pytest.param(
        "Helicopters dropped barrel bombs containing chlorine on the village.", {"chemical_attack"}, id="held"
    ),
    pytest.param("Gunners shelled the suburb with rounds filled with mustard gas.", {"chemical_attack"}, id="filled"),
    pytest.param("The air force bombed the valley with chlorine-filled barrels.", {"chemical_attack"}, id="compound"),
    pytest.param("Warplanes releasing toxic gas targeted the town.", {"chemical_attack"}, id="let go"),
    pytest.param("Jets attacked the hamlet with chemical weapons.", {"chemical_attack"}, id="what it was done with"),
    pytest.param("The strikes hit a depot that held chemical weapons.", {"air_strike"}, id="gas that lay there"),
    pytest.param("Planes bombed a factory producing chlorine.", {"air_strike"}, id="gas that is made there"),
    pytest.param(
        "Rebels fired mortars at soldiers guarding chemical weapons.", {"shelling"}, id="gas that others have"
    ),
    pytest.param("A suicide attacker detonated a car bomb near the convoy.", {"suicide_bombing"}, id="who sets it off"),
    pytest.param("The bomber set off two bombs at the station.", {"bombing"}, id="a bomber who goes away"),
    pytest.param("The air force shelled positions near the river.", {"air_strike"}, id="who shells from the air"),
    pytest.param("Fighter jets bombarded the barracks from the air.", {"air_strike"}, id="bombarded from the air"),
    pytest.param("The coalition answered with artillery fire.", {"shelling"}, id="artillery does not fly"),
    pytest.param("The mayor survived an assassination attempt.", {"attack"}, id="he was in nobody's hands"),
    pytest.param("The judge was assassinated in a car bombing.", {"bombing"}, id="how he was assassinated"),
]


@pytest.mark.parametrize(("text", "kinds"), [*DEVELOPED, *HELD_OUT, *WIDER, *MEANS])
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


CALM = "Guests had come from the north. The groom was a teacher. His father wept. It was raining."
FOLLOWING = [
    pytest.param(
        "A car bomb went off in the square. Thirteen people were killed.", "bombing", id="the toll comes next"
    ),
    pytest.param("Jets bombed the town. The market was destroyed.", "air_strike", id="and what was destroyed"),
    pytest.param(
        "Jets bombed the town. More than 900 people have been killed since March.",
        "casualties",
        id="over a longer time",
    ),
    pytest.param("Rebels clashed with soldiers. Six people were killed.", "casualties", id="fighting is no moment"),
    pytest.param("Rocket shells struck the suburb. A shell hit a school.", "missile_strike", id="shells of rockets"),
    pytest.param("Mortars struck the suburb. A shell hit a school.", "shelling", id="shells of mortars"),
    pytest.param("Jets hit the town. Bombardment of the hills went on.", "air_strike", id="bombardment from the air"),
    pytest.param("The coalition struck a bridge.", "air_strike", id="who flies"),
    pytest.param(
        "A suicide bomber struck a wedding. The blast killed nine guests.",
        "suicide_bombing",
        id="the blast of a bomber",
    ),
    pytest.param(f"A car bomb went off. {CALM} The attack killed nine.", "bombing", id="the only kind that was told"),
    pytest.param(
        f"A car bomb went off. Jets bombed a camp. {CALM} The attack killed nine.", "attack", id="one of two, long ago"
    ),
    pytest.param(f"Jets bombed a camp. {CALM} The assault on Hama failed.", "advance", id="one on a town, long after"),
    pytest.param("Five people were killed by regime bombs.", "air_strike", id="whose bombs fall from the air"),
]


@pytest.mark.parametrize(("text", "kind"), FOLLOWING)
def test_a_sentence_goes_on_with_the_kind_told_before(nlp: Language, text: str, kind: str) -> None:
    assert find_events(nlp(text))[-1].kind == kind


def test_what_is_long_ago_gives_its_kind_and_no_more(nlp: Language) -> None:
    event = find_events(nlp(f"A car bomb went off. {CALM} The attack killed nine."))[-1]
    assert (event.kind, event.anaphoric) == ("bombing", False)


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


def test_a_relative_clause_with_a_doer_of_its_own_tells_of_another_advance(nlp: Language) -> None:
    events = find_events(nlp("The army retook the town, which rebels had seized in 2014."))
    assert [event.kind for event in events] == ["advance", "advance"]


def test_what_is_not_accepted_is_a_rejection_that_is_asserted(nlp: Language) -> None:
    assert [event.status for event in find_events(nlp("The ministry did not accept the offer."))] == ["asserted"]
