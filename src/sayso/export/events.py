"""What kind of event an incident is by ACLED and by PLOVER, with the rule that says so.

>>> sorted(quad(name) for name in ("AGREE", "AID", "ACCUSE", "ASSAULT"))
[1, 2, 3, 4]
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sayso.export.cast import Cast
from sayso.export.exporter import Cell, Sheet
from sayso.export.kinds import ARMED, OF_STATE
from sayso.lexicon import load
from sayso.lexicon.codings import says
from sayso.model import Claim

_CODINGS = load("codings")
_GROUND = frozenset(load("link")["families"]["ground"])
_FAR = frozenset(load("link")["families"]["remote"])
_BY_HAND = frozenset({"shooting", "attack", "execution"})
BATTLE_SHARE = 1 / 3  # of the claims of violence, from which strikes are reported within the fighting
KIND = "by the kind of most claims"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plover:
    """An event type of PLOVER with its mode, its score and its contexts; None where there is none, and `why` none."""

    event: str | None
    mode: str | None
    score: float | None
    contexts: tuple[str, ...]
    rule: str
    claims: tuple[str, ...]
    why: str | None = None
    why_no_mode: str | None = None


def acled(sheet: Sheet, cast: Cast) -> Cell:
    """The sub-event type of ACLED; None, and why, where the incident is no event of ACLED's."""
    kind = sheet.incident.kind
    first = _CODINGS["acled_kinds"].get(kind)
    telling = _of_kinds(sheet, {kind})
    if first is None:
        why = (
            "the reports count the dead or hurt and do not say what happened"
            if kind == "casualties"
            else f"{_CODINGS['says'].get(kind, kind)} is no event of ACLED's"
        )
        return Cell(value=None, rule=KIND, why=why)
    found, rule, claims = _ruled(sheet, cast, kind, telling) or (first, KIND, telling)
    return Cell(value=found, rule=f"{kind}: {rule}", claims=_names(claims))


def _ruled(sheet: Sheet, cast: Cast, kind: str, telling: list[Claim]) -> tuple[str, str, list[Claim]] | None:
    """The sub-event type that one of ACLED's rules gives instead of that of the kind."""
    match kind:
        case "downing":
            return _downed(telling)
        case "advance":
            return _advance(cast, telling)
        case "protest":
            return _protest(sheet, cast, telling)
        case "withdrawal" if cast.doer is None or cast.doer.party.kind not in ARMED | OF_STATE:
            return "Other", "no armed side is told to have left", telling
        case "deployment":
            return _worded(telling, "base", "Headquarters or base established", "a base is told of")
        case "abduction" if _dead(sheet):
            return "Attack", "those taken were killed", telling
        case "bombing" | "attack" if (
            thrown := _worded(telling, "grenade", "Grenade", "a grenade is told of")
        ) is not None:
            return thrown
        case _ if kind in _BY_HAND:
            return ("Armed clash", "both sides are armed", telling) if cast.both_armed else None
        case _ if kind in _FAR:
            return _within_battle(sheet)
        case _:
            return None


def _within_battle(sheet: Sheet) -> tuple[str, str, list[Claim]] | None:
    """Explosions in the course of a battle are of the battle."""
    fighting = _of_kinds(sheet, _GROUND)
    violent = _of_kinds(sheet, frozenset(_CODINGS["armed_kinds"]) | _BY_HAND)
    if len(fighting) < BATTLE_SHARE * len(violent) or not fighting:
        return None
    return "Armed clash", f"{len(fighting)} of {len(violent)} claims tell of fighting on the ground", fighting


def _downed(telling: list[Claim]) -> tuple[str, str, list[Claim]] | None:
    hit = [claim for claim in telling if claim.target is not None and says("unmanned").search(claim.target.text)]
    return ("Disrupted weapons use", "what was brought down is a drone or a missile", hit) if hit else None


def _advance(cast: Cast, telling: list[Claim]) -> tuple[str, str, list[Claim]] | None:
    taken = _matching(telling, says("captured"))
    if not taken:
        return None
    if _matching(taken, says("unopposed")):
        return "Non-violent transfer of territory", "taken without fighting", taken
    if cast.doer is None:
        return "Armed clash", "no report says for certain who took it", taken
    party = cast.doer.party
    if party.kind in OF_STATE and party.land is None:
        return "Armed clash", "no report says whose forces took it", taken
    if party.kind in OF_STATE and party.land == cast.home:
        return "Government regains territory", "taken by forces of the state in whose land it lies", taken
    return "Non-state actor overtakes territory", "taken by a group, or by forces of another state", taken


