"""Focus: what countries, and units of them, a document is about, by the names that it has.

>>> focus = Focus({"homs": {"SY": 1.0, "SY/11": 1.0}, "mosul": {"IQ": 0.75, "SY": 0.25}})
>>> focus.beside("homs").get("IQ"), focus.beside("homs").chief, focus.beside("baghdad").get("SY")
(0.75, 0.75, 0.625)
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

Shares = Mapping[str, Mapping[str, float]]  # name -> country, or country/unit -> what the name says for it


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """The shares of countries and units in all names of a document but one; false where there are no others."""

    chief: float  # the greatest share of a country
    _totals: Mapping[str, float]
    _less: Mapping[str, float]  # totals without what the one name says, where it says anything
    _whole: float

    def __bool__(self) -> bool:
        return self._whole > 0

    def get(self, country: str) -> float:
        """The share of a country, or of a unit ("SY/11"); 0 where no name speaks for it."""
        total = self._less.get(country, self._totals.get(country, 0.0))
        return total / self._whole if self._whole else 0.0


class Focus:
    """The totals over all names, from which one name's own part is taken away exactly."""

    def __init__(self, shares: Shares) -> None:
        self._shares = shares
        exact: defaultdict[str, Fraction] = defaultdict(Fraction)
        for countries in shares.values():
            for country, share in countries.items():
                exact[country] += Fraction(share)
        self._exact = dict(exact)
        self._totals = {country: float(total) for country, total in exact.items()}
        self._whole = sum((total for country, total in exact.items() if _is_country(country)), Fraction())
        self._chiefs = sorted((one for one in exact if _is_country(one)), key=lambda one: -self._exact[one])
        self._beside: dict[str, Beside] = {}

    def beside(self, name: str) -> Beside:
        """The shares in what the document names besides this name."""
        found = self._beside.get(name)
        if found is None:
            found = self._beside[name] = self._without(self._shares.get(name, {}))
        return found

    def _without(self, own: Mapping[str, float]) -> Beside:
        less = {country: self._exact[country] - Fraction(share) for country, share in own.items()}
        whole = self._whole - sum((Fraction(share) for one, share in own.items() if _is_country(one)), Fraction())
        first = next((one for one in self._chiefs if one not in own), None)
        totals = [less[one] for one in own if _is_country(one)] + ([] if first is None else [self._exact[first]])
        return Beside(
            chief=float(max(totals, default=Fraction()) / whole) if whole else 0.0,
            _totals=self._totals,
            _less={country: float(total) for country, total in less.items()},
            _whole=float(whole),
        )


def _is_country(name: str) -> bool:
    return "/" not in name
