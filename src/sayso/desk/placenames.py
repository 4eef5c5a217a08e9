"""Which names stand on a picture of a map, and where, so that none covers another.

>>> from sayso.desk.basemap import base_map
>>> syria = Frame(west=35.0, south=32.0, east=42.0, north=38.0, width=640, height=640)
>>> [name.text for name in placed_names(base_map(), syria, []) if name.kind == "country"][:1]
['Syria']
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sayso.desk.basemap import BaseMap, Frame, Name, names_in, towns_in

Box = tuple[float, float, float, float]
MIDDLE = (0.0, 0.0, "middle")
SHIFTS = {  # where a name may stand about its point
    "country": [MIDDLE],
    "unit": [MIDDLE, (0.0, 16.0, "middle"), (0.0, -16.0, "middle")],
    "town": [
        (5.0, 0.0, "start"),
        (-5.0, 0.0, "end"),
        (0.0, 16.0, "middle"),
        (0.0, -16.0, "middle"),
        (12.0, 0.0, "start"),
    ],
}
UNITS_FROM = 3.6  # zoom from which first-order units are drawn and named
COUNTRIES_UNTIL = 6.5  # zoom above which a frame holds about one country
NAMES = {"country": 24, "unit": 16, "town": 16}  # the most names of each kind
LETTER = {"country": 8.6, "unit": 6.3, "town": 6.0}  # pixels a letter of the name takes
LINE = 14.0  # pixels a line of text takes


class PlacedName(NamedTuple):
    """A name, the pixel of its point, and that of its text."""

    kind: str  # country, unit, town
    text: str
    x: float
    y: float
    text_x: float
    text_y: float
    anchor: str


def placed_names(base: BaseMap, frame: Frame, full: Iterable[Box]) -> Iterator[PlacedName]:
    """Names of countries, first-order units and towns, as many as have room beside the boxes that are full and each other."""
    taken = list(full)
    told: set[str] = set()  # countries that a name has told of
    for kind, x, y, name in _candidates(base, frame):
        with_country = kind == "unit" and name.country and name.country not in told
        text = f"{name.name}, {base.country_name(name.country)}" if with_country else name.name
        for shift_x, shift_y, anchor in SHIFTS[kind]:
            box = _room(text, kind, x + shift_x, y + shift_y, anchor)
            inside = box[0] > 2 and box[1] > 2 and box[2] < frame.width - 2 and box[3] < frame.height - 2
            if inside and not any(meet(box, other) for other in taken):
                taken.append(box)
                told.add(name.country)
                yield PlacedName(kind, text, x, y, x + shift_x, y + shift_y, anchor)
                break


def _room(text: str, kind: str, x: float, y: float, anchor: str) -> Box:
    """The box that a text fills."""
    wide = len(text) * LETTER[kind] + 4
    left = x - {"start": 2.0, "middle": wide / 2, "end": wide - 2}[anchor]
    return left, y - LINE / 2, left + wide, y + LINE / 2


def _candidates(base: BaseMap, frame: Frame) -> Iterator[tuple[str, float, float, Name]]:
    """Names worth their room, most telling first: kind, pixel, name."""
    zoom = frame.zoom
    if zoom < COUNTRIES_UNTIL:
        for x, y, name in list(names_in(base.countries, frame, zoom + 0.7))[: NAMES["country"]]:
            yield "country", x, y, name
    if zoom <= UNITS_FROM:
        return
    towns = list(towns_in(base, frame))[: NAMES["town"]]
    for town in towns[:3]:
        yield "town", *frame.place(town.lat, town.lon), town
    for x, y, name in list(names_in(base.units, frame, zoom + 0.3))[: NAMES["unit"]]:
        yield "unit", x, y, name
    for town in towns[3:]:
        yield "town", *frame.place(town.lat, town.lon), town


def meet(one: Box, other: Box) -> bool:
    """Whether two boxes overlap."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
