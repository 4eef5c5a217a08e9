r"""Where sentences end and where they do not, set before the parser so that it keeps to it.

A line break ends a sentence unless the text is hard-wrapped; "Lt.", "Jan." and "a.m." do not.

    >>> [line_ends_sentence("BEIRUT, Lebanon", "Two people died."), line_ends_sentence("the city", "of Homs")]
    [True, False]
"""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.symbols import ORTH
from spacy.tokens import Doc

from sayso.lexicon import load

BOUNDARIES = "sayso_boundaries"
BULLET = re.compile(r"^(?:[•·▪‣◦*–—-]|\.(?=\s{2}))\s*$")
_WRAPPED_SHARE = 0.6  # of lines that go on in lower case without a stop: the text was wrapped at a column
_OPENING = "\"'“‘«([„‹`"
_TERMINAL = ".!?…:;\"'”’»)"


def add_abbreviations(nlp: Language) -> None:
    """Teach the tokenizer the abbreviations that end in a full stop but end no sentence."""
    for group in ("titles", "months", "general"):
        for abbreviation in load("abbreviations")[group]:
            nlp.tokenizer.add_special_case(abbreviation, [{ORTH: abbreviation}])


def line_ends_sentence(line: str, following: str) -> bool:
    """Whether a line break after `line` ends a sentence, seen from the two lines alone."""
    line, following = line.rstrip(), following.lstrip()
    if not line or not following:
        return True
    first = following.lstrip(_OPENING)[:1]
    return line[-1] in _TERMINAL or not first.islower()


def is_wrapped(text: str) -> bool:
    """Whether the text is broken at a column, so that its single line breaks mean nothing."""
    lines = [line.strip() for line in text.split("\n")]
    pairs = [(a, b) for a, b in zip(lines, lines[1:], strict=False) if a and b]
    if len(pairs) < 3:
        return False
    going_on = sum(not line_ends_sentence(a, b) for a, b in pairs)
    lengths = sorted(len(a) for a, _ in pairs)
    narrow = 40 <= lengths[len(lengths) // 2] <= 100 and lengths[-1] <= 120
    return narrow and going_on / len(pairs) >= _WRAPPED_SHARE / 2


@Language.component(BOUNDARIES)
def set_boundaries(doc: Doc) -> Doc:
    """Fix sentence starts after line breaks, and forbid them after abbreviations and inside "(...)"."""
    wrapped = is_wrapped(doc.text)
    never_ends = _never_ends()
    ends_before = _may_end()
    for token in doc[1:]:
        before = doc[token.i - 1]
        if before.is_space and "\n" in before.text:
            token.is_sent_start = not wrapped or before.text.count("\n") > 1
        elif "\n" in before.text or token.is_space or token.text in {")", "]", ",", ";"} or before.lower_ in never_ends or (before.lower_ in ends_before and (token.is_lower or token.is_digit)) or (before.text in {".", "!", "?"} and token.is_lower and token.i > 1):
            token.is_sent_start = False
    return doc


def _never_ends() -> frozenset[str]:
    return frozenset(word.lower() for word in load("abbreviations")["titles"])


def _may_end() -> frozenset[str]:
    lexicon = load("abbreviations")
    return frozenset(word.lower() for group in ("months", "general") for word in lexicon[group])
