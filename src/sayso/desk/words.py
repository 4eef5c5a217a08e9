"""The interface's words, in one file a language, and values as its readers write them.

>>> english = words_of("en")
>>> english("overview.title"), english.count("claim", 2), english.range(8, None)
('Incidents', '2 claims', '8 or more')
>>> english("no.such.words")
Traceback (most recent call last):
    ...
KeyError: 'no.such.words'
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from sayso.desk.apart import apart, code
from sayso.desk.retold import retold
from sayso.model import Figure, Number, Place, Toll
from sayso.telling import wording

LANGUAGES = ("en", "ar")
LANGUAGE_COOKIE = "sayso_language"
_DOTTED = ("exact", "near", "settlement")


def _english(number: Number) -> str:
    return "one" if number == 1 else "other"


def _arabic(number: Number) -> str:
    """The plural of a number, as Unicode's CLDR has it for Arabic."""
    if number in (0, 1, 2):
        return ("zero", "one", "two")[int(number)]
    rest = number % 100
    if 3 <= rest <= 10:
        return "few"
    return "many" if 11 <= rest <= 99 else "other"


_PLURALS: Mapping[str, Callable[[Number], str]] = {"en": _english, "ar": _arabic}


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The words of one language. Called with a key, and what is put into its text; KeyError where there is none."""

    language: str
    texts: Mapping[str, Any]

    @property
    def direction(self) -> str:
        """ "rtl" or "ltr"."""
        return str(self.texts["direction"])

    @property
    def name(self) -> str:
        """What the language calls itself."""
        return str(self.texts["name"])

    def __call__(self, key: str, /, **values: object) -> str:
        return str(self.texts[key]).format(**values) if values else str(self.texts[key])

    def count(self, key: str, number: Number) -> str:
        """A number with its noun: "1 claim", "2 claims"."""
        forms: Mapping[str, str] = self.texts["count." + key]
        form = forms.get(_PLURALS[self.language](number)) or forms["other"]
        return form.format(n=wording.number(number))

    def number(self, value: Number) -> str:
        """With thousands marked."""
        return wording.number(value)

    def kind(self, kind: str) -> str:
        """A kind of event."""
        return str(self.texts.get("kind." + kind) or wording.kind_words(kind))

    def of(self, name: str, word: str) -> str:
        """One of the program's words for what something is: `of("stance", "denies")`; as it stands where it has no text."""
        return str(self.texts.get(f"{name}.{word}") or word)

    def foreign(self, text: str) -> str:
        """Words of a report within those of the page: kept apart where the page runs the other way."""
        return apart(text) if self.direction == "rtl" else text

    def retold(self, text: str, names: Iterable[str] = ()) -> str:
        """What the program says in English, as it does where it gives reasons, in this language; `names` may be told in it."""
        return text if self.language == LANGUAGES[0] else retold(text, self, words_of(LANGUAGES[0]), names=names)

    def range(self, low: Number | None, high: Number | None) -> str:
        """A range of a count."""
        if low is None and high is None:
            return self("unknown")
        if low is None:
            return self("range.up_to", n=wording.number(high or 0))
        if high is None:
            return self("range.or_more", n=wording.number(low))
        return wording.number(low) if low == high else f"{wording.number(low)}–{wording.number(high)}"

    def toll(self, toll: Toll | None) -> str:
        """A toll; a dash where nobody gave one."""
        return "–" if toll is None else self.range(toll.low, toll.high)

    def days(self, first: date | None, last: date | None) -> str:
        """An interval, its ends inclusive."""
        if first is None and last is None:
            return self("unknown")
        begin, end = self._day(first), self._day(last)
        if first is None:
            return self("days_until", last=end)
        if last is None:
            return self("days_since", first=begin)
        return begin if first == last else self("days", first=begin, last=end)

    def _day(self, day: date | None) -> str:
        """A day as ISO 8601 has it, kept from being turned round by the letters before it."""
        return code(str(day)) if self.direction == "rtl" else str(day)

    def place(self, place: Place | None) -> str:
        """The name, and how exactly it is known where that is not a settlement or better."""
        return self("unknown") if place is None else self.placed(place.name or place.text, place.precision)

    def placed(self, name: str | None, precision: str) -> str:
        """The same of a place by its name."""
        if name is None:
            return self("unknown")
        shown = self.foreign(name)
        return shown if precision in _DOTTED else f"{shown} ({self('precision.' + precision)})"

    def figure(self, figure: Figure, *, measured: bool = True) -> str:
        """What a figure measures and its range, what it is a part of, and over what time it is told."""
        said = (f"{self('measure.' + figure.measure)} " if measured else "") + self.range(figure.low, figure.high)
        if figure.unit:
            said += f" {self.foreign(figure.unit)}"
        if figure.scope != "incident":
            said += f" ({self('scope.' + figure.scope)})"
        return said + (
            f" ({self('part_of', whole=self.foreign(figure.part_of))})" if figure.part_of is not None else ""
        )

    def listed(self, names: Sequence[str]) -> str:
        """Names one after another."""
        return self("listed").join(names)

    def names(self, names: Iterable[str]) -> str:
        """Names of reports one after another."""
        return self.listed([self.foreign(name) for name in names])


@cache
def words_of(language: str) -> Words:
    """The words of a language of `LANGUAGES`; what it lacks stands in English."""
    texts = yaml.safe_load((files("sayso.desk") / "texts" / f"{language}.yml").read_text("utf-8"))
    flat = _flat(texts)
    return Words(language, flat if language == "en" else {**words_of("en").texts, **flat})


def _flat(texts: Mapping[str, Any], before: str = "") -> dict[str, Any]:
    """Nested keys joined by dots; the forms of a count stay together.

    >>> _flat({"a": {"b": "c"}, "count": {"claim": {"one": "1"}}})
    {'a.b': 'c', 'count.claim': {'one': '1'}}
    """
    found: dict[str, Any] = {}
    for key, value in texts.items():
        if isinstance(value, Mapping) and before != "count.":
            found |= _flat(value, f"{before}{key}.")
        else:
            found[before + str(key)] = value
    return found


def choose(asked: str | None, accepted: str) -> str:
    """The language: the one asked for, else the first that the browser accepts and that there is, else English.

    >>> choose(None, "fr-FR,ar;q=0.8,en;q=0.5"), choose("en", "ar"), choose("xx", "")
    ('ar', 'en', 'en')
    """
    if asked in LANGUAGES:
        return str(asked)
    for part in accepted.split(","):
        language = part.split(";")[0].strip().split("-")[0].lower()
        if language in LANGUAGES:
            return language
    return LANGUAGES[0]
