"""Ties of figures, as a reader with set opinions would have them."""

from __future__ import annotations

from dataclasses import replace

from spacy.language import Language

from sayso.extract import ties
from sayso.extract.ties import Table
from sayso.model import ClaimDraft
from tests.extract.readers import Opinion, drafts_of

TEXT = "Shells killed 12 people and wounded 30 others. Later, gunmen killed a guard."


def read(nlp: Language, opinion: Opinion | None = None) -> tuple[list[ClaimDraft], list[int]]:
    """The drafts of the text, and the sentence of each of its tokens."""
    doc = nlp(TEXT)
    starts = [sent.start for sent in doc.sents]
    return drafts_of(doc, opinion), [sum(start <= token.i for start in starts) - 1 for token in doc]


def test_drafts_keep_how_likely_their_figures_are(nlp: Language) -> None:
    plain, sentences = read(nlp)
    assert [draft.odds.figures for draft in ties.with_odds(plain, Opinion(tie=-2.0), sentences=sentences)] == [
        -2.0,
        -2.0,
    ]


def test_facts_tell_an_own_figure_from_that_of_another(nlp: Language) -> None:
    drafts, sentences = read(nlp)
    table = Table(drafts, sentences=sentences)
    figure = drafts[0].figures[0][0]
    own, other = table.facts(drafts[0], figure), table.facts(drafts[1], figure)
    assert own[:2] == (True, False)
    assert other[:2] == (False, True)


def test_assembling_asks_the_reader(nlp: Language) -> None:
    assert [draft.odds.figures for draft in read(nlp, Opinion(tie=3.0))[0]] == [3.0, 3.0]


def test_a_draft_without_figures_has_no_odds_of_them(nlp: Language) -> None:
    plain, sentences = read(nlp)
    bare = [replace(draft, figures=()) for draft in plain]
    assert [draft.odds.figures for draft in ties.with_odds(bare, Opinion(), sentences=sentences)] == [None, None]
