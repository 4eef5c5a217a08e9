"""Weigh the evidence for a proposed place name: the recogniser, the gazetteer, the words around, the whole document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc

from sayso.extract.place_names import PLACE_LABELS, Name, is_common, text_of, words
from sayso.extract.place_surroundings import after, before, is_dateline, names_public_body, worth
from sayso.lexicon.demonyms import place_of
from sayso.model.place import PlaceCandidate

ACCEPTED = 2.1  # points from which words count as a place name
# Points for each piece of evidence. First fitted as a logistic regression over annotated proposals of two corpora, then
# rounded, and mended where reports of war need it (docs/places.md).
POINTS = {
    "GPE": 2.3,
    "LOC": 2.1,
    "FAC": 1.3,
    "part of GPE": 1.2,
    "NORP": 0.6,
    "ORG": 0.3,
    "PERSON": -0.3,
    "other": -0.4,
    "part of ORG": -1.0,
    "part of PERSON": -2.8,
    "part of other": -1.8,
    "country": 3.1,
    "wide": 1.8,
    "large town": 1.2,
    "town": 0.7,
    "unknown": -2.0,
    "in": 1.9,
    "of": 0.7,
    "kind": 1.9,
    "kind of": 2.8,
    "public body": 0.6,
    "of the place": 2.0,
    "taken": 2.0,
    "aimed at": 1.9,
    "container": 1.5,
    "list": 2.0,
    "acronym": -3.0,
    "title": -4.0,
    "name before": -1.9,
    "name after": -1.0,
    "common": -3.5,
    "no name": -1.5,
    "elsewhere": 1.0,
    "run": 0.5,
    "local": 2.4,
    "local, people's": 0.9,
    "loosely": -1.0,
    "speaks": -2.0,
    "surname": -3.0,
    "short": -1.8,
    "body": -3.0,
    "dateline": 4.0,
    "seat": -4.0,
    "party": -4.0,
}
BEYOND_DOUBT = 3.5  # points of its own from which a name is a place although a person bears it
SHORT_NAME = 3  # letters: "Lu", "Lin" are people more often than towns
LOOKS = 3  # times that a list passes its certainty on to its next member
SHORT_CAPITALS = 5  # letters: "SOS", "UNHCR" are bodies, unless the gazetteer knows a country or region so named
RUN = 3  # names one after another that make a list; one fewer does where a preposition leads it
PARTS = frozenset({"part of ORG", "part of PERSON", "part of other"})
SERVED_EXCUSES = frozenset({"name after", "body"})
RUN_EXCUSES = frozenset({"name before", "name after"})
LOCAL_SHARE = 0.15  # of what a document names, from which a country counts as what it is about
# Countries where towns and people bear the same names, so that a bare name says little.
NAMED_AFTER_PEOPLE = frozenset(["US", "GB", "CA", "AU", "NZ", "IE", "ZA", "PH", "JM"])
MISTAKEN = frozenset({"ORG", "NORP", "PERSON", "other"})  # what the recogniser takes towns abroad for
GREAT = 400_000  # inhabitants
ITS_OWN = 0.9  # share of the likelihood of a name
LIST_MARKS = frozenset([",", "and", "&", "or", "/"])


def weigh(doc: Doc, proposed: list[Name], local: frozenset[str]) -> list[Name]:
    """The proposals with their points, in the light of one another."""
    marked = _mark_runs(doc, proposed, local)
    judged = [replace(name, points=_judge(doc, name, local)) for name in marked]
    for _ in range(LOOKS):
        judged = _second_look(doc, judged)
    return judged


def local_countries(doc: Doc, proposed: list[Name], demonyms: list[Name]) -> frozenset[str]:
    """The countries that a good part of the document's sure names and demonyms lie in."""
    counts: Counter[str] = Counter()
    for name in proposed:
        chief = name.known[0] if name.known else None
        if chief is None or chief.country is None:
            continue
        if name.label in PLACE_LABELS:
            counts[chief.country] += 2 if chief.kind == "country" else 1
        elif name.label in MISTAKEN and _is_great(chief) and not is_common(doc, name):
            counts[chief.country] += 1
    for name in demonyms:
        target = place_of(text_of(doc, name))
        if target is not None and len(target) == 2:
            counts[target] += 1
    total = sum(counts.values())
    return frozenset(country for country, count in counts.items() if count >= LOCAL_SHARE * total)


def _is_great(chief: PlaceCandidate) -> bool:
    """Whether a name is so much that of one great town that whatever the recogniser took it for tells of a country."""
    great = chief.kind == "city" and chief.population >= GREAT and chief.score >= ITS_OWN
    return great and chief.country not in NAMED_AFTER_PEOPLE


