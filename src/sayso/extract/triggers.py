"""Find the words that tell of an event: event nouns and verbs, weapons, and words for what an event did.

>>> from sayso.language.parse import load_model
>>> doc = load_model()("Warplanes pounded the town, killing two people.")
>>> [(doc[t.first].text, t.role, t.kind) for t in find_triggers(doc)]
[('Warplanes', 'instrument', 'air_strike'), ('pounded', 'generic', 'shelling'), ('killing', 'effect', 'killed')]
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from spacy.tokens import Doc, Token

from sayso.extract.units import is_number
from sayso.lexicon import load

TriggerRole = Literal["event", "instrument", "generic", "effect", "nothing"]
_GAP = 3  # words that may stand between a verb and its particle: "shot two jets down"
_VERBAL = frozenset({"VERB", "AUX"})
_TELLING = _VERBAL | {"NOUN"}  # as these even stop words tell: "a mine killed three", "a call for talks"
_NOMINAL = frozenset({"NOUN", "PROPN"})
_LOOSE = frozenset({"NOUN", "PROPN", "ADJ", "VERB"})
_TELLING_WHO = frozenset({"fight", "battle", "surround"})  # "soldiers fighting the rebels", "the fields surrounding it"
_PLAIN = frozenset({"the", "a", "an", "their"})
_LONGEST_PASSIVE = 3  # words of an entry that may stand in the passive: "take the town"
_PREDICATIVE = frozenset({"acomp", "oprd", "attr", "ccomp", "pobj"})  # "called it barbaric", "as reprehensible"
_CALENDAR = frozenset({"DATE", "TIME"})
_ORDER: dict[TriggerRole, int] = {"nothing": 0, "event": 1, "effect": 2, "generic": 3, "instrument": 4}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One lexicon entry: its words, where it counts ("noun", "verb", "adjective", "any"), and what it says."""

    words: tuple[str, ...]
    form: str
    role: TriggerRole
    kind: str  # of event; for an effect, the measure


_AIRCRAFT = Entry(words=("bomber",), form="any", role="instrument", kind="air_strike")


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """Words found: first to last token (inclusive), the token that stands for them, and what they say."""

    first: int
    last: int
    head: int
    form: str
    role: TriggerRole
    kind: str
    tokens: frozenset[int]  # those of the entry's own words: "fired 8 rocket shells at" has "fired" and "at"
    weapon: bool = False  # a weapon by name: tells of an event only in company


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.lower().replace("-", " ").split())


@cache
def _entries() -> Mapping[str, tuple[Entry, ...]]:
    """Every entry under its first word; longer entries first."""
    lexicon = load("events")
    found: defaultdict[str, list[Entry]] = defaultdict(list)

    def add(text: str, form: str, role: TriggerRole, kind: str) -> None:
        for words in {_words(text), tuple(text.lower().split())}:  # "air-strike" is three tokens, "tu-22m3" is one
            found[words[0]].append(Entry(words=words, form=form, role=role, kind=kind))

    for kind, forms in lexicon["kinds"].items():
        for form, role in (
            ("nouns", "event"),
            ("verbs", "event"),
            ("predicates", "event"),
            ("instruments", "instrument"),
        ):
            for text in forms.get(form, ()):
                add(text, "any" if role == "instrument" else form[:-1], role, kind)  # type: ignore[arg-type]
    for form in ("nouns", "verbs"):
        for text, kind in lexicon["generic"][form].items():
            add(text, form[:-1], "generic", kind)
    for measure, forms in lexicon["effects"].items():
        for form in ("nouns", "verbs", "adjectives"):
            for text in forms[form]:
                add(text, form[:-1], "effect", measure)
    for text in lexicon["nothing"]:
        add(text, "noun", "nothing", "nothing")
    return {first: tuple(sorted(rows, key=lambda row: -len(row.words))) for first, rows in found.items()}


def word_forms(token: Token) -> tuple[str, ...]:
    """The forms under which a token is looked up: as it stands, its lemma, and without its ending."""
    lower, lemma = token.lower_, token.lemma_.lower()
    forms = (lower,) if lower == lemma else (lower, lemma)
    if token.pos_ in _NOMINAL and lower.endswith("s") and lower == lemma and len(lower) > 3:
        return (*forms, lower[:-1])
    if token.pos_ in {"VERB", "ADJ"} and lower.endswith("ed"):
        return tuple(dict.fromkeys((*forms, lower[:-1], lower[:-2])))  # the lemmatizer makes "rap" of "raped"
    return forms


