"""What the wording of a source says: the body that it names, the country, the office, the person.

>>> found = read_wording("Igor Konashenkov, a spokesman for the Russian defence ministry")
>>> found.person, found.bodies[0].name, found.speakers
('Igor Konashenkov', 'Russian Defence Ministry', ('voice',))
>>> read_wording("a Turkish official").owner
'TR'
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from sayso.lexicon import load
from sayso.lexicon.bodies import Body, bodies_named, organ_body
from sayso.lexicon.organs import organ_named, owner_named, seats
from sayso.resolve.pieces import ARTICLES, Piece, pieces, plain

WORKS = frozenset({"document or video", "social media"})  # what is no person, though it bears one's name
SEEN = 20_000  # wordings whose reading is kept in memory
_APART = re.compile(r"\s*[,;:()\[\]]\s*|\s+[-–—]+\s+|\s+(?:known as|called|named|also known as|aka)\s+")
_INSTALLED = re.compile(r"-(?:installed|appointed)\b")
_BASED = re.compile(r"\b\w+[- ](?:based|sponsored|supported)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one wording says; what it does not say is None or empty.

    `bodies` can be several where an acronym means several; `of` says that they are whom the source belongs to, not who it is.
    """

    bodies: tuple[Body, ...] = ()
    of: bool = False
    organ: str | None = None  # a country's organ, where no country is named with it
    organ_words: str | None = None  # the words for it
    owner: str | None = None  # a country named apart: "a Turkish official"
    office: str | None = None  # the organ that the holder of an office speaks for
    speakers: tuple[str, ...] = ()  # what the word for the source makes of it: "voice", "official", a type
    word: str | None = None  # that word
    rank: bool = False
    person: str | None = None
    name: str | None = None  # a name that the lexicon does not know
    many: bool = False  # several sources in one wording


@lru_cache(SEEN)
def read_wording(wording: str) -> Reading:
    """The reading of a whole wording: its first part, filled up by what stands in apposition."""
    whole = plain(wording)
    named = bodies_named(whole)
    if named and organ_named(whole) is None:
        return Reading(bodies=named)
    segments = [segment for part in _APART.split(_INSTALLED.sub("", _BASED.sub("", whole))) if (segment := plain(part))]
    if not segments:
        return Reading()
    found = _read_segment(segments[0])
    for segment in segments[1:]:
        found = _fill(found, _read_segment(segment), bracketed=segment)
    return found


def _fill(main: Reading, beside: Reading, *, bracketed: str) -> Reading:
    """The reading with what the apposition adds: a role to a person, a person to a role, a kind to an unknown name."""
    if beside.many and main.bodies and main.person is None:
        return Reading(many=True)
    if main.many or (main.bodies and not main.of and not main.person):
        return main
    if main.person is None and beside.person is None and beside.name and main.speakers and not bracketed.isupper():
        main = replace(main, person=beside.name)
    if (
        main.name is not None
        and main.person is None
        and (beside.office or beside.rank or (beside.speakers and not is_group(beside.word or "")))
    ):
        main = replace(main, person=main.name, name=None)
    return replace(
        main,
        bodies=main.bodies or (() if main.office and main.owner else beside.bodies),
        of=main.of or bool(main.bodies) or beside.of or bool(main.person and beside.bodies),
        organ=main.organ or beside.organ,
        owner=main.owner or beside.owner,
        office=main.office or beside.office,
        speakers=main.speakers or beside.speakers,
        word=main.word or beside.word,
        rank=main.rank or beside.rank,
        person=main.person or beside.person,
    )


def _read_segment(segment: str) -> Reading:
    """One stretch without commas: what stands before its first link is the source, what follows says whose it is."""
    parts = list(pieces(segment.split()))
    end = next((at for at, piece in enumerate(parts) if at and piece.part in {"link", "join"}), len(parts))
    core = [piece for piece in parts[:end] if piece.part not in {"link", "join"}]
    found = _read_core(core)
    if end == len(parts):
        return found
    after = parts[end]
    rest = " ".join(segment.split()[after.first + 1 :])
    if after.part == "join":
        return found if found.person else _joined(found, _read_segment(plain(rest)))
    if after.words.lower() in load("organs")["belonging"] and rest:
        return _belonging(found, _read_segment(plain(rest)), rest=plain(rest), link=after.words.lower())
    return found


