"""The sample reports, read by the real pipeline: what matters in them is found, with who says it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from spacy.language import Language

from sayso import Claim, Document, Failure, Incident, analyse, find_pages, read_document, relate
from sayso.model import Disagreement
from sayso.resolve.compile import compile_gazetteer, default_path
from sayso.resolve.gazetteer import open_gazetteer
from sayso.settings import Settings

REPORTS = Path(__file__).resolve().parent.parent / "samples" / "reports"
