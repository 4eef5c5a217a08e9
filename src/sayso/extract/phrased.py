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

from sayso.extract.cuewords import CANNOT_CONFIRM, misread_verb, shade, speaks, stance_of, stances, words
from sayso.extract.phrase import NOUNS, noun_phrase
from sayso.extract.relayed import CITING, is_citing
from sayso.extract.report import Report, before_participle, speaks_apart, trim_marks, turns
from sayso.extract.reported import has_that
from sayso.extract.sources import find_source
from sayso.extract.stretches import Stretch
from sayso.extract.tellings import account, put_so

LONGEST_LABEL = 9  # tokens before a colon that can name a speaker
LONGEST_SIGNATURE = 5  # tokens after a dash that can name a source
_PLACING = frozenset({"in", "at", "from", "of", "with", "inside", "near"})
_DASHES = frozenset({"-", "–", "—"})
_SPEAKERS = frozenset({"PERSON", "ORG", "NORP", "GPE"})


def find_phrased(doc: Doc) -> Iterator[Report]:
    """Each attribution of the document that stands on a phrase, a noun, an adverb or a colon."""
    for token in doc:
        yield from _phrase(token)
        if token.pos_ in {"NOUN", "PROPN"}:
            yield from _noun(token)
            yield from account(token)
        elif token.lower_ == "as":
            yield from put_so(token)
        elif token.text == ":":
            yield from _label(token)
        elif token.text == ")":
            yield from _bracketed(token)
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
    """The noun phrase that begins right after `token`, with what hangs on the phrase's own verb: "quoting a source in the town"."""
    doc = token.doc
    called = _so_called(token)
    if called is not None:
        return called
    body = next((child for child in token.rights if child.dep_ in {"pobj", "dobj"} and child.pos_ in NOUNS), None)
    if body is None:
        chunk = next((c for c in token.sent.noun_chunks if c.start == token.i + 1), None)
        body = chunk.root if chunk is not None else None
    if body is None:
        return None
    _, last = noun_phrase(body)
    for child in token.rights:
        if child.dep_ == "prep" and child.i == last + 1 and child.lower_ in _PLACING:
            last = child.right_edge.i
    return (token.i + 1, last) if doc[token.i + 1].text not in {'"', "“"} else None


def _so_called(token: Token) -> Stretch | None:
    """Who is meant by "quoting what it called a security source"."""
    if token.i + 1 >= len(token.doc) or token.nbor().lower_ != "what":
        return None
    naming = next((child for child in token.rights if child.i > token.i + 1 and child.pos_ == "VERB"), None)
    named = (
        next((child for child in naming.rights if child.dep_ in {"oprd", "dobj", "attr"} and child.pos_ in NOUNS), None)
        if naming is not None
        else None
    )
    return None if named is None else noun_phrase(named)


def _clause_around(doc: Doc, first: int, source: Stretch) -> list[Stretch]:
    """The rest of the sentence before or after a phrase: before it where it ends its clause, else after it."""
    sent = doc[first].sent
    aside = _within_brackets(doc, first, source)
    if aside is not None:
        return [aside]
    before = trim_marks(doc, _clause_start(doc[first]), first - 1) if first > sent.start else None
    end = next(
        (i - 1 for i in range(source[1] + 2, sent.end) if turns(doc[i]) and speaks_apart(doc[first], i, sent.end - 1)),
        sent.end - 1,
    )
    after = trim_marks(doc, source[1] + 1, end) if source[1] + 1 < sent.end else None
    if before is not None and doc[before[1]].dep_ == "mark" and after is not None:
        return [after]
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


def _within_brackets(doc: Doc, first: int, source: Stretch) -> Stretch | None:
    """What stands before a phrase within its own brackets: "six men (nine, according to the union) were taken"."""
    sent = doc[first].sent
    opening = next((t.i for t in reversed(doc[sent.start : first]) if t.text in {"(", ")"}), None)
    closes = source[1] + 1 < sent.end and doc[source[1] + 1].text == ")"
    if opening is None or doc[opening].text != "(" or not closes:
        return None
    return trim_marks(doc, opening + 1, first - 1)