def _fits(token: Token, form: str) -> bool:
    if token.ent_type_ in _CALENDAR:
        return False  # "on March 3" is no march
    if form == "any":
        return token.pos_ in _LOOSE and not (token.pos_ == "VERB" and any(c.dep_ == "nsubj" for c in token.lefts))
    if form == "noun":
        return (
            token.pos_ in _NOMINAL
            or (token.pos_ == "ADJ" and token.dep_ in {"amod", "compound"})
            or token.tag_ == "VBG"
        )
    if form == "verb":
        return (
            token.pos_ in _VERBAL
            or (token.lower_.endswith(("ed", "s")) and _verb_like(token))
            or _is_helped(token)
            or _takes_number(token)
        )
    if form == "predicate":
        return token.dep_ in _PREDICATIVE or (token.dep_ == "conj" and token.head.dep_ in _PREDICATIVE)
    return token.pos_ in {"ADJ", "VERB", "NOUN", "ADV", "PROPN", "ADP"}  # the tagger takes "dead" for "despite"


def _verb_like(token: Token) -> bool:
    """A verb that the tagger took for a name or a noun, as in headlines: "Raid kills", "Troops raped"."""
    return token.pos_ in {"ADJ", "PROPN"} or (token.pos_ == "NOUN" and token.lower_.endswith("ed"))


def _takes_number(token: Token) -> bool:
    """The same in the plain form, where a number follows at once: "Raids Kill 12 Injure Dozens"."""
    counted = token.pos_ == "PROPN" and token.i + 1 < len(token.doc) and is_number(token.nbor(1))
    return counted and token.i > token.sent.start


def _is_helped(token: Token) -> bool:
    """A noun that "had" stands before as its auxiliary is a verb misread: "had overrun three villages"."""
    return token.pos_ == "NOUN" and any(child.dep_ == "aux" for child in token.lefts)


def _is_participle(head: Token, entry: Entry) -> bool:
    """ "according" is not the noun "accord", though its lemma is; "killing two people" is no noun either."""
    if entry.form != "noun" or head.tag_ != "VBG":
        return False
    return head.lower_ != entry.words[-1] or any(child.dep_ in {"dobj", "obj"} for child in head.children)


def _reach(token: Token, entry: Entry) -> list[int] | None:
    """The tokens of `entry`'s words where it begins at `token`, None where it does not stand there."""
    positions = [token.i]
    for word in entry.words[1:]:
        found = _next(token.doc, positions[-1], word, gap=_GAP if entry.form == "verb" else 0)
        if found is None or _is_of_object(token.doc[found], token, positions):
            return _undergone(token, entry)
        positions.append(found)
    return positions


def _is_of_object(link: Token, verb: Token, positions: list[int]) -> bool:
    """Whether a preposition belongs to the verb's object, not to the verb: "called the raid on the camp a crime"."""
    body = link.head
    return link.dep_ == "prep" and body.dep_ == "dobj" and body.head.i == verb.i and body.i not in positions


def _undergone(token: Token, entry: Entry) -> list[int] | None:
    """The same where the object of the entry's verb is the subject of its passive: "troops were sent", "troops sent to"."""
    if entry.form != "verb" or token.tag_ != "VBN" or len(entry.words) > _LONGEST_PASSIVE:
        return None
    subject = next((child for child in token.lefts if child.dep_ == "nsubjpass"), None)
    if subject is None and token.dep_ == "acl" and token.head.i < token.i:
        subject = token.head
    told = [word for word in entry.words[1:] if word not in _PLAIN]
    if subject is None or len(told) != 1 or subject.pos_ not in _NOMINAL or told[0] not in word_forms(subject):
        return None
    return [token.i, subject.i]


def _next(doc: Doc, position: int, word: str, *, gap: int) -> int | None:
    """Where `word` stands after a position: next to it, over a hyphen ("air-strike"), or within a gap free of marks."""
    after = position + 1
    if after + 1 < len(doc) and doc[after].text == "-" and word in word_forms(doc[after + 1]):
        return after + 1
    for following in range(after, min(after + gap + 1, len(doc))):
        if doc[following].is_punct and doc[following].text != "-":
            return None
        if word in word_forms(doc[following]):
            return following
    return None


