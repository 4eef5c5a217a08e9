"""Fixtures that every room uses."""

from __future__ import annotations

import pytest
from spacy.language import Language

from sayso.language.parse import load_model


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The parser, loaded once."""
    return load_model()
