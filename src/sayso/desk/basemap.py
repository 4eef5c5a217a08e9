"""The base map: land, borders and names of the world, read once, and the part of them that lies in a frame.

>>> from sayso.desk.basemap import base_map
>>> syria = Frame(west=35.0, south=32.0, east=42.0, north=38.0, width=640, height=640)
>>> "Aleppo" in [town.name for town in towns_in(base_map(), syria)][:2]
True
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.errors import ResourceError

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
QUANTUM = 1000.0  # parts of a degree, in the file
GRID = 2  # parts of a pixel that lines are drawn to
MARGIN = 12.0  # pixels drawn beyond the frame, so that cut edges are not seen
COARSE_BELOW = 3.2  # zoom up to which the coarse lines are drawn
WHOLE_PIXELS_BELOW = 2.0  # zoom up to which lines keep to whole pixels: half as many points
LEAST = 1.5  # pixels; what is smaller is not drawn
TURNS = (-360.0, 0.0, 360.0)  # the world and its copies beyond the date line
TOWNS_TRIED = 80
PIECE = 64


class Name(NamedTuple):
    """A name of the base map at its point; `rank` is the zoom from which it is worth its room, 0 for towns."""

    name: str
    lon: float
    lat: float
    rank: int = 0
    country: str = ""  # ISO 3166-1 alpha-2


class Lines(NamedTuple):
    """Many lines or rings end to end: their points in degrees (n, 2), where each starts, and its bounds (m, 4).

    Each is a row of pieces of at most `PIECE` points, so that what lies far outside a frame costs little.
    """

    points: Floats
    starts: Whole
    bounds: Floats
    piece_starts: Whole
    piece_bounds: Floats
    piece_line: Whole


class BaseMap(NamedTuple):
    """All of the base map, in degrees. Towns stand with the larger first."""

    credits: str
    land: Lines
    lines: Mapping[str, Lines]
    coarse_land: Lines
    coarse_lines: Mapping[str, Lines]
    countries: Sequence[Name]
    units: Sequence[Name]
    towns: Sequence[str]
    town_points: Floats

    def country_name(self, code: str) -> str:
        """The name of a country by its code; the code itself where the map does not name it."""
        return next((name.name for name in self.countries if name.country == code), code)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A part of the world, in degrees, on a picture of so many pixels; `east` may lie beyond 180."""

    west: float
    south: float
    east: float
    north: float
    width: float
    height: float

    @property
    def across(self) -> float:
        """Pixels a degree from west to east."""
        return self.width / (self.east - self.west)

    @property
    def down(self) -> float:
        """Pixels a degree from north to south."""
        return self.height / (self.north - self.south)

    @property
    def zoom(self) -> float:
        """The zoom of a web map on which a degree is as wide."""
        return math.log2(max(self.across * 360.0 / 512.0, 1e-6))

    def place(self, lat: float, lon: float) -> tuple[float, float]:
        """The pixel of a point, by the copy of the world that lies nearest to the middle of the frame."""
        middle = (self.west + self.east) / 2
        near = middle + (lon - middle + 180.0) % 360.0 - 180.0
        return (near - self.west) * self.across, (self.north - lat) * self.down


@cache
def base_map() -> BaseMap:
    """The base map that the package ships."""
    file = files("sayso.desk") / "static" / "base.json"
    if not file.is_file():
        raise ResourceError(found="no base map", expected="a file of the package", mend="install Sayso again")
    raw: dict[str, Any] = json.loads(file.read_bytes())
    towns = raw["towns"]
    return BaseMap(
        credits=raw["credits"],
        land=_lines(ring for polygon in raw["land"] for ring in polygon),
        lines={name: _lines(lines) for name, lines in raw["lines"].items()},
        coarse_land=_lines(ring for polygon in raw["coarse"]["land"] for ring in polygon),
        coarse_lines={name: _lines(lines) for name, lines in raw["coarse"]["lines"].items()},
        countries=[Name(name, x / QUANTUM, y / QUANTUM, rank, code) for name, code, x, y, rank in raw["countries"]],
        units=[Name(name, x / QUANTUM, y / QUANTUM, rank, code) for name, code, x, y, rank in raw["units"]],
        towns=towns["name"],
        town_points=np.column_stack([towns["x"], towns["y"]]) / QUANTUM,
    )


