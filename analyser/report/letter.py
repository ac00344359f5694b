"""A letter to the supplier with what must change in the contract and what is requested, as a Word file.

It is the buyer's letter, for a person to complete and sign: the points are numbered throughout, so that
an answer can refer to them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC
from typing import Final

from docx.shared import Cm

from analyser.model import Document
from analyser.report.profiles import edition, fingerprint
from analyser.report.summary import number, place
from analyser.report.texts import texts
from analyser.report.texts.review import long_day, review_texts
from analyser.report.word import WordFile
from analyser.review import Remark, Review

_LINE: Final = "_" * 40  # to write on
_LINE_AT: Final = Cm(3)


def letter(review: Review, documents: Sequence[Document]) -> bytes:
    """The letter's bytes, in the review's language; ``documents`` are the files that were reviewed."""
    return _Letter(review, documents).write()


class _Letter:
    """A letter under construction."""

    def __init__(self, review: Review, documents: Sequence[Document]) -> None:
        self._review = review
        self._documents = documents
        self._words = texts(review.language)
        self._own = review_texts(review.language)
        self._day = long_day(review.made, review.language)
        made = review.made.astimezone(UTC).replace(tzinfo=None)  # Word takes what stands there for UTC
        self._file = WordFile(self._own["letter_title"], review.language, made)
        self._points = 0  # so far

    def write(self) -> bytes:
        own, remarks = self._own, self._review.remarks
        self._opening()
        self._section(own["must_title"], [r for r in remarks if r.places and r.must])
        self._section(own["request_title"], [r for r in remarks if r.places and not r.must])
        absent = sorted((r for r in remarks if not r.places), key=lambda remark: not remark.must)
        self._section(own["absent_title"], absent, own["absent_note"])
        self._closing()
        self._account()
        return self._file.close()

    def _opening(self) -> None:
        own = self._own
        self._file.paragraph(own["addressee"])
        self._file.paragraph(self._day)
        self._file.heading(own["letter_title"], 0)
        self._file.named(own["subject"], self._review.dossier)
        self._file.paragraph(own["salutation"])
        files = ", ".join(document.name for document in self._documents)
        must = sum(remark.must for remark in self._review.remarks)
        requests = len(self._review.remarks) - must
        counted = ((own["opening_must"], must), (own["opening_request"], requests))
        points = " ".join(
            sentence.format(points=number(count, own["point_one"], own["point_many"]).format(n=count))
            for sentence, count in counted
            if count
        )
        sentence = own["opening"] if points else own["opening_none"]
        self._file.paragraph(sentence.format(files=files, points=points))

    def _section(self, title: str, remarks: Sequence[Remark], note: str = "") -> None:
        """A heading with a point for each remark; nothing where there are none."""
        if not remarks:
            return
        self._file.heading(title, 1)
        if note:
            self._file.paragraph(note)
        for remark in remarks:
            self._point(remark)

    def _point(self, remark: Remark) -> None:
        self._points += 1
        self._file.heading(f"{self._points}. {remark.title}", 2)
        for evidence in remark.places:
            quote = self._file.paragraph(f"“{evidence.text}”", "Quote")
            quote.paragraph_format.keep_with_next = True
            self._file.paragraph(place(evidence, self._review.language, with_file=True), "Caption")
        if not remark.places:
            label = self._own["must_silent" if remark.must else "request_silent"]
            self._file.paragraph(f"{label}.")
        self._file.named(self._own["asks"], remark.comment)
        self._file.named(self._words["norm"], remark.norm)
        if remark.proposal:
            self._file.named(self._words["model_clause"], "")
            self._file.set_apart(remark.proposal)

    def _closing(self) -> None:
        own = self._own
        if self._review.remarks:
            self._file.paragraph(own["closing"])
        self._file.paragraph(own["greeting"]).paragraph_format.keep_with_next = True
        for line in (own["name"], own["function"], own["signature"]):
            paragraph = self._file.paragraph(f"{line}:\t{_LINE}")
            paragraph.paragraph_format.tab_stops.add_tab_stop(_LINE_AT)
            paragraph.paragraph_format.keep_with_next = line != own["signature"]

    def _account(self) -> None:
        """What the letter rests on, so that it can be made again: files, library and learned model."""
        words, review = self._words, self._review
        self._file.heading(words["accountability"], 1)
        self._file.paragraph(self._own["made_by"].format(author=review.author, day=self._day))
        for document in self._documents:
            self._file.paragraph(f"{document.name}; {words['sha']} {document.sha256}")
        self._file.paragraph(
            f"{words['library']} {words['version']} "
            f"{edition(review.library_version, review.profile, review.language)}; "
            f"{words['sha']} {review.library_sha256}"
        )
        for name, sha256 in fingerprint(review.profile, review.language):
            self._file.paragraph(f"{name} {sha256}")
        if review.model_sha256:
            self._file.paragraph(f"{words['model_sha']} {review.model_sha256}")
        self._file.paragraph(self._own["person_decided"])