def _protest(sheet: Sheet, cast: Cast, telling: list[Claim]) -> tuple[str, str, list[Claim]] | None:
    by_force = cast.struck is not None
    if by_force and _dead(sheet):
        return "Excessive force against protesters", "forces of a state acted, and people were killed", telling
    if (violent := _matching(telling, says("riot"))) or (cast.doer is not None and cast.doer.party.kind == "rioters"):
        return "Violent demonstration", "violence of those who took part is told of", violent or telling
    if dispersed := _matching(telling, says("dispersed")):
        return "Protest with intervention", "it was broken up", dispersed
    return None


def _dead(sheet: Sheet) -> bool:
    killed = sheet.incident.killed
    return killed is not None and bool(killed.low or killed.high)


def plover(sheet: Sheet, cast: Cast) -> Plover:
    """The event type and mode of PLOVER."""
    kind = sheet.incident.kind
    telling = _of_kinds(sheet, {kind})
    if kind not in _CODINGS["plover_kinds"]:
        why = f"PLOVER has no event type for {_CODINGS['says'].get(kind, kind)}"
        return Plover(event=None, mode=None, score=None, contexts=(), rule=KIND, claims=(), why=why)
    event, mode = _CODINGS["plover_kinds"][kind]
    event, mode, rule = _refined(kind, cast, telling) or (event, mode, KIND)
    scores = _CODINGS["plover_types"][event]
    return Plover(
        event=event,
        mode=mode,
        score=scores["score"] if mode is None else scores["modes"][mode],
        contexts=_contexts(kind, cast),
        rule=f"{kind}: {rule}",
        claims=_names(telling),
        why_no_mode=None if mode is not None else _no_mode(event),
    )


def _refined(kind: str, cast: Cast, telling: list[Claim]) -> tuple[str, str | None, str] | None:
    match kind:
        case "agreement" if _matching(telling, says("ceasefire")):
            return "RETREAT", "ceasefire", "a ceasefire is told of"
        case "advance" if not _matching(telling, says("captured")):
            return "ASSAULT", None, "nothing is told to have been taken"
        case "protest" if _matching(telling, says("riot")):
            return "PROTEST", "riot", "violence of those who took part is told of"
        case "accusation" if _matching(telling, says("allege")):
            return "ACCUSE", "allege", "a deed is laid on somebody"
        case "accusation" if _matching(telling, says("disapprove")):
            return "ACCUSE", "disapprove", "a deed is condemned"
        case "talks" if _matching(telling, says("visit")):
            return "CONSULT", "visit", "a visit is told of"
        case "talks" if _matching(telling, says("phone")):
            return "CONSULT", "phone", "a call is told of"
        case "deployment" if cast.doer is not None and cast.doer.party.kind == "police":
            return "MOBILIZE", "police", "the police are deployed"
        case "deployment" if cast.doer is not None and cast.doer.party.kind.endswith("militia"):
            return "MOBILIZE", "militia", "a militia is deployed"
        case _:
            return None


def _no_mode(event: str) -> str:
    if not _CODINGS["plover_types"][event]["modes"]:
        return f"{event} has no modes"
    return "the words do not decide between the modes"


def _contexts(kind: str, cast: Cast) -> tuple[str, ...]:
    armed = kind in _CODINGS["armed_kinds"] or cast.armed
    return (*(["military"] if armed else []), *_CODINGS["plover_contexts"].get(kind, []))


def quad(event: str) -> int:
    """The quad code of an event type of PLOVER, 1 to 4."""
    return int(_CODINGS["plover_types"][event]["quad"])


def _of_kinds(sheet: Sheet, kinds: Iterable[str]) -> list[Claim]:
    """The claims of these kinds that say that it happened, or may have."""
    wanted = frozenset(kinds)
    return [claim for claim in sheet.claims if claim.kind in wanted and claim.status in ("asserted", "possible")]


def _matching(claims: Iterable[Claim], pattern: re.Pattern[str]) -> list[Claim]:
    return [claim for claim in claims if pattern.search(claim.evidence)]


def _worded(telling: list[Claim], words: str, found: str, rule: str) -> tuple[str, str, list[Claim]] | None:
    matching = _matching(telling, says(words))
    return (found, rule, matching) if matching else None


def _names(claims: Iterable[Claim]) -> tuple[str, ...]:
    return tuple(claim.id for claim in claims)
