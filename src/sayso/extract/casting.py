"""Cast the roles of each event: who did it, and to whom, from its own sentence or from those around it.

A log-linear choice between the candidate phrases and nobody (a conditional logit: McFadden 1974, "Conditional logit
analysis of qualitative choice behavior"): each phrase's score is the sum of the weights of its traits, and its
probability the exponential of the score, as a share of the sum over all that can be chosen. The weights stand in the
lexicon (`casting.tsv.gz`) and are learned by `tools/casting/fit.py` from coded claims.

>>> [round(share, 2) for share in shares([0.0, 0.0])]
[0.5, 0.5]
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from spacy.tokens import Doc

from sayso.extract.candidates import Candidate, Roster
from sayso.extract.deeds import family_of
from sayso.extract.onlookers import looks_on, speaks_with_others
from sayso.extract.phrase import noun_phrase
from sayso.extract.roles import blamed_for
from sayso.extract.sense import Sense, log_odds, words_of
from sayso.extract.traits import (
    Bunch,
    Setting,
    carried_bunches,
    nobody_traits,
    order_bunch,
    own_bunch,
    sentence_bunches,
    setting_of,
    standing_bunches,
)
from sayso.lexicon.tables import read_lines
from sayso.model import ClaimDraft

Scores = tuple[float, float]  # as doer, as sufferer
_MODIFIES = frozenset({"amod", "compound", "nmod"})
_AIRCRAFT = "aircraft"
_VIOLENT = "strike"  # the family of events of which onlookers tell
_KEPT = 65536  # bunches of traits of which the weight is remembered
_READ = 0.3  # weight of what the trained reader says beside what the traits say
_THRESHOLD = "threshold"  # the row of the table that holds the least probability with which a phrase is taken


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A candidate with its scores."""

    candidate: Candidate
    scores: Scores


def cast(doc: Doc, drafts: Sequence[ClaimDraft], sense: Sense | None = None) -> list[ClaimDraft]:
    """The drafts with the likeliest doer and sufferer of each event, each None where no phrase is likely enough.

    With a `sense` of the document the trained reader has a say beside the traits.
    """
    roster = Roster(doc, drafts)
    known: dict[tuple[int, str], Scores] = {}
    return [_cast(doc, draft, roster, known, sense) for draft in drafts]


def _cast(
    doc: Doc,
    draft: ClaimDraft,
    roster: Roster,
    known: dict[tuple[int, str], Scores],
    sense: Sense | None,
) -> ClaimDraft:
    setting = setting_of(doc, draft)
    nobody = weigh(nobody_traits(setting))
    options = list(_options(setting, draft, roster, known))
    if sense is not None:
        nobody, options = _read(draft, nobody, options, sense)
    least = _weights()[_THRESHOLD]
    blamed = blamed_for(doc[draft.event.token])
    options = [option for option in options if blamed is None or option.candidate.head.i != blamed.i]
    doers = [option for option in options if not _looks_on(option.candidate, draft, roster)]
    doer, actor_odds = _choose(doers, 0, nobody, least)
    others = [option for option in options if not _same(option, doer)]
    sufferer, target_odds = _choose(others, 1, nobody, least)
    actor = _range(doc, doer, sufferer)
    if blamed is not None:
        actor, actor_odds = noun_phrase(blamed), None  # nothing to weigh
    return replace(
        draft,
        event=replace(draft.event, actor=actor, target=_range(doc, sufferer)),
        odds=replace(draft.odds, actor=actor_odds, target=target_odds),
    )


def _looks_on(candidate: Candidate, draft: ClaimDraft, roster: Roster) -> bool:
    """Whether a phrase only speaks of a violent deed; what it stands for may have done another and so be meant."""
    event = draft.event
    if family_of(event.kind) != _VIOLENT:
        return False
    if looks_on(candidate.head, event.words):
        deeds = roster.acted.get(candidate.noun)
        return deeds is None or not deeds.has_other(event.token, family=_VIOLENT)
    told = draft.attribution
    if told is None or (event.actor is not None and candidate.head.doc[event.actor[0]].pos_ == "PRON"):
        return False  # "said they killed": the speakers may be meant
    return speaks_with_others(candidate.head, told.source, event.words)


def _read(draft: ClaimDraft, nobody: Scores, options: Sequence[Option], sense: Sense) -> tuple[Scores, list[Option]]:
    """Scores of nobody, and options, with what the trained reader says of them."""
    words, empty = words_of(draft.event), sense.nobody(draft.event.token)
    phrases = [(option.candidate.at, option.candidate.first, option.candidate.last) for option in options]
    fits = zip(sense.fits("actor", words, phrases), sense.fits("target", words, phrases), strict=True)
    return _added(nobody, empty), [
        replace(option, scores=_added(option.scores, both)) for option, both in zip(options, fits, strict=True)
    ]


