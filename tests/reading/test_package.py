"""Packages are opened with distrust, and every refusal says why without quoting the contract."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest
from make_docx import zipped

from analyser.errors import AnalyserError, Damaged, Encrypted, Unsafe
from analyser.reading.limits import Limits
from analyser.reading.package import Package, parse_xml

SMALL = Limits(max_entries=3, max_unpacked_mb=1)
_ENTITY = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>'


def package(data: bytes, limits: Limits = Limits()) -> Package:  # noqa: B008 - Limits is frozen
    return Package(data, "contract.docx", limits)


def test_parts_are_found_without_regard_to_case_and_slashes() -> None:
    opened = package(zipped({"Word\\Document.xml": "<a/>"}))
    assert opened.names == ("Word/Document.xml",)
    assert "word/document.xml" in opened
    assert opened.read("/word/document.xml") == b"<a/>"
    assert "word/other.xml" not in opened


@pytest.mark.parametrize(
    ("files", "limits", "reason"),
    [
        pytest.param({f"{n}.xml": "<a/>" for n in range(4)}, SMALL, "more than 3 parts", id="too many parts"),
        pytest.param({"a.bin": b"\x07" * 2**21}, SMALL, "larger than 1 MB", id="too large unpacked"),
        pytest.param(
            {"a.xml": b" " * 2**24}, Limits(max_ratio=100), "more than 100 times", id="ratio of a part"
        ),
        pytest.param({"../a.xml": "<a/>"}, SMALL, "leaves the archive", id="climbs out"),
        pytest.param({"a/..\\..\\b.xml": "<a/>"}, SMALL, "leaves the archive", id="climbs out, backslashes"),
        pytest.param({"/etc/a.xml": "<a/>"}, SMALL, "leaves the archive", id="absolute"),
        pytest.param({"C:\\a.xml": "<a/>"}, SMALL, "leaves the archive", id="drive letter"),
        pytest.param({"a.xml": "<a/>", "A.xml": "<b/>"}, SMALL, "two parts of the same name", id="double"),
    ],
)
def test_refuses_an_archive_that_is_unsafe(files: dict[str, bytes], limits: Limits, reason: str) -> None:
    with pytest.raises(Unsafe) as refused:
        package(zipped(files), limits)
    assert reason in refused.value.message("en")


def test_a_header_that_understates_a_size_does_not_unpack_more() -> None:
    data = bytearray(zipped({"a.xml": b" " * 500_000}))
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 10)  # size unpacked, in the central directory
    with pytest.raises(Damaged):
        package(bytes(data)).read("a.xml")


def test_the_sum_unpacked_is_enforced_while_reading() -> None:
    opened = package(zipped({"a.xml": b"ab" * 300_000}), SMALL)
    opened.read("a.xml")
    with pytest.raises(Unsafe):
        opened.read("a.xml")


def test_an_entry_with_a_zip_password_is_encrypted() -> None:
    data = bytearray(zipped({"a.xml": "<a/>"}))
    at = data.rindex(b"PK\x01\x02")
    data[at + 8] |= 1
    with pytest.raises(Encrypted):
        package(bytes(data))


# A central directory of one entry that is all zeros, and its end.
_NAMELESS = b"PK\x01\x02" + bytes(42) + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, 46, 0, 0)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"PK\x03\x04 and no more", id="cut off"),
        pytest.param(zipped({"a.xml": "<a/>"})[:-30], id="directory missing"),
        pytest.param(b"PK\x05\x06" + b"\xff" * 18, id="directory outside the file"),
        pytest.param(_NAMELESS, id="entry without a name"),
    ],
)
def test_no_sound_zip_is_damaged(data: bytes) -> None:
    with pytest.raises(Damaged):
        package(data)


def test_a_part_whose_bytes_were_changed_is_damaged() -> None:
    data = bytearray(zipped({"a.xml": bytes(range(256)) * 40}))
    data[60] ^= 0xFF
    with pytest.raises(Damaged):
        package(bytes(data)).read("a.xml")


def test_a_method_the_format_does_not_know_is_damaged() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("a.xml", "<a/>")
    with pytest.raises(Damaged):
        package(buffer.getvalue())


@pytest.mark.parametrize(
    "xml",
    [
        pytest.param(_ENTITY.encode(), id="external entity"),
        pytest.param(b"\xef\xbb\xbf" + _ENTITY.encode(), id="behind a byte order mark"),
        pytest.param(_ENTITY.encode("utf-16"), id="UTF-16"),
        pytest.param(("<?xml version='1.0' encoding='utf-16'?>" + _ENTITY).encode("utf-16-le"), id="no mark"),
        pytest.param(("<!-- -->\n<?a b?>" * 2000 + _ENTITY).encode(), id="behind a long prolog"),
        pytest.param(b'<!DOCTYPE a PUBLIC "-//A//B" "a.dtd"><a/>', id="DTD by address"),
    ],
)
def test_a_document_type_is_unsafe(xml: bytes) -> None:
    with pytest.raises(Unsafe):
        parse_xml(xml, "contract.docx")


@pytest.mark.parametrize(
    ("xml", "reason"),
    [
        pytest.param(b"<a>geheim", "not sound XML", id="cut off"),
        pytest.param(b"", "not sound XML", id="empty"),
        pytest.param(b"<a>&geheim;</a>", "not sound XML", id="entity nobody declared"),
        pytest.param(b"<a>" * 5000 + b"</a>" * 5000, "not sound XML", id="too deep"),
        pytest.param(b"<?xml version='1.0' encoding='utf-7'?><a/>", "encoding", id="encoding that hides"),
        pytest.param(b"<?xml version='1.0' encoding='nonsense'?><a/>", "encoding", id="no encoding"),
    ],
)
def test_unsound_xml_is_damaged_and_quotes_nothing(xml: bytes, reason: str) -> None:
    with pytest.raises(Damaged) as refused:
        parse_xml(xml, "contract.docx")
    assert reason in str(refused.value)
    assert "geheim" not in str(refused.value)
    assert refused.value.__cause__ is None


def test_text_that_names_a_doctype_is_no_doctype() -> None:
    assert parse_xml(b"<a><![CDATA[<!DOCTYPE a>]]></a>", "contract.docx").text == "<!DOCTYPE a>"


def test_a_missing_part_is_damaged() -> None:
    with pytest.raises(AnalyserError) as refused:
        package(zipped({"a.xml": "<a/>"})).read("b.xml")
    assert refused.value.code == "damaged"


def test_parts_are_replaced_and_added_and_the_others_stay() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(zipfile.ZipInfo("word/", (2020, 2, 2, 2, 2, 2)), "")
        archive.writestr(zipfile.ZipInfo("word/document.xml", (2020, 2, 2, 2, 2, 2)), "<a/>")
        archive.writestr(zipfile.ZipInfo("word/image.bin", (2021, 2, 2, 2, 2, 2)), b"\x00\x01")
    written = package(buffer.getvalue()).with_parts({"/Word/document.xml": b"<b/>", "word/new.xml": b"<c/>"})
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        found = [(e.filename, e.date_time[0], e.compress_type, archive.read(e)) for e in archive.infolist()]
    assert found == [
        ("word/", 2020, zipfile.ZIP_STORED, b""),
        ("word/document.xml", 2020, zipfile.ZIP_STORED, b"<b/>"),
        ("word/image.bin", 2021, zipfile.ZIP_STORED, b"\x00\x01"),
        ("word/new.xml", 1980, zipfile.ZIP_DEFLATED, b"<c/>"),
    ]
