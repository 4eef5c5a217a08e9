"""Reference data: rows of each data set as records; what cannot be read is told in a line, and the rest goes on."""

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sayso.errors import InputError
from sayso.imports.reference import Reference, read_reference
from sayso.lexicon import load
from sayso.model import Failure, ReferenceRecord, Toll
from sayso.store.ledger import Ledger

BAD = Path(__file__).parent / "bad"
SAMPLES = Path(__file__).parents[2] / "samples" / "reference"
ACLED = ["event_id_cnty", "event_date", "time_precision", "event_type", "sub_event_type", "actor1", "actor2", "country"]
ACLED += ["location", "latitude", "longitude", "geo_precision", "source", "fatalities"]
GED = list(load("references")["ged_columns"])


def table(columns: list[str], *rows: dict[str, Any]) -> bytes:
    lines = [columns, *([str(row.get(column, "")) for column in columns] for row in rows)]
    return "".join(",".join(f'"{cell}"' for cell in line) + "\n" for line in lines).encode()


def read(content: bytes, **options: Any) -> tuple[list[ReferenceRecord], list[Failure], Reference]:
    reference = read_reference(io.BufferedReader(io.BytesIO(content)), name="file.csv", **options)
    every = list(reference.records)
    records = [one for one in every if isinstance(one, ReferenceRecord)]
    return records, [one for one in every if isinstance(one, Failure)], reference


RAID = {
    "event_id_cnty": "SYR1",
    "event_date": "2016-05-03",
    "time_precision": 1,
    "event_type": "Explosions/Remote violence",
    "sub_event_type": "Air/drone strike",
    "actor1": "Military Forces of Syria (2000-2024)",
    "actor2": "Civilians (Syria)",
    "country": "Syria",
    "location": "Aleppo",
    "latitude": 36.2,
    "longitude": 37.16,
    "geo_precision": 1,
    "source": "Paper A; Monitor B",
    "fatalities": 8,
}


def test_a_row_of_acled() -> None:
    (record,), failures, reference = read(table(ACLED, RAID))
    assert failures == []
    assert (reference.form, record.dataset, record.key) == ("acled", "ACLED", "SYR1")
    assert (record.when.first, record.when.last) == (date(2016, 5, 3), date(2016, 5, 3))
    assert record.kinds == ("air_strike", "drone_strike")
    assert record.what == "Explosions/Remote violence: Air/drone strike"
    assert (record.place, record.lat, record.lon, record.precision) == ("Aleppo", 36.2, 37.16, "settlement")
    assert (record.killed, record.best, record.civilians) == (Toll(low=8, high=8), 8, False)
    assert record.actors == ("Military Forces of Syria (2000-2024)", "Civilians (Syria)")
    assert record.source == "Paper A; Monitor B"
    assert json.loads(record.row) == {column: str(RAID[column]) for column in ACLED}


@pytest.mark.parametrize(
    ("changed", "field", "value"),
    [
        ({"event_date": "03 May 2016"}, "when", ("2016-05-03", "2016-05-03", "day")),
        ({"event_date": "3-May-16"}, "when", ("2016-05-03", "2016-05-03", "day")),
        ({"time_precision": 2}, "when", ("2016-04-27", "2016-05-09", "week")),
        ({"time_precision": 3}, "when", ("2016-05-01", "2016-05-31", "month")),
        ({"time_precision": ""}, "when", ("2016-05-03", "2016-05-03", "day")),
        ({"geo_precision": 2}, "precision", "admin2"),
        ({"geo_precision": 3}, "precision", "admin1"),
        ({"latitude": "", "longitude": ""}, "precision", "unresolved"),
        ({"sub_event_type": "Something new"}, "kinds", ()),
        ({"sub_event_type": "Armed clash"}, "kinds", ("clash", "advance")),
        ({"fatalities": ""}, "killed", None),
        ({"fatalities": "8.0"}, "best", 8),
        ({"country": "Nowhere"}, "country", "Nowhere"),
    ],
)
def test_cells_of_acled(changed: dict[str, Any], field: str, value: Any) -> None:
    (record,), failures, _ = read(table(ACLED, RAID | changed))
    assert failures == []
    found = getattr(record, field)
    if field == "when":
        found = (str(found.first), str(found.last), found.precision)
    assert found == value


