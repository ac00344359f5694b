"""What draws pages, called here in the test's own process."""

from __future__ import annotations

import io

import pytest
from judging import SAMPLES, sample
from PIL import Image

from analyser.model import Box
from analyser.reading import read
from ui.worker import picture


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
