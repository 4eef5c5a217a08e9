"""Whether a source is a party to the conflict that its document tells of.

In this order: one of whom the lexicon says never, is none; one whose side acts or is hit in the violence told of, is one;
one of whom the lexicon says always, is one; a state's body is one where the fighting is in a country in whose wars the
lexicon says that its state takes part, and none where it is elsewhere; all else is unknown, with the reason.

>>> from sayso.resolve.bodies import Bodies
>>> bodies = Bodies("Nothing happened.")
>>> fighting = Fighting(sides=frozenset({"RU"}), lands=frozenset({"SY"}))
>>> [judged(bodies.identity(words), fighting).party for words in ("Moscow", "Norway's army", "residents", "the army")]
[True, False, False, None]
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from sayso.lexicon import load
from sayso.model import Attribution, Claim, SourceBody, SourceLink
from sayso.resolve.bodies import Bodies, Identity

_FIGHTERS = frozenset({"state military", "government", "armed group"})
_FAMILIES = ("strike", "coercion", "movement")
UNSHOWN = "whether it takes part in the fighting told of is not known"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fighting:
    """What a document tells of fighting: the sides that act or are hit, and the countries (ISO codes) where."""

    sides: frozenset[str] = frozenset()
    lands: frozenset[str] = frozenset()


def fighting_in(claims: Iterable[Claim], *, bodies: Bodies) -> Fighting:
    """The sides and countries of the violence that the claims tell of."""
    violent = [claim for claim in claims if claim.kind in _violence()]
    lands = {place.country for claim in violent for place in claim.places if place.country is not None}
    return Fighting(sides=frozenset(_sides(violent, bodies)), lands=frozenset(lands))


def _sides(claims: Iterable[Claim], bodies: Bodies) -> Iterator[str]:
    """Who fights: the doers, and of those hit the ones who are forces, governments or groups."""
    for phrase in {phrase.text for claim in claims for phrase in (claim.actor, claim.target) if phrase is not None}:
        found = bodies.identity(phrase)
        if found.side is not None and found.body.type in _FIGHTERS:
            yield found.side


@cache
def _violence() -> frozenset[str]:
    families = load("events")["families"]
    return frozenset(kind for family in _FAMILIES for kind in families[family])


def judged(identity: Identity, fighting: Fighting) -> SourceBody:
    """The source with `party` set, or the reason why it is unknown."""
    body = identity.body
    flag = _flag(identity)
    if flag == "no":
        return replace(body, party=False)
    if flag == "yes" or (flag is not None and identity.side in fighting.sides):
        return replace(body, party=True)
    known = [_wars()[land] for land in fighting.lands if land in _wars()]
    if flag is not None and identity.side is not None and known:
        return replace(body, party=any(identity.side in states for states in known))
    return replace(body, reason="; ".join(filter(None, (body.reason, UNSHOWN))))


def _flag(identity: Identity) -> str | None:
    """yes, no or war: of the body by name, else by the type of the body that the source is or belongs to."""
    listed = next((flag for flag, names in _by_name().items() if identity.listed in names), None)
    if listed is not None:
        return listed
    kind = identity.kind or identity.body.type
    if kind == "media" and identity.voice:
        return "war" if identity.side in _states() else "yes"
    return None if kind is None else _by_type()[kind]


@cache
def _states() -> frozenset[str]:
    """Every country code that the lexicon knows a voice or a war of."""
    return frozenset(side for side in load("parties")["voice_of"] if side.isupper()) | frozenset(_wars())


@cache
def _by_type() -> dict[str, str]:
    found: dict[str, str] = load("parties")["types"]
    return found


@cache
def _by_name() -> dict[str, frozenset[str]]:
    return {flag: frozenset(names) for flag, names in load("parties")["bodies"].items()}


@cache
def _wars() -> dict[str, frozenset[str]]:
    return {land: frozenset(states) for land, states in load("parties")["wars"].items()}


def with_bodies(claims: Sequence[Claim], *, bodies: Bodies) -> list[Claim]:
    """The claims of one document with the identity of each link of their source chains."""
    fighting = fighting_in(claims, bodies=bodies)
    links = {link.text: judged(bodies.identity(link.text), fighting) for claim in claims for link in claim.source}

    def told(link: SourceLink) -> SourceLink:
        return replace(link, body=links[link.text])

    return [replace(claim, source=tuple(map(told, claim.source))) for claim in claims]


def attributions_with_bodies(
    attributions: Iterable[Attribution], *, bodies: Bodies, fighting: Fighting | None = None
) -> list[Attribution]:
    """The attributions with the identity of each link of `speaker`; without `fighting` the lexicon alone tells who is a party."""
    fighting = fighting or Fighting()
    return [
        replace(one, bodies=tuple(judged(bodies.identity(words), fighting) for words in one.speaker))
        for one in attributions
    ]
