"""The tagger that the package ships: what it finds in plain sentences, the laws of its spans, and a folder without it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from sayso.errors import ResourceError
from sayso.language.tagger import FOLDER, Tagger, load_tagger, tagger_name

SENTENCES = [
    pytest.param(
        "“Nobody warned us,” the baker told the radio.", ("the baker", "“Nobody warned us,”"), id="direct, cue after"
    ),
    pytest.param(
        "The committee said that both wells had been poisoned.",
        ("The committee", "that both wells had been poisoned"),
        id="indirect",
    ),
    pytest.param(
        "According to the harbour master, the crane fell.",
        ("the harbour master", "the crane fell"),
        id="according to",
    ),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_plain_sentences(nlp: Language, text: str, expected: tuple[str, str]) -> None:
    links = load_tagger().tag([nlp(text)])[0].links
    found = {
        (" ".join(s.quote(text) for s in x.source), " ".join(s.quote(text).strip(", ") for s in x.content))
        for x in links
    }
    assert expected in found or (expected[0], expected[1].strip(", ")) in found


@pytest.mark.filterwarnings("ignore::UserWarning")
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=300))
@example("")
@example("\n\n  \n")
@example("x" * 3000)
@example("Кто сказал? 警察说 “no”, said " * 40)
@example("said " * 900)
def test_spans_lie_in_the_text_in_order(nlp: Language, text: str) -> None:
    links = load_tagger().tag([nlp(text)])[0].links
    assert [link.cue.start for link in links] == sorted({link.cue.start for link in links})
    for link in links:
        assert 0 <= link.confidence <= 1
        for part in (link.cue, *link.source, *link.content):
            assert 0 <= part.start < part.end <= len(text)


def test_documents_tagged_together_or_apart_give_the_same(nlp: Language) -> None:
    docs = [nlp("The mayor said the mill burned. " * times) for times in (1, 12, 60)]
    together = load_tagger().tag(docs)
    apart = [load_tagger().tag([doc])[0] for doc in docs]
    shape = [[[(x.cue, x.source, x.content) for x in one.links] for one in found] for found in (together, apart)]
    assert shape[0] == shape[1]
    assert len(together[2].links) == 60


def test_a_folder_without_a_model_says_so(tmp_path: Path) -> None:
    (tmp_path / "tokenizer.json").write_bytes((FOLDER / "tokenizer.json").read_bytes())
    with pytest.raises(ResourceError, match=r"no model.onnx and no tagger.json"):
        Tagger(tmp_path)


def test_what_is_shipped_is_small_and_has_a_name() -> None:
    assert sum(file.stat().st_size for file in FOLDER.iterdir()) < 30_000_000
    assert tagger_name().startswith("tagger-")
