"""Who says what: a table of sentences with their oddities, the laws of spans, and how a trigger finds its speaker."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from sayso.extract.attribution import covering, find_attributions
from sayso.model import Attribution, Span


def read(nlp: Language, text: str) -> list[tuple[str, str]]:
    """Innermost source (empty where nobody is named) and content of each attribution."""
    return [
        (found.source[-1].quote(text) if found.source else "", " | ".join(part.quote(text) for part in found.content))
        for found in find_attributions(nlp(text))
    ]


DEVELOPED = [
    pytest.param(
        "As the abbot put it, soldiers emptied the granary.",
        ("the abbot", "soldiers emptied the granary"),
        id="as he put it",
    ),
    pytest.param(
        "Judging by the accounts of miners, soldiers emptied the granary.",
        ("miners", "soldiers emptied the granary"),
        id="accounts of",
    ),
    pytest.param(
        'A conscript was blunt: "Our own guns hit the mill."',
        ("A conscript", '"Our own guns hit the mill."'),
        id="brought in before a colon",
    ),
    pytest.param(
        "A baker's account: soldiers emptied the granary at noon.",
        ("A baker", "soldiers emptied the granary at noon"),
        id="label of an account",
    ),
    pytest.param(
        "The ministry said that two tanks had been destroyed.",
        ("The ministry", "that two tanks had been destroyed"),
        id="that-clause",
    ),
    pytest.param(
        "The ministry said two tanks had been destroyed.",
        ("The ministry", "two tanks had been destroyed"),
        id="no that",
    ),
    pytest.param(
        "Two tanks were destroyed, the ministry said.", ("the ministry", "Two tanks were destroyed"), id="cue after"
    ),
    pytest.param(
        "“We saw jets overhead,” said Omar Haddad.",
        ("Omar Haddad", "“We saw jets overhead,”"),
        id="inverted after a quotation",
    ),
    pytest.param(
        '"We saw jets overhead," Omar Haddad told reporters.',
        ("Omar Haddad", '"We saw jets overhead,"'),
        id="straight marks and a hearer",
    ),
    pytest.param(
        "«We saw jets overhead,» Omar Haddad said.", ("Omar Haddad", "«We saw jets overhead,»"), id="guillemets"
    ),
    pytest.param(
        "“We saw jets,” he said. “Then the market burned for hours.”",
        ("he", "“We saw jets,” | “Then the market burned for hours.”"),
        id="quotation goes on after its cue",
    ),
    pytest.param(
        "According to the rescue service, nine people were hurt.",
        ("the rescue service", "nine people were hurt"),
        id="according to, before",
    ),
    pytest.param(
        "Nine people were hurt, according to the rescue service.",
        ("the rescue service", "Nine people were hurt"),
        id="according to, after",
    ),
    pytest.param(
        "Rebels shelled the old town on Friday killing six people the watchdog said.",
        ("the watchdog", "Rebels shelled the old town on Friday killing six people"),
        id="comma lost before the source",
    ),
    pytest.param(
        "Six people were killed in the raid a local official said on Monday.",
        ("a local official", "Six people were killed in the raid"),
        id="comma lost, a day after the cue",
    ),
    pytest.param(
        "The army accused the rebels of shelling a school.",
        ("The army", "the rebels of shelling a school"),
        id="accused of",
    ),
    pytest.param(
        "The general was told by his deputy that the convoy had left.",
        ("his deputy", "that the convoy had left"),
        id="passive with a hearer",
    ),
    pytest.param(
        "The minister called for a truce in the province.",
        ("The minister", "a truce in the province"),
        id="called for",
    ),
    pytest.param(
        "The group claimed responsibility for the bombing.",
        ("The group", "the bombing"),
        id="claim of responsibility",
    ),
    pytest.param("``We saw jets,'' Omar Haddad said.", ("Omar Haddad", "``We saw jets,''"), id="typewriter marks"),
    pytest.param(
        "“We saw jets.\n\n“Then the market burned,” Omar Haddad said.",
        ("Omar Haddad", "“We saw jets.\n\n“Then the market burned,”"),
        id="quotation over two paragraphs",
    ),
    pytest.param(
        "The raids, the mayor added, were flown from the sea.",
        ("the mayor", "The raids | were flown from the sea"),
        id="cue in the middle",
    ),
    pytest.param(
        "Six men died in the raid on the camp said Karim Nasser.",
        ("Karim Nasser", "Six men died in the raid on the camp"),
        id="comma lost before an inverted cue",
    ),
    pytest.param(
        "Radio Horizon quoted a doctor as saying that six men had died.",
        ("a doctor", "that six men had died"),
        id="quoted as saying",
    ),
    pytest.param(
        "The mayor said that two bombs fell, adding that nobody was hurt.",
        ("The mayor", "that nobody was hurt"),
        id="participle goes on for the speaker",
    ),
    pytest.param(
        "His claim that the bridge was mined is new.", ("His", "that the bridge was mined"), id="noun with an owner"
    ),
    pytest.param("Two jets reportedly hit the town.", ("", "Two jets | hit the town"), id="adverb, nobody named"),
    pytest.param(
        "Israeli army: two rockets were fired at the town.",
        ("Israeli army", "two rockets were fired at the town"),
        id="label and colon",
    ),
    pytest.param(
        "Car bomb kills two in Hama - Reuters", ("Reuters", "Car bomb kills two in Hama"), id="name after a dash"
    ),
    pytest.param(
        "The minister said:\n\nThe bridge was mined.\n\nIt is closed.",
        ("The minister", "The bridge was mined.\n\nIt is closed"),
        id="statement without quote marks",
    ),
    pytest.param(
        "The group said in a statement that its men had taken the hill.",
        ("The group", "that its men had taken the hill"),
        id="setting between cue and clause",
    ),
]


@pytest.mark.parametrize(("text", "expected"), DEVELOPED)
def test_who_says_what(nlp: Language, text: str, expected: tuple[str, str]) -> None:
    assert expected in read(nlp, text)


NOBODY = [
    pytest.param("The “safe zone” was hit by two shells.", id="scare quotes"),
    pytest.param("Two shells hit the market on Tuesday.", id="the report's own voice"),
    pytest.param("", id="no text"),
    pytest.param("said", id="a cue alone"),
    pytest.param('" " " ""', id="marks alone"),
]


@pytest.mark.parametrize("text", NOBODY)
def test_nobody_says_it(nlp: Language, text: str) -> None:
    assert read(nlp, text) == []


STANCES = [
    ("The army denied that it had shelled the camp.", "denies"),
    ("The army confirmed that it had shelled the camp.", "confirms"),
    ("Officials believe that the jets came from the sea.", "believes"),
    ("The coalition expects that the town will fall.", "expects"),
    ("The group claimed responsibility for the bombing.", "claims_responsibility"),
    ("The mayor condemned the bombing.", "criticises"),
    ("The agency could not confirm that the bridge was hit.", "cannot_confirm"),
]


@pytest.mark.parametrize(("text", "stance"), STANCES)
def test_stance(nlp: Language, text: str, stance: str) -> None:
    assert [found.stance for found in find_attributions(nlp(text))] == [stance]


KINDS = [
    ("“The road is closed,” the mayor said.", "direct"),
    ("The mayor said that the road was closed.", "indirect"),
    ("The mayor said that the road was “closed for good” after the raid on the bridge.", "mixed"),
]


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_kind(nlp: Language, text: str, kind: str) -> None:
    assert [found.kind for found in find_attributions(nlp(text))] == [kind]


def trigger(text: str, word: str) -> Span:
    return Span(text.index(word), text.index(word) + len(word))


def test_covering_gives_the_innermost_speaker(nlp: Language) -> None:
    text = "State television reported that the army said that rebels had shelled the town."
    found = covering(list(find_attributions(nlp(text))), trigger(text, "shelled"))
    assert found is not None
    assert [link.quote(text) for link in found.source] == ["State television", "the army"]


def test_what_is_condemned_is_the_reports_own_voice(nlp: Language) -> None:
    text = "The mayor condemned the bombing that killed six people."
    assert covering(list(find_attributions(nlp(text))), trigger(text, "bombing")) is None


def test_covering_nothing() -> None:
    assert covering([], Span(0, 3)) is None


WORDS = st.sampled_from(
    [
        "the",
        "army",
        "said",
        "that",
        "“",
        "”",
        '"',
        ",",
        ".",
        "\n\n",
        "he",
        "told",
        "according",
        "to",
        "Homs",
        "was",
        "hit",
        ":",
        "(",
        ")",
        "'",
        "denied",
    ]
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(WORDS, max_size=30))
@example(words=["said", "said"])  # an inverted cue with nothing after it
def test_spans_lie_in_the_text_and_name_words(nlp: Language, words: list[str]) -> None:
    text = " ".join(words)
    found = list(find_attributions(nlp(text)))
    assert all(lies_in(attribution, text) for attribution in found)
    assert found == list(find_attributions(nlp(text)))


def lies_in(attribution: Attribution, text: str) -> bool:
    parts = (*attribution.source, *attribution.cue, *attribution.content)
    return bool(attribution.cue and attribution.content) and all(
        len(part) > 0 and part.end <= len(text) for part in parts
    )
