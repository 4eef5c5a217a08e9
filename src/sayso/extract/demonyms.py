"""Find adjectives and names of peoples that point to a place: "Syrian", "South Africans".

>>> from spacy.lang.en import English
>>> doc = English()("South African envoys met Syrian officials.")
>>> [doc[first:last].text for first, last in find_demonyms(doc)]
['South African', 'Syrian']
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from sayso.lexicon.demonyms import demonyms

LONGEST = 3  # tokens of the longest demonym
SHORTEST_CAPITALS = 4  # letters: "THAI" in a title is a demonym


def find_demonyms(doc: Doc) -> Iterator[tuple[int, int]]:
    """First and last token (exclusive) of every demonym, the longest at each place."""
    known = demonyms()
    position = 0
    while position < len(doc):
        if doc[position].text[:1].isupper():
            for length in range(LONGEST, 0, -1):
                words = doc[position : position + length].text
                if words in known or (words.isupper() and len(words) >= SHORTEST_CAPITALS and words.title() in known):
                    yield position, position + length
                    position += length - 1
                    break
        position += 1
