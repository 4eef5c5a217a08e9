"""Sides as PLOVER and POLECAT code them: country, sector, names.

>>> from sayso.export.parties import parties
>>> entity(parties("Russian jets", "SY")[0], "SY").code, entity(parties("the Taliban", "AF")[0], "AF").sector
('RUS', 'REB')
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from sayso.export.cast import Side
from sayso.export.kinds import OF_STATE
from sayso.export.parties import Party
from sayso.lexicon import load
from sayso.lexicon.bodies import WORLD, by_id
from sayso.lexicon.codings import country

_CODINGS = load("codings")
MILITANTS_ABROAD = "IMG"  # PLOVER: armed groups of no one country


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A side as PLOVER codes it; `code` is a country (ISO 3166-1 alpha-3) or an international actor, None where unknown."""

    code: str | None
    cow: int | None
    sector: str | None
    text: str
    name: str | None


def entities(sides: Iterable[Side | None], home: str | None) -> list[Entity]:
    """The sides that are there, coded."""
    return [entity(side.party, home) for side in sides if side is not None]


def entity(party: Party, home: str | None) -> Entity:
    """A side, coded; civilians without a country of their own are of the country where it happened."""
    land = country(_land(party, home))
    code = land.plover if land is not None else _abroad(party)
    body = by_id().get(party.body or "")
    return Entity(
        code=code,
        cow=land.cow if land is not None else None,
        sector=_sector(party, code),
        text=party.wording,
        name=body.name if body is not None else party.name,
    )


def _land(party: Party, home: str | None) -> str | None:
    if party.land is not None:
        return party.land
    if party.kind in ("civilians", "protesters", "rioters"):
        return home
    listed = _homes().get(party.name or "")
    return None if listed == WORLD else listed


@cache
def _homes() -> dict[str, str]:
    """The country under which the lexicon lists each armed group and each body that governs without being a state."""
    listed = load("bodies")
    return {
        name: land for kind in ("armed group", "government") for land, group in listed[kind].items() for name in group
    }


def _abroad(party: Party) -> str | None:
    if party.kind == "intergovernmental":
        return "IGO"
    if party.kind == "monitor or NGO":
        return "NGO"
    return MILITANTS_ABROAD if _homes().get(party.name or "") == WORLD or party.kind == "outside forces" else None


def _sector(party: Party, code: str | None) -> str | None:
    """The sector; international actors have none beside their code, but for armed ones."""
    if party.name in _CODINGS["bodies_sectors"]:
        return str(_CODINGS["bodies_sectors"][party.name])
    organ = (party.body or "").partition("/")[2]
    if party.kind in OF_STATE and organ in _CODINGS["organ_sectors"]:
        return str(_CODINGS["organ_sectors"][organ])
    found: str | None = _CODINGS["sectors"].get(party.kind)
    return None if found == code else found
