"""What the program says in English where it gives reasons, retold in the language of a page.

Grades, tolls, joins and errors carry a sentence that says why; it is English in the record. The texts under `retold` are
the forms of these sentences; one that fits is told anew in the other language, what is of a report within it kept apart.

>>> from sayso.desk.words import words_of
>>> words_of("ar").retold("told in one passage"), words_of("en").retold("told in one passage")
('يُرويان في موضع واحد', 'told in one passage')
>>> words_of("ar").retold("no form of these") == apart("no form of these")
True
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from sayso.desk.apart import apart, code

if TYPE_CHECKING:
    from sayso.desk.words import Words

LONGEST = 700  # characters of a sentence of the program; a hostile longer one would take seconds to look at
DEEPEST = 6  # sentences within sentences
_BLANK = re.compile(r"\{([a-z]+)(\d?)\}")
_RANGE = r"up to [\d,.]+|[\d,.]+ or more|[\d,.]+[-–][\d,.]+|\d[\d,.]*|\?"
_FITS = {
    "n": r"\d[\d,]*(?:\.\d+)?",
    "day": r"\d{4}-\d\d-\d\d",
    "range": _RANGE,
    "tolls": rf"(?:{_RANGE}) [a-z]+(?: and (?:{_RANGE}) [a-z]+)*",
    "count": r"(?:a|\d[\d,]*) [a-z ]+?",
    "quote": r"'[^\n]*?'|\"[^\n]*?\"",
    "kind": r"[a-z][a-z ]*?",
    "measure": r"[a-z]+",
    "whom": r"[a-z]+",
    "thing": r"[a-z]+",
    "role": r"[a-z]+",
}
_TOLL = re.compile(rf"({_RANGE}) ([a-z]+)")


@cache
def _forms(english: Words) -> list[tuple[str, re.Pattern[str], list[str]]]:
    """Every form by its key, the most exact first: "both name {words} as {role}" comes before "both name {words}"."""
    found = []
    for key, text in english.texts.items():
        if key.startswith("retold."):
            pattern, names, end = "", [], 0
            for blank in _BLANK.finditer(text):
                pattern += re.escape(text[end : blank.start()]) + f"({_FITS.get(blank[1], '.+?')})"
                names.append(blank[1] + blank[2])
                end = blank.end()
            wide = sum(name.rstrip("0123456789") not in _FITS for name in names)
            found.append((wide - len(_BLANK.sub("", text)), key, re.compile(pattern + re.escape(text[end:])), names))
    return [(key, pattern, names) for _, key, pattern, names in sorted(found, key=lambda form: form[:2])]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Into:
    """The language that is retold in, that of the forms, and the names that sentences may list."""

    words: Words
    english: Words
    names: tuple[str, ...]


def retold(text: str, words: Words, english: Words, *, names: Iterable[str] = ()) -> str:
    """A sentence of the program, or several after each other, in the language of `words`; as it stands, kept apart, where no
    form of `english` fits. Lists of `names` ("A, B and C") are told name by name."""
    into = _Into(words=words, english=english, names=tuple(sorted(set(names), key=lambda one: (-len(one), one))))
    told = _sentences(text, into, 0) if len(text) <= LONGEST else None
    return apart(text) if told is None else told


def _sentences(text: str, into: _Into, deep: int) -> str | None:
    """Sentences parted by ";", each retold; None where no form fits one of them."""
    parts = [_sentence(part, into, deep) for part in text.split("; ")]
    told = [part for part in parts if part is not None]
    return into.words.listed(told) if len(told) == len(parts) else _sentence(text, into, deep)


def _sentence(text: str, into: _Into, deep: int) -> str | None:
    for key, pattern, names in _forms(into.english) if deep < DEEPEST else ():
        match = pattern.fullmatch(text)
        if match is not None:
            held = zip(names, match.groups(), strict=True)
            told = {name: _value(name.rstrip("0123456789"), value, into, deep) for name, value in held}
            if None not in told.values():
                return into.words(key, **told)
    return None


def _value(blank: str, held: str, into: _Into, deep: int) -> str | None:
    """What a blank holds in the other language; None where it is not what the blank takes."""
    match blank:
        case "told":
            return _sentences(held, into, deep + 1)
        case "part":
            return _sentences(held, into, deep + 1) or apart(held)
        case "names":
            return _names(held, into)
        case "words":
            return apart(held)
    return _READ[blank](held, into.words)


def _names(held: str, into: _Into) -> str:
    """Names one after another, the last few of which may only be counted; kept as they stand where one is not known."""
    known = "|".join(re.escape(name) for name in into.names)
    one = rf"(?:{known}{'|' if known else ''}[\d,]+ more)"
    if re.fullmatch(rf"{one}(?:, {one})*(?: and {one})?", held) is None:
        return apart(held)
    found = (match[0] for match in re.finditer(one, held))
    told = (apart(each) if each in into.names else into.words("more", n=each.removesuffix(" more")) for each in found)
    return into.words.listed(list(told))


def _range(held: str, words: Words) -> str:
    if held == "?":
        return words("unknown")
    if held.startswith("up to "):
        return words("range.up_to", n=held.removeprefix("up to "))
    if held.endswith(" or more"):
        return words("range.or_more", n=held.removesuffix(" or more"))
    return held.replace("-", "–")


def _tolls(held: str, words: Words) -> str | None:
    told = []
    for found in _TOLL.finditer(held):
        measure = _of("measure")(found[2], words)
        if measure is None:
            return None
        told.append(f"{_range(found[1], words)} ({measure})")
    return words("did.and").join(told)


def _of(kind: str) -> Callable[[str, Words], str | None]:
    def name(held: str, words: Words) -> str | None:
        text = words.texts.get(f"{kind}.{held}")
        return None if text is None else str(text)

    return name


def _kind(held: str, words: Words) -> str | None:
    plain = re.sub(r"^an? ", "", held).replace(" ", "_")
    text = words.texts.get("kind." + plain)
    return None if text is None else str(text)


def _count(held: str, words: Words) -> str | None:
    number, _, noun = held.partition(" ")
    for form in (noun, noun.removesuffix("s")):
        if f"count.{form.replace(' ', '_')}" in words.texts:
            return words.count(form.replace(" ", "_"), 1 if number == "a" else int(number.replace(",", "")))
    return None


def _quote(held: str, _words: Words) -> str:
    return f"“{apart(held[1:-1])}”"


_READ: Mapping[str, Callable[[str, Words], str | None]] = {
    "n": lambda held, _: held,
    "day": lambda held, words: words.days(date.fromisoformat(held), date.fromisoformat(held)),
    "range": _range,
    "tolls": _tolls,
    "count": _count,
    "command": lambda held, _: code(held),
    "kind": _kind,
    "quote": _quote,
    "measure": _of("measure"),
    "whom": _of("whom"),
    "thing": _of("thing"),
    "role": _of("party"),
}
