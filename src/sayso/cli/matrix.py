"""An incident as a matrix: a row an account, a column a question, and beneath each row the words it rests on.

>>> [heading for heading, _ in COLUMNS]
['What', 'Where', 'When', 'Killed', 'Injured', 'Destroyed']
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from sayso.cli.output import column_widths, print_indented
from sayso.model import Claim, Document, Figure, Toll
from sayso.telling import wording
from sayso.telling.further import further_sentences
from sayso.telling.matrix import Row

UNSAID = "–"
DIFFERS = " ≠"
ASIDE = " (set aside)"  # told, but of a part, or below what the report that quotes it counts itself: not in the range
MOST_NAMED = 2  # places or times named in a cell; the words beneath have them all


def _what(row: Row) -> str:
    doing = [claim for claim in row.claims if claim.actor is not None and claim.actor.text == row.account.actor]
    kinds = Counter(claim.kind for claim in doing or row.claims)  # what the doer named beside it did
    said = wording.kind_words(min(kinds, key=lambda kind: (-kinds[kind], kind))) if kinds else UNSAID
    by = f" by {row.account.actor}" if row.account.actor is not None else ""
    status = "" if row.account.occurred == "asserted" else f", {row.account.occurred}"
    mark = DIFFERS if {"responsibility", "occurrence"} & set(row.differs) else ""
    return said + by + status + mark


def _where(row: Row) -> str:
    places = [place for claim in row.claims for place in claim.places if place.role == "site"]
    exact = [place for place in places if place.precision in ("exact", "near", "settlement")] or places
    names = list(dict.fromkeys(wording.place_words(place) for place in exact))
    return _some(names) + (DIFFERS if "place" in row.differs else "")


def _when(row: Row) -> str:
    intervals = [claim.time.interval for claim in row.claims if claim.time is not None]
    known = [interval for interval in intervals if interval.first is not None or interval.last is not None]
    names = list(dict.fromkeys(wording.days(interval.first, interval.last) for interval in known))
    return _some(names) + (DIFFERS if "date" in row.differs else "")


def _toll(measure: str) -> Callable[[Row], str]:
    def cell(row: Row) -> str:
        toll: Toll | None = getattr(row.account, measure)
        aside = ASIDE if measure in row.account.aside else ""
        words = wording.toll_words(toll) or _some(row.none[measure])
        return words + aside + (DIFFERS if measure in row.differs else "")

    return cell


def _destroyed(row: Row) -> str:
    figures = [figure for _, figure in row.account.figures if figure.measure in ("destroyed", "damaged")]
    said = [
        f"{wording.range_words(one.low, one.high)} {one.unit or ''}".strip() for one in figures if one.part_of is None
    ]
    return _some(list(dict.fromkeys(said)))


def _some(names: Sequence[str]) -> str:
    if not names:
        return UNSAID
    more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    return "; ".join(names[:MOST_NAMED]) + more


COLUMNS: tuple[tuple[str, Callable[[Row], str]], ...] = (
    ("What", _what),
    ("Where", _where),
    ("When", _when),
    ("Killed", _toll("killed")),
    ("Injured", _toll("injured")),
    ("Destroyed", _destroyed),
)


def print_matrix(out: Console, rows: Sequence[Row], documents: Mapping[str, Document]) -> None:
    """The matrix, as wide as the console; a column that no account fills is left out."""
    cells = {heading: [cell(row) for row in rows] for heading, cell in COLUMNS}
    shown = [heading for heading, column in cells.items() if any(text != UNSAID for text in column)]
    texts = [[row.account.origin, *(cells[heading][number] for heading in shown)] for number, row in enumerate(rows)]
    lines = [["Account", *shown], *texts]
    widths, gap = column_widths(list(zip(*lines, strict=True)), room=out.width)
    out.print(_line(lines[0], widths, gap, style="bold"))
    out.print(Text("─" * (sum(widths) + gap * len(shown)), style="dim"))
    for row, line in zip(rows, texts, strict=True):
        out.print(_line(line, widths, gap, first="bold"))
        for left, text in _beneath(row, documents):
            print_indented(out, text, left)
        out.print()


def _line(texts: Sequence[str], widths: Sequence[int], gap: int, *, style: str = "", first: str = "") -> Table:
    grid = Table.grid(padding=(0, gap, 0, 0))
    for width in widths:
        grid.add_column(width=width, overflow="fold")
    grid.add_row(*(Text(text, style=first if first and not number else style) for number, text in enumerate(texts)))
    return grid


def _beneath(row: Row, documents: Mapping[str, Document]) -> Iterator[tuple[int, Text]]:
    """The figures with their words and documents; then, in words, what differs; each with its indent."""
    figures: dict[str, list[Figure]] = {}
    for name, figure in row.account.figures:
        figures.setdefault(name, []).append(figure)
    telling = [claim for claim in row.claims if claim.id in figures] or list(row.claims[:1])
    for claim, *copies in _in_the_same_words(telling):
        yield from quote(claim, figures.get(claim.id, ()), documents, replaced=claim.id in row.account.history)
        for copy in copies:
            yield 4, Text(f"in the same words in {_where_it_stands(copy, documents)}", style="dim")
    rest = len(row.claims) - len(telling)
    if rest > 0:
        yield 2, Text(f"and {wording.count(rest, 'more claim')} without figures", style="dim")
    for question, others in row.differs.items():
        yield 2, Text(f"≠ {wording.DISPUTES.get(question, question)}: differs from {'; '.join(others)}", style="yellow")


def _in_the_same_words(claims: Sequence[Claim]) -> list[list[Claim]]:
    """The claims, each with those that other reports tell in its very words (or its words after a dateline)."""
    groups: list[list[Claim]] = []
    for claim in claims:
        said = " ".join(claim.evidence.split())
        for group in groups:
            other = " ".join(group[0].evidence.split())
            if claim.doc not in {one.doc for one in group} and (said.endswith(other) or other.endswith(said)):
                group.append(claim)
                break
        else:
            groups.append([claim])
    return groups


def _where_it_stands(claim: Claim, documents: Mapping[str, Document]) -> str:
    document = documents.get(claim.doc)
    day = f", {document.published}" if document is not None and document.published is not None else ""
    return f"{claim.doc}{day}; claim {wording.short(claim.id)}"


def _further(claim: Claim, figures: Sequence[Figure], documents: Mapping[str, Document]) -> Iterator[tuple[int, Text]]:
    """The sentences beside the claim's own in which figures stand, so that each figure is read with its words."""
    document = documents.get(claim.doc)
    if document is None:
        return
    for span in further_sentences(document.text, claim.span, [one.span for one in figures]):
        words = Text(f"and “{span.quote(document.text)}”", style="italic")
        for figure in figures:
            if span.start <= figure.span.start and figure.span.end <= span.end:
                words.stylize("bold", figure.span.start - span.start + 5, figure.span.end - span.start + 5)
        yield 4, Text(" ").join(words.split())


def quote(
    claim: Claim, figures: Sequence[Figure], documents: Mapping[str, Document], *, replaced: bool = False
) -> Iterator[tuple[int, Text]]:
    """A claim's figures, its words with the figures marked, and where they stand."""
    if figures:
        note = " (an earlier toll, replaced by the same source)" if replaced else ""
        yield 2, Text("; ".join(dict.fromkeys(map(wording.figure_words, figures))) + note)
    words = Text(f"“{claim.evidence}”", style="italic")
    for figure in figures:
        start, end = figure.span.start - claim.span.start + 1, figure.span.end - claim.span.start + 1
        if 0 < start < end <= len(claim.evidence) + 1:
            words.stylize("bold", start, end)
    yield 4, Text(" ").join(words.split())
    yield from _further(claim, figures, documents)
    yield 4, Text(f"{wording.source_words(claim)}; in {_where_it_stands(claim, documents)}", style="dim")
