"""The order of things: documents to analyses, claims to incidents. The only module that knows it.

Two generators' worth of work::

    for result in analyse(documents, nlp=load_model(), gazetteer=open_gazetteer(path)):
        ...  # an Analysis, or the Failure of one document; the rest goes on
    judgements, incidents = relate(claims, documents)

>>> STAGES
('places', 'times', 'quotes', 'claims')
"""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Literal

from spacy.language import Language
from spacy.tokens import Doc

from sayso.errors import InputError, SaysoError
from sayso.extract.assemble import assemble
from sayso.extract.attribution import find_attributions
from sayso.extract.casting import cast
from sayso.extract.events import find_events
from sayso.extract.figures import find_figures
from sayso.extract.places import find_places
from sayso.extract.times import find_times
from sayso.language.parse import BATCH, parse
from sayso.language.reader import load_reader, reader_name
from sayso.language.tagger import Tagged, load_tagger, tagger_name
from sayso.link.cited import without_the_other_doer
from sayso.model import (
    Attribution,
    Claim,
    Document,
    Failure,
    Incident,
    Judgement,
    Place,
    PlaceMention,
    TimeExpression,
    TimeMention,
)
from sayso.resolve.actors import Names, resolve_speakers
from sayso.resolve.bodies import Bodies
from sayso.resolve.claims import EXTRACTOR, resolve_claims
from sayso.resolve.gazetteer import Gazetteer
from sayso.resolve.parties import attributions_with_bodies, with_bodies
from sayso.resolve.places import resolve_places
from sayso.resolve.times import resolve_times

Stage = Literal["places", "times", "quotes", "claims"]
STAGES: tuple[Stage, ...] = ("places", "times", "quotes", "claims")
TAGGED: frozenset[Stage] = frozenset({"quotes", "claims"})  # the stages that the trained tagger serves
READ: frozenset[Stage] = frozenset({"claims"})  # the stages that the trained reader serves
MAPPED: frozenset[Stage] = frozenset({"places", "claims"})  # the stages that look places up in the gazetteer

