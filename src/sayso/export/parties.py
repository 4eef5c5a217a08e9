"""Parties: what a wording of a doer or of whom it hit makes of them: a state's forces, a group, civilians.

>>> [(party.kind, party.land) for party in parties("Russian and Syrian government warplanes", "SY")]
[('state forces', 'RU'), ('state forces', 'SY')]
>>> parties("Islamic State positions", "SY")[0].name, parties("the town of Mayadin", "SY", struck=True)
('Islamic State', ())
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import takewhile

from sayso.export.kinds import ARMED, OF_STATE, UNARMED, Kind, any_of, kind_of
from sayso.lexicon import load
from sayso.lexicon.bodies import Body, body_named, by_id, organ_body
from sayso.lexicon.demonyms import place_of
from sayso.lexicon.organs import SEEN, owner_named, seats
from sayso.reconcile.sides import sides

_CODINGS = load("codings")
_WORDS = _CODINGS["words"]
_AND = re.compile(r"\s+(?:and|as well as|together with|alongside)\s+|,\s*(?:and\s+)?")
_OR = re.compile(r"\s+or\s+")
_WHERE = re.compile(r"\s+(?:in|near|at|around|outside|inside|over)\s+(?:the\s+)?(?=[A-Z])")
_LONGEST = 7  # words of the longest name that is looked for
_GROUP_ENDS = frozenset(word.split()[-1] for word in load("organs")["endings"]["armed group"]) | set(
    _WORDS["group_ends"]
)
_BOTH = re.compile(r"^(?:both|all)\s+(?:of\s+)?", re.I)
_NEITHER = re.compile(r"^(?:neither|no|nobody|none)\b", re.I)


_OWN_STATE = any_of(_WORDS["own_state"])
_HELD = re.compile(r"[\s,]+(?:" + "|".join(_WORDS["held_by"]) + r")\b.*$", re.I | re.S)
_OFFICIALS = any_of(_WORDS["officials"])
_PRESS = any_of(_WORDS["press"])
_CIVILIAN_THINGS = any_of(load("grades")["civilian"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """One side of a happening. `name` is a body's in the lexicon, a named group's in the words, None of those without one.

    `land` is the country (ISO 3166-1 alpha-2) whose it is, `body` its identifier in the lexicon; `thing` marks what is of
    civilian life and no person: a hospital.
    """

    kind: Kind
    wording: str
    name: str | None = None
    land: str | None = None
    body: str | None = None
    thing: bool = False

    @property
    def key(self) -> tuple[str, str | None]:
        """What is the same for two wordings of one side."""
        if self.kind in OF_STATE and self.land is not None:
            return "state", self.land
        return ("named", self.body or self.name) if self.name is not None else (self.kind, self.land)


@lru_cache(SEEN)
def parties(wording: str, home: str | None, *, struck: bool = False) -> tuple[Party, ...]:
    """The sides that a wording names, in its order; `home` is the country where it happened.

    Where it leaves open which ("Russian or Syrian jets") none is. Of what was `struck`, a place or a country alone is no side.
    """
    if _OR.search(wording) or _NEITHER.search(wording):
        return ()
    parts = [part for part in _AND.split(_BOTH.sub("", wording)) if part.strip()]
    found: dict[tuple[str, str | None], Party] = {}
    for index, part in enumerate(parts):
        rest = parts[-1] if index < len(parts) - 1 else part
        party = _party(part, rest, home, struck=struck)
        if party is not None and rest != part and place_of(part) is not None:
            party = replace(party, wording=wording)  # "Russian" of "Russian and Syrian jets"
        if party is not None:
            found.setdefault(party.key, party)
    return tuple(found.values())


def _party(part: str, rest: str, home: str | None, *, struck: bool) -> Party | None:
    words = _HELD.sub("", part).strip()
    named = list(_named(_WHERE.split(words, maxsplit=1)[0].split() if not struck else words.split(), seat=not struck))
    body = next((one for one in named if isinstance(one, Body) and one.type == "armed group"), None)
    body = body or next((one for one in named if isinstance(one, Body)), None)
    if body is not None:
        found = _of_body(body, part)
        if found is not None and found.kind == "government" and kind_of(words) in ("state forces", "police"):
            return Party(kind="state forces", wording=part, land=body.land)  # "Syrian government warplanes"
        if found is not None and found.kind == "opposition" and kind_of(words) in ARMED:
            return Party(kind="rebel group", wording=part, land=body.land)  # "Syrian opposition forces"
        if found is not None and found.kind == "media" and struck and not _PRESS.search(words):
            return None  # "the area, NNA correspondent reports"
        if found is not None:
            return found
    land = next((one for one in named if isinstance(one, str)), None) or (body.land if body is not None else None)
    if land is not None:
        return _of_land(words, rest, land, part, struck=struck)
    return _nameless(words, part, home, struck=struck)


def _of_body(body: Body, wording: str) -> Party | None:
    kind = _kind_of_body(body)
    if kind is None:
        return None
    land = body.land if kind in OF_STATE or kind in UNARMED else None
    return Party(kind=kind, wording=wording, name=body.name, land=land, body=body.id)


def _kind_of_body(body: Body) -> Kind | None:
    if body.name in _CODINGS["outside_forces"]:
        return "outside forces"
    if body.name in _CODINGS["political_militias"]:
        return "political militia"
    if body.name in _CODINGS["identity_militias"]:
        return "identity militia"
    if body.name in _CODINGS["no_states"]:
        return "opposition"
    match body.type:
        case "armed group":
            return "rebel group"
        case "state military":
            if body.name in _CODINGS["own_names"]:
                return "armed group"
            return "outside forces" if body.land is None else "state forces"
        case "government":
            return "police" if body.id.endswith("/police") else "government"
        case "intergovernmental" | "monitor or NGO" | "media" | "medical or rescue":
            return body.type
        case _:
            return None


def _of_land(words: str, rest: str, land: str, wording: str, *, struck: bool) -> Party | None:
    """Whose only the country is told: "Russian jets", "Syrian rebels", "Russia"."""
    kind = kind_of(words)
    if kind is None and not _lower(words):
        kind = kind_of(rest)  # "Russian" of "Russian and Syrian jets"
    iso = land if len(land) == 2 else None
    if kind is None:
        others = _lower(words)
        if struck or iso is None or (others and not (_OFFICIALS.search(others) or _OWN_STATE.search(others))):
            return _thing(words, wording)  # "Syria", struck; "Kurdish"; "Syrian activists"
        kind = "government"
    if kind in OF_STATE and iso is None:
        kind = "armed group"  # forces of a land that is no state: "Kurdish forces"
    return Party(kind=kind, wording=wording, land=iso)


def _nameless(words: str, wording: str, home: str | None, *, struck: bool) -> Party | None:
    kind = kind_of(words, platforms=not struck)
    group = _group_name(words)
    if group is not None:
        return Party(kind=kind if kind in ARMED - OF_STATE else "armed group", wording=wording, name=group)
    own = _OWN_STATE.search(words) is not None
    if kind in OF_STATE:
        return Party(kind=kind, wording=wording, land=home if own else _headed(words))
    if kind is not None:
        return Party(kind=kind, wording=wording)
    if own and not struck:
        return Party(kind="government", wording=wording, land=home)
    return _thing(words, wording)


def _headed(words: str) -> str | None:
    """The country of a government that is named by who heads it: "Assad's forces"."""
    found = sides(words)
    return next(iter(found)) if len(found) == 1 and all(len(side) == 2 for side in found) else None


def _thing(words: str, wording: str) -> Party | None:
    if _CIVILIAN_THINGS.search(words) is None:
        return None
    return Party(kind="civilians", wording=wording, thing=True)


def _group_name(words: str) -> str | None:
    """The name of an armed group that no list knows: "the Sunrise Brigade"."""
    found = re.search(r"(?:[A-Z][\w'’-]*\s+(?:(?:al|of|the|and|wa|ul|bin)\s+)?)+[A-Z]?[\w'’-]+", words)
    if found is None:
        return None
    name = found[0]
    last = name.split()[-1]
    if last.lower() not in _GROUP_ENDS or _OWN_STATE.match(name) or last in _WORDS["group_ends"]:
        return None  # "Sultan Murad brigade" is a name, "Assad forces" is none
    return name


def _lower(words: str) -> str:
    """The words that are no names."""
    return " ".join(word for word in words.split() if word[:1].islower() and word not in ("the", "a", "an"))


def _named(words: list[str], *, seat: bool) -> Iterator[Body | str]:
    """The bodies and countries that the words name, the longest name first."""
    at = 0
    while at < len(words):
        found = None
        for length in range(min(_LONGEST, len(words) - at), 0, -1):
            run = " ".join(words[at : at + length]).strip(" ,;:\"'“”")
            found = _known(run, seat)
            if found is not None:
                if isinstance(found, Body) or not _is_of_a_name(words[at + length :]):
                    yield found
                break
        at += length if found is not None else 1


def _is_of_a_name(words: list[str]) -> bool:
    """Whether a country is only the first word of a group's name: "Syria Democratic Forces"."""
    run = list(takewhile(lambda word: word[:1].isupper(), words))
    return len(run) > 1 and run[-1].lower() in _GROUP_ENDS


