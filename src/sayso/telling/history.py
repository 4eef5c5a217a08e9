"""What people did and what changed, in words and as JSON objects.

>>> value_words("kind", '"air_strike"')
'“air strike”'
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from sayso.model import Operation
from sayso.telling import lines, wording

if TYPE_CHECKING:
    from sayso.store.changes import Change
    from sayso.store.ledger import Ledger

NOTHING = "nothing"
_DID = {
    "merge": "merged",
    "split": "split",
    "correct": "corrected",
    "reject": "rejected",
    "add": "added",
    "part": "kept apart",
    "confirm": "looked at",
    "undo": "took back",
}
_LOOKED = {
    "claim": "claim",
    "place": "the place of incident",
    "day": "the day of incident",
    "join": "and could not tell whether these are one:",
}
_FIELDS = {"first": "first day", "last": "last day", "actors": "by", "targets": "on"}


def changes_about(ledger: Ledger, kind: str, name: str) -> tuple[list[Change], dict[str, Operation]]:
    """All that happened to a thing and to what it is made of, in order, with the operations among it."""
    claims: Iterable[str] = ()
    match kind:
        case "incident":
            claims = ledger.incident(name).claims
        case "claim":
            claims = (name,)
        case "document":
            claims = ledger.ever_found(name)
    if kind == "operation":
        found = [one for one in ledger.operations() if name in (one.id, one.undoes)]
    else:
        found = ledger.operations({name, *ledger.as_found(claims).values()})
    return ledger.changes_of({name, *(one.id for one in found)}), {one.id: one for one in found}


def time_words(made: str | None) -> str:
    """The time to the minute, as UTC; nothing where nobody told it."""
    return "" if made is None else f"{made[:10]} {made[11:16]}"


def operation_words(one: Operation, undone: Operation | None = None) -> str:
    """An operation in one line; `undone` is what it takes back."""
    match one.verb:
        case "merge":
            what = " and ".join(map(wording.short, one.incidents))
        case "split":
            out = wording.count(len(one.sides[0][0]), "claim")
            what = f"{wording.short(one.incidents[0])}: {out} out of it"
        case "correct":
            assert one.slot is not None, "a correction names its slot"
            what = (
                f"{one.slot} of {wording.short(one.claim or '')} from {value_words(one.slot, one.before)} "
                f"to {value_words(one.slot, one.after)}"
            )
        case "reject":
            what = f"claim {wording.short(one.claim or '')}"
        case "part":
            what = " and ".join(map(wording.short, one.incidents))
        case "confirm":
            subjects = " and ".join(map(wording.short, one.incidents or (one.claim or "",)))
            what = f"{_LOOKED[one.slot or 'claim']} {subjects}"
        case "add":
            what = f"claim {wording.short(one.claim or '')} “{' '.join((one.evidence or '').split())}”"
        case "undo":
            more = "" if undone is None else f" ({operation_words(undone)})"
            what = f"operation {wording.short(one.undoes or '')}{more}"
    return f"{one.author} {_DID[one.verb]} {what}: {one.reason}"


def value_words(slot: str, value: str | None) -> str:
    """The value of a slot, kept as JSON, as a person reads it."""
    plain = None if value is None else json.loads(value)
    if plain is None or plain == []:
        return NOTHING
    match slot:
        case "source":
            return "“" + ", as told by ".join(link["text"] for link in reversed(plain)) + "”"
        case "places":
            return "“" + "; ".join(place["name"] or place["text"] for place in plain) + "”"
        case "figures":
            told = (f"{one['measure']} {wording.range_words(one['low'], one['high'])}" for one in plain)
            return "“" + "; ".join(told) + "”"
        case "time":
            interval = plain["interval"]
            first, last = interval["first"] or wording.UNKNOWN, interval["last"] or wording.UNKNOWN
            return f"“{first}”" if first == last else f"“{first} to {last}”"
    return f"“{wording.kind_words(plain) if isinstance(plain, str) else plain['text']}”"


def change_words(one: Change, operations: Mapping[str, Operation], became: Sequence[str] | None = None) -> str:
    """A change in one line, without its time."""
    if one.kind == "operation" and one.id in operations:
        known = operations[one.id]
        return f"{operation_words(known, operations.get(known.undoes or ''))} ({wording.short(one.id)})"
    name = wording.short(one.id) if one.kind == "incident" else one.id
    said = f"{one.kind} {name} {'has ceased' if one.what == 'ceased' else f'is {one.what}' if one.what == 'new' else one.what}"
    if became is not None:
        return f"{said}: " + (
            f"its claims are now in {', '.join(map(wording.short, became))}"
            if became
            else "its claims are in no incident now"
        )
    return f"{said}: {'; '.join(_differences(one))}" if one.differences else said


def _differences(one: Change) -> Iterator[str]:
    for difference in one.differences:
        field = _FIELDS.get(difference.field, difference.field)
        yield f"{field} {difference.before or wording.UNKNOWN} → {difference.after or wording.UNKNOWN}"


def operation_line(one: Operation) -> lines.Line:
    """An operation as a JSON object."""
    return {
        "id": one.id,
        "verb": one.verb,
        "author": one.author,
        "reason": one.reason,
        "made": one.made,
        "incidents": list(one.incidents),
        "sides": [[list(piece) for piece in side] for side in one.sides],
        "claim": one.claim,
        "evidence": one.evidence,
        "slot": one.slot,
        "before": None if one.before is None else json.loads(one.before),
        "after": None if one.after is None else json.loads(one.after),
        "undoes": one.undoes,
    }


def change_line(one: Change, operations: Mapping[str, Operation], became: Sequence[str] | None = None) -> lines.Line:
    """A change as a JSON object."""
    known = operations.get(one.id)
    return {
        "number": one.number,
        "made": one.made,
        "kind": one.kind,
        "id": one.id,
        "what": one.what,
        "differences": [{"field": each.field, "before": each.before, "after": each.after} for each in one.differences],
        "became": None if became is None else list(became),
        "operation": None if known is None else operation_line(known),
    }
