"""How a notebook shows what Sayso gives: plain HTML without scripts or colours of its own, so that light and dark both do.

The record imports nothing of ours and knows nothing of notebooks; so its classes bear no `_repr_html_`, and IPython is
told here how to show them (by the names of the classes, which are not imported for it). Our own lists and dossiers show
themselves.

>>> from sayso.model import Figure
>>> marked("At least 8 <people> died.", 0, [(0, 19)])
'<mark style="background:none;color:inherit;font-weight:bold;text-decoration:underline">At least 8 &lt;people&gt;</mark> died.'
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from itertools import groupby
from typing import Any

from sayso.model import Claim, Document, Failure, Incident
from sayso.store.reading import SourceCount
from sayso.telling import wording
from sayso.telling.matrix import TALLIES, Row

MOST = 50  # rows that are shown of a list
_MARK = '<mark style="background:none;color:inherit;font-weight:bold;text-decoration:underline">'
_CELL = 'style="text-align:left;vertical-align:top"'


def install(shell: Any) -> None:
    """Tell a running IPython how claims, incidents and sources are shown; `import sayso` in a notebook does so itself."""
    forms = shell.display_formatter.formatters
    for (module, name), form in SHOWN.items():
        forms["text/html"].for_type_by_name(module, name, form)
        forms["text/plain"].for_type_by_name(module, name, _print_line)


def _print_line(one: object, printer: Any, _cycle: bool) -> None:
    """What IPython calls to print a thing where HTML is not shown."""
    printer.text(line(one))


def line(one: object) -> str:
    """A thing in one line of plain text."""
    kind = type(one)
    return " · ".join(filter(None, _LISTS[kind][1](one))) if kind in _LISTS else repr(one)


def listed_text(things: Sequence[object]) -> str:
    """A list in plain text, a line a thing; no more than `MOST`, and how many more there are."""
    more = [f"and {len(things) - MOST:,} more"] if len(things) > MOST else []
    return "\n".join([*map(line, things[:MOST]), *more]) or "nothing found"


def claim_html(claim: Claim, document: Document | None = None) -> str:
    """A claim: who says it, its words with the figures marked, and what was understood of them."""
    spans = [(figure.span.start, figure.span.end) for figure in claim.figures]
    head = f"{_escaped(wording.event_words(claim))} · {_escaped(wording.source_words(claim))}"
    quote = f'<blockquote dir="auto">{marked(claim.evidence, claim.span.start, spans)}</blockquote>'
    facts = [_escaped(words) for words in _facts(claim)]
    where = _document(claim.doc, document)
    return f"<div><p><b>{head}</b></p>{quote}<p>{' · '.join([*facts, where])}</p></div>"


def incident_html(incident: Incident) -> str:
    """An incident: what, where, when, and its accounts side by side."""
    rows = [
        (account.origin, account.occurred, account.actor or "", *map(wording.toll_words, (account.killed, account.injured)), ", ".join(account.docs))
        for account in incident.accounts
    ]  # fmt: skip
    return f"<div>{_head(incident)}{_table(('Account', 'It', 'By', 'Killed', 'Injured', 'Reports'), rows)}{_disagreements(incident)}</div>"


def dossier_html(incident: Incident, rows: Iterable[Row], documents: Mapping[str, Document]) -> str:
    """An incident: its accounts side by side, each with its words, figures marked, and with whom it differs."""
    told = "".join(_row(row, documents) for row in rows)
    heads = "".join(f"<th {_CELL}>{head}</th>" for head in ("Account", "Killed", "Injured", "In these words"))
    return f"<div>{_head(incident)}<table><thead><tr>{heads}</tr></thead><tbody>{told}</tbody></table>{_disagreements(incident)}</div>"


def listed_html(things: Sequence[object]) -> str:
    """A list as a table, by what is in it; no more than `MOST` rows, and how many more there are."""
    if not things:
        return "<p>nothing found</p>"
    kind = type(things[0])
    if kind not in _LISTS or any(type(one) is not kind for one in things):
        return f"<pre>{_escaped(repr(list(things)))}</pre>"
    heads, row = _LISTS[kind]
    rows = [row(one) for one in things[:MOST]]
    more = f"<p>and {len(things) - MOST:,} more</p>" if len(things) > MOST else ""
    return f"<div>{_table(heads, rows)}{more}</div>"


def source_html(count: SourceCount) -> str:
    """A source with how much it is the source of."""
    heads, row = _LISTS[SourceCount]
    return f"<div>{_table(heads, [row(count)])}</div>"


def dossier_text(incident: Incident, rows: Iterable[Row]) -> str:
    """An incident in plain text: a line an account, beneath it its words."""
    told = [line(incident)]
    for row in rows:
        tolls = [
            f"{name} {wording.toll_words(getattr(row.account, name))}" for name in TALLIES if getattr(row.account, name)
        ]
        told.append("  " + " · ".join([row.account.origin, *tolls]))
        told += [f"    “{claim.evidence}” ({claim.doc})" for claim in row.claims]
    return "\n".join(told)


def harvest_text(ledger: str, counts: Mapping[str, int], failures: Sequence[Failure]) -> str:
    """What came of reading, in plain text."""
    told = " · ".join(f"{number:,} {words}" for words, number in counts.items())
    return "\n".join([f"{told}, into {ledger}", *(f"failed: {one.document}: {one.reason}" for one in failures[:MOST])])


def harvest_html(ledger: str, counts: Mapping[str, int], failures: Sequence[Failure]) -> str:
    """What came of reading: counts, and what failed and why."""
    told = " · ".join(f"{number:,} {words}" for words, number in counts.items())
    failed = [(one.document, one.reason) for one in failures[:MOST]]
    lost = f"<p>{len(failures):,} failed</p>{_table(('Document', 'Why'), failed)}" if failures else ""
    return f"<div><p>{_escaped(told)}, into {_escaped(ledger)}</p>{lost}</div>"


def marked(text: str, start: int, spans: Iterable[tuple[int, int]]) -> str:
    """The text, which begins at `start` of its document, with spans of the document marked where they stand in it."""
    inside = [False] * len(text)
    for first, last in spans:
        for at in range(max(0, first - start), min(len(text), last - start)):
            inside[at] = True
    parts = [
        "".join(letter for letter, _ in run) for _, run in groupby(zip(text, inside, strict=True), lambda one: one[1])
    ]
    is_marked = [key for key, _ in groupby(inside)]
    return "".join(
        f"{_MARK}{_escaped(part)}</mark>" if key else _escaped(part) for part, key in zip(parts, is_marked, strict=True)
    )


def _escaped(words: str) -> str:
    """Words as HTML; half a character of a broken text becomes its escape."""
    return escape(words.encode("utf-8", "backslashreplace").decode("utf-8"))


def _facts(claim: Claim) -> list[str]:
    time = None if claim.time is None else claim.time.interval
    told = [
        "; ".join(map(wording.place_words, claim.places)),
        "" if time is None else wording.days(time.first, time.last),
        "" if claim.actor is None else f"by {claim.actor.text}",
        "" if claim.target is None else f"against {claim.target.text}",
        "; ".join(map(wording.figure_words, claim.figures)),
    ]
    return [words for words in told if words]


def _document(name: str, document: Document | None) -> str:
    """The report's name, with publisher and day where they are known; a link only to a web page."""
    known = (
        []
        if document is None
        else [document.publisher, None if document.published is None else str(document.published)]
    )
    words = _escaped(", ".join([name, *(one for one in known if one)]))
    url = None if document is None else document.url
    if url is None or not url.lower().startswith(("https://", "http://")):
        return words
    return f'<a href="{_escaped(url)}" rel="noreferrer">{words}</a>'


