"""Find names that stand where places stand though no gazetteer knows them: "the village of X", "X square", "near X".

Such a place stays without coordinates; that the report names it is worth keeping all the same.

>>> from sayso.language.parse import load_model
>>> doc = load_model()("Shells hit the villages of Tell Amrun and Qasrayn near the Turkish border.")
>>> [mention.text for mention in find_sites(doc, known=())]
['Tell Amrun', 'Qasrayn']
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from functools import cache

from spacy.tokens import Doc, Token

from sayso.extract.place_names import JOINTS, is_article, is_capital
from sayso.lexicon import load
from sayso.lexicon.countries import country_names
from sayso.model import PlaceMention, Span

_LONGEST = 4  # words of a name
_LIST = 3  # words in capitals that are no one name where a list goes on
_LISTS = 6  # names of a list before its kind word
_NO_PLACES = frozenset(
    {"DATE", "TIME", "CARDINAL", "ORDINAL", "EVENT", "LAW", "LANGUAGE", "MONEY", "PERCENT", "QUANTITY"}
)
_SPEAKERS = frozenset({"ORG", "PERSON", "NORP"})
_NOMINAL = frozenset({"PROPN", "NOUN", "ADJ", "X"})  # what the tagger makes of names that it does not know
_LISTED = frozenset({",", "and", "&"})
_POSSESSIVES = frozenset({"'s", "’s"})
_PLAIN_WORDS = 3  # words in small letters without which a sentence is a headline, where capitals tell nothing


def find_sites(doc: Doc, *, known: Sequence[PlaceMention]) -> list[PlaceMention]:
    """The places named in the document that are not among `known`, in order, never overlapping."""
    taken = _tokens_of(doc, known)
    owners = _owners(doc, known, taken)
    found: list[PlaceMention] = []
    proposed = sorted(
        _proposed(doc, taken | owners.keys(), owners), key=lambda named: (not named[0], named[1], -named[2])
    )
    for _, first, last in proposed:
        if taken.isdisjoint(range(first, last)):
            taken.update(range(first, last))
            span = Span(doc[first].idx, doc[last - 1].idx + len(doc[last - 1]))
            found.append(PlaceMention(span=span, text=doc[first:last].text))
    return [*found, *_borders(doc, known), *owners.values()]


def _tokens_of(doc: Doc, mentions: Sequence[PlaceMention]) -> set[int]:
    spans = (doc.char_span(m.span.start, m.span.end, alignment_mode="expand") for m in mentions)
    return {token.i for span in spans if span is not None for token in span}


def _proposed(doc: Doc, taken: set[int], owners: Container[int]) -> Iterator[tuple[bool, int, int]]:
    """Whether a list after its kind word has the name, which parts it best; its first token, and the one after its last."""
    plain = {sent.start: sum(t.text[:1].islower() and t.is_alpha for t in sent) >= _PLAIN_WORDS for sent in doc.sents}
    told = False
    for token in doc:
        if token.is_sent_start:
            told = plain[token.i]
        if not told:
            continue
        word = token.lower_
        if _makes_place(word):
            yield from ((False, *part) for part in _before_kind(doc, token.i, taken))
        elif word == "of" and token.i > 0 and doc[token.i - 1].lower_ in _words("kinds_of"):
            yield from ((True, *part) for part in _list_after(doc, token.i + 1, taken))
        elif word in _words("before_names"):
            start = token.i + 1 + (token.i + 1 in owners)
            last = _run_after(doc, start, taken)
            sure = word in _words("local")
            parts = _parted(doc, start, last)
            yield from ((False, *part) for part in parts if _may_be_place(doc, *part, sure=sure))


def _makes_place(word: str) -> bool:
    """Whether a word makes a place of the capitals before it: of a nationality "border" does, whatever it is called."""
    kinds = _words("kinds_after") | _words("marking")
    return word in kinds and word not in _words("bodies") and word not in _words("between_nations")


def _before_kind(doc: Doc, end: int, taken: set[int]) -> Iterator[tuple[int, int]]:
    """The names that end before a kind word; a plural has a list of them: "Karam and Nour districts"."""
    listed = doc[end].tag_ == "NNS"
    for _ in range(_LISTS):
        first = _run_before(doc, end, taken)
        parts = list(_parted(doc, first, end, listed=listed))
        if not parts or doc[end - 1].text.isupper():
            return  # "two ISIL headquarters"
        yield from (part for part in (parts if listed else parts[-1:]) if _is_name(doc, *part))
        end = first - 1
        if not listed or end < 1 or doc[end].lower_ not in _LISTED or doc[end].is_sent_start:
            return


def _run_before(doc: Doc, end: int, taken: set[int]) -> int:
    """The first token of the words in capitals that end before `end`; `end` where there are none."""
    first = end
    while (
        first > 0 and end - first < 4 * _LONGEST and not doc[first - 1].is_sent_end and _in_name(doc[first - 1], taken)
    ):
        first -= 1
    while first < end and not _begins_name(doc[first]):
        first += 1
    return first


def _run_after(doc: Doc, start: int, taken: set[int]) -> int:
    """The token after the words in capitals that begin at `start`; `start` where there are none."""
    if start >= len(doc) or not _begins_name(doc[start]) or start in taken:
        return start
    last = start
    while last < len(doc) and last - start < 4 * _LONGEST and _in_name(doc[last], taken):
        last += 1
    while last > start and doc[last - 1].text in JOINTS:
        last -= 1
    return last


def _parted(doc: Doc, first: int, last: int, *, listed: bool = False) -> Iterator[tuple[int, int]]:
    """The names in a run of capitals: where commas are left out, "al-", "Tell" and the like begin the next.

    In a list of places that has no commas left each word does that the one before it does not begin.
    """
    listed = listed and last - first >= _LIST and not _has_commas(doc)
    start = first
    for i in range(first + 1, last):
        if _begins_next(doc, start, i) or (listed and _goes_on_list(doc, start, i)):
            yield start, i
            start = i
    if start < last:
        yield start, last


def _begins_next(doc: Doc, start: int, i: int) -> bool:
    if doc[i - 1].text in JOINTS or (i - start == 1 and doc[start].lower_ in _words("name_beginnings")):
        return False
    article = is_article(doc[i], doc) or (doc[i].text == "Al" and i - start > 1)
    return (article and i - start > 1) or doc[i].lower_ in _words("name_beginnings")


def _goes_on_list(doc: Doc, start: int, i: int) -> bool:
    """Whether a word of a list without commas is the next name: none that a joint ties, and no kind of place."""
    tied = doc[i].text in JOINTS or doc[i - 1].text in JOINTS or is_article(doc[i], doc)
    begun = i - start == 1 and (doc[start].lower_ in _words("name_beginnings") or is_article(doc[start], doc))
    return not tied and not begun and not _makes_place(doc[i].lower_)


def _has_commas(doc: Doc) -> bool:
    return any(token.text == "," for token in doc)


def _list_after(doc: Doc, start: int, taken: set[int]) -> Iterator[tuple[int, int]]:
    """The names of a list that begins at `start`, known ones stepped over."""
    at, listed = start, doc[start - 2].tag_ == "NNS"
    while at < len(doc) and not (at > start and doc[at].is_sent_start):
        if at in taken or (at > start and doc[at].lower_ in _LISTED):
            at += 1
            continue
        last = _run_after(doc, at, taken)
        if last == at:
            return
        yield from (part for part in _parted(doc, at, last, listed=listed) if _is_name(doc, *part))
        at = last


def _in_name(token: Token, taken: set[int]) -> bool:
    if token.i in taken or token.is_space or token.ent_type_ in _NO_PLACES:
        return False
    joint = token.text in JOINTS and token.text != "."
    return joint or (is_capital(token) and token.is_alpha) or is_article(token, token.doc)


def _begins_name(token: Token) -> bool:
    named = token.pos_ in _NOMINAL or token.lower_ in _words("name_beginnings")
    return (named and is_capital(token) and token.is_alpha) or is_article(token, token.doc)


def _is_name(doc: Doc, first: int, last: int) -> bool:
    """Whether not all of the words are everyday ones."""
    return any(token.lower_ not in _everyday() and token.text not in JOINTS for token in doc[first:last])


def _may_be_place(doc: Doc, first: int, last: int, *, sure: bool) -> bool:
    """Whether a name after a preposition may be a place: nothing everyday; no body or person but after "near"."""
    named = doc[first].pos_ == "PROPN" or is_article(doc[first], doc)
    speaks = any(token.ent_type_ in _SPEAKERS for token in doc[first:last])
    return named and _is_name(doc, first, last) and (sure or not speaks)


def _borders(doc: Doc, known: Sequence[PlaceMention]) -> Iterator[PlaceMention]:
    """ "the Turkish border": the place that a nationality makes of the word after it."""
    for mention in known:
        tokens = doc.char_span(mention.span.start, mention.span.end) if mention.form == "demonym" else None
        if tokens is None or tokens.end >= len(doc) or doc[tokens.end].lower_ not in _words("between_nations"):
            continue
        if tokens.end + 1 < len(doc) and doc[tokens.end + 1].pos_ == "NOUN":
            continue  # "Turkish border guards"
        first, last = tokens.start, doc[tokens.end]
        if first > 1 and doc[first - 1].text in {"-", "–"} and doc[first - 2].text[:1].isupper():
            first -= 2
        span = Span(doc[first].idx, last.idx + len(last))
        yield PlaceMention(span=span, text=doc[first : last.i + 1].text, kind_hint="region")


def _owners(doc: Doc, known: Sequence[PlaceMention], taken: set[int]) -> dict[int, PlaceMention]:
    """ "Syrias north": names whose possessive lost its apostrophe, by token.

    They are those that the document has without it too, and where it has no apostrophe left those of countries.
    """
    names = {mention.text for mention in known if mention.form == "name"}
    if not any(token.lower_ in _POSSESSIVES for token in doc):
        names |= country_names().keys()
    return {
        token.i: PlaceMention(span=Span(token.idx, token.idx + len(token) - 1), text=token.text[:-1])
        for token in doc
        if token.i not in taken and token.text[-1:] == "s" and token.text[:-1] in names
    }


@cache
def _words(group: str) -> frozenset[str]:
    return frozenset(load("sites")[group])


@cache
def _everyday() -> frozenset[str]:
    return frozenset(str(word) for word in load("places")["not_places"])
