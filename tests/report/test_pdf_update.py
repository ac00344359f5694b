"""What stands behind the last byte of a PDF, for every kind of file that reading lets through."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pikepdf
import pypdfium2 as pypdfium
import pypdfium2.raw as pdfium
import pytest
import reviews
from pypdf.generic import DictionaryObject, NameObject, TextStringObject
from reviews import FIRST, SECOND, changed

from analyser.errors import CannotAnnotate
from analyser.reading import read_bytes
from analyser.report.pdf_update import PdfUpdate, Sheet

PLAIN = reviews.pdf(FIRST, SECOND)


def updated(data: bytes, *pages: int) -> bytes:
    """The file with an annotation on each of ``pages``."""
    update = PdfUpdate(data, "contract.pdf")
    for number in pages:
        entry = DictionaryObject({NameObject("/Subtype"): NameObject("/Text")})
        entry[NameObject("/Contents")] = TextStringObject(f"op {number}")
        update.annotate(number, entry)
    return update.close()


def contents(data: bytes) -> list[list[str]]:
    """The texts of each page's annotations, by qpdf, which must find nothing wrong."""
    with pikepdf.open(io.BytesIO(data)) as document:
        assert document.check_pdf_syntax() == []
        return [[str(entry.Contents) for entry in page.get("/Annots", [])] for page in document.pages]


def numbers(data: bytes) -> list[tuple[int, int]]:
    """Number and generation of every object in a piece of a file."""
    return [(int(a), int(b)) for a, b in re.findall(rb"^(\d+) (\d+) obj", data, re.MULTILINE)]


def _nothing(document: pikepdf.Pdf) -> None:
    pass


def _inherit(document: pikepdf.Pdf) -> None:
    """What pages share moves to the page tree."""
    document.Root.Pages.MediaBox = document.pages[0].MediaBox
    for page in document.pages:
        del page.MediaBox


def _new_generation(data: bytes) -> bytes:
    """The file with generation 1 for its first page, as after an object was freed and taken again."""
    [(number, _)] = re.findall(rb"(\d+) 0 obj\n<<\n/Contents (\d+)", data)[:1]
    data = data.replace(number + b" 0 obj", number + b" 1 obj").replace(number + b" 0 R", number + b" 1 R")
    at = data.index(number + b" 1 obj")
    entry = f"{at:010} 00000 n".encode()
    assert data.count(entry) == 1
    return data.replace(entry, f"{at:010} 00001 n".encode())


FILES: dict[str, Callable[[], bytes]] = {
    "a table": lambda: PLAIN,
    "a stream": lambda: changed(
        PLAIN, _nothing, object_stream_mode=pikepdf.ObjectStreamMode.generate
    ),
    "linearised": lambda: changed(PLAIN, _nothing, linearize=True),
    "inherited boxes": lambda: changed(PLAIN, _inherit),
    "no line end behind the file": lambda: PLAIN.rstrip(),
    "a page of generation 1": lambda: _new_generation(PLAIN),
    "words before the file": lambda: b"Bijlage bij de brief\n" + PLAIN,
}  # fmt: skip


@pytest.mark.parametrize("kind", FILES)
def test_the_file_stays_and_the_annotations_come_behind_it(kind: str) -> None:
    data = FILES[kind]()
    result = updated(data, 2, 1, 2)
    assert result.startswith(data)
    assert contents(result) == [["op 1"], ["op 2", "op 2"]]
    with pypdfium.PdfDocument(result) as opened:
        loaded = [opened[index] for index in range(2)]
        assert [pdfium.FPDFPage_GetAnnotCount(page.raw) for page in loaded] == [1, 2]
        assert [opened.get_page_size(index) for index in range(2)] == [(595.0, 842.0)] * 2
        assert opened.get_metadata_dict()["Author"] == "Kaderlicht B.V."
    assert read_bytes(result, "contract.pdf").text == read_bytes(data, "contract.pdf").text


