"""Score how several reports are put together, on stories of our own: incidents, accounts, disagreements.

    python evaluation/own_stories.py [--half seen|unseen|both] [--show] [--json]

A story (`own/stories/*.yml`) is three to six reports of one happening and of others near it. Each passage of a report bears
the name of the happening that it tells of; "sum" tells of many happenings at once and belongs with none; "_" is not judged.

- *incidents*: B-cubed F1 (Bagga and Baldwin 1998) over the mentions, which are the pairs of a report and a happening that
  it tells of. Every mention weighs 1, shared out evenly among its violent claims; one without any claim is alone. The
  precision of a claim is the share of its happening in its predicted incident, its recall the share of its predicted
  incident in its happening, both by weight; claims of no incident are alone, as those of a "sum" should be.
- *accounts*: F1 over accounts that give a toll. One is right where the origin, the killed and the injured, as far as the
  story gives them, are those of the incident that holds most of its happening.
- *disagreements*: F1 over all that are found in any incident. One is right where its type and both its sides are.

What a story marks with "may" is neither asked for nor counted as wrong. `--show` prints what differs, for the seen half
only: the unseen half is there to be run, never to be looked at.

>>> read_dispute("may number; victims | the army; a general | monitors").sides
(('the army', 'a general'), ('monitors',))
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from rich.console import Console

from sayso.cli.resources import gazetteer
from sayso.language.parse import load_model
from sayso.lexicon import load
from sayso.model import Account, Claim, Disagreement, Document, Failure, Incident, Span, Toll
from sayso.pipeline import analyse, relate

STORIES = Path(__file__).resolve().parent / "own" / "stories"
HALVES = ("seen", "unseen")
VIOLENT = frozenset(load("link")["groups"]["violence"])
SUM, UNJUDGED = "sum", "_"
MEASURES = ("killed", "injured")
ARTICLES = frozenset({"the", "a", "an"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A stretch of a report and the happening that it tells of."""

    report: str
    span: Span
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What one origin, by any of its names, tells of a happening: low and high, None where the story says nothing."""

    names: tuple[str, ...]
    tolls: Mapping[str, tuple[float | None, float | None]]
    asked: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """A disagreement: the types that it may be given, and both sides, each by any of its names."""

    types: frozenset[str]
    sides: tuple[tuple[str, ...], tuple[str, ...]]
    asked: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """The reports, what each passage of them tells of, and by happening what is told and disputed."""

    name: str
    documents: tuple[Document, ...]
    passages: tuple[Passage, ...]
    accounts: Mapping[str, tuple[Told, ...]]
    disputes: Mapping[str, tuple[Dispute, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A claim, or a mention without any: its happening, its predicted incident, its weight."""

    label: str
    incident: str
    weight: float


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(";"))


def read_dispute(line: str) -> Dispute:
    """A disagreement from its line: types | names of one side | names of the other."""
    types, one, other = line.removeprefix("may ").split("|")
    return Dispute(
        types=frozenset(_names(types)), sides=(_names(one), _names(other)), asked=not line.startswith("may ")
    )


def _read_told(row: Mapping[str, Any]) -> Told:
    tolls = {measure: tuple(row[measure]) for measure in MEASURES if row.get(measure)}
    return Told(names=_names(row["origin"]), tolls=tolls, asked=not row.get("may", False))


def read_story(path: Path) -> Story:
    """A story from its file."""
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    documents: list[Document] = []
    passages: list[Passage] = []
    for row in content["reports"]:
        text = ""
        for paragraph in row["text"]:
            text += "\n\n" if text else ""
            for number, piece in enumerate(paragraph):
                ((label, words),) = piece.items()
                text += " " if number else ""
                passages.append(
                    Passage(report=row["id"], span=Span(len(text), len(text) + len(words)), label=str(label))
                )
                text += words
        documents.append(Document(id=row["id"], text=text, publisher=row["publisher"], published=row["published"]))
    return Story(
        name=path.stem,
        documents=tuple(documents),
        passages=tuple(passages),
        accounts={label: tuple(map(_read_told, rows)) for label, rows in content["accounts"].items()},
        disputes={label: tuple(map(read_dispute, lines)) for label, lines in content["disagreements"].items()},
    )


def read_stories(half: str) -> list[Story]:
    """The stories of one half, by name."""
    return [read_story(path) for path in sorted(STORIES.glob(f"*_{half}.yml"))]


def assembled(stories: Sequence[Story]) -> Iterator[tuple[Story, list[Claim], list[Incident]]]:
    """Each story with the claims found in it and the incidents made of them, as `sayso incidents` makes them."""
    documents = [document for story in stories for document in story.documents]
    claims: dict[str, list[Claim]] = defaultdict(list)
    for result in analyse(documents, nlp=load_model(), gazetteer=gazetteer()):
        if isinstance(result, Failure):
            raise SystemExit(f"{result.document}: {result.reason}")
        claims[result.document.id] += result.claims
    for story in stories:
        found = [claim for document in story.documents for claim in claims[document.id]]
        yield story, found, relate(found, story.documents)[1]


