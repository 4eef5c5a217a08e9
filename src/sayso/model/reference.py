"""Reference records: how another data set codes an event. Never a claim: they enter no toll and no grade.

>>> when = TimeInterval(first=None, last=None, precision="open", reason="the row gives no day")
>>> ReferenceRecord(id="r1", dataset="ACLED", key="SYR1", when=when, row="{}").killed is None
True
"""

from __future__ import annotations

from dataclasses import dataclass

from sayso.model.figure import Number
from sayso.model.incident import Toll
from sayso.model.place import PlacePrecision
from sayso.model.time import TimeInterval


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceRecord:
    """One event as a data set codes it. `row` is the row as it came, one JSON object.

    `kinds` are the kinds of ours that it may be called, none where the data set does not tell; `killed` is its range, and
    `best` its one number; with `civilians` it counts these alone. Latitude and longitude in degrees, WGS 84.
    """

    id: str
    dataset: str
    key: str  # its identifier in the data set
    when: TimeInterval
    row: str
    what: str | None = None  # the kind of event, as the data set words it
    kinds: tuple[str, ...] = ()
    place: str | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: PlacePrecision = "unresolved"
    killed: Toll | None = None
    best: Number | None = None
    actors: tuple[str, ...] = ()
    source: str | None = None
    civilians: bool = False
