"""What a call of the API asks for: the filters of the command line, a page of so many, and where it begins.

>>> filters_of(place="Idlib", kind=["shelling"]).kind
('shelling',)
"""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Query

from sayso.store.filters import Filters
from sayso.telling import asking

MOST = 500  # things on a page

TEXT = r"^[^\x00]*$"  # what an address may hold: no database takes U+0000
Word = Annotated[str | None, Query(max_length=500, pattern=TEXT)]
Some = Annotated[list[Annotated[str, Query(pattern=TEXT)]] | None, Query(max_length=50)]
Limit = Annotated[int, Query(ge=1, le=MOST, description="How many at most.")]
Cursor = Annotated[str | None, Query(max_length=2000, pattern=TEXT, description="`next` of the page before.")]


def filters_of(
    since: Annotated[Word, Query(description="On or after this day, month or year: 2015-11-20, 2015-11.")] = None,
    until: Annotated[Word, Query(description="On or before it.")] = None,
    near: Annotated[Word, Query(description="LAT,LON,KM; only places known as well as a settlement count.")] = None,
    box: Annotated[Word, Query(description="WEST,SOUTH,EAST,NORTH in degrees.")] = None,
    place: Annotated[Word, Query(description="Part of a place's name.")] = None,
    kind: Annotated[Some, Query(description="Kind of event; may be given again.")] = None,
    actor: Annotated[Word, Query(description="Part of the name of who did it.")] = None,
    source: Annotated[Word, Query(description="Part of the name of who says it.")] = None,
    grade: Annotated[Some, Query(description="Grade of incidents; may be given again.")] = None,
    disputed: Annotated[Word, Query(description="1: only what accounts disagree about.")] = None,
    confidence: Annotated[Word, Query(description="Claims told with at least so much, 0 to 1.")] = None,
    text: Annotated[Word, Query(description="Whose words hold all of these words.")] = None,
) -> Filters:
    """The filters; UsageError where one cannot be read."""
    one = {
        "since": since,
        "until": until,
        "near": near,
        "box": box,
        "place": place,
        "actor": actor,
        "source": source,
        "disputed": disputed,
        "confidence": confidence,
        "text": text,
    }
    said = {name: [value] for name, value in one.items() if value is not None}
    return asking.read_filters({**said, "kind": kind or [], "grade": grade or []})


Asked = Annotated[Filters, Depends(filters_of)]
