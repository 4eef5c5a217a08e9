"""Find events: gather the triggers of each sentence into happenings of one kind, with actor, target and instrument.

>>> from sayso.language.parse import load_model
>>> doc = load_model()("Russian warplanes hit a market in Idlib, killing 12 people.")
>>> [(event.kind, [doc[i].text for i in event.words]) for event in find_events(doc)]
[('air_strike', ['warplanes', 'hit', 'killing'])]
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import replace
from functools import cache
from operator import attrgetter

from spacy.tokens import Doc, Span, Token

from sayso.extract.apart import comes_after, is_definite, is_told_apart, tells_apart
from sayso.extract.clauses import clause_head, is_passive, object_of, oblique, subject, verb_before
from sayso.extract.datelines import dateline
from sayso.extract.entering import is_ground, only_comes
from sayso.extract.goingon import is_cumulative
from sayso.extract.groups import Group, KindsTold, kinds_of
from sayso.extract.means import is_stored, settle_kinds
from sayso.extract.parts import parted
from sayso.extract.roles import doer, find_roles
from sayso.extract.status import find_status
from sayso.extract.triggers import Trigger, find_triggers, refuses
from sayso.extract.units import token_class
from sayso.lexicon import load
from sayso.model import EventMention
from sayso.model import Span as TextSpan
from sayso.model.mention import Status

_UPON = frozenset({"on", "against"})


def find_events(doc: Doc) -> list[EventMention]:
    """The events of a document in order of their first words."""
    triggers = find_triggers(doc)
    before = KindsTold()
    events: list[EventMention] = []
    sents = list(doc.sents)
    told: defaultdict[int, list[Trigger]] = defaultdict(list)  # the triggers of each sentence
    for trigger in triggers:
        told[bisect_right(sents, trigger.head, key=attrgetter("start")) - 1].append(trigger)
    for number, sent in enumerate(sents):
        inside = [_as_told(doc, trigger, told[number], before) for trigger in told[number]]
        groups = _gather(doc, inside, before)
        before.keep(groups)
        events.extend(parted(doc, [_mention(doc, sent, group) for group in groups]))
    return events


def _as_told(doc: Doc, trigger: Trigger, beside: list[Trigger], before: KindsTold) -> Trigger:
    """ "The shells" after "rocket shells" are rockets; "the bombardment" after air strikes, with none beside it, is one."""
    if before.kind is None or not before.holds(doc[trigger.head]) or trigger.first != trigger.last:
        return trigger
    if doc[trigger.head].lemma_.lower() not in load("events")["as_told"].get(before.kind, ()):
        return trigger
    return trigger if any(t.kind == before.kind for t in beside) else replace(trigger, kind=before.kind)


def _gather(doc: Doc, triggers: list[Trigger], before: KindsTold) -> list[Group]:
    """Specific events first; then generic words, then effects, each to the event that it belongs to."""
    groups: list[Group] = []
    weapons = [t for t in triggers if (t.role == "instrument" or t.weapon) and not _is_struck(doc, t)]
    weapons = [t for t in weapons if not is_stored(doc, t)]
    for trigger in triggers:
        if trigger.role == "event" and not trigger.weapon and not only_comes(doc[trigger.head], trigger):
            _join(doc, groups, trigger, _kind(doc[trigger.head], trigger))
    for trigger in sorted((t for t in triggers if t.role == "generic"), key=lambda t: _only_carries(doc[t.head], t)):
        _place_generic(doc, groups, trigger, weapons, before)
    for trigger in triggers:
        if trigger.role == "effect":
            _place_effect(doc, groups, trigger, weapons, before)
    _part_weapons(doc, groups, weapons)
    _give_weapons(doc, groups, weapons)
    settle_kinds(doc, groups, weapons)
    return sorted((g for g in groups if g.words), key=lambda g: min(g.words))


def _is_struck(doc: Doc, weapon: Trigger) -> bool:
    """ "destroyed two mortars and a car bomb": weapons that were hit did not do the hitting."""
    verb, _ = verb_before(doc, weapon.first)
    return verb is not None and verb.lemma_.lower() in load("events")["striking"] and not is_passive(verb)


def _kind(token: Token, trigger: Trigger) -> str:
    """The trigger's kind, unless who does it or what it takes says otherwise.

    A town is captured, a man is arrested; a family flees, a fighter withdraws.
    """
    if trigger.kind == "advance" and token.lemma_.lower() in {"capture", "seize"} and takes_person(token):
        return "arrest"
    if trigger.kind == "displacement" and trigger.form == "verb" and _is_left_by_fighters(token):
        return "withdrawal"
    bare = trigger.kind == "shelling" and trigger.first == trigger.last  # no "artillery fire"
    return "air_strike" if bare and _is_from_the_air(token) else trigger.kind


def _is_left_by_fighters(verb: Token) -> bool:
    """ "Rebels fled the district": those who fight withdraw, unless they make others leave."""
    mover = subject(verb)
    moved = object_of(verb)
    if mover is None or is_passive(verb) or mover.lemma_.lower() not in load("events")["entering"]:
        return False
    return moved is None or token_class(moved) != "person"


def takes_person(token: Token) -> bool:
    """Whether the object of a verb, or what a noun is "of", is a person."""
    if token.pos_ != "VERB":
        taken = oblique(token, frozenset({"of"}))
    elif is_passive(token):
        taken = subject(token)
    else:
        taken = object_of(token)
    return taken is not None and (
        taken.ent_type_ == "PERSON" or token_class(taken) == "person" or taken.lower_ in {"he", "she", "him", "her"}
    )


def _join(doc: Doc, groups: list[Group], trigger: Trigger, kind: str, *, anaphoric: bool = False) -> Group:
    """Add a trigger to the group of its kind, or begin one."""
    for group in groups:
        if group.kind == kind and not tells_apart(doc, group.kind, group.head, group.words, trigger):
            group.words.add(trigger.head)
            return group
    apart = bool(groups) and trigger.form == "noun" and comes_after(doc[trigger.head])
    group = Group(kind=kind, head=trigger.head, words={trigger.head}, anaphoric=anaphoric, apart=apart)
    groups.append(group)
    return group


def _place_generic(doc: Doc, groups: list[Group], trigger: Trigger, weapons: list[Trigger], before: KindsTold) -> None:
    """ "strike", "hit", "attack": the event of the sentence that it tells of, else by weapon, by what was told before, by default."""
    token = doc[trigger.head]
    if trigger.form == "noun" and _is_for_ground(token) and not weapons:
        _join(doc, groups, trigger, "advance")
        return
    armed = _nearest_weapon(doc, trigger, weapons)
    violent = [g for g in groups if g.kind in kinds_of("strike")]
    if armed is not None and not any(g.kind == armed.kind for g in violent):
        _join(doc, groups, trigger, armed.kind)
        return
    near = _nearest(doc, violent, trigger.head)
    if near is not None and not tells_apart(doc, near.kind, near.head, near.words, trigger):
        near.words.add(trigger.head)
        return
    known = before.holds(token) and is_definite(token)
    if trigger.form == "noun" and before.kind is not None and known and not comes_after(token):
        _join(doc, groups, trigger, before.kind, anaphoric=before.is_fresh)
        return
    if trigger.form == "verb" and trigger.first == trigger.last and not _is_violent_verb(token):
        return
    _join(doc, groups, trigger, "air_strike" if _is_from_the_air(token) else trigger.kind)


def _is_from_the_air(token: Token) -> bool:
    """ "The coalition struck a bridge", "pilots attacked": those who do it fly; "bombarded it from the air"."""
    if any(child.lower_ == "from" and any(t.lower_ == "air" for t in child.children) for child in token.rights):
        return True
    who = doer(token)
    if who is None:
        return False
    forces = who.lemma_.lower() == "force" and who.i > 0 and who.nbor(-1).lower_ == "air"
    return forces or who.lemma_.lower() in load("events")["flying"] or token_class(who) == "aircraft"


def _is_for_ground(noun: Token) -> bool:
    """ "an assault on Aleppo": it is made to take the place."""
    if noun.lemma_.lower() not in load("events")["conquering"]:
        return False
    ground = oblique(noun, _UPON) or (oblique(noun.head, _UPON) if noun.dep_ == "dobj" else None)
    if ground is None or not is_ground(ground):
        return False
    return ground.ent_type_ != "PERSON" or not any(child.pos_ == "PROPN" for child in ground.lefts)  # "on Ann Lee"


def _only_carries(token: Token, trigger: Trigger) -> bool:
    """Whether a verb leaves it to its object to say what was done: "carried out strikes" tells of strikes."""
    return trigger.form == "verb" and token.lemma_.lower() in _light_verbs()


@cache
def _light_verbs() -> frozenset[str]:
    """Their first words: a particle stands apart."""
    return frozenset(word.split()[0] for word in load("events")["light_verbs"])


def _is_violent_verb(token: Token) -> bool:
    """Verbs such as "launch", "drop" and "carry out" tell of violence only with a weapon or an event beside them."""
    lexicon = load("events")
    return token.lemma_.lower() not in {*lexicon["light_verbs"], *lexicon["idle_verbs"]}


def _place_effect(doc: Doc, groups: list[Group], trigger: Trigger, weapons: list[Trigger], before: KindsTold) -> None:
    """ "killed", "destroyed": the event of the sentence that did it, else one of its own."""
    measure = trigger.kind
    home = load("events")["effect_kinds"].get(measure)
    if home is None:
        return
    if home in kinds_of("coercion"):
        own = next((g for g in groups if g.kind == home), None)
        if own is not None:
            own.effects[trigger.head] = measure
        return
    violent = [g for g in groups if g.kind in kinds_of("strike") and not is_told_apart(doc[g.head], doc[trigger.head])]
    near = _nearest(doc, violent, trigger.head)
    if near is None:
        near = _new_for_effect(doc, groups, trigger, weapons, before)
    if near is not None:
        near.words.add(trigger.head)
        near.effects[trigger.head] = measure


def _new_for_effect(
    doc: Doc, groups: list[Group], trigger: Trigger, weapons: list[Trigger], before: KindsTold
) -> Group | None:
    if trigger.kind in {"destroyed", "damaged"} and doc[trigger.head].pos_ != "VERB":
        return None
    if doc[trigger.head].lemma_.lower() == "lose" and not _loses_people(doc[trigger.head]):
        return None
    armed = _nearest_weapon(doc, trigger, weapons)
    if armed is not None:
        return _join(doc, groups, trigger, armed.kind)
    moving = [g for g in groups if g.kind == "advance"]
    if moving and trigger.kind in {"killed", "injured", "casualties"}:
        return moving[0]
    kind = _kind_before(doc, trigger, before) or load("events")["effect_kinds"][trigger.kind]
    return _join(doc, groups, trigger, kind, anaphoric=True)


def _kind_before(doc: Doc, trigger: Trigger, before: KindsTold) -> str | None:
    """The kind told just before, where a sentence says next what it did: "A bomb went off. Thirteen people died"."""
    sent = doc[trigger.head].sent
    if before.kind is None or is_cumulative(sent):
        return None
    if trigger.kind in {"destroyed", "damaged"}:
        return before.kind if before.is_fresh else None
    if doc[trigger.head].pos_ != "VERB" or find_status(doc, trigger.head) != "asserted" or before.age > 0:
        return None
    totals = any(token.lower_ in load("events")["totalling"] for token in sent)
    return None if totals or before.kind not in load("events")["momentary"] else before.kind


def _loses_people(verb: Token) -> bool:
    """ "lost twelve soldiers", not "lost the city"."""
    return any(child.dep_ in {"dobj", "obj"} and token_class(child) == "person" for child in verb.children)


def _nearest(doc: Doc, groups: list[Group], token: int) -> Group | None:
    """The group whose words share the token's clause, else stand nearest."""
    if not groups:
        return None
    clause = clause_head(doc[token]).i

    def distance(group: Group) -> tuple[bool, int]:
        same = any(clause_head(doc[word]).i == clause for word in group.words)
        return (not same, min(abs(word - token) for word in group.words))

    return min(groups, key=distance)


