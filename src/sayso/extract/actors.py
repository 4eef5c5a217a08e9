"""Actors: noun phrases that can act in or speak about a conflict, named or not, with what they are.

>>> from sayso.language.parse import load_model
>>> doc = load_model()("The Syrian Observatory for Human Rights said that rebels had shelled the town.")
>>> [(actor.text, actor.named, actor.kind) for actor in find_actors(doc)]
[('The Syrian Observatory for Human Rights', True, 'monitor'), ('rebels', False, 'armed group')]
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc, Token

from sayso.extract.phrase import noun_phrase
from sayso.lexicon import load
from sayso.model import ActorMention, Span

_NAMED = {"PERSON": "person", "ORG": None, "NORP": None, "GPE": "government"}
_INNER = frozenset({"compound", "amod", "nmod", "poss", "case", "punct", "det", "nummod"})
_SPOKEN = frozenset({"honorifics", "ranks", "offices", "roles"})
_COMMON = "common"
LONGEST_NAME = 12  # words of the longest name in the lexicon
LONGEST_COMMON = 3  # the same for nouns without a name


def find_actors(doc: Doc) -> Iterator[ActorMention]:
    """Each noun phrase that can act, in order of its head; one that lies within another is given as well."""
    text = doc.text  # put together anew at each call
    for token in doc:
        if token.dep_ in _INNER or not _may_act(token) or _inside_name(token):
            continue
        first, last = noun_phrase(token)
        core = _core(token, first, last)
        kind, named = _kind(token, core)
        if kind is None and not named:
            continue
        span = Span(doc[first].idx, doc[last].idx + len(doc[last]))
        yield ActorMention(
            span=span, text=span.quote(text), head=token.i, first=first, last=last, named=named, kind=kind
        )


def kind_of(head: Token) -> str | None:
    """The lexicon type of the actor whose phrase is headed by a token: "monitor", "state military", "person", ..."""
    return _kind(head, _core(head, *noun_phrase(head)))[0]


def _may_act(token: Token) -> bool:
    """Whether the token can be the head of an actor's phrase; spares the reading of all other nouns."""
    if token.pos_ not in {"NOUN", "PROPN"}:
        return False
    return token.ent_type_ in _NAMED or token.lower_ in _heads() or token.lemma_.lower() in _heads()


def _inside_name(token: Token) -> bool:
    """Whether the token belongs to the name of a body whose head stands before it: "Observatory for Human Rights"."""
    above = token.head.head
    return token.dep_ == "pobj" and token.ent_type_ == "ORG" == above.ent_type_ and token.head.ent_iob_ == "I"


def _core(head: Token, first: int, last: int) -> str:
    """The phrase as far as its head and the "of" or "for" that belongs to a name, lower case, no article."""
    end = head.i
    for child in head.rights:
        if child.dep_ == "prep" and child.i <= last and head.pos_ == "PROPN":
            end = max(end, child.right_edge.i)
            break
    words = [token.text for token in head.doc[first : min(end, last) + 1] if token.dep_ != "det"]
    return " ".join(words)


def _kind(head: Token, core: str) -> tuple[str | None, bool]:
    """The lexicon type of an actor, and whether it bears a name."""
    body = _body(core)
    if body is not None:
        return body, True
    common = _common().get(head.lower_) or _common().get(head.lemma_.lower()) or _last_words(core)
    if head.ent_type_ in _NAMED:
        return common or _NAMED[head.ent_type_], True
    if head.pos_ == "PROPN" and head.ent_type_ not in {"", "DATE", "TIME", "LOC", "FAC", "EVENT"}:
        return common, common is not None
    if common is not None:
        return common, any(token.pos_ == "PROPN" and token.head == head for token in head.lefts)
    if head.lower_ in _people():
        return "person", False
    return None, False


def _body(core: str) -> str | None:
    """The type of the longest body that the last words name, acronyms in capitals only."""
    names, words = _names(), core.split()[-LONGEST_NAME:]
    for start in range(len(words)):
        tail = " ".join(words[start:])
        found = names.get(tail) or (None if tail.isupper() else names.get(tail.lower()))
        if found is not None:
            return found
    return None


def _last_words(core: str) -> str | None:
    common, words = _common(), core.lower().split()[-LONGEST_COMMON:]
    return next((common[tail] for start in range(len(words)) if (tail := " ".join(words[start:])) in common), None)


@cache
def _names() -> dict[str, str]:
    """Names of bodies to their types: acronyms as they are written, the rest in lower case."""
    found: dict[str, str] = {}
    for kind, bodies in load("bodies").items():
        if kind == _COMMON:
            continue
        for name, aliases in bodies.items():
            for wording in (name, *aliases):
                found.setdefault(wording if wording.isupper() else wording.lower(), kind)
    return found


@cache
def _common() -> dict[str, str]:
    return {word: kind for kind, group in load("bodies")[_COMMON].items() for word in group}


@cache
def _heads() -> frozenset[str]:
    """The last words of everything that the lexicon calls an actor."""
    wordings = (*_names(), *_common(), *_people())
    return frozenset(wording.split()[-1].lower() for wording in wordings if wording)


@cache
def _people() -> frozenset[str]:
    return frozenset(word for section in _SPOKEN for word in load("titles")[section])
