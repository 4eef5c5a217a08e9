"""One paragraph that tells of an incident, put together from its slots, each figure and each doubt with its source.

>>> listed(["a", "b", "c"])
'a, b and c'
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sayso.export.cast import Cast
from sayso.export.days import in_words, long_day
from sayso.export.exporter import Sheet
from sayso.export.parties import parties
from sayso.export.sourcing import originals, reports
from sayso.lexicon import load
from sayso.lexicon.codings import country
from sayso.model import Account, Claim, Document, Place, Toll
from sayso.reconcile.origins import UNNAMED, outlet

_SAYS: dict[str, str] = load("codings")["says"]
_FAMILIES: dict[str, list[str]] = load("events")["families"]
# What leads to whom it was done to: "a demand was reported, by X, directed at Y".
_TOWARDS = {
    **dict.fromkeys(_FAMILIES["talk"], "concerning"),
    **dict.fromkeys(_FAMILIES["conflict_talk"], "directed at"),
    **dict.fromkeys(("arrest", "abduction", "displacement"), "of"),
}
_PLURAL = frozenset({"talks"})
_SMALL = frozenset(load("codings")["words"]["openings"])
_SHOWN = 6  # accounts whose tolls are told one by one
_MEASURES = (("killed", "killed"), ("injured", "injured"))


def notes(sheet: Sheet, cast: Cast) -> str:
    """When, what, where, by whom and against whom; each account's toll; what is doubted; the reports."""
    parts = [_what(sheet, cast), *_tolls(sheet), *_doubts(sheet, cast), _reports(sheet)]
    return " ".join(part for part in parts if part)


def _what(sheet: Sheet, cast: Cast) -> str:
    kind = sheet.incident.kind
    noun = _SAYS.get(kind, kind.replace("_", " "))
    happened = f"{in_words(sheet.incident.when)}, {noun} {'were' if kind in _PLURAL else 'was'} reported"
    where = _where(sheet.incident.place)
    by = f", by {_wording(cast.doer.party.wording)}" if cast.doer is not None else ""
    hit = _target(sheet, cast)
    against = f", {_TOWARDS.get(kind, 'against')} {_wording(hit)}" if hit is not None else ""
    return f"{happened}{where}{by}{against} ({_speakers(sheet)})."


def _where(place: Place | None) -> str:
    if place is None:
        return ""
    name = place.name or place.text
    within = country(place.country)
    parts = [name]
    if place.admin1 is not None and place.admin1 != name and place.precision not in ("country", "water"):
        parts.append(place.admin1)
    if within is not None and within.acled != name:
        parts.append(within.acled)
    return f" {'near' if place.precision == 'near' else 'in'} {', '.join(parts)}"


def _target(sheet: Sheet, cast: Cast) -> str | None:
    """Who was hit as a claim words it; else what was, as most claims do."""
    if cast.struck is not None and any(_words_target(claim, cast.struck.party.wording) for claim in sheet.claims):
        return cast.struck.party.wording
    place = sheet.incident.place
    here = {place.text.lower(), (place.name or "").lower()} if place is not None else set()
    doer = cast.doer.party.key if cast.doer is not None else None
    others = (
        target
        for target in sheet.incident.targets
        if target.lower() not in here and all(party.key != doer for party in parties(target, cast.home, struck=True))
    )
    return next(others, None)


def _words_target(claim: Claim, wording: str) -> bool:
    return claim.target is not None and wording in claim.target.text


def _wording(words: str) -> str:
    """A wording within a sentence: "The town" is "the town"."""
    first, _, rest = words.strip().partition(" ")
    return f"{first.lower()} {rest}" if first in _SMALL else words.strip()


def _speakers(sheet: Sheet) -> str:
    """On whose word it stands."""
    names = [account.origin for account in originals(sheet) if account.occurred != "denied"]
    if not names:
        return "the reports in their own voice"
    if len(names) > _SHOWN:
        names = [*names[: _SHOWN - 1], f"{len(names) - _SHOWN + 1} others"]
    return f"as told by {listed(names)}"


def _tolls(sheet: Sheet) -> list[str]:
    """The killed and the injured, each account's own number beside its name."""
    told = []
    for measure, word in _MEASURES:
        given = [
            (account, toll) for account in sheet.incident.accounts if (toll := _toll(account, measure)) is not None
        ]
        given = [pair for pair in given if _counts(sheet, pair[0], measure)]
        shown = [f"{_number(account, measure, toll)} ({_name(account)})" for account, toll in given[:_SHOWN]]
        if shown:
            more = f"; and {len(given) - _SHOWN} more by other accounts" if len(given) > _SHOWN else ""
            told.append(f"{word.capitalize()}: {'; '.join(shown)}{more}.")
    return told


def _counts(sheet: Sheet, account: Account, measure: str) -> bool:
    """Whether the account's toll counts towards the incident's; of one report that weighed its sources by what that says."""
    coded = {one.claim for one in sheet.incident.surveyed if one.measure == measure and one.aside is None}
    return not coded.isdisjoint(account.claims) if coded else measure not in account.aside


def _number(account: Account, measure: str, toll: Toll) -> str:
    """The number, or the words where they tell more: "dozens", "no civilians"."""
    told = (
        figure.text
        for _, figure in account.figures
        if figure.measure == measure
        and figure.low == toll.low
        and (figure.basis == "vague" or figure.low == figure.high == 0)
    )
    words = next(told, None)
    return toll.text if words is None else f"“{words}”"


def _toll(account: Account, measure: str) -> Toll | None:
    found: Toll | None = getattr(account, measure)
    return found


def _name(account: Account) -> str:
    return "the report" if account.origin == UNNAMED else account.origin


def _doubts(sheet: Sheet, cast: Cast) -> list[str]:
    """Who denies it, who lays it on another, and what else the accounts do not agree on."""
    said = []
    deniers = [_name(account) for account in sheet.incident.accounts if account.occurred == "denied"]
    if deniers:
        said.append(f"Denied by {listed(deniers)}.")
    if cast.instead:
        said.append(f"Others name {listed([_wording(side.party.wording) for side in cast.instead])}.")
    kinds = sorted({one.type for one in sheet.incident.disagreements})
    if kinds:
        said.append(f"The accounts disagree on: {', '.join(kinds)}.")
    return said


def _reports(sheet: Sheet) -> str:
    found = [_report(one) for one in reports(sheet)]
    return f"Source: {'; '.join(dict.fromkeys(found))}." if found else ""


def _report(document: Document) -> str:
    name = outlet(document)
    name = document.id if name == UNNAMED else name
    return name if document.published is None else f"{name}, {long_day(document.published)}"


def listed(names: Iterable[str]) -> str:
    """Names as a sentence lists them."""
    every: Sequence[str] = list(dict.fromkeys(names))
    return " and ".join(every) if len(every) < 3 else f"{', '.join(every[:-1])} and {every[-1]}"