def _nearest_weapon(doc: Doc, trigger: Trigger, weapons: list[Trigger]) -> Trigger | None:
    """The weapon in the trigger's clause, or the only one of the sentence."""
    clause = clause_head(doc[trigger.head]).i
    near = [w for w in weapons if clause_head(doc[w.head]).i == clause and w.head not in trigger.tokens]
    if not near:
        near = [w for w in weapons if abs(w.head - trigger.head) <= 12 and w.head not in trigger.tokens]
    return min(near, key=lambda w: abs(w.head - trigger.head), default=None)


def _part_weapons(doc: Doc, groups: list[Group], weapons: list[Trigger]) -> None:
    """An event for each kind of weapon where several are named side by side: "shelled with rockets and artillery"."""
    for weapon in weapons:
        beside = [w for w in weapons if w.kind != weapon.kind and _side_by_side(doc[w.head], doc[weapon.head])]
        whole = next((g for g in groups for w in beside if g.kind == w.kind), None)
        if whole is not None and not any(g.kind == weapon.kind for g in groups):
            groups.append(Group(kind=weapon.kind, head=weapon.head, words={weapon.head, whole.head}))


def _side_by_side(one: Token, other: Token) -> bool:
    """Whether two words are joined by "and" or a comma: each hangs on the other, or both on one that they are joined to."""
    return other.i in {t.i for t in one.conjuncts}


