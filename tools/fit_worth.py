"""Learn what makes a careful coder record an event: the weights of a draft's traits, from coded claims.

    python tools/fit_worth.py CORPUS... [--out FILE] [--hold PART]

Each CORPUS is a folder with `docs.jsonl` and `gold.jsonl`. A draft that is aligned with a coded claim is worth one, others
are not; one that only stands beside a draft that fits the same claim better counts less, as such twins are often folded
later. A logistic regression (L2) is fitted to the traits in `sayso.extract.worth`. Needs scikit-learn, which Sayso
itself does not.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "evaluation"), str(ROOT / "tools"), str(ROOT / "tools" / "casting")]

from fit import coded, drafts_of  # noqa: E402 - the other tools stand beside the package, not in it
from held import is_held  # noqa: E402

from sayso.cli.inputs import Failures, read_documents  # noqa: E402
from sayso.extract.worth import Page  # noqa: E402
from sayso.language.parse import load_model, parse  # noqa: E402

OUT = ROOT / "src" / "sayso" / "lexicon" / "worth.tsv.gz"
LEAST = 0.1  # log odds, the reader's added, under which a draft is doubtful: the best by F1 of claims found, four-fold
STRENGTH = 0.06  # C of the regression: the best of 0.03, 0.06, 0.1, 0.2 and 0.4 by the area under the curve, four-fold
BESIDE = 0.3  # weight of a draft that stands beside one that fits the same coded claim better
SELDOM = 4  # a trait seen fewer times is left out
SLIGHT = 0.02  # so is one that weighs less than this
HEAD = "# What traits weigh for an event's being worth a claim; made by tools/fit_worth.py from coded claims."


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One draft: its traits, whether a coded claim is aligned with it, and how much that counts."""

    traits: tuple[str, ...]
    right: bool
    weight: float


def read_corpus(folder: Path, hold: int | None) -> Iterator[Example]:
    """The drafts of one corpus, short of the quarter that is held out; what only one of two coders has tells nothing."""
    gold = defaultdict(list)
    for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        claim = json.loads(line)
        gold[claim["doc"]].append(claim)
    pages = read_documents([str(folder / "docs.jsonl")], published=None, failures=Failures())
    every = (document for _, document in pages if not is_held(document.id, hold))
    for document, doc in parse(every, nlp=load_model()):
        drafts = drafts_of(document, doc)
        for traits, (claim, fit) in zip(Page(doc, drafts).read(), coded(drafts, gold[document.id]), strict=True):
            if claim is None or not claim.get("optional"):
                right = claim is not None and fit == 1.0
                yield Example(traits=traits, right=right, weight=1.0 if right or claim is None else BESIDE)


def learn(found: Sequence[Example]) -> dict[str, float]:
    """What every trait that is not seldom weighs."""
    counts = Counter(trait for example in found for trait in set(example.traits))
    number = {
        trait: i for i, trait in enumerate(sorted(t for t, n in counts.items() if n >= SELDOM and t.isprintable()))
    }
    rows = [sorted({number[trait] for trait in example.traits if trait in number}) for example in found]
    columns = np.array([i for row in rows for i in row], np.int32)
    starts = np.cumsum([0, *map(len, rows)], dtype=np.int32)
    table = csr_matrix((np.ones(len(columns)), columns, starts), shape=(len(rows), len(number)))
    model = LogisticRegression(C=STRENGTH, solver="liblinear", max_iter=300, random_state=0)
    model.fit(table, [example.right for example in found], sample_weight=[example.weight for example in found])
    weights = {trait: float(model.coef_[0][i]) for trait, i in number.items()}
    return {**weights, "any": weights["any"] + float(model.intercept_[0])}


def write(weights: Mapping[str, float], out: Path) -> int:
    """Write the weights that matter; how many there are."""
    lines = [f"{trait}\t{weight:.2f}" for trait, weight in sorted(weights.items()) if abs(weight) >= SLIGHT]
    text = "".join(f"{line}\n" for line in (HEAD, "trait\tweight", f"threshold\t{LEAST}", *lines))
    out.write_bytes(gzip.compress(text.encode("utf-8"), mtime=0))
    return len(lines)


def main() -> None:
    """Read the corpora, learn, write the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("corpora", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--hold", type=int, help="leave out this quarter of the articles (0 to 3), to measure on them")
    chosen = parser.parse_args()
    found = [example for corpus in chosen.corpora for example in read_corpus(corpus, chosen.hold)]
    right, count = sum(example.right for example in found), write(learn(found), chosen.out)
    print(f"{len(found)} drafts, {right} of them worth a claim, {count} weights", file=sys.stderr)


if __name__ == "__main__":
    main()
