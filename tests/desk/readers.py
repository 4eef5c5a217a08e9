"""Desks that read: a reader without a parser, which finds a claim in the first words, and people of several rights."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from starlette.testclient import TestClient

from sayso.batch.intake import take_in
from sayso.desk.app import create_app
from sayso.desk.jobs import Progress
from sayso.desk.resources import told
from sayso.desk.turn import Intake
from sayso.model import Document, Failure, Place, PlaceMention, Span
from sayso.pipeline import Analysis
from sayso.resolve.gazetteer import Gazetteer
from sayso.review import relink
from sayso.store.ledger import Added, Ledger
from sayso.text.page import Given
from tests.desk.desks import HOST, NOW, browser
from tests.store.samples import EXTRACTOR, make_claim


@dataclass(slots=True)
class Stub:
    """Reads without a parser: a claim in the words before the first full stop, "Quuxville" for a place that is nowhere."""

    def gazetteer(self) -> Gazetteer:
        return Gazetteer.from_rows([])

    def read(
        self, ledger: Ledger, given: Sequence[Given | Failure], *, progress: Progress, keep_dates: bool = True
    ) -> Intake:
        failures: list[Failure] = []
        added, documents = Added(), []
        lots = take_in(
            ledger,
            given,
            analyse=_analyse,
            extractor=EXTRACTOR,
            tell=failures.append,
            step=lambda number: progress(number, len(given)),
            keep_dates=keep_dates,
        )
        for lot in lots:
            added = added + lot.added
            documents += [told(ledger, one) for one in lot.taken]
        ledger.fail(failures)
        relink(ledger)
        return Intake(added=added, documents=tuple(documents), failures=tuple(failures))

    def finish(self, client: TestClient) -> None:
        """Wait until all is read."""
        jobs = client.app.state.desk.jobs  # type: ignore[attr-defined]
        for name in list(jobs._jobs):
            assert jobs.wait(name, seconds=20).over


def _analyse(documents: Iterator[Document]) -> Iterator[Analysis | Failure]:
    for document in documents:
        words = document.text.split(".")[0]
        at = document.text.find("Quuxville")
        places: list[tuple[PlaceMention, Place]] = []
        if at >= 0:
            span = Span(at, at + 9)
            mention = PlaceMention(span=span, text="Quuxville", form="name")
            places = [(mention, Place(span=span, text="Quuxville"))]
        claims = () if "Nothing" in words else (make_claim(document, words, "attack"),)
        yield Analysis(document=document, claims=claims, places=tuple(places), tokens=1)


@contextmanager
def desk_with(ledger: Ledger) -> Iterator[tuple[TestClient, Stub]]:
    """A desk that reads."""
    reader = Stub()
    app = create_app(ledger, resources=reader, now=lambda: NOW, local="Ada", hosts=(HOST,))
    with TestClient(app, base_url=f"http://{HOST}") as client:
        yield client, reader
        reader.finish(client)


@contextmanager
def viewer(ledger: Ledger) -> Iterator[TestClient]:
    """Somebody who may only read."""
    ledger.users.add("Vi", password="a long walk home", role="viewer")
    token = ledger.users.add_token("Vi", label="test")
    with browser(ledger, local=None) as client:
        client.headers["authorization"] = f"Bearer {token}"
        yield client
