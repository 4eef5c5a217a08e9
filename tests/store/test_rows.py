"""Words folded: the same whether they hold letters with accents or none."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from sayso.store.rows import fold


@given(st.text() | st.text(st.characters(codec="ascii")))
def test_without_case_accents_and_superfluous_space(text: str) -> None:
    whole = unicodedata.normalize("NFKD", text.casefold())
    assert fold(text) == " ".join("".join(char for char in whole if not unicodedata.combining(char)).split())


def test_nothing_is_empty() -> None:
    assert fold(None) == fold("") == fold(" \t") == ""
