"""Words of others within those of a page: kept apart, so that they turn no direction and can be told from the interface.

>>> marked("2016-05-04: " + apart("Reuters") + " <")
Markup('<span class="whole">2016-05-04</span>: <bdi lang="en">Reuters</bdi> &lt;')
"""

from __future__ import annotations

import re

from markupsafe import Markup, escape

REPORTS = "en"  # the language of the reports that are read
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
_DAY = re.compile(r"(?<![\w-])\d{4}-\d\d-\d\d(?![\w-])")  # is never broken over two lines
_ISOLATE = re.compile("([\u2066\u2068][^\u2066\u2068\u2069]*\u2069)")


def apart(text: str) -> str:
    """Words of others, kept from turning the direction of what stands around them.

    Characters that override the direction of text are shown as what they are; the rest stands between isolates.
    """
    return "\u2068" + "".join(f"[U+{ord(one):04X}]" if one in _TURNING else one for one in text) + "\u2069"


def code(text: str) -> str:
    """What is written so in every language (a day, a command), kept running from left to right."""
    return f"\u2066{text}\u2069"


def marked(text: str, language: str = REPORTS) -> Markup:
    """A text whose parts that are kept apart are marked as of a language; "" is one that nobody knows."""
    return Markup("").join(_marked(part, language) for part in _ISOLATE.split(text) if part)


def _marked(part: str, language: str) -> str:
    if part.startswith("\u2068"):
        return Markup('<bdi lang="{0}">{1}</bdi>').format(language, part[1:-1])
    if part.startswith("\u2066"):
        return Markup('<bdi class="whole" dir="ltr" translate="no">{0}</bdi>').format(part[1:-1])
    return Markup(_DAY.sub(r'<span class="whole">\g<0></span>', str(escape(part))))
