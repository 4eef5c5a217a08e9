"""What people did to a thing and what changed of it, in the words of a language, as a page lists it.

What others wrote (names, reasons, words of reports) stands between isolates: it keeps its own direction, and a page can
mark it as another's.

>>> from sayso.desk.words import words_of
>>> seen = Operation(id="o1", verb="reject", author="Ada", reason="a film", claim="c0123456789")
>>> plain(did(seen, words_of("en")))
'Ada rejected claim c0123456: a film'
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from sayso.desk.apart import apart
from sayso.desk.words import Words
from sayso.model import Operation
from sayso.store.changes import Change, Difference
from sayso.telling.history import time_words
from sayso.telling.wording import UNKNOWN, short

_DATED = "dated by "  # how a change of a document's date begins that a person made: author and reason follow


class Happened(NamedTuple):
    """A change: when (empty where nobody looked at a clock), what, and the operation that can be taken back."""

    when: str
    what: str
    operation: str | None


def happened(
    change: Change, operations: Mapping[str, Operation], words: Words, became: Sequence[str] | None = None
) -> Happened:
    """A change in words; `became` is what holds the claims of an incident that has ceased."""
    operation = change.id if change.kind == "operation" and change.id in operations else None
    return Happened(time_words(change.made), changed(change, operations, words, became), operation)


def plain(said: str) -> str:
    """Without the isolates."""
    return said.replace("\u2068", "").replace("\u2069", "")


def did(one: Operation, words: Words, undone: Operation | None = None) -> str:
    """An operation in one line; `undone` is what it takes back."""
    key = f"confirm_{one.slot or 'claim'}" if one.verb == "confirm" else one.verb
    told: dict[str, str] = {"author": apart(one.author), "reason": apart(one.reason)}
    told["incidents"] = words("did.and").join(apart(short(name)) for name in one.incidents or (one.claim or "",))
    told["claim"] = apart(short(one.claim or ""))
    if one.verb == "split":
        told["incidents"] = apart(short(one.incidents[0]))
        told["claims"] = words.count("claim", len(one.sides[0][0]))
    elif one.verb == "correct":
        assert one.slot is not None, "a correction names its slot"
        told["slot"] = words("did.slot." + one.slot)
        told["before"], told["after"] = _value(one.slot, one.before, words), _value(one.slot, one.after, words)
    elif one.verb == "add":
        told["words"] = apart(" ".join((one.evidence or "").split()))
    elif one.verb == "undo":
        key = "undo" if undone is None else "undo_told"
        told["operation"] = apart(short(one.undoes or ""))
        told["told"] = "" if undone is None else did(undone, words)
    return words("did." + key, **told)


def _value(slot: str, value: str | None, words: Words) -> str:
    """The value of a slot, kept as JSON, as a person reads it."""
    held = None if value is None else json.loads(value)
    if held is None or held == []:
        return words("did.nothing")
    return words("did.quoted", value=_plain_value(slot, held, words))


def _plain_value(slot: str, held: Any, words: Words) -> str:
    match slot:
        case "source":
            return words("did.as_told_by").join(apart(link["text"]) for link in reversed(held))
        case "places":
            return words("listed").join(apart(place["name"] or place["text"]) for place in held)
        case "figures":
            return words("listed").join(
                f"{words('measure.' + one['measure'])} {words.range(one['low'], one['high'])}" for one in held
            )
        case "time":
            first, last = (_day(held["interval"][name], words) for name in ("first", "last"))
            return first if first == last else words("did.days", first=first, last=last)
        case "kind":
            return words.kind(held)
        case "status" | "stance":
            return words.of(slot, held)
    return apart(held if isinstance(held, str) else held["text"])


def _day(day: str | None, words: Words) -> str:
    return UNKNOWN if day is None else words.days(date.fromisoformat(day), date.fromisoformat(day))


def changed(one: Change, operations: Mapping[str, Operation], words: Words, became: Sequence[str] | None = None) -> str:
    """A change in one line, without its time."""
    if one.kind == "operation" and one.id in operations:
        known = operations[one.id]
        told = did(known, words, operations.get(known.undoes or ""))
        return words("changed.operation", told=told, name=apart(short(one.id)))
    said = _happening(one, words)
    if became is not None:
        names = words("changed.names").join(apart(short(name)) for name in became)
        return words("changed.became" if became else "changed.became_nothing", said=said, names=names)
    if not one.differences:
        return said
    differences = words("listed").join(_difference(each, words) for each in one.differences)
    return words("changed.differences", said=said, differences=differences)


def _happening(one: Change, words: Words) -> str:
    name = apart(short(one.id) if one.kind == "incident" else one.id)
    if one.kind == "document" and one.what.startswith(_DATED):
        author, _, reason = one.what.removeprefix(_DATED).partition(": ")
        return words("changed.dated", name=name, author=apart(author), reason=apart(reason))
    return words(f"changed.{one.kind}.{one.what}", name=name)


def _difference(one: Difference, words: Words) -> str:
    before, after = (_fact(one.field, value, words) for value in (one.before, one.after))
    return words("changed.difference", field=words("changed.field." + one.field), before=before, after=after)


def _fact(field: str, value: str | None, words: Words) -> str:
    if value is None:
        return UNKNOWN
    match field:
        case "kind":
            return words.kind(value)
        case "first" | "last" | "published":
            return _day(value, words)
        case "killed" | "injured":
            return words.retold(value)
        case "grade":
            return words("grade." + value)
    return value if value.isdigit() else apart(value)