def _describes(token: Token) -> bool:
    """ "rebels fighting the army", "a fighting position", "an assault rifle": who they are, not what happened."""
    if (
        token.dep_ in {"compound", "amod"}
        and token.lower_ in {"fighting", "battle", "assault", "combat"}
        and token.head.i == token.i + 1
    ):
        return token.head.lemma_.lower() not in load("events")["generic"]["nouns"]
    return token.tag_ == "VBG" and token.dep_ in {"acl", "amod"} and token.lemma_.lower() in _TELLING_WHO


def _flies(bomber: Token) -> bool:
    """Whether bombers are aircraft: several, in a text that tells of no suicide bomber."""
    return bomber.lower_ == "bombers" and not _tells_of_suicide(bomber.doc)


@lru_cache(maxsize=2)
def _tells_of_suicide(doc: Doc) -> bool:
    return any(token.lower_ == "suicide" for token in doc)


def _in_compound(token: Token) -> bool:
    """ "US-backed", "rebel-held", "Britain-based": the participle tells of no event."""
    return (
        token.i > 1
        and token.nbor(-1).text == "-"
        and token.lower_.endswith("ed") | (token.lower_ in {"led", "held", "run", "built"})
    )


def _candidates(doc: Doc) -> Iterator[Trigger]:
    entries = _entries()
    weapons = _weapons()
    for token in doc:
        if (
            token.is_punct
            or token.is_space
            or (token.is_stop and token.pos_ not in _TELLING)
            or _in_compound(token)
            or _describes(token)
        ):
            continue
        for form in word_forms(token):
            for entry in entries.get(form, ()):
                reached = _reach(token, entry)
                if reached is None:
                    continue
                last = max(reached)
                head = doc[token.i if entry.form == "verb" else last]
                if entry.kind == "suicide_bombing" and entry.words == ("bomber",) and _flies(head):
                    entry = _AIRCRAFT
                if _fits(head, entry.form) and not _is_participle(head, entry):
                    yield Trigger(
                        first=min(reached),
                        last=last,
                        head=head.i,
                        form=entry.form,
                        role=entry.role,
                        kind=entry.kind,
                        tokens=frozenset(reached if entry.form == "verb" else range(token.i, last + 1)),
                        weapon=entry.role == "event" and entry.form == "noun" and (entry.kind, entry.words) in weapons,
                    )


def _refusals(doc: Doc) -> Iterator[Trigger]:
    """Verbs that reject where they are denied: "did not accept the offer", "would not comment"."""
    for token in doc:
        if refuses(token):
            at = token.i
            yield Trigger(
                first=at, last=at, head=at, form="verb", role="event", kind="rejection", tokens=frozenset({at})
            )


def refuses(token: Token) -> bool:
    """Whether a verb rejects because it is denied."""
    return (
        token.pos_ == "VERB"
        and token.lemma_.lower() in load("events")["refusals"]
        and any(child.dep_ == "neg" for child in token.children)
    )


@cache
def _weapons() -> frozenset[tuple[str, tuple[str, ...]]]:
    kinds = load("events")["kinds"]
    return frozenset((kind, _words(text)) for kind, forms in kinds.items() for text in forms.get("instruments", ()))


def find_triggers(doc: Doc) -> list[Trigger]:
    """The triggers of a document in order. Where entries overlap the longest stands, then event before effect;

    an effect word may also be an event ("killed" tells the toll, "shot down" the downing): then both stand.
    """
    found = (*_candidates(doc), *_refusals(doc))
    ranked = sorted(found, key=lambda t: (-len(t.tokens), t.first - t.last, _ORDER[t.role], t.first))
    taken: set[int] = set()
    effects: set[int] = set()
    kept: list[Trigger] = []
    for trigger in ranked:
        tokens = trigger.tokens
        if trigger.role == "effect":
            if tokens & effects or (trigger.form == "noun" and tokens & taken):
                continue
            effects |= tokens
        elif tokens & taken:
            continue
        else:
            taken |= tokens
        if trigger.role != "nothing":
            kept.append(trigger)
    return sorted(kept, key=lambda t: (t.first, _ORDER[t.role]))
