"""How a notebook shows things: every word escaped, no script, no colours of its own, figures marked where they stand."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from typing import Any
from xml.etree import ElementTree

import pytest
from IPython.core.interactiveshell import InteractiveShell

import sayso
from sayso.model import Claim, Document, Failure, Span
from sayso.notebook import display
from sayso.notebook.display import MOST, SHOWN
from sayso.notebook.ledger import Ledger
from sayso.notebook.listed import Listed
from tests.review.world import incident_of

EVIL = "<script>alert('&\"')</script> \ud800"


def whole(html: str) -> str:
    """The HTML, which must be well formed, without script, style sheet, or colour."""
    ElementTree.fromstring(html)
    assert not re.search(r"<(script|style|link|iframe|img)", html)
    assert not re.search(r"color:(?!inherit)|background:(?!none)|#[0-9a-f]{3}", html)
    html.encode("utf-8")
    return html


def evil(claim: Claim) -> Claim:
    words = EVIL + claim.evidence
    return replace(claim, doc=EVIL, evidence=words, span=Span(0, len(words)), kind=EVIL, extractor=EVIL, figures=())


def test_a_claim_with_its_figures_marked(world: Ledger) -> None:
    (claim,) = world.claims(source="residents")
    shown = whole(display.claim_html(claim))
    assert re.search(r"killed <mark [^>]*>9 people</mark> on 3 May, residents said", shown)
    assert "Aleppo" in shown
    assert "2016-05-03" in shown


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        pytest.param([], "abcdef", id="none"),
        pytest.param([(10, 12)], "[ab]cdef", id="at the beginning"),
        pytest.param([(14, 99)], "abcd[ef]", id="beyond the end"),
        pytest.param([(0, 11), (12, 13)], "[a]b[c]def", id="from before, and another"),
        pytest.param([(11, 14), (12, 16)], "a[bcdef]", id="across each other"),
    ],
)
def test_marks(spans: list[tuple[int, int]], expected: str) -> None:
    shown = re.sub(r"<mark[^>]*>", "[", display.marked("abcdef", 10, spans)).replace("</mark>", "]")
    assert shown == expected


def test_an_incident_and_its_dossier(world: Ledger) -> None:
    one = incident_of(world, "a1")
    shown = whole(display.incident_html(one))
    for words in ("air strike · Aleppo · 2016-05-03", "killed 8-20", "monitor", "residents", "a1"):
        assert words in shown
    dossier = whole(world.dossier(one)._repr_html_())
    assert dossier.count("<mark") == 3
    assert "differs (killed): ministry (20)" in dossier
    assert "They cannot all hold" in dossier


def test_lists(world: Ledger) -> None:
    for found in (world.incidents(), world.claims(), world.documents(), world.sources()):
        shown = whole(found._repr_html_())
        assert shown.count("<tr>") == len(found) + 1
    assert whole(display.source_html(world.sources()[0])).count("<tr>") == 2
    many: Listed[Claim] = Listed(world.claims() * 20)
    assert f"and {len(many) - MOST} more" in whole(many._repr_html_())
    mixed: Any = Listed([*world.claims(), *world.incidents()])
    assert whole(mixed._repr_html_()).startswith("<pre>")


def test_all_words_are_escaped(world: Ledger) -> None:
    (claim,) = world.claims(source="residents")
    bad = evil(claim)
    report = Document(id=EVIL, text="", title=EVIL, publisher=EVIL, url=f"https://x/{EVIL}")
    one = world.dossier(incident_of(world, "a1"))
    accounts = tuple(replace(account, origin=EVIL, actor=EVIL, docs=(EVIL,)) for account in one.incident.accounts)
    told = tuple(replace(row, says=EVIL, between=(EVIL, EVIL)) for row in one.incident.disagreements)
    incident = replace(one.incident, id=EVIL, kind=EVIL, accounts=accounts, disagreements=told, grade_rule=EVIL)
    rows = [replace(row, account=accounts[0], claims=[bad], differs={EVIL: [EVIL]}) for row in one.rows]
    failure = Failure(document=EVIL, stage="text", reason=EVIL)
    for shown in (
        display.claim_html(bad, report),
        display.incident_html(incident),
        display.dossier_html(incident, rows, {EVIL: report}),
        Listed([bad])._repr_html_(),
        Listed([report])._repr_html_(),
        Listed([incident])._repr_html_(),
        Listed([EVIL])._repr_html_(),
        display.harvest_html(EVIL, {EVIL: 1}, [failure]),
    ):
        assert "&lt;script&gt;" in whole(shown)


def test_only_addresses_of_the_web_are_links(world: Ledger) -> None:
    (claim,) = world.claims(source="residents")
    harmful = Document(id="d", text="", url="javascript:alert(1)")
    assert "href" not in display.claim_html(claim, harmful)
    assert 'href="https://x.example/a"' in display.claim_html(claim, replace(harmful, url="https://x.example/a"))


def test_ipython_is_told_of_the_record(world: Ledger) -> None:
    make: Any = InteractiveShell
    shell = make()
    sayso.load_ipython_extension(shell)
    shown: list[tuple[Any, Callable[[Any], str]]] = [
        (world.incidents()[0], display.incident_html),
        (world.claims()[0], display.claim_html),
        (world.sources()[0], display.source_html),
    ]
    for one, form in shown:
        assert shell.display_formatter.format(one)[0]["text/html"] == form(one)


def test_what_is_shown_is_where_it_says() -> None:
    for module, name in SHOWN:
        assert getattr(import_module(module), name).__module__ == module
