"""Maps for exports: what a file shows as a picture.

>>> from sayso.export.exporter import Spot
>>> "<svg" in draw([Spot(lat=36.2, lon=37.16, precision="settlement", label="Aleppo")], 400, 300, "Where")
True
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.desk.atlas import MapPoint, svg_map
from sayso.export.exporter import Spot


def draw(spots: Sequence[Spot], width: int, height: int, title: str) -> str:
    """The spots on a map, as an SVG picture that holds its own styles."""
    points = [
        MapPoint(
            lat=one.lat,
            lon=one.lon,
            precision=one.precision,
            label=one.label,
            country=one.country,
            disputed=one.disputed,
            href=one.href,
        )
        for one in spots
    ]
    return svg_map(points, width=width, height=height, title=title, standalone=True)
