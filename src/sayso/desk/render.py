"""Templates: where they lie, and that everything in them is escaped.

>>> environment().from_string("{{ said }}").render(said="<b>")
'&lt;b&gt;'
"""

from __future__ import annotations

import re
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from sayso.desk.apart import apart, marked


def environment() -> Environment:
    """The desk's templates; a name that is not given is an error, never a blank."""
    made = Environment(
        loader=PackageLoader("sayso.desk"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters["path"] = lambda text: quote(str(text), safe="")
    made.filters["isolated"] = apart
    made.filters["told"] = marked
    made.filters["retold"] = lambda text, words: words.retold(text)
    made.filters["shown"] = shown
    return made


def shown(text: str) -> Markup:
    """Words of a document in a block of their own direction: every character as it is, but those that override direction.

    >>> shown("a\u202eb<")
    Markup('a<span class="turn" data-char="202E">U+202E</span>b&lt;')
    """
    return Markup("").join(
        Markup('<span class="turn" data-char="{0}">U+{0}</span>').format(f"{ord(part):04X}")
        if part in _OVERRIDING
        else part
        for part in _OVERRIDES.split(text)
        if part
    )


_OVERRIDING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_OVERRIDES = re.compile("([\u202a-\u202e\u2066-\u2069])")
