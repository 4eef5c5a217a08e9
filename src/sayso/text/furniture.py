r"""Furniture: what stands in the text of a page and is no part of the report. No claim starts in it.

>>> text = "Two jets were lost at sea.\nJane Smith\nNo comments:\nPost a Comment"
>>> [span.quote(text) for span in find_furniture(text)]
['Jane Smith', 'No comments:', 'Post a Comment']
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from spacy.lang.en.stop_words import STOP_WORDS

from sayso.lexicon import load
from sayso.model import Span
from sayso.text.fields import BYLINE, HEAD, find_datelines

_SHORT = 200  # characters: a longer line is prose, whatever it begins with
_HEAD_LINES = 10  # headline, subheads and bullets are over by then
_REPEATED = 0.6  # share of its content words that the body must have for a headline or bullet to be a repetition
_STEM = 4  # letters that tell a word from another well enough here: "kill", "kills", "killed"
_STOPPED = re.compile(r"[.!?…][\"'”’»)\]]*$")
_BULLET = re.compile(r"[•·▪‣◦*–—-]\s")
_NAME = r"[A-Z][\w'’-]+(?:\.)?(?: (?:[A-Z][\w.'’-]*|al|el|bin|ibn|van|von|de|der|al-[A-Z]\w+)){1,3}"
_LONE_NAME = re.compile(rf"(?:[Bb]y )?{_NAME}(?:(?:,| and| &) {_NAME})?$")
_WORD = re.compile(r"[^\W\d_]+|\d+")


def find_furniture(text: str, *, title: str | None = None) -> tuple[Span, ...]:
    """The stretches of `text` that are no part of the report, in order, none overlapping another."""
    lines = list(_lines(text))
    found = [line for line in lines if is_furniture_line(line.quote(text))]
    found += _credits(text)
    found += (Span(*match.span()) for match in BYLINE.finditer(text, 0, 4 * HEAD))
    found += _repeated_head(text, lines)
    found += _run_on_head(text, title)
    found += _foot(text, found)
    return merge(found)


def is_furniture_line(line: str) -> bool:
    """Whether the line, on its own, is one of those that sites print around a report."""
    if len(line) > _SHORT:
        return False
    plain = _plain(line)
    if plain in _phrases("lines") or line.lstrip().startswith(("©", "(c) ")):
        return True
    return bool(_starts().match(line)) and (len(line.split()) <= 12 or not _STOPPED.search(line))


def merge(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans in order, with those that overlap made one."""
    merged: list[Span] = []
    for span in sorted(span for span in spans if len(span)):
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(span.end, merged[-1].end))
        else:
            merged.append(span)
    return tuple(merged)


def _lines(text: str) -> Iterator[Span]:
    for match in re.finditer(r"[^\s][^\n]*", text):
        yield Span(match.start(), match.start() + len(match[0].rstrip()))


def _credits(text: str) -> Iterator[Span]:
    """Picture credits in brackets: "(Photo: J. Smith)", "(AP Photo/J. Smith)", "(Reuters/J. Smith)"."""
    return (Span(*match.span()) for match in _credit().finditer(text))


def _repeated_head(text: str, lines: list[Span]) -> Iterator[Span]:
    """Headline, subheads and bullets above the body, as far as the body says the same again."""
    head = []
    for line in lines[:_HEAD_LINES]:
        if _STOPPED.search(line.quote(text)) or len(line) > 2 * _SHORT:
            break
        head.append(line)
    body = text[head[-1].end :] if head else ""
    if not body.strip() or _BULLET.match(body.lstrip()):
        return  # a list of strikes, each item news
    stems = _stems(body)
    for line in head:
        words = line.quote(text)
        if (len(words.split()) > 2 or _BULLET.match(words)) and _is_repeated(words, stems):
            yield line


def _run_on_head(text: str, title: str | None) -> Iterator[Span]:
    """Datelines, the headline and the agency's name at the head of a text that was scraped into one line."""
    end = start = len(text) - len(text.lstrip())
    while True:
        following = (
            _dateline_end(text, end)
            or _title_end(text, end, title)
            or (_agency_end(text, end) if end > start else None)
        )
        if following is None:
            break
        end = following
    if end > start:
        yield Span(start, start + len(text[start:end].rstrip()))


def _dateline_end(text: str, start: int) -> int | None:
    for line in find_datelines(text, after=start):
        if line.span.start <= start + 1 and line.span.end > start:
            signed = re.compile(rf" [Bb]y {_NAME}(?= [A-Z])").match(text, line.span.end)
            return signed.end() if signed and len(signed[0].split()) <= 3 else line.span.end
    return None


