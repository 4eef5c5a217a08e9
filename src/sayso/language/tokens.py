"""What the tokenizer must know of this field's prose: abbreviations, money, quotes, words run together.

>>> import spacy
>>> nlp = spacy.blank("en")
>>> set_tokens(nlp)
>>> [token.text for token in nlp("It cost €1.5bn. The Lt. Col. left on Wed")]
['It', 'cost', '€', '1.5', 'bn', '.', 'The', 'Lt.', 'Col.', 'left', 'on', 'Wed']
"""

from __future__ import annotations

from typing import Any

from spacy.language import Language
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

from sayso.lexicon import load

# Before a word: TeX quotes, and a number's "+"; the currencies are spaCy's own.
_PREFIXES = ["``", r"\+(?=\d)", r"(?:US|AU|CA|NZ)\$"]
# After a number: the words of its size, which spaCy splits off only as "m" or "k".
_SUFFIXES = [
    r"(?<=[0-9])(?:million|billion|trillion|mln|bln|bn|mn|tn)",
    r"(?<=[0-9])(?:mm|cm|km|kg|lb|lbs|ft|mph|hrs?|am|pm)",
    "''",
]
# Inside: a bracket after a word ("dead(12"), a stop without its space after a number or quote, percentages as a range.
_INFIXES = [
    r"(?<=[a-z])[(\[](?=\w)",
    r"(?<=[a-z0-9][\"”’)])\.(?=[A-Z])",
    r"(?<=[a-z])[.!?…](?=[\"”’][A-Z])",
    r"(?<=[.!?…])[\"”’](?=[A-Z])",
    r"(?<=[0-9])%(?=[-–]\d)",
    r"(?<=[0-9]%)[-–](?=\d)",
]
# spaCy takes these for contractions written without their apostrophe ("we'd").
_WHOLE = ("Wed", "wed", "Thatll", "Its", "its")


def set_tokens(nlp: Language) -> None:
    """Teach the tokenizer of `nlp` the marks and words above, and the lexicon's abbreviations."""
    tokenizer: Any = nlp.tokenizer  # spaCy types it as any callable; every pipeline that we take has its own one
    defaults = nlp.Defaults
    tokenizer.prefix_search = compile_prefix_regex([*_PREFIXES, *(defaults.prefixes or ())]).search
    tokenizer.suffix_search = compile_suffix_regex([*_SUFFIXES, *(defaults.suffixes or ())]).search
    tokenizer.infix_finditer = compile_infix_regex([*_INFIXES, *(defaults.infixes or ())]).finditer
    for group in ("titles", "months", "general"):
        for abbreviation in load("abbreviations")[group]:
            tokenizer.add_special_case(abbreviation, [{"ORTH": abbreviation}])
    for word in _WHOLE:
        tokenizer.add_special_case(word, [{"ORTH": word}])
