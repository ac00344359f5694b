"""Two versions as a Word file: the verdicts that turned, and the clauses side by side in tables."""

from __future__ import annotations

from typing import Any, Final

from docx.shared import RGBColor

from analyser.comparing import Aligned, Mark, Turn, VerdictTurn, Versions
from analyser.library import ClauseLibrary
from analyser.report import comparison, summary
from analyser.report.profiles import edition, fingerprint
from analyser.report.texts import Tongue, texts
from analyser.report.texts import comparison as own
from analyser.report.word import WordFile, set_language

_HALVES: Final = (8.6, 8.6)  # centimetres
_COLOURS: Final = {Mark.DELETED: RGBColor(0x8F, 0x14, 0x14), Mark.INSERTED: RGBColor(0x0B, 0x53, 0x24)}


def render(versions: Versions, library: ClauseLibrary, language: Tongue) -> bytes:
    """The file's bytes."""
    paper = _Paper(versions, library, language)
    paper.opening()
    paper.verdicts()
    paper.clauses()
    paper.account()
    return paper.close()


class _Paper:
    """The file under construction."""

    def __init__(self, versions: Versions, library: ClauseLibrary, language: Tongue) -> None:
        self._versions = versions
        self._library = library
        self._language = language
        self._words = texts(language)
        self._file = WordFile(own.TITLE[language], language)
        self._sides = (own.OLD_SIDE[language], own.NEW_SIDE[language])

    def opening(self) -> None:
        """Title, files, the conclusion, and what was not read."""
        language = self._language
        self._file.heading(own.TITLE[language], 0)
        for text, assessment in ((own.OLD, self._versions.old), (own.NEW_ONE, self._versions.new)):
            self._file.paragraph(text[language].format(title=comparison.names(assessment)))
        self._file.heading(self._words["conclusion"], 1)
        self._file.paragraph(comparison.conclusion(self._versions, language))
        if comparison.has_other_library(self._versions):
            self._file.paragraph(own.OTHER_LIBRARY[language])
        unread = comparison.unread(self._versions, language)
        self._file.heading(self._words["unread_title"], 2)
        self._file.paragraph(f"{own.NOT_ALL_READ[language]}:" if unread else own.ALL_READ[language])
        for sentence in unread:
            self._file.paragraph(sentence, "List Bullet")

    def verdicts(self) -> None:
        """A table for each verdict that turned, worse first."""
        self._file.heading(own.VERDICTS_TITLE[self._language], 1)
        if not self._versions.comparison.turned:
            self._file.paragraph(own.NO_TURNS[self._language])
        for turn in comparison.TURNS:
            group = comparison.turned(self._versions, turn)
            if group:
                self._file.heading(f"{own.TURN[turn][self._language]} ({len(group)})", 2)
            if group and turn is Turn.OTHER:
                self._file.paragraph(own.NOT_COMPARABLE[self._language])
            for verdict in group:
                self._verdict(verdict)

    def clauses(self) -> None:
        """How many clauses became what, and those that changed side by side."""
        language = self._language
        self._file.heading(own.CHANGED_CLAUSES[language], 1)
        counted = comparison.counted(self._versions)
        self._file.table(
            (own.BECAME[language], own.HOW_MANY[language]),
            [(own.CHANGE[change][language], str(count)) for change, count in counted.items()],
            (5.0, 2.5),
        )
        if not self._versions.comparison.changed:
            self._file.paragraph(own.NO_CLAUSES[language])
            return
        self._file.paragraph(own.MARKS[language])
        for clause in self._versions.comparison.changed:
            self._clause(clause)

    def account(self) -> None:
        """Files and library with their hashes, and the disclaimer."""
        words = self._words
        self._file.heading(words["accountability"], 1)
        for name, assessment in zip(self._sides, (self._versions.old, self._versions.new), strict=True):
            for document in assessment.documents:
                self._file.paragraph(f"{name}: {document.name}; {words['sha']} {document.sha256}")
            said = edition(assessment.library_version, assessment.profile, self._language)
            hashes = [
                (words["sha"], assessment.library_sha256),
                *fingerprint(assessment.profile, self._language),
                *([(words["model_sha"], assessment.model_sha256)] if assessment.model_sha256 else []),
            ]
            account = "; ".join(f"{label} {sha256}" for label, sha256 in hashes)
            self._file.paragraph(f"{name}: {words['library']} {words['version']} {said}; {account}")
        self._file.paragraph(self._library.manifest.disclaimer[self._language])

    def close(self) -> bytes:
        """The file's bytes."""
        return self._file.close()

    def _verdict(self, verdict: VerdictTurn) -> None:
        title = self._library.requirement(verdict.requirement).title[self._language]
        self._file.heading(f"{title} ({self._words['severity'][verdict.severity]})", 3)
        sides = comparison.sides(verdict, self._versions)
        header = [
            f"{side.name[self._language]}: {comparison.verdict_word(side.verdict, self._language)}"
            for side in sides
        ]
        table = self._file.table(header, [("", "")], _HALVES)
        for cell, side in zip(table.rows[1].cells, sides, strict=True):
            self._quotes(cell, side)

    def _quotes(self, cell: Any, side: comparison.Side) -> None:
        """The passages that decided, each followed by its place."""
        paragraph = cell.paragraphs[0]
        paragraph.add_run(comparison.silence(side, self._language))
        for number, evidence in enumerate(side.evidence):
            if number:
                paragraph = cell.add_paragraph(style="No Spacing")
            for piece in summary.quote(side.assessment, evidence):
                paragraph.add_run(piece.text).bold = piece.deciding
            set_language(paragraph, comparison.language_of(side.assessment, evidence))
            several = len(side.assessment.documents) > 1
            where = summary.place(evidence, self._language, with_file=several)
            cell.add_paragraph(style="No Spacing").add_run(f"({where})").italic = True

    def _clause(self, clause: Aligned) -> None:
        became = ", ".join(comparison.became(clause, self._language))
        self._file.heading(f"{comparison.called(clause, self._language)}: {became}", 2)
        table = self._file.table(self._sides, [("", "")], _HALVES)
        self._words_of(table.rows[1].cells[0], clause, is_old=True)
        self._words_of(table.rows[1].cells[1], clause, is_old=False)

    def _words_of(self, cell: Any, clause: Aligned, *, is_old: bool) -> None:
        passages = clause.old if is_old else clause.new
        assessment = self._versions.old if is_old else self._versions.new
        if not passages:
            absent = own.ONLY_NEW if is_old else own.ONLY_OLD
            cell.paragraphs[0].add_run(absent[self._language]).italic = True
            return
        where = comparison.place(passages[0], assessment, self._language)
        cell.paragraphs[0].add_run(where).italic = True
        for words in comparison.paragraphs(clause, is_old=is_old):
            paragraph = cell.add_paragraph(style="No Spacing")
            if words.number:
                paragraph.add_run(f"{words.number} ").bold = True
            for mark, said in words.runs:
                run = paragraph.add_run(said)
                run.font.strike = mark is Mark.DELETED or None
                run.font.underline = mark is Mark.INSERTED or None
                if mark in _COLOURS:
                    run.font.color.rgb = _COLOURS[mark]
            set_language(paragraph, comparison.tongue(assessment, passages[0].document))
