"""GeoJSON as RFC 7946 has it: a Feature for each incident that has a dot, with its accounts side by side.

>>> GeoJsonExporter.takes
'incidents'
"""

from __future__ import annotations

import json
from typing import Any

from sayso.export.exporter import Cell, Exporter, Sheet
from sayso.export.incident_table import GEOMETRY, TABLE, cells, day
from sayso.export.sentences import account_words, heading, radius_km, sentences
from sayso.model import Account, Toll

NO_FEATURE = "no feature: no place is named, or none that could be told apart"


class GeoJsonExporter(Exporter[Sheet]):
    """A FeatureCollection, a feature a line; the member `unlocated` counts the incidents that have no dot."""

    def setup(self) -> None:
        self.first = True
        self.write('{"type": "FeatureCollection", "features": [')

    def feed(self, item: Sheet) -> None:
        made = cells(item)
        self.explain(item.incident.id, derived(made))
        if made["lat"].value is None:
            self.omit(item.incident.id, NO_FEATURE)
            return
        self.write(("\n" if self.first else ",\n") + json.dumps(feature(item, made), ensure_ascii=False))
        self.first = False

    def finish(self) -> None:
        self.write(f'\n], "unlocated": {self.left_out}}}\n')


def derived(made: dict[str, Cell]) -> dict[str, Cell]:
    """The cells that a rule made."""
    return {name: cell for name, cell in made.items() if cell.claims or cell.why is not None}


def feature(sheet: Sheet, made: dict[str, Cell]) -> dict[str, Any]:
    """An incident as a feature; the members that maps of open-source researchers read come first."""
    links = [document.url for document in sheet.documents.values() if document.url is not None]
    return {
        "type": "Feature",
        "id": sheet.incident.id,
        "geometry": {"type": "Point", "coordinates": [made["lon"].value, made["lat"].value]},
        "properties": {
            "title": heading(sheet.incident),
            "date": day(made["date_first"].value),
            "description": " ".join(sentences(sheet)),
            "links": list(dict.fromkeys(links)),
            "source": made["sources"].value,
            "radius_km": radius_km(sheet.incident.place),
            **properties(made),
            "accounts_told": [account_line(account) for account in sheet.incident.accounts],
        },
    }


def properties(made: dict[str, Cell]) -> dict[str, Any]:
    """The columns of the table of incidents, but for the point."""
    columns = [column.name for column in TABLE.columns if column.name not in ("lat", "lon", GEOMETRY)]
    return {name: day(value) if hasattr(value := made[name].value, "isoformat") else value for name in columns}


def account_line(account: Account) -> dict[str, Any]:
    """An account: who, their tolls, whom they hold responsible, whether they say that it happened."""
    return {
        "origin": account.origin,
        "source": list(account.source),
        "killed": _pair(account.killed),
        "injured": _pair(account.injured),
        "actor": account.actor,
        "occurred": account.occurred,
        "claims": list(account.claims),
        "says": account_words(account),
    }


def _pair(toll: Toll | None) -> list[Any] | None:
    return None if toll is None else [toll.low, toll.high]
