"""Whole files through the public reader: structure, places, refusals."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pikepdf
import pytest
from make_pdf import HEIGHT, both, changed, column, misnamed, pdf, picture, rules, text

from analyser.errors import Damaged, Encrypted, InputError, NoText, TooManyPages
from analyser.model import BlockKind, PageStatus
from analyser.reading import pdf_page, pdf_second
from analyser.reading.draft import Draft
from analyser.reading.limits import Limits
from analyser.reading.pdf import read_pdf
from analyser.reading.pdf_second import SecondReader
from analyser.reading.pdf_words import Frame, PageWords, read_words

CLAUSES = [
    "Artikel 1 Levering",
    "1.1 Leverancier levert de programmatuur binnen dertig dagen na ondertekening op het",
    "adres van de afnemer en meldt elke vertraging vooraf.",
    "1.2 De afnemer keurt de levering binnen veertien dagen schriftelijk goed of af.",
    "a) goedkeuring gebeurt per brief;",
    "b) afkeuring vermeldt de gebreken.",
]


def read(data: bytes) -> Draft:
    return read_pdf(data, "contract.pdf", Limits())


def blocks(draft: Draft) -> list[tuple[BlockKind, str | None, str]]:
    whole = draft.text
    return [(block.kind, block.number, whole[block.start : block.end]) for block in draft.blocks]


def codes(draft: Draft) -> list[tuple[str, int | None, bool]]:
    return [(notice.code, notice.page, notice.unread) for notice in draft.notices]


def test_clauses_become_blocks_with_their_printed_numbers() -> None:
    draft = read(pdf(text(*column(60, 100, CLAUSES))))
    assert blocks(draft) == [
        (BlockKind.HEADING, "Artikel 1", CLAUSES[0]),
        (BlockKind.ITEM, "1.1", f"{CLAUSES[1]} {CLAUSES[2]}"),
        (BlockKind.ITEM, "1.2", CLAUSES[3]),
        (BlockKind.ITEM, "a)", CLAUSES[4]),
        (BlockKind.ITEM, "b)", CLAUSES[5]),
    ]


def test_a_reference_at_the_start_of_a_line_opens_no_clause() -> None:
    lines = [
        "2.1 De leverancier vergoedt de schade die de afnemer lijdt, zoals bepaald in artikel",
        "7.3 van deze overeenkomst, binnen een maand nadat de schade is vastgesteld.",
    ]
    assert blocks(read(pdf(text(*column(60, 100, lines))))) == [(BlockKind.ITEM, "2.1", " ".join(lines))]


def test_every_word_has_its_exact_range_and_place() -> None:
    draft = read(pdf(text(*column(60, 100, CLAUSES))))
    held = [draft.text[start:end] for start, end, _ in draft.words]
    assert held == draft.text.split()
    _, _, first = next(iter(draft.words))
    assert (first.page, round(first.x0)) == (1, 60)
    assert first.top < 100 < first.bottom


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_boxes_are_those_of_the_page_as_displayed(rotation: int) -> None:
    """A word drawn at the same place of the sheet moves with the page's rotation."""

    def turn(document: pikepdf.Pdf) -> None:
        document.pages[0].Rotate = rotation
        document.pages[0].CropBox = [20, 30, 575, 812]

    draft = read(changed(pdf(text((60, 100, "Leverancier"))), turn))
    _, _, box = next(iter(draft.words))
    x, y = 60 - 20, 100 - (HEIGHT - 812)  # of the baseline's start, from the crop's top left corner
    width, height = 555.0, 782.0
    expected = {0: (x, y), 90: (height - y, x), 180: (width - x, height - y), 270: (y, width - x)}[rotation]
    assert (draft.pages[0].width, draft.pages[0].height) == (
        (height, width) if rotation in (90, 270) else (width, height)
    )
    assert box.x0 - 3 <= expected[0] <= box.x1 + 3
    assert box.top - 3 <= expected[1] <= box.bottom + 3


