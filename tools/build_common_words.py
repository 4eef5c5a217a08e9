"""Build the shipped list of common words: what reports write small, so that it is nobody's name at the head of a sentence.

    python tools/build_common_words.py CORPUS... [--out FILE] [--check]

Each CORPUS is a file of JSON lines with a `text` (or a folder, in which all such files are taken). A word is listed that
at least `DOCUMENTS` documents write small, that is written large inside sentences less than a quarter as often, that no
person is given as a name, and that neither another lexicon nor the ending of a listed word gives already. The list is of single words
in alphabetical order: no text and nothing of where a word stood can be had from it. `--check` writes nothing and tells how
far the list that is shipped and the one that would be made agree.
"""

from __future__ import annotations

import argparse
import json
import re
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from sayso.export.public_words import LETTERS, forms, given, written_small
from sayso.lexicon import load

OUT = Path(__file__).resolve().parents[1] / "src" / "sayso" / "lexicon" / "common_words.yml"
DOCUMENTS = 4  # that write a word small: fewer may all have the same slip, or one odd name
LARGE = 0.25  # as often written large inside a sentence: a word that is also a name ("art", "castle", "chase")
WIDTH = 140  # of a line of the list
HEAD = """\
# Words of English that reports write small and the other lexicons do not list: what stands large at the head of a sentence or in a
# headline and is one of these is nobody's name. Words as they stand; endings follow. See src/sayso/export/public_words.py.
"""
_INSIDE = re.compile(r"(?<=[a-z,] )[^\W\d_]+")  # what follows a small word or a comma heads no sentence


def texts(paths: Sequence[Path]) -> Iterator[str]:
    """The texts of all documents under the paths."""
    for path in paths:
        for file in sorted(path.rglob("*.jsonl")) if path.is_dir() else [path]:
            for line in file.read_text("utf-8").splitlines():
                fields = json.loads(line)
                if ("id" in fields and "doc" not in fields) or "doc_id" in fields:  # no line of coded claims
                    yield str(fields["text"])


def common_words(documents: Iterable[str]) -> list[str]:
    """The words to be listed, in alphabetical order.

    >>> common_words(["He ate at the kitchen table."] * 4 + ["In the Kitchen Cabinet he ate."])
    ['ate', 'kitchen']
    """
    small: Counter[str] = Counter()
    large: Counter[str] = Counter()
    for text in documents:
        small.update({word for word in LETTERS.findall(text) if word.islower() and word.isalpha() and len(word) > 1})
        large.update({word.lower() for word in _INSIDE.findall(text) if word.istitle()})
    known = {form for word in written_small() for form in forms(word)} | given()
    found: list[str] = []
    for word in sorted(
        small, key=lambda word: (len(word), word)
    ):  # shorter ones first: what they give need not be listed
        if small[word] >= DOCUMENTS and large[word] <= LARGE * small[word] and word not in known:
            found.append(word)
            known.update(forms(word))
    return sorted(found)


def written(words: Sequence[str]) -> str:
    """The list as YAML."""
    lines = textwrap.fill(" ".join(words), WIDTH, initial_indent="  ", subsequent_indent="  ", break_long_words=False)
    return f"{HEAD}words: >-\n{lines}\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", nargs="+", type=Path, metavar="CORPUS")
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--check", action="store_true")
    asked = parser.parse_args()
    words = common_words(texts(asked.corpora))
    if asked.check:
        shipped, made = set(load("common_words")["words"].split()), set(words)
        print(f"shipped {len(shipped):,}, made {len(made):,}, in both {len(shipped & made):,}")
        print(f"shipped and a given name: {' '.join(sorted(shipped & given())) or 'none'}")
        print(f"made only: {' '.join(sorted(made - shipped))}")
        print(f"shipped only: {' '.join(sorted(shipped - made))}")
        return
    asked.out.write_text(written(words), "utf-8")
    print(f"{len(words):,} words in {asked.out}")


if __name__ == "__main__":
    main()
