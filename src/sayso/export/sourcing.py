"""Where an incident's reports come from: publishers, headlines, days, who gave the information, and how far their reach is.

>>> scale(["Reuters", "Enab Baladi"], "SY").value
'National-International'
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sayso.export.exporter import Cell, Sheet
from sayso.lexicon.bodies import body_named
from sayso.model import Account, Document
from sayso.reconcile.origins import UNNAMED, outlet

JOIN = "; "
NO_PUBLISHER = "no report says who published it"
# The scales of one outlet by ACLED's words, in the order in which ACLED joins two of them.
_ORDER = ("New media", "Other", "National", "International")
_OTHERS = frozenset(
    {
        "monitor or NGO",
        "government",
        "state military",
        "armed group",
        "intergovernmental",
        "medical or rescue",
        "expert",
    }
)


def reports(sheet: Sheet) -> list[Document]:
    """The documents of the incident in the order in which they tell of it."""
    return [
        sheet.documents[name] for name in dict.fromkeys(claim.doc for claim in sheet.claims) if name in sheet.documents
    ]


def publishers(sheet: Sheet) -> list[str]:
    """Who published the reports, each once; those of which nobody says so are left out."""
    return list(dict.fromkeys(name for one in reports(sheet) if (name := outlet(one)) != UNNAMED))


def sources(sheet: Sheet) -> Cell:
    """The publishers, as ACLED joins them."""
    found = publishers(sheet)
    return Cell(
        value=JOIN.join(found) or None,
        rule="the publishers of the reports",
        claims=sheet.incident.claims,
        why=None if found else NO_PUBLISHER,
    )


def originals(sheet: Sheet) -> list[Account]:
    """The accounts of those whom the reports quote; what a report tells in its own voice is none."""
    own = {outlet(one) for one in reports(sheet)} | {UNNAMED}
    return [account for account in sheet.incident.accounts if account.origin not in own]


def scale(found: Sequence[str], home: str | None) -> Cell:
    """ACLED's `source_scale` of publishers: national where an outlet is of the country of the event, else international."""
    rule = "by the country of each outlet"
    if not found:
        return Cell(value=None, rule=rule, why=NO_PUBLISHER)
    scales = []
    for name in found:
        one = _scale(name, home)
        if one is None:
            return Cell(value=None, rule=rule, why=f"of what country {name} is, is not known")
        scales.append(one)
    distinct = sorted(set(scales), key=_ORDER.index)
    if len(distinct) > 2:
        return Cell(
            value=None, rule=rule, why=f"ACLED joins no more than two scales, and these are {', '.join(distinct)}"
        )
    return Cell(value=_joined(distinct), rule=rule)


def _joined(scales: Sequence[str]) -> str:
    """Two scales in ACLED's order: "New media-National", "Other-International", "Other-New media"."""
    return "Other-New media" if list(scales) == ["New media", "Other"] else "-".join(scales)


def _scale(name: str, home: str | None) -> str | None:
    body = body_named(name)
    if body is None:
        return None
    if body.type == "social media":
        return "New media"
    if body.type == "media":
        return "National" if body.land is not None and body.land == home else "International"
    return "Other" if body.type in _OTHERS else None


def titled(document: Document) -> str:
    """One report as UCDP refers to it: name, day, headline."""
    name = outlet(document)
    parts = (
        "" if name == UNNAMED else name,
        document.published.isoformat() if document.published is not None else "",
        document.title or "",
    )
    return ",".join(part.replace(",", " ").strip() for part in parts)


def each(values: Iterable[str | None]) -> str | None:
    """The values that are there, each once, as UCDP joins them; None where there are none."""
    return ";".join(dict.fromkeys(value.replace(";", ",") for value in values if value)) or None