Read = tuple[Document, Doc, Tagged | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """All that was found in one document; what was not asked for is empty."""

    document: Document
    places: tuple[tuple[PlaceMention, Place], ...] = ()
    times: tuple[tuple[TimeMention, TimeExpression], ...] = ()
    attributions: tuple[Attribution, ...] = ()
    claims: tuple[Claim, ...] = ()
    tokens: int = 0


def extractor_version(nlp: Language) -> str:
    """What a claim's `extractor` says: versions of rules, tagger and reader, name and version of the parser."""
    return f"{EXTRACTOR}+{tagger_name()}+{reader_name()}/{nlp.meta['lang']}_{nlp.meta['name']}-{nlp.meta['version']}"


def analyse(
    documents: Iterable[Document], *, nlp: Language, gazetteer: Gazetteer | None, stage: Stage = "claims"
) -> Iterator[Analysis | Failure]:
    """One Analysis or Failure a document, in order; one parse each, in batches.

    `stage` is the last thing wanted: "claims" finds all, the others only their own mentions. Those that look no place up
    need no gazetteer. While the tagger reads a batch, on a thread of its own, the parser goes on to the next.
    """
    if stage in MAPPED and gazetteer is None:
        raise ValueError(f"the stage {stage!r} needs a gazetteer")
    extractor = extractor_version(nlp)
    for read in _read_all(iter(documents), nlp=nlp, stage=stage):
        if isinstance(read, Failure):
            yield read
        else:
            yield _analyse_one(*read, gazetteer=gazetteer, stage=stage, extractor=extractor)


def _read_all(source: Iterator[Document], *, nlp: Language, stage: Stage) -> Iterator[Read | Failure]:
    """Every document parsed and, where the stage asks for it, tagged; the batch before is handed out while one is tagged."""
    with ThreadPoolExecutor(max_workers=1) as pool:
        waiting: Iterator[Read | Failure] = iter(())
        while batch := list(islice(source, BATCH)):
            following = _begin(batch, nlp=nlp, stage=stage, pool=pool)
            yield from waiting
            if stage in TAGGED:
                waiting = following
            else:
                yield from following  # nothing to wait for
        yield from waiting


def _begin(batch: list[Document], *, nlp: Language, stage: Stage, pool: Executor) -> Iterator[Read | Failure]:
    """The batch parsed now, and its tagging begun: what comes of it, or one by one where that fails."""
    try:
        parsed = list(parse(batch, nlp=nlp))
        docs = [doc for _, doc in parsed]
        tagging = pool.submit(_tag, docs, stage=stage) if stage in TAGGED else None
    except SaysoError:
        raise
    except Exception as error:  # noqa: BLE001 - the worker loop: one document must not stop the rest
        return _again(batch, error, nlp=nlp, stage=stage, pool=pool)
    return _finish(batch, parsed, tagging, nlp=nlp, stage=stage, pool=pool)


def _tag(docs: list[Doc], *, stage: Stage) -> list[Tagged]:
    return load_tagger().tag(docs, reader=load_reader() if stage in READ else None)


def _finish(
    batch: list[Document],
    parsed: list[tuple[Document, Doc]],
    tagging: Future[list[Tagged]] | None,
    *,
    nlp: Language,
    stage: Stage,
    pool: Executor,
) -> Iterator[Read | Failure]:
    error = None if tagging is None else tagging.exception()
    if isinstance(error, Exception) and not isinstance(error, SaysoError):
        yield from _again(batch, error, nlp=nlp, stage=stage, pool=pool)
        return
    tagged: Sequence[Tagged | None] = [None] * len(parsed) if tagging is None else tagging.result()
    yield from ((document, doc, found) for (document, doc), found in zip(parsed, tagged, strict=True))


def _again(
    batch: list[Document], error: Exception, *, nlp: Language, stage: Stage, pool: Executor
) -> Iterator[Read | Failure]:
    """A batch that failed, one by one; a document that fails alone is a Failure."""
    if len(batch) == 1:
        yield _failure(batch[0], "parse", error)
        return
    for document in batch:
        yield from _begin([document], nlp=nlp, stage=stage, pool=pool)


def _analyse_one(
    document: Document, doc: Doc, tagged: Tagged | None, *, gazetteer: Gazetteer | None, stage: Stage, extractor: str
) -> Analysis | Failure:
    try:
        match stage:
            case "places":
                assert gazetteer is not None, "analyse sees to it"
                return Analysis(document=document, places=_places(document, doc, gazetteer), tokens=len(doc))
            case "times":
                return Analysis(document=document, times=_times(document, doc), tokens=len(doc))
            case "quotes":
                found = attributions_with_bodies(_attributions(doc, Names(doc), tagged), bodies=_bodies(document, doc))
                return Analysis(document=document, attributions=tuple(found), tokens=len(doc))
            case "claims":
                assert gazetteer is not None, "analyse sees to it"
                return _all(document, doc, tagged, gazetteer=gazetteer, extractor=extractor)
    except InputError as error:
        return Failure(document=document.id, stage=stage, reason=str(error))
    except SaysoError:
        raise
    except Exception as error:  # noqa: BLE001 - the worker loop: one document must not stop the rest
        return _failure(document, stage, error)


def _failure(document: Document, stage: str, error: Exception) -> Failure:
    """A fault of ours, with the place in the program where it showed."""
    frames = traceback.extract_tb(error.__traceback__)
    at = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
    words = " ".join(f"{type(error).__name__}: {error}".split())
    return Failure(document=document.id, stage=stage, reason=f"{words} (at {at}; please report it)")


def _places(document: Document, doc: Doc, gazetteer: Gazetteer) -> tuple[tuple[PlaceMention, Place], ...]:
    mentions = list(find_places(doc, gazetteer=gazetteer))
    return tuple(zip(mentions, resolve_places(mentions, document=document, gazetteer=gazetteer), strict=True))


def _times(document: Document, doc: Doc) -> tuple[tuple[TimeMention, TimeExpression], ...]:
    mentions = list(find_times(doc))
    resolved = resolve_times(mentions, text=document.text, anchor=document.published)
    return tuple(zip(mentions, resolved, strict=True))


def _attributions(doc: Doc, names: Names, tagged: Tagged | None) -> tuple[Attribution, ...]:
    links = None if tagged is None else tagged.links
    return tuple(resolve_speakers(list(find_attributions(doc, links)), doc=doc, names=names))


def _bodies(document: Document, doc: Doc) -> Bodies:
    return Bodies(document.text, persons=[ent.text for ent in doc.ents if ent.label_ == "PERSON"])


def _all(document: Document, doc: Doc, tagged: Tagged | None, *, gazetteer: Gazetteer, extractor: str) -> Analysis:
    names = Names(doc)
    sense = None if tagged is None else tagged.sense
    places, times = _places(document, doc, gazetteer), _times(document, doc)
    attributions = _attributions(doc, names, tagged)
    drafts = assemble(
        doc,
        events=list(find_events(doc)),
        figures=list(find_figures(doc)),
        places=[mention for mention, _ in places],
        times=[mention for mention, _ in times],
        attributions=attributions,
        furniture=document.furniture,
        precisions={mention.span: place.precision for mention, place in places},
        sense=sense,
    )
    claims = resolve_claims(
        cast(doc, drafts, sense),
        document=document,
        doc=doc,
        names=names,
        places={mention.span: place for mention, place in places},
        times={mention.span: time for mention, time in times},
        extractor=extractor,
    )
    claims = [without_the_other_doer(claim) for claim in with_bodies(claims, bodies=_bodies(document, doc))]
    assert len({claim.id for claim in claims}) == len(claims), "each claim of a document has its own identifier"
    return Analysis(
        document=document,
        places=places,
        times=times,
        attributions=attributions,
        claims=tuple(claims),
        tokens=len(doc),
    )


def relate(
    claims: Iterable[Claim], documents: Iterable[Document], *, judgements: Iterable[Judgement] = ()
) -> tuple[list[Judgement], list[Incident]]:
    """The linker's judgements over the claims, and the incidents that these and `judgements` (of people) make."""
    from sayso.link.cluster import cluster  # here, as their libraries take a second to load, and stages need them not
    from sayso.link.judge import judge
    from sayso.reconcile import incidents

    claims = list(claims)
    by_id: Mapping[str, Document] = {document.id: document for document in documents}
    machine = list(judge(claims, documents=by_id))
    every = [*judgements, *machine]
    return machine, incidents(claims, cluster(claims, every), documents=by_id, judgements=every)
