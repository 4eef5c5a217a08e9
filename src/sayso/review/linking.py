"""Put the incidents of a ledger together anew, where documents or what people said have changed: no more than need be.

A few documents are held against their neighbourhood only (`link.update`); many, or all where the linker itself has
changed, are gathered from the beginning (`link.gather`). Both come to the same incidents.

>>> FEW
500
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sayso.link.block import hashed, keys
from sayso.link.cluster import Fix, bundled
from sayso.link.gather import Gathering, Together, fixes_of, number_of
from sayso.link.judge import AUTHOR, Thread, inside, machine_id, threads_of
from sayso.link.packing import Fixes, Held
from sayso.link.syndication import SIMILARITY, bands, share, shingles, text_number
from sayso.link.update import Pair, compared, met, regroup, turned
from sayso.model import Document, Incident, Judgement
from sayso.model.codec import dumps, loads
from sayso.reconcile import incidents
from sayso.store.ledger import Ledger
from sayso.store.linking import Linking

FEW = 500  # documents that are linked one by one; more are no slower gathered with all the others
READ = 400  # documents or groups in hand at once


def relink(ledger: Ledger) -> None:
    """Put the incidents together anew, where claims or judgements have changed, or another version linked them."""
    if not ledger.unlinked and ledger.linker in (AUTHOR, None):
        return
    with ledger.linking() as book:
        queued = book.queued()
        if book.linker() == AUTHOR and 0 < len(queued) <= FEW:
            _link_few(book, queued)
        else:
            _link_all(book)
        book.done(linker=AUTHOR)


def is_behind(ledger: Ledger) -> bool:
    """Whether claims were kept and their incidents not put together yet, as when a reading is broken off."""
    return ledger.unlinked and ledger.linker in (AUTHOR, None)


def _link_all(book: Linking) -> None:
    """Everything from the beginning."""
    people = book.people()
    gathering = Gathering(people)
    book.forget()
    book.keep_judgements(_told(book, gathering))
    book.keep_judgements(gathering.judgements())
    bundles: dict[int, int] = {}
    before = book.incidents()
    made: list[Incident] = []
    for some in _several(gathering.groups()):
        groups = [group for one in some for group in one.groups]
        for one in some:
            bundles |= {number: min(bundle) for number, bundle in bundled(one.groups, one.threads).items()}
        made += _assembled(book, groups, [*people, *(item for one in some for item in one.ties)])
        if not before:  # none to be exchanged: no need to have all at once
            book.exchange((), made)
            made = []
    book.exchange(before, made)
    book.keep_threads(_row(held, fixes, bundles[number_of(held.name)]) for held, fixes in gathering.threads())
    book.keep_texts((text_number(doc), doc, bands(text)) for doc, text in gathering.texts())
    book.keep_pairs(gathering.pairs())


def _several(sets: Iterable[Together]) -> Iterator[list[Together]]:
    """Sets of threads, as many at once as hold a good number of groups."""
    some: list[Together] = []
    number = 0
    for one in sets:
        some.append(one)
        number += len(one.groups)
        if number >= READ:
            yield some
            some, number = [], 0
    yield some


def _told(book: Linking, gathering: Gathering) -> Iterator[Judgement]:
    """Let all documents be gathered; what holds the threads of each together."""
    every = book.all_documents()
    for start in range(0, len(every), READ):
        part = every[start : start + READ]
        documents, claims = book.documents(part), book.claims(part)
        for doc in part:
            for thread in gathering.add(doc, claims.get(doc, []), documents.get(doc)):
                yield from inside(thread)


def _row(held: Held, fixes: Fixes, bundle: int) -> dict[str, object]:
    return {
        "number": number_of(held.name),
        "document": held.whole.doc,
        "bundle": bundle,
        "lead": held.whole.lead,
        "fixes": dumps(fixes),
        "record": dumps(held),
        "keys": [hashed(key) for key in keys(held.whole)],
    }


def _assembled(book: Linking, groups: Sequence[Sequence[str]], judgements: Sequence[Judgement]) -> list[Incident]:
    """The incidents of some groups."""
    docs = set(book.documents_of(name for group in groups for name in group).values())
    told = book.claims(docs)
    every = [claim for claims in told.values() for claim in claims]
    return incidents(every, groups, documents=book.documents(docs), judgements=judgements)


@dataclass(frozen=True, slots=True)
class _Fresh:
    """Changed documents as they are now."""

    documents: Mapping[str, Document]
    threads: Mapping[int, Thread]

    @classmethod
    def read(cls, book: Linking, docs: Iterable[str]) -> _Fresh:
        documents, claims = book.documents(docs), book.claims(docs)
        found = (one for doc, told in claims.items() for one in threads_of(told, documents.get(doc)))
        return cls(documents, {number_of(one.name): one for one in found if not one.whole.aggregate})

    def rows(self) -> Iterator[dict[str, object]]:
        for number, one in self.threads.items():
            yield _row(Held(one.name, one.whole, one.outlet), fixes_of(one), number)

    def texts(self) -> Iterator[tuple[int, str, Sequence[int]]]:
        for doc, document in self.documents.items():
            yield text_number(doc), doc, bands(shingles(document.text))


class _Near:
    """The neighbourhood as the linker asks for it."""

    def __init__(self, book: Linking) -> None:
        self._book = book

    def fixes(self, threads: Iterable[int]) -> dict[int, Fixes]:
        return {number: _read_fixes(record) for number, record in self._book.fixes(threads).items()}

    def pairs(self, threads: Iterable[int]) -> list[Pair]:
        return [_pair(*row) for row in self._book.pairs(threads)]

    def inside(self, bundles: Iterable[int]) -> list[Pair]:
        return [_pair(*row) for row in self._book.inside(bundles)]

    def bundles(self, threads: Iterable[int]) -> dict[int, int]:
        return self._book.bundles(threads)

    def members(self, bundles: Iterable[int]) -> dict[int, list[int]]:
        return self._book.members(bundles)


def _pair(left: int, right: int, score: float, verdict: str) -> Pair:
    return Pair(left, right, score, verdict)  # type: ignore[arg-type]  # as it was written


def _read_fixes(record: str) -> Fixes:
    return loads(record, tuple[tuple[str, Fix], ...])


def _link_few(book: Linking, queued: Sequence[str]) -> None:
    """The documents that changed, and what they touch."""
    people, near = book.people(), _Near(book)
    docs = _with_judged(book, queued, people)
    gone = [number for numbers in book.threads(docs).values() for number in numbers]
    beside = near.members(set(near.bundles(gone).values()))
    lost = {name for fixes in near.fixes(gone).values() for name, _ in fixes}
    fresh = _Fresh.read(book, docs)
    news = _replace(book, gone, docs, fresh)
    dirty = (news | {number for found in beside.values() for number in found}) - (set(gone) - fresh.threads.keys())
    _compare(book, news, fresh)
    while True:
        anew = regroup(dirty, near, people)
        members = [name for group in anew.groups for name in group]
        before = book.touched(lost.union(members))
        others = book.claiming(members, before)
        if not others:
            break
        held = book.threads(set(book.documents_of(others).values()))
        dirty |= {number for numbers in held.values() for number in numbers}
    book.exchange(before, _assembled(book, anew.groups, [*people, *anew.ties]))
    book.bundle(anew.bundles)


def _with_judged(book: Linking, queued: Sequence[str], people: Sequence[Judgement]) -> list[str]:
    """The documents, and those of claims that people hold against a claim of theirs."""
    home = book.documents_of(name for item in people for name in (item.left, item.right))
    pairs = [{home.get(item.left), home.get(item.right)} - {None} for item in people]
    every = set(queued)
    every.update(doc for pair in pairs if pair & set(queued) for doc in pair if doc is not None)
    return sorted(every)


def _replace(book: Linking, gone: Sequence[int], docs: Sequence[str], fresh: _Fresh) -> set[int]:
    """Put the new threads in place of those that are gone; the threads whose pairs have to be looked at anew."""
    rows, texts = list(fresh.rows()), list(fresh.texts())
    blocks = {key for row in rows for key in row["keys"]}  # type: ignore[attr-defined]
    blocks.update(key for found in book.keys(gone).values() for key in found)
    numbers = [text_number(doc) for doc in docs]
    banded = {band for _, _, found in texts for band in found}
    banded.update(band for found in book.bands(numbers).values() for band in found)
    held, copied = book.holders(blocks), book.texts(banded)
    _drop_judgements(book, gone, whole=True)
    book.drop(gone, numbers)
    book.keep_threads(rows)
    book.keep_texts(texts)
    moved = turned(held, book.holders(blocks)) - set(gone)
    others = book.texts_of(turned(copied, book.texts(banded)) - set(numbers))
    moved |= {number for found in book.threads(others.values()).values() for number in found}
    _drop_judgements(book, moved - fresh.threads.keys(), whole=False)
    book.drop_pairs(moved)
    return moved | fresh.threads.keys()


def _drop_judgements(book: Linking, threads: Iterable[int], *, whole: bool) -> None:
    """Let go of what was judged of threads and others; of `whole` ones also what holds each together."""
    pairs = book.pairs(threads)
    fixes = _Near(book).fixes({number for pair in pairs for number in pair[:2]} | set(threads))
    names = {
        machine_id(fixes[one][0][0], fixes[other][0][0]) for one, other, _, verdict in pairs if verdict != "different"
    }
    if whole:
        names |= {machine_id(fixes[n][0][0], name) for n in threads if n in fixes for name, _ in fixes[n][1:]}
    book.drop_judgements(names)


def _compare(book: Linking, news: set[int], fresh: _Fresh) -> None:
    """Hold threads against those that share a key with them, and keep what comes of it."""
    blocks = book.keys(news)
    holders = book.holders({key for found in blocks.values() for key in found})
    wanted = {number: met(number, blocks.get(number, ()), holders) for number in news}
    held = _held(book, news)
    shares = _shares(book, {one.whole.doc for one in held.values()})
    leads = book.leads({doc for pair in shares for doc in pair})
    for one, other in shares:
        if one in leads and other in leads and not news.isdisjoint((leads[one], leads[other])):
            wanted.setdefault(leads[one], set()).add(leads[other])
    pairs = {(min(one, other), max(one, other)) for one, found in wanted.items() for other in found}
    held |= _held(book, {number for pair in pairs for number in pair} - held.keys())
    found, judged = compared(pairs, held, shares)
    book.keep_pairs((pair.left, pair.right, pair.score, pair.verdict) for pair in found)
    book.keep_judgements([*(item for one in fresh.threads.values() for item in inside(one)), *judged])


def _held(book: Linking, threads: Iterable[int]) -> dict[int, Held]:
    return {number: loads(record, Held) for number, record in book.records(threads).items()}


def _shares(book: Linking, docs: Iterable[str]) -> dict[tuple[str, str], float]:
    """How much of their texts documents share with those that they may be copies of."""
    numbers = {text_number(doc): doc for doc in docs}
    banded = book.bands(numbers)
    texts = book.texts({band for found in banded.values() for band in found})
    like = {number: met(number, banded.get(number, ()), texts) for number in numbers}
    names = numbers | book.texts_of({other for found in like.values() for other in found})
    documents = book.documents(names[other] for number, found in like.items() for other in (number, *found) if found)
    found = {doc: shingles(document.text) for doc, document in documents.items()}
    shares: dict[tuple[str, str], float] = {}
    for number, others in like.items():
        for other in others:
            one, another = sorted((names[number], names[other]))
            if (one, another) not in shares and one in found and another in found:
                shares[one, another] = share(found[one], found[another])
    return {pair: common for pair, common in shares.items() if common >= SIMILARITY}
