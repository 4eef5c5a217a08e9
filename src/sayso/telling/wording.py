"""Values as people read them.

>>> days(None, None), short("i0123456789abcdef")
('?', 'i0123456')
>>> range_words(8, None), range_words(3, 5), range_words(None, 20)
('8 or more', '3-5', 'up to 20')
"""

from __future__ import annotations

from datetime import date

from sayso.model import Claim, Figure, Number, Place, Toll

UNKNOWN = "?"
SHORT = 8  # characters of an identifier that are shown; `show` takes any beginning that fits one thing only


def short(identifier: str) -> str:
    """The beginning of an identifier that lists show."""
    return identifier[:SHORT]


def days(first: date | None, last: date | None) -> str:
    """An interval, its ends inclusive; "?" for an end that nothing fixes."""
    if first is None and last is None:
        return UNKNOWN
    if first == last:
        return str(first)
    return f"{first or UNKNOWN} to {last or UNKNOWN}"


def number(value: Number) -> str:
    """With thousands marked, and no more digits than there are."""
    return f"{value:,}" if isinstance(value, int) or not value.is_integer() else f"{int(value):,}"


def range_words(low: Number | None, high: Number | None) -> str:
    """A range in words."""
    if low is None and high is None:
        return UNKNOWN
    if low is None:
        return f"up to {number(high or 0)}"
    if high is None:
        return f"{number(low)} or more"
    return number(low) if low == high else f"{number(low)}-{number(high)}"


def toll_words(toll: Toll | None) -> str:
    """A toll in words, nothing where nobody gave one."""
    return "" if toll is None else range_words(toll.low, toll.high)


def kind_words(kind: str) -> str:
    return kind.replace("_", " ")


def figure_words(figure: Figure) -> str:
    """What a figure measures, its range, and what it is a part of."""
    part = f" (part of {figure.part_of})" if figure.part_of is not None else ""
    scope = "" if figure.scope == "incident" else f" ({figure.scope})"
    return f"{figure.measure} {range_words(figure.low, figure.high)}{scope}{part}"


def place_words(place: Place | None) -> str:
    """The name, and how exactly it is known where that is not a settlement or better."""
    if place is None:
        return UNKNOWN
    name = place.name or place.text
    vague = place.precision in ("admin1", "admin2", "region", "country", "water", "unresolved")
    return f"{name} ({_PRECISION[place.precision]})" if vague else name


_PRECISION = {
    "admin1": "province",
    "admin2": "district",
    "region": "region",
    "country": "country",
    "water": "waters",
    "unresolved": "not located",
}


# What accounts disagree about, as lists and headings say it.
DISPUTES = {
    "number": "number",
    "place": "where",
    "date": "when",
    "responsibility": "who did it",
    "occurrence": "whether it happened",
    "victims": "who the victims were",
}


# Whether a source is a party to the conflict, as lists say it.
NAMELESS = "not named"
PARTY = {True: "yes", False: "no", None: UNKNOWN}


def source_words(claim: Claim) -> str:
    """Who says it, innermost first, as a reader would tell it."""
    return ", as told by ".join(link.text for link in reversed(claim.source)) or "the report itself"


def event_words(claim: Claim) -> str:
    """The kind, and the status where it is not simply asserted."""
    kind = kind_words(claim.kind)
    return kind if claim.status == "asserted" else f"{kind}, {claim.status}"


def count(total: int, one: str, many: str | None = None) -> str:
    """A number with its noun: 1 claim, 2 claims."""
    return f"{total:,} {one if total == 1 else many or one + 's'}"
