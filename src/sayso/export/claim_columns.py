"""The columns of the table of claims, and what is read of a claim's record to fill them.

>>> [column.name for column in TABLE.columns if column.nested]
['sources', 'places', 'all_figures']
"""

from __future__ import annotations

import pyarrow as pa

from sayso.export.columns import COUNT, DAY, NUMBER, WORDS, YES, Column, Table

TOLLED = ("killed", "injured")  # measures with columns of their own

# What is read of a record: fields that stand here under their name there.
_TEXT = pa.struct([("text", WORDS)])
_BODY = pa.struct([("id", WORDS), ("name", WORDS), ("type", WORDS), ("party", YES), ("of", WORDS)])
_SPAN = pa.struct([("start", COUNT), ("end", COUNT)])
_FIGURE = [
    ("text", WORDS),
    ("measure", WORDS),
    ("low", NUMBER),
    ("high", NUMBER),
    ("basis", WORDS),
    ("unit", WORDS),
    ("part_of", WORDS),
    ("scope", WORDS),
]
_PLACE = [
    ("text", WORDS),
    ("role", WORDS),
    ("name", WORDS),
    ("lat", NUMBER),
    ("lon", NUMBER),
    ("geonameid", COUNT),
    ("country", WORDS),
    ("admin1", WORDS),
    ("precision", WORDS),
    ("confidence", NUMBER),
]
SLOTS = ("actor", "target", "places", "time", "figures")
READ = pa.schema(
    [
        ("id", WORDS),
        ("doc", WORDS),
        ("span", _SPAN),
        ("evidence", WORDS),
        ("kind", WORDS),
        ("status", WORDS),
        ("extractor", WORDS),
        ("confidence", NUMBER),
        ("stance", WORDS),
        ("source", pa.list_(pa.struct([("text", WORDS), ("body", _BODY)]))),
        ("cue", _TEXT),
        ("actor", _TEXT),
        ("target", _TEXT),
        ("instrument", _TEXT),
        ("places", pa.list_(pa.struct(_PLACE))),
        (
            "time",
            pa.struct(
                [
                    ("text", WORDS),
                    (
                        "interval",
                        pa.struct([("first", WORDS), ("last", WORDS), ("precision", WORDS), ("reason", WORDS)]),
                    ),
                ]
            ),
        ),
        ("figures", pa.list_(pa.struct([("span", _SPAN), *_FIGURE]))),
        ("slots", pa.struct([(slot, NUMBER) for slot in SLOTS])),
        ("corrects", WORDS),
    ]
)
# What nested columns hold.
SOURCE = pa.struct([("text", WORDS), ("id", WORDS), ("name", WORDS), ("type", WORDS), ("party", YES), ("of", WORDS)])
PLACE = pa.struct(_PLACE)
FIGURE = pa.struct(_FIGURE)

NO_PLACE = "the claim names no place"
NO_DOT = "no place is named, or none that could be told apart"
NO_TIME = "the claim has no time of its own"
NO_TOLL = "the claim gives no such figure: none at all, or only parts, rates or what is missing"
NEVER_WEIGHED = "the slot is empty or was never weighed"
_OWN = "the report speaks in its own voice"
_WHO = "no source, or nobody who could be known again, or a private person whose name is masked"

TABLE = Table(
    name="claims",
    words="one source's statement about one event, as one sentence of one report has it",
    columns=(
        Column("id", WORDS, "identifier of the claim"),
        Column("incident", WORDS, "identifier of the incident that it is part of", "only planned, or a sum over weeks"),
        Column("document", WORDS, "identifier of the report"),
        Column("publisher", WORDS, "who published the report", "unknown"),
        Column("published", DAY, "day of publication", "the report bears no date that can be trusted"),
        Column("url", WORDS, "address of the report", "it was read from a file"),
        Column("title", WORDS, "title of the report", "it has none"),
        Column(
            "start", COUNT, "where the evidence begins in the report's text as the ledger keeps it", unit="code points"
        ),
        Column("end", COUNT, "where it ends, exclusive", unit="code points"),
        Column("kind", WORDS, "kind of event"),
        Column("status", WORDS, "asserted, denied, possible, planned, demanded or conditional"),
        Column("stance", WORDS, "what the source does with it: asserts, denies, confirms, ..."),
        Column("source", WORDS, "who says it, the whole chain, outermost first, parted by ' > '", _OWN),
        Column("source_id", WORDS, "lasting identity of the last of the chain", _WHO),
        Column("source_type", WORDS, "its type: state military, monitor or NGO, ...", "no source, or unknown"),
        Column("source_party", YES, "whether it is a party to the conflict", "no source, or unknown"),
        Column("cue", WORDS, "the word that attributes", _OWN),
        Column("actor", WORDS, "who did it, as worded", "the claim names nobody"),
        Column("target", WORDS, "to whom or what", "the claim names none"),
        Column("instrument", WORDS, "with what", "the claim names nothing"),
        Column("place", WORDS, "where it happened: the first place of role 'site', else the first", NO_PLACE),
        Column("place_role", WORDS, "site, origin, destination or near", NO_PLACE),
        Column("admin1", WORDS, "first-order unit of that place", "no place, or none within one unit"),
        Column("country", WORDS, "its country, ISO 3166-1 alpha-2", "no place, or in no one country"),
        Column("lat", NUMBER, "its latitude, WGS 84", NO_DOT, unit="degrees"),
        Column("lon", NUMBER, "its longitude, WGS 84", NO_DOT, unit="degrees"),
        Column("place_precision", WORDS, "how exactly it is known: exact, near, settlement, admin2, ...", NO_PLACE),
        Column("geonameid", COUNT, "its identifier in GeoNames", "no place, or not listed there"),
        Column("all_places", WORDS, "every place of the claim, parted by '; '", NO_PLACE),
        Column("time_text", WORDS, "the words for when", NO_TIME),
        Column("date_first", DAY, "first day that they can mean", "nothing fixes it: see date_reason"),
        Column("date_last", DAY, "last day, inclusive", "nothing fixes it: see date_reason"),
        Column("date_precision", WORDS, "day, week, month, ...", NO_TIME),
        Column("date_reason", WORDS, "why a day is open", "none is, or there is no time at all"),
        Column("killed_low", NUMBER, "the killed by this claim, at least", NO_TOLL, unit="persons"),
        Column("killed_high", NUMBER, "at most", f"open above, or {NO_TOLL}", unit="persons"),
        Column("injured_low", NUMBER, "the injured by this claim, at least", NO_TOLL, unit="persons"),
        Column("injured_high", NUMBER, "at most", f"open above, or {NO_TOLL}", unit="persons"),
        Column("figures", WORDS, "every figure with its measure, in words, parted by '; '", "the claim gives none"),
        Column("evidence", WORDS, "the words that state it, names of private persons masked unless asked for"),
        Column("masked", YES, "whether a name is masked in this row"),
        Column("confidence", NUMBER, "share of such claims that a careful coder makes too", unit="0 to 1"),
        *(
            Column(f"confidence_{slot}", NUMBER, f"the same of its {slot}", NEVER_WEIGHED, unit="0 to 1")
            for slot in SLOTS
        ),
        Column("extractor", WORDS, "what found the claim, and its version"),
        Column("corrects", WORDS, "the claim that this one corrects", "nobody corrected it"),
        Column("sources", pa.list_(SOURCE), "the chain, each link with who that is", nested=True),
        Column("places", pa.list_(PLACE), "every place with its role and dot", nested=True),
        Column("all_figures", pa.list_(FIGURE), "every figure with its bounds", nested=True),
    ),
)
