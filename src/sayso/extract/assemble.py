"""Put mentions together: one draft for each event and the source that tells it, with its places, time and figures.

>>> from sayso.language.parse import load_model
>>> from sayso.extract.events import find_events
>>> from sayso.extract.figures import find_figures
>>> doc = load_model()("Air strikes killed 12 people.")
>>> found = {"events": find_events(doc), "figures": list(find_figures(doc)), "places": [], "times": [], "attributions": []}
>>> [(draft.event.kind, [measure for _, measure in draft.figures]) for draft in assemble(doc, **found)]
[('air_strike', ['killed'])]
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from sayso.extract import ties, worth
from sayso.extract.attribution import covering
from sayso.extract.blocks import Blocks
from sayso.extract.cuewords import words
from sayso.extract.goingon import distinct, goes_on
from sayso.extract.measures import tie_figures
from sayso.extract.scenes import Offer, Scene, role_of
from sayso.extract.sense import Sense, log_odds
from sayso.extract.setting import Point, Setting
from sayso.extract.sites import find_sites
from sayso.extract.units import person_group
from sayso.extract.voices import also_claimed, by_voice, is_own_speech, owner_by_voice, with_denial
from sayso.lexicon import load
from sayso.model import Attribution, ClaimDraft, EventMention, FigureMention, Odds, PlaceMention, Span, TimeMention
from sayso.model.place import PlacePrecision

_RISING = frozenset({"up", "down"})  # "to 36, up from 28": what a number was before it was put right
_COMPARING = frozenset({"following", "after", "against", "from"})  # "more than 60 sorties, following 70 a day earlier"

Tied = tuple[int, FigureMention, str]  # the number of an event, a figure that it has, and what it measures there


def assemble(
    doc: Doc,
    *,
    events: Sequence[EventMention],
    figures: Sequence[FigureMention],
    places: Sequence[PlaceMention],
    times: Sequence[TimeMention],
    attributions: Sequence[Attribution],
    furniture: Sequence[Span] = (),
    precisions: Mapping[Span, PlacePrecision] | None = None,
    sense: Sense | None = None,
) -> list[ClaimDraft]:
    """The drafts of a document, in order of their events; events in furniture are left out.

    `precisions` says of the place mentions how exactly each is known, as far as they are resolved. With a `sense` of
    the document the trained reader has a say in places, and each draft keeps how sure it and its parts are.
    """
    apart = Blocks(((stretch,), stretch) for stretch in furniture)
    speakers = Blocks(((span,), span) for one in attributions if one.stance in words("vouching") for span in one.source)
    figures = [
        figure
        for figure in figures
        if not any(stretch.overlaps(figure.span) for stretch in apart.at(figure.span))
        and not (figure.measure is None and any(_speaks(doc, figure, span) for span in speakers.at(figure.span)))
    ]
    counts = Blocks(((figure.span,), figure) for figure in figures)
    named_times = Blocks(((time.span,), time) for time in times)
    voices = Blocks((one.content, one) for one in attributions)
    tellers = [attribution_of(doc, event, voices) for event in events]
    told = _told(doc, events, figures, tellers, voices)
    setting = Setting(doc, [*places, *find_sites(doc, known=places)], times, precisions)
    named_at = Blocks(((point.mention.span,), point.mention.span) for point in setting.points)
    scene = Scene(setting, sense)
    drafts: list[ClaimDraft] = []
    for number, event in enumerate(events):
        if any(stretch.overlaps(event.span) for stretch in apart.at(event.span)):
            continue
        draft = _draft(doc, event, tellers[number], told[number], scene)
        named = any(draft.evidence.covers(span) for span in named_at.at(draft.evidence))
        if _tells_nothing(doc, draft, named=named) or goes_on(doc, drafts, draft):
            continue
        own, *others = by_voice(doc, draft, voices)
        if not _tells_nothing(doc, own, named=named):
            drafts.extend(with_denial(doc, own, voices))
        drafts.extend(others)
        drafts.extend(also_claimed(doc, own, voices))
        drafts.extend(_compared(doc, draft, counts.at(draft.evidence), named_times.at(draft.evidence)))
    if sense is None:
        return drafts
    return worth.weighed(doc, ties.with_odds(drafts, sense, sentences=setting.sentence), sense)


def _draft(
    doc: Doc,
    event: EventMention,
    attribution: Attribution | None,
    told: Sequence[tuple[FigureMention, str]],
    scene: Scene,
) -> ClaimDraft:
    """An event with who tells of it, what it counts, and the place and time that the scene gives it."""
    offers = scene.offers(event, attribution)
    where, when = scene.settle(event, offers)
    return ClaimDraft(
        event=event,
        evidence=_stretch(doc, event.first, event.last),
        also=tuple(_further(doc, event, told)),
        attribution=attribution,
        places=tuple((point.place, role_of(event, point)) for point in where),
        time=None if when is None else when.time,
        figures=distinct(told),
        odds=Odds(places=_odds(offers.places, where), time=_odds(offers.times, [] if when is None else [when])),
    )


def _told(
    doc: Doc,
    events: Sequence[EventMention],
    figures: Sequence[FigureMention],
    tellers: Sequence[Attribution | None],
    voices: Blocks[Attribution],
) -> defaultdict[int, list[tuple[FigureMention, str]]]:
    """What each event counts, by its number; a figure that somebody gives goes to what he tells."""
    told: defaultdict[int, list[tuple[FigureMention, str]]] = defaultdict(list)
    tied = [(owner, figures[i], measure) for i, owner, measure in tie_figures(doc, events, figures)]
    stretches = Blocks(((_stretch(doc, event.first, event.last),), number) for number, event in enumerate(events))
    for owner, figure, measure in _freed(tied):
        teller = owner_by_voice(figure, owner, events, tellers, voices=voices, stretches=stretches)
        told[teller].append((figure, measure))
    return told


def _freed(tied: Sequence[Tied]) -> Iterator[Tied]:
    """The figures tied, those no parts any more whose whole met no such fate: "fought three men, two of whom were killed"."""
    fates = {(figure.span, measure) for _, figure, measure in tied}
    for owner, figure, measure in tied:
        part = figure.part_of is not None and (figure.part_of, measure) in fates
        yield owner, figure if part else replace(figure, part_of=None), measure


def _odds(offers: Sequence[Offer], taken: Sequence[Point]) -> float | None:
    """The log odds of the least likely of what was taken, None where nothing was."""
    chances = [max(offer.chance for offer in offers if offer.point is point) for point in taken]
    return log_odds(min(chances)) if chances else None


def _speaks(doc: Doc, figure: FigureMention, span: Span) -> bool:
    """Whether a figure stands for who speaks, who is no victim: "a doctor said".

    Several before another name are not the speaker's where the comma is lost: "wounded 25 others Adam Bek said",
    "killing nine people state media said". The dead say nothing.
    """
    if not span.covers(figure.span) or person_group(doc[figure.head].lower_) == "casualty":
        return False
    after = doc[figure.last + 1] if figure.last + 1 < len(doc) else None
    named = after is not None and after.pos_ == "PROPN" and after.idx < span.end
    source = doc.char_span(span.start, span.end, alignment_mode="expand")
    apart = source is not None and source.root.i > figure.last and source.root.pos_ in {"NOUN", "PROPN"}
    return not ((named or apart) and (figure.low or 0) > 1)


def _stretch(doc: Doc, first: int, last: int) -> Span:
    return Span(doc[first].idx, doc[last].idx + len(doc[last]))


def _further(doc: Doc, event: EventMention, figures: Sequence[tuple[FigureMention, str]]) -> Iterator[Span]:
    """The other sentences that give the event's figures."""
    for figure, _ in figures:
        if not event.first <= figure.head <= event.last:
            sent = doc[figure.head].sent
            yield _stretch(doc, sent.start, sent.end - 1)


