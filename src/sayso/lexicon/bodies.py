"""The bodies that act in and speak about armed conflict, by each of their names.

>>> body_named("SOHR").name, body_named("Pentagon").id, body_named("Norwegian Ministry of Defence").id
('Syrian Observatory for Human Rights', 'US/defence-ministry', 'NO/defence-ministry')
>>> body_named("Ministry of Silly Walks") is None
True
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from sayso.lexicon import load
from sayso.lexicon.organs import LONGEST_ORGAN, SEEN, adjective, organ, organ_of, organ_starts, owner_starts, slug

WORLD = "world"  # stands for the country of bodies that belong to none
_OTHER = frozenset({"common", "first"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A body with its lasting identifier, its canonical name, its type and the country or land that it belongs to."""

    id: str
    name: str
    type: str
    land: str | None = None
    aliases: tuple[str, ...] = ()


@cache
def bodies() -> tuple[Body, ...]:
    """Every body that the lexicon lists, in its order."""
    known_as = {name: identifier for identifier, name in load("organs")["known_as"].items()}
    found = []
    taken = set(known_as.values())
    for kind, land, name, aliases in _listed():
        own = None if kind == "armed group" else land
        identifier = known_as.get(name) or _as_organ(name, aliases, land, taken) or slug(name)
        taken.add(identifier)
        found.append(Body(id=identifier, name=name, type=kind, land=own, aliases=tuple(aliases)))
    return tuple(found)


def _listed() -> Iterator[tuple[str, str | None, str, list[str]]]:
    for kind, lands in load("bodies").items():
        for land, group in lands.items() if kind not in _OTHER else ():
            for name, aliases in group.items():
                yield kind, None if land == WORLD else land, name, aliases


def _as_organ(name: str, aliases: list[str], land: str | None, taken: set[str]) -> str | None:
    """The identifier of the country's organ that one of the names means, the first of the country's bodies to be so called."""
    for words in (name, *aliases):
        found = organ_of(words)
        if found is not None and found[0] == land is not None and f"{land}/{found[1]}" not in taken:
            return f"{land}/{found[1]}"
    return None


def alias_key(words: str) -> str:
    """How a name is looked up: names of one word and acronyms as they are written, others in small letters."""
    plain = words.replace("’", "'")
    return plain if " " not in plain or plain.isupper() else plain.lower()


@cache
def by_alias() -> dict[str, tuple[Body, ...]]:
    """Every name of the listed bodies, with the bodies that bear it; the one that reports mean first."""
    found: dict[str, list[Body]] = {}
    for body in bodies():
        for words in dict.fromkeys(alias_key(words) for words in (body.name, *body.aliases)):
            found.setdefault(words, []).append(body)
    first: dict[str, str] = load("bodies")["first"]
    return {
        words: tuple(sorted(group, key=lambda body: body.name != first.get(words))) for words, group in found.items()
    }


@cache
def by_id() -> dict[str, Body]:
    """The listed bodies by identifier."""
    return {body.id: body for body in bodies()}


@cache
def by_name() -> dict[str, Body]:
    """The listed bodies by canonical name."""
    return {body.name: body for body in bodies()}


@cache
def _alias_starts() -> dict[str, int]:
    found: dict[str, int] = {}
    for words in by_alias():
        first = words.partition(" ")[0]
        found[first] = max(found.get(first, 0), words.count(" ") + 1)
    return found


@lru_cache(SEEN)
def longest_from(word: str) -> int:
    """How many words a name can have that begins with this one; 0 where none does."""
    plain = word.removesuffix("'s")
    listed = max(_alias_starts().get(plain, 0), _alias_starts().get(plain.lower(), 0))
    owned = owner_starts().get(plain, 0) or owner_starts().get(plain.removesuffix("s"), 0)
    organs = LONGEST_ORGAN if word.lower() in organ_starts() or word.endswith("inistry") else 0
    return max(listed, owned + LONGEST_ORGAN if owned else 0, organs)


def bodies_named(words: str) -> tuple[Body, ...]:
    """The bodies that a name can mean, listed or a country's organ; empty where none is known."""
    listed = by_alias().get(alias_key(words)) or by_alias().get(alias_key(words.replace("'s ", " ")))
    if listed is not None:
        return listed
    found = organ_of(words)
    return () if found is None or found[0] is None else (organ_body(found[0], found[1]),)


def body_named(words: str) -> Body | None:
    """The body that a name means where no report says otherwise; None where none is known."""
    return next(iter(bodies_named(words)), None)


def organ_body(owner: str, name: str) -> Body:
    """A country's organ, under the name of its own where the lexicon lists one."""
    listed = by_id().get(f"{owner}/{name}")
    if listed is not None:
        return listed
    kind = organ(name)
    return Body(id=f"{owner}/{name}", name=f"{adjective(owner)} {kind.name}", type=kind.type, land=owner)


@cache
def kinds() -> dict[str, str]:
    """Every name of the listed bodies (as `alias_key` makes it) and every common noun, with the type."""
    return {**common(), **{words: group[0].type for words, group in by_alias().items()}}


@cache
def canonical() -> dict[str, str]:
    """Every name of the listed bodies (as `alias_key` makes it) with the canonical name."""
    return {words: group[0].name for words, group in by_alias().items()}


@cache
def common() -> dict[str, str]:
    """Nouns without a name, in small letters, with the type that they make of whoever bears them."""
    return {word: kind for kind, words in load("bodies")["common"].items() for word in words}
