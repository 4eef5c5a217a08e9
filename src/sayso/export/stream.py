"""From a view of the ledger to an exporter, a batch at a time, so that a million claims need no more memory than a few.

>>> list(bunches(iter("abcde"), len, most=2))
[['a', 'b'], ['c', 'd'], ['e']]
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from sayso.export.exporter import Exporter, Options, Sheet, Told
from sayso.export.names import Names
from sayso.model import Claim, Document, Incident, Measure
from sayso.reconcile.counts import Whom
from sayso.reconcile.rules import Cell as TollCell
from sayso.reconcile.rules import cell
from sayso.store.filters import Filters
from sayso.store.view import View

Item = TypeVar("Item")
CLAIMS_HELD = 2_000  # of the incidents that are held at once; an incident with more is held alone


def bunches(items: Iterable[Item], weight: Callable[[Item], int], *, most: int) -> Iterator[list[Item]]:
    """The items in bunches that weigh no more than `most` each; one that weighs more stands alone."""
    held: list[Item] = []
    held_weight = 0
    for item in items:
        own = weight(item)
        if held and held_weight + own > most:
            yield held
            held, held_weight = [], 0
        held.append(item)
        held_weight += own
    if held:
        yield held


def sheets(view: View, filters: Filters, options: Options) -> Iterator[Sheet]:
    """The incidents asked for, newest first, undated last, each with its claims and documents; names masked as asked."""
    for incidents in bunches(view.incidents(filters), lambda one: len(one.claims), most=CLAIMS_HELD):
        claims = view.claims_with([name for one in incidents for name in one.claims])
        documents = view.documents_with({claim.doc for claim in claims.values()})
        changed = view.last_changes([one.id for one in incidents])
        for incident in incidents:
            found = sheet(incident, [claims[name] for name in incident.claims], documents, options)
            yield replace(found, changed=changed.get(incident.id))


def sheet(incident: Incident, claims: Sequence[Claim], documents: Mapping[str, Document], options: Options) -> Sheet:
    """An incident as exporters take it; `documents` may hold those of others too."""
    by_id = {claim.id: claim for claim in claims}
    own = {name: documents[name] for name in dict.fromkeys(claim.doc for claim in claims) if name in documents}
    names = None if options.with_names else Names.of(claims, own.values())

    def toll(measure: Measure, whom: Whom | None = None) -> TollCell | None:
        found = cell(incident, by_id, measure, rule=options.rule, whom=whom)
        return found if found is None or names is None else names.toll(found)

    if names is None:
        return Sheet(incident=incident, claims=tuple(claims), documents=own, toll=toll)
    return Sheet(
        incident=names.incident(incident),
        claims=tuple(map(names.claim, claims)),
        documents={name: names.document(one) for name, one in own.items()},
        toll=toll,
    )


def told(view: View, filters: Filters, options: Options) -> Iterator[Told]:
    """The live claims asked for, by day of report, document and position, each with its document; names masked as asked."""
    for part in view.claim_batches(filters):
        documents = view.documents_with({claim.doc for claim in part})
        incidents = view.incidents_of([claim.id for claim in part])
        for claim in part:
            document = documents[claim.doc]
            names = None if options.with_names else Names.of([claim], [document])
            yield Told(
                claim=claim if names is None else names.claim(claim),
                document=document if names is None else names.document(document),
                incident=incidents.get(claim.id),
            )


def feed(
    exporter: Exporter[Item],
    items: Iterable[Item],
    *,
    size: Callable[[Item], int] = lambda _: 1,
    tell: Callable[[int], None] = lambda _: None,
) -> int:
    """Set up, feed all, finish; how many were fed, by `size`. `tell` is told so after each."""
    exporter.setup()
    number = 0
    for item in items:
        exporter.feed(item)
        number += size(item)
        tell(number)
    exporter.finish()
    return number
