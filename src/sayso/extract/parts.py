"""Parts of a sentence that each tell a toll at a place of its own: "killed ten in Aleppo and three in Idlib".

>>> from sayso.language.parse import load_model
>>> doc = load_model()("The raids killed ten people in Aleppo and three in Idlib.")
>>> [doc[first : last + 1].text for first, last in parts(doc, 0, len(doc) - 1)]
['The raids killed ten people in Aleppo', 'three in Idlib.']
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from sayso.extract.units import is_number
from sayso.lexicon import load
from sayso.model import EventMention, Span

_JOINTS = frozenset({"and", "while", "whereas", ";", ","})
_OPENING = 4  # words of a part before its number: "at least", "wounded more than", "on the town of Barzan"
_NAMING = 5  # words between the preposition and the name of a place: "in the old town of"
_CALENDAR = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "ORDINAL"})
_OF_THEM = frozenset({"of", "%", "percent"})
_BEFORE_NAMES = frozenset({"DET", "ADJ", "NOUN", "ADP", "PUNCT", "VERB"})  # "in the rebel-held old town of"


def parts(doc: Doc, first: int, last: int) -> list[tuple[int, int]]:
    """First and last token of each part of a stretch that has a number and a place of its own; none unless two have."""
    found: list[tuple[int, int]] = []
    start = first
    for joint in range(first + 1, last):
        if doc[joint].lower_ not in _JOINTS or not _opens(doc, joint + 1, last):
            continue
        end = next((i for i in range(joint - 1, start, -1) if doc[i].lower_ not in _JOINTS), start)
        one, other = _laid_out(doc, start, end), _laid_out(doc, joint + 1, last)
        alike = one is not None and other is not None and one[1] != other[1]
        if one is not None and other is not None and alike and (one[0] == other[0] or _tells_another(doc, joint + 1)):
            found.append((start, end))
            start = joint + 1
    return [*found, (start, last)] if found else []


def _laid_out(doc: Doc, first: int, last: int) -> tuple[bool, str] | None:
    """Whether a named place follows a number in a stretch or stands before it, and its name; None where one is missing."""
    numbers = [token.i for token in doc[first : last + 1] if counts(token)]
    places = list(_places(doc, first, last))
    for number in reversed(numbers):
        after = next((name for at, name in places if at > number), None)
        if after is not None:
            return True, after
    return (False, places[-1][1]) if numbers and places else None


def parted(doc: Doc, events: Sequence[EventMention]) -> Iterator[EventMention]:
    """The events of a sentence, those apart that it tells of several places: "killed ten in Aleppo and three in Idlib"."""
    ranges = parts(doc, events[0].first, events[0].last) if any(e.effects for e in events) else []
    told = [any(a <= word <= b for event in events for word in event.words) for a, b in ranges]
    for event in events:
        own: list[int] = []
        for i, (first, last) in enumerate(ranges):
            if any(first <= word <= last for word in event.words) or (not told[i] and i - 1 in own):
                own.append(i)
        if len(own) < 2 or event.kind not in load("events")["families"]["strike"] or not event.effects:
            yield event
        else:
            yield from (_part(doc, event, *ranges[i]) for i in own)


def _part(doc: Doc, event: EventMention, first: int, last: int) -> EventMention:
    """What a part of the sentence tells of the event."""
    words = tuple(word for word in event.words if first <= word <= last)
    effects = tuple(effect for effect in event.effects if first <= effect[0] <= last) or event.effects
    number = number_of(doc, first, last)
    assert number is not None, "a part has a number"
    token = event.token if event.token in words else (*words, number.i)[0]
    span = Span(doc[token].idx, doc[token].idx + len(doc[token]))
    target = event.target if event.target is not None and first <= event.target[0] <= event.target[1] <= last else None
    return replace(
        event, first=first, last=last, token=token, span=span, words=words or (token,), effects=effects, target=target
    )


def counts(token: Token) -> bool:
    """Whether a word is a number of people or things: "three", "dozens", "another"."""
    if token.ent_type_ in _CALENDAR or token.pos_ == "PROPN":
        return False
    after = token.nbor(1) if token.i + 1 < len(token.doc) else None
    if after is not None and (after.lower_ in _OF_THEM or after.lemma_.lower() in load("parts")["measuring"]):
        return False
    return is_number(token)


def number_of(doc: Doc, first: int, last: int) -> Token | None:
    """The first number of a part."""
    return next((token for token in doc[first : last + 1] if counts(token)), None)


def _opens(doc: Doc, at: int, last: int) -> bool:
    """Whether a part begins here: with its number, "another" or a place that its number follows."""
    number = number_of(doc, at, last)
    if number is None:
        return False
    if number.i - at < _OPENING and not any(t.lower_ in _JOINTS for t in doc[at : number.i]):
        lead = doc[at : number.i]
        return all(t.lower_ in load("parts")["bounding"] or t.pos_ == "VERB" or t.dep_ == "amod" for t in lead) or (
            _leads(doc[at])
        )
    return _tells_another(doc, at)


def _tells_another(doc: Doc, at: int) -> bool:
    """ "another in Mosul", "a second blast in Basra": not "another five"."""
    at += doc[at].lower_ in {"a", "the"}
    return doc[at].lower_ in load("parts")["another"] and not counts(doc[at + 1])


def _leads(token: Token) -> bool:
    return token.lower_ in load("parts")["where"]


def _places(doc: Doc, first: int, last: int) -> Iterator[tuple[int, str]]:
    """Where the names stand that follow "in", "at", "near", which are of places, and their first words."""
    for i in range(first, last):
        if not _leads(doc[i]):
            continue
        for token in doc[i + 1 : min(i + 1 + _NAMING, last + 1)]:
            if token.pos_ == "PROPN" and token.ent_type_ not in _CALENDAR:
                yield token.i, token.lower_
                break
            if token.pos_ not in _BEFORE_NAMES or (token.pos_ == "NOUN" and token.nbor(1).lower_ not in {"of", "-"}):
                break