def _clause_start(token: Token) -> int:
    """Where the clause begins that a phrase belongs to: after a semicolon, which parts headlines."""
    sent = token.sent
    parted = [t.i + 1 for t in token.doc[sent.start : token.i] if t.text == ";"]
    return parted[-1] if parted else sent.start


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
    clauses = [c for c in (*token.rights, *_behind_owner(token)) if c.dep_ in {"acl", "ccomp", "relcl"}]
    clause = next((c for c in clauses if _is_that_clause(c) or _is_promised(c, stance)), None)
    if clause is None:
        return
    end = before_participle(token.doc, clause.left_edge.i, clause.right_edge.i)
    content, owner = trim_marks(token.doc, clause.left_edge.i, end), _owner(token)
    told, misread = _handled(token), misread_verb(token)
    if misread is not None and content is not None:
        source, stance = (token.left_edge.i, misread.i - 1), shade(misread, stance_of(misread, "objects") or stance)
        yield Report(cue=(token.i, token.i), source=source, content=(content,), stance=stance)
        return
    if told is not None and (owner is None or owner == find_source(told, high=token.i - 1)):
        stance, owner = shade(told, stance_of(told, "objects") or stance), find_source(told, high=token.i - 1)
    elif any(child.lower_ == "no" for child in token.lefts):
        stance = CANNOT_CONFIRM
    if content is not None and (owner is not None or stance in {"accuses", "denies"}):
        yield Report(cue=(token.i, token.i), source=owner, content=(content,), stance=stance)


def _handled(noun: Token) -> Token | None:
    """The verb that denies or confirms what the noun reports: "rejected the claim that", "could not confirm reports that"."""
    link = noun.head if noun.dep_ == "pobj" else noun
    verb = link.head
    if verb.pos_ != "VERB" or (noun.dep_ != "dobj" and link.lower_ != "as" and link.i != verb.i + 1):
        return None
    return verb if stance_of(verb, "objects") in {"denies", "confirms"} else None


def _is_that_clause(clause: Token) -> bool:
    return has_that(clause) or any(child.dep_ == "mark" and child.lower_ == "whether" for child in clause.lefts)


def _is_promised(clause: Token, stance: str) -> bool:
    """ "the threat by the militia to bomb the dam"."""
    return stance in {"promises", "demands"} and clause.tag_ == "VB" and any(t.lower_ == "to" for t in clause.lefts)


def _behind_owner(noun: Token) -> list[Token]:
    """The clause that a parser hung on whose claim it is: "accounts from villagers that rebels had burned"."""
    links = [link for link in noun.rights if link.dep_ == "prep" and link.lower_ in {"by", "from"}]
    bodies = [body for link in links for body in link.children if body.dep_ == "pobj"]
    return [clause for body in bodies for clause in body.rights if clause.dep_ in {"acl", "relcl"} and has_that(clause)]


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
        if link.dep_ == "prep" and link.lower_ == "of" and stance_of(noun, "nouns") == "confirms":
            body = next((child for child in link.children if child.dep_ == "pobj"), None)
            if body is not None and stance_of(body, "nouns") is not None:
                return _owner(body)  # "no confirmation of the militia's claim that"
    verb = noun.head
    makes = verb.lemma_.lower() in words("authoring") or stance_of(verb, "objects") is not None
    if noun.dep_ != "dobj" or not (makes or verb.lemma_ == "have"):
        return None
    return find_source(verb, high=noun.i - 1)


