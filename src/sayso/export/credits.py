"""Whose work is in an export.

>>> "GeoNames" in credits()
True
"""

from __future__ import annotations


def credits() -> str:
    """What a file of credits says."""
    from sayso.resolve.sources import ATTRIBUTION, BOUNDARY_POLICY

    return (
        "# Credits\n\n"
        "Words quoted from reports, and their titles, are those of their publishers; the address of each report stands beside "
        "them. Quote them as the law where you are lets you.\n\n"
        f"{ATTRIBUTION} GeoNames asks to be named where its places are shown: https://www.geonames.org, "
        "https://creativecommons.org/licenses/by/4.0/.\n\n"
        f"{BOUNDARY_POLICY}\n\n"
        "What was found in the reports, and how it was put together, may be used under whatever terms whoever gives this out "
        "sets; Sayso sets none.\n"
    )
