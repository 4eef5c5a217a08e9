"""The trained tagger: cues of attribution with the source and the content that each points to.

A small encoder reads windows of word pieces once; what it learned from and how well it does stands in docs/models.md.

>>> from sayso.language.parse import load_model
>>> doc = load_model()("Two bridges were destroyed, the ministry said on Friday.")
>>> link = load_tagger().tag([doc])[0].links[0]
>>> [part.quote(doc.text) for part in (link.cue, *link.source, *link.content)]
['said', 'the ministry', 'Two bridges were destroyed']
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from spacy.tokens import Doc
from tokenizers import Tokenizer

from sayso.errors import ResourceError
from sayso.language.pointing import Outputs, Pointers, find_pointings
from sayso.language.reader import Floats, Halves, Reader, Sense
from sayso.language.windows import Window, cut
from sayso.model import Link, Span

FOLDER = Path(__file__).parent / "tagger_model"
LENGTH = 256  # word pieces in a window, its two end marks included
OVERLAP = 64  # word pieces that neighbouring windows share
_START, _END = 101, 102  # the end marks of the encoder's vocabulary


@dataclass(frozen=True, slots=True)
class _Piece:
    """A document's word pieces: numbers, and where each stands in the text."""

    ids: list[int]
    offsets: list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Tagged:
    """What the networks say of a document: the links in order of their cues; `sense` where a reader was asked too."""

    links: tuple[Link, ...]
    sense: Sense | None = None


class Tagger:
    """The network with its tokeniser; one instance serves a process."""

    def __init__(self, folder: Path) -> None:
        """Read the model in `folder`: model.onnx, tokenizer.json, tagger.json."""
        missing = [name for name in ("model.onnx", "tokenizer.json", "tagger.json") if not (folder / name).is_file()]
        if missing:
            raise ResourceError(
                found=f"no {' and no '.join(missing)} in the tagger's folder",
                expected="the files that the package ships",
                mend="install the package again",
            )
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._pointers = Pointers.read(json.loads((folder / "tagger.json").read_text(encoding="utf-8")))
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # the parser needs the other cores
        options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
        )

    def tag(self, docs: Sequence[Doc], *, reader: Reader | None = None) -> list[Tagged]:
        """The links of each document and, where a reader goes on from there, its sense."""
        return [self._tag(doc, reader) for doc in docs]

    def lower(self, doc: Doc) -> tuple[list[tuple[int, int]], list[tuple[Window, Floats]]]:
        """Where the word pieces of a document stand, and what the lower layers make of each window: for training."""
        pieces = self._pieces(doc)
        return pieces.offsets, [
            (window, self._run(pieces.ids[window.first : window.last])[1]) for window in _windows(doc, pieces)
        ]

    def _tag(self, doc: Doc, reader: Reader | None) -> Tagged:
        pieces = self._pieces(doc)
        found: list[Link] = []
        states: list[Halves] = []
        for window in _windows(doc, pieces):
            outputs, lower = self._run(pieces.ids[window.first : window.last])
            found.extend(_links(doc, pieces, window, outputs, self._pointers))
            if reader is not None:
                states.append(kept(window, reader.states(lower)))
        links = tuple(_one_a_cue(found))
        if reader is None or not states:
            return Tagged(links)
        return Tagged(links, reader.sense(doc, pieces.offsets, np.concatenate(states)))

    def _pieces(self, doc: Doc) -> _Piece:
        encoding = self._tokenizer.encode(doc.text, add_special_tokens=False)
        return _Piece(encoding.ids, encoding.offsets)

    def _run(self, ids: list[int]) -> tuple[Outputs, Floats]:
        """The network's answer for one window, and the hidden states of its lower layers.

        Each goes through alone: int8 rounds by the largest number of what goes through together, so that a document's
        links would hang on its neighbours.
        """
        row = np.array([[_START, *ids, _END]], np.int64)
        answer: list[Floats] = self._session.run(
            ["tags", "keys", "first", "last", "lower"], {"pieces": row, "mask": np.ones_like(row)}
        )
        *outputs, lower = (output[0] for output in answer)
        return Outputs(*outputs), lower


def kept(window: Window, states: NDArray[Any]) -> NDArray[Any]:
    """Of the states of a window, its two end marks included, those of the pieces that it is to answer for."""
    return states[window.keep_from - window.first + 1 : window.keep_to - window.first + 1]


@cache
def tagger_name() -> str:
    """The name and number of the tagger that the package ships: "tagger-1"."""
    return str(json.loads((FOLDER / "tagger.json").read_text(encoding="utf-8"))["name"])


@cache
def load_tagger() -> Tagger:
    """The tagger that the package ships."""
    return Tagger(FOLDER)


def _windows(doc: Doc, pieces: _Piece) -> list[Window]:
    return cut(list(_sentence_sizes(doc, pieces)), most=LENGTH - 2, overlap=OVERLAP)


def _sentence_sizes(doc: Doc, pieces: _Piece) -> Iterator[int]:
    """How many word pieces begin in each sentence; those before the first or after the last count with these."""
    at = 0
    ends = [sent.end_char for sent in doc.sents][:-1]
    for end in ends:
        before = at
        while at < len(pieces.ids) and pieces.offsets[at][0] < end:
            at += 1
        if at > before:
            yield at - before
    if at < len(pieces.ids):
        yield len(pieces.ids) - at


def _links(doc: Doc, pieces: _Piece, window: Window, outputs: Outputs, pointers: Pointers) -> Iterator[Link]:
    for found in find_pointings(outputs, pointers):
        if not window.keep_from <= window.first + found.cue[0] - 1 < window.keep_to:
            continue
        yield Link(
            cue=_span(doc, pieces, window, found.cue),
            source=tuple(_span(doc, pieces, window, part) for part in found.source),
            content=tuple(_merged(_span(doc, pieces, window, part) for part in found.content)),
            confidence=round(found.confidence, 4),
        )


def _span(doc: Doc, pieces: _Piece, window: Window, stretch: tuple[int, int]) -> Span:
    """The text of a stretch of pieces, made whole to the parser's tokens."""
    start = pieces.offsets[window.first + stretch[0] - 1][0]
    end = pieces.offsets[window.first + stretch[1] - 1][1]
    whole = doc.char_span(start, end, alignment_mode="expand")
    assert whole is not None, "word pieces lie within the document"
    return Span(whole.start_char, whole.end_char)


def _merged(spans: Iterable[Span]) -> Iterator[Span]:
    """The spans without what an earlier one covers already."""
    last: Span | None = None
    for span in spans:
        if last is not None and span.start < last.end:
            last = Span(last.start, max(last.end, span.end))
            continue
        if last is not None:
            yield last
        last = span
    if last is not None:
        yield last


def _one_a_cue(links: list[Link]) -> Iterator[Link]:
    """The links in order, one where two windows saw the same cue."""
    end = -1
    for link in sorted(links, key=lambda link: (link.cue.start, -link.confidence)):
        if link.cue.start >= end:
            end = link.cue.end
            yield link
