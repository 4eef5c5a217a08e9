"""Pages to documents: what is known of them, where it was read, and what stays unknown."""

from __future__ import annotations

import json
from datetime import date

import pytest

from sayso.errors import InputError
from sayso.model import Document, OffsetMap, Page, Span
from sayso.text.page import read_document

BODY = "Two jets were lost over the coast on Friday, the ministry said. It gave no cause of the loss."
MORE = "The spokesman said that the aircraft had flown from a carrier in the eastern sea and that nobody else was hurt."


def from_json(**fields: object) -> Document:
    content = json.dumps({"id": "d1", **fields}).encode()
    return read_document(Page(id="p1", content=content, media_type="application/json", name="d1"))


def from_text(text: str, **options: date) -> Document:
    return read_document(Page(id="p1", content=text.encode(), media_type="text/plain", name="d1"), **options)


def from_html(head: str = "", body: str = "", *, address: str | None = None, charset: str = "utf-8") -> Document:
    markup = (
        f'<html lang="en-GB"><head><title>Two jets lost at sea - The Daily Wire</title>{head}</head><body>'
        f"<nav>Home</nav><article><h1>Two jets lost at sea</h1>{body}<p>BEIRUT &mdash; {BODY} Caf&eacute; &amp; bar.</p>"
        f"<p>{MORE}</p></article><footer>&copy; 2024 The Daily Wire</footer></body></html>"
    )
    page = Page(id="p1", content=markup.encode(charset), media_type="text/html", name="d1", address=address)
    return read_document(page)


def test_given_fields_come_first() -> None:
    document = from_json(
        text=BODY, title="Jets lost", published="2017-04-05T23:30:00Z", publisher="Wire", url="https://w.example/1"
    )
    assert (document.id, document.title, document.publisher, document.url) == (
        "d1",
        "Jets lost",
        "Wire",
        "https://w.example/1",
    )
    assert (document.published, document.published_from) == (date(2017, 4, 5), "given")
    assert document.page == "p1"


def test_offsets_lead_into_the_text_as_given() -> None:
    text = "Caf\u0065\u0301 Roma.\r\nTwo\u00a0jets\u200b were lost."
    document = from_json(text=text)
    start = document.text.index("jets were")
    assert document.given(Span(start, start + 9)).quote(text) == "jets\u200b were"
    assert from_json(text=BODY).offsets == OffsetMap()


def test_a_day_that_is_none_is_kept_as_it_was_read() -> None:
    document = from_json(text=BODY, published="last week")
    assert document.published is None
    assert [(reading.value, reading.where) for reading in document.readings] == [("last week", "given")]


def test_the_day_of_the_command_line_is_for_documents_without_one() -> None:
    page = Page(
        id="p1", content=json.dumps({"text": BODY, "published": "2017-04-05"}).encode(), media_type="application/json"
    )
    assert read_document(page, published=date(2020, 1, 1)).published == date(2017, 4, 5)
    document = from_text(f"Published 4 April 2017\n{BODY}", published=date(2020, 1, 1))
    assert (document.published, document.published_from) == (date(2020, 1, 1), "command line")


@pytest.mark.parametrize(
    ("text", "day", "where"),
    [
        pytest.param(f"Thu Sep 5 2013 {BODY}", date(2013, 9, 5), "dateline", id="weekday, month first"),
        pytest.param(f"Published July 27 2016 {BODY}", date(2016, 7, 27), "dateline 'Published'", id="label"),
        pytest.param(
            f"Date of publication 25 August 2016 {BODY}",
            date(2016, 8, 25),
            "dateline 'Date of publication'",
            id="long label",
        ),
        pytest.param(
            f"Last updated at Jul 282016 {BODY}", date(2016, 7, 28), "dateline 'Last updated at'", id="run together"
        ),
        pytest.param(f"27-09-2013 {BODY}", date(2013, 9, 27), "dateline", id="only one way to read it"),
        pytest.param(f"01-10-2014 {BODY}", None, None, id="two ways to read it"),
        pytest.param(
            f"07.04.2017(updated 1404 07.04.2017) {BODY}", date(2017, 4, 7), "dateline", id="dots put the day first"
        ),
        pytest.param(
            f"Jets lost\nReuters Tuesday 31 May 2016 18:14\n{BODY}", date(2016, 5, 31), "dateline", id="agency, hour"
        ),
        pytest.param(f"PORT SAID, April 5, 2017 (Wire) - {BODY}", date(2017, 4, 5), "dateline 'PORT SAID'", id="town"),
        pytest.param(
            f"PORT SAID, Egypt (Wire), 5 April 2017 -- {BODY}",
            date(2017, 4, 5),
            "dateline 'PORT SAID, Egypt'",
            id="state",
        ),
        pytest.param(f"Suez, 5 April 2017. {BODY}", date(2017, 4, 5), "dateline 'Suez'", id="town, full stop"),
        pytest.param(
            f"Jets lost at sea\nSuez/Cairo, 5 Apr 2017: {BODY}",
            date(2017, 4, 5),
            "dateline 'Suez/Cairo'",
            id="two towns",
        ),
        pytest.param("SUEZ, April 5 (Wire) - Two jets were lost.", None, None, id="a town, no year"),
        pytest.param("Suez, 5 April 2017, saw two jets lost.", None, None, id="a town in a sentence"),
        pytest.param(
            "In Suez, 5 April 2017 was the worst day. All went well.", None, None, id="a town and a day in it"
        ),
        pytest.param(
            f"{BODY * 5} Last Update: Friday 23 August 2013", date(2013, 8, 23), "foot 'Last Update'", id="at the foot"
        ),
        pytest.param(
            "5 April 2017, the day of the raid, was clear. All went well.", None, None, id="a day in a sentence"
        ),
        pytest.param("April 5 2017 saw the worst raid of the war.", None, None, id="a day as subject"),
        pytest.param("On 5 April 2017 two jets were lost.", None, None, id="the day of an event"),
        pytest.param(f"{BODY} It was posted on 5 April 2017 by a monitor.", None, None, id="posted by somebody else"),
        pytest.param(f"{BODY}\nCopyright 2017 The Daily Wire", None, None, id="a year in a footer"),
        pytest.param(f"31 February 2017 {BODY}", None, None, id="no such day"),
        pytest.param(f"5 April 2017\nPublished 6 April 2017\n{BODY}", None, None, id="two days"),
    ],
)
def test_datelines(text: str, day: date | None, where: str | None) -> None:
    document = from_text(text)
    assert (document.published, document.published_from) == (day, where)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        pytest.param(f"Two jets lost at sea\n{BODY}", "Two jets lost at sea", id="first line"),
        pytest.param(f"Two jets were lost.\n{BODY}", None, id="a sentence"),
        pytest.param(BODY, None, id="one line only"),
        pytest.param(f"Syria\n{BODY}", None, id="the name of a section"),
        pytest.param(f"- Two jets lost at sea\n{BODY}", None, id="a bullet"),
    ],
)
def test_titles(text: str, title: str | None) -> None:
    assert from_text(text).title == title


