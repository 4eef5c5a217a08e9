"""What a call of the API asks for: the filters of the command line, a page of so many, and where it begins.

>>> Said(place="Idlib", kind=["shelling"]).model_dump(exclude_none=True)
{'place': 'Idlib', 'kind': ['shelling']}
"""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Query
from pydantic import BaseModel, Field

from sayso.store.filters import Filters
from sayso.telling import asking

MOST = 500  # things on a page

TEXT = r"^[^\x00]*$"  # what an address may hold: no database takes U+0000
Word = Annotated[str | None, Field(max_length=500, pattern=TEXT)]
Some = Annotated[list[Annotated[str, Field(pattern=TEXT)]] | None, Field(max_length=50)]
Limit = Annotated[int, Query(ge=1, le=MOST, description="How many at most.")]
Cursor = Annotated[str | None, Query(max_length=2000, pattern=TEXT, description="`next` of the page before.")]


class Said(BaseModel):
    """The filters as an address has them. One model, which is read much faster than so many parameters."""

    since: Annotated[Word, Field(description="On or after this day, month or year: 2015-11-20, 2015-11.")] = None
    until: Annotated[Word, Field(description="On or before it.")] = None
    near: Annotated[Word, Field(description="LAT,LON,KM; only places known as well as a settlement count.")] = None
    box: Annotated[Word, Field(description="WEST,SOUTH,EAST,NORTH in degrees.")] = None
    place: Annotated[Word, Field(description="Part of a place's name.")] = None
    kind: Annotated[Some, Field(description="Kind of event; may be given again.")] = None
    actor: Annotated[Word, Field(description="Part of the name of who did it.")] = None
    source: Annotated[Word, Field(description="Part of the name of who says it.")] = None
    grade: Annotated[Some, Field(description="Grade of incidents; may be given again.")] = None
    disputed: Annotated[Word, Field(description="1: only what accounts disagree about.")] = None
    confidence: Annotated[Word, Field(description="Claims told with at least so much, 0 to 1.")] = None
    text: Annotated[Word, Field(description="Whose words hold all of these words.")] = None


async def filters_of(said: Annotated[Said, Query()]) -> Filters:
    """The filters; UsageError where one cannot be read."""
    return asking.filters_said(said.model_dump(exclude_none=True))


Asked = Annotated[Filters, Depends(filters_of)]
