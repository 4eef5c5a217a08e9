"""Names: pronouns, short forms and stand-ins of a document tied to the fullest wording it has for them.

>>> from sayso.language.parse import load_model
>>> doc = load_model()("Defence Minister Sergei Shoigu arrived on Friday. Shoigu said that the raid failed. He left.")
>>> names = Names(doc)
>>> [names.fullest(doc[i].i, doc[i].i) for i in (8, 15)]
['Defence Minister Sergei Shoigu', 'Defence Minister Sergei Shoigu']
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Literal

from spacy.tokens import Doc, Token

from sayso.model import Attribution, Span
from sayso.resolve.mentions import Mention, find_mentions, mention_at, same_body

Gender = Literal["person", "body", "many"]
PRONOUNS: dict[str, Gender] = {
    **dict.fromkeys(("he", "she", "him", "her", "his", "hers", "himself", "herself"), "person"),
    **dict.fromkeys(("it", "its", "itself"), "body"),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves"), "many"),
}
RELATIVES = frozenset({"who", "which", "that", "whom", "whose"})
OWN = frozenset({"i", "we", "me", "us", "my", "our", "mine", "ours", "myself", "ourselves"})
STATEMENTS = frozenset({"statement", "communique", "release"})
MONITOR = "monitor"  # the kind of source that reports bring in without its name first
FEMALE = frozenset({"she", "her", "hers", "herself"})
SINGULAR = frozenset({"i", "me", "my", "mine", "myself"})
BACK_SPEAKER = 6  # sentences back to the speaker that a pronoun may mean
BACK_SUBJECT = 3  # the same for somebody who did not speak
AHEAD = 4  # sentences ahead to the name of a source first brought in without one ("a monitor said")


class Names:
    """The fullest wording that one document has for whoever its words mean."""

    def __init__(self, doc: Doc, *, mentions: list[Mention] | None = None) -> None:
        """`mentions` in order, where they were found before."""
        self._doc = doc
        self._mentions = find_mentions(doc) if mentions is None else mentions
        self._acronyms = {m.acronym: _spelled_out(m, m.acronym) for m in reversed(self._mentions) if m.acronym}
        self._sentence = {token.i: number for number, sent in enumerate(doc.sents) for token in sent}

    def fullest(self, first: int, last: int) -> str:
        """The fullest wording for the words from token `first` to token `last`; these words where there is none."""
        found = self._resolve(first, last)
        return self._words(first, last) if found is None else found.text

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
        if word in PRONOUNS:
            return self._antecedent(self._doc[first], PRONOUNS[word])
        if word in RELATIVES and self._doc[first].head.dep_ == "relcl":
            return self._resolve_mention(self._related(self._doc[first].head.head))
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
        acronym = self._acronyms.get(mention.words[-1]) if len(mention.words) == 1 else None
        if acronym is not None:
            return acronym
        longer = self._longer(mention)
        if longer is not None:
            return longer
        if mention.stands_in:
            return self._stood_for(mention)
        if mention.indefinite:
            return self._named_later(mention) or mention
        return mention

    def _longer(self, mention: Mention) -> Mention | None:
        """The fullest mention of the same name: the nearest before it where two fit, else the first after it."""
        same = [other for other in self._mentions if same_body(mention, other)]
        if not same:
            return None
        before = [other for other in same if other.first <= mention.first]
        return max(before or same, key=lambda other: (len(set(other.words)), len(other.text), -other.first))

    def _antecedent(self, pronoun: Token, gender: Gender | None) -> Mention | None:
        """Who a pronoun means: the last speaker of its kind, else the last subject of its kind."""
        here = self._chain_start(pronoun)
        before = [m for m in self._mentions if m.last < pronoun.i and _fits(m, gender) and not m.stands_in]
        if gender is None:
            before = [m for m in before if m.speaks and self._sentence[m.head] < self._sentence[pronoun.i]]
        speakers = [m for m in before if m.speaks and here - self._sentence[m.head] <= BACK_SPEAKER]
        subjects = [m for m in before if m.subject and here - self._sentence[m.head] <= BACK_SUBJECT]
        for group in (speakers, subjects):
            if group:
                return self._resolve_mention(group[-1]) or group[-1]
        return None

    def _chain_start(self, pronoun: Token) -> int:
        """The sentence of the first in a run of like pronouns, so that a long run does not lose whom it is about."""
        here = self._sentence[pronoun.i]
        like = {word for word, gender in PRONOUNS.items() if gender == PRONOUNS.get(pronoun.lower_)}
        alike = like & (FEMALE if pronoun.lower_ in FEMALE else like - FEMALE)
        for token in reversed(self._doc[: pronoun.i]):
            if here - self._sentence[token.i] > BACK_SUBJECT:
                break
            if token.lower_ in alike:
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
            if (m.head_word == mention.head_word or mention.head_word in m.titles) and mention.modifiers <= m.around
        ]
        if same:
            found = max(same, key=lambda m: (m.named, m.first))
            found = found if found.named else self._named_later(found) or found
            return self._longer(found) or found
        alike = [
            m
            for m in before
            if m.speaks and m.named and m.person == mention.person and here - self._sentence[m.head] <= BACK_SPEAKER
        ]
        typed = [m for m in alike if m.kind == mention.kind and m.kind is not None]
        found_typed = (typed or [m for m in alike if mention.kind is None or m.kind is None])[-1:] or self._only(
            mention
        )
        return (self._longer(found_typed[0]) or found_typed[0]) if found_typed else mention

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
        near = [m for m in after if self._sentence[m.head] - here <= AHEAD][:1] or self._only(mention)
        return (self._longer(near[0]) or near[0]) if near else None

    def _only(self, mention: Mention) -> list[Mention]:
        """The one monitor that the document names, if it names just one."""
        named = [m for m in self._mentions if m.named and m.speaks and m.kind == mention.kind and not m.person]
        return named[:1] if mention.kind == MONITOR and len({m.body or m.head_word for m in named}) == 1 else []

    def _words(self, first: int, last: int) -> str:
        return " ".join(self._doc[first : last + 1].text.split())


def _spelled_out(mention: Mention, acronym: str) -> Mention:
    """The mention cut to the words that the acronym stands for: "the council of the Northern Relief Fund (NRF)"."""
    words = mention.text.split()
    for start in range(len(words) - 1, -1, -1):
        initials = "".join(word[0] for word in words[start:] if word[0].isupper()).lower()
        if initials == acronym and words[start][0].isupper():
            whole = words[start - 1 :] if start and words[start - 1].lower() == "the" else words[start:]
            return replace(mention, text=" ".join(whole))
    return mention


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


def _fits(mention: Mention, gender: Gender | None) -> bool:
    match gender:
        case "person":
            return mention.person and not mention.plural
        case "body":
            return not mention.person and not mention.plural
        case "many":
            return mention.plural or (mention.named and not mention.person)
        case None:
            return True


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
    links: list[str] = []
    for span in attribution.source:
        first, last = _stretch(doc, span)
        if names.is_own(first, last) and (links or not names.is_known(first, last)):
            continue
        wording = names.fullest(first, last)
        if not links or wording != links[-1]:
            links.append(wording)
    return links
