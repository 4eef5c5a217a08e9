"""Syndicated copies: documents that are, for the most part, one text.

>>> from sayso.model import Document
>>> text = "Two shells fell on the market of the old town on Monday morning, residents told the agency by telephone."
>>> [(copy.left, copy.right) for copy in copies([Document(id="a", text=text), Document(id="b", text=text + " More soon.")])]
[('a', 'b')]
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from datasketch import MinHash, MinHashLSH

from sayso.lexicon import load
from sayso.model import Document

_COPIES = load("link")["copies"]
SHINGLE: int = _COPIES["shingle"]
PERMUTATIONS: int = _COPIES["permutations"]
SIMILARITY: float = _COPIES["similarity"]
CANDIDATES = 0.4  # candidates are asked for a little below the similarity, as MinHash errs
MOST_WORDS = 1500  # the first so many words decide; a longer text is told apart by its beginning


@dataclass(frozen=True, slots=True, order=True)
class Copy:
    """Two documents (identifiers in order) and the share of their shingles that they have in common."""

    left: str
    right: str
    share: float


def shingles(text: str) -> frozenset[int]:
    """Hashes of each run of five words, folded to lower case."""
    words = re.findall(r"\w+", text.lower())[:MOST_WORDS]
    runs = range(max(1, len(words) - SHINGLE + 1))
    return frozenset(zlib.crc32(" ".join(words[at : at + SHINGLE]).encode("utf-8", "surrogatepass")) for at in runs)


def copies(documents: Iterable[Document]) -> Iterator[Copy]:
    """Each pair of documents of which one is a copy of the other, in order of identifiers."""
    sets = {document.id: shingles(document.text) for document in documents}
    index = MinHashLSH(threshold=CANDIDATES, num_perm=PERMUTATIONS)
    for identifier in sorted(sets):
        sketch = MinHash(num_perm=PERMUTATIONS, hashfunc=int)
        sketch.update_batch(sorted(sets[identifier]))
        for other in sorted(index.query(sketch)):
            share = len(sets[identifier] & sets[other]) / len(sets[identifier] | sets[other])
            if share >= SIMILARITY:
                yield Copy(other, identifier, round(share, 3))
        index.insert(identifier, sketch)
