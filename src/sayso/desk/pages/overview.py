"""The overview: map, timeline and list of the same incidents; one filter, which lives in the address."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, JSONResponse, Response

from sayso.desk.apart import code
from sayso.desk.atlas import MapPoint, map_key, svg_map
from sayso.desk.chips import chips
from sayso.desk.cursors import read_cursor, write_cursor
from sayso.desk.guard import Reads
from sayso.desk.mapdata import MapRow, map_data
from sayso.desk.reach import map_words
from sayso.desk.timeline import timeline, unit_for
from sayso.desk.turn import ThisTurn
from sayso.desk.words import Words
from sayso.store.counts import Dot
from sayso.store.view import BY_DAY
from sayso.telling import asking

router = APIRouter(dependencies=[Reads])
LISTED = 40  # incidents a page
DRAWN = 400  # signs of the still map; the newest


@router.get("/")
def overview(turn: ThisTurn) -> HTMLResponse:
    """The incidents that the filter leaves."""
    filters = turn.filters
    with turn.view() as view:
        page = view.cards(filters, limit=LISTED, after=read_cursor(turn.request.query_params.get("after"), BY_DAY))
        counted = view.summary(filters, unit=unit_for)
        drawn = view.dots(filters, limit=DRAWN)
    return turn.page(
        "overview.html",
        filters=filters,
        kinds=asking.kinds(),
        grades=asking.GRADES,
        chips=chips(turn, "/"),
        incidents=page.items,
        counted=counted,
        reports=0 if counted.total else turn.desk.ledger.size.documents,
        command=code(f"sayso read FOLDER --db {turn.desk.ledger.name}"),
        undrawn=counted.located - len(drawn),
        timeline=timeline(counted.days, unit=None if counted.unit == "day" else counted.unit),
        picture=svg_map(
            [_point(dot, turn.words) for dot in drawn],
            width=960,
            height=460,
            title=turn.words("map.title"),
            language=turn.words.language,
        ),
        key=map_key(turn.words.language),
        map_words=dict(map_words(turn.words.language)),
        following=None if page.next is None else write_cursor(page.next),
    )


@router.get("/map.json")
def map_json(turn: ThisTurn) -> Response:
    """The incidents that the filter leaves, as the map of the browser reads them."""
    with turn.view() as view:
        dots = view.dots(turn.filters)
    words = turn.words
    rows = (
        MapRow(
            id=dot.id,
            lat=dot.lat,
            lon=dot.lon,
            precision=dot.precision,
            kind=words.kind(dot.kind),
            disputed=dot.disputed,
            label=label(words, dot),
            country=dot.country,
        )
        for dot in dots
    )
    data = map_data(rows, language=words.language)
    return JSONResponse(data)


def label(words: Words, dot: Dot) -> str:
    """A line that names an incident: what, where, when."""
    when: date | None = dot.first
    return " · ".join(
        [
            words.kind(dot.kind).capitalize(),
            words.foreign(dot.place) if dot.place else words("unknown"),
            str(when or words("undated")),
        ]
    )


def _point(dot: Dot, words: Words) -> MapPoint:
    return MapPoint(
        lat=dot.lat,
        lon=dot.lon,
        precision=dot.precision,
        label=label(words, dot),
        country=dot.country,
        disputed=dot.disputed,
        href=f"/incidents/{dot.id}",
    )
