"""A review in the contract itself: the supplier's own Word file, with comments and tracked insertions.

A remark is a comment at each of its passages in the file, in full at the first; the clause proposed is a
tracked insertion below the last. What the contract is silent on stands at the end. Whoever accepts all
changes has the contract as proposed, whoever refuses all has it as it was. Remarks on other files stay out.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from lxml import etree

from analyser.model import Document, Evidence, Format
from analyser.reading.limits import Limits
from analyser.report.docx_anchors import Anchor, Anchors
from analyser.report.docx_comments import ADDED_TITLE, Comments
from analyser.report.docx_file import WordFile
from analyser.report.docx_insertions import Insertions, Passage
from analyser.report.summary import clean, holds
from analyser.review import Remark, Review


def docx_review(
    data: bytes,
    document: Document,
    review: Review,
    *,
    with_missing: bool = True,
    limits: Limits | None = None,
) -> bytes:
    """The Word file that ``document`` was read from, with the remarks about it written in.

    ``with_missing``: also the remarks without any passage; in a dossier one file should hold those.
    Raises ValueError where ``data`` is not that file or no Word file, and InputError where its
    package cannot be written on.
    """
    if document.format is not Format.DOCX:
        raise ValueError("only a Word file can be reviewed as one")
    if hashlib.sha256(data).hexdigest() != document.sha256:
        raise ValueError("these are not the bytes that the document was read from")
    limits = limits or Limits()
    file = WordFile(data, document.name, limits)
    reviewer = _Reviewer(file, document, review, limits)
    for remark in review.remarks:
        reviewer.remark(remark, with_missing=with_missing)
    reviewer.close()
    return file.packed()


class _Reviewer:
    """One file under review."""

    def __init__(self, file: WordFile, document: Document, review: Review, limits: Limits) -> None:
        self._file = file
        self._document = document
        self._language = review.language
        self._comments = Comments(file, review)
        self._anchors = Anchors(file, document, limits)
        self._insertions = Insertions(file, self._comments.author, self._comments.date)
        self._first = self._margin(0)
        self._last = self._margin(-1)
        self._missing: list[Remark] = []
        self._added: list[Passage] = []

    def remark(self, remark: Remark, *, with_missing: bool) -> None:
        """Write a remark at its passages in this file."""
        places = _in_order(evidence for evidence in remark.places if holds(self._document, evidence))
        if places:
            self._at_places(remark, places)
        elif with_missing and not remark.places:
            self._missing.append(remark)

    def close(self) -> None:
        """Write what stands at the end: additional provisions, and what the review was made with."""
        for remark in self._missing:
            lines = _lines(remark)
            identity = self._comments.in_full(remark, clause_here=False if lines else None)
            if lines:
                self._added.append(Passage(lines, None, identity))
            else:
                self._anchors.comment(self._anchors.whole(self._last), identity)
        if self._added:
            title = Passage((ADDED_TITLE[self._language],), None, heading=True)
            for passage in (title, *self._added):
                self._insertions.add(None, passage)
        self._anchors.comment(self._anchors.whole(self._last), self._comments.trace())
        self._insertions.write()

    def _at_places(self, remark: Remark, places: list[Evidence]) -> None:
        anchors = [(evidence, self._anchors.of(evidence.start, evidence.end)) for evidence in places]
        in_body = [anchor for _, anchor in anchors if anchor is not None]
        lines = _lines(remark)
        clause_here = bool(in_body) if lines else None
        others = sorted({e.file for e in remark.places} - {self._document.name})
        for count, (evidence, anchor) in enumerate(anchors):
            elsewhere = self._elsewhere(evidence, anchor)
            if count == 0:
                identity = self._comments.in_full(
                    remark, clause_here=clause_here, elsewhere=elsewhere, others=others
                )
            else:
                identity = self._comments.pointer(remark, places[0], elsewhere)
            self._anchors.comment(anchor or self._anchors.whole(self._first), identity)
        if lines and in_body:
            paragraph = in_body[-1].paragraph
            self._insertions.add(paragraph, Passage(lines, paragraph))
        elif lines:
            self._added.append(Passage(lines, None))

    def _elsewhere(self, evidence: Evidence, anchor: Anchor | None) -> str:
        """Where the passage is, if the comment does not hang on its words; "" if it does."""
        if anchor is not None and anchor.exact:
            return ""
        block = self._document.block_at(evidence.start)
        return self._comments.elsewhere("" if block is None else block.section, evidence)

    def _margin(self, index: int) -> etree._Element:
        """The first (0) or last (-1) paragraph of the body outside text boxes; made where there is none."""
        w = self._file.w
        paragraphs = [
            p for p in self._file.body.iter(w + "p") if next(p.iterancestors(w + "txbxContent"), None) is None
        ]
        if not paragraphs:
            paragraphs = [self._file.new("p")]
            self._file.body.insert(0, paragraphs[0])
        return paragraphs[index]


def _in_order(places: Iterable[Evidence]) -> list[Evidence]:
    """Passages in reading order, each range once."""
    ranges = {(evidence.start, evidence.end): evidence for evidence in places}
    return [ranges[key] for key in sorted(ranges)]


def _lines(remark: Remark) -> tuple[str, ...]:
    """The paragraphs of the clause proposed; none where none is."""
    return tuple(line.strip() for line in clean(remark.proposal).splitlines() if line.strip())
