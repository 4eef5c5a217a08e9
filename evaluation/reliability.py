"""Whether confidence means what it says: of the claims and slots told with some confidence, the share that is right.

    python evaluation/reliability.py CLAIMS.jsonl GOLD.jsonl [--plot FILE.svg] [--json]

CLAIMS is what `sayso claims --format jsonl` prints of the coded articles. A claim is right where the scorer aligns it with
a coded one; a slot where that claim has it too. A claim that only one of two coders made counts neither way.
The expected calibration error (Naeini et al. 2015, "Obtaining well calibrated probabilities using Bayesian binning") is
the mean distance between the confidence and the share that is right, over bins, weighed by what is in them.

>>> calibration_error([(0.9, True), (0.9, True), (0.9, False)])
0.233
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import score_claims  # noqa: E402 - the scorer is a script of its own

SLOTS = ("actor", "target", "places", "time", "figures")
BINS = 10
_SIDE, _MARGIN, _GAP, _COLUMNS = 180, 40, 50, 3  # of a panel of the plot, in points
Json = dict[str, Any]
Told = tuple[float, bool]  # confidence, and whether right


def rights(lines: Sequence[Json], gold: Sequence[Json]) -> Iterator[tuple[Json, dict[str, bool | None]]]:
    """Each claim of one article with what of it is right; None where that cannot be said."""
    aligned = {j: gold[i] for i, j in score_claims.align(list(gold), list(lines))}
    for j, line in enumerate(lines):
        coded = aligned.get(j)
        optional = bool(coded and coded.get("optional"))
        right: dict[str, bool | None] = {"claim": None if optional else coded is not None}
        for slot in SLOTS:
            right[slot] = None if optional or not line.get(slot) else coded is not None and _same(slot, line, coded)
        yield line, right


def _same(slot: str, line: Json, coded: Json) -> bool:
    """Whether a coded claim has a slot as this one has it; of several places and figures, every one."""
    readings = score_claims.readings(coded)
    if slot in {"actor", "target"}:
        return any(one.get(slot) and score_claims.same_name(one[slot], line[slot]) for one in readings)
    if slot == "time":
        days = (line["time"]["start"], line["time"]["end"])
        return any(one.get("time") and (one["time"].get("start"), one["time"].get("end")) == days for one in readings)
    if slot == "places":
        names = {" ".join(score_claims.words(place["text"])) for place in line["places"]}
        return any(
            names <= {" ".join(score_claims.words(place["text"])) for place in one.get("places") or []}
            for one in readings
        )
    return any(set(score_claims.figs(line)) <= set(score_claims.figs(one)) for one in readings)


def told(lines: Sequence[Json], gold: Sequence[Json]) -> dict[str, list[Told]]:
    """What was told with confidence, by claim and slot."""
    by_document: defaultdict[str, tuple[list[Json], list[Json]]] = defaultdict(lambda: ([], []))
    for line in lines:
        by_document[line["doc"]][0].append(line)
    for claim in gold:
        by_document[claim["doc"]][1].append(claim)
    found: defaultdict[str, list[Told]] = defaultdict(list)
    for ours, theirs in by_document.values():
        for line, right in rights(ours, theirs):
            for name in ("claim", *SLOTS):
                sure = line["confidence"] if name == "claim" else line["slot_confidence"][name]
                good = right[name]
                if sure is not None and good is not None:
                    found[name].append((sure, good))
    return dict(found)


def binned(found: Sequence[Told]) -> list[tuple[float, float, int]]:
    """Mean confidence, share that is right, and number, of each bin that holds something."""
    bins: defaultdict[int, list[Told]] = defaultdict(list)
    for sure, good in found:
        bins[min(int(sure * BINS), BINS - 1)].append((sure, good))
    return [
        (sum(sure for sure, _ in held) / len(held), sum(good for _, good in held) / len(held), len(held))
        for _, held in sorted(bins.items())
    ]


def calibration_error(found: Sequence[Told]) -> float:
    """The expected calibration error."""
    return round(sum(abs(sure - share) * count for sure, share, count in binned(found)) / max(1, len(found)), 3)


def plot(found: dict[str, list[Told]], title: str) -> str:
    """One panel for claims and for each slot: dots as large as their bins, on the line where they should lie."""
    names = [name for name in ("claim", *SLOTS) if found.get(name)]
    rows = -(-len(names) // _COLUMNS)
    width = _MARGIN + _COLUMNS * (_SIDE + _GAP)
    height = 2 * _MARGIN + rows * (_SIDE + _GAP)
    panels = "".join(_panel(name, found[name], n) for n, name in enumerate(names))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="11">\n'
        f'<title>{escape(title)}</title>\n<rect width="{width}" height="{height}" fill="#fff"/>\n'
        f'<text x="{_MARGIN}" y="22" font-size="13">{escape(title)}</text>\n{panels}</svg>\n'
    )


def _panel(name: str, found: Sequence[Told], number: int) -> str:
    left = _MARGIN + (number % _COLUMNS) * (_SIDE + _GAP)
    top = _MARGIN + (number // _COLUMNS) * (_SIDE + _GAP)
    bottom = top + _SIDE
    dots = "".join(
        f'<circle cx="{left + sure * _SIDE:.1f}" cy="{bottom - share * _SIDE:.1f}" '
        f'r="{2 + 10 * (count / len(found)) ** 0.5:.1f}" fill="#1f6fb2" fill-opacity="0.65">'
        f"<title>{count} told with {sure:.2f}, {share:.2f} of them right</title></circle>\n"
        for sure, share, count in binned(found)
    )
    ticks = "".join(
        f'<text x="{left + part * _SIDE:.0f}" y="{bottom + 14}" text-anchor="middle">{part:g}</text>'
        f'<text x="{left - 6}" y="{bottom - part * _SIDE + 4:.0f}" text-anchor="end">{part:g}</text>\n'
        for part in (0, 0.5, 1)
    )
    return (
        f'<rect x="{left}" y="{top}" width="{_SIDE}" height="{_SIDE}" fill="none" stroke="#888"/>\n'
        f'<line x1="{left}" y1="{bottom}" x2="{left + _SIDE}" y2="{top}" stroke="#bbb" stroke-dasharray="4 3"/>\n'
        f'<text x="{left + 6}" y="{top + 15}">{name}: {len(found)}, error {calibration_error(found):.3f}</text>\n'
        f"{ticks}{dots}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("claims", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--plot", type=Path)
    parser.add_argument("--title", default="Confidence told, and the share that is right")
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    found = told(score_claims.load(chosen.claims), score_claims.load(chosen.gold))
    errors = {name: calibration_error(rows) for name, rows in found.items()}
    if chosen.plot is not None:
        chosen.plot.write_text(plot(found, chosen.title), encoding="utf-8")
    if chosen.json:
        print(json.dumps(errors))
        return
    for name, rows in found.items():
        print(f"{name}: {len(rows)} told, error {errors[name]:.3f}")
        for sure, share, count in binned(rows):
            print(f"  {sure:.2f}  {share:.2f} right  {count}")


if __name__ == "__main__":
    main()
