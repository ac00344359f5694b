"""Remarks in a PDF, opened again with pdfium and qpdf, on small files and on the sample contracts."""

from __future__ import annotations

import dataclasses
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2 as pypdfium
import pytest
import reviews
from PIL import ImageChops
from reviews import FIRST, HEIGHT, SECOND, changed, passage, remark, review

from analyser.errors import CannotAnnotate
from analyser.model import Box, Document
from analyser.reading import read_bytes
from analyser.reading.pdf_words import Frame, page_frame
from analyser.report.pdf_review import pdf_review
from analyser.review import Review

CONTRACTS = Path(__file__).parents[2] / "samples" / "contracts"
TWO_LINES = f"{FIRST[1]} {FIRST[2]}"
NOTE = (12.0, 12.0, 32.0, 32.0)


def small(*pages: Any) -> tuple[bytes, Document]:
    data = reviews.pdf(*pages) if pages else reviews.pdf(FIRST, SECOND)
    return data, read_bytes(data, "contract.pdf")


def annotations(data: bytes, page: int = 1) -> list[dict[str, Any]]:
    """A page's annotations as plain values, by qpdf."""
    with pikepdf.open(io.BytesIO(data)) as document:
        return [
            {key: _plain(value) for key, value in entry.items() if key not in ("/P", "/AP")}
            for entry in document.pages[page - 1].get("/Annots", [])
        ]


def _plain(value: Any) -> Any:
    if isinstance(value, pikepdf.Array):
        return [float(item) for item in value]
    return str(value) if isinstance(value, pikepdf.String | pikepdf.Name) else value


def quads(data: bytes, page: int = 1) -> list[list[tuple[float, float, float, float]]]:
    """The rectangles of each highlight from the top left corner of the page as shown, by pdfium's frame."""
    frame = frame_of(data, page)
    found = []
    for entry in annotations(data, page):
        if entry["/Subtype"] == "/Highlight":
            points = entry["/QuadPoints"]
            corners = [points[at : at + 8] for at in range(0, len(points), 8)]
            found.append([frame.box(quad[0], quad[1], quad[6], quad[7]) for quad in corners])
    return found


def frame_of(data: bytes, page: int) -> Frame:
    with pypdfium.PdfDocument(data) as document:
        loaded = document[page - 1]
        return page_frame(loaded.raw)


def picture(data: bytes, scale: int) -> Any:
    """The first page as pdfium draws it."""
    with pypdfium.PdfDocument(data) as document:
        return document[0].render(scale=scale).to_pil().convert("RGB")


def close(boxes: list[tuple[float, ...]]) -> Any:
    return [pytest.approx(box, abs=0.01) for box in boxes]


def sides(*boxes: Box) -> list[tuple[float, ...]]:
    return [(box.x0, box.top, box.x1, box.bottom) for box in boxes]


def text_under(data: bytes, page: int = 1) -> list[str]:
    """The letters and digits that pdfium finds within the quads of each highlight."""
    found = []
    with pypdfium.PdfDocument(data) as document:
        textpage = document[page - 1].get_textpage()
        for entry in annotations(data, page):
            if entry["/Subtype"] == "/Highlight":
                points = entry["/QuadPoints"]
                words = ""
                for at in range(0, len(points), 8):
                    xs, ys = points[at : at + 8 : 2], points[at + 1 : at + 8 : 2]
                    words += textpage.get_text_bounded(min(xs), min(ys), max(xs), max(ys))
                found.append(letters(words))
    return found


def letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def test_a_highlight_says_everything_about_its_remark() -> None:
    data, document = small()
    place = passage(document, TWO_LINES, "artikel 1.2")
    result = pdf_review(data, document, review(remark("bewaren", place)))
    assert len(place.boxes) == 2
    [entry] = annotations(result)
    quad_points, rectangle, name = entry.pop("/QuadPoints"), entry.pop("/Rect"), entry.pop("/NM")
    assert entry == {
        "/Type": "/Annot",
        "/Subtype": "/Highlight",
        "/Contents": "Eis bewaren\n\nMoet worden gewijzigd\n\nWat wij vragen: Reden bewaren.\n\n"
        "Norm: Norm bewaren.\n\nVoorstel voor een bepaling: Zo moet het.",
        "/Subj": "Eis bewaren",
        "/T": "A. Jansen",
        "/M": "D:20261121140305+01'00'",
        "/CreationDate": "D:20261121140305+01'00'",
        "/F": 4,
        "/C": [pytest.approx(value, abs=0.01) for value in (1.0, 0.78, 0.72)],
    }
    first, last = place.boxes
    upper, lower = (HEIGHT - first.top, HEIGHT - first.bottom)
    assert quad_points[:8] == pytest.approx(
        [first.x0, upper, first.x1, upper, first.x0, lower, first.x1, lower], abs=0.01
    )
    whole = [min(first.x0, last.x0), HEIGHT - last.bottom, max(first.x1, last.x1), upper]
    assert rectangle == pytest.approx(whole, abs=0.01)
    assert len(name) == 32
    assert annotations(result, 2) == []


def test_english_and_a_request_without_a_clause() -> None:
    data, document = small()
    asked = remark("bewaren", passage(document, FIRST[0]), must=False, proposal="")
    [entry] = annotations(pdf_review(data, document, review(asked, language="en")))
    assert entry["/Contents"] == (
        "Eis bewaren\n\nRequest\n\nWhat we ask: Reden bewaren.\n\nNorm: Norm bewaren."
    )
    assert entry["/C"] == pytest.approx([1.0, 0.93, 0.59], abs=0.01)


def test_other_places_point_to_the_first_and_every_name_is_unique() -> None:
    data, document = small()
    places = (passage(document, FIRST[0], "artikel 1.1"), passage(document, SECOND[0], "artikel 2.1"))
    asked = review(remark("a", *places), remark("b", places[0]))
    result = pdf_review(data, document, asked)
    entries = [*annotations(result, 1), *annotations(result, 2)]
    assert [entry["/Contents"].split("\n")[0] for entry in entries] == ["Eis a", "Eis b", "Eis a"]
    assert entries[2]["/Contents"] == "Eis a\nZie de opmerking bij artikel 1.1 (p. 1)."
    assert len({entry["/NM"] for entry in entries}) == 3


def test_a_passage_over_two_pages_has_a_highlight_on_each() -> None:
    data, document = small()
    start, end = document.text.index(FIRST[3]), document.text.index(SECOND[0]) + len(SECOND[0])
    words = " ".join(document.text[start:end].split())
    place = dataclasses.replace(
        passage(document, FIRST[3], "artikel 1.3"),
        text=words,
        end=end,
        boxes=document.words.boxes(start, end),
    )
    result = pdf_review(data, document, review(remark("a", place)))
    assert text_under(result, 1) == [letters(FIRST[3])]
    assert text_under(result, 2) == [letters(SECOND[0])]
    assert annotations(result, 2)[0]["/Contents"] == "Eis a\nZie de opmerking bij artikel 1.3 (p. 1)."


def test_what_has_no_place_is_named_in_one_note_on_the_first_page() -> None:
    data, document = small()
    nowhere = dataclasses.replace(passage(document, SECOND[0], "artikel 2.1"), boxes=())
    asked = review(remark("a"), remark("b", must=False), remark("c", nowhere))
    [entry] = annotations(pdf_review(data, document, asked))
    assert entry["/Subtype"] == "/Text"
    assert entry["/Rect"] == [NOTE[0], HEIGHT - NOTE[3], NOTE[2], HEIGHT - NOTE[1]]
    assert entry["/Contents"] == "\n\n".join(
        [
            "Wij hebben geen bepaling gevonden over:",
            "Eis a (moet worden opgenomen)\nWat wij vragen: Reden a.",
            "Eis b (verzoek om op te nemen)\nWat wij vragen: Reden b.",
            "Niet in de tekst aangewezen:",
            "Eis c, artikel 2.1 (p. 2) (moet worden gewijzigd)\nWat wij vragen: Reden c.",
            "De brief bevat deze punten volledig.",
        ]
    )


