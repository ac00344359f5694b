"""What a file is: decided by content, and said in words a buyer understands."""

from __future__ import annotations

import pytest
from make_docx import zipped

from analyser.errors import Damaged, Encrypted, FileEmpty, InputError, LegacyOffice, Unsafe, WrongType
from analyser.model import Format
from analyser.reading.sniff import sniff

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 504
_ODF = "application/vnd.oasis.opendocument."
_OOXML = "application/vnd.openxmlformats-officedocument."


def ole(*streams: str) -> bytes:
    """An OLE compound file's header and the names of its streams, as its directory holds them."""
    return _OLE + b"".join(stream.encode("utf-16-le").ljust(64, b"\x00") for stream in streams)


def office(main: str, element: str = "Override") -> bytes:
    """An Office Open XML package whose main part has this content type."""
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<{element} PartName="/word/document.xml" ContentType="{main}"/></Types>'
    )
    return zipped({"[Content_Types].xml": types, "word/document.xml": "<a/>"})


def open_document(kind: str, manifest: str = "<manifest/>") -> bytes:
    return zipped({"mimetype": kind, "META-INF/manifest.xml": manifest, "content.xml": "<a/>"})


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param(b"%PDF-1.7\n", Format.PDF, id="pdf"),
        pytest.param(b"\x00junk\n" + b" " * 900 + b"%PDF-1.4", Format.PDF, id="pdf behind junk"),
        pytest.param(office(f"{_OOXML}wordprocessingml.document.main+xml"), Format.DOCX, id="docx"),
        pytest.param(office(f"{_OOXML}wordprocessingml.template.main+xml"), Format.DOCX, id="dotx"),
        pytest.param(
            office("application/vnd.ms-word.document.macroEnabled.main+xml"), Format.DOCX, id="docm"
        ),
        pytest.param(
            office("application/vnd.ms-word.template.macroEnabledTemplate.main+xml"), Format.DOCX, id="dotm"
        ),
        pytest.param(
            office(f"{_OOXML}wordprocessingml.document.main+xml", "Default"), Format.DOCX, id="by extension"
        ),
        pytest.param(open_document(f"{_ODF}text"), Format.ODT, id="odt"),
        pytest.param(open_document(f"{_ODF}text\n"), Format.ODT, id="odt with a stray line feed"),
        pytest.param(open_document(f"{_ODF}text-template"), Format.ODT, id="ott"),
        pytest.param(
            zipped(
                {
                    "META-INF/manifest.xml": '<m:manifest xmlns:m="u"><m:file-entry m:full-path="/" '
                    f'm:media-type="{_ODF}text"/></m:manifest>',
                    "content.xml": "<a/>",
                }
            ),
            Format.ODT,
            id="odt without mimetype",
        ),
    ],
)
def test_formats_that_are_read(data: bytes, expected: Format) -> None:
    assert sniff(data, "contract.txt") is expected  # whatever its name says