def _give_weapons(doc: Doc, groups: list[Group], weapons: list[Trigger]) -> None:
    for weapon in weapons:
        fitting = [g for g in groups if g.kind == weapon.kind] or [g for g in groups if g.kind in kinds_of("strike")]
        near = _nearest(doc, fitting, weapon.head)
        if near is not None:
            near.instruments.append(weapon)
            if near.kind == weapon.kind:
                near.words.add(weapon.head)


def _mention(doc: Doc, sent: Span, group: Group) -> EventMention:
    head = _head_word(group)
    roles = find_roles(
        doc,
        head,
        sorted(group.words),
        [(w.first, w.last) for w in group.instruments],
        speech=group.kind in kinds_of("conflict_talk") | {"support"},
        violent=group.kind in kinds_of("strike") | kinds_of("movement"),
    )
    first, last = _stretch(doc, sent)
    actor = None if roles.actor is None or _in_dateline(doc, first, last, roles.actor) else roles.actor
    return EventMention(
        span=TextSpan(doc[head].idx, doc[head].idx + len(doc[head])),
        token=head,
        kind=group.kind,
        words=tuple(sorted(group.words)),
        effects=tuple(sorted(group.effects.items())),
        first=first,
        last=last,
        status=_status(doc, group.kind, head),
        actor=actor,
        target=roles.target,
        instrument=roles.instrument,
        speech=group.kind in kinds_of("conflict_talk") or group.kind == "support",
        anaphoric=group.anaphoric,
        apart=group.apart,
    )


