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

from collections.abc import Iterator, Sequence
from functools import cache

from spacy.tokens import Doc, Token

from sayso.extract.clauses import clause_head, is_passive, verb_before
from sayso.extract.units import token_class
from sayso.extract.wording import text_of
from sayso.lexicon import load
from sayso.model import EventMention, FigureMention

_REACH = 14  # tokens between a number and the word for what was done, where the parse does not join them
_TOLL_REACH = 25  # "put the death toll of the raids on a mill in the old town at 47"
_GOVERNING = frozenset({"lose", "claim"})  # verbs that tell of victims only through their object
_TOLLS = frozenset({"toll", "count", "tally", "figure", "estimate", "number"})
_RAISING = frozenset({"raise", "rise", "revise", "increase", "update", "lift", "climb", "jump", "lower", "grow"})
_LOOSELY = frozenset({"affect", "treat", "suffer", "sicken"})  # of people and things alike
_WRONG_SIDE = 8  # tokens added where the word stands on the side that its form does not expect
_SUFFERED = frozenset({"killed", "injured", "casualties", "missing", "detained", "abducted", "displaced", "besieged"})
_BROKEN = frozenset({"destroyed", "damaged"})
_INTRANSITIVE = frozenset(
    {
        "die",
        "perish",
        "flee",
        "succumb",
        "drown",
        "disappear",
        "vanish",
        "escape",
        "leave",
        "suffer",
        "collapse",
        "crash",
        "sink",
        "suffocate",
        "choke",
    }
)
_ENGAGING = frozenset({"engage", "suppress", "hit", "strike", "target", "pound"})
_COUNTED = frozenset({"strikes", "sorties", "munitions", "targets"})
_HIT = frozenset(
    {
        "hit",
        "target",
        "strike",
        "attack",
        "engage",
        "pound",
        "bomb",
        "shell",
        "bombard",
        "raid",
        "suppress",
        "fire",
        "launch",
    }
)


def tie_figures(
    doc: Doc, events: Sequence[EventMention], figures: Sequence[FigureMention]
) -> Iterator[tuple[int, int, str]]:
    """(index of figure, index of event, measure) for every figure that tells of an event, in order of the figures."""
    tied: dict[int, tuple[int, str]] = {}
    for i, figure in enumerate(figures):
        if figure.low is None and figure.high is None:
            continue  # "many": nothing that could be held against another account
        near = [(e, event) for e, event in enumerate(events) if event.first <= figure.head <= event.last]
        found = _tie(doc, near, figure, figures) if near else None
        if found is not None:
            tied[i] = found
    _follow_wholes(figures, tied)
    for i, (event, measure) in sorted(tied.items()):
        yield i, event, measure


def _follow_wholes(figures: Sequence[FigureMention], tied: dict[int, tuple[int, str]]) -> None:
    """A part goes where its whole goes: of twelve killed, five children were killed."""
    by_span = {figure.span: i for i, figure in enumerate(figures)}
    for i, figure in enumerate(figures):
        whole = None if figure.part_of is None else by_span.get(figure.part_of)
        if whole is not None and whole in tied:
            tied[i] = tied[whole]


def _tie(
    doc: Doc, events: list[tuple[int, EventMention]], figure: FigureMention, figures: Sequence[FigureMention]
) -> tuple[int, str] | None:
    if _is_superseded(doc, figure) or _is_base_of_share(doc, figure):
        return None
    if figure.measure in _COUNTED:
        return _counted(doc, events, figure)
    if figure.measure == "money":
        return _paid(doc, events, figure)
    if figure.measure not in {None, "troops", "vehicles", "buildings"}:
        return None
    listed = _listed(doc, events, figure)
    if listed is not None:
        return listed
    best: tuple[int, int, str] | None = None
    for number, event in events:
        for token, measure in event.effects:
            cost = _cost(doc, figure, doc[token], measure, figures)
            if cost is not None and (best is None or cost < best[0]):
                best = (cost, number, _taken_together(doc[token], event) or measure)
    if best is not None:
        return best[1], best[2]
    return _hit_or_sent(doc, events, figure)


def _is_base_of_share(doc: Doc, figure: FigureMention) -> bool:
    """ "shot down 22 of 27 drones": the 27 were not shot down."""
    i = figure.first
    if i > 1 and doc[i - 1].lower_ == "the":
        i -= 1
    return i > 1 and doc[i - 1].lower_ == "of" and doc[i - 2].like_num


