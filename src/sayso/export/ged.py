"""Incidents in which people died as rows of UCDP GED: 49 columns, comma-separated.

>>> COLUMNS[0], len(COLUMNS)
('id', 49)
"""

from __future__ import annotations

import re
from datetime import date

from sayso.export.acled import denied, line, plain
from sayso.export.cast import BY_VICTIMS, CIVIL, NOBODY_DID, NOBODY_HIT, Cast, Side, cast_of
from sayso.export.days import ucdp_precision, why_open, year_of
from sayso.export.dead import by_side, total
from sayso.export.exporter import Cell, Exporter, Sheet
from sayso.export.kinds import OF_STATE
from sayso.export.parties import Party
from sayso.export.sourcing import NO_PUBLISHER, each, originals, publishers, reports, titled
from sayso.export.whereabouts import numbered, ucdp_places
from sayso.lexicon import load
from sayso.lexicon.codings import country
from sayso.model import TimeInterval
from sayso.reconcile.support import independent

COLUMNS = (
    "id",
    "relid",
    "year",
    "active_year",
    "code_status",
    "type_of_violence",
    "conflict_dset_id",
    "conflict_new_id",
    "conflict_name",
    "dyad_dset_id",
    "dyad_new_id",
    "dyad_name",
    "side_a_dset_id",
    "side_a_new_id",
    "side_a",
    "side_b_dset_id",
    "side_b_new_id",
    "side_b",
    "number_of_sources",
    "source_article",
    "source_office",
    "source_date",
    "source_headline",
    "source_original",
    "where_prec",
    "where_coordinates",
    "where_description",
    "adm_1",
    "adm_2",
    "latitude",
    "longitude",
    "geom_wkt",
    "priogrid_gid",
    "country",
    "country_id",
    "region",
    "event_clarity",
    "date_prec",
    "date_start",
    "date_end",
    "deaths_a",
    "deaths_b",
    "deaths_civilians",
    "deaths_unknown",
    "best",
    "high",
    "low",
    "gwnoa",
    "gwnob",
)
# Columns that UCDP alone can fill, and why they are empty here.
_TAIL = re.compile(
    r"[,(]|(?<=\w)\s+(?:in|of|at|near|on|outside|inside|that|which)\s"
)  # what follows the head of a wording
_PLACES = frozenset(noun for name in ("site", "building") for noun in load("units")["classes"][name]) - frozenset(
    load("codings")["words"]["manned"]
)
_UCDP = "UCDP gives it: to conflicts, dyads and sides that it keeps watch on over years"
_ONLY_UCDP = {
    **dict.fromkeys(
        (
            "conflict_dset_id",
            "conflict_new_id",
            "conflict_name",
            "dyad_dset_id",
            "dyad_new_id",
            "dyad_name",
            "side_a_dset_id",
            "side_a_new_id",
            "side_b_dset_id",
            "side_b_new_id",
        ),
        _UCDP,
    ),
    "active_year": "whether a dyad passed 25 deaths in the year is not known from reports of some of its events",
    "code_status": "it says how far UCDP has checked the event",
}
_LETHAL = frozenset(load("events")["families"]["strike"]) | frozenset(
    kind for family in ("coercion", "movement") for kind in load("events")["families"][family]
)
_FAMILIES = load("link")["families"]
_FROM_AFAR = frozenset((*_FAMILIES["remote"], *_FAMILIES["ground"]))  # in these civilians die who were not the target
CIVILIANS = "Civilians"
INDEPENDENT = "independent accounts: offices of one side, and outlets that print the same words, are one"
STATE_BASED, NON_STATE, ONE_SIDED = 1, 2, 3
CLEAR_DAYS, CLEAR_PLACE = 2, 3  # date_prec and where_prec to which an event is told for itself


