"""Status by scope: what negation, modals, adverbs and governing verbs make of an event."""

from __future__ import annotations

import pytest
from spacy.language import Language

from sayso.extract.status import find_status

SENTENCES = [
    pytest.param("The army shelled the town.", "shelled", "asserted", id="plain"),
    pytest.param("The army did not shell the town.", "shell", "denied", id="negated"),
    pytest.param("It is not true that the army shelled the town.", "shelled", "denied", id="not true that"),
    pytest.param("There is no truth in reports that rebels seized the port.", "seized", "denied", id="no truth in"),
    pytest.param("The mayor laughed off the notion that rebels seized the port.", "seized", "denied", id="laughed off"),
    pytest.param("The premier ruled out sending troops.", "sending", "denied", id="ruled out doing"),
    pytest.param(
        "The claim that rebels seized the port has not been verified.", "seized", "possible", id="not verified"
    ),
    pytest.param("Unconfirmed reports say rebels seized the port.", "seized", "possible", id="unconfirmed reports say"),
    pytest.param("The elders want the soldiers to leave the village.", "leave", "demanded", id="want them to"),
    pytest.param("The police suspect the gang of kidnapping the clerk.", "kidnapping", "possible", id="suspect of"),
    pytest.param("The army may have shelled the town.", "shelled", "possible", id="modal"),
    pytest.param("Hundreds could be killed in the town.", "killed", "conditional", id="what may come"),
    pytest.param("Hundreds may die in the town.", "die", "conditional", id="what may come, may"),
    pytest.param("Hundreds could have been killed in the town.", "killed", "possible", id="what may have been"),
    pytest.param(
        "Hundreds will die if the army bombs Hama, they said.", "bombs", "conditional", id="if, read as a name"
    ),
    pytest.param("The army bombs Hama as if nothing happened.", "bombs", "asserted", id="as if"),
    pytest.param("The army reportedly shelled the town.", "shelled", "possible", id="adverb"),
    pytest.param("The army is believed to have shelled the town.", "shelled", "possible", id="believed to"),
    pytest.param("The alleged attack took place at noon.", "attack", "possible", id="adjective"),
    pytest.param("The army plans to attack the town.", "attack", "planned", id="plans to"),
    pytest.param("The planned offensive worries them.", "offensive", "planned", id="planned, adjective"),
    pytest.param("The army will attack the town.", "attack", "planned", id="future"),
    pytest.param("The envoy called on rebels to withdraw.", "withdraw", "demanded", id="called on to"),
    pytest.param("The general denied bombing the hospital.", "bombing", "denied", id="denied doing"),
    pytest.param("Troops would attack if talks failed.", "attack", "conditional", id="would"),
    pytest.param(
        "The minister told the president that jets destroyed the depot.",
        "destroyed",
        "asserted",
        id="told that is no demand",
    ),
    pytest.param("The minister told the men to destroy the depot.", "destroy", "demanded", id="told to is a demand"),
    pytest.param("The envoy called for an end to the strikes.", "strikes", "asserted", id="what should end goes on"),
    pytest.param("Talks failed to curb the bloodshed.", "bloodshed", "asserted", id="what was not curbed went on"),
    pytest.param("The army plans to launch an offensive.", "offensive", "planned", id="light verb between"),
    pytest.param("The spokesman said that the army shelled the town.", "shelled", "asserted", id="said"),
    pytest.param("Rumours that rebels had seized the port spread.", "seized", "possible", id="rumours"),
    pytest.param("There were unconfirmed reports that rebels seized the port.", "seized", "possible", id="reports"),
    pytest.param(
        "The army denied allegations that its jets bombed a school.", "bombed", "denied", id="denied allegations"
    ),
    pytest.param(
        "The force verified reports that rebels burned the church.", "burned", "asserted", id="verified reports"
    ),
    pytest.param("The ministry did not rule out that jets had hit the bus.", "hit", "possible", id="did not rule out"),
    pytest.param("The guard could not say whether troops had withdrawn.", "withdrawn", "possible", id="whether"),
    pytest.param("It was not clear if troops had withdrawn.", "withdrawn", "possible", id="not clear if"),
    pytest.param("It was not clear who shelled the mill.", "shelled", "asserted", id="not clear who"),
    pytest.param("The agency was unable to verify that troops burned the mill.", "burned", "possible", id="unable"),
    pytest.param("Troops are said to have burned the mill.", "burned", "possible", id="are said to"),
    pytest.param("The mayor said the troops would leave.", "leave", "planned", id="would, told in the past"),
    pytest.param("The mayor said the troops would leave if the talks failed.", "leave", "conditional", id="would, if"),
    pytest.param("The raid, thought to be the work of jets, hit the depot.", "raid", "possible", id="thought to be"),
    pytest.param("Raids believed to have been flown by jets hit it.", "Raids", "possible", id="believed to have been"),
    pytest.param("Some 3,000 people are set for evacuation.", "evacuation", "planned", id="set for"),
    pytest.param("The deal will see 200 rebels leave the district.", "leave", "planned", id="will see them leave"),
    pytest.param("The operation is aimed at capturing the dam.", "capturing", "planned", id="aimed at"),
    pytest.param("The minister is looking to visit Cairo.", "visit", "planned", id="looking to"),
    pytest.param("The hospital has a plan in case of an attack.", "attack", "conditional", id="in case of"),
    pytest.param("The report lists four cases of an attack.", "attack", "asserted", id="cases that were"),
    pytest.param("Any attack on the base will be answered.", "attack", "conditional", id="any that comes"),
    pytest.param("The town has rarely seen any attack since.", "attack", "asserted", id="any that came"),
    pytest.param("Russia proposed that Syria hand over its weapons.", "hand", "demanded", id="proposed that they do"),
    pytest.param("It is time for rebels to withdraw.", "withdraw", "demanded", id="time for them to"),
    pytest.param("The convoy failed to enter owing to shelling by the army.", "shelling", "asserted", id="due to"),
    pytest.param("Had the army attacked, hundreds would have fled.", "attacked", "conditional", id="had, inverted"),
    pytest.param(
        "The chief insisted that his men had captured the mill.", "captured", "asserted", id="insisted it was"
    ),
    pytest.param("No missile hit the town.", "hit", "denied", id="no missile"),
    pytest.param("The coalition said it carried out no strikes on the town.", "carried", "denied", id="none done"),
    pytest.param("The ministry said its jets had flown no sorties.", "flown", "denied", id="none flown"),
    pytest.param("The strikes caused no casualties.", "caused", "asserted", id="caused none"),
    pytest.param("Not a single shell hit the town.", "hit", "denied", id="not a single"),
    pytest.param("The rebels have yet to enter the town.", "enter", "denied", id="have yet to"),
    pytest.param("The mayor said he had no plans to withdraw troops.", "withdraw", "denied", id="no plans to"),
    pytest.param("The army denied planning to attack the town.", "attack", "denied", id="denied planning"),
    pytest.param(
        "The guard denied that it had fled and said it took two trucks.", "took", "asserted", id="denied, said"
    ),
    pytest.param("The troops prepared for an assault on the town.", "assault", "planned", id="prepared for"),
    pytest.param("The council called for a ceasefire in the town.", "ceasefire", "demanded", id="called for"),
    pytest.param("The army shelled the town in order to take the mill.", "shelled", "asserted", id="in order to"),
    pytest.param("The army has not admitted shelling the town.", "shelling", "possible", id="not admitted"),
    pytest.param("The army has yet to concede that it shelled the town.", "shelled", "possible", id="yet to concede"),
    pytest.param("The army admitted shelling the town.", "shelling", "asserted", id="admitted"),
    pytest.param(
        "It has no sign that it hit a mill, denying that shells fell.", "denying", "asserted", id="goes on denying"
    ),
    pytest.param("The strikes may be remembered for years.", "strikes", "asserted", id="a modal on something else"),
]


@pytest.mark.parametrize(("text", "word", "status"), SENTENCES)
def test_status(nlp: Language, text: str, word: str, status: str) -> None:
    doc = nlp(text)
    token = next(token.i for token in doc if token.text == word)
    assert find_status(doc, token) == status
