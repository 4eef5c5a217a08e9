"""What kind of actor a noun phrase is: of a type of bodies, a person, or nothing that acts.

>>> from sayso.language.parse import load_model
>>> doc = load_model()("The Syrian Observatory for Human Rights said that rebels had shelled the town.")
>>> kind_of(doc[2]), kind_of(doc[8]), kind_of(doc[12])
('monitor or NGO', 'armed group', None)
"""

from __future__ import annotations

from functools import cache, lru_cache

from spacy.tokens import Token

from sayso.extract.phrase import noun_phrase
from sayso.lexicon import load
from sayso.lexicon.bodies import alias_key, by_alias, common

_NAMED = {"PERSON": "person", "ORG": None, "NORP": None, "GPE": "government"}
_SPOKEN = frozenset({"honorifics", "ranks", "offices", "roles"})
_CACHED = 16384  # different phrases kept: more than many documents have
LONGEST_NAME = 12  # words of the longest name in the lexicon
LONGEST_COMMON = 3  # the same for nouns without a name


def kind_of(head: Token) -> str | None:
    """The lexicon type of the actor whose phrase is headed by a token: "armed group", "state military", "person", ..."""
    core = _core(head, *noun_phrase(head))
    body = _body(core)
    if body is not None:
        return body
    noun = common().get(head.lower_) or common().get(head.lemma_.lower()) or _last_words(core)
    if head.ent_type_ in _NAMED:
        return noun or _NAMED[head.ent_type_]
    if noun is not None or head.pos_ == "PROPN":
        return noun
    return "person" if head.lower_ in _people() else None


def _core(head: Token, first: int, last: int) -> str:
    """The phrase as far as its head and the "of" or "for" that belongs to a name, no article."""
    end = head.i
    for child in head.rights:
        if child.dep_ == "prep" and child.i <= last and head.pos_ == "PROPN":
            end = max(end, child.right_edge.i)
            break
    words = [token.text for token in head.doc[first : min(end, last) + 1] if token.dep_ != "det"]
    return " ".join(words)


@lru_cache(maxsize=_CACHED)
def _body(core: str) -> str | None:
    """The type of the longest body that the last words name, acronyms in capitals only."""
    words = core.split()[-LONGEST_NAME:]
    for start in range(len(words)):
        found = by_alias().get(alias_key(" ".join(words[start:])))
        if found is not None:
            return found[0].type
    return None


@lru_cache(maxsize=_CACHED)
def _last_words(core: str) -> str | None:
    words = core.lower().split()[-LONGEST_COMMON:]
    return next((common()[tail] for start in range(len(words)) if (tail := " ".join(words[start:])) in common()), None)


@cache
def _people() -> frozenset[str]:
    return frozenset(word for section in _SPOKEN for word in load("titles")[section])
