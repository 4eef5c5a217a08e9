"""The sample reports, read by the real pipeline: what matters in them is found, with who says it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from spacy.language import Language

from sayso import Claim, Document, Failure, Incident, analyse, find_pages, read_document, relate
from sayso.cli.resources import gazetteer_file
from sayso.resolve.gazetteer import open_gazetteer

REPORTS = Path(__file__).resolve().parent.parent / "samples" / "reports"
OBSERVATORY, SHOIGU = "Observatory", "Shoigu"


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """All that was read."""

    documents: dict[str, Document]
    claims: list[Claim]
    incidents: list[Incident]


@pytest.fixture(scope="module")
def samples(nlp: Language) -> Read:
    pages = [page for page in find_pages([str(REPORTS)]) if not isinstance(page, Failure)]
    documents = [read_document(page) for page in pages]
    results = list(analyse(documents, nlp=nlp, gazetteer=open_gazetteer(gazetteer_file())))
    claims = [claim for result in results if not isinstance(result, Failure) for claim in result.claims]
    assert not [result for result in results if isinstance(result, Failure)]
    return Read(
        documents={document.id: document for document in documents},
        claims=claims,
        incidents=relate(claims, documents)[1],
    )


def said(samples: Read, doc: str, measure: str, low: float | None, high: float | None) -> set[str]:
    """The innermost sources of a document's claims with this figure; "" is the report's own voice."""
    return {
        claim.source[-1].text if claim.source else ""
        for claim in samples.claims
        for figure in claim.figures
        if claim.doc == doc and (figure.measure, figure.low, figure.high) == (measure, low, high)
    }


@pytest.mark.parametrize(
    ("doc", "published"),
    [
        pytest.param("corvane-raqqa-16-november", date(2015, 11, 16), id="meta and JSON-LD"),
        pytest.param("quillon-moscow-17-november", date(2015, 11, 17), id="meta date"),
        pytest.param("quillon-paris-17-november", date(2015, 11, 17), id="a line of its own in plain text"),
        pytest.param("badia-dispatch-deir-ezzor", date(2015, 11, 21), id="JSON-LD"),
        pytest.param("lantern-sarmin-19-november", date(2015, 11, 19), id="field"),
        pytest.param("brazier-repost", None, id="none anywhere"),
    ],
)
def test_publication_is_read_or_left_open(samples: Read, doc: str, published: date | None) -> None:
    assert samples.documents[doc].published == published


@pytest.mark.parametrize(
    "words", ["Accept all", "Sign up", "All rights reserved", "Subscribe to", "Most viewed", "900 killed"]
)
def test_furniture_carries_no_claim(samples: Read, words: str) -> None:
    assert not [claim.evidence for claim in samples.claims if words in claim.evidence]


@pytest.mark.parametrize(
    ("doc", "measure", "low", "high", "source"),
    [
        ("corvane-raqqa-16-november", "munitions", 20, 20, "ministry"),
        ("corvane-raqqa-16-november", "killed", 0, 0, "Raqqa Is Being Slaughtered Silently"),
        ("quillon-moscow-17-november", "munitions", 34, 34, SHOIGU),
        ("quillon-moscow-17-november", "sorties", 127, 127, SHOIGU),
        ("quillon-moscow-20-november", "munitions", 18, 18, SHOIGU),
        ("quillon-moscow-20-november", "killed", 600, None, SHOIGU),
        ("quillon-moscow-20-november", "sorties", 522, 522, SHOIGU),
        ("brazier-repost", "munitions", 18, 18, SHOIGU),
        ("brazier-repost", "killed", 600, None, SHOIGU),
        ("brazier-repost", "killed", 8, None, OBSERVATORY),
        ("brazier-repost", "strikes", 50, None, OBSERVATORY),
        ("brazier-repost", "killed", 33, 33, OBSERVATORY),
        ("corvane-raqqa-18-november", "killed", 33, None, OBSERVATORY),
        ("corvane-raqqa-18-november", "munitions", 20, 20, "French Ministry of Defence"),
        ("corvane-deir-ezzor-21-november", "killed", 36, None, OBSERVATORY),
        ("corvane-deir-ezzor-21-november", "killed", 10, 10, OBSERVATORY),
        ("corvane-deir-ezzor-21-november", "killed", 600, None, SHOIGU),
        ("corvane-deir-ezzor-21-november", "killed", 403, 403, OBSERVATORY),
        ("harbour-gazette-21-november", "killed", 36, None, OBSERVATORY),
        ("badia-dispatch-deir-ezzor", "killed", 600, None, SHOIGU),
        ("badia-dispatch-deir-ezzor", "destroyed", 116, 116, "Washington"),
        ("tamsel-trucks-17-november", "munitions", 24, 24, "spokesman for the coalition"),
        ("lantern-sarmin-19-november", "killed", 13, 13, OBSERVATORY),
        ("lantern-sarmin-19-november", "killed", 2, 2, "Syrian American Medical Society"),
        ("tamsel-council-21-november", "killed", 250_000, None, "O'Brien"),
    ],
)
def test_figures_have_their_sources(
    samples: Read, doc: str, measure: str, low: float, high: float | None, source: str
) -> None:
    sources = said(samples, doc, measure, low, high)
    assert [one for one in sources if source in one], f"{measure} {low}-{high} is said by {sources or 'nobody'}"


def test_children_are_a_part_of_the_dead(samples: Read) -> None:
    parts = [
        figure.part_of
        for claim in samples.claims
        for figure in claim.figures
        if claim.doc == "corvane-deir-ezzor-21-november" and figure.low == 10
    ]
    assert parts == ["At least 36 people"]


def test_a_denial_is_kept_as_one(samples: Read) -> None:
    denials = [
        claim for claim in samples.claims if claim.doc == "lantern-sarmin-19-november" and claim.status == "denied"
    ]
    assert [place.name for claim in denials for place in claim.places] == ["Sarmīn"]


def test_today_stays_open_without_a_date(samples: Read) -> None:
    times = [claim.time for claim in samples.claims if claim.doc == "brazier-repost" and claim.time is not None]
    assert times
    assert all(time.interval.first is None and time.interval.reason for time in times if time.text == "today")


def test_arabic_words_do_not_shift_the_quotes(samples: Read) -> None:
    document = samples.documents["badia-dispatch-deir-ezzor"]
    assert "دير الزور" in document.text
    for claim in samples.claims:
        assert samples.documents[claim.doc].quote(claim.span) == claim.evidence


def test_a_wire_report_and_its_copy_are_one_account(samples: Read) -> None:
    copies = {"corvane-deir-ezzor-21-november", "harbour-gazette-21-november"}
    [incident] = [
        one
        for one in samples.incidents
        if copies <= {doc for doc, _ in one.claims_by_doc} and {"Deir ez-Zor"} == {one.place and one.place.name}
    ]
    told = {account.origin: set(account.docs) for account in incident.accounts}
    assert copies <= told["Syrian Observatory for Human Rights"]
    shoigu = next(account for account in incident.accounts if SHOIGU in account.origin)
    assert copies <= set(shoigu.docs)
    assert shoigu.killed is not None
    assert (shoigu.killed.low, shoigu.killed.high) == (600, None)


def test_the_strike_on_sarmin_is_disputed(samples: Read) -> None:
    [incident] = [
        one
        for one in samples.incidents
        if one.place is not None and one.place.name == "Sarmīn" and one.when.first == date(2015, 10, 20)
    ]
    # two of its own staff and thirteen people are no two counts of one set
    assert {one.type for one in incident.disagreements} == {"occurrence"}
    assert incident.killed is not None
    assert (incident.killed.low, incident.killed.high) == (2, 13)
