"""From the tagger's scores over a window's word pieces to cues with what they point to: their source and their content.

Each cue asks, each piece answers; the best first and last pieces win, with the pieces between them heard on whether
they belong. The shape is that of extractive question answering with a null answer (Devlin et al. 2019, BERT, section
4.3), with a cue in the place of the question.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
Stretch = tuple[int, int]  # first and last piece, both included
OUTSIDE, BEGIN, INSIDE = range(3)
_CANDIDATES = 10  # first and last pieces that are tried together
_ROLES = ("content_start", "content_end", "content_inside", "source_start", "source_end", "source_inside")


@dataclass(frozen=True, slots=True)
class Pointers:
    """What the pointers know beside the pieces' own answers; `near` is (roles, 2 * buckets + 1), `none` (roles,)."""

    near: Scores
    none: Scores
    width: int
    cue_threshold: float
    inside_weight: float

    @classmethod
    def read(cls, facts: dict[str, Any]) -> Pointers:
        """The pointers as the model's description states them."""
        return cls(
            near=np.asarray(facts["near"], np.float32),
            none=np.asarray(facts["none"], np.float32),
            width=facts["width"],
            cue_threshold=facts["cue_threshold"],
            inside_weight=facts["inside_weight"],
        )


@dataclass(frozen=True, slots=True)
class Outputs:
    """The network's answer for one window of n pieces, its two end marks included.

    `tags` is (n, 9): outside, begin, inside for cue, source, content; `keys`, `first`, `last` are (n, roles * width).
    """

    tags: Scores
    keys: Scores
    first: Scores
    last: Scores


@dataclass(frozen=True, slots=True)
class Pointing:
    """One cue of a window, in pieces (the first mark counts as piece 0); no source or no content is empty."""

    cue: Stretch
    source: tuple[Stretch, ...]
    content: tuple[Stretch, ...]
    confidence: float


def find_pointings(outputs: Outputs, pointers: Pointers) -> Iterator[Pointing]:
    """Each cue of the window with what it points to, in order."""
    cues = list(_cues(outputs.tags[:, :3], pointers.cue_threshold))
    if not cues:
        return
    scores = _point(outputs, pointers, [stretch for stretch, _ in cues])
    for (cue, confidence), rows in zip(cues, scores, strict=True):
        source = _best(rows[3:], pointers.inside_weight)
        hull = _best(rows[:3], pointers.inside_weight)
        content = _members(hull, rows[2], without=(cue, source))
        yield Pointing(cue, () if source is None else (source,), content, confidence)


def _cues(tags: Scores, threshold: float) -> Iterator[tuple[Stretch, float]]:
    """The runs of pieces that are likely enough to be cue words; a likely beginning cuts a run in two."""
    odds = _softmax(tags)
    likely = 1 - odds[:, OUTSIDE]
    likely[[0, -1]] = 0
    first = None
    for at in range(len(likely)):
        begins = likely[at] >= threshold and (first is None or odds[at, BEGIN] > odds[at, INSIDE])
        if first is not None and (begins or likely[at] < threshold):
            yield (first, at - 1), float(likely[first:at].max())
            first = None
        if begins:
            first = at


def _point(outputs: Outputs, pointers: Pointers, cues: list[Stretch]) -> Scores:
    """Scores (cues, roles, pieces) of each piece for each role of each cue; piece 0 stands for "none"."""
    length, roles = len(outputs.keys), len(_ROLES)
    start, end = np.array(cues).T
    ask = np.tanh(outputs.first[start] + outputs.last[end]).reshape(len(cues), roles, pointers.width)
    answer = outputs.keys.reshape(length, roles, pointers.width)
    scores = np.einsum("crw,lrw->crl", ask, answer) * (3 / np.sqrt(pointers.width))
    at = np.arange(length)
    distance = np.where(at < start[:, None], at - start[:, None], np.maximum(at - end[:, None], 0))
    scores += pointers.near[:, _bucket(distance, pointers.near.shape[1] // 2)].transpose(1, 0, 2)
    scores[:, :, 0] += pointers.none
    return np.asarray(scores, np.float32)


def _bucket(distance: NDArray[np.int64], buckets: int) -> NDArray[np.int64]:
    size = np.abs(distance).astype(np.float32)
    far = 8 + np.log(np.maximum(size, 8) / 8) / 0.25
    index = np.minimum(np.where(size < 8, size, far).astype(np.int64), buckets)
    return buckets + np.sign(distance) * index


def _best(rows: Scores, weight: float) -> Stretch | None:
    """The stretch whose first piece, last piece and members (rows 0, 1, 2) score highest together; None if "none" does."""
    start, end = _log_softmax(rows[0]), _log_softmax(rows[1])
    within = np.concatenate([[0.0], np.cumsum(np.clip(rows[2], -4, 4))]) * weight
    firsts = np.argsort(-start[1:-1])[:_CANDIDATES] + 1
    lasts = np.argsort(-end[1:-1])[:_CANDIDATES] + 1
    together = start[firsts][:, None] + end[lasts][None] + within[lasts + 1][None] - within[firsts][:, None]
    together = np.where(lasts[None] >= firsts[:, None], together, -np.inf)
    row, column = np.unravel_index(int(np.argmax(together)), together.shape)
    if together[row, column] == -np.inf or start[0] + end[0] > start[firsts[row]] + end[lasts[column]]:
        return None
    return int(firsts[row]), int(lasts[column])


def _members(hull: Stretch | None, inside: Scores, *, without: tuple[Stretch | None, ...]) -> tuple[Stretch, ...]:
    """The hull less the cue and the source, and less the pieces that are rather not content where these stand in it."""
    if hull is None:
        return ()
    taken = [part for part in without if part is not None and part[0] <= hull[1] and hull[0] <= part[1]]
    outside = {at for first, last in taken for at in range(first, last + 1)}
    for first, last in taken:  # what hangs on them: "he told reporters in Cairo on Monday"
        for step, at in ((-1, first - 1), (1, last + 1)):
            while hull[0] <= at <= hull[1] and inside[at] < 0:
                outside.add(at)
                at += step
    kept = [at for at in range(hull[0], hull[1] + 1) if at not in outside]
    parts: list[Stretch] = []
    for at in kept:
        if parts and parts[-1][1] == at - 1:
            parts[-1] = (parts[-1][0], at)
        else:
            parts.append((at, at))
    return tuple(parts)


def _softmax(rows: Scores) -> Scores:
    odds = np.exp(rows - rows.max(axis=-1, keepdims=True))
    return np.asarray(odds / odds.sum(axis=-1, keepdims=True), np.float32)


def _log_softmax(row: Scores) -> Scores:
    shifted = row - row.max()
    return np.asarray(shifted - np.log(np.exp(shifted).sum()), np.float32)
