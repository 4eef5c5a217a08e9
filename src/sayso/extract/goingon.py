"""Join sentences that go on with an event: "Among the dead were five children" tells no second attack.

>>> goes_on.__name__
'goes_on'
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from spacy.tokens import Doc, Span, Token

from sayso.lexicon import load
from sayso.model import Attribution, ClaimDraft, FigureMention

Measured = tuple[FigureMention, str]

_REACH = 900  # characters back: some four sentences, after which "the dead" may be others


def goes_on(doc: Doc, drafts: list[ClaimDraft], draft: ClaimDraft) -> bool:
    """Whether the draft only adds to an event that the same source has just told; then it is added there, in place."""
    if not draft.event.anaphoric or not draft.figures:
        return False
    for i in range(len(drafts) - 1, -1, -1):
        earlier = drafts[i]
        if draft.evidence.start - earlier.evidence.end > _REACH:
            return False
        if earlier.event.kind not in load("events")["families"]["strike"]:
            continue
        if not _same_source(earlier.attribution, draft.attribution):
            if any(_points_back(token) for token in doc[draft.event.first : draft.event.last + 1]):
                continue
            return False  # it goes on with what another source told last, which is not for this one to say
        if not _adds(doc, earlier, draft):
            return False
        drafts[i] = replace(
            earlier, figures=distinct((*earlier.figures, *draft.figures)), also=(*earlier.also, draft.evidence)
        )
        return True
    return False


def distinct(figures: Iterable[Measured]) -> tuple[Measured, ...]:
    """The figures without those that say again what an earlier one says: measure, bounds and what is counted."""
    seen: dict[tuple[str, object, object, str], Measured] = {}
    for figure, measure in figures:
        counted = (figure.unit or "").rsplit(" ", 1)[-1].lower()
        seen.setdefault((measure, figure.low, figure.high, counted), (figure, measure))
    return tuple(seen.values())


def _same_source(one: Attribution | None, other: Attribution | None) -> bool:
    if one is None or other is None:
        return one is other
    return one.speaker == other.speaker


def _adds(doc: Doc, earlier: ClaimDraft, draft: ClaimDraft) -> bool:
    """Whether it points back ("among those killed"), or gives only measures that the event did not have yet."""
    tokens = doc[draft.event.first : draft.event.last + 1]
    if is_cumulative(tokens) or any(figure.scope == "total" for figure, _ in draft.figures):
        return False
    if any(_points_back(token) for token in tokens):
        return True
    had = {measure for _, measure in earlier.figures}
    own_place = any(draft.evidence.covers(place.span) for place, _ in draft.places)
    return not had & {measure for _, measure in draft.figures} and not own_place


def _points_back(token: Token) -> bool:
    """ "among those", "the dead", "of them", "the victims", "24 others"."""
    lower = token.lower_
    if lower in {"among", "amongst"}:
        return True
    if (
        lower in {"dead", "victims", "wounded", "injured", "casualties", "killed", "deaths", "fatalities"}
        and token.i > 0
    ):
        return token.nbor(-1).lower_ in {"the", "those", "these", "all", "their"}
    return lower in {"them", "whom"} and token.i > 0 and token.nbor(-1).lower_ == "of"


def is_cumulative(tokens: Span) -> bool:
    """Whether a sentence tells a toll of a war or a long time: "since 2011", "in the five-year conflict"."""
    words = {token.lower_ for token in tokens}
    return not words.isdisjoint(load("events")["wars"]) and not words.isdisjoint(load("events")["lasting"])
