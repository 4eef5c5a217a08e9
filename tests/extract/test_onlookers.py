"""Onlookers: those who speak of a deed took no part in it, unless the same sentence says that they acted too."""

from __future__ import annotations

import pytest
from spacy.language import Language

from sayso.extract.assemble import assemble
from sayso.extract.attribution import find_attributions
from sayso.extract.casting import cast
from sayso.extract.events import find_events
from sayso.extract.figures import find_figures
from sayso.extract.onlookers import looks_on, speaks_with_others
from sayso.model import Span

ONLOOKERS = [
    pytest.param("Ruritania strongly condemned the attack.", "Ruritania", "attack", id="condemned"),
    pytest.param("The chancellor called the raid on Orlo a success.", "chancellor", "raid", id="called it a success"),
    pytest.param("The bureau and the league opened an inquiry into the attack.", "league", "attack", id="an inquiry"),
    pytest.param("The envoy expressed horror over the shelling.", "envoy", "shelling", id="expressed horror"),
    pytest.param("The shelling was condemned by the league.", "league", "shelling", id="passive"),
    pytest.param("The league's condemnation of the raid came late.", "league", "raid", id="a noun"),
    pytest.param("President Marin, who called the raid an act of war, flew home.", "Marin", "raid", id="by the way"),
    pytest.param("The clinic cannot say which militia shelled it.", "militia", "shelled", id="who is asked for"),
    pytest.param(
        "Neither Ruritania nor Borduria has admitted shelling Orlo.", "Borduria", "shelling", id="not admitted"
    ),
]

DOERS = [
    pytest.param("Rebels condemned the truce and shelled Orlo.", "Rebels", "shelled", id="a second verb"),
    pytest.param("Ruritania reacted to the ambush with strikes on Orlo.", "Ruritania", "strikes", id="by what means"),
    pytest.param("The colonel called in air strikes on the village.", "colonel", "strikes", id="called in"),
    pytest.param("The army admitted shelling the camp.", "army", "shelling", id="admitted"),
    pytest.param("The army launched an attack on Orlo.", "army", "attack", id="a deed with a light verb"),
    pytest.param("Ruritania, which condemned the truce, shelled Orlo.", "Ruritania", "shelled", id="by the way"),
    pytest.param("The army's raid on Orlo failed.", "army", "raid", id="whose raid"),
]


@pytest.mark.parametrize(
    ("text", "who", "deed", "expected"),
    [pytest.param(*row.values, True, id=row.id) for row in ONLOOKERS]
    + [pytest.param(*row.values, False, id=row.id) for row in DOERS],
)
def test_onlookers(nlp: Language, text: str, who: str, deed: str, expected: bool) -> None:
    doc = nlp(text)
    head, word = (next(token for token in doc if token.text == one) for one in (who, deed))
    assert looks_on(head, (word.i,)) is expected


def test_several_speakers_did_not_all_do_it(nlp: Language) -> None:
    text = "The army and the relief agency said shells killed nine people in Orlo."
    doc = nlp(text)
    source = [Span(0, text.index(" said"))]
    assert speaks_with_others(doc[1], source, (8,))
    assert not speaks_with_others(doc[1], [], (8,))
    assert not speaks_with_others(nlp("The army said shells killed nine people.")[1], [Span(0, 8)], (4,))


def doer_of(nlp: Language, text: str, kind: str) -> str | None:
    doc = nlp(text)
    drafts = assemble(
        doc,
        events=find_events(doc),
        figures=list(find_figures(doc)),
        places=[],
        times=[],
        attributions=list(find_attributions(doc)),
    )
    actor = [draft.event.actor for draft in cast(doc, drafts) if draft.event.kind == kind][-1]
    return None if actor is None else doc[actor[0] : actor[1] + 1].text


CAST = [
    pytest.param(
        "Shells struck a camp near Orlo, killing nine people. Ruritania condemned the attack.",
        "shelling",
        None,
        id="of the sentence after",
    ),
    pytest.param(
        "The chancellor called the raid on Orlo, in which nine people were killed, a success.",
        "air_strike",
        None,
        id="of the same sentence",
    ),
    pytest.param(
        "The army shelled a convoy near Orlo. The army praised the shelling, which killed four soldiers.",
        "shelling",
        "The army",
        id="who did it may praise it",
    ),
    pytest.param(
        "The army and the police said they killed nine rebels in Orlo.",
        "casualties",
        "The army and the police",
        id="several who say they did it",
    ),
]


@pytest.mark.parametrize(("text", "kind", "doer"), CAST)
def test_onlookers_are_not_cast_as_doers(nlp: Language, text: str, kind: str, doer: str | None) -> None:
    assert doer_of(nlp, text, kind) == doer
