"""Words that stand on somebody's account of them: "in the account of one survivor", "as the prosecutor put it".

>>> from sayso.language.parse import load_model
>>> doc = load_model()("In the account of one survivor, soldiers burned the huts.")
>>> report = next(account(doc[2]))
>>> [doc[first : last + 1].text for first, last in (report.source, *report.content)]
['one survivor', 'soldiers burned the huts']
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from sayso.extract.cuewords import stance_of, words
from sayso.extract.phrase import NOUNS, noun_phrase
from sayso.extract.report import Report, trim_marks
from sayso.extract.sources import SUBJECTS
from sayso.extract.stretches import Stretch

_LEADING = frozenset({"by", "in", "on", "from", "to"})  # "by the army's own account", "judging from accounts of"
_BARE = frozenset({"advmod", "npadvmod", "punct"})  # what may follow the verb of "as the colonel recalls"
_THEIRS = frozenset(
    {"words", "telling", "view", "opinion", "account", "version"}
)  # "in his words", not "in his report"
_MINE = frozenset({"my", "our", "your"})


def account(noun: Token) -> Iterator[Report]:
    """ "By the ministry's own account, ...", "..., in the army's version", "judging by the accounts of fishermen, ..."."""
    link = noun.head
    if link.lower_ not in _LEADING or noun.lemma_.lower() not in words("accounts"):
        return
    source = _owned(noun)
    first = link.nbor(-1) if link.i > noun.sent.start and link.nbor(-1).lower_ in {"judging", "going"} else link
    if source is None or noun.doc[source[0]].lower_ in _MINE:
        return
    content = _set_apart(first, max(noun.i, source[1]))
    if content:
        yield Report(cue=(first.i, noun.i), source=source, content=content, stance="asserts")


def put_so(conjunction: Token) -> Iterator[Report]:
    """ "As the prosecutor put it, ...", "..., as one officer told it"."""
    verb = conjunction.head
    if verb.dep_ != "advcl" or verb.i < conjunction.i:
        return
    subject = next((child for child in verb.lefts if child.dep_ in SUBJECTS and child.pos_ in NOUNS), None)
    puts = verb.lemma_.lower() in words("putting") and any(
        child.lower_ == "it" and child.dep_ == "dobj" for child in verb.rights
    )
    tells = stance_of(verb, "verbs") == "asserts" and all(child.dep_ in _BARE for child in verb.rights)
    if subject is None or not (puts or tells):
        return
    content = _set_apart(conjunction, verb.right_edge.i)
    if content:
        source = noun_phrase(subject, low=conjunction.i + 1, high=verb.i - 1)
        yield Report(cue=(verb.i, verb.i), source=source, content=content, stance=stance_of(verb, "verbs") or "asserts")


def _owned(noun: Token) -> Stretch | None:
    """Whose account it is."""
    owner = next((child for child in noun.lefts if child.dep_ == "poss"), None)
    if owner is not None:
        named = owner.pos_ in NOUNS and (
            owner.pos_ != "PRON" or noun.lower_ in _THEIRS or any(c.lower_ == "own" for c in noun.lefts)
        )
        return (owner.left_edge.i, owner.i) if named else None
    link = next((child for child in noun.rights if child.dep_ == "prep" and child.i == noun.i + 1), None)
    if link is None or link.lower_ not in {"of", "by", "from"}:
        return None
    body = next((child for child in link.children if child.dep_ == "pobj" and child.pos_ in NOUNS), None)
    return None if body is None else noun_phrase(body, low=link.i + 1)


def _set_apart(first: Token, last: int) -> tuple[Stretch, ...]:
    """The rest of the sentence, where the phrase from `first` to `last` stands at one of its ends or between commas."""
    doc, sent = first.doc, first.sent
    opens, closes = first.i == sent.start, first.i > sent.start and doc[first.i - 1].text == ","
    ends = last + 1 < sent.end and (doc[last + 1].text == "," or doc[last + 1].is_punct)
    if not ends or not (opens or closes):
        return ()
    parts = (trim_marks(doc, sent.start, first.i - 1), trim_marks(doc, last + 1, sent.end - 1))
    content = tuple(part for part in parts if part is not None)
    told = any(token.pos_ in {"VERB", "AUX"} for a, b in content for token in doc[a : b + 1])
    return content if told else ()
