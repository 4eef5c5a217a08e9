"""Chains and stances: through whom the words of an event come, and what the last of them does with it."""

from __future__ import annotations

import pytest
from spacy.language import Language

from sayso.extract.attribution import covering, find_attributions
from sayso.model import Span

CHAINS = [
    pytest.param(
        "The Times of Arda reported, citing intelligence officials, that mercenaries killed forty villagers.",
        "killed",
        ["The Times of Arda", "intelligence officials"],
        "asserts",
        id="citing, set off in the middle",
    ),
    pytest.param(
        "Vesti, citing dock workers and officials, reported on Monday that gunmen attacked a barge.",
        "attacked",
        ["Vesti"],
        "asserts",
        id="the name before a participle is the subject",
    ),
    pytest.param(
        "The newspaper Al-Noor said that rebels burned the mill.",
        "burned",
        ["The newspaper Al-Noor"],
        "asserts",
        id="a role before the name",
    ),
    pytest.param(
        "State radio quoted the council as accusing soldiers of burning the mill.",
        "burning",
        ["State radio", "the council"],
        "accuses",
        id="quoted as accusing",
    ),
    pytest.param(
        "The mill burned down, and militiamen robbed it, said a guard, who would not be named.",
        "robbed",
        ["a guard"],
        "asserts",
        id="a clause about the source",
    ),
    pytest.param(
        'TASS quotes the ministry: "Our guns destroyed a bridge."',
        "destroyed",
        ["TASS", "the ministry"],
        "asserts",
        id="quotes, with a colon",
    ),
    pytest.param(
        "Senators heard from the defence chief that drones had struck a depot.",
        "struck",
        ["the defence chief"],
        "asserts",
        id="heard from",
    ),
    pytest.param(
        "A rebel leader told visiting traders that his men had seized the port.",
        "seized",
        ["A rebel leader"],
        "asserts",
        id="a hearer read as a verb",
    ),
    pytest.param(
        "Pupils were warned by the village's teacher that gunmen had blocked the road.",
        "blocked",
        ["the village's teacher"],
        "asserts",
        id="warned by, with a clause",
    ),
    pytest.param(
        "Relatives were informed by telephone that soldiers had shot the men.",
        "shot",
        [],
        "asserts",
        id="by telephone is nobody",
    ),
    pytest.param(
        "By the ministry's own account, jets bombed the clinic.",
        "bombed",
        ["the ministry"],
        "asserts",
        id="by its own account",
    ),
    pytest.param("Nine killed in raid: monitor", "killed", ["monitor"], "asserts", id="named behind a colon"),
    pytest.param(
        "Troops entered the city (state television).", "entered", ["state television"], "asserts", id="in brackets"
    ),
    pytest.param("Rebels seize port, residents say; army denies it", "seize", ["residents"], "asserts", id="semicolon"),
    pytest.param(
        "The army said it killed nine fighters, while residents said troops shot farmers.",
        "shot",
        ["residents"],
        "asserts",
        id="while others say",
    ),
    pytest.param(
        "The guard denied that his unit had fled and said it took two trucks.",
        "took",
        ["The guard"],
        "asserts",
        id="denied and said",
    ),
    pytest.param(
        "The army rejected as false a report that its jets had bombed a wedding.",
        "bombed",
        ["The army"],
        "denies",
        id="rejected as false",
    ),
    pytest.param(
        "The army has not confirmed the raid on the mill.",
        "raid",
        ["The army"],
        "cannot_confirm",
        id="has not confirmed",
    ),
    pytest.param(
        "He put the number of depots destroyed at 14.", "destroyed", ["He"], "asserts", id="put the number of ... at"
    ),
    pytest.param(
        "The guard said that shells had hit the mill, denying that rebels burned it.",
        "burned",
        ["The guard"],
        "denies",
        id="a participle that goes on with what is said",
    ),
    pytest.param(
        "The wire reported that the guard denied the raid, saying that rebels had burned the mill.",
        "burned",
        ["The wire", "the guard"],
        "asserts",
        id="a participle that goes on with what is denied",
    ),
    pytest.param(
        "The agency was not able to verify that troops had burned the mill.",
        "burned",
        ["The agency"],
        "cannot_confirm",
        id="was not able to verify",
    ),
    pytest.param(
        "The coalition could neither confirm nor deny that its jets had struck the school.",
        "struck",
        ["The coalition"],
        "cannot_confirm",
        id="neither confirm nor deny",
    ),
    pytest.param(
        "Ruritania, accused by its neighbour of bombing a village, said it had struck militants.",
        "bombing",
        ["its neighbour"],
        "accuses",
        id="accused by",
    ),
]


@pytest.mark.parametrize(("text", "word", "chain", "stance"), CHAINS)
def test_chain(nlp: Language, text: str, word: str, chain: list[str], stance: str) -> None:
    at = Span(text.index(word), text.index(word) + len(word))
    found = covering(list(find_attributions(nlp(text))), at)
    assert found is not None
    assert [link.quote(text) for link in found.source[: len(chain) or None]] == chain
    assert found.stance == stance


OWN_VOICE = [
    pytest.param("The ministry declined to comment on the raid, which killed four people.", "killed", id="declined"),
    pytest.param("Neither the mayor nor the army has said who shelled the mill.", "shelled", id="has not said who"),
    pytest.param("Neither Ruritania nor Borduria has admitted shelling the mill.", "shelling", id="not admitted"),
    pytest.param("No group claimed the bombing of the mosque.", "bombing", id="nobody claimed it"),
    pytest.param("He called the strike on the market a crime.", "strike", id="called it"),
]


@pytest.mark.parametrize(("text", "word"), OWN_VOICE)
def test_the_report_vouches(nlp: Language, text: str, word: str) -> None:
    at = Span(text.index(word), text.index(word) + len(word))
    assert covering(list(find_attributions(nlp(text))), at) is None


NO_CUE = [
    pytest.param("Rebels attacked the town.", id="attacked a place"),
    pytest.param("The shelling claimed the lives of nine people.", id="claimed lives"),
    pytest.param("Both states claim the island.", id="claims land"),
]


@pytest.mark.parametrize("text", NO_CUE)
def test_deeds_are_no_words(nlp: Language, text: str) -> None:
    assert not list(find_attributions(nlp(text)))


def test_who_attacks_somebody_in_words_says_it(nlp: Language) -> None:
    assert [found.stance for found in find_attributions(nlp("The senator attacked the plan as unfair."))] == [
        "criticises"
    ]
