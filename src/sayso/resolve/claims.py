"""Drafts to claims: slots worded as fully as the document words them, places and times resolved, repeats folded.

>>> EXTRACTOR.startswith("rules")
True
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc
from spacy.tokens import Span as SpacySpan

from sayso.model import (
    Attribution,
    Claim,
    ClaimDraft,
    Document,
    Figure,
    FigureMention,
    Phrase,
    Place,
    PlaceMention,
    SourceLink,
    Span,
    TimeExpression,
    claim_id,
)
from sayso.resolve.actors import Names
from sayso.resolve.confidence import confidence_of, slots_of
from sayso.resolve.likeness import PRONOUNS
from sayso.resolve.passages import wordings
from sayso.resolve.place_words import worded
from sayso.resolve.repeats import fold

EXTRACTOR = "rules-5"  # counted up whenever the same text may give other claims
_TELLING = frozenset({"NOUN", "PROPN", "ADJ"})
_EDGES = ".,;:()[]\"“”'‘’"


def resolve_claims(
    drafts: Iterable[ClaimDraft],
    *,
    document: Document,
    doc: Doc,
    names: Names,
    places: Mapping[Span, Place],
    times: Mapping[Span, TimeExpression],
    extractor: str = EXTRACTOR,
) -> list[Claim]:
    """The claims of a document, in order of evidence; one for each source and event, less the doubtful told only once.

    `places` and `times` hold what the mentions' spans resolve to.
    """
    drafts = list(drafts)
    known = _Known(places=places, alike={place.text: place for place in places.values()})
    claims = [
        _claim(draft, document=document, doc=doc, names=names, known=known, times=times, extractor=extractor)
        for draft in drafts
    ]
    doubtful = {claim.id for draft, claim in zip(drafts, claims, strict=True) if draft.doubtful}
    told = fold(claims, wordings(drafts, doc))
    return [claim for claim in told if claim.id not in doubtful or claim.also]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """The places of a document by where they are named, and by how."""

    places: Mapping[Span, Place]
    alike: Mapping[str, Place]

    def place(self, mention: PlaceMention) -> Place | None:
        """What a mention means, as far as any of its wording is known."""
        return self.places.get(mention.span, self.alike.get(mention.text))


def _claim(
    draft: ClaimDraft,
    *,
    document: Document,
    doc: Doc,
    names: Names,
    known: _Known,
    times: Mapping[Span, TimeExpression],
    extractor: str,
) -> Claim:
    event = draft.event
    source = _source(draft.attribution)
    return Claim(
        id=claim_id(document.id, draft.evidence, event.kind, source, event.token),
        doc=document.id,
        span=draft.evidence,
        evidence=document.quote(draft.evidence),
        kind=event.kind,
        status=event.status,
        stance="asserts" if draft.attribution is None else draft.attribution.stance,
        source=source,
        cue=_cue(draft.attribution, document),
        actor=_doer(draft, doc, names),
        target=_slot(event.target, doc, names, resolve=_is_pronoun(event.target, doc)),
        instrument=_slot(event.instrument, doc, names, resolve=False),
        places=tuple(_places(draft, doc, known, document)),
        time=None if draft.time is None else times.get(draft.time.span),
        figures=tuple(_figures(draft.figures, document)),
        confidence=confidence_of(draft.odds),
        slots=slots_of(draft),
        extractor=extractor,
    )


def _places(draft: ClaimDraft, doc: Doc, known: _Known, document: Document) -> Iterator[Place]:
    """Each place once, worded with what is attached to its name: "northern Idlib province"."""
    said: set[str] = set()
    for mention, role in draft.places:
        span = worded(doc, mention.span)
        text = document.quote(span)
        if text.casefold() not in said:
            said.add(text.casefold())
            place = known.place(mention) or Place(
                span=span, text=text
            )  # of what no gazetteer knows only the words are told
            yield replace(place, span=span, text=text, role=role)


def _source(attribution: Attribution | None) -> tuple[SourceLink, ...]:
    if attribution is None:
        return ()
    spans: Sequence[Span | None] = (
        attribution.source if len(attribution.source) == len(attribution.speaker) else [None] * len(attribution.speaker)
    )
    return tuple(SourceLink(text=text, span=span) for text, span in zip(attribution.speaker, spans, strict=True))


def _cue(attribution: Attribution | None, document: Document) -> Phrase | None:
    if attribution is None or not attribution.cue:
        return None
    return Phrase(text=document.quote(attribution.cue[0]), span=attribution.cue[0])


def _doer(draft: ClaimDraft, doc: Doc, names: Names) -> Phrase | None:
    """Who did it; None for a pronoun that stands for nobody named, and for whoever accuses another of it.

    "He" within a quotation is never the one who is quoted.
    """
    found = _slot(draft.event.actor, doc, names)
    if found is None or draft.event.actor is None:
        return None
    first, last = draft.event.actor
    told = draft.attribution
    if (
        told is not None
        and told.stance == "accuses"
        and any(part.covers(Span(doc[first].idx, doc[last].idx)) for part in told.source)
    ):
        return None
    if first != last or doc[first].pos_ != "PRON":
        return found
    quoted = told is not None and told.kind == "direct" and doc[first].lower_ in PRONOUNS and found.text in told.speaker
    return None if quoted or found.text.casefold() == doc[first].lower_ else found


def _is_pronoun(tokens: tuple[int, int] | None, doc: Doc) -> bool:
    return tokens is not None and tokens[0] == tokens[1] and doc[tokens[0]].pos_ == "PRON"


def _slot(tokens: tuple[int, int] | None, doc: Doc, names: Names, *, resolve: bool = True) -> Phrase | None:
    if tokens is None:
        return None
    first, last = tokens
    span = Span(doc[first].idx, doc[last].idx + len(doc[last]))
    words = " ".join(doc[first : last + 1].text.split())
    fullest = names.fullest(first, last) if resolve else words
    return Phrase(text=fullest if _goes_for(doc[first : last + 1], fullest) else words, span=span)


def _goes_for(short: SpacySpan, fullest: str) -> bool:
    """Whether a fuller wording may stand for a phrase: it holds the phrase's words.

    A pronoun, a lone noun without a name ("the group") and an acronym may become any.
    """
    telling = [token for token in short if token.pos_ in _TELLING]
    if len(telling) <= 1 and all(token.pos_ != "PROPN" or token.is_upper for token in telling):
        return True
    held = {word.strip(_EDGES).removesuffix("'s").removesuffix("’s") for word in fullest.lower().split()}
    return {token.lower_ for token in telling} <= held


def _figures(ties: Iterable[tuple[FigureMention, str]], document: Document) -> Iterable[Figure]:
    for mention, measure in ties:
        yield Figure(
            span=mention.span,
            text=document.quote(mention.span),
            measure=measure,  # type: ignore[arg-type]
            low=mention.low,
            high=mention.high,
            basis=mention.basis,
            unit=mention.unit,
            part_of=None if mention.part_of is None else document.quote(mention.part_of),
            scope=mention.scope or "incident",
        )
