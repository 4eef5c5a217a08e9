"""Names: pronouns, short forms and stand-ins of a document tied to the fullest wording it has for them.

>>> from sayso.language.parse import load_model
>>> doc = load_model()("Defence Minister Sergei Shoigu arrived on Friday. Shoigu said that the raid failed. He left.")
>>> names = Names(doc)
>>> [names.fullest(doc[i].i, doc[i].i) for i in (8, 15)]
['Defence Minister Sergei Shoigu', 'Defence Minister Sergei Shoigu']
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property

from spacy.tokens import Doc, Token

from sayso.lexicon import load
from sayso.model import Attribution, Span
from sayso.resolve.callings import stand_ins
from sayso.resolve.likeness import PRONOUNS, Gender, alike, fits, spelled_out
from sayso.resolve.mentions import Mention, find_mentions, mention_at
from sayso.resolve.namesakes import Namesakes
from sayso.resolve.pronouns import BACK_SPEAKER, BACK_SUBJECT, Pronouns
from sayso.resolve.roll import Roll

RELATIVES = frozenset({"who", "which", "that", "whom", "whose"})
OWN = frozenset({"i", "we", "me", "us", "my", "our", "mine", "ours", "myself", "ourselves"})
STATEMENTS = frozenset({"statement", "communique", "release"})
MONITOR = "monitor or NGO"  # the kind of source that reports bring in without its name first
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_NOUNS = frozenset({"NOUN", "PROPN"})
SINGULAR = frozenset({"i", "me", "my", "mine", "myself"})
_SHORTEST_ACRONYM = 3
_KNOWN_AS = re.compile(r"\b(?:known as|called|that calls itself|calling itself) (?:the )?([A-Z][^,]*)$")
AHEAD = 4  # sentences ahead to the name of a source first brought in without one ("a monitor said")


class Names:
    """The fullest wording that one document has for whoever its words mean."""

    def __init__(self, doc: Doc, *, mentions: list[Mention] | None = None) -> None:
        """`mentions` in order, where they were found before."""
        self._doc = doc
        self._mentions = find_mentions(doc) if mentions is None else mentions
        self._acronyms = {m.acronym: spelled_out(m, m.acronym) for m in reversed(self._mentions) if m.acronym}
        self._roll = Roll(doc, self._mentions)
        self._namesakes = Namesakes(self._mentions)
        self._pronouns = Pronouns(doc, self._roll)

    def fullest(self, first: int, last: int) -> str:
        """The fullest wording for the words from token `first` to token `last`; these words where there is none."""
        known_as = _KNOWN_AS.search(self._words(first, last))
        if known_as is not None:
            return known_as[1]
        found = self._resolve(first, last)
        if found is None:
            return self._words(first, last)
        also = self._named_beside(first, last)
        beside = "" if also is None else self._words(also, last)
        return f"{found.text} {beside}" if beside and beside not in found.text else found.text

    def _named_beside(self, first: int, last: int) -> int | None:
        """The "and" from which another is named beside one without a name: "a monitor and rebels"; None where nobody is."""
        head = self._doc[first : last + 1].root
        if head.pos_ != "NOUN" or not any(head.i < token.i <= last for token in head.conjuncts):
            return None
        return next((token.i for token in head.children if token.dep_ == "cc" and head.i < token.i < last), None)

    def hearing(self, speakers: Iterable[tuple[int, int]]) -> Names:
        """The names of the same document, told who speaks in it."""
        return Names(self._doc, mentions=_with_speakers(self._doc, self._mentions, speakers))

    def is_own(self, first: int, last: int) -> bool:
        """Whether the words are "I" or "we": the one who speaks already."""
        return first == last and self._doc[first].lower_ in OWN

    def is_known(self, first: int, last: int) -> bool:
        """Whether the document says who the words mean."""
        return self._resolve(first, last) is not None

    def _resolve(self, first: int, last: int) -> Mention | None:
        head = self._doc[first : last + 1].root
        word = self._doc[last].lower_ if first == last else ""
        if word in OWN:
            return self._antecedent(self._doc[first], "person" if word in SINGULAR else None)
        if word in PRONOUNS and not (word == "both" and self._doc[first].dep_ not in _SUBJECTS):
            found = self._antecedent(self._doc[first], PRONOUNS[word])
            return found or (self._pronouns.many_before(self._doc[first]) if PRONOUNS[word] == "many" else None)
        told_of = _related_to(self._doc[first]) if word in RELATIVES else None
        if told_of is not None:
            return self._resolve_mention(self._related(told_of))
        return self._resolve_mention(mention_at(self._doc, head, first=first, last=last))

    def _related(self, head: Token) -> Mention:
        """Whom a relative pronoun means: "forces on the ground who said" are the forces."""
        mention = mention_at(self._doc, head)
        while (
            not (mention.named or mention.kind or mention.person) and head.dep_ == "pobj" and head.head.dep_ == "prep"
        ):
            head = head.head.head
            mention = mention_at(self._doc, head)
        return mention

    def _resolve_mention(self, mention: Mention) -> Mention | None:
        member = mention.person and mention.head_word != mention.words[0]  # "an NRF official" is not the NRF
        whole = len(mention.words) == 1 and not member
        acronym = self._acronyms.get(mention.words[-1]) if whole else None
        acronym = acronym or self._initialled(mention)
        if acronym is not None:
            return acronym
        longer = self._namesakes.fuller(mention)
        if longer is not None:
            return longer
        if mention.stands_in:
            found = self._stood_for(mention)
            return self._brought_in_later(mention) or found if found is mention else found
        if mention.indefinite:
            return self._named_later(mention) or mention
        return mention

    def _initialled(self, mention: Mention) -> Mention | None:
        """The name before it whose initials an acronym is, also where no brackets say so."""
        word = self._doc[mention.head].text
        if len(mention.words) != 1 or not (word.isupper() and len(word) >= _SHORTEST_ACRONYM):
            return None
        return self._roll.initialled(word, mention.first)

    def _brought_in_later(self, mention: Mention) -> Mention | None:
        """Whom "the minister" or "the watchdog" means that the text names only afterwards, in its next sentences."""
        here = self._roll.sentence(mention.head)
        near = self._roll.in_sentences(here + 1, here + AHEAD)
        after = [m for m in near if m.first > mention.last and m.named and m.subject]
        titled = next((m for m in after if m.person and alike(mention.head_word) & m.titles), None)
        titled = titled or self._roll.only_titled(alike(mention.head_word))
        kin = next((m for m in after if not m.person and m.kind == mention.kind and m.kind is not None), None)
        following = (m for m in after if not m.person and m.kind is None and self._opens_next(m, here))
        found = titled or kin or (next(following, None) if mention.kind == MONITOR else None)
        return None if found is None else self._namesakes.fuller(found) or found

    def _opens_next(self, mention: Mention, here: int) -> bool:
        """Whether a name of a body opens the sentence after this one."""
        token = self._doc[mention.head]
        return (
            self._roll.sentence(mention.head) == here + 1
            and mention.first == token.sent.start
            and (self._doc[mention.first].lower_ == "the" or token.ent_type_ == "ORG")
        )

    def _antecedent(self, pronoun: Token, gender: Gender | None) -> Mention | None:
        """Who a pronoun means."""
        found = self._pronouns.before(pronoun, gender, hearer=self._hearer(pronoun))
        if found is not None:
            return self._resolve_mention(found) or found
        return self._pronouns.after(pronoun) if gender == "person" else None

    def _hearer(self, pronoun: Token) -> str | None:
        """The name of the one whom the pronoun speaks to, who is somebody else: "he told the envoy"."""
        verb = pronoun.head
        heard = next((child for child in verb.rights if child.dep_ in {"dobj", "dative"}), None)
        if heard is None or pronoun.dep_ not in {"nsubj", "nsubjpass"} or heard.pos_ == "PRON":
            return None
        found = self._resolve_mention(mention_at(self._doc, heard))
        return None if found is None else found.text

    def _stood_for(self, mention: Mention) -> Mention | None:
        """Who "the group" or "the minister" means: an earlier mention with the same head, else the last speaker of its type."""
        if mention.head_word in STATEMENTS and (issued := self._roll.last_issued(mention.first)) is not None:
            return self._namesakes.fuller(issued) or issued
        titles = alike(mention.head_word)
        found = self._roll.last_called(mention.head_word, titles, mention.modifiers, mention.first)
        if found is not None:
            described = None if found.apposed_to is None else self._roll.at(found.apposed_to)
            found = described if described is not None and described.named else found
            found = found if found.named else self._named_later(found) or found
            return self._namesakes.fuller(found) or found
        before = [m for m in self._roll.before(mention, back=BACK_SPEAKER) if not m.stands_in]
        within = self._within(mention, before)
        if within is not None:
            return within
        if mention.head_word not in stand_ins():
            return mention  # "the driver" is no mayor who spoke before
        of_its_sort = [m for m in before if m.speaks and m.named and m.person == mention.person]
        any_body = mention.head_word in load("titles")["any_body"]
        typed = [m for m in of_its_sort if m.kind is not None and m.kind == mention.kind]
        typed = typed or [m for m in of_its_sort if m.kind is not None and any_body]
        typed = typed or [m for m in of_its_sort if mention.kind is None or m.kind is None]
        found = (typed[-1] if typed else self._only(mention)) or self._acting_before(mention, before)
        return mention if found is None else self._namesakes.fuller(found) or found

    def _within(self, mention: Mention, before: list[Mention]) -> Mention | None:
        """The body of that word by which a speaker before is described: "Ann Orr, the head of the league's relief office"."""
        for told in reversed(before):
            if told.person and told.speaks:
                for token in self._doc[told.first : told.last + 1]:
                    if token.lower_ == mention.head_word and token.dep_ == "pobj" and token.i != told.head:
                        return mention_at(self._doc, token)
        return None

    def _acting_before(self, mention: Mention, before: list[Mention]) -> Mention | None:
        """The body that acted in the sentences before, where "the group" or "the charity" can mean no one who spoke."""
        here = self._roll.sentence(mention.head)
        if mention.person or mention.head_word in STATEMENTS:
            return None
        any_body = load("titles")["any_body"]
        acting = [
            m
            for m in before
            if m.named
            and m.subject
            and not m.person
            and self._doc[m.head].ent_type_ not in {"GPE", "LOC", "FAC", "DATE"}
            and (m.kind == mention.kind or m.kind is None or mention.kind is None or mention.head_word in any_body)
            and 0 < here - self._roll.sentence(m.head) <= BACK_SUBJECT
        ]
        alike_kind = [m for m in acting if m.kind is not None and m.kind == mention.kind] or acting
        return alike_kind[-1] if alike_kind else None

    def _named_later(self, mention: Mention) -> Mention | None:
        """The name that the document gives to "a monitor" afterwards: the next speaker of that kind, or its only one."""
        if mention.kind != MONITOR or mention.person:
            return None
        here = self._roll.sentence(mention.head)
        near = self._roll.in_sentences(here, here + AHEAD)
        after = (m for m in near if m.first > mention.last and _is_monitor(m))
        following = self._roll.in_sentences(here + 1, here + 1)
        opening = (m for m in following if m.named and not m.person and m.kind is None and self._opens_next(m, here))
        found = next(after, None) or self._only(mention) or next(opening, None)
        return None if found is None else self._namesakes.fuller(found) or found

    def _only(self, mention: Mention) -> Mention | None:
        """The one monitor that the document names, if it names just one."""
        return self._monitor if mention.kind == MONITOR else None

    @cached_property
    def _monitor(self) -> Mention | None:
        named = [mention for mention in self._mentions if _is_monitor(mention)]
        return named[0] if len({mention.body or mention.head_word for mention in named}) == 1 else None

    def _words(self, first: int, last: int) -> str:
        return " ".join(self._doc[first : last + 1].text.split())


def _is_monitor(mention: Mention) -> bool:
    """Whether a monitor speaks by name."""
    return mention.speaks and mention.named and mention.kind == MONITOR and not mention.person


def _related_to(pronoun: Token) -> Token | None:
    """The noun that a relative pronoun goes on with: "rebels who said", "a report by the bureau, according to which"."""
    if pronoun.head.dep_ == "relcl":
        return pronoun.head.head
    before = pronoun.doc[max(0, pronoun.i - 4) : pronoun.i]
    if [token.lower_ for token in before[-2:]] != ["according", "to"]:
        return None
    last = next((token for token in reversed(before[:-2]) if not token.is_punct and token.pos_ in _NOUNS), None)
    while last is not None and last.dep_ == "pobj" and last.head.head.pos_ == "PROPN":
        last = last.head.head  # "the Observatory for Human Rights" is not the rights
    return last


def _with_speakers(doc: Doc, mentions: list[Mention], speakers: Iterable[tuple[int, int]]) -> list[Mention]:
    """The mentions with those at the speakers' places marked as speaking, and the ones that were not among them."""
    known = {mention.head: mention for mention in mentions}
    for first, last in speakers:
        head = doc[first : last + 1].root
        if head.pos_ == "PRON" or head.i > last:
            continue
        found = known.get(head.i) or mention_at(doc, head, first=first, last=last)
        known[head.i] = replace(found, speaks=True)
    return sorted(known.values(), key=lambda mention: mention.head)


