"""Words of reports in tables that spreadsheets open: none of them may be taken for a formula, which could do anything.

>>> guarded("=SUM(A1)"), guarded("8 killed")
("'=SUM(A1)", '8 killed')
"""

from __future__ import annotations

import re

# What a formula may begin with, as OWASP's page on CSV injection lists it; the last four are wide forms of the first.
_SIGNS = "=+-@\t\r\n＝＋－＠"
BEGINNING = f"^[{re.escape(_SIGNS)}]"  # an expression that finds them, for columns of Arrow too


def guarded(words: str) -> str:
    """Words that a spreadsheet could take for a formula, with an apostrophe before them."""
    return "'" + words if words.startswith(tuple(_SIGNS)) else words
