"""Records: all that a ledger keeps, a JSON object a line, from which an equal ledger can be made.

>>> RecordExporter.takes
'ledger'
"""

from __future__ import annotations

from typing import ClassVar

from sayso.errors import UsageError
from sayso.export.exporter import Exporter, Takes


class RecordExporter(Exporter[str]):
    """JSON lines as the ledger gives them. They hold whole reports, so whoever wants them says that names are wanted."""

    takes: ClassVar[Takes] = "ledger"

    def setup(self) -> None:
        if not self.options.with_names:
            raise UsageError(
                found="records without --with-names",
                expected="that you want all that reports say, names of victims and witnesses too: with them masked "
                "no ledger could be made again",
                mend="add --with-names, or choose another format",
            )

    def feed(self, item: str) -> None:
        self.write(item + "\n")
