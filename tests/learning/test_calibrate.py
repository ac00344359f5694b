"""Calibration: refusals, no document judged by itself, and what the border of review promises."""

from __future__ import annotations

import dataclasses
import json
import random
from collections.abc import Sequence
from pathlib import Path

import docx
import pytest
from small_library import BACKUPS, PAYMENT, write_library

from analyser.decide import Decision
from analyser.errors import UsageError
from analyser.learning.calibrate import (
    BANDS,
    OVERRULE_BELOW,
    SURE_RIGHT,
    SURE_SHARE,
    Count,
    Example,
    calibrate_library,
    cross_validated,
    fit,
    prevalence,
    review_border,
    write_calibration,
)
from analyser.learning.train import train_library
from analyser.library import CALIBRATION_FILE, load_library
from analyser.matching import Proposal, RequirementMatch
from analyser.model import Verdict
from analyser.weigh import FEATURES, VERDICTS, weigh

MET, PARTIAL, CONTRARY, MISSING = VERDICTS


def example(document: str, label: Verdict, rules: Verdict, presence: float) -> Example:
    stance = {CONTRARY: (0.1, 0.2, 0.7), PARTIAL: (0.2, 0.6, 0.2)}.get(rules, (0.7, 0.2, 0.1))
    decision = Decision(rules, (), (), (), (), (), (), conflict=False)
    match = RequirementMatch(proposals=(Proposal(0, 0, 9, presence, stance, (0, 9), ()),))
    return Example(document, "back-ups", label, decision, match)


def counts(held: Sequence[Example]) -> list[Count]:
    return [Count(e.document, e.requirement, e.label is not MISSING) for e in held]


def examples(wrong: float, *, documents: int = 5) -> list[Example]:
    """Fifty findings a document. A share of ``wrong`` is mislabelled, those with a middling presence most."""
    chance = random.Random(3)
    found = []
    for number in range(documents):
        for _ in range(50):
            rules = chance.choice((MET, PARTIAL, CONTRARY, MISSING, MISSING, MISSING, MISSING, MISSING))
            doubt = chance.random()
            presence = (-1 if rules is MISSING else 1) * 5 * (1 - doubt)
            label = rules
            if chance.random() < 2 * wrong * doubt:
                label = chance.choice([verdict for verdict in VERDICTS if verdict is not rules])
            found.append(example(f"contract-{number}", label, rules, presence))
    return found


def relabelled(held: Sequence[Example], document: str, label: Verdict) -> list[Example]:
    return [dataclasses.replace(e, label=label) if e.document == document else e for e in held]


# --- refusals ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("documents", [0, 1, 3])
def test_too_few_documents_are_refused(documents: int) -> None:
    held = examples(0.2, documents=documents)
    for run in (review_border, lambda *of: cross_validated(*of, 0.5)):
        with pytest.raises(UsageError) as refusal:
            run(held, counts(held))
        assert refusal.value.message("nl") == "IJken vraagt ten minste 4 gelabelde contracten."
        assert refusal.value.message("en") == "Calibration needs at least 4 labelled contracts."


def test_four_documents_are_enough() -> None:
    held = examples(0.2, documents=4)
    assert len(cross_validated(held, counts(held), 0.5)) == 200


@pytest.mark.parametrize("lacking", VERDICTS)
def test_labels_without_every_verdict_are_refused(lacking: Verdict) -> None:
    held = [e for e in examples(0.2) if e.label is not lacking]
    with pytest.raises(UsageError) as refusal:
        fit(held, counts(held), "x", 0.5)
    assert refusal.value.message("nl") == "In de labels komt niet ieder oordeel voor: er is niets te ijken."
    assert refusal.value.message("en") == "The labels do not hold every verdict: nothing can be calibrated."


def test_a_verdict_that_one_document_alone_holds_cannot_be_cross_validated() -> None:
    held = [e for e in examples(0.2) if e.label is not CONTRARY or e.document == "contract-0"]
    assert fit(held, counts(held), "x", 0.5).made_from == "x"
    with pytest.raises(UsageError):
        cross_validated(held, counts(held), 0.5)


def test_a_library_without_weights_is_refused(tmp_path: Path) -> None:
    library = load_library(write_library(tmp_path / "bibliotheek"))
    with pytest.raises(UsageError) as refusal:
        calibrate_library(library, [tmp_path], [], "x")
    assert refusal.value.message("nl") == (
        "Deze bibliotheek heeft geen geleerde gewichten. Draai eerst: analyser library train."
    )
    assert refusal.value.message("en") == (
        "This library has no learned weights. Run first: analyser library train."
    )


# --- fitting -----------------------------------------------------------------------------------------


def test_a_calibration_is_fitted_the_same_again_and_learns_whom_to_believe() -> None:
    held = examples(0.1)
    first, second = fit(held, counts(held), "proef", 0.4), fit(held, counts(held), "proef", 0.4)
    assert first == second
    assert (first.features, first.overrule_below, first.review_below, first.bands, first.made_from) == (
        FEATURES,
        OVERRULE_BELOW,
        0.4,
        BANDS,
        "proef",
    )
    sure, unsure = (example("x", MISSING, MISSING, presence) for presence in (-5, 0))
    confidence = [weigh(e.requirement, e.decision, e.match, first).confidence for e in (sure, unsure)]
    assert confidence[0] > 0.9 > confidence[1]


