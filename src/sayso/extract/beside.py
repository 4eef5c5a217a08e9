"""Words said that stand beside their cue: a quotation, what goes on after it, what follows a colon.

>>> from sayso.language.parse import load_model
>>> doc = load_model()("The monitor put it plainly: jets bombed the town.")
>>> [doc[first : last + 1].text for first, last in after_colon(doc[2])]
['jets bombed the town.']
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from sayso.extract.cuewords import speaks, stance_of, words
from sayso.extract.quotation import STRAIGHT
from sayso.extract.sources import SUBJECTS, subject_of
from sayso.extract.stretches import Stretch, those_at

REACH = 14  # tokens between a cue and the quotation that it introduces
_GOING_ON = frozenset({"although", "though", "because", "so"})


def quotation_beside(verb: Token, quotations: list[Stretch]) -> list[Stretch]:
    """The quotation right before or right after the verb, with nothing but its source or its hearer between."""
    found: list[Stretch] = []
    for first, last in those_at(quotations, (verb.i - REACH, verb.i + REACH)):
        if last < verb.i <= last + REACH:
            if verb.nbor(-1).dep_ != "cc" and _only_names(verb, last + 1, verb.i - 1):
                found.append((first, last))
        elif verb.i < first <= verb.i + REACH:
            if _introduced(verb, first):
                found.append((first, last))
            break
    return found


def goes_on_after(verb: Token, content: list[Stretch], quotations: list[Stretch]) -> list[Stretch]:
    """What goes on after the cue: "...," said X, who would not be named, "..."; "..., X said, although ..."."""
    if content[-1][1] > verb.i:
        return []
    clause = _clause_after(verb)
    if clause is not None:
        return [clause]
    near = those_at(quotations, (verb.i + 1, verb.i + REACH))
    after = next((quotation for quotation in near if verb.i < quotation[0]), None)
    return [after] if after is not None and verb.doc[after[0] - 1].text == "," and _introduced(verb, after[0]) else []


def _clause_after(verb: Token) -> Stretch | None:
    """The clause that a comma and "and" or "although" tie to the words before the cue; one of time may be of the saying."""
    for child in verb.rights:
        own = any(token.dep_ in {"nsubj", "nsubjpass"} for token in child.children)
        marked = any(token.dep_ == "mark" and token.lower_ in _GOING_ON for token in child.lefts)
        if own and child.i > verb.i and ((child.dep_ == "advcl" and marked) or child.dep_ == "conj"):
            before = verb.doc[child.left_edge.i - 1]
            comma = before.text == "," or (before.dep_ == "cc" and before.nbor(-1).text == ",")
            if comma and stance_of(child, "verbs") is None:
                return child.left_edge.i, child.right_edge.i
    return None


def _only_names(verb: Token, first: int, last: int) -> bool:
    """Whether from `first` to `last` stand names and helping words, and no other verb or sentence end."""
    return not any(
        token.pos_ == "VERB" or token.text in {".", ";", "!", "?"} or "\n" in token.text or token.text in STRAIGHT
        for token in verb.doc[first : last + 1]
    )


def _introduced(verb: Token, first: int) -> bool:
    """Whether the quotation at `first` is introduced by the verb: next to it, or after a comma or colon."""
    before = verb.doc[first - 1]
    if before.i == verb.i:
        return True
    return before.text in {",", ":"} and (_only_names(verb, verb.i + 1, first - 1) or _only_source(verb, first - 1))


def _only_source(verb: Token, last: int) -> bool:
    """Whether nothing but the source, with a clause about it, stands after the verb: "said a guard, who would not be named,"."""
    subject = next((child for child in verb.rights if child.dep_ in SUBJECTS), None)
    if subject is None or verb.nbor().i != subject.left_edge.i:
        return False
    return subject.right_edge.i >= last - 1


def after_colon(verb: Token) -> list[Stretch]:
    """What follows a colon, without quote marks: "The monitor put it plainly: jets bombed the town"."""
    doc, sent = verb.doc, verb.sent
    colon = next((token for token in doc[verb.i + 1 : sent.end] if token.text == ":"), None)
    if colon is None or subject_of(verb) is None or not _only_names(verb, verb.i + 1, colon.i - 1):
        return []
    return [(colon.i + 1, sent.end - 1)] if holds_verb(doc, colon.i + 1, sent.end - 1) else []


def introduced(doc: Doc, quotation: Stretch) -> Token | None:
    """The verb of the sentence that brings in the one who speaks in a quotation without a cue of its own: "A farmer, Ali
    Saad, remembers the day. "Soldiers came ..."", "A conscript was blunt: "..."". None where nobody is brought in."""
    mark = doc[quotation[0] - 1] if quotation[0] else None
    if mark is None or mark.text not in {".", ":"}:
        return None
    sent = mark.sent
    colon = mark.text == ":" or mark.nbor(-1).text == ":"
    for verb in sent[: mark.i - sent.start]:
        if verb.pos_ not in {"VERB", "AUX"} or verb.dep_ not in {"ROOT", "ccomp"}:
            continue
        subject = subject_of(verb)
        if subject is None or subject.i > verb.i:
            continue
        owner = next((child for child in subject.lefts if child.dep_ == "poss"), None)
        told = stance_of(subject, "nouns") is not None or subject.lemma_.lower() in words("accounts")
        speaker = owner if owner is not None and told else subject
        if speaker.ent_type_ == "PERSON" or speaks(speaker):
            telling = colon or told or stance_of(verb, "verbs") is not None
            return speaker if telling else None
    return None


def holds_verb(doc: Doc, first: int, last: int) -> bool:
    return any(token.pos_ in {"VERB", "AUX"} for token in doc[first : last + 1]) and last - first >= 2
