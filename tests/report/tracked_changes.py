"""Accepting and refusing the tracked changes of a Word file, written apart from the reader and the writer.

After ECMA-376 part 1, 17.13.5: words of a change are kept or dropped; a paragraph whose mark is dropped
joins the next one, which keeps its own properties.
"""

from __future__ import annotations

import io
import zipfile
from itertools import groupby

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Settled = list[tuple[str, str, tuple[tuple[str, str], ...]]]
"""Of each paragraph: what it stands in, its properties, and its words by run properties."""


def main_part(data: bytes) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read("word/document.xml"))


def settled(data: bytes, *, accept: bool) -> Settled:
    """Every paragraph of the body when all changes are accepted, or all refused."""
    body = main_part(data).find(W + "body")
    assert body is not None
    kept, dropped = ("ins", "moveTo"), ("del", "moveFrom")
    if not accept:
        kept, dropped = dropped, kept
    joined = []
    for paragraph in list(body.iter(W + "p")):
        properties = paragraph.find(W + "pPr")
        if properties is None:
            continue
        if not accept:
            _restore(properties)
        mark = properties.find(W + "rPr")
        if mark is not None:
            if any(mark.find(W + name) is not None for name in dropped):
                joined.append(paragraph)
            for name in (*kept, *dropped):
                for element in mark.findall(W + name):
                    mark.remove(element)
        for element in properties.findall(W + "pPrChange"):
            properties.remove(element)
    for name in dropped:
        for element in list(body.iter(W + name)):
            if element.getparent().tag == W + "p":
                element.getparent().remove(element)
    for name in kept:
        for element in list(body.iter(W + name)):
            for child in list(element):
                element.addprevious(child)
            element.getparent().remove(element)
    for paragraph in joined:
        following = paragraph.getnext()
        if following is not None and following.tag == W + "p":
            at = 0 if following.find(W + "pPr") is None else 1
            following[at:at] = [child for child in paragraph if child.tag != W + "pPr"]
            paragraph.getparent().remove(paragraph)
    return [_paragraph(paragraph) for paragraph in body.iter(W + "p")]


def texts(paragraphs: Settled) -> list[str]:
    return ["".join(words for _, words in runs) for _, _, runs in paragraphs]


def commented(data: bytes) -> dict[str, str]:
    """The words that each comment of the body is anchored to, deleted ones left out, by the comment's id."""
    found: dict[str, str] = {}
    opened: set[str] = set()
    for element in main_part(data).iter(etree.Element):
        identity = element.get(W + "id", "")
        if element.tag == W + "commentRangeStart":
            opened.add(identity)
            found[identity] = ""
        elif element.tag == W + "commentRangeEnd":
            opened.remove(identity)
        elif element.tag in (W + "t", W + "br", W + "p"):
            text = {W + "t": element.text or "", W + "br": "\n", W + "p": "¶"}[element.tag]
            for each in opened:
                found[each] += text
    assert opened == set()
    return found


def _restore(properties: etree._Element) -> None:
    change = properties.find(W + "pPrChange")
    if change is None:
        return
    kept = [child for child in properties if child.tag in (W + "rPr", W + "sectPr")]
    properties[:] = [*change[0], *kept]


def _paragraph(paragraph: etree._Element) -> tuple[str, str, tuple[tuple[str, str], ...]]:
    runs = []
    for run in paragraph.iter(W + "r"):
        if next(run.iterancestors(W + "p")) is paragraph and run.find(W + "commentReference") is None:
            marks = {W + "br": "\n", W + "tab": "\t"}
            words = "".join(
                marks.get(str(child.tag), child.text or "") for child in run if child.tag != W + "rPr"
            )
            runs.append((_canonical(run.find(W + "rPr")), words))
    merged = tuple(
        (look, "".join(words for _, words in same)) for look, same in groupby(runs, lambda run: run[0])
    )
    return str(paragraph.getparent().tag), _canonical(paragraph.find(W + "pPr")), merged


def _canonical(properties: etree._Element | None) -> str:
    """The properties as text; the same for empty ones and none."""
    if properties is None:
        return ""
    for empty in [child for child in properties if child.tag == W + "rPr" and not len(child)]:
        properties.remove(empty)
    return etree.tostring(properties, method="c14n", exclusive=True).decode() if len(properties) else ""
