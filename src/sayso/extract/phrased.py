"""Attribution without a verb: phrases ("according to X"), nouns ("a claim by X that ..."), adverbs and colons.

>>> from sayso.language.parse import load_model
>>> doc = load_model()("According to a medical charity, two clinics were destroyed.")
>>> report = next(find_phrased(doc))
>>> [doc[first : last + 1].text for first, last in (report.source, *report.content)]
['a medical charity', 'two clinics were destroyed']
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc, Token

from sayso.extract.cuewords import stance_of, stances, words
from sayso.extract.phrase import NOUNS, noun_phrase
from sayso.extract.relayed import CITING, is_citing
from sayso.extract.report import Report, trim_marks
from sayso.extract.sources import Stretch, find_source

LONGEST_LABEL = 9  # tokens before a colon that can name a speaker
LONGEST_SIGNATURE = 5  # tokens after a dash that can name a source
_DASHES = frozenset({"-", "–", "—"})
_SPEAKERS = frozenset({"PERSON", "ORG", "NORP", "GPE"})


def find_phrased(doc: Doc) -> Iterator[Report]:
    """Each attribution of the document that stands on a phrase, a noun, an adverb or a colon."""
    for token in doc:
        yield from _phrase(token)
        if token.pos_ in {"NOUN", "PROPN"}:
            yield from _noun(token)
        elif token.text == ":":
            yield from _label(token)
        elif token.text in _DASHES and token.i > token.sent.start:
            yield from _signature(token)
        elif token.lower_ in words("unsourced"):
            yield from _adverb(token)


@cache
def _phrases() -> dict[str, list[tuple[list[str], str]]]:
    """Last word of each phrase to its words and stance, longest first."""
    found: dict[str, list[tuple[list[str], str]]] = {}
    for phrase, stance in stances("phrases").items():
        found.setdefault(phrase.split()[-1], []).append((phrase.split(), stance))
    for group in found.values():
        group.sort(key=lambda entry: -len(entry[0]))
    return found


def _phrase(token: Token) -> Iterator[Report]:
    doc = token.doc
    for wording, stance in _phrases().get(token.lower_, []):
        first = token.i - len(wording) + 1
        if first < 0 or [t.lower_ for t in doc[first : token.i + 1]] != wording:
            continue
        source = _source_after(token)
        if token.lower_ in CITING and not is_citing(token):
            return
        if source is not None:
            content = _clause_around(doc, first, source)
            if content:
                yield Report(cue=(first, token.i), source=source, content=tuple(content), stance=stance)
        return


def _source_after(token: Token) -> Stretch | None:
    """The noun phrase that begins right after `token`."""
    doc = token.doc
    body = next((child for child in token.rights if child.dep_ in {"pobj", "dobj"} and child.pos_ in NOUNS), None)
    if body is None:
        chunk = next((c for c in token.sent.noun_chunks if c.start == token.i + 1), None)
        body = chunk.root if chunk is not None else None
    if body is None:
        return None
    _, last = noun_phrase(body)
    return (token.i + 1, last) if doc[token.i + 1].text not in {'"', "“"} else None


def _clause_around(doc: Doc, first: int, source: Stretch) -> list[Stretch]:
    """The rest of the sentence before or after a phrase: before it where it ends its clause, else after it."""
    sent = doc[first].sent
    before = trim_marks(doc, sent.start, first - 1) if first > sent.start else None
    after = trim_marks(doc, source[1] + 1, sent.end - 1) if source[1] + 1 < sent.end else None
    if before is None:
        return [after] if after and after[1] > after[0] + 1 else _next_sentence(doc, sent.end)
    if after is None:
        return [before]
    holds = [any(t.pos_ in {"VERB", "AUX"} for t in doc[a : b + 1]) for a, b in (before, after)]
    if not holds[0]:
        return [before, after]
    follows = doc[source[1] + 1]
    if follows.lower_ in {"and", "but", "while", "who", "which", "as"} or doc[source[1] + 1 : after[0] + 1].text.strip(
        " ,"
    ) in {"and", "but", "who", "which"}:
        return [before]
    return [before, after] if follows.text == "," and doc[first - 1].text == "," else [before]


def _next_sentence(doc: Doc, start: int) -> list[Stretch]:
    """The sentence from `start` on, where a line break cut the phrase from it."""
    while start < len(doc) and doc[start].is_space:
        start += 1
    part = trim_marks(doc, start, doc[start].sent.end - 1) if start < len(doc) else None
    return [part] if part else []


def _noun(token: Token) -> Iterator[Report]:
    stance = stance_of(token, "nouns")
    if stance is None:
        return
    clause = next((c for c in token.rights if c.dep_ in {"acl", "ccomp", "relcl"} and _is_that_clause(c)), None)
    if clause is None:
        return
    content, owner = trim_marks(token.doc, clause.left_edge.i, clause.right_edge.i), _owner(token)
    if content is not None and (owner is not None or stance in {"accuses", "denies"}):
        yield Report(cue=(token.i, token.i), source=owner, content=(content,), stance=stance)


def _is_that_clause(clause: Token) -> bool:
    return clause.dep_ != "relcl" and any(
        child.dep_ == "mark" and child.lower_ in {"that", "whether"} for child in clause.lefts
    )


def _owner(noun: Token) -> Stretch | None:
    """Whose claim it is: "his claim", "a claim by X", "X made a claim"."""
    poss = next((child for child in noun.lefts if child.dep_ == "poss"), None)
    if poss is not None:
        return poss.left_edge.i, poss.i
    for link in noun.rights:
        if link.dep_ == "prep" and link.lower_ in {"by", "from"}:
            body = next((child for child in link.children if child.dep_ == "pobj"), None)
            if body is not None:
                return noun_phrase(body)
    verb = noun.head
    return find_source(verb, high=noun.i - 1) if noun.dep_ == "dobj" and verb.pos_ == "VERB" else None


def _label(colon: Token) -> Iterator[Report]:
    """ "Minister: the bridge was hit": a short name that opens a sentence, and what follows the colon."""
    doc, sent = colon.doc, colon.sent
    label = doc[sent.start : colon.i]
    rest = trim_marks(doc, colon.i + 1, sent.end - 1)
    if not 0 < len(label) <= LONGEST_LABEL or rest is None or rest[1] - rest[0] < 3:
        return
    head = label.root
    if head.pos_ not in {"PROPN", "NOUN"} or any(t.pos_ in {"VERB", "AUX"} for t in label) or not _names_speaker(head):
        return
    if not any(t.pos_ in {"VERB", "AUX"} for t in doc[rest[0] : rest[1] + 1]):
        return
    part = trim_marks(doc, sent.start, colon.i - 1)
    if part is not None:
        yield Report(cue=(colon.i, colon.i), source=part, content=(rest,), stance="asserts")


def _signature(dash: Token) -> Iterator[Report]:
    """ "Car bomb kills two - monitor": a name after a dash that ends a headline."""
    doc, sent = dash.doc, dash.sent
    source = trim_marks(doc, dash.i + 1, sent.end - 1)
    content = trim_marks(doc, sent.start, dash.i - 1)
    if (
        source is None
        or content is None
        or source[1] - source[0] >= LONGEST_SIGNATURE
        or not doc[dash.i - 1].whitespace_
    ):
        return
    name, told = doc[source[0] : source[1] + 1], doc[content[0] : content[1] + 1]
    if _names_speaker(name.root) and not any(t.pos_ == "VERB" for t in name) and any(t.pos_ == "VERB" for t in told):
        yield Report(cue=(dash.i, dash.i), source=source, content=(content,), stance="asserts")


def _names_speaker(head: Token) -> bool:
    """Whether the head of a label is somebody's name, or a word for somebody who speaks."""
    return head.ent_type_ in _SPEAKERS or head.lower_ in words("spokesmen")


def _adverb(token: Token) -> Iterator[Report]:
    verb = token.head
    if verb.pos_ not in {"VERB", "AUX"}:
        return
    first, last = verb.left_edge.i, verb.right_edge.i
    parts = [
        part for part in (trim_marks(token.doc, first, token.i - 1), trim_marks(token.doc, token.i + 1, last)) if part
    ]
    if parts:
        yield Report(cue=(token.i, token.i), source=None, content=tuple(parts), stance="believes")
