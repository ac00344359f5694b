"""Read HTML: every word that a browser shows, with the numbers its lists print."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree
from lxml import html as lxml_html

from analyser.errors import Damaged
from analyser.model import BlockKind, Notice
from analyser.reading.draft import Draft
from analyser.reading.numerals import column_letters, roman

_BREAKING: Final = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html iframe legend li main menu nav ol "
    "optgroup option p pre search section select summary table tbody td textarea tfoot th thead tr ul".split()
)
_HEADINGS: Final = {f"h{level}": level - 1 for level in range(1, 7)}
_UNSEEN: Final = frozenset({"head", "script", "style", "template", "noscript"})
_STRUCK: Final = frozenset({"s", "strike", "del"})
_EMBEDDED: Final = frozenset({"iframe", "frame", "object", "embed"})
_IN_FLOW: Final = (
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ol",
    "ul",
    "table",
    "dl",
)  # in a row: it lays out a page
_BULLET: Final = "•"
_BREAK: Final = "\x1e"  # of a line within a block; white space, and in no HTML
_UNPRINTED: Final = str.maketrans("", "", "\u00ad\u200b\u2060\ufeff")  # marks of where a word may break
_ENDINGS: Final = (".", ";", ":", "!", "?")


def read_html(text: str, name: str) -> Draft:
    """The text of a page, in the order of its source; ``name`` is for the error.

    Text that is folded away is read too, since a reader can unfold it; comments, scripts and what shows only
    where those do not run are not. Raises Damaged where libxml2 gives up on the page.
    """
    draft = Draft()
    if text.strip("\0 \t\r\n"):
        _Page(draft).read(_parsed(text.replace("\0", "\ufffd"), name))
    return draft


def _parsed(text: str, name: str) -> etree._Element:
    parser = lxml_html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        data = text.encode("utf-8", errors="replace")
        root: etree._Element = lxml_html.document_fromstring(data, parser=parser)
    except etree.LxmlError as error:
        raise _unreadable(name) from error
    if any(entry.level == etree.ErrorLevels.FATAL for entry in parser.error_log):
        raise _unreadable(name)  # it stopped halfway: the rest of the text would be missing
    return root


def _unreadable(name: str) -> Damaged:
    return Damaged(
        name,
        reason_nl="de HTML is te diep genest of te groot om geheel te lezen",
        reason_en="its HTML is nested too deeply or too large to be read whole",
    )


@dataclass(slots=True)
class _List:
    """A list that is open; ``count`` is None where it has bullets."""

    count: int | None
    style: str


class _Page:
    """The text of one page, a block at a time."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._lists: list[_List] = []
        self._number: str | None = None  # of a list item whose words are still to come
        self._heading: int | None = None
        self._is_printed = False  # white space counts, as in <pre>
        self._is_row = False  # all of a table's row is one block
        self._words: list[str] = []
        self._embedded = self._images = self._struck = 0

    def read(self, root: etree._Element) -> None:
        """Put all of it in the draft."""
        self._walk(root)
        self._flush()
        for code, count in (
            ("html-embedded", self._embedded), ("html-image", self._images), ("struck-text", self._struck),
        ):  # fmt: skip
            if count:
                is_unread = code == "html-embedded"
                self._draft.notices.append(Notice(code, is_unread, details=(("count", str(count)),)))

    def _walk(self, element: etree._Element) -> None:
        tag = str(element.tag)
        if tag not in _UNSEEN:
            self._enter(tag, element)
        if element.tail:
            self._words.append(element.tail)

    def _enter(self, tag: str, element: etree._Element) -> None:
        if tag == "br":
            self._words.append("\n" if self._is_printed else _BREAK)
        elif tag == "img":
            self._image(element)
        elif tag == "tr" and not any(True for _ in element.iterdescendants(*_IN_FLOW)):
            self._row(element)
        elif tag in _BREAKING:
            self._flush()
            self._inside(tag, element)
            self._flush()
        else:
            self._content(element)
        self._embedded += tag in _EMBEDDED
        self._struck += tag in _STRUCK

    def _content(self, element: etree._Element) -> None:
        if element.text:
            self._words.append(element.text)
        for child in element:
            self._walk(child)

    def _inside(self, tag: str, element: etree._Element) -> None:
        """What stands in an element that begins on a line of its own."""
        if tag in _HEADINGS:
            before, self._heading = self._heading, _HEADINGS[tag]
            self._content(element)
            self._flush()
            self._heading = before
        elif tag in ("ol", "ul", "menu", "dir"):
            count = _whole(element.get("start"), 1) if tag == "ol" else None
            self._lists.append(_List(count, element.get("type", "1")))
            self._content(element)
            self._flush()
            self._lists.pop()
        elif tag == "li":
            self._item(element)
        elif tag in ("pre", "textarea"):
            before_print, self._is_printed = self._is_printed, True
            self._content(element)
            self._flush()
            self._is_printed = before_print
        else:
            self._content(element)

    def _item(self, element: etree._Element) -> None:
        self._number = _BULLET
        listed = self._lists[-1] if self._lists else None
        if listed is not None and listed.count is not None:
            count = _whole(element.get("value"), listed.count)
            self._number = _printed(count, element.get("type", listed.style))
            listed.count = count + 1
        self._content(element)
        self._flush()
        self._number = None  # an item without words has no number to print

    def _row(self, row: etree._Element) -> None:
        """Cells joined by " | ", empty cells at both ends left out."""
        self._flush()
        self._is_row = True
        cells = [_folded(row.text or "")]  # outside the cells, where it should not be
        for cell in row:
            self._walk(cell)
            cells.append(_folded("".join(self._words)))
            self._words.clear()
        self._is_row = False
        self._add(" | ".join(cells).strip(" |"), BlockKind.TABLE_ROW)

    def _image(self, element: etree._Element) -> None:
        self._images += 1
        self._words += [" ", element.get("alt", ""), " "]

    def _flush(self) -> None:
        """End the block in hand, if it has words."""
        if self._is_row:
            self._words.append(" ")
            return
        text = "".join(self._words)
        self._words.clear()
        if self._heading is not None:
            self._add(_folded(text), BlockKind.HEADING)
            return
        for line in self._lines(text):
            self._add(line, BlockKind.PARAGRAPH if self._number is None else BlockKind.ITEM)

    def _lines(self, text: str) -> Iterator[str]:
        """The lines of a block that are clauses: broken lines are joined where a sentence runs on."""
        if self._is_printed:
            yield from map(_folded, text.splitlines())
            return
        held = ""
        for line in text.split(_BREAK):
            folded = _folded(line)
            if held.endswith(_ENDINGS) or not folded:
                yield held
                held = folded
            else:
                held = f"{held} {folded}".strip()
        yield held

    def _add(self, text: str, kind: BlockKind) -> None:
        if not text:
            return
        number, self._number = self._number, None
        level = self._heading if kind is BlockKind.HEADING else None
        if self._lists and kind is BlockKind.ITEM:
            level = len(self._lists) - 1
        self._draft.add(
            f"{number} {text}" if number else text,
            kind,
            paragraph=len(self._draft.blocks) + 1,
            section="body",
            number=number,
            level=level,
        )


def _folded(text: str) -> str:
    return " ".join(text.translate(_UNPRINTED).split())


def _whole(value: str | None, otherwise: int) -> int:
    """The number that an attribute holds, up to the millions that a list could have."""
    text = (value or "").strip()
    return int(text) if text.lstrip("-").isdecimal() and len(text) < 8 and text.count("-") < 2 else otherwise


def _printed(count: int, style: str) -> str:
    """The number of an item as a browser prints it: "3.", "c.", "III."."""
    if style in ("a", "A") and count > 0:
        letters = column_letters(count)
        return f"{letters if style == 'A' else letters.lower()}."
    if style in ("i", "I") and 0 < count < 4000:
        numeral = roman(count)
        return f"{numeral if style == 'I' else numeral.lower()}."
    return f"{count}."
