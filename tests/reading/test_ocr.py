"""Scans through the public reader, with the real Tesseract, and what happens where it fails or is missing."""

from __future__ import annotations

import io
import math
import os
import subprocess
import sys
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from make_pdf import HEIGHT, WIDTH, both, column, misnamed, pdf, text
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from analyser.errors import NoText, UsageError
from analyser.model import Document, PageStatus
from analyser.reading import read_bytes
from analyser.reading.ocr import Ocr, PageImage
from analyser.reading.ocr_image import skew, straightened, without_noise
from analyser.reading.pdf_words import Frame

SAMPLES = Path(__file__).parents[2] / "samples" / "contracts"
FRAME = Frame(0, 0, 100, 50)
IMAGE = PageImage(200, 100, bytes([255]) * 20_000)


@cache
def ocr() -> Ocr:
    found = Ocr.installed(os.environ)
    assert found is not None, "make ocr"
    return found


@cache
def sample(name: str, page: int) -> bytes:
    """One page of a sample contract (from 0), as a file of its own."""
    whole, single = pypdfium2.PdfDocument(SAMPLES / name), pypdfium2.PdfDocument.new()
    single.import_pages(whole, [page])
    buffer = io.BytesIO()
    single.save(buffer)
    single.close()
    whole.close()
    return buffer.getvalue()


def image_of(page: bytes, dpi: int) -> Image.Image:
    document = pypdfium2.PdfDocument(page)
    image: Image.Image = document[0].render(scale=dpi / 72, grayscale=True).to_pil().convert("L")
    document.close()
    return image


def scan(image: Image.Image, dpi: int) -> bytes:
    """A PDF that holds the image and nothing else."""
    buffer = io.BytesIO()
    image.save(buffer, "PDF", resolution=dpi)
    return buffer.getvalue()


def grainy(image: Image.Image) -> Image.Image:
    grain = np.random.default_rng(7).normal(0, 25, (image.height, image.width))
    return Image.fromarray((35 + 0.8 * np.asarray(image) + grain).clip(0, 255).astype("uint8"))


def words(document: Document) -> list[str]:
    return [document.text[start:end] for start, end, _ in document.words]


def codes(document: Document) -> list[tuple[str, int | None, bool]]:
    return [(notice.code, notice.page, notice.unread) for notice in document.notices]


def wrong(truth: str, found: str) -> float:
    """The share of characters that are wrong: the edit distance over the length."""
    truth, found = " ".join(truth.split()), " ".join(found.split())
    row = np.arange(len(found) + 1)
    letters = np.array(list(found))
    for count, letter in enumerate(truth, 1):
        best = np.minimum(row[1:] + 1, row[:-1] + (letters != letter))
        best = np.concatenate(([count], best)) - np.arange(len(found) + 1)
        row = np.minimum.accumulate(best) + np.arange(len(found) + 1)
    return float(row[-1]) / len(truth)


@pytest.mark.parametrize(
    ("name", "page", "dpi", "skew", "dirty", "bound"),
    [
        pytest.param("arbit-overeenkomst.pdf", 1, 300, 0.0, False, 0.05, id="a clean scan"),
        pytest.param("arbit-overeenkomst.pdf", 1, 150, 2.5, True, 0.10, id="coarse, skewed and grainy"),
    ],
)
def test_a_scan_is_read_as_the_page_itself(
    name: str, page: int, dpi: int, skew: float, dirty: bool, bound: float
) -> None:
    truth = read_bytes(sample(name, page), "blad.pdf")
    image = image_of(sample(name, page), dpi)
    image = image.rotate(skew, resample=Image.Resampling.BICUBIC, fillcolor=255)
    document = read_bytes(scan(grainy(image) if dirty else image, dpi), "scan.pdf", ocr=ocr())
    assert wrong(truth.text, document.text) < bound
    assert [status.status for status in document.pages] == [PageStatus.OCR]
    assert codes(document) == [("page-ocr", 1, False)]
    assert 80 <= int(dict(document.notices[0].details)["confidence"]) <= 100


@pytest.mark.parametrize("turned", [-4.0, -1.0, 0.0, 2.5])
def test_the_skew_of_a_scan_is_measured_and_taken_away(turned: float) -> None:
    image = image_of(TYPED, 150).rotate(-turned, resample=Image.Resampling.BICUBIC, fillcolor=255)
    found = PageImage(image.width, image.height, image.tobytes())
    assert abs(skew(found) - math.radians(turned)) < math.radians(0.15)
    assert skew(straightened(found, skew(found))) == 0.0


