"""Reads reports of armed conflict and keeps what they say, tied to the words and to whoever says so.

import sayso

harvest = sayso.read("reports/", ledger="week.db")
for incident in harvest.ledger.incidents(place="Raqqa", since="2015-11", disputed=True):
    dossier = harvest.ledger.dossier(incident)
    print(sayso.toll(incident, dossier.claims, "killed", rule="conservative"))
harvest.ledger.to_pandas("accounts", place="Raqqa")

docs/python.md tells of each name. Beside these, `sayso.model` (the record), `sayso.review` (acts of people), `sayso.errors`
and `sayso.batch` are for all to use.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sayso.errors import SaysoError
    from sayso.ingest.files import find_pages
    from sayso.language.parse import load_model
    from sayso.model import Claim, Document, Failure, Incident, Page, Span
    from sayso.notebook.dossier import toll
    from sayso.notebook.ledger import Ledger
    from sayso.notebook.reading import read
    from sayso.notebook.tables import table
    from sayso.pipeline import Analysis, analyse, relate
    from sayso.resolve.compile import compile_gazetteer
    from sayso.resolve.gazetteer import open_gazetteer
    from sayso.store.filters import Filters
    from sayso.text.page import read_document

__version__ = "0.1.0"

__all__ = [
    "Analysis",
    "Claim",
    "Document",
    "Failure",
    "Filters",
    "Incident",
    "Ledger",
    "Page",
    "SaysoError",
    "Span",
    "analyse",
    "compile_gazetteer",
    "find_pages",
    "load_model",
    "open_gazetteer",
    "read",
    "read_document",
    "relate",
    "table",
    "toll",
]

# Where each name lives; it is fetched when first asked for, so that `sayso --help` need not load a parser.
_HOMES = {
    "Analysis": "sayso.pipeline",
    "Claim": "sayso.model",
    "Document": "sayso.model",
    "Failure": "sayso.model",
    "Filters": "sayso.store.filters",
    "Incident": "sayso.model",
    "Ledger": "sayso.notebook.ledger",
    "Page": "sayso.model",
    "SaysoError": "sayso.errors",
    "Span": "sayso.model",
    "analyse": "sayso.pipeline",
    "compile_gazetteer": "sayso.resolve.compile",
    "find_pages": "sayso.ingest.files",
    "load_model": "sayso.language.parse",
    "open_gazetteer": "sayso.resolve.gazetteer",
    "read": "sayso.notebook.reading",
    "read_document": "sayso.text.page",
    "relate": "sayso.pipeline",
    "table": "sayso.notebook.tables",
    "toll": "sayso.notebook.dossier",
}
_ROOMS = (
    "batch",
    "errors",
    "model",
    "review",
)  # rooms that stand open: `sayso.review.Merge` needs no import of its own


def __getattr__(name: str) -> Any:
    if name in _ROOMS:
        return import_module(f"{__name__}.{name}")
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return [*__all__, *_ROOMS, "__version__"]


def load_ipython_extension(shell: Any) -> None:
    """What IPython calls for `%load_ext sayso`: claims, incidents and sources are shown as tables and quotes."""
    import_module("sayso.notebook.display").install(shell)


if "IPython" in sys.modules and (_shell := sys.modules["IPython"].get_ipython()) is not None:
    load_ipython_extension(_shell)  # in a notebook nobody should have to ask for it
