"""Tie figures to events: which event a number belongs to, and what it measures there.

>>> from sayso.language.parse import load_model
>>> from sayso.extract.events import find_events
>>> from sayso.extract.figures import find_figures
>>> doc = load_model()("Air strikes killed 12 people and wounded 30 others.")
>>> figures = list(find_figures(doc))
>>> [(figures[i].low, measure) for i, _, measure in tie_figures(doc, find_events(doc), figures)]
[(12, 'killed'), (30, 'injured')]
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from spacy.tokens import Doc, Token

from sayso.extract.clauses import clause_head, verb_before
from sayso.extract.extents import extent_of
from sayso.extract.holding import held
from sayso.extract.runs import in_run
from sayso.extract.suffering import (
    BROKEN,
    SUFFERED,
    can_suffer,
    cost,
    is_article,
    taken_together,
)
from sayso.extract.tolls import is_ratio, is_superseded, words
from sayso.extract.units import noun_measure, person_group, token_class
from sayso.extract.wording import text_of
from sayso.lexicon import load
from sayso.model import EventMention, FigureMention

_RUN = 60  # tokens behind a sentence in which a run of numbers and fates may go on
_BREATH = 7  # tokens between the heads of "air strikes and heavy artillery shelling"
_NAMING = frozenset({"NOUN", "PROPN", "ADJ", "DET", "PUNCT", "CCONJ", "ADP", "ADV"})  # between two events of one breath
_JOINING = frozenset({"and", "or", "plus"})
_PREPOSITIONS = frozenset({"as", "well", "to"})  # "as well as", "surface-to-surface"
_JARGON = frozenset({"engage", "suppress"})  # in lists of strikes: "engaged a tactical unit" counts one
_THINGS = frozenset({"vehicle", "aircraft", "vessel", "weapon", "building", "site"})
_COUNTED = frozenset({"strikes", "sorties", "munitions", "targets"})
_LISTED = re.compile(
    r"\s*,?\s*(?:and|or|as well as|plus|in addition to|along with|together with|alongside)?\s*", re.IGNORECASE
)


def tie_figures(
    doc: Doc, events: Sequence[EventMention], figures: Sequence[FigureMention]
) -> Iterator[tuple[int, int, str]]:
    """(index of figure, index of event, measure) for every figure that tells of an event, in order of the figures.

    A figure may tell of two events: "shelling and air strikes killed 20".
    """
    tied: dict[int, tuple[int, str]] = {}
    at: defaultdict[int, list[int]] = defaultdict(list)  # the events of each token
    for e, event in enumerate(events):
        for token in range(event.first, event.last + 1):
            at[token].append(e)
    starts = [figure.first for figure in figures]
    for i, figure in enumerate(figures):
        if figure.low is None and figure.high is None:
            continue  # "many": nothing that could be held against another account
        near = [(e, events[e]) for e in at.get(figure.head, ())]
        if not near:
            continue
        first = min(doc[figure.head].sent.start, *(event.first for _, event in near))
        last = max(event.last for _, event in near)
        beside = figures[bisect_left(starts, first) : bisect_right(starts, last + _RUN)]
        found = _tie(doc, near, figure, beside) or extent_of(doc, near, figure) or held(doc, near, figure)
        if found is not None and not (found[1] in SUFFERED | BROKEN and is_ratio(doc, figure)):
            tied[i] = found
    _follow_wholes(doc, events, figures, tied)
    _follow_lists(doc, figures, tied)
    begun: defaultdict[int, list[int]] = defaultdict(list)  # the events by where their sentences begin
    for e, event in enumerate(events):
        begun[event.first].append(e)
    for i, (owner, measure) in sorted(tied.items()):
        yield i, owner, measure
        if measure in SUFFERED | BROKEN:
            for other in _beside(doc, events, owner, begun[events[owner].first]):
                yield i, other, measure


def _beside(doc: Doc, events: Sequence[EventMention], owner: int, mates: Sequence[int]) -> Iterator[int]:
    """Violent events of other kinds named with this one in one breath: "clashes, shelling and air strikes"; `mates` are the
    events of its sentence."""
    event = events[owner]
    for i in mates:
        other = events[i]
        if other.kind == event.kind or not {other.kind, event.kind} <= _violent():
            continue
        if any(_in_a_breath(doc, *sorted((one, two))) for one in _names(doc, event) for two in _names(doc, other)):
            yield i


def _names(doc: Doc, event: EventMention) -> list[int]:
    """The words that name an event, not those that tell what it did."""
    effects = {token for token, _ in event.effects}
    named = (doc[word] for word in event.words if word not in effects)
    return [token.i for token in named if token.pos_ in {"NOUN", "PROPN"} or token.lower_.endswith("ing")]


def _in_a_breath(doc: Doc, one: int, two: int) -> bool:
    """Whether two words are named together: nothing between them but names, joined by "and" or "as well as"."""
    between = doc[one + 1 : two]
    if len(between) > _BREATH or not any(t.lower_ in _JOINING or t.lower_ == "well" for t in between):
        return False
    names = all(t.pos_ in _NAMING and (t.pos_ not in {"ADP", "ADV"} or t.lower_ in _PREPOSITIONS) for t in between)
    return names and not any(t.text in {";", ":", "(", ")"} for t in between)


def _follow_wholes(
    doc: Doc, events: Sequence[EventMention], figures: Sequence[FigureMention], tied: dict[int, tuple[int, str]]
) -> None:
    """A part goes where its whole goes: of twelve killed, five children were killed."""
    by_span = {figure.span: i for i, figure in enumerate(figures)}
    for i, figure in enumerate(figures):
        whole = None if figure.part_of is None else by_span.get(figure.part_of)
        if whole is not None and whole in tied and not (i in tied and _has_own_fate(doc, events[tied[i][0]], figure)):
            tied[i] = tied[whole]


def _has_own_fate(doc: Doc, event: EventMention, figure: FigureMention) -> bool:
    """Whether a verb of its own takes the figure: "killed 47, most of them guards, and wounded dozens more"."""
    head = doc[figure.head]
    alone = figure.unit is None and head.dep_ in {"nsubj", "nsubjpass"}  # "12 hurt, three of whom died"
    return (alone or head.dep_ == "dobj") and head.head.i in dict(event.effects)


def _follow_lists(doc: Doc, figures: Sequence[FigureMention], tied: dict[int, tuple[int, str]]) -> None:
    """An item of a list shares the fate of those beside it: "killed six farmers and two guards", "those killed included ..."."""
    order = range(1, len(figures))
    pairs = [*((i - 1, i) for i in order), *((i, i - 1) for i in reversed(order))]
    for told, untold in pairs:
        if told not in tied or untold in tied or tied[told][1] not in SUFFERED | BROKEN | {"targets"}:
            continue
        first, second = figures[min(told, untold)], figures[max(told, untold)]
        alike = _alike(doc, first, second, people=tied[told][1] in SUFFERED)
        if alike and _LISTED.fullmatch(text_of(doc), first.span.end, second.span.start):
            tied[untold] = tied[told]


def _alike(doc: Doc, first: FigureMention, second: FigureMention, *, people: bool) -> bool:
    """Whether both figures are of people, or of things that can be broken."""
    kinds = [token_class(doc[figure.head]) for figure in (first, second)]
    counted = all(figure.low for figure in (first, second))
    return counted and all(kind == "person" if people else kind in _THINGS for kind in kinds)


def _tie(
    doc: Doc, events: list[tuple[int, EventMention]], figure: FigureMention, figures: Sequence[FigureMention]
) -> tuple[int, str] | None:
    if is_superseded(doc, figure) or _is_base_of_share(doc, figure):
        return None
    if figure.measure == "munitions" and (broken := _broken(doc, events, figure)) is not None:
        return broken
    if figure.measure in _COUNTED or _strikes_near(doc, figure) or _how_often(doc, figure):
        return _counted(doc, events, figure)
    if figure.measure == "money":
        return _paid(doc, events, figure)
    if figure.measure not in {None, "troops", "vehicles", "buildings"}:
        return None
    listed = _listed(doc, events, figure)
    if listed is not None:
        return listed
    best: tuple[int, int, str] | None = None
    own = in_run(doc, figure, figures, sorted({token for _, event in events for token, _ in event.effects}))
    for number, event in events:
        for token, measure in event.effects:
            if own is None:
                steps = cost(doc, figure, doc[token], measure, figures)
            else:
                steps = 0 if token == own and can_suffer(doc, figure, measure, doc[token]) else None
            if steps is not None and (best is None or steps < best[0]):
                best = (steps, number, taken_together(doc[token], event) or measure)
    if best is not None:
        return best[1], best[2] if best[2] == "casualties" else noun_measure(doc[figure.head]) or best[2]
    return _by_noun(doc, events, figure) or _gapped(events, figure) or _hit_or_sent(doc, events, figure)


def _gapped(events: list[tuple[int, EventMention]], figure: FigureMention) -> tuple[int, str] | None:
    """What the part of the sentence before did holds for a part without a verb: "killed ten in A, three in B"."""
    for number, event in events:
        before = [measure for token, measure in event.effects if token < event.first]
        if len(before) == len(event.effects) > 0 and figure.head == event.token:
            return number, before[-1]
    return None


def _broken(doc: Doc, events: list[tuple[int, EventMention]], figure: FigureMention) -> tuple[int, str] | None:
    """Munitions that are themselves destroyed: "destroyed two tanks and three car bombs", "four missiles were shot down"."""
    head = doc[figure.head]
    listed, _ = verb_before(doc, figure.first)
    for number, event in events:
        for token, measure in event.effects:
            governs = head.head.i == token and head.dep_ in {"dobj", "nsubjpass"}
            if measure in BROKEN and (governs or (listed is not None and listed.i == token)):
                return number, measure
    return None


def _by_noun(doc: Doc, events: list[tuple[int, EventMention]], figure: FigureMention) -> tuple[int, str] | None:
    """Victims by their noun alone: "dozens of casualties reported in the blast", "raids that claimed 100 lives"."""
    violent = [(number, event) for number, event in events if event.kind in _violent()]
    if not violent or is_article(doc, figure) or doc[max(0, figure.first - 1)].lower_ == "by":
        return None  # "told by two bodies"
    head, before = doc[figure.head], doc[max(0, figure.first - 1)]
    taken = head.lower_ in words("lives") and before.lemma_.lower() in words("taking")
    measure = "killed" if taken else noun_measure(head)
    if measure not in SUFFERED:
        return None
    near = min(violent, key=lambda pair: min(abs(word - figure.head) for word in pair[1].words))
    return near[0], measure


def _is_base_of_share(doc: Doc, figure: FigureMention) -> bool:
    """ "shot down 22 of 27 drones": the 27 were not shot down."""
    i = figure.first
    if i > 1 and doc[i - 1].lower_ == "the":
        i -= 1
    return i > 1 and doc[i - 1].lower_ == "of" and doc[i - 2].like_num


def _counted(doc: Doc, events: list[tuple[int, EventMention]], figure: FigureMention) -> tuple[int, str] | None:
    """Strikes, sorties and munitions belong to the violent event that their noun tells of, or stands nearest to."""
    violent = [(number, event) for number, event in events if event.kind in _violent()]
    if not violent or (is_article(doc, figure) and not _strikes_near(doc, figure)):
        return None
    if doc[figure.first].lower_ in words("unsaid"):
        return None
    near = min(violent, key=lambda pair: min(abs(word - figure.head) for word in pair[1].words))
    return near[0], figure.measure or "strikes"


def _how_often(doc: Doc, figure: FigureMention) -> bool:
    """ "was hit several times", "struck the market twice": each time is a strike."""
    head = doc[figure.head]
    return (head.lemma_.lower() == "time" or head.lower_ in words("often")) and clause_head(
        head
    ).lemma_.lower() in words("hit")


def _strikes_near(doc: Doc, figure: FigureMention) -> bool:
    """ "Near Rawah, an airstrike destroyed a bunker": in a list of strikes by place, the article counts."""
    sent = doc[figure.head].sent
    lead = [token for token in sent if token.i < figure.first]
    plain = [token for token in lead if not token.is_punct and not token.is_space]
    named = len(plain) > 1 and all(token.text[:1].isupper() for token in plain[1:])
    listed = bool(plain) and plain[0].lower_ == "near" and (lead[-1].text == "," or named)
    return listed and token_class(doc[figure.head]) == "strike"


def _paid(doc: Doc, events: list[tuple[int, EventMention]], figure: FigureMention) -> tuple[int, str] | None:
    """A sum of money belongs to the event of its clause."""
    clause = clause_head(doc[figure.head]).i
    own = [number for number, event in events if any(clause_head(doc[word]).i == clause for word in event.words)]
    return (own[0], "money") if own else None


def _listed(doc: Doc, events: list[tuple[int, EventMention]], figure: FigureMention) -> tuple[int, str] | None:
    """An item of a list of things after its verb: "destroyed six stills, two bridges and a tank; damaged a road"."""
    verb, items = verb_before(doc, figure.first)
    if verb is None:
        return None
    if (
        items == 0
        and is_article(doc, figure)
        and not (verb.lemma_.lower() in _JARGON and token_class(doc[figure.head]))
    ):
        return None
    for number, event in events:
        for token, measure in event.effects:
            if token == verb.i and measure in BROKEN and can_suffer(doc, figure, measure, verb):
                return number, measure
        if (
            event.kind in _violent()
            and verb.lemma_.lower() in words("engaging")
            and figure.unit is not None
            and token_class(doc[figure.head]) != "person"
        ):
            return number, "targets"
    return None


@cache
def _violent() -> frozenset[str]:
    return frozenset(load("events")["families"]["strike"])


def _hit_or_sent(doc: Doc, events: list[tuple[int, EventMention]], figure: FigureMention) -> tuple[int, str] | None:
    """ "hit seven targets" counts targets; "sent 2,000 troops" counts troops."""
    head = doc[figure.head]
    governor = head.head
    for number, event in events:
        if (
            event.kind == "deployment"
            and (figure.measure == "troops" or person_group(head.lower_) in {"anyone", "fighter"})
            and not is_article(doc, figure)
        ):
            return number, "troops"
        if event.kind == "destruction" and token_class(head) in _THINGS and _is_object(head, event):
            return number, "destroyed"
        aimed = _is_target(head, governor) or _is_aimed_at(doc, event, figure)
        if event.kind in _violent() and not is_article(doc, figure) and aimed and not _is_known(doc, figure):
            return number, "targets"
    return None


def _is_object(head: Token, event: EventMention) -> bool:
    """ "looted nine shops", "set fire to 20 homes", "four houses were razed"."""
    if head.dep_ in {"dobj", "nsubjpass"}:
        return head.head.i in event.words
    return (
        head.dep_ == "pobj"
        and head.head.lower_ == "to"
        and {head.head.head.i, head.head.head.head.i} & set(event.words) != set()
    )


def _is_aimed_at(doc: Doc, event: EventMention, figure: FigureMention) -> bool:
    """ "air raids on four hospitals", "the bombings of two embassies"."""
    at = figure.first - 1
    aimed = at > 0 and doc[at].lower_ in {"on", "against", "of"} and at - 1 in event.words
    return aimed and token_class(doc[figure.head]) in {"building", "site"} and doc[at - 1].pos_ == "NOUN"


def _is_known(doc: Doc, figure: FigureMention) -> bool:
    """ "fired on the two towns": told of before; "on two fronts", "the two sides": no thing that is hit."""
    return (figure.first > 0 and doc[figure.first - 1].lower_ == "the") or doc[figure.head].lemma_.lower() in words(
        "abstract"
    )


def _is_target(head: Token, governor: Token) -> bool:
    return head.lemma_.lower() == "target" or (token_class(head) not in {"person", None} and _is_hit(head, governor))


def _is_hit(head: Token, governor: Token) -> bool:
    if head.dep_ == "dobj" and governor.lemma_.lower() in words("hit") - {"fire", "launch"}:
        return True
    if head.dep_ == "nsubjpass" and governor.lemma_.lower() in words("hit"):
        return True
    return (
        head.dep_ == "pobj"
        and governor.lower_ in {"at", "on", "against"}
        and governor.head.lemma_.lower() in words("hit") | {"strike", "raid", "airstrike"}
    )