def _head(incident: Incident) -> str:
    when, where = wording.days(incident.when.first, incident.when.last), wording.place_words(incident.place)
    tolls = [
        f"{name} {wording.toll_words(toll)}"
        for name, toll in (("killed", incident.killed), ("injured", incident.injured))
        if toll is not None
    ]
    graded = [f"{incident.grade}: {incident.grade_rule}"] if incident.grade else []
    first = f"<b>{_escaped(wording.kind_words(incident.kind))} · {_escaped(where)} · {_escaped(when)}</b>"
    counts = (wording.count(len(incident.accounts), "account"), wording.count(len(incident.claims_by_doc), "report"))
    second = " · ".join(map(_escaped, [*tolls, *counts, *graded, f"incident {incident.id}"]))
    return f"<p>{first}<br/>{second}</p>"


def _row(row: Row, documents: Mapping[str, Document]) -> str:
    account = row.account
    beneath = "".join(
        f"<br/>differs ({_escaped(q)}): {_escaped('; '.join(others))}" for q, others in row.differs.items()
    )
    quotes = "".join(
        f'<p dir="auto">“{marked(claim.evidence, claim.span.start, [(f.span.start, f.span.end) for f in claim.figures])}”'
        f"<br/>{_document(claim.doc, documents.get(claim.doc))}</p>"
        for claim in row.claims
    )
    cells = (f"<b>{_escaped(account.origin)}</b>{_occurred(account.occurred)}{beneath}", _tolled(row, "killed"), _tolled(row, "injured"), quotes)  # fmt: skip
    return "<tr>" + "".join(f"<td {_CELL}>{cell}</td>" for cell in cells) + "</tr>"


