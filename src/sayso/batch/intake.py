"""Documents into a ledger: what is known already is passed over, the rest is read, and kept a batch at a time.

Whoever takes documents in puts the incidents together afterwards (`review.relink`)::

    for lot in take_in(ledger, documents_of(find_pages(paths)), analyse=analyse, extractor=extractor, tell=print):
        ...  # what came of some documents

>>> Lot(added=Added(new=2), taken=()).added.new
2
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from sayso.batch.run import chunks
from sayso.model import Document, Failure, Page
from sayso.pipeline import Analysis
from sayso.store.ledger import Added, Entry, Ledger
from sayso.text.page import Given

BATCH = 32  # documents a transaction: few enough that little is lost to Ctrl-C, enough that disk costs nothing

Analyse = Callable[[Iterator[Document]], Iterable[Analysis | Failure]]
State = Literal["new", "changed", "known"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A document that the ledger holds now; `analysis` is what was found in it, None where it was known already."""

    document: Document
    state: State
    analysis: Analysis | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lot:
    """What came of some documents."""

    added: Added
    taken: tuple[Taken, ...]
    failed: int = 0


def take_in(
    ledger: Ledger,
    found: Iterable[Given | Failure],
    *,
    analyse: Analyse,
    extractor: str,
    tell: Callable[[Failure], None],
    step: Callable[[int], None],
    size: int = BATCH,
    keep_dates: bool = True,
) -> Iterator[Lot]:
    """Keep the documents in the ledger with what `analyse` finds in them, so many a transaction; one lot each.

    Failures are told at once, and `step` how many documents were done since the last time. With `keep_dates`, what people
    said before of the dates of the same texts holds.
    """
    source = _Source(ledger, found, extractor=extractor, tell=tell, step=step, size=size, keep_dates=keep_dates)
    for results in chunks(analyse(source.fresh()), size):
        entries: list[Entry] = []
        failed = 0
        for result in results:
            step(1)
            if isinstance(result, Failure):
                failed += 1
                tell(result)
                source.page_of(result.document)
            else:
                page = source.page_of(result.document.id)
                entries.append(Entry(document=result.document, page=page, claims=result.claims))
        added = ledger.add(entries, extractor=extractor)
        taken = [
            Taken(document=one.document, state=source.state(one.document), analysis=one)
            for one in results
            if isinstance(one, Analysis)
        ]
        yield source.lot(added, taken, failed)
    if source.known:
        yield source.lot(Added(), [], 0)


@dataclass(slots=True)
class _Source:
    """The documents that the ledger does not hold yet; what it does is put aside on the way."""

    ledger: Ledger
    found: Iterable[Given | Failure]
    extractor: str = field(kw_only=True)
    tell: Callable[[Failure], None] = field(kw_only=True)
    step: Callable[[int], None] = field(kw_only=True)
    size: int = field(kw_only=True)
    keep_dates: bool = field(kw_only=True)
    pages: dict[str, list[Page | None]] = field(default_factory=dict)
    known: list[Document] = field(default_factory=list)
    held: set[str] = field(default_factory=set)

    def fresh(self) -> Iterator[Document]:
        for chunk in chunks(self._readable(), self.size):
            documents = [document for _, document in chunk]
            if self.keep_dates:
                documents = self.ledger.dated(documents)
            known = self.ledger.known(documents, extractor=self.extractor)
            self.held |= self.ledger.holds(document.id for document in documents if document.id not in known)
            self.step(sum(document.id in known for document in documents))
            for (page, _), document in zip(chunk, documents, strict=True):
                if document.id in known:
                    self.known.append(document)
                else:
                    self.pages.setdefault(document.id, []).append(page)
                    yield document

    def page_of(self, name: str) -> Page | None:
        """The page of a document that was handed out; where several bear the name, of the one handed out first."""
        pages = self.pages[name]
        page = pages.pop(0)
        if not pages:
            del self.pages[name]
        return page

    def _readable(self) -> Iterator[Given]:
        for one in self.found:
            if isinstance(one, Failure):
                self.tell(one)
            else:
                yield one

    def state(self, document: Document) -> State:
        """Whether a document that was just kept is new here; it is not any more when it comes again."""
        held = document.id in self.held
        self.held.add(document.id)
        return "changed" if held else "new"

    def lot(self, added: Added, taken: list[Taken], failed: int) -> Lot:
        known, self.known = self.known, []
        passed = [Taken(document=document, state="known") for document in known]
        return Lot(added=added + Added(known=len(known)), taken=(*passed, *taken), failed=failed)
