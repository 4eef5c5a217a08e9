"""Judge which words of a document name a place: proposals of the recogniser and of the gazetteer, on evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Protocol

from spacy.tokens import Doc, Span, Token

from sayso.extract.demonyms import find_demonyms
from sayso.lexicon import load
from sayso.lexicon.demonyms import place_of
from sayso.model.place import PlaceCandidate

PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
ACCEPTED = 2.0  # points from which words count as a place name
LONGEST_NAME = 6  # words
JOINTS = frozenset("- ‑ – ' ’ ' .".split())
APOSTROPHES = frozenset("' ’ ‘ ` ʿ".split())
CONNECTORS = frozenset("of the and de del da do dos di la le les el al az ez ar as ash at ad an es en des du e y".split())
ARTICLES = frozenset("al el ar as ash at ad az ez an es en".split())
POINTS = {
    "GPE": 3.0,
    "LOC": 2.5,
    "FAC": 1.0,
    "part of GPE": 1.5,
    "NORP": 0.5,
    "ORG": 0.5,
    "PERSON": -0.7,
    "other": -0.5,
    "part of ORG": -2.0,
    "part of PERSON": -3.5,
    "part of other": -2.0,
    "country": 3.0,
    "wide": 1.5,
    "large town": 1.0,
    "town": 0.3,
    "unknown": -2.0,
    "in": 2.0,
    "of": 0.7,
    "kind": 2.0,
    "container": 1.5,
    "list": 2.0,
    "acronym": -3.0,
    "title": -4.0,
    "name before": -2.0,
    "name after": -1.5,
    "common": -3.5,
    "no name": -1.5,
    "elsewhere": 1.0,
    "run": 0.5,
    "local": 2.5,
    "local, people's": 0.5,
    "loosely": -1.0,
    "speaks": -2.0,
    "surname": -3.0,
}
LOOKS = 3  # times that a list passes its certainty on to its next member
NOT_FIRST = frozenset("the near in at from outside inside around".split())  # never the start of a name
SMALL_STARTS = frozenset("as at an en es the of".split())  # words that start sentences rather than names
SHORT_CAPITALS = 5  # letters: "SOS", "UNHCR" are bodies, unless the gazetteer knows a country or region so named
RUN = 3  # names one after another that make a list; one fewer does where a preposition leads it
RUN_EXCUSES = frozenset({"name before", "name after"})
LOCAL_SHARE = 0.15  # of what a document names, from which a country counts as what it is about
LOOSE_LENGTH = 5  # letters of a name that may be read loosely
# Countries where towns and people bear the same names, so that a bare name says little.
NAMED_AFTER_PEOPLE = frozenset("US GB CA AU NZ IE ZA PH JM".split())
LARGE, MIDDLING = 100_000, 15_000  # inhabitants


class PlaceNames(Protocol):
    """What recognition asks of a gazetteer."""

    def candidates(self, name: str, *, loosely: bool = False) -> tuple[PlaceCandidate, ...]:
        """Every place that bears the name, likeliest first."""

    def longest(self, word: str) -> int:
        """The most words of a name of several words that begins with this one; 0 for none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """Tokens `first` to `last` (exclusive) that may name a place, with the points for it."""

    first: int
    last: int
    form: str = "name"
    points: float = 0.0
    known: tuple[PlaceCandidate, ...] = ()
    label: str = ""
    loosely: bool = False
    context: float = 0.0  # the points that come from the rest of the document


@cache
def words(group: str) -> frozenset[str]:
    """A group of words of the lexicon."""
    return frozenset(str(word) for word in load("places")[group])


def propose(doc: Doc, gazetteer: PlaceNames) -> list[Name]:
    """The place names and demonyms of a document that the evidence bears, without overlaps."""
    demonyms = [Name(first=first, last=last, form="demonym", points=ACCEPTED) for first, last in find_demonyms(doc)]
    proposed = _without_overlaps([*_entity_names(doc, gazetteer), *_gazetteer_names(doc, gazetteer)], demonyms)
    local = _local_countries(doc, proposed, demonyms)
    proposed = _without_overlaps([*proposed, *_loose_names(doc, gazetteer, proposed, local)], demonyms)
    proposed = _mark_runs(doc, proposed, local)
    judged = [replace(name, points=_judge(doc, name, local)) for name in proposed]
    for _ in range(LOOKS):
        judged = _second_look(doc, judged)
    kept = [name for name in judged if name.points >= ACCEPTED]
    taken = {token for name in kept for token in range(name.first, name.last)}
    return kept + [name for name in demonyms if taken.isdisjoint(range(name.first, name.last))]


