"""Candidates: the phrases of a document that may fill a role of an event, with what each of them is.

>>> from sayso.language.parse import load_model
>>> doc = load_model()("Syrian rebels shelled two villages.")
>>> [(doc[c.first : c.last + 1].text, c.what) for c in Roster(doc, []).in_sentence(0)]
[('Syrian', 'NORP'), ('Syrian rebels', 'armed group'), ('two villages', 'site')]
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from spacy.tokens import Doc, Token

from sayso.extract.actors import kind_of
from sayso.extract.clauses import clause_head, phrase
from sayso.extract.deeds import Deeds
from sayso.extract.roles import is_event_word, parties
from sayso.extract.units import person_group, token_class
from sayso.model import ClaimDraft, Span

BACK = 4  # sentences back to a phrase that may still fill a role
AHEAD = 2  # sentences ahead, for the doer of what a headline tells
_NEAR = 2  # sentences back within which any named or common phrase may, beyond them only those that act or suffer
_INNER = frozenset({"amod", "compound", "nmod", "npadvmod"})
_NEVER = frozenset({"det", "case", "punct", "nummod", "quantmod"})
_NAMED = frozenset({"NORP", "ORG", "GPE", "PERSON"})
_COUNTED = frozenset({"nsubj", "nsubjpass", "dobj", "pobj"})
_NOT_COUNTS = frozenset({"DATE", "TIME", "MONEY", "PERCENT"})
_NOUNS = frozenset({"NOUN", "PROPN", "PRON"})
_LASTING = frozenset({"NOUN", "PROPN", "ADJ"})
_SHOWN_AFTER = frozenset({"ADP", "VERB", "AUX", "PUNCT", "CCONJ"})
_SHOWN_EDGES = frozenset({"prep", "agent", "dative", "mark"})
_CLIMB = 7  # heads that are climbed over


@dataclass(frozen=True, kw_only=True, eq=False)
class Candidate:
    """A phrase (first to last token) around its head, and what it is."""

    head: Token
    at: int  # the head's token
    noun: str  # what two phrases have in common that mean the same: the lemma of their heads
    lower: str  # the head as it stands, in small letters
    edge: str  # what ties the head to the word above it
    first: int
    last: int
    what: str  # type of body, class of thing, sort of name, pronoun, or part of speech: the first that is known
    acts: bool  # whether it is of a type of bodies
    group: str | None  # of persons: civilian, fighter, casualty
    belongs: str  # whether a name or a party stands before the head: "name", "party", ""
    counted: bool
    event: bool  # whether the head tells of an event
    named: bool
    governor: str  # the preposition that it hangs on, "" where it is none
    lasting: bool  # whether it may be meant by a later sentence: a noun or adjective

    @cached_property
    def facts(self) -> tuple[str, str | None, str, str, str, bool, bool]:
        """What it is, as its traits tell it."""
        return self.what, self.group, self.head.ent_type_, self.noun, self.belongs, self.counted, self.event

    @cached_property
    def sort(self) -> str:
        """What it is, in one of four words."""
        return "actor" if self.acts else "person" if self.group else "thing" if self.named else "other"

    @cached_property
    def _heads(self) -> tuple[Token, ...]:
        return chain_of(self.head)

    @cached_property
    def chain(self) -> tuple[int, ...]:
        """Its head and the heads above that."""
        return tuple(token.i for token in self._heads)

    @cached_property
    def trails(self) -> tuple[str, ...]:
        """The ways down to its head from each token of its chain, in words."""
        return tuple(accumulate((f">{_edge(token)}" for token in self._heads), _in_front, initial=""))

    @cached_property
    def clause(self) -> int:
        """The head of its clause."""
        return clause_head(self.head).i

    @cached_property
    def neighbours(self) -> tuple[str, str | None]:
        """The word before it, "" at the start; the word or the sort of word after it, None at the end."""
        doc = self.head.doc
        before = doc[self.first - 1].lower_ if self.first else ""
        if self.last + 1 >= len(doc):
            return before, None
        following = doc[self.last + 1]
        return before, following.lower_ if following.pos_ in _SHOWN_AFTER else following.pos_


class Roster:
    """Every candidate of a document, sentence by sentence, and who acts and suffers in its events; each read once."""

    def __init__(self, doc: Doc, drafts: Sequence[ClaimDraft]) -> None:
        """`drafts` in order, with the roles that grammar gives them."""
        self._doc = doc
        self._sentences = [(sent.start, sent.end) for sent in doc.sents]
        self._number = {i: n for n, (start, end) in enumerate(self._sentences) for i in range(start, end)}
        self._read: dict[int, list[Candidate]] = {}
        self._mates: dict[int, dict[str, list[int]]] = {}
        self._held: dict[tuple[int, bool], list[Candidate]] = {}
        self.acted: defaultdict[str, Deeds] = defaultdict(Deeds)
        self.suffered: defaultdict[str, Deeds] = defaultdict(Deeds)
        self.speaks: defaultdict[int, set[tuple[Span, ...]]] = defaultdict(set)
        self.sited: set[int] = set()
        for draft in drafts:
            self._enter(draft)
        self.frequency = Counter(token.lower_ for token in doc if token.pos_ in {"NOUN", "PROPN", "ADJ"})

    def _enter(self, draft: ClaimDraft) -> None:
        event = draft.event
        for held, deeds in ((event.actor, self.acted), (event.target, self.suffered)):
            if held is not None:
                head = self._doc[held[0] : held[1] + 1].root
                deeds[key(head)].add(event=event.token, kind=event.kind)
        if draft.attribution is not None:
            for span in draft.attribution.source:
                for i in self._tokens(span):
                    self.speaks[i].add(draft.attribution.cue)
        for mention, _ in draft.places:
            self.sited.update(self._tokens(mention.span))

    def _tokens(self, span: Span) -> range:
        found = self._doc.char_span(span.start, span.end, alignment_mode="expand")
        return range(0) if found is None else range(found.start, found.end)

    def in_sentence(self, number: int) -> list[Candidate]:
        """The candidates of one sentence in order of their heads."""
        if number not in self._read:
            start, end = self._sentences[number]
            self._read[number] = [_candidate(token) for token in self._doc[start:end] if _may_fill(token)]
        return self._read[number]

    def mates(self, draft: ClaimDraft, sort: str) -> list[int]:
        """The heads of the candidates of a sort in the event's own sentence, in order."""
        number = self._number[draft.event.token]
        if number not in self._mates:
            sorts: defaultdict[str, list[int]] = defaultdict(list)
            for candidate in self.in_sentence(number):
                sorts[candidate.sort].append(candidate.at)
            self._mates[number] = sorts
        return self._mates[number][sort]

    def for_event(self, draft: ClaimDraft) -> Iterator[tuple[Candidate, int]]:
        """The candidates for an event's roles, each with its sentence counted back from the event's (ahead: negative).

        All of the event's own sentence; of the others each noun once, nearest first, as long as it may still be meant.
        """
        here = self._number[draft.event.token]
        yield from ((candidate, 0) for candidate in self.in_sentence(here))
        seen: set[str] = set()
        for back in range(1, min(BACK, here) + 1):
            for candidate in self._lasting(here - back, near=back <= _NEAR):
                if candidate.noun not in seen:
                    seen.add(candidate.noun)
                    yield candidate, back
        for ahead in range(1, AHEAD + 1):
            if here + ahead >= len(self._sentences):
                break
            for candidate in self.in_sentence(here + ahead):
                noun = candidate.noun
                if noun not in seen and noun in self.acted and self.acted[noun].has(draft.event.kind):
                    seen.add(noun)
                    yield candidate, -ahead

    def _lasting(self, number: int, *, near: bool) -> list[Candidate]:
        """The phrases of a sentence that may fill a role of a later one, near it or not; last first."""
        held = self._held.get((number, near))
        if held is None:
            found = (one for one in reversed(self.in_sentence(number)) if one.lasting)
            held = [one for one in found if self._has_deeds(one.noun) or one.acts or (near and one.named)]
            self._held[number, near] = held
        return held

    def _has_deeds(self, noun: str) -> bool:
        return noun in self.acted or noun in self.suffered


