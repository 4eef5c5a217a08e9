"""Who can be meant: by "he" or "she", by another word for the same office, by the initials of a name.

>>> sorted(alike("priest"))[:2], alike("mayor")
(['clergyman', 'father'], frozenset({'mayor'}))
>>> initials("the International Committee of the Red Cross")
'ICRC'
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Literal

from sayso.lexicon import load
from sayso.resolve.mentions import Mention

Gender = Literal["person", "body", "many"]
Sex = Literal["female", "male"]
PRONOUNS: dict[str, Gender] = {
    **dict.fromkeys(("he", "she", "him", "her", "his", "hers", "himself", "herself"), "person"),
    **dict.fromkeys(("it", "its", "itself"), "body"),
    **dict.fromkeys(("both", "they", "them", "their", "theirs", "themselves"), "many"),
}
_SEXES: tuple[Sex, ...] = ("female", "male")
_SHE = frozenset({"she", "her", "hers", "herself"})
_HE = frozenset({"he", "him", "his", "himself"})


@cache
def alike(word: str) -> frozenset[str]:
    """The words that can mean the one whom `word` means, itself among them."""
    wider = frozenset(load("titles")["wider"].get(word, ()))
    return next((frozenset(row) for row in load("titles")["alike"] if word in row), frozenset({word})) | wider


def initials(name: str) -> str:
    """The initials of the words of a name that are written with a capital, its article left out."""
    words = name.split()
    start = 1 if words and words[0].lower() == "the" else 0
    return "".join(word[0] for word in words[start:] if word[0].isupper())


def may_be(mention: Mention, pronoun: str) -> bool:
    """Whether "he" or "she" can stand for the one mentioned; True where names and titles do not tell."""
    said, own = sex_of(pronoun), _sex(mention)
    return said is None or own is None or own == said


def must_be(mention: Mention, pronoun: str) -> bool:
    """Whether titles or names say that "he" or "she" is right for the one mentioned."""
    said = sex_of(pronoun)
    return said is not None and _sex(mention) == said


def sex_of(pronoun: str) -> Sex | None:
    """What "he" and "she" say, whatever their case; None of all other words."""
    return "female" if pronoun in _SHE else "male" if pronoun in _HE else None


def _sex(mention: Mention) -> Sex | None:
    """What titles, given name and family name say; None where nothing does."""
    spoken = {*mention.titles, mention.head_word}
    for sex in _SEXES:
        if spoken & _names(f"{sex}_titles"):
            return sex
    if not mention.person or not mention.named:
        return None
    if len(mention.words) > 1 and mention.words[-1].endswith(tuple(_names("female_endings"))):
        return "female"
    return next((sex for sex in _SEXES if mention.words[0] in _names(sex)), None)


@cache
def _names(section: str) -> frozenset[str]:
    return frozenset(load("given_names")[section])


def fits(mention: Mention, gender: Gender | None) -> bool:
    """Whether the one mentioned is of the sort that a pronoun means; None fits all."""
    match gender:
        case "person":
            return mention.person and not mention.plural
        case "body":
            return not mention.person and not mention.plural
        case "many":
            return mention.plural or (mention.named and not mention.person)
        case None:
            return True


def spelled_out(mention: Mention, acronym: str) -> Mention:
    """The mention cut to the words that the acronym stands for: "the council of the Northern Relief Fund (NRF)"."""
    words = mention.text.split()
    for start in range(len(words) - 1, -1, -1):
        initials = "".join(word[0] for word in words[start:] if word[0].isupper()).lower()
        if initials == acronym and words[start][0].isupper():
            whole = words[start - 1 :] if start and words[start - 1].lower() == "the" else words[start:]
            return replace(mention, text=" ".join(whole))
    return mention