def test_every_sub_event_type_of_acled_is_known() -> None:
    assert set(load("references")["acled"]) == set(load("codings")["acled_types"])


EVENT = {
    "id": 77001,
    "type_of_violence": 3,
    "side_a": "Government of Syria",
    "side_b": "Civilians",
    "source_article": '""Daily Paper, 2016-05-04, Raids""',
    "where_prec": 2,
    "where_coordinates": "Aleppo city",
    "latitude": 36.2,
    "longitude": 37.16,
    "country": "Syria",
    "date_prec": 2,
    "date_start": "2016-05-03 00:00:00.000",
    "date_end": "2016-05-05 00:00:00.000",
    "best": 9,
    "low": 8,
    "high": 20,
}


@pytest.mark.parametrize("header", [True, False], ids=["with a header", "without one"])
def test_a_row_of_ged(header: bool) -> None:
    content = table(GED, EVENT)
    (record,), failures, reference = read(content if header else content.split(b"\n", 1)[1])
    assert failures == []
    assert (reference.form, record.dataset, record.key) == ("ged", "UCDP GED", "77001")
    assert (record.when.first, record.when.last, record.when.precision) == (date(2016, 5, 3), date(2016, 5, 5), "range")
    assert (record.what, record.kinds) == ("one-sided violence", ("attack", "execution"))
    assert (record.killed, record.best) == (Toll(low=8, high=20), 9)
    assert (record.precision, record.place) == ("near", "Aleppo city")
    assert record.source == '"Daily Paper, 2016-05-04, Raids"'
    assert json.loads(record.row)["side_b"] == "Civilians"


HARM = {
    "unique_reference_code": "MU0001",
    "incident_date": "20160503",
    "location_name": "Aleppo, سوق",
    "country": "Syria",
    "geolocations": [{"latitude": 36.2, "longitude": 37.16, "geolocation_accuracy": "Within 1km (via made-up desk)"}],
    "killed_injured_civilian_non_combatants": {"killed_min": 8, "killed_max": 9, "injured_min": 3},
    "strike_type": ["Airstrike"],
    "strike_status": ["Likely strike"],
    "belligerents": ["Russian Military", "Syrian Regime"],
}
NESTED = json.dumps([HARM]).encode()
FEATURES = json.dumps(
    {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "id": "MU0001",
                "geometry": {"type": "Point", "coordinates": [37.16, 36.2]},
                "properties": {
                    "date": "2016-05-03",
                    "location": "Aleppo, سوق",
                    "country": "Syria",
                    "accuracy": "Within 1km",
                    "killed_min": "8",
                    "killed_max": "9",
                    "strike_type": "Airstrike",
                    "strike_status": "Likely strike",
                    "belligerents": "Russian Military; Syrian Regime",
                },
            }
        ],
    }
).encode()
FLAT = (
    "unique_reference_code,incident_date,location_name,country,latitude,longitude,geolocation_accuracy,killed_min,killed_max,"
    'strike_type,strike_status,belligerents\nMU0001,20160503,"Aleppo, سوق",Syria,36.2,37.16,Within 1km,8,9,Airstrike,'
    "Likely strike,Russian Military; Syrian Regime\n"
).encode()


@pytest.mark.parametrize("content", [NESTED, FEATURES, FLAT], ids=["a list of objects", "GeoJSON", "CSV"])
def test_a_row_as_airwars_has_it(content: bytes) -> None:
    (record,), failures, reference = read(content)
    assert failures == []
    assert (reference.form, record.dataset, record.key) == ("airwars", "Airwars", "MU0001")
    assert record.when.first == record.when.last == date(2016, 5, 3)
    assert (record.place, record.lat, record.lon, record.precision) == ("Aleppo, سوق", 36.2, 37.16, "near")
    assert (record.killed, record.best, record.civilians) == (Toll(low=8, high=9), None, True)
    assert record.kinds == ("air_strike", "drone_strike")
    assert record.what == "Airstrike; Likely strike"
    assert record.actors == ("Russian Military", "Syrian Regime")


def test_another_name_for_a_set() -> None:
    (record,), _, reference = read(FLAT, form="airwars", dataset="Harm Watch")
    assert (reference.dataset, record.dataset) == ("Harm Watch", "Harm Watch")
    assert record.id != read(FLAT)[0][0].id


