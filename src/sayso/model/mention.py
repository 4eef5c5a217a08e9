"""Mentions: words found in a document, not yet understood.

Offsets are code points; `token`, `first` and `last` are token indexes into the parsed document (last inclusive).

    >>> PlaceMention(span=Span(3, 8), text="Raqqa").form
    'name'
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from sayso.model.document import Span
from sayso.model.figure import Basis, Number, Scope
from sayso.model.place import Role
from sayso.model.source import SourceBody
from sayso.model.time import TimexType

Status = Literal["asserted", "denied", "possible", "planned", "demanded", "conditional"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMention:
    """A place name or demonym. "20 km south of" gives `distance_km` 20 and `bearing` 180 (degrees from north)."""

    span: Span
    text: str
    form: Literal["name", "demonym"] = "name"
    kind_hint: str | None = None  # "province", "city", "river", ... where the words say what it is
    relation: Literal["at", "near", "direction", "between", "part"] = "at"
    distance_km: float | None = None
    bearing: float | None = None
    within: str | None = None  # the containing place named with it: "Daquq, in Kirkuk province"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeMention:
    """A time expression, typed but not yet tied to the calendar."""

    span: Span
    text: str
    type: TimexType
    tense: Literal["past", "present", "future", "unknown"] = "unknown"  # of the verb that governs it
    form: str = ""  # how it tells the time: "date", "weekday", "ago", "duration", ...; "" is not understood
    parts: tuple[tuple[str, str], ...] = ()  # the pieces of that form: (("weekday", "5"), ("part", "NI"))
    signal: str = ""  # the word before it that bounds it: "since", "until", "by", ...


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureMention:
    """A number with its unit ("at least 17 women and boys"); what it measures is decided with its event.

    `measure` is set only where the unit itself decides it (money, sorties, strikes, kilometres).
    """

    span: Span  # the whole phrase
    number: Span  # the words of the number, with "at least" and the like
    text: str
    low: Number | None
    high: Number | None
    basis: Basis
    unit: str | None  # "women and children", "USD a day"
    head: int  # token index of the counted noun, or of the number where it stands alone
    first: int
    last: int
    measure: str | None = None
    part_of: Span | None = None
    scope: Scope | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventMention:
    """Words that tell of an event of one of the kinds, with the tokens that fill its roles."""

    span: Span  # of the word that stands for the event
    token: int
    kind: str
    words: tuple[int, ...] = ()  # every token that tells of it, in order
    effects: tuple[tuple[int, str], ...] = ()  # tokens that tell what it did, each with its measure
    first: int = 0  # first and last token of the stretch that tells it
    last: int = 0
    speech: bool = False  # a demand, an accusation, ...: the event is the saying
    anaphoric: bool = False  # its kind was taken from an event told before
    apart: bool = False  # told only as what another event answers or follows: not of the scene
    status: Status = "asserted"
    actor: tuple[int, int] | None = None  # first and last token
    target: tuple[int, int] | None = None
    instrument: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who says what. `source` holds the chain, outermost first, one span a link."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    kind: Literal["direct", "indirect", "mixed"]
    stance: str = "asserts"
    speaker: tuple[str, ...] = ()  # the chain resolved to the fullest wording of the document, outermost first
    bodies: tuple[SourceBody, ...] = ()  # who the links of `speaker` are in every document, one each


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """What the tagger ties to one cue: who says it, and what is said; empty where it finds none."""

    cue: Span
    source: tuple[Span, ...]
    content: tuple[Span, ...]
    confidence: float  # that the cue is one, 0 to 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Odds:
    """How sure the parts of a draft are, in log odds as the trained parts give them; None where nothing was weighed."""

    claim: float | None = None
    actor: float | None = None
    target: float | None = None
    places: float | None = None
    time: float | None = None
    figures: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimDraft:
    """Mentions put together: one source's statement about one event, before its words are tied to the world."""

    event: EventMention
    evidence: Span
    also: tuple[Span, ...] = ()
    attribution: Attribution | None = None
    places: tuple[tuple[PlaceMention, Role], ...] = ()  # with their roles
    time: TimeMention | None = None
    figures: tuple[tuple[FigureMention, str], ...] = field(default=())  # with their measures
    odds: Odds = Odds()
    doubtful: bool = (
        False  # whether it is too unlikely to stand alone: it counts only beside another telling of the same
    )
