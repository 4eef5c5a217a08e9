"""The parser: what it is made of, and what it is refused."""

from __future__ import annotations

import pytest
from spacy.language import Language

from sayso.errors import ResourceError
from sayso.language.parse import load_model, parse
from sayso.model import Document


def test_documents_come_back_in_order_with_their_text(nlp: Language) -> None:
    documents = [Document(id=str(number), text=f"{number} people died. The army left.") for number in range(5)]
    parsed = list(parse(documents, nlp=nlp))
    assert [document for document, _ in parsed] == documents
    assert all(doc.text == document.text for document, doc in parsed)


def test_a_document_parses_alike_alone_and_in_company(nlp: Language) -> None:
    documents = [Document(id=str(number), text=f"{number} people died in Homs. The army left.") for number in range(3)]
    [(_, alone)] = parse(documents[1:2], nlp=nlp)
    together = list(parse(documents, nlp=nlp))[1][1]
    assert [token.head.i for token in alone] == [token.head.i for token in together]


def test_a_missing_model_says_how_to_get_it() -> None:
    with pytest.raises(ResourceError, match="pip install no-such-model"):
        load_model("no_such_model")
