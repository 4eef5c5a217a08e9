"""Measure how many of our own lists of places are found in a sentence and put where they lie.

    python evaluation/own_places.py [--misses]

Each place stands in a document of one sentence, read as `sayso places` reads it, so that nothing but the sentence
helps. A place counts as right when a mention of it resolves within its radius, in its country where one is given.

>>> within({"lat": 36.2, "lon": 37.16}, 25.0, lat=36.19, lon=37.15)
True
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from sayso.cli.resources import gazetteer
from sayso.language.parse import load_model
from sayso.model import Document, Failure, Place, PlaceMention
from sayso.model.place import kilometres
from sayso.pipeline import analyse

LISTS = Path(__file__).resolve().parent / "own"
SENTENCE = "Fighting was reported in {name} on Monday."  # for a place that has none of its own
NAMES = ("places_names", "places_syria")


def read_places(path: Path) -> list[dict[str, Any]]:
    """The places of a list, each with its sentence and its radius in kilometres."""
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [
        {"radius": content["radius"], "text": SENTENCE.format(name=place["name"]), **place}
        for place in content["places"]
    ]


def within(place: Mapping[str, Any], radius: float, *, lat: float, lon: float) -> bool:
    """Whether a point lies no farther from a place than `radius` kilometres."""
    return kilometres((place["lat"], place["lon"]), (lat, lon)) <= radius


def is_right(place: Mapping[str, Any], found: Sequence[tuple[PlaceMention, Place]]) -> bool:
    """Whether a mention that shares words with the place's name lies where the place does."""
    start = place["text"].index(place["name"])
    end = start + len(place["name"])
    return any(
        one.lat is not None
        and one.lon is not None
        and within(place, float(place["radius"]), lat=one.lat, lon=one.lon)
        and place.get("country") in (None, one.country)
        for mention, one in found
        if mention.span.start < end and start < mention.span.end
    )


def misses(places: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Each place that is not right, with what its sentence gave."""
    documents = [Document(id=str(number), text=place["text"]) for number, place in enumerate(places)]
    for place, result in zip(
        places, analyse(documents, nlp=load_model(), gazetteer=gazetteer(), stage="places"), strict=True
    ):
        if isinstance(result, Failure):
            yield f"{place['name']}: {result.reason}"
        elif not is_right(place, result.places):
            given = [f"{mention.text} as {one.name} {one.lat}, {one.lon}" for mention, one in result.places]
            yield f"{place['name']}: {'; '.join(given) or 'nothing'}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print how many of each list are right."""
    parser = argparse.ArgumentParser(description="Our own lists of places, each in one sentence.")
    parser.add_argument("--misses", action="store_true", help="name what was not right")
    parser.add_argument("--json", action="store_true", help="the counts of right answers as one JSON object")
    options = parser.parse_args(arguments)
    counts = {}
    for name in NAMES:
        places = read_places(LISTS / f"{name}.yml")
        wrong = list(misses(places))
        counts[name] = len(places) - len(wrong)
        if not options.json:
            print(f"{name}: {counts[name]} of {len(places)} right")
        if options.misses:
            print("".join(f"  {one}\n" for one in wrong), end="", file=sys.stderr)
    if options.json:
        print(json.dumps(counts))
    return 0


if __name__ == "__main__":
    sys.exit(main())
