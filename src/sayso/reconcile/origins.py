"""On whose word a claim stands, and whether two names of sources mean one origin.

>>> tidy("The Syrian Observatory for Human Rights, a Britain-based monitoring group")
'Syrian Observatory for Human Rights'
>>> same_origin("Observatory chief Sami Haddad", "the Syrian Observatory for Human Rights")
True
>>> same_origin("the Pentagon", "the US Department of Defense")
True
>>> same_origin("a medical source", "a military source")
False
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache

from sayso.lexicon import load
from sayso.lexicon.bodies import Body, alias_key, body_named, by_alias, by_id
from sayso.lexicon.organs import owner_named
from sayso.model import Claim, Document, SourceLink
from sayso.reconcile.sides import PARTIES

_LEXICON = load("origins")


def _stem(word: str) -> str:
    """A folded word without plural s, as `name_words` has it."""
    return word.removesuffix("s") if len(word) > 3 else word


_EMPTY = frozenset(_LEXICON["empty"])
_GENERIC = frozenset(map(_stem, _LEXICON["generic"]))
_VOICES = frozenset(_LEXICON["voices"])
_ECHOES = frozenset(_LEXICON["echoes"])
_UNNAMED = frozenset(map(_stem, _LEXICON["unnamed"]))
_TELLERS = frozenset(word.removesuffix("s") for part in ("spokesmen", "tellers") for word in load("cues")[part])
_KINDS = {_stem(word): _stem(kind) for kind, words in _LEXICON["kinds_of_unnamed"].items() for word in (kind, *words)}
_KINDLESS = frozenset(map(_stem, _LEXICON["kindless"]))
_MUTE = frozenset(_LEXICON["mute"])
_MENTIONS = frozenset(_LEXICON["mentions"])
_OUTLETS: dict[str, str] = _LEXICON["outlets"]
_SPELLED: dict[str, str] = _LEXICON["spelled"]
_DESCRIBED = {short: frozenset(words) for short, words in _LEXICON["described"].items()}
_HEAD_END, _KEPT_BY = "|".join(_LEXICON["heads_end"]), "|".join(_LEXICON["kept_by"])
_LEAD = re.compile(
    r"^(?:" + "|".join(_LEXICON["leading"]) + r")\s+|\b\w+[- ]based\s+|^\S+[- ](?:" + _KEPT_BY + r")\s+"
    r"|^(?:\d+\s+|[A-Z][a-z]{2}\s+(?=\d))+|^(?-i:" + "|".join(load("numbers")["cardinals"]) + r")\s+(?=(?-i:[A-Z]))",
    re.I,
)
_SENT = re.compile(
    r"^([A-Z]\w*(?:\s[A-Z]\w*)*?)(?:['’]?s)?\s+(?:news agency\s+)?(?:correspondent|reporter)s?\b.*$"
)  # "an agency's reporter in Aleppo" has the agency's word
_NO_PREPOSITION = "".join(rf"(?<!\b{word} )" for word in (*_LEXICON["heads_end"], "and"))
# "activist group the Northern Observatory", but not "head of the Northern Observatory"
_DESCRIBED_BEFORE = re.compile(r"^(?:[a-z-]+\s+){1,4}" + _NO_PREPOSITION + r"the\s+(?=[A-Z])")
_DESCRIBING = re.compile(
    r"(?<=\w)(?:\s*,|\s*[(\[](?![A-Z]{3,8}[)\]])|\s+[-–—]\s+|\s+(?:" + "|".join(_LEXICON["describing"]) + r")\s+).*$",
    re.S,
)
_SAYING = re.compile(
    r"(?:['’]s?|(?<=[A-Z])s)\s+(?:statement|report|claim|announcement)s?$|\s+(?:" + _HEAD_END + r")$"
)  # "the army's statement" is the army's word; a preposition is left where an apposition was cut
# Where the text has lost its punctuation, other words run into an unnamed source: "Tags Aleppo Syria Russia Local activists".
_RUN_ON = re.compile(
    r"^(?:[A-Z]\S*\s+){3,}([A-Z]\S*\s+(?:" + "|".join(f"{word}s" for word in _LEXICON["unnamed"]) + r"))$"
)
_NAMED_ANEW = re.compile(r"the\s+(?=[A-Z])")  # "the Northern Observatory and the Relief Brigade"
_ACRONYM = re.compile(r"^[A-Z]{2,6}$")
_ONE_VOICE = frozenset({"monitor or NGO", "medical or rescue"})  # bodies whose people all speak for them
_UNSAID = re.compile(_LEXICON["unsaid"], re.I)
_PARTY = "party"  # in the lexicon: what is described is an armed party
ALIKE = 0.6  # share of words in common from which two longer names are one
UNNAMED = "the report"
STATE_MEDIA = "state-media"  # an organ of lexicon/organs.yml: all outlets of a state together


def origin_link(claim: Claim) -> SourceLink | None:
    """The innermost link of the chain that can speak and is no mere echo; None where it is the report's own voice."""
    if _is_unsaid(claim):
        return None
    for link in reversed(claim.source):
        if name_words(link.text) - _ECHOES and not (_is_mute(link.text) or _is_mute(tidy(link.text))):
            return link
    return None


