"""What a file is, decided by its content alone: a name is a claim, not a fact."""

from __future__ import annotations

import re
from typing import Final

from analyser.errors import Encrypted, FileEmpty, InputError, LegacyOffice, WrongType
from analyser.model import Format, Text
from analyser.reading.limits import Limits
from analyser.reading.package import Package

_PDF_HEADER_WITHIN = 1024  # readers tolerate junk before the header (ISO 32000-1, annex H.3.4.1)
_MANIFEST = "META-INF/manifest.xml"

_WORD_MAIN: Final = re.compile(
    r"application/vnd\.(openxmlformats-officedocument\.wordprocessingml\.(document|template)"
    r"|ms-word\.(document|template)\.macroEnabled(Template)?)\.main\+xml",
    re.IGNORECASE,
)
_OTHER_MAIN: Final = (
    ("spreadsheetml", Text("een Excel-werkmap", "an Excel workbook")),
    ("ms-excel", Text("een Excel-werkmap", "an Excel workbook")),
    ("presentationml", Text("een PowerPoint-presentatie", "a PowerPoint presentation")),
    ("ms-powerpoint", Text("een PowerPoint-presentatie", "a PowerPoint presentation")),
    ("ms-visio", Text("een Visio-tekening", "a Visio drawing")),
)
_ODF = "application/vnd.oasis.opendocument."
_ODT_TYPES: Final = frozenset({f"{_ODF}text", f"{_ODF}text-template"})
_OTHER_MIMETYPES: Final = {
    f"{_ODF}spreadsheet": Text("een OpenDocument-rekenblad", "an OpenDocument spreadsheet"),
    f"{_ODF}presentation": Text("een OpenDocument-presentatie", "an OpenDocument presentation"),
    "application/epub+zip": Text("een e-boek (EPUB)", "an e-book (EPUB)"),
}

_OLE_HEADER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Stream names in an OLE directory, in the order in which they decide.
_OLE_ENCRYPTED: Final = ("EncryptedPackage", "EncryptionInfo")
_OLE_OTHERS: Final = (
    ("Workbook", Text("een ouder Excel-bestand (xls)", "an older Excel file (xls)")),
    ("PowerPoint Document", Text("een oudere PowerPoint-presentatie", "an older PowerPoint presentation")),
    ("__properties_version1.0", Text("een Outlook-bericht (msg)", "an Outlook message (msg)")),
)


def _image(kind: str) -> Text:
    return Text(
        f"een afbeelding ({kind}; maak er met OCR een doorzoekbare PDF van)",
        f"an image ({kind}; turn it into a searchable PDF with OCR)",
    )