def _title_end(text: str, start: int, title: str | None) -> int | None:
    """Where the headline at `start` ends, if the text below says it again; a site's name may hang on the title."""
    for name in _titles(title):
        match = re.compile(
            r"\W*(?:UPDATE\w* )?" + r"\W+".join(map(re.escape, _WORD.findall(name))) + r"[.!?;\"'”’]*[ .]*",
            re.IGNORECASE,
        ).match(text, start)
        if match and _is_repeated(name, _stems(text[match.end() :])):
            return match.end()
    return None


def _titles(title: str | None) -> list[str]:
    if title is None:
        return []
    whole = title.removeprefix("title:")
    parts = re.split(r" [|–—-] ", whole)
    return [name for name in (whole, " ".join(parts[:-1])) if len(_WORD.findall(name)) > 2]


def _agency_end(text: str, start: int) -> int | None:
    match = _agency_at_head().match(text, start)
    return None if match is None else match.end()


def _foot(text: str, found: list[Span]) -> Iterator[Span]:
    """From the end backwards: lines of furniture, a lone name, and words left over after the last sentence."""
    known = {span.end: span.start for span in found}
    end = len(text.rstrip())
    while end:
        start = known.get(end)
        if start is None:
            start = _tail_start(text, end)
            if start is None:
                return
            yield Span(start, end)
        end = len(text[:start].rstrip())


def _tail_start(text: str, end: int) -> int | None:
    line = text.rfind("\n", 0, end) + 1
    line += len(text[line:end]) - len(text[line:end].lstrip())
    if line > 0 and _LONE_NAME.match(text[line:end]):
        return line
    match = _tail().search(text, line, end)
    return None if match is None or match.start("tail") == 0 else match.start("tail")


def _is_repeated(words: str, stems: frozenset[str]) -> bool:
    own = _stems(words)
    return (
        bool(own) and len(own & stems) >= _REPEATED * len(own) and all(stem in stems for stem in own if stem.isdigit())
    )


def _stems(text: str) -> frozenset[str]:
    words = (word.lower() for word in _WORD.findall(text))
    return frozenset(
        word if word.isdigit() else word[:_STEM] for word in words if word not in STOP_WORDS and len(word) > 1
    )


def _plain(line: str) -> str:
    return " ".join(re.sub(r"[^a-z ]", "", line.lower()).split())


@cache
def _phrases(group: str) -> frozenset[str]:
    return frozenset(load("furniture")[group])


def _any(group: str) -> str:
    return "|".join(re.escape(phrase) for phrase in sorted(load("furniture")[group], key=len, reverse=True))


@cache
def _starts() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:(?:{_any('starts')})\b|(?:{_any('labels')})\s*[:|–—])", re.IGNORECASE)


@cache
def _credit() -> re.Pattern[str]:
    picture = rf"(?i:{_any('pictures')})(?=[:/ ])"
    agency = rf"(?:{_any('agencies')})(?: (?i:photo|file|images?|picture)\b|/| via )"
    return re.compile(rf"[(\[](?:{picture}|{agency})[^()\[\]\n]{{0,80}}[)\]]")


@cache
def _agency_at_head() -> re.Pattern[str]:
    return re.compile(rf"[ |–—-]*(?:{_any('agencies')})(?:\s*[/,|]\s*(?:{_any('agencies')}))*[ |–—-]+(?=[A-Z\"'“‘\d])")


@cache
def _tail() -> re.Pattern[str]:
    """One piece of furniture at the very end of a line, after a sentence that has ended."""
    agency = rf"[–—-]*\s*\(?(?:(?:Source|SOURCE)s?:? )?(?:{_any('agencies')})(?:(?:/|,| and| &) ?(?:{_any('agencies')}|agencies))*\)?"
    source = r"\((?i:source)[^()\n]{0,80}\)|Source:? [A-Z][\w ]{0,60}"
    words = rf"(?i:{_any('tails')})"
    number = r"(?<=\s)\d{1,3}(?:[-/]\d{1,3})?"  # counts of comments and the signs of editors
    return re.compile(
        rf"(?:(?<=[a-z0-9%][.!?])|(?<=[\"”)]))\s*(?P<tail>{agency}|{source}|{words}|{_NAME}(?<!\.)|{number})\s*$"
    )
