"""A desk on the small world of `tests.review.world`, and a browser without a screen that asks it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime

from starlette.testclient import TestClient

from sayso.desk.app import create_app
from sayso.desk.jobs import Progress
from sayso.desk.turn import Intake
from sayso.errors import ResourceError
from sayso.model import Failure
from sayso.resolve.gazetteer import Gazetteer
from sayso.store.ledger import Ledger

HOST = "127.0.0.1"
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
CSRF = re.compile(r'name="csrf" value="([^"]+)"')


class Nothing:
    """Resources of a machine that has none: pages that read no report need none."""

    def gazetteer(self) -> Gazetteer:
        raise ResourceError(found="no gazetteer", expected="one", mend="compile it")

    def read(
        self, ledger: Ledger, given: Sequence[object | Failure], *, progress: Progress, keep_dates: bool = True
    ) -> Intake:
        raise ResourceError(found="no parser", expected="one", mend="install it")


def browser(ledger: Ledger, *, local: str | None = "Ada") -> TestClient:
    """Somebody at this machine who looks at the ledger."""
    app = create_app(ledger, resources=Nothing(), now=lambda: NOW, local=local, hosts=(HOST,))
    return TestClient(app, base_url=f"http://{HOST}", follow_redirects=True)


def send(client: TestClient, path: str, **values: str | list[str]) -> str:
    """Send a form as a page of this desk would, and give the text of the page that comes of it."""
    found = CSRF.search(client.get("/queue").text) or CSRF.search(client.get("/changes").text)
    token = client.get("/").text.split('"X-CSRF": "')[1].split('"')[0] if found is None else found.group(1)
    answer = client.post(path, data={"csrf": token, **values})
    assert answer.status_code == 200, answer.text
    return answer.text
