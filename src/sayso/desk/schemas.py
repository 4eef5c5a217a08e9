"""What the API gives, as its OpenAPI document describes it: the JSON objects of the command line, page by page.

>>> Problem(error="found x, expected y; mend it").error
'found x, expected y; mend it'
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from sayso.model import Grade

Range = tuple[float | None, float | None]


class Wire(BaseModel):
    """Fields may be added within a version of the API; none is taken out or changes its meaning."""

    model_config = ConfigDict(extra="allow")


class Problem(Wire):
    """Why there is no answer, in one line: what was found, what was expected, how to mend it."""

    error: str


class FigureLine(Wire):
    """A number with its measure; `low` and `high` are inclusive, null is open-ended."""

    text: str
    measure: str
    low: float | None
    high: float | None
    basis: str
    unit: str | None
    part_of: str | None = Field(description="the words of the whole that this is a part of: never add it to that")
    scope: str


class AccountFigureLine(FigureLine):
    """A number of an account, with the claim that gives it."""

    claim: str


class ClaimFigureLine(FigureLine):
    """A number of a claim, with where its words stand in the document's text as it was given."""

    start: int
    end: int


class AccountLine(Wire):
    """All that one origin says of one incident."""

    origin: str
    source: list[str]
    docs: list[str]
    claims: list[str]
    killed: Range | None
    injured: Range | None
    figures: list[AccountFigureLine]
    actor: str | None
    occurred: Literal["asserted", "denied", "possible"]
    aside: list[str] = Field(description="measures whose toll stands beside the range of the incident, not in it")


class DisagreementLine(Wire):
    """Two accounts that cannot both hold; `size` in persons, kilometres or days."""

    type: str
    between: list[str]
    size: float | None
    claims: list[list[str]]


class IncidentLine(Wire):
    """One happening as put together from claims. `start` and `end` are days, inclusive; null is unknown."""

    id: str
    kind: str
    docs: list[str]
    claims: int
    claims_by_doc: dict[str, int]
    start: str | None
    end: str | None
    place: str | None
    lat: float | None
    lon: float | None
    precision: str | None
    actors: list[str]
    targets: list[str]
    killed: Range | None
    injured: Range | None
    figures: list[AccountFigureLine]
    accounts: list[AccountLine]
    disagreements: list[DisagreementLine]
    grade: Grade | None
    grade_rule: str | None


class TollLine(Wire):
    """A measure by a rule, with the claims that it rests on, and those set aside, each with why."""

    measure: str
    rule: str
    low: float | None
    best: float | None
    high: float | None
    used: list[str]
    aside: list[tuple[str, str]]
    says: str
    whom: Literal["civilians", "fighters"] | None = Field(description="of whom alone; null is of all")


class IncidentWhole(IncidentLine):
    """An incident with its tolls by the rule asked for."""

    tolls: list[TollLine]


class BodyLine(Wire):
    """Who a source is, whatever the document calls it; `reason` says why it is nobody in particular."""

    id: str | None
    name: str | None
    type: str | None
    party: bool | None = Field(description="whether it is a party to the conflict")
    of: str | None = Field(description="the body that it belongs to")
    reason: str | None


class PlaceLine(Wire):
    """A place of a claim, with where its words stand; `lat` and `lon` in degrees, WGS 84, null where it is unresolved."""

    text: str
    role: str
    start: int
    end: int
    name: str | None
    lat: float | None
    lon: float | None
    geonameid: int | None
    precision: str


class TimeLine(Wire):
    """The time of a claim in the words of the report, and the days, inclusive, that it stands for; null is unknown."""

    text: str
    start: str | None
    end: str | None
    precision: str | None
    reason: str | None


class SlotConfidenceLine(Wire):
    """How likely each slot is as a careful coder would fill it; null where it is empty or was never weighed."""

    actor: float | None
    target: float | None
    places: float | None
    time: float | None
    figures: float | None


Offsets = tuple[int, int]


class ClaimLine(Wire):
    """One source's statement about one event. Offsets are code points into the document's text as it was given."""

    doc: str
    id: str
    start: int
    end: int
    evidence: str
    also_spans: list[Offsets] = Field(description="what else of the report belongs to it")
    kind: str
    status: str
    stance: str
    source: list[str] = Field(description="outermost first; empty is the report's own voice")
    source_spans: list[Offsets | None] = Field(description="null where the source carries over from elsewhere")
    source_bodies: list[BodyLine | None]
    cue: str | None
    actor: str | None
    target: str | None
    instrument: str | None
    places: list[PlaceLine]
    time: TimeLine | None
    figures: list[ClaimFigureLine]
    confidence: float
    slot_confidence: SlotConfidenceLine
    extractor: str
    corrects: str | None
    incident: str | None = Field(description="the incident that it is part of")


class DocumentLine(Wire):
    """The header of a report; `published` is a day."""

    id: str
    title: str | None
    byline: str | None
    publisher: str | None
    published: str | None
    published_from: str | None
    url: str | None
    language: str | None
    characters: int


class DocumentWhole(DocumentLine):
    """A report with its clean text."""

    text: str


class SourceLine(Wire):
    """An origin with how many incidents it tells of, with a toll, and differing from another."""

    name: str
    incidents: int
    tolls: int
    differing: int


class DifferenceLine(Wire):
    """A field of an incident before and after, in words; null is unknown."""

    field: str
    before: str | None
    after: str | None


class OperationLine(Wire):
    """What a person did, and why. `before` and `after` are values of a slot, as the record has them."""

    id: str
    verb: str
    author: str
    reason: str
    made: str | None
    incidents: list[str]
    sides: list[list[list[str]]]
    claim: str | None
    evidence: str | None
    slot: str | None
    before: Any
    after: Any
    undoes: str | None


class ChangeLine(Wire):
    """Something that changed. Ask again with `after` the number of the last one seen."""

    number: int
    made: str | None
    kind: str
    id: str
    what: str
    differences: list[DifferenceLine]
    became: list[str] | None
    operation: OperationLine | None


class DeletedLine(Wire):
    """An incident that has ceased, and those that hold its claims now; `number` is that of the change."""

    number: int
    id: str
    became: list[str]


class _Page(Wire):
    next: str | None = Field(description="what to send as `cursor` for what follows; null at the end")


class Incidents(_Page):
    """A page of incidents, newest first, the undated last."""

    results: list[IncidentLine]


class Claims(_Page):
    """A page of claims, by day of report, document and position."""

    results: list[ClaimLine]


class Documents(_Page):
    """A page of reports, by day of publication."""

    results: list[DocumentLine]


class Sources(_Page):
    """A page of origins, those that tell of most incidents first."""

    results: list[SourceLine]


class Changes(_Page):
    """A page of changes, the earliest first."""

    results: list[ChangeLine]


class Deleted(_Page):
    """A page of incidents that have ceased, the earliest first."""

    results: list[DeletedLine]
