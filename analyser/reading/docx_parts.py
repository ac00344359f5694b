"""The parts of a Word file: which they are, how they point at each other, and one namespace for all.

Nothing is taken for granted about part names: the main part is the one that the package's
relationships or content types say it is (ECMA-376 part 2). Strict files (ISO/IEC 29500 Strict)
have other namespaces; they are renamed on reading, so that the rest of the reader knows one.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from urllib.parse import unquote

from lxml import etree

from analyser.errors import Damaged
from analyser.model import Notice
from analyser.reading.package import Package, damaged

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"

_STRICT = {
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}": W,
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}": R,
    "{http://purl.oclc.org/ooxml/officeDocument/math}": M,
    "{http://purl.oclc.org/ooxml/drawingml/main}": A,
}
_STRICT_ROOT = "{http://purl.oclc.org/ooxml/"
_MAIN_TYPES = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    "application/vnd.ms-word.document.macroenabled.main+xml",
    "application/vnd.ms-word.template.macroenabledtemplate.main+xml",
)


def value(element: etree._Element | None, name: str = "val") -> str | None:
    """The ``w:`` attribute of an element; None where either is absent."""
    return None if element is None else element.get(W + name)


def whole(element: etree._Element | None, name: str = "val") -> int | None:
    """As ``value``, as a whole number; None where it is not one."""
    text = value(element, name)
    try:
        return None if text is None else int(text)
    except ValueError:
        return None


def switch(element: etree._Element | None) -> bool | None:
    """A w:b, w:vanish or other on/off property; None where it is not stated."""
    if element is None:
        return None
    return (value(element) or "true").lower() not in ("0", "false", "off", "none")


@dataclass(frozen=True, slots=True)
class Relation:
    """One arrow from a part to another: ``kind`` is the last step of its type ("footnotes")."""

    kind: str
    target: str  # part name inside the package, or the address of something outside it
    external: bool


class WordParts:
    """The XML parts of one Word file. Parts other than the main one may be missing or broken:

    ``optional`` then notes "docx-part-unread" and gives None, so nothing is lost in silence.
    Raises Damaged at birth where no Word document is in the package.
    """

    def __init__(self, package: Package, notices: list[Notice]) -> None:
        self._package = package
        self._notices = notices
        self._unread: set[str] = set()
        self.main = self._find_main()
        self.document = self._load(self.main)
        self.relations = self._relations_of(self.main)
        self.body = self.document.find(W + "body")
        if self.document.tag != W + "document" or self.body is None:
            raise damaged(package.name, "er zit geen Word-document in", "it holds no Word document")
        if any(relation.kind == "vbaProject" for relation in self.relations.values()):
            notices.append(Notice("macros-ignored"))

    def first(self, kind: str) -> etree._Element | None:
        """The part the main part relates to as ``kind`` ("styles"); None where there is none."""
        for relation in self.relations.values():
            if relation.kind == kind and not relation.external:
                return self.optional(relation.target)
        return None

    def related(self, identity: str | None, kind: str) -> str | None:
        """The name of the part that a relationship id of the main part points at."""
        relation = self.relations.get(identity or "")
        return relation.target if relation is not None and relation.kind == kind else None

    def optional(self, part: str) -> etree._Element | None:
        """The root of a part the text can do without; None, with a notice, where it cannot be read."""
        try:
            return self._load(part)
        except Damaged:
            if part not in self._unread:
                self._unread.add(part)
                self._notices.append(Notice("docx-part-unread", unread=True, part=part))
            return None

    def _load(self, part: str) -> etree._Element:
        return _transitional(self._package.xml(part))

    def _find_main(self) -> str:
        for relation in self._relations_of("").values():
            if relation.kind == "officeDocument" and relation.target in self._package:
                return relation.target
        if "[Content_Types].xml" in self._package:
            for override in self._package.xml("[Content_Types].xml").iter(_TYPES + "Override"):
                part = override.get("PartName", "").lstrip("/")
                if override.get("ContentType", "").lower() in _MAIN_TYPES and part in self._package:
                    return part
        raise damaged(
            self._package.name,
            "het hoofdonderdeel met de tekst ontbreekt",
            "the main part with the text is missing",
        )

    def _relations_of(self, part: str) -> dict[str, Relation]:
        """The relationships of a part by their id; "" is the package itself."""
        folder, base = posixpath.split(part)
        name = posixpath.join(folder, "_rels", f"{base}.rels")
        if name not in self._package:
            return {}
        root = self.optional(name)
        if root is None:
            return {}
        found: dict[str, Relation] = {}
        for arrow in root.iter(_PACKAGE + "Relationship"):
            external = arrow.get("TargetMode", "").lower() == "external"
            target = arrow.get("Target", "")
            if not external:
                target = posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip("/")
            kind = arrow.get("Type", "").rsplit("/", 1)[-1]
            found[arrow.get("Id", "")] = Relation(kind, target, external)
        return found


def _transitional(root: etree._Element) -> etree._Element:
    """Rename the namespaces of a Strict part to those of Transitional; others stay as they are."""
    if not any(f"{{{address}}}".startswith(_STRICT_ROOT) for address in root.nsmap.values() if address):
        return root
    for element in root.iter(etree.Element):
        element.tag = _renamed(str(element.tag))
        for name in [name for name in element.attrib if str(name).startswith(_STRICT_ROOT)]:
            element.set(_renamed(str(name)), element.attrib.pop(name))
    return root


def _renamed(name: str) -> str:
    address, brace, local = name.rpartition("}")
    return _STRICT.get(address + brace, address + brace) + local
