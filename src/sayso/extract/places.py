"""Find place names and demonyms, and how the text points at them.

Offsets are code points. A name counts as a place on evidence: what the recogniser says, what the gazetteer knows, and
the words around it.

>>> class Names:
...     def candidates(self, name, *, loosely=False):
...         from sayso.model import PlaceCandidate
...         return (PlaceCandidate(name="Raqqa", lat=35.95, lon=39.0, kind="city"),) if name == "Raqqa" else ()
...     def longest(self, word):
...         return 0
>>> from sayso.language import parse
>>> doc = parse.load_model()("Two jets struck a depot 20 km north of Raqqa.")
>>> [(mention.text, mention.distance_km, mention.bearing) for mention in find_places(doc, gazetteer=Names())]
[('Raqqa', 20.0, 0.0)]
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from sayso.extract.demonyms import find_demonyms
from sayso.extract.place_evidence import ACCEPTED, NAMED_AFTER_PEOPLE, local_countries, weigh
from sayso.extract.place_names import Name, PlaceNames
from sayso.extract.place_pointers import point_at
from sayso.extract.place_proposals import entity_names, gazetteer_names, loose_names, without_overlaps
from sayso.model.mention import PlaceMention

MOST_LISTED = 8  # names of one list that a word after the last of them may serve: "A, B and C provinces"


def find_places(doc: Doc, *, gazetteer: PlaceNames) -> Iterator[PlaceMention]:
    """The place names (form "name") and demonyms (form "demonym") of a document, in order, never overlapping."""
    names = sorted(_names(doc, gazetteer), key=lambda name: name.first)
    for position, name in enumerate(names):
        following = names[position + 1 : position + 1 + MOST_LISTED]
        yield point_at(doc, name, before=names[max(0, position - 1) : position], after=following)


def _names(doc: Doc, gazetteer: PlaceNames) -> list[Name]:
    """The names and demonyms that the evidence bears."""
    demonyms = [Name(first=first, last=last, form="demonym") for first, last in find_demonyms(doc)]
    proposed = without_overlaps([*entity_names(doc, gazetteer), *gazetteer_names(doc, gazetteer)], demonyms)
    local = local_countries(doc, proposed, demonyms)
    foreign = local - NAMED_AFTER_PEOPLE
    if foreign:
        proposed = without_overlaps([*proposed, *loose_names(doc, gazetteer, proposed, foreign)], demonyms)
    kept = [name for name in weigh(doc, proposed, local) if name.points >= ACCEPTED]
    taken = {token for name in kept for token in range(name.first, name.last)}
    return kept + [name for name in demonyms if taken.isdisjoint(range(name.first, name.last))]