def test_no_document_is_judged_by_a_calibration_that_has_seen_it() -> None:
    """Other labels for a contract change nothing in its own verdicts, and something in those of others."""
    held = examples(0.2)
    before = cross_validated(held, counts(held), 0.5)
    other = relabelled(held, "contract-0", CONTRARY)
    after = cross_validated(other, counts(other), 0.5)
    own = [number for number, e in enumerate(held) if e.document == "contract-0"]
    seen = [(o.verdict, o.confidence, o.review) for o in before]
    now = [(o.verdict, o.confidence, o.review) for o in after]
    assert own == list(range(50)), "outcomes go by document, in the order of the examples"
    assert now[:50] == seen[:50]
    assert now[50:] != seen[50:]
    assert [o.label for o in after[:50]] == [CONTRARY] * 50


def test_how_usual_a_subject_is() -> None:
    """As if one more contract spoke of it and one more did not: never certain, whatever was counted."""
    counted = [Count(f"contract-{n}", "back-ups", n < 3) for n in range(4)]
    counted += [Count(f"contract-{n}", "betaling", True) for n in range(2)]
    assert prevalence(counted) == {"back-ups": 0.6667, "betaling": 0.75}
    assert prevalence([]) == {}


# --- the border of review ----------------------------------------------------------------------------


def unseen(held: Sequence[Example], border: float) -> tuple[float, float]:
    """The share of findings that nobody looks at, and of those the share that is right."""
    left = [o for o in cross_validated(held, counts(held), border) if not o.review]
    return len(left) / len(held), sum(o.label is o.verdict for o in left) / len(left)


def test_the_border_is_the_lowest_at_which_enough_is_right() -> None:
    held = examples(0.02)
    border = review_border(held, counts(held))
    share, right = unseen(held, border)
    assert 0.3 < border < 1
    assert share >= SURE_SHARE
    assert right >= SURE_RIGHT
    assert unseen(held, border - 0.01)[1] < SURE_RIGHT


@pytest.mark.parametrize("wrong", [0.05, 0.1])
def test_where_enough_is_never_right_the_border_leaves_what_it_must(wrong: float) -> None:
    held = examples(wrong)
    border = review_border(held, counts(held))
    share, right = unseen(held, border)
    assert share >= SURE_SHARE
    assert right < SURE_RIGHT
    assert unseen(held, border + 0.01)[0] < SURE_SHARE


def test_labels_that_all_agree_need_the_lowest_border() -> None:
    held = examples(0)
    assert review_border(held, counts(held)) == 0.3


# --- from contracts to a file ------------------------------------------------------------------------


def test_what_is_written_is_what_the_library_loads(tmp_path: Path) -> None:
    folder = write_library(tmp_path / "bibliotheek")
    assert load_library(folder).calibration is None
    held = examples(0.2)
    calibration = fit(held, counts(held), "proefcontracten: één map", 0.55)
    write_calibration(calibration, folder / CALIBRATION_FILE)
    assert load_library(folder).calibration == calibration


TEXTS = {
    MET: ("Leverancier maakt elke nacht een back-up.", "Klant betaalt elke factuur binnen 30 dagen."),
    PARTIAL: ("Leverancier streeft naar een back-up.", "Een factuur kent een termijn van 30 dagen."),
    CONTRARY: ("De back-up is voor rekening van de klant.", "Klant betaalt iedere factuur steeds vooraf."),
    MISSING: ("Het groen wordt door een hovenier verzorgd.", "De zon schijnt op het dak van het gebouw."),
}


def labelled(folder: Path) -> Path:
    """Eight contracts: both requirements that the bank taught, each with every verdict twice."""
    (folder / "labels").mkdir(parents=True)
    index = []
    for number, (first, second) in enumerate(zip(VERDICTS * 2, (*VERDICTS, *VERDICTS[1:], MET), strict=True)):
        document = docx.Document()
        document.add_paragraph(TEXTS[first][0])
        document.add_paragraph(TEXTS[second][1])
        document.save(str(folder / f"{number}.docx"))
        labels = {BACKUPS: {"verdict": first}, PAYMENT: {"verdict": second}}
        (folder / "labels" / f"{number}.json").write_text(json.dumps({"labels": labels}))
        index.append({"name": str(number), "file": f"{number}.docx"})
    (folder / "index.json").write_text(json.dumps({"documents": index}))
    return folder


def test_labelled_contracts_calibrate_a_library(tmp_path: Path) -> None:
    folder, gold = write_library(tmp_path / "bibliotheek"), labelled(tmp_path / "contracten")
    library = load_library(folder)
    train_library(library)
    measured = calibrate_library(library, [gold], [], "acht kleine contracten")
    assert (measured.documents, len(measured.outcomes)) == (8, 16)
    assert [o.label for o in measured.outcomes].count(CONTRARY) == 4
    calibration = load_library(folder).calibration
    assert calibration is not None
    assert (calibration.review_below, calibration.made_from) == (
        measured.review_below,
        "acht kleine contracten",
    )
    written = (folder / CALIBRATION_FILE).read_bytes()
    calibrate_library(load_library(folder), [gold], [], "acht kleine contracten")
    assert (folder / CALIBRATION_FILE).read_bytes() == written, "an earlier calibration weighs nothing"