def _label(colon: Token) -> Iterator[Report]:
    """ "Minister: the bridge was hit": a short name that opens a sentence, and what follows the colon."""
    doc = colon.doc
    start = _clause_start(colon)
    label = doc[start : colon.i]
    rest = trim_marks(doc, colon.i + 1, _label_end(colon))
    if rest is None and colon.i + 1 < len(doc) and not doc[colon.i + 1].is_space:
        rest = trim_marks(doc, colon.i + 1, doc[colon.i + 1].sent.end - 1)  # the parser ended a sentence at the colon
    yield from _after_headline(colon, start, rest)
    if not 0 < len(label) <= LONGEST_LABEL or rest is None or rest[1] - rest[0] < 3:
        return
    head = label.root
    owner = next((child for child in head.lefts if child.dep_ == "poss"), None)
    if owner is not None and (head.lemma_.lower() in words("accounts") or stance_of(head, "nouns") is not None):
        yield Report(cue=(head.i, colon.i), source=(owner.left_edge.i, owner.i), content=(rest,), stance="asserts")
        return
    if head.pos_ not in {"PROPN", "NOUN"} or any(t.pos_ in {"VERB", "AUX"} for t in label) or not _names_speaker(head):
        return
    if not any(t.pos_ in {"VERB", "AUX"} for t in doc[rest[0] : rest[1] + 1]):
        return
    part = trim_marks(doc, start + (doc[start].lower_ == "rt"), colon.i - 1)
    if part is not None:
        yield Report(cue=(colon.i, colon.i), source=part, content=(rest,), stance="asserts")


def _after_headline(colon: Token, start: int, rest: Stretch | None) -> Iterator[Report]:
    """ "Nine killed in raid: monitor": a short name behind the colon, and what it tells before it."""
    told = trim_marks(colon.doc, start, colon.i - 1)
    if rest is None or told is None or rest[1] - rest[0] >= LONGEST_SIGNATURE or rest[1] + 1 < colon.sent.end - 1:
        return
    name, doc = colon.doc[rest[0] : rest[1] + 1], colon.doc
    tells = any(token.pos_ in {"VERB", "AUX"} for token in doc[told[0] : told[1] + 1])
    stopped = rest[1] + 1 < len(doc) and doc[rest[1] + 1].text == "."
    speaks = _names_speaker(name.root) and name.root.ent_type_ != "GPE" and not stopped
    if tells and speaks and not any(token.pos_ in {"VERB", "AUX"} for token in name):
        yield Report(cue=(colon.i, colon.i), source=rest, content=(told,), stance="asserts")


def _label_end(colon: Token) -> int:
    """Where the words after a label end: at a semicolon behind which another label stands, else with the sentence."""
    rest = colon.doc[colon.i + 1 : colon.sent.end]
    marks = [token.i for token in rest if token.text in {";", ":"}]
    semicolon = next((i for i in marks if colon.doc[i].text == ";"), None)
    parted = semicolon is not None and any(i > semicolon and colon.doc[i].text == ":" for i in marks)
    return semicolon - 1 if semicolon is not None and parted else colon.sent.end - 1


def _bracketed(closing: Token) -> Iterator[Report]:
    """ "Troops entered the port (state television).": a source in brackets at the end of a sentence; no acronym of a name."""
    doc, sent = closing.doc, closing.sent
    opening = next((t for t in reversed(doc[sent.start : closing.i]) if t.text == "("), None)
    ends = all(token.is_punct or token.is_space for token in doc[closing.i + 1 : sent.end])
    if opening is None or not ends or not 1 < closing.i - opening.i <= LONGEST_SIGNATURE or opening.i <= sent.start:
        return
    name, content = doc[opening.i + 1 : closing.i], trim_marks(doc, sent.start, opening.i - 1)
    if content is None or opening.nbor(-1).pos_ == "PROPN" or not _names_speaker(name.root):
        return
    if not any(t.pos_ == "VERB" for t in name) and any(t.pos_ == "VERB" for t in doc[content[0] : content[1] + 1]):
        yield Report(
            cue=(opening.i, opening.i), source=(opening.i + 1, closing.i - 1), content=(content,), stance="asserts"
        )


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
    return head.ent_type_ in _SPEAKERS or speaks(head)


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
