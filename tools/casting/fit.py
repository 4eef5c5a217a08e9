"""Learn what the traits of phrases weigh as doers and sufferers of events, from coded claims.

    python tools/casting/fit.py CORPUS... [--out FILE]

Each corpus is a folder with `docs.jsonl` and `gold.jsonl`. The events that Sayso finds are aligned with the coded claims
as the scorer does it; of each aligned event the candidate phrases that match the coded actor (target) are right, or
nobody where none is coded. A conditional logit with an L2 penalty is fitted to that by Adam (Kingma & Ba 2015).
>>> segment_softmax(np.zeros(3), np.array([0, 2])).tolist()
[0.5, 0.5, 1.0]
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from sayso.cli.inputs import Failures, read_documents
from sayso.cli.resources import gazetteer
from sayso.extract.assemble import assemble
from sayso.extract.attribution import find_attributions
from sayso.extract.candidates import Roster
from sayso.extract.casting import Scores, traits_of
from sayso.extract.events import find_events
from sayso.extract.figures import find_figures
from sayso.extract.places import find_places
from sayso.extract.times import find_times
from sayso.extract.traits import nobody_traits, setting_of
from sayso.language.parse import load_model, parse
from sayso.language.tagger import load_tagger
from sayso.model import ClaimDraft, Document
from sayso.resolve.actors import Names, resolve_speakers
from sayso.resolve.places import resolve_places

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "evaluation"), str(ROOT / "tools")]
import score_claims  # noqa: E402 - the scorer and the other tools stand beside the package, not in it
from held import is_held  # noqa: E402

OUT = ROOT / "src" / "sayso" / "lexicon" / "casting.tsv.gz"
ROLES = ("actor", "target")
LEAST = (0.26, 0.23)  # probability with which a doer, a sufferer is taken: where F1 is highest on thirds held out
SELDOM = 6  # a trait seen fewer times is left out
SLIGHT = 0.03  # so is one that weighs less than this in both roles
PENALTY, RATE, ROUNDS = 2e-3, 0.02, 60
SECOND = 0.5  # weight of an event that shares its coded claim with one that fits better
HEAD = "# What traits weigh in the casting of roles; made by tools/casting/fit.py from coded claims."

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One event: the traits of each choice, nobody first; which choices are right in each role; its weight."""

    doc: str
    choices: tuple[tuple[str, ...], ...]
    right: tuple[frozenset[int], ...]
    weight: float


def drafts_of(document: Document, doc: Doc) -> list[ClaimDraft]:
    """The drafts of a document, with the roles that grammar gives."""
    names, known = Names(doc), gazetteer()
    places = list(find_places(doc, gazetteer=known))
    resolved = resolve_places(places, document=document, gazetteer=known)
    links = load_tagger().tag([doc])[0].links
    return assemble(
        doc,
        events=list(find_events(doc)),
        figures=list(find_figures(doc)),
        places=places,
        times=list(find_times(doc)),
        attributions=resolve_speakers(list(find_attributions(doc, links)), doc=doc, names=names),
        furniture=document.furniture,
        precisions={mention.span: place.precision for mention, place in zip(places, resolved, strict=True)},
    )


def examples(document: Document, doc: Doc, drafts: Sequence[ClaimDraft], gold: Sequence[Json]) -> Iterator[Example]:
    """The events of a document that a coded claim tells of, in order."""
    names, roster = Names(doc), Roster(doc, drafts)
    for draft, (claim, weight) in zip(drafts, coded(drafts, gold), strict=True):
        if claim is None:
            continue
        setting = setting_of(doc, draft)
        choices, wordings = [tuple(nobody_traits(setting))], []
        for candidate, back in roster.for_event(draft):
            choices.append(tuple(traits_of(setting, candidate, back, roster)))
            first, last = candidate.first, candidate.last
            wordings.append((names.fullest(first, last), doc[first : last + 1].text))
        readings = score_claims.readings(claim)
        fitting = tuple(right(wordings, [reading.get(role) for reading in readings]) for role in ROLES)
        yield Example(doc=document.id, choices=tuple(choices), right=fitting, weight=weight)


def coded(drafts: Sequence[ClaimDraft], gold: Sequence[Json]) -> Iterator[tuple[Json | None, float]]:
    """The coded claim of each draft with its weight: the one it is aligned with, else the one that fits it best."""
    lines = [_line(draft) for draft in drafts]
    aligned = {j: i for i, j in score_claims.align(gold, lines)}
    for j, line in enumerate(lines):
        if j in aligned:
            yield gold[aligned[j]], 1.0
            continue
        fit, best = max(((score_claims.weight(claim, line), i) for i, claim in enumerate(gold)), default=(0.0, -1))
        yield (gold[best], SECOND) if fit > 0 else (None, 0.0)


def _line(draft: ClaimDraft) -> Json:
    """What the scorer aligns claims by."""
    return {
        "kind": draft.event.kind,
        "start": draft.evidence.start,
        "end": draft.evidence.end,
        "source": [] if draft.attribution is None else list(draft.attribution.speaker),
        "figures": [{"measure": measure, "low": one.low, "high": one.high} for one, measure in draft.figures],
    }