def _occurred(occurred: str) -> str:
    return "" if occurred == "asserted" else f" ({_escaped(occurred)})"


def _tolled(row: Row, measure: str) -> str:
    words = wording.toll_words(getattr(row.account, measure))
    return f"{_escaped(words)} (set aside)" if measure in row.account.aside else _escaped(words)


def _disagreements(incident: Incident) -> str:
    if not incident.disagreements:
        return ""
    told = "".join(f"<li>{_escaped(one.says)}</li>" for one in incident.disagreements)
    return f"<p>They cannot all hold:</p><ul>{told}</ul>"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    head = "".join(f"<th {_CELL}>{_escaped(one)}</th>" for one in heads)
    body = "".join(
        "<tr>" + "".join(f'<td {_CELL} dir="auto">{_escaped(cell)}</td>' for cell in row) + "</tr>" for row in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _of_incident(one: Incident) -> Sequence[str]:
    return (
        wording.short(one.id),
        wording.days(one.when.first, one.when.last),
        wording.place_words(one.place),
        wording.kind_words(one.kind),
        wording.toll_words(one.killed),
        wording.toll_words(one.injured),
        f"{len(one.accounts):,}",
        ", ".join(dict.fromkeys(wording.DISPUTES[other.type] for other in one.disagreements)),
    )


def _of_claim(one: Claim) -> Sequence[str]:
    figures = "; ".join(map(wording.figure_words, one.figures))
    return (wording.short(one.id), one.doc, wording.source_words(one), wording.event_words(one), figures, one.evidence)


def _of_document(one: Document) -> Sequence[str]:
    published = wording.UNKNOWN if one.published is None else str(one.published)
    return (one.id, published, one.publisher or "", one.title or "", f"{len(one.text):,}")


def _of_source(one: SourceCount) -> Sequence[str]:
    chain = " > ".join(line.name for line in one.source) or "the report itself"
    last = one.source[-1] if one.source else None
    kind, party = ("", "") if last is None else (last.type or wording.UNKNOWN, wording.PARTY[last.party])
    return (chain, kind, party, f"{one.claims:,}", f"{one.documents:,}", f"{one.disputed:,}")


_LISTS: dict[type, tuple[Sequence[str], Callable[[Any], Sequence[str]]]] = {
    Incident: (("Incident", "When", "Where", "What", "Killed", "Injured", "Accounts", "Disputed"), _of_incident),
    Claim: (("Claim", "Report", "Who says it", "What", "Figures", "In these words"), _of_claim),
    Document: (("Report", "Published", "Publisher", "Title", "Characters"), _of_document),
    SourceCount: (("Who says it", "Type", "Party", "Claims", "Reports", "Disputed"), _of_source),
}

# What IPython is told to show so, by module and name of the class.
SHOWN: dict[tuple[str, str], Callable[[Any], str]] = {
    ("sayso.model.claim", "Claim"): claim_html,
    ("sayso.model.incident", "Incident"): incident_html,
    ("sayso.store.reading", "SourceCount"): source_html,
}