def resolve_speakers(attributions: Iterable[Attribution], *, doc: Doc, names: Names) -> list[Attribution]:
    """The attributions with `speaker` filled: the chain in the fullest wording of the document, outermost first.

    "I" and "we" within somebody's words are that somebody, and make no link of their own.
    """
    attributions = list(attributions)
    informed = names.hearing(_stretch(doc, span) for attribution in attributions for span in attribution.source)
    return [replace(attribution, speaker=tuple(_links(attribution, doc, informed))) for attribution in attributions]


def _stretch(doc: Doc, span: Span) -> tuple[int, int]:
    """First and last token of a source."""
    found = doc.char_span(span.start, span.end, alignment_mode="expand")
    assert found is not None, f"a source lies within its document: {span}"
    return found.start, found.end - 1


def _links(attribution: Attribution, doc: Doc, names: Names) -> list[str]:
    """The wordings of the chain; nobody stands in it twice."""
    links: list[str] = []
    outer: Token | None = None
    for span in attribution.source:
        first, last = _stretch(doc, span)
        if names.is_own(first, last) and (links or not names.is_known(first, last)):
            continue
        if outer is not None and _goes_on(doc, outer, first, last):
            continue
        outer = doc[first : last + 1].root
        wording = names.fullest(first, last)
        links = [*(link for link in links if link != wording), wording]
    return links


def _goes_on(doc: Doc, outer: Token, first: int, last: int) -> bool:
    """Whether a pronoun is the one who speaks already: "the coalition said it had no evidence that"."""
    gender = PRONOUNS.get(doc[first].lower_) if first == last else None
    return gender is not None and doc[first].sent == outer.sent and fits(mention_at(doc, outer), gender)
