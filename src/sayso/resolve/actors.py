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

from sayso.model import Attribution
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
SINGULAR = frozenset({"i", "me", "my", "mine", "myself"})
BACK_SPEAKER = 6  # sentences back to the speaker that a pronoun may mean
BACK_SUBJECT = 3  # the same for somebody who did not speak
AHEAD = 4  # sentences ahead to the name of a source first brought in without one ("a monitor said")


class Names:
    """The fullest wording that one document has for whoever its words mean."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        self._mentions = find_mentions(doc)
        self._acronyms = {m.acronym: m for m in reversed(self._mentions) if m.acronym}
        self._sentence = {token.i: number for number, sent in enumerate(doc.sents) for token in sent}

    def fullest(self, first: int, last: int) -> str:
        """The fullest wording for the words from token `first` to token `last`; these words where there is none."""
        found = self._resolve(first, last)
        return self._words(first, last) if found is None else found.text

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
            above = self._doc[first].head.head
            return self._resolve_mention(mention_at(self._doc, above))
        return self._resolve_mention(mention_at(self._doc, head, first=first, last=last))

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
        here = self._sentence[pronoun.i]
        before = [m for m in self._mentions if m.last < pronoun.i and _fits(m, gender) and not m.stands_in]
        speakers = [m for m in before if m.speaks and here - self._sentence[m.head] <= BACK_SPEAKER]
        subjects = [m for m in before if m.subject and here - self._sentence[m.head] <= BACK_SUBJECT]
        for group in (speakers, subjects):
            if group:
                return self._resolve_mention(group[-1]) or group[-1]
        return None

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
            return self._longer(found) or found
        alike = [
            m
            for m in before
            if m.speaks and m.named and m.person == mention.person and here - self._sentence[m.head] <= BACK_SPEAKER
        ]
        typed = [m for m in alike if m.kind == mention.kind and m.kind is not None]
        found_typed = (typed or [m for m in alike if mention.kind is None or m.kind is None])[-1:]
        return (self._longer(found_typed[0]) or found_typed[0]) if found_typed else mention

    def _named_later(self, mention: Mention) -> Mention | None:
        """The name that the next sentences give to "a monitor": the next speaker there of the very type."""
        here = self._sentence[mention.head]
        for other in self._mentions:
            if other.first > mention.last and other.speaks:
                ahead = self._sentence[other.head] - here
                if ahead > AHEAD:
                    return None
                if (
                    other.named
                    and other.kind == mention.kind
                    and other.kind == "monitor"
                    and other.person == mention.person
                ):
                    return self._longer(other) or other
        return None

    def _words(self, first: int, last: int) -> str:
        return " ".join(self._doc[first : last + 1].text.split())


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
    return [replace(attribution, speaker=tuple(_links(attribution, doc, names))) for attribution in attributions]


def _links(attribution: Attribution, doc: Doc, names: Names) -> list[str]:
    links: list[str] = []
    for span in attribution.source:
        stretch = doc.char_span(span.start, span.end, alignment_mode="expand")
        assert stretch is not None, f"a source lies within its document: {span}"
        own = names.is_own(stretch.start, stretch.end - 1)
        if own and (links or not names.is_known(stretch.start, stretch.end - 1)):
            continue
        wording = names.fullest(stretch.start, stretch.end - 1)
        if not links or wording != links[-1]:
            links.append(wording)
    return links
