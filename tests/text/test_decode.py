"""Bytes to characters, whatever wrote them."""

from __future__ import annotations

import pytest

from sayso.errors import InputError
from sayso.text.decode import declared_charset, decode

RUSSIAN = "Вертолёт упал в море, сообщило министерство. Экипаж спасён, причины аварии выясняются на месте."
ARABIC = "قتل ثمانية أشخاص في غارة جوية على سوق في المدينة، بحسب ما أعلنت وزارة الصحة في بيان لها اليوم."


@pytest.mark.parametrize(
    ("content", "declared", "expected"),
    [
        pytest.param("Two jets".encode("utf-8-sig"), None, "Two jets", id="UTF-8 with its mark"),
        pytest.param("Two jets".encode("utf-16"), None, "Two jets", id="UTF-16 with its mark"),
        pytest.param("Two jets".encode("utf-32"), None, "Two jets", id="UTF-32 with its mark"),
        pytest.param("Two jets".encode("utf-16-le"), None, "Two jets", id="UTF-16 without"),
        pytest.param("Two jets".encode("utf-16-be"), None, "Two jets", id="UTF-16 without, the other way"),
        pytest.param(RUSSIAN.encode("windows-1251"), "windows-1251", RUSSIAN, id="windows-1251 declared"),
        pytest.param(RUSSIAN.encode("windows-1251"), None, RUSSIAN, id="windows-1251 detected"),
        pytest.param(ARABIC.encode("windows-1256"), "windows-1256", ARABIC, id="windows-1256 declared"),
        pytest.param(ARABIC.encode("windows-1256"), None, ARABIC, id="windows-1256 detected"),
        pytest.param("“Two” jets".encode("windows-1252"), "iso-8859-1", "“Two” jets", id="Latin-1 as browsers read it"),
        pytest.param("Café".encode(), "windows-1251", "Café", id="UTF-8 declared as something else"),
    ],
)
def test_decode(content: bytes, declared: str | None, expected: str) -> None:
    assert decode(content, declared=declared) == expected


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param(b"Two\x00jets were lost", "binary data", id="NUL"),
        pytest.param(b"%PDF-1.7 text", "binary data", id="PDF"),
        pytest.param(b"\xff\xfea", "broken UTF-16", id="half a character"),
    ],
)
def test_what_is_no_text(content: bytes, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        decode(content)


def test_declarations() -> None:
    assert declared_charset(b'<meta charset="windows-1251">') == "windows-1251"
    assert declared_charset(b'<?xml version="1.0" encoding="koi8-r"?>') == "koi8-r"
    assert declared_charset(b'<meta http-equiv="Content-Type" content="text/html; charset=big5">') == "big5"
    assert declared_charset(b"<html>") is None
