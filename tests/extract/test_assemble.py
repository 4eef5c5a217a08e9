"""Drafts: what one source tells of one event, across sentences; what is set apart; what tells nothing."""

from __future__ import annotations

from spacy.language import Language

from sayso.extract.assemble import assemble
from sayso.extract.attribution import find_attributions
from sayso.extract.events import find_events
from sayso.extract.figures import find_figures
from sayso.model import ClaimDraft, PlaceMention, Span


def drafts_of(nlp: Language, text: str, *names: str, furniture: tuple[Span, ...] = ()) -> list[ClaimDraft]:
    doc = nlp(text)
    places = [PlaceMention(span=Span(at, at + len(name)), text=name) for name in names if (at := text.find(name)) >= 0]
    return assemble(
        doc,
        events=find_events(doc),
        figures=list(find_figures(doc)),
        places=places,
        times=[],
        attributions=list(find_attributions(doc)),
        furniture=furniture,
        precisions=dict.fromkeys((place.span for place in places), "settlement"),
    )


def killed(draft: ClaimDraft) -> list[tuple[object, object]]:
    return [(figure.low, figure.high) for figure, measure in draft.figures if measure == "killed"]


def test_the_dead_of_the_next_sentence_join_the_event(nlp: Language) -> None:
    drafts = drafts_of(nlp, "An air raid killed 20 people in Hama. Among the dead were five children.", "Hama")
    assert len(drafts) == 1
    assert killed(drafts[0]) == [(20, 20), (5, 5)]
    assert len(drafts[0].also) == 1


def test_some_who_met_a_fate_are_no_part_of_those_who_did_not(nlp: Language) -> None:
    (draft,) = drafts_of(nlp, "Guards fought four raiders in Hama, three of whom were killed.", "Hama")
    assert [(figure.low, figure.part_of) for figure, _ in draft.figures] == [(3, None)]


def test_a_toll_of_the_war_stands_alone(nlp: Language) -> None:
    drafts = drafts_of(
        nlp,
        "An air raid killed 20 people in Hama. More than 250,000 people have been killed since the war began in 2011.",
        "Hama",
    )
    assert [draft.event.kind for draft in drafts] == ["air_strike", "casualties"]
    assert killed(drafts[1]) == [(250000, None)]


def test_a_number_set_beside_another_is_a_claim_of_its_own(nlp: Language) -> None:
    drafts = drafts_of(nlp, "The air force flew more than 80 sorties on Monday, following 95 the day before.")
    counts = [[(figure.low, measure) for figure, measure in draft.figures] for draft in drafts]
    assert counts == [[(80, "sorties")], [(95, "sorties")]]


def test_furniture_tells_nothing(nlp: Language) -> None:
    text = "Two shells killed a baker in Hama. Read more: Air raid kills 30 in Idlib"
    start = text.index("Read more")
    drafts = drafts_of(nlp, text, "Hama", furniture=(Span(start, len(text)),))
    assert all(draft.evidence.start < start for draft in drafts)


def test_a_place_holds_until_another_is_named(nlp: Language) -> None:
    drafts = drafts_of(nlp, "Jets bombed Hama at dawn. Rockets hit a bakery.", "Hama")
    assert [[place.text for place, _ in draft.places] for draft in drafts] == [["Hama"], ["Hama"]]


def test_a_name_that_no_gazetteer_knows_is_a_place_too(nlp: Language) -> None:
    drafts = drafts_of(
        nlp, "- Near Hama, one strike destroyed a truck.\n- Near Qasrayn, two strikes destroyed a bridge.", "Hama"
    )
    assert [[place.text for place, _ in draft.places] for draft in drafts] == [["Hama"], ["Qasrayn"]]


def test_a_government_is_no_site(nlp: Language) -> None:
    drafts = drafts_of(nlp, "Moscow bombed Hama.", "Moscow", "Hama")
    assert [[place.text for place, _ in draft.places] for draft in drafts] == [["Hama"]]


def test_accusing_is_told_by_the_report_and_the_crime_by_the_accuser(nlp: Language) -> None:
    drafts = drafts_of(nlp, "Ankara accused the militia of killing 12 villagers in Hama.", "Hama")
    by_kind = {draft.event.kind: draft for draft in drafts}
    assert by_kind["accusation"].attribution is None
    assert len(by_kind) == 2


def test_a_dateline_is_no_site(nlp: Language) -> None:
    drafts = drafts_of(nlp, "BEIRUT, Nov 21 (Corvane) - Shells hit Hama, killing two.", "BEIRUT", "Hama")
    assert [[place.text for place, _ in draft.places] for draft in drafts] == [["Hama"]]


def test_what_another_source_told_last_is_not_gone_on_with(nlp: Language) -> None:
    text = "Jets bombed a depot in Hama. The chief of police said a bomb had brought down an airliner. All 90 people on board were killed."
    drafts = drafts_of(nlp, text, "Hama")
    assert [killed(draft) for draft in drafts if killed(draft)] == [[(90, 90)]]
    assert next(draft for draft in drafts if killed(draft)).event.kind != "air_strike"


def test_what_is_answered_has_its_own_place_and_toll(nlp: Language) -> None:
    text = "Jets bombed Hama in revenge for the massacre of 30 people in Homs."
    told = {
        draft.event.kind: [place.text for place, _ in draft.places] for draft in drafts_of(nlp, text, "Hama", "Homs")
    }
    assert told["attack"] == ["Homs"]
    assert [killed(draft) for draft in drafts_of(nlp, text, "Hama", "Homs") if draft.event.kind == "attack"] == [
        [(30, 30)]
    ]


def test_a_question_of_how_many_tells_of_no_death(nlp: Language) -> None:
    assert drafts_of(nlp, "The ministry did not say how many people died on the ground.") == []


def test_a_bare_word_of_violence_tells_something_only_where_somebody_tells_it(nlp: Language) -> None:
    assert drafts_of(nlp, "Shelling was heard.") == []
    assert [draft.event.kind for draft in drafts_of(nlp, "The monitor said shelling was heard.")] == ["shelling"]


def test_a_bare_word_of_siege_tells_of_it(nlp: Language) -> None:
    assert [draft.event.kind for draft in drafts_of(nlp, "The siege went on.")] == ["siege"]