def attribution_of(doc: Doc, event: EventMention, voices: Blocks[Attribution]) -> Attribution | None:
    """Who says it: the innermost attribution over the event's word, else over what it did.

    An attribution of which the word is itself the cue does not count: "accused" is told by the report.
    """
    for word in (event.span, *(_stretch(doc, token, token) for token, _ in event.effects)):
        others = (one for one in voices.at(word) if not any(cue.overlaps(event.span) for cue in one.cue))
        found = covering(others, word)
        if found is not None:
            break
    else:
        return None
    return None if is_own_speech(doc, event, found) else found


def _compared(
    doc: Doc, draft: ClaimDraft, figures: Sequence[FigureMention], times: Sequence[TimeMention]
) -> Iterator[ClaimDraft]:
    """A bare number set beside a counted one is a claim of its own, with its own time: "following 70 a day earlier"."""
    event = draft.event
    for figure in figures:
        alone = (
            figure.unit is None and figure.measure is None and event.first < figure.first and figure.last <= event.last
        )
        if not alone or doc[figure.first - 1].lower_ not in _COMPARING or doc[figure.first - 2].lower_ in _RISING:
            continue
        counted = next(((mention, measure) for mention, measure in draft.figures if mention.last < figure.first), None)
        if counted is None:
            continue
        first, last = figure.first - 1, _end(doc, figure, event.last)
        stretch = _stretch(doc, first, last)
        when = next((time for time in times if stretch.covers(time.span)), None)
        same = replace(figure, unit=counted[0].unit)
        own = replace(event, first=first, last=last, token=figure.head, span=figure.number)
        yield replace(draft, event=own, evidence=stretch, time=when, figures=((same, counted[1]),))


def _end(doc: Doc, figure: FigureMention, last: int) -> int:
    """The last token before the next comma or stop after a figure."""
    return next((i - 1 for i in range(figure.last + 1, last + 1) if doc[i].is_punct), last)


def _tells_nothing(doc: Doc, draft: ClaimDraft, *, named: bool) -> bool:
    """Whether a bare word of violence stands without figure, doer, victim or named place beside it: nothing to be coded.

    What somebody is said to say of an event tells something, unless it is no more than that people died.
    """
    event = draft.event
    if draft.figures or event.kind not in _tangible():
        return False
    if event.kind != "casualties" and draft.attribution is not None:
        return False
    if event.kind == "casualties" and (draft.attribution is None or _asks(doc, event)):
        return True
    if event.effects and event.token == event.effects[0][0] and doc[event.token].pos_ in {"NOUN", "PROPN"}:
        return True  # "the victims", "the dead", with nothing that was done to them
    return not named and event.actor is None and event.target is None


def _asks(doc: Doc, event: EventMention) -> bool:
    """ "did not say how many people died" tells of no death."""
    tokens = doc[event.first : event.last]
    return any(token.lower_ == "how" and token.nbor(1).lower_ == "many" for token in tokens)


def _tangible() -> frozenset[str]:
    """The kinds of which a bare word tells nothing; that people were arrested or besieged is told by the word alone."""
    families = load("events")["families"]
    return frozenset((*families["strike"], *families["movement"]))
