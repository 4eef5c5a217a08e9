"""Claims: one source's statement about one event. The unit of storage.

>>> SourceLink(text="Defence Minister Sergei Shoigu").text
'Defence Minister Sergei Shoigu'
"""

from __future__ import annotations

from dataclasses import dataclass

from sayso.model.document import Span
from sayso.model.figure import Figure
from sayso.model.identity import identify
from sayso.model.mention import Status
from sayso.model.place import Place
from sayso.model.source import SourceBody
from sayso.model.time import TimeExpression


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Words of a slot: `text` is the fullest wording of the document, `span` where it stands for this claim."""

    text: str
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLink:
    """One link of a source chain: fullest wording, and the words at this place (None where it carries over).

    `body` is who that is in every document; None only for claims that were read before it was asked.
    """

    text: str
    span: Span | None = None
    body: SourceBody | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotConfidence:
    """How likely each slot is as a careful coder would fill it, 0 to 1; None where it is empty or was never weighed."""

    actor: float | None = None
    target: float | None = None
    places: float | None = None
    time: float | None = None
    figures: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One source's statement about one event. `source` is outermost first; empty is the report's own voice.

    Never overwritten: a correction is a new claim whose `corrects` names the one that it replaces. `confidence` is how
    likely a careful coder would make this claim too, `slots` how likely the same slots.
    """

    id: str
    doc: str
    span: Span
    evidence: str
    kind: str
    status: Status
    extractor: str
    confidence: float
    stance: str = "asserts"
    also: tuple[Span, ...] = ()
    source: tuple[SourceLink, ...] = ()
    cue: Phrase | None = None
    actor: Phrase | None = None
    target: Phrase | None = None
    instrument: Phrase | None = None
    places: tuple[Place, ...] = ()
    time: TimeExpression | None = None
    figures: tuple[Figure, ...] = ()
    slots: SlotConfidence = SlotConfidence()
    corrects: str | None = None


ADDED = "person/"  # how the extractor of a claim begins that a person added; the name follows


def is_added(claim: Claim) -> bool:
    """Whether a person added the claim, which no program found."""
    return claim.corrects is None and claim.extractor.startswith(ADDED)


def by_person(claim: Claim) -> bool:
    """Whether the claim is as a person gave it: added, or corrected."""
    return claim.corrects is not None or claim.extractor.startswith(ADDED)


def finder(claim: Claim) -> str:
    """Who found, added or corrected it: the versions of a program, or the name of a person.

    >>> finder(Claim(id="c", doc="d", span=Span(0, 1), evidence="F", kind="attack", status="asserted", extractor="person/Ada", confidence=1.0))
    'Ada'
    """
    return claim.extractor.removeprefix(ADDED)


def claim_id(doc: str, span: Span, kind: str, source: tuple[SourceLink, ...], trigger: int) -> str:
    """The identifier of a claim: where it stands, what kind it is, who says it, which word tells it."""
    return identify("claim", doc, span.start, span.end, kind, trigger, *(link.text for link in source))
