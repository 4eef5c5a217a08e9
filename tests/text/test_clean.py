"""Clean text and its map back: tables of oddities, and the laws."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model import OffsetMap, Span
from sayso.text.clean import clean

ODD = [
    "a", "b", " ", "\n", "\r\n", "\r", "\t", "\u00a0", "\u2009", "\u200b", "\ufeff", "\u200e", "\u00ad", "e\u0301", "\u00e9", "\u0301",
    "a\u0323\u0307", "a\u0307\u0323", "\u1100\u1161\u11a8", "\uac00", "\u11a8", "قُتِلَ", "لا\u200cتم", "\u0644\u0653", "👩\u200d👩\u200d👧", "👍🏽", "🇸🇾", "\u2028",
    "\x00", "\x85", "\ud800", "हिन्दी", "ﬁ", "\u212b", "\u0958",
]  # fmt: skip
odd_texts = st.lists(st.one_of(st.sampled_from(ODD), st.text(max_size=3)), max_size=30).map("".join)


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        pytest.param("Two jets.", "Two jets.", id="clean"),
        pytest.param("a\r\nb\rc\nd", "a\nb\nc\nd", id="line ends of three systems"),
        pytest.param("a\u00a0b\u2009c\td", "a b c d", id="odd spaces"),
        pytest.param("a\u200bb\ufeffc\u200ed\u00ade", "abcde", id="invisible"),
        pytest.param("Cafe\u0301", "Caf\u00e9", id="combining accent"),
        pytest.param("e\u200b\u0301", "\u00e9", id="an accent behind something invisible"),
        pytest.param("👩\u200d👧", "👩\u200d👧", id="joined emoji stay joined"),
        pytest.param("می\u200cشود", "می\u200cشود", id="Persian keeps its non-joiner"),
        pytest.param("mili\u200ctary", "military", id="a non-joiner in Latin script is noise"),
        pytest.param("قُتِلَ", "قُتِلَ", id="tashkeel stays"),
        pytest.param("a\x00b\x07", "ab", id="control characters"),
        pytest.param("a\ud800b", "a\ufffdb", id="half a surrogate pair"),
        pytest.param("a\u2028b\x0bc", "a\nb\nc", id="rare line breaks"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_clean(given_text: str, expected: str) -> None:
    assert clean(given_text)[0] == expected


def test_nothing_changed_is_the_identity() -> None:
    assert clean("Zwölf Tote in Şırnak, قُتِلَ 👩\u200d👧")[1] == OffsetMap()
    assert clean("a\u00a0b")[1] == OffsetMap(), "one for one leaves the offsets alone"


@given(odd_texts)
@settings(max_examples=50, deadline=None)
def test_the_clean_form_is_normal_and_its_own_clean_form(text: str) -> None:
    cleaned, _ = clean(text)
    assert unicodedata.is_normalized("NFC", cleaned)
    assert clean(cleaned) == (cleaned, OffsetMap())
    cleaned.encode("utf-8")  # no half of a surrogate pair is left


@given(odd_texts)
@settings(max_examples=50, deadline=None)
def test_offsets_map_forward_and_in_order(text: str) -> None:
    cleaned, offsets = clean(text)
    origins = [offsets.origin(offset) for offset in range(len(cleaned))]
    assert all(0 <= start < end <= len(text) for start, end in origins)
    for (start, end), (next_start, next_end) in pairwise(origins):
        assert (start, end) == (next_start, next_end) or end <= next_start


@given(odd_texts, st.data())
@settings(max_examples=50, deadline=None)
def test_a_span_marks_the_words_that_became_the_quote(text: str, data: st.DataObject) -> None:
    cleaned, offsets = clean(text)
    ends = _safe_ends(cleaned, offsets)
    start = data.draw(st.sampled_from(ends))
    end = data.draw(st.sampled_from([offset for offset in ends if offset >= start]))
    span = Span(start, end)
    marked = offsets.span(span)
    assert clean(marked.quote(text))[0] == span.quote(cleaned)


def _safe_ends(cleaned: str, offsets: OffsetMap) -> list[int]:
    """Offsets that cut no grapheme cluster: no mark or joiner follows, and no edit is cut in two."""
    origins = [offsets.origin(offset) for offset in range(len(cleaned))]

    def is_safe(offset: int) -> bool:
        if offset in {0, len(cleaned)}:
            return True
        joined = unicodedata.category(cleaned[offset])[0] == "M" or cleaned[offset] in "\u200c\u200d"
        return not joined and origins[offset] != origins[offset - 1]

    return [offset for offset in range(len(cleaned) + 1) if is_safe(offset)]
