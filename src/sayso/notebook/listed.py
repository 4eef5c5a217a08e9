"""A list that a notebook shows as a table: incidents, claims, documents or sources, as the ledger gives them.

>>> Listed([1, 2])[:1]
[1]
"""

from __future__ import annotations

from typing import Any, TypeVar

from sayso.notebook import display

Item = TypeVar("Item")


class Listed(list[Item]):
    """A list, and nothing else but how it is shown: what is made of it (a slice, a sorted copy) is a plain list again.

    >>> Listed([])._repr_html_()
    '<p>nothing found</p>'
    """

    def _repr_html_(self) -> str:
        return display.listed_html(self)

    def _repr_pretty_(self, printer: Any, _cycle: bool) -> None:
        printer.text(display.listed_text(self))
