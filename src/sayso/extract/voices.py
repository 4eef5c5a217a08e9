"""Whose word an event stands on, where the nearest cue does not say: speech acts, and attacks that somebody claims.

"The mayor said: we demand a truce" is a demand that the report tells of, by the mayor. "The group claimed the attack"
tells of the attack twice: the report says that it was, and the group says that it was theirs.

>>> is_own_speech.__name__
'is_own_speech'
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Doc

from sayso.extract.cuewords import CLAIMS_RESPONSIBILITY
from sayso.model import Attribution, ClaimDraft, EventMention, Span

_OWN = frozenset({"i", "we", "he", "she", "it", "they"})


def is_own_speech(doc: Doc, event: EventMention, attribution: Attribution) -> bool:
    """Whether a speech act is told in the words of the one who does it, so that the report vouches for it."""
    if not event.speech or not attribution.source or len(attribution.source) > 1:
        return False
    if event.actor is None:
        return attribution.kind == "direct"
    first, last = event.actor
    said = attribution.source[-1]
    if first == last and doc[first].lower_ in _OWN:
        return True
    return said.start <= doc[first].idx and doc[last].idx + len(doc[last]) <= said.end


def also_claimed(draft: ClaimDraft, attributions: Iterable[Attribution]) -> Iterator[ClaimDraft]:
    """The draft again on the word of whoever claims the attack."""
    event = draft.event
    if event.speech:
        return
    for attribution in attributions:
        if attribution.stance == CLAIMS_RESPONSIBILITY and _covers(attribution, event.span):
            yield replace(draft, attribution=attribution)
            return


def _covers(attribution: Attribution, span: Span) -> bool:
    return any(part.covers(span) for part in attribution.content)
