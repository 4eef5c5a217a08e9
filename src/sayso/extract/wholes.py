"""Wholes: which figure another is a part of ("12 civilians, three of them children"), and over what it is told.

A part is never added to its whole, so a missed part counts people twice; where the words are unclear it stays apart.

>>> from sayso.extract.figures import find_figures
>>> from sayso.language.parse import load_model
>>> text = "They killed 20 people. Six girls were among the dead."
>>> [mention.part_of.quote(text) for mention in find_figures(load_model()(text)) if mention.part_of is not None]
['20 people']
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from sayso.extract.units import person_group, token_class
from sayso.extract.wording import text_of
from sayso.model import FigureMention, Span
from sayso.model.figure import Number, Scope

_LOST = r"dead|deceased|slain|killed|fatalities|martyrs|martyred|victims|casualties"
_HURT = r"injured|wounded|hurt"
_GROUP = rf"(?:the\s+|those\s+|these\s+)?(?:{_LOST}|{_HURT}|people|detained|arrested|missing|hostages)"
_OF = r"(?<!\bnumber\s)of"  # "the number of wounded at 31" tells all of them
_OPENER = re.compile(
    rf"\b(?:including|includes?|included|include|among\s+(?:them|whom|which|these|those)|amongst\s+them|of\s+(?:whom|which|them)"
    rf"|(?:among|amongst|{_OF})\s+{_GROUP}|mostly|mainly)\b[^.;:]{{0,25}}$|\bof\s+(?:these|those)\b[,\s]*$",
    re.IGNORECASE,
)
_BACKWARD = re.compile(
    rf"\b(?:{_OF}|among|amongst)\s+(?:these|those|{_GROUP})\b[^.;:]{{0,25}}$", re.IGNORECASE
)  # to an earlier sentence
_OF_THEM = re.compile(rf"\s*of\s+(?:them|whom|which|these|those|the\s+(?:{_LOST}|{_HURT}))\b", re.IGNORECASE)
_AMONG = re.compile(
    rf"(?:(?!\b(?:adding|saying|noting|added|said)\b)[^.;]){{0,45}}?"
    rf"\b(?:is|was|were|are|be|being)\s+(?:also\s+)?among\s+(?P<whole>{_GROUP})\b",
    re.IGNORECASE,
)  # but not "gave a toll of 48, adding that children were among the dead"
_AMONG_N = re.compile(r"\s*(?:were|was|are|is)?\s*(?:also\s+)?(?:among|amongst)\s+(?:the\s+)?", re.IGNORECASE)
_OF_OPENS = re.compile(
    r"(?:^|[,;:(–—]\s*|\b(?:that|and)\s+)(?:of|among|amongst|from\s+among)\s+(?:the\s+|those\s+|its\s+)?$",
    re.IGNORECASE,
)
_OF_CLOSES = re.compile(r"\s*(?:\w+\s*){0,6},?\s*", re.IGNORECASE)
_OUT_OF = re.compile(r"\s*(?:out\s+)?of\s+(?:the\s+|its\s+|their\s+|all\s+)*", re.IGNORECASE)
_AMONG_THEM = re.compile(
    r"\s*(?:among|amongst|included\s+in)\s+(?:them|those|the\s+(?:\w+ed|dead|victims))\b(?=\s*(?:[.,;)–-]|$|(?:and|was|were|while|as|in|when|by)\b))",
    re.IGNORECASE,
)
_LIST = re.compile(r"\s*(?:,?\s*(?:and|or|as\s+well\s+as|plus)|,|/)?\s*(?:also\s+)?", re.IGNORECASE)
_BEGINS_LIST = re.compile(r"\s*[,(\-–—]?\s*|[^.;:\n]{0,60}:\s*")
_OPENS_BRACKET = re.compile(r"[^.;:()\n]{0,40}\(\s*")
_TOTAL_AFTER = re.compile(
    r"\b(?:in\s+total|so\s+far|to\s+date|since\s+(?:\d{4}|the\s+(?:start|beginning|outbreak|war)|\w+\s+\d{4})|overall|in\s+all|altogether)\b",
    re.IGNORECASE,
)
_TOTAL_BEFORE = re.compile(r"\b(?:toll|tally|body\s+count)\b[^,;]*$|\bsince\s+\d{4}\s*,?\s*$", re.IGNORECASE)
# "brought to 77 the number of ...", "brought the number of those killed to 77", and the time over which they are counted
_RAISES = r"\b(?:br(?:ings?|inging|ought)|t(?:akes?|aking|ook)|rais\w+|push\w*|lift\w*|dr(?:ives?|iving|ove))\b"
_RAISED_BEFORE = re.compile(
    rf"{_RAISES}\s+to\s+(?P<bare>)(?:\w+\s+){{0,2}}$|{_RAISES}[^.;]*\b(?:number|count|total)\b[^.;]*\bto\s+(?:\w+\s+){{0,2}}$",
    re.IGNORECASE,
)
_RAISED_AFTER = re.compile(r"\s+the\s+(?:\w+\s+)?(?:number|count|total)\b", re.IGNORECASE)
_OVER_TIME = re.compile(
    r"\b(?:in|over|during|within)\s+(?:the\s+)?(?:past|last|previous)\s+(?:[\w-]+\s+){0,3}(?:hours|days?|weeks?|fortnight|months?|years?)\b"
    r"|\bsince\b|\bthis\s+(?:week|month|year)\b",
    re.IGNORECASE,
)
_RATE = re.compile(
    r"\s*(?:a|per|each|every)\s+(?:single\s+)?(?:day|week|month|year|hour|night|minute)\b|\s*(?:daily|weekly|monthly)\b",
    re.IGNORECASE,
)
_PLACING = ("in", "at", "near", "from")  # after a lone number: the part of a whole that belongs to one place
_WINDOW = 100  # characters before a figure in which words that open a part may begin
_CLOSING = 12  # tokens from a figure to the bracket that closes behind it
_BACK = 8  # figures looked back at for the whole of a part
_RAISE = 120  # characters before a figure in which the verb stands that brings a number to it
_LEAD, _TRAIL = 60, 90  # characters around a figure in which a toll or "so far" speaks of it


def scope_of(doc: Doc, first: int, last: int) -> Scope | None:
    """Over what a figure is told where its own sentence says so: a running total, a rate; None otherwise."""
    sent = doc[first].sent
    start, end = doc[first].idx, doc[last].idx + len(doc[last])
    if _RATE.match(text_of(doc), end):
        return "rate"
    before = text_of(doc)[max(sent.start_char, start - _LEAD) : start]
    after = text_of(doc)[end : min(sent.end_char, end + _TRAIL)]
    if _TOTAL_BEFORE.search(before) or _TOTAL_AFTER.search(after) or _is_sum(doc, sent, start, end):
        return "total"
    return None


def _is_sum(doc: Doc, sent: Tokens, start: int, end: int) -> bool:
    """Whether the figure is what a number of people over a time was brought to by the latest of several events."""
    raised = _RAISED_BEFORE.search(text_of(doc), max(sent.start_char, start - _RAISE), start)
    if raised is None or (raised["bare"] is not None and not _RAISED_AFTER.match(text_of(doc), end)):
        return False
    return _OVER_TIME.search(text_of(doc), sent.start_char, sent.end_char) is not None


def join_parts(doc: Doc, mentions: Sequence[FigureMention]) -> list[FigureMention]:
    """The mentions with `part_of` set where the words say that one is a part of another."""
    wholes = _bracketed(doc, mentions) | _summed(doc, mentions)
    joined: list[FigureMention] = []
    for index, mention in enumerate(mentions):
        following = mentions[index + 1] if index + 1 < len(mentions) else None
        whole = wholes.get(index) or _whole_of(doc, mention, joined, following)
        unit = (
            following.unit
            if mention.unit is None and following is not None and whole == following.span
            else mention.unit
        )
        joined.append(mention if whole is None else replace(mention, part_of=whole, unit=unit))
    return joined


def _size(mention: FigureMention) -> Number | None:
    return mention.low if mention.low is not None else mention.high


def _bracketed(doc: Doc, mentions: Sequence[FigureMention]) -> dict[int, Span]:
    """Persons in brackets behind a number of persons that they do not exceed: "14 civilians (four children, three women)"."""
    wholes: dict[int, Span] = {}
    for index, whole in enumerate(mentions[:-1]):
        most = whole.high if whole.high is not None else whole.low
        if most is None or most < 2 or token_class(doc[whole.head]) != "person":
            continue
        parts, pattern = [index], _OPENS_BRACKET
        for at in range(index + 1, len(mentions)):
            between = text_of(doc)[mentions[at - 1].span.end : mentions[at].span.start]
            if pattern.fullmatch(between) is None or not _may_be_part(doc, whole, mentions[at]):
                break
            parts, pattern = [*parts, at], _LIST
        held = sum(mentions[at].low or 0 for at in parts[1:]) <= most
        if len(parts) > 1 and held and _closes_bracket(doc, mentions[parts[-1]]):
            wholes |= dict.fromkeys(parts[1:], whole.span)
    return wholes


def _closes_bracket(doc: Doc, part: FigureMention) -> bool:
    """Whether nothing is told of a figure before its bracket closes: not "(five children were wounded)"."""
    for token in doc[part.last + 1 : part.last + 1 + _CLOSING]:
        if token.text == ")":
            return True
        if token.pos_ in {"VERB", "AUX"} or token.text in "(;:.":
            return False
    return False


def _may_be_part(doc: Doc, whole: FigureMention, part: FigureMention) -> bool:
    """Whether a figure counts persons who may be some of those of another: not "others", not fighters of civilians."""
    if token_class(doc[part.head]) != "person" or _apart(doc, part):
        return False
    words = doc.char_span(whole.span.start, whole.span.end, alignment_mode="expand")
    return words is None or not _other_people(words, doc[part.head])


def _summed(doc: Doc, mentions: Sequence[FigureMention]) -> dict[int, Span]:
    """Parts told by their sum alone: "three teachers, two women and a man". Index of each part to the whole's span."""
    wholes: dict[int, Span] = {}
    for index, whole in enumerate(mentions[:-2]):
        size, total, at = _size(whole), 0.0, index + 1
        if size is None or size < 2 or token_class(doc[whole.head]) != "person":
            continue
        while (
            at < len(mentions) and total < size and _listed(doc, mentions[at - 1], mentions[at], first=at == index + 1)
        ):
            total += mentions[at].low or 0
            at += 1
        if total == size and at - index > 2:
            wholes |= dict.fromkeys(range(index + 1, at), whole.span)
        elif at == index + 1:
            wholes |= dict.fromkeys(_spread(doc, mentions, index), whole.span)
    return wholes


