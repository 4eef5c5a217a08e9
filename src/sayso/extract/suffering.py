"""Suffering: how far a word for what was done is from a number as that of its victims or things.

>>> from sayso.extract.figures import find_figures
>>> from sayso.language.parse import load_model
>>> doc = load_model()("The raid killed 12 people.")
>>> figures = list(find_figures(doc))
>>> cost(doc, figures[0], doc[2], "killed", figures), cost(doc, figures[0], doc[2], "destroyed", figures)
(0, None)
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from sayso.extract.clauses import is_passive
from sayso.extract.tolls import fated_at, is_superseded, put_at, words
from sayso.extract.units import token_class
from sayso.extract.wording import text_of
from sayso.model import EventMention, FigureMention

SUFFERED = frozenset({"killed", "injured", "casualties", "missing", "detained", "abducted", "displaced", "besieged"})
BROKEN = frozenset({"destroyed", "damaged"})
_REACH = 14  # tokens between a number and the word for what was done, where the parse does not join them
_TOLL_REACH = 25  # "put the death toll of the raids on a mill in the old town at 47"
_WRONG_SIDE = 8  # tokens added where the word stands on the side that its form does not expect
_WHERE = frozenset({"in", "at", "near", "from", "around", "outside", "inside", "across", "through", "over"})
_BY_THE_WAY = frozenset({"duration", "distance"})  # "put the toll of the six-year war at 4,000"
_WHOLE = frozenset({"person", "strike", "sortie", "event", "duration", "distance"})  # classes of what cannot be broken


def cost(doc: Doc, figure: FigureMention, effect: Token, measure: str, figures: Sequence[FigureMention]) -> int | None:
    """How far the figure is from an effect word as its victim or object; None where it cannot be."""
    if not can_suffer(doc, figure, measure, effect) or _in_part(doc, figure, effect, figures):
        return None
    if fated_at(doc, figure, effect):
        return -2
    head = doc[figure.head]
    if effect.i in (head.i, figure.last):
        return -2  # "12 deaths", whatever caused them
    if figure.first <= effect.i <= figure.last:
        return 0
    if _sustains(doc, figure, effect) or put_at(doc, figure, effect):
        return -1
    if _stands_alone_before(doc, figure, effect, figures) or _counts_among(doc, figure, effect):
        return -1
    if _takes(figure, effect):
        return 0
    governed = _governed(head, effect)
    if governed is not None:
        return governed
    if is_article(doc, figure) or _is_doer(head, effect) or _is_charge(head, effect) or _is_place(head):
        return None
    gap = effect.i - figure.last if effect.i > figure.last else figure.first - effect.i
    reach = _TOLL_REACH if effect.lemma_.lower() == "toll" and effect.i < figure.first else _REACH
    if gap > reach or effect.lemma_.lower() in words("governing") or _crosses(doc, figure, effect, figures):
        return None
    return 4 + gap + (0 if _expected_side(figure, effect) else _WRONG_SIDE)


def _in_part(doc: Doc, figure: FigureMention, effect: Token, figures: Sequence[FigureMention]) -> bool:
    """Whether only some of those counted met the fate: "fought three gunmen, two of whom were killed"."""
    return any(
        other.part_of == figure.span
        and other.unit is None
        and other.last < effect.i
        and all(token.pos_ in {"AUX", "ADV"} for token in doc[other.last + 1 : effect.i])
        for other in figures
    )


def taken_together(effect: Token, event: EventMention) -> str | None:
    """ "killed or wounded 40", "dozens killed and injured": one number for both is of casualties."""
    measures = dict(event.effects)
    sent = effect.sent
    for step in (1, -1):
        at = effect.i + step
        if sent.start <= at < sent.end and effect.doc[at].lower_ in {"and", "or", "/"}:
            at += step
        elif step == 1 and not (effect.text[:1].isupper() and effect.tag_ != "VBG"):
            continue  # "25 Rebels Killed Injured in Clashes"
        if not sent.start <= at < sent.end:
            continue
        first, second = sorted((effect.i, at))
        numbers = (first > 0 and effect.doc[first - 1].like_num) and effect.doc[
            min(second + 1, len(effect.doc) - 1)
        ].like_num
        if {measures.get(effect.i), measures.get(at)} == {"killed", "injured"} and not numbers:
            return "casualties"
    return None


def _sustains(doc: Doc, figure: FigureMention, effect: Token) -> bool:
    """ "four others sustained serious injuries", "1,250 fighters lost their lives"."""
    if effect.pos_ == "NOUN" and effect.i < figure.first and figure.first - effect.i <= 2:
        return doc[effect.i + 1].lower_ in {"to", "on", "upon"} and effect.head.lemma_.lower() in words("causing")
    between = doc[figure.last + 1 : effect.i] if effect.pos_ in {"NOUN", "PROPN"} else doc[0:0]
    if len(between) and between[0].lemma_.lower() in words("sustaining"):
        return all(token.pos_ in {"ADJ", "ADV", "DET"} for token in between[1:])
    lives = doc[effect.i + 1 : effect.i + 3]
    joined = all(token.pos_ == "AUX" for token in doc[figure.last + 1 : effect.i]) and effect.i > figure.last
    return joined and effect.lemma_.lower() == "lose" and any(t.lower_ in words("lives") for t in lives)


def _takes(figure: FigureMention, effect: Token) -> bool:
    """ "killed at least ten": an active verb right before its number, whatever follows."""
    active = effect.tag_ in {"VBD", "VBG", "VBZ", "VBP", "VB"} and not is_passive(effect)
    return active and effect.i == figure.first - 1 and effect.lemma_.lower() not in words("intransitive")


def _counts_among(doc: Doc, figure: FigureMention, effect: Token) -> bool:
    """ "Among those killed in the raid were two nurses": the verb turned before its subject."""
    start = figure.first - 1
    if start < 1 or doc[start].lemma_.lower() not in {"be", "include"}:
        return False
    before = [token.lower_ for token in doc[doc[start].sent.start : effect.i]]
    return effect.i < start and any(word in before for word in ("among", "amongst"))


def _is_doer(head: Token, effect: Token) -> bool:
    """Whether the figure does something to others, and the word tells of what others did or suffered."""
    verb = head.head
    acts = head.dep_ == "nsubj" and verb.pos_ == "VERB" and not is_passive(verb)
    return acts and verb.i != effect.i and any(child.dep_ == "dobj" for child in verb.children)


def _is_place(head: Token) -> bool:
    """ "killed in several districts": where it was, not what suffered."""
    return head.dep_ == "pobj" and head.head.lower_ in _WHERE and token_class(head) not in {"person", None}


def _is_charge(head: Token, effect: Token) -> bool:
    """ "three counts of destroying records": what the figure is of, not what it suffered."""
    return effect.dep_ == "pcomp" and effect.head.head.i == head.i


def _stands_alone_before(doc: Doc, figure: FigureMention, effect: Token, figures: Sequence[FigureMention]) -> bool:
    """ "3 killed 12 others injured in": a participle right after a number, with nothing of its own behind it, is its own."""
    following = figure.last + 1
    if effect.i != following or effect.tag_ not in {"VBN", "VBD", "JJ"} or is_article(doc, figure):
        return False
    behind = doc[following + 1] if following + 1 < len(doc) else None
    if behind is None or behind.pos_ in {"NOUN", "PROPN", "NUM", "PRON", "ADJ"}:
        return behind is None
    return not any(other.first == following + 1 for other in figures)


def can_suffer(doc: Doc, figure: FigureMention, measure: str, effect: Token) -> bool:
    """People are killed, things destroyed; a number without a noun may be either."""
    kind = token_class(doc[figure.head])
    if doc[figure.head].lemma_.lower() in words("happenings"):
        return False  # "two massacres" are no two dead
    if effect.lemma_.lower() in words("loosely") and kind != "person" and figure.unit is not None:
        return False  # stalls are affected, too
    if measure == "besieged" and effect.dep_ == "amod" and effect.head.i != figure.head:
        return False  # "raids on besieged towns killed 70"
    if measure in BROKEN:
        return (
            kind not in _WHOLE and figure.unit is not None and doc[figure.head].lemma_.lower() not in words("abstract")
        )
    if measure in SUFFERED:
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
        if governor.pos_ in {"VERB", "AUX"} and token.dep_ == "attr":
            break  # "the toll is 70; 130 are injured"
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
    if any(child.i == effect.i and _tells_fate(child) for child in modifiers):
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


def _tells_fate(modifier: Token) -> bool:
    """ "the men killed", "a guard who was killed", "dozens choking on smoke"."""
    suffering = modifier.tag_ == "VBG" and modifier.lemma_.lower() in words("intransitive")
    return modifier.tag_ in {"VBN", "VBD", "JJ"} or modifier.dep_ == "relcl" or suffering


def _as_victim(token: Token, effect: Token, steps: int) -> int | None:
    if effect.pos_ not in {"VERB", "AUX"}:
        return steps + 1
    if token.dep_ == "nsubj":
        suffers = effect.lemma_.lower() in words("intransitive") or is_passive(effect) or effect.tag_ == "VBN"
        return steps if suffers and not any(child.dep_ in {"dobj", "obj"} for child in effect.children) else None
    if token.dep_ in {"nsubjpass", "dobj", "attr", "oprd", "dative"}:
        return steps
    if token.dep_ == "prep":
        return steps + 2 if token.lower_ in {"of", "to", "among", "as"} else None
    return None if token.dep_ in {"npadvmod", "advmod", "agent"} else steps + 3


def _expected_side(figure: FigureMention, effect: Token) -> bool:
    """Participles and "dead" follow those who suffer; active verbs and "death of" go before them."""
    after = effect.i > figure.last
    if effect.pos_ in {"ADJ"} or effect.tag_ == "VBN" or effect.lemma_.lower() in words("intransitive"):
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
        low <= other.first < high
        and other.part_of is None
        and other.measure not in _BY_THE_WAY
        and not is_article(doc, other)
        and not is_superseded(doc, other)
        for other in figures
        if other is not figure
    )


def is_article(doc: Doc, figure: FigureMention) -> bool:
    """Whether the number is only "a", "an", "his" and the like."""
    return figure.number.quote(text_of(doc)).lower() in {"a", "an", "its", "his", "her", "their", "the", ""}
