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
from sayso.extract.coordination import says
from sayso.extract.governors import of_governors
from sayso.extract.hedges import is_unclear, is_unconfirmed, status_words
from sayso.lexicon import load
from sayso.model.mention import Status

_STEPS = 7  # words above a verb in which one of saying is sought
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_NOTHING = frozenset({"no", "none", "neither"})


def find_status(doc: Doc, token: int) -> Status:
    """The status that the words around the event give it; "asserted" where none does."""
    word = doc[token]
    verb = word if word.pos_ in {"VERB", "AUX"} else clause_head(word)
    return _of_noun(word) or _of_verb(verb, word) or of_governors(word) or _of_if(word) or "asserted"


def _of_if(word: Token) -> Status | None:
    """ "if the army bombs the town", however the parser takes the words after "if"; not "asked if", "as if"."""
    for token in reversed(word.doc[max(word.sent.start, word.i - _STEPS) : word.i]):
        if token.lower_ in {"if", "unless"}:
            led = token.nbor(-1) if token.i > word.sent.start else None
            return (
                None
                if led is not None and ((led.pos_ == "VERB" and says(led)) or led.lower_ == "as")
                else "conditional"
            )
        if token.is_punct or token.pos_ in {"VERB", "AUX"}:
            return None
    return None


def _of_noun(word: Token) -> Status | None:
    """ "alleged attack", "possible strike", "planned offensive", "no air strikes", "attacks allegedly committed by"."""
    for child in word.children:
        lower = child.lower_
        if child.dep_ in {"advcl", "ccomp", "parataxis", "dep"}:
            continue  # "As reported by the paper, jets bombed ..."
        if child.i > word.i:
            if child.dep_ == "acl" and _is_supposed(child):
                return "possible"
            continue
        if lower in status_words("possible_adjectives"):
            return "possible"
        if lower in status_words("planned_adjectives"):
            return "planned"
        if lower == "no" and child.dep_ == "det":
            return "denied"
        if lower == "any" and child.dep_ == "det" and _is_to_come(clause_head(word)):
            return "conditional"
    if word.dep_ == "nsubj" and word.i + 1 == word.head.i and _is_believed(word.head):
        return "possible"  # "raids believed to have been carried out by jets hit the depot", as parsers read it
    return "conditional" if _is_in_case(word) else None


def _is_supposed(clause: Token) -> bool:
    """ "attacks allegedly committed by", "a raid believed to have been carried out by"."""
    return _is_believed(clause) or any(child.lower_ in status_words("possible_adverbs") for child in clause.children)


def _is_believed(verb: Token) -> bool:
    """ "believed to be", "thought to have been": what somebody holds for true, who is not named."""
    supposed = verb.tag_ in {"VBN", "VBD"} and verb.lemma_.lower() in status_words("believing")
    return supposed and any(child.dep_ == "xcomp" and child.left_edge.lower_ == "to" for child in verb.rights)


def _is_to_come(verb: Token) -> bool:
    """ "any attack will be answered"."""
    return any(child.dep_ == "aux" and child.lower_ in status_words("coming") for child in verb.lefts)


def _is_in_case(word: Token) -> bool:
    """ "in case of an attack", "in the event of an attack"."""
    above = word.head
    case = above.head
    named = word.dep_ == "pobj" and above.lower_ == "of" and case.lower_ in status_words("cases")
    return named and case.head.lower_ == "in"


def _of_verb(verb: Token, word: Token) -> Status | None:
    """Negation, modals, adverbs and conjunctions on the event's own verb."""
    status: Status | None = None
    if verb.dep_ in {"relcl", "acl"} and verb.head.lemma_ == "time" and verb.head.dep_ == "attr" and verb.tag_ == "VB":
        return "demanded"  # "it is time for them to leave"
    for child in verb.children:
        lower = child.lower_
        if child.dep_ == "neg" and verb.i == word.i:
            return "denied"
        if child.dep_ in _SUBJECTS and verb.i == word.i and _is_nobody(child) and verb.lemma_.lower() not in _harms():
            return "denied"
        if child.dep_ == "dobj" and verb.i == word.i and _is_none_done(verb, child):
            return "denied"
        if lower == "had" and child.dep_ == "aux" and _is_inverted(verb, child):
            return "conditional"
        if child.dep_ == "aux" and child.i < verb.i and _is_modal_of(verb, word):
            status = _of_modal(verb, lower) or status
        if lower in status_words("possible_adverbs") and abs(child.i - verb.i) <= 4:
            status = "possible"
        if child.dep_ == "mark" and lower in {"if", "unless"}:
            return "possible" if verb.dep_ == "ccomp" or is_unclear(verb.head) else "conditional"
        if child.dep_ == "advcl" and is_unconfirmed(child):
            status = "possible"
        if child.dep_ == "mark" and lower == "whether":
            return "possible"
    return status


