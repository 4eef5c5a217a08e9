"""What a person types for a slot of a claim, as the value that the slot holds.

>>> from sayso.model import Span
>>> document = Document(id="d1", text="Eight people died in Homs.")
>>> claim = Claim(id="c1", doc="d1", span=Span(0, 25), evidence=document.text[:25], kind="attack", status="asserted", extractor="1", confidence=0.5)
>>> slot, (figure,) = read_slot("killed", "at least 8 civilians", claim=claim, document=document)
>>> slot, figure.measure, figure.low, figure.high, figure.unit
('figures', 'killed', 8, None, 'civilians')
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import cast, get_args

from sayso.errors import UsageError
from sayso.extract.numerals import read_numerals
from sayso.model import (
    Claim,
    Document,
    Figure,
    Phrase,
    Place,
    PlaceCandidate,
    SourceLink,
    Span,
    TimeExpression,
    TimeInterval,
    read_days,
)
from sayso.model.figure import Measure, Scope
from sayso.model.mention import Status
from sayso.model.place import Role
from sayso.model.time import Precision
from sayso.resolve.bodies import Bodies
from sayso.resolve.gazetteer import Gazetteer
from sayso.resolve.parties import with_bodies
from sayso.resolve.places import PRECISION

NOTHING = ("", "none")  # what is typed for no value
PHRASES = ("cue", "actor", "target", "instrument")
MEASURES: tuple[str, ...] = get_args(Measure)
SLOTS = ("kind", "status", "stance", "source", *PHRASES, "place", "time", *MEASURES)
PERSON = "person/"  # how the identifiers of persons begin
_POINT = re.compile(r"@\s*(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)\s*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """The claim, where it stands, and the words that say the new value."""

    claim: Claim
    document: Document
    quoted: str | None = None
    others: tuple[Claim, ...] = ()
    gazetteer: Callable[[], Gazetteer] | None = None

    def span(self, words: str) -> Span:
        """Where the words, or the quoted ones, stand nearest to the claim; nowhere is an empty span at its beginning."""
        said = self.quoted or words
        found = [Span(*one.span()) for one in re.finditer(re.escape(said), self.document.text, re.IGNORECASE) if said]
        here = self.claim.span

        def distance(span: Span) -> int:
            return 0 if here.covers(span) else min(abs(span.start - here.start), abs(span.end - here.end)) + 1

        if found:
            return min(found, key=distance)
        if self.quoted is not None:
            raise UsageError(
                found=f"no {self.quoted!r} in {self.document.id!r}", expected="words of the report", mend="copy them"
            )
        return Span(here.start, here.start)

    def text(self, words: str) -> tuple[Span, str]:
        """The span with what stands there, else the words as typed."""
        span = self.span(words)
        return span, self.document.quote(span) or words


def read_slot(
    slot: str,
    words: str,
    *,
    claim: Claim,
    document: Document,
    quoted: str | None = None,
    others: Iterable[Claim] = (),
    gazetteer: Callable[[], Gazetteer] | None = None,
) -> tuple[str, object]:
    """The field of the claim and its new value.

    `quoted` are words of the document that say it, where they are not the value itself; `others` are the other claims of
    the document, by which it is told whether a source takes part in the fighting; `gazetteer` opens the gazetteer, which
    only a place needs. UsageError says what was expected.
    """
    asked = _Asked(claim=claim, document=document, quoted=quoted, others=tuple(others), gazetteer=gazetteer)
    words = words.strip()
    name = {"places": "place"}.get(slot, slot)
    if name in PHRASES:
        return name, _phrase(words, asked)
    if name.partition(":")[0] in MEASURES:
        return "figures", tuple(_figures(name, words, asked))
    match name:
        case "kind":
            return name, words.lower().replace(" ", "_").replace("-", "_")
        case "status":
            return name, _one_of(words, get_args(Status), "a status")
        case "stance":
            return name, _one_of(words, None, "a stance")
        case "source":
            return name, _source(words, asked)
        case "place":
            return "places", tuple(_places(words, asked))
        case "time":
            return name, _time(words, asked)
    raise UsageError(found=f"{slot!r} as a slot", expected=f"one of {', '.join(SLOTS)}", mend="correct it")


def _one_of(words: str, allowed: tuple[str, ...] | None, what: str) -> str:
    word = words.lower()
    if not word or (allowed is not None and word not in allowed):
        expected = f"one of {', '.join(allowed)}" if allowed else "one word"
        raise UsageError(found=f"{words!r} as {what}", expected=expected, mend="correct it")
    return word


def _phrase(words: str, asked: _Asked) -> Phrase | None:
    if words.lower() in NOTHING:
        return None
    span = asked.span(words)
    return Phrase(text=words, span=span if len(span) else None)


def _source(words: str, asked: _Asked) -> tuple[SourceLink, ...]:
    """The chain, outermost first, parted by >; each link with who it is."""
    if words.lower() in NOTHING:
        return ()
    links = []
    for part in words.split(">"):
        name = part.strip()
        if not name:
            raise UsageError(
                found=f"{words!r} as a source", expected="names, outermost first, parted by >", mend="correct it"
            )
        span = asked.span(name)
        links.append(SourceLink(text=name, span=span if len(span) else None))
    known = [link.body for one in (asked.claim, *asked.others) for link in one.source if link.body is not None]
    persons = [body.name for body in known if body.id is not None and body.id.startswith(PERSON) and body.name]
    bodies = Bodies(asked.document.text, persons=persons)
    return with_bodies([*asked.others, replace(asked.claim, source=tuple(links))], bodies=bodies)[-1].source


def _figures(slot: str, words: str, asked: _Asked) -> Iterator[Figure]:
    """All figures of the claim, the one asked for changed, removed or added: killed, killed:2, killed:new."""
    measure, _, which = slot.partition(":")
    held = asked.claim.figures
    own = [index for index, one in enumerate(held) if one.measure == measure]
    index = _which(measure, which, own, asked.claim)
    if words.lower() in NOTHING:
        if index is None:
            raise UsageError(found=f"no figure of {measure} to remove", expected="one", mend="see: sayso show CLAIM")
        yield from (one for number, one in enumerate(held) if number != index)
        return
    old = None if index is None else held[index]
    new = _figure(measure, words, old, asked)
    yield from (new if number == index else one for number, one in enumerate(held))
    if index is None:
        yield new


def _which(measure: str, which: str, own: list[int], claim: Claim) -> int | None:
    """The place of the figure meant among those of the claim, None for a new one."""
    if which == "new" or (not which and not own):
        return None
    if not which and len(own) == 1:
        return own[0]
    if which.isdecimal() and 0 < int(which) <= len(own):
        return own[int(which) - 1]
    told = "; ".join(f"{measure}:{number} is {claim.figures[at].text!r}" for number, at in enumerate(own, 1)) or "none"
    raise UsageError(
        found=f"{measure}{':' + which if which else ''} of {len(own)} figures",
        expected=f"which one ({told})",
        mend=f"or {measure}:new for a further one",
    )


def _figure(measure: str, words: str, old: Figure | None, asked: _Asked) -> Figure:
    """ "at least 12 children, part of 20 people, scope total": the number with its bounds, then what is known more."""
    first, *rest = [part.strip() for part in words.split(", ")]
    numerals = list(read_numerals(first))
    if len(numerals) != 1 or numerals[0].span.start != 0:
        raise UsageError(
            found=f"{words!r} as a figure of {measure}",
            expected="a number, as 12, 8-20, at least 8, up to 20 or about 30, and what is counted",
            mend="correct it, or none to remove it",
        )
    number = numerals[0]
    more = {word: said.strip() for word, _, said in (part.partition(" ") for part in rest)}
    part_of = more.pop("part", "").removeprefix("of ").strip() or (old.part_of if old is not None else None)
    scope = more.pop("scope", old.scope if old is not None else "incident")
    if more or scope not in get_args(Scope):
        raise UsageError(
            found=f"{', '.join(rest)!r} after the figure",
            expected=f"part of WHOLE, or scope {' or '.join(get_args(Scope))}",
            mend="correct it",
        )
    span, text = asked.text(first)
    unit = first[number.span.end :].strip() or number.currency or (old.unit if old is not None else None)
    return Figure(
        span=span,
        text=text,
        measure=cast(Measure, measure),
        low=number.low,
        high=number.high,
        basis=number.basis,
        unit=unit,
        part_of=None if part_of is None or part_of.lower() in NOTHING else part_of,
        scope=cast(Scope, scope),
    )


def _places(words: str, asked: _Asked) -> Iterator[Place]:
    """All places of the claim, parted by semicolons: NAME; NAME, COUNTRY; NAME @ LAT,LON; near: NAME."""
    if words.lower() in NOTHING:
        return
    for part in words.split(";"):
        role, colon, rest = part.partition(":")
        if not colon:
            role, rest = "site", part
        yield _place(rest.strip(), cast(Role, _one_of(role.strip(), get_args(Role), "a role")), asked)


def _place(words: str, role: Role, asked: _Asked) -> Place:
    point = _POINT.search(words)
    name = words[: point.start()].strip() if point else words
    if not name:
        raise UsageError(found=f"{words!r} as a place", expected="NAME, or NAME @ LAT,LON", mend="correct it")
    span, text = asked.text(name.partition(",")[0].strip())
    if point is not None:
        lat, lon = float(point[1]), float(point[2])
        if abs(lat) > 90 or abs(lon) > 180:
            raise UsageError(found=f"{point[0]!r} as a point", expected="@ LAT,LON in degrees", mend="correct it")
        return Place(
            span=span,
            text=text,
            role=role,
            name=name,
            lat=lat,
            lon=lon,
            precision="exact",
            confidence=1.0,
        )
    best = _candidate(name, asked)
    return Place(
        span=span,
        text=text,
        role=role,
        name=best.name,
        lat=best.lat,
        lon=best.lon,
        geonameid=best.geonameid,
        country=best.country,
        admin1=best.admin1,
        precision=PRECISION[best.kind],
        confidence=1.0,
        candidates=(best,),
    )


def _candidate(name: str, asked: _Asked) -> PlaceCandidate:
    """The likeliest entry of that name, in the country or province named after a comma, else where the claim is already."""
    short, _, within = (part.strip() for part in name.partition(","))
    assert asked.gazetteer is not None, "who corrects a place brings a gazetteer"
    found = asked.gazetteer().lookup(short)
    if within:
        found = [one for one in found if within.casefold() in {str(one.country).casefold(), str(one.admin1).casefold()}]
    if not found:
        raise UsageError(
            found=f"no place {name!r} in the gazetteer",
            expected="a name that it knows (NAME, COUNTRY CODE or PROVINCE for one of several)",
            mend="give NAME @ LAT,LON, or see: sayso gazetteer lookup NAME",
        )
    lands = {place.country for place in asked.claim.places if place.country is not None}
    return min(found, key=lambda one: (not within and one.country not in lands, -one.score))


def _time(words: str, asked: _Asked) -> TimeExpression | None:
    """A day, month or year, or two of them parted by dots: 2016-05-03, 2016-05, 2016-05-03..2016-05-05."""
    if words.lower() in NOTHING:
        return None
    first, dots, last = words.partition("..")
    begin, end = read_days(first), read_days(last if dots else first)
    if begin is None or end is None:
        raise UsageError(
            found=f"{words!r} as a time", expected="YYYY-MM-DD, YYYY-MM, YYYY, or two parted by ..", mend="correct it"
        )
    if begin[0] > end[1]:
        raise UsageError(found=f"{words!r} as a time", expected="days that run forward", mend="swap them")
    precision: Precision = "range" if dots else begin[2]
    span, text = asked.text(words)
    return TimeExpression(
        span=span,
        text=text,
        type="DATE",
        value="" if dots else first.strip(),
        interval=TimeInterval(first=begin[0], last=end[1], precision=precision),
    )