def _taken_together(effect: Token, event: EventMention) -> str | None:
    """ "killed or wounded 40", "dozens killed and injured": one number for both is of casualties."""
    measures = dict(event.effects)
    for joined, other in ((effect.i + 1, effect.i + 2), (effect.i - 1, effect.i - 2)):
        if not effect.sent.start <= joined < effect.sent.end or effect.doc[joined].lower_ not in {"and", "or", "/"}:
            continue
        both = {measures.get(effect.i), measures.get(other)} == {"killed", "injured"}
        if both and effect.tag_ == effect.doc[other].tag_:
            return "casualties"
    return None


def _is_superseded(doc: Doc, figure: FigureMention) -> bool:
    """The number that a toll rose from: "raised the toll of eight to 36", "up from 15 to 22"."""
    i = figure.first - 1
    if i < 1:
        return False
    before, verb = doc[i].lower_, doc[i - 1]
    if before == "of" and verb.lemma_.lower() in _TOLLS:
        return any(token.lemma_.lower() in _RAISING for token in (verb.head, verb.head.head))
    if before != "from":
        return False
    rises = any(
        token.lemma_.lower() in _RAISING or token.lower_ in {"up", "down"}
        for token in doc[figure.head].sent
        if token.i < i
    )
    return rises and (
        verb.lemma_.lower() in _RAISING | {"up", "down"} or doc[min(figure.last + 1, len(doc) - 1)].lower_ == "to"
    )


def _counted(doc: Doc, events: list[tuple[int, EventMention]], figure: FigureMention) -> tuple[int, str] | None:
    """Strikes, sorties and munitions belong to the violent event that their noun tells of, or stands nearest to."""
    violent = [(number, event) for number, event in events if event.kind in _violent()]
    if not violent or figure.measure is None or is_article(doc, figure):
        return None
    near = min(violent, key=lambda pair: min(abs(word - figure.head) for word in pair[1].words))
    return near[0], figure.measure


def _paid(doc: Doc, events: list[tuple[int, EventMention]], figure: FigureMention) -> tuple[int, str] | None:
    """A sum of money belongs to the event of its clause."""
    clause = clause_head(doc[figure.head]).i
    own = [number for number, event in events if any(clause_head(doc[word]).i == clause for word in event.words)]
    return (own[0], "money") if own else None


def _listed(doc: Doc, events: list[tuple[int, EventMention]], figure: FigureMention) -> tuple[int, str] | None:
    """An item of a list of things after its verb: "destroyed six stills, two bridges and a tank; damaged a road"."""
    verb, items = verb_before(doc, figure.first)
    if verb is None or (items == 0 and is_article(doc, figure)):
        return None
    for number, event in events:
        for token, measure in event.effects:
            if token == verb.i and measure in _BROKEN and _can_suffer(doc, figure, measure, verb):
                return number, measure
        if event.kind in _violent() and verb.lemma_.lower() in _ENGAGING and token_class(doc[figure.head]) != "person":
            return number, "targets"
    return None


@cache
def _violent() -> frozenset[str]:
    return frozenset(load("events")["families"]["strike"])


def is_article(doc: Doc, figure: FigureMention) -> bool:
    """Whether the number is only "a", "an", "his" and the like."""
    return figure.number.quote(text_of(doc)).lower() in {"a", "an", "its", "his", "her", "their", "the", ""}


def _cost(doc: Doc, figure: FigureMention, effect: Token, measure: str, figures: Sequence[FigureMention]) -> int | None:
    """How far the figure is from an effect word as its victim or object; None where it cannot be."""
    if not _can_suffer(doc, figure, measure, effect):
        return None
    head = doc[figure.head]
    if effect.i == head.i or figure.first <= effect.i <= figure.last:
        return 0
    if _stands_alone_before(doc, figure, effect, figures):
        return -1
    governed = _governed(head, effect)
    if governed is not None:
        return governed
    if is_article(doc, figure):
        return None
    gap = effect.i - figure.last if effect.i > figure.last else figure.first - effect.i
    reach = _TOLL_REACH if effect.lemma_.lower() == "toll" and effect.i < figure.first else _REACH
    if gap > reach or effect.lemma_.lower() in _GOVERNING or _crosses(doc, figure, effect, figures):
        return None
    return 4 + gap + (0 if _expected_side(figure, effect) else _WRONG_SIDE)


def _stands_alone_before(doc: Doc, figure: FigureMention, effect: Token, figures: Sequence[FigureMention]) -> bool:
    """ "3 killed 12 others injured in": a participle right after a number, with nothing of its own behind it, is its own."""
    following = figure.last + 1
    if effect.i != following or effect.tag_ not in {"VBN", "VBD", "JJ"} or is_article(doc, figure):
        return False
    behind = doc[following + 1] if following + 1 < len(doc) else None
    if behind is None or behind.pos_ in {"NOUN", "PROPN", "NUM", "PRON", "ADJ"}:
        return behind is None
    return not any(other.first == following + 1 for other in figures)


