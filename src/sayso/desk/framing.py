"""Which part of the world a picture shows: around its points, in its shape.

>>> frame = frame_around([(36.2, 37.16, 8.0)], width=600, height=400)
>>> round((frame.north - frame.south) * KM_PER_DEGREE)
300
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

from sayso.desk.basemap import Frame

Circle = tuple[float, float, float]  # latitude, longitude, radius in kilometres
KM_PER_DEGREE = 111.32
LEAST_KM = 300.0  # the shorter side of a frame around a single point
AROUND = 1.25  # a frame is so many times as wide as what it holds
LEAST_COSINE = 0.15  # beyond some 81 degrees the picture is no longer stretched with the latitude
WORLD = (-58.0, 76.0)  # latitudes of the inhabited world, where there is no point


def frame_around(circles: Sequence[Circle], *, width: int, height: int) -> Frame:
    """The part of the world that shows some circles, over the date line where that is nearer; all of it where there is none.

    >>> frame = frame_around([(-17.0, 178.0, 2.0), (-17.0, -179.0, 2.0)], width=400, height=400)
    >>> round(frame.west), round(frame.east)
    (178, 181)
    """
    if not circles:
        return _fitted(*WORLD, -180.0, 180.0, width, height)
    south = min(lat - km / KM_PER_DEGREE for lat, _, km in circles)
    north = max(lat + km / KM_PER_DEGREE for lat, _, km in circles)
    around = sorted((lon % 360.0, min(km / KM_PER_DEGREE / cosine(lat), 179.0)) for lat, lon, km in circles)
    gaps = [after[0] - before[0] for before, after in itertools.pairwise(around)]
    gaps.append(around[0][0] + 360.0 - around[-1][0])
    first = (gaps.index(max(gaps)) + 1) % len(around)  # the first point east of the widest gap
    turned = [(lon + 360.0 if at < first else lon, wide) for at, (lon, wide) in enumerate(around)]
    west, east = min(lon - wide for lon, wide in turned), max(lon + wide for lon, wide in turned)
    while (west + east) / 2 > 180.0:
        west, east = west - 360.0, east - 360.0
    return _fitted(max(south, -90.0), min(north, 90.0), west, east, width, height)


def _fitted(south: float, north: float, west: float, east: float, width: int, height: int) -> Frame:
    """A frame of the picture's shape around some bounds, not smaller than `LEAST_KM`."""
    middle_lat, middle_lon = (south + north) / 2, (west + east) / 2
    stretch = cosine(middle_lat)
    tall = max((north - south) * AROUND, LEAST_KM / KM_PER_DEGREE)
    wide = min(max((east - west) * AROUND, LEAST_KM / KM_PER_DEGREE / stretch), 360.0)
    degree = min(height / tall, width / wide / stretch)  # pixels a degree from north to south
    return Frame(
        west=middle_lon - width / degree / stretch / 2,
        east=middle_lon + width / degree / stretch / 2,
        south=middle_lat - height / degree / 2,
        north=middle_lat + height / degree / 2,
        width=width,
        height=height,
    )


def cosine(lat: float) -> float:
    """How much narrower a degree is at a latitude than at the equator; never so narrow that a picture is torn."""
    return max(math.cos(math.radians(lat)), LEAST_COSINE)
