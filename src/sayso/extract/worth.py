"""How likely it is that those who code reports by hand would make a record of an event, as the trained reader sees it.

>>> from sayso.model import EventMention, Span
>>> facts_of(ClaimDraft(event=EventMention(span=Span(0, 4), token=0, kind="clash"), evidence=Span(0, 9)))
(False, False, True, False, False, False)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sayso.extract.sense import Sense, words_of
from sayso.model import ClaimDraft


def facts_of(draft: ClaimDraft) -> tuple[bool, ...]:
    """What the rules know of a draft, as the reader weighs it."""
    event = draft.event
    return (
        bool(draft.figures),
        draft.attribution is not None,
        event.status == "asserted",
        event.anaphoric,
        event.apart,
        bool(event.effects),
    )


def with_odds(drafts: Sequence[ClaimDraft], sense: Sense) -> list[ClaimDraft]:
    """The drafts with how likely they are to be claims."""
    return [
        replace(
            draft,
            odds=replace(draft.odds, claim=sense.worth(words_of(draft.event), draft.event.kind, facts_of(draft))),
        )
        for draft in drafts
    ]
