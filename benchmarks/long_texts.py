"""Reports of a war as long as one asks for, from a seed: for measuring how reading grows with the length of one text.

Paragraphs of a few sentences each, as a long chronicle has them: deeds with places, days, weapons and tolls; people and
bodies who say so, before, behind and around what they say; quotations, some of which go on in the next sentence; pronouns,
titles and short forms that stand in for names; labels, brackets and datelines. New names come in as the text goes on.

>>> text = chronicle(2_000)
>>> 2_000 <= len(text) < 3_000, text == chronicle(4_000)[: len(text)]
(True, True)
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

SEED = 20140610
PARAGRAPH = (2, 5)  # sentences of one

TOWNS = (
    "Aleppo", "Homs", "Idlib", "Raqqa", "Hama", "Daraa", "Palmyra", "Mosul", "Tikrit", "Kirkuk", "Ramadi", "Fallujah",
    "Sanaa", "Taiz", "Hodeidah", "Aden", "Marib", "Kharkiv", "Mariupol", "Donetsk", "Gao", "Kidal", "Maiduguri", "Goma",
)  # fmt: skip
PROVINCES = (
    "Deir ez-Zor province",
    "Anbar province",
    "Hajjah governorate",
    "Luhansk region",
    "Borno State",
    "North Kivu",
)
DAYS = (
    "on Monday",
    "on Tuesday",
    "on Friday",
    "on 14 March 2015",
    "last week",
    "early on Sunday",
    "overnight",
    "two days ago",
)
FIRST = (
    "Omar",
    "Karim",
    "Samir",
    "Yusuf",
    "Amina",
    "Layla",
    "Viktor",
    "Oleksandr",
    "Fatima",
    "Ibrahim",
    "Huda",
    "Tariq",
)
LAST = (
    "Nasser",
    "Haddad",
    "Darwish",
    "Saleh",
    "Petrov",
    "Bondar",
    "Traore",
    "Musa",
    "Rahman",
    "Khalil",
    "Mansour",
    "Toure",
)
BODIES = (
    "the Defence Ministry", "the health ministry", "the Syrian Observatory for Human Rights", "the Red Crescent",
    "the United Nations", "the governor's office", "state television", "a local monitor", "the rebels", "an army spokesman",
)  # fmt: skip
ACTORS = (
    "Government forces",
    "Rebels",
    "Russian warplanes",
    "Militants",
    "Coalition jets",
    "Army units",
    "Gunmen",
    "Islamists",
)
DEEDS = ("shelled", "bombed", "attacked", "raided", "struck", "captured", "withdrew from", "advanced on", "hit")
TARGETS = (
    "a bakery",
    "two villages",
    "a military base",
    "the market",
    "a hospital",
    "an oil depot",
    "the airport",
    "a school",
)
WEAPONS = (
    "with rockets",
    "with mortars",
    "with barrel bombs",
    "in an air strike",
    "with artillery",
    "in a suicide attack",
)
VICTIMS = ("civilians", "fighters", "soldiers", "children", "people", "rebels", "medics")
VERBS = ("said", "reported", "claimed", "told reporters", "confirmed", "announced")
WORDS_SAID = (
    "We heard jets",
    "Nobody was left alive",
    "They will pay for this",
    "The road is closed",
    "We buried nine of them",
)


class Chronicle:
    """One report, sentence by sentence."""

    def __init__(self, seed: int = SEED) -> None:
        self._random = random.Random(seed)

    def paragraphs(self) -> Iterator[str]:
        """Paragraphs without end."""
        kinds: tuple[Callable[[], str], ...] = (
            self._deed, self._deed, self._toll, self._toll, self._said, self._said_before, self._according, self._quoted,
            self._pronoun, self._title, self._denied, self._chain, self._label, self._bracketed, self._gone_on, self._relayed,
        )  # fmt: skip
        while True:
            told = [self._random.choice(kinds)() for _ in range(self._random.randint(*PARAGRAPH))]
            yield " ".join(told)

    def _pick(self, *groups: tuple[str, ...]) -> str:
        return self._random.choice([word for group in groups for word in group])

    def _person(self) -> str:
        return f"{self._pick(FIRST)} {self._pick(('al-', ''))}{self._pick(LAST)}"

    def _village(self) -> str:
        """A place that no gazetteer knows, mostly a new one."""
        parts = (
            ("Tel", "Khan", "Bir", "Kafr", "Ain"),
            ("bar", "dor", "zan", "mal", "hit", "ruk"),
            ("a", "in", "ah", "o", "iya"),
        )
        return f"{self._pick(parts[0])} {(self._pick(parts[1]) + self._pick(parts[1]) + self._pick(parts[2])).title()}"

    def _site(self) -> str:
        town = self._pick(TOWNS)
        return self._pick(
            (f"in {town}", f"near {town}", f"in {self._village()}, north of {town}", f"in {self._pick(PROVINCES)}")
        )

    def _act(self, *, begins: bool = True) -> str:
        actor = self._pick(ACTORS)
        actor = actor if begins or not actor.startswith("Government") else "government forces"
        return f"{actor} {self._pick(DEEDS)} {self._pick(TARGETS)} {self._site()}"

    def _count(self) -> str:
        number = self._random.randint(2, 80)
        return self._pick((f"at least {number}", f"{number}", f"more than {number}", f"up to {number}"))

    def _dead(self) -> str:
        return f"{self._count()} {self._pick(VICTIMS)} were {self._pick(('killed', 'wounded', 'injured'))}"

    def _deed(self) -> str:
        return f"{self._act()} {self._pick(WEAPONS)} {self._pick(DAYS)}."

    def _toll(self) -> str:
        dead = self._dead()
        return f"{dead[0].upper()}{dead[1:]}, including {self._random.randint(2, 9)} {self._pick(VICTIMS)}, {self._site()}."

    def _said(self) -> str:
        return f"{self._act()}, {self._pick(BODIES)} {self._pick(VERBS)} {self._pick(DAYS)}."

    def _said_before(self) -> str:
        body = self._pick(BODIES)
        return f"{body[0].upper()}{body[1:]} {self._pick(VERBS)} that {self._dead()} when shells hit {self._pick(TARGETS)}."

    def _according(self) -> str:
        return f"According to {self._pick(BODIES)}, {self._dead()} {self._site()}."

    def _quoted(self) -> str:
        return f"“{self._pick(WORDS_SAID)},” {self._person()}, a resident of {self._pick(TOWNS)}, told Reuters."

    def _pronoun(self) -> str:
        return f"{self._pick(('He', 'She', 'They'))} said the attack on {self._pick(TARGETS)} had killed {self._count()} people."

    def _title(self) -> str:
        title = self._pick(("Defence Minister", "General", "Governor", "The commander", "The minister", "Colonel"))
        name = "" if title.startswith("The") else f" {self._person()}"
        return f"{title}{name} {self._pick(VERBS)} that the raid {self._site()} had failed."

    def _denied(self) -> str:
        body = self._pick(BODIES)
        return f"{body[0].upper()}{body[1:]} denied that its forces had {self._pick(('bombed', 'shelled'))} {self._pick(TARGETS)}."

    def _chain(self) -> str:
        return f"{self._person()} said that, {self._pick(BODIES)} had told him, {self._dead()} {self._pick(DAYS)}."

    def _label(self) -> str:
        return f"Spokesman {self._person()}: the town of {self._village()} was {self._pick(('shelled', 'bombed'))} {self._pick(DAYS)}."

    def _bracketed(self) -> str:
        return f"{self._act()} (state television)."

    def _gone_on(self) -> str:
        return f"“{self._pick(WORDS_SAID)},” said {self._pick(BODIES)}. “{self._pick(WORDS_SAID)}.”"

    def _relayed(self) -> str:
        return f"The SANA agency quoted {self._person()} as saying that {self._act(begins=False)}."


def chronicle(characters: int, *, seed: int = SEED) -> str:
    """A report of at least that many characters, cut at the end of a paragraph."""
    told: list[str] = []
    length = 0
    for paragraph in Chronicle(seed).paragraphs():
        told.append(paragraph)
        length += len(paragraph) + 2
        if length - 2 >= characters:
            return "\n\n".join(told)
    raise AssertionError("a chronicle has no end")
