"""What the words above an event make of it: "believed to have", "plans to", "called on them to", "denied that".

>>> from sayso.language.parse import load_model
>>> doc = load_model()("The army plans to attack the town.")
>>> of_governors(doc[4])
'planned'
"""

from __future__ import annotations

from spacy.tokens import Token

from sayso.extract.coordination import parted, said_above, says
from sayso.extract.cuewords import is_withheld, misread_verb, stance_of
from sayso.extract.hedges import (
    denies,
    has_no,
    is_likely,
    is_negated,
    is_rejected,
    is_rumour,
    is_unable,
    is_unchecked,
    is_unclear,
    is_unnamed,
    is_unsourced,
    is_untrue,
    status_words,
)
from sayso.extract.report import goes_on_saying
from sayso.lexicon import load
from sayso.model.mention import Status

_STEPS = 7  # governors looked at above an event word
_CALLING = frozenset({"for", "on", "upon"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_CLIMBED = frozenset(
    {
        "xcomp",
        "ccomp",
        "conj",
        "acl",
        "pcomp",
        "prep",
        "dobj",
        "pobj",
        "advcl",
        "oprd",
        "dep",
        "nsubjpass",
        "nsubj",
        "attr",
    }
)
_DENIED = frozenset({"ccomp", "xcomp", "pcomp", "pobj", "dobj", "nsubjpass"})
_UNABLE = frozenset({"unable", "impossible"})


def of_governors(word: Token) -> Status | None:
    """Words above: "believed to have", "plans to", "called on them to", "denied that", "failed to"."""
    if _is_owed(word):
        return None
    token = word
    for _ in range(_STEPS):
        governor = said_above(token)
        if governor.i == token.i or token.dep_ not in _CLIMBED or _own_subject(token) or _presupposes(word, token):
            return None
        if parted(token, governor) or goes_on_saying(token):
            return None
        found = _of_governor(token, governor) or _of_above(token, governor)
        if found is not None:
            return "denied" if found != "possible" and is_rejected(governor) else found
        token = governor
    return None


def _is_owed(word: Token) -> bool:
    """ "did not enter owing to shelling": there was shelling."""
    first = word.left_edge
    return first.i > 1 and first.nbor(-1).lower_ == "to" and first.nbor(-2).lower_ in status_words("owing")


def _presupposes(word: Token, token: Token) -> bool:
    """Whether what is told of stands as fact here: "an end to the strikes", "failed to curb the bloodshed"."""
    if token.dep_ == "prep" and token.lower_ in status_words("presupposing"):
        return not any(child.dep_ == "pcomp" and token.lower_ == "before" for child in token.children)
    if token.i == word.i:
        return False
    lemma = token.lemma_.lower()
    other_verb = (
        token.pos_ == "VERB"
        and word.pos_ not in {"VERB", "AUX"}
        and lemma not in load("events")["light_verbs"]
        and lemma not in status_words("happening")
    )
    return lemma in status_words("ending") or (other_verb and lemma not in {"carry", "take"})


def _own_subject(token: Token) -> bool:
    """Whether a coordinated clause has a subject of its own: then what stands above does not reach it."""
    return token.dep_ == "conj" and any(child.dep_ in _SUBJECTS for child in token.children)


def _of_governor(token: Token, governor: Token) -> Status | None:
    """What the governor makes of a word that hangs on it as `token.dep_` says."""
    lemma, dep = governor.lemma_.lower(), token.dep_
    infinitive = dep in {"xcomp", "acl", "advcl", "ccomp"} and any(
        child.lower_ == "to" for child in token.children if child.i < token.i
    )
    if infinitive and lemma in status_words("demanding") and _own_subject_of(token):
        return "demanded"  # "wants the soldiers to leave"
    if lemma in status_words("believing") and dep == "prep" and token.lower_ == "of":
        return "possible"  # "suspects the group of kidnapping"
    if dep == "dobj" and stance_of(governor, "objects") == "believes" and not is_negated(governor):
        return "possible"  # "fear an attack"
    if lemma in status_words("believing") and dep in {"xcomp", "ccomp", "oprd", "nsubjpass"}:
        return "possible"
    if (lemma in status_words("planning") and (infinitive or dep == "nsubjpass")) or (infinitive and _is_due(governor)):
        return "denied" if is_negated(governor) or has_no(governor) else "planned"
    if infinitive and lemma == "have" and any(child.lower_ == "yet" for child in governor.children):
        return "denied"  # "have yet to enter"
    if lemma in status_words("preparing") and dep == "prep" and token.lower_ == "for":
        return "planned"
    if lemma in status_words("aiming") and dep == "prep" and token.lower_ == "at":
        return "planned"  # "aimed at forcing them out"
    if lemma == "see" and dep == "ccomp" and any(child.lower_ in status_words("coming") for child in governor.lefts):
        return "planned"  # "a deal that will see rebels leave"
    if lemma in status_words("proposing") and dep == "ccomp" and token.tag_ == "VB":
        return "demanded"  # "proposed that they hand over"
    if lemma in status_words("demanding") and not _is_purpose(governor):
        return _demanded(token, governor, infinitive=infinitive)
    if dep in {"prep", "ccomp", "acl"} and lemma in status_words("truth") and is_untrue(governor):
        return "denied"
    gerund = dep == "advcl" and token.tag_ == "VBG" and token.left_edge.i == governor.i + 2  # "ruled out sending"
    if (lemma in status_words("denying") or denies(governor)) and (
        dep in _DENIED or _is_linked(token) or gerund or _is_particle(token, governor)
    ):
        return "possible" if is_negated(governor) and lemma in status_words("excluding") else "denied"
    return None


def _own_subject_of(token: Token) -> bool:
    return any(child.dep_ == "nsubj" and child.i < token.i for child in token.children)


def _demanded(token: Token, governor: Token, *, infinitive: bool) -> Status | None:
    lemma, dep = governor.lemma_.lower(), token.dep_
    if infinitive or (dep == "prep" and token.lower_ in _CALLING):
        return "demanded"
    if lemma in status_words("insisting") and dep == "ccomp" and token.tag_ != "VB":
        return None
    plain = lemma not in status_words("telling") | {"call"}  # "called the raid a crime"
    return "demanded" if dep in {"ccomp", "pobj", "dobj"} and plain else None


def _is_due(governor: Token) -> bool:
    """ "were to hold talks"."""
    return governor.lemma_ == "be" and governor.tag_ in {"VBD", "VBP", "VBZ"}


def _is_purpose(governor: Token) -> bool:
    """ "in order to": no order."""
    return governor.dep_ == "pobj" and governor.head.lower_ == "in" and governor.i == governor.head.i + 1


def _is_linked(token: Token) -> bool:
    """ "prevented from", "rejected as false"."""
    return token.dep_ == "prep" and token.lower_ in {"from", "as"}


def _is_particle(token: Token, governor: Token) -> bool:
    """ "laughed off the notion that"."""
    return token.dep_ == "prep" and token.i == governor.i + 1 and denies(governor)


def _of_above(token: Token, governor: Token) -> Status | None:
    """What is not known, was not possible, or is told by nobody in particular."""
    lemma, dep = governor.lemma_.lower(), token.dep_
    if dep in {"acl", "ccomp"} and lemma in status_words("denial_nouns"):
        return "denied"
    if dep in {"ccomp", "csubj"} and is_untrue(governor):
        return "denied"
    if dep == "acl" and is_unchecked(governor):
        return "possible"
    if dep == "ccomp" and is_rumour(governor):
        return "possible"
    if dep in {"acl", "ccomp"} and misread_verb(governor) is not None and is_rejected(governor):
        return "denied"
    if dep in {"acl", "ccomp", "relcl"} or (dep == "prep" and token.lower_ in {"of", "about"}):
        if is_rejected(governor):
            return None
        if lemma in status_words("possible_nouns") or (
            lemma in status_words("unsourced_nouns") and is_unsourced(governor)
        ):
            return "possible"
        if lemma in status_words("verification") and has_no(governor):
            return "possible"
        if dep == "prep" and governor.pos_ == "NOUN":
            adjectives = {child.lower_ for child in governor.lefts}
            return "possible" if adjectives & status_words("possible_adjectives") else None
    if lemma in status_words("hearsay") and is_unnamed(governor) and (dep == "xcomp" or token.lower_ == "of"):
        return "possible"
    asked = any(
        child.tag_ == "WP" and child.dep_ in _SUBJECTS for child in token.children
    )  # "who bombed it": somebody did
    if dep in {"ccomp", "csubj"} and not asked and (is_unclear(governor) or is_likely(governor)):
        return "possible"
    if lemma in status_words("verifying") and dep in {"ccomp", "dobj"} and not asked and is_unable(governor):
        return "possible"
    if dep in {"ccomp", "xcomp"} and stance_of(governor, "verbs") == "confirms" and is_withheld(governor):
        return "possible"  # "has not admitted shelling the town"
    if lemma in status_words("failing") and dep == "xcomp" and not says(token):
        return "denied" if lemma in _UNABLE or is_negated(governor.head) else None
    if any(child.dep_ == "mark" and child.lower_ == "if" for child in governor.lefts) and dep in {"xcomp", "acomp"}:
        return "conditional"
    return None
