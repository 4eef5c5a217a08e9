"""Records to JSON and back without loss.

>>> from sayso.model.document import Span
>>> loads(dumps(Span(1, 2)), Span)
Span(start=1, end=2)
"""

from __future__ import annotations

import base64
import json
from functools import cache
from typing import Any, TypeVar

import cattrs
from cattrs.preconf.json import make_converter

Record = TypeVar("Record")


@cache
def _converter() -> cattrs.Converter:
    converter = make_converter(omit_if_default=False)
    converter.register_unstructure_hook(bytes, lambda content: base64.b64encode(content).decode("ascii"))
    converter.register_structure_hook(bytes, lambda text, _: base64.b64decode(text))
    return converter


def to_plain(record: object) -> Any:
    """The record as JSON values: dicts, lists, strings, numbers, None."""
    return _converter().unstructure(record)


def from_plain(value: Any, kind: type[Record]) -> Record:
    """The record of type `kind` that `to_plain` made `value` of."""
    return _converter().structure(value, kind)


def dumps(record: object) -> str:
    """The record as one line of JSON."""
    return json.dumps(to_plain(record), ensure_ascii=False)


def loads(line: str, kind: type[Record]) -> Record:
    """The record of type `kind` in a line that `dumps` wrote."""
    return from_plain(json.loads(line), kind)
