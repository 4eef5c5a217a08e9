"""Quotations that no cue stands beside: they go on with the words of whoever was quoted before them.

>>> from sayso.language.parse import load_model
>>> doc = load_model()('"We are hungry," said a teacher. "We are cold."')
>>> said = Report(cue=(6, 6), source=(7, 8), content=((0, 5),), stance="asserts")
>>> carry_on(doc, [said], [(0, 5), (10, 15)])[0].content
((0, 5), (10, 15))
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from sayso.extract.beside import introduced
from sayso.extract.phrase import noun_phrase
from sayso.extract.quotation import NEGLIGIBLE, STRAIGHT, words_in
from sayso.extract.report import Report
from sayso.extract.stretches import Stretch, Stretches, meet, those_at, within

_BREAKS = 1  # sentences, and paragraphs, that may begin between a quotation and what goes on with it


class Quoting:
    """The reports that quote, in order of their cues, each with its number."""

    def __init__(self, reports: Sequence[Report], quotations: Sequence[Stretch]) -> None:
        """`quotations` in order."""
        held = ((report.cue, number) for number, report in enumerate(reports) if _quotes(report, quotations))
        self._cues: list[tuple[Stretch, int]] = sorted(held)

    def add(self, report: Report, number: int) -> None:
        """Add one that quotes."""
        insort(self._cues, (report.cue, number))

    def last_before(self, token: int) -> int | None:
        """The number of the last of which the cue ends before the token; of two with one cue, of the first."""
        at = bisect_left(self._cues, ((token, -1), -1)) - 1
        while at >= 0 and self._cues[at][0][1] >= token:
            at -= 1
        while at > 0 and self._cues[at - 1][0] == self._cues[at][0]:
            at -= 1
        return self._cues[at][1] if at >= 0 else None


def carry_on(doc: Doc, reports: Sequence[Report], quotations: Sequence[Stretch]) -> list[Report]:
    """The reports, with the quotations that nobody's cue stands beside given to the speaker quoted before them."""
    told = Stretches((report.content, report) for report in reports)
    found, quoting = list(reports), Quoting(reports, quotations)
    for quotation in quotations:
        around = [report for report in told.at(quotation) if not within(report.cue, quotation)]
        if any(meet(part, quotation) for report in around for part in report.content):
            continue
        if words_in(doc, *quotation) <= NEGLIGIBLE or not _stands_alone(doc, quotation):
            continue
        speaker = quoting.last_before(quotation[0])
        if speaker is not None and _is_near(doc, found[speaker], quotation):
            found[speaker] = replace(found[speaker], content=(*found[speaker].content, quotation))
        elif (said := _introduced(doc, quotation)) is not None:
            quoting.add(said, len(found))
            found.append(said)
    return found


def _quotes(report: Report, quotations: Sequence[Stretch]) -> bool:
    """Whether a part of the content holds a quotation."""
    return any(within(one, part) for part in report.content for one in those_at(quotations, part))


def _introduced(doc: Doc, quotation: Stretch) -> Report | None:
    """The quotation as the words of somebody whom the sentence before names."""
    named = introduced(doc, quotation)
    if named is None:
        return None
    owner = named.dep_ == "poss"  # "the commander's answer was brief"
    source = (named.left_edge.i, named.i) if owner else noun_phrase(named)
    return Report(cue=(named.head.i, named.head.i), source=source, content=(quotation,), stance="asserts")


def _stands_alone(doc: Doc, quotation: Stretch) -> bool:
    """Whether the quotation begins a sentence of its own, so that it is no term within somebody's sentence."""
    if quotation[0] == 0:
        return True
    before = doc[quotation[0] - 1]
    return (
        before.is_space
        or before.text in {".", "!", "?", ":", "…"}
        or before.text in STRAIGHT
        or doc[quotation[0]].is_sent_start is True
    )


def _is_near(doc: Doc, speaker: Report, quotation: Stretch) -> bool:
    """Whether at most one paragraph break and no other words stand between what is quoted and the quotation."""
    end = max(speaker.cue[1], speaker.content[-1][1], speaker.source[1] if speaker.source else 0)
    sentences = paragraphs = 0
    for i in range(end + 1, quotation[0]):
        token = doc[i]
        sentences += token.is_sent_start is True and not token.is_space
        paragraphs += "\n" in token.text
        if max(sentences, paragraphs) > _BREAKS:
            return False
    return True
