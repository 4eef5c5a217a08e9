"""How likely it is that those who code reports by hand would make a record of an event, and so which drafts are doubtful.

A logistic regression over traits of a draft that can be read and argued with: its word, kind and form, what governs it,
what stands beside it, and what else the document tells. The weights stand in the lexicon (`worth.tsv.gz`) and are
learned by `tools/fit_worth.py` from coded claims.

>>> from sayso.model import EventMention, Span
>>> facts_of(ClaimDraft(event=EventMention(span=Span(0, 4), token=0, kind="clash"), evidence=Span(0, 9)))
(False, False, True, False, False, False)
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from spacy.tokens import Doc, Token

from sayso.extract.apart import is_definite
from sayso.extract.clauses import clause_head, is_passive
from sayso.extract.deeds import family_of
from sayso.extract.sense import Sense, words_of
from sayso.extract.units import token_class
from sayso.lexicon.tables import read_lines
from sayso.model import ClaimDraft

_READ = 0.5  # weight of what the trained reader says beside what the traits say
_THRESHOLD = "threshold"  # the row of the table that holds the log odds under which a draft is doubtful
_SENTENCES = (0, 1, 2, 4, 8, 16)  # from the head of the report, grouped up to each of these
_LONG = 8  # tokens of a stretch that count as one step
_MOST = 4  # more of anything counts as this many
_PARTS = 8  # how much of all that is told has the same word is told in parts of so many
_WHOLE = 5  # drafts from which a text counts as a whole report
_MARKING = frozenset({"mark", "advmod", "aux", "neg"})


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


class Page:
    """The drafts of a document as their traits need them: which stand together, and what was told before each."""

    def __init__(self, doc: Doc, drafts: Sequence[ClaimDraft]) -> None:
        """`drafts` in order."""
        self._doc = doc
        self._drafts = drafts
        self._sentence = {i: n for n, sent in enumerate(doc.sents) for i in range(sent.start, sent.end)}
        self._sentences = 1 + max(self._sentence.values(), default=0)
        self._mates: defaultdict[int, list[ClaimDraft]] = defaultdict(list)
        for draft in drafts:
            self._mates[self._number(draft)].append(draft)
        self._lemmas = Counter(doc[draft.event.token].lemma_.lower() for draft in drafts)
        self._before: Counter[str] = Counter()

    def _number(self, draft: ClaimDraft) -> int:
        return self._sentence[draft.event.token]

    def read(self) -> Iterator[tuple[str, ...]]:
        """The traits of each draft, in order."""
        self._before.clear()
        for draft in self._drafts:
            yield tuple(self._traits(draft))
            self._before.update(_kinds(draft))

    def _traits(self, draft: ClaimDraft) -> Iterator[str]:
        token = self._doc[draft.event.token]
        yield "any"
        yield from _of_word(token, draft.event.kind)
        yield from _of_clause(token, draft.event.kind)
        yield from _of_phrases(token, token.lemma_.lower())
        yield from _of_slots(self._doc, draft)
        yield from self._of_neighbours(draft)
        yield from self._of_place(draft)

    def _of_neighbours(self, draft: ClaimDraft) -> Iterator[str]:
        """What else the sentence tells."""
        kind, mates = draft.event.kind, self._mates[self._number(draft)]
        others = [mate for mate in mates if mate is not draft]
        yield f"events={min(_MOST, len(mates))}"
        yield f"order={min(_MOST, sum(mate.event.token < draft.event.token for mate in others))}"
        yield f"mate={any(mate.event.kind == kind for mate in others):d}"
        yield f"kin={any(family_of(mate.event.kind) == family_of(kind) for mate in others):d}|{bool(draft.figures):d}"
        yield f"figures beside={any(mate.figures for mate in others):d}|{bool(draft.figures):d}"
        for mate in others:
            yield f"with={mate.event.kind}"
            yield f"with={mate.event.kind}|{kind}"

    def _of_place(self, draft: ClaimDraft) -> Iterator[str]:
        """Where in the document it stands, and what was told before."""
        number = self._number(draft)
        same, kin, said = (min(_MOST, self._before[told]) for told in _kinds(draft))
        again = self._lemmas[self._doc[draft.event.token].lemma_.lower()]
        yield f"sentence={sum(number > most for most in _SENTENCES)}"
        yield f"quarter={4 * number // self._sentences}"
        yield f"before={same}"
        yield f"before={same}|{bool(draft.figures):d}{draft.attribution is not None:d}"
        yield f"kin before={kin}"
        yield f"said before={said}"
        yield f"again={min(_MOST, again)}"
        yield f"share={min(_MOST, _PARTS * again // len(self._drafts))}"


def _kinds(draft: ClaimDraft) -> tuple[str, str, str]:
    """What is counted of the drafts before another: its kind, its family, its kind as its speaker tells it."""
    kind, told = draft.event.kind, draft.attribution
    return kind, f"family {family_of(kind)}", f"{kind}|{'' if told is None else '/'.join(told.speaker)}"


def _of_word(token: Token, kind: str) -> Iterator[str]:
    """The word that tells of it."""
    lemma, form = token.lemma_.lower(), _form(token)
    yield f"kind={kind}"
    yield f"word={lemma}"
    yield f"word={lemma}|{kind}"
    yield f"word={lemma}|{token.dep_}"
    yield f"form={form}"
    yield f"form={form}|{kind}"
    yield f"tag={token.tag_}"
    yield f"edge={token.dep_}"
    yield f"edge={token.dep_}|{kind}"


def _form(token: Token) -> str:
    if token.pos_ not in {"VERB", "AUX"}:
        return "noun"
    return "passive" if is_passive(token) else "verb"


def _of_clause(token: Token, kind: str) -> Iterator[str]:
    """What governs the word, and the clause that it stands in."""
    above, clause = token.head, clause_head(token)
    yield f"above={above.lemma_.lower()}"
    yield f"above={above.pos_}"
    if token.dep_ == "pobj":
        yield f"after={above.lower_}"
        yield f"after={above.lower_}|{above.head.lemma_.lower()}"
        yield f"after={above.lower_}|{kind}"
    yield f"clause={clause.dep_}"
    yield f"clause={clause.dep_}|{kind}"
    yield f"clause tag={clause.tag_}"
    yield f"clause verb={clause.lemma_.lower()}"
    for child in clause.children:
        if child.dep_ in _MARKING:
            yield f"marked={child.lower_}"


def _of_phrases(token: Token, lemma: str) -> Iterator[str]:
    """What hangs on the word."""
    if token.pos_ in {"NOUN", "PROPN"}:
        yield f"definite={is_definite(token):d}"
    for child in token.children:
        match child.dep_:
            case "det" | "poss":
                yield f"det={child.lower_}"
            case "amod" | "compound":
                yield f"modified={child.lemma_.lower()}"
                yield f"modified={child.lemma_.lower()}|{lemma}"
            case "nsubj" | "nsubjpass" | "dobj" | "agent":
                yield child.dep_
                yield f"{child.dep_}={child.ent_type_ or token_class(child) or child.pos_}"
                yield f"{child.dep_}={child.lemma_.lower()}"
                yield f"{child.dep_}={child.lemma_.lower()}|{lemma}"
            case "prep":
                yield f"prep={child.lower_}"
                yield f"prep={child.lower_}|{lemma}"
            case _:
                pass


def _of_slots(doc: Doc, draft: ClaimDraft) -> Iterator[str]:
    """What the rules filled in."""
    event, kind = draft.event, draft.event.kind
    figures, said = min(2, len(draft.figures)), draft.attribution is not None
    actor, target = event.actor is not None, event.target is not None
    named = any(draft.evidence.covers(place.span) for place, _ in draft.places)
    dated = draft.time is not None and draft.evidence.covers(draft.time.span)
    yield f"figures={figures}"
    yield f"figures={figures > 0:d}|{kind}"
    yield f"actor={actor:d}|{kind}"
    yield f"target={target:d}|{kind}"
    yield f"placed={bool(draft.places):d}{named:d}"
    yield f"placed={named:d}|{kind}"
    yield f"timed={draft.time is not None:d}{dated:d}"
    yield f"said={said:d}|{kind}"
    yield f"filled={figures > 0:d}{actor:d}{target:d}{named:d}"
    yield f"instrument={event.instrument is not None:d}"
    yield f"status={event.status}"
    yield f"status={event.status}|{kind}"
    yield f"anaphoric={event.anaphoric:d}"
    yield f"apart={event.apart:d}"
    yield f"words={min(_MOST, len(event.words))}"
    yield f"effects={min(_MOST, len(event.effects))}|{figures > 0:d}"
    yield f"long={min(6, (event.last - event.first) // _LONG)}"
    yield f"end={doc[event.last].text if doc[event.last].is_punct else 'word'}"
    if draft.attribution is not None:
        yield f"stance={draft.attribution.stance}"
        yield f"stance={draft.attribution.stance}|{kind}"
    for _, measure in draft.figures:
        yield f"measure={measure}"
    for word in event.words:
        yield f"has={doc[word].lemma_.lower()}"


def weighed(doc: Doc, drafts: Sequence[ClaimDraft], sense: Sense) -> list[ClaimDraft]:
    """The drafts with how likely they are to be claims; those that are too unlikely are doubtful.

    What counts something is never doubtful: a number too many is seen at once, one too few is not. Nor is anything in a text
    that tells little: the weights were learned from whole reports.
    """
    least = _weights().get(_THRESHOLD, -math.inf)
    found = []
    for draft, traits in zip(drafts, Page(doc, drafts).read(), strict=True):
        odds = weigh(traits) + _READ * sense.worth(words_of(draft.event), draft.event.kind, facts_of(draft))
        doubtful = odds < least and not draft.figures and len(drafts) >= _WHOLE
        found.append(replace(draft, odds=replace(draft.odds, claim=odds), doubtful=doubtful))
    return found


def weigh(traits: Iterable[str]) -> float:
    """The sum of the traits' weights."""
    weights = _weights()
    return sum(weights.get(trait, 0.0) for trait in traits)


def set_weights(weights: Mapping[str, float]) -> None:
    """Weigh by these from now on; without any, nothing is doubtful."""
    _weights().clear()
    _weights().update(weights)


@cache
def _weights() -> dict[str, float]:
    return {row["trait"]: float(row["weight"]) for row in read_lines("worth.tsv.gz")}