@pytest.mark.parametrize(
    ("kind", "section"), [("a table", b"xref"), ("a stream", b"obj")], ids=["a table", "a stream"]
)
def test_the_new_section_is_of_the_files_own_kind(kind: str, section: bytes) -> None:
    result = updated(FILES[kind](), 1)
    start = int(re.findall(rb"startxref\s+(\d+)", result)[-1])
    assert result[start:].split(maxsplit=3)[0 if section == b"xref" else 2] == section


def test_only_the_page_and_the_annotation_are_written() -> None:
    result = updated(PLAIN, 1)
    with pikepdf.open(io.BytesIO(PLAIN)) as document:
        page, size = document.pages[0].objgen, int(document.trailer.Size)
    assert numbers(result[len(PLAIN) :]) == [page, (size, 0)]


def test_a_page_keeps_its_generation_and_what_it_inherits_is_not_copied() -> None:
    assert numbers(updated(FILES["a page of generation 1"](), 1)[len(PLAIN) :])[0][1] == 1
    data = FILES["inherited boxes"]()
    assert b"/MediaBox" not in updated(data, 1)[len(data) :]


def test_updates_stack() -> None:
    first = updated(PLAIN, 1)
    second = updated(first, 1, 2)
    assert second.startswith(first)
    assert contents(second) == [["op 1", "op 1"], ["op 2"]]


def test_the_first_name_of_the_file_stays_and_the_second_is_its_own() -> None:
    ids = []
    for data in (PLAIN, updated(PLAIN, 1), updated(PLAIN, 1), updated(PLAIN, 2)):
        with pikepdf.open(io.BytesIO(data)) as document:
            ids.append([bytes(value) for value in document.trailer.ID])
    assert [first for first, _ in ids] == [ids[0][0]] * 4
    assert [second == ids[1][1] for _, second in ids] == [False, True, True, False]


def test_without_annotations_the_file_is_returned_as_it_is() -> None:
    assert updated(PLAIN) == PLAIN


PROTECTED = {
    "the owner's": pikepdf.Encryption(owner="geheim", user=""),
    "everyone's": pikepdf.Encryption(owner="geheim", user="open"),
}


@pytest.mark.parametrize("whose", PROTECTED)
def test_a_protected_file_is_refused(whose: str) -> None:
    data = changed(PLAIN, _nothing, encryption=PROTECTED[whose])
    with pytest.raises(CannotAnnotate) as refused:
        PdfUpdate(data, "contract.pdf")
    assert refused.value.message("en") == (
        "Remarks cannot be put in contract.pdf: it is protected. "
        "Use the letter, or ask the supplier for a copy without that obstacle."
    )


DAMAGED = {
    "empty": b"",
    "no PDF": b"Dit is geen PDF.",
    "the end is missing": PLAIN[: len(PLAIN) // 2],
    "a start that leads nowhere": re.sub(rb"startxref\s+\d+", b"startxref\n7", PLAIN),
    "no start named": PLAIN.replace(b"startxref", b"startxxxx"),
    "no page tree": PLAIN.replace(b"/Pages", b"/Nages"),
}


@pytest.mark.parametrize("what", DAMAGED)
def test_a_damaged_file_is_refused(what: str) -> None:
    with pytest.raises(CannotAnnotate) as refused:
        updated(DAMAGED[what], 1)
    assert refused.value.details["reason_en"] == "it is damaged"


def test_a_page_that_is_not_there_is_refused() -> None:
    with pytest.raises(CannotAnnotate):
        updated(PLAIN, 3)


@pytest.mark.parametrize(
    ("rotation", "size", "point"),
    [
        (0, (300.0, 200.0), (15.0, 213.0)),
        (90, (200.0, 300.0), (17.0, 25.0)),
        (180, (300.0, 200.0), (305.0, 27.0)),
        (270, (200.0, 300.0), (303.0, 215.0)),
    ],
)
def test_a_point_of_the_page_as_shown(
    rotation: int, size: tuple[float, float], point: tuple[float, float]
) -> None:
    sheet = Sheet(10, 20, 310, 220, rotation)
    assert sheet.size == size
    assert sheet.point(5, 7) == point