ROWS: dict[str, tuple[int, list[str]]] = {
    "byte-order-mark.csv": (1, []),
    "latin-1.csv": (1, ["bytes that are not UTF-8"]),
    "half-a-file.csv": (1, ["found 3 cells, expected 9"]),
    "no-such-day.csv": (0, ["'2016-02-30' as event_date", "'03/05/2016' as event_date"]),
    "latitude-and-longitude-swapped.csv": (1, ["seem to have changed places", "seem to have changed places"]),
    "no-numbers.csv": (0, ["'north' and 'east'", "'9' as geo_precision", "'some' as fatalities", "'-1' as fatalities"]),
    "no-identifier.csv": (0, ["no event_id_cnty"]),
    "ends-before-it-starts.csv": (0, ["an end that is not before its start", "low 3 above high 1"]),
}
FILES = {
    "wrong-delimiter.csv": "check what parts the cells",
    "ged-without-header-and-columns.csv": "6 columns without names",
    "half-a-file.geojson": "no whole JSON",
    "no-features.geojson": "JSON without features",
    "empty.csv": "no row in",
}


@pytest.mark.parametrize("name", ROWS)
def test_bad_rows_are_told_one_by_one(name: str) -> None:
    number, told = ROWS[name]
    records, failures, _ = read((BAD / name).read_bytes())
    assert len(records) == number
    assert len(failures) == len(told)
    for failure, says in zip(failures, told, strict=True):
        assert says in failure.reason
        assert "\n" not in failure.reason
        assert failure.document.rpartition(":")[2].isdigit(), "the row is named"


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_none_is_told_in_a_line(name: str) -> None:
    with pytest.raises(InputError, match=FILES[name]) as told:
        read((BAD / name).read_bytes())
    assert "\n" not in str(told.value)


def test_the_files_are_all_tried() -> None:
    assert {one.name for one in BAD.iterdir()} == set(ROWS) | set(FILES)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"id,kind,date_first,killed_low,grade_rule\n", "sayso export records"),
        (b"id,incident,kind,evidence,extractor\n", "sayso export records"),
        (b"PAR1\x15\x04", "sayso export records"),
        (b"id,text\na,So.\n", "expected those of ACLED"),
        (b",".join(b"c%d" % number for number in range(1_000_000)) + b"\n", "1,000,000 cells"),
    ],
    ids=["our incidents", "our claims", "our Parquet", "reports", "a million columns"],
)
def test_other_tables_are_refused(content: bytes, says: str) -> None:
    with pytest.raises(InputError, match=says):
        read(content)


def test_the_format_that_is_said_must_fit() -> None:
    with pytest.raises(InputError, match="those of UCDP GED"):
        read(table(ACLED, RAID), form="ged")


@pytest.mark.parametrize("name", ["made-up-acled.csv", "made-up-ged.csv", "made-up-airwars.geojson"])
def test_the_samples_are_whole(name: str) -> None:
    records, failures, _ = read((SAMPLES / name).read_bytes())
    assert failures == []
    assert len(records) >= 2


def test_a_ledger_keeps_each_once() -> None:
    records, _, _ = read(table(ACLED, RAID, RAID | {"event_id_cnty": "SYR2"}))
    later, _, _ = read(table(ACLED, RAID | {"fatalities": 9}))
    with Ledger.open("sqlite://", create=True) as ledger:
        first = ledger.references.add(records)
        assert (first.new, first.known, first.conflicts) == (2, 0, ())
        again = ledger.references.add(records)
        assert (again.new, again.known, again.conflicts) == (0, 2, ())
        other = ledger.references.add(later)
        assert (other.new, other.known, [one.key for one in other.conflicts]) == (0, 0, ["SYR1"])
        assert ledger.references.all() == records
        newer = ledger.references.add(later, replace=True)
        assert (newer.replaced, newer.conflicts) == (1, ())
        assert ledger.references.all() == [*later, records[1]]
        assert ledger.references.sets() == {"ACLED": 2}
        assert ledger.references.between(date(2016, 5, 4), date(2016, 5, 9)) == []
        assert len(ledger.references.between(date(2016, 5, 1), date(2016, 5, 3))) == 2