LEFT = [f"Links staat op regel {number} een zin over de levering" for number in range(1, 9)]
RIGHT = [f"rechts gaat het op regel {number} over de betaling ervan" for number in range(1, 9)]


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(column(50, 100, LEFT) + column(320, 100, RIGHT), id="column by column"),
        pytest.param(
            [
                line
                for pair in zip(column(50, 100, LEFT), column(320, 100, RIGHT), strict=True)
                for line in pair
            ],
            id="row by row",
        ),
        pytest.param(column(320, 100, RIGHT) + column(50, 100, LEFT), id="right column drawn first"),
    ],
)
def test_two_columns_read_column_by_column(lines: list[tuple[float, float, str]]) -> None:
    draft = read(pdf(text(*lines)))
    assert draft.text.split() == " ".join(LEFT + RIGHT).split()


def test_headers_and_footers_are_set_apart_and_a_sentence_runs_over_the_page() -> None:
    body = [
        "De leverancier bewaart de gegevens van de afnemer uitsluitend binnen de Europese",
        "Unie en wist ze na afloop.",
    ]
    pages = []
    for number in (1, 2, 3):
        main = {1: (60, 700, body[0]), 2: (60, 100, body[1]), 3: (60, 100, "De rechter is bevoegd.")}[number]
        pages.append(text((60, 40, "Voorbeeldovereenkomst Noordmolen"), main, (280, 810, f"{number} / 3")))
    draft = read(pdf(*pages))
    header, footer = BlockKind.HEADER, BlockKind.FOOTER
    assert [
        (block.page, kind, words) for block, (kind, _, words) in zip(draft.blocks, blocks(draft), strict=True)
    ] == [
        (1, BlockKind.PARAGRAPH, " ".join(body)),
        (1, header, "Voorbeeldovereenkomst Noordmolen"),
        (1, footer, "1 / 3"),
        (2, header, "Voorbeeldovereenkomst Noordmolen"),
        (2, footer, "2 / 3"),
        (3, BlockKind.PARAGRAPH, "De rechter is bevoegd."),
        (3, header, "Voorbeeldovereenkomst Noordmolen"),
        (3, footer, "3 / 3"),
    ]
    second = draft.pages[1]
    assert draft.text[second.start : second.end] == body[1]


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("voor elke vorm van aanspra-", "kelijkheid", "aansprakelijkheid"),
        ("voor elke vorm van AI-", "systeem", "AI-systeem"),
        ("volgens de geldende in-", "en verkoop", "in- en verkoop"),
        ("tegen iedere niet-", "toegestane handeling", "niet-toegestane handeling"),
    ],
)
def test_hyphens_at_line_ends(first: str, second: str, joined: str) -> None:
    draft = read(pdf(text(*column(60, 100, ["Dit geldt", first, second + " van de leverancier."]))))
    assert draft.text == f"Dit geldt {first.rsplit(' ', 1)[0]} {joined} van de leverancier."
    lower = [draft.text[start:end] for start, end, box in draft.words if box.top > 115]
    assert lower == f"{second} van de leverancier.".split()


def test_lost_ligatures_are_restored_and_told() -> None:
    draft = read(pdf(text((60, 100, "Ar kel 4 bindt beide Par jen bij deze overeenkomst."))))
    assert draft.text == "Artikel 4 bindt beide Partijen bij deze overeenkomst."
    assert [(notice.code, notice.details) for notice in draft.notices] == [
        ("ligatures-restored", (("count", "2"),))
    ]