def _entity_names(doc: Doc, gazetteer: PlaceNames) -> Iterator[Name]:
    """The recogniser's places, trimmed to the name and taken apart at commas and "and"."""
    for ent in doc.ents:
        if ent.label_ not in PLACE_LABELS:
            continue
        first, last = trim(doc, ent.start, ent.end)
        if first == last:
            continue
        known = gazetteer.candidates(doc[first:last].text)
        if known or not any(token.text in (",", "and", "/", "&") for token in doc[first:last]):
            yield Name(first=first, last=last, known=known, label=ent.label_)


def trim(doc: Doc, first: int, last: int) -> tuple[int, int]:
    """The span without articles, possessives, marks and small words at its ends."""
    while first < last and not _is_capital(doc[first]) and not _is_article(doc[first], doc):
        first += 1
    while first < last - 1 and doc[first].lower_ in NOT_FIRST:
        first += 1
    while last > first and not (_is_capital(doc[last - 1]) or doc[last - 1].text[:1].isdigit()):
        last -= 1
    return first, last


def _is_capital(token: Token) -> bool:
    first = token.text[1:2] if token.text[:1] in "'‘’`ʿ" else token.text[:1]
    return first.isupper() and "$" not in token.text


def _is_article(token: Token, doc: Doc) -> bool:
    """Whether a small "al" that a hyphen ties to a name begins here."""
    following = token.i + 2
    return (
        token.lower_ in ARTICLES and following < len(doc) and doc[token.i + 1].text in JOINTS and _is_capital(doc[following])
    )


def _gazetteer_names(doc: Doc, gazetteer: PlaceNames) -> Iterator[Name]:
    """Names that the gazetteer knows, the longest from each capitalised word on."""
    position = 0
    text, ents = doc.text, doc.ents  # each look at these costs as much as the document is long
    while position < len(doc):
        token = doc[position]
        after = position + 1
        if _may_begin(token, doc):
            for last in _ends(doc, position, gazetteer):
                known = gazetteer.candidates(text[token.idx : doc[last - 1].idx + len(doc[last - 1])])
                if known:
                    start, after = _extend(doc, position, last)
                    yield Name(first=start, last=after, known=known, label=_label(doc, ents, start, after))
                    break
        position = after


def _may_begin(token: Token, doc: Doc) -> bool:
    """Whether a name may begin here: a capital that is no mere start of a sentence, or a small "al-"."""
    if _is_article(token, doc):
        return True
    if not _is_capital(token) or token.lower_ == "the" or (token.i > 0 and doc[token.i - 1].text == "$"):
        return False
    tied = token.i + 1 < len(doc) and doc[token.i + 1].text in JOINTS
    return tied or token.lower_ not in SMALL_STARTS


def _extend(doc: Doc, first: int, last: int) -> tuple[int, int]:
    """The name with the capitalised words that belong to it: "Danube Delta", "Lake Erie", "North Dallas"."""
    if last < len(doc) and doc[last].text in words("part_of_name") and not doc[last].is_sent_start:
        last += 1
    before = doc[first - 1] if first > 0 else None
    if before is not None and before.text in words("begins_name") and not before.is_sent_start:
        first -= 1
    return first, last


def _ends(doc: Doc, first: int, gazetteer: PlaceNames) -> list[int]:
    """Where a name that begins at `first` may end (exclusive), the longest first."""
    most = min(LONGEST_NAME, max(1, gazetteer.longest(doc[first].text)))
    if _is_article(doc[first], doc):
        most = max(most, 2)
    ends = []
    count = 0
    for token in doc[first:]:
        if token.i > first and (token.is_sent_start or token.is_space):
            break
        if token.text in JOINTS:
            continue
        if token.i > first and doc[token.i - 1].text in APOSTROPHES and ends and ends[-1] == token.i - 1:
            ends[-1] = token.i + 1  # "Nu’man" in three tokens
            continue
        if not (_is_capital(token) or token.lower_ in CONNECTORS or token.text[:1].isdigit()):
            break
        count += 1
        if count > most:
            break
        if _is_capital(token) or token.text[:1].isdigit():
            ends.append(token.i + 1)
    return ends[::-1]


def _label(doc: Doc, ents: tuple[Span, ...], first: int, last: int) -> str:
    """The recogniser's word for these tokens: "GPE", "part of ORG", or nothing."""
    if not any(token.ent_type for token in doc[first:last]):
        return ""
    for ent in ents:
        if ent.start < last and first < ent.end:
            exact = trim(doc, ent.start, ent.end) == (first, last) or (first <= ent.start and ent.end <= last)
            label = ent.label_ if ent.label_ in {*PLACE_LABELS, "ORG", "PERSON", "NORP"} else "other"
            if not exact and label in PLACE_LABELS:
                return "part of GPE"
            return label if exact else f"part of {'other' if label == 'NORP' else label}"
    return ""


