"""Numbers in digits and words, with their bounds."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.extract.numerals import read_numerals, value_of
from sayso.model.figure import Number

_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
]
_ONES += ["seventeen", "eighteen", "nineteen"]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]

NUMERALS = [
    pytest.param("15 men", "15", 15, 15, "exact", id="digits"),
    pytest.param("1,700 homes", "1,700", 1700, 1700, "exact", id="thousands comma"),
    pytest.param("15 000 residents", "15 000", 15000, 15000, "exact", id="thousands space"),
    pytest.param("15\u00a0000 residents", "15\u00a0000", 15000, 15000, "exact", id="no-break space"),
    pytest.param("1.2 million", "1.2 million", 1200000, 1200000, "exact", id="decimal and scale"),
    pytest.param("3m people fled", "3m", 3000000, 3000000, "exact", id="m before people is million"),
    pytest.param("6k shells", "6k", 6000, 6000, "exact", id="k is thousand"),
    pytest.param("٣٥ men", "٣٥", 35, 35, "exact", id="Arabic digits"),
    pytest.param("Twenty-two men", "Twenty-two", 22, 22, "exact", id="words"),
    pytest.param("two hundred and fifty homes", "two hundred and fifty", 250, 250, "exact", id="hundred and"),
    pytest.param("half a million", "half a million", 500000, 500000, "exact", id="half a"),
    pytest.param("a quarter of a million", "a quarter of a million", 250000, 250000, "exact", id="quarter"),
    pytest.param("half a dozen shells", "half a dozen", 6, 6, "exact", id="half a dozen"),
    pytest.param("three dozen rebels", "three dozen", 36, 36, "exact", id="three dozen"),
    pytest.param("a hundred men", "a hundred", 100, 100, "exact", id="a hundred"),
    pytest.param("a score of boats", "a score", 20, 20, "exact", id="a score"),
    pytest.param("At least 40 people", "At least 40", 40, None, "at least", id="at least"),
    pytest.param("no fewer than 30", "no fewer than 30", 30, None, "at least", id="no fewer than is a floor"),
    pytest.param("no more than 30", "no more than 30", None, 30, "up to", id="no more than is a ceiling"),
    pytest.param("more\nthan 20", "more\nthan 20", 20, None, "more than", id="wrapped line"),
    pytest.param("over 300", "over 300", 300, None, "more than", id="over"),
    pytest.param("as many as 200", "as many as 200", None, 200, "up to", id="as many as"),
    pytest.param("fewer than 400", "fewer than 400", None, 400, "less than", id="fewer than"),
    pytest.param("nearly 75", "nearly 75", 75, 75, "about", id="nearly"),
    pytest.param("an estimated 900", "an estimated 900", 900, 900, "about", id="an estimated"),
    pytest.param("50 or so", "50 or so", 50, 50, "about", id="or so"),
    pytest.param("60 or more", "60 or more", 60, None, "at least", id="or more"),
    pytest.param("80+ men", "80+", 80, None, "at least", id="plus sign"),
    pytest.param("a total of at least 12", "a total of at least 12", 12, None, "at least", id="stacked bounds"),
    pytest.param("10-12 men", "10-12", 10, 12, "between", id="hyphen range"),
    pytest.param("between ten and 12", "between ten and 12", 10, 12, "between", id="between"),
    pytest.param("from 500 to 1,300", "from 500 to 1,300", 500, 1300, "between", id="from to"),
    pytest.param("12 or 13", "12 or 13", 12, 13, "between", id="or"),
    pytest.param("two to three thousand", "two to three thousand", 2000, 3000, "between", id="borrowed scale"),
    pytest.param("at least 20 to 30", "at least 20 to 30", 20, None, "at least", id="bounded range"),
    pytest.param("dozens", "dozens", 24, None, "vague", id="dozens"),
    pytest.param("scores", "scores", 40, None, "vague", id="scores"),
    pytest.param("tens of thousands", "tens of thousands", 20000, None, "vague", id="tens of thousands"),
    pytest.param("hundreds of thousands", "hundreds of thousands", 200000, None, "vague", id="hundreds of thousands"),
    pytest.param("several hundred", "several hundred", 300, None, "vague", id="several hundred"),
    pytest.param("several", "several", 3, None, "vague", id="several"),
    pytest.param("a handful", "a handful", 3, None, "vague", id="a handful"),
    pytest.param("a couple", "a couple", 2, 2, "exact", id="a couple"),
    pytest.param("a number of men", "a number", None, None, "vague", id="a number of says no number"),
    pytest.param("over several days", "several", 3, None, "vague", id="over is no bound of a vague number"),
    pytest.param("the toll topped 300", "300", 300, None, "more than", id="verb of exceeding"),
    pytest.param("half a kilometre", "half a", 0.5, 0.5, "exact", id="half a unit"),
]


@pytest.mark.parametrize(("text", "words", "low", "high", "basis"), NUMERALS)
def test_numeral(text: str, words: str, low: Number | None, high: Number | None, basis: str) -> None:
    (numeral,) = read_numerals(text)
    assert (numeral.text, numeral.low, numeral.high, numeral.basis) == (words, low, high, basis)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        pytest.param("T-72s, a Su-24 and G20", [], id="designations"),
        pytest.param("on 2015-10-07 at 10:30", [], id="date and time"),
        pytest.param("9/11", [], id="slashed date"),
        pytest.param("7.10.2015", [], id="dotted date"),
        pytest.param("+44 20 7946 0958", [], id="telephone"),
        pytest.param("won 3-0", [], id="match score"),
        pytest.param("the 7th and 101st", [], id="ordinals"),
        pytest.param("five and six", [5, 6], id="and is no range without between"),
        pytest.param("the toll rose from 11 to 43", [11, 43], id="a rise is no range"),
        pytest.param("raised its toll of eight to 36", [8, 36], id="a toll raised is no range"),
        pytest.param("12 killed, 30 hurt", [12, 30], id="comma between numbers"),
        pytest.param("how many more", [], id="how many"),
        pytest.param("", [], id="empty"),
    ],
)
def test_values(text: str, values: list[int]) -> None:
    assert [numeral.low for numeral in read_numerals(text)] == values


@pytest.mark.parametrize(
    ("text", "low", "currency"),
    [
        pytest.param("$1.5million", 1500000, "USD", id="no space"),
        pytest.param("£990,000", 990000, "GBP", id="pounds"),
        pytest.param("€3bn", 3000000000, "EUR", id="bn"),
        pytest.param("£3.2 bn", 3200000000, "GBP", id="space before bn"),
        pytest.param("US$ 40", 40, "USD", id="US dollars"),
        pytest.param("$2m", 2000000, "USD", id="m of money is million"),
    ],
)
def test_money(text: str, low: Number, currency: str) -> None:
    (numeral,) = read_numerals(text)
    assert (numeral.low, numeral.currency) == (low, currency)


def test_money_range() -> None:
    (numeral,) = read_numerals("between $2 million and $3 million")
    assert (numeral.low, numeral.high, numeral.currency) == (2000000, 3000000, "USD")


def _in_words(number: int) -> str:
    """A number below a million in English words."""
    if number >= 1000:
        rest = f" {_in_words(number % 1000)}" if number % 1000 else ""
        return f"{_in_words(number // 1000)} thousand{rest}"
    if number >= 100:
        rest = f" and {_in_words(number % 100)}" if number % 100 else ""
        return f"{_ONES[number // 100]} hundred{rest}"
    if number < 20:
        return _ONES[number]
    return _TENS[number // 10 - 2] + (f"-{_ONES[number % 10]}" if number % 10 else "")


@given(st.integers(min_value=1, max_value=999_999))
@settings(max_examples=50, deadline=None)
def test_words_and_digits_agree(number: int) -> None:
    words = _in_words(number)
    assert value_of(words) == value_of(f"{number:,}") == value_of(f"{number}") == number
    (numeral,) = read_numerals(f"killed {words} of them")
    assert numeral.low == number


@given(st.text(alphabet=st.sampled_from("0123456789,.-–:/ \nabtofrm$£%+"), max_size=60))
@settings(max_examples=50, deadline=None)
def test_spans_hold(text: str) -> None:
    end = 0
    for numeral in read_numerals(text):
        assert numeral.span.quote(text) == numeral.text
        assert numeral.span.covers(numeral.core)
        assert numeral.core.start >= end
        assert numeral.low is None or numeral.high is None or numeral.low <= numeral.high
        end = numeral.core.end
