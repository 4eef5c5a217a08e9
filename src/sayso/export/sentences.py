"""Incidents in words, for the formats that people read: a heading, a few sentences, and each account on a line.

>>> toll_words(8, None), toll_words(3, 5), toll_words(None, 20), toll_words(None, None)
('8 or more', '3-5', 'up to 20', None)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from sayso.export.exporter import Sheet
from sayso.lexicon import load
from sayso.model import Account, Incident, Number, Place
from sayso.telling.wording import kind_words, range_words

VAGUE = frozenset({"admin2", "admin1", "region", "country", "water", "unresolved"})  # no spot that one could go to
_KNOWN_TO = {
    "admin2": "known to the district only",
    "admin1": "known to the province only",
    "region": "known to the region only",
    "country": "known to the country only",
    "water": "somewhere on these waters",
    "near": "near the named place",
    "unresolved": "could not be told apart",
}
_COUNTRY_KM = 400  # for want of its borders
_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(words: str) -> str:
    """Words without what XML cannot hold."""
    return _XML.sub("\ufffd", words)


def days_words(first: date | None, last: date | None) -> str:
    """An interval in words; "day unknown" where neither end is fixed."""
    if first is None and last is None:
        return "day unknown"
    if first == last:
        return str(first)
    return f"{first or '?'} to {last or '?'}"


def toll_words(low: Number | None, high: Number | None) -> str | None:
    """A range in words; None where there is none."""
    return None if low is None and high is None else range_words(low, high)


def place_words(place: Place | None) -> str:
    """The name, and how exactly it is known where that is no spot."""
    if place is None:
        return "place unknown"
    how = _KNOWN_TO.get(place.precision)
    return (place.name or place.text) + (f" ({how})" if how else "")


def radius_km(place: Place | None) -> Number | None:
    """How far off its dot a place may be; None where it has none."""
    if place is None or place.lat is None:
        return None
    if place.precision == "country":
        return _COUNTRY_KM
    radii: dict[str, Number] = load("link")["places"]["radius_km"]
    return radii.get(place.precision)


def heading(incident: Incident) -> str:
    """What, where and when on one line."""
    when = days_words(incident.when.first, incident.when.last)
    return f"{kind_words(incident.kind).capitalize()}, {place_words(incident.place)}, {when}"


def sentences(sheet: Sheet) -> Iterator[str]:
    """What is known of an incident, each with the rule that it rests on."""
    incident = sheet.incident
    if incident.actors:
        yield f"Said to have done it: {'; '.join(incident.actors)}."
    if incident.targets:
        yield f"Against: {'; '.join(incident.targets)}."
    for measure in ("killed", "injured"):
        toll = sheet.toll(measure)
        if toll is None:
            yield f"{measure.capitalize()}: no report tells."
        else:
            yield f"{measure.capitalize()}: {toll_words(toll.low, toll.high) or 'no figure'} ({toll.says})."
    if incident.disagreements:
        yield f"Disputed: {'; '.join(dict.fromkeys(one.says for one in incident.disagreements))}."
    if incident.grade is not None:
        yield f"Graded {incident.grade}: {incident.grade_rule}."


def account_words(account: Account) -> str:
    """One account on a line: who, and what they say."""
    said = [
        f"{name} {range_words(toll.low, toll.high)}"
        for name, toll in (("killed", account.killed), ("injured", account.injured))
        if toll
    ]
    said += [f"by {account.actor}"] if account.actor else []
    said += [account.occurred] if account.occurred != "asserted" else []
    return f"{account.origin}: {', '.join(said) or 'no figure'}"
