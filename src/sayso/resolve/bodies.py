"""Sources to lasting identities: one body in every document, whatever it is called there.

>>> bodies = Bodies("The Syrian Observatory for Human Rights said so, and the Russian Defence Ministry denied it.")
>>> bodies.identify("Observatory head Rami Haddad").of
'syrian-observatory-for-human-rights'
>>> bodies.identify("the Defence Ministry").name, bodies.identify("residents").type
('Russian Defence Ministry', 'witness or resident')
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import get_args

from sayso.lexicon import load
from sayso.lexicon.bodies import Body, by_id, common, organ_body
from sayso.lexicon.organs import organ, slug
from sayso.model.source import BodyType, SourceBody
from sayso.resolve.named import named_in
from sayso.resolve.pieces import plain
from sayso.resolve.wordings import WORKS, Reading, is_group, read_wording, type_by_name

SPEAKING = frozenset({"spokesman", "spokeswoman", "spokesperson", "spokespeople", "spokesmen", "spokespersons"})
ISSUED = frozenset(
    {"statement", "statements", "communique", "press release", "news release", "announcement", "briefing"}
)
ONE_WORD = "a name of one word that the lexicon does not list is no lasting identity"
HEADS = frozenset({"government", "presidency"})  # organs of those of whom the lexicon of persons knows better
STATE = frozenset({"state military", "government"})
LONGEST_PERSON = 4  # words of the longest name of a public person
TYPES: tuple[BodyType, ...] = get_args(BodyType)
_OWN_TYPE = frozenset(
    {"voice", "expert", "government", "state military", "intergovernmental"}
)  # body's own type prevails
_HELD = frozenset({"monitor or NGO", "medical or rescue", "intergovernmental"})  # an activist of such a body is of it


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who a source is, with the country or body on whose side it stands, before it is judged whether that is a party."""

    body: SourceBody
    side: str | None = None  # an ISO code, the slug of a land, or the identifier of a body
    listed: str | None = None  # canonical name of the body that the source is or belongs to
    kind: str | None = None  # its type
    voice: bool = False  # whether it is an outlet that speaks for its side