def key(head: Token) -> str:
    """What two phrases have in common that mean the same: the lemma of their heads."""
    return head.lemma_.lower()


def chain_of(token: Token) -> tuple[Token, ...]:
    """The token and the heads above it."""
    found = [token]
    while len(found) < _CLIMB and (above := token.head).i != token.i:
        token = above
        found.append(token)
    return tuple(found)


def _in_front(way: str, step: str) -> str:
    return step + way


def _edge(token: Token) -> str:
    """What ties a token to its head, with the word itself where that is a preposition."""
    return f"{token.dep_}:{token.lower_}" if token.dep_ in _SHOWN_EDGES else token.dep_


def _may_fill(token: Token) -> bool:
    """Whether a token heads a phrase that can do or suffer something."""
    if token.pos_ == "NUM":
        return token.dep_ in _COUNTED and token.ent_type_ not in _NOT_COUNTS
    if token.dep_ in _INNER or token.pos_ == "ADJ":
        return _is_party(token)
    return token.pos_ in _NOUNS and token.dep_ not in _NEVER and any(map(str.isalnum, token.text))


def _is_party(token: Token) -> bool:
    """ "Russian strikes", "regime shelling": whether a modifier names a side; of a name of several words, the last."""
    if token.ent_type_ not in _NAMED and token.lower_ not in parties():
        return False
    return token.i + 1 >= len(token.doc) or token.nbor(1).ent_iob_ != "I" or token.pos_ == "ADJ"


