"""What the worker process does, called here in the test's own process."""

from __future__ import annotations

import io
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import pytest
from judging import SAMPLES, sample
from PIL import Image

from analyser.errors import WrongType
from analyser.model import Box, Subject, View
from analyser.pipeline import analyse
from analyser.reading import read
from ui.worker import Outcome, Upload, judge, picture

WRONG = Upload("notulen.pdf", b"Dit is geen contract maar gewone tekst.\n" * 20)


def wrong_type_message() -> str:
    with pytest.raises(WrongType) as raised:
        raise_for(WRONG)
    return raised.value.message("nl")


def raise_for(upload: Upload) -> None:
    from analyser.reading import read_bytes

    read_bytes(upload.data, upload.name)


def test_judging_in_another_process_equals_the_pipeline() -> None:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        outcome: Outcome = pool.submit(judge, [sample("vendor-terms.docx")], (), View.ACCEPTED).result()
    assert outcome.problems == ()
    direct = analyse([SAMPLES / "vendor-terms.docx"])
    assert outcome.assessment is not None
    assert outcome.assessment.findings == direct.findings
    assert list(outcome.assessment.documents[0].words) == list(direct.documents[0].words)


def test_chosen_subjects_are_taken_as_given() -> None:
    outcome = judge([sample("vendor-terms.docx")], (Subject.CLOUD,), View.ACCEPTED)
    assert outcome.assessment is not None
    assert (outcome.assessment.applies, outcome.assessment.applies_source) == ((Subject.CLOUD,), "given")


def test_one_bad_file_is_named_and_the_others_are_judged() -> None:
    outcome = judge([WRONG, sample("vendor-terms.docx")], (), View.ACCEPTED)
    assert [problem.nl for problem in outcome.problems] == [wrong_type_message()]
    assert outcome.assessment is not None
    assert [document.name for document in outcome.assessment.documents] == ["vendor-terms.docx"]


def test_nothing_readable_is_nothing_judged() -> None:
    outcome = judge([WRONG], (), View.ACCEPTED)
    assert outcome.assessment is None
    assert [problem.nl for problem in outcome.problems] == [wrong_type_message()]


def test_a_wrong_limit_is_told_and_not_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANALYSER_MAX_PAGES", "veel")
    outcome = judge([sample("vendor-terms.docx")], (), View.ACCEPTED)
    assert outcome.assessment is None
    assert [problem.nl for problem in outcome.problems] == [
        "ANALYSER_MAX_PAGES moet een geheel getal van 1 of meer zijn."
    ]


def test_picture_marks_the_words_and_nothing_else() -> None:
    upload = sample("ai-saas-met-gaten.pdf")
    page = read(SAMPLES / upload.name).pages[0]
    box = Box(1, 100.0, 200.0, 300.0, 220.0)
    plain = Image.open(io.BytesIO(picture(upload.data, 1, (), ())))
    marked = Image.open(io.BytesIO(picture(upload.data, 1, (box, Box(2, 0, 0, 500, 500)), (box,))))
    assert plain.size == marked.size
    assert plain.width == 1200
    scale = plain.width / page.width
    changed = [
        (x, y)
        for x in range(0, plain.width, 7)
        for y in range(0, plain.height, 7)
        if plain.getpixel((x, y)) != marked.getpixel((x, y))
    ]
    assert changed
    assert min(x for x, _ in changed) >= box.x0 * scale - 4
    assert max(x for x, _ in changed) <= box.x1 * scale + 4
    assert min(y for _, y in changed) >= box.top * scale - 4
    assert max(y for _, y in changed) <= box.bottom * scale + 4


@pytest.mark.parametrize(
    ("data", "page"),
    [
        pytest.param(b"%PDF-1.7 no more than a name", 1, id="no PDF"),
        pytest.param(sample("ai-saas-met-gaten.pdf").data, 99, id="page that does not exist"),
    ],
)
def test_a_page_that_cannot_be_drawn_says_so(data: bytes, page: int) -> None:
    with pytest.raises(ValueError, match=f"page {page} cannot be drawn"):
        picture(data, page, (), ())
