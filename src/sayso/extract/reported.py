"""Reported speech: for each word that attributes, who says it and which words are said.

>>> from sayso.language.parse import load_model
>>> doc = load_model()("Two bridges were destroyed, the ministry said.")
>>> report = next(find_reports(doc, []))
>>> [doc[first : last + 1].text for first, last in (report.source, *report.content)]
['the ministry', 'Two bridges were destroyed']
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from sayso.extract.beside import REACH, after_colon, goes_on_after, holds_verb, quotation_beside
from sayso.extract.complements import find_complement
from sayso.extract.coordination import beside, conjunction
from sayso.extract.cuewords import is_unable, shade, stance_of, words
from sayso.extract.phrase import noun_phrase
from sayso.extract.relayed import is_citing, is_relayed, read_quoted, read_relayed
from sayso.extract.report import Report, cue_of, make_report, trim_marks
from sayso.extract.sources import SUBJECTS, find_source, is_inverted, is_passive, subject_of
from sayso.extract.stretches import Stretch

_PARENTHETIC = frozenset({"parataxis", "ccomp", "dep", "advcl", "conj", "relcl", "ROOT", "appos", "acl"})
_TAIL = frozenset(
    {
        "prep",
        "npadvmod",
        "advmod",
        "dobj",
        "punct",
        "nsubj",
        "dative",
        "agent",
        "aux",
        "advcl",
        "xcomp",
        "dep",
        "tmod",
        "prt",
    }
)
_HEARERS = frozenset({"dobj", "dative", "xcomp", "iobj", "npadvmod"})
_INWARD = frozenset({"believes", "expects", "hears", "shows"})  # stances of verbs of thought
_QUOTED = frozenset(
    {"asserts", "asks", "demands", "confirms", "denies", "accuses"}
)  # stances of verbs that take quotations
_SPEAKING = frozenset({"i", "we", "you"})
_DID = frozenset(
    {
        "did",
        "do",
        "does",
        "will",
        "would",
        "could",
        "can",
        "cannot",
        "may",
        "must",
        "should",
        "shall",
        "might",
        "'d",
        "'ll",
    }
)
SHORTEST = 3  # tokens more than one that an object of "said" has if it is a clause misread


def find_reports(doc: Doc, quotations: list[Stretch]) -> Iterator[Report]:
    """Each cue verb of the document with what it reports; `quotations` are first and last tokens of quoted words."""
    for token in doc:
        if _may_report(token):
            report = _read_verb(token, quotations)
            if report is not None:
                yield report


def _was_asked(verb: Token) -> bool:
    """ "Asked about the raid, the spokesman said": the one who speaks did not ask."""
    bare = not any(child.dep_ in {*SUBJECTS, "aux", "auxpass", "nsubjpass"} for child in verb.children)
    return verb.tag_ in {"VBN", "VBD"} and verb.dep_ == "advcl" and bare and verb.lemma_.lower() in words("hearers")


def _heard(verb: Token) -> Report | None:
    """Who told it: "heard from the general that", "learned from a doctor that"."""
    link = next((child for child in verb.rights if child.dep_ == "prep" and child.lower_ == "from"), None)
    body = next((child for child in link.children if child.dep_ == "pobj"), None) if link is not None else None
    content = _clause(verb) or [
        (clause.left_edge.i, clause.right_edge.i)
        for clause in (body.rights if body is not None else ())
        if clause.dep_ in {"acl", "ccomp", "relcl"} and has_that(clause)
    ]
    kept = trim_marks(verb.doc, *content[0]) if content else None
    if body is None or kept is None:
        return None
    return Report(cue=cue_of(verb), source=noun_phrase(body), content=(kept,), stance="asserts")


def _may_report(token: Token) -> bool:
    """Whether a word can be a cue verb; "told" after its own subject is no adjective, whatever a parser makes of it."""
    if token.dep_ == "amod":
        return token.lower_ in words("inverting") and any(child.dep_ in SUBJECTS for child in token.lefts)
    return token.pos_ in {"VERB", "AUX"} or token.lower_ in words("bare_inverting")


def _read_verb(verb: Token, quotations: list[Stretch]) -> Report | None:
    if is_relayed(verb):
        return read_relayed(verb)
    if is_citing(verb):
        return None
    quoted = read_quoted(verb, quotations)
    if quoted is not None:
        return quoted
    if _was_asked(verb):
        return None
    stance = stance_of(verb, "verbs")
    if stance is not None and is_inverted(verb):
        return make_report(verb, stance, [(verb.sent.start, verb.i - 1)])
    if _only_thought_of(verb) or (stance in _INWARD and _by_the_speaker(verb)):
        return None
    if stance == "hears":
        heard = _heard(verb)
        if heard is not None:
            return heard
    if stance is not None:
        content = _clause(verb)
        if content:
            return make_report(verb, shade(verb, stance), [*content, *goes_on_after(verb, content, quotations)])
    quoting = stance or stance_of(verb, "quoting")
    if quoting in _QUOTED:
        content = quotation_beside(verb, quotations) or _before(verb) or _around(verb) or after_colon(verb)
        if content:
            return make_report(verb, shade(verb, quoting), content)
    return find_complement(verb)


def _only_thought_of(verb: Token) -> bool:
    """An infinitive tells of no words that were said ("wants to say"), but for "went on to say"."""
    if verb.tag_ != "VB" or any(child.lower_ in _DID for child in verb.children):
        return False
    return not (verb.dep_ == "xcomp" and verb.head.lemma_ in words("onward")) and not is_unable(verb)


def _by_the_speaker(verb: Token) -> bool:
    """Whether the one who thinks is the one who speaks ("I think"): no source of its own."""
    return any(child.dep_ in SUBJECTS and child.lower_ in _SPEAKING for child in verb.children)


def _clause(verb: Token) -> list[Stretch]:
    """The clause that the verb takes, to its right ("said that ...") or to its left ("..., he said")."""
    clauses = [
        child for child in verb.children if child.dep_ == "ccomp" or (child.dep_ == "csubj" and child.i < verb.i)
    ]
    clauses += [child for child in _in_statement(verb) if not clauses]
    right = [clause for clause in clauses if clause.i > verb.i]
    if right:
        clause = right[0]
        start, end = clause.left_edge.i, right[-1].right_edge.i
        named = _misread(verb)
        start = min(start, named.left_edge.i) if named is not None else start
        if start < verb.i:
            return _split(verb, start, end)
        return [*_first_half(verb, clauses), (start, _before_next(verb, clause, end))]
    if clauses:
        return _left(verb, clauses[0])
    named = _misread(verb)
    return [(named.left_edge.i, max(child.right_edge.i for child in verb.rights))] if named is not None else []


def _first_half(verb: Token, clauses: list[Token]) -> list[Stretch]:
    """The clause before a cue that stands between two: "not only did they burn it, he said, they also looted it"."""
    before = next((clause for clause in clauses if clause.i < verb.i), None)
    return _left(verb, before) if before is not None and verb.nbor().text == "," else []


def _before_next(verb: Token, clause: Token, end: int) -> int:
    """Where the clause ends if the parser hung on it a second verb of saying: "denied that ... and said ..."."""
    second = next((child for child in clause.rights if beside(child) is not None and beside(child) == verb), None)
    return end if second is None else conjunction(second) - 1


def _misread(verb: Token) -> Token | None:
    """What the parser took for the object of "said": the subject of a clause whose verb it missed."""
    if verb.lemma_.lower() not in words("clausal") or not any(
        child.dep_ in SUBJECTS and child.i < verb.i for child in verb.children
    ):
        return None
    named = next((child for child in verb.rights if child.dep_ == "dobj" and child.pos_ in {"NOUN", "PROPN"}), None)
    return named if named is not None and named.right_edge.i - named.left_edge.i >= SHORTEST else None


def _in_statement(verb: Token) -> list[Token]:
    """The clause that the parser hung on the setting, the teller or the hearer: "said in a statement that ..."."""
    links = [link for link in verb.rights if link.dep_ in {"prep", "agent"}]
    settings = [body for link in links for body in link.children if body.dep_ == "pobj"]
    if verb.lemma_.lower() in words("hearers"):
        settings += [child for child in verb.rights if child.dep_ in _HEARERS]
        settings += [inner for body in settings for inner in _within_setting(body)]
    return [
        clause
        for body in settings
        for clause in body.rights
        if clause.dep_ in {"acl", "ccomp", "relcl"} and has_that(clause)
    ]


def _within_setting(body: Token) -> list[Token]:
    """What hangs on a setting or a hearer: "told in a briefing by the general that"."""
    links = [link for link in body.rights if link.dep_ in {"prep", "agent", "dobj"}]
    return links + [inner for link in links for inner in link.children if inner.dep_ == "pobj"]


def has_that(clause: Token) -> bool:
    """Whether "that" opens the clause, whatever a parser took it for."""
    if any(child.dep_ == "mark" or (child.lower_ == "that" and child.dep_ == "advmod") for child in clause.lefts):
        return True
    kinds = [child.dep_ for child in clause.children]  # "that" taken for an object beside the true one is no pronoun
    return clause.left_edge.lower_ == "that" and "nsubj" in kinds and kinds.count("dobj") > 1


def _split(verb: Token, start: int, end: int) -> list[Stretch]:
    """A clause that begins before its verb and goes on after it: "the raids, he added, ..."."""
    subject = next((child for child in verb.children if child.dep_ in SUBJECTS), None)
    left = min(verb.i, subject.left_edge.i) if subject is not None and subject.i < verb.i else verb.i
    right = max(verb.i, subject.right_edge.i) if subject is not None and subject.i > verb.i else verb.i
    return [(start, left - 1), (right + 1, end)]


def _left(verb: Token, clause: Token) -> list[Stretch]:
    end = _left_end(verb, clause)
    start = verb.sent.start if verb.dep_ == "ROOT" else clause.left_edge.i
    while start < clause.i and verb.doc[start].dep_ == "cc":
        start += 1
    return [(start, end)] if start <= end else []


def _left_end(verb: Token, clause: Token) -> int:
    """Where the words before a cue end: before its subject and its auxiliaries, wherever the parser put the edge."""
    lefts = [child for child in verb.lefts if child.i > clause.i and child.dep_ not in {"punct", "prep"}]
    subject = next((child for child in lefts if child.dep_ in SUBJECTS), None)
    if subject is not None:
        return noun_phrase(subject, low=clause.i + 1, high=verb.i - 1)[0] - 1
    source = find_source(verb, low=clause.i + 1)
    if source is not None and clause.i < source[0] < verb.i:
        return source[0] - 1
    return min([child.i for child in lefts] + [verb.i]) - 1


def _before(verb: Token) -> list[Stretch]:
    """The words before a cue that ends its sentence: texts that lost their commas have "... the ministry said."."""
    if not _can_end(verb) or is_passive(verb) or not _ends_sentence(verb) or _within_report(verb):
        return []
    source = find_source(verb)
    if source is None:
        return []
    end = min(source[0], verb.i) - 1
    if not holds_verb(verb.doc, verb.sent.start, end):
        return []
    return [(verb.sent.start, end), *_resumed(verb, source)]


def _can_end(verb: Token) -> bool:
    """Whether the verb is one that a sentence may end with: "said", or another verb of saying with its own subject."""
    if verb.lower_ in words("inverting"):
        return True
    own = subject_of(verb) is not None and not any(child.dep_ in {"dobj", "xcomp"} for child in verb.children)
    return own and verb.tag_ in {"VBD", "VBZ", "VBN"} and stance_of(verb, "verbs") == "asserts"


def _resumed(verb: Token, source: Stretch) -> list[Stretch]:
    """What goes on after a cue set between commas: "..., he said, to protect the hospitals"."""
    doc, sent = verb.doc, verb.sent
    if (
        verb.i + 4 >= sent.end
        or doc[verb.i + 1].text != ","
        or doc[source[0] - 1].text != ","
        or doc[verb.i + 2].tag_ == "VBG"
    ):
        return []
    return [(verb.i + 2, sent.end - 1)]


def _ends_sentence(verb: Token) -> bool:
    """Whether nothing but a day, a hearer or a setting follows the verb in its sentence."""
    rest = verb.doc[verb.i + 1 : verb.sent.end]
    if any(token.pos_ == "VERB" and token.tag_ in {"VBD", "VBZ", "VBP"} for token in rest):
        return False
    return all(child.dep_ in _TAIL for child in verb.rights) and len(rest) <= REACH * 2


def _within_report(verb: Token) -> bool:
    """Whether the verb belongs to a clause that another word introduces, so that it ends nothing of its own."""
    opened = any(
        child.dep_ == "mark" or (child.tag_ in {"WP", "WDT", "WRB"} and not child.is_upper) for child in verb.children
    )
    above = verb.head if verb.head is not verb else None
    return opened or (
        above is not None
        and above.i < verb.i
        and verb.dep_ in {"ccomp", "xcomp", "acl"}
        and stance_of(above, "verbs") is not None
    )


def _around(verb: Token) -> list[Stretch]:
    """A cue put into the middle of what it reports, hanging on the verb of the clause."""
    subject = next((child for child in verb.children if child.dep_ in SUBJECTS), None)
    if subject is None or verb.dep_ not in _PARENTHETIC or verb.dep_ in {"relcl", "advcl", "ROOT"}:
        return []
    if verb.head.i <= verb.i and (
        verb.dep_ != "parataxis" or verb.doc[min(verb.i, subject.left_edge.i) - 1].text != ","
    ):
        return []
    if stance_of(verb, "verbs") != "asserts" and stance_of(verb, "quoting") is None:
        return []
    if any(child.dep_ in {"mark", "cc"} for child in verb.lefts) or any(
        child.dep_ in {"dobj", "xcomp"} for child in verb.children
    ):
        return []
    low, high = min(verb.i, subject.left_edge.i), max(verb.i, subject.right_edge.i)
    start, end = verb.head.left_edge.i, verb.head.right_edge.i
    return [part for part in ((start, low - 1), (high + 1, end)) if part[0] <= part[1]]
