"""Names of private persons, masked in whatever an export shows: what looks like a name and is not known to be public.

>>> Names.of([]).words("Umm Khaled Darwish, a baker, told Reuters that Russian warplanes had bombed Aleppo.")
'[name], a baker, told Reuters that Russian warplanes had bombed Aleppo.'
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache, lru_cache
from itertools import chain, groupby
from typing import TypeVar

from sayso.export.public_words import LETTERS, kind_of_word, public_persons
from sayso.lexicon import load
from sayso.model import Account, Claim, Disagreement, Document, Figure, Incident, Phrase, Place, SourceLink
from sayso.reconcile.rules import Cell as TollCell

Kept = TypeVar("Kept", bound="Phrase | SourceLink | None")
MASK = "[name]"
_NONE: frozenset[str] = frozenset()
# Those whose names are public where they speak: what they say they say for a body, or as their calling.
PUBLIC_TYPES = frozenset({"government", "state military", "armed group", "intergovernmental", "media", "expert"})
_POSSESSIVE = re.compile(r"['’]s$")
LONGEST = 4  # words of the longest name of a public person


@cache
def _capitals() -> str:
    """A class of characters: large letters, and letters of scripts that know none."""
    ranges: list[str] = []
    points = (point for point in range(0x41, 0x10000) if _is_large(chr(point)))
    for _, run in groupby(enumerate(points), lambda pair: pair[1] - pair[0]):
        found = [point for _, point in run]
        ranges.append(f"\\u{found[0]:04x}-\\u{found[-1]:04x}")
    return "[" + "".join(ranges) + "]"


def _is_large(letter: str) -> bool:
    category = unicodedata.category(letter)
    return category in ("Lu", "Lt") or category == "Lo"


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A run of large words from a large letter on; a run with the article before it.

    A run is words that begin large, one after the other, with what ties names together: "Abu Bakr al-Masri", "J. R. de Vries".
    """
    prefix = r"(?:(?:al|el|as|ar|an|at|ad|ash|az|abd|d|l|o|ul|ud)[-'’])?"
    large = rf"{_capitals()}(?:[^\W\d_]|[-'’](?=[^\W\d_]))*(?:(?<=\b\w)\.)?"
    tie = r"(?:(?:al|el|bin|bint|ibn|ben|abu|de|da|del|di|la|le|van|von|der|den|y|e)[ \u00a0]+)*"
    run = rf"{large}(?:[ \u00a0]+{tie}{prefix}{large})*"
    return re.compile(run), re.compile(rf"(?<![^\W\d_]){prefix}{run}")


@cache
def _plain_runs() -> re.Pattern[str]:
    """The first of these for texts of plain letters alone, in which it is found in half the time."""
    return re.compile(_patterns()[0].pattern.replace(_capitals(), "[A-Z]"), re.ASCII)


def runs() -> re.Pattern[str]:
    """Runs of large words."""
    return _patterns()[1]