class Bodies:
    """The bodies of one document: what its wordings for sources mean, by the lexicon and by what else it names."""

    def __init__(self, text: str, *, persons: Iterable[str] = ()) -> None:
        """`persons` are names that the recogniser takes for persons'."""
        self._text = text
        self._persons = frozenset(slug(name) for name in persons)
        self._known: dict[str, Identity] = {}
        self._said: dict[str, bool] = {}

    def identify(self, wording: str) -> SourceBody:
        """Who the wording means."""
        return self.identity(wording).body

    def identity(self, wording: str) -> Identity:
        """Who the wording means, and on whose side that is."""
        found = self._known.get(wording)
        if found is None:
            found = self._known[wording] = self._decide(wording)
        return found

    @cached_property
    def _named(self) -> dict[str, Body]:
        """The bodies that the document names, each once, by identifier."""
        return {found.id: found for found, _ in named_in(self._text) if isinstance(found, Body)}

    @cached_property
    def _owners(self) -> frozenset[str]:
        """Every country and land that the document names, by itself or in the name of a force or ministry."""
        bare = frozenset(found for found, _ in named_in(self._text) if isinstance(found, str))
        return bare | {body.land for body in self._named.values() if body.land is not None and body.type in STATE}

    @cached_property
    def _posts(self) -> dict[str, dict[tuple[str, str], Body]]:
        """The organs that the document names, by what they are, each with the last word of every wording once."""
        posts: defaultdict[str, dict[tuple[str, str], Body]] = defaultdict(dict)
        for found, stretch in named_in(self._text):
            if isinstance(found, Body):
                posts[found.id.partition("/")[2]][found.id, stretch.lower().split()[-1]] = found
        return dict(posts)

    def _says(self, name: str) -> bool:
        """Whether the document has these words."""
        if name not in self._said:
            self._said[name] = name in self._text
        return self._said[name]

    def _decide(self, wording: str) -> Identity:
        reading = _with_public(read_wording(wording))
        if reading.many:
            return _unknown("it names more than one source", kind=_type_of(reading))
        body, reason = self._body(reading)
        if body is not None:
            return _of_body(reading, body)
        if reading.name is not None and not reading.office:
            stood_for = self._stood_for(reading.name)
            if stood_for is not None:
                return _of_body(reading, stood_for)
            return self._unlisted(reading, reason)
        if reading.person is not None:
            return _person(reading, None, kind=_type_of(reading), reason=reason)
        kind = _type_of(reading)
        why = reason or ("what it is is not said" if kind is None else None)
        return _unknown(why, kind=kind, side=reading.owner)

    def _body(self, reading: Reading) -> tuple[Body | None, str | None]:
        """The body that the source is or belongs to, or why that is not known."""
        if reading.bodies:
            return self._one(reading.bodies, reading.organ)
        public = _public().get(slug(reading.person or reading.name or ""))
        if public is not None and reading.office in HEADS and reading.owner in {None, public.land}:
            return public, None
        owner = reading.owner or (public.land if public is not None and reading.office else None)
        post = reading.office or (reading.organ if reading.name is None or reading.speakers else None)
        if post is not None and owner is not None:
            return organ_body(owner, post), None
        if public is not None:
            return public, None
        if post is not None and (reading.office or not reading.name):
            return self._whose(post, reading)
        if owner is not None and (
            reading.rank or set(reading.speakers) & {"voice", "official", "state military", "government"}
        ):
            military = reading.rank or "state military" in reading.speakers
            return organ_body(owner, "armed-forces" if military else "government"), None
        return None, None

    def _one(self, candidates: tuple[Body, ...], post: str | None) -> tuple[Body | None, str | None]:
        """The one of several bodies of a name that the document names in full, else the one that reports mean by it."""
        if len(candidates) == 1:
            alike = self._alike(post, None) if post is not None and candidates[0].id.endswith(f"/{post}") else {}
            return (next(iter(alike.values())) if len(alike) == 1 else candidates[0]), None
        full = [
            body
            for body in candidates
            if self._says(body.name) or any(" " in alias and self._says(alias) for alias in body.aliases)
        ]
        return (full or list(candidates))[0], None

    def _alike(self, post: str, words: str | None) -> dict[str, Body]:
        """The organs of one kind that the document names, whatever the country; those called by these words if any is."""
        named = self._posts.get(post, {})
        last = (words or "").lower().split()[-1:]
        called = {name: body for (name, word), body in named.items() if [word] == last}
        return called or {name: body for (name, _), body in named.items()}

    def _whose(self, post: str, reading: Reading) -> tuple[Body | None, str | None]:
        """The country's organ that the document names, if it names one only; else that of the only country in it."""
        alike = self._alike(post, reading.organ_words)
        if len(alike) == 1:
            return next(iter(alike.values())), None
        if not alike and len(self._owners) == 1 and not reading.office:
            return organ_body(next(iter(self._owners)), post), None
        what = organ(post).name
        return None, f"the document names more than one {what}" if alike else f"whose {what} it is is not said"

    def _stood_for(self, name: str) -> Body | None:
        """The one body of the document in whose name these words stand: "the Observatory", "the National Coalition"."""
        words = f" {plain(name)} "
        if words.islower():
            return None
        alike = [body for body in self._named.values() if words in f" {body.name} "]
        return alike[0] if len(alike) == 1 else None

    def _unlisted(self, reading: Reading, reason: str | None) -> Identity:
        """A name that the lexicon does not know: a body if a word in it or beside it says so, else a person's."""
        name = reading.name or ""
        kind = type_by_name(name) or (organ(reading.organ).type if reading.organ else None)
        if set(reading.speakers) & WORKS and type_by_name(name) is None:
            return _unknown(reason, kind=_type_of(reading))
        if reading.person is not None or (reading.speakers and not is_group(reading.word or "")):
            of = f"named/{slug(name)}" if kind is not None else None
            return _person(reading, None, kind=_type_of(reading) or kind, reason=reason, of=of)
        if kind is None and slug(name) in self._persons:
            return _person(reading, name, kind=_type_of(reading), reason=reason)
        if kind is None and reading.speakers and " " not in name:
            return _unknown(None, kind=_type_of(reading))  # "Kurdish fighters", "Raqqa media"
        kind = kind or _type_of(reading)
        lasting = " " in name or (name.isupper() and len(name) > 1)
        why = [None if kind is not None else "the name is not in the lexicon and does not say what it is"]
        why += [None if lasting else ONE_WORD]
        identifier = f"named/{slug(name)}" if lasting else None
        body = SourceBody(id=identifier, name=name, type=_checked(kind), reason=_reasons(why))
        return Identity(body=body, side=reading.owner)


def _of_body(reading: Reading, body: Body) -> Identity:
    """The source that is the body, or is somebody or something of it."""
    kind = _type_beside(reading, body)
    belongs = Identity(
        body=SourceBody(), side=_side(body), listed=body.name, kind=body.type, voice=body.name in _voices()
    )
    is_body = not (reading.person or reading.speakers or reading.office) or (
        reading.word in ISSUED and not reading.person
    )
    if is_body or (_plural_group(reading, body) and not reading.person):
        whole = SourceBody(id=body.id, name=body.name, type=_checked(body.type))
        return replace(belongs, body=whole)
    if reading.person is not None:
        told = _person(reading, None, kind=kind, reason=None, of=body.id)
        return replace(belongs, body=told.body)
    speaks = (reading.word or "").split()[-1:] and (reading.word or "").split()[-1] in SPEAKING
    spoken = SourceBody(
        id=f"{body.id}/spokesperson" if speaks else None,
        name=f"spokesperson of {body.name}" if speaks else None,
        type=_checked(kind),
        of=body.id,
    )
    return replace(belongs, body=spoken)