def passage_of(claim: Claim, story: Story) -> Passage | None:
    """The passage that holds most of the claim's words."""

    def shared(passage: Passage) -> int:
        return min(claim.span.end, passage.span.end) - max(claim.span.start, passage.span.start)

    inside = [passage for passage in story.passages if passage.report == claim.doc and shared(passage) > 0]
    return max(inside, key=shared, default=None)


def items(story: Story, claims: Sequence[Claim], incidents: Sequence[Incident]) -> list[Item]:
    """What B-cubed is measured over: each mention's claims with their predicted incidents."""
    home = {claim: incident.id for incident in incidents for claim in incident.claims}
    mentions: dict[tuple[str, str], list[str]] = {
        (passage.report, passage.label): [] for passage in story.passages if passage.label != UNJUDGED
    }
    for claim in claims:
        passage = passage_of(claim, story)
        if passage is not None and passage.label != UNJUDGED and claim.kind in VIOLENT:
            mentions[passage.report, passage.label].append(claim.id)
    found: list[Item] = []
    for (report, label), members in mentions.items():
        for name in members or [f"{report} {label}"]:
            happening = f"{label} {name}" if label == SUM else label
            found.append(
                Item(
                    label=f"{story.name} {happening}",
                    incident=home.get(name, name),
                    weight=1 / max(1, len(members)),
                )
            )
    return found


def b_cubed(found: Sequence[Item]) -> tuple[float, float, float]:
    """Precision, recall and F1 of the items."""
    by_label: dict[str, float] = defaultdict(float)
    by_incident: dict[str, float] = defaultdict(float)
    by_both: dict[tuple[str, str], float] = defaultdict(float)
    for item in found:
        by_label[item.label] += item.weight
        by_incident[item.incident] += item.weight
        by_both[item.label, item.incident] += item.weight
    whole = sum(item.weight for item in found)
    both = [(item.weight, by_both[item.label, item.incident], item) for item in found]
    precision = sum(weight * shared / by_incident[item.incident] for weight, shared, item in both) / whole
    recall = sum(weight * shared / by_label[item.label] for weight, shared, item in both) / whole
    return precision, recall, 2 * precision * recall / (precision + recall)


def homes(story: Story, found: Sequence[Item], incidents: Sequence[Incident]) -> dict[str, Incident]:
    """For each happening the incident that holds most of it; those of which none holds any are left out."""
    by_id = {incident.id: incident for incident in incidents}
    weights: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for item in found:
        if item.incident in by_id:
            weights[item.label.removeprefix(f"{story.name} ")][item.incident] += item.weight
    return {
        label: by_id[max(weighed, key=lambda name: (weighed[name], name))]
        for label, weighed in weights.items()
        if not label.startswith(f"{SUM} ")
    }


def same_name(one: str, other: str) -> bool:
    """Whether two names of an origin are one: the words of one are among those of the other, or most are shared.

    >>> same_name("Russia's Defence Ministry", "the Russia Defence Ministry"), same_name("the army", "the army officer")
    (True, True)
    >>> same_name("Syrian Civil Defence", "Russian Defence Ministry")
    False
    """
    left, right = _words(one), _words(other)
    return left <= right or right <= left or len(left & right) > len(left | right) / 2


