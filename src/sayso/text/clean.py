r"""Text as given to clean text: NFC, plain spaces, plain line ends, nothing invisible; and the map back.

>>> text, offsets = clean("Two\u00a0jets\r\nwere\u200b lost at Cafe\u0301 Roma")
>>> text
'Two jets\nwere lost at Café Roma'
>>> offsets.span(Span(9, 13)), offsets.span(Span(22, 26))
(Span(start=10, end=14), Span(start=24, end=29))
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from sayso.model import OffsetMap, Span

__all__ = ["Span", "clean"]

_JOINERS = "\u200c\u200d"  # they shape Persian words and join emoji; elsewhere they are noise
# Soft hyphen, Arabic letter mark, zero-width space, direction marks, word joiner and its kin, byte order mark.
_INVISIBLE = "\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
_CONTROL = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"
_DROPPED = re.compile(f"[{_INVISIBLE}{_CONTROL}]")
_SPACES = "\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_BREAKS = "\x0b\x0c\x85\u2028\u2029"
_LONGER = re.compile(f"[\r{_JOINERS}{_INVISIBLE}{_CONTROL}]")  # what changes the length
_LONE_SURROGATE = "[\ud800-\udfff]"
_REPLACED = re.compile(f"([{_SPACES}])|([{_BREAKS}])|({_LONE_SURROGATE})")
_REPLACEMENTS = (" ", "\n", "\ufffd")
_HANGUL_JOINS = range(0x1160, 0x1200)  # vowels and finals, which join the consonant before them


def clean(given: str) -> tuple[str, OffsetMap]:
    """The clean form of `given`, and where each of its code points stood. The clean form of a clean text is itself."""
    text = _REPLACED.sub(_replacement, given)
    if not _LONGER.search(text) and unicodedata.is_normalized("NFC", text):
        return text, OffsetMap()
    parts: list[str] = []
    edits: list[tuple[int, int, int, int]] = []
    at = reached = 0
    for cluster, start, end in _clusters(_kept(text)):
        composed = unicodedata.normalize("NFC", cluster)
        if start > reached:
            edits.append((at, at, reached, start))
        if composed != cluster or end - start != len(cluster):
            edits.append((at, at + len(composed), start, end))
        parts.append(composed)
        at, reached = at + len(composed), end
    return "".join(parts), OffsetMap(tuple(edits))


def _replacement(match: re.Match[str]) -> str:
    assert match.lastindex is not None, "each branch of the pattern is a group"
    return _REPLACEMENTS[match.lastindex - 1]


def _kept(text: str) -> Iterator[tuple[str, int, int]]:
    """Each character that stays, with where it stood; a CR, alone or with its LF, is a line feed."""
    last = ""
    position = 0
    while position < len(text):
        character, start = text[position], position
        position += 1
        if character == "\r":
            character = "\n"
            position += text[position : position + 1] == "\n"
        elif _DROPPED.match(character) or (character in _JOINERS and (not last or last.isascii())):
            continue
        last = character
        yield character, start, position


def _clusters(characters: Iterator[tuple[str, int, int]]) -> Iterator[tuple[str, int, int]]:
    """The characters in the smallest groups that normalise alone: a base and what may join it."""
    group, start, end = "", 0, 0
    for character, first, last in characters:
        if group and not _joins(character):
            yield group, start, end
            group = ""
        if not group:
            start = first
        group, end = group + character, last
    if group:
        yield group, start, end


def _joins(character: str) -> bool:
    if character.isascii():
        return False
    return unicodedata.category(character)[0] == "M" or ord(character) in _HANGUL_JOINS