_NO_TEXT_PART = Text("een Office-pakket zonder tekst", "an Office package without a text")
_ZIP = Text("een zip-archief; pak het eerst uit", "a zip archive; unpack it first")
_ARCHIVE = Text("een archiefbestand; pak het eerst uit", "an archive; unpack it first")
_PROGRAM = Text("een programma", "a program")
_HEADERS: Final = (
    (b"\x89PNG\r\n\x1a\n", _image("PNG")),
    (b"\xff\xd8\xff", _image("JPEG")),
    (b"II*\x00", _image("TIFF")),
    (b"MM\x00*", _image("TIFF")),
    (b"GIF8", _image("GIF")),
    (b"BM", _image("BMP")),
    (b"\x1f\x8b", _ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", _ARCHIVE),
    (b"Rar!\x1a\x07", _ARCHIVE),
    (b"MZ", _PROGRAM),
    (b"\x7fELF", _PROGRAM),
    (b"\xcf\xfa\xed\xfe", _PROGRAM),
)
_HTML = re.compile(rb"<(!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_MAIL = re.compile(rb"(return-path|received|mime-version|from|delivered-to|message-id):\s", re.IGNORECASE)


def sniff(data: bytes, name: str, limits: Limits | None = None) -> Format:
    """The format of ``data``; ``name`` only serves to name the file in an error.

    Raises FileEmpty, Encrypted, LegacyOffice, Damaged, Unsafe or WrongType where it is not a PDF,
    DOCX or ODT that can be opened. A PDF's own encryption is left to its reader: many protected
    PDFs open without a password.
    """
    if not data:
        raise FileEmpty(name)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _archive_format(data, name, limits or Limits())
    if data.startswith(_OLE_HEADER):
        raise _ole_error(data, name)
    if data.startswith(b"{\\rtf"):
        raise LegacyOffice(name, kind="rtf")
    if re.search(rb"%PDF-\d", data[:_PDF_HEADER_WITHIN]):
        return Format.PDF
    raise _wrong_type(name, _described(data))


def _archive_format(data: bytes, name: str, limits: Limits) -> Format:
    """DOCX or ODT, from the parts that the two standards oblige a package to have."""
    package = Package(data, name, limits)
    if "[Content_Types].xml" in package:
        return _office_open_format(package)
    return _open_document_format(package)


def _office_open_format(package: Package) -> Format:
    types = package.xml("[Content_Types].xml")
    kinds = [element.get("ContentType", "") for element in types.iter("{*}Override", "{*}Default")]
    mains = [kind for kind in kinds if kind.lower().endswith("main+xml")]
    if any(_WORD_MAIN.fullmatch(kind) for kind in mains):
        return Format.DOCX
    for mark, found in _OTHER_MAIN:
        if any(mark in kind for kind in mains):
            raise _wrong_type(package.name, found)
    raise _wrong_type(package.name, _NO_TEXT_PART)


def _open_document_format(package: Package) -> Format:
    manifest = package.read(_MANIFEST) if _MANIFEST in package else b""
    kind = _root_mimetype(package.read("mimetype") if "mimetype" in package else b"", manifest)
    if kind in _ODT_TYPES:
        if b"encryption-data" in manifest:
            raise Encrypted(package.name)
        return Format.ODT
    for prefix, found in _OTHER_MIMETYPES.items():
        if kind.startswith(prefix):
            raise _wrong_type(package.name, found)
    if kind.startswith(_ODF):
        raise _wrong_type(package.name, Text("een ander OpenDocument-bestand", "another OpenDocument file"))
    raise _wrong_type(package.name, _ZIP)


def _root_mimetype(mimetype: bytes, manifest: bytes) -> str:
    """From the part ``mimetype``; some writers leave it out, then from the manifest's root entry."""
    if mimetype:
        return mimetype.decode("ascii", "replace").strip()
    for entry in re.findall(rb"<[\w:]*file-entry\b[^<>]*>", manifest):
        if re.search(rb"full-path=[\"']/[\"']", entry):
            kind = re.search(rb"media-type=[\"']([^\"']*)[\"']", entry)
            return kind.group(1).decode("ascii", "replace") if kind else ""
    return ""


def _ole_error(data: bytes, name: str) -> InputError:
    """An OLE compound file is never readable here; what it holds decides the advice."""
    if any(stream.encode("utf-16-le") in data for stream in _OLE_ENCRYPTED):
        return Encrypted(name)
    if "WordDocument".encode("utf-16-le") not in data:
        for stream, found in _OLE_OTHERS:
            if stream.encode("utf-16-le") in data:
                return _wrong_type(name, found)
    return LegacyOffice(name, kind="doc")


def _described(data: bytes) -> Text:
    """The kind of a file that is neither an archive, an OLE file nor a PDF."""
    if _is_plain_text(data[:65536]):
        return _described_text(data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n"))
    for header, found in _HEADERS:
        if data.startswith(header):
            return found
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return _image("WebP")
    if data[4:8] == b"ftyp" and data[8:12] in (b"heic", b"heix", b"mif1", b"avif"):
        return _image("HEIC")
    return Text("van een onbekende soort", "of an unknown kind")


def _described_text(opening: bytes) -> Text:
    if _HTML.match(opening) or (opening.startswith(b"<?xml") and _HTML.search(opening)):
        return Text("een webpagina (HTML)", "a web page (HTML)")
    if opening.startswith((b"<?xml", b"<office:", b"<pkg:")):
        return Text("een los XML-bestand", "a flat XML file")
    if _MAIL.match(opening):
        return Text("een e-mailbericht", "an e-mail message")
    if opening.startswith(b"#!"):
        return _PROGRAM
    return Text("platte tekst", "plain text")


def _is_plain_text(sample: bytes) -> bool:
    if sample.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    control = sum(byte < 32 and byte not in b"\t\n\r\f" for byte in sample)
    return control == 0


def _wrong_type(name: str, found: Text) -> WrongType:
    return WrongType(name, found_nl=found.nl, found_en=found.en)