def test_remarks_on_other_files_stay_out() -> None:
    data, document = small()
    place = passage(document, FIRST[0])
    elsewhere = dataclasses.replace(place, file="bijlage.pdf")
    namesake = dataclasses.replace(place, text="Andere woorden op dezelfde plaats.")
    assert pdf_review(data, document, review(remark("a", elsewhere), remark("b", namesake))) == data
    result = pdf_review(data, document, review(remark("a", elsewhere, place)))
    [entry] = annotations(result)
    assert entry["/Contents"].startswith("Eis a\n\nMoet worden gewijzigd\n\n")


INSIDE = [20, 30, 575, 812]


def _turned(rotation: int, crop: list[float], *, upright: bool) -> tuple[bytes, Document]:
    """A turned page whose box does not start at the origin; ``upright`` as shown, else as drawn."""

    def turn(document: pikepdf.Pdf) -> None:
        document.pages[0].Rotate = rotation
        document.pages[0].MediaBox = [-10, 20, 600, 842]
        document.pages[0].CropBox = crop

    data = changed(reviews.pdf(FIRST, SECOND, turned=rotation % 360 if upright else 0), turn)
    return data, read_bytes(data, "contract.pdf")


@pytest.mark.parametrize("upright", [True, False], ids=["upright", "sideways"])
@pytest.mark.parametrize("rotation", [0, 90, 180, 270, -90, 450])
@pytest.mark.parametrize(
    "crop", [INSIDE, [575, 812, 20, 30], [-50, 30, 900, 812], [0, 0, 0, 0]],
    ids=["inside", "corners swapped", "larger than the page", "without a surface"],
)  # fmt: skip
def test_highlights_lie_on_their_words_however_the_page_is_turned(
    rotation: int, crop: list[float], upright: bool
) -> None:
    data, document = _turned(rotation, crop, upright=upright)
    marked = [FIRST[0], TWO_LINES] if upright else [FIRST[0], FIRST[3]]
    places = [passage(document, words) for words in marked]
    result = pdf_review(data, document, review(remark("a", *places), remark("b")))
    assert quads(result) == [close(sides(*place.boxes)) for place in places]
    assert text_under(result) == [letters(words) for words in marked]
    note = annotations(result)[-1]["/Rect"]
    assert frame_of(result, 1).box(*note) == pytest.approx(NOTE, abs=0.01)


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_nothing_on_the_page_changes_outside_the_marks_and_all_of_them_show(rotation: int) -> None:
    data, document = _turned(rotation, INSIDE, upright=True)
    place = passage(document, TWO_LINES)
    result = pdf_review(data, document, review(remark("a", place), remark("b")))
    scale = 2
    before, after = picture(data, scale), picture(result, scale)
    difference = ImageChops.difference(before, after)
    for mark in [*sides(*place.boxes), NOTE]:
        left, top, right, bottom = (round(value * scale) for value in mark)
        inside = (left + 2, top + 2, right - 2, bottom - 2)
        paper = [
            shown
            for drawn, shown in zip(_pixels(before, inside), _pixels(after, inside), strict=True)
            if drawn == (255, 255, 255)
        ]
        ground = (255, 237, 150) if mark == NOTE else (255, 199, 184)
        assert max(set(paper), key=paper.count) == ground
        assert (255, 255, 255) not in paper
        difference.paste((0, 0, 0), (left - 1, top - 1, right + 2, bottom + 2))
    assert difference.getbbox() is None


def _pixels(image: Any, box: tuple[int, int, int, int]) -> list[tuple[int, ...]]:
    data = image.crop(box).tobytes()
    return list(zip(data[::3], data[1::3], data[2::3], strict=True))


def test_print_under_a_highlight_stays_black() -> None:
    data, document = small()
    result = pdf_review(data, document, review(remark("a", passage(document, FIRST[0]))))
    pages = [picture(version, 4) for version in (data, result)]
    black = [{at for at, value in enumerate(page.tobytes()[::3]) if value == 0} for page in pages]
    assert len(black[0]) > 1000
    assert black[1] == black[0]


@pytest.mark.parametrize("kind", ["direct", "indirect"])
def test_annotations_that_are_there_stay_as_they_are(kind: str) -> None:
    def note(document: pikepdf.Pdf) -> None:
        theirs = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[500, 700, 520, 720], NM="van hen",
            Contents="Let op.",
        )  # fmt: skip
        held = pikepdf.Array([document.make_indirect(theirs)])
        document.pages[0].Annots = held if kind == "direct" else document.make_indirect(held)

    data = changed(reviews.pdf(FIRST, SECOND), note)
    document = read_bytes(data, "contract.pdf")
    result = pdf_review(data, document, review(remark("a", passage(document, FIRST[0]))))
    assert annotations(result)[:1] == annotations(data)
    assert [entry["/Subtype"] for entry in annotations(result)] == ["/Text", "/Highlight"]