def right(wordings: Sequence[tuple[str, str]], told: Sequence[str | None]) -> frozenset[int]:
    """The choices that match what is coded: 0 is nobody, the candidates follow."""
    found = {
        i + 1
        for i, wording in enumerate(wordings)
        if any(name and any(score_claims.same_name(words, name) for words in wording) for name in told)
    }
    return frozenset(found | ({0} if any(not name for name in told) else set()))


def vocabulary(found: Iterable[Iterable[str]]) -> dict[str, int]:
    """A number for every trait that is not seldom."""
    counts = Counter(trait for traits in found for trait in traits)
    return {trait: i for i, trait in enumerate(sorted(t for t, count in counts.items() if count >= SELDOM))}


def segment_softmax(scores: Floats, starts: Ints) -> Floats:
    """The softmax within each segment of `scores` that begins at one of `starts`."""
    sizes = np.diff(np.append(starts, len(scores)))
    exponentials = np.exp(scores - np.repeat(np.maximum.reduceat(scores, starts), sizes))
    whole: Floats = exponentials / np.repeat(np.add.reduceat(exponentials, starts), sizes)
    return whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """The traits of many rows, one after another, with the row that each belongs to."""

    flat: Ints
    owner: Ints
    count: int
    traits: int

    @classmethod
    def of(cls, rows: Sequence[Sequence[str]], traits: dict[str, int]) -> Rows:
        """The known traits of each row."""
        known = [[traits[trait] for trait in row if trait in traits] for row in rows]
        owner = np.repeat(np.arange(len(known)), [len(row) for row in known])
        return cls(flat=np.array([i for row in known for i in row]), owner=owner, count=len(known), traits=len(traits))

    def scores(self, weights: Floats) -> Floats:
        """The sum of the weights of each row's traits."""
        return np.bincount(self.owner, weights[self.flat], minlength=self.count)

    def slope(self, push: Floats) -> Floats:
        """What a push on each row's score does to each weight."""
        return np.bincount(self.flat, push[self.owner], minlength=self.traits)


def descend(rows: Rows, push: Callable[[Floats], Floats]) -> Floats:
    """The weights at which the loss, whose slope at the rows' scores `push` tells, is least together with the penalty."""
    weights, first, second = (np.zeros(rows.traits) for _ in range(3))
    for step in range(1, ROUNDS + 1):
        slope = rows.slope(push(rows.scores(weights))) + 2 * PENALTY * weights
        first, second = 0.9 * first + 0.1 * slope, 0.999 * second + 0.001 * slope**2
        weights -= RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return weights


def fit_role(found: Sequence[Example], traits: dict[str, int], role: int) -> Floats:
    """The weights of the traits for one role."""
    used = [example for example in found if example.right[role]]
    sizes = [len(example.choices) for example in used]
    starts = np.cumsum([0, *sizes])[:-1]
    right = np.array([i in example.right[role] for example in used for i in range(len(example.choices))])
    stake = np.repeat([example.weight for example in used], sizes) / sum(example.weight for example in used)

    def push(scores: Floats) -> Floats:
        wanted = segment_softmax(np.where(right, scores, -1e9), starts)
        return (segment_softmax(scores, starts) - wanted) * stake

    return descend(Rows.of([choice for example in used for choice in example.choices], traits), push)


def learn(found: Sequence[Example]) -> dict[str, Scores]:
    """What every trait weighs as doer and as sufferer."""
    traits = vocabulary(choice for example in found for choice in example.choices)
    doer, sufferer = (fit_role(found, traits, role) for role in range(len(ROLES)))
    return {trait: (float(doer[i]), float(sufferer[i])) for trait, i in traits.items()}


def write(weights: dict[str, Scores], out: Path) -> int:
    """Write the weights that matter; how many there are."""
    lines = [HEAD, "trait\tdoer\tsufferer", f"threshold\t{LEAST[0]}\t{LEAST[1]}"]
    lines += [
        f"{trait}\t{one:.2f}\t{two:.2f}" for trait, (one, two) in weights.items() if max(abs(one), abs(two)) >= SLIGHT
    ]
    out.write_bytes(gzip.compress("".join(f"{line}\n" for line in lines).encode("utf-8"), mtime=0))
    return len(lines)


def read_corpus(folder: Path, hold: int | None = None) -> Iterator[Example]:
    """The examples of one corpus, short of the quarter that is held out."""
    gold = defaultdict(list)
    for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        claim = json.loads(line)
        gold[claim["doc"]].append(claim)
    pages = read_documents([str(folder / "docs.jsonl")], published=None, failures=Failures())
    for document, doc in parse((document for _, document in pages), nlp=load_model()):
        if not is_held(document.id, hold):
            yield from examples(document, doc, drafts_of(document, doc), gold[document.id])


def main() -> None:
    """Read the corpora, learn, write the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("corpora", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--hold", type=int, help="leave out this quarter of the articles (0 to 3), to measure on them")
    chosen = parser.parse_args()
    found = [example for corpus in chosen.corpora for example in read_corpus(corpus, chosen.hold)]
    print(f"{len(found)} events, {write(learn(found), chosen.out)} weights", file=sys.stderr)


if __name__ == "__main__":
    main()
