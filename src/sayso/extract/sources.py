"""Sources: the words that name who says something, found from the verb that says so.

>>> from sayso.language.parse import load_model
>>> doc = load_model()("A spokesman for the army told reporters that the bridge was destroyed.")
>>> first, last = find_source(doc[5])
>>> doc[first : last + 1].text
'A spokesman for the army'
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from sayso.extract.coordination import beside
from sayso.extract.cuewords import pairs, stance_of, words
from sayso.extract.phrase import NOUNS, noun_phrase
from sayso.extract.quotation import STRAIGHT
from sayso.extract.stretches import Stretch

SUBJECTS = frozenset({"nsubj"})
_SHARED = frozenset(
    {"acl", "relcl", "conj", "xcomp", "advcl", "pcomp", "prep", "dep", "acomp"}
)  # a verb so attached has its head's subject
_CAPITALS = frozenset({"IS", "US", "WHO", "IT"})  # names that parsers take for "is", "us", "who", "it"
_SPEAKERS = frozenset({"PERSON", "ORG", "NORP"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_MISREAD = frozenset({"npadvmod", "dep", "nsubj", "dobj"})  # what a parser makes of a subject that it lost
_TIMES = frozenset({"DATE", "TIME"})
_AUTHORS = frozenset({"it", "they", "he", "she"})
_BEFORE_HEAD = frozenset({"det", "amod", "compound", "nmod", "poss", "nummod"})
_ANSWERS = frozenset({"asserts", "denies"})  # stances of verbs with which a speaker goes on
_CLIMB = 4  # steps to look for a shared subject
_BETWEEN = frozenset({"AUX", "ADV", "PART"})  # may stand between a name and its verb
_LINKS = frozenset({"of", "for", "from", "at", "in", "with"})  # "a spokesman for the army"


def subject_of(verb: Token) -> Token | None:
    """The head word of the verb's own subject."""
    subjects = [
        child for child in verb.children if child.dep_ in SUBJECTS and not child.is_punct and child.text not in STRAIGHT
    ]
    subjects = [child for child in subjects if child.i == 0 or child.nbor(-1).text not in {"[", "("}] or subjects
    before = [child for child in subjects if child.i < verb.i]
    return before[-1] if before else next(iter(subjects), None)


def is_passive(verb: Token) -> bool:
    """Whether the verb is a passive: what it says is its subject or its hearer."""
    if verb.tag_ == "VBN" and verb.dep_ in {"xcomp", "acomp"} and verb.head.lemma_ == "stand":
        return True  # "stands accused of"
    return any(
        child.dep_ in {"nsubjpass", "auxpass", "csubjpass"} and child.text not in _CAPITALS for child in verb.children
    )


def find_source(verb: Token, *, low: int | None = None, high: int | None = None) -> Stretch | None:
    """First and last token of who says what `verb` tells; None where nobody is named.

    `low` and `high` bound the search: the words said stand beyond them.
    """
    participle = verb.tag_ == "VBN" and verb.dep_ in {"acl", "relcl"} and subject_of(verb) is None
    if participle and _is_main(verb):
        return noun_phrase(verb.head, high=verb.i - 1)
    if participle and _ends(verb):
        return _adjacent(verb, low)
    if is_passive(verb) or (participle and not _has_hearer(verb)):
        return agent_of(verb)
    first = beside(verb)
    if first is not None:
        return find_source(first)
    if is_inverted(verb):
        return _following(verb)
    subject = subject_of(verb)
    if subject is not None and subject.i < verb.i - 2 and subject.lower_ in words("unsaying"):
        return _adjacent(verb, low) or _around(subject, verb, low, high)
    if subject is not None:
        return _author(subject, verb) or _around(subject, verb, low, high)
    shared = _shared(verb) if verb.dep_ == "conj" and verb.nbor(-1).pos_ not in NOUNS else None
    return shared or _set_off(verb) or _adjacent(verb, low) or _shared(verb) or _inverted(verb)


def _is_main(verb: Token) -> bool:
    """Whether a parser took the main verb of a sentence for a participle: "Rebels boasted of having killed soldiers"."""
    lemma = verb.lemma_.lower()
    speaks = "asserts" in pairs("prepositions").get(lemma, {}).values() and lemma not in words("hearers")
    alone = all(token.tag_ not in _FINITE for token in verb.sent if token.head.i == verb.head.i and token.i != verb.i)
    return speaks and verb.head.dep_ == "ROOT" and verb.head.pos_ in NOUNS and alone


def _ends(verb: Token) -> bool:
    """Whether a verb taken for a participle ends a sentence that lost its comma: "shells hit the port the monitor reported on
    Monday". It stands right behind one who speaks, and nothing but a day follows."""
    if verb.lower_ not in words("inverting") or verb.i == verb.sent.start:
        return False
    head, rest = verb.nbor(-1), verb.doc[verb.i + 1 : verb.sent.end]
    if not (head.ent_type_ in _SPEAKERS or head.lower_ in words("spokesmen") or head.lower_ in words("stations")):
        return False
    day = all(t.ent_type_ in _TIMES or t.is_punct or t.is_space or t.lower_ in {"on", "late", "early"} for t in rest)
    return day and any(token.tag_ in _FINITE for token in verb.doc[verb.sent.start : head.left_edge.i])


