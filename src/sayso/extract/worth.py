"""How likely it is that those who code reports by hand would make a record of an event; what is too unlikely is left out.

A logistic regression over traits of a draft that can be read and argued with: its word, kind and form, what governs it,
what stands beside it, and what else the document tells. The weights stand in the lexicon (`worth.tsv.gz`) and are
learned by `tools/fit_worth.py` from coded claims.

>>> from sayso.model import EventMention, Span
>>> facts_of(ClaimDraft(event=EventMention(span=Span(0, 4), token=0, kind="clash"), evidence=Span(0, 9)))
(False, False, True, False, False, False)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from spacy.tokens import Doc, Token

from sayso.extract.apart import is_definite
from sayso.extract.candidates import family_of
from sayso.extract.clauses import clause_head, is_passive
from sayso.extract.sense import Sense, words_of
from sayso.extract.units import token_class
from sayso.lexicon.tables import read_lines
from sayso.model import ClaimDraft

_READ = 0.0  # weight of what the trained reader says beside what the traits say
_THRESHOLD = "threshold"  # the row of the table that holds the log odds under which a draft is left out
_SENTENCES = (0, 1, 2, 4, 8, 16)  # from the head of the report, grouped up to each of these
_LONG = 8  # tokens of a stretch that count as one step
_MOST = 4  # more of anything counts as this many
_MARKING = frozenset({"mark", "advmod", "aux", "neg"})
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "agent", "prep"})


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
        starts = [sent.start for sent in doc.sents]
        self._doc = doc
        self._sentence = {i: n for n, sent in enumerate(doc.sents) for i in range(sent.start, sent.end)}
        self._sentences = max(1, len(starts))
        self._told = Counter(self._number(draft) for draft in drafts)
        self._mates: dict[int, list[ClaimDraft]] = {}
        for draft in drafts:
            self._mates.setdefault(self._number(draft), []).append(draft)
        self._lemmas = Counter(doc[draft.event.token].lemma_.lower() for draft in drafts)
        self._before: Counter[str] = Counter()

    def _number(self, draft: ClaimDraft) -> int:
        return self._sentence[draft.event.token]

    def read(self, drafts: Iterable[ClaimDraft]) -> Iterator[tuple[str, ...]]:
        """The traits of each draft, in order."""
        for draft in drafts:
            yield tuple(self._traits(draft))
            kind = draft.event.kind
            self._before.update((kind, f"{family_of(kind)}|", f"{kind}|{_speaker(draft)}"))

    def _traits(self, draft: ClaimDraft) -> Iterator[str]:
        token = self._doc[draft.event.token]
        yield "bias"
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
        yield f"events={min(_MOST + 1, len(mates))}"
        yield f"order={min(_MOST, sum(mate.event.token < draft.event.token for mate in others))}"
        yield f"mate={any(mate.event.kind == kind for mate in others):d}"
        yield f"kin={any(family_of(mate.event.kind) == family_of(kind) for mate in others):d}|{bool(draft.figures):d}"
        yield f"figures beside={any(mate.figures for mate in others):d}|{bool(draft.figures):d}"
        for mate in others:
            yield f"with={mate.event.kind}"
            yield f"with={mate.event.kind}|{kind}"

    def _of_place(self, draft: ClaimDraft) -> Iterator[str]:
        """Where in the document it stands, and what was told before."""
        kind, number = draft.event.kind, self._number(draft)
        at = sum(number > most for most in _SENTENCES)
        before = self._before[kind]
        again = self._lemmas[self._doc[draft.event.token].lemma_.lower()]
        yield f"sentence={at}"
        yield f"quarter={4 * number // self._sentences}"
        yield f"before={min(_MOST, before)}"
        yield f"before={min(_MOST, before)}|{bool(draft.figures):d}{draft.attribution is not None:d}"
        yield f"kin before={min(_MOST + 2, self._before[f'{family_of(kind)}|'])}"
        yield f"said before={min(3, self._before[f'{kind}|{_speaker(draft)}'])}"
        yield f"again={min(_MOST, again)}"
        yield f"share={min(_MOST, 8 * again // max(1, sum(self._lemmas.values())))}"


def _speaker(draft: ClaimDraft) -> str:
    return "" if draft.attribution is None else "/".join(draft.attribution.speaker)


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
                yield f"{child.dep_}"
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


def with_odds(drafts: Sequence[ClaimDraft], sense: Sense) -> list[ClaimDraft]:
    """The drafts with how likely they are to be claims."""
    return [
        replace(
            draft,
            odds=replace(draft.odds, claim=sense.worth(words_of(draft.event), draft.event.kind, facts_of(draft))),
        )
        for draft in drafts
    ]
