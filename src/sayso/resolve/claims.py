"""Drafts to claims: slots worded as fully as the document words them, places and times resolved, repeats folded.

>>> EXTRACTOR.startswith("rules")
True
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

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
_HEAD = 300  # characters at the head of a text in which a headline stands
_STOPS = frozenset(".!?…\"”’'")
_EVERYDAY = 2  # "one killed" recurs in a report of many attacks; greater numbers seldom do


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
        actor=_slot(event.actor, doc, names),
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


def fold(claims: Sequence[Claim]) -> list[Claim]:
    """One claim for what one source tells again: same kind and source, and the same figures or a part of them."""
    kept: list[Claim] = []
    for claim in claims:
        for i, earlier in enumerate(kept):
            if _is_repeat(earlier, claim):
                kept[i] = _merged(earlier, claim)
                break
        else:
            kept.append(claim)
    return _without_headlines(kept)


def _without_headlines(claims: list[Claim]) -> list[Claim]:
    """The claims without those of a headline that the body tells too, whoever tells it there."""
    kept = list(claims)
    for claim in claims:
        if not _in_headline(claim):
            continue
        told = next((i for i, other in enumerate(kept) if other is not claim and _tells_headline(other, claim)), None)
        if told is not None:
            kept[told] = replace(kept[told], also=(*kept[told].also, claim.span, *claim.also))
            kept.remove(claim)
    return kept


def _in_headline(claim: Claim) -> bool:
    """Whether a claim stands at the head of a text in a line that ends without a stop."""
    return claim.span.start < _HEAD and not claim.source and claim.evidence[-1:] not in _STOPS


def _tells_headline(body: Claim, headline: Claim) -> bool:
    if _in_headline(body) or not _same_family(body.kind, headline.kind) or body.status != headline.status:
        return False
    numbers = _numbers(headline)
    return numbers <= _numbers(body) if numbers else _same_spot(body, headline)


def _is_repeat(earlier: Claim, later: Claim) -> bool:
    if earlier.status != later.status or not _same_family(earlier.kind, later.kind):
        return False
    if earlier.span == later.span and earlier.kind != later.kind:
        return False
    one, other = _numbers(earlier), _numbers(later)
    if _elsewhere(earlier, later) or not (_is_telling(one & other) or _same_spot(earlier, later)):
        return False
    if earlier.source and not later.source:
        return bool(other) and other <= one  # the report says again what it has laid to somebody's door
    return _speaker(earlier) == _speaker(later) and bool(one and other) and (one <= other or other <= one)


def _elsewhere(one: Claim, other: Claim) -> bool:
    """Whether both name places and none in common."""
    names, others = ({place.text.casefold() for place in claim.places} for claim in (one, other))
    return bool(names and others) and not names & others


def _same_spot(one: Claim, other: Claim) -> bool:
    """Whether both tell of one kind of event at one named place."""
    return one.kind == other.kind and bool(
        {p.text.casefold() for p in one.places} & {p.text.casefold() for p in other.places}
    )


def _is_telling(numbers: frozenset[tuple[str, object, object]]) -> bool:
    """Whether shared numbers say that two passages tell of one thing: one of them is above the everyday."""
    return any((low if isinstance(low, int | float) else 0) > _EVERYDAY for _, low, _ in numbers)


def _same_family(one: str, other: str) -> bool:
    return one == other or any(one in kinds and other in kinds for kinds in load("events")["families"].values())


def _speaker(claim: Claim) -> tuple[str, ...]:
    return tuple(link.text.casefold() for link in claim.source)


def _numbers(claim: Claim) -> frozenset[tuple[str, object, object]]:
    return frozenset((f.measure, f.low, f.high) for f in claim.figures)


def _merged(earlier: Claim, later: Claim) -> Claim:
    """The fuller passage stands as evidence, the other beside it."""
    fuller, other = (
        (earlier, later)
        if (len(earlier.figures), len(earlier.places)) >= (len(later.figures), len(later.places))
        else (later, earlier)
    )
    spans = tuple(dict.fromkeys(span for span in (*fuller.also, other.span, *other.also) if span != fuller.span))
    return replace(
        fuller,
        also=spans,
        actor=fuller.actor or other.actor,
        target=fuller.target or other.target,
        instrument=fuller.instrument or other.instrument,
        places=fuller.places or other.places,
        time=fuller.time or other.time,
    )