def _added(scores: Scores, read: Scores) -> Scores:
    return scores[0] + _READ * read[0], scores[1] + _READ * read[1]


def _options(
    setting: Setting, draft: ClaimDraft, roster: Roster, known: dict[tuple[int, str], Scores]
) -> Iterator[Option]:
    """`known` holds what phrases weigh by themselves, which is the same for all events of a kind."""
    for candidate, back in roster.for_event(draft):
        at = candidate.at, setting.kind
        own = known.get(at)
        if own is None:
            own = known[at] = _weigh_bunch(*own_bunch(setting, candidate))
        here = _sum(_bunches_here(setting, candidate, back, roster))
        yield Option(candidate=candidate, scores=(own[0] + here[0], own[1] + here[1]))


def _bunches_here(setting: Setting, candidate: Candidate, back: int, roster: Roster) -> list[Bunch]:
    """The traits of a candidate that are this event's own; `back` counts sentences from the event's."""
    found = standing_bunches(setting, candidate, back, roster)
    if back:
        return found + carried_bunches(setting, candidate, back)
    found += sentence_bunches(setting, candidate)
    found.append(order_bunch(setting, candidate, roster.mates(setting.draft, candidate.sort)))
    return found


def traits_of(setting: Setting, candidate: Candidate, back: int, roster: Roster) -> Iterator[str]:
    """All traits of a candidate for an event, one by one: what the weights are learned from."""
    for spell, facts in (own_bunch(setting, candidate), *_bunches_here(setting, candidate, back, roster)):
        yield from spell(*facts)


def _sum(bunches: Iterable[Bunch]) -> Scores:
    doer = sufferer = 0.0
    for spell, facts in bunches:
        one, other = _weigh_bunch(spell, facts)
        doer += one
        sufferer += other
    return doer, sufferer


@lru_cache(maxsize=_KEPT)
def _weigh_bunch(spell: Callable[..., Iterator[str]], facts: tuple[Hashable, ...]) -> Scores:
    return weigh(spell(*facts))


def weigh(traits: Iterable[str]) -> Scores:
    """The sums of the traits' weights."""
    weights = _weights()
    doer = sufferer = 0.0
    for trait in traits:
        found = weights.get(trait)
        if found is not None:
            doer += found[0]
            sufferer += found[1]
    return doer, sufferer


def shares(scores: Sequence[float]) -> list[float]:
    """The probabilities of a conditional logit."""
    highest = max(scores)
    exponentials = [math.exp(score - highest) for score in scores]
    whole = sum(exponentials)
    return [one / whole for one in exponentials]


def _choose(options: Sequence[Option], role: int, nobody: Scores, least: Scores) -> tuple[Option | None, float | None]:
    """The likeliest option for a role (0 doer, 1 sufferer) with its log odds, None where it is not likely enough."""
    if not options:
        return None, None
    likely = shares([nobody[role], *(option.scores[role] for option in options)])[1:]
    best = max(range(len(options)), key=likely.__getitem__)
    if likely[best] < least[role]:
        return None, None
    odds = log_odds(likely[best])
    return options[best] if role else _whole(options[best], options), odds


def _whole(option: Option, options: Sequence[Option]) -> Option:
    """The option that a name modifies, where that acts itself: "Russian jets" for "Russian", but "Russian" of a raid."""
    head = option.candidate.head
    if head.dep_ not in _MODIFIES:
        return option
    borne = (other for other in options if other.candidate.head.i == head.head.i and not other.candidate.event)
    return next((other for other in borne if other.candidate.acts or other.candidate.what == _AIRCRAFT), option)


def _same(option: Option, other: Option | None) -> bool:
    return other is not None and option.candidate.at == other.candidate.at


def _range(doc: Doc, option: Option | None, other: Option | None = None) -> tuple[int, int] | None:
    """First and last token of an option, short of the other where that follows within: "the army and rebels"."""
    if option is None:
        return None
    one = option.candidate
    first, last = one.first, one.last
    if other is not None and one.head.i < other.candidate.first <= last:
        last = other.candidate.first - 1
        while last > one.head.i and (doc[last].is_punct or doc[last].pos_ in {"CCONJ", "ADP"}):
            last -= 1
    return first, last


def set_weights(weights: Mapping[str, Scores]) -> None:
    """Weigh by these from now on: what is learned from them needs it."""
    _weigh_bunch.cache_clear()
    _weights().clear()
    _weights().update(weights)


@cache
def _weights() -> dict[str, Scores]:
    return {row["trait"]: (float(row["doer"]), float(row["sufferer"])) for row in read_lines("casting.tsv.gz")}
