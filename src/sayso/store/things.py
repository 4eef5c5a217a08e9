"""What a line of a ledger's records tells, as `store.whole` wrote it: a thing with what the ledger knew of it beside.

>>> read_thing({"record": "ledger", "format": 1, "whole": True, "unlinked": False})
Head(whole=True, unlinked=False)
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sayso.errors import LedgerError
from sayso.model import Claim, Document, Failure, Incident, Judgement, Operation, Page, ReferenceRecord
from sayso.model.codec import from_plain
from sayso.store import rows
from sayso.store.changes import Difference
from sayso.store.whole import FORMAT

Fields = dict[str, Any]  # a line as JSON has it


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """Whether all of a ledger follows, and whether its incidents were not up to date."""

    whole: bool
    unlinked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """How many lines came before, the first too."""

    lines: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A version of a document; `record` is its JSON without the text, here and below as it came."""

    document: Document
    record: str
    extractor: str
    superseded: bool

    @property
    def name(self) -> str:
        """The hash of the version."""
        return rows.version(self.document)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A claim, and the hash of the version of the document in which it stands."""

    claim: Claim
    record: str
    version: str
    superseded: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A judgement; `operation` is what it follows from."""

    judgement: Judgement
    record: str
    human: bool
    operation: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """An operation, its place among all, and what it is about."""

    operation: Operation
    record: str
    number: int
    subjects: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembled:
    """An incident, and the number of the change before it was first put together."""

    incident: Incident
    record: str
    founded: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Grave:
    """An identifier that has ceased, as tombstones keep it."""

    id: str
    became: tuple[str, ...]
    founded: int
    buried: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """A change, its differences in JSON."""

    number: int
    made: str | None
    kind: str
    id: str
    what: str
    record: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Referred:
    """An event as another data set codes it."""

    reference: ReferenceRecord
    record: str


Thing = (
    Head | End | Page | Version | Told | Judged | Done | Assembled | Grave | Noted | Failure | Referred
)  # as lines have them


def read_thing(fields: Fields) -> Thing:
    """The thing of a line. ValueError (KeyError, TypeError, ...) where it is none; LedgerError for a newer program's."""
    kind = fields["record"]
    if kind not in _READERS:
        raise LedgerError(
            found=f"a record of kind {kind!r}",
            expected=f"one of {', '.join(_READERS)}",
            mend="bring sayso up to date (pip install --upgrade sayso); nothing was changed",
        )
    return _READERS[kind](fields)


def _head(fields: Fields) -> Head:
    if fields["format"] != FORMAT:
        raise LedgerError(
            found=f"records of format {fields['format']!r}",
            expected=f"format {FORMAT}",
            mend="bring sayso up to date (pip install --upgrade sayso); nothing was changed",
        )
    return Head(whole=fields["whole"], unlinked=fields["unlinked"])


def _page(fields: Fields) -> Page:
    known = ("id", "media_type", "name", "address", "retrieved")
    return Page(content=base64.b64decode(fields["content"], validate=True), **{name: fields[name] for name in known})


def _version(fields: Fields) -> Version:
    value = dict(fields["value"])
    document = from_plain(value, Document)
    value.pop("text")
    made = Version(
        document=document, record=_words(value), extractor=fields["extractor"], superseded=fields["superseded"]
    )
    if made.name != fields["version"]:
        raise ValueError(f"the text or header of document {document.id!r} is not what its hash says")
    return made


def _told(fields: Fields) -> Told:
    value = fields["value"]
    return Told(
        claim=from_plain(value, Claim),
        record=_words(value),
        version=fields["document"],
        superseded=fields["superseded"],
    )


def _judged(fields: Fields) -> Judged:
    value = fields["value"]
    return Judged(
        judgement=from_plain(value, Judgement),
        record=_words(value),
        human=fields["human"],
        operation=fields["operation"],
    )


def _done(fields: Fields) -> Done:
    value = fields["value"]
    return Done(
        operation=from_plain(value, Operation),
        record=_words(value),
        number=fields["number"],
        subjects=tuple(fields["subjects"]),
    )


def _assembled(fields: Fields) -> Assembled:
    value = fields["value"]
    return Assembled(incident=from_plain(value, Incident), record=_words(value), founded=fields["founded"])


def _grave(fields: Fields) -> Grave:
    known = ("id", "founded", "buried")
    return Grave(became=tuple(fields["became"]), **{name: fields[name] for name in known})


def _noted(fields: Fields) -> Noted:
    from_plain(fields["value"], tuple[Difference, ...])
    known = ("number", "made", "kind", "id", "what")
    return Noted(record=_words(fields["value"]), **{name: fields[name] for name in known})


def _failure(fields: Fields) -> Failure:
    return Failure(document=fields["document"], stage=fields["stage"], reason=fields["reason"])


def _referred(fields: Fields) -> Referred:
    value = fields["value"]
    return Referred(reference=from_plain(value, ReferenceRecord), record=_words(value))


def _words(value: object) -> str:
    """JSON as the ledger writes it."""
    return json.dumps(value, ensure_ascii=False)


_READERS: dict[str, Callable[[Fields], Thing]] = {
    "ledger": _head,
    "page": _page,
    "document": _version,
    "claim": _told,
    "judgement": _judged,
    "operation": _done,
    "incident": _assembled,
    "tombstone": _grave,
    "change": _noted,
    "failure": _failure,
    "reference": _referred,
    "end": lambda fields: End(lines=fields["lines"]),
}
