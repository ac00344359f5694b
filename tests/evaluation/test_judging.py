"""The analyser held against labels: whose words overlap, and what becomes of a document."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from small_library import BACKUPS, PAYMENT, SILENT, write_library

from analyser.errors import Damaged, InputError
from analyser.evaluation.gold import Label, LabelledDocument
from analyser.evaluation.judging import Judgement, Outcome, judge, overlap
from analyser.library import ClauseLibrary, load_library

SIX = "de leverancier maakt elke nacht kopieën"  # four runs of three words


@pytest.mark.parametrize(
    ("why", "found", "quote", "same"),
    [
        ("the same words", SIX, SIX, True),
        (
            "capitals, punctuation and line ends do not count",
            "De Leverancier,\nmaakt elke nacht: kopieën.",
            SIX,
            True,
        ),
        ("nor do soft hyphens", "de lever\u00adancier maakt elke nacht kopieën", SIX, True),
        ("a quote out of a longer sentence", f"{SIX} en bewaart die dertig dagen in een kluis", SIX, True),
        ("a sentence out of a longer quote", "maakt elke nacht", f"{SIX} en bewaart die", True),
        ("two of four runs are half", "de leverancier maakt elke dag weer", SIX, True),
        ("one of four runs is less than half", "de leverancier maakt geen enkele kopie", SIX, False),
        ("the same words in another order", "kopieën nacht elke maakt leverancier de", SIX, False),
        ("other words", "de prijs is exclusief omzetbelasting", SIX, False),
        ("a quote of two words is compared word by word", "elke nacht", SIX, True),
        ("one of two words is half", "elke dag", SIX, True),
        ("none of one word", "dagelijks", SIX, False),
        ("nothing found", "", SIX, False),
        ("nothing quoted", SIX, "", False),
        ("signs alone are nothing", "– ; .", "– ; .", False),
    ],
)
def test_overlap(why: str, found: str, quote: str, same: bool) -> None:
    assert overlap(found, quote) is same
    assert overlap(quote, found) is same


@pytest.mark.parametrize(
    ("outcome", "text"),
    [
        (Outcome("partial", True, 0.81, True), "partial 0.81 review quoted"),
        (Outcome("contrary", False, 0.5, False), "contrary 0.50 elsewhere"),
        (Outcome("missing", False, 1.0, None), "missing 1.00"),
        (Outcome("missing", True, 0.0, None), "missing 0.00 review"),
    ],
)
def test_an_outcome_is_read_as_it_was_written(outcome: Outcome, text: str) -> None:
    assert outcome.write() == text
    assert Outcome.parse(text) == outcome


def test_the_place_is_not_kept() -> None:
    """A baseline compares verdicts; where words stand changes with every reader that is mended."""
    assert Outcome("met", False, 0.9, True, "artikel 2 p. 3").write() == "met 0.90 quoted"


@pytest.mark.parametrize("text", ["", "met", "met veel"])
def test_what_no_outcome_wrote_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"unpack|convert"):
        Outcome.parse(text)


# --- whole documents ---------------------------------------------------------------------------------

COPIES = "Leverancier maakt elke nacht een back-up van alle gegevens."


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> ClauseLibrary:
    return load_library(write_library(tmp_path_factory.mktemp("bibliotheek")))


def contract(folder: Path, *lines: str) -> Path:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    path = folder / "contract.docx"
    document.save(str(path))
    return path


def judged(
    small: ClauseLibrary, path: Path, labels: dict[str, Label], language: str = "nl"
) -> list[Judgement]:
    return list(judge([LabelledDocument("proef", path, language, labels)], small))


def test_a_judgement_for_each_label_and_no_other(tmp_path: Path, small: ClauseLibrary) -> None:
    path = contract(tmp_path, "Artikel 1 Gegevens", f"1.1 {COPIES}")
    labels = {
        SILENT: Label(verdict="met", evidence=("Op het dak ligt een zonnepaneel.",), agreed=False),
        BACKUPS: Label(verdict="partial", evidence=("elke nacht een back-up",)),
    }
    outcomes = [
        Outcome("missing", True, 0.5, None),
        Outcome("met", True, 0.5, True, "artikel 1.1"),
    ]
    silent, copies = judged(small, path, labels, "en")
    assert silent == Judgement("proef", "en", "proef", SILENT, "met", False, outcomes[0])
    assert copies == Judgement("proef", "en", "proef", BACKUPS, "partial", True, outcomes[1])
    assert (silent.right, copies.right) == (False, False)


@pytest.mark.parametrize(
    ("why", "label", "quoted"),
    [
        ("the words of the label", Label(verdict="met", evidence=("back-up van alle gegevens",)), True),
        ("one of two quotes", Label(verdict="met", evidence=("een heel ander artikel", COPIES)), True),
        ("other words", Label(verdict="met", evidence=("een heel ander artikel",)), False),
        ("no quote given", Label(verdict="met"), None),
        ("the label finds nothing", Label(verdict="missing"), None),
    ],
)
def test_whether_the_same_words_were_found(
    tmp_path: Path, small: ClauseLibrary, why: str, label: Label, quoted: bool | None
) -> None:
    (found,) = judged(small, contract(tmp_path, COPIES), {BACKUPS: label})
    assert (found.outcome.verdict, found.outcome.quoted) == ("met", quoted)


def test_a_document_without_labels_gives_no_judgement(tmp_path: Path, small: ClauseLibrary) -> None:
    assert judged(small, contract(tmp_path, COPIES), {}) == []


def test_a_document_that_cannot_be_read_stops_the_evaluation(tmp_path: Path, small: ClauseLibrary) -> None:
    path = contract(tmp_path, COPIES)
    path.write_bytes(path.read_bytes()[:400])
    with pytest.raises(InputError) as refusal:
        judged(small, path, {PAYMENT: Label(verdict="met")})
    assert type(refusal.value) is Damaged
