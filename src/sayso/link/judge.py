"""Judge which claims tell of one happening: first within each document, then thread against thread across documents.

A thread is judged through its centre, the claim that fixes most of it, so that judgements stay few and each can be read.

>>> list(judge([], documents={}))
[]
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from sayso.lexicon import load
from sayso.link.block import candidates, keys
from sayso.link.compare import compare, total, vetoed
from sayso.link.profile import Profile, home_country, merge, profile
from sayso.link.syndication import copies
from sayso.link.threads import base, thread, within
from sayso.model import Claim, Document, Feature, Judgement
from sayso.model.identity import identify
from sayso.model.judgement import Verdict

AUTHOR = "sayso-link/7"  # raised whenever what is linked, or what is made of it, changes
ACROSS: dict[str, float] = load("link")["across"]


class Compared(Protocol):
    """What of a thread is compared."""

    @property
    def name(self) -> str: ...

    @property
    def whole(self) -> Profile: ...

    @property
    def outlet(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Thread:
    """The claims of one document that tell of one happening. It is named for its centre."""

    name: str
    whole: Profile
    parts: tuple[Profile, ...]  # the centre first
    outlet: str | None = None


def judge(claims: Iterable[Claim], *, documents: Mapping[str, Document]) -> Iterator[Judgement]:
    """Judgements over the claims: each with its score and its reasons as sentences; cost is near-linear in the claims.

    `documents` maps the identifier of a document to it; its date and text help, a missing one is no error.
    """
    by_document: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_document[claim.doc].append(claim)
    threads: dict[str, Thread] = {}
    for doc in sorted(by_document):
        found = threads_of(by_document[doc], documents.get(doc))
        threads.update((one.name, one) for one in found)
        for one in found:
            yield from inside(one)
    yield from _across(threads, [documents[doc] for doc in sorted(by_document) if doc in documents])


def threads_of(claims: Sequence[Claim], document: Document | None) -> list[Thread]:
    """The threads of one document, in its order."""
    home = home_country(claims)
    outlet = document.publisher if document is not None else None
    title = (document.title or "") if document is not None else ""
    found = []
    for group in thread((profile(claim, document, home=home) for claim in claims), title):
        centre = _centre(group)
        parts = (centre, *(part for part in group if part is not centre))
        found.append(Thread(centre.claims[0], merge(group), parts, outlet))
    return found


def inside(one: Thread) -> Iterator[Judgement]:
    """The judgements that hold a thread together: of its centre with each other part."""
    centre, *others = one.parts
    for part in others:
        yield judgement(centre, part, within(centre, part), start=base(centre), verdict="same")


def _centre(group: list[Profile]) -> Profile:
    """The claim that fixes most: day, fine place, toll; the earliest of equals."""

    def fixed(part: Profile) -> tuple[int, int, tuple[str, ...]]:
        told = sum((part.days is not None, any(spot.fine for spot in part.spots), bool(part.killed or part.injured)))
        return -told, part.start, part.claims

    return min(group, key=fixed)


def _across(threads: Mapping[str, Thread], documents: Sequence[Document]) -> Iterator[Judgement]:
    shares = {(copy.left, copy.right): copy.share for copy in copies(documents)}
    leads = {item.whole.doc: name for name, item in threads.items() if item.whole.lead}
    pairs = set(candidates({name: keys(item.whole) for name, item in threads.items()}))
    pairs.update((min(leads[a], leads[b]), max(leads[a], leads[b])) for a, b in shares if a in leads and b in leads)
    for one, other in sorted(pairs):
        found = between(threads[one], threads[other], shares)
        if found is not None:
            yield found


def between(one: Compared, other: Compared, shares: Mapping[tuple[str, str], float]) -> Judgement | None:
    """The judgement of two threads; None where they cannot be compared. `shares` tells which documents are copies."""
    one, other = sorted((one, other), key=lambda thread: thread.name)
    here, there = one.whole, other.whole
    if here.doc == there.doc or here.group != there.group or here.unreal != there.unreal:
        return None
    share = shares.get((min(here.doc, there.doc), max(here.doc, there.doc)), 0.0)
    features = [*compare(here, there, weights=ACROSS, exactly=True), *_documents(here, there, share)]
    update = (here.update or there.update) and here.lead and there.lead
    if not share and not update and one.outlet is not None and one.outlet == other.outlet:
        features.append(Feature(name="outlet", value=-1.0, weight=ACROSS["outlet"], says="two reports of one outlet"))
    verdict = _verdict(total(features, base=ACROSS["base"]), features)
    if verdict == "same" and (len(here.claims) > 1 or len(there.claims) > 1):
        features = [_of_reports(feature) for feature in features]
    return judgement(here, there, features, start=ACROSS["base"], verdict=verdict, names=(one.name, other.name))


def _of_reports(feature: Feature) -> Feature:
    """A reason that holds for all that two reports tell of it, not for just the two claims that are named."""
    both = feature.says.startswith(("both tell", "both name", "both give"))
    says = f"both reports {feature.says.removeprefix('both ')}" if both else feature.says
    says = says.replace("each names", "each report names")
    if says == feature.says:
        return feature
    return Feature(name=feature.name, value=feature.value, weight=feature.weight, says=says)


def _documents(left: Profile, right: Profile, share: float) -> Iterator[Feature]:
    """Reasons that lie in the documents, not the claims."""
    if left.lead and right.lead:
        yield Feature(name="lead", value=1.0, weight=ACROSS["lead"], says="each report is mainly about it")
    if share and ((left.lead and right.lead) or not _other_tolls(left, right)):
        says = f"one report is a copy of the other ({share:.0%} of its phrases)"
        yield Feature(name="copy", value=share, weight=ACROSS["copy"], says=says)


def _other_tolls(left: Profile, right: Profile) -> bool:
    """Whether both give tolls and none in common: a copy tells the same happening with the same toll."""
    pairs = ((left.killed, right.killed), (left.injured, right.injured))
    told = [(here, there) for here, there in pairs if here and there]
    return bool(told) and not any(here & there for here, there in told)


def _verdict(score: float, features: list[Feature]) -> Verdict:
    if vetoed(features) or score < ACROSS["doubt"]:
        return "different"
    return "same" if score >= ACROSS["threshold"] else "unsure"


def judgement(
    one: Profile,
    other: Profile,
    features: list[Feature],
    *,
    start: float,
    verdict: Verdict,
    names: tuple[str, str] | None = None,
) -> Judgement:
    """The linker's judgement of two claims (of `names`, where these stand for threads), with its reasons."""
    left, right = sorted(names or (one.claims[0], other.claims[0]))
    return Judgement(
        id=machine_id(left, right),
        left=left,
        right=right,
        verdict=verdict,
        author=AUTHOR,
        score=total(features, base=start),
        features=tuple(features),
    )


def machine_id(one: str, other: str) -> str:
    """The identifier of the linker's judgement of two claims."""
    return identify("judgement", AUTHOR, *sorted((one, other)))
