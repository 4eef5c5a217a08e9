"""What the map in the browser is given: the incidents as columns, small enough for tens of thousands of them.

>>> row = MapRow(id="i1", lat=36.2, lon=37.16, precision="settlement", kind="air_strike", disputed=True, label="Aleppo")
>>> made = map_data([row])
>>> made["ids"], made["lat"], made["reaches"], made["reach"]
(['i1'], [36.2], [['settlement', 8.0, 'known to the town or village, within 8 km', 'dot']], [0])
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, TypedDict

from sayso.desk.reach import reach

VERSION = 1
DIGITS = 4  # of a degree: 11 m, finer than any report


class MapRow(NamedTuple):
    """One incident; `kind` in words; `lat`, `lon` in degrees, both None where it has no point; `label` a line of plain text."""

    id: str
    lat: float | None
    lon: float | None
    precision: str
    kind: str
    disputed: bool
    label: str
    country: str | None = None


class MapData(TypedDict):
    """The answer as `map.js` reads it. The columns `ids` to `labels` are of one length, an entry an incident.

    `kinds` and `reaches` ([precision, kilometres, words, sign]) are tables; `kind` and `reach` hold places in them.
    `disputed` lists the positions of the incidents whose accounts disagree; `unplaced` counts those without a point.
    """

    version: int
    ids: list[str]
    lat: list[float]
    lon: list[float]
    kind: list[int]
    reach: list[int]
    labels: list[str]
    disputed: list[int]
    kinds: list[str]
    reaches: list[list[str | float]]
    unplaced: int


def map_data(rows: Iterable[MapRow], *, language: str = "en") -> MapData:
    """The incidents as columns, with words in a language of the desk; those that no point stands for are counted in `unplaced`."""
    made = MapData(
        version=VERSION,
        ids=[],
        lat=[],
        lon=[],
        kind=[],
        reach=[],
        labels=[],
        disputed=[],
        kinds=[],
        reaches=[],
        unplaced=0,
    )
    kinds: dict[str, int] = {}
    reaches: dict[tuple[str, str | None], int] = {}
    for name, lat, lon, precision, kind, disputed, label, country in rows:
        key = (precision, country if precision == "country" else None)
        known = reach(*key)
        if lat is None or lon is None or known is None:
            made["unplaced"] += 1
            continue
        if key not in reaches:
            reaches[key] = len(reaches)
            made["reaches"].append([known.precision, known.km, known.said(language), known.sign])
        if disputed:
            made["disputed"].append(len(made["ids"]))
        made["ids"].append(name)
        made["lat"].append(round(lat, DIGITS))
        made["lon"].append(round(lon, DIGITS))
        made["kind"].append(kinds.setdefault(kind, len(kinds)))
        made["reach"].append(reaches[key])
        made["labels"].append(label)
    made["kinds"] += kinds
    return made
