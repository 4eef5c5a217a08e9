"""Runs: numbers and fates told in turn, as headlines do: "kills 9 wounds 14", "8 killed 21 injured".

>>> from sayso.extract.figures import find_figures
>>> from sayso.language.parse import load_model
>>> doc = load_model()("A porter killed 7 people injured in the raid")
>>> [doc[in_run(doc, figure, list(find_figures(doc)), [2, 5])].text for figure in list(find_figures(doc))[:2]]
['killed', 'injured']
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from sayso.model import FigureMention

Item = tuple[int, int, bool]  # first and last token; whether it is a number

_FATED = frozenset({"VERB", "ADJ", "PROPN", "NOUN"})  # parts of speech of "killed", "wounded" in prose and in headlines
_LEAST = 4  # items that make a run: two numbers, two fates


def in_run(doc: Doc, figure: FigureMention, figures: Sequence[FigureMention], effects: Sequence[int]) -> int | None:
    """The word for the figure's fate in a run of both, None where it stands in none.

    "kills 9 wounds 14" begins with a word, "8 killed 21 injured" with a number.
    """
    items = _items(doc, figure, figures, effects)
    at = next((i for i, item in enumerate(items) if item[2] and item[0] == figure.first), None)
    if at is None:
        return None
    first = last = at
    while first > 0 and _next_to(doc, items[first - 1], items[first]):
        first -= 1
    while last + 1 < len(items) and _next_to(doc, items[last], items[last + 1]):
        last += 1
    if items[first][2] and items[last][2]:
        if any(_is_passive(doc, items[i], items[i + 1]) for i in range(first, last)):
            last -= 1  # "2 were killed and 9 were hurt 3 officials said"
        else:
            first += 1  # "a sniper killed a guard and wounded two": the first did it
    if last - first + 1 < _LEAST or not first <= at <= last:
        return None
    other = at + 1 if items[first][2] else at - 1
    return items[other][0] if first <= other <= last else None


def _items(doc: Doc, figure: FigureMention, figures: Sequence[FigureMention], effects: Sequence[int]) -> list[Item]:
    """The numbers and the fates from the figure's sentence on, in order."""
    start = doc[figure.head].sent.start
    items = sorted(
        [(other.first, other.last, True) for other in figures if other.first >= start]
        + [(token, token, False) for token in effects if doc[token].pos_ in _FATED]
    )
    numbers = [item for item in items if item[2]]
    return [item for item in items if item[2] or not any(a <= item[0] <= b for a, b, _ in numbers)]


def _next_to(doc: Doc, one: Item, other: Item) -> bool:
    """Whether a number and a word follow each other, with no more than a comma, "and" or "were" between."""
    passive = _is_passive(doc, one, other)
    between = [token.lower_ for token in doc[one[1] + 1 : other[0]] if not (passive and token.pos_ in {"AUX", "ADV"})]
    return one[2] != other[2] and between in ([], [","], ["and"], [",", "and"])


def _is_passive(doc: Doc, one: Item, other: Item) -> bool:
    """Whether a number leads to its word by a helping verb: "14 people were killed", "9 more had been hurt"."""
    return one[2] and not other[2] and any(token.pos_ == "AUX" for token in doc[one[1] + 1 : other[0]])
