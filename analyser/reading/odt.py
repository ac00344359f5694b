"""Read an OpenDocument text (ODT): every word a reader would see, with its computed numbers."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from analyser.errors import Damaged, Encrypted, NoText
from analyser.model import Notice, View
from analyser.reading.draft import Draft
from analyser.reading.limits import Limits
from analyser.reading.odt_body import OdtStory
from analyser.reading.odt_inline import Inline, Regions, is_shown
from analyser.reading.odt_styles import OFFICE, STYLE, OdtStyles
from analyser.reading.package import Package, damaged
from analyser.reading.revisions import Changes, Comments

_MANIFEST = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}"
_DRAWN = ("formula", "chart", "graphics", "image")  # objects that hold no sentences
_MARGINS = ("header", "footer")


def read_odt(data: bytes, name: str, limits: Limits, view: View) -> Draft:
    """The text of an ODT in one view of its tracked changes.

    Order: body, footnotes, endnotes, headers, footers. ``Block.paragraph`` is the place of the
    block's element among all text:p and text:h of office:text, from 1.

    Raises Damaged, Unsafe, Encrypted or NoText; ``name`` is the file's name, for those errors.
    """
    draft = Draft()
    try:
        _OdtFile(Package(data, name, limits), draft).fill(view)
    except RecursionError as error:
        raise damaged(name, "het is te diep genest", "it is nested too deeply") from error
    if not any(character.isalnum() for character in draft.text):
        raise NoText(name, pages=0)
    return draft


class _OdtFile:
    """The parts of one ODT; only content.xml is indispensable."""

    def __init__(self, package: Package, draft: Draft) -> None:
        self._draft = draft
        self._package = package
        self._media = self._read_manifest()
        self._content = package.xml("content.xml")
        body = self._content.find(f"{OFFICE}body/{OFFICE}text")
        if body is None:
            raise damaged(package.name, "er zit geen tekstdocument in", "it holds no text document")
        self._body = body
        self._styles = self._optional("styles.xml")

    def fill(self, view: View) -> None:
        """Read body, notes, headers and footers into the draft."""
        changes, comments = Changes(view), Comments()
        story = OdtStory(self._draft, changes)
        story.inline = inline = Inline(
            OdtStyles(_automatic(self._content), self._styles),
            Regions(self._body),
            changes,
            comments,
            story.split,
            self._object_notice,
            self._draft.notices,
        )
        story.read(self._body, "body")
        for section in ("footnotes", "endnotes"):
            for where, note in inline.found.notes:  # grows: a note may hold notes
                if where == section:
                    story.read(note, section)
        inline.styles = OdtStyles(self._styles)  # its automatic styles reuse the names of the body's
        for section in _MARGINS:
            for element in self._margins(section):
                story.read(element, section)
        changes.finish(self._draft)
        comments.finish(self._draft, inline.found.comments)
        for code, count in sorted(inline.found.counts.items()):
            self._draft.notices.append(Notice(code, details=(("count", str(count)),)))

    def _margins(self, section: str) -> Iterator[etree._Element]:
        """The headers or footers of the master pages, also those of left and first pages."""
        if self._styles is None:
            return
        for page in self._styles.iter(STYLE + "master-page"):
            for element in page:
                if str(element.tag).startswith(STYLE + section) and is_shown(element):
                    yield element

    def _read_manifest(self) -> dict[str, str]:
        """The media type of each entry. Raises Encrypted where an entry is."""
        root = self._optional("META-INF/manifest.xml")
        if root is None:
            return {}
        if any(True for _ in root.iter(_MANIFEST + "encryption-data", _MANIFEST + "encrypted-key")):
            raise Encrypted(self._package.name)
        return {
            entry.get(_MANIFEST + "full-path", "").strip("/"): entry.get(_MANIFEST + "media-type", "")
            for entry in root.iter(_MANIFEST + "file-entry")
        }

    def _object_notice(self, address: str) -> Notice:
        """The notice for an embedded object: text may be missing unless it is a drawing or formula."""
        part = address.removeprefix("./").strip("/")
        drawn = any(kind in self._media.get(part, "") for kind in _DRAWN)
        return Notice("odt-part-skipped", unread=not drawn, part=part)

    def _optional(self, part: str) -> etree._Element | None:
        try:
            return self._package.xml(part)
        except Damaged:
            self._draft.notices.append(Notice("odt-part-unread", unread=True, part=part))
            return None


def _automatic(content: etree._Element) -> etree._Element | None:
    return content.find(OFFICE + "automatic-styles")
