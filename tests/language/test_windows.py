"""Windows over sentences: every piece is read, and every piece is one window's own."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sayso.language.windows import cut


@given(st.lists(st.integers(1, 80), max_size=40), st.integers(8, 60), st.integers(0, 30))
def test_windows_cover_each_piece_once(sentences: list[int], most: int, overlap: int) -> None:
    windows = cut(sentences, most=most, overlap=min(overlap, most - 1))
    assert all(0 < window.last - window.first <= most for window in windows)
    assert all(window.first <= window.keep_from <= window.keep_to <= window.last for window in windows)
    kept = [piece for window in windows for piece in range(window.keep_from, window.keep_to)]
    assert kept == list(range(sum(sentences)))


def test_a_short_document_is_one_window() -> None:
    assert [(w.first, w.last) for w in cut([10, 20], most=100, overlap=20)] == [(0, 30)]


def test_windows_end_where_sentences_end() -> None:
    assert [(w.first, w.last) for w in cut([30, 30, 30, 30], most=100, overlap=35)] == [(0, 90), (60, 120)]


def test_a_sentence_longer_than_a_window_is_cut() -> None:
    assert [(w.first, w.last) for w in cut([250], most=100, overlap=20)] == [(0, 100), (100, 200), (200, 250)]
