"""Learn the weights by which a place or a time is given to an event, from coded claims.

    python tools/train_belonging.py CORPUS... --out src/sayso/lexicon/belonging.yml

Each CORPUS is a folder with `docs.jsonl` and `gold.jsonl` (claims as coded by hand). Every event that the rules find in a
document is matched with the coded claim whose evidence it shares; a place or time on offer is right if that claim has
it. A logistic regression (L2) is fitted for each of the four tables, in rounds: what an event is given hangs on what
the events before it were given, at first by the coders, then by the weights of the round before. Those are learned from
other documents, a quarter of them at a time left out, so that no event is helped by what was coded for it.

Needs scikit-learn, which Sayso itself does not.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from spacy.tokens import Doc

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "evaluation"))

import score_claims
from held import PARTS, is_held

from sayso.cli.inputs import Failures, read_documents
from sayso.cli.resources import gazetteer
from sayso.extract import belonging
from sayso.extract.assemble import attribution_of
from sayso.extract.attribution import find_attributions
from sayso.extract.blocks import Blocks
from sayso.extract.events import find_events
from sayso.extract.places import find_places
from sayso.extract.scenes import Offer, Scene
from sayso.extract.setting import Point, Setting
from sayso.extract.sites import find_sites
from sayso.extract.times import find_times
from sayso.language.parse import load_model, parse
from sayso.language.tagger import load_tagger
from sayso.model import Attribution, Document, EventMention, Span
from sayso.resolve.actors import Names, resolve_speakers
from sayso.resolve.place_words import worded
from sayso.resolve.places import resolve_places
from sayso.resolve.times import resolve_times

Gold = dict[str, Any]
Weights = dict[str, dict[str, float]]
# Of times the coders leave out many that the text gives, so that a likelihood of less than a half is often right.
THRESHOLDS = {"places_inside": 0.4, "places_carried": 0.4, "times_inside": 0.25, "times_carried": 0.19}
STRENGTH = (
    0.15  # C of the regression: the best of 0.03, 0.1, 0.3 and 1 by the precision averaged over recall, five-fold
)
UNMATCHED = 0.25  # weight of an event that no coded claim tells: it may be wrong, or one that the coders left out
RARE = 4  # times that a sign must be seen
ROUNDS = 3
PROGRESS = 20  # documents
SMALL = 0.03  # weights below it are left out


@dataclass(frozen=True, kw_only=True)
class Read:
    """A document as the rules read it, with its coded claims."""

    document: Document
    doc: Doc
    setting: Setting
    days: Mapping[Span, tuple[str | None, str | None]]
    events: Sequence[EventMention]
    attributions: Sequence[Attribution]
    gold: Sequence[Gold]


@dataclass(frozen=True, kw_only=True)
class Example:
    """One offer, whether it is right, and how much it counts."""

    offer: Offer
    right: bool
    weight: float


def read_corpus(folder: Path, hold: int | None = None) -> Iterator[Read]:
    """Every document of a corpus, read, short of the quarter that is held out."""
    nlp = load_model()
    gold: dict[str, list[Gold]] = defaultdict(list)
    for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        claim = json.loads(line)
        gold[claim["doc"]].append(claim)
    every = (d for _, d in read_documents([str(folder / "docs.jsonl")], published=None, failures=Failures()))
    documents = [document for document in every if not is_held(document.id, hold)]
    for number, (document, doc) in enumerate(parse(documents, nlp=nlp), 1):
        if number % PROGRESS == 0:
            print(f"{folder.name}: {number} of {len(documents)} documents read", file=sys.stderr, flush=True)
        yield read_document(document, doc, gold[document.id])


def read_document(document: Document, doc: Doc, gold: Sequence[Gold]) -> Read:
    """A document, read, with its coded claims."""
    places = list(find_places(doc, gazetteer=gazetteer()))
    known = zip(places, resolve_places(places, document=document, gazetteer=gazetteer()), strict=True)
    times = list(find_times(doc))
    resolved = zip(times, resolve_times(times, text=document.text, anchor=document.published), strict=True)
    return Read(
        document=document,
        doc=doc,
        setting=Setting(
            doc,
            [*places, *find_sites(doc, known=places)],
            times,
            {mention.span: place.precision for mention, place in known},
        ),
        days={mention.span: (_day(time.interval.first), _day(time.interval.last)) for mention, time in resolved},
        events=[e for e in find_events(doc) if not any(s.overlaps(e.span) for s in document.furniture)],
        attributions=list(
            resolve_speakers(list(find_attributions(doc, load_tagger().tag([doc])[0].links)), doc=doc, names=Names(doc))
        ),
        gold=gold,
    )


def _day(value: object) -> str | None:
    return None if value is None else str(value)


def examples(read: Read, *, coded: bool) -> Iterator[Example]:
    """What each event was offered; `coded` remembers what the coders gave the events before, else what the weights do."""
    scene = Scene(read.setting)
    voices = Blocks((one.content, one) for one in read.attributions)
    for event in read.events:
        attribution = attribution_of(read.doc, event, voices)
        offers = scene.offers(event, attribution)
        claim = _coded(read, event, attribution)
        if claim is not None and claim.get("optional"):
            scene.settle(event, offers)
            continue
        weight = UNMATCHED if claim is None else 1.0
        places, times = (set(), set()) if claim is None else right(read, claim, event)
        yield from (Example(offer=o, right=o.point.key in places, weight=weight) for o in offers.places)
        yield from (Example(offer=o, right=o.point.key in times, weight=weight) for o in offers.times)
        if coded and claim is not None:
            here = {o.point.key: o.point for o in offers.places if o.point.key in places}
            when = next((o.point for o in offers.times if o.point.key in times), None)
            scene.remember(event, here.values(), when)
        else:
            scene.settle(event, offers)


def _coded(read: Read, event: EventMention, attribution: Attribution | None) -> Gold | None:
    """The coded claim that shares most with the event, None where none does."""
    first, last = read.doc[event.first], read.doc[event.last]
    told = {
        "start": first.idx,
        "end": last.idx + len(last),
        "kind": event.kind,
        "source": [] if attribution is None else list(attribution.speaker),
    }
    weights = [score_claims.weight(claim, told) for claim in read.gold]
    return read.gold[int(np.argmax(weights))] if weights and max(weights) > 0 else None


def right(read: Read, claim: Gold, event: EventMention) -> tuple[set[str], set[str]]:
    """The keys of the points that a claim has as places, and as its time."""
    return _places(read, claim), _times(read, claim, event)


def _places(read: Read, claim: Gold) -> set[str]:
    """The keys of the points that the claim has as places: by their wording, else by names that the coders word more fully."""
    wordings: dict[str, set[str]] = defaultdict(set)
    for point in read.setting.points:
        full = worded(read.doc, point.mention.span).quote(read.document.text)
        wordings[point.key] |= {_plain(point.mention.text), _plain(full)}
    right: set[str] = set()
    for name in {_plain(p["text"]) for reading in score_claims.readings(claim) for p in reading.get("places") or []}:
        exact = {key for key, texts in wordings.items() if name in texts}
        within = {
            key for key, texts in wordings.items() if any(t and set(t.split()) <= set(name.split()) for t in texts)
        }
        right |= exact or within
    return right


def _plain(name: str) -> str:
    return " ".join(score_claims.words(name))


def _times(read: Read, claim: Gold, event: EventMention) -> set[str]:
    """The keys of the points that stand for the claim's days, or are worded as its time is in the event's sentence."""
    right: set[str] = set()
    for time in (reading["time"] for reading in score_claims.readings(claim) if reading.get("time")):
        for point in read.setting.times:
            first, last = read.days[point.mention.span]
            same = time.get("start") is not None and (first, last) == (time["start"], time.get("end"))
            if same or (_is_inside(point, event) and point.mention.text in (time.get("text") or "")):
                right.add(point.key)
    return right


def _is_inside(point: Point, event: EventMention) -> bool:
    return event.first <= point.first <= event.last


def fit(rows: Sequence[Example]) -> dict[str, float]:
    """The weight of each sign."""
    seen = Counter(sign for row in rows for sign in row.offer.signs)
    columns = {sign: i for i, sign in enumerate(sorted(sign for sign, times in seen.items() if times >= RARE))}
    held = [[columns[sign] for sign in row.offer.signs if sign in columns] for row in rows]
    ends = np.cumsum([0, *(len(row) for row in held)])
    cells = np.concatenate([np.array(row, dtype=int) for row in held])
    table = csr_matrix((np.ones(len(cells)), cells, ends), shape=(len(rows), len(columns)))
    model = LogisticRegression(C=STRENGTH, max_iter=3000)
    model.fit(table, [row.right for row in rows], sample_weight=[row.weight for row in rows])
    return {"bias": float(model.intercept_[0]), **{sign: float(model.coef_[0][i]) for sign, i in columns.items()}}


def train(corpus: Sequence[Read]) -> Weights:
    """The weights of all tables."""
    plain: Weights = {name: {"bias": 0.0, "threshold": THRESHOLDS[name]} for name in THRESHOLDS}
    known = [plain] * PARTS  # what each part of the documents is weighed by: weights that were learned from the others
    for number in range(ROUNDS):
        parts = [_offers(corpus, part, known[part], coded=number == 0) for part in range(PARTS)]
        known = [_fitted(parts[:part] + parts[part + 1 :]) for part in range(PARTS)]
        rows = [row for offers in parts for row in offers]
        count = Counter(row.offer.table for row in rows)
        right = Counter(row.offer.table for row in rows if row.right)
        counts = ", ".join(f"{name} {count[name]} ({right[name]})" for name in THRESHOLDS)
        print(f"round {number + 1}: offers (right ones): {counts}", file=sys.stderr, flush=True)
    return _fitted(parts)


def _offers(corpus: Sequence[Read], part: int, weights: Weights, *, coded: bool) -> list[Example]:
    """What the events of a part of the documents were offered, weighed by these weights."""
    with_weights(weights)
    return [example for read in corpus if is_held(read.document.id, part) for example in examples(read, coded=coded)]


def _fitted(parts: Sequence[Sequence[Example]]) -> Weights:
    """The weights of all tables, learned from some parts."""
    tables: dict[str, list[Example]] = defaultdict(list)
    for row in (row for offers in parts for row in offers):
        tables[row.offer.table].append(row)
    return {name: {**fit(tables[name]), "threshold": THRESHOLDS[name]} for name in THRESHOLDS}


def with_weights(weights: Weights) -> None:
    """Let the rules weigh by these weights."""
    belonging.set_weights(weights)


HEAD = """\
# How much each sign speaks for (or against) a place or a time being that of an event: weights of a logistic regression,
# written by tools/train_belonging.py. Tables: of the event's own sentence ("inside"), and of other sentences ("carried").
# What a sign means stands in extract/belonging.py and extract/scenes.py. From "threshold" on a place or time is taken.
"""


def write(weights: Weights) -> str:
    """The weights as the lexicon has them."""
    lines = [HEAD]
    for name, signs in weights.items():
        lines.append(f"{name}:\n")
        kept = {s: v for s, v in signs.items() if abs(v) >= SMALL or s in {"bias", "threshold"}}
        lines.extend(f"  {json.dumps(sign)}: {round(weight, 2)}\n" for sign, weight in sorted(kept.items()))
    return "".join(lines)


def main(arguments: Iterable[str] | None = None) -> None:
    """Read the corpora, fit, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--hold", type=int, help="leave out this quarter of the articles (0 to 3), to measure on them")
    options = parser.parse_args(None if arguments is None else list(arguments))
    corpus = [read for folder in options.corpora for read in read_corpus(folder, options.hold)]
    options.out.write_text(write(train(corpus)), encoding="utf-8")


if __name__ == "__main__":
    main()
