"""On whose word a claim stands, and whether two names of sources mean one origin.

>>> tidy("The Syrian Observatory for Human Rights, a Britain-based monitoring group")
'Syrian Observatory for Human Rights'
>>> same_origin("Observatory chief Sami Haddad", "the Syrian Observatory for Human Rights")
True
>>> same_origin("the Pentagon", "the US Department of Defense")
True
>>> same_origin("a medical source", "a military source")
False
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import cache

from sayso.lexicon import load
from sayso.lexicon.bodies import body_named
from sayso.model import Claim, Document
from sayso.reconcile.sides import PARTIES

_LEXICON = load("origins")
_EMPTY = frozenset(_LEXICON["empty"])
_GENERIC = frozenset(_LEXICON["generic"])
_VOICES = frozenset(_LEXICON["voices"])
_ECHOES = frozenset(_LEXICON["echoes"])
_UNNAMED = frozenset(_LEXICON["unnamed"])
_OUTLETS: dict[str, str] = _LEXICON["outlets"]
_SPELLED: dict[str, str] = _LEXICON["spelled"]
_DESCRIBED = {short: frozenset(words) for short, words in _LEXICON["described"].items()}
_LEAD = re.compile(
    r"^(?:the|a|an|its|their|our|so-called|another|other|more)\s+|\b\w+[- ]based\s+|^(?:\d+\s+|[A-Z][a-z]{2}\s+(?=\d))+",
    re.I,
)
_SENT = re.compile(
    r"^([A-Z]\w*(?:\s[A-Z]\w*)*?)(?:['’]?s)?\s+(?:news agency\s+)?(?:correspondent|reporter)s?\b.*$"
)  # "an agency's reporter in Aleppo" has the agency's word
_DESCRIBING = re.compile(
    r"(?<=\w)(?:\s*,|\s*[(\[](?![A-Z]{3,8}[)\]])|\s+[-–—]\s+|\s+(?:" + "|".join(_LEXICON["describing"]) + r")\s+).*$",
    re.S,
)
_ACRONYM = re.compile(r"^[A-Z]{2,6}$")
ALIKE = 0.6  # share of words in common from which two longer names are one
UNNAMED = "the report"


def origin(claim: Claim, document: Document | None) -> str:
    """The name on whose word the claim stands: the innermost link that is not a mere echo, else the outlet."""
    for link in reversed(claim.source):
        if name_words(link.text) - _ECHOES:
            return tidy(link.text)
    return outlet(document)


def outlet(document: Document | None) -> str:
    """The report's own voice: its publisher, else its byline, else "the report"."""
    if document is None:
        return UNNAMED
    name = document.publisher or document.byline or UNNAMED
    return _OUTLETS.get(name.lower(), name)


@cache
def tidy(name: str) -> str:
    """A source's name without article and without the apposition that describes it."""
    kept = name.strip()
    for _ in range(3):
        kept = _LEAD.sub("", kept).strip()
    sent = _SENT.match(kept)
    if sent is not None:
        return re.sub(r"\b([A-Z]{3,})s$", r"\1", sent[1])
    short = _DESCRIBING.sub("", kept).strip(" ,")
    return short if name_words(short) else kept


@cache
def name_words(name: str) -> frozenset[str]:
    """Folded words of a name, without those that tell nothing and without plural or possessive s."""
    folded = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower().replace("'s", "")
    words = (_SPELLED.get(word, word) for word in re.findall(r"[a-z0-9]+", folded))
    return frozenset(word.removesuffix("s") if len(word) > 3 else word for word in words if word not in _EMPTY)


def described(name: str, others: Iterable[str]) -> str:
    """The one source among `others` that a short description ("the monitor") stands for, else the name itself."""
    wanted = _DESCRIBED.get(name.lower())
    if wanted is None:
        return name
    fits = sorted({other for other in others if len(name_words(other)) > 1 and name_words(other) & wanted})
    longest = max(fits, key=lambda other: (len(other), other), default=name)
    return longest if all(same_origin(longest, other) for other in fits) else name


@cache
def same_origin(one: str, other: str) -> bool:
    """Whether two names mean one origin: the same words, an acronym, a short form, or one who speaks for a body."""
    left, right = name_words(one), name_words(other)
    if left == right:
        return True
    if not left or not right:
        return False
    known = _one_body(one, other)
    if known is not None:
        return known
    if _initials(one, other) or _initials(other, one):
        return True
    if _party(one) is not None or _party(other) is not None:
        return _party(one) == _party(other)
    shorter, longer = (left, right) if len(left) <= len(right) else (right, left)
    telling = shorter - _GENERIC
    if shorter <= longer:
        return bool(telling)
    proper, other_proper = sorted((_proper(one), _proper(other)), key=len)
    if proper - _GENERIC and proper <= other_proper:
        return True
    if _speaks_for(one, right) or _speaks_for(other, left):
        return True
    common = (left & right) - _GENERIC
    return bool(common) and len(left & right) / len(left | right) >= ALIKE


def _one_body(one: str, other: str) -> bool | None:
    """Whether two names of bodies of the lexicon name one; None where either is not in it."""
    known, also = body_named(tidy(one)), body_named(tidy(other))
    return None if known is None or also is None else known.id == also.id


@cache
def _party(name: str) -> str | None:
    """The armed party that the name names, and nothing but it: "ISIS", "a statement of the Islamic State"."""
    for side, pattern in PARTIES.items():
        rest = pattern.sub(" ", name)
        if rest != name and not name_words(rest) - _GENERIC - _VOICES:
            return side
    return None


@cache
def _proper(name: str) -> frozenset[str]:
    """Words of a named source that are written with a capital; none for a source without a name ("a medical source")."""
    if name_words(name) & _UNNAMED:
        return frozenset()
    return frozenset().union(*(name_words(word) for word in re.findall(r"\b[A-Z][\w-]*", tidy(name))))


def _speaks_for(voice: str, body: frozenset[str]) -> bool:
    """Whether `voice` names one who speaks for the body of these words: "Observatory head X", "X, head of the Observatory"."""
    if body & _VOICES:
        return False
    words = re.findall(r"[\w-]+", voice)
    at = next((index for index, word in enumerate(words) if word.lower() in _VOICES), None)
    if at is None:
        return False
    sides = (name_words(" ".join(words[:at])), name_words(" ".join(words[at + 1 :])))
    return any((side - _GENERIC) & body and (side <= body or body <= side) for side in sides)


def _initials(short: str, full: str) -> bool:
    """Whether `short` is, or brackets, the initials of `full`."""
    if not _ACRONYM.match(short.strip()):
        return False
    words = [word for word in re.findall(r"[A-Za-z]+", full) if word[0].isupper()]
    return "".join(word[0] for word in words).upper().startswith(short.strip().upper())


def fullest(names: Iterable[str]) -> str:
    """The name to show for one origin: a body before those who speak for it, then the one with most words."""
    counted = Counter(names)
    assert counted, "an origin has at least one name"

    def rank(name: str) -> tuple[bool, int, int, str]:
        words = name_words(name)
        return bool(words & _VOICES), -min(len(words), 8), -counted[name], name

    return min(counted, key=rank)
