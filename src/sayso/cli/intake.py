"""What the desk reads reports with: the parser and the gazetteer, opened when they are first needed, used by one at a time.

>>> Opened().__class__.__name__
'Opened'
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from threading import Lock
from typing import TYPE_CHECKING

from sayso.cli.options import MODEL
from sayso.cli.resources import gazetteer
from sayso.errors import InputError
from sayso.model import Document, Failure, Page

if TYPE_CHECKING:
    from spacy.language import Language

    from sayso.desk.turn import Intake
    from sayso.resolve.gazetteer import Gazetteer
    from sayso.store.ledger import Added, Ledger

BATCH = 8  # documents a transaction: somebody waits for them, and others write too


class Opened:
    """The resources of this machine, for `sayso.desk`."""

    def __init__(self, model: str = MODEL) -> None:
        self._model = model
        self._nlp: Language | None = None
        self._gazetteer: Gazetteer | None = None
        self._opening = Lock()
        self._reading = Lock()

    def gazetteer(self) -> Gazetteer:
        """The gazetteer, compiled where this is its first use."""
        with self._opening:
            if self._gazetteer is None:
                self._gazetteer = gazetteer()
            return self._gazetteer

    def read(self, ledger: Ledger, pages: list[Page | Failure], *, progress: Callable[[int, int], None]) -> Intake:
        """Read pages into the ledger and put the incidents together; what is known already is passed over.

        `progress` is told how many are done of how many. What cannot be read is kept as a failure, and the rest goes on.
        """
        from sayso.desk.turn import Intake
        from sayso.review import relink
        from sayso.store.ledger import Added

        progress(0, len(pages))
        with self._reading:
            failures, given = _documents(pages)
            added, counts = Added(), dict[str, int]()
            done = len(failures)
            progress(done, len(pages))
            for start in range(0, len(given), BATCH):
                some, told, bad = self._read_some(ledger, given[start : start + BATCH])
                added, counts, failures = added + some, counts | told, failures + bad
                done += len(given[start : start + BATCH])
                progress(done, len(pages))
            ledger.fail(failures)
            relink(ledger)
        return Intake(added=added, documents=tuple(counts.items()), failures=tuple(failures))

    def _read_some(
        self, ledger: Ledger, given: list[tuple[Page, Document]]
    ) -> tuple[Added, dict[str, int], list[Failure]]:
        """What came of some documents: rows, claims by document, failures."""
        from sayso.pipeline import analyse, extractor_version
        from sayso.store.ledger import Added, Entry

        nlp = self._parser()
        extractor = extractor_version(nlp)
        documents = ledger.dated(document for _, document in given)
        pages = {document.id: page for (page, _), document in zip(given, documents, strict=True)}
        known = ledger.known(documents, extractor=extractor)
        counts = {name: len(ledger.claims_of(name)) for name in known}
        entries, bad = [], []
        fresh = (one for one in documents if one.id not in known)
        for result in analyse(fresh, nlp=nlp, gazetteer=self.gazetteer()):
            if isinstance(result, Failure):
                bad.append(result)
            else:
                name = result.document.id
                counts[name] = len(result.claims)
                entries.append(Entry(document=result.document, page=pages[name], claims=result.claims))
        added = ledger.add(entries, extractor=extractor)
        return added + Added(known=len(known)), counts, bad

    def _parser(self) -> Language:
        from sayso.language.parse import load_model

        if self._nlp is None:
            self._nlp = load_model(self._model)
        return self._nlp


def _documents(pages: list[Page | Failure]) -> tuple[list[Failure], list[tuple[Page, Document]]]:
    """What cannot be read, and each page with its document; of two that are called the same, the last."""
    failures: list[Failure] = []
    given: dict[str, tuple[Page, Document]] = {}
    for found in _each(pages):
        if isinstance(found, Failure):
            failures.append(found)
        else:
            given[found[1].id] = found
    return failures, list(given.values())


def _each(pages: list[Page | Failure]) -> Iterator[Failure | tuple[Page, Document]]:
    from sayso.text.page import read_document

    for page in pages:
        if isinstance(page, Failure):
            yield page
            continue
        try:
            yield page, read_document(page)
        except InputError as error:
            yield Failure(document=page.address or page.name or page.id, stage="text", reason=str(error))
