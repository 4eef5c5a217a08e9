"""Find the time expressions of a document: dates, times of day, durations and sets, typed as TIMEX3 types them.

>>> from sayso.language.parse import load_model
>>> doc = load_model()("Two mortars fell on Friday night, three days after the truce.")
>>> [(mention.text, mention.type) for mention in find_times(doc)]
[('Friday night', 'TIME'), ('three days', 'DURATION')]
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from sayso.extract.tense import VERBS, Tense, tense_at
from sayso.extract.time_patterns import Match, match_patterns
from sayso.extract.time_words import Word, read_words
from sayso.lexicon import load
from sayso.model import Span, TimeMention

ENDS = ("date", "weekday", "year", "iso", "slashed", "deictic", "season", "quarter", "period", "clock")
JOINTS = ("to", "through", "-", "–", "—")  # words that alone make a range of two times
OPENERS = {"from": ("until", "till", "up to"), "between": ("and",)}
LONGEST_JOINT = 9  # characters of "through" with its spaces
COUNTABLE = ("NOUN", "NUM", "SYM", "PROPN")
ARTICLES = ("a", "an", "one", "than", "the")
DEFINITE = ("the", "this", "that", "these", "those")
CENTURIES = ("18", "19", "20")
TITLES = ("ORG", "WORK_OF_ART")
SINCE = "since"
COUNTING = ("nsubj", "nsubjpass", "dobj")  # a round number that acts or is acted on is one of people: "2000 fled"
COUNTED = ("nummod", "quantmod")
ATTRIBUTED = ("NOUN", "ADJ", "PROPN", "NUM", "SYM")


def find_times(doc: Doc) -> Iterator[TimeMention]:
    """The time expressions of `doc` in order, without overlap; spans are code points of `doc.text`."""
    text = doc.text  # put together from the tokens anew at each call
    waiting: TimeMention | None = None
    for mention in _mentions(doc, text):
        following = mention
        if waiting is not None:
            if _is_range(waiting, mention, text):
                waiting, following = _join(waiting, mention)
            yield waiting
        waiting = following
    if waiting is not None:
        yield waiting


def _mentions(doc: Doc, text: str) -> Iterator[TimeMention]:
    words = read_words(text)
    told = False  # "the quarter" is one of the year, not of a town, where a quarter of the year was told before
    for match in match_patterns(words):
        tokens = _tokens(doc, match, words)
        if tokens is not None and len(tokens) > 2 and _is_apart(match, tokens, words):
            match, tokens = _without_first(match), tokens[1:]
        if tokens is not None and match.form == "set" and len(tokens) == 1 and _leads_noun(tokens[0]):
            match = _one_day(match)
        if tokens is None or not (told or match.form != "same_quarter") or not _tells_time(match, tokens, words):
            continue
        told = told or match.form == "quarter"
        start, end = words[match.first].start, words[match.last - 1].end
        form = "hence" if _lies_ahead(match, tokens, words) else match.form
        yield TimeMention(
            span=Span(start, end),
            text=text[start:end],
            type=match.type if form == match.form else "DATE",
            tense="unknown" if _takes_effect(match, words) else _tense(tokens),
            form=form,
            parts=match.parts,
            signal=_signal(match, words) or _since(tokens.root),
        )


def _tokens(doc: Doc, match: Match, words: Sequence[Word]) -> Tokens | None:
    return doc.char_span(words[match.first].start, words[match.last - 1].end, alignment_mode="expand")


def _is_apart(match: Match, tokens: Tokens, words: Sequence[Word]) -> bool:
    """Whether the first word belongs elsewhere: to a noun, "the late-May truce", or it is the verb, "may last two days"."""
    if tokens[0].lower_ == "last" and tokens[0].pos_ in VERBS:
        return True
    if words[match.first].text in ("a", "an") and "units" in words[match.first + 1].values:
        return True  # "a weeks-long siege"
    if "=the" not in words[match.first].values or tokens.end >= len(tokens.doc):
        return False
    joined = any(words[index].text == "-" for index in range(match.first, match.last))
    return joined and tokens[-1].head.i >= tokens.end and tokens.doc[tokens.end].pos_ in ATTRIBUTED


def _without_first(match: Match) -> Match:
    """The match without its first word and what that said; units without a number are several."""
    parts = tuple(part for part in match.parts if part[0] not in ("direction", "count"))
    if len(parts) < len(match.parts) and not any(name == "direction" for name, _ in match.parts):
        parts = tuple(("several" if name == "unit" else name, value) for name, value in parts)
    return replace(match, first=match.first + 1, parts=parts)


def _one_day(match: Match) -> Match:
    """One day where the apostrophe is lost: "Fridays raid" is not of each Friday."""
    parts = tuple(("weekday", value) for name, value in match.parts if name == "weekdays")
    return replace(match, form="weekday", type="DATE", parts=parts) if parts else match


def _tense(tokens: Tokens) -> Tense:
    """The tense that governs the words; "Friday's ruling" is no more ahead than the ruling is."""
    root = tokens.root
    tense = tense_at(root)
    return "unknown" if tense == "future" and root.dep_ == "poss" else tense


def _lies_ahead(match: Match, tokens: Tokens, words: Sequence[Word]) -> bool:
    """Whether a length of time is the way to a day: "the bridge will open in two years"."""
    bare = match.form == "duration" and {name for name, _ in match.parts} == {"count", "unit"}
    return bare and match.first > 0 and words[match.first - 1].text == "in" and _tense(tokens) == "future"


def _takes_effect(match: Match, words: Sequence[Word]) -> bool:
    """Whether a day is the one from which something holds, "effective June 1": no verb tells whether it has come."""
    return match.first > 0 and words[match.first - 1].text == "effective"


def _is_range(first: TimeMention, last: TimeMention, text: str) -> bool:
    """Whether two times are the ends of one: "from Monday to Friday", "between May and July"."""
    if first.form not in ENDS or last.form not in ENDS or last.span.start - first.span.end > LONGEST_JOINT:
        return False
    joint = text[first.span.end : last.span.start].strip(" \n").lower()
    if "\n\n" in text[first.span.end : last.span.start]:
        return False
    alike = joint in JOINTS and (first.form == last.form or first.signal == "from")
    return alike or joint in OPENERS.get(first.signal, ())


def _join(first: TimeMention, last: TimeMention) -> tuple[TimeMention, TimeMention]:
    """The two ends of a range, each with the other among its parts; a year told once holds for both."""
    year = dict(last.parts).get("year")
    if year and first.form == "date" and "year" not in dict(first.parts):
        first = replace(first, parts=(*first.parts, ("year", year)))
    return _with_other(first, last, "to"), _with_other(last, first, "from")


def _with_other(mention: TimeMention, other: TimeMention, side: str) -> TimeMention:
    told = tuple((f"{side}.{name}", value) for name, value in (("form", other.form), *other.parts) if "." not in name)
    return replace(mention, parts=(*mention.parts, *told), signal="")


def _signal(match: Match, words: Sequence[Word]) -> str:
    if match.last < len(words) and "possessive" in words[match.last].values:
        return ""
    for index in range(match.first - 1, max(match.first - 3, -1), -1):
        if "signal" in words[index].values:
            return words[index].values["signal"]
        if "=the" not in words[index].values:
            break
    return ""


def _since(token: Token) -> str:
    """The word itself where it opens the clause or phrase that the time stands in: "since the war began in 2011"."""
    if token.dep_ == "poss":
        return ""
    for ancestor in token.ancestors:
        if ancestor.lower_ == SINCE:
            return SINCE
        if ancestor.pos_ in VERBS:
            return SINCE if any(child.dep_ == "mark" and child.lower_ == SINCE for child in ancestor.children) else ""
    return ""


def _tells_time(match: Match, tokens: Tokens, words: Sequence[Word]) -> bool:
    """Whether words that look like a time are one here: "May" the month, "2014" the year, "daily" the adverb."""
    names = {name for name, _ in match.parts}
    match match.form:
        case "weekday" if len(tokens) == 1:
            plural = "weekdays" in words[match.first].values
            return not _is_in_title(tokens[0]) and (not plural or _leads_noun(tokens[0]))
        case "date" if names == {"month"}:
            marched = match.last < len(words) and words[match.last].text in ("of", "for") and tokens.start > 0
            return not _is_name(tokens[-1]) and not (marched and tokens[0].nbor(-1).pos_ in ("ADJ", "PUNCT"))
        case "year" if names == {"year"} and len(tokens) == 1:
            return _is_year(tokens[0], words, match.first)
        case "years":
            return _is_year(tokens[-1], words, match.first)
        case "set" if names == {"value"}:
            if _is_paper(tokens[0]):
                return False
            if tokens.start > 1 and tokens[0].nbor(-1).pos_ in COUNTABLE and tokens[0].nbor(-2).like_num:
                return False  # "4,200 shells annually" is a rate, as "two a day" is
            often = tokens[0].lower_ in _words("often")
            return tokens[0].pos_ == "ADV" or (often and tokens[0].pos_ == "ADJ" and not _is_in_title(tokens[0]))
        case "duration":
            return not _is_rate(match, tokens, words) and not _is_title(tokens)
        case "season":
            following = words[match.last].text if match.last < len(words) else ""
            return not (words[match.last - 1].text == "fall" and following == "of")  # "the fall of the city"
        case "period" | "deictic":
            return not _is_title(tokens)
        case "lasting":
            return _lasts(tokens[-1])
        case "the_past":
            return tokens[-1].pos_ == "NOUN"
        case "reference":
            before = words[match.first - 1].text if match.first else ""
            after = words[match.last].text if match.last < len(words) else ""
            if words[match.first].text == "soon":  # in a tale of the past it is nothing that lies ahead
                return before != "as" and after not in ("after", "afterwards") and _tense(tokens) != "past"
            return before != "as"
        case _:
            return True


def _is_paper(token: Token) -> bool:
    """Whether "daily" stands for a paper: "the state daily Brazier", "the Al-Watan daily said"."""
    doc = token.doc
    named = token.i + 1 < len(doc) and doc[token.i + 1].pos_ == "PROPN"
    titled = token.i > 0 and doc[token.i - 1].pos_ == "PROPN" and token.dep_ != "advmod"
    return named or (titled and not _leads_noun(token))


def _lasts(token: Token) -> bool:
    """Whether what is so old is a thing that goes on, "a two-year-old siege", and not a person."""
    head = token.head
    return head.lemma_.lower() in _words("lasting")


def _is_title(tokens: Tokens) -> bool:
    """Whether words of time are the name of a broadcast or a paper: "60 Minutes", "This Week", "USA Today"."""
    last = tokens[-1]
    if not last.is_title or last.is_sent_start:
        return False
    if len(tokens) == 1:
        return last.nbor(-1).pos_ == "PROPN" and last.nbor(-1).ent_iob_ != "O"
    quoted = tokens.start > 0 and tokens[0].nbor(-1).is_quote
    return tokens.root.ent_type_ in TITLES or (quoted and all(token.is_title or token.is_digit for token in tokens))


def _is_rate(match: Match, tokens: Tokens, words: Sequence[Word]) -> bool:
    """Whether it is "$2 a day", "a second" of a row, "a quarter" or "three-quarters" of something: no length of time."""
    if ("unit", "TS") in match.parts or ("unit", "Q") in match.parts:
        return len(tokens) > 1 and (tokens[-2].text == "-" or words[match.last - 2].text in ARTICLES)
    return (
        words[match.first].text in ("a", "an")
        and len(tokens) == 2
        and tokens.root.dep_ == "npadvmod"
        and tokens.root.head.i < tokens.start
        and tokens.root.head.pos_ in COUNTABLE
    )


def _is_name(token: Token) -> bool:
    surname = any(child.dep_ == "compound" and child.pos_ == "PROPN" and child.is_title for child in token.lefts)
    return token.pos_ in ("AUX", "VERB") or token.ent_type_ == "PERSON" or surname


def _is_in_title(token: Token) -> bool:
    """Whether a weekday begins the name of a paper or a body: "Sunday Times"."""
    following = token.nbor(1) if token.i + 1 < len(token.doc) else None
    return token.ent_type_ in TITLES and following is not None and following.ent_iob_ == "I"


def _leads_noun(token: Token) -> bool:
    """Whether a word stands before the noun that it belongs to: "Fridays raid"."""
    return token.head.i > token.i and token.head.pos_ in ("NOUN", "PROPN")


def _is_year(token: Token, words: Sequence[Word], index: int) -> bool:
    """Whether a number of four digits is a year: not what counts the plural noun right after it ("2000 people")."""
    if index and words[index - 1].text in _words("not_before_year"):
        return False
    introduced = index > 0 and not {"preposition", "signal"}.isdisjoint(words[index - 1].values)
    digits = words[index].values.get("year", "")
    if not introduced and (digits[:2] not in CENTURIES or (digits[2:] == "00" and token.dep_ in COUNTING)):
        return False
    if index > 1 and words[index - 1].text == "-" and "digits" in words[index - 2].values:
        return False
    head = token.head
    counts = token.dep_ in COUNTED and head.i == token.i + 1 and head.tag_ in ("NNS", "NNPS")
    marked = token.i > 0 and (token.nbor(-1).tag_ in ("PRP$", "POS") or token.nbor(-1).lower_ in DEFINITE)
    return not counts or (marked and digits[:2] in CENTURIES)


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load("times")[name])
