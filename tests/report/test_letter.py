"""The letter to the supplier, opened again with python-docx."""

from __future__ import annotations

import dataclasses
import io
import zipfile
from datetime import UTC, datetime
from typing import Any

import docx
import pytest
import reviews
from docx.oxml.ns import qn
from reviews import FIRST, SECOND, passage, remark, review

from analyser.model import Document
from analyser.reading import read_bytes
from analyser.report.letter import letter
from analyser.review import Review

LINE = "_" * 40


@pytest.fixture(scope="module")
def document() -> Document:
    return read_bytes(reviews.pdf(FIRST, SECOND), "contract.pdf")


@pytest.fixture(scope="module")
def asked(document: Document) -> Review:
    first, second = passage(document, FIRST[0], "artikel 1.1"), passage(document, SECOND[0], "artikel 2.1")
    return review(
        remark("verzoek", second, must=False, proposal=""),
        remark("verzoek zonder plaats", must=False),
        remark("eis", first, second),
        remark("eis zonder plaats", proposal=""),
    )


def opened(data: bytes) -> Any:
    return docx.Document(io.BytesIO(data))


def lines(data: bytes) -> list[tuple[str, str]]:
    return [(p.style.name, p.text) for p in opened(data).paragraphs]


def test_the_letter_from_beginning_to_end(document: Document, asked: Review) -> None:
    assert lines(letter(asked, [document])) == [
        ("Normal", "[naam en adres van de leverancier]"),
        ("Normal", "21 november 2026"),
        ("Title", "Voorstellen tot wijziging van het contract"),
        ("Normal", "Betreft: Kaderlicht Assist"),
        ("Normal", "Geachte heer, mevrouw,"),
        (
            "Normal",
            "Wij hebben de volgende stukken beoordeeld: contract.pdf. Op 2 punten moet de tekst anders "
            "voordat wij kunnen tekenen. Op 2 punten verzoeken wij u om een wijziging. Hieronder leest u per "
            "punt de vindplaats, wat er staat en wat wij vragen.",
        ),
        ("Heading 1", "Wat moet worden gewijzigd"),
        ("Heading 2", "1. Eis eis"),
        ("Quote", f"“{FIRST[0]}”"),
        ("Caption", "contract.pdf: artikel 1.1 (p. 1)"),
        ("Quote", f"“{SECOND[0]}”"),
        ("Caption", "contract.pdf: artikel 2.1 (p. 2)"),
        ("Normal", "Wat wij vragen: Reden eis."),
        ("Normal", "Norm: Norm eis."),
        ("Normal", "Voorstel voor een bepaling:"),
        ("Normal", "Zo moet het."),
        ("Heading 1", "Wat wij u verzoeken"),
        ("Heading 2", "2. Eis verzoek"),
        ("Quote", f"“{SECOND[0]}”"),
        ("Caption", "contract.pdf: artikel 2.1 (p. 2)"),
        ("Normal", "Wat wij vragen: Reden verzoek."),
        ("Normal", "Norm: Norm verzoek."),
        ("Heading 1", "Wat wij niet hebben gevonden"),
        (
            "Normal",
            "Over deze onderwerpen hebben wij in de stukken geen bepaling gevonden. Staat die er wel, wijs "
            "ons dan de vindplaats.",
        ),
        ("Heading 2", "3. Eis eis zonder plaats"),
        ("Normal", "Moet worden opgenomen."),
        ("Normal", "Wat wij vragen: Reden eis zonder plaats."),
        ("Normal", "Norm: Norm eis zonder plaats."),
        ("Heading 2", "4. Eis verzoek zonder plaats"),
        ("Normal", "Verzoek om op te nemen."),
        ("Normal", "Wat wij vragen: Reden verzoek zonder plaats."),
        ("Normal", "Norm: Norm verzoek zonder plaats."),
        ("Normal", "Voorstel voor een bepaling:"),
        ("Normal", "Zo moet het."),
        (
            "Normal",
            "Wilt u ons per punt laten weten of u akkoord gaat? Stelt u een andere tekst voor, zet die dan "
            "bij het nummer van het punt. Wij lichten de punten graag toe.",
        ),
        ("Normal", "Met vriendelijke groet,"),
        ("Normal", f"Naam:\t{LINE}"),
        ("Normal", f"Functie:\t{LINE}"),
        ("Normal", f"Handtekening:\t{LINE}"),
        ("Heading 1", "Verantwoording"),
        ("Normal", "Opgesteld door A. Jansen op 21 november 2026."),
        ("Normal", f"contract.pdf; SHA-256 {document.sha256}"),
        ("Normal", f"Clausulebibliotheek versie 1.1.1; SHA-256 {'a' * 64}"),
        ("Normal", f"SHA-256 van het geleerde model {'b' * 64}"),
        (
            "Normal",
            "De toets achter deze brief is een hulpmiddel en geen juridisch advies. Wat hier gevraagd wordt, "
            "heeft een mens besloten.",
        ),
    ]


def test_the_letter_in_english_with_one_point(document: Document) -> None:
    asked = review(remark("one", passage(document, FIRST[0], "article 1.1")), language="en")
    data = letter(asked, [document])
    assert lines(data)[1:6] == [
        ("Normal", "21 November 2026"),
        ("Title", "Proposals to change the contract"),
        ("Normal", "Subject: Kaderlicht Assist"),
        ("Normal", "Dear Sir or Madam,"),
        (
            "Normal",
            "We have reviewed the following documents: contract.pdf. On 1 point the text must change before "
            "we can sign. Below you find for each point its place, what it says and what we ask.",
        ),
    ]
    assert opened(data).core_properties.language == "en-GB"


def test_nothing_to_ask_is_said_and_asks_for_no_answer(document: Document) -> None:
    texts = [text for _, text in lines(letter(review(), [document]))]
    assert texts[5:7] == [
        "Wij hebben de volgende stukken beoordeeld: contract.pdf. Wij hebben geen voorstellen tot wijziging.",
        "Met vriendelijke groet,",
    ]


def test_only_proposed_clauses_are_set_apart(document: Document, asked: Review) -> None:
    marked = {
        p.text: p._p.pPr.find(qn("w:shd")).get(qn("w:fill"))
        for p in opened(letter(asked, [document])).paragraphs
        if p._p.pPr is not None and p._p.pPr.find(qn("w:pBdr")) is not None
    }
    assert marked == {"Zo moet het.": "E8EEF5"}


def test_the_properties_of_a_set_apart_paragraph_stand_in_the_order_of_the_schema(
    document: Document, asked: Review
) -> None:
    [order] = {
        tuple(child.tag.split("}")[1] for child in p._p.pPr)
        for p in opened(letter(asked, [document])).paragraphs
        if p.text == "Zo moet het."
    }
    assert order == ("pBdr", "shd", "ind")


def test_words_that_are_no_words_for_xml(document: Document) -> None:
    wild = dataclasses.replace(remark("a"), comment="<w:p/> & \x1b[31m", proposal="=1+1\x00")
    texts = [text for _, text in lines(letter(review(wild), [document]))]
    assert "Wat wij vragen: <w:p/> & \ufffd[31m" in texts
    assert "=1+1\ufffd" in texts


def test_the_same_review_gives_the_same_bytes_dated_by_the_review(
    document: Document, asked: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = letter(asked, [document])
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)  # another day
    assert letter(asked, [document]) == first
    entries = zipfile.ZipFile(io.BytesIO(first)).infolist()
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    made = opened(first).core_properties.created
    assert made.replace(tzinfo=UTC) == datetime(2026, 11, 21, 13, 3, 5, tzinfo=UTC)
