"""Copies of one text."""

from __future__ import annotations

from sayso.link.syndication import copies
from sayso.model import Document

STORY = (
    "Shells fell on the grain market of the town on Tuesday, killing four traders, the mayor told reporters. "
    "He said that two more had been taken to the hospital across the river, and that the road was cut."
)


def test_a_repost_with_furniture_is_a_copy() -> None:
    repost = Document(id="b", text=f"Share this story. {STORY} Read more on our site.")
    (found,) = copies([repost, Document(id="a", text=STORY)])
    assert (found.left, found.right) == ("a", "b")
    assert found.share > 0.7


def test_another_story_is_none() -> None:
    other = "The ministers met in the capital on Tuesday and agreed to open the border post for lorries with food."
    assert not list(copies([Document(id="a", text=STORY), Document(id="b", text=other)]))


def test_empty_and_single() -> None:
    assert not list(copies([]))
    assert not list(copies([Document(id="a", text="")]))