def _is_unsaid(claim: Claim) -> bool:
    """Whether the verb of saying is none: what "claims the lives of eight" is a deed, and its doer has said nothing."""
    if claim.cue is None or claim.cue.span is None:
        return False
    at = claim.cue.span.start - claim.span.start
    return 0 <= at < len(claim.evidence) and _UNSAID.match(claim.evidence, at) is not None


def _is_mute(name: str) -> bool:
    """Whether the words name a thing that says nothing: "the latest in a row of blasts", "an earlier toll of the strike"."""
    head = re.split(rf"\b(?:{_HEAD_END})\b", name.lower(), maxsplit=1)[0]
    words = re.findall(r"[a-z]+", head)
    return bool(words) and words[-1].removesuffix("s") in _MUTE


def is_mention(name: str) -> bool:
    """Whether the words only point at a source named before: "it", "the claim", "the statement"."""
    return name.lower() in _MENTIONS


def joint(name: str) -> list[str]:
    """The sources that are named together ("witnesses and the Observatory"); the name itself where it is of one.

    Only what is a source by itself is told apart, as "and" also stands within names.
    """
    first, *others = re.split(r"\s+and\s+|\s+as well as\s+", name)
    known = body_named(tidy(first)) is not None
    told_apart = all(_is_source(part) or (known and _NAMED_ANEW.match(part)) for part in others)
    return [first, *others] if others and _is_source(first) and told_apart else [name]


def _is_source(name: str) -> bool:
    return body_named(tidy(name)) is not None or bool(name_words(name) & (_UNNAMED | _TELLERS))


def body_of(link: SourceLink) -> str | None:
    """The identifier of the body on whose behalf a source speaks: its own, or that of the monitor that it heads."""
    if link.body is None:
        return None
    owner = spoken_for(link)
    return link.body.id if owner is None else owner.id


def spoken_for(link: SourceLink) -> Body | None:
    """The listed body that a source speaks for, as its head or spokesman, or as anybody of a monitor; None where it is none."""
    body = link.body
    owner = by_id().get(body.of) if body is not None and body.of is not None else None
    if body is None or owner is None:
        return None
    return owner if owner.type == body.type in _ONE_VOICE or name_words(link.text) & _VOICES else None


def name_in(words: str, body: Body) -> str:
    """The name by which the words call a body; the lexicon's own where they call it by a description only."""
    found = body_within(words)
    known = body_named(found) if found is not None else None
    return found if found is not None and known is not None and known.id == body.id else body.name


def outlet(document: Document | None) -> str:
    """The report's own voice: its publisher, else its byline, else "the report"."""
    if document is None:
        return UNNAMED
    name = document.publisher or document.byline or UNNAMED
    return _OUTLETS.get(name.lower(), name)


@cache
def speaks_for_itself(outlet: str) -> bool:
    """Whether an outlet is that of a body which is no medium: what it publishes is the body's own word."""
    body = body_named(outlet)
    return body is not None and body.type != "media"