def _joined(one: Reading, other: Reading) -> Reading:
    """Two sources in one wording: only what they are is kept, where they are the same."""
    kinds = {kind for kind in (_kind(one), _kind(other)) if kind is not None}
    if not kinds and not other.owner:
        return one
    return Reading(many=True, speakers=tuple(kinds) if len(kinds) == 1 else ())


def _kind(reading: Reading) -> str | None:
    if reading.bodies:
        return reading.bodies[0].type
    return next((kind for kind in reading.speakers if kind != "voice"), None)


def _belonging(found: Reading, whose: Reading, *, rest: str, link: str) -> Reading:
    """The source with the body that it is of: "a spokesman for the ministry", "Dana Holt of the agency"."""
    if found.bodies and not found.speakers and not found.person:
        return found  # "Reuters in Beirut"
    if "voice" in found.speakers and found.person is None and whose.owner and whose.name:
        return replace(found, person=whose.name)  # "envoy for Syria Dana Holt"
    if not (found.speakers or found.office or found.person) and link not in {"of", "from", "with", "at"}:
        return found  # "the Friday Summit in Lima"
    if found.bodies or set(found.speakers) & {"witness or resident"} or found.many:
        return found
    if (
        found.name is not None
        and found.person is None
        and not found.speakers
        and (whose.bodies or whose.organ)
        and link in {"of", "from", "with", "at"}
    ):
        found = replace(found, person=found.name, name=None)
    stranger = bool(set(whose.speakers) - {"voice"}) and not whose.bodies  # "a source in the Syrian militia"
    owner = None if stranger else whose.owner or seats().get(rest) or owner_named(rest)
    told = found.speakers
    if told == ("voice",) and stranger:
        told = ("voice", *whose.speakers)  # "a spokesman for the rebel group"
    named = found.speakers and (link != "in" or type_by_name(whose.name or "") is not None)
    return replace(
        found,
        bodies=() if found.office and whose.owner else whose.bodies,
        of=True,
        organ=found.organ or whose.organ,
        organ_words=found.organ_words or whose.organ_words,
        owner=found.owner or owner,
        speakers=told,
        person=found.person or (whose.person if found.speakers else None),
        name=found.name or (whose.name if named else None),
    )


def _read_core(core: list[Piece]) -> Reading:
    """The source itself: its body, its country, the word for what it is, and the person's name."""
    core = list(_merged([piece for piece in core if piece.part != "title"]))
    bodies = [piece for piece in core if piece.part == "body"]
    offices = [piece for piece in core if piece.part == "office"]
    speakers = [piece for piece in core if piece.part == "speaker"]
    organs = [piece for piece in core if piece.part == "organ"]
    ranks = [piece for piece in core if piece.part == "rank"]
    owners = [piece for piece in core if piece.part == "owner"]
    if bodies and core[-1] is bodies[-1] and not ranks:
        return Reading(bodies=bodies[-1].bodies, organ=bodies[-1].value, organ_words=bodies[-1].words)
    role = max((*offices, *speakers, *ranks), key=lambda piece: piece.first, default=None)
    if (
        bodies
        and role is not None
        and role.part == "speaker"
        and _leaves(role.words)
        and core[-1] is role
        and not offices
    ):
        return Reading(bodies=bodies[-1].bodies)
    person, name = _person(core, role)
    if role is None and len(core) == 1 and owners:
        return Reading(bodies=(organ_body(owners[0].value or "", "government"),), owner=owners[0].value)
    if (
        organs
        and name is not None
        and (role is None or role.part != "office")
        and not bodies
        and _stands_before(core, organs[-1])
    ):
        name = f"{name} {organs[-1].words}"
    return Reading(
        bodies=bodies[-1].bodies if bodies else (),
        of=bool(bodies) and (role is not None or person is not None),
        organ=organs[-1].value if organs else bodies[-1].value if bodies else None,
        organ_words=organs[-1].words if organs else bodies[-1].words if bodies else None,
        owner=owners[-1].value if owners else None,
        office=offices[-1].value if offices else None,
        speakers=_classes(role, speakers),
        word=(role or core[-1]).words.lower() if core else None,
        rank=bool(ranks),
        person=person,
        name=name,
    )