def _plural_group(reading: Reading, body: Body) -> bool:
    """Whether the word for the source is one for the body's own many: "Houthi rebels", "Syrian army troops"."""
    word = reading.word or ""
    return (
        bool(set(reading.speakers) & {body.type})
        and body.type in {"armed group", "state military"}
        and word.endswith("s")
    )


def _type_beside(reading: Reading, body: Body) -> str | None:
    """The type of somebody or something that belongs to a body."""
    classes = reading.speakers
    if not classes or reading.office or reading.rank or (reading.person and "official" in classes):
        return body.type
    if "official" in classes:
        return "unnamed official"
    if set(classes) & _OWN_TYPE or body.type in classes or body.type == "media":
        return body.type
    if set(classes) & _HELD and body.type in _HELD:
        return body.type
    return _plain_type(classes)


def _person(
    reading: Reading, name: str | None, *, kind: str | None, reason: str | None, of: str | None = None
) -> Identity:
    """A person with a name of at least two words; the surname alone lasts for one document only."""
    words = name or reading.person
    words = _spelled().get(slug(words or ""), words)
    lasting = words is not None and len(words.split()) > 1
    why = [reason, None if lasting or words is None else ONE_WORD]
    why += ["whom the person speaks for is not said"] if kind is None else []
    body = SourceBody(
        id=f"person/{slug(words)}" if lasting and words is not None else None,
        name=words,
        type=_checked(kind),
        of=of,
        reason=_reasons(why),
    )
    return Identity(body=body, side=reading.owner)


def _unknown(reason: str | None, *, kind: str | None, side: str | None = None) -> Identity:
    return Identity(body=SourceBody(type=_checked(kind), reason=reason), side=side)


def _reasons(why: Iterable[str | None]) -> str | None:
    return "; ".join(one for one in why if one is not None) or None


def _checked(kind: str | None) -> BodyType | None:
    found = next((one for one in TYPES if one == kind), None)
    assert found is not None or kind is None, f"a type of the list: {kind!r}"
    return found


def _type_of(reading: Reading) -> str | None:
    """The type that the words alone tell, without a body."""
    if reading.office is not None:
        return organ(reading.office).type
    if "official" in reading.speakers:
        return "unnamed official" if reading.person is None or reading.organ is None else organ(reading.organ).type
    if reading.rank:
        return "state military"
    kind = _plain_type(reading.speakers)
    if kind is not None:
        return kind
    if reading.organ is not None:
        return organ(reading.organ).type
    if reading.name is not None:
        return type_by_name(reading.name)
    if reading.word in SPEAKING:
        return "unnamed official"
    return common().get(reading.word or "") or type_by_name(reading.word or "")


def _plain_type(classes: tuple[str, ...]) -> str | None:
    return next((one for one in classes if one not in {"voice", "official"}), None)


def _side(body: Body) -> str:
    """The country of a state's body, the group or body itself otherwise."""
    return _voices().get(body.name) or body.land or body.id


@cache
def _voices() -> dict[str, str]:
    return {name: side for side, names in load("parties")["voice_of"].items() for name in names}


@cache
def _public() -> dict[str, Body]:
    """The slug of each public person's name with the body that the person speaks for."""
    found: dict[str, Body] = {}
    for identifier, names in load("persons").items():
        owner, _, post = identifier.partition("/")
        body = by_id().get(identifier) or organ_body(owner, post)
        found |= {slug(name): body for spellings in names for name in spellings.split("|")}
    return found


@cache
def _spelled() -> dict[str, str]:
    """The slug of each spelling of a public person's name with the first spelling."""
    listed = (spellings.split("|") for names in load("persons").values() for spellings in names)
    return {slug(name): names[0].strip() for names in listed for name in names}


def _with_public(reading: Reading) -> Reading:
    """The reading with the public person whose name ends an unlisted name as its person."""
    words = (reading.name or "").split()
    if reading.person is not None or len(words) < 2 or set(reading.speakers) & WORKS:
        return reading
    for length in range(2, min(len(words), LONGEST_PERSON) + 1):
        name = " ".join(words[-length:])
        if slug(name) in _public():
            return replace(reading, person=name, name=" ".join(words[:-length]) or None)
    return reading
