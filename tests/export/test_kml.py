"""KML by its own schema, as pykml ships it; vague places look vague; nothing that XML cannot hold."""

from __future__ import annotations

import warnings
from typing import Any

import pytest
from lxml import etree  # type: ignore[import-untyped]

from sayso.export.sentences import xml_text
from sayso.store.ledger import Ledger
from tests.export.golden import exported

KML = "{http://www.opengis.net/kml/2.2}"


@pytest.fixture
def tree(ledger: Ledger) -> Any:
    return etree.fromstring(exported(ledger, "kml"))


def test_the_schema_holds(tree: Any) -> None:
    with warnings.catch_warnings():
        # pykml asks pkg_resources for its version, which setuptools says is on its way out.
        warnings.filterwarnings("ignore", category=DeprecationWarning)
        warnings.filterwarnings("ignore", message=".*pkg_resources.*")
        from pykml.parser import Schema
    Schema("ogckml22.xsd").assertValid(tree)


def test_placemarks(tree: Any) -> None:
    marks = {one.get("id"): one for one in tree.iter(f"{KML}Placemark")}
    assert len(marks) == 3
    styles = {one.findtext(f"{KML}name"): one.findtext(f"{KML}styleUrl") for one in marks.values()}
    assert styles["Air strike, Aleppo, 2016-05-03"] == "#spot"
    assert styles["Shelling, Saraqib (known to the province only), 2016-05-09"] == "#vague"
    for one in marks.values():
        lon, lat = map(float, one.findtext(f"{KML}Point/{KML}coordinates").split(","))
        assert 35 < lat < 37 < lon + 1
        data = {each.get("name"): each.findtext(f"{KML}value") for each in one.iter(f"{KML}Data")}
        assert data["id"] == one.get("id")


def test_what_xml_cannot_hold_is_replaced() -> None:
    assert xml_text("a\x00b\x0bc\ud800d 💥") == "a\ufffdb\ufffdc\ufffdd 💥"
