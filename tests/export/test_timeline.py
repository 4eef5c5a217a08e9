"""TimelineJS: dated incidents as slides; words are escaped; what has no day is counted."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from sayso.export.exporter import Options
from sayso.store.ledger import Ledger
from tests.export.golden import explained, exported


def timeline(ledger: Ledger, options: Options | None = None) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(exported(ledger, "timelinejs", options))
    return found


def test_slides(ledger: Ledger) -> None:
    found = timeline(ledger)
    days = [date(**one["start_date"]) for one in found["events"]]
    assert days == [date(2016, 5, 11), date(2016, 5, 9), date(2016, 5, 3)]
    assert all(one["end_date"] == one["start_date"] for one in found["events"])
    assert len({one["unique_id"] for one in found["events"]}) == 3
    assert found["title"]["text"]["text"] == "<p>1 incident without a day is left out.</p>"
    reasons = [json.loads(line) for line in explained(ledger, "timelinejs").splitlines()]
    assert sum(one["rule"] == "left out" for one in reasons) == 1


def test_words_are_no_markup(ledger: Ledger) -> None:
    words = timeline(ledger, Options(ledger="<b>war</b>"))["title"]["text"]["headline"]
    assert words == "&lt;b&gt;war&lt;/b&gt;"
