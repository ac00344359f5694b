"""Read a Word file (DOCX, DOCM, DOTX; Transitional or Strict): every word a reader would see.

Straight from the XML, since a library that lists paragraphs misses tables, text boxes, notes,
headers and Word's own numbers, and shows tracked changes as no view of Word does. What could
not be read is said in a notice.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from analyser.errors import NoText
from analyser.model import Notice, View
from analyser.reading.docx_body import Story
from analyser.reading.docx_numbering import Numbering
from analyser.reading.docx_parts import R, W, WordParts, value
from analyser.reading.docx_runs import Runs
from analyser.reading.docx_styles import Styles
from analyser.reading.draft import Draft
from analyser.reading.limits import Limits
from analyser.reading.line import Line
from analyser.reading.package import Package, damaged
from analyser.reading.revisions import Change, Changes, Comments

_NOTES = (("footnotes", "footnote"), ("endnotes", "endnote"))
_MARGINS = (("header", "headerReference"), ("footer", "footerReference"))


def read_docx(data: bytes, name: str, limits: Limits, view: View) -> Draft:
    """The text of a Word file in one view of its tracked changes.

    Order: body, footnotes, endnotes, headers, footers. ``Block.paragraph`` is the place of the
    block's w:p among all w:p of the body: ``list(body.iter(w:p))[paragraph - 1]``.

    Raises Damaged, Unsafe, Encrypted or NoText; ``name`` is the file's name, for those errors.
    """
    draft = Draft()
    try:
        _fill(draft, WordParts(Package(data, name, limits), draft.notices), view)
    except RecursionError as error:
        raise damaged(name, "het is te diep genest", "it is nested too deeply") from error
    if not any(character.isalnum() for character in draft.text):
        raise NoText(name, pages=0)
    return draft


def _fill(draft: Draft, parts: WordParts, view: View) -> None:
    changes, comments = Changes(view), Comments()
    styles = Styles(parts.first("styles"))
    numbering = Numbering(parts.first("numbering"), styles)
    runs = Runs(parts, styles, changes, comments, draft.notices)
    story = Story(draft, runs, styles, numbering, changes, comments)
    assert parts.body is not None  # WordParts refuses a file without one
    story.read(parts.body, "body")
    for section, kind in _NOTES:
        _read_notes(parts, story, runs, section, kind)
    for section, kind in _MARGINS:
        for part in _margin_parts(parts, section, kind):
            root = parts.optional(part)
            if root is not None:
                story.read(root, section)
    changes.finish(draft)
    comments.finish(draft, _written_comments(parts))
    for code, count in sorted(runs.found.counts.items()):
        draft.notices.append(Notice(code, details=(("count", str(count)),)))


def _read_notes(parts: WordParts, story: Story, runs: Runs, section: str, kind: str) -> None:
    """The foot- or endnotes that the text refers to, in order of reference."""
    wanted = [identity for where, identity in runs.found.notes if where == section]
    root = parts.first(section) if wanted else None
    if root is None:
        if wanted and not any(relation.kind == section for relation in parts.relations.values()):
            story.draft.notices.append(Notice("docx-part-unread", unread=True, part=section))
        return
    notes = {value(note, "id"): note for note in root.iterchildren(W + kind)}
    for identity in wanted:
        if identity in notes:
            story.read(notes[identity], section)


def _margin_parts(parts: WordParts, section: str, reference: str) -> Iterator[str]:
    """The header or footer parts of the sections, each once, in order."""
    seen: set[str] = set()
    for element in parts.document.iter(W + reference):
        part = parts.related(element.get(R + "id"), section)
        if part is not None and part not in seen:
            seen.add(part)
            yield part


def _written_comments(parts: WordParts) -> Iterator[tuple[str, Change, str]]:
    root = parts.first("comments")
    if root is None:
        return
    for comment in root.iterchildren(W + "comment"):
        who = Change("comment", value(comment, "author") or "", value(comment, "date") or "")
        yield value(comment, "id") or "", who, _plain(comment)


def _plain(comment: etree._Element) -> str:
    """The words of a comment, its paragraphs joined by a space."""
    line = Line()
    for element in comment.iter(W + "p", W + "t", W + "tab", W + "br"):
        line.write(element.text or "" if element.tag == W + "t" else " ")
    return line.text
