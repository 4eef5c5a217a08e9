"""The reader that the package ships: which phrases it prefers, the laws of its numbers, and a folder without it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from sayso.errors import ResourceError
from sayso.language.reader import FILES, FOLDER, Reader, Sense, load_reader, pieces_of, reader_name
from sayso.language.tagger import FOLDER as TAGGER
from sayso.language.tagger import load_tagger
from sayso.lexicon import load

ALL = [kind for kinds in load("events")["families"].values() for kind in kinds]


def read(doc: Doc) -> Sense:
    """What the reader makes of a text."""
    sense = load_tagger().tag([doc], reader=load_reader())[0].sense
    assert sense is not None
    return sense


def at(doc: Doc, word: str) -> tuple[int, int, int]:
    """A phrase of one word."""
    token = next(token.i for token in doc if token.text == word)
    return token, token, token


ROLES = [
    pytest.param("actor", "Helicopters bombed the harbour.", "bombed", "Helicopters", "harbour", id="subject"),
    pytest.param("actor", "The harbour was bombed by helicopters.", "bombed", "helicopters", "harbour", id="passive"),
    pytest.param("target", "Helicopters bombed the harbour.", "bombed", "harbour", "Helicopters", id="object"),
    pytest.param("target", "The harbour was bombed by helicopters.", "bombed", "harbour", "helicopters", id="passive"),
    pytest.param(
        "place", "Shells fell on Zawiya, officials in Tripoli said.", "fell", "Zawiya", "Tripoli", id="speaker"
    ),
    pytest.param(
        "actor", "Gunmen shot a judge in Basra police told reporters.", "shot", "Gunmen", "police", id="comma lost"
    ),
]


@pytest.mark.parametrize(("role", "text", "event", "better", "worse"), ROLES)
def test_phrases_that_fit(nlp: Language, role: str, text: str, event: str, better: str, worse: str) -> None:
    doc = nlp(text)
    one, other = read(doc).fits(role, [at(doc, event)[0]], [at(doc, better), at(doc, worse)])
    assert one > other


@pytest.mark.filterwarnings("ignore::UserWarning")
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(min_size=1, max_size=200).filter(str.strip))
@example("\n\n killed \n")
@example("killed " * 700)
@example("警察 killed 五人")
def test_every_token_can_be_asked_for(nlp: Language, text: str) -> None:
    doc = nlp(text)
    sense = load_tagger().tag([doc], reader=load_reader())[0].sense
    if sense is None:
        return  # nothing that the vocabulary knows
    phrases = [(token.i, token.i, token.i) for token in doc]
    assert len(sense.fits("actor", [0], phrases)) == len(doc)
    assert len(sense.ties([0], phrases, [(False,) * 13] * len(doc))) == len(doc)
    assert all(isinstance(sense.worth([token.i], kind, (True,) * 6), float) for token in doc[:2] for kind in ALL[:3])


def test_no_phrase_no_answer(nlp: Language) -> None:
    sense = read(nlp("Shells fell."))
    assert sense.fits("actor", [1], []) == sense.ties([1], [], []) == []


def test_it_knows_every_kind_of_event(nlp: Language) -> None:
    sense = read(nlp("Shells fell."))
    assert all(isinstance(sense.worth([1], kind, (False,) * 6), float) for kind in ALL)


def test_pieces_of_tokens(nlp: Language) -> None:
    doc = nlp("Ash-Shaddadi  fell")
    pieces = pieces_of(doc, [(0, 3), (3, 4), (4, 8), (8, 12), (14, 18)])
    assert pieces.tolist()[0][0] == 0
    assert pieces.tolist()[-1] == [4, 4]
    assert (pieces[:, 0] <= pieces[:, 1]).all()
    assert pieces_of(doc, []).tolist() == [[0, 0]] * len(doc)


def test_a_folder_without_a_model_says_so(tmp_path: Path) -> None:
    (tmp_path / "reader.json").write_bytes((FOLDER / "reader.json").read_bytes())
    with pytest.raises(ResourceError, match=r"no model.onnx and no heads.npz"):
        Reader(tmp_path)


def test_what_is_shipped_is_small_and_has_a_name() -> None:
    assert sum(file.stat().st_size for folder in (FOLDER, TAGGER) for file in folder.iterdir()) < 30_000_000
    assert {file.name for file in FOLDER.iterdir()} == set(FILES)
    assert reader_name().startswith("reader-")
