"""Judge which claims tell of one happening: first within each document, then thread against thread across documents.

A thread is judged through its centre, the claim that fixes most of it, so that judgements stay few and each can be read.

>>> list(judge([], documents={}))
[]
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sayso.lexicon import load
from sayso.link.block import Key, candidates, keys
from sayso.link.compare import compare, total, vetoed
from sayso.link.profile import Profile, home_country, merge, profile
from sayso.link.syndication import copies
from sayso.link.threads import base, thread, within
from sayso.model import Claim, Document, Feature, Judgement
from sayso.model.identity import identify
from sayso.model.judgement import Verdict

AUTHOR = "sayso-link/1"  # raised whenever the weights or the features change
ACROSS: dict[str, float] = load("link")["across"]


@dataclass(frozen=True, slots=True)
class _Thread:
    centre: str
    whole: Profile


def judge(claims: Iterable[Claim], *, documents: Mapping[str, Document]) -> Iterator[Judgement]:
    """Judgements over the claims: each with its score and its reasons as sentences; cost is near-linear in the claims.

    `documents` maps the identifier of a document to it; its date and text help, a missing one is no error.
    """
    by_document: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_document[claim.doc].append(claim)
    threads: dict[str, _Thread] = {}
    for doc in sorted(by_document):
        home = home_country(by_document[doc])
        profiles = [profile(claim, documents.get(doc), home=home) for claim in by_document[doc]]
        for group in thread(profiles):
            centre = _centre(group)
            threads[centre.claims[0]] = _Thread(centre.claims[0], merge(group))
            for part in group:
                if part is not centre:
                    yield _judgement(centre, part, within(centre, part), start=base(centre), verdict="same")
    yield from _across(threads, {doc: documents[doc] for doc in sorted(by_document) if doc in documents})


def _centre(group: list[Profile]) -> Profile:
    """The claim that fixes most: day, fine place, toll; the earliest of equals."""

    def fixed(part: Profile) -> tuple[int, int, tuple[str, ...]]:
        told = sum((part.days is not None, any(spot.fine for spot in part.spots), bool(part.killed or part.injured)))
        return -told, part.start, part.claims

    return min(group, key=fixed)


def _across(threads: Mapping[str, _Thread], documents: Mapping[str, Document]) -> Iterator[Judgement]:
    copied = {(copy.left, copy.right): copy.share for copy in copies(documents.values())}
    outlets = {doc: document.publisher for doc, document in documents.items()}
    keyed: dict[str, list[Key]] = {name: keys(item.whole) for name, item in threads.items()}
    leads = {item.whole.doc: name for name, item in threads.items() if item.whole.lead}
    for pair in copied:
        for doc in pair:
            if doc in leads:
                keyed[leads[doc]].append(("copy", *pair))
    for one, other in candidates(keyed):
        here, there = threads[one].whole, threads[other].whole
        if here.doc == there.doc or here.group != there.group or here.unreal != there.unreal:
            continue
        share = copied.get((min(here.doc, there.doc), max(here.doc, there.doc)), 0.0)
        features = [*compare(here, there, weights=ACROSS), *_documents(here, there, share)]
        if not share and outlets.get(here.doc) is not None and outlets.get(here.doc) == outlets.get(there.doc):
            features.append(
                Feature(name="outlet", value=-1.0, weight=ACROSS["outlet"], says="two reports of one outlet")
            )
        score = total(features, base=ACROSS["base"])
        yield _judgement(
            here, there, features, start=ACROSS["base"], verdict=_verdict(score, features), names=(one, other)
        )


def _documents(left: Profile, right: Profile, share: float) -> Iterator[Feature]:
    """Reasons that lie in the documents, not the claims."""
    if left.lead and right.lead:
        yield Feature(name="lead", value=1.0, weight=ACROSS["lead"], says="each report is mainly about it")
    if share:
        says = f"one report is a copy of the other ({share:.0%} of its phrases)"
        yield Feature(name="copy", value=share, weight=ACROSS["copy"], says=says)


def _verdict(score: float, features: list[Feature]) -> Verdict:
    if vetoed(features) or score < ACROSS["doubt"]:
        return "different"
    return "same" if score >= ACROSS["threshold"] else "unsure"


def _judgement(
    one: Profile,
    other: Profile,
    features: list[Feature],
    *,
    start: float,
    verdict: Verdict,
    names: tuple[str, str] | None = None,
) -> Judgement:
    left, right = sorted(names or (one.claims[0], other.claims[0]))
    return Judgement(
        id=identify("judgement", AUTHOR, left, right),
        left=left,
        right=right,
        verdict=verdict,
        author=AUTHOR,
        score=total(features, base=start),
        features=tuple(features),
    )
