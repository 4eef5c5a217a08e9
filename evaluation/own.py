"""Score the claims of the project's own table: who says it, whether it happened, what the source does with it.

    python evaluation/own.py attribution_seen.yml [--show] [--json]

A table holds short texts and, for some words of each, what is right for the claim that they tell. Every source, status
and stance that the table gives counts one. A half that is held back ("unseen" in its name) gives its totals only.

>>> Expectation(words="shelled", source=(("the army",),)).fields()
('source',)
>>> same_chain(("The army", "a driver"), ("army", "driver"))
True
>>> same_chain((), ("army",))
False
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from rich.console import Console
from rich.table import Table
from spacy.language import Language
from spacy.tokens import Doc

from sayso.errors import InputError
from sayso.language.parse import load_model
from sayso.model import Claim, Document, Failure, Span, claim_id
from sayso.pipeline import analyse
from sayso.resolve.gazetteer import Gazetteer

TABLES = Path(__file__).resolve().parent / "own"
HELD_BACK = "unseen"
FIELDS = ("source", "status", "stance")
TOTAL = "total"
_ARTICLE = re.compile(r"^(?:the|an|a) ")

Chain = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """What is right for the claim told by `words`. More than one chain or status: each is as good; none: not asked."""

    words: str
    source: tuple[Chain, ...] = ()
    status: tuple[str, ...] = ()
    stance: tuple[str, ...] = ()

    def fields(self) -> tuple[str, ...]:
        """The fields that are asked for."""
        return tuple(field for field in FIELDS if getattr(self, field))


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A text, and what is right in it. `published` is None where nothing hangs on it."""

    id: str
    category: str
    text: str
    expect: tuple[Expectation, ...]
    published: date | None = None

    def span(self, words: str) -> Span:
        """Where the words stand in the text."""
        start = self.text.index(words)
        return Span(start, start + len(words))


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One field of one expectation. `got` is None where no claim tells the words."""

    case: Case
    expectation: Expectation
    field: str
    right: bool
    got: str | None


@dataclass(frozen=True, slots=True)
class Told:
    """A claim and where the word that tells it starts; None where two claims were made one, which hides it."""

    claim: Claim
    trigger: int | None


def load(path: Path) -> list[Case]:
    """The cases of a table. InputError where one is not a case, or its words do not stand once in its text."""
    rows = yaml.safe_load(path.read_text(encoding="utf-8"))
    if not isinstance(rows, list):
        raise InputError(found=f"{path.name!r} without a list", expected="a list of cases", mend="see its first lines")
    return [_case(row) for row in rows]


def _case(row: Any) -> Case:
    try:
        if not isinstance(row["text"], str):
            raise ValueError("the text is none")
        published = row.get("published")
        case = Case(
            id=row["id"],
            category=row["category"],
            text=row["text"],
            published=None if published is None else date.fromisoformat(str(published)),
            expect=tuple(_expectation(given) for given in row["expect"]),
        )
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise InputError(
            found=f"{row!r}: {error}", expected="id, category, text and expect", mend="mend this case of the table"
        ) from error
    for expectation in case.expect:
        if (times := case.text.count(expectation.words)) != 1:
            raise InputError(
                found=f"{expectation.words!r} {times} times in {case.id!r}", expected="once", mend="choose other words"
            )
    return case


def _expectation(row: dict[str, Any]) -> Expectation:
    unknown = set(row) - {"words", "or_source", "or_status", *FIELDS}
    if unknown or not set(row) & set(FIELDS):
        raise ValueError(f"an expectation with {sorted(row)}")
    chains = ([row["source"]] if "source" in row else []) + row.get("or_source", [])
    return Expectation(
        words=row["words"],
        source=tuple(tuple(chain) for chain in chains),
        status=((row["status"],) if "status" in row else ()) + tuple(row.get("or_status", ())),
        stance=(row["stance"],) if "stance" in row else (),
    )


def score(cases: Sequence[Case], *, nlp: Language, gazetteer: Gazetteer) -> Iterator[Outcome]:
    """Every outcome of the cases, in order. InputError where a text cannot be read."""
    documents = [Document(id=case.id, text=case.text, published=case.published) for case in cases]
    for case, result in zip(cases, analyse(documents, nlp=nlp, gazetteer=gazetteer), strict=True):
        if isinstance(result, Failure):
            raise InputError(found=f"{case.id!r}: {result.reason}", expected="a text that is read", mend="mend it")
        yield from outcomes(case, result.claims, nlp.make_doc(case.text))


def outcomes(case: Case, claims: Iterable[Claim], doc: Doc) -> Iterator[Outcome]:
    """What the claims of one text get right; where several tell the words, the one that gets most."""
    told = [Told(claim, trigger(claim, doc)) for claim in claims]
    for expectation in case.expect:
        rivals = _telling(told, case.span(expectation.words))
        best = max(rivals, key=lambda claim: len(_right(claim, expectation)), default=None)
        right = frozenset[str]() if best is None else _right(best, expectation)
        for field in expectation.fields():
            got = None if best is None else _show(_value(best, field))
            yield Outcome(case=case, expectation=expectation, field=field, right=field in right, got=got)


def trigger(claim: Claim, doc: Doc) -> int | None:
    """Where the word starts that tells a claim: the one from which its identifier follows.

    The record of a claim does not name that word, its identifier is made from it. None for a claim that was made of
    two, whose span is no longer the one that it was identified with.
    """
    for token in doc:
        if claim.id == claim_id(claim.doc, claim.span, claim.kind, claim.source, token.i):
            return token.idx
    return None


def _telling(told: Sequence[Told], words: Span) -> list[Claim]:
    """The claims whose word lies in `words`; else those which take them in and whose word is nearest."""
    exact = [one.claim for one in told if one.trigger is not None and words.start <= one.trigger < words.end]
    if exact:
        return exact
    around = [one for one in told if any(span.overlaps(words) for span in (one.claim.span, *one.claim.also))]
    nearest = min((_distance(one, words) for one in around), default=0)
    return [one.claim for one in around if _distance(one, words) == nearest]


def _distance(one: Told, words: Span) -> int:
    return 0 if one.trigger is None else max(words.start - one.trigger, one.trigger - words.end)


def _right(claim: Claim, expectation: Expectation) -> frozenset[str]:
    chain = tuple(link.text for link in claim.source)
    found = {
        "source": any(same_chain(chain, good) for good in expectation.source),
        "status": claim.status in expectation.status,
        "stance": claim.stance in expectation.stance,
    }
    return frozenset(field for field, right in found.items() if right)


def same_chain(one: Chain, other: Chain) -> bool:
    """Whether two chains name the same sources in the same order; case and leading articles are forgiven."""
    return [_plain(link) for link in one] == [_plain(link) for link in other]


def _plain(link: str) -> str:
    return _ARTICLE.sub("", " ".join(link.split()).casefold())


def _value(claim: Claim, field: str) -> str | Chain:
    return {
        "source": tuple(link.text for link in claim.source),
        "status": claim.status,
        "stance": claim.stance,
    }[field]


def _show(value: str | Chain) -> str:
    return value if isinstance(value, str) else " > ".join(value) or "the report"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """Right outcomes of all: of a category, a field, or the whole table."""

    name: str
    right: int
    of: int

    @property
    def share(self) -> float:
        """From 0 to 1; 0 where nothing was asked."""
        return self.right / self.of if self.of else 0.0


def figures(found: Sequence[Outcome], *, by_category: bool) -> list[Figure]:
    """The figure of each category (if wanted) and field in order of appearance, and of all, which comes last."""
    categories = list(dict.fromkeys(outcome.case.category for outcome in found)) if by_category else []
    rows = [_figure(name, (o for o in found if o.case.category == name)) for name in categories]
    rows += [_figure(field, (o for o in found if o.field == field)) for field in FIELDS]
    return [*rows, _figure(TOTAL, found)]


def _figure(name: str, found: Iterable[Outcome]) -> Figure:
    rights = [outcome.right for outcome in found]
    return Figure(name=name, right=sum(rights), of=len(rights))


def _print_failures(found: Sequence[Outcome], console: Console) -> None:
    for outcome in found:
        if outcome.right:
            continue
        good: tuple[str | Chain, ...] = getattr(outcome.expectation, outcome.field)
        console.print(f"{outcome.case.id} {outcome.case.category}: {outcome.case.text!r}", markup=False)
        got = "no claim" if outcome.got is None else outcome.got
        wanted = " or ".join(_show(one) for one in good)
        console.print(f"    {outcome.expectation.words!r} {outcome.field}: {wanted}; got {got}", markup=False)


def _print_figures(rows: Sequence[Figure], console: Console) -> None:
    table = Table("figure", "right", "of", "share")
    for row in rows:
        table.add_row(row.name, str(row.right), str(row.of), f"{row.share:.3f}")
    console.print(table)


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit status 2 where the table cannot be read, else 0."""
    parser = argparse.ArgumentParser(description="Score the claims of one of the project's own tables.")
    parser.add_argument("table", help="a file of evaluation/own, or a path")
    parser.add_argument("--show", action="store_true", help="print each failure; refused for a table held back")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    options = parser.parse_args(arguments)
    path = TABLES / options.table if (TABLES / options.table).is_file() else Path(options.table)
    try:
        found = list(score(load(path), nlp=load_model(), gazetteer=_gazetteer()))
    except (InputError, OSError, yaml.YAMLError) as error:
        print(f"own: {error}", file=sys.stderr)
        return 2
    held_back = HELD_BACK in path.name
    if held_back and options.show:
        print(f"own: {path.name} is held back: its totals only", file=sys.stderr)
    console = Console(highlight=False, soft_wrap=True)
    if options.show and not held_back:
        _print_failures(found, console)
    rows = figures(found, by_category=not held_back)
    if options.json:
        print(json.dumps({row.name: {"right": row.right, "of": row.of, "share": round(row.share, 4)} for row in rows}))
    else:
        _print_figures(rows, console)
    return 0


def _gazetteer() -> Gazetteer:
    from sayso.cli.resources import gazetteer_file
    from sayso.resolve.gazetteer import open_gazetteer

    return open_gazetteer(gazetteer_file())


if __name__ == "__main__":
    sys.exit(main())
