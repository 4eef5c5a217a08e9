"""Whose word an event stands on, where the nearest cue does not say: speech acts, and attacks that somebody claims.

"The mayor said: we demand a truce" is a demand that the report tells of, by the mayor. "The group claimed the attack"
tells of the attack twice: the report says that it was, and the group says that it was theirs.

>>> is_own_speech.__name__
'is_own_speech'
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from sayso.extract.attribution import covering
from sayso.extract.blocks import Blocks
from sayso.extract.cuewords import CLAIMS_RESPONSIBILITY
from sayso.extract.status import find_status
from sayso.model import Attribution, ClaimDraft, EventMention, FigureMention, Span
from sayso.model.mention import Status

_COUNTING = frozenset({"asserts", "confirms", "believes"})  # stances of those who give a figure
_REPORTED = frozenset({"asserts", "accuses"})  # stances of those whose word another may turn down
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


def owner_by_voice(
    figure: FigureMention,
    owner: int,
    events: Sequence[EventMention],
    tellers: Sequence[Attribution | None],
    *,
    voices: Blocks[Attribution],
    stretches: Blocks[int],
) -> int:
    """The event that a figure tells of; of another sentence only where the same speaker tells it, or none here is the speaker's.

    `tellers` says of each event who tells it; `stretches` holds the numbers of the events by where they are told.
    """
    event = events[owner]
    if event.first <= figure.head <= event.last:
        return owner
    voice = covering(voices.at(figure.number), figure.number)
    if voice is None or _speaker(voice) == _speaker(tellers[owner]):
        return owner
    for number in stretches.at(figure.number):
        other = events[number]
        here = other.first <= figure.head <= other.last and (other.effects or other.kind == event.kind)
        if here and _speaker(tellers[number]) == _speaker(voice):
            return number
    return owner


def by_voice(doc: Doc, draft: ClaimDraft, voices: Blocks[Attribution]) -> Iterator[ClaimDraft]:
    """The draft with the figures that its own source gives, then once again for each other who gives one.

    "A monitor confirmed the raids, while a doctor put the toll at 50": the monitor counts nobody.
    """
    own: list[tuple[FigureMention, str]] = []
    others: dict[Hashable, tuple[Attribution, list[tuple[FigureMention, str]]]] = {}
    for told in draft.figures:
        voice = covering(voices.at(told[0].number), told[0].number)
        gives = voice is not None and voice.stance in _COUNTING and _gives(voice, doc[told[0].head])
        if voice is None or not gives or not _is_another(voice, draft.attribution):
            own.append(told)
        else:
            others.setdefault(_speaker(voice), (voice, []))[1].append(told)
    yield replace(draft, figures=tuple(own)) if others else draft
    for voice, figures in others.values():
        head = figures[0][0].head
        event = replace(draft.event, status=find_status(doc, head))
        if event.first <= head <= event.last:
            yield replace(draft, event=event, attribution=voice, figures=tuple(figures), also=())
        else:
            yield _elsewhere(doc, replace(draft, event=event, attribution=voice, figures=tuple(figures)))


def _elsewhere(doc: Doc, draft: ClaimDraft) -> ClaimDraft:
    """The draft as the sentence of its figures tells it."""
    figure, sent = draft.figures[0][0], doc[draft.figures[0][0].head].sent
    last = doc[sent.end - 1]
    event = replace(
        draft.event,
        first=sent.start,
        last=last.i,
        token=figure.head,
        span=figure.number,
        words=(figure.head,),
        effects=(),
    )
    return replace(draft, event=event, evidence=Span(sent.start_char, last.idx + len(last)), also=())


def _gives(voice: Attribution, figure: Token) -> bool:
    """Whether the verb that takes the figure is one that the speaker says, or with which he gives it: "counted 60 bodies"."""
    verb = next((token for token in (figure, *figure.ancestors) if token.pos_ in {"VERB", "AUX"}), None)
    return verb is None or any(part.start <= verb.idx < part.end for part in (*voice.content, *voice.cue))


def _is_another(voice: Attribution, own: Attribution | None) -> bool:
    """Whether one who gives a figure stands nowhere among those who tell the event."""
    return bool(voice.source) and _speaker(voice)[-1] not in _speaker(own)


def _speaker(attribution: Attribution | None) -> tuple[Hashable, ...]:
    """Who speaks, outermost first; by name where the names are known."""
    return () if attribution is None else attribution.speaker or attribution.source


def with_denial(doc: Doc, draft: ClaimDraft, voices: Blocks[Attribution]) -> Iterator[ClaimDraft]:
    """The draft; of what one is said to report and another turns down, what the one asserts and then what the other denies."""
    told, event = draft.attribution, draft.event
    negated = any(child.dep_ == "neg" for child in doc[event.token].children)
    if told is None or event.status != "denied" or told.stance not in _REPORTED or negated:
        yield draft
        return
    turned = [a for a in voices.at(event.span) if a.stance == "denies" and _covers(a, event.span) and a.source]
    denier = next(
        (a for a in turned if _speaker(a) != _speaker(told) and any(_covers(a, cue) for cue in told.cue)), None
    )
    if denier is None:
        yield draft
        return
    status: Status = "asserted" if told.stance == "asserts" else "possible"
    yield replace(draft, event=replace(event, status=status))
    yield replace(draft, attribution=denier, also=())


def also_claimed(doc: Doc, draft: ClaimDraft, voices: Blocks[Attribution]) -> Iterator[ClaimDraft]:
    """The draft again on the word of whoever claims the attack, without the figures that only the report gives."""
    event = draft.event
    if event.speech:
        return
    for attribution in voices.at(event.span):
        if attribution.stance == CLAIMS_RESPONSIBILITY and _covers(attribution, event.span):
            yield replace(draft, attribution=attribution, figures=tuple(_claimed(doc, draft, attribution)))
            return


def _claimed(doc: Doc, draft: ClaimDraft, attribution: Attribution) -> Iterator[tuple[FigureMention, str]]:
    """The figures of what is claimed: "claimed the killing of nine guards", not "claimed the attack, which killed nine"."""
    for figure, measure in draft.figures:
        if _covers(attribution, figure.span) and not _in_relative_clause(doc[figure.head], attribution):
            yield figure, measure


def _in_relative_clause(token: Token, attribution: Attribution) -> bool:
    """Whether a clause that only describes the attack holds the word: "which killed nine", ", leaving nine dead"."""
    for above in (token, *token.ancestors):
        if any(cue.start <= above.idx < cue.end for cue in attribution.cue):
            return False
        if above.dep_ == "relcl" or (above.dep_ in {"acl", "advcl"} and above.pos_ == "VERB"):
            return True
    return False


def _covers(attribution: Attribution, span: Span) -> bool:
    return any(part.covers(span) for part in attribution.content)
