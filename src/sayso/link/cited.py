"""Cited deeds: what a report tells of another deed only as the cause of what it is about.

"The raid was an answer to the attacks that killed 129 people two days earlier": the 129 are no dead of the raid.

>>> from sayso.model import Figure
>>> words = "The raid was an answer to the attacks that killed 129 people."
>>> dead = Figure(span=Span(50, 60), text="129 people", measure="killed", low=129, high=129, basis="exact", unit="people")
>>> claim = Claim(id="c", doc="d", span=Span(0, 61), evidence=words, kind="attack", status="asserted", stance="asserts",
...               confidence=1.0, extractor="by hand", figures=(dead,))
>>> is_cited(claim)
True
"""

from __future__ import annotations

import re
from dataclasses import replace

from sayso.lexicon import load
from sayso.model import Claim, Span, by_person

_WORDS = load("link")["cited"]
_DEED = rf"(?:[\w'’-]+\s+){{0,{_WORDS['between']}}}?(?:{'|'.join(_WORDS['deeds'])})"
_HARMED = rf"(?:\s+of|\b(?:,\s*which|[^.;,])*?\b(?:{'|'.join(_WORDS['harmed'])}))\s+$"  # up to the figure
_ANSWERED = re.compile(rf"\b(?:{'|'.join(_WORDS['answering'])})\s+{_DEED}{_HARMED}", re.I)
_BEFORE = re.compile(rf"\b(?:{'|'.join(_WORDS['after'])})\s+{_DEED}{_HARMED}", re.I)
_CAUSE = re.compile(rf"\b(?:{'|'.join(_WORDS['answering'])})\s+{_DEED}\b[^.;,]*", re.I)
_HARM = frozenset({"killed", "injured", "casualties"})


def is_cited(claim: Claim) -> bool:
    """Whether the harm that a claim tells of is all of a deed that its sentence gives as the cause of another.

    What is an answer to a deed is never that deed. What only comes after it ("after the attacks in Paris killed 130") may
    be the search for its victims: there the clause has to name its own place, as a report does of what is elsewhere.
    """
    harm = [figure.span for figure in claim.figures if figure.measure in _HARM]
    if not harm or by_person(claim):
        return False
    if all(_clause(_ANSWERED, claim, span) is not None for span in harm):
        return True
    clauses = [_clause(_BEFORE, claim, span) for span in harm]
    places = [place.span for place in claim.places if _within(place.span, claim.span)]
    return bool(places) and all(clause is not None and all(_within(p, clause) for p in places) for clause in clauses)


def without_the_other_doer(claim: Claim) -> Claim:
    """The claim without a doer that its words name outside of the clause of a cited deed: he answered it, and did not do it."""
    if claim.actor is None or not is_cited(claim):
        return claim
    own = claim.actor.span is not None and of_the_cause(claim, claim.actor.span)
    own = own or (claim.actor.span is not None and _in_clause_before(claim, claim.actor.span))
    return claim if own else replace(claim, actor=None, slots=replace(claim.slots, actor=None))


def _in_clause_before(claim: Claim, span: Span) -> bool:
    harm = [figure.span for figure in claim.figures if figure.measure in _HARM]
    return any((clause := _clause(_BEFORE, claim, one)) is not None and _within(span, clause) for one in harm)


def of_the_cause(claim: Claim, span: Span) -> bool:
    """Whether words of a claim stand where its sentence tells of the deed that it is an answer to: "in revenge for the attack in Paris"."""
    at = span.start - claim.span.start
    return any(found.start() <= at < found.end() for found in _CAUSE.finditer(claim.evidence))


def _clause(pattern: re.Pattern[str], claim: Claim, figure: Span) -> Span | None:
    """The clause of such a deed by which a figure counts who was harmed; to the end of the sentence."""
    found = pattern.search(claim.evidence[: max(0, figure.start - claim.span.start)])
    return None if found is None else Span(claim.span.start + found.start(), claim.span.end)


def _within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end
