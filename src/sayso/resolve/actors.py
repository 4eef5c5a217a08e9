"""Names: pronouns, short forms and stand-ins of a document tied to the fullest wording it has for them.

>>> from sayso.language.parse import load_model
>>> doc = load_model()("Defence Minister Sergei Shoigu arrived on Friday. Shoigu said that the raid failed. He left.")
>>> names = Names(doc)
>>> [names.fullest(doc[i].i, doc[i].i) for i in (8, 15)]
['Defence Minister Sergei Shoigu', 'Defence Minister Sergei Shoigu']
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from spacy.tokens import Doc, Token

from sayso.lexicon import load
from sayso.model import Attribution, Span
from sayso.resolve.callings import stand_ins
from sayso.resolve.likeness import PRONOUNS, Gender, alike, fits, initials, may_be, must_be, spelled_out
from sayso.resolve.mentions import Mention, find_mentions, mention_at, same_body

RELATIVES = frozenset({"who", "which", "that", "whom", "whose"})
OWN = frozenset({"i", "we", "me", "us", "my", "our", "mine", "ours", "myself", "ourselves"})
STATEMENTS = frozenset({"statement", "communique", "release"})
MONITOR = "monitor or NGO"  # the kind of source that reports bring in without its name first
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_NOUNS = frozenset({"NOUN", "PROPN"})
FEMALE = frozenset({"she", "her", "hers", "herself"})
SINGULAR = frozenset({"i", "me", "my", "mine", "myself"})
BACK_SPEAKER = 6  # sentences back to the speaker that a pronoun may mean
BACK_SUBJECT = 3  # the same for somebody who did not speak
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
        self._sentence = {token.i: number for number, sent in enumerate(doc.sents) for token in sent}
        self._by_word: defaultdict[str, list[Mention]] = defaultdict(list)
        self._by_body: defaultdict[str, list[Mention]] = defaultdict(list)
        for mention in self._mentions:
            for name in set(mention.words):
                self._by_word[name].append(mention)
            if mention.body is not None:
                self._by_body[mention.body].append(mention)

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
            return found or (self._many_before(self._doc[first]) if PRONOUNS[word] == "many" else None)
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
        longer = self._longer(mention)
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
        return next(
            (m for m in self._mentions if m.last < mention.first and not m.person and initials(m.text) == word), None
        )

    def _brought_in_later(self, mention: Mention) -> Mention | None:
        """Whom "the minister" or "the watchdog" means that the text names only afterwards, in its next sentences."""
        here = self._sentence[mention.head]
        after = [
            m
            for m in self._mentions
            if m.first > mention.last and m.named and m.subject and 0 < self._sentence[m.head] - here <= AHEAD
        ]
        titled = [m for m in after if m.person and alike(mention.head_word) & m.titles] or self._only_titled(mention)
        kin = [m for m in after if not m.person and m.kind == mention.kind and m.kind is not None]
        next_one = [m for m in after if not m.person and m.kind is None and self._opens_next(m, here)]
        found = titled or kin or (next_one if mention.kind == MONITOR else [])
        return (self._longer(found[0]) or found[0]) if found else None

    def _only_titled(self, mention: Mention) -> list[Mention]:
        """The one person of that title whom the text names, wherever it does."""
        named = [m for m in self._mentions if m.person and m.named and alike(mention.head_word) & m.titles]
        return named[:1] if len({m.words[-1] for m in named}) == 1 else []

    def _opens_next(self, mention: Mention, here: int) -> bool:
        """Whether a name of a body opens the sentence after this one."""
        token = self._doc[mention.head]
        return (
            self._sentence[mention.head] == here + 1
            and mention.first == token.sent.start
            and (self._doc[mention.first].lower_ == "the" or token.ent_type_ == "ORG")
        )

    def _longer(self, mention: Mention) -> Mention | None:
        """The fullest mention of the same name: the nearest before it where two fit, else the first after it."""
        namesakes: list[Mention] = [
            *self._by_word.get(mention.words[0], ()),
            *self._by_body.get(mention.body or "", ()),
        ]
        same = [other for other in namesakes if same_body(mention, other)]
        if not same:
            return None
        before = [other for other in same if other.first <= mention.first]
        return max(before or same, key=lambda other: (len(set(other.words)), len(other.text), -other.first))

    def _antecedent(self, pronoun: Token, gender: Gender | None) -> Mention | None:
        """Who a pronoun means: the last speaker of its kind, else the last subject of its kind."""
        here = self._chain_start(pronoun)
        hearer = self._hearer(pronoun)
        before = [
            m
            for m in self._mentions
            if m.last < pronoun.i and fits(m, gender) and may_be(m, pronoun.lower_) and m.text != hearer
        ]
        if gender is None:
            before = [m for m in before if m.speaks and self._sentence[m.head] < self._sentence[pronoun.i]]
        for group in (
            *self._groups([m for m in before if not m.stands_in], pronoun, here, gender),
            *self._groups(before, pronoun, here, gender),
        ):
            beside = [m for m in group if self._sentence[m.head] == self._sentence[group[-1].head]]
            fitting = [m for m in beside if must_be(m, pronoun.lower_)] or group
            if fitting:
                return self._resolve_mention(fitting[-1]) or fitting[-1]
        return self._named_after(pronoun) if gender == "person" else None

    def _groups(self, before: list[Mention], pronoun: Token, here: int, gender: Gender | None) -> list[list[Mention]]:
        """Those whom a pronoun may mean, the likeliest first: who was just brought in, who spoke, who acted, who was named."""
        speakers = [m for m in before if m.speaks and here - self._sentence[m.head] <= BACK_SPEAKER]
        subjects = [m for m in before if m.subject and here - self._sentence[m.head] <= BACK_SUBJECT]
        others = [m for m in before if m.named and here - self._sentence[m.head] <= BACK_SUBJECT and gender == "person"]
        newly = [m for m in subjects if self._takes_over(m, speakers, self._sentence[pronoun.i])]
        return [newly, speakers, subjects, others]

    def _many_before(self, pronoun: Token) -> Mention | None:
        """Those of the sentence before who are nobody by name or trade: "Two hunters reached the town. They said"."""
        here = self._sentence[pronoun.i]
        before = [t for t in self._doc[: pronoun.i] if here - self._sentence[t.i] == 1 and t.tag_ == "NNS"]
        subjects = [t for t in before if t.dep_ in _SUBJECTS]
        return mention_at(self._doc, subjects[-1]) if subjects else None

    def _takes_over(self, mention: Mention, speakers: list[Mention], here: int) -> bool:
        """Whether the sentence before the pronoun brings in somebody by name after the last speaker: "His adviser, Omar Saad,
        was less guarded. He said"."""
        if not (mention.person and mention.named) or here - self._sentence[mention.head] != 1 or not speakers:
            return False
        verb = self._doc[mention.head].head
        new = all(m.words[-1] != mention.words[-1] for m in self._mentions if m.last < mention.first)
        active = self._doc[mention.head].dep_ == "nsubj" and verb.dep_ == "ROOT"
        return new and active and speakers[-1].last < mention.first

    def _hearer(self, pronoun: Token) -> str | None:
        """The name of the one whom the pronoun speaks to, who is somebody else: "he told the envoy"."""
        verb = pronoun.head
        heard = next((child for child in verb.rights if child.dep_ in {"dobj", "dative"}), None)
        if heard is None or pronoun.dep_ not in {"nsubj", "nsubjpass"} or heard.pos_ == "PRON":
            return None
        found = self._resolve_mention(mention_at(self._doc, heard))
        return None if found is None else found.text

    def _named_after(self, pronoun: Token) -> Mention | None:
        """The one person whom the next sentence names, where nobody stands before the pronoun."""
        here = self._sentence[pronoun.i]
        after = [
            m
            for m in self._mentions
            if m.first > pronoun.i and m.named and m.subject and fits(m, "person") and may_be(m, pronoun.lower_)
        ]
        near = [m for m in after if self._sentence[m.head] == here + 1]
        return near[0] if near else None

    def _chain_start(self, pronoun: Token) -> int:
        """The sentence of the first in a run of like pronouns, so that a long run does not lose whom it is about."""
        here = self._sentence[pronoun.i]
        like = {word for word, gender in PRONOUNS.items() if gender == PRONOUNS.get(pronoun.lower_)}
        same = like & (FEMALE if pronoun.lower_ in FEMALE else like - FEMALE)
        for token in reversed(self._doc[: pronoun.i]):
            if here - self._sentence[token.i] > BACK_SUBJECT:
                break
            if token.lower_ in same:
                here = self._sentence[token.i]
        return here

    def _stood_for(self, mention: Mention) -> Mention | None:
        """Who "the group" or "the minister" means: an earlier mention with the same head, else the last speaker of its type."""
        here = self._sentence[mention.head]
        before = [m for m in self._mentions if m.last < mention.first and not m.stands_in]
        if mention.head_word in STATEMENTS:
            issued = [m for m in before if m.speaks and m.issues]
            if issued:
                return self._longer(issued[-1]) or issued[-1]
        same = [
            m
            for m in before
            if (m.head_word == mention.head_word or alike(mention.head_word) & m.titles)
            and mention.modifiers <= m.around
        ]
        if same:
            found = max(same, key=lambda m: (m.named, m.first))
            described = [m for m in self._mentions if m.head == found.apposed_to and m.named]
            found = described[0] if described else found
            found = found if found.named else self._named_later(found) or found
            return self._longer(found) or found
        within = self._within(mention, before)
        if within is not None:
            return within
        if mention.head_word not in stand_ins():
            return mention  # "the driver" is no mayor who spoke before
        of_its_sort = [
            m
            for m in before
            if m.speaks and m.named and m.person == mention.person and here - self._sentence[m.head] <= BACK_SPEAKER
        ]
        any_body = mention.head_word in load("titles")["any_body"]
        typed = [m for m in of_its_sort if m.kind is not None and m.kind == mention.kind]
        typed = typed or [m for m in of_its_sort if m.kind is not None and any_body]
        found_typed = (typed or [m for m in of_its_sort if mention.kind is None or m.kind is None])[-1:] or self._only(
            mention
        )
        found_typed = found_typed or self._acting_before(mention, before)
        return (self._longer(found_typed[0]) or found_typed[0]) if found_typed else mention

    def _within(self, mention: Mention, before: list[Mention]) -> Mention | None:
        """The body of that word by which a speaker before is described: "Ann Orr, the head of the league's relief office"."""
        here = self._sentence[mention.head]
        for told in reversed(before):
            if told.person and told.speaks and here - self._sentence[told.head] <= BACK_SPEAKER:
                for token in self._doc[told.first : told.last + 1]:
                    if token.lower_ == mention.head_word and token.dep_ == "pobj" and token.i != told.head:
                        return mention_at(self._doc, token)
        return None

    def _acting_before(self, mention: Mention, before: list[Mention]) -> list[Mention]:
        """The body that acted in the sentences before, where "the group" or "the charity" can mean no one who spoke."""
        here = self._sentence[mention.head]
        if mention.person or mention.head_word in STATEMENTS:
            return []
        any_body = load("titles")["any_body"]
        acting = [
            m
            for m in before
            if m.named
            and m.subject
            and not m.person
            and self._doc[m.head].ent_type_ not in {"GPE", "LOC", "FAC", "DATE"}
            and (m.kind == mention.kind or m.kind is None or mention.kind is None or mention.head_word in any_body)
            and 0 < here - self._sentence[m.head] <= BACK_SUBJECT
        ]
        return ([m for m in acting if m.kind is not None and m.kind == mention.kind] or acting)[-1:]

    def _named_later(self, mention: Mention) -> Mention | None:
        """The name that the document gives to "a monitor" afterwards: the next speaker of that kind, or its only one."""
        if mention.kind != MONITOR or mention.person:
            return None
        here = self._sentence[mention.head]
        after = [
            m
            for m in self._mentions
            if m.first > mention.last and m.speaks and m.named and m.kind == MONITOR and not m.person
        ]
        opening = [
            m for m in self._mentions if m.named and not m.person and m.kind is None and self._opens_next(m, here)
        ]
        near = [m for m in after if self._sentence[m.head] - here <= AHEAD][:1] or self._only(mention) or opening
        return (self._longer(near[0]) or near[0]) if near else None

    def _only(self, mention: Mention) -> list[Mention]:
        """The one monitor that the document names, if it names just one."""
        named = [m for m in self._mentions if m.named and m.speaks and m.kind == mention.kind and not m.person]
        return named[:1] if mention.kind == MONITOR and len({m.body or m.head_word for m in named}) == 1 else []

    def _words(self, first: int, last: int) -> str:
        return " ".join(self._doc[first : last + 1].text.split())


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
