"""Tokens: money, quotes, abbreviations and words run together."""

from __future__ import annotations

import pytest
from spacy.language import Language


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("killed.The", "killed . The", id="no space after the stop"),
        pytest.param("left.”He", "left . ” He", id="nor after the quote"),
        pytest.param("$1.5million", "$ 1.5 million", id="size without its space"),
        pytest.param("£990,000)", "£ 990,000 )", id="bracket after money"),
        pytest.param("US$5m", "US$ 5 m", id="currency of two parts"),
        pytest.param("€3bn", "€ 3 bn", id="bn"),
        pytest.param("500km", "500 km", id="unit without its space"),
        pytest.param("126-strong", "126 - strong", id="as spaCy does"),
        pytest.param("12-year-old", "12 - year - old", id="as spaCy does, too"),
        pytest.param("U.S.-led", "U.S.-led", id="abbreviation in a compound"),
        pytest.param("‘Pilots’", "‘ Pilots ’", id="single curly quotes"),
        pytest.param("“x” «x» „x“", "“ x ” « x » „ x “", id="quotes of three languages"),
        pytest.param("``x''", "`` x ''", id="TeX quotes"),
        pytest.param("'x'", "' x '", id="straight quotes"),
        pytest.param("dead(12)", "dead ( 12 )", id="bracket after a word"),
        pytest.param("50%-60%", "50 % - 60 %", id="percentages as a range"),
        pytest.param("Wed 5 April", "Wed 5 April", id="no contraction of we would"),
        pytest.param("Lt. Gen. Smith", "Lt. Gen. Smith", id="ranks"),
        pytest.param("It’s the army’s", "It ’s the army ’s", id="curly apostrophes"),
    ],
)
def test_tokens(nlp: Language, text: str, expected: str) -> None:
    assert " ".join(token.text for token in nlp.make_doc(text)) == expected


def test_tokens_are_the_text(nlp: Language) -> None:
    text = "He said: “$1.5million” (US$2m)…  \n\n• ‘No’.\u200bNext"
    assert nlp.make_doc(text).text == text
