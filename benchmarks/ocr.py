"""How well the text of scans is recognised: the share of wrong characters, and the time.

    python benchmarks/ocr.py FOLDER [--pages 2]

Pages of every PDF in FOLDER (from the second where there is one, since first pages are short) become scans,
each at 150 and 300 dpi, straight and turned by 2.5 degrees, clean and grainy, saved as JPEG in a PDF without
text. What is read of a scan is compared with what is read of the page itself: the edit distance over the
length, white space evened out. So an article number on the wrong line counts, and not only letters.
"""

from __future__ import annotations

import argparse
import io
import os
import re
import sys
from itertools import product
from pathlib import Path
from statistics import mean

import numpy as np
import pypdfium2
from PIL import Image

from analyser.reading import read_bytes
from analyser.reading.ocr import Ocr

SKEW = 2.5  # degrees
GRAIN = 25.0  # standard deviation of the grey values that grain adds
SPECKS = 0.01  # share of pixels that are black or white by accident


def scanned(page: bytes, dpi: int, skewed: bool, grainy: bool) -> bytes:
    """A one-page PDF as a PDF of its scan."""
    document = pypdfium2.PdfDocument(page)
    image: Image.Image = document[0].render(scale=dpi / 72, grayscale=True).to_pil().convert("L")
    document.close()
    if skewed:
        image = image.rotate(SKEW, resample=Image.Resampling.BICUBIC, fillcolor=255)
    if grainy:
        chance = np.random.default_rng(7)
        grey = 35 + 0.8 * np.asarray(image, dtype=float)  # worn print on greyish paper
        grey += chance.normal(0, GRAIN, grey.shape)
        specks = chance.random(grey.shape)
        grey[specks < SPECKS / 2], grey[specks > 1 - SPECKS / 2] = 0, 255
        image = Image.fromarray(grey.clip(0, 255).astype("uint8"))
    buffer = io.BytesIO()
    image.save(buffer, "PDF", resolution=dpi)
    return buffer.getvalue()


def pages_of(path: Path, count: int) -> list[bytes]:
    """Up to ``count`` pages as files of their own."""
    document = pypdfium2.PdfDocument(path)
    first = min(1, len(document) - 1)
    pages = []
    for index in range(first, min(first + count, len(document))):
        single = pypdfium2.PdfDocument.new()
        single.import_pages(document, [index])
        buffer = io.BytesIO()
        single.save(buffer)
        pages.append(buffer.getvalue())
    return pages


def evened(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def distance(left: str, right: str) -> int:
    """The edit distance (Myers 1999, Hyyr\u00f6 2003): a column of the table in one whole number."""
    if not left:
        return len(right)
    at: dict[str, int] = {}
    for index, char in enumerate(left):
        at[char] = at.get(char, 0) | 1 << index
    every, last = (1 << len(left)) - 1, 1 << (len(left) - 1)
    up, down, score = every, 0, len(left)
    for char in right:
        same = at.get(char, 0)
        across = (((same & up) + up) ^ up) | same
        more = down | (~(across | up) & every)
        less = up & across
        score += bool(more & last) - bool(less & last)
        more = (more << 1 | 1) & every
        up = (less << 1 & every) | (~(same | down | more) & every)
        down = more & (same | down)
    return score


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=2)
    args = parser.parse_args()
    ocr = Ocr.installed(os.environ)
    if ocr is None:
        sys.exit("Tesseract with Dutch and English is not installed: make ocr")
    paths = sorted(args.folder.glob("*.pdf"))
    pages = [page for path in paths for page in pages_of(path, args.pages)]
    truths = [evened(read_bytes(page, "page.pdf").text) for page in pages]
    print(f"{len(pages)} pages of {len(paths)} files")
    print(f"{'scan':28} {'wrong characters':>16} {'worst page':>10} {'confidence':>10} {'s a page':>8}")
    for dpi, skewed, grainy in product((150, 300), (False, True), (False, True)):
        wrong, sure, spent = [], [], os.times()
        for page, truth in zip(pages, truths, strict=True):
            document = read_bytes(scanned(page, dpi, skewed, grainy), "scan.pdf", ocr=ocr)
            wrong.append(distance(truth, evened(document.text)) / len(truth))
            sure += [int(dict(n.details)["confidence"]) for n in document.notices if n.details]
        now = os.times()
        seconds = now.user + now.children_user - spent.user - spent.children_user
        name = f"{dpi} dpi{', skewed' * skewed}{', grainy' * grainy}"
        figures = f"{mean(wrong):16.2%} {max(wrong):10.2%} {mean(sure):10.0f} {seconds / len(pages):8.1f}"
        print(f"{name:28} {figures}", flush=True)


if __name__ == "__main__":
    main()
