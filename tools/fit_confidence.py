"""Fit the curves that make log odds into confidence, on articles that the odds were not learned from.

    python tools/fit_confidence.py CORPUS... --hold PART --reader FOLDER --casting FILE --belonging FILE --worth FILE
        [--out FILE]

The quarter `--hold` of each CORPUS (docs.jsonl, gold.jsonl) is read with parts that were learned without it. A claim is
right where the scorer aligns it with a coded one, a slot where that claim has it too. Needs scikit-learn.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import json
import math
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from sklearn.linear_model import LogisticRegression

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "evaluation"), str(ROOT / "tools")]

from held import is_held  # noqa: E402 - the other tools and the scorer stand beside the package, not in it
from reliability import SLOTS, rights  # noqa: E402

from sayso.cli.inputs import Failures, read_documents  # noqa: E402
from sayso.cli.resources import gazetteer  # noqa: E402
from sayso.extract import belonging, casting, worth  # noqa: E402
from sayso.language import reader  # noqa: E402
from sayso.language.parse import load_model  # noqa: E402
from sayso.pipeline import analyse  # noqa: E402
from sayso.resolve import confidence  # noqa: E402
from sayso.telling.lines import claim_line  # noqa: E402

OUT = ROOT / "src" / "sayso" / "lexicon" / "confidence.yml"
STRENGTH = 1.0  # C of the regression: three numbers need little holding back
BARE = {"bias": 0.0, "own": 1.0, "claim": 0.0, "middling": 0.0}
HEAD = """\
# The curves that make log odds into confidence: bias + own * (log odds of the slot) + claim * (log odds of the claim).
# "middling" stands in for the log odds of a claim that the reader did not weigh. Written by tools/fit_confidence.py.
"""
Json = dict[str, Any]


def odds(value: float | None) -> float | None:
    """The log odds of a rounded probability."""
    if value is None:
        return None
    inner = min(max(value, 1e-3), 1 - 1e-3)
    return math.log(inner / (1 - inner))


def read(folder: Path, hold: int) -> Iterator[tuple[Json, dict[str, bool | None]]]:
    """The claims found in the held quarter of a corpus, each with what of it is right."""
    gold: defaultdict[str, list[Json]] = defaultdict(list)
    for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        claim = json.loads(line)
        gold[claim["doc"]].append(claim)
    every = (d for _, d in read_documents([str(folder / "docs.jsonl")], published=None, failures=Failures()))
    held = [document for document in every if is_held(document.id, hold)]
    for result in analyse(held, nlp=load_model(), gazetteer=gazetteer()):
        if hasattr(result, "claims"):
            lines = [claim_line(result.document, claim) for claim in result.claims]
            yield from rights(lines, gold[result.document.id])


def fit(rows: Sequence[tuple[float, float, bool]], *, slot: bool) -> Mapping[str, float]:
    """The curve over (own odds, claim's odds, right)."""
    table = np.array([[own, whole] if slot else [whole] for own, whole, _ in rows])
    model = LogisticRegression(C=STRENGTH).fit(table, [right for *_, right in rows])
    weights = [float(weight) for weight in model.coef_[0]]
    own, whole = weights if slot else (0.0, weights[0])
    middling = float(np.median([whole for _, whole, _ in rows]))
    found = {"bias": float(model.intercept_[0]), "own": own, "claim": whole, "middling": middling}
    return {name: round(number, 3) for name, number in found.items()}


def _rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a gzipped table, without its remarks."""
    lines = io.StringIO(gzip.decompress(path.read_bytes()).decode("utf-8"))
    kept = (line for line in lines if not line.startswith("#"))
    yield from csv.DictReader(kept, delimiter="\t", quoting=csv.QUOTE_NONE)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("corpora", nargs="+", type=Path)
    parser.add_argument("--hold", type=int, required=True)
    for part in ("reader", "casting", "belonging", "worth"):
        parser.add_argument(f"--{part}", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=OUT)
    chosen = parser.parse_args()
    reader.FOLDER = chosen.reader
    casting.set_weights({row["trait"]: (float(row["doer"]), float(row["sufferer"])) for row in _rows(chosen.casting)})
    worth.set_weights({row["trait"]: float(row["weight"]) for row in _rows(chosen.worth)})
    belonging.set_weights(yaml.safe_load(chosen.belonging.read_text(encoding="utf-8")))
    confidence.set_curves({"claim": {**BARE, "own": 0.0, "claim": 1.0}, **dict.fromkeys(SLOTS, BARE)})
    rows: defaultdict[str, list[tuple[float, float, bool]]] = defaultdict(list)
    for folder in chosen.corpora:
        for line, right in read(folder, chosen.hold):
            whole = odds(line["confidence"]) or 0.0
            if right["claim"] is not None:
                rows["claim"].append((0.0, whole, right["claim"]))
            for slot in SLOTS:
                own, good = odds(line["slot_confidence"][slot]), right[slot]
                if own is not None and good is not None:
                    rows[slot].append((own, whole, good))
    lines = [HEAD]
    for name in ("claim", *SLOTS):
        curve = fit(rows[name], slot=name != "claim")
        lines.append(f"{name}: {{{', '.join(f'{key}: {value}' for key, value in curve.items())}}}\n")
        print(f"{name}: {len(rows[name])} of which {sum(right for *_, right in rows[name])} right", file=sys.stderr)
    chosen.out.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
