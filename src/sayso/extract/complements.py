"""What a verb reports other than in a clause: an infinitive, after a preposition, or its object.

>>> from sayso.language.parse import load_model
>>> doc = load_model()("The mayor called for a truce.")
>>> report = find_complement(doc[2])
>>> [doc[first : last + 1].text for first, last in report.content]
['a truce']
"""

from __future__ import annotations

from spacy.tokens import Token

from sayso.extract.cuewords import CLAIMS_RESPONSIBILITY, pairs, responsibility, shade, speaks, stance_of, words
from sayso.extract.phrase import NOUNS, noun_phrase
from sayso.extract.report import EDGE, Report, cue_of, make_report
from sayso.extract.sources import agent_of, is_passive, subject_of

_COUNTS = frozenset({"toll", "number", "figure", "count", "total", "casualty", "strength", "estimate"})
_TELLING = frozenset({"ORG", "PERSON"})
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_REASONS = frozenset({"as", "for", "over"})  # "attacked the plan as unfair"


def find_complement(verb: Token) -> Report | None:
    """What a verb reports in an infinitive, after a preposition, or as its object."""
    return _claimed(verb) or tallied(verb) or _after_preposition(verb) or _infinitive(verb) or _object(verb)


def _claimed(verb: Token) -> Report | None:
    """A claim of responsibility: "claimed responsibility for the attack", "claimed the attack"."""
    body = next((child for child in verb.rights if child.dep_ == "dobj"), None)
    if body is None:
        return _claimed_by(verb)
    if (verb.lemma_, body.lemma_.lower()) not in responsibility():
        return None
    link = next((token for token in (*body.rights, *verb.rights) if token.lower_ == "for"), None)
    stance = "denies" if verb.lemma_ in {"deny", "disclaim"} else shade(verb, CLAIMS_RESPONSIBILITY)
    before = _for_which(verb)
    if before is not None:
        return make_report(verb, stance, [before])
    start = link.i + 1 if link is not None else body.left_edge.i
    end = link.right_edge.i if link is not None else body.right_edge.i
    return make_report(verb, stance, [(start, end)] if start <= end else [])


def tallied(verb: Token) -> Report | None:
    """ "gave a toll of 31", "updated to 18 its toll": one who counts, and the count."""
    if verb.lemma_.lower() not in words("tallying"):
        return None
    links = [link for link in verb.rights if link.dep_ == "prep" and link.i == verb.i + 1]
    bodies = [child for child in verb.rights if child.dep_ == "dobj"]
    bodies += [body for link in links for body in link.children if body.dep_ == "pobj"]
    counted = next((body for body in bodies if body.lemma_.lower() in words("tolls")), None)
    subject = subject_of(verb)
    if counted is None or subject is None or not (subject.ent_type_ in _TELLING or speaks(subject)):
        return None
    if not any(token.like_num for token in verb.doc[verb.i + 1 : verb.right_edge.i + 1]):
        return None
    return make_report(verb, "asserts", [(verb.i + 1, verb.right_edge.i)])


def _for_which(verb: Token) -> tuple[int, int] | None:
    """The attack that "for which the group claimed responsibility" stands after."""
    linked = any(child.lower_ == "for" and child.nbor().lower_ == "which" for child in verb.lefts)
    return noun_phrase(verb.head, high=verb.left_edge.i - 1) if linked and verb.dep_ == "relcl" else None


def _claimed_by(verb: Token) -> Report | None:
    """ "the attack, claimed by the group, ...", "the attack was claimed by the group"."""
    source = agent_of(verb)
    if verb.lemma_ != "claim" or source is None:
        return None
    passive = next((child for child in verb.children if child.dep_ == "nsubjpass"), None)
    body = passive if passive is not None else verb.head if verb.dep_ in {"acl", "relcl"} else None
    if body is None or (verb.lemma_, body.lemma_.lower()) not in responsibility():
        return None
    content = noun_phrase(body, high=verb.i - 1)
    link = next((child for child in body.rights if child.lower_ == "for"), None)
    if link is not None and link.i < link.right_edge.i:  # "responsibility for the attack was claimed by"
        content = (link.i + 1, link.right_edge.i)
    return Report(cue=cue_of(verb), source=source, content=(content,), stance=CLAIMS_RESPONSIBILITY)


def _after_preposition(verb: Token) -> Report | None:
    table = pairs("prepositions").get(verb.lemma_.lower(), {})
    links = [token for token in verb.rights if token.dep_ in {"prep", "prt"}]
    body = next((child for child in verb.rights if child.dep_ in {"dobj", "dative"}), None)
    links += [child for child in body.rights if child.dep_ == "prep"] if body is not None else []
    if verb.lemma_ == "put" and _counts(body):
        links += _at_number(body)
    links += [link for child in verb.rights if child.dep_ == "agent" for doer in child.children for link in doer.rights]
    for link in links:
        if link.lower_ not in table or (verb.lemma_ == "put" and not _counts(body)):
            continue
        stance, end = shade(verb, table[link.lower_]), link.right_edge.i
        doer = link.head if link.head.head.dep_ == "agent" else None
        if doer is not None and doer.head.head.i == verb.i:  # "accused by its neighbour of bombing"
            source = noun_phrase(doer, high=link.i - 1)
            return Report(cue=cue_of(verb), source=source, content=((link.i, _last(link)),), stance=stance)
        if is_passive(verb):
            subject = next((child for child in verb.children if child.dep_ == "nsubjpass"), None)
            told = verb.lemma_.lower() in words("hearers")
            start = [noun_phrase(subject, high=verb.i - 1)] if subject is not None and not told else []
            return make_report(verb, stance, [*start, (link.i, end)])
        return make_report(
            verb, stance, [(body.left_edge.i if body is not None and body.i < link.i else link.i + 1, end)]
        )
    return None


