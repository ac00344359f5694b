"""A supplier's Word file opened to be written on: its main part, its comments, free ids, and back to bytes.

Only four parts are ever written: the main part, the comments, and the two lists of OPC that name a new
comments part. The namespaces are the file's own, so that a Strict file stays Strict.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from copy import deepcopy
from itertools import count

from lxml import etree

from analyser.reading.docx_parts import W, WordParts
from analyser.reading.limits import Limits
from analyser.reading.package import Package

_TYPES = "[Content_Types].xml"
_TYPES_NS = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATIONS_NS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_RELATION = {
    W: "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}": (
        "http://purl.oclc.org/ooxml/officeDocument/relationships"
    ),
}
_WITH_IDS = ("comments", "footnotes", "endnotes", "header", "footer")


class WordFile:
    """The parts of one DOCX, DOCM or DOTX that a review writes on.

    Raises as ``Package`` does, and Damaged where no Word document is in it or its comments do not open.
    """

    def __init__(self, data: bytes, name: str, limits: Limits) -> None:
        self._source = (data, name, limits)
        package = Package(data, name, limits)
        parts = WordParts(package, [])
        self.main = parts.main
        self.root = package.xml(parts.main)
        self.w = f"{{{etree.QName(self.root).namespace}}}"
        existing = [r for r in parts.relations.values() if r.kind == "comments" and not r.external]
        self._comments_part = existing[0].target if existing else _free_name(package, parts.main)
        self._registers = {} if existing else self._registered(package, parts)
        self.comments = (
            package.xml(self._comments_part)
            if existing
            else etree.Element(self.w + "comments", nsmap={"w": self.w[1:-1]})
        )
        self._used = set(_ids(parts))
        self._free = count(1)

    @property
    def body(self) -> etree._Element:
        """The body of the main part."""
        body = self.root.find(self.w + "body")
        assert body is not None  # WordParts refuses a file without one
        return body

    def free_id(self) -> str:
        """An id that no comment, tracked change or other annotation of the file has."""
        identity = next(number for number in self._free if number not in self._used)
        return str(identity)

    def new(self, tag: str, **attributes: str) -> etree._Element:
        """An element of the main part; tag and attributes by their local names."""
        return self._element(self.w, tag, attributes)

    def new_in_comments(self, tag: str, **attributes: str) -> etree._Element:
        """An element of the comments part, whose namespace may be another."""
        return self._element(f"{{{etree.QName(self.comments).namespace}}}", tag, attributes)

    def packed(self, root: etree._Element | None = None, comments: etree._Element | None = None) -> bytes:
        """The whole file, with this main part and these comments in place of its own."""
        data, name, limits = self._source
        written = {
            self.main: self.root if root is None else root,
            self._comments_part: self.comments if comments is None else comments,
            **self._registers,
        }
        return Package(data, name, limits).with_parts(
            {
                part: etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
                for part, tree in written.items()
            }
        )

    def copy(self) -> etree._Element:
        """A copy of the main part to try something on."""
        return deepcopy(self.root)

    def _element(self, space: str, tag: str, attributes: dict[str, str]) -> etree._Element:
        return etree.Element(
            space + tag,
            {space + name: text for name, text in attributes.items()},
            nsmap={"w": space[1:-1]},
        )

    def _registered(self, package: Package, parts: WordParts) -> dict[str, etree._Element]:
        """Content types and relationships with the new comments part in them."""
        types = package.xml(_TYPES)
        override = {"PartName": f"/{self._comments_part}", "ContentType": _COMMENTS_TYPE}
        etree.SubElement(types, _TYPES_NS + "Override", override)
        folder, base = posixpath.split(parts.main)
        name = posixpath.join(folder, "_rels", f"{base}.rels")
        if name in package:
            relations = package.xml(name)
        else:
            spaces = {None: _RELATIONS_NS[1:-1]}
            relations = etree.Element(_RELATIONS_NS + "Relationships", nsmap=spaces)  # type: ignore[arg-type]
        taken = parts.relations
        arrow = {
            "Id": next(f"rId{n}" for n in count(1) if f"rId{n}" not in taken),
            "Type": f"{_RELATION.get(self.w, _RELATION[W])}/comments",
            "Target": posixpath.basename(self._comments_part),
        }
        etree.SubElement(relations, _RELATIONS_NS + "Relationship", arrow)
        return {_TYPES: types, name: relations}


def keep_spaces(element: etree._Element) -> None:
    """State that the white space at the ends of a w:t belongs to it."""
    element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _ids(parts: WordParts) -> Iterator[int]:
    """The ids of every annotation in the parts that hold text."""
    related = [r.target for r in parts.relations.values() if r.kind in _WITH_IDS and not r.external]
    roots = [parts.document, *(parts.optional(part) for part in related)]
    for root in roots:
        for element in () if root is None else root.iter(etree.Element):
            text = element.get(W + "id", "")
            if text.lstrip("-").isdecimal():
                yield int(text)


def _free_name(package: Package, main: str) -> str:
    """A name for the comments part, beside the main part."""
    folder = posixpath.dirname(main)
    names = (posixpath.join(folder, f"comments{n or ''}.xml") for n in count())
    return next(name for name in names if name not in package)
