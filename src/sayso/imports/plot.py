"""A picture of two data sets side by side: each matched row's best number against the ledger's range, as plain SVG.

>>> picture([], dataset="ACLED").startswith("<svg")
True
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from html import escape

from sayso.imports.comparing import Line
from sayso.model import Number

SIZE = 460  # pixels of the square
LEFT, TOP, ROOM = 64, 56, 40  # pixels beside it, above it, and for the words below it
TICKS = (0, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000)
OPEN = 1.35  # an open end is drawn so much longer than its beginning
Point = tuple[Number, Number, Number | None, bool]  # their best, our low and high, whether the match is sure


def points(lines: Iterable[Line]) -> list[Point]:
    """What can be drawn: matched rows with a best number, of incidents with a toll."""
    found: list[Point] = []
    for line in lines:
        if line.match is None or line.record is None or line.incident is None:
            continue
        killed, best = line.incident.killed, line.record.best
        if killed is not None and best is not None:
            found.append((best, killed.low or 0, killed.high, line.match.unsure is None))
    return found


def picture(lines: Iterable[Line], *, dataset: str) -> str:
    """The picture; both axes are of 1 + the number killed, in logarithms, so that 0 has a place. Colours are apart in grey too."""
    found = points(lines)
    most = max((max(best, low, high or 0) for best, low, high, _ in found), default=10)
    end = next((tick for tick in TICKS if tick >= most), most)
    width, height = LEFT + SIZE + 24, TOP + SIZE + ROOM + 24
    counts = Counter(_side(best, low, high) for best, low, high, _ in found)
    heading = f"{dataset} and the ledger: killed, in {len(found):,} matched rows with numbers on both sides"
    told = f"{counts['meets']:,} meet · {counts['more']:,} more here · {counts['less']:,} less here"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" font-family="sans-serif" font-size="12">',
        f"<title>{escape(heading)}: {escape(told)}</title>",
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
        f'<text x="{LEFT}" y="20" font-size="14">{escape(heading)}</text>',
        f'<text x="{LEFT}" y="40" fill="#444">{escape(told)} (a line is the range here; open where it fades; solid: surely matched)</text>',
        *_axes(end, dataset),
        *_marks(found, end),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _side(best: Number, low: Number, high: Number | None) -> str:
    if best < low:
        return "more"
    return "less" if high is not None and best > high else "meets"


def _at(value: float, end: float) -> float:
    """How far along an axis a number stands, 0 to 1."""
    return min(1.0, math.log1p(value) / math.log1p(end)) if end else 0.0


def _x(value: float, end: float) -> float:
    return round(LEFT + SIZE * _at(value, end), 1)


def _y(value: float, end: float) -> float:
    return round(TOP + SIZE * (1 - _at(value, end)), 1)


def _axes(end: float, dataset: str) -> Iterator[str]:
    bottom, right = TOP + SIZE, LEFT + SIZE
    for tick in (one for one in TICKS if one <= end):
        x, y = _x(tick, end), _y(tick, end)
        yield f'<path d="M{x} {TOP}V{bottom}M{LEFT} {y}H{right}" stroke="#e4e4e4"/>'
        yield f'<text x="{x}" y="{bottom + 16}" text-anchor="middle">{tick:,}</text>'
        yield f'<text x="{LEFT - 8}" y="{y + 4}" text-anchor="end">{tick:,}</text>'
    yield f'<path d="M{LEFT} {bottom}L{right} {TOP}" stroke="#888" stroke-dasharray="4 4"/>'
    yield f'<path d="M{LEFT} {TOP}V{bottom}H{right}" fill="none" stroke="#444"/>'
    yield f'<text x="{LEFT + SIZE / 2}" y="{bottom + 36}" text-anchor="middle">killed by {escape(dataset)} (best)</text>'
    middle = TOP + SIZE / 2
    yield f'<text x="16" y="{middle}" text-anchor="middle" transform="rotate(-90 16 {middle})">killed here (range)</text>'


def _marks(found: Iterable[Point], end: float) -> Iterator[str]:
    """Each range once, with how many rows it stands for where these are several."""
    for (best, low, high, sure), number in sorted(
        Counter(found).items(), key=lambda item: (item[0][0], item[0][1], str(item[0]))
    ):
        x, bottom = _x(best, end), _y(low, end)
        top = _y(high, end) if high is not None else _y((low + 1) * OPEN, end)
        colour = "#1f5fa8" if sure else "#c2700a"
        words = f"{best:,} there; here {low:,}" + (
            "" if high == low else " or more" if high is None else f" to {high:,}"
        )
        dashes = ' stroke-dasharray="2 2"' if high is None else ""
        fill = colour if sure else "#fff"
        yield "<g>"
        yield f"<title>{escape(words)}{f' ({number:,} rows)' if number > 1 else ''}</title>"
        yield f'<path d="M{x} {bottom}V{top}" stroke="{colour}" stroke-width="2"{dashes}/>'
        yield f'<circle cx="{x}" cy="{bottom}" r="4" fill="{fill}" stroke="{colour}"/>'
        if number > 1:
            yield f'<text x="{x + 7}" y="{bottom + 4}" fill="{colour}">{number:,}</text>'
        yield "</g>"