def _candidate(head: Token) -> Candidate:
    first, last = _reach(head)
    noun = head.pos_ in {"NOUN", "PROPN"}
    body = kind_of(head) if noun else None
    thing = token_class(head) if noun else None
    before = [token for token in head.doc[first : head.i] if token.pos_ in {"NOUN", "PROPN", "ADJ"}]
    owner = "name" if any(token.ent_type_ in {"NORP", "GPE", "ORG"} for token in before) else ""
    return Candidate(
        head=head,
        at=head.i,
        noun=key(head),
        lower=head.lower_,
        edge=head.dep_,
        first=first,
        last=last,
        what=head.lower_ if head.pos_ == "PRON" else body or thing or head.ent_type_ or head.pos_,
        acts=body is not None,
        group=person_group(head.lower_) if thing == "person" else None,
        belongs=owner or ("party" if any(token.lower_ in parties() for token in before) else ""),
        counted=any(child.dep_ == "nummod" for child in head.children),
        event=is_event_word(head),
        named=head.ent_type_ != "" or thing is not None,
        governor=head.head.lower_ if head.dep_ == "pobj" else "",
        lasting=head.pos_ in _LASTING,
    )


def _reach(head: Token) -> tuple[int, int]:
    """First and last token of a noun phrase; of a modifier the name or party alone."""
    if head.dep_ not in _INNER and head.pos_ != "ADJ":
        return phrase(head)
    doc, first = head.doc, head.i
    while first > 0 and doc[first].ent_iob_ == "I":
        first -= 1
    kept = [child.left_edge.i for child in head.lefts if child.dep_ in _INNER or child.dep_ in {"punct", "advmod"}]
    first = min([first, *kept])
    last = max([head.i, *(child.i for child in head.rights if child.dep_ == "conj" and child.i < head.head.i)])
    while first < head.i and (doc[first].is_punct or doc[first].pos_ == "DET"):
        first += 1
    return first, last