def row(sheet: Sheet) -> dict[str, Cell]:
    """The cells of an incident by column."""
    cast = cast_of(sheet)
    violence = _violence(sheet, cast)
    side_a, side_b = _sides(cast, violence)
    toll = total(sheet)
    found = {
        "id": Cell(value=numbered(sheet.incident.id), rule="a number made of the incident's id"),
        "relid": Cell(value=sheet.incident.id, rule="the incident's id in the ledger"),
        **{column: Cell(value=None, rule="none", why=why) for column, why in _ONLY_UCDP.items()},
        "type_of_violence": violence,
        **_side("a", side_a, cast),
        **_side("b", side_b, cast),
        **_sources(sheet),
        **ucdp_places(sheet),
        **_when(sheet),
        "event_clarity": _clarity(sheet),
        **by_side(sheet, cast.home, side_a, side_b, toll["best"]),
        **toll,
    }
    return {column: found[column] for column in COLUMNS}


def _violence(sheet: Sheet, cast: Cast) -> Cell:
    """1 state-based, 2 non-state, 3 one-sided."""
    rule = "3 where civilians were the target, else 1 where a state is a side, else 2"
    if cast.doer is None:
        return Cell(value=None, rule=rule, why=NOBODY_DID)
    if cast.struck is None:
        return Cell(value=None, rule=rule, why=NOBODY_HIT)
    claims = (*cast.doer.claims, *cast.struck.claims)
    if cast.hits_civilians and cast.struck_rule == BY_VICTIMS and sheet.incident.kind in _FROM_AFAR:
        return Cell(value=None, rule=rule, why="civilians were hit, and nobody says that they were the target")
    if cast.hits_civilians:
        return Cell(value=ONE_SIDED, rule=rule, claims=claims)
    if not cast.both_armed:
        return Cell(value=None, rule=rule, why="it is not known whether both sides are armed")
    state = _of_state(cast.doer) or _of_state(cast.struck)
    return Cell(value=STATE_BASED if state else NON_STATE, rule=rule, claims=claims)


def _of_state(side: Side) -> bool:
    return side.party.kind in OF_STATE or side.party.kind == "outside forces"


def _sides(cast: Cast, violence: Cell) -> tuple[Side | None, Side | None]:
    """Side A and side B: of state-based violence the state first, else the doer."""
    doer, struck = cast.doer, cast.struck
    turned = violence.value == STATE_BASED and doer is not None and struck is not None
    if turned and doer is not None and struck is not None and not _of_state(doer):
        return struck, doer
    return doer, struck


def _is_a_place(party: Party) -> bool:
    """Whether forces without a name are told of only by a place or a thing of theirs: "a military camp"."""
    if party.kind in CIVIL or party.name is not None or party.land is not None:
        return False
    head = _TAIL.split(party.wording.strip(), maxsplit=1)[0].split()[-1].lower()
    return head in _PLACES or head.removesuffix("s") in _PLACES


def _side(letter: str, side: Side | None, cast: Cast) -> dict[str, Cell]:
    rule = "as the reports word it"
    if side is None:
        why = NOBODY_DID if letter == "a" else NOBODY_HIT
        none = Cell(value=None, rule=rule, why=why)
        return {f"side_{letter}": none, f"gwno{letter}": none}
    if _is_a_place(side.party):
        name = Cell(
            value=None, rule=rule, why=f"“{side.party.wording}” is a place or a thing: whose it is, no report says"
        )
    elif side.party.kind in CIVIL and side is not cast.doer:
        name = Cell(value=CIVILIANS, rule=f"UCDP's word for them; {cast.struck_rule}", claims=side.claims)
    else:
        name = Cell(value=side.party.wording, rule=rule, claims=side.claims)
    land = country(side.party.land) if side.party.kind in OF_STATE else None
    number = Cell(
        value=land.gw if land is not None else None,
        rule="the number of the state in the list of Gleditsch and Ward",
        claims=side.claims if land is not None and land.gw is not None else (),
        why=None
        if land is not None and land.gw is not None
        else "the side is no state's, or which state's is not known",
    )
    return {f"side_{letter}": name, f"gwno{letter}": number}


