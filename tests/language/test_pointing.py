"""From scores to pointings, with scores made by hand: width 1, so that each piece's answer is one number a role."""

from __future__ import annotations

import numpy as np
import pytest

from sayso.language.pointing import Outputs, Pointers, Pointing, find_pointings

ROLES = 6
POINTERS = Pointers(
    near=np.zeros((ROLES, 9), np.float32),
    none=np.zeros(ROLES, np.float32),
    width=1,
    cue_threshold=0.5,
    inside_weight=0.1,
)
CONTENT, SOURCE = 0, 3  # where the three roles of each begin


def outputs(
    pieces: int,
    *,
    cue: tuple[int, int],
    content: tuple[int, int] | None,
    source: tuple[int, int] | None,
    hole: tuple[int, int] | None = None,
) -> Outputs:
    """Scores of a window of so many pieces in which one cue points where it is told."""
    tags = np.zeros((pieces, 9), np.float32)
    tags[:, 0] = 5
    tags[cue[0], :2] = (0, 5)
    tags[cue[0] + 1 : cue[1] + 1, :3] = (0, 0, 5)
    keys = np.full((pieces, ROLES), -2, np.float32)
    for role, span in ((CONTENT, content), (SOURCE, source)):
        first, last = span or (0, 0)
        keys[first, role], keys[last, role + 1] = 4, 4
        if span is not None:
            keys[first : last + 1, role + 2] = 2
    if hole is not None:
        keys[hole[0] : hole[1] + 1, CONTENT + 2] = -2
    ask = np.zeros((pieces, ROLES), np.float32)
    ask[cue[0]] = 3
    return Outputs(tags=tags, keys=keys, first=ask, last=np.zeros_like(ask))


def only(made: Outputs) -> Pointing:
    (found,) = find_pointings(made, POINTERS)
    return found


def test_a_cue_points_to_its_source_and_its_content() -> None:
    found = only(outputs(12, cue=(3, 4), content=(5, 9), source=(1, 2)))
    assert (found.cue, found.source, found.content) == ((3, 4), ((1, 2),), ((5, 9),))
    assert found.confidence > 0.9


def test_what_points_to_the_first_mark_points_to_nothing() -> None:
    found = only(outputs(12, cue=(3, 3), content=(5, 9), source=None))
    assert found.source == ()
    assert only(outputs(12, cue=(3, 3), content=None, source=(1, 2))).content == ()


def test_cue_and_source_within_the_content_part_it() -> None:
    found = only(outputs(14, cue=(6, 6), content=(1, 12), source=(5, 5)))
    assert found.content == ((1, 4), (7, 12))


def test_what_hangs_on_the_cue_belongs_to_no_content() -> None:
    found = only(outputs(14, cue=(6, 6), content=(1, 12), source=(5, 5), hole=(7, 8)))
    assert found.content == ((1, 4), (9, 12))


def test_a_beginning_within_a_run_is_a_second_cue() -> None:
    made = outputs(12, cue=(3, 4), content=(5, 9), source=(1, 2))
    made.tags[4, :3] = (0, 5, 0)
    assert [found.cue for found in find_pointings(made, POINTERS)] == [(3, 3), (4, 4)]


@pytest.mark.parametrize("at", [0, 11])
def test_the_end_marks_are_no_cues(at: int) -> None:
    assert list(find_pointings(outputs(12, cue=(at, at), content=(5, 9), source=None), POINTERS)) == []


def test_no_cue_no_pointing() -> None:
    made = outputs(12, cue=(3, 3), content=(5, 9), source=(1, 2))
    made.tags[3] = made.tags[0]
    assert list(find_pointings(made, POINTERS)) == []


def test_nearness_tips_the_scale() -> None:
    """Two pieces answer alike; the learned bias for short distances picks the nearer."""
    made = outputs(20, cue=(10, 10), content=(12, 14), source=(8, 8))
    made.keys[2, SOURCE], made.keys[2, SOURCE + 1], made.keys[2, SOURCE + 2] = 4, 4, 2
    near = np.zeros((ROLES, 33), np.float32)
    near[SOURCE : SOURCE + 2, 16 - 2] = 1
    pointers = Pointers(near=near, none=POINTERS.none, width=1, cue_threshold=0.5, inside_weight=0.1)
    (found,) = find_pointings(made, pointers)
    assert found.source == ((8, 8),)
