"""The training matter of the tagger, as windows of word pieces with their labels."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tokenizers import Tokenizer

LENGTH = 256
"""Word pieces in a window, with the two that mark its ends."""

MEASURES = (
    "killed", "injured", "casualties", "displaced", "detained", "troops", "strikes", "munitions",
    "destroyed", "duration", "targets", "besieged", "other",
)  # fmt: skip
"""What a figure counts: the measures that have enough examples to learn from; the rest is "other"."""

DROPPED = {",", '"', "“", "”", "'", "’"}
"""Marks that scraped text often lacks: some training windows go without them."""


@dataclass(frozen=True, slots=True)
class Link:
    """One attribution: character spans; `content` is None where the corpus does not say how far it goes."""

    cue: tuple[int, int]
    source: tuple[tuple[int, int], ...] | None
    content: tuple[tuple[int, int], ...] | None


@dataclass(slots=True)
class Text:
    """A document with what a corpus says of it."""

    name: str
    text: str
    links: list[Link] = field(default_factory=list)
    complete: bool = True  # every attribution of the document is marked
    figures: list[tuple[int, int, str]] | None = None
    pieces: list[int] = field(default_factory=list)
    offsets: list[tuple[int, int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Pointed:
    """An attribution inside a window, in word pieces: first and last of the cue, of the content, of the source (0 = none, -100 = not said)."""

    cue: tuple[int, int]
    content: tuple[int, int]
    source: tuple[int, int]
    inside_content: frozenset[int]
    inside_source: frozenset[int]


@dataclass(frozen=True, slots=True)
class Window:
    pieces: list[int]
    cue: list[int]  # BIO, -100 where the corpus does not say
    source: list[int]
    content: list[int]
    figure: list[int]  # 0, 1 + 2m for the first piece of a figure of measure m, 2 + 2m for the rest
    links: list[Pointed]


def read_jsonl(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def attributed(folder: Path) -> list[Text]:
    """A corpus of attributions: source, cue and content of each."""
    texts = {row["id"]: Text(row["id"], row["text"]) for row in read_jsonl(folder / "docs.jsonl")}
    for row in read_jsonl(folder / "gold.jsonl"):
        source, content = (tuple((a, b) for a, b in row[part]) for part in ("source", "content"))
        if not row["cue"]:
            continue  # nothing to point from
        cue = (row["cue"][0][0], row["cue"][-1][1])
        texts[row["doc"]].links.append(Link(cue, source, content))
    return list(texts.values())


def claimed(folder: Path) -> list[Text]:
    """A corpus of claims: the cues and sources that it names, where they stand once in the evidence, and its figures."""
    texts = {
        row["id"]: Text(row["id"], row["text"], complete=False, figures=[]) for row in read_jsonl(folder / "docs.jsonl")
    }
    seen: set[tuple[str, tuple[int, int]]] = set()
    for row in read_jsonl(folder / "gold.jsonl"):
        text, evidence, start = texts[row["doc"]], row["evidence"], row["start"]
        cue = once(row["cue"], evidence)
        if cue is not None and row["source"]:
            span = (start + cue[0], start + cue[1])
            source = once(row["source"][-1], evidence)
            if (row["doc"], span) not in seen:
                seen.add((row["doc"], span))
                spans = None if source is None else ((start + source[0], start + source[1]),)
                text.links.append(Link(span, spans, None))
        for figure in row["figures"]:
            where = once(figure["text"], evidence)
            assert text.figures is not None
            if where is not None:
                measure = figure["measure"] if figure["measure"] in MEASURES else "other"
                text.figures.append((start + where[0], start + where[1], measure))
    return list(texts.values())


def once(words: str | None, evidence: str) -> tuple[int, int] | None:
    """Where the words stand in the evidence, if they stand there exactly once."""
    found = [m.span() for m in re.finditer(rf"\b{re.escape(words)}\b", evidence)] if words else []
    return found[0] if len(found) == 1 else None


def tokenise(texts: list[Text], tokenizer: Tokenizer) -> None:
    for text in texts:
        encoding = tokenizer.encode(text.text, add_special_tokens=False)
        text.pieces, text.offsets = encoding.ids, encoding.offsets


def windows(texts: list[Text], rng: random.Random, *, overlap: int = 56, dropping: float = 0.0) -> Iterator[Window]:
    """Cut each text into windows, beginning at a random piece so that no two passes see the same borders."""
    for text in texts:
        at = -rng.randrange(overlap) if dropping else 0
        while at < len(text.pieces):
            first, last = max(at, 0), min(at + LENGTH - 2, len(text.pieces))
            keep = range(first, last)
            if rng.random() < dropping:
                keep = [i for i in keep if text.text[slice(*text.offsets[i])] not in DROPPED]
            if len(keep) > 8:
                yield window(text, list(keep))
            at += LENGTH - 2 - overlap


def window(text: Text, keep: list[int]) -> Window:
    starts = [text.offsets[i][0] for i in keep]
    ends = [text.offsets[i][1] for i in keep]
    size = len(keep) + 2
    low, high = starts[0], ends[-1]

    def pieces(spans: tuple[tuple[int, int], ...]) -> list[int]:
        return [k + 1 for k in range(len(keep)) if any(starts[k] < b and a < ends[k] for a, b in spans)]

    blank = 0 if text.complete else -100
    cue, source, content = [blank] * size, [blank] * size, [blank] * size
    figure = [0 if text.figures is not None else -100] * size
    links = []
    for link in text.links:
        inside = pieces((link.cue,))
        if not inside or link.cue[0] < low or link.cue[1] > high:
            continue
        mark(cue, inside)
        pointed, members = {}, {}
        for role, spans, row in (("content", link.content, content), ("source", link.source, source)):
            if spans is None or any(a < low or b > high for a, b in spans):
                pointed[role], members[role] = (-100, -100), None
                continue
            hit = pieces(spans)
            pointed[role] = (hit[0], hit[-1]) if hit else (0, 0)
            members[role] = frozenset(hit)
            mark(row, hit)
        links.append(
            Pointed(
                (inside[0], inside[-1]), pointed["content"], pointed["source"], members["content"], members["source"]
            )
        )
    for start, end, measure in text.figures or ():
        if start >= low and end <= high:
            for n, k in enumerate(pieces(((start, end),))):
                figure[k] = (1 if n == 0 else 2) + 2 * MEASURES.index(measure)
    return Window([text.pieces[i] for i in keep], cue, source, content, figure, links)


def mark(row: list[int], inside: list[int]) -> None:
    for n, k in enumerate(inside):
        row[k] = 1 if n == 0 or inside[n - 1] != k - 1 else 2