def _spread(doc: Doc, mentions: Sequence[FigureMention], index: int) -> list[int]:
    """Parts of the figure at `index` told place by place: "12 civilians were killed, 8 in one town and 4 in ..."."""
    parts: list[int] = []
    for at in range(index + 1, len(mentions)):
        if not _placed(doc, mentions[at]) or doc[mentions[at].first].sent != doc[mentions[index].first].sent:
            break
        parts.append(at)
        if sum(mentions[i].low or 0 for i in parts) == _size(mentions[index]):
            return parts if len(parts) > 1 else []
    return []


def _listed(doc: Doc, previous: FigureMention, mention: FigureMention, *, first: bool) -> bool:
    between = text_of(doc)[previous.span.end : mention.span.start]
    pattern = _BEGINS_LIST if first else _LIST
    return pattern.fullmatch(between) is not None and token_class(doc[mention.head]) == "person"


def _contrasts(doc: Doc, mention: FigureMention) -> bool:
    """Whether the figure stands against those before it ("43 others", "another nine", "and 30 wounded")."""
    return _apart(doc, mention) or mention.unit is None


def _apart(doc: Doc, mention: FigureMention) -> bool:
    """Whether the figure's own words set it apart: "43 others", "another nine"."""
    return doc[mention.head].lower_ in ("others", "more", "other") or mention.text.lower().startswith(
        ("another", "a further")
    )


