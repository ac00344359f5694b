"""The figures against a table counted by hand."""

from __future__ import annotations

import pytest
from judgements import judgement

from analyser.evaluation.figures import confusion, figures

# label, verdict, confidence, review, quoted
TABLE = [
    judgement("met", "met", 0.95, quoted=True),
    judgement("met", "partial", 0.95, quoted=True),
    judgement("partial", "partial", 0.75, quoted=False),
    judgement("partial", "missing", 0.75, review=True),
    judgement("contrary", "contrary", 0.75, quoted=True),
    judgement("contrary", "met", 0.25, review=True, quoted=False),
    judgement("missing", "missing", 1.0),
    judgement("missing", "missing", 0.92),
    judgement("missing", "met", 0.25, review=True),
    judgement("missing", "contrary", 0.25, review=True),
]
COUNTED = {
    # subject found: 5 of the 7 it reports are there, of the 6 that are there it reports 5
    "presence P": 5 / 7,
    "presence R": 5 / 6,
    "presence F1": 10 / 13,
    # right: rows 1, 3, 5, 7, 8
    "accuracy": 5 / 10,
    # met 1 of 3 and of 2, partial 1 of 2 and of 2, contrary 1 of 2 and of 2, missing 2 of 3 and of 4
    "macro-F1": (2 / 5 + 1 / 2 + 1 / 2 + 4 / 7) / 4,
    "contrary F1": 1 / 2,
    # 6 labels contrary or missing, 2 of them called met
    "false comfort": 2 / 6,
    # 8 labels other than met, 2 of them called met
    "gap recall": 6 / 8,
    # 5 with words on both sides, 3 of them the same
    "quoted": 3 / 5,
    # 6 not sent to review, 5 of them right
    "sure": 5 / 6,
    "sure share": 6 / 10,
    # .2: 3 of confidence .25, none right; .7: 3 of .75, 2 right; .9: .95, .95, 1 and .92, 3 right
    "calibration error": (0.75 + abs(2 - 2.25) + abs(3 - 3.82)) / 10,
    "always missing": 4 / 10,
}


def test_figures_counted_by_hand() -> None:
    assert figures(TABLE) == pytest.approx(COUNTED)
    assert list(figures(TABLE)) == list(COUNTED), "the order of the report"


@pytest.mark.parametrize(
    ("why", "confidences", "right", "error"),
    [
        ("eight of ten right at .8", [0.8] * 10, 8, 0.0),
        ("too sure", [0.9] * 10, 8, 0.1),
        ("too modest", [0.7] * 10, 8, 0.1),
        ("certain and right", [1.0] * 4, 4, 0.0),
        ("certain and wrong", [1.0] * 4, 0, 1.0),
        ("errors of two bands do not cancel out", [0.9] * 5 + [0.1] * 5, 5, 0.1),
        ("errors inside one band do", [0.51, 0.59], 1, 0.05),
        ("a band reaches up to the next one", [0.6, 0.7], 1, (0.4 + 0.7) / 2),
    ],
)
def test_calibration_error(why: str, confidences: list[float], right: int, error: float) -> None:
    """The first ``right`` of these confidences belong to right verdicts."""
    held = [
        judgement("met", "met" if number < right else "missing", confidence)
        for number, confidence in enumerate(confidences)
    ]
    assert figures(held)["calibration error"] == pytest.approx(error)


@pytest.mark.parametrize(
    ("why", "table", "expected"),
    [
        ("nothing judged", [], dict.fromkeys(COUNTED, 0.0)),
        (
            "all missing and found missing: no presence to measure",
            [judgement("missing", "missing", 1.0)],
            dict.fromkeys(COUNTED, 0.0)
            | {
                "accuracy": 1,
                "macro-F1": 0.25,
                "gap recall": 1,
                "sure": 1,
                "sure share": 1,
                "always missing": 1,
            },
        ),
        (
            "all sent to review: nothing is sure",
            [judgement("met", "met", 0.5, review=True, quoted=True)],
            dict.fromkeys(COUNTED, 0.0)
            | {
                "presence P": 1,
                "presence R": 1,
                "presence F1": 1,
                "accuracy": 1,
                "macro-F1": 0.25,
                "quoted": 1,
            }
            | {"calibration error": 0.5},
        ),
    ],
)
def test_figures_of_little(why: str, table: list, expected: dict[str, float]) -> None:  # type: ignore[type-arg]
    assert figures(table) == pytest.approx(expected)


def test_confusion() -> None:
    assert confusion(TABLE) == {
        "met": {"met": 1, "partial": 1, "contrary": 0, "missing": 0},
        "partial": {"met": 0, "partial": 1, "contrary": 0, "missing": 1},
        "contrary": {"met": 1, "partial": 0, "contrary": 1, "missing": 0},
        "missing": {"met": 1, "partial": 0, "contrary": 1, "missing": 2},
    }
