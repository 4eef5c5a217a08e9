"""Mentions of persons and bodies: what each noun phrase is called, and whether two can be one.

>>> from sayso.language.parse import load_model
>>> doc = load_model()("The Syrian Observatory for Human Rights (SOHR) said so.")
>>> [(mention.text, mention.acronym) for mention in find_mentions(doc)]
[('The Syrian Observatory for Human Rights', 'sohr'), ('SOHR', None)]
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Span, Token

from sayso.lexicon import load
from sayso.lexicon.bodies import alias_key, canonical, kinds
from sayso.resolve.callings import heads, long_titles, named_again, saying, stand_ins, titles

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_INNER = frozenset({"compound", "amod", "nmod", "det", "case", "punct", "nummod", "npadvmod"})
_PLAIN = re.compile(r"[^\w]+")
_ACRONYM = re.compile(r"[A-Z][A-Za-z]?[A-Z][A-Z-]{0,6}")
_ARTICLES = frozenset({"the", "a", "an", "this", "that", "these", "those", "its", "his", "her", "their", "our"})
_INDEFINITE = frozenset({"a", "an", "one", "another"})
_LINKS = frozenset({"of", "for", "at", "in", "with", "from", "on", "against", "to"})
_PLACING = frozenset({"in", "at", "on", "to"})
_NO_PERSONS = frozenset({"GPE", "LOC", "FAC", "NORP", "DATE"})
_PERSONS = frozenset({"witness or resident", "expert", "unnamed official"})
_PAPERS = frozenset({"statement", "release", "communique"})
_CUTS = frozenset({":", ";", '"', "”", "“", "''", "``", "»"})
_LONGEST_LISTED = 7  # tokens of a listed name that a description follows
_ROW = 3  # links back to the first of those who are named in a row
_SHORT = 4  # tokens before the head of a phrase that stands in for a name
_DATELINE = 14  # tokens of a dateline behind its town
_DASHES = frozenset({"-", "–", "—", "--"})
_LONGEST = 18  # tokens of a name with all that is attached to it


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One noun phrase that names or stands for somebody. `words` are its proper words in order, titles left out."""

    first: int
    last: int
    head: int
    text: str
    words: tuple[str, ...]
    titles: frozenset[str]
    around: frozenset[str]  # every word of the phrase
    modifiers: frozenset[str]  # the adjectives before its head: "Turkish" in "the Turkish president"
    head_word: str
    named: bool
    person: bool
    plural: bool
    kind: str | None
    body: str | None  # the canonical name where the lexicon knows the body
    subject: bool
    speaks: bool
    issues: bool  # speaks "in a statement"
    stands_in: bool
    indefinite: bool
    apposed_to: int | None = None  # the head of the name that it describes: "the Centre for Aid, a monitor,"
    acronym: str | None = None


def find_mentions(doc: Doc) -> list[Mention]:
    """Every noun phrase of the document that can be somebody, pronouns left out, in order."""
    heads = (token for token in doc if token.dep_ not in _INNER and _may_name(token) and not _in_name(token))
    found = [mention_at(doc, head) for head in heads]
    surnames = {mention.words[-1] for mention in found if mention.person and len(mention.words) > 1}
    found = [replace(m, person=True) if m.named and m.words[0] in surnames and len(m.words) == 1 else m for m in found]
    alone = {mention.words[0] for mention in found if mention.person and mention.named and len(mention.words) == 1}
    found = [replace(m, person=True) if _may_be_full(doc, m) and m.words[-1] in alone else m for m in found]
    return [mention for mention in found if mention.named or mention.kind is not None or mention.person]


def _is_title(token: Token) -> bool:
    """Whether the word is a title or the first of one: "Defence" in "Defence Minister"."""
    if token.lower_ in titles():
        return True
    return token.i + 1 < len(token.doc) and f"{token.lower_} {token.nbor().lower_}" in long_titles()


def _apposed_to(head: Token) -> int | None:
    """The head of the name before a description of it."""
    return head.head.i if head.dep_ == "appos" and head.head.pos_ == "PROPN" and head.head.i < head.i else None


