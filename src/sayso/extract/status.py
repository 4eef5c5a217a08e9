"""Find whether an event is asserted, denied, possible, planned, demanded or conditional, by the scope of the words.

>>> from sayso.language.parse import load_model
>>> doc = load_model()("The army may have shelled the town.")
>>> find_status(doc, 4)
'possible'
"""

from __future__ import annotations

from functools import cache

from spacy.tokens import Doc, Token

from sayso.extract.clauses import clause_head
from sayso.lexicon import load
from sayso.model.mention import Status

_STEPS = 6  # governors looked at above an event word
_CALLING = frozenset({"for", "on", "upon"})
_CLIMBED = frozenset(
    {"xcomp", "ccomp", "conj", "acl", "pcomp", "prep", "dobj", "pobj", "advcl", "oprd", "dep", "nsubjpass"}
)


@cache
def _words(group: str) -> frozenset[str]:
    return frozenset(load("status")[group])


def find_status(doc: Doc, token: int) -> Status:
    """The status that the words around the event give it; "asserted" where none does."""
    word = doc[token]
    verb = word if word.pos_ in {"VERB", "AUX"} else clause_head(word)
    return _of_noun(word) or _of_verb(verb, word) or _of_governors(word) or "asserted"


def _of_noun(word: Token) -> Status | None:
    """ "alleged attack", "possible strike", "planned offensive", "no air strikes"."""
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


def _of_governors(word: Token) -> Status | None:
    """Words above: "believed to have", "plans to", "called on them to", "denied that", "failed to"."""
    token = word
    for _ in range(_STEPS):
        governor = token.head
        if governor.i == token.i or token.dep_ not in _CLIMBED or _own_subject(token) or _presupposes(word, token):
            return None
        found = _of_governor(token, governor)
        if found is not None:
            return found
        token = governor
    return None


def _presupposes(word: Token, token: Token) -> bool:
    """Whether what is told of stands as fact here: "an end to the strikes", "failed to curb the bloodshed"."""
    if token.i == word.i:
        return False
    lemma = token.lemma_.lower()
    other_verb = (
        token.pos_ == "VERB" and word.pos_ not in {"VERB", "AUX"} and lemma not in load("events")["light_verbs"]
    )
    return lemma in _words("ending") or (other_verb and lemma not in {"carry", "take"})


def _own_subject(token: Token) -> bool:
    """Whether a coordinated clause has a subject of its own: then what stands above does not reach it."""
    return token.dep_ == "conj" and any(child.dep_ in {"nsubj", "nsubjpass"} for child in token.children)


def _of_governor(token: Token, governor: Token) -> Status | None:
    """What the governor makes of a word that hangs on it as `token.dep_` says."""
    lemma, dep = governor.lemma_.lower(), token.dep_
    infinitive = dep in {"xcomp", "acl", "advcl", "ccomp"} and any(
        child.lower_ == "to" for child in token.children if child.i < token.i
    )
    if lemma in _words("believing") and dep in {"xcomp", "ccomp", "oprd", "nsubjpass"}:
        return "possible"
    if lemma in _words("planning") and (infinitive or dep == "nsubjpass"):
        return "planned"
    if lemma in _words("demanding") and (
        infinitive or (dep in {"ccomp", "pobj", "dobj"} and lemma not in _words("telling"))
    ):
        return "demanded"
    if lemma in _words("denying") and dep in {"ccomp", "xcomp", "pcomp", "pobj", "dobj"}:
        return "denied"
    return None
