"""What a slot of a claim holds, as a person would type it: a form begins with it, and gives it back where it is left alone.

>>> from sayso.model import Span
>>> typed_figure(Figure(span=Span(0, 9), text="at least 8 civilians", measure="killed", low=8, high=None, basis="at least", unit="civilians"))
'at least 8 civilians'
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sayso.model import Claim, Figure, Place, TimeExpression

PLAIN = ("kind", "status", "source", "actor", "target", "instrument", "place", "time")


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A slot to be corrected: `name` as `review.read_slot` takes it, `label` what it is called, `value` as it is typed."""

    name: str
    label: str
    value: str
    figure: Figure | None = None


def slots(claim: Claim) -> Iterator[Slot]:
    """The slots of a claim in the order in which they are shown, each figure by itself."""
    for name in PLAIN:
        yield Slot(name=name, label=name, value=typed(claim, name))
    counted: dict[str, int] = {}
    several = [figure.measure for figure in claim.figures]
    for figure in claim.figures:
        counted[figure.measure] = counted.get(figure.measure, 0) + 1
        which = f":{counted[figure.measure]}" if several.count(figure.measure) > 1 else ""
        yield Slot(name=figure.measure + which, label=figure.measure, value=typed_figure(figure), figure=figure)


def typed(claim: Claim, slot: str) -> str:
    """The value of a slot that is no figure; empty where there is none."""
    match slot:
        case "kind":
            return claim.kind.replace("_", " ")
        case "status":
            return claim.status
        case "source":
            return " > ".join(link.text for link in claim.source)
        case "place":
            return typed_places(claim.places)
        case "time":
            return _time(claim.time)
    held = {"actor": claim.actor, "target": claim.target, "instrument": claim.instrument, "cue": claim.cue}[slot]
    return "" if held is None else held.text


def typed_places(places: tuple[Place, ...]) -> str:
    """Places one after another, with what tells them from others of the name."""
    return "; ".join(("" if one.role == "site" else f"{one.role}: ") + typed_place(one) for one in places)


def typed_place(place: Place) -> str:
    """A place by its name, its province or country; by its point where no gazetteer has it."""
    name = (place.name or place.text).replace(";", ",")
    if place.lat is not None and place.lon is not None and not place.candidates and place.geonameid is None:
        return f"{name} @ {place.lat:g},{place.lon:g}"
    within = place.admin1 or place.country
    return f"{name}, {within}" if within and place.precision != "country" else name


def typed_figure(figure: Figure) -> str:
    """The number with its bounds, what is counted, what it is a part of and over what time."""
    if figure.low is not None and figure.high is not None and figure.low != figure.high:
        said = f"{figure.low:g}-{figure.high:g}" if figure.basis != "about" else figure.text
    else:
        number = figure.low if figure.low is not None else figure.high
        bound = "at least " if figure.high is None else "up to " if figure.low is None else ""
        said = figure.text if number is None else f"{bound}{number:g}"
    if figure.unit and figure.unit not in said:
        said += f" {figure.unit}"
    said = said.replace(", ", " ")
    if figure.part_of:
        said += f", part of {figure.part_of.replace(', ', ' ')}"
    return said + (f", scope {figure.scope}" if figure.scope != "incident" else "")


def _time(time: TimeExpression | None) -> str:
    if time is None:
        return ""
    first, last = time.interval.first, time.interval.last
    if first is None or last is None:
        return ""
    return first.isoformat() if first == last else f"{first}..{last}"