def _is_descriptive(child: Token) -> bool:
    """ "Britain-based", "US-backed": they name nobody themselves."""
    return child.tag_ in {"VBN", "VBD"} and child.i > 0 and child.nbor(-1).text == "-"


def _is_specified(head: Token, last: int) -> bool:
    """Whether a name attached to the right says who it is: "the chief of the Ruritanian staff"."""
    return any(
        child.dep_ == "prep" and child.lower_ == "of" and any(t.pos_ == "PROPN" for t in child.subtree if t.i <= last)
        for child in head.rights
    )


def _may_be_full(doc: Doc, mention: Mention) -> bool:
    """Whether a name of two or three words, without an article, can be a person's that the recogniser took for a body's."""
    return (
        mention.named
        and not mention.person
        and mention.kind is None
        and len(mention.words) in {2, 3}
        and doc[mention.first].lower_ not in _ARTICLES
        and doc[mention.head].ent_type_ not in {"GPE", "LOC", "FAC"}
    )


def _may_name(token: Token) -> bool:
    """Whether the token can be the head of somebody's name or of a word for somebody."""
    if token.pos_ == "PROPN":
        if token.is_upper and _opens_dateline(token):
            return False
        thing = token.is_sent_start and token.lower_ in load("cues")["unsaying"]  # "Rockets hit the town" names nobody
        return bool(_fold(token)) and not thing
    return token.pos_ == "NOUN" and (token.lower_ in heads() or token.lemma_.lower() in heads())


def _opens_dateline(token: Token) -> bool:
    """Whether a name in capitals is the town of a dateline, with its day or agency: "GAO, 10 May (Wire) - Shells hit"."""
    if not token.is_sent_start:
        return False
    rest = token.doc[token.i + 1 : token.i + 1 + _DATELINE]
    dash = next((t.i for t in rest if t.text in _DASHES), None)
    between = rest if dash is None else token.doc[token.i + 1 : dash]
    told = any(t.is_digit or t.text == "(" for t in between)
    return dash is not None and told and all(t.pos_ not in {"VERB", "AUX"} for t in between)


def _in_name(token: Token) -> bool:
    """Whether the token belongs to the name of a body whose head stands before it: "Observatory for Human Rights"."""
    return token.dep_ == "pobj" and token.ent_type_ == "ORG" == token.head.head.ent_type_ and token.head.ent_iob_ == "I"


def mention_at(doc: Doc, head: Token, *, first: int | None = None, last: int | None = None) -> Mention:
    """The mention around `head`, reaching from `first` to `last` where these are known."""
    low, high = _reach(head)
    first, last = low if first is None else first, high if last is None else last
    owned = {token.i for child in head.lefts if child.dep_ == "poss" for token in child.subtree}
    owned |= {token.i for child in head.lefts if _is_descriptive(child) for token in child.subtree}
    core = [t for t in doc[first : head.i + 1] if t.lower_ not in _ARTICLES and not t.is_punct and t.i not in owned]
    proper = tuple(_fold(token) for token in core if token.pos_ == "PROPN" and not _is_title(token))
    called = frozenset(_fold(token) for token in doc[first : last + 1] if token.lower_ in titles())
    kind = _kind(head, core)
    apposed = _apposed_name(head, last)
    listed = None if head.lower_ in titles() else _listed_before(doc, first)
    proper = proper or tuple(_fold(token) for token in apposed or listed or ())
    titled = kind is None and head.pos_ == "PROPN" and any(t.lower_ in titles() for t in core if t.i < head.i)
    person = bool(apposed) or titled or _is_person(head, kind, article=doc[first].lower_)
    named = bool(proper) and (head.pos_ == "PROPN" or head.lower_ in titles() or kind is not None or listed is not None)
    article = doc[first].lower_
    return Mention(
        first=first,
        last=last,
        head=head.i,
        text=" ".join((listed or doc[first : last + 1]).text.split()),
        words=proper or (_fold(head),),
        titles=called,
        around=frozenset(token.lower_ for token in doc[first : last + 1]),
        modifiers=frozenset(token.lower_ for token in core if token.i < head.i and token.pos_ in {"ADJ", "NOUN"}),
        head_word=_fold(head),
        named=named,
        person=person,
        plural=head.tag_ in {"NNS", "NNPS"} and not named,
        kind=kind,
        body=_canonical(core) or _canonical_at(doc, first, last),
        subject=_is_subject(head),
        speaks=_speaks(head),
        issues=any(body.lower_ in _PAPERS for link in head.head.rights for body in link.rights if head.dep_ == "nsubj"),
        stands_in=(
            (head.lower_ in stand_ins() or head.lower_ in named_again() or head.lower_ in titles())
            and article in {"the", "this"}
            and not proper
            and head.i - first - len(owned) <= _SHORT
            and not _is_specified(head, last)
            and all(child.dep_ != "poss" for child in head.lefts)
            and (head.i >= last or doc[head.i + 1].pos_ != "PROPN")  # "the group Relief Watch"
        ),
        apposed_to=_apposed_to(head) if article in _INDEFINITE else None,
        indefinite=article in _INDEFINITE and not proper,
        acronym=_acronym(doc, last),
    )


