"""What the record is: frozen, pure data that imports nothing of ours but the errors.

>>> from sayso.model import Span
>>> Span(0, 5).quote("Hello, world")
'Hello'
"""

from sayso.model.claim import (
    ADDED,
    Claim,
    Phrase,
    SlotConfidence,
    SourceLink,
    by_person,
    claim_id,
    finder,
    is_added,
)
from sayso.model.document import MAX_CHARACTERS, Document, OffsetMap, Page, Reading, Span
from sayso.model.failure import Failure
from sayso.model.figure import Figure, Measure, Number
from sayso.model.incident import Account, Disagreement, Grade, Incident, Rule, Toll, Weighing
from sayso.model.judgement import Feature, Judgement
from sayso.model.mention import (
    Attribution,
    ClaimDraft,
    EventMention,
    FigureMention,
    Link,
    Odds,
    PlaceMention,
    TimeMention,
)
from sayso.model.operation import Operation
from sayso.model.place import Place, PlaceCandidate, kilometres
from sayso.model.reference import ReferenceRecord
from sayso.model.source import BodyType, SourceBody
from sayso.model.time import TimeExpression, TimeInterval, read_day, read_days

__all__ = [
    "ADDED",
    "MAX_CHARACTERS",
    "Account",
    "Attribution",
    "BodyType",
    "Claim",
    "ClaimDraft",
    "Disagreement",
    "Document",
    "EventMention",
    "Failure",
    "Feature",
    "Figure",
    "FigureMention",
    "Grade",
    "Incident",
    "Judgement",
    "Link",
    "Measure",
    "Number",
    "Odds",
    "OffsetMap",
    "Operation",
    "Page",
    "Phrase",
    "Place",
    "PlaceCandidate",
    "PlaceMention",
    "Reading",
    "ReferenceRecord",
    "Rule",
    "SlotConfidence",
    "SourceBody",
    "SourceLink",
    "Span",
    "TimeExpression",
    "TimeInterval",
    "TimeMention",
    "Toll",
    "Weighing",
    "by_person",
    "claim_id",
    "finder",
    "is_added",
    "kilometres",
    "read_day",
    "read_days",
]
