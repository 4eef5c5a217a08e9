"""`sayso places | times | quotes`: what one stage finds in documents, without a ledger.

>>> COLUMNS["times"][0]
'Document'
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.inputs import Failures, read_documents
from sayso.cli.options import MODEL, Docs, Model, Output, Published, read_date
from sayso.cli.output import chosen, print_table, say, write_lines
from sayso.cli.resources import gazetteer
from sayso.model import Failure
from sayso.telling import lines, wording

if TYPE_CHECKING:
    from sayso.pipeline import Analysis, Stage

COLUMNS = {
    "places": ("Document", "Words", "Place", "Country", "Known as", "Lat", "Lon"),
    "times": ("Document", "Words", "Type", "Value", "Days", "Why open"),
    "quotes": ("Document", "Who", "Cue", "Says"),
    "focus": ("Document", "Country", "Share"),
}
NUMBERS = ("Lat", "Lon", "Share")


def places(
    docs: Docs,
    published: Published = None,
    model: Model = MODEL,
    output: Output = None,
    focus: Annotated[
        bool, typer.Option("--focus", help="Instead, one line a document: the countries that it is about.")
    ] = False,
) -> None:
    """The place names of documents, and where each lies."""
    _run(docs, "places", published=published, model=model, output=output, told="focus" if focus else "places")


def times(docs: Docs, published: Published = None, model: Model = MODEL, output: Output = None) -> None:
    """The time expressions of documents, and the days that each stands for."""
    _run(docs, "times", published=published, model=model, output=output)


def quotes(docs: Docs, published: Published = None, model: Model = MODEL, output: Output = None) -> None:
    """Who says what in documents: direct and indirect speech."""
    _run(docs, "quotes", published=published, model=model, output=output)


def analyses(
    docs: Sequence[str], stage: Stage, *, published: str | None, model: str, failures: Failures
) -> Iterator[Analysis]:
    """The documents under the paths, each analysed as far as `stage`."""
    from sayso.language.parse import load_model
    from sayso.pipeline import MAPPED, analyse

    day = read_date(published)
    documents = (document for _, document in read_documents(docs, published=day, failures=failures))
    known = gazetteer() if stage in MAPPED else None
    for result in analyse(documents, nlp=load_model(model), gazetteer=known, stage=stage):
        if isinstance(result, Failure):
            failures.tell(result)
        else:
            yield result


def _run(
    docs: Sequence[str], stage: Stage, *, published: str | None, model: str, output: Output, told: str | None = None
) -> None:
    failures = Failures()
    found = analyses(docs, stage, published=published, model=model, failures=failures)
    told = told or stage
    if chosen(output) == "jsonl":
        write_lines(line for analysis in found for line in _LINES[told](analysis))
    else:
        count = print_table(COLUMNS[told], (row for one in found for row in _ROWS[told](one)), right=NUMBERS)
        if not count:
            say(f"no {stage} found")
    sys.stdout.flush()
    raise typer.Exit(failures.exit_status)


def _place_lines(found: Analysis) -> Iterator[lines.Line]:
    return (lines.place_line(found.document, mention, place) for mention, place in found.places)


def _focus_lines(found: Analysis) -> Iterator[lines.Line]:
    yield {
        "doc": found.document.id,
        "countries": [{"country": country, "share": share} for country, share in _focus(found)],
    }


def _focus(found: Analysis) -> list[tuple[str, float]]:
    from sayso.resolve.place_context import country_focus

    return country_focus(place for _, place in found.places)


def _time_lines(found: Analysis) -> Iterator[lines.Line]:
    return (lines.time_line(found.document, time) for _, time in found.times)


def _quote_lines(found: Analysis) -> Iterator[lines.Line]:
    return (lines.quote_line(found.document, attribution) for attribution in found.attributions)


def _place_rows(found: Analysis) -> Iterator[Sequence[str]]:
    for mention, place in found.places:
        dot = ("", "") if place.lat is None or place.lon is None else (f"{place.lat:.3f}", f"{place.lon:.3f}")
        yield found.document.id, mention.text, place.name or "", place.country or "", place.precision, *dot


def _focus_rows(found: Analysis) -> Iterator[Sequence[str]]:
    return ((found.document.id, country, f"{share:.0%}") for country, share in _focus(found))


def _time_rows(found: Analysis) -> Iterator[Sequence[str]]:
    for _, time in found.times:
        interval = time.interval
        days = wording.days(interval.first, interval.last)
        yield found.document.id, time.text, time.type, time.value, days, interval.reason or ""


def _quote_rows(found: Analysis) -> Iterator[Sequence[str]]:
    for one in found.attributions:
        cue = " ".join(found.document.quote(span) for span in one.cue)
        said = " ... ".join(" ".join(found.document.quote(span).split()) for span in one.content)
        yield found.document.id, ", as told by ".join(reversed(one.speaker)), cue, said


_LINES: dict[str, Callable[[Analysis], Iterable[lines.Line]]] = {
    "places": _place_lines,
    "focus": _focus_lines,
    "times": _time_lines,
    "quotes": _quote_lines,
}
_ROWS: dict[str, Callable[[Analysis], Iterable[Sequence[str]]]] = {
    "places": _place_rows,
    "focus": _focus_rows,
    "times": _time_rows,
    "quotes": _quote_rows,
}
