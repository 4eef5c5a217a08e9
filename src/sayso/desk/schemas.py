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


class AccountLine(Wire):
    """All that one origin says of one incident."""

    origin: str
    source: list[str]
    docs: list[str]
    claims: list[str]
    killed: Range | None
    injured: Range | None
    figures: list[FigureLine]
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
    figures: list[FigureLine]
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


class IncidentWhole(IncidentLine):
    """An incident with its tolls by the rule asked for."""

    tolls: list[TollLine]


class ClaimLine(Wire):
    """One source's statement about one event. Offsets are code points into the document's text as it was given."""

    doc: str
    id: str
    start: int
    end: int
    evidence: str
    kind: str
    status: str
    stance: str
    source: list[str] = Field(description="outermost first; empty is the report's own voice")
    cue: str | None
    actor: str | None
    target: str | None
    instrument: str | None
    places: list[dict[str, Any]]
    time: dict[str, Any] | None
    figures: list[FigureLine]
    confidence: float
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


class ChangeLine(Wire):
    """Something that changed. Ask again with `after` the number of the last one seen."""

    number: int
    made: str | None
    kind: str
    id: str
    what: str
    differences: list[dict[str, str | None]]
    became: list[str] | None
    operation: dict[str, Any] | None


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