class Names:
    """What is public in some claims, so that all else that looks like a name is masked in their words."""

    def __init__(self, public: Iterable[str] = ()) -> None:
        """`public` are names that may stand: of places, and of those who speak in public."""
        self._phrases = frozenset(map(parts_of, public))
        self._masked: dict[str, str] = {}  # texts as they were masked: titles come again and again
        self.allowed = frozenset(chain.from_iterable(self._phrases))

    @classmethod
    def of(cls, claims: Iterable[Claim], documents: Iterable[Document] = ()) -> Names:
        """The names that these make public: places, publishers, and sources that speak for a body or as their calling."""
        publishers = (one.publisher for one in documents if one.publisher is not None)
        return cls([*(name for claim in claims for name in _public_names(claim)), *publishers])

    def words(self, text: str) -> str:
        """The text with each name of a private person masked."""
        masked = self._masked.get(text)
        if masked is None:
            shouted = text.isupper()
            masked = self._masked[text] = runs().sub(lambda run: self._run(run[0], shouted), text)
        return masked

    def claim(self, claim: Claim) -> Claim:
        """The claim, masked. Its spans stay those of the document as it stands."""
        if self._clean(_words_of(claim)):
            return claim
        return replace(
            claim,
            evidence=self.words(claim.evidence),
            source=tuple(map(self._link, claim.source)),
            actor=self._phrase(claim.actor),
            target=self._phrase(claim.target),
            instrument=self._phrase(claim.instrument),
            figures=tuple(map(self._figure, claim.figures)),
        )

    def document(self, document: Document) -> Document:
        """The header, masked, without the text and what points into it; who wrote and published it is public."""
        title = None if document.title is None else self.words(document.title)
        kept = tuple(one for one in document.readings if one.field != "title")
        return replace(document, text="", title=title, readings=kept, furniture=())

    def incident(self, incident: Incident) -> Incident:
        """The incident, masked, with its accounts and disagreements."""
        told = (*incident.actors, *incident.targets, incident.grade_rule, *(one.says for one in incident.disagreements))
        if self._clean(told) and self._clean(word for one in incident.accounts for word in _words_told(one)):
            return incident
        return replace(
            incident,
            actors=tuple(map(self.words, incident.actors)),
            targets=tuple(map(self.words, incident.targets)),
            accounts=tuple(map(self._account, incident.accounts)),
            disagreements=tuple(map(self._disagreement, incident.disagreements)),
            grade_rule=None if incident.grade_rule is None else self.words(incident.grade_rule),
        )

    def toll(self, cell: TollCell) -> TollCell:
        """A toll whose words are masked."""
        return replace(cell, says=self.words(cell.says))

    def _clean(self, texts: Iterable[str | None]) -> bool:
        """Whether there is nothing to mask in the texts."""
        return all(text is None or suspects(text) <= self.allowed for text in texts)

    def _phrase(self, phrase: Phrase | None) -> Phrase | None:
        return None if phrase is None else replace(phrase, text=self.words(phrase.text))

    def _link(self, link: SourceLink) -> SourceLink:
        text = self.words(link.text)
        body = link.body
        if body is not None and text != link.text:
            why = "the name of a private person is masked"
            body = replace(body, id=None, name=None if body.name is None else self.words(body.name), reason=why)
        return replace(link, text=text, body=body)

    def _figure(self, figure: Figure) -> Figure:
        part = None if figure.part_of is None else self.words(figure.part_of)
        unit = None if figure.unit is None else self.words(figure.unit)
        return replace(figure, text=self.words(figure.text), unit=unit, part_of=part)

    def _account(self, account: Account) -> Account:
        return replace(
            account,
            origin=self.words(account.origin),
            source=tuple(map(self.words, account.source)),
            actor=None if account.actor is None else self.words(account.actor),
            figures=tuple((claim, self._figure(figure)) for claim, figure in account.figures),
        )

    def _disagreement(self, one: Disagreement) -> Disagreement:
        between = (self.words(one.between[0]), self.words(one.between[1]))
        return replace(one, between=between, says=self.words(one.says))

    def _run(self, run: str, shouted: bool) -> str:
        """A run of large words, with what may be a private name in it masked."""
        if private_parts(run, shouted) <= self.allowed:
            return run
        words = _words_in(run)
        phrases = frozenset(name for name in self._phrases if name and name[0] in words)
        return _masked(run, shouted, words & self.allowed, phrases)


@lru_cache(1 << 14)
def _masked(run: str, shouted: bool, allowed: frozenset[str], phrases: frozenset[tuple[str, ...]]) -> str:
    """A run, masked, where these of its words may stand, and these names as a whole."""
    tokens = run.split()
    private = _private(tokens, shouted, allowed, phrases)
    if not private:
        return run
    first, last = min(private), max(private)
    end = re.search(r"['’]s$", tokens[last])
    return " ".join([*tokens[:first], MASK + (end[0] if end else ""), *tokens[last + 1 :]])


def _private(
    tokens: list[str], shouted: bool, allowed: frozenset[str], phrases: frozenset[tuple[str, ...]]
) -> set[int]:
    """Which words of a run are masked: those that nothing makes public, and what stands between and beside them."""
    kinds = [_kind_of(token, shouted, allowed) for token in tokens]
    for start, length in _spoken(tokens, phrases):
        kinds[start : start + length] = ["common"] * length
    if _is_thing(tokens):
        return set()
    private = {index for index, kind in enumerate(kinds) if kind in ("given", "unknown")}
    for index in sorted(private):  # "Linda" Baker, al-"Masri"
        if index + 1 < len(tokens) and kinds[index + 1] in ("common", "proper") and not _is_title(tokens[index + 1]):
            private.add(index + 1)
        before = index - 1
        while before >= 0 and kinds[before] == "proper":
            private.add(before)
            before -= 1
    return private


def _kind_of(token: str, shouted: bool, allowed: frozenset[str]) -> str:
    """What a word of a run can be: the worst of its parts that begin large."""
    if _is_acronym(token, shouted):
        return "common"
    large = _large_parts(token, shouted)
    kinds = {"proper" if part.lower() in allowed else _kind(part) for part in large}
    return next((kind for kind in ("unknown", "given", "proper") if kind in kinds), "common")


def _spoken(tokens: list[str], phrases: frozenset[tuple[str, ...]]) -> Iterator[tuple[int, int]]:
    """Where in a run whole names stand that are public: start and number of words."""
    words = [_spoken_words(token) for token in tokens]
    for start in range(len(tokens)):
        for length in range(min(len(tokens) - start, LONGEST + 2), 0, -1):
            name = tuple(part for word in words[start : start + length] for part in word)
            if name in phrases or (len(name) > 1 and " ".join(name) in public_persons()):
                yield start, length
                break