def _without_overlaps(proposed: list[Name], demonyms: list[Name]) -> list[Name]:
    """The longest of proposals that overlap, those that the gazetteer knows first."""
    taken: set[int] = set()
    for name in demonyms:
        if name.last - name.first > 1:
            taken.update(range(name.first, name.last))
    kept = []
    for name in sorted(proposed, key=lambda name: (not name.known, name.first - name.last, name.label == "")):
        if taken.isdisjoint(range(name.first, name.last)):
            taken.update(range(name.first, name.last))
            kept.append(name)
    return kept


def _local_countries(doc: Doc, proposed: list[Name], demonyms: list[Name]) -> frozenset[str]:
    """The countries that a good part of the document's sure names and demonyms lie in."""
    counts: Counter[str] = Counter()
    for name in proposed:
        if name.label in PLACE_LABELS and name.known and name.known[0].country is not None:
            counts[name.known[0].country] += 2 if name.known[0].kind == "country" else 1
    for name in demonyms:
        target = place_of(doc[name.first : name.last].text)
        if target is not None and len(target) == 2:
            counts[target] += 1
    total = sum(counts.values())
    return frozenset(country for country, count in counts.items() if count >= LOCAL_SHARE * total)


def _loose_names(
    doc: Doc, gazetteer: PlaceNames, proposed: list[Name], local: frozenset[str]
) -> Iterator[Name]:
    """Names that a transliteration of a place of a local country may be, where nothing else was proposed."""
    foreign = local - NAMED_AFTER_PEOPLE
    taken = {token for name in proposed if name.known for token in range(name.first, name.last)}
    if not foreign:
        return
    for first, last in _capital_runs(doc, taken):
        known = gazetteer.candidates(doc[first:last].text, loosely=True)
        near = tuple(candidate for candidate in known if candidate.country in foreign and candidate.kind != "country")
        if near:
            yield Name(first=first, last=last, known=near, label=_label(doc, doc.ents, first, last), loosely=True)


def _capital_runs(doc: Doc, taken: set[int]) -> Iterator[tuple[int, int]]:
    """Stretches of proper nouns, small articles included, that no proposal covers."""
    first = None
    for token in doc:
        inside = token.i not in taken and not token.is_sent_start and (
            (_is_capital(token) and token.pos_ == "PROPN" and token.lower_ not in words("not_places"))
            or _is_article(token, doc)
            or (first is not None and token.text in JOINTS)
        )
        if inside and first is None and token.text not in JOINTS:
            first = token.i
        elif not inside and first is not None:
            last = token.i
            while last > first and not _is_capital(doc[last - 1]):
                last -= 1
            if LOOSE_LENGTH <= len(doc[first:last].text) and last - first <= LONGEST_NAME:
                yield first, last
            first = None


def _mark_runs(doc: Doc, proposed: list[Name], local: frozenset[str]) -> list[Name]:
    """Local names that follow one another without commas, as scraped lists do, count as a list: label "run"."""
    foreign = local - NAMED_AFTER_PEOPLE
    marked: dict[int, Name] = {}
    run: list[Name] = []
    for name in [*sorted(proposed, key=lambda name: name.first), None]:
        if name is not None and any(candidate.country in foreign for candidate in name.known) and not _is_common(doc, name):
            if not run or name.first == run[-1].last:
                run.append(name)
                continue
        led = bool(run) and run[0].first > 0 and doc[run[0].first - 1].lower_ in words("locative")
        if len(run) >= RUN or (len(run) == RUN - 1 and led):
            marked.update((member.first, replace(member, label="run")) for member in run)
        run = [name] if name is not None and any(c.country in foreign for c in name.known) else []
    return [marked.get(name.first, name) for name in proposed]


def _is_common(doc: Doc, name: Name) -> bool:
    return doc[name.first : name.last].text.lower() in words("not_places")


def _judge(doc: Doc, name: Name, local: frozenset[str]) -> float:
    """The points of a proposal by itself."""
    return sum(POINTS[reason] for reason in reasons(doc, name, local))


def reasons(doc: Doc, name: Name, local: frozenset[str] = frozenset()) -> Iterator[str]:
    """Every piece of evidence for and against a proposal, by its name in POINTS."""
    if name.label:
        yield name.label
    wide = _worth(name.known)
    if wide:
        yield wide
    if _is_common(doc, name):
        yield "common"
    elif _is_acronym(doc, name) and wide not in ("country", "wide"):
        yield "acronym"
    elif name.last - name.first == 1 and doc[name.first].pos_ != "PROPN" and wide != "country":
        yield "no name"
    if name.loosely:
        yield "loosely"
    if not name.label.startswith("part of") and wide != "country":
        if any(candidate.country in local - NAMED_AFTER_PEOPLE for candidate in name.known):
            yield "local"
        elif any(candidate.country in local for candidate in name.known):
            yield "local, people's"
    against = RUN_EXCUSES if name.label == "run" else frozenset()
    yield from (reason for reason in (*_before(doc, name, wide), *_after(doc, name, wide)) if reason not in against)


