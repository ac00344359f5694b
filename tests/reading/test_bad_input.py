"""Every file ends as read or as refused with a reason: one test for each way in which files are bad."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from make_docx import MAIN_TYPE, docx, p, t, zipped
from make_odt import odt
from make_odt import p as odt_p
from PIL import Image, ImageDraw
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from analyser.errors import (
    Damaged,
    Encrypted,
    FileEmpty,
    FileMissing,
    InputError,
    LegacyOffice,
    NoText,
    TooManyPages,
    Unsafe,
    WrongType,
)
from analyser.reading import read

_DTD = '<!DOCTYPE a [<!ENTITY buiten SYSTEM "file:///etc/hostname">]>'


def pdf(pages: int = 1, text: str = "Leverancier levert de dienst op tijd.") -> bytes:
    out = BytesIO()
    canvas = Canvas(out, invariant=True)
    for _ in range(pages):
        canvas.drawString(72, 700, text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def pdf_with_password(user: str) -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf())) as opened:
        opened.save(out, encryption=pikepdf.Encryption(owner="eigenaar", user=user))
    return out.getvalue()


def many_pages(count: int) -> bytes:
    """A PDF of ``count`` empty pages, made without drawing each."""
    out = BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page(page_size=(595, 842))
        page = made.pages[0]
        for _ in range(count - 1):
            made.pages.append(page)
        made.save(out)
    return out.getvalue()


def scan() -> bytes:
    """A PDF that holds one picture of text and not a single character."""
    picture = Image.new("L", (800, 1000), 255)
    ImageDraw.Draw(picture).text((80, 80), "Artikel 1 Levering\nLeverancier levert de dienst.", fill=0)
    out = BytesIO()
    canvas = Canvas(out, invariant=True)
    canvas.drawImage(ImageReader(picture), 0, 0, 595, 842)
    canvas.save()
    return out.getvalue()


def docx_with_password() -> bytes:
    """What Word writes for a protected file: an OLE container round the encrypted package."""
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 504
    names = ("Root Entry", "EncryptionInfo", "EncryptedPackage")
    return header + b"".join(name.encode("utf-16-le").ljust(128, b"\x00") for name in names)


def docx_with_entity() -> bytes:
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="/word/document.xml" ContentType="{MAIN_TYPE}"/></Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Target="word/document.xml" Type="http://schemas.openxmlformats.org/'
        'officeDocument/2006/relationships/officeDocument"/></Relationships>',
        "word/document.xml": f"{_DTD}<a>&buiten;</a>",
    }
    return zipped(parts)


def odt_with_entity() -> bytes:
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"{_DTD}<a>&buiten;</a>",
        }
    )


def zip_bomb() -> bytes:
    """A small Word file whose text unpacks to 12 MB of white space."""
    return docx(p(t("Leverancier levert.")) + " " * (12 * 1024 * 1024))


@dataclass(frozen=True)
class Bad:
    """A bad file, and what the user must be told of it."""

    name: str
    make: Callable[[], bytes]
    error: type[InputError]
    nl: str
    en: str


CASES = [
    Bad(
        "leeg.pdf",
        lambda: b"",
        FileEmpty,
        "leeg.pdf is leeg (0 bytes). Sla het bestand opnieuw op of vraag het opnieuw op bij de leverancier.",
        "leeg.pdf is empty (0 bytes). Save the file again or ask the supplier for it again.",
    ),
    Bad(
        "hernoemd.pdf",
        lambda: b"Artikel 1\nLeverancier levert.\n",
        WrongType,
        "hernoemd.pdf is geen PDF, DOCX of ODT: de inhoud is platte tekst. "
        "Sla het contract op als PDF, DOCX of ODT en probeer het opnieuw.",
        "hernoemd.pdf is not a PDF, DOCX or ODT: its content is plain text. "
        "Save the contract as PDF, DOCX or ODT and try again.",
    ),
    Bad(
        "oud.docx",
        lambda: b"{\\rtf1 Artikel 1}",
        LegacyOffice,
        "oud.docx is een ouder Office-bestand (rtf). Open het en sla het op als DOCX of ODT.",
        "oud.docx is an older Office file (rtf). Open it and save it as DOCX or ODT.",
    ),
    Bad(
        "slot.pdf",
        lambda: pdf_with_password("geheim"),
        Encrypted,
        "slot.pdf is met een wachtwoord beveiligd. Sla een kopie zonder wachtwoord op en gebruik die.",
        "slot.pdf is protected by a password. Save a copy without the password and use that.",
    ),
    Bad(
        "slot.docx",
        docx_with_password,
        Encrypted,
        "slot.docx is met een wachtwoord beveiligd. Sla een kopie zonder wachtwoord op en gebruik die.",
        "slot.docx is protected by a password. Save a copy without the password and use that.",
    ),
    Bad(
        "afgekapt.pdf",
        lambda: pdf(40)[:-2000],
        Damaged,
        "afgekapt.pdf is beschadigd: het is geen geldige PDF. "
        "Open het in een ander programma en sla het opnieuw op, of vraag een nieuw exemplaar.",
        "afgekapt.pdf is damaged: it is not a valid PDF. "
        "Open it in another program and save it again, or ask for a new copy.",
    ),
    Bad(
        "afgekapt.docx",
        lambda: docx(p(t("Leverancier levert.")))[:-200],
        Damaged,
        "afgekapt.docx is beschadigd: het is geen geldig zip-pakket. "
        "Open het in een ander programma en sla het opnieuw op, of vraag een nieuw exemplaar.",
        "afgekapt.docx is damaged: it is not a sound zip package. "
        "Open it in another program and save it again, or ask for a new copy.",
    ),
    Bad(
        "bom.docx",
        zip_bomb,
        Unsafe,
        "bom.docx is geweigerd om veiligheidsredenen: uitgepakt is het groter dan 500 MB of meer dan "
        "200 maal zo groot als ingepakt. Vertrouw dit bestand niet; vraag de afzender om een PDF.",
        "bom.docx was refused for safety: unpacked it is larger than 500 MB or more than "
        "200 times its packed size. Do not trust this file; ask the sender for a PDF.",
    ),
    Bad(
        "entiteit.docx",
        docx_with_entity,
        Unsafe,
        "entiteit.docx is geweigerd om veiligheidsredenen: een onderdeel bevat een "
        "documenttype-definitie (DTD). Vertrouw dit bestand niet; vraag de afzender om een PDF.",
        "entiteit.docx was refused for safety: a part holds a document type definition (DTD). "
        "Do not trust this file; ask the sender for a PDF.",
    ),
    Bad(
        "entiteit.odt",
        odt_with_entity,
        Unsafe,
        "entiteit.odt is geweigerd om veiligheidsredenen: een onderdeel bevat een "
        "documenttype-definitie (DTD). Vertrouw dit bestand niet; vraag de afzender om een PDF.",
        "entiteit.odt was refused for safety: a part holds a document type definition (DTD). "
        "Do not trust this file; ask the sender for a PDF.",
    ),
    Bad(
        "dik.pdf",
        lambda: many_pages(5000),
        TooManyPages,
        "dik.pdf heeft 5000 pagina's; de grens is 2000. "
        "Splits het bestand, of verhoog de grens met ANALYSER_MAX_PAGES.",
        "dik.pdf has 5000 pages; the limit is 2000. "
        "Split the file, or raise the limit with ANALYSER_MAX_PAGES.",
    ),
    Bad(
        "scan.pdf",
        scan,
        NoText,
        "scan.pdf bevat geen leesbare tekst (aantal pagina's: 1) en is waarschijnlijk een scan. "
        "Staat tekstherkenning (OCR) nog niet op dit systeem, installeer die dan (Debian, Ubuntu: apt "
        "install tesseract-ocr tesseract-ocr-nld); vraag anders om een beter leesbaar exemplaar.",
        "scan.pdf holds no readable text (number of pages: 1) and is probably a scan. If text recognition "
        "(OCR) is not on this system yet, install it (Debian, Ubuntu: apt install tesseract-ocr "
        "tesseract-ocr-nld); otherwise ask for a copy that reads better.",
    ),
]


@pytest.mark.parametrize("bad", [pytest.param(bad, id=bad.name) for bad in CASES])
def test_a_bad_file_is_refused_with_a_reason(bad: Bad, tmp_path: Path) -> None:
    path = tmp_path / bad.name
    path.write_bytes(bad.make())
    with pytest.raises(InputError) as refused:
        read(path)
    assert type(refused.value) is bad.error
    assert refused.value.code == bad.error.code
    assert refused.value.exit_code == 1
    assert refused.value.message("nl") == bad.nl
    assert refused.value.message("en") == bad.en


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda folder: folder / "weg.pdf", id="no such file"),
        pytest.param(lambda folder: folder, id="a folder"),
        pytest.param(lambda folder: folder / "weg" / "weg.pdf", id="no such folder"),
        pytest.param(lambda folder: folder / ("x" * 300), id="a name no file system takes"),
    ],
)
def test_what_is_no_file_is_missing(make: Callable[[Path], Path], tmp_path: Path) -> None:
    path = make(tmp_path)
    with pytest.raises(FileMissing) as refused:
        read(path)
    assert refused.value.message("nl") == (
        f"{path.name} bestaat niet of mag niet worden gelezen. Controleer de naam, de map en de rechten."
    )
    assert refused.value.message("en") == (
        f"{path.name} does not exist or may not be read. Check the name, the folder and the permissions."
    )


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads every file")
def test_a_file_without_permission_is_missing(tmp_path: Path) -> None:
    path = tmp_path / "dicht.pdf"
    path.write_bytes(pdf())
    path.chmod(0)
    with pytest.raises(FileMissing):
        read(path)


def test_a_pdf_that_only_restricts_printing_is_read(tmp_path: Path) -> None:
    path = tmp_path / "beperkt.pdf"
    path.write_bytes(pdf_with_password(""))
    assert read(path).text == "Leverancier levert de dienst op tijd."


def test_the_files_that_are_made_bad_are_good_without_it(tmp_path: Path) -> None:
    """Else a refusal could have another cause than the one its test names."""
    for name, data in {
        "goed.pdf": pdf(40),
        "goed.docx": docx(p(t("Leverancier levert de dienst op tijd."))),
        "goed.odt": odt(odt_p("Leverancier levert de dienst op tijd.")),
    }.items():
        path = tmp_path / name
        path.write_bytes(data)
        assert read(path).text.split("\n")[0] == "Leverancier levert de dienst op tijd."
