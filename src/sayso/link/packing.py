"""Threads packed small, as many are held at once: what is compared of each, and what keeps its groups within bounds.

>>> unpacked(packed(Held("c1", Profile(claims=("c1",), doc="d", group="violence", unreal=False, aggregate=False,
...     kinds=frozenset({"attack"}), days=None, window=None, spots=()), None), ()))[0].name
'c1'
"""

from __future__ import annotations

import pickle
from dataclasses import dataclass, fields
from operator import attrgetter

from sayso.link.cluster import Fix
from sayso.link.profile import Profile, Spot

Fixes = tuple[tuple[str, Fix], ...]  # what of each claim keeps a group within bounds, the centre first


@dataclass(frozen=True, slots=True)
class Held:
    """What of a thread is compared."""

    name: str
    whole: Profile
    outlet: str | None


def packed(held: Held, fixes: Fixes) -> bytes:
    """Both as bytes: the values alone, as the names of fields would come to more than they."""
    spots = [_SPOT(spot) for spot in held.whole.spots]
    values = held.name, held.outlet, _PROFILE(held.whole), spots, [(name, *_FIX(fix)) for name, fix in fixes]
    return pickle.dumps(values, pickle.HIGHEST_PROTOCOL)


def unpacked(content: bytes) -> tuple[Held, Fixes]:
    """What `packed` made the bytes of."""
    name, outlet, values, spots, fixes = pickle.loads(content)
    whole = Profile(spots=tuple(Spot(*one) for one in spots), **dict(zip(_NAMES, values, strict=True)))
    return Held(name, whole, outlet), tuple((claim, Fix(*one)) for claim, *one in fixes)


_NAMES = [one.name for one in fields(Profile) if one.name != "spots"]
_PROFILE = attrgetter(*_NAMES)
_SPOT = attrgetter(*(one.name for one in fields(Spot)))
_FIX = attrgetter(*(one.name for one in fields(Fix)))