def test_a_second_review_comes_behind_the_first() -> None:
    data, document = small()
    first = pdf_review(data, document, review(remark("a", passage(document, FIRST[0]))))
    again = read_bytes(first, "contract.pdf")
    assert again.text == document.text
    second = pdf_review(first, again, review(remark("a", passage(again, FIRST[0]))))
    assert second.startswith(first)
    assert annotations(second)[:1] == annotations(first)
    assert len({entry["/NM"] for entry in annotations(second)}) == 2


def test_escape_codes_and_signs_outside_pdfs_own_letters() -> None:
    data, document = small()
    asked = dataclasses.replace(remark("a", passage(document, FIRST[0])), comment="≤ 48 uur (\x1b[31m)\\")
    [entry] = annotations(pdf_review(data, document, review(asked)))
    assert entry["/Contents"].split("\n\n")[2] == "Wat wij vragen: ≤ 48 uur (\ufffd[31m)\\"


def test_other_bytes_than_those_read_are_refused() -> None:
    data, document = small()
    with pytest.raises(ValueError, match="not the bytes"):
        pdf_review(data + b"\n", document, review(remark("a")))


def test_a_page_of_another_size_than_was_read_is_refused() -> None:
    data, document = small()
    asked = review(remark("a", passage(document, FIRST[0])))
    pages = (dataclasses.replace(document.pages[0], width=400.0), *document.pages[1:])
    with pytest.raises(CannotAnnotate) as refused:
        pdf_review(data, dataclasses.replace(document, pages=pages), asked)
    assert refused.value.message("nl") == (
        "In contract.pdf kunnen geen opmerkingen worden gezet: pagina 1 heeft geen eenduidige maat. "
        "Gebruik de brief, of vraag de leverancier om een exemplaar zonder dat bezwaar."
    )


def _whole(document: Document) -> Review:
    """A remark on every paragraph of a contract."""
    places = []
    for block in document.blocks:
        text = " ".join(document.text[block.start : block.end].split())
        boxes = document.words.boxes(block.start, block.end)
        page = document.page_at(block.start)
        found = passage(document, document.text[block.start : block.end])
        places.append(
            dataclasses.replace(found, text=text, start=block.start, end=block.end, boxes=boxes, page=page)
        )
    return review(*(remark(str(count), place) for count, place in enumerate(places)))


def _printed(document: Document, asked: Review, page: int) -> Iterator[str]:
    """What each passage has on a page, word by word."""
    on_page = [(start, document.text[start:end]) for start, end, box in document.words if box.page == page]
    for asking in asked.remarks:
        for place in asking.places:
            words = [word for start, word in on_page if place.start <= start < place.end]
            if words:
                yield letters("".join(words))


@pytest.mark.parametrize("path", sorted(CONTRACTS.rglob("*.pdf")), ids=lambda path: path.stem)
def test_every_passage_of_a_sample_contract_is_marked_where_it_stands(path: Path) -> None:
    data = path.read_bytes()
    document = read_bytes(data, path.name)
    asked = _whole(document)
    result = pdf_review(data, document, asked)
    assert result.startswith(data)
    with pikepdf.open(io.BytesIO(result)) as opened, pikepdf.open(io.BytesIO(data)) as original:
        assert opened.check_pdf_syntax() == []
        assert dict(opened.docinfo) == dict(original.docinfo)
    for page in document.pages:
        places = [
            [box for box in place.boxes if box.page == page.number]
            for asking in asked.remarks
            for place in asking.places
        ]
        on_page = [boxes for boxes in places if boxes]
        assert quads(result, page.number) == [close(sides(*boxes)) for boxes in on_page]
        assert text_under(result, page.number) == list(_printed(document, asked, page.number))
    again = read_bytes(result, path.name)
    assert (again.text, again.notices) == (document.text, document.notices)