@lru_cache(SEEN)
def _known(name: str, seat: bool) -> Body | str | None:
    """The person's body, the body or the country of that name; None of what is not written with a capital."""
    if not name[:1].isupper() and not name.startswith(("al-", "al ")):
        return None
    bare = name.removesuffix("'s").removesuffix("’s")
    person = _persons().get(bare)
    if person is not None:
        return by_id().get(person) or _organ(person)
    body = body_named(bare)
    if body is not None and body.type != "social media":
        return body
    return owner_named(bare) or (seats().get(bare) if seat else None) or place_of(bare)


def _organ(identifier: str) -> Body | None:
    """A country's organ by its identifier: "RU/presidency"."""
    owner, _, organ = identifier.partition("/")
    return organ_body(owner, organ) if organ else None


@lru_cache(SEEN)
def names_person(wording: str) -> bool:
    """Whether a wording names a public person: who commands, not who acts.

    >>> names_person("Defence Minister Sergei Shoigu"), names_person("Russian jets")
    (True, False)
    """
    words = wording.replace("'s", "").replace("’s", "").split()
    runs = (" ".join(words[at : at + length]) for at in range(len(words)) for length in (2, 3, 4))
    return any(run in _persons() for run in runs)


@cache
def _persons() -> dict[str, str]:
    """The public persons that the lexicon lists, with the body that each speaks for."""
    return {
        spelling.strip(): body
        for body, names in load("persons").items()
        for name in names
        for spelling in name.split("|")
    }
