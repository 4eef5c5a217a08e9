"""Clauses and phrases of a parsed sentence: who governs a word, what a noun phrase spans, who fills a role.

>>> from sayso.language.parse import load_model
>>> doc = load_model()("The jets of the coalition hit a bridge near Raqqa.")
>>> [doc[first:last + 1].text for first, last in [phrase(doc[1]), phrase(doc[7])]]
['The jets of the coalition', 'a bridge']
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_CLAUSAL = frozenset({"ROOT", "ccomp", "advcl", "relcl", "acl", "parataxis", "csubj", "pcomp"})
_PREMODIFIERS = frozenset(
    {"det", "amod", "compound", "nummod", "poss", "nmod", "quantmod", "case", "advmod", "punct", "predet", "npadvmod"}
)
_LISTED = frozenset({"NOUN", "PROPN", "ADJ", "DET", "NUM", "ADV", "CCONJ", "PUNCT", "SPACE"})


def clause_head(token: Token) -> Token:
    """The verb or root that governs the token's clause."""
    while True:
        edge = token.dep_
        if edge in _CLAUSAL and (edge == "ROOT" or token.pos_ in {"VERB", "AUX"}):
            return token
        head = token.head
        if edge == "conj" and token.pos_ in {"VERB", "AUX"} and head.pos_ in {"VERB", "AUX"}:
            return token
        if head.i == token.i:
            return token
        token = head


def phrase(head: Token) -> tuple[int, int]:
    """First and last token of the noun phrase at `head`, with its coordination and "of" complements, without clauses."""
    first = last = head.i
    for child in head.children:
        if child.i < head.i and child.dep_ in _PREMODIFIERS and child.pos_ != "SPACE":
            first = min(first, _left(child))
        elif child.i > head.i and child.dep_ == "prep" and child.lower_ == "of":
            for pobj in child.children:
                if pobj.dep_ == "pobj":
                    last = max(last, phrase(pobj)[1])
        elif child.i > head.i and child.dep_ == "conj" and child.pos_ in {"NOUN", "PROPN"}:
            last = max(last, phrase(child)[1])
        elif child.i > head.i and child.dep_ == "case":
            continue
    while first < last and head.doc[first].is_punct and head.doc[first].text not in "(":
        first += 1
    return first, last


def _left(token: Token) -> int:
    return min([token.i, *(_left(child) for child in token.children if child.i < token.i)])


def subject(verb: Token) -> Token | None:
    """The subject of a verb, its own or shared through coordination; of a participle, the noun it modifies."""
    for _ in range(4):
        for child in verb.children:
            if child.dep_ in _SUBJECTS:
                return antecedent(child)
        if verb.dep_ in {"conj", "xcomp", "advcl", "dep"} and verb.head.pos_ in {"VERB", "AUX"}:
            verb = verb.head
            continue
        if verb.dep_ in {"acl", "relcl"} and verb.tag_ == "VBG":
            return verb.head
        return None
    return None


def antecedent(token: Token) -> Token:
    """The noun that a relative pronoun stands for."""
    if token.tag_ in {"WDT", "WP"} and token.lower_ in {"which", "that", "who", "whom"}:
        clause = token.head
        if clause.dep_ == "relcl":
            return clause.head
    return token


def is_passive(verb: Token) -> bool:
    """Whether a verb is in the passive, or a past participle that modifies a noun."""
    if any(child.dep_ in {"nsubjpass", "auxpass"} for child in verb.children):
        return True
    return (
        verb.tag_ == "VBN" and verb.dep_ in {"acl", "amod"} and not any(child.dep_ == "aux" for child in verb.children)
    )


def object_of(token: Token, *, prepositions: frozenset[str] = frozenset()) -> Token | None:
    """The direct object, or the object of one of `prepositions`."""
    for child in token.children:
        if child.dep_ in {"dobj", "obj"}:
            return child
    return oblique(token, prepositions)


def oblique(token: Token, prepositions: frozenset[str]) -> Token | None:
    """The object of the first of `prepositions` that hangs on the token."""
    for child in token.children:
        if child.dep_ in {"prep", "agent", "dative"} and child.lower_ in prepositions:
            for pobj in child.children:
                if pobj.dep_ in {"pobj", "pcomp"}:
                    return pobj
    return None


def verb_before(doc: Doc, position: int) -> tuple[Token | None, int]:
    """The active verb that a list of noun phrases ending before `position` hangs on, and the commas stepped over."""
    items = 0
    for i in range(position - 1, doc[position].sent.start - 1, -1):
        token = doc[i]
        if (
            token.pos_ == "VERB"
            and token.tag_ in {"VBD", "VBG", "VB", "VBZ", "VBN"}
            and token.dep_ not in {"amod", "compound"}
        ):
            return token, items
        if token.text == "," or token.lower_ == "and":
            items += 1
        elif token.pos_ not in _LISTED and token.text != "-" and token.lower_ != "of":
            return None, items
    return None, items