def _has_hearer(verb: Token) -> bool:
    """Whether a verb of telling takes the one it speaks to, so that it is no passive: "a resident told the agency"."""
    return verb.lower_ in words("inverting") and any(
        child.dep_ == "dobj" and child.pos_ in NOUNS for child in verb.rights
    )


def agent_of(verb: Token) -> Stretch | None:
    """Who a passive says did it: "by X", also where it hangs on another word ("told in a briefing by X")."""
    for token in _attached(verb):
        if token.lower_ == "by" and token.dep_ in {"agent", "prep"}:
            body = next((child for child in token.children if child.dep_ == "pobj"), None)
            if body is not None and body.lower_ not in words("means"):
                return noun_phrase(body)
    return None


def _attached(verb: Token) -> Iterator[Token]:
    """The verb's own links and those within its attached phrases, but none of a clause."""
    for child in verb.rights:
        if child.dep_ in {"agent", "prep"}:
            yield child
            for body in child.children:
                yield from (link for link in body.rights if link.dep_ == "prep")


def _around(subject: Token, verb: Token, low: int | None, high: int | None) -> Stretch | None:
    if subject.i < verb.i:
        first, last = noun_phrase(subject, low=low, high=verb.i - 1)
        first = _with_role(subject, verb, first)
    else:
        first, last = noun_phrase(subject, high=high)
    apposed = verb.head if verb.dep_ == "relcl" and verb.head.i < first and verb.head.ent_type_ == "PERSON" else None
    if apposed is not None and subject.pos_ != "PRON" and not any(t.is_punct for t in subject.doc[apposed.i : first]):
        first = noun_phrase(apposed, high=first - 1)[0]
    return first, last


def _author(subject: Token, verb: Token) -> Stretch | None:
    """Who "it" is in "a statement by the army in which it said"."""
    if subject.lower_ not in _AUTHORS or verb.dep_ != "relcl" or verb.left_edge.lower_ != "in":
        return None
    by = verb.head.head if verb.head.dep_ == "pobj" else None
    if by is not None and by.lower_ in {"by", "from"} and by.head.lemma_.lower() in words("carriers"):
        return noun_phrase(verb.head, high=verb.left_edge.i - 1)
    if verb.head.lemma_.lower() not in words("carriers"):
        return None
    link = next((child for child in verb.head.rights if child.lower_ in {"by", "from"} and child.i < verb.i), None)
    body = next((child for child in link.children if child.dep_ == "pobj"), None) if link is not None else None
    return None if body is None else noun_phrase(body, high=verb.left_edge.i - 1)


def _with_role(subject: Token, verb: Token, first: int) -> int:
    """Where the source begins if the parser read its role as a subject of its own: "The newspaper Al-Noor said"."""
    role = next((child for child in verb.lefts if child.dep_ in SUBJECTS and child.i == first - 1), None)
    if role is None or role.i == subject.i or role.pos_ != "NOUN" or subject.pos_ != "PROPN":
        return first
    return noun_phrase(role, high=role.i)[0]


def _set_off(verb: Token) -> Stretch | None:
    """The name at the head of the sentence that a participle set off from its verb: "Reuters, citing officials, reported"."""
    for child in verb.lefts:
        if child.dep_ in _MISREAD and child.pos_ in {"PROPN", "NOUN"} and child.ent_type_ not in _TIMES:
            after = child.right_edge.i + 1
            citing = next((t for t in child.doc[after : after + 3] if t.tag_ == "VBG"), None)
            if child.right_edge.nbor(1).text == "," and citing is not None and verb.nbor(-1).text == ",":
                return noun_phrase(child, high=after - 1)
    return None


def _adjacent(verb: Token, low: int | None) -> Stretch | None:
    """The name right before a verb that the parser left without a subject; texts without commas have many."""
    doc, sent = verb.doc, verb.sent
    last = verb.i - 1
    while (
        last > sent.start
        and (doc[last].pos_ in _BETWEEN or doc[last].text in {")", ","})
        and doc[last].text not in _CAPITALS
    ):
        last -= 1
    if (
        last < sent.start
        or (doc[last].pos_ not in NOUNS and doc[last].text not in _CAPITALS)
        or verb.tag_ in {"VBG", "VB"}
    ):
        return None
    if doc[last].ent_type_ in _TIMES:
        return None
    described = _described(doc[last], verb)
    if described is not None:
        return noun_phrase(described, high=last)
    first = _name_start(doc[last], sent.start if low is None else low)
    while (
        first - 2 >= sent.start
        and doc[first - 1].lower_ in _LINKS
        and doc[first - 2].pos_ in NOUNS
        and doc[first - 2].lower_ in words("spokesmen")
    ):
        first = _name_start(doc[first - 2], sent.start)
    return first, last