@pytest.mark.parametrize(
    ("data", "found_nl", "found_en"),
    [
        pytest.param(
            office(f"{_OOXML}spreadsheetml.sheet.main+xml"),
            "een Excel-werkmap",
            "an Excel workbook",
            id="xlsx",
        ),
        pytest.param(
            office(f"{_OOXML}presentationml.presentation.main+xml"),
            "een PowerPoint-presentatie",
            "a PowerPoint presentation",
            id="pptx",
        ),
        pytest.param(
            office(f"{_OOXML}wordprocessingml.document"),
            "een Office-pakket zonder tekst",
            "an Office package without a text",
            id="package that only embeds a docx",
        ),
        pytest.param(
            open_document(f"{_ODF}spreadsheet"),
            "een OpenDocument-rekenblad",
            "an OpenDocument spreadsheet",
            id="ods",
        ),
        pytest.param(
            open_document(f"{_ODF}graphics"),
            "een ander OpenDocument-bestand",
            "another OpenDocument file",
            id="odg",
        ),
        pytest.param(
            open_document("application/epub+zip"), "een e-boek (EPUB)", "an e-book (EPUB)", id="epub"
        ),
        pytest.param(
            zipped({"contract.pdf": "%PDF-1.7"}),
            "een zip-archief; pak het eerst uit",
            "a zip archive; unpack it first",
            id="zip that stores a pdf",
        ),
        pytest.param(
            b"\x89PNG\r\n\x1a\n\x00",
            "een afbeelding (PNG; maak er met OCR een doorzoekbare PDF van)",
            "an image (PNG; turn it into a searchable PDF with OCR)",
            id="png",
        ),
        pytest.param(
            b"II*\x00\x08",
            "een afbeelding (TIFF; maak er met OCR een doorzoekbare PDF van)",
            "an image (TIFF; turn it into a searchable PDF with OCR)",
            id="tiff",
        ),
        pytest.param(
            b"\xff\xd8\xff\xe0\x00",
            "een afbeelding (JPEG; maak er met OCR een doorzoekbare PDF van)",
            "an image (JPEG; turn it into a searchable PDF with OCR)",
            id="jpeg",
        ),
        pytest.param(b"MZ\x90\x00\x03", "een programma", "a program", id="exe"),
        pytest.param(b"#!/bin/sh\nexit 0\n", "een programma", "a program", id="script"),
        pytest.param(
            b"\x1f\x8b\x08\x00",
            "een archiefbestand; pak het eerst uit",
            "an archive; unpack it first",
            id="gz",
        ),
        pytest.param(
            b"\xef\xbb\xbf\n<!DOCTYPE html><p>", "een webpagina (HTML)", "a web page (HTML)", id="html"
        ),
        pytest.param(b"<?xml version='1.0'?><html>", "een webpagina (HTML)", "a web page (HTML)", id="xhtml"),
        pytest.param(
            b"<?xml version='1.0'?><office:document>", "een los XML-bestand", "a flat XML file", id="fodt"
        ),
        pytest.param(b"From: a@example.org\n", "een e-mailbericht", "an e-mail message", id="eml"),
        pytest.param(b"Artikel 1\n", "platte tekst", "plain text", id="txt"),
        pytest.param("Artikel 1".encode("utf-16"), "platte tekst", "plain text", id="txt in UTF-16"),
        pytest.param(b"BM is een afkorting\n", "platte tekst", "plain text", id="text that starts as a BMP"),
        pytest.param(b"\x01\x02\x03", "van een onbekende soort", "of an unknown kind", id="unknown"),
        pytest.param(ole("Workbook"), "een ouder Excel-bestand (xls)", "an older Excel file (xls)", id="xls"),
    ],
)
def test_other_types_are_named(data: bytes, found_nl: str, found_en: str) -> None:
    with pytest.raises(WrongType) as refused:
        sniff(data, "contract.pdf")
    assert refused.value.details == {"file": "contract.pdf", "found_nl": found_nl, "found_en": found_en}


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param(b"", FileEmpty, id="empty"),
        pytest.param(ole("EncryptionInfo", "EncryptedPackage"), Encrypted, id="docx with a password"),
        pytest.param(ole("WordDocument", "Workbook"), LegacyOffice, id="doc that embeds an xls"),
        pytest.param(b"{\\rtf1 x}", LegacyOffice, id="rtf"),
        pytest.param(
            open_document(f"{_ODF}text", "<manifest><encryption-data/></manifest>"),
            Encrypted,
            id="odt with a password",
        ),
        pytest.param(b"PK\x03\x04" + b"\x00" * 40, Damaged, id="zip without a central directory"),
        pytest.param(zipped({"[Content_Types].xml": "<Types"}), Damaged, id="content types cut off"),
        pytest.param(
            zipped({"[Content_Types].xml": '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///x">]><a/>'}),
            Unsafe,
            id="entity in the content types",
        ),
    ],
)
def test_refusals(data: bytes, expected: type[InputError]) -> None:
    with pytest.raises(InputError) as refused:
        sniff(data, "contract.docx")
    assert type(refused.value) is expected


@pytest.mark.parametrize(
    ("data", "kind"), [(ole("WordDocument"), "doc"), (ole("Iets anders"), "doc"), (b"{\\rtf1 x}", "rtf")]
)
def test_older_files_are_named_by_kind(data: bytes, kind: str) -> None:
    with pytest.raises(LegacyOffice) as refused:
        sniff(data, "contract.docx")
    assert refused.value.details["kind"] == kind