def _lines(lines: Iterable[Sequence[int]]) -> Lines:
    """Lines written as a first point and steps, as points."""
    kept = list(lines)
    counts = np.array([len(line) // 2 for line in kept], dtype=np.int64)
    starts = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    steps = np.array([number for line in kept for number in line], dtype=np.int64).reshape(-1, 2)
    sums = np.cumsum(steps, axis=0)
    before = sums[starts[:-1]] - steps[starts[:-1]]
    points = (sums - np.repeat(before, counts, axis=0)) / QUANTUM
    pieces = -(-counts // PIECE)
    line = np.repeat(np.arange(len(counts)), pieces)
    ordinal = np.arange(len(line)) - np.repeat(np.cumsum(pieces) - pieces, pieces)
    piece_starts = np.append(starts[line] + ordinal * PIECE, starts[-1])
    return Lines(points, starts, _bounds(points, starts), piece_starts, _bounds(points, piece_starts), line)


def _bounds(points: Floats, starts: Whole) -> Floats:
    """West, south, east and north of each run of points."""
    return np.column_stack([run.reduceat(points, starts[:-1]) for run in (np.minimum, np.maximum)])


def _outside(bounds: Floats, frame: Frame, turn: float) -> NDArray[np.bool_]:
    """Which bounds lie wholly on one outer side of the frame and its margin."""
    beyond_x, beyond_y = MARGIN / frame.across, MARGIN / frame.down
    west, south, east, north = (bounds[:, side] for side in range(4))
    apart = (east + turn < frame.west - beyond_x) | (west + turn > frame.east + beyond_x)
    return np.asarray(apart | (north < frame.south - beyond_y) | (south > frame.north + beyond_y))


class _Drawn(NamedTuple):
    """Lines that touch a frame, on its grid, without repeated points: points (n, 2), where each line starts, and its end."""

    points: Whole
    starts: Whole


def _drawn(lines: Lines, frame: Frame, turn: float) -> _Drawn:
    """The lines that touch the frame; `turn` degrees are added to their longitudes.

    Of a piece that lies on one outer side of the frame only the ends are kept: what is cut to the frame stays the same.
    """
    west, south, east, north = (lines.bounds[:, side] for side in range(4))
    large = np.maximum((east - west) * frame.across, (north - south) * frame.down) >= LEAST
    chosen = large & ~_outside(lines.bounds, frame, turn)
    pieces = np.flatnonzero(chosen[lines.piece_line])
    if not len(pieces):
        return _Drawn(np.zeros((0, 2), dtype=np.int64), np.zeros(1, dtype=np.int64))
    starts, sizes = lines.piece_starts[pieces], lines.piece_starts[pieces + 1] - lines.piece_starts[pieces]
    far = _outside(lines.piece_bounds[pieces], frame, turn)
    counts = np.where(far, np.minimum(sizes, 2), sizes)
    ends = np.cumsum(counts)
    offset = np.arange(counts.sum()) - np.repeat(ends - counts, counts)
    offset = np.where(np.repeat(far, counts) & (offset == 1), np.repeat(sizes, counts) - 1, offset)
    at = np.repeat(starts, counts) + offset
    placed = (lines.points[at] + (turn - frame.west, -frame.north)) * (frame.across, -frame.down)
    step = GRID if frame.zoom < WHOLE_PIXELS_BELOW else 1
    points = np.rint(placed * (GRID / step)).astype(np.int64) * step
    line = np.repeat(lines.piece_line[pieces], counts)
    new = np.append(True, (points[1:] != points[:-1]).any(axis=1) | (line[1:] != line[:-1]))
    points, line = points[new], line[new]
    return _Drawn(points, np.concatenate([[0], np.flatnonzero(np.diff(line)) + 1, [len(line)]]))


def land_path(base: BaseMap, frame: Frame) -> str:
    """The land of a frame as the data of one SVG path, in halves of a pixel; to be filled by even and odd."""
    far = np.array([frame.width + MARGIN, frame.height + MARGIN]) * GRID
    made = []
    for turn in TURNS:
        points, starts = _drawn(base.land if frame.zoom > COARSE_BELOW else base.coarse_land, frame, turn)
        if not len(points):
            continue
        steps = _steps(points)
        inside = np.logical_and.reduceat(((points >= -MARGIN * GRID) & (points <= far)).all(axis=1), starts[:-1])
        for start, end, whole in zip(starts[:-1].tolist(), starts[1:].tolist(), inside.tolist(), strict=True):
            if whole and end - start > 2:
                made.append(_path(points[start], steps[2 * start : 2 * (end - 1)]) + "Z")
            elif not whole:
                ring = _cut(points[start:end], far)
                if len(ring) > 2 and np.ptp(ring, axis=0).all():  # not a line along the margin
                    made.append(_path(ring[0], _steps(ring)) + "Z")
    return "".join(made)


def line_path(base: BaseMap, kind: str, frame: Frame) -> str:
    """The lines of a kind in a frame as the data of one SVG path, in halves of a pixel."""
    lines = base.coarse_lines.get(kind) if frame.zoom <= COARSE_BELOW else base.lines[kind]
    if lines is None:
        return ""
    far = np.array([frame.width + MARGIN, frame.height + MARGIN]) * GRID
    made = []
    for turn in TURNS:
        points, starts = _drawn(lines, frame, turn)
        if len(points) < 2:
            continue
        low, high = np.minimum(points[:-1], points[1:]), np.maximum(points[:-1], points[1:])
        kept: NDArray[np.bool_] = np.logical_and.reduce((high >= -MARGIN * GRID) & (low <= far), axis=1)
        kept[starts[1:-1] - 1] = False  # from the end of one line to the start of the next
        steps = _steps(points)
        edges = np.diff(np.concatenate([[0], kept.astype(np.int8), [0]]))
        for start, end in zip(np.flatnonzero(edges == 1), np.flatnonzero(edges == -1), strict=True):
            made.append(_path(points[start], steps[2 * start : 2 * end]))
    return "".join(made)


def _cut(whole: Whole, far: Floats) -> Whole:
    """The part of a ring within the frame and its margin (Sutherland and Hodgman 1974, a side at a time)."""
    ring: Floats = whole.astype(np.float64)
    for axis, edge, sign in ((0, -MARGIN * GRID, 1.0), (0, far[0], -1.0), (1, -MARGIN * GRID, 1.0), (1, far[1], -1.0)):
        depth = (ring[:, axis] - edge) * sign
        inside = depth >= 0
        if inside.all():
            continue
        if not inside.any():
            return whole[:0]
        crosses = inside != np.roll(inside, -1)
        share = np.where(crosses, depth / np.where(crosses, depth - np.roll(depth, -1), 1.0), 0.0)
        crossing = ring + (np.roll(ring, -1, axis=0) - ring) * share[:, None]
        both = np.stack([ring, crossing], axis=1).reshape(-1, 2)
        ring = both[np.stack([inside, crosses], axis=1).reshape(-1)]
    return np.rint(ring).astype(np.int64)


def _steps(points: Whole) -> list[int]:
    """The steps from each point to the next, x and y in turn."""
    steps: list[int] = np.diff(points, axis=0).reshape(-1).tolist()
    return steps


def _path(first: Whole, steps: Sequence[int]) -> str:
    """A line as SVG path data: to the first point, and on by steps."""
    return f"M{first[0]} {first[1]}l{' '.join(map(str, steps))}"


def names_in(names: Iterable[Name], frame: Frame, deepest: float) -> Iterator[tuple[float, float, Name]]:
    """The names of rank `deepest` or less within a frame, with their pixels, in the order given."""
    for name in names:
        if name.rank <= deepest and frame.south < name.lat < frame.north:
            x, y = frame.place(name.lat, name.lon)
            if 0 < x < frame.width:
                yield x, y, name


def towns_in(base: BaseMap, frame: Frame) -> Iterator[Name]:
    """The largest towns of a frame, the larger first."""
    lon, lat = base.town_points[:, 0], base.town_points[:, 1]
    middle = (frame.west + frame.east) / 2
    near = middle + (lon - middle + 180.0) % 360.0 - 180.0
    inside = (near > frame.west) & (near < frame.east) & (lat > frame.south) & (lat < frame.north)
    for at in np.flatnonzero(inside)[:TOWNS_TRIED]:
        yield Name(base.towns[at], float(lon[at]), float(lat[at]))