def test_bylines() -> None:
    assert from_text(f"Two jets lost at sea\nBy Ann Lee and Omar al-Said\n{BODY}").byline == "Ann Lee and Omar al-Said"
    assert from_text(f"By Friday the army had left\n{BODY}").byline is None


@pytest.mark.parametrize(
    ("head", "body", "address", "day", "where"),
    [
        pytest.param('<meta property="article:published_time" content="2015-11-20T10:00Z">', "", None, date(2015, 11, 20), "meta article:published_time", id="meta"),
        pytest.param('<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "datePublished": "2015-11-21"}]}</script>', "", None, date(2015, 11, 21), "JSON-LD datePublished", id="JSON-LD"),
        pytest.param('<script type="application/ld+json">{"@type": "NewsArt</script>', "", None, None, None, id="broken JSON-LD"),
        pytest.param("", '<time datetime="2015-11-19T10:00">19 Nov</time>', None, date(2015, 11, 19), "time element", id="time element"),
        pytest.param('<meta name="last-modified" content="2016-01-01">', "", None, None, None, id="a day of change is none of publication"),
        pytest.param("", "", "https://w.example/2015/11/18/jets", date(2015, 11, 18), "address", id="address"),
        pytest.param("", "", None, None, None, id="a year in the footer is no day"),
    ],
)  # fmt: skip
def test_days_of_html(head: str, body: str, address: str | None, day: date | None, where: str | None) -> None:
    document = from_html(head, body, address=address)
    assert (document.published, document.published_from) == (day, where)


def test_html_gives_text_title_authors_publisher_and_language() -> None:
    document = from_html(
        '<meta name="author" content="Ann Lee"><meta property="og:site_name" content="The Daily Wire">'
    )
    assert (document.title, document.byline, document.publisher) == (
        "Two jets lost at sea",
        "Ann Lee",
        "The Daily Wire",
    )
    assert document.language == "en-GB"
    assert "Café & bar." in document.text
    assert "BEIRUT — Two jets" in document.text
    assert "Home" not in document.text
    assert "2024" not in document.text
    assert document.given(Span(3, 9)) == Span(3, 9)


def test_html_in_a_declared_encoding() -> None:
    document = from_html('<meta charset="windows-1252">', "<p>The “front” line — £5m</p>", charset="windows-1252")
    assert "“front” line — £5m" in document.text


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        pytest.param(Page(id="p", content=b"x", media_type="image/png"), "media type", id="an image"),
        pytest.param(
            Page(id="p", content=b"\xe2\x80\x8b", media_type="text/plain"), "an empty text", id="nothing visible"
        ),
        pytest.param(Page(id="p", content=b"{}", media_type="application/json"), "JSON without text", id="no text"),
        pytest.param(Page(id="p", content=b"a" * 2_000_001, media_type="text/plain"), "2,000,001", id="too long"),
    ],
)
def test_what_cannot_be_read(page: Page, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        read_document(page)


def test_text_without_latin_letters_is_read() -> None:
    assert from_text("قُتِلَ ثمانية أشخاص في غارة جوية.").text.startswith("قُتِلَ")


def test_reading_twice_gives_the_same_document() -> None:
    assert from_text(BODY) == from_text(BODY)
    unnamed = Page(id="p1", content=BODY.encode(), media_type="text/plain")
    assert read_document(unnamed).id == read_document(unnamed).id
