"""Attributions: who says what, with the words that name the source, the words that attribute and the words that are said.

>>> from sayso.language.parse import load_model
>>> doc = load_model()("At least nine people were killed, the ministry said. “We heard jets,” a resident told reporters.")
>>> [(a.source[-1].quote(doc.text), a.kind) for a in find_attributions(doc)]
[('the ministry', 'indirect'), ('a resident', 'direct')]
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Literal

from spacy.tokens import Doc

from sayso.extract.carrying import carry_on
from sayso.extract.cuewords import words
from sayso.extract.linked import join_links
from sayso.extract.phrased import find_phrased
from sayso.extract.quotation import find_quotations, words_in
from sayso.extract.relayed import as_told, join_cited
from sayso.extract.report import Report
from sayso.extract.reported import find_reports
from sayso.extract.runon import part
from sayso.extract.statements import find_statements
from sayso.extract.stretches import Stretch, Stretches, meet, those_at, within
from sayso.model import Attribution, Link, Span

Kind = Literal["direct", "indirect", "mixed"]
COVERED = 0.5  # share of a trigger's characters that must lie in the content
DIRECT = 0.8  # share of the content's words within quote marks that makes it direct


def find_attributions(doc: Doc, links: Iterable[Link] | None = None) -> Iterator[Attribution]:
    """Each attribution of the document in the order of its cues; spans are code points of the document's text.

    `source` is a chain, outermost first: where a report stands within another's content, the other's source comes
    before. An empty chain names nobody ("reportedly"). `links` are the tagger's; without them the rules stand alone.
    """
    quotations = list(find_quotations(doc))
    reports = [*find_statements(doc), *find_reports(doc, quotations), *find_phrased(doc)]
    reports = _distinct(join_cited(doc, reports))
    if links is not None:
        reports = as_told(doc, join_links(doc, reports, links))
    reports = [part(doc, _widen(report, quotations)) for report in reports]
    reports = carry_on(doc, reports, quotations)
    saying = Stretches((report.content, report) for report in reports)
    for report in sorted(reports, key=lambda report: report.cue):
        yield Attribution(
            source=tuple(_span(doc, stretch) for stretch in _chain(report, saying.at(report.cue))),
            cue=(_span(doc, report.cue),),
            content=tuple(_span(doc, stretch) for stretch in report.content),
            kind=_kind(doc, report.content, quotations),
            stance=report.stance,
        )


def covering(attributions: Iterable[Attribution], span: Span) -> Attribution | None:
    """The innermost attribution on whose say-so the words at `span` (an event's trigger) stand; None: the report's own.

    Attributions that take for granted what they speak of ("condemned the attack") vouch for nothing and are passed over.
    """
    found = [a for a in attributions if a.stance in words("vouching") and _covers(a, span)]
    return min(found, key=lambda a: (sum(map(len, a.content)), -len(a.source)), default=None)


def _covers(attribution: Attribution, span: Span) -> bool:
    shared = sum(max(0, min(span.end, part.end) - max(span.start, part.start)) for part in attribution.content)
    return shared >= COVERED * max(1, len(span))


def _span(doc: Doc, stretch: Stretch) -> Span:
    last = doc[stretch[1]]
    return Span(doc[stretch[0]].idx, last.idx + len(last))


def _widen(report: Report, quotations: Sequence[Stretch]) -> Report:
    """The report with each quotation that its content cuts into made whole, as far as cue and source allow."""
    content: list[Stretch] = []
    for first, last in report.content:
        for start, end in those_at(quotations, (first, last)):
            if not within(report.cue, (start, end)):
                first, last = min(first, start), max(last, end)
        content.append((first, last))
    return replace(report, content=tuple(_merge(content)))


def _merge(content: list[Stretch]) -> list[Stretch]:
    """Stretches in order, joined where they meet."""
    merged: list[Stretch] = []
    for first, last in sorted(content):
        if merged and first <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return merged


def _distinct(reports: list[Report]) -> list[Report]:
    """One report a cue, the first found."""
    kept: dict[Stretch, Report] = {}
    for report in reports:
        kept.setdefault(report.cue, report)
    return list(kept.values())


def _chain(report: Report, reports: Iterable[Report]) -> list[Stretch]:
    """Sources from the outermost to the report's own, through those of the reports within whose content its cue stands."""
    around = [
        r
        for r in reports
        if r is not report
        and r.source is not None
        and r.stance not in words("turning_down")
        and any(within(report.cue, part) for part in r.content)
    ]
    around.sort(key=lambda r: -sum(last - first for first, last in r.content))
    own = [link for link in (report.via, report.source) if link is not None]
    chain: list[Stretch] = []
    for link in (link for r in around for link in (r.via, r.source)):
        if link is not None and not any(meet(link, other) for other in (*chain, *own)):
            chain.append(link)
    return [*chain, *dict.fromkeys(own)]


def _kind(doc: Doc, content: tuple[Stretch, ...], quotations: Sequence[Stretch]) -> Kind:
    total = sum(words_in(doc, *part) for part in content)
    quoted = sum(
        words_in(doc, max(a, first), min(b, last))
        for first, last in content
        for a, b in those_at(quotations, (first, last))
    )
    if not quoted:
        return "indirect"
    return "direct" if quoted >= DIRECT * total else "mixed"