def _classes(role: Piece | None, speakers: list[Piece]) -> tuple[str, ...]:
    """What the word for the source makes of it, with what stands before a mere voice: "rebel spokesman", "governor's office"."""
    if role is None or role.classes != ("voice",) or role.part == "office":
        return role.classes if role is not None else ()
    return (
        "voice",
        *(kind for piece in speakers if piece.first < role.first for kind in piece.classes if kind != "voice"),
    )


def _merged(core: list[Piece]) -> Iterator[Piece]:
    """The pieces, with the capitalised words for a kind of body that stand beside a name taken into it: "Hills Media Center"."""
    run: list[Piece] = []
    for piece in core:
        own = piece.part == "name" or (piece.part == "speaker" and piece.words.istitle() and _is_body_word(piece.words))
        beside = not run or run[-1].first + len(run[-1].words.split()) == piece.first
        if run and not (own and beside):
            yield from _one_name(run)
            run = []
        if own:
            run.append(piece)
        else:
            yield piece
    yield from _one_name(run)


def _is_body_word(words: str) -> bool:
    return is_group(words) or type_by_name(words.rpartition(" ")[2]) is not None


def _one_name(run: list[Piece]) -> list[Piece]:
    if len(run) < 2 or not any(piece.part == "speaker" for piece in run) or run[0].words[-2:] == "'s":
        return run
    return [Piece(part="name", words=" ".join(piece.words for piece in run), first=run[0].first)]


def _stands_before(core: list[Piece], organ: Piece) -> bool:
    """Whether a name stands right before the organ: "Aleppo Police Command"."""
    at = core.index(organ)
    return at > 0 and core[at - 1].part == "name"


def _person(core: list[Piece], role: Piece | None) -> tuple[str | None, str | None]:
    """The person's name beside a role, and a name that may be a body's."""
    names = [piece for piece in core if piece.part == "name"]
    if not names:
        return None, None
    if role is None:
        bodied = any(piece.part == "body" for piece in core)
        return (names[-1].words, None) if bodied else (None, names[-1].words)
    if is_group(role.words):
        return None, names[-1].words
    if set(role.classes) & WORKS:
        return None, names[-1].words  # "Karim Dahl's tweet"
    after = [piece for piece in names if piece.first > role.first]
    before = [piece for piece in names if piece.first < role.first]
    if after:
        return after[0].words, before[-1].words if before else None
    apart = any(piece.part == "word" and piece.words.lower() in ARTICLES for piece in core)
    return (before[-1].words, None) if apart else (None, before[-1].words)


def is_group(words: str) -> bool:
    """Whether the word for a source is one for a body, not for a person: "a rebel group", "charity"."""
    return words.lower().rpartition(" ")[2] in _trailing()


def _leaves(words: str) -> bool:
    """Whether a noun after the name of a body leaves it that body: "the Islamic State group"."""
    return words.lower() in _trailing()


@cache
def _endings() -> tuple[tuple[str, str], ...]:
    return tuple((word, kind) for kind, words in load("organs")["endings"].items() for word in words)


def type_by_name(name: str) -> str | None:
    """The type that the words of an unlisted name tell, by the last that does: "Northern Relief Hospital"."""
    lowered = f" {name.lower()} "
    hits = [(at + len(word), len(word), kind) for word, kind in _endings() if (at := lowered.rfind(f" {word} ")) >= 0]
    return max(hits)[2] if hits else None


@cache
def _trailing() -> frozenset[str]:
    return frozenset(load("organs")["trailing"])