def test_an_image_without_print_or_on_its_side_has_no_skew() -> None:
    side = image_of(TYPED, 150).transpose(Image.Transpose.ROTATE_90)
    assert skew(PageImage(side.width, side.height, side.tobytes())) == 0.0
    assert skew(IMAGE) == 0.0
    assert skew(PageImage(3, 3, bytes(9))) == 0.0


def test_grain_is_smoothed_away_and_clean_print_left_alone() -> None:
    image = image_of(TYPED, 150)
    clean = PageImage(image.width, image.height, image.tobytes())
    assert without_noise(clean) is clean
    dirty = grainy(image)
    smoothed = without_noise(PageImage(dirty.width, dirty.height, dirty.tobytes()))
    rough = np.abs(np.diff(np.asarray(dirty).astype(int), axis=1)).mean()
    smooth = np.abs(
        np.diff(np.frombuffer(smoothed.pixels, np.uint8).reshape(image.height, -1).astype(int))
    ).mean()
    assert smooth < rough / 3


LINES = [
    "Artikel 7 Aansprakelijkheid",
    "7.1 Leverancier vergoedt alle schade die Afnemer lijdt door een tekortkoming.",
    "7.2 De vergoeding bedraagt ten hoogste twee miljoen euro per jaar.",
]
TYPED = pdf(text(*column(70, 120, LINES, step=30), size=12))


@pytest.mark.parametrize(
    "turned",
    [
        pytest.param(0.0, id="straight"),
        pytest.param(3.0, id="skewed"),
        pytest.param(90.0, id="on its side"),
        pytest.param(180.0, id="upside down"),
    ],
)
def test_words_have_the_boxes_they_have_on_the_page_as_shown(turned: float) -> None:
    """Each word stands where the ink of the same word stands, which is the typed page's box, turned."""
    straight = read_bytes(TYPED, "blad.pdf")
    image = image_of(TYPED, 200)
    turned_image = image.rotate(turned, resample=Image.Resampling.BICUBIC, fillcolor=255, expand=turned >= 90)
    document = read_bytes(scan(turned_image, 200), "scan.pdf", ocr=ocr())
    assert words(document) == " ".join(LINES).split()
    page = document.pages[0]
    angle = np.radians(turned)
    for (_, _, box), (_, _, typed) in zip(document.words, straight.words, strict=True):
        x, y = (typed.x0 + typed.x1 - WIDTH) / 2, (typed.top + typed.bottom - HEIGHT) / 2
        across = x * np.cos(angle) + y * np.sin(angle) + page.width / 2
        down = y * np.cos(angle) - x * np.sin(angle) + page.height / 2
        assert abs((box.x0 + box.x1) / 2 - across) < 4
        assert abs((box.top + box.bottom) / 2 - down) < 4


def placed(image: Image.Image, top: float) -> Callable[[Canvas], None]:
    """Draws an image over the width of the page, ``top`` points from its upper edge."""
    height = WIDTH * image.height / image.width

    def draw(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(image), 0, HEIGHT - top - height, WIDTH, height)

    return draw


HEADER = [f"Bijlage {number} bij de overeenkomst tussen Afnemer en Leverancier" for number in range(1, 6)]
ANNEX = image_of(pdf(text(*column(70, 40, LINES * 6, step=20), size=12)), 150).crop((0, 0, 1240, 850))
MIXED = pdf(both(text(*column(70, 60, HEADER)), placed(ANNEX, 200)))


def test_a_page_that_is_part_typed_and_part_scanned_is_read_in_both_parts() -> None:
    document = read_bytes(MIXED, "bijlage.pdf", ocr=ocr())
    assert words(document) == " ".join(HEADER + LINES * 6).split()
    assert [page.status for page in document.pages] == [PageStatus.OCR]
    assert codes(document) == [("page-ocr", 1, False)]


def test_a_short_page_whose_letters_are_misnamed_is_recognised() -> None:
    title = pdf(text((70, 100, "OVEREENKOMST"), (70, 140, "Noordmolen"), size=20))
    wrong = dict(zip("OVERNKMSTordmln", "!°$´&¬¤¢£¥§¨©¦¶", strict=True))
    document = read_bytes(misnamed(title, wrong), "voorblad.pdf", ocr=ocr())
    assert words(document) == ["OVEREENKOMST", "Noordmolen"]
    assert [page.status for page in document.pages] == [PageStatus.OCR]
    assert codes(document) == [("page-ocr", 1, False)]