def test_a_ruled_table_becomes_rows_in_reading_order() -> None:
    lines = [(60, y, 400, y) for y in (100, 130, 160)] + [(x, 100, x, 160) for x in (60, 200, 400)]
    cells = text(
        (70, 118, "Onderdeel"),
        (210, 118, "Prijs per maand"),
        (70, 148, "Onderhoud"),
        (210, 148, "honderd euro"),
    )
    frame = text((60, 80, "Dit zijn de prijzen:"), (60, 190, "Ze gelden een jaar."))
    draft = read(pdf(both(frame, rules(*lines), cells)))
    assert blocks(draft) == [
        (BlockKind.PARAGRAPH, None, "Dit zijn de prijzen:"),
        (BlockKind.TABLE_ROW, None, "Onderdeel | Prijs per maand"),
        (BlockKind.TABLE_ROW, None, "Onderhoud | honderd euro"),
        (BlockKind.PARAGRAPH, None, "Ze gelden een jaar."),
    ]
    assert [draft.text[start:end] for start, end, _ in draft.words] == draft.text.replace("| ", "").split()


def test_a_box_around_text_is_no_table() -> None:
    box = rules((50, 80, 500, 80), (50, 130, 500, 130), (50, 80, 50, 130), (500, 80, 500, 130))
    draft = read(pdf(both(box, text((60, 100, "Let op: deze prijs is vast.")))))
    assert [kind for kind, _, _ in blocks(draft)] == [BlockKind.PARAGRAPH]


def test_a_scanned_page_among_others_is_named_and_a_blank_one_is_empty() -> None:
    draft = read(pdf(text(*column(60, 100, CLAUSES)), picture(0, 0, 595, 842), text()))
    assert [page.status for page in draft.pages] == [PageStatus.READ, PageStatus.UNREAD, PageStatus.EMPTY]
    assert codes(draft) == [("page-scan", 2, True)]


def test_text_in_form_fields_is_read() -> None:
    def form(canvas) -> None:  # type: ignore[no-untyped-def]
        text((60, 100, "De prijs bedraagt:"))(canvas)
        canvas.acroForm.textfield(
            x=200, y=HEIGHT - 106, width=200, height=18, value="twaalfduizend euro", name="p"
        )

    assert read(pdf(form)).text.split() == ["De", "prijs", "bedraagt:", "twaalfduizend", "euro"]


def test_a_page_that_does_not_load_is_unread_and_the_others_go_on() -> None:
    def spoil(document: pikepdf.Pdf) -> None:
        document.Root.Pages.Kids[0] = pikepdf.Dictionary(Type=pikepdf.Name.Nonsense, X=1)

    draft = read(changed(pdf(text((60, 100, "Eerste")), text((60, 100, "Tweede"))), spoil))
    assert [page.status for page in draft.pages][-1] is PageStatus.READ
    assert draft.text == "Tweede"


ONE = pdf(text((60, 100, "Leverancier levert.")))


def without_end(data: bytes) -> bytes:
    """The file as it is where its last lines are lost: pdfium finds its objects all the same."""
    return data[: data.rindex(b"startxref")]


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(without_end(ONE), id="its last lines are lost"),
        pytest.param(ONE + b"9 0 obj\n<< /Length 900 >>\nstream\nBT", id="a later version is cut off"),
    ],
)
def test_a_file_without_its_end_is_read_and_said_to_be_in_doubt(data: bytes) -> None:
    draft = read(data)
    assert draft.text == "Leverancier levert."
    assert codes(draft) == [("pdf-end-missing", None, True)]


def test_a_file_that_goes_on_behind_its_end_is_whole() -> None:
    draft = read(ONE + b"<html>bijlage object</html>" * 200)
    assert (draft.text, draft.notices) == ("Leverancier levert.", [])


def test_a_file_cut_off_of_which_nothing_is_left_names_its_end() -> None:
    with pytest.raises(Damaged) as refused:
        read(without_end(pdf(text())))
    assert "het einde ontbreekt" in refused.value.message("nl")


