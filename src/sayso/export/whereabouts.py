"""Where an incident happened, for the columns of the field: names, units, and which claims say so.

>>> numbered("i6da8a8bc943cee40")
1929138445829070
"""

from __future__ import annotations

import math

from sayso.export.exporter import Cell, Sheet, Value
from sayso.export.sourcing import each
from sayso.lexicon.codings import country
from sayso.model import Place

# Hex digits of an incident's identifier that make its number: 52 bits, exact in any reader's floating point.
DIGITS = 13

# PRIO-GRID: cells of half a degree, counted from the south-west
PER_DEGREE, COLUMNS_OF_GRID = 2, 720


def numbered(identifier: str) -> int:
    """A number made of an incident's identifier, which is a hash: the same for the same incident, for good."""
    return int(identifier[1 : 1 + DIGITS], 16)


def called(place: Place | None) -> str | None:
    """The name of a place: that of the gazetteer, or the words of the report where it is not found there."""
    return None if place is None else place.name or place.text


def placed(sheet: Sheet, value: Value, rule: str, why: str) -> Cell:
    """A cell about the place, with the claims that name it."""
    name = called(sheet.incident.place)
    telling = tuple(claim.id for claim in sheet.claims if any(called(one) == name for one in claim.places))
    return Cell(
        value=value, rule=rule, claims=telling if value is not None else (), why=None if value is not None else why
    )


def admin1(sheet: Sheet) -> Cell:
    """The unit of the first order: the place itself where it is one."""
    place = sheet.incident.place
    value = None
    if place is not None:
        value = place.name if place.precision == "admin1" else place.admin1
    why = (
        "no report names a place"
        if place is None
        else "the place lies in no one unit, or the gazetteer does not say in which"
    )
    return placed(sheet, value, "the unit of the first order in which the gazetteer has the place", why)


def admin2(sheet: Sheet) -> Cell:
    """The unit of the second order, where the place itself is one: of others the gazetteer does not say."""
    place = sheet.incident.place
    value = place.name if place is not None and place.precision == "admin2" else None
    return placed(sheet, value, "the place itself, where it is such a unit", "the place is no unit of the second order")


def acled_places(sheet: Sheet) -> dict[str, Cell]:
    """ACLED's columns of the place."""
    place = sheet.incident.place
    land = country(place.country) if place is not None else None
    sea = place is not None and place.precision == "water" and land is None

    def cell(value: Value, rule: str, why: str) -> Cell:
        return placed(sheet, value, rule, why)

    no_land = "it happened at sea" if sea else "the reports do not fix the country"
    name = called(place)
    by_land = "by the country of the place"
    return {
        "iso": cell(
            land.numeric if land else None, by_land, no_land if land is None else "ISO 3166-1 has no number for it"
        ),
        "region": cell(land.acled_region if land else None, by_land, no_land),
        "country": cell(
            land.acled if land else name if sea else None,
            "ACLED's name; of waters that are no country's their own",
            no_land,
        ),
        "admin1": admin1(sheet),
        "admin2": admin2(sheet),
        "admin3": cell(None, "none", "the gazetteer has no units of the third order"),
        "location": cell(name, "the most exact place on which most claims agree", "no report names a place"),
        "latitude": cell(place.lat if place else None, "of the place in the gazetteer", "the place is not found"),
        "longitude": cell(place.lon if place else None, "of the place in the gazetteer", "the place is not found"),
        "geo_precision": cell(
            place.acled if place else None,
            "1 a town, 2 near one or a district, 3 a larger region",
            "the place is not found",
        ),
    }


def ucdp_places(sheet: Sheet) -> dict[str, Cell]:
    """UCDP's columns of the place."""
    place = sheet.incident.place
    land = country(place.country) if place is not None else None
    lat, lon = (None, None) if place is None else (place.lat, place.lon)
    dotted = lat is not None and lon is not None
    no_dot = "the place is not found in the gazetteer" if place is not None else "no report names a place"
    no_land = (
        "it happened at sea"
        if place is not None and place.precision == "water"
        else "the country is not known to UCDP or to us"
    )
    described = each(dict.fromkeys(one.text for claim in sheet.claims for one in claim.places))
    point = f"POINT ({lon} {lat})" if dotted else None
    grid = cell_of_grid(lat, lon) if lat is not None and lon is not None else None
    by_land = "the country under which UCDP counts the place"
    return {
        "where_prec": placed(
            sheet, place.ucdp if place else None, "how exactly the gazetteer has the place; 7 over water", no_dot
        ),
        "where_coordinates": placed(sheet, called(place), "the most exact place on which most claims agree", no_dot),
        "where_description": placed(sheet, described, "the words of the claims for places", "no report names a place"),
        "adm_1": admin1(sheet),
        "adm_2": admin2(sheet),
        "latitude": placed(sheet, lat, "of the place in the gazetteer", no_dot),
        "longitude": placed(sheet, lon, "of the place in the gazetteer", no_dot),
        "geom_wkt": placed(sheet, point, "the two coordinates", no_dot),
        "priogrid_gid": placed(sheet, grid, "the cell of PRIO-GRID in which the point lies", no_dot),
        "country": placed(sheet, land.ucdp_name if land else None, by_land, no_land),
        "country_id": placed(sheet, land.ucdp_id if land else None, by_land, no_land),
        "region": placed(sheet, land.ucdp_region if land else None, "of that country", no_land),
    }


def cell_of_grid(lat: float, lon: float) -> int:
    """The cell of PRIO-GRID in which a point lies; a point on the pole or the date line lies in the last one.

    >>> cell_of_grid(34.53, 69.17)
    179779
    """
    row_number = min(math.floor((lat + 90) * PER_DEGREE), 180 * PER_DEGREE - 1)
    column = min(math.floor((lon + 180) * PER_DEGREE), COLUMNS_OF_GRID - 1)
    return row_number * COLUMNS_OF_GRID + column + 1
