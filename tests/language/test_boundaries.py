"""Sentences: a table of texts with the marks that break or bind them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from sayso.language.boundaries import is_wrapped, line_ends_sentence, set_boundaries
from sayso.language.parse import parse
from sayso.model import Document, Span

WRAPPED = """The army said on Monday that it had taken two
villages in the north of the province after a week of
fighting that left dozens of people dead, among them
a commander. The rebels denied it. They said that the
army had been driven back. Residents spoke of heavy
shelling and of families on the road to the border."""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Two died.The army left.", ["Two died.", "The army left."], id="no space after the stop"),
        pytest.param("The town\nof Homs was hit.", ["The town\nof Homs was hit."], id="a line that goes on"),
        pytest.param("Raid on Homs\nTwo people died.", ["Raid on Homs", "Two people died."], id="headline"),
        pytest.param("• Two died\n• They fled the town", ["• Two died", "• They fled the town"], id="bullets"),
        pytest.param("- two died\n- nine fled", ["- two died", "- nine fled"], id="dashes, small letters"),
        pytest.param(".       Near Hit, two strikes hit a truck.\n.       Near Bayji, one did.", [".       Near Hit, two strikes hit a truck.", ".       Near Bayji, one did."], id="dots for bullets"),
        pytest.param("Two strikes hit a truck.       Near Bayji, one did.", ["Two strikes hit a truck.", "Near Bayji, one did."], id="a gap for a line break"),
        pytest.param("1. The first was hit.\n2) The second was hit.", ["1. The first was hit.", "2) The second was hit."], id="numbers of a list"),
        pytest.param("It came on Jan. 8 in the city.", ["It came on Jan. 8 in the city."], id="Jan."),
        pytest.param("They left at 9 a.m. in the city.", ["They left at 9 a.m. in the city."], id="a.m."),
        pytest.param("A U.S.-led coalition hit the base.", ["A U.S.-led coalition hit the base."], id="U.S.-led"),
        pytest.param("Unit No. 3 left St. Petersburg.", ["Unit No. 3 left St. Petersburg."], id="No., St."),
        pytest.param("J. K. Smith led them.", ["J. K. Smith led them."], id="initials"),
        pytest.param("Lt. Gen. Smith spoke. He left.", ["Lt. Gen. Smith spoke.", "He left."], id="ranks"),
        pytest.param("He waited... Then he left.", ["He waited...", "Then he left."], id="ellipsis"),
        pytest.param("“We won.” He left.", ["“We won.”", "He left."], id="quote closes after the stop"),
        pytest.param("“We lost!” said Mr. Smith.", ["“We lost!” said Mr. Smith."], id="quote goes on"),
        pytest.param("He said it was over. al-Nusra denied it.", ["He said it was over.", "al-Nusra denied it."], id="a name in small letters"),
        pytest.param("\nTwo died.\n\nNine fled.", ["Two died.", "Nine fled."], id="empty lines"),
        pytest.param("", [], id="nothing"),
    ],
)  # fmt: skip
def test_sentences(nlp: Language, text: str, expected: list[str]) -> None:
    assert [sent.text.strip() for sent in nlp(text).sents] == expected


def test_wrapped_text_goes_on_across_lines(nlp: Language) -> None:
    assert is_wrapped(WRAPPED)
    sentences = [sent.text for sent in nlp(WRAPPED).sents]
    assert [sentence.split()[0] for sentence in sentences] == ["The", "The", "They", "Residents"]


@pytest.mark.parametrize(
    ("line", "following", "ends"),
    [
        ("BEIRUT, Lebanon", "Two people died.", True),
        ("the city", "of Homs", False),
        ("the city.", "of Homs", True),
        ("the city", "“of light”", False),
        ("", "of Homs", True),
    ],
)
def test_line_ends(line: str, following: str, ends: bool) -> None:
    assert line_ends_sentence(line, following) is ends


def test_furniture_is_a_sentence_of_its_own(nlp: Language) -> None:
    text = "Monday 6 June 2016 Raid kills two Two people died in Homs."
    document = Document(id="d", text=text, furniture=(Span(0, 33),))
    [(_, doc)] = parse([document], nlp=nlp)
    assert "Two people died in Homs." in [sent.text for sent in doc.sents]


@given(
    st.lists(
        st.sampled_from(["Two died", ".", "\n", "   ", "•", "1.", "a", "”", "(", ")", "Jan.", "U.S.", "…", "B."]),
        max_size=20,
    )
)
@settings(max_examples=50, deadline=None)
def test_no_space_and_no_second_token_of_a_mark_starts_a_sentence(nlp: Language, parts: list[str]) -> None:
    doc = set_boundaries(nlp.make_doc(" ".join(parts)))
    assert not any(token.is_sent_start for token in doc[1:] if token.is_space)
    assert not any(token.is_sent_start for token in doc[1:] if token.text in {")", ","})


def test_time_grows_with_the_length_only(nlp: Language) -> None:
    doc = set_boundaries(nlp.make_doc("Two people died. The army left.\n" * 20_000))
    assert len(doc) > 150_000, "a quadratic pass would not come back"


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        pytest.param(
            "Shells kill nine in Hama Monitor Monday 21 Mar 2016 Nine farmers died.",
            ["Shells kill nine in Hama Monitor", "Monday 21 Mar 2016", "Nine farmers died."],
            id="a date between headline and body",
        ),
        pytest.param(
            "On July 5 2016 Hama fell silent.", ["On July 5 2016 Hama fell silent."], id="a date within the prose"
        ),
    ],
)
def test_a_dateline_stands_apart(nlp: Language, text: str, sentences: list[str]) -> None:
    assert [sent.text for sent in nlp(text).sents] == sentences
