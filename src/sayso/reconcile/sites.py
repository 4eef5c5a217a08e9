"""Where each account has the happening, as far as its own words name one exact site.

>>> raqqa, paris = Site("Raqqa", 35.95, 39.01), Site("Paris", 48.85, 2.35)
>>> round(apart(raqqa, paris)), apart(raqqa, raqqa), apart(None, paris)
(3293, None, None)
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sayso.model import Claim, Place, kilometres

# As far as the places named of one happening mostly lie apart (`incidents.NEAR_KM`): farther apart, they are of two sites.
FAR_KM = 60.0
HARM = ("killed", "injured")
_EXACT = frozenset({"exact", "near", "settlement"})


@dataclass(frozen=True, slots=True)
class Site:
    """A site by its name, in degrees (WGS 84)."""

    name: str
    lat: float
    lon: float


def site_of(claims: Iterable[Claim]) -> Site | None:
    """The one site that an origin's own words name; None where they name none, one that is not known, or several.

    A site carried over from another sentence may be that of the one who told it there.
    """
    found: dict[str, Site] = {}
    for claim in claims:
        for place in _named(claim):
            if place.precision not in _EXACT or place.lat is None or place.lon is None:
                return None  # a province or an unknown village may be anywhere
            found[(place.name or place.text).lower()] = Site(place.name or place.text, place.lat, place.lon)
    return found.popitem()[1] if len(found) == 1 else None


def _named(claim: Claim) -> list[Place]:
    """The sites in the words of a claim that counts the dead or the hurt: what is told around it may be of elsewhere."""
    if claim.status != "asserted" or not any(figure.measure in HARM for figure in claim.figures):
        return []
    return [
        place
        for place in claim.places
        if place.role == "site" and claim.span.start <= place.span.start and place.span.end <= claim.span.end
    ]


def apart(one: Site | None, other: Site | None) -> float | None:
    """Kilometres between two sites that cannot be one; None where they can, or one is not known."""
    if one is None or other is None:
        return None
    distance = kilometres((one.lat, one.lon), (other.lat, other.lon))
    return distance if distance > FAR_KM else None