@lru_cache(1 << 14)
def _words_in(run: str) -> frozenset[str]:
    """All words by which names can be known in a run, in small letters."""
    tokens = run.split()
    large = (part.lower() for token in tokens for part in _large_parts(token, shouted=True))
    return frozenset(large) | {part for token in tokens for part in _spoken_words(token)}


def _spoken_words(token: str) -> tuple[str, ...]:
    return tuple(LETTERS.findall(_POSSESSIVE.sub("", token).lower()))


def _kind(part: str) -> str:
    if len(part) == 1 and part not in "AI":
        return "proper"
    return "given" if part.lower() in _kin() else kind_of_word(part.lower())


@lru_cache(1 << 16)
def private_parts(run: str, shouted: bool) -> frozenset[str]:
    """Words of a run of large words, in small letters, that could be of a private name: of "The Russian" none."""
    parts = (part for token in run.split() if not _is_acronym(token, shouted) for part in _large_parts(token, shouted))
    return frozenset(part.lower() for part in parts if _kind(part) in ("given", "unknown"))


@lru_cache(1 << 14)
def suspects(text: str) -> frozenset[str]:
    """The same of a whole text.

    >>> sorted(suspects("Mahmoud fled before Russian warplanes struck."))
    ['mahmoud']
    """
    shouted = text.isupper()
    large = (_plain_runs() if text.isascii() else _patterns()[0]).findall(text)
    found = [words for run in large if (words := private_parts(run, shouted))]
    return frozenset().union(*found) if found else _NONE


@lru_cache(1 << 14)
def parts_of(name: str) -> tuple[str, ...]:
    """The words of a name, in small letters, without what ties them."""
    return tuple(LETTERS.findall(name.lower()))


def _large_parts(token: str, shouted: bool) -> list[str]:
    """The parts of a word that begin large, the possessive left out: of "al-Masri's" the second."""
    return [part for part in LETTERS.findall(_POSSESSIVE.sub("", token)) if shouted or not part[:1].islower()]


def _is_acronym(token: str, shouted: bool) -> bool:
    return not shouted and token.isupper() and token.isascii() and sum(map(str.isalpha, token)) > 1


@cache
def _kin() -> frozenset[str]:
    """Words that name a person by kin: "Abu Yazan"."""
    return frozenset(load("names")["kin"])


@cache
def _things() -> tuple[frozenset[str], frozenset[str]]:
    """Words that end, and that begin, the name of what is no person: a hospital, a brigade, an operation."""
    words = load("names")
    return frozenset(words["last"]), frozenset(words["first"])


def _is_thing(tokens: list[str]) -> bool:
    last, first = _things()
    return tokens[-1].lower().rstrip(".") in last or tokens[0].lower() in first


@cache
def _titles() -> frozenset[str]:
    words = load("titles")
    return frozenset(
        part
        for group in ("honorifics", "ranks", "offices", "roles")
        for title in words[group]
        for part in title.split()
    )


def _is_title(token: str) -> bool:
    return token.lower() in _titles()


def _public_names(claim: Claim) -> Iterator[str]:
    """What a claim makes public: its places as the report and the gazetteer have them, and its public sources."""
    for place in claim.places:
        yield from _place_names(place)
    for link in claim.source:
        if is_public(link):
            yield link.text
            if link.body is not None and link.body.name is not None:
                yield link.body.name


def _place_names(place: Place) -> Iterator[str]:
    yield from (name for name in (place.text, place.name, place.admin1) if name)


def _words_of(claim: Claim) -> Iterator[str | None]:
    """All words of a claim that can hold a name."""
    yield claim.evidence
    for phrase in (claim.actor, claim.target, claim.instrument):
        yield None if phrase is None else phrase.text
    for link in claim.source:
        yield from (link.text, None if link.body is None else link.body.name)
    for figure in claim.figures:
        yield from (figure.text, figure.unit, figure.part_of)


def _words_told(account: Account) -> Iterator[str | None]:
    yield from (account.origin, account.actor, *account.source)
    for _, figure in account.figures:
        yield from (figure.text, figure.unit, figure.part_of)


def is_public(link: SourceLink) -> bool:
    """Whether a source speaks for a body, or as its calling; what was never asked is taken to be private.

    >>> from sayso.model import SourceBody
    >>> is_public(SourceLink(text="Umm Khaled", body=SourceBody(type="witness or resident")))
    False
    """
    body = link.body
    return body is not None and is_public_source(body=body.id, of=body.of, kind=body.type)


def is_public_source(*, body: str | None, of: str | None, kind: str | None) -> bool:
    """The same of a source by its identity, the body that it belongs to, and its type."""
    person = body is None or body.startswith("person/")
    return not person or of is not None or kind in PUBLIC_TYPES
