"""The bodies and countries that a whole text names by a name of their own.

>>> [words for _, words in named_in("The Kenyan army met Reuters in Peru.")]
['Kenyan army', 'Reuters', 'Peru']
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from sayso.lexicon.bodies import Body, bodies_named, longest_from
from sayso.lexicon.organs import owner_named

SEEN = 4096  # texts whose names are kept in memory
_WORD = re.compile(r"[\w.'’&/-]*\w(?:['’]s)?|[A-Z]\.(?:[A-Z]\.)+")


@lru_cache(SEEN)
def named_in(text: str) -> tuple[tuple[Body | str, str], ...]:
    """Every body and every country that a text names, with the words, in order, each as often as it is named."""
    words = [found.group() for found in _WORD.finditer(text.replace("’", "'"))]
    return tuple(_scan(words))


def _scan(words: list[str]) -> Iterator[tuple[Body | str, str]]:
    at = 0
    while at < len(words):
        found = _named_at(words, at)
        if found is not None:
            yield found[0], " ".join(words[at : at + found[1]])
        at += 1 if found is None else found[1]


def _named_at(words: list[str], at: int) -> tuple[Body | str, int] | None:
    """The longest name of a body or country that begins here, with its number of words."""
    for length in range(min(longest_from(words[at]), len(words) - at), 0, -1):
        stretch = " ".join(words[at : at + length]).removesuffix("'s")
        if stretch.islower():
            continue
        owner = owner_named(stretch) if stretch[:1].isupper() else None
        if owner is not None:
            return owner, length
        found = bodies_named(stretch)
        if len(found) == 1:
            return found[0], length
    return None
