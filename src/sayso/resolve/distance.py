"""Distances and bearings on the globe, in kilometres and degrees.

>>> round(kilometres(36.2, 37.16, 35.95, 39.01))
169
>>> [round(degrees, 2) for degrees in destination(36.0, 37.0, 100.0, 90.0)]
[35.99, 38.11]
"""

from __future__ import annotations

import math

EARTH_KM = 6371.0  # mean radius


def kilometres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Great-circle distance between two points in degrees."""
    a, b, c, d = map(math.radians, (lat, lon, other_lat, other_lon))
    half = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def destination(lat: float, lon: float, distance_km: float, bearing: float) -> tuple[float, float]:
    """The point that lies `distance_km` from another on a bearing in degrees from north."""
    angle, course = distance_km / EARTH_KM, math.radians(bearing)
    start, across = math.radians(lat), math.radians(lon)
    end = math.asin(math.sin(start) * math.cos(angle) + math.cos(start) * math.sin(angle) * math.cos(course))
    turn = math.atan2(
        math.sin(course) * math.sin(angle) * math.cos(start), math.cos(angle) - math.sin(start) * math.sin(end)
    )
    return math.degrees(end), (math.degrees(across + turn) + 540) % 360 - 180
