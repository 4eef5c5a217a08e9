"""How sure a claim and its slots are: the odds of the trained parts, made into probabilities that mean what they say.

Platt scaling (Platt 1999, "Probabilistic outputs for support vector machines"): a logistic curve over the log odds of
the slot and of the whole claim. Its numbers stand in the lexicon (`confidence.yml`), fitted on coded claims.

>>> confidence_of(Odds(claim=3.0)) > confidence_of(Odds(claim=-1.0))
True
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache

from sayso.lexicon import load
from sayso.model import ClaimDraft, Odds, SlotConfidence

_DIGITS = 3


def confidence_of(odds: Odds) -> float:
    """How likely a careful coder would make the claim too; of a draft that no reader weighed, that of a middling one."""
    return _curve(_curves()["claim"], 0.0, odds.claim)


def slots_of(draft: ClaimDraft) -> SlotConfidence:
    """How likely a careful coder would fill the same slots in the same way; None for those that are empty."""
    odds, event = draft.odds, draft.event
    return SlotConfidence(
        actor=None if event.actor is None else _slot("actor", odds.actor, odds),
        target=None if event.target is None else _slot("target", odds.target, odds),
        places=_slot("places", odds.places, odds) if draft.places else None,
        time=None if draft.time is None else _slot("time", odds.time, odds),
        figures=_slot("figures", odds.figures, odds) if draft.figures else None,
    )


def _slot(name: str, own: float | None, odds: Odds) -> float | None:
    return None if own is None else _curve(_curves()[name], own, odds.claim)


def _curve(numbers: Mapping[str, float], own: float, claim: float | None) -> float:
    whole = numbers["middling"] if claim is None else claim
    height = numbers["bias"] + numbers["own"] * own + numbers["claim"] * whole
    return round(1.0 / (1.0 + math.exp(-height)), _DIGITS)


def set_curves(curves: Mapping[str, Mapping[str, float]]) -> None:
    """Bend by these curves from now on: what fits them needs it."""
    _curves().clear()
    _curves().update({name: dict(numbers) for name, numbers in curves.items()})


@cache
def _curves() -> dict[str, dict[str, float]]:
    return {str(name): dict(numbers) for name, numbers in load("confidence").items()}