def _sources(sheet: Sheet) -> dict[str, Cell]:
    found = reports(sheet)
    names = [account.origin for account in originals(sheet)]
    claims = sheet.incident.claims
    number = len(independent(sheet.incident.accounts, {claim.id: claim for claim in sheet.claims}))

    def cell(value: str | int | None, rule: str, why: str) -> Cell:
        return Cell(
            value=value, rule=rule, claims=claims if value is not None else (), why=None if value is not None else why
        )

    return {
        "number_of_sources": cell(number or None, INDEPENDENT, "no account is known"),
        "source_article": cell(each(map(titled, found)), "name, day and headline of each report", "no report is known"),
        "source_office": cell(each(publishers(sheet)), "the publishers", NO_PUBLISHER),
        "source_date": cell(
            each(one.published.isoformat() for one in found if one.published is not None),
            "when the reports were published",
            "no report bears a date",
        ),
        "source_headline": cell(each(one.title for one in found), "the headlines", "no report bears a headline"),
        "source_original": cell(each(names), "whom the reports quote", "the reports tell it in their own voice"),
    }


def _when(sheet: Sheet) -> dict[str, Cell]:
    when = sheet.incident.when
    telling = tuple(claim.id for claim in sheet.claims if claim.time is not None and claim.time.interval == when)
    precision, says = ucdp_precision(when)
    year = year_of(when)
    return {
        "year": Cell(
            value=year,
            rule="the year in which all its days lie",
            claims=telling,
            why=None if year is not None else why_open(when) if when.days is None else "its days lie in two years",
        ),
        "date_prec": Cell(
            value=precision,
            rule=f"by the number of days: {says}" if precision is not None else "by the number of days",
            claims=telling,
            why=None if precision is not None else says,
        ),
        "date_start": _day(when.first, "the first of its days", when, telling),
        "date_end": _day(when.last, "the last of its days", when, telling),
    }


def _day(day: date | None, rule: str, when: TimeInterval, telling: tuple[str, ...]) -> Cell:
    value = f"{day.isoformat()} 00:00:00.000" if day is not None else None
    return Cell(value=value, rule=rule, claims=telling, why=None if day is not None else why_open(when))


def _clarity(sheet: Sheet) -> Cell:
    """1 where it is told as one event, 2 where reports lump several together or leave day or place open."""
    place, (precision, _) = sheet.incident.place, ucdp_precision(sheet.incident.when)
    rule = f"1 where date_prec is to {CLEAR_DAYS}, where_prec to {CLEAR_PLACE} and no figure counts over a time, else 2"
    fixed = precision is not None and precision <= CLEAR_DAYS
    found = place is not None and place.ucdp is not None and place.ucdp <= CLEAR_PLACE
    summed = any(
        figure.measure == "killed" and figure.scope in ("period", "total")
        for claim in sheet.claims
        for figure in claim.figures
    )
    return Cell(value=1 if fixed and found and not summed else 2, rule=rule, claims=sheet.incident.claims)


def left_out(sheet: Sheet, cells: dict[str, Cell]) -> str | None:
    """Why an incident has no row; None where it has one: UCDP counts what killed, on a day within a year, at some place."""
    if sheet.incident.kind not in _LETHAL:
        return "it is no violence"
    numbers = [cells[column].value for column in ("low", "best", "high")]
    if not any(isinstance(number, int | float) and number >= 1 for number in numbers):
        return "no report gives a number of dead of at least one"
    for column in ("date_prec", "where_prec"):
        if cells[column].value is None:
            return f"no {column}: {cells[column].why}"
    return denied(sheet)


class GedExporter(Exporter[Sheet]):
    """One incident in which somebody died, one row; others are left out, and counted."""

    def setup(self) -> None:
        self.write(line(COLUMNS))

    def feed(self, item: Sheet) -> None:
        cells = row(item)
        why = left_out(item, cells)
        if why is not None:
            self.omit(item.incident.id, why)
            return
        self.write(line(plain(cells[column].value) for column in COLUMNS))
        self.explain(str(cells["id"].value), cells)