def _is_acronym(doc: Doc, name: Name) -> bool:
    """Whether the name is of capitals alone while the words beside it are not."""
    text = doc[name.first : name.last].text
    if not text.isupper() or len(text) > SHORT_CAPITALS or "." in text:
        return False
    beside = [token.text for token in (*doc[max(0, name.first - 2) : name.first], *doc[name.last : name.last + 2])]
    return any(word.isalpha() and not word.isupper() for word in beside)


def _worth(known: tuple[PlaceCandidate, ...]) -> str:
    if not known:
        return "unknown"
    chief = known[0]
    if chief.kind in ("country", "continent"):
        return "country"
    if chief.kind != "city":
        return "wide"
    return "large town" if chief.population >= LARGE else "town" if chief.population >= MIDDLING else ""


def _before(doc: Doc, name: Name, wide: str) -> Iterator[str]:
    position = name.first - 1
    if position >= 0 and doc[position].lower_ == "the":
        position -= 1
    if position < 0:
        return
    word = doc[position].lower_
    if position > 0 and f"{doc[position - 1].lower_} {word}" in load("places")["kinds_before"]:
        yield "kind"
    elif word in words("strong_locative") or (word == "of" and position > 0 and _points(doc[position - 1])):
        yield "in"
    elif word in words("locative"):
        yield "of"
    if word in words("titles"):
        yield "title"
    elif position == name.first - 1 and _is_name_part(doc[position]) and wide != "country":
        yield "name before"


def _points(token: Token) -> bool:
    """Whether the noun before "of" makes what follows a place: "south of", "the outskirts of"."""
    return token.lower_ in load("places")["bearings"] or token.lower_ in words("parts_of_places")


def _is_name_part(token: Token) -> bool:
    return (
        token.pos_ == "PROPN"
        and _is_capital(token)
        and token.ent_type_ not in ("DATE", "TIME", "CARDINAL")
        and token.lower_ not in words("locative")
    )


def _after(doc: Doc, name: Name, wide: str) -> Iterator[str]:
    if name.last >= len(doc):
        return
    token = doc[name.last]
    if token.lower_ in load("places")["kinds_after"]:
        yield "kind"
    elif name.label == "PERSON" and token.lemma_.lower() in words("speech"):
        yield "speaks"
    elif _is_name_part(token) and not token.is_sent_start and wide != "country" and token.ent_type_ not in PLACE_LABELS:
        yield "name after"


def _second_look(doc: Doc, judged: list[Name]) -> list[Name]:
    """Points for what the rest of the document says: neighbours, other mentions, persons of that name."""
    surnames = {
        ent[-1].text for ent in doc.ents if ent.label_ == "PERSON" and len(ent) > 1 and ent[-1].text[:1].isupper()
    }
    sure = {doc[name.first : name.last].text for name in judged if name.points >= ACCEPTED + 1}
    starts = {name.first: name for name in judged}
    ends = {name.last: name for name in judged}
    looked = []
    for name in judged:
        context = _context(doc, name, surnames, sure, starts, ends)
        looked.append(replace(name, points=name.points - name.context + context, context=context))
    return looked


def _context(
    doc: Doc, name: Name, surnames: set[str], sure: set[str], starts: dict[int, Name], ends: dict[int, Name]
) -> float:
    points = 0.0
    text = doc[name.first : name.last].text
    if text in sure and name.points - name.context < ACCEPTED + 1:
        points += POINTS["elsewhere"]
    if text in surnames and _worth(name.known) != "country":
        points += POINTS["surname"]
    following = starts.get(name.last + 1) if name.last < len(doc) and doc[name.last].text == "," else None
    if following is not None and following.known and following.known[0].kind in ("country", "admin1", "continent"):
        points += POINTS["container"]
    elif any(_sibling(doc, name, other) for other in (*_next_to(name, starts, doc), *_next_to(name, ends, doc))):
        points += POINTS["list"]
    return points


def _next_to(name: Name, edges: dict[int, Name], doc: Doc) -> list[Name]:
    """Proposals that a comma or "and" parts from this one."""
    found = []
    for gap in (1, 2):
        for edge, between in ((name.last + gap, doc[name.last : name.last + gap]), (name.first - gap, doc[max(0, name.first - gap) : name.first])):
            other = edges.get(edge)
            if other is not None and all(token.lower_ in (",", "and", "&", "or", "/") for token in between):
                found.append(other)
    return found


def _sibling(doc: Doc, name: Name, other: Name) -> bool:
    return other.points >= ACCEPTED and other is not name


