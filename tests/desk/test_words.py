"""Words of the interface: every text that a page asks for is there, in each language with the same blanks to fill."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

import pytest
import yaml

from sayso.desk.words import LANGUAGES, _flat, choose, words_of
from sayso.model import Figure, Place, Span

BLANKS = re.compile(r"\{(\w+)\}")
ASKED = re.compile(r"""\bt\(\s*["']([a-z_.]+)["']\s*[,)]""")
COUNTED = re.compile(r"""\bt\.count\(\s*["']([a-z_]+)["']""")


@cache
def own(language: str) -> dict[str, object]:
    return _flat(yaml.safe_load((files("sayso.desk") / "texts" / f"{language}.yml").read_text("utf-8")))


def templates() -> str:
    folder = files("sayso.desk") / "templates"
    return "\n".join(one.read_text("utf-8") for one in folder.iterdir() if one.name.endswith(".html"))


def test_every_text_that_a_page_asks_for_is_there() -> None:
    texts = words_of("en").texts
    asked = {name for name in ASKED.findall(templates()) if not name.endswith(".")}
    asked |= {"count." + name for name in COUNTED.findall(templates())}
    assert len(asked) > 100
    assert sorted(asked - set(texts)) == []


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_a_translation_is_whole(language: str) -> None:
    assert sorted(set(own("en")) - set(own(language))) == []
    assert sorted(key for key in set(own(language)) - set(own("en")) if not key.startswith("kind.")) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_have_the_same_blanks(language: str) -> None:
    for key, text in own(language).items():
        here, there = own("en").get(key), text
        if key.startswith("count."):
            assert isinstance(there, dict), key
            assert "other" in there, key
            assert all(set(BLANKS.findall(form)) <= {"n"} for form in there.values()), key
        elif here is not None:
            assert set(BLANKS.findall(str(there))) == set(BLANKS.findall(str(here))), key


@pytest.mark.parametrize(
    ("number", "form"), [(0, "zero"), (1, "one"), (2, "two"), (5, "few"), (11, "many"), (100, "other")]
)
def test_arabic_has_six_forms(number: int, form: str) -> None:
    from sayso.desk.words import _PLURALS

    assert _PLURALS["ar"](number) == form


def test_values_in_words() -> None:
    english = words_of("en")
    figure = Figure(span=Span(0, 1), text="x", measure="killed", low=3, high=None, basis="at least", unit="people")
    assert english.figure(figure) == "killed 3 or more people"
    assert english.range(None, 7) == "up to 7"
    assert english.range(3, 5) == "3–5"
    assert english.count("incident", 1200) == "1,200 incidents"
    vague = Place(span=Span(0, 1), text="Idlib", name="Idlib", precision="admin1", role="site", lat=35.9, lon=36.6)
    assert english.place(vague) == "Idlib (province)"
    assert english.place(None) == "not known"


def test_the_language_is_chosen() -> None:
    assert choose(None, "ar-SY,en;q=0.5") == "ar"
    assert choose("en", "ar") == "en"
    assert choose("../../etc", "") == "en"