@cache
def tidy(name: str) -> str:
    """A source's name without article and without the apposition that describes it."""
    kept = name.strip()
    run_on = _RUN_ON.match(kept)
    kept = run_on[1] if run_on is not None else kept
    for _ in range(3):
        kept = _DESCRIBED_BEFORE.sub("", _LEAD.sub("", kept)).strip()
    sent = _SENT.match(kept)
    if sent is not None:
        return re.sub(r"\b([A-Z]{3,})s$", r"\1", sent[1])
    short = _SAYING.sub("", _DESCRIBING.sub("", kept)).strip(" ,")
    return short if name_words(short) else kept


@cache
def name_words(name: str) -> frozenset[str]:
    """Folded words of a name, without those that tell nothing and without plural or possessive s."""
    folded = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower().replace("'s", "")
    words = (_SPELLED.get(word, word) for word in re.findall(r"[a-z0-9]+", folded))
    return frozenset(_stem(word) for word in words if word not in _EMPTY)


def described(name: str, others: Iterable[str]) -> str:
    """The one source among `others` that a short description ("the monitor") stands for, else the name itself."""
    land, _, noun = name.rpartition(" ")
    wanted = _DESCRIBED.get(noun.lower() if land and owner_named(land) is not None else name.lower())  # "Syria Monitor"
    if wanted is None and name.islower():
        longer = (short for short in _DESCRIBED if " " in short and name.endswith(" " + short))
        wanted = next((_DESCRIBED[short] for short in longer), None)
    if wanted is None:
        return name
    fits = sorted({other for other in others if _fits(other, wanted)})
    longest = max(fits, key=lambda other: (len(other), other), default=name)
    return longest if all(same_origin(longest, other) for other in fits) else name


def _fits(name: str, wanted: frozenset[str]) -> bool:
    """Whether a name bears one of the words, or is that of an armed party where one is wanted."""
    if _PARTY in wanted:
        return _party(name) is not None
    return len(name_words(name)) > 1 and bool(name_words(name) & wanted)


@cache
def same_origin(one: str, other: str) -> bool:
    """Whether two names mean one origin: the same words, an acronym, a short form, or one who speaks for a body."""
    left, right = name_words(one), name_words(other)
    if left == right:
        return True
    if not left or not right:
        return False
    known = _one_body(one, other)
    if known is not None:
        return known
    kinds = _unnamed_kind(one), _unnamed_kind(other)
    if kinds[0] and kinds[0] == kinds[1]:
        return True
    if _initials(one, other) or _initials(other, one):
        return True
    if _party(one) is not None or _party(other) is not None:
        return _party(one) == _party(other)
    shorter, longer = (left, right) if len(left) <= len(right) else (right, left)
    telling = shorter - _GENERIC
    if shorter <= longer:
        return bool(telling)
    proper, other_proper = sorted((_proper(one), _proper(other)), key=len)
    if proper - _GENERIC and proper <= other_proper:
        return True
    if _speaks_for(one, right) or _speaks_for(other, left):
        return True
    common = (left & right) - _GENERIC
    return bool(common) and len(left & right) / len(left | right) >= ALIKE


@cache
def _unnamed_kind(name: str) -> frozenset[str]:
    """What kind of source without a name it is, wherever it is: "residents in the area"; empty for a bare "source"."""
    head = re.split(rf"\s(?:{_HEAD_END})\s", name, maxsplit=1)[0]
    words = name_words(head)
    bare = words <= {"source"} or head.lower() != head[:1].lower() + head[1:]
    if bare or not words & _UNNAMED:
        return frozenset()
    return frozenset(_KINDS.get(word, word) for word in words - _KINDLESS) or words


def _one_body(one: str, other: str) -> bool | None:
    """Whether two names of bodies of the lexicon name one; None where either is not in it."""
    known, also = body_named(tidy(one)), body_named(tidy(other))
    return None if known is None or also is None else known.id == also.id