@pytest.mark.parametrize(
    ("data", "error"),
    [
        pytest.param(b"", Damaged, id="empty"),
        pytest.param(b"%PDF-1.7\nnothing", Damaged, id="no content"),
        pytest.param(ONE[: len(ONE) // 2], Damaged, id="cut off"),
        pytest.param(without_end(pdf(text())), Damaged, id="cut off, and nothing left"),
        pytest.param(
            changed(ONE, lambda document: None, encryption=pikepdf.Encryption(owner="a", user="b")),
            Encrypted,
            id="password",
        ),
        pytest.param(changed(ONE, lambda document: document.pages.__delitem__(0)), Damaged, id="no pages"),
        pytest.param(pdf(picture(0, 0, 595, 842)), NoText, id="a scan"),
        pytest.param(pdf(text()), NoText, id="a blank page"),
    ],
)
def test_refusals(data: bytes, error: type[InputError]) -> None:
    with pytest.raises(error) as caught:
        read(data)
    assert caught.value.file == "contract.pdf"


def test_an_owner_password_alone_does_not_keep_us_out() -> None:
    locked = changed(ONE, lambda document: None, encryption=pikepdf.Encryption(owner="geheim", user=""))
    assert read(locked).text == "Leverancier levert."


def test_too_many_pages_are_refused_with_both_numbers() -> None:
    with pytest.raises(TooManyPages) as caught:
        read_pdf(pdf(text(), text(), text()), "contract.pdf", Limits(max_pages=2))
    assert caught.value.details == {"file": "contract.pdf", "pages": 3, "limit": 2}


def test_threads_may_read_at_once() -> None:
    data = pdf(text(*column(60, 100, CLAUSES)))
    with ThreadPoolExecutor(4) as pool:
        texts = {draft.text for draft in pool.map(read, [data] * 8)}
    assert len(texts) == 1


def test_a_scan_with_a_stamp_says_that_text_may_be_missing() -> None:
    draft = read(pdf(both(picture(0, 0, 595, 842), text((60, 820, "Ontvangen op het gemeentehuis")))))
    assert draft.text == "Ontvangen op het gemeentehuis"
    assert codes(draft) == [("page-incomplete", 1, True)]


def test_short_pages_with_broken_letters_are_told_and_ordinary_ones_are_not() -> None:
    title = text((60, 100, "OVEREENKOMST"), (60, 120, "Gemeente Veldzicht / Noordmolen B.V."))
    signature = text((60, 100, "Naam: ____________"), (60, 120, "Datum: ....../....../20.."))
    number = text((290, 810, "- 3 -"))
    form = text((60, 100, "Größe (m²): 12½"), (60, 120, "<naam> R&D 20°C € 1.250,-"))
    pages = pdf(title, signature, number, form)
    assert codes(read(pages)) == []
    wrong = dict(zip("OVERNMSTe3", "!°$´&¬¤¢£©", strict=True))
    draft = read(misnamed(pages, wrong))
    assert draft.text.startswith("!°$´$$&K!¬¤¢\nG£m££nt£")
    assert codes(draft) == [("page-unread", 1, True), ("page-unread", 3, True)]


def test_a_page_of_capitals_of_which_none_is_a_word_is_unread() -> None:
    """Letters a fixed step off, as a font gives that names its glyphs by number."""
    shifted = {ord(letter): ord(letter) - 29 for letter in "abcdefghijklmnopqrstuvwxyz"}
    draft = read(pdf(text(*column(60, 100, [line.translate(shifted) for line in CLAUSES]))))
    assert codes(draft) == [("page-unread", 1, True)]


def texts(found: PageWords | None) -> list[str]:
    assert found is not None
    return [word.text for line in found.lines for word in line.words]


def test_the_second_reader_gives_the_same_words_in_the_same_places() -> None:
    data = pdf(text((60, 100, "Voorblad")), text(*column(60, 100, CLAUSES)))
    found = SecondReader(data).read(2, 0)
    assert found is not None
    again = [word for line in found.lines for word in line.words]
    first = [box for _, _, box in read(data).words if box.page == 2]
    assert texts(found) == " ".join(CLAUSES).split()
    assert max(abs(word.x0 - box.x0) for word, box in zip(again, first, strict=True)) < 2


def test_the_second_reader_takes_letters_printed_twice_once() -> None:
    lines = [(x, y, words) for x, y, words in column(60, 100, CLAUSES) for x in (x, x + 0.4)]
    assert texts(SecondReader(pdf(text(*lines))).read(1, 0)) == " ".join(CLAUSES).split()


def test_the_second_reader_fails_in_silence_on_what_is_not_there() -> None:
    assert [texts(SecondReader(data).read(2, 0)) for data in (ONE, b"%PDF-1.7 nothing")] == [[], []]


def test_the_second_reader_is_asked_for_so_much_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_second, "_PAGE_PIECES", 100)
    monkeypatch.setattr(pdf_second, "_FILE_PIECES", 250)
    reader = SecondReader(ONE)
    assert reader.read(1, 101) is None
    assert [texts(reader.read(1, 100)), texts(reader.read(1, 100))] == 2 * [["Leverancier", "levert."]]
    assert reader.read(1, 51) is None
    assert texts(reader.read(1, 50)) == ["Leverancier", "levert."]


@pytest.mark.parametrize(("thorough", "asked"), [(False, [2]), (True, [1, 2, 3])])
def test_pages_in_doubt_that_hold_text_are_read_again(
    thorough: bool, asked: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = []

    def noting(reader: SecondReader, number: int, pieces: int) -> PageWords | None:
        numbers.append(number)
        return PageWords([])

    monkeypatch.setattr(SecondReader, "read", noting)
    scan, stamped = picture(0, 0, 595, 842), text((60, 820, "Ontvangen op het gemeentehuis"))
    data = pdf(scan, both(scan, stamped), text(*column(60, 100, CLAUSES)))
    read_pdf(data, "contract.pdf", Limits(), thorough=thorough)
    assert numbers == asked


def test_a_page_that_holds_too_much_for_the_second_reader_is_named() -> None:
    line = "qzxvw bnmqr " * 20
    draft = read(pdf(text(*column(10, 10, [line] * 110, step=7), size=4)))
    assert codes(draft) == [("page-not-compared", 1, False), ("page-unread", 1, True)]


@pytest.mark.parametrize(
    ("thorough", "kept", "status", "told"),
    [
        (False, 1, PageStatus.READ, []),
        (True, len(CLAUSES), PageStatus.SECOND_READER, [("page-readers-differ", 1, False)]),
    ],
)
def test_thorough_takes_the_second_reader_where_the_first_dropped_text(
    thorough: bool, kept: int, status: PageStatus, told: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A first reader that loses all but a line, without any sign of it."""

    def losing(page: object, number: int, frame: Frame) -> PageWords:
        found = read_words(page, number, frame)
        return PageWords(found.lines[:1], len(CLAUSES[0]) - 2)

    monkeypatch.setattr(pdf_page, "read_words", losing)
    draft = read_pdf(pdf(text(*column(60, 100, CLAUSES))), "contract.pdf", Limits(), thorough=thorough)
    assert draft.text.split() == " ".join(CLAUSES[:kept]).split()
    assert [page.status for page in draft.pages] == [status]
    assert codes(draft) == told


@pytest.mark.parametrize(("nameless", "told"), [(3, True), (1, False)])
def test_signs_that_the_second_reader_leaves_out_are_told(
    nameless: int, told: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A first reader that sees more signs than it can name: what the second gives looks whole."""

    def seeing_more(page: object, number: int, frame: Frame) -> PageWords:
        found = read_words(page, number, frame)
        return PageWords(found.lines, found.characters + nameless, nameless)

    monkeypatch.setattr(pdf_page, "read_words", seeing_more)
    draft = read(pdf(text((60, 100, "Bijlage vervallen"))))
    incomplete = [("page-incomplete", 1, True)] if told else []
    assert codes(draft) == [("page-second-reader", 1, False), *incomplete]


def test_thorough_leaves_a_page_that_both_read_alike() -> None:
    data = pdf(text(*column(60, 100, CLAUSES)))
    draft = read_pdf(data, "contract.pdf", Limits(), thorough=True)
    assert (draft.text, draft.notices) == (read(data).text, [])
    assert [page.status for page in draft.pages] == [PageStatus.READ]
