"""An earlier outcome to compare with: what fell, what changed, and files that are refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from judgements import judgement

from analyser.errors import UsageError
from analyser.evaluation.baseline import (
    LOWER_IS_BETTER,
    NOISE,
    Change,
    Fall,
    changes,
    falls,
    read_baseline,
    write_baseline,
)
from analyser.evaluation.figures import figures

NOW = [
    judgement("met", "met", 0.91, quoted=True, place="artikel 1.1"),
    judgement("missing", "partial", 0.4, review=True, requirement="betaling"),
    judgement("contrary", "contrary", 0.7, document="contract-b", quoted=False),
]
LEVEL = dict.fromkeys(figures([]), 0.5)


# --- falls -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("figure", NOISE)
def test_a_fall_within_the_noise_is_none(figure: str) -> None:
    worse = 1 if figure in LOWER_IS_BETTER else -1
    within, beyond = (LEVEL[figure] + worse * NOISE[figure] * times for times in (0.99, 1.01))
    assert falls(LEVEL | {figure: within}, LEVEL) == []
    assert falls(LEVEL | {figure: beyond}, LEVEL) == [Fall(figure, 0.5, beyond, NOISE[figure])]


@pytest.mark.parametrize("figure", NOISE)
def test_a_rise_is_never_a_fall(figure: str) -> None:
    better = -0.4 if figure in LOWER_IS_BETTER else 0.4
    assert falls(LEVEL | {figure: 0.5 + better}, LEVEL) == []


def test_figures_without_noise_fail_nobody() -> None:
    """Precision and recall trade against each other; their F1 is guarded."""
    unguarded = set(LEVEL) - set(NOISE)
    assert unguarded == {"presence P", "presence R", "always missing"}
    assert falls(LEVEL | dict.fromkeys(unguarded, 0.0), LEVEL) == []


def test_falls_come_in_the_order_of_the_figures() -> None:
    now = LEVEL | {"sure": 0.1, "accuracy": 0.1, "false comfort": 0.9}
    assert [fall.figure for fall in falls(now, LEVEL)] == ["accuracy", "false comfort", "sure"]


# --- changes -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("why", "label", "before", "after", "kind"),
    [
        ("became right", "met", "missing", "met", "gained"),
        ("became wrong", "met", "met", "missing", "lost"),
        ("wrong in another way", "met", "missing", "contrary", "moved"),
        ("still right", "met", "met", "met", None),
        ("still wrong in the same way", "met", "missing", "missing", None),
    ],
)
def test_what_changed(why: str, label: str, before: str, after: str, kind: str | None) -> None:
    now, then = judgement(label, after), judgement(label, before)
    assert changes([now], [then]) == ([Change(kind, before, now)] if kind else [])


def test_another_confidence_or_place_is_no_change() -> None:
    now = judgement("met", "met", 0.9, review=True, quoted=True, place="artikel 1")
    assert changes([now], [judgement("met", "met", 0.4, quoted=False, place="artikel 2")]) == []


def test_gains_come_first_and_then_by_document() -> None:
    rows = [
        ("contract-b", "lost", "met", "met", "missing"),
        ("contract-c", "moved", "met", "partial", "missing"),
        ("contract-b", "gained", "met", "missing", "met"),
        ("contract-a", "gained", "met", "missing", "met"),
    ]
    now = [judgement(label, after, document=name) for name, _, label, _, after in rows]
    then = [judgement(label, before, document=name) for name, _, label, before, _ in rows]
    found = [(change.kind, change.judgement.document) for change in changes(now, then)]
    assert found == [
        ("gained", "contract-a"),
        ("gained", "contract-b"),
        ("lost", "contract-b"),
        ("moved", "contract-c"),
    ]


# --- the file ----------------------------------------------------------------------------------------


def test_a_baseline_holds_outcomes_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "vergelijking.json"
    write_baseline(path, "1.2.3", NOW)
    assert json.loads(path.read_text(encoding="utf-8")) == {
        "library": "1.2.3",
        "outcomes": {
            "contract-a": {"back-ups": "met 0.91 quoted", "betaling": "partial 0.40 review"},
            "contract-b": {"back-ups": "contrary 0.70 elsewhere"},
        },
    }
    again = tmp_path / "nogmaals.json"
    write_baseline(again, "1.2.3", NOW[::-1])
    assert again.read_bytes() == path.read_bytes(), "in whatever order the documents came"


def test_what_is_written_is_read_in_the_order_of_today(tmp_path: Path) -> None:
    path = tmp_path / "vergelijking.json"
    write_baseline(path, "1.2.3", NOW)
    then = read_baseline(path, NOW[::-1])
    assert changes(NOW[::-1], then) == []
    assert [(j.document, j.requirement, j.outcome.write()) for j in then] == [
        (j.document, j.requirement, j.outcome.write()) for j in NOW[::-1]
    ]


def test_a_mended_label_is_neither_gain_nor_loss(tmp_path: Path) -> None:
    path = tmp_path / "vergelijking.json"
    write_baseline(path, "1.2.3", [judgement("met", "missing", 0.9)])
    mended = [judgement("missing", "missing", 0.9)]
    then = read_baseline(path, mended)
    assert (changes(mended, then), falls(figures(mended), figures(then))) == ([], [])
    assert figures(then)["accuracy"] == 1


NO_BASELINE = (
    "vergelijking.json is geen vergelijkingsbestand. Maak het met --update.",
    "vergelijking.json is no baseline. Make one with --update.",
)
OF_OTHERS = (
    "vergelijking.json gaat over andere documenten of eisen. Maak het opnieuw met --update.",
    "vergelijking.json is of other documents or requirements. Make it anew with --update.",
)
ALL = {
    "contract-a": {"back-ups": "met 0.91", "betaling": "partial 0.40"},
    "contract-b": {"back-ups": "contrary 0.70"},
}


@pytest.mark.parametrize(
    ("why", "content", "messages"),
    [
        ("not there", None, NO_BASELINE),
        ("no JSON", "outcomes: {}", NO_BASELINE),
        ("a list", "[]", NO_BASELINE),
        ("a number", "7", NO_BASELINE),
        ("without outcomes", json.dumps({"library": "1.0.0"}), NO_BASELINE),
        ("outcomes that are a list", json.dumps({"outcomes": [ALL]}), NO_BASELINE),
        ("documents that are lists", json.dumps({"outcomes": {"contract-a": []}}), NO_BASELINE),
        (
            "an outcome that is a number",
            json.dumps({"outcomes": {"contract-a": {"back-ups": 1}}}),
            NO_BASELINE,
        ),
        ("an outcome cut short", json.dumps({"outcomes": {"contract-a": {"back-ups": "met"}}}), NO_BASELINE),
        ("nothing judged", json.dumps({"outcomes": {}}), OF_OTHERS),
        ("a document less", json.dumps({"outcomes": {"contract-a": ALL["contract-a"]}}), OF_OTHERS),
        ("a document more", json.dumps({"outcomes": ALL | {"c": {"back-ups": "met 1.00"}}}), OF_OTHERS),
        (
            "another requirement",
            json.dumps({"outcomes": ALL | {"contract-b": {"escrow": "met 1.00"}}}),
            OF_OTHERS,
        ),
    ],
)
def test_other_files_are_refused(
    tmp_path: Path, why: str, content: str | None, messages: tuple[str, str]
) -> None:
    path = tmp_path / "vergelijking.json"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(UsageError) as refusal:
        read_baseline(path, NOW)
    assert (refusal.value.message("nl"), refusal.value.message("en")) == messages


def test_the_whole_file_is_taken(tmp_path: Path) -> None:
    """What the refused ones above start from."""
    path = tmp_path / "vergelijking.json"
    path.write_text(json.dumps({"outcomes": ALL}), encoding="utf-8")
    assert [j.outcome.verdict for j in read_baseline(path, NOW)] == ["met", "partial", "contrary"]