@cache
def _party(name: str) -> str | None:
    """The armed party that the name names, and nothing but it: "ISIS", "a statement of the Islamic State"."""
    for side, pattern in PARTIES.items():
        rest = pattern.sub(" ", name)
        if rest != name and not name_words(rest) - _GENERIC - _VOICES:
            return side
    return None


@cache
def _proper(name: str) -> frozenset[str]:
    """Words of a named source that are written with a capital; none for a source without a name ("a medical source")."""
    if name_words(name) & _UNNAMED:
        return frozenset()
    return frozenset().union(*(name_words(word) for word in re.findall(r"\b[A-Z][\w-]*", tidy(name))))


def _speaks_for(voice: str, body: frozenset[str]) -> bool:
    """Whether `voice` names one who speaks for the body of these words: "Observatory head X", "X, head of the Observatory"."""
    if body & _VOICES:
        return False
    words = re.findall(r"[\w-]+", re.sub(r"['’]s\b", "", voice))
    at = next((index for index, word in enumerate(words) if word.lower() in _VOICES), None)
    if at is None:
        return False
    sides = (name_words(" ".join(words[:at])), name_words(" ".join(words[at + 1 :])))
    return any((side - _GENERIC) & body and (side <= body or body <= side) for side in sides)


def _initials(short: str, full: str) -> bool:
    """Whether `short` is, or brackets, the initials of `full`."""
    if not _ACRONYM.match(short.strip()):
        return False
    words = [word for word in re.findall(r"[A-Za-z]+", full) if word[0].isupper()]
    return "".join(word[0] for word in words).upper().startswith(short.strip().upper())


def fullest(names: Iterable[str]) -> str:
    """The name to show for one origin: a body before those who speak for it, then the one with most words.

    Of a known body only its name is shown, an armed group by the name that the lexicon gives it. Sources without a name
    are shown as they are called most often.
    """
    counted = Counter(map(_shown, names))
    assert counted, "an origin has at least one name"

    def rank(name: str) -> tuple[bool, bool, int, int, int, str]:
        words = name_words(name)
        often = counted[name] if _unnamed_kind(name) else 0
        listed = _is_listed([name]) and not body_is(name, STATE_MEDIA)
        return bool(words & _VOICES), not listed, -often, -min(len(words), 8), -counted[name], name

    return min(counted, key=rank)


def body_is(name: str, organ: str) -> bool:
    """Whether a name is that of some country's organ of this kind."""
    body = body_named(name)
    return body is not None and body.id.partition("/")[2] == organ


@cache
def _shown(name: str) -> str:
    """The name without what stands around the name of a known body."""
    found = body_within(name) if body_known(name) is not None else None
    body = body_named(found) if found is not None else None
    if found is None or body is None:
        return name
    return body.name if body.type == "armed group" else found


@cache
def body_within(name: str) -> str | None:
    """The longest name of a known body within the words of a source: "official SANA news agency" is SANA; None without any.

    A name that the lexicon lists comes before one that is put together from a country and an organ; of two, the last says
    which of the first is meant: "UN children's agency UNICEF".
    """
    words = tidy(name).split()
    runs = [(first, last) for first in range(len(words)) for last in range(first + 1, len(words) + 1)]
    known = [
        run for run in runs if words[run[0]][:1].isupper() and body_named(" ".join(words[slice(*run)])) is not None
    ]
    if not known:
        return None
    first, last = max(known, key=lambda run: (_is_listed(words[slice(*run)]), run[1] - run[0], run[0]))
    return " ".join(words[first:last])


def _is_listed(words: Sequence[str]) -> bool:
    return alias_key(" ".join(words)) in by_alias()


@cache
def body_known(name: str) -> str | None:
    """The identifier of the body that a source's words name and nothing but it, with what is said of it around the name."""
    found = body_within(name)
    if found is None:
        return None
    before, _, after = tidy(name).partition(found)
    if name_words(before) & (_VOICES | _UNNAMED - {"official"}) or re.search(rf"\b(?:{_HEAD_END}|and)\b", before):
        return None
    if after != after.lower() or name_words(after) - _GENERIC or name_words(after) & _UNNAMED:
        return None
    body = body_named(found)
    return None if body is None else body.id
