"""An evaluation as people and programs read it, in both languages, without a word of a contract.

Not called test_texts: tests/report has that name.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import docx
import pytest
from judgements import judgement
from small_library import BACKUPS, PAYMENT, write_library

from analyser.evaluation.baseline import Change, Fall
from analyser.evaluation.figures import confusion, figures
from analyser.evaluation.gold import Label, LabelledDocument
from analyser.evaluation.judging import judge
from analyser.evaluation.texts import Comparison, Evaluation, as_json, as_text, by
from analyser.library import load_library

RIGHT = judgement("met", "met", 0.9, quoted=True, place="artikel 1.1")
DISPUTED = judgement(
    "missing",
    "partial",
    0.4,
    review=True,
    requirement="betaling",
    theme="contract",
    agreed=False,
    place="artikel 4 p. 2",
)
OVERLOOKED = judgement("contrary", "missing", 0.8, document="contract-b", language="en")
ROWS = [RIGHT, DISPUTED, OVERLOOKED]
FELL = Comparison([Change("lost", "contrary", OVERLOOKED)], [Fall("accuracy", 0.667, 0.333, 0.01)])
EVALUATION = Evaluation(ROWS, "1.2.3", "a" * 64, FELL)


def lines(text: str) -> list[str]:
    """Lines with one blank between words: how wide a column is, is no matter of meaning."""
    return [" ".join(line.split()) for line in text.splitlines()]


def test_the_english_text() -> None:
    assert lines(as_text(EVALUATION, "en")) == [
        "en nl agreed all",
        "judgements 1 2 2 3",
        "presence P 0.000 0.500 1.000 0.500",
        "presence R 0.000 1.000 0.500 0.500",
        "presence F1 0.000 0.667 0.667 0.500",
        "accuracy 0.000 0.500 0.500 0.333",
        "macro-F1 0.000 0.250 0.250 0.250",
        "contrary F1 0.000 0.000 0.000 0.000",
        "false comfort 0.000 0.000 0.000 0.000",
        "gap recall 1.000 1.000 1.000 1.000",
        "quoted 0.000 1.000 1.000 1.000",
        "sure 0.000 1.000 0.500 0.500",
        "sure share 1.000 0.500 1.000 0.667",
        "calibration error 0.800 0.250 0.450 0.433",
        "always missing 0.000 0.500 0.000 0.333",
        "",
        "label, found met partial contrary missing",
        "met 1 0 0 0",
        "partial 0 0 0 0",
        "contrary 0 0 0 1",
        "missing 0 1 0 0",
        "",
        "theme present presence F1 accuracy sure",
        "contract 0 0.00 0.00 0.00",
        "veiligheid 2 0.67 0.50 0.50",
        "",
        "requirement present presence F1 accuracy sure",
        "back-ups 2 0.67 0.50 0.50",
        "betaling 0 0.00 0.00 0.00",
        "",
        "2 differences (document, requirement, label -> found, place)",
        "contract-a betaling missing -> partial review, readers differ artikel 4 p. 2",
        "contract-b back-ups contrary -> missing no review!",
        "",
        "lost contract-b back-ups label contrary: contrary -> missing",
        "FALLEN accuracy: 0.667 -> 0.333, more than the noise of 0.01",
        "",
        "2 documents, library 1.2.3",
    ]


def test_the_dutch_text_says_the_same_in_dutch() -> None:
    dutch, english = (lines(as_text(EVALUATION, language)) for language in ("nl", "en"))
    assert [re.findall(r"\d[\d.]*", line) for line in dutch] == [
        re.findall(r"\d[\d.]*", line) for line in english
    ]
    assert [re.sub(r"(?: [\d.]+)+$", "", line) for line in dutch[:22]] == [
        "en nl eensgezind alle",
        "oordelen",
        "aanwezig, precisie",
        "aanwezig, gevonden deel",
        "aanwezig, F1",
        "juist oordeel",
        "macro-F1",
        "strijdig, F1",
        "vals gerust",
        "leemten gezien",
        "zelfde vindplaats",
        "juist zonder nakijken",
        "deel zonder nakijken",
        "ijkfout",
        "altijd 'ontbreekt'",
        "",
        "label, gevonden voldoet deels strijdig ontbreekt",
        "voldoet",
        "deels",
        "strijdig",
        "ontbreekt",
        "",
    ]
    assert dutch[30:32] == [
        "2 verschillen (document, eis, label -> gevonden, vindplaats)",
        "contract-a betaling ontbreekt -> deels nakijken, lezers oneens artikel 4 p. 2",
    ]
    assert dutch[33:] == [
        "",
        "verloren contract-b back-ups label strijdig: strijdig -> ontbreekt",
        "GEDAALD juist oordeel: 0.667 -> 0.333, meer dan de ruis van 0.01",
        "",
        "2 documenten, bibliotheek 1.2.3",
    ]


@pytest.mark.parametrize(
    "language",
    [
        "nl",
        "en",
    ],
)
def test_the_heads_of_columns_stand_apart(language: str) -> None:
    head = as_text(EVALUATION, language).splitlines()[22]
    assert len(re.split(r" {2,}", head)) == 5


def test_a_wrong_verdict_is_not_called_right() -> None:
    assert "juist" not in as_text(EVALUATION, "nl").splitlines()[32]


@pytest.mark.parametrize(
    ("language", "quiet"),
    [
        ("nl", ["geen oordeel verschilt van de vergelijking", "geen cijfer is gedaald"]),
        ("en", ["no verdict differs from the baseline", "no figure fell"]),
    ],
)
def test_nothing_changed_is_said_and_nothing_asked_is_not(language: str, quiet: list[str]) -> None:
    compared = lines(as_text(Evaluation(ROWS, "1.2.3", "", Comparison([], [])), language))
    alone = lines(as_text(Evaluation(ROWS, "1.2.3", ""), language))
    assert compared == [*alone[:-1], *quiet, "", alone[-1]]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_folders_without_labels_have_a_text_too(language: str) -> None:
    text = lines(as_text(Evaluation([], "1.2.3", ""), language))
    assert text[1].split()[1:] == ["0", "0"]
    assert text[-1].split()[0] == "0"


def test_groups_come_in_alphabetical_order() -> None:
    assert list(by(ROWS, lambda j: j.theme).items()) == [
        ("contract", [DISPUTED]),
        ("veiligheid", [RIGHT, OVERLOOKED]),
    ]


def test_json() -> None:
    plain = {"document": "contract-b", "requirement": "back-ups", "label": "contrary", "verdict": "missing"}
    plain |= {"confidence": 0.8, "review": False, "place": "", "readers_agreed": True}  # type: ignore[dict-item]
    disputed = {"document": "contract-a", "requirement": "betaling", "label": "missing", "verdict": "partial"}
    disputed |= {"confidence": 0.4, "review": True, "place": "artikel 4 p. 2", "readers_agreed": False}  # type: ignore[dict-item]
    assert json.loads(as_json(EVALUATION)) == {
        "library": {"version": "1.2.3", "sha256": "a" * 64, "profile": None},
        "documents": 2,
        "judgements": 3,
        "figures": {
            "all": figures(ROWS),
            "agreed": figures([RIGHT, OVERLOOKED]),
            "language": {"en": figures([OVERLOOKED]), "nl": figures([RIGHT, DISPUTED])},
            "theme": {"contract": figures([DISPUTED]), "veiligheid": figures([RIGHT, OVERLOOKED])},
            "requirement": {"back-ups": figures([RIGHT, OVERLOOKED]), "betaling": figures([DISPUTED])},
        },
        "confusion": confusion(ROWS),
        "differences": [disputed, plain],
        "comparison": {
            "changes": [{"kind": "lost", "before": "contrary", **plain}],
            "falls": [{"figure": "accuracy", "then": 0.667, "now": 0.333, "noise": 0.01}],
        },
    }


def test_json_without_comparison_has_none() -> None:
    assert "comparison" not in json.loads(as_json(Evaluation(ROWS, "1.2.3", "")))


# --- no words of a contract --------------------------------------------------------------------------

SECRET = ["narwal", "klaproos", "zeppelin"]  # in the clause, in the heading, in the quote of the label


def told(folder: Path, *paragraphs: str) -> str:
    """Everything an evaluation of one contract says, in small letters; both its labels are contradicted."""
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    path = folder / "contract.docx"
    document.save(str(path))
    labels = {
        BACKUPS: Label(verdict="missing"),
        PAYMENT: Label(verdict="met", evidence=("De zeppelin vliegt.",)),
    }
    library = load_library(write_library(folder / "bibliotheek"))
    held = list(judge([LabelledDocument("proef", path, "nl", labels)], library))
    assert [j.right for j in held] == [False, False]
    evaluation = Evaluation(held, "1.2.3", library.sha256, Comparison([Change("lost", "met", held[0])], []))
    return "".join([as_text(evaluation, "nl"), as_text(evaluation, "en"), as_json(evaluation)]).lower()


def test_an_evaluation_holds_no_words_of_a_contract(tmp_path: Path) -> None:
    text = told(tmp_path, "Artikel 1 Klaproos", "1.1 Leverancier maakt elke nacht een back-up van de narwal.")
    assert "artikel 1.1" in text
    assert [word for word in SECRET if word in text] == []


def test_nor_those_of_a_heading_without_number(tmp_path: Path) -> None:
    text = told(
        tmp_path, "KLAPROOS", "Leverancier maakt elke nacht een back-up van de narwal.", "SLOT", "Einde."
    )
    assert [word for word in SECRET if word in text] == []
