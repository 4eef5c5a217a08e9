"""Filters as somebody at a prompt gives them: by keyword, in words, numbers or days, each meaning what it does on the command line.

>>> filters_of(since="2015-11", kind="air strike", near=(36.2, 37.16, 25)).kind
('air_strike',)
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import date, datetime
from numbers import Real
from typing import TypedDict, Unpack

from sayso.errors import UsageError
from sayso.store.filters import ALL, Box, Filters, Near
from sayso.telling import asking


class Given(TypedDict, total=False):
    """What may be asked for; None asks for nothing. Where several may be given, one will do without a list round it.

    `since`, `until`: a day, or words for a day, month or year. `near`: latitude, longitude, kilometres. `box`: west, south,
    east, north, in degrees. `min_confidence`: 0 to 1.
    """

    since: str | date | None
    until: str | date | None
    near: str | tuple[float, float, float] | Near | None
    box: str | tuple[float, float, float, float] | Box | None
    place: str | None
    kind: str | Iterable[str] | None
    actor: str | None
    source: str | None
    grade: str | Iterable[str] | None
    disputed: bool
    min_confidence: float | str | None
    text: str | None


NAMES: tuple[str, ...] = tuple(Given.__annotations__)
_FIELDS = {"min_confidence": "confidence"}  # what is called otherwise in `Filters`


def filters_of(filters: Filters = ALL, **given: Unpack[Given]) -> Filters:
    """The filters, with those that are given by keyword in place of their own; UsageError names what cannot be read.

    >>> filters_of(Filters(place="Idlib"), until="2016").place
    'Idlib'
    """
    said: dict[str, list[str]] = {}
    for name, value in given.items():
        if name not in NAMES:
            raise UsageError(found=f"{name!r} as a filter", expected=f"one of {', '.join(NAMES)}", mend="correct it")
        if value is not None:
            said[_FIELDS.get(name, name)] = _words(value)
    read = asking.read_filters(said)
    named = {one.name: getattr(read, one.name) for one in fields(Filters) if one.name in said}
    return replace(filters, **named)


def _words(value: object) -> list[str]:
    """What is given as `read_filters` takes it: words, all that was given."""
    match value:
        case bool():
            return ["1" if value else "0"]
        case str():
            return [value]
        case datetime():
            return [value.date().isoformat()]
        case date():
            return [value.isoformat()]
        case Near():
            return [f"{value.lat!r},{value.lon!r},{value.km!r}"]
        case Box():
            return [f"{value.west!r},{value.south!r},{value.east!r},{value.north!r}"]
        case tuple() | list() if value and all(isinstance(part, Real) for part in value):
            return [",".join(repr(float(part)) for part in value)]
        case Iterable():
            return [str(part) for part in value]
    return [str(value)]
