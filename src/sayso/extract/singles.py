"""Singles: one person or thing named with an article or a possessive, and none of them.

>>> from sayso.language.parse import load_model
>>> doc = load_model()("A MiG was lost; its pilot survived and no villagers were hurt.")
>>> [(mention.text, mention.low) for mention in find_singles(doc)]
[('A MiG', 1), ('its pilot', 1), ('no villagers', 0)]
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from sayso.extract.units import is_plural, person_group, token_class, token_measure
from sayso.extract.wording import text_of
from sayso.lexicon import load
from sayso.model import FigureMention, Span
from sayso.model.figure import Basis, Number

_ARTICLES = frozenset({"a", "an", "another", "his", "her", "its", "their"})
_POSSESSIVES = frozenset({"his", "her", "its", "their"})
_NONE = frozenset({"no", "any", "zero"})
_HIT = frozenset({"person", "munition", "aircraft", "vehicle", "vessel", "weapon", "building", "site", "strike"})
_HARMED = frozenset({"person", "building", "vehicle", "aircraft", "strike"})
_NOBODY = frozenset({"nobody", "none", "anyone", "anybody"})
_FATES = frozenset({"killed", "injured", "wounded", "dead", "missing", "hurt"})  # after "another": an elided victim
_COMPARING = frozenset({"more", "longer", "other", "further"})  # "no more deaths" is a wish, no count
_REACH = 7  # tokens from an article to its noun


def find_singles(doc: Doc) -> Iterator[FigureMention]:
    """Candidates for a count of one, and counts of none."""
    for token in doc:
        word = token.lower_
        if word in _ARTICLES:
            found = _article(doc, token)
        elif word in _NONE:
            found = _none(doc, token)
        elif word in _NOBODY or (word == "one" and token.i > 0 and token.nbor(-1).lower_ == "no"):
            found = _nobody(doc, token)
        else:
            continue
        if found is not None:
            yield found


def _article(doc: Doc, token: Token) -> FigureMention | None:
    """What an article or possessive counts: a stretch of time, an elided victim, a person or thing."""
    after = token.nbor(1) if token.i + 1 < len(doc) else None
    if after is None:
        return None
    if token.lower_ in ("a", "an") and token_class(after) == "duration":
        return None if after.lower_ == "second" else _lasting(doc, token)
    if token.lower_ == "another" and after.lower_ in _FATES and not _takes_object(after):
        return _mention(doc, token, token, 1)
    return _single(doc, token)


def _takes_object(token: Token) -> bool:
    """Whether a noun phrase follows the word: "another killed a shepherd"."""
    return token.i + 1 < len(token.doc) and token.nbor(1).pos_ in ("DET", "NUM", "NOUN", "PROPN", "ADJ", "PRON")


def _denied(token: Token) -> bool:
    """Whether a "not" governs the words at the token: "did not cause any casualties"."""
    start = token.i
    while start > max(0, token.i - _REACH) and not token.doc[start].is_sent_start:
        start -= 1
    before = token.doc[start : token.i]
    return any(word.lower_ in ("not", "n't", "n’t", "never", "without", "nor", "neither") for word in before)


def _noun(doc: Doc, token: Token) -> Token | None:
    """The noun of the article: the last of the nominal words after it, one of a known class before others."""
    nouns: list[Token] = []
    for after in doc[token.i + 1 : token.i + 1 + _REACH]:
        if after.is_sent_start:
            break
        known = token_class(after) in _HIT
        if not known and not _nominal(after, begun=bool(nouns)):
            break
        if (known or after.pos_ in ("NOUN", "PROPN")) and after.ent_type_ not in ("DATE", "TIME"):
            nouns.append(after)
    if not nouns:
        return None
    heads = [noun for noun in nouns if not (noun.dep_ == "compound" and noun.head in nouns)] or nouns[-1:]
    return next((noun for noun in reversed(heads) if token_class(noun) is not None), nouns[-1])


def _nominal(token: Token, *, begun: bool) -> bool:
    """Whether the word can stand between an article and its noun, or in a compound that has `begun`."""
    if token.text in ("-", "–", '"', "“", "”"):
        return True
    if begun:
        return token.pos_ in ("NOUN", "PROPN") and token.ent_type_ not in ("DATE", "TIME")
    participle = token.pos_ == "VERB" and token.tag_ in ("VBN", "VBG")
    return participle or token.pos_ in ("NOUN", "PROPN", "ADJ", "ADV", "NUM")


def _single(doc: Doc, token: Token) -> FigureMention | None:
    noun = _noun(doc, token)
    if (
        noun is None
        or _are_many(token, noun)
        or token_class(noun) not in _HIT
        or noun.lower_ in load("units")["collectives"]
    ):
        return None
    if token.lower_ in _POSSESSIVES and person_group(noun.lower_) == "casualty":
        return None  # "her death", "its body": of one told already
    if token.i > 0 and token.nbor(-1).lower_ == "not" and token.nbor(1).lower_ == "single":
        return _mention(doc, token.nbor(-1), noun, 0)
    joined = _joined(doc, noun)
    return _mention(doc, token, noun if joined is None else joined, 1 if joined is None else 2)


def _are_many(article: Token, noun: Token) -> bool:
    """Whether the noun is a plural; "an aircraft", "a headquarters" are not."""
    single = article.lower_ in ("a", "an", "another") and noun.lower_ in load("units")["either"]
    return is_plural(noun) and not single


def _joined(doc: Doc, noun: Token) -> Token | None:
    """A second person under the same article: "a woman and child"."""
    if noun.i + 2 >= len(doc) or noun.nbor(1).lower_ != "and" or token_class(noun) != "person":
        return None
    second = noun.nbor(2)
    return second if token_class(second) == "person" and not is_plural(second) and second.pos_ == "NOUN" else None


def join_singles(doc: Doc, mentions: Sequence[FigureMention]) -> Iterator[FigureMention]:
    """The mentions with single persons told together made one: "a man and his daughter" is two; parts stay apart."""
    run: list[FigureMention] = []
    for mention in mentions:
        if run and not _told_together(doc, run[-1], mention):
            yield from _together(doc, run)
            run = []
        run.append(mention)
    yield from _together(doc, run)


def _told_together(doc: Doc, first: FigureMention, second: FigureMention) -> bool:
    between = text_of(doc)[first.span.end : second.span.start].strip(" \n")
    return between in ("and", ",", "", ", and") and all(_is_single_person(doc, mention) for mention in (first, second))


def _is_single_person(doc: Doc, mention: FigureMention) -> bool:
    single = mention.low == mention.high == 1 and mention.basis == "exact" and mention.part_of is None
    return single and token_class(doc[mention.head]) == "person"


def _together(doc: Doc, run: Sequence[FigureMention]) -> Iterator[FigureMention]:
    """One mention for the run where its last two are joined by "and", else each of them."""
    if len(run) < 2 or "and" not in text_of(doc)[run[-2].span.end : run[-1].span.start]:
        yield from run
        return
    span = Span(run[0].span.start, run[-1].span.end)
    unit = span.quote(text_of(doc))
    yield replace(run[0], span=span, text=unit, low=len(run), high=len(run), unit=unit, last=run[-1].last)


def _lasting(doc: Doc, token: Token) -> FigureMention | None:
    """A single stretch of time that something lasts: "for a week", "nearly a month", "more than an hour"."""
    first = token
    words: list[str] = []
    while (
        not first.is_sent_start
        and first.i > 0
        and len(words) < 2
        and first.nbor(-1).lower_ in ("over", "than", "more", "less", "nearly", "almost", "about", "around")
    ):
        first = first.nbor(-1)
        words.insert(0, first.lower_)
    before = first.nbor(-1).lower_ if first.i > 0 else ""
    if (not words and before not in ("for", "after", "lasted", "in")) or (
        token.i + 2 < len(doc) and doc[token.i + 2].lower_ in ("ago", "later", "earlier")
    ):
        return None
    basis = _DURATION_BASIS.get(" ".join(words), "exact")
    mention = _mention(doc, first, token.nbor(1), 1)
    low, high = (None if basis == "less than" else 1, None if basis == "more than" else 1)
    return replace(
        mention,
        low=low,
        high=high,
        basis=basis,
        measure="duration",
        unit=token.nbor(1).text,
        number=Span(first.idx, token.idx + len(token)),
    )


_DURATION_BASIS: dict[str, Basis] = {
    "over": "more than",
    "more than": "more than",
    "less than": "less than",
    "nearly": "about",
    "almost": "about",
    "about": "about",
    "around": "about",
}


def _none(doc: Doc, token: Token) -> FigureMention | None:
    noun = _noun(doc, token)
    if noun is None or token_class(noun) not in _HARMED or token.nbor(1).lower_ in _COMPARING:
        return None
    first = token
    if token.lower_ == "any" and not (_denied(token) and person_group(noun.lower_) == "casualty"):
        return None
    if token.lower_ == "any" and token.nbor(-1).lower_ == "without":
        first = token.nbor(-1)
    return _mention(doc, first, noun, 0)


def _none_of_people(doc: Doc, token: Token) -> bool:
    """Whether "none" counts people: "none of the crew was hurt", not "none of the injuries was grave"."""
    if token.i + 1 >= len(doc) or token.nbor(1).lower_ != "of":
        return True
    nouns = [word for word in doc[token.i + 2 : token.i + 2 + _REACH] if word.pos_ in ("NOUN", "PROPN", "PRON")]
    return bool(nouns) and (
        person_group(nouns[0].lower_) in ("anyone", "civilian", "fighter") or nouns[0].pos_ == "PRON"
    )


def _nobody(doc: Doc, token: Token) -> FigureMention | None:
    if token.lower_ in ("anyone", "anybody") and not _denied(token):
        return None
    if token.lower_ == "none" and not _none_of_people(doc, token):
        return None
    first = token.nbor(-1) if token.lower_ == "one" else token
    span = Span(first.idx, token.idx + len(token))
    return FigureMention(
        span=span,
        number=span,
        text=span.quote(text_of(doc)),
        low=0,
        high=0,
        basis="exact",
        unit=None,
        head=token.i,
        first=first.i,
        last=token.i,
    )


def _mention(doc: Doc, first: Token, noun: Token, value: Number) -> FigureMention:
    span = Span(first.idx, noun.idx + len(noun))
    return FigureMention(
        span=span,
        number=Span(first.idx, first.idx + len(first)),
        text=span.quote(text_of(doc)),
        low=value,
        high=value,
        basis="exact",
        unit=doc[first.i + (2 if first.lower_ in ("without", "not") else 1) : noun.i + 1].text or None,
        head=noun.i,
        first=first.i,
        last=noun.i,
        measure=token_measure(noun) if value == 0 else None,
    )