def _can_suffer(doc: Doc, figure: FigureMention, measure: str, effect: Token) -> bool:
    """People are killed, things destroyed; a number without a noun may be either."""
    kind = token_class(doc[figure.head])
    if effect.lemma_.lower() in _LOOSELY and kind != "person" and figure.unit is not None:
        return False  # stalls are affected, too
    if measure in _BROKEN:
        return kind not in {"person"} and figure.unit is not None
    if measure in _SUFFERED:
        return kind in {"person", None, "troops"} and figure.measure in {None, "troops"}
    return True


def _governed(head: Token, effect: Token) -> int | None:
    """Steps from the figure's noun to the effect word along the parse, None where it is not what suffers."""
    token, steps = head, 0
    while steps < 5:
        governor = token.head
        if governor.i == token.i:
            break
        if governor.i == effect.i:
            return _as_victim(token, effect, steps)
        if token.dep_ not in {
            "conj",
            "pobj",
            "prep",
            "nummod",
            "appos",
            "attr",
            "poss",
            "compound",
            "amod",
            "dep",
            "quantmod",
        }:
            break
        token, steps = governor, steps + 1
    modifiers = [child for child in head.children if child.dep_ in {"acl", "relcl", "amod", "oprd"}]
    if any(
        child.i == effect.i and (child.tag_ in {"VBN", "VBD", "JJ"} or child.dep_ == "relcl") for child in modifiers
    ):
        return 1
    governor = head.head
    if (
        head.dep_ in {"dobj", "nsubj"}
        and governor.lemma_ in {"leave", "have"}
        and effect.head.i in {governor.i, head.i}
        and effect.i > head.i
    ):
        return 1
    return None


def _as_victim(token: Token, effect: Token, steps: int) -> int | None:
    if effect.pos_ not in {"VERB", "AUX"}:
        return steps + 1
    if token.dep_ == "nsubj":
        suffers = effect.lemma_.lower() in _INTRANSITIVE or is_passive(effect) or effect.tag_ == "VBN"
        return steps if suffers and not any(child.dep_ in {"dobj", "obj"} for child in effect.children) else None
    if token.dep_ in {"nsubjpass", "dobj", "attr", "oprd", "dative"}:
        return steps
    if token.dep_ == "prep":
        return steps + 2 if token.lower_ in {"of", "to", "among", "as"} else None
    return None if token.dep_ in {"npadvmod", "advmod", "agent"} else steps + 3


def _expected_side(figure: FigureMention, effect: Token) -> bool:
    """Participles and "dead" follow those who suffer; active verbs and "death of" go before them."""
    after = effect.i > figure.last
    if effect.pos_ in {"ADJ"} or effect.tag_ == "VBN" or effect.lemma_.lower() in _INTRANSITIVE:
        return after
    if effect.tag_ == "VBD":
        return True
    return not after


def _crosses(doc: Doc, figure: FigureMention, effect: Token, figures: Sequence[FigureMention]) -> bool:
    """Whether another number stands between, or the sentence turns (";")."""
    low, high = (figure.last + 1, effect.i) if effect.i > figure.last else (effect.i + 1, figure.first)
    if any(token.text in {";", ":"} for token in doc[low:high]):
        return True
    return any(
        low <= other.first < high and other.part_of is None and not is_article(doc, other)
        for other in figures
        if other is not figure
    )


def _hit_or_sent(doc: Doc, events: list[tuple[int, EventMention]], figure: FigureMention) -> tuple[int, str] | None:
    """ "hit seven targets" counts targets; "sent 2,000 troops" counts troops."""
    head = doc[figure.head]
    governor = head.head
    for number, event in events:
        if (
            event.kind == "deployment"
            and (figure.measure == "troops" or token_class(head) == "person")
            and not is_article(doc, figure)
        ):
            return number, "troops"
        if event.kind in _violent() and not is_article(doc, figure) and _is_target(head, governor):
            return number, "targets"
    return None


def _is_target(head: Token, governor: Token) -> bool:
    return head.lemma_.lower() == "target" or (token_class(head) not in {"person", None} and _is_hit(head, governor))


def _is_hit(head: Token, governor: Token) -> bool:
    if head.dep_ == "dobj" and governor.lemma_.lower() in _HIT - {"fire", "launch"}:
        return True
    if head.dep_ == "nsubjpass" and governor.lemma_.lower() in _HIT:
        return True
    return (
        head.dep_ == "pobj"
        and governor.lower_ in {"at", "on", "against"}
        and governor.head.lemma_.lower() in _HIT | {"strike", "raid", "airstrike"}
    )