def is_one_body(one: Mention, other: Mention) -> bool:
    """Whether the lexicon knows both as one body."""
    return one.body is not None and one.body == other.body


def is_fuller(full: Mention, short: Mention) -> bool:
    """Whether one is a fuller wording of the name in another, wherever they stand."""
    if is_one_body(short, full):
        return len(full.text) > len(short.text)
    if not full.named or len(full.words) < len(short.words) or not (short.named or short.kind):
        return False
    if set(short.words) == set(full.words):
        told_apart = not short.person and not short.around - _ARTICLES <= full.around  # two ministries
        return short.named and not told_apart and len(full.text) > len(short.text) and _same_head(short, full)
    if not set(short.words) < set(full.words):
        return False
    if short.person or full.person:
        return full.person and short.words[-1] == full.words[-1] and short.head_word in short.words
    return _same_head(short, full) or (
        short.named
        and len(short.words) == 1
        and full.words[0] == short.words[0]
        and len(full.words) == 2
        and full.kind is not None
    )


def _same_head(short: Mention, full: Mention) -> bool:
    return short.head_word == full.head_word or (short.person and short.words[-1] == full.words[-1])


def _reach(head: Token) -> tuple[int, int]:
    """First and last token: modifiers to the left; attached phrases and a short apposition to the right."""
    lefts = [
        child
        for child in head.lefts
        if child.dep_ not in {"prep", "advmod", "cc", "relcl", "advcl", "mark", "punct", "dep", "ccomp"}
    ]
    first, last = (min([head.i, *(child.left_edge.i for child in lefts)])), head.i
    for i in range(head.i - 1, first, -1):
        if head.doc[i].text in _CUTS or (head.doc[i].tag_ == "DT" and head.doc[i - 1].pos_ in {"PROPN", "NOUN"}):
            first = i  # a label, the end of a quotation, a phrase that lost its comma
            break
    while first < head.i and not any(character.isalnum() for character in head.doc[first].text):
        first += 1  # a bullet, a quote mark
    for child in head.rights:
        if child.dep_ == "prep" and head.ent_type_ == "PERSON" and child.lower_ in _PLACING:
            break  # where somebody was is no part of a name
        if (child.dep_ == "prep" and child.lower_ in _LINKS and not _has_verb(child)) or (
            child.dep_ == "appos"
            and not _has_verb(child)
            and child.left_edge.nbor(-1).text not in {"(", "["}
            and child.left_edge.text != "("
        ):
            last = child.right_edge.i
        elif child.dep_ != "punct":
            break
    bracket = next((i for i in range(head.i + 1, last + 1) if head.doc[i].text in {"(", "["}), None)
    last = last if bracket is None else bracket - 1
    while last > head.i and (head.doc[last].is_punct or head.doc[last].is_space):
        last -= 1
    return first, last if last - first < _LONGEST else head.i