def _at_number(body: Token | None) -> list[Token]:
    """The "at" before a number, hung on a word of what is counted: "put the number of depots destroyed at 14"."""
    return [] if body is None else [t for t in body.subtree if t.lower_ == "at" and t.nbor(1).like_num]


def _counts(body: Token | None) -> bool:
    """Whether somebody "put the toll at" a number; other things are put elsewhere."""
    return body is not None and body.lemma_.lower() in _COUNTS


def _infinitive(verb: Token) -> Report | None:
    stance = stance_of(verb, "infinitives")
    clause = next((child for child in verb.rights if child.dep_ == "xcomp"), None)
    if stance is None or clause is None or (clause.tag_ not in {"VB", "VBG", "VBN", "JJ"} and clause.pos_ != "VERB"):
        return None
    if not any(child.lower_ == "to" for child in clause.lefts):
        return None
    subject = next((child for child in verb.children if child.dep_ in {"nsubjpass", "nsubj"}), None)
    if (is_passive(verb) or stance == "appears") and subject is not None:
        return Report(
            cue=cue_of(verb),
            source=agent_of(verb),
            content=(noun_phrase(subject, high=verb.i - 1), (clause.left_edge.i, _last(clause))),
            stance=stance,
        )
    links = [child for child in verb.rights if child.dep_ in {"dobj", "prep", "dative"} and child.i < clause.i]
    start = (
        links[0].left_edge.i if links and links[0].dep_ == "dobj" else links[0].i + 1 if links else clause.left_edge.i
    )
    return make_report(verb, stance, [(start, clause.right_edge.i)])


def _last(clause: Token) -> int:
    last = clause.right_edge.i
    while last > clause.i and clause.doc[last].text in EDGE:
        last -= 1
    return last


def _object(verb: Token) -> Report | None:
    stance = stance_of(verb, "objects")
    body = next((child for child in verb.rights if child.dep_ == "dobj" or _is_gerund(child)), None)
    if stance is None or shade(verb, stance) == "shows" or (body is not None and not _speaks_of(verb, body)):
        return None
    if body is None and is_passive(verb):
        return _passive_object(verb, stance)
    if body is None or body.tag_ == "WP" or not (body.pos_ in NOUNS or _is_gerund(body) or _is_number(body)):
        return None
    start, end = (
        body.left_edge.i,
        max(
            [
                body.right_edge.i,
                *(
                    child.right_edge.i
                    for child in verb.rights
                    if child.dep_ in {"dobj", "oprd", "xcomp", "prep"} and _tied(child)
                ),
            ]
        ),
    )
    return make_report(verb, shade(verb, stance), [(start, end)])


def _speaks_of(verb: Token, body: Token) -> bool:
    """Whether the object is spoken of: "claimed victory", "slammed the plan as unfair", not "claimed lives", "attacked the town"."""
    lemma = verb.lemma_.lower()
    if lemma == "claim":
        return body.lemma_.lower() not in words("taken") and body.ent_type_ not in _PLACES
    subject = subject_of(verb)
    if subject is not None and (subject.ent_type_ == "PERSON" or subject.lower_ in {"he", "she"}):
        return True
    return lemma not in words("physical") or any(
        child.dep_ == "prep"
        and child.lower_ in _REASONS
        and any(t.dep_ != "pobj" or not t.ent_type_ for t in child.children)
        for child in verb.rights
    )


def _is_gerund(child: Token) -> bool:
    """ "reported shelling", "denied bombing the school"."""
    if child.dep_ == "advcl" and child.head.nbor().dep_ != "prt":
        return False
    near = child.dep_ == "xcomp" or (
        child.dep_ == "advcl" and child.left_edge.i == child.head.i + 2
    )  # "ruled out sending"
    return near and child.tag_ == "VBG" and not any(token.lower_ == "to" for token in child.lefts)


def _is_number(body: Token) -> bool:
    """ "reported 30 dead", "confirmed 12 wounded"."""
    return body.pos_ == "NUM" or any(child.dep_ == "nummod" for child in body.children)


def _tied(child: Token) -> bool:
    """Whether what follows the object belongs to what is said: "called it a crime", "described him as ..."."""
    return child.dep_ in {"dobj", "oprd", "xcomp"} or child.lower_ in {"as", "for", "of"}


def _passive_object(verb: Token, stance: str) -> Report | None:
    subject = next((child for child in verb.children if child.dep_ == "nsubjpass"), None)
    source = agent_of(verb)
    if subject is None or source is None:
        return None
    first, last = noun_phrase(subject, high=verb.i - 1)
    clause = next((child for child in subject.rights if child.dep_ in {"acl", "ccomp"} and child.i < verb.i), None)
    content = (first, max(last, clause.right_edge.i) if clause is not None else last)
    return Report(cue=cue_of(verb), source=source, content=(content,), stance=shade(verb, stance))
