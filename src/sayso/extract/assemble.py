"""Put mentions together: one draft for each event and the source that tells it, with its places, time and figures.

    >>> from sayso.language.parse import load_model
    >>> from sayso.extract.events import find_events
    >>> from sayso.extract.figures import find_figures
    >>> doc = load_model()("Air strikes killed 12 people.")
    >>> drafts = assemble(doc, events=find_events(doc), figures=list(find_figures(doc)), places=[], times=[], attributions=[])
    >>> [(draft.event.kind, [measure for _, measure in draft.figures]) for draft in drafts]
    [('air_strike', ['killed'])]
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from spacy.tokens import Doc

from sayso.extract.attribution import covering
from sayso.extract.goingon import distinct, goes_on
from sayso.extract.measures import tie_figures
from sayso.extract.scenes import Scene, place_and_time
from sayso.lexicon import load
from sayso.model import Attribution, ClaimDraft, EventMention, FigureMention, PlaceMention, Span, TimeMention


def assemble(
    doc: Doc,
    *,
    events: Sequence[EventMention],
    figures: Sequence[FigureMention],
    places: Sequence[PlaceMention],
    times: Sequence[TimeMention],
    attributions: Sequence[Attribution],
    furniture: Sequence[Span] = (),
) -> list[ClaimDraft]:
    """The drafts of a document, in order of their events; events in furniture are left out."""
    told: defaultdict[int, list[tuple[FigureMention, str]]] = defaultdict(list)
    for figure, event, measure in tie_figures(doc, events, figures):
        told[event].append((figures[figure], measure))
    scene = Scene()
    drafts: list[ClaimDraft] = []
    for number, event in enumerate(events):
        if any(stretch.overlaps(event.span) for stretch in furniture):
            continue
        attribution = _attribution(doc, event, attributions)
        where, when = place_and_time(doc, event, places, times, attribution=attribution, scene=scene)
        draft = ClaimDraft(
            event=event,
            evidence=Span(doc[event.first].idx, doc[event.last].idx + len(doc[event.last])),
            attribution=attribution,
            places=where,
            time=when,
            figures=distinct(told[number]),
        )
        if not _tells_nothing(doc, draft) and not goes_on(doc, drafts, draft):
            drafts.append(draft)
    return drafts


def _attribution(doc: Doc, event: EventMention, attributions: Sequence[Attribution]) -> Attribution | None:
    """Who says it: the innermost attribution over the event's word, unless that word is itself its cue."""
    others = [a for a in attributions if not any(cue.overlaps(event.span) for cue in a.cue)]
    return covering(others, event.span)


def _tells_nothing(doc: Doc, draft: ClaimDraft) -> bool:
    """A bare word of violence without figure, doer, victim or place of its own tells of no happening that could be coded."""
    event = draft.event
    if draft.figures or event.kind not in _tangible():
        return False
    if event.kind == "casualties" and draft.attribution is None:
        return True
    if event.effects and event.token == event.effects[0][0] and doc[event.token].pos_ in {"NOUN", "PROPN"}:
        return True  # "the victims", "the dead", with nothing that was done to them
    own_place = any(draft.evidence.covers(place.span) for place, _ in draft.places)
    return not own_place and event.actor is None and event.target is None


def _tangible() -> frozenset[str]:
    families = load("events")["families"]
    return frozenset((*families["strike"], *families["movement"], *families["coercion"]))