def _mark_runs(doc: Doc, proposed: list[Name], local: frozenset[str]) -> list[Name]:
    """Local names that follow one another without commas, as scraped lists do, count as a list: label "run"."""
    foreign = local - NAMED_AFTER_PEOPLE
    marked: dict[int, Name] = {}
    run: list[Name] = []
    for name in sorted(proposed, key=lambda name: name.first):
        if is_common(doc, name) or all(candidate.country not in foreign for candidate in name.known):
            continue
        run = [*run, name] if run and name.first == run[-1].last else [name]
        if _is_list(doc, run):
            marked.update((member.first, replace(member, label="run")) for member in run)
    return [marked.get(name.first, name) for name in proposed]


def _is_list(doc: Doc, run: list[Name]) -> bool:
    """Whether names without commas between them are enough for a list."""
    led = run[0].first > 0 and doc[run[0].first - 1].lower_ in words("locative")
    return len(run) >= RUN or (len(run) == RUN - 1 and led)


def _judge(doc: Doc, name: Name, local: frozenset[str]) -> float:
    """The points of a proposal by itself."""
    return sum(POINTS[reason] for reason in reasons(doc, name, local))


def reasons(doc: Doc, name: Name, local: frozenset[str]) -> Iterator[str]:
    """Every piece of evidence for and against a proposal, by its name in POINTS."""
    wide = worth(name.known)
    serves = names_public_body(doc, name)
    label = "public body" if serves and name.label in PARTS else name.label
    around = (*before(doc, name, wide), *after(doc, name, wide))
    yield from filter(None, (label, wide, "loosely" if name.loosely else ""))
    if is_common(doc, name):
        yield "common"
    elif text_of(doc, name).lower() in words("seats"):
        yield "seat"
    elif _is_acronym(doc, name) and wide not in ("country", "wide"):
        yield "acronym"
    elif len(text_of(doc, name)) <= SHORT_NAME and wide not in ("country", "wide"):
        if not (wide == "large town" and "in" in around and name.known[0].name == text_of(doc, name)):
            yield "short"  # but "two soldiers were killed in Gao"
    elif name.last - name.first == 1 and doc[name.first].pos_ != "PROPN" and wide != "country":
        yield "no name"
    if not label.startswith("part of") and wide != "country":
        shared = {candidate.country for candidate in name.known} & local
        if shared:
            yield "local" if shared - NAMED_AFTER_PEOPLE else "local, people's"
    excused = RUN_EXCUSES if name.label == "run" else SERVED_EXCUSES if serves else frozenset()
    yield from (reason for reason in around if reason not in excused)


def _is_acronym(doc: Doc, name: Name) -> bool:
    """Whether the name is of capitals alone while the words beside it are not."""
    text = text_of(doc, name)
    if not text.isupper() or len(text) > SHORT_CAPITALS or "." in text or is_dateline(doc, name):
        return False
    beside = [token.text for token in (*doc[max(0, name.first - 2) : name.first], *doc[name.last : name.last + 2])]
    return any(word.isalpha() and not word.isupper() for word in beside)


def _second_look(doc: Doc, judged: list[Name]) -> list[Name]:
    """Points for what the rest of the document says: neighbours, other mentions, persons of that name."""
    surnames = {
        ent[-1].text for ent in doc.ents if ent.label_ == "PERSON" and len(ent) > 1 and ent[-1].text[:1].isupper()
    }
    sure = {text_of(doc, name) for name in judged if name.points >= ACCEPTED + 1}
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
    text = text_of(doc, name)
    own = name.points - name.context
    if text in sure and own < ACCEPTED + 1:
        points += POINTS["elsewhere"]
    if text in surnames and worth(name.known) != "country" and own < BEYOND_DOUBT:
        points += POINTS["surname"]
    following = starts.get(name.last + 1) if name.last < len(doc) and doc[name.last].text == "," else None
    if following is not None and following.known and following.known[0].kind in ("country", "admin1", "continent"):
        points += POINTS["container"]
    elif any(other.points >= ACCEPTED for other in _next_to(doc, name, starts, ends)):
        points += POINTS["list"]
    return points


def _next_to(doc: Doc, name: Name, starts: dict[int, Name], ends: dict[int, Name]) -> Iterator[Name]:
    """Proposals that a comma or "and" parts from this one."""
    for gap in (1, 2):
        for other, between in (
            (starts.get(name.last + gap), doc[name.last : name.last + gap]),
            (ends.get(name.first - gap), doc[max(0, name.first - gap) : name.first]),
        ):
            if other is not None and all(token.lower_ in LIST_MARKS for token in between):
                yield other
