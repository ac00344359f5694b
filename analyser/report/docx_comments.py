"""Comments of a Word file: what a remark says in the margin, and how it is written in the comments part."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final

from lxml import etree

from analyser.model import Evidence, Text
from analyser.report.docx_file import WordFile, keep_spaces
from analyser.report.profiles import edition
from analyser.report.summary import clean, place
from analyser.report.texts import texts
from analyser.report.texts.review import review_texts
from analyser.review import Remark, Review

ADDED_TITLE: Final = Text("Aanvullende bepalingen", "Additional provisions")
_CLAUSE: Final = {
    True: Text(
        "Ons tekstvoorstel staat als bijgehouden wijziging onder deze passage.",
        "The text we propose is a tracked change below this passage.",
    ),
    False: Text(
        'Ons tekstvoorstel staat als bijgehouden wijziging aan het einde, onder "Aanvullende bepalingen".',
        'The text we propose is a tracked change at the end, under "Additional provisions".',
    ),
}
_OTHERS: Final = Text(
    "Dit punt betreft ook {files}. Het tekstvoorstel hoeft maar op één plaats te worden opgenomen.",
    "This point also concerns {files}. The text we propose needs to be taken over in one place only.",
)
_OTHERS_ONLY: Final = Text("Dit punt betreft ook {files}.", "This point also concerns {files}.")
_ELSEWHERE: Final = Text("Het gaat om {part}: “{words}”", "This is about {part}: “{words}”")
_PARTS: Final = {
    "header": Text("de koptekst", "the header"),
    "footer": Text("de voettekst", "the footer"),
    "footnotes": Text("een voetnoot", "a footnote"),
    "endnotes": Text("een eindnoot", "an endnote"),
    "text-box": Text("een tekstvak", "a text box"),
}
_HERE: Final = Text("deze passage", "this passage")
_TRACE: Final = Text(
    "Opgesteld met eisenbibliotheek {version} (SHA-256 {library}{model}). "
    "Dit is een advies en geen juridisch oordeel.",
    "Drawn up with requirement library {version} (SHA-256 {library}{model}). "
    "This is advice and not a legal judgement.",
)
_MODEL: Final = Text("; model {model}", "; model {model}")
_LONGEST_INITIALS: Final = 9  # as many as Word takes


class Comments:
    """Writes comments in one name and at one moment; gives out their ids."""

    def __init__(self, file: WordFile, review: Review) -> None:
        self._file = file
        self._review = review
        self._language = review.language
        self._words = review_texts(review.language)
        self.author = clean(review.author)
        self.date = word_date(review.made)

    def in_full(
        self, remark: Remark, *, clause_here: bool | None, elsewhere: str = "", others: Sequence[str] = ()
    ) -> str:
        """The comment at a remark's first place.

        ``clause_here``: does the clause proposed stand below the passage (or at the end of the text)? None
        where none is proposed. ``elsewhere`` says where the passage is, if not where the comment hangs;
        ``others`` are the other files the remark is about.
        """
        lines = [
            self._label(remark),
            f"{self._words['asks']}: {remark.comment}",
            f"{texts(self._language)['norm']}: {remark.norm}",
            elsewhere,
        ]
        if clause_here is not None and remark.places:
            lines.append(_CLAUSE[clause_here][self._language])
        if others:
            sentence = _OTHERS_ONLY if clause_here is None else _OTHERS
            lines.append(sentence[self._language].format(files=", ".join(others)))
        return self._write(remark.title, [line for line in lines if line])

    def pointer(self, remark: Remark, first: Evidence, elsewhere: str = "") -> str:
        """The short comment at the other places: where the full one stands."""
        at = place(first, self._language)
        line = self._words["pointer"].format(place=at)
        return self._write(remark.title, [line for line in (line, elsewhere) if line])

    def trace(self) -> str:
        """The comment that says what the review was made with."""
        review = self._review
        model = _MODEL[self._language].format(model=review.model_sha256) if review.model_sha256 else ""
        sentence = _TRACE[self._language].format(
            version=edition(review.library_version, review.profile, self._language),
            library=review.library_sha256,
            model=model,
        )
        return self._write("", [sentence])

    def elsewhere(self, section: str, evidence: Evidence) -> str:
        """The sentence for a passage the comment cannot hang on: the part it is in, and its words."""
        part = _PARTS.get(section, _HERE)[self._language]
        return _ELSEWHERE[self._language].format(part=part, words=evidence.text)

    def _label(self, remark: Remark) -> str:
        words = self._words
        if remark.places:
            return words["must"] if remark.must else words["request"]
        return words["must_silent"] if remark.must else words["request_silent"]

    def _write(self, title: str, lines: Sequence[str]) -> str:
        """Add a comment and give its id. The title is bold; "" for none."""
        identity = self._file.free_id()
        comment = self._file.new_in_comments(
            "comment", id=identity, author=self.author, date=self.date, initials=initials(self.author)
        )
        written = [line for text in lines for line in clean(text).splitlines() if line.strip()]
        if title:
            comment.append(self._paragraph(clean(title), bold=True))
        comment.extend(self._paragraph(line) for line in written)
        first = self._file.new_in_comments("r")
        first.append(self._file.new_in_comments("annotationRef"))
        comment[0].insert(0, first)
        self._file.comments.append(comment)
        return identity

    def _paragraph(self, text: str, *, bold: bool = False) -> etree._Element:
        paragraph, run = self._file.new_in_comments("p"), self._file.new_in_comments("r")
        if bold:
            run.append(self._file.new_in_comments("rPr"))
            run[0].append(self._file.new_in_comments("b"))
        words = self._file.new_in_comments("t")
        words.text = text
        keep_spaces(words)
        run.append(words)
        paragraph.append(run)
        return paragraph


def word_date(moment: datetime) -> str:
    """A moment as Word writes it: in UTC, to the second."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def initials(author: str) -> str:
    """The first letter of each word of a name: "JdV" for "Jan de Vries"."""
    return "".join(word[0] for word in author.split() if word[0].isalnum())[:_LONGEST_INITIALS]