def _status(doc: Doc, kind: str, head: int) -> Status:
    """The status of an event; that a thing was not accepted is a rejection which is asserted."""
    found = find_status(doc, head)
    return "asserted" if kind == "rejection" and found == "denied" and refuses(doc[head]) else found


def _in_dateline(doc: Doc, first: int, last: int, tokens: tuple[int, int]) -> bool:
    """ "EL FASHER, Sudan - Shells struck": the town of the dateline fired nothing."""
    stretch = TextSpan(doc[first].idx, doc[last].idx + len(doc[last]))
    return any(doc[tokens[0]].idx < head.end for head in dateline(doc, stretch))


def _head_word(group: Group) -> int:
    """The word that stands for the event: its first trigger that is no effect, else its first."""
    plain = [word for word in sorted(group.words) if word not in group.effects]
    weapons = {w.head for w in group.instruments}
    telling = [word for word in plain if word not in weapons]
    first = group.head if group.head in group.words else min(group.words)  # a word may tell both: "executed"
    return telling[0] if telling else first


def _stretch(doc: Doc, sent: Span) -> tuple[int, int]:
    """First and last token of the sentence, without surrounding white space."""
    first, last = sent.start, sent.end - 1
    while first < last and doc[first].is_space:
        first += 1
    while last > first and doc[last].is_space:
        last -= 1
    return first, last
