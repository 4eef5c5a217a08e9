"""Find adjectives and names of peoples that point to a place: "Syrian", "South Africans".

>>> from spacy.lang.en import English
>>> doc = English()("South African envoys met Syrian officials.")
>>> [doc[first:last].text for first, last in find_demonyms(doc)]
['South African', 'Syrian']
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc

from sayso.lexicon.demonyms import demonyms

LONGEST = 3  # tokens of the longest demonym
_FIRST = re.compile(r"[^\s\-‑–'’.]*")
SHORTEST_CAPITALS = 4  # letters: "THAI" in a title is a demonym


def find_demonyms(doc: Doc) -> Iterator[tuple[int, int]]:
    """First and last token (exclusive) of every demonym, the longest at each place."""
    known, starts = demonyms(), _starts()
    taken = 0
    for position, word in enumerate([token.text for token in doc]):
        if position < taken or not word[:1].isupper() or word.lower() not in starts:
            continue
        for length in range(LONGEST, 0, -1):
            words = doc[position : position + length].text
            if words in known or (words.isupper() and len(words) >= SHORTEST_CAPITALS and words.title() in known):
                yield position, position + length
                taken = position + length
                break


@cache
def _starts() -> frozenset[str]:
    """How demonyms begin, up to a blank or a mark at which a token may end."""
    return frozenset(part.lower() for name in demonyms() for part in (name, _FIRST.match(name)[0]))  # type: ignore[index]