def test_without_recognition_such_a_page_is_said_to_be_incomplete() -> None:
    document = read_bytes(MIXED, "bijlage.pdf")
    assert words(document) == " ".join(HEADER).split()
    assert codes(document) == [("page-incomplete", 1, True)]


def never(*_: object) -> None:
    pytest.fail("nothing here is in doubt")


def test_a_page_with_a_text_layer_is_not_recognised_again() -> None:
    """A scan that already carries its text, and a text beside a picture."""
    layer = both(placed(image_of(TYPED, 100), 0), text(*column(70, 120, LINES, step=30), size=12))
    shades = Image.fromarray(np.tile(np.linspace(60, 200, 400), (300, 1)).astype("uint8"))
    picture = both(placed(shades, 300), text(*column(70, 60, HEADER + LINES * 4)))
    watched = Ocr(ocr().command, more_time=never)
    document = read_bytes(pdf(layer, picture), "contract.pdf", ocr=watched)
    assert [page.status for page in document.pages] == [PageStatus.READ, PageStatus.READ]
    assert codes(document) == []


def test_an_empty_scanned_page_is_empty() -> None:
    paper = Image.fromarray(np.full((842, 595), 245, "uint8"))
    document = read_bytes(pdf(text((70, 100, "Slotblad")), placed(paper, 0)), "contract.pdf")
    assert [page.status for page in document.pages] == [PageStatus.READ, PageStatus.EMPTY]
    assert codes(document) == []


def test_a_scan_nobody_can_read_well_says_so() -> None:
    """Print of 50 dots an inch: some words come out, and nothing may be called missing."""
    document = read_bytes(scan(image_of(TYPED, 50), 50), "fax.pdf", ocr=ocr())
    assert codes(document) == [("page-ocr-unsure", 1, True)]


def fake(folder: Path, script: str) -> Ocr:
    """A command that takes Tesseract's place."""
    command = folder / "tesseract"
    command.write_text(f"#!/bin/sh\n{script}\n")
    command.chmod(0o755)
    return Ocr(command, seconds=20)


def table(*rows: str) -> str:
    """A script that reads its input and writes Tesseract's columns."""
    return "cat >/dev/null\nprintf '%b' '" + "".join(row.replace(" ", "\\t") + "\\n" for row in rows) + "'"


@pytest.mark.parametrize(
    "script",
    [
        pytest.param("cat >/dev/null; exit 1", id="it fails"),
        pytest.param("exit 3", id="it does not even read"),
        pytest.param("kill -9 $$", id="it is killed"),
    ],
)
def test_a_command_that_fails_leaves_the_page_unread(script: str, tmp_path: Path) -> None:
    broken = fake(tmp_path, script)
    assert broken.recognise(IMAGE, 1, FRAME) is None
    image = scan(image_of(TYPED, 72), 72)
    with pytest.raises(NoText):
        read_bytes(image, "scan.pdf", ocr=broken)


def test_a_failure_is_told_and_the_other_pages_go_on(tmp_path: Path) -> None:
    data = pdf(text(*column(70, 120, LINES)), placed(image_of(TYPED, 72), 0))
    document = read_bytes(data, "contract.pdf", ocr=fake(tmp_path, "exit 1"))
    assert [page.status for page in document.pages] == [PageStatus.READ, PageStatus.UNREAD]
    assert codes(document) == [("page-ocr-failed", 2, True), ("page-unread", 2, True)]


@pytest.mark.parametrize(
    "script",
    [
        pytest.param("cat >/dev/null; printf '\\377\\376\\000'", id="no text"),
        pytest.param(table("5 1 1 1 1 1 10 10 30 8 96.1"), id="a column short"),
        pytest.param(table("5 1 1 1 1 1 ten 10 30 8 96.1 Artikel"), id="no number"),
        pytest.param(table("5 1 1 1 1 1 10 10 30 8 nan Artikel"), id="no confidence"),
        pytest.param(table("5 1 1 1 1 1 10 10 0 8 96 Artikel"), id="a word without width"),
        pytest.param(table("4 1 1 1 1 0 10 10 30 8 -1 Artikel"), id="a row that is no word"),
    ],
)
def test_output_that_makes_no_sense_holds_no_words(script: str, tmp_path: Path) -> None:
    found = fake(tmp_path, script).recognise(IMAGE, 1, FRAME)
    assert found is not None
    assert (found.words.lines, found.confidence) == ([], 0.0)


