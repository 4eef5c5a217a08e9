"""Reads reports of armed conflict and keeps what they say, tied to the words and to whoever says so.

import sayso

nlp, gazetteer = sayso.load_model(), sayso.open_gazetteer(path)
pages = sayso.find_pages(["reports/"])
documents = [sayso.read_document(page) for page in pages if not isinstance(page, sayso.Failure)]
for result in sayso.analyse(documents, nlp=nlp, gazetteer=gazetteer):
    ...
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sayso.batch.run import analyse_parallel
    from sayso.errors import SaysoError
    from sayso.ingest.files import find_pages
    from sayso.language.parse import load_model
    from sayso.model import Claim, Document, Failure, Incident, Judgement, Page, Span
    from sayso.pipeline import Analysis, analyse, relate
    from sayso.resolve.compile import compile_gazetteer
    from sayso.resolve.gazetteer import open_gazetteer
    from sayso.store.filters import Filters
    from sayso.store.ledger import Ledger
    from sayso.text.page import read_document

__version__ = "0.1.0"

__all__ = [
    "Analysis",
    "Claim",
    "Document",
    "Failure",
    "Filters",
    "Incident",
    "Judgement",
    "Ledger",
    "Page",
    "SaysoError",
    "Span",
    "analyse",
    "analyse_parallel",
    "compile_gazetteer",
    "find_pages",
    "load_model",
    "open_gazetteer",
    "read_document",
    "relate",
]

# Where each name lives; it is fetched when first asked for, so that `sayso --help` need not load a parser.
_HOMES = {
    "Analysis": "sayso.pipeline",
    "Claim": "sayso.model",
    "Document": "sayso.model",
    "Failure": "sayso.model",
    "Filters": "sayso.store.filters",
    "Incident": "sayso.model",
    "Judgement": "sayso.model",
    "Ledger": "sayso.store.ledger",
    "Page": "sayso.model",
    "SaysoError": "sayso.errors",
    "Span": "sayso.model",
    "analyse": "sayso.pipeline",
    "analyse_parallel": "sayso.batch.run",
    "compile_gazetteer": "sayso.resolve.compile",
    "find_pages": "sayso.ingest.files",
    "load_model": "sayso.language.parse",
    "open_gazetteer": "sayso.resolve.gazetteer",
    "read_document": "sayso.text.page",
    "relate": "sayso.pipeline",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
