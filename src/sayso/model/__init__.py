"""What the record is: frozen, pure data that imports nothing of ours but the errors.

    >>> from sayso.model import Span
    >>> Span(0, 5).quote("Hello, world")
    'Hello'
"""

from sayso.model.claim import Claim, Phrase, SourceLink, claim_id
from sayso.model.document import Document, OffsetMap, Page, Reading, Span
from sayso.model.figure import Figure, Number
from sayso.model.incident import Account, Disagreement, Incident, Toll
from sayso.model.judgement import Feature, Judgement
from sayso.model.mention import (
    ActorMention,
    Attribution,
    ClaimDraft,
    EventMention,
    FigureMention,
    PlaceMention,
    TimeMention,
)
from sayso.model.place import Place, PlaceCandidate
from sayso.model.time import TimeExpression, TimeInterval

__all__ = [
    "Account",
    "ActorMention",
    "Attribution",
    "Claim",
    "ClaimDraft",
    "Disagreement",
    "Document",
    "EventMention",
    "Feature",
    "Figure",
    "FigureMention",
    "Incident",
    "Judgement",
    "Number",
    "OffsetMap",
    "Page",
    "Phrase",
    "Place",
    "PlaceCandidate",
    "PlaceMention",
    "Reading",
    "SourceLink",
    "Span",
    "TimeExpression",
    "TimeInterval",
    "TimeMention",
    "Toll",
    "claim_id",
]
