"""Words that keep what they speak of from being known: "unclear whether", "unconfirmed reports", "could not verify".

>>> from sayso.language.parse import load_model
>>> doc = load_model()("Unconfirmed reports of a raid reached the town.")
>>> is_unsourced(doc[1])
True
"""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from sayso.extract.cuewords import is_negated as is_denied
from sayso.extract.cuewords import misread_verb, stance_of
from sayso.lexicon import load

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_CONFIRMING = frozenset({"confirm", "verify", "corroborate", "acknowledge"})
_UNABLE = frozenset({"unable", "impossible"})


@cache
def status_words(group: str) -> frozenset[str]:
    """The words of one section of the lexicon of statuses."""
    return frozenset(load("status")[group])


def is_unclear(governor: Token) -> bool:
    """ "it was unclear if", "it is not clear whether", "was not sure that"."""
    for word in (governor, *(child for child in governor.children if child.dep_ in {"acomp", "attr"})):
        if word.lower_ in status_words("unclear"):
            return word.lower_.startswith("un") or is_negated(word) or is_negated(word.head)
    return False


def is_likely(governor: Token) -> bool:
    """ "it is possible that", "it was likely that", "found it likely that"."""
    return any(
        word.pos_ == "ADJ" and word.lower_ in status_words("possible_adjectives")
        for word in (governor, *(child for child in governor.children if child.dep_ in {"acomp", "oprd"}))
    )


def is_unchecked(noun: Token) -> bool:
    """ "the claim that ... has not been verified"."""
    return noun.dep_ == "nsubjpass" and noun.head.lemma_.lower() in status_words("verifying") and is_negated(noun.head)


def is_rumour(verb: Token) -> bool:
    """ "unconfirmed reports say that", "rumours had it that"."""
    teller = next((child for child in verb.lefts if child.dep_ == "nsubj"), None)
    if teller is None or teller.pos_ != "NOUN":
        return False
    doubtful = any(child.lower_ in status_words("possible_adjectives") for child in teller.lefts)
    return doubtful or teller.lemma_.lower() in status_words("possible_nouns")


def is_untrue(governor: Token) -> bool:
    """ "it is untrue that", "it was not true that", "there is no truth in"."""
    if governor.lemma_.lower() in status_words("truth"):
        return has_no(governor)
    for word in (governor, *(child for child in governor.children if child.dep_ in {"acomp", "attr"})):
        if word.lower_ in status_words("untrue") or word.lemma_.lower() in status_words("untrue"):
            return not is_negated(word.head)
        if word.lower_ in status_words("held_true"):
            return is_negated(word.head)
    return False


def denies(verb: Token) -> bool:
    """Whether the verb denies what it takes: "denied that", "laughed off the notion that"."""
    return verb.pos_ == "VERB" and stance_of(verb, "objects") == "denies"


def is_unconfirmed(clause: Token) -> bool:
    """ "if confirmed", "if true": what is told is not known yet."""
    opened = any(child.dep_ == "mark" and child.lower_ == "if" for child in clause.lefts)
    own = any(child.dep_ in _SUBJECTS for child in clause.children)
    return (
        opened
        and not own
        and (clause.lemma_.lower() in status_words("verifying") or clause.lower_ in {"true", "correct"})
    )


def is_rejected(noun: Token) -> bool:
    """Whether a verb above turns down what the noun reports: "denied allegations that", "dismissed as rumours reports that"."""
    misread = misread_verb(noun)
    if misread is not None:
        return denies(misread)
    if noun.dep_ == "pobj" and noun.head.head.lemma_.lower() in status_words("truth"):
        return has_no(noun.head.head)  # "no truth in reports that"
    above = noun.head
    while above.dep_ in {"prep", "pobj", "amod", "compound", "pcomp"} and above.head.i != above.i:
        above = above.head
    turned = above.lemma_.lower() in status_words("excluding") | {"reject", "refute"} or denies(above)
    return above.pos_ == "VERB" and turned and not is_negated(above)


def is_unsourced(noun: Token) -> bool:
    """Whether nobody is said to make a report: "reports that", "unconfirmed reports"."""
    owned = any(child.dep_ == "poss" for child in noun.lefts) or any(
        child.lower_ in {"by", "from"} for child in noun.rights
    )
    confirmed = noun.dep_ == "dobj" and noun.head.lemma_ in _CONFIRMING and not is_unable(noun.head)
    return (
        noun.tag_ == "NNS" and not owned and not confirmed and all(child.lower_ != "confirmed" for child in noun.lefts)
    )


def is_unnamed(verb: Token) -> bool:
    """Whether a passive does not say who does it."""
    passive = any(child.dep_ in {"auxpass", "nsubjpass"} for child in verb.children)
    return passive and all(child.dep_ != "agent" for child in verb.children)


def has_no(noun: Token) -> bool:
    """ "no plans to"."""
    return any(child.lower_ == "no" for child in noun.lefts)


def is_negated(verb: Token) -> bool:
    """ "did not", "never", "could not", "neither confirm nor deny", "refused to"."""
    if is_denied(verb):
        return True
    return verb.dep_ == "xcomp" and verb.head.lemma_.lower() in {"refuse", "decline"}


def is_unable(verb: Token) -> bool:
    """Whether somebody could not or did not verify: "could not confirm", "was unable to verify", "declined to say"."""
    if is_negated(verb):
        return True
    above = verb.head
    return verb.dep_ == "xcomp" and (above.lower_ in _UNABLE or (above.lemma_ == "able" and is_negated(above.head)))
