"""Find whether an event is asserted, denied, possible, planned, demanded or conditional, by the scope of the words.

    >>> from sayso.language.parse import load_model
    >>> doc = load_model()("The army may have shelled the town.")
    >>> find_status(doc, 4, "shelling")
    'possible'
"""

from __future__ import annotations

from functools import cache

from spacy.tokens import Doc, Token

from sayso.extract.clauses import clause_head
from sayso.lexicon import load
from sayso.model.mention import Status

_STEPS = 6  # governors looked at above an event word


@cache
def _words(group: str) -> frozenset[str]:
    return frozenset(load("status")[group])


def find_status(doc: Doc, token: int, kind: str) -> Status:
    """The status that the words around the event give it; "asserted" where none does."""
    word = doc[token]
    verb = word if word.pos_ in {"VERB", "AUX"} else clause_head(word)
    return _of_noun(word) or _of_verb(verb, word) or _of_governors(verb) or "asserted"


def _of_noun(word: Token) -> Status | None:
    """"alleged attack", "possible strike", "planned offensive", "no air strikes"."""
    for child in word.children:
        if child.i > word.i:
            continue
        lower = child.lower_
        if lower in _words("possible_adjectives"):
            return "possible"
        if lower in _words("planned_adjectives"):
            return "planned"
        if lower in {"no"} and child.dep_ == "det":
            return "denied"
    return None


def _of_verb(verb: Token, word: Token) -> Status | None:
    """Negation, modals, adverbs and conjunctions on the event's own verb."""
    status: Status | None = None
    for child in verb.children:
        lower = child.lower_
        if child.dep_ == "neg" and verb.i == word.i:
            return "denied"
        if child.dep_ == "aux" and child.i < verb.i:
            if lower in {"may", "might", "could", "can"}:
                status = "possible"
            elif lower in {"will", "'ll", "shall"} and word.pos_ != "NOUN":
                status = "planned"
            elif lower in {"would"} and status is None:
                status = "conditional"
            elif lower in {"should", "must"}:
                status = "demanded"
        if lower in _words("possible_adverbs") and abs(child.i - verb.i) <= 4:
            status = "possible"
        if child.dep_ == "mark" and lower in {"if", "unless"}:
            return "conditional"
    return status


def _of_governors(verb: Token) -> Status | None:
    """Verbs above: "believed to have", "plans to", "called on them to", "denied that", "failed to"."""
    token = verb
    for _ in range(_STEPS):
        governor = token.head
        if governor.i == token.i:
            return None
        if token.dep_ not in {"xcomp", "ccomp", "conj", "acl", "pcomp", "prep", "dobj", "pobj", "advcl", "oprd", "dep"}:
            return None
        lemma = governor.lemma_.lower()
        infinitive = token.dep_ in {"xcomp", "acl", "advcl"} and any(child.lower_ == "to" for child in token.children if child.i < token.i)
        if lemma in _words("believing") and token.dep_ in {"xcomp", "ccomp", "oprd"}:
            return "possible"
        if lemma in _words("planning") and infinitive:
            return "planned"
        if lemma in _words("demanding") and (infinitive or token.dep_ in {"ccomp", "pobj", "dobj"}):
            return "demanded"
        if lemma in _words("denying") and token.dep_ in {"ccomp", "xcomp", "pcomp", "pobj", "dobj"}:
            return "denied"
        if token.dep_ == "conj" and any(child.dep_ in {"nsubj", "nsubjpass"} for child in token.children):
            return None
        token = governor
    return None
