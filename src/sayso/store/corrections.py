"""Corrections: a claim as people corrected it is a row of its own, made anew from the claim as found and what they said.

A claim that a person added stands as long as nobody takes that back, and its words are in the document.

>>> from sayso.model import Span
>>> claim = Claim(id="c1", doc="d1", span=Span(0, 4), evidence="Fire", kind="attack", status="asserted", extractor="1", confidence=0.5)
>>> with_slot(claim, "status", "denied").status
'denied'
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any, get_args, get_type_hints

import cattrs
from cattrs.errors import CattrsError
from sqlalchemy import Connection, delete, insert, select, update

from sayso.errors import UsageError
from sayso.lexicon import load
from sayso.model import ADDED, Claim, Operation, is_added
from sayso.model.codec import dumps, from_plain, to_plain
from sayso.model.identity import identify
from sayso.model.mention import Status
from sayso.store import rows
from sayso.store.quotes import misquoted
from sayso.store.tables import CLAIMS, DOCUMENTS, SET_ASIDE
from sayso.store.writing import write_claims

SLOTS = (
    "kind",
    "status",
    "stance",
    "source",
    "cue",
    "actor",
    "target",
    "instrument",
    "places",
    "time",
    "figures",
)  # what can be corrected of a claim; the rest is where it stands and how it was found


@cache
def _types() -> dict[str, Any]:
    return get_type_hints(Claim)


@cache
def _choices() -> dict[str, tuple[str, ...]]:
    """What a slot can be, where that is one of a few words."""
    kinds = sorted(kind for family in load("events")["families"].values() for kind in family)
    return {"kind": tuple(kinds), "status": get_args(Status)}


def with_slot(claim: Claim, slot: str, value: object) -> Claim:
    """The claim with another value in a slot; UsageError where there is no such slot or it takes no such value."""
    if slot not in SLOTS:
        raise UsageError(found=f"{slot!r} as a slot", expected=f"one of {', '.join(SLOTS)}", mend="correct it")
    plain = to_plain(value)
    choices = _choices().get(slot)
    if choices is not None and plain not in choices:
        raise UsageError(found=f"{plain!r} as {slot}", expected=f"one of {', '.join(choices)}", mend="correct it")
    try:
        typed = from_plain(plain, _types()[slot])
    except (cattrs.BaseValidationError, CattrsError, ValueError, TypeError, KeyError) as error:
        raise UsageError(
            found=f"{value!r} as {slot}", expected="a value as docs/record.md describes it", mend="correct it"
        ) from error
    weighed = replace(claim.slots, **{slot: None}) if hasattr(claim.slots, slot) else claim.slots
    return replace(claim, **{slot: typed}, slots=weighed)  # nobody weighed a person's word


def take_effect(connection: Connection, root: str, standing: Sequence[Operation]) -> None:
    """Make anew what follows for a claim from what people said of it that stands, oldest first.

    Earlier rows stay, superseded. Where the document has other words now, nothing was said of them.
    """
    connection.execute(update(CLAIMS).where(CLAIMS.c.corrects == root).values(superseded=True))
    connection.execute(delete(SET_ASIDE).where(SET_ASIDE.c.claim == root))
    found = _as_added(connection, root, standing) or _as_found(connection, root)
    if found is None:
        return
    claim, document = found
    if is_added(claim):
        write_claims(connection, [((claim,), document)], again=True)
    said = [one for one in standing if one.evidence == claim.evidence]
    rejected = next((one for one in said if one.verb == "reject"), None)
    if rejected is not None:
        connection.execute(insert(SET_ASIDE), {"claim": root, "operation": rejected.id})
    corrections = [one for one in said if one.verb == "correct"]
    for one in corrections:
        assert one.slot is not None, "a correction names its slot"
        assert one.after is not None, "a correction has a value"
        claim = with_slot(claim, one.slot, json.loads(one.after))
    if corrections:
        name = identify("claim", "correction", root, dumps(claim), *(one.id for one in corrections))
        claim = replace(claim, id=name, extractor=corrections[-1].author, corrects=root)
        write_claims(connection, [((claim,), document)], again=True)


def _as_added(connection: Connection, root: str, standing: Sequence[Operation]) -> tuple[Claim, int] | None:
    """The claim that a person added, and the current version of its document; all its rows are superseded at first.

    None where a program found it, where the adding was taken back, and where the document has other words there.
    """
    record = connection.scalar(select(CLAIMS.c.record).where(CLAIMS.c.id == root).limit(1))
    claim = None if record is None else rows.claim_record(record)
    if claim is None or not is_added(claim):
        return None
    connection.execute(update(CLAIMS).where(CLAIMS.c.id == root).values(superseded=True))
    now = connection.execute(
        select(DOCUMENTS.c.row, DOCUMENTS.c.text).where(DOCUMENTS.c.id == claim.doc, ~DOCUMENTS.c.superseded)
    ).first()
    if now is None or any(misquoted(claim, now.text)) or not any(one.verb == "add" for one in standing):
        return None
    return claim, now.row


def _as_found(connection: Connection, root: str) -> tuple[Claim, int] | None:
    """The claim as found last, and the current version of its document; None where that has another text."""
    found_by = CLAIMS.c.corrects.is_(None) & ~CLAIMS.c.extractor.startswith(ADDED, autoescape=True)
    asked = select(CLAIMS.c.record, CLAIMS.c.document).where(CLAIMS.c.id == root, found_by)
    found = connection.execute(asked.order_by(CLAIMS.c.superseded, CLAIMS.c.row.desc())).first()
    if found is None:
        return None
    old, new = DOCUMENTS.alias("old"), DOCUMENTS.alias("new")
    current = connection.scalar(
        select(new.c.row).where(
            old.c.row == found.document, new.c.id == old.c.id, new.c.text == old.c.text, ~new.c.superseded
        )
    )
    return None if current is None else (rows.claim_record(found.record), current)
