"""Syndicated copies: documents that are, for the most part, one text.

Texts with bands of least hashes in common (Broder 1997) are held against each other by the runs of words that they share.

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
from functools import cache, lru_cache
from hashlib import blake2b

import numpy as np
from datasketch import MinHash
from numpy.typing import NDArray

from sayso.lexicon import load
from sayso.link.block import Blocks, hashed
from sayso.model import Document

_COPIES = load("link")["copies"]
SHINGLE: int = _COPIES["shingle"]
BANDS: int = _COPIES["bands"]
ROWS: int = _COPIES["rows"]
SIMILARITY: float = _COPIES["similarity"]
VOCABULARY = 100_000  # words whose numbers are remembered
MOST_WORDS = 1500  # the first so many words decide; a longer text is told apart by its beginning

Shingles = NDArray[np.uint32]


@dataclass(frozen=True, slots=True, order=True)
class Copy:
    """Two documents (identifiers in order) and the share of their shingles that they have in common."""

    left: str
    right: str
    share: float


def shingles(text: str) -> Shingles:
    """Hashes of each run of five words, folded to lower case, in order."""
    words = re.findall(r"\w+", text.lower())[:MOST_WORDS]
    words += [""] * (SHINGLE - len(words))
    hashes = np.fromiter(map(_word_number, words), np.uint64, len(words))
    runs = len(words) - SHINGLE + 1
    mixed = np.zeros(runs, np.uint64)
    for step in range(SHINGLE):
        mixed = mixed * np.uint64(0x9E3779B97F4A7C15) + hashes[step : step + runs]
    return np.unique((mixed >> np.uint64(32)).astype(np.uint32))


@lru_cache(VOCABULARY)
def _word_number(word: str) -> int:
    return zlib.crc32(word.encode("utf-8", "surrogatepass"))


def bands(found: Shingles) -> list[int]:
    """Keys that two texts have in common the more likely, the more shingles they share."""
    sketch = _blank().copy()
    sketch.update_batch(found)
    digests = (
        blake2b(bytes([band]) + row.tobytes(), digest_size=8).digest()
        for band, row in enumerate(sketch.hashvalues.reshape(BANDS, ROWS))
    )
    return [int.from_bytes(digest) >> 1 for digest in digests]


@cache
def _blank() -> MinHash:
    """A sketch of nothing; its copies share its permutations."""
    return MinHash(num_perm=BANDS * ROWS, hashfunc=int)


def share(one: Shingles, other: Shingles) -> float:
    """The share of the shingles of two texts that they have in common."""
    common = len(np.intersect1d(one, other, assume_unique=True))
    return round(common / (len(one) + len(other) - common), 3)


def copies(documents: Iterable[Document]) -> Iterator[Copy]:
    """Each pair of documents of which one is a copy of the other."""
    yield from copies_among({document.id: shingles(document.text) for document in documents})


def copies_among(texts: dict[str, Shingles]) -> Iterator[Copy]:
    """The same for shingles by document."""
    names = sorted(texts, key=text_number)
    banded = np.empty((len(names), BANDS), np.int64)
    for place, name in enumerate(names):
        banded[place] = bands(texts[name])
    blocks = Blocks(np.repeat(np.arange(len(names)), BANDS), banded.reshape(-1))
    for owner in blocks.owners:
        for other in blocks.later(owner):
            common = share(texts[names[owner]], texts[names[other]])
            if common >= SIMILARITY:
                one, another = sorted((names[owner], names[other]))
                yield Copy(one, another, common)


def text_number(doc: str) -> int:
    """The number of the text of a document: as good as drawn by lot, the same on every machine."""
    return hashed(("text", doc))