def _described(last: Token, verb: Token) -> Token | None:
    """The speaker that a relative clause right before the verb describes: "the group which has sources in the town said"."""
    for token in (last, *last.ancestors):
        if token.dep_ == "relcl" and token.head.i < token.left_edge.i and token.left_edge.i - token.head.i <= 2:
            noun = token.head
            speaks = noun.ent_type_ in _SPEAKERS or noun.lower_ in words("spokesmen")
            return noun if speaks and noun.i < verb.i else None
    return None


def _name_start(last: Token, low: int) -> int:
    """Where the run of names and adjectives that ends at `last` begins: at its article, or where its case changes."""
    doc, first = last.doc, last.i
    if last.pos_ == "PRON":
        return first
    while first > low:
        before = doc[first - 1]
        if before.dep_ == "det" or before.pos_ == "DET" or before.tag_ == "PRP$":
            return first - 1
        if before.pos_ == "PROPN" and doc[first].pos_ == "ADJ" and doc[first].is_lower and last.is_lower:
            break
        if before.pos_ not in {"PROPN", "NOUN", "ADJ", "NUM"} or (
            last.pos_ == "PROPN" and before.is_lower and before.pos_ != "NOUN"
        ):
            break
        first -= 1
    return first


def _shared(verb: Token) -> Stretch | None:
    """The subject that a participle, infinitive or second verb has in common with the verb above it."""
    token, told = verb, _telling(verb)
    if told is not None and verb.tag_ == "VBG":
        return find_source(told)
    for _ in range(_CLIMB):
        if token.dep_ in {"acl", "relcl"} and token.head.pos_ in NOUNS and _can_say(token.head):
            return noun_phrase(token.head, high=token.left_edge.i - 1)
        if token.dep_ not in _SHARED:
            return None
        token = beside(token) or token.head
        if token.pos_ in {"VERB", "AUX"}:
            quoted = _quoted(token)
            if quoted is not None:
                return quoted
            subject = next((child for child in token.children if child.dep_ in SUBJECTS | {"nsubjpass"}), None)
            if subject is not None and subject.i < token.i:
                return noun_phrase(subject, high=token.i - 1)
    return None


def _can_say(noun: Token) -> bool:
    """Whether a participle after the noun has it for its subject: it acts, or it carries words; an object mostly does not."""
    if (
        noun.lemma_.lower() in words("carriers")
        or noun.ent_type_ in {"PERSON", "ORG"}
        or noun.lower_ in words("spokesmen")
    ):
        return True
    return noun.dep_ not in {"dobj", "pobj"}


def _telling(verb: Token) -> Token | None:
    """The verb of saying above a participle that goes on with its words: "said that ..., adding that ...", "..., denying that"."""
    if stance_of(verb, "verbs") not in _ANSWERS:
        return None
    above = [token for token in verb.ancestors if token.pos_ == "VERB"][:_CLIMB]
    return next(
        (token for token in above if stance_of(token, "verbs") in _ANSWERS and subject_of(token) is not None), None
    )


def _quoted(verb: Token) -> Stretch | None:
    """Whose words another quotes: "SANA quoted a source as saying"."""
    if verb.lemma_ not in {"quote", "cite"}:
        return None
    body = next((child for child in verb.children if child.dep_ in {"dobj", "nsubjpass"}), None)
    return None if body is None else noun_phrase(body)


def is_inverted(verb: Token) -> bool:
    """Whether a bare "said X" ends the sentence without any mark before it, as texts that lost their commas have it."""
    if verb.lower_ not in words("bare_inverting") or verb.i == verb.sent.start or verb.i + 1 == verb.sent.end:
        return False
    rest, before = verb.doc[verb.i + 1 : verb.sent.end], verb.doc[verb.sent.start : verb.i]
    if (
        before[-1].is_punct
        or before[-1].pos_ in {"PRON", "AUX"}
        or any(t.tag_ in _FINITE or t.text in STRAIGHT for t in rest)
    ):
        return False
    return any(token.tag_ in _FINITE for token in before) and _following(verb) is not None


def _following(verb: Token) -> Stretch | None:
    """The name right after the verb, if it is one of somebody who speaks."""
    start = verb.i + 1
    head = verb.doc[start]
    while head.dep_ in _BEFORE_HEAD and head.head.i > head.i:
        head = head.head
    if head.pos_ not in NOUNS or not (head.ent_type_ in _SPEAKERS or head.lower_ in words("spokesmen")):
        return None
    return start, noun_phrase(head, low=start)[1]


def _inverted(verb: Token) -> Stretch | None:
    """The name after the verb: "..., said X", where the parser took X for an object."""
    if verb.lower_ not in words("inverting"):
        return None
    body = next(
        (child for child in verb.rights if child.dep_ in {"dobj", "attr", "npadvmod", "dep"} and child.pos_ in NOUNS),
        None,
    )
    return None if body is None or body.ent_type_ in {"DATE", "TIME"} else noun_phrase(body)