def test_confidence_is_the_mean_over_letters(tmp_path: Path) -> None:
    rows = "5 1 1 1 1 1 20 20 60 16 90 Artikel", "5 1 1 1 1 2 90 20 10 16 50 7", "5 1 1 1 1 3 110 2 2 2 8 |"
    found = fake(tmp_path, table(*rows)).recognise(IMAGE, 1, FRAME)
    assert found is not None
    (line,) = found.words.lines
    assert [(word.text, word.x0, word.x1) for word in line.words] == [("Artikel", 10, 40), ("7", 45, 50)]
    assert found.confidence == (7 * 90 + 50) / 8


def test_ai_is_not_read_as_al_within_a_sentence(tmp_path: Path) -> None:
    texts = ["Al", "het", "Al", "en", "elk", "Al-systeem", "van", "OpenAl.", "Al"]
    rows = [f"5 1 1 1 1 {at} {20 * at} 20 16 10 95 {text}" for at, text in enumerate(texts, 1)]
    found = fake(tmp_path, table(*rows)).recognise(IMAGE, 1, FRAME)
    assert found is not None
    (line,) = found.words.lines
    assert line.text == "Al het AI en elk AI-systeem van OpenAI. Al"


def test_what_takes_too_long_is_ended_with_all_it_started(tmp_path: Path) -> None:
    granted: list[float] = []
    mark = tmp_path / "children"
    slow = fake(tmp_path, f"sleep 600 & echo $$ $! > {mark}\nwait")
    slow = Ocr(slow.command, seconds=1.0, more_time=granted.append)
    began = time.monotonic()
    assert slow.recognise(IMAGE, 1, FRAME) is None
    assert time.monotonic() - began < 60
    assert granted == [1.0]
    deadline = time.monotonic() + 30
    while any(map(is_alive, mark.read_text().split())):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def is_alive(pid: str) -> bool:
    """Whether a process runs: one that has ended and that nobody asked about yet does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_the_command_ends_when_we_are_killed(tmp_path: Path) -> None:
    mark = tmp_path / "pid"
    slow = fake(tmp_path, f"echo $$ > {mark}.new; mv {mark}.new {mark}; exec sleep 600")
    code = (
        "from pathlib import Path; from analyser.reading.ocr import Ocr, PageImage; "
        "from analyser.reading.pdf_words import Frame; "
        f"Ocr(Path({str(slow.command)!r}), seconds=600)"
        ".recognise(PageImage(2, 2, bytes(4)), 1, Frame(0, 0, 2, 2))"
    )
    with subprocess.Popen([sys.executable, "-c", code]) as ours:
        deadline = time.monotonic() + 60
        while not mark.exists():
            assert time.monotonic() < deadline
            time.sleep(0.05)
        ours.kill()
    deadline = time.monotonic() + 30
    while is_alive(mark.read_text().strip()):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_installed_finds_the_command_and_its_settings() -> None:
    assert ocr().languages == ("nld", "eng")
    assert (ocr().resolution, ocr().seconds) == (300, 60.0)
    found = Ocr.installed({**os.environ, "ANALYSER_OCR_SECONDS": "5"})
    assert found is not None
    assert found.seconds == 5.0


@pytest.mark.parametrize("value", ["off", " OFF "])
def test_it_can_be_switched_off(value: str) -> None:
    assert Ocr.installed({**os.environ, "ANALYSER_OCR": value}) is None


@pytest.mark.parametrize("value", ["0", "-1", "1.5", "veel", "9999999"])
def test_seconds_that_are_none_are_refused_by_name(value: str) -> None:
    with pytest.raises(UsageError, match="ANALYSER_OCR_SECONDS must be"):
        Ocr.installed({"PATH": os.environ["PATH"], "ANALYSER_OCR_SECONDS": value})


@pytest.mark.parametrize(
    ("script", "found"),
    [
        pytest.param(None, False, id="no command"),
        pytest.param("echo 'List of languages (2):'; echo eng; echo osd", False, id="no Dutch"),
        pytest.param("echo eng; echo nld; exit 1", False, id="it fails"),
        pytest.param("echo 'List of languages (2):'; echo eng; echo nld", True, id="both"),
    ],
)
def test_both_languages_are_needed(script: str | None, found: bool, tmp_path: Path) -> None:
    if script is not None:
        fake(tmp_path, script)
    assert (Ocr.installed({"PATH": str(tmp_path)}) is not None) is found


def test_no_scan_is_refused_where_nothing_is_installed() -> None:
    document = read_bytes(pdf(text((70, 100, "Voorblad")), placed(image_of(TYPED, 100), 0)), "contract.pdf")
    assert [page.status for page in document.pages] == [PageStatus.READ, PageStatus.UNREAD]
    assert codes(document) == [("page-scan", 2, True)]
