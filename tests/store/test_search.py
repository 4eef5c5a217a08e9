"""Search: what is found, how it is marked, and what is no query."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sayso.errors import UsageError
from sayso.store.ledger import Entry, Ledger
from tests.store.samples import EXTRACTOR, MARKET


def test_claims_before_documents(ledger: Ledger) -> None:
    hits = ledger.search("market raids")
    assert [(hit.kind, hit.document) for hit in hits] == [("claim", "market"), ("document", "market")]
    assert [piece for piece, found in hits[0].excerpt if found] == ["raids", "market"]
    assert hits[0].text in MARKET


def test_superseded_words_are_not_found(ledger: Ledger, market: Callable[[str], Entry]) -> None:
    ledger.add([market(MARKET.replace("raids", "air attacks"))], extractor=EXTRACTOR)
    assert ledger.search("raids") == []
    assert len(ledger.search("attacks")) == 2


@pytest.mark.parametrize("words", ["", "  ", '"', "*", "( )"])
def test_no_word(ledger: Ledger, words: str) -> None:
    with pytest.raises(UsageError, match="no word"):
        ledger.search(words)


@pytest.mark.parametrize("words", ["raids NOT", "rai*", "NEAR(raids)", "evidence:raids", "it's", "a-b", "raids ( )"])
def test_query_language_is_only_words(ledger: Ledger, words: str) -> None:
    ledger.search(words)
