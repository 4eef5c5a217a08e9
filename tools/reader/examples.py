"""What the reader learns from: the events that the rules find in coded articles, each beside the coded claim it tells.

Every event is aligned with a coded claim as the scorer does it. Of the phrases, places, times and figures near an event
those that the claim has are right; an event that no claim tells is not worth one.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

TOOLS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TOOLS), str(TOOLS / "casting"), str(TOOLS.parent / "evaluation")]

import fit as casting  # noqa: E402 - the other tools and the scorer stand beside the package, not in it
import score_claims  # noqa: E402
import train_belonging as belonging  # noqa: E402

from sayso.cli.inputs import Failures, read_documents  # noqa: E402
from sayso.extract.candidates import Roster  # noqa: E402
from sayso.extract.figures import find_figures  # noqa: E402
from sayso.extract.scenes import Scene  # noqa: E402
from sayso.extract.sense import Phrase, words_of  # noqa: E402
from sayso.extract.ties import AHEAD, Table, phrase_of  # noqa: E402
from sayso.extract.worth import facts_of  # noqa: E402
from sayso.language.parse import load_model, parse  # noqa: E402
from sayso.language.reader import pieces_of  # noqa: E402
from sayso.language.tagger import load_tagger  # noqa: E402
from sayso.language.windows import Window  # noqa: E402
from sayso.lexicon import load  # noqa: E402
from sayso.model import ClaimDraft, Document, FigureMention  # noqa: E402
from sayso.resolve.actors import Names  # noqa: E402

KINDS = tuple(sorted({kind for kinds in load("events")["families"].values() for kind in kinds}))
BACK = 1  # sentences before its own from which an event may have a figure
UNTOLD = 0.25  # weight of the places of an event that no coded claim tells

Json = dict[str, Any]
Floats = NDArray[np.float32]


@dataclass(frozen=True, kw_only=True)
class Offered:
    """A name that may be a place of an event, and whether it is."""

    phrase: Phrase
    right: bool


@dataclass(frozen=True, kw_only=True)
class Tie:
    """A figure that may be an event's: its number among the figures, what the rules know, whether it is."""

    figure: int
    facts: tuple[bool, ...]
    right: bool


@dataclass(frozen=True, kw_only=True)
class Event:
    """An event as the rules find it. `right` holds the right choices of actor and of target, 0 for nobody."""

    words: tuple[int, ...]
    kind: int
    facts: tuple[bool, ...]
    phrases: tuple[Phrase, ...]
    right: tuple[frozenset[int], frozenset[int]] | None
    weight: float
    places: tuple[Offered, ...]
    ties: tuple[Tie, ...]
    coded: bool
    optional: bool


@dataclass(frozen=True, kw_only=True)
class Example:
    """An article: what the tagger's lower layers make of its windows, its tokens' pieces, events and figures."""

    id: str
    lower: list[tuple[Window, Floats]]
    pieces: NDArray[np.int64]
    events: list[Event]
    figures: list[Phrase]


def read(folder: Path) -> Iterator[Example]:
    """The examples of a corpus: a folder with docs.jsonl and gold.jsonl."""
    gold: defaultdict[str, list[Json]] = defaultdict(list)
    for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        claim = json.loads(line)
        gold[claim["doc"]].append(claim)
    documents = [d for _, d in read_documents([str(folder / "docs.jsonl")], published=None, failures=Failures())]
    for document, doc in parse(documents, nlp=load_model()):
        yield example(document, doc, gold[document.id])


def example(document: Document, doc: Doc, gold: Sequence[Json]) -> Example:
    """One article with its coded claims."""
    drafts = casting.drafts_of(document, doc)
    figures = [figure for figure in find_figures(doc) if figure.low is not None or figure.high is not None]
    offsets, lower = load_tagger().lower(doc)
    events = list(_events(document, doc, drafts, figures, gold))
    return Example(
        id=document.id,
        lower=[(window, states.astype(np.float16)) for window, states in lower],
        pieces=pieces_of(doc, offsets),
        events=events,
        figures=[phrase_of(figure) for figure in figures],
    )


def _events(
    document: Document, doc: Doc, drafts: Sequence[ClaimDraft], figures: Sequence[FigureMention], gold: Sequence[Json]
) -> Iterator[Event]:
    names, roster = Names(doc), Roster(doc, drafts)
    seen = belonging.read_document(document, doc, gold)
    scene, sentences = Scene(seen.setting), seen.setting.sentence
    coded = list(casting.coded(drafts, gold))
    told = [_claims_of(document, figure, gold) for figure in figures]
    aligned = {n for n, (claim, weight) in enumerate(coded) if claim is not None and weight == 1.0}
    owned = {id(coded[n][0]) for n in aligned}
    table = Table(drafts, sentences=sentences)
    for n, (draft, (claim, weight)) in enumerate(zip(drafts, coded, strict=True)):
        candidates = [candidate for candidate, _ in roster.for_event(draft)]
        wordings = [(names.fullest(one.first, one.last), doc[one.first : one.last + 1].text) for one in candidates]
        offers = scene.offers(draft.event, draft.attribution)
        scene.settle(draft.event, offers)
        places = set() if claim is None else belonging.right(seen, claim, draft.event)[0]
        near = [(offer.point, offer.point.key in places) for offer in offers.places]
        ties = [
            Tie(figure=at, facts=table.facts(draft, figure), right=n in aligned and id(claim) in told[at])
            for at, figure in enumerate(figures)
            if _is_near(draft, figure, sentences) and (not told[at] or told[at] & owned)
        ]
        readings = None if claim is None else score_claims.readings(claim)
        yield Event(
            words=words_of(draft.event),
            kind=KINDS.index(draft.event.kind),
            facts=facts_of(draft),
            phrases=tuple((one.at, one.first, one.last) for one in candidates),
            right=None
            if readings is None
            else (
                casting.right(wordings, [one.get("actor") for one in readings]),
                casting.right(wordings, [one.get("target") for one in readings]),
            ),
            weight=weight if claim is not None else UNTOLD,
            places=tuple(
                Offered(phrase=(point.root.i, point.first, point.last - 1), right=right) for point, right in near
            ),
            ties=tuple(ties),
            coded=n in aligned,
            optional=bool(claim and claim.get("optional")),
        )


def _is_near(draft: ClaimDraft, figure: FigureMention, sentences: Sequence[int]) -> bool:
    """Whether a figure stands where an event may have it, or the rules gave it to the event."""
    ahead = sentences[figure.head] - sentences[draft.event.token]
    return -BACK <= ahead <= AHEAD or any(own.head == figure.head for own, _ in draft.figures)


def _claims_of(document: Document, figure: FigureMention, gold: Sequence[Json]) -> set[int]:
    """The coded claims (by identity) that have a figure where this one stands."""
    found = set()
    for claim in gold:
        spans = [(claim["start"], claim["end"]), *claim.get("also_spans", ())]
        places = (
            (document.text.find(coded["text"], *span), coded["text"]) for coded in claim["figures"] for span in spans
        )
        if any(0 <= at < figure.span.end and figure.span.start < at + len(text) for at, text in places):
            found.add(id(claim))
    return found