def _is_none_done(verb: Token, deed: Token) -> bool:
    """ "carried out no strikes": the noun names the deed and the verb only that it was done."""
    particle = next((f" {child.lower_}" for child in verb.rights if child.dep_ == "prt"), "")
    light = verb.lemma_.lower() + particle in load("events")["light_verbs"]
    return light and deed.i > verb.i and any(child.dep_ == "det" and child.lower_ == "no" for child in deed.lefts)


def _is_inverted(verb: Token, had: Token) -> bool:
    """ "Had the army attacked, ..."."""
    subject = next((child for child in verb.lefts if child.dep_ in _SUBJECTS), None)
    return subject is not None and had.i < subject.i and verb.dep_ in {"advcl", "ccomp", "csubj"}


def _of_modal(verb: Token, lower: str) -> Status | None:
    match lower:
        case "may" | "might" | "could" | "can" if _is_foretold(verb):
            return "conditional"
        case "may" | "might" | "could" | "can":
            return "possible"
        case "will" | "'ll" | "shall":
            return "conditional" if _has_condition(verb) else "planned"
        case "would":
            return "planned" if _is_told(verb) and not _has_condition(verb) else "conditional"
        case "should" | "must":
            return "demanded"
    return None


def _is_foretold(verb: Token) -> bool:
    """ "hundreds could be killed": what may come, where "could have been killed" is what may have been."""
    done = any(child.dep_ == "aux" and child.lower_ in {"have", "'ve"} for child in verb.lefts)
    return not done and verb.lemma_.lower() in _harms()


def _is_modal_of(verb: Token, word: Token) -> bool:
    """Whether a modal of the verb is one of the event: "strikes may follow", but not "the strikes may be remembered"."""
    if verb.i == word.i or word.pos_ in {"VERB", "AUX"}:
        return True
    exists = any(child.dep_ == "expl" for child in verb.children)
    if exists or verb.lemma_.lower() in status_words("happening") | set(load("events")["light_verbs"]):
        return True
    above = word
    while above.dep_ in {"prep", "pobj", "conj", "compound"} and above.head.i != above.i:
        above = above.head
    return above.dep_ not in {*_SUBJECTS, "attr"} and above.i > verb.i


def _is_told(verb: Token) -> bool:
    """Whether the clause is told by somebody in the past, so that "would" is "will" said then."""
    above = verb
    for _ in range(_STEPS):
        if above.head.i == above.i:
            return False
        above = above.head
        if (above.tag_ in {"VBD", "VBN"} and says(above)) or above.lemma_.lower() in _noun_cues():
            return True
    return False


@cache
def _noun_cues() -> frozenset[str]:
    """Nouns of what is promised, agreed or foretold: what would happen is planned."""
    nouns = load("cues")["nouns"]
    return frozenset(
        noun for stance in ("promises", "expects", "asserts", "believes", "confirms") for noun in nouns[stance]
    ) | status_words("possible_nouns")


def _has_condition(verb: Token) -> bool:
    """Whether an "if" clause hangs on the verb or on the one above it."""
    return any(
        child.dep_ == "advcl"
        and not is_unconfirmed(child)
        and any(mark.lower_ in {"if", "unless"} and mark.dep_ == "mark" for mark in child.lefts)
        for token in (verb, verb.head)
        for child in token.children
    )


@cache
def _harms() -> frozenset[str]:
    """Verbs of harm: that nobody was hurt is a toll of none, and no denial."""
    effects = load("events")["effects"]
    return frozenset(verb for measure in ("killed", "injured", "casualties") for verb in effects[measure]["verbs"])


def _is_nobody(subject: Token) -> bool:
    """ "no missile", "none of the rockets"."""
    if subject.lower_ in {"nobody", "none"} or subject.left_edge.lower_ == "not":
        return True
    return any(child.lower_ in _NOTHING and child.dep_ in {"det", "preconj"} for child in subject.children)
