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
from collections.abc import Mapping, Sequence
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
class Role:
    """What makes questions and answers for one role: matrices (inputs, width) with their biases."""

    ask: Floats  # of the event's own word and the mean of all its words: (2 * hidden, width)
    ask_bias: Floats
    answer: Floats  # of a phrase's head, first and last piece: (3 * hidden, width)
    answer_bias: Floats

    @classmethod
    def cut(cls, held: Mapping[str, Floats], part: slice) -> Role:
        """The role's part of the heads."""
        asks, answers = ("ask_word", "ask_words"), ("answer_head", "answer_first", "answer_last")

        def joined(names: Sequence[str]) -> tuple[Floats, Floats]:
            return (
                np.concatenate([held[f"{name}.weight"][:, part] for name in names]),
                np.sum([held[f"{name}.bias"][part] for name in names], axis=0, dtype=np.float32),
            )

        return cls(*joined(asks), *joined(answers))


@dataclass(frozen=True, slots=True)
class Heads:
    """All that is asked of hidden states: the roles, and single numbers."""

    roles: dict[str, Role]
    kinds: dict[str, int]
    weights: dict[str, Floats]

    @classmethod
    def load(cls, folder: Path) -> Heads:
        """The heads as the reader's folder has them."""
        facts: dict[str, Any] = json.loads((folder / "reader.json").read_text(encoding="utf-8"))
        width = facts["width"]
        with np.load(folder / "heads.npz") as file:
            held = {name: file[name].astype(np.float32) for name in file.files}
        return cls(
            roles={role: Role.cut(held, slice(n * width, (n + 1) * width)) for n, role in enumerate(facts["roles"])},
            kinds={kind: n for n, kind in enumerate(facts["kinds"])},
            weights=held,
        )

    def of(self, name: str, states: Floats) -> Floats:
        """What one of the linear heads makes of a state or of facts."""
        out: Floats = states @ self.weights[f"{name}.weight"] + self.weights[f"{name}.bias"]
        return out


class Sense:
    """One document as the reader sees it: a hidden state for each word piece. What is asked twice is worked out once."""

    def __init__(self, heads: Heads, hidden: Halves, pieces: NDArray[np.int64]) -> None:
        """`pieces` (tokens, 2) holds the first and last word piece of each token."""
        self._heads = heads
        self._hidden = hidden
        self._pieces = pieces
        self._asked: dict[tuple[str, tuple[int, ...]], Floats] = {}
        self._answered: dict[tuple[str, Phrase], Floats] = {}

    def fits(self, role: str, words: Sequence[int], phrases: Sequence[Phrase]) -> list[float]:
        """How well each phrase fills the role of the event that `words` (tokens, the event's own first) tell of: log odds."""
        if not phrases:
            return []
        answers = np.stack([self._answer(role, phrase) for phrase in phrases])
        found: list[float] = (answers @ self._question(role, tuple(words)) / _SHARPNESS).tolist()
        return found

    def nobody(self, word: int) -> tuple[float, float]:
        """How well nobody fills the roles of actor and target, on the scale of `fits`."""
        doer, sufferer = self._heads.of("nobody", self._at([word])[0]).tolist()
        return doer, sufferer

    def worth(self, words: Sequence[int], kind: str, facts: Sequence[bool]) -> float:
        """The log odds that coders make a claim of the event; `facts` as in extract.worth."""
        states = self._at(words)
        own = self._heads.of("worth", states[0] + states.mean(0))[0]
        known = self._heads.of("worth_facts", np.asarray(facts, np.float32))[0]
        return float(own + known + self._heads.weights["worth_kinds"][self._heads.kinds[kind]])

    def ties(self, words: Sequence[int], figures: Sequence[Phrase], facts: Sequence[Sequence[bool]]) -> list[float]:
        """The log odds that each figure is the event's; `facts` of each as in extract.ties."""
        if not figures:
            return []
        known = self._heads.of("tie_facts", np.asarray(facts, np.float32))[:, 0]
        found: list[float] = (np.asarray(self.fits("figure", words, figures)) + known).tolist()
        return found

    def _at(self, tokens: Sequence[int]) -> Floats:
        states: Floats = self._hidden[self._pieces[list(tokens), 0]].astype(np.float32)
        return states

    def _question(self, role: str, words: tuple[int, ...]) -> Floats:
        asked = self._asked.get((role, words))
        if asked is None:
            states, head = self._at(words), self._heads.roles[role]
            asked = np.tanh(np.concatenate([states[0], states.mean(0)]) @ head.ask + head.ask_bias)
            self._asked[role, words] = asked
        return asked

    def _answer(self, role: str, phrase: Phrase) -> Floats:
        """What a phrase answers. One at a time: for many together the matrix library starts threads that wait for each other."""
        answered = self._answered.get((role, phrase))
        if answered is None:
            (head, begin, end), part = phrase, self._heads.roles[role]
            rows = [self._pieces[head, 0], self._pieces[begin, 0], self._pieces[end, 1]]
            answered = self._hidden[rows].astype(np.float32).ravel() @ part.answer + part.answer_bias
            self._answered[role, phrase] = answered
        return answered


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