def _whole_of(
    doc: Doc, part: FigureMention, earlier: Sequence[FigureMention], later: FigureMention | None
) -> Span | None:
    """The whole of a figure by the words around it, the surest wording first."""
    if later is not None and _AMONG_N.fullmatch(text_of(doc), part.span.end, later.span.start):
        return later.span  # "four women were among the 12 killed"
    if later is not None and part.unit is None and _OUT_OF.fullmatch(text_of(doc), part.span.end, later.span.start):
        return later.span  # "11 of the 15 drones"
    if not earlier:
        return None
    among = _AMONG.match(text_of(doc), part.span.end)
    if among is not None and (later is None or later.span.start >= among.end()):
        return _nearest(doc, part, earlier, told=among["whole"])
    continued = _continued(doc, part, earlier[-1]) or _of_counted(doc, part, earlier[-1])
    if continued is not None:
        return continued
    of_them = _OF_THEM.match(text_of(doc), part.number.end)
    if of_them is not None or _AMONG_THEM.match(text_of(doc), part.span.end):
        return _nearest(doc, part, earlier, told=of_them[0] if of_them else "")
    return _opened(doc, part, earlier)


def _opened(doc: Doc, part: FigureMention, earlier: Sequence[FigureMention]) -> Span | None:
    """The whole of a figure right after "including", "among them", "of the dead" and the like."""
    sentence = doc[part.first].sent.start_char
    before = text_of(doc)[max(sentence, part.span.start - _WINDOW) : part.span.start]
    opened = _OPENER.search(before)
    if opened is None or (_apart(doc, part) and " and " in opened[0]):
        return None
    if any(mention.span.end > part.span.start - len(before) + opened.start() for mention in earlier[-3:]):
        return None  # another figure stands between: the opener belongs to that one
    return _nearest(doc, part, earlier, told=opened[0], since=0 if _BACKWARD.search(before) else sentence)


