"""Who must, may or must not: each case of data/deontics.yaml is a test with its reason as name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from documents import document_of

from analyser.matching.actors import find_parties
from analyser.matching.deontics import SentenceDeontics
from analyser.matching.language import build_nlp
from analyser.matching.passages import cut
from analyser.matching.phrases import PhraseBook, PhraseFinder
from analyser.patterns import parse_pattern

CASES = yaml.safe_load((Path(__file__).parent / "data" / "deontics.yaml").read_text())
SUPPLIER = frozenset({"leverancier", "verwerker", "wij", "we", "us", "our", "onze", "processor", "supplier"})
BUYER = frozenset(
    {
        "opdrachtgever",
        "verwerkingsverantwoordelijke",
        "klant",
        "u",
        "uw",
        "you",
        "your",
        "customer",
        "controller",
    }
)


@pytest.fixture(scope="module")
def nlp() -> Any:
    return build_nlp()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_deontics(case: dict[str, Any], nlp: Any) -> None:
    finders = {}
    books = {}
    for language in ("nl", "en"):
        book = PhraseBook(language, {})
        books[language] = book.compile(parse_pattern(case["act"])).groups[0].phrases
        finders[language] = PhraseFinder(book, nlp.vocab)
    document = document_of(case["text"])
    doc = nlp(document.text)
    (passage,) = cut(document, doc, finders, {})
    act = [r for number, ranges in passage.hits.items() if number in books[passage.language] for r in ranges]
    assert act, "the act stands in the sentence"
    found = SentenceDeontics(passage, find_parties(doc, SUPPLIER, BUYER)).of(act)
    assert (found.actor, found.modality) == (case["actor"], case["modality"])
    marks = {name for name in ("refused", "prevented", "guarded") if getattr(found, name)}
    assert marks == set(case.get("marks", ()))
