"""TimelineJS: incidents on a line of time, for newsrooms; those without a day are counted in the title.

>>> TimelineExporter.takes
'incidents'
"""

from __future__ import annotations

import json
from datetime import date
from html import escape
from typing import Any

from sayso.export.exporter import Exporter, Sheet
from sayso.export.geojson import derived
from sayso.export.incident_table import cells
from sayso.export.sentences import account_words, heading, sentences
from sayso.telling.wording import count, kind_words

NO_EVENT = "no event: nothing fixes the day"


class TimelineExporter(Exporter[Sheet]):
    """A timeline, an event a line."""

    def setup(self) -> None:
        self.first = True
        self.write('{"events": [')

    def feed(self, item: Sheet) -> None:
        self.explain(item.incident.id, derived(cells(item)))
        if item.incident.when.first is None and item.incident.when.last is None:
            self.omit(item.incident.id, NO_EVENT)
            return
        self.write(("\n" if self.first else ",\n") + json.dumps(event(item), ensure_ascii=False))
        self.first = False

    def finish(self) -> None:
        title = {
            "text": {
                "headline": escape(self.options.ledger or "Incidents"),
                "text": f"<p>{left_out(self.left_out)}</p>" if self.left_out else "",
            }
        }
        self.write(f'\n], "title": {json.dumps(title, ensure_ascii=False)}}}\n')


def left_out(undated: int) -> str:
    """How many incidents are no slides.

    >>> left_out(2)
    '2 incidents without a day are left out.'
    """
    return f"{count(undated, 'incident')} without a day {'is' if undated == 1 else 'are'} left out."


def event(sheet: Sheet) -> dict[str, Any]:
    """An incident as a slide; all words are escaped, as the page shows them as HTML."""
    incident = sheet.incident
    first, last = incident.when.first or incident.when.last, incident.when.last or incident.when.first
    assert first is not None, "only dated incidents are events"
    assert last is not None, "only dated incidents are events"
    told = "".join(f"<li>{escape(account_words(account))}</li>" for account in incident.accounts)
    links = "".join(
        f'<li><a href="{escape(one.url)}">{escape(one.publisher or one.title or one.url)}</a></li>'
        for one in sheet.documents.values()
        if one.url is not None and one.url.startswith(("http://", "https://"))
    )
    words = "".join(f"<p>{escape(sentence)}</p>" for sentence in sentences(sheet))
    return {
        "unique_id": incident.id,
        "start_date": _day(first),
        "end_date": _day(last),
        "display_date": f"{first} to {last}" if first != last else str(first),
        "group": kind_words(incident.kind),
        "text": {"headline": escape(heading(incident)), "text": f"{words}<ul>{told}</ul><ul>{links}</ul>"},
    }


def _day(day: date) -> dict[str, int]:
    return {"year": day.year, "month": day.month, "day": day.day}