def _has_verb(token: Token) -> bool:
    return any(t.pos_ in {"VERB", "AUX"} or "\n" in t.text for t in token.subtree)


def _is_subject(head: Token) -> bool:
    """Whether the head is a subject, alone or in a row: "the general and the minister met"."""
    for _ in range(_ROW):
        if head.dep_ != "conj":
            break
        head = head.head
    return head.dep_ in _SUBJECTS


def _speaks(head: Token) -> bool:
    """Whether the phrase is the subject of a verb of saying, or follows "according to"."""
    verb = head.head
    if head.dep_ in _SUBJECTS:
        return verb.lemma_.lower() in saying() or verb.lower_ in saying()
    return head.dep_ == "pobj" and verb.lower_ == "to" and verb.i > 0 and verb.nbor(-1).lower_ == "according"


def _acronym(doc: Doc, last: int) -> str | None:
    """The acronym in brackets right after the name: "Human Rights Watch (HRW)"."""
    if last + 3 >= len(doc) or doc[last + 1].text not in {"(", "["} or doc[last + 3].text not in {")", "]"}:
        return None
    word = doc[last + 2].text
    return word.lower() if _ACRONYM.fullmatch(word) else None


def _kind(head: Token, core: list[Token]) -> str | None:
    """The lexicon type of the phrase, by its whole wording, then by its last words, then by its head."""
    for start in range(len(core)):
        tail = " ".join(token.text for token in core[start:])
        found = kinds().get(alias_key(tail)) or kinds().get(tail.lower())
        if found is not None:
            return found
    return kinds().get(head.lemma_.lower())


def _canonical(core: list[Token]) -> str | None:
    """The lexicon's name for a body that the words name, acronyms in capitals only."""
    return canonical().get(alias_key(" ".join(token.text for token in core)))


def _canonical_at(doc: Doc, first: int, last: int) -> str | None:
    """The same for a name that goes on after its head: "International Committee of the Red Cross"."""
    start = first + 1 if doc[first].lower_ in _ARTICLES else first
    return canonical().get(alias_key(doc[start : last + 1].text))


def _apposed_name(head: Token, last: int) -> list[Token]:
    """The person's name after a title: "the Turkish president, Karim Nasser"."""
    if head.lower_ not in titles():
        return []
    body = next((child for child in head.rights if child.dep_ == "appos" and child.i <= last), None)
    if body is None or body.pos_ != "PROPN" or body.ent_type_ in _NO_PERSONS or _kind(body, [body]) is not None:
        return []
    named = [token for token in body.subtree if token.i <= last and token.pos_ == "PROPN" and _fold(token)]
    whole = body.ent_type_ == "PERSON" or (len(named) > 1 and body.left_edge.pos_ == "PROPN")
    return [token for token in named if token.ent_type_ == body.ent_type_] if whole else []


def _listed_before(doc: Doc, first: int) -> Span | None:
    """The body of the lexicon that a description follows, where the parser made a sentence of its name:
    "Voices Will Not Be Silenced, a group of students"."""
    if first < _SHORT or doc[first].lower_ not in _INDEFINITE or doc[first - 1].text != ",":
        return None
    for start in range(max(0, first - 1 - _LONGEST_LISTED), first - 2):
        if alias_key(doc[start : first - 1].text) in canonical():
            return doc[start : first - 1]
    return None


def _is_person(head: Token, kind: str | None, *, article: str) -> bool:
    """Whether the head names or describes persons; the recogniser takes "the Observatory" for one, an article does not."""
    if kind in _PERSONS or (head.lower_ in titles() and head.ent_type_ not in {"ORG", "GPE", "NORP"}):
        return True
    return head.ent_type_ == "PERSON" and kind is None and article != "the"


def _fold(token: Token) -> str:
    """The word in small letters without marks and accents."""
    plain = token.lower_ if token.is_ascii else unicodedata.normalize("NFKD", token.lower_)
    return _PLAIN.sub("", "".join(letter for letter in plain if not unicodedata.combining(letter)))
