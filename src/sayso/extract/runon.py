"""Sources in sentences that lost the comma before them: where the words said end, and the names of who says them begin.

>>> from sayso.language.parse import load_model
>>> doc = load_model()("Jets struck a school in the north activists and rescue workers said.")
>>> report = part(doc, Report(cue=(11, 11), source=(9, 10), content=((0, 8),), stance="asserts"))
>>> [doc[first : last + 1].text for first, last in (report.source, *report.content)]
['activists and rescue workers', 'Jets struck a school in the north']
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc, Token

from sayso.extract.cuewords import speaks, words
from sayso.extract.report import Report, trim_marks

_NAMED = frozenset({"ORG", "PERSON", "NORP"})
_APART = frozenset({"DATE", "TIME", "GPE"})
_OF = frozenset({"of", "for"})
_LEADS = frozenset({"PROPN", "ADJ", "NOUN"})


def part(doc: Doc, report: Report) -> Report:
    """The report with its source and its content told apart, where the two run into each other."""
    if report.source is None or not report.content or not _runs_on(doc, report):
        return report
    first = _broadcaster(doc, _less_days(doc, *report.source), report.source[1])
    first = _less_days(doc, _with_partner(doc, first), report.source[1])
    if first == report.source[0]:
        return report
    kept = trim_marks(doc, report.content[-1][0], first - 1)
    if kept is None:
        return report
    return replace(report, source=(first, report.source[1]), content=(*report.content[:-1], kept))


def _runs_on(doc: Doc, report: Report) -> bool:
    """Whether the content ends, with no mark, right before the source, and the source right before its cue."""
    assert report.source is not None
    first, last = report.source
    between = doc[report.content[-1][1] + 1 : first]
    near = last < report.cue[0] <= last + 2 and report.content[-1][1] < first
    return near and all(token.dep_ == "cc" or token.lower_ == "and" for token in between)


def _less_days(doc: Doc, first: int, last: int) -> int:
    """Where the name begins after what belongs to the words said: "on Monday Northern Watch reported", "and hurt six more"."""
    while first < last and doc[first].lower_ in words("days") | words("left_over"):
        first += 1
    return first


def _broadcaster(doc: Doc, first: int, last: int) -> int:
    """Where "state television" begins behind a noun that belongs to what is said: "to hit the district state television said"."""
    kept = doc[last - 1 : last + 1].text.lower() if last - 1 > first else ""
    if kept in words("outlets") and doc[last - 2].tag_ in {"NN", "NNS", "VBN"}:
        return last - 1
    alone = doc[last].lower_ in words("unsaid") and doc[last - 1].tag_ in {"NNS", "VBN", "VBD"} and first < last
    return last if alone else first


def _with_partner(doc: Doc, first: int) -> int:
    """Where the first of two begins that speak together: "activists and rescue workers said"."""
    if first < 2 or doc[first - 1].lower_ != "and":
        return first
    head = doc[first - 2]
    if head.pos_ not in {"NOUN", "PROPN"} or not (speaks(head) or head.ent_type_ in _NAMED):
        return first
    return _name_start(head)


def _name_start(head: Token) -> int:
    """Where the name that ends at `head` begins: at its article, or before what a plural noun ends."""
    doc, first = head.doc, head.i
    while first > head.sent.start:
        before = doc[first - 1]
        if before.pos_ == "DET":
            placed = before.i > head.sent.start and before.nbor(-1).pos_ == "ADP"  # "in the north activists"
            return head.i if placed and head.tag_ == "NNS" else first - 1
        if before.text == "-" or (first > 1 and doc[first - 2].text == "-"):  # "state-run"
            first -= 1
        elif before.lower_ in _OF and first > 1 and doc[first - 2].pos_ == "PROPN":  # "Watch for Human Rights"
            first -= 2
        elif before.pos_ not in _LEADS or before.tag_ == "NNS" or before.ent_type_ in _APART:
            break
        else:
            first -= 1
    return first
