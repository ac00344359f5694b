"""A zip package of XML parts (DOCX, ODT), opened with distrust.

The central directory is judged before anything is unpacked, and what it promised is enforced
while unpacking, since headers lie. Archives inside the archive are never opened. XML is parsed
without network, without DTD and without entities: a part that carries a DOCTYPE is refused.
Every foreign exception stops here and leaves as Damaged, Unsafe or Encrypted.
"""

from __future__ import annotations

import io
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping

from lxml import etree

from analyser.errors import Damaged, Encrypted, Unsafe
from analyser.reading.limits import BYTES_PER_MB, Limits

_CHUNK = 64 * 1024
_FIRST_ENTRY = b"PK\x01\x02"  # signature of an entry of the central directory
_XML_PART_MB = 100  # a parsed tree takes about ten times the size of its XML
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # the only two that OPC and ODF allow
_XML_NAMES = (".xml", ".rels", ".rdf")
_EARLIEST = (1980, 1, 1, 0, 0, 0)  # date of an added part: the clock would differ every time
_ZIP_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    IndexError,  # an entry without a name
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    UnicodeError,
    ValueError,
    struct.error,
)
# Before the root element only white space, processing instructions and comments may stand. The
# groups are possessive, so a long prolog cannot make the search slow.
_DOCTYPE = re.compile(r"\ufeff?(?>\s+|<\?(?>.*?\?>)|<!--(?>.*?-->))*+<!DOCTYPE", re.DOTALL)
_ENCODING = re.compile(rb"""\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
# Encodings in which the bytes of "<!DOCTYPE" read as in ASCII, so that the search above is sound.
_PLAIN_ENCODING = re.compile(rb"(?i)utf-?8|us-ascii|ascii|iso-8859-\d+|windows-125\d|cp125\d")


def damaged(name: str, reason_nl: str, reason_en: str) -> Damaged:
    """The error for a file that does not open, with its reason in both languages."""
    return Damaged(name, reason_nl=reason_nl, reason_en=reason_en)


def _unsafe(name: str, reason_nl: str, reason_en: str) -> Unsafe:
    return Unsafe(name, reason_nl=reason_nl, reason_en=reason_en)


class Package:
    """The parts of one zip package, by name.

    Part names compare without regard to case and with forward slashes, as OPC rules.
    ``name`` is the file's own name, for errors.

    Raises Damaged (not a sound zip), Unsafe (bomb, path outside the archive, double names) and
    Encrypted (an entry with a zip password) at birth.
    """

    def __init__(self, data: bytes, name: str, limits: Limits) -> None:
        self.name = name
        self._limits = limits
        self._budget = limits.max_unpacked_mb * BYTES_PER_MB
        # Sound for every zip, and bounds what ZipFile will allocate; 8 leaves room for
        # archives that are stored, unpacked, inside this one.
        if data.count(_FIRST_ENTRY) > 8 * limits.max_entries:
            raise self._too_many_entries()
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            entries = [entry for entry in self._zip.infolist() if not entry.is_dir()]
        except _ZIP_FAULTS as error:
            raise damaged(name, "het is geen geldig zip-pakket", "it is not a sound zip package") from error
        self._check_sizes(entries, len(data))
        self._parts = self._by_name(entries)

    def __contains__(self, part: str) -> bool:
        return _key(part) in self._parts

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts, as written in the package and in its order."""
        return tuple(entry.filename.replace("\\", "/") for entry in self._parts.values())

    def read(self, part: str) -> bytes:
        """The bytes of ``part``. Raises Damaged where it is missing or does not unpack, Unsafe for a bomb."""
        entry = self._parts.get(_key(part))
        if entry is None:
            raise damaged(self.name, "een onderdeel ontbreekt", "a part is missing")
        most = min(entry.file_size, self._budget)
        unpacked = bytearray()
        try:
            with self._zip.open(entry) as stream:
                while chunk := stream.read(_CHUNK):
                    unpacked += chunk
                    if len(unpacked) > most:
                        raise self._bomb()
        except _ZIP_FAULTS as error:
            raise damaged(
                self.name, "een onderdeel is niet uit te pakken", "a part does not unpack"
            ) from error
        self._budget -= len(unpacked)
        return bytes(unpacked)

    def xml(self, part: str) -> etree._Element:
        """The root element of an XML part. Raises Unsafe for a DOCTYPE, Damaged for unsound XML."""
        entry = self._parts.get(_key(part))
        if entry is not None and entry.file_size > _XML_PART_MB * BYTES_PER_MB:
            raise _unsafe(
                self.name,
                f"een onderdeel is uitgepakt groter dan {_XML_PART_MB} MB",
                f"one part unpacks to more than {_XML_PART_MB} MB",
            )
        return parse_xml(self.read(part), self.name)

    def with_parts(self, parts: Mapping[str, bytes]) -> bytes:
        """The package with these parts replaced, or added at its end; all others as they are, to the byte.

        Raises as ``read``, for a part that does not unpack.
        """
        fresh = {_key(part): (part, content) for part, content in parts.items()}
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            for entry in self._zip.infolist():
                _, content = fresh.pop(_key(entry.filename), ("", None))
                if content is None:
                    content = b"" if entry.is_dir() else self.read(entry.filename)
                archive.writestr(_copied(entry), content)
            for part, content in fresh.values():
                archive.writestr(zipfile.ZipInfo(part, _EARLIEST), content, zipfile.ZIP_DEFLATED)
        return buffer.getvalue()

    def _check_sizes(self, entries: list[zipfile.ZipInfo], packed: int) -> None:
        """Judge the central directory: number of parts, size unpacked, ratio, method, password."""
        limits = self._limits
        if len(entries) > limits.max_entries:
            raise self._too_many_entries()
        total = sum(entry.file_size for entry in entries)
        if total > limits.max_unpacked_mb * BYTES_PER_MB or limits.is_ratio_suspect(packed, total):
            raise self._bomb()
        for entry in entries:
            if entry.flag_bits & 0x1:
                raise Encrypted(self.name)
            # Pictures are never unpacked here and a blank one packs very well: only the sum counts.
            is_xml = entry.filename.lower().endswith(_XML_NAMES)
            if is_xml and limits.is_ratio_suspect(entry.compress_size, entry.file_size):
                raise self._bomb()
            if is_xml and entry.compress_type not in _METHODS:
                raise damaged(
                    self.name,
                    "een onderdeel is ingepakt op een manier die dit bestandstype niet kent",
                    "a part is packed in a way this file type does not know",
                )

    def _by_name(self, entries: Iterable[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
        """The entries by part name. Two parts of one name mean that two programs read two contracts."""
        parts: dict[str, zipfile.ZipInfo] = {}
        for entry in entries:
            if _leaves_archive(entry.orig_filename):
                raise _unsafe(
                    self.name,
                    "het bevat een pad dat buiten het archief wijst",
                    "it holds a path that leaves the archive",
                )
            key = _key(entry.filename)
            if key in parts:
                raise _unsafe(
                    self.name,
                    "het bevat twee onderdelen met dezelfde naam",
                    "it holds two parts of the same name",
                )
            parts[key] = entry
        return parts

    def _too_many_entries(self) -> Unsafe:
        limit = self._limits.max_entries
        return _unsafe(
            self.name,
            f"het archief heeft meer dan {limit} onderdelen",
            f"the archive has more than {limit} parts",
        )

    def _bomb(self) -> Unsafe:
        limits = self._limits
        return _unsafe(
            self.name,
            f"uitgepakt is het groter dan {limits.max_unpacked_mb} MB of meer dan {limits.max_ratio} maal "
            "zo groot als ingepakt",
            f"unpacked it is larger than {limits.max_unpacked_mb} MB or more than {limits.max_ratio} times "
            "its packed size",
        )


def _copied(entry: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """The same name, date and way of packing, without what only holds for the old archive."""
    copy = zipfile.ZipInfo(entry.filename, entry.date_time)
    copy.compress_type = (
        zipfile.ZIP_STORED if entry.compress_type == zipfile.ZIP_STORED else zipfile.ZIP_DEFLATED
    )
    copy.external_attr = entry.external_attr
    return copy


def parse_xml(data: bytes, name: str) -> etree._Element:
    """Parse one XML part; ``name`` is the file's name, for errors.

    Raises Unsafe where it declares a document type, Damaged where it is not sound XML or in an
    encoding other than UTF-8, UTF-16 or a plain one-byte set.
    """
    if _has_doctype(data, name):
        raise _doctype(name)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError, LookupError) as error:
        if getattr(error, "code", None) == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError from None
        # "from None": the parser's own message quotes the contract.
        raise damaged(name, "een onderdeel is geen geldige XML", "a part is not sound XML") from None
    if root.getroottree().docinfo.doctype:  # type: ignore[union-attr]  # absent from lxml-stubs
        raise _doctype(name)
    return root


def _doctype(name: str) -> Unsafe:
    return _unsafe(
        name,
        "een onderdeel bevat een documenttype-definitie (DTD)",
        "a part holds a document type definition (DTD)",
    )


def _has_doctype(data: bytes, name: str) -> bool:
    """Whether a DOCTYPE stands before the root element, sought before a parser sees it."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in data[:4]:
        encoding = "utf-16-be" if data[:2] == b"\xfe\xff" or data[:1] == b"\x00" else "utf-16-le"
        return bool(_DOCTYPE.match(data.decode(encoding, "replace")))
    declared = _ENCODING.match(data.removeprefix(b"\xef\xbb\xbf"))
    if declared and not _PLAIN_ENCODING.fullmatch(declared[1]):
        raise damaged(
            name, "een onderdeel heeft een onbekende tekencodering", "a part has an unknown encoding"
        )
    return bool(_DOCTYPE.match(data.removeprefix(b"\xef\xbb\xbf").decode("latin-1")))


def _key(part: str) -> str:
    return posixpath.normpath(part.replace("\\", "/").lstrip("/")).lower()


def _leaves_archive(path: str) -> bool:
    """Whether a zip entry's name is absolute, climbs out of the archive, or hides behind a NUL."""
    slashed = path.replace("\\", "/")
    return slashed.startswith("/") or "\x00" in path or path[1:2] == ":" or ".." in slashed.split("/")