def _words(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", re.sub(r"['’]s\b", "", name.lower()))) - ARTICLES


def _named(names: Sequence[str], given: str) -> bool:
    return any(same_name(name, given) for name in names)


def _ends(toll: Toll | None) -> tuple[float | None, float | None] | None:
    return None if toll is None else (toll.low, toll.high)


def is_told(want: Told, got: Account) -> bool:
    """Whether an account is the one asked for."""
    tolls = {"killed": _ends(got.killed), "injured": _ends(got.injured)}
    return _named(want.names, got.origin) and all(tolls[measure] == toll for measure, toll in want.tolls.items())


def is_dispute(want: Dispute, got: Disagreement) -> bool:
    """Whether a disagreement is the one asked for, whichever side comes first."""
    (one, other), (here, there) = want.sides, got.between
    sides = (_named(one, here) and _named(other, there)) or (_named(one, there) and _named(other, here))
    return got.type in want.types and sides


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was asked for and found, asked for and missed, found and not asked for."""

    right: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()

    def __add__(self, other: Answer) -> Answer:
        return Answer(right=self.right + other.right, missed=self.missed + other.missed, extra=self.extra + other.extra)

    @property
    def f1(self) -> float:
        """F1 of right answers."""
        return 2 * len(self.right) / max(1, 2 * len(self.right) + len(self.missed) + len(self.extra))


def answer_accounts(story: Story, home: Mapping[str, Incident]) -> Answer:
    """The accounts with a toll, held against those asked for."""
    right: list[str] = []
    missed: list[str] = []
    used: set[tuple[str, str]] = set()
    for label, told in story.accounts.items():
        incident = home.get(label)
        got = [account for account in incident.accounts if account.killed or account.injured] if incident else []
        for want in told:
            mine = [account for account in got if is_told(want, account)]
            used |= {(incident.id, account.origin) for account in mine[:1] if incident}
            if not want.asked:
                used |= {(incident.id, a.origin) for a in got if incident and _named(want.names, a.origin)}
            elif mine:
                right.append(f"{label}: {want.names[0]}")
            else:
                missed.append(f"{label}: {want.names[0]} {dict(want.tolls)}")
    extra = [
        f"{label}: {account.origin} killed {_ends(account.killed)} injured {_ends(account.injured)}"
        for label, incident in {incident.id: (label, incident) for label, incident in home.items()}.values()
        for account in incident.accounts
        if (account.killed or account.injured) and (incident.id, account.origin) not in used
    ]
    return Answer(right=tuple(right), missed=tuple(missed), extra=tuple(extra))


def answer_disputes(story: Story, home: Mapping[str, Incident], incidents: Sequence[Incident]) -> Answer:
    """The disagreements, held against those asked for."""
    right: list[str] = []
    missed: list[str] = []
    wanted: dict[str, list[Dispute]] = defaultdict(list)
    for label, disputes in story.disputes.items():
        incident = home.get(label)
        got = incident.disagreements if incident else ()
        if incident:
            wanted[incident.id] += disputes
        for want in (dispute for dispute in disputes if dispute.asked):
            line = f"{label}: {'/'.join(sorted(want.types))} {want.sides[0][0]} | {want.sides[1][0]}"
            (right if any(is_dispute(want, one) for one in got) else missed).append(line)
    extra = [
        f"{one.type} {' | '.join(one.between)}: {one.says}"
        for incident in incidents
        for one in incident.disagreements
        if not any(is_dispute(want, one) for want in wanted[incident.id])
    ]
    return Answer(right=tuple(right), missed=tuple(missed), extra=tuple(extra))


def show_story(
    story: Story,
    claims: Sequence[Claim],
    incidents: Sequence[Incident],
    answers: Mapping[str, Answer],
    *,
    console: Console,
) -> None:
    """What differs in one story."""
    console.print(f"== {story.name}")
    by_id = {claim.id: claim for claim in claims}
    home = {claim: number for number, incident in enumerate(incidents) for claim in incident.claims}
    for claim in sorted(by_id.values(), key=lambda claim: (claim.doc, claim.span.start)):
        passage = passage_of(claim, story)
        if claim.kind in VIOLENT and passage is not None and passage.label != UNJUDGED:
            number = home.get(claim.id)
            words = " ".join(claim.evidence.split())[:110]
            console.print(
                f"  {passage.label:10} {'-' if number is None else number:>3} {claim.doc} {claim.kind}: {words}"
            )
    for name, answer in answers.items():
        for word in ("missed", "extra"):
            for line in getattr(answer, word):
                console.print(f"  {name} {word}: {line}")


def score_half(half: str, *, console: Console, show: bool = False) -> dict[str, float]:
    """The three figures of one half; printed too, with precision and recall of the first."""
    every: list[Item] = []
    total = {"accounts": Answer(), "disagreements": Answer()}
    for story, claims, incidents in assembled(read_stories(half)):
        found = items(story, claims, incidents)
        home = homes(story, found, incidents)
        answers = {
            "accounts": answer_accounts(story, home),
            "disagreements": answer_disputes(story, home, incidents),
        }
        if show and half == "seen":
            show_story(story, claims, incidents, answers, console=console)
        if half == "seen":
            console.print(f"{story.name}: incidents {b_cubed(found)[2]:.3f}, " + _line(answers))
        every += found
        total = {name: total[name] + answer for name, answer in answers.items()}
    precision, recall, f1 = b_cubed(every)
    console.print(f"{half}: incidents {f1:.3f} (precision {precision:.3f}, recall {recall:.3f}), " + _line(total))
    return {"incidents": f1, **{name: answer.f1 for name, answer in total.items()}}


def _line(answers: Mapping[str, Answer]) -> str:
    return ", ".join(
        f"{name} {one.f1:.3f} ({len(one.right)} right, {len(one.missed)} missed, {len(one.extra)} extra)"
        for name, one in answers.items()
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures of each half."""
    parser = argparse.ArgumentParser(description="Score incidents, accounts and disagreements on stories of our own.")
    parser.add_argument("--half", choices=(*HALVES, "both"), default="both")
    parser.add_argument("--show", action="store_true", help="what differs, seen half only")
    parser.add_argument("--json", action="store_true", help="the figures of each half as one JSON object")
    options = parser.parse_args(arguments)
    console = Console(width=200, highlight=False, markup=False, quiet=options.json)
    halves = HALVES if options.half == "both" else (options.half,)
    values = {half: score_half(half, console=console, show=options.show) for half in halves}
    if options.json:
        print(json.dumps(values))
    return 0


if __name__ == "__main__":
    sys.exit(main())