def _of_counted(doc: Doc, part: FigureMention, previous: FigureMention) -> Span | None:
    """The whole of "of the 34 wounded, 12 were children": the figure before, opened by "of" or "among"."""
    sentence = doc[part.first].sent.start_char
    between = text_of(doc)[previous.span.end : part.span.start]
    opened = _OF_OPENS.search(
        text_of(doc)[max(sentence, previous.span.start - _WINDOW) : max(sentence, previous.span.start)]
    )
    return previous.span if opened is not None and _OF_CLOSES.fullmatch(between) else None


def _continued(doc: Doc, part: FigureMention, previous: FigureMention) -> Span | None:
    """The whole of the list of parts that the figure goes on with: "including two women, a child and ...", "9 in A 8 in B"."""
    if previous.part_of is None:
        return None
    between = text_of(doc)[previous.span.end : part.span.start]
    if _LIST.fullmatch(between) and not _contrasts(doc, part):
        whole = doc.char_span(previous.part_of.start, previous.part_of.end, alignment_mode="expand")
        return None if whole is not None and _other_people(whole, doc[part.head]) else previous.part_of
    if not (_placed(doc, part) and previous.unit is None):
        return None
    verbless = not any(token.pos_ in ("VERB", "AUX") for token in doc[previous.last + 1 : part.first])
    return previous.part_of if verbless else None


def _other_people(whole: Tokens, head: Token) -> bool:
    """Whether fighters are told after civilians (or the other way): no part of them."""
    groups = {person_group(token.lower_) for token in whole} & {"civilian", "fighter"}
    return bool(groups) and person_group(head.lower_) in {"civilian", "fighter"} - groups


def _placed(doc: Doc, mention: FigureMention) -> bool:
    """Whether the figure is a lone number with a place after it: "8 in the old town"."""
    return mention.unit is None and mention.last + 1 < len(doc) and doc[mention.last + 1].lower_ in _PLACING


def _nearest(
    doc: Doc, part: FigureMention, earlier: Sequence[FigureMention], *, told: str, since: int = 0
) -> Span | None:
    """The nearest figure before a part that is no part itself, is large enough, and told as the words say (dead, hurt)."""
    least = _size(part)
    fits = [
        mention
        for mention in reversed(earlier[-_BACK:])
        if mention.span.start >= since
        and mention.part_of is None
        and mention.measure in (None, part.measure, "killed", "injured", "casualties")
        and (size := _size(mention)) is not None
        and (least is None or size > least)
        and (token_class(doc[mention.head]) in (None, token_class(doc[part.head])) or part.unit is None)
    ]
    fate = next((f for f in (_HURT, _LOST) if re.search(rf"\b(?:{f})\b", told, re.IGNORECASE)), None)
    best = [mention for mention in fits if fate is not None and _told(doc, mention, fate)]
    return (best or fits)[0].span if fits else None


def _told(doc: Doc, mention: FigureMention, fate: str) -> bool:
    """Whether the words around the figure tell of that fate."""
    start, end = mention.span.start, mention.span.end
    verbs = r"kill\w*|di(?:e|ed|es)|lives?|dead" if fate == _LOST else r"injur\w*|wound\w*|hurt\w*"
    lead = re.split(r"\band\b|,", text_of(doc)[max(0, start - 25) : start])[-1]
    near = lead + re.split(r"[.;]", text_of(doc)[start : end + 25])[0]
    return re.search(rf"\b(?:{verbs}|{fate})\b", near, re.IGNORECASE) is not None
