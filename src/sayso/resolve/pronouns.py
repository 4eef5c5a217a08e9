"""Pronouns: whom of those mentioned before it, or just after it, a pronoun means.

>>> from sayso.language.parse import load_model
>>> from sayso.resolve.mentions import find_mentions
>>> doc = load_model()("Omar Saad arrived. He left.")
>>> Pronouns(doc, Roll(doc, find_mentions(doc))).before(doc[4], "person", hearer=None).text
'Omar Saad'
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import Literal

from spacy.tokens import Doc, Token

from sayso.resolve.likeness import PRONOUNS, Gender, Sex, fits, may_be, must_be, sex_of
from sayso.resolve.mentions import Mention, mention_at
from sayso.resolve.roll import Roll

BACK_SPEAKER = 6  # sentences back to the speaker that a pronoun may mean
BACK_SUBJECT = 3  # the same for somebody who did not speak
_FEMALE = frozenset({"she", "her", "hers", "herself"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
Part = Literal["speaks", "subject", "named"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sought:
    """Whom a pronoun can mean. `before` and `until`: the token and the sentence that they stand before."""

    word: str
    gender: Gender | None
    hearer: str | None  # who is spoken to, and so not meant
    before: int
    until: int
    stand_ins: bool  # whether "the minister" may be meant


class Pronouns:
    """Whom the pronouns of a document mean."""

    def __init__(self, doc: Doc, roll: Roll) -> None:
        self._doc = doc
        self._roll = roll
        self._playing: dict[tuple[Part, Sex | None, Gender | None, bool], list[Mention]] = {}

    def before(self, pronoun: Token, gender: Gender | None, *, hearer: str | None) -> Mention | None:
        """Who was mentioned before: the last speaker of the kind, else the last subject of it; a stand-in where nobody else.

        `hearer` is the name of the one whom the pronoun speaks to, who is somebody else.
        """
        now = self._roll.sentence(pronoun.i)
        for stand_ins in (False, True):
            sought = _Sought(
                word=pronoun.lower_,
                gender=gender,
                hearer=hearer,
                before=pronoun.i,
                until=now if gender is None else now + 1,  # "we" are those who spoke in a sentence before
                stand_ins=stand_ins,
            )
            found = self._likeliest(sought, here=self._starts.get(pronoun.i, now), now=now)
            if found is not None:
                return found
        return None

    def after(self, pronoun: Token) -> Mention | None:
        """The one person whom the next sentence names, where nobody stands before the pronoun."""
        following = self._roll.sentence(pronoun.i) + 1
        named = (
            m for m in self._roll.in_sentences(following, following) if m.first > pronoun.i and m.named and m.subject
        )
        return next((m for m in named if fits(m, "person") and may_be(m, pronoun.lower_)), None)

    def many_before(self, pronoun: Token) -> Mention | None:
        """Those of the sentence before who are nobody by name or trade: "Two hunters reached the town. They said"."""
        here = self._roll.sentence(pronoun.i)
        before = self._doc[self._roll.start(here - 1) : self._roll.start(here)] if here else ()
        subjects = [token for token in before if token.tag_ == "NNS" and token.dep_ in _SUBJECTS]
        return mention_at(self._doc, subjects[-1]) if subjects else None

    def _likeliest(self, sought: _Sought, *, here: int, now: int) -> Mention | None:
        """Who was just brought in, else who spoke, else who acted, else who was named; `here` is where a run of like pronouns
        begins, `now` the sentence of this one."""
        speaker = next(self._back(sought, "speaks", since=here - BACK_SPEAKER), None)
        if speaker is not None:
            subjects = self._back(sought, "subject", since=now - 1)
            newly = (mention for mention in subjects if self._takes_over(mention, speaker, now))
            return self._surest(sought, newly) or self._surest(
                sought, self._back(sought, "speaks", since=here - BACK_SPEAKER)
            )
        found = self._surest(sought, self._back(sought, "subject", since=here - BACK_SUBJECT))
        if found is not None or sought.gender != "person":
            return found
        return self._surest(sought, self._back(sought, "named", since=here - BACK_SUBJECT))

    def _surest(self, sought: _Sought, back: Iterable[Mention]) -> Mention | None:
        """The first of them, or one of its sentence whom titles or names make the right one."""
        first = None
        for mention in back:
            first = first or mention
            if self._roll.sentence(mention.head) != self._roll.sentence(first.head):
                break
            if must_be(mention, sought.word):
                return mention
        return first

    def _back(self, sought: _Sought, part: Part, *, since: int) -> Iterator[Mention]:
        """Those sought who have the part, back from the pronoun to a sentence."""
        playing = self._of_part(part, sought)
        for at in range(bisect_left(playing, sought.before, key=attrgetter("head")) - 1, -1, -1):
            mention = playing[at]
            sentence = self._roll.sentence(mention.head)
            if sentence < since:
                return
            if mention.last < sought.before and sentence < sought.until and mention.text != sought.hearer:
                yield mention

    def _of_part(self, part: Part, sought: _Sought) -> Sequence[Mention]:
        """All who have the part and are of the sort that the pronoun means; "we" are those who speak, whatever their part."""
        key = part, sex_of(sought.word), sought.gender, sought.stand_ins
        playing = self._playing.get(key)
        if playing is None:
            playing = self._playing[key] = [
                mention
                for mention in self._parts[part]
                if (mention.speaks or sought.gender is not None)
                and (sought.stand_ins or not mention.stands_in)
                and fits(mention, sought.gender)
                and may_be(mention, sought.word)
            ]
        return playing

    @cached_property
    def _parts(self) -> dict[Part, list[Mention]]:
        return {
            "speaks": [mention for mention in self._roll.mentions if mention.speaks],
            "subject": [mention for mention in self._roll.mentions if mention.subject],
            "named": [mention for mention in self._roll.mentions if mention.named],
        }

    def _takes_over(self, mention: Mention, speaker: Mention, now: int) -> bool:
        """Whether the sentence before the pronoun brings in somebody by name after the last speaker: "His adviser, Omar Saad,
        was less guarded. He said"."""
        if not (mention.person and mention.named) or now - self._roll.sentence(mention.head) != 1:
            return False
        head = self._doc[mention.head]
        active = head.dep_ == "nsubj" and head.head.dep_ == "ROOT"
        return active and self._roll.is_new(mention) and speaker.last < mention.first

    @cached_property
    def _starts(self) -> dict[int, int]:
        """The sentence of the first in a run of like pronouns, so that a long run does not lose whom it is about."""
        starts: dict[int, int] = {}
        last: dict[tuple[Gender, bool], Token] = {}
        for token in self._doc:
            gender = PRONOUNS.get(token.lower_)
            if gender is None:
                continue
            like, here = (gender, token.lower_ in _FEMALE), self._roll.sentence(token.i)
            before = last.get(like)
            near = before is not None and here - self._roll.sentence(before.i) <= BACK_SUBJECT
            starts[token.i] = starts[before.i] if before is not None and near else here
            last[like] = token
        return starts
