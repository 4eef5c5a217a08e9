"""Words that somebody is called by: titles, heads of names of bodies, and words that stand for a name told before.

>>> "colonel" in titles(), "group" in stand_ins(), "archive" in named_again()
(True, True, True)
"""

from __future__ import annotations

from functools import cache

from sayso.lexicon import load
from sayso.lexicon.bodies import kinds

_SECTIONS = ("honorifics", "ranks", "offices", "roles")
_JOINTS = frozenset({"of", "for", "and", "in", "at", "on", "to", "de", "al", "the"})


@cache
def heads() -> frozenset[str]:
    """The last words of all wordings for bodies, and the titles."""
    return frozenset(wording.split()[-1] for wording in kinds()) | titles()


@cache
def titles() -> frozenset[str]:
    """Titles of one word, and the last word of longer ones ("group captain": "captain")."""
    listed = load("titles")
    plain = (title.split(" of ")[0] for section in _SECTIONS for title in listed[section])
    return frozenset(title.split()[-1] for title in plain) - _JOINTS


@cache
def long_titles() -> frozenset[str]:
    """Titles of two words."""
    listed = load("titles")
    return frozenset(title for section in _SECTIONS for title in listed[section] if title.count(" ") == 1)


@cache
def stand_ins() -> frozenset[str]:
    """Words that can stand for a name told before, whatever its own title: "the group", "the minister"."""
    return frozenset(load("titles")["stand_ins"])


@cache
def named_again() -> frozenset[str]:
    """Words that can stand for a name told before that ends in them: "the archive"."""
    return frozenset(load("titles")["named_again"])


@cache
def saying() -> frozenset[str]:
    """Verbs of those who speak."""
    verbs = load("cues")["verbs"]
    return frozenset(
        word
        for stance in ("asserts", "confirms", "denies", "accuses", "demands", "believes", "expects")
        for word in verbs[stance]
    )
