"""Drafts to claims: slots worded as fully as the document words them, places and times resolved, repeats folded.

>>> EXTRACTOR.startswith("rules")
True
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from spacy.tokens import Doc

from sayso.lexicon import load
from sayso.model import (
    Attribution,
    Claim,
    ClaimDraft,
    Document,
    Figure,
    FigureMention,
    Phrase,
    Place,
    SourceLink,
    Span,
    TimeExpression,
    claim_id,
)
from sayso.resolve.actors import Names
from sayso.resolve.repeats import fold

EXTRACTOR = "rules-1"
_SIDES = frozenset(
    {
        "north",
        "south",
        "east",
        "west",
        "northern",
        "southern",
        "eastern",
        "western",
        "central",
        "northeastern",
        "northwestern",
        "southeastern",
        "southwestern",
        "rural",
    }
)


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
    """The claims of a document, in order of evidence; one for each source and event.

    `places` and `times` hold what the mentions' spans resolve to.
    """
    claims = [
        _claim(draft, document=document, doc=doc, names=names, places=places, times=times, extractor=extractor)
        for draft in drafts
    ]
    return fold(claims)


def _claim(
    draft: ClaimDraft,
    *,
    document: Document,
    doc: Doc,
    names: Names,
    places: Mapping[Span, Place],
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
        target=_slot(event.target, doc, names, resolve=False),
        instrument=_slot(event.instrument, doc, names, resolve=False),
        places=tuple(_places(draft, doc, places, document)),
        time=None if draft.time is None else times.get(draft.time.span),
        figures=tuple(_figures(draft.figures, document)),
        confidence=_confidence(draft),
        extractor=extractor,
    )


def _places(draft: ClaimDraft, doc: Doc, places: Mapping[Span, Place], document: Document) -> Iterator[Place]:
    """Each place once, worded with what is attached to its name: "northern Idlib province"."""
    said: set[str] = set()
    for mention, role in draft.places:
        if mention.span not in places:
            continue
        span = _attached(doc, mention.span)
        text = document.quote(span)
        if text.casefold() not in said:
            said.add(text.casefold())
            yield replace(places[mention.span], span=span, text=text, role=role)


def _attached(doc: Doc, span: Span) -> Span:
    """The name with the sides before it and the kind of place after it."""
    words = load("places")
    tokens = doc.char_span(span.start, span.end, alignment_mode="expand")
    assert tokens is not None, f"a mention lies within its document: {span}"
    first, last = tokens.start, tokens.end - 1
    while first > 0 and doc[first - 1].lower_ in _SIDES:
        first -= 1
    if last + 1 < len(doc) and doc[last + 1].lower_ in words["kinds_after"]:
        last += 1
    return Span(doc[first].idx, doc[last].idx + len(doc[last]))


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
    """Who did it; None for a pronoun that stands for nobody named, for a site, for those who only report violence."""
    event = draft.event
    found = _slot(event.actor, doc, names)
    if found is None or event.actor is None:
        return None
    first, last = event.actor
    if found.span is not None and any(mention.span.covers(found.span) for mention, _ in draft.places):
        return None
    if first == last and doc[first].pos_ == "PRON" and found.text.casefold() == doc[first].lower_:
        return None
    return None if event.kind in _violence() and _only_reports(found.text) else found


@cache
def _violence() -> frozenset[str]:
    families = load("events")["families"]
    return frozenset((*families["strike"], *families["movement"], "siege", "abduction", "arrest"))


def _only_reports(name: str) -> bool:
    """Whether a name is that of a monitor, an outlet, an activist: they tell of strikes and do not fly them."""
    return any(
        word in load("roles")["reporters"] for word in name.casefold().replace("’s", "").replace("'s", "").split()
    )


def _slot(tokens: tuple[int, int] | None, doc: Doc, names: Names, *, resolve: bool = True) -> Phrase | None:
    if tokens is None:
        return None
    first, last = tokens
    span = Span(doc[first].idx, doc[last].idx + len(doc[last]))
    return Phrase(text=names.fullest(first, last) if resolve else doc[first : last + 1].text, span=span)


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


def _confidence(draft: ClaimDraft) -> float:
    """A first estimate from what the draft holds; to be calibrated against coded claims."""
    filled = sum(
        (
            bool(draft.figures),
            bool(draft.places),
            draft.event.actor is not None,
            draft.event.target is not None,
            draft.attribution is not None,
        )
    )
    return round(0.4 + 0.1 * filled, 2)
