"""The trained reader: how well phrases fill the roles of events, how sure figures and claims are.

A network of few layers that goes on from what the tagger's lower layers make of the word pieces; each event asks with
its words, each phrase answers, as in extractive question answering (Devlin et al. 2019, BERT, section 4.3). What it
learned from and how well it does stands in docs/models.md.

>>> from sayso.language.parse import load_model
>>> from sayso.language.tagger import load_tagger
>>> doc = load_model()("Rebels shelled a village.")
>>> sense = load_tagger().tag([doc], reader=load_reader())[0].sense
>>> rebels, village = sense.fits("actor", [1], [(0, 0, 0), (3, 2, 3)])
>>> rebels > village
True
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from spacy.tokens import Doc

from sayso.errors import ResourceError

FOLDER = Path(__file__).parent / "reader_model"
FILES = ("model.onnx", "heads.npz", "reader.json")
_SHARPNESS = 4.0  # what the products of questions and answers are divided by

Floats = NDArray[np.float32]
Halves = NDArray[np.float16]
Phrase = tuple[int, int, int]  # tokens: its head, its first, its last


@dataclass(frozen=True, slots=True)
class Heads:
    """What makes questions and answers of hidden states; of the matrices (hidden, roles * width) each role has a slice."""

    roles: dict[str, slice]
    kinds: dict[str, int]
    weights: dict[str, Floats]

    @classmethod
    def load(cls, folder: Path) -> Heads:
        """The heads as the reader's folder has them."""
        facts: dict[str, Any] = json.loads((folder / "reader.json").read_text(encoding="utf-8"))
        width = facts["width"]
        with np.load(folder / "heads.npz") as held:
            weights = {name: held[name].astype(np.float32) for name in held.files}
        return cls(
            roles={role: slice(n * width, (n + 1) * width) for n, role in enumerate(facts["roles"])},
            kinds={kind: n for n, kind in enumerate(facts["kinds"])},
            weights=weights,
        )

    def of(self, name: str, hidden: Floats, part: slice | None = None) -> Floats:
        """A linear head over hidden states (n, hidden), or its slice for one role."""
        chosen = slice(None) if part is None else part
        out: Floats = hidden @ self.weights[f"{name}.weight"][:, chosen] + self.weights[f"{name}.bias"][chosen]
        return out


class Sense:
    """One document as the reader sees it: a hidden state for each word piece."""

    def __init__(self, heads: Heads, hidden: Halves, pieces: NDArray[np.int64]) -> None:
        """`pieces` (tokens, 2) holds the first and last word piece of each token."""
        self._heads = heads
        self._hidden = hidden
        self._pieces = pieces

    def fits(self, role: str, words: Sequence[int], phrases: Sequence[Phrase]) -> list[float]:
        """How well each phrase fills the role of the event that `words` (tokens, the event's own first) tell of: log odds."""
        if not phrases:
            return []
        part = self._heads.roles[role]
        found: list[float] = (self._answers(phrases, part) @ self._question(words, part) / _SHARPNESS).tolist()
        return found

    def nobody(self, word: int) -> tuple[float, float]:
        """How well nobody fills the roles of actor and target, on the scale of `fits`."""
        doer, sufferer = self._heads.of("nobody", self._at([word])[0:1])[0].tolist()
        return doer, sufferer

    def worth(self, words: Sequence[int], kind: str, facts: Sequence[bool]) -> float:
        """The log odds that coders make a claim of the event; `facts` as in extract.worth."""
        heads = self._heads
        states = self._at(words)
        own = heads.of("worth", states[:1] + states.mean(0, keepdims=True))[0, 0]
        known = np.asarray(facts, np.float32) @ heads.weights["worth_facts.weight"][:, 0]
        return float(
            own + known + heads.weights["worth_facts.bias"][0] + heads.weights["worth_kinds"][heads.kinds[kind]]
        )

    def ties(self, words: Sequence[int], figures: Sequence[Phrase], facts: Sequence[Sequence[bool]]) -> list[float]:
        """The log odds that each figure is the event's; `facts` of each as in extract.ties."""
        if not figures:
            return []
        heads = self._heads
        known = (
            np.asarray(facts, np.float32) @ heads.weights["tie_facts.weight"][:, 0] + heads.weights["tie_facts.bias"][0]
        )
        found: list[float] = (np.asarray(self.fits("figure", words, figures)) + known).tolist()
        return found

    def _at(self, tokens: Sequence[int]) -> Floats:
        return self._hidden[self._pieces[list(tokens), 0]].astype(np.float32)

    def _question(self, words: Sequence[int], part: slice) -> Floats:
        states = self._at(words)
        whole = states.mean(0, keepdims=True)
        asked = self._heads.of("ask_word", states[:1], part) + self._heads.of("ask_words", whole, part)
        question: Floats = np.tanh(asked)[0]
        return question

    def _answers(self, phrases: Sequence[Phrase], part: slice) -> Floats:
        head, first, last = np.asarray(phrases, np.int64).T
        rows = self._pieces[head, 0], self._pieces[first, 0], self._pieces[last, 1]
        states = (self._hidden[row].astype(np.float32) for row in rows)
        names = ("answer_head", "answer_first", "answer_last")
        return np.sum([self._heads.of(name, state, part) for name, state in zip(names, states, strict=True)], axis=0)


class Reader:
    """The network with its heads; one instance serves a process."""

    def __init__(self, folder: Path) -> None:
        """Read the model in `folder`: model.onnx, heads.npz, reader.json."""
        missing = [name for name in FILES if not (folder / name).is_file()]
        if missing:
            raise ResourceError(
                found=f"no {' and no '.join(missing)} in the reader's folder",
                expected="the files that the package ships",
                mend="install the package again",
            )
        self._heads = Heads.load(folder)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # the parser needs the other cores
        options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
        )

    def states(self, lower: Floats) -> Halves:
        """The hidden states (pieces, hidden) of one window, from those of the tagger's lower layers."""
        (found,) = self._session.run(["hidden"], {"lower": lower[None]})
        halves: Halves = found[0].astype(np.float16)
        return halves

    def sense(self, doc: Doc, offsets: Sequence[tuple[int, int]], hidden: Halves) -> Sense:
        """The sense of a document from the hidden states of all its word pieces, which stand at `offsets`."""
        return Sense(self._heads, hidden, pieces_of(doc, offsets))


def pieces_of(doc: Doc, offsets: Sequence[tuple[int, int]]) -> NDArray[np.int64]:
    """The first and last word piece of each token (tokens, 2); of one without any, such as white space, the next."""
    if not offsets:
        return np.zeros((len(doc), 2), np.int64)
    ends = np.array([end for _, end in offsets])
    starts = np.array([start for start, _ in offsets])
    begins = np.array([token.idx for token in doc], np.int64)
    stops = begins + np.array([len(token) for token in doc], np.int64)
    first = np.minimum(np.searchsorted(ends, begins, side="right"), len(offsets) - 1)
    last = np.maximum(np.searchsorted(starts, stops, side="left") - 1, first)
    return np.stack([first, np.minimum(last, len(offsets) - 1)], axis=1)


@cache
def reader_name() -> str:
    """The name and number of the reader that the package ships: "reader-1"."""
    return str(json.loads((FOLDER / "reader.json").read_text(encoding="utf-8"))["name"])


@cache
def load_reader() -> Reader:
    """The reader that the package ships."""
    return Reader(FOLDER)
