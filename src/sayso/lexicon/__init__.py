"""Curated words of the field, one YAML file a subject, and the one way to load them.

>>> "said" in load("cues")["verbs"]["asserts"]
True
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from sayso.errors import ResourceError

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def load(name: str) -> Any:
    """The contents of `lexicon/NAME.yml`: mappings and lists of words; each file says its own shape at its head."""
    file = files(__package__) / f"{name}.yml"
    if not file.is_file():
        raise ResourceError(found=f"no lexicon {name!r}", expected="a file of the package", mend="install Sayso again")
    return yaml.load(file.read_text(encoding="utf-8"), Loader=_Loader)
