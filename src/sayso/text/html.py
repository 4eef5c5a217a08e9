"""HTML to the text of its report, and every reading of its title, authors, publisher, day and language.

>>> readings = read_head('<html lang="en"><meta property="article:published_time" content="2015-11-20T10:00Z"></html>')
>>> [(reading.field, reading.value, reading.where) for reading in readings]
[('published', '2015-11-20T10:00Z', 'meta article:published_time'), ('language', 'en', 'html lang')]
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from htmldate import find_date
from lxml.html import HtmlElement  # type: ignore[import-untyped]  # lxml brings no types
from trafilatura import bare_extraction
from trafilatura.metadata import extract_metadata
from trafilatura.utils import load_html

from sayso.errors import InputError
from sayso.model import Reading, read_day

_LATEST = "2200-01-01"  # for libraries that would take today from the clock as the last possible day
_DATES = {"extensive_search": False, "original_date": True, "max_date": _LATEST}
# Names of meta elements for the day of first publication, surest first; compared in small letters.
_PUBLISHED = (
    "article:published_time",
    "og:published_time",
    "og:article:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "article.published",
    "publication_date",
    "publish-date",
    "publish_date",
    "published_at",
    "pubdate",
    "dcterms.created",
    "dcterms.issued",
    "dcterms.date",
    "dc.date.issued",
    "dc.date",
    "citation_publication_date",
    "date",
)
_MODIFIED = ("article:modified_time", "og:updated_time", "datemodified", "last-modified", "dcterms.modified")
_ADDRESS_DAY = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?=[/-]|$)")
_PROLOGUE = re.compile(r"<\?xml[^>]*\?>")


def read_body(markup: str) -> str:
    """The text of the report, without menus, comments and footers. Raises InputError where there is none."""
    extracted: object = bare_extraction(_PROLOGUE.sub("", markup, count=1), include_comments=False, with_metadata=False)
    text = getattr(extracted, "text", None)
    if not isinstance(text, str) or not text.strip():
        raise InputError(
            found="a page without the text of a report",
            expected="an article",
            mend="save the page itself, not the list that leads to it",
        )
    return text


def read_head(markup: str, *, address: str | None = None) -> list[Reading]:
    """Every reading of title, byline, publisher, published, modified, url and language, surest first for each field."""
    markup = _PROLOGUE.sub("", markup, count=1)
    tree = load_html(markup)
    if tree is None:
        raise InputError(found="HTML that cannot be parsed", expected="a page", mend="save the page again")
    readings = [*_meta_days(tree), *_linked_data(tree), *_time_elements(tree)]
    if address is not None:
        readings += _address_day(address)
    readings += _searched_day(markup, readings)
    readings += _described(markup, address)
    readings += [Reading(field="language", value=lang, where="html lang") for lang in _language(tree)]
    return readings


def _meta_days(tree: HtmlElement) -> Iterator[Reading]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = (element.get("content") or "").strip()
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = (element.get(attribute) or "").strip().lower()
            if content and name:
                found.setdefault(name, content)
    for field, names in (("published", _PUBLISHED), ("modified", _MODIFIED)):
        for name in names:
            if name in found:
                yield Reading(field=field, value=found[name], where=f"meta {name}")


def _linked_data(tree: HtmlElement) -> Iterator[Reading]:
    """Days, headline, authors and publisher from JSON-LD; a block that is no JSON says nothing."""
    for element in tree.iter("script"):
        if "ld+json" not in (element.get("type") or ""):
            continue
        try:
            value = json.loads(element.text or "")
        except (ValueError, RecursionError):
            continue
        for item in _items(value):
            for key, field in (("datePublished", "published"), ("dateModified", "modified"), ("headline", "title")):
                if isinstance(item.get(key), str) and item[key].strip():
                    yield Reading(field=field, value=item[key].strip(), where=f"JSON-LD {key}")
            for key, field in (("author", "byline"), ("publisher", "publisher")):
                names = ", ".join(_names(item.get(key)))
                if names:
                    yield Reading(field=field, value=names, where=f"JSON-LD {key}")


def _items(value: Any) -> Iterator[dict[str, Any]]:
    """The objects of a JSON-LD block that describe an article: themselves, in a list, or in a graph."""
    if isinstance(value, list):
        for item in value:
            yield from _items(item)
    elif isinstance(value, dict):
        kinds = value.get("@type")
        kinds = kinds if isinstance(kinds, list) else [kinds]
        if any(isinstance(kind, str) and kind.endswith(("Article", "Posting", "Report", "WebPage")) for kind in kinds):
            yield value
        yield from _items(value.get("@graph"))


def _names(value: Any) -> Iterator[str]:
    for item in value if isinstance(value, list) else [value]:
        name = item.get("name") if isinstance(item, dict) else item
        if isinstance(name, str) and name.strip():
            yield name.strip()


def _time_elements(tree: HtmlElement) -> Iterator[Reading]:
    for element in tree.iter("time"):
        value = (element.get("datetime") or "").strip()
        said = " ".join(filter(None, (element.get("itemprop"), element.get("class")))).lower()
        if value:
            field = "modified" if "modif" in said or "updat" in said else "published"
            yield Reading(field=field, value=value, where="time element")


def _address_day(address: str) -> Iterator[Reading]:
    match = _ADDRESS_DAY.search(address) if "://" in address else None
    if match is not None:
        yield Reading(field="published", value=f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}", where="address")


def _searched_day(markup: str, readings: list[Reading]) -> Iterator[Reading]:
    """What htmldate finds in the markup where nothing else says the day; a year alone or a footer is no day to it."""
    if any(reading.field == "published" for reading in readings):
        return
    day = find_date(markup, extensive_search=False, original_date=True, max_date=_LATEST)
    modified = {read_day(reading.value) for reading in readings if reading.field == "modified"}
    if day is not None and read_day(day) not in modified:  # htmldate takes a day of change where it finds no other
        yield Reading(field="published", value=day, where="htmldate")


def _described(markup: str, address: str | None) -> Iterator[Reading]:
    url = address if address is not None and "://" in address else None
    metadata = extract_metadata(markup, default_url=url, date_config=dict(_DATES), extensive=False)
    values = (
        ("title", metadata.title, "page title"),
        ("byline", metadata.author, "page author"),
        ("publisher", metadata.sitename, "page site name"),
        ("publisher", metadata.hostname, "address"),
        ("url", metadata.url, "canonical address"),
    )
    for field, value, where in values:
        if value and value.strip():
            yield Reading(field=field, value=value.strip(), where=where)


def _language(tree: HtmlElement) -> Iterator[str]:
    value = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    if value.strip():
        yield value.strip()
