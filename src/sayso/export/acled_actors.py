"""Who did it and who was hit, as ACLED names and classes actors.

>>> from sayso.export.parties import parties
>>> [actor_class(party, "SY") for party in parties("the Syrian army and Russian jets", "SY")]
['State forces', 'External/Other forces']
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.export.cast import NOBODY_DID, NOBODY_HIT, Cast, Side
from sayso.export.exporter import Cell
from sayso.export.kinds import OF_STATE, UNARMED
from sayso.export.parties import Party
from sayso.export.sourcing import JOIN
from sayso.lexicon import load
from sayso.lexicon.codings import country

_CLASSES: dict[str, int] = load("codings")["acled_classes"]
_TARGETED = frozenset({"Violence against civilians", "Explosions/Remote violence"})
FIGHTING = _TARGETED | {"Battles"}  # in these a government named as a side acts by its forces
_ALWAYS = frozenset({"Mob violence", "Excessive force against protesters"})


def actors(cast: Cast, *, fighting: bool) -> dict[str, Cell]:
    first = _actor("1", cast.doer, cast.with_doer, cast, NOBODY_DID, fighting)
    second = _actor("2", cast.struck, cast.with_struck, cast, NOBODY_HIT, fighting)
    interaction = _interaction(cast)
    return {**first, **second, "interaction": interaction}


def _actor(
    number: str, side: Side | None, beside: Sequence[Side], cast: Cast, why: str, fighting: bool
) -> dict[str, Cell]:
    rule = cast.struck_rule if number == "2" else "the side that most accounts name as the doer"
    if side is None:
        name, klass = Cell(value=None, rule=rule, why=why), Cell(value=None, rule="the actor's class", why=why)
        others = Cell(value=None, rule="named together with the actor", why=why)
    else:
        worded = f"{rule}; worded {side.party.wording!r}"
        name = Cell(value=actor_name(side.party, cast.home, fighting=fighting), rule=worded, claims=side.claims)
        klass = _class_cell(side, cast)
        names = [one for one in _associates(side, beside, cast.home, fighting) if one != name.value]
        others = Cell(
            value=JOIN.join(dict.fromkeys(names)) or None,
            rule="named together with the actor, and bodies of it that are named",
            claims=tuple(claim for one in beside for claim in one.claims) or side.claims if names else (),
            why=None if names else "nobody is named together with it",
        )
    return {f"actor{number}": name, f"assoc_actor_{number}": others, f"inter{number}": klass}


def _associates(side: Side, beside: Sequence[Side], home: str | None, fighting: bool) -> list[str]:
    """The other sides, and the body's own name where the actor is called by its kind: "White Helmets" of "Civilians"."""
    own = [side.party.name] if side.party.name is not None and side.party.kind in UNARMED else []
    return [*own, *(actor_name(one.party, home, fighting=fighting) for one in beside)]


def actor_name(party: Party, home: str | None, *, fighting: bool) -> str:
    """A party as ACLED names actors, less the years of a government, which reports do not give.

    >>> actor_name(Party(kind="state forces", wording="Russian jets", land="RU"), "SY", fighting=True)
    'Military Forces of Russia'
    >>> actor_name(Party(kind="armed group", wording="militants"), "ML", fighting=True)
    'Unidentified Armed Group (Mali)'
    """
    owner, where = country(party.land), country(party.land or home)
    of = f" of {owner.acled}" if owner is not None else ""
    there = f" ({where.acled})" if where is not None else ""
    match party.kind:
        case "state forces":
            return f"Military Forces{of}" if of else "Unidentified Military Forces"
        case "police":
            return f"Police Forces{of}" if of else f"Unidentified Police Forces{there}"
        case "government" if fighting and of:
            return f"Military Forces{of}"
        case "government":
            return f"Government{of}" if of else party.name or f"Government{there}"
        case "civilians" | "media" | "monitor or NGO" | "medical or rescue":
            return f"Civilians{there}"
        case "protesters" | "rioters":
            return f"{party.kind.capitalize()}{there}"
        case _:
            return party.name or f"Unidentified Armed Group{there}"


def actor_class(party: Party, home: str | None) -> str | None:
    """ACLED's class of an actor; None where the reports do not tell enough."""
    match party.kind:
        case kind if kind in OF_STATE:
            if party.land is None or home is None:
                return None
            return "State forces" if party.land == home else "External/Other forces"
        case "outside forces" | "intergovernmental":
            return "External/Other forces"
        case "rebel group":
            return "Rebel group"
        case "political militia":
            return "Political militia"
        case "identity militia":
            return "Identity militia"
        case "armed group":
            return "Political militia" if party.name is None else None
        case "rioters" | "protesters":
            return party.kind.capitalize()
        case kind if kind in UNARMED:
            return "Civilians"
        case _:
            return None


def _class_cell(side: Side, cast: Cast) -> Cell:
    party = side.party
    found = actor_class(party, cast.home)
    rule = "a state's forces in their own land are state forces, abroad external; groups by the lexicon; unnamed ones are militias"
    why = None
    if found is None:
        of_state = party.kind in OF_STATE
        why = (
            "whose forces, or in which country, is not known"
            if of_state
            else f"the aims of {party.wording} are not known"
        )
    return Cell(value=found, rule=rule, claims=side.claims, why=why)


def _interaction(cast: Cast) -> Cell:
    rule = "the two classes, the lower number first, civilians last"
    sides = [side for side in (cast.doer, cast.struck) if side is not None]
    classes = [actor_class(side.party, cast.home) for side in sides]
    if cast.doer is None or None in classes:
        why = NOBODY_DID if cast.doer is None else "the class of an actor is not known"
        return Cell(value=None, rule=rule, why=why)
    known = sorted((str(one) for one in classes), key=lambda one: (one == "Civilians", _CLASSES[one]))
    value = f"{known[0]} only" if len(known) == 1 else "-".join(known)
    return Cell(value=value, rule=rule, claims=tuple(claim for side in sides for claim in side.claims))


def targeting(cast: Cast, event: str | None, sub: Cell) -> Cell:
    rule = "where those hit first of all are civilians, in violence from afar or against civilians, or force against a crowd"
    hit = cast.struck
    if sub.value in _ALWAYS or (event in _TARGETED and cast.hits_civilians):
        return Cell(value="Civilian targeting", rule=rule, claims=hit.claims if hit is not None else sub.claims)
    why = NOBODY_HIT if hit is None else "those hit are not civilians, or the event is not of a type that targets them"
    return Cell(value=None, rule=rule, why=why)
