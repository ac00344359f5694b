"""The report as a Word memo: the gaps with quotes and suggested clauses, for a file or a negotiation."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from typing import Any, Final

import docx
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from analyser.library import ClauseLibrary, Requirement
from analyser.model import Assessment, Evidence, Finding, Role
from analyser.report import summary
from analyser.report.sheets import MADE
from analyser.report.summary import clean
from analyser.report.texts import Tongue, texts

_LOCALE: Final = {"nl": "nl-NL", "en": "en-GB"}
_NOWHERE: Final = "–"  # for a place where there is none
_ZIP_DATE: Final = (1980, 1, 1, 0, 0, 0)  # the earliest a zip can hold; the clock would differ every time


def render(assessment: Assessment, library: ClauseLibrary, language: Tongue) -> bytes:
    """The memo's bytes."""
    memo = _Memo(assessment, library, language)
    memo.opening()
    memo.themes()
    memo.gaps()
    memo.sources()
    memo.account()
    return memo.close()


class _Memo:
    """A memo under construction."""

    def __init__(self, assessment: Assessment, library: ClauseLibrary, language: Tongue) -> None:
        self._assessment = assessment
        self._library = library
        self._language = language
        self._words = texts(language)
        self._gaps = summary.gaps(assessment.findings)
        self._several = len(assessment.documents) > 1
        self._clause_language = summary.contract_language(assessment)
        self._doc: Any = docx.Document()
        self._dress()

    def opening(self) -> None:
        """Title, what was judged, and the conclusion with what was not read."""
        words, language = self._words, self._language
        self._heading(words["title"], 0)
        self._paragraph(", ".join(document.name for document in self._assessment.documents))
        self._paragraph(f"{words['about']}: {summary.about(self._assessment, self._library, language)}.")
        self._heading(words["conclusion"], 1)
        self._paragraph(summary.conclusion(self._assessment, language))
        review = len(summary.to_review(self._assessment.findings))
        judged = summary.judged(self._assessment.findings)
        self._paragraph(words["review_count"].format(n=review, judged=judged) + ".")
        self._heading(words["unread_title"], 2)
        unread = summary.notices(self._assessment, language, unread=True)
        for sentence in unread or (words["unread_nothing"],):
            self._paragraph(sentence, "List Bullet" if unread else None)

    def themes(self) -> None:
        """A count per theme and verdict, and a table of gaps per theme."""
        words, language = self._words, self._language
        self._heading(words["summary"], 1)
        header = [words["theme"], *(summary.verdict_word(v, language) for v in summary.VERDICTS)]
        tallies = summary.per_theme(self._assessment, self._library)
        rows = [[t.theme.title[language], *(str(n) for n in t.counts.values())] for t in tallies]
        totals = summary.counts(self._assessment.findings).values()
        self._table(header, [*rows, [words["total"], *(str(n) for n in totals)]], (4.0, *[2.2] * 6))
        for tally in tallies:
            gaps = summary.gaps(tally.findings)
            if gaps:
                self._heading(tally.theme.title[language], 2)
                self._table(
                    (words["verdict_label"], words["severity_label"], words["requirement"], words["place"]),
                    [self._gap_row(finding) for finding in gaps],
                    (3.2, 2.4, 7.4, 4.2),
                )

    def gaps(self) -> None:
        """Every gap in full, knock-outs first."""
        self._heading(self._words["gaps"], 1)
        if not self._gaps:
            self._paragraph(self._words["no_gaps"])
        for finding in self._gaps:
            self._gap(finding, self._library.requirement(finding.requirement))

    def sources(self) -> None:
        """The sources of the gaps' norms, each with how sure we are of it."""
        if not self._gaps:
            return
        words = self._words
        self._heading(words["sources"], 1)
        used: dict[tuple[str, str], list[str]] = {}
        for finding in self._gaps:
            requirement = self._library.requirement(finding.requirement)
            for source in requirement.sources:
                key = (summary.source_name(source), summary.source_sureness(source, self._language))
                used.setdefault(key, []).append(requirement.title[self._language])
        rows = [
            [name, sureness, "; ".join(dict.fromkeys(titles))] for (name, sureness), titles in used.items()
        ]
        header = (words["source"], words["confidence"], words["used_for"])
        self._table(header, sorted(rows), (6.0, 4.2, 7.0))

    def account(self) -> None:
        """Files and library with their hashes, and the disclaimer."""
        words = self._words
        self._heading(words["accountability"], 1)
        for document in self._assessment.documents:
            view = words["view"][document.view]
            changes = f"{words['open_changes'].lower()}: {len(document.revisions)} ({view})"
            self._paragraph(f"{document.name}; {changes}; {words['sha']} {document.sha256}")
        self._paragraph(
            f"{words['library']} {words['version']} {self._assessment.library_version}, {words['law_as_of']} "
            f"{self._library.manifest.law_as_of}; {words['sha']} {self._assessment.library_sha256}"
        )
        if self._assessment.model_sha256:
            self._paragraph(f"{words['model_sha']} {self._assessment.model_sha256}")
        self._paragraph(words["confidence_note"])
        self._paragraph(self._library.manifest.disclaimer[self._language])

    def close(self) -> bytes:
        """The file, with every date in it fixed."""
        buffer = io.BytesIO()
        self._doc.save(buffer)
        return _without_clock(buffer.getvalue())

    def _gap_row(self, finding: Finding) -> list[str]:
        return [
            summary.verdict_word(finding.verdict, self._language),
            self._words["severity"][finding.severity],
            self._library.requirement(finding.requirement).title[self._language],
            summary.first_place(finding, self._language, with_file=self._several) or _NOWHERE,
        ]

    def _gap(self, finding: Finding, requirement: Requirement) -> None:
        words, language = self._words, self._language
        self._heading(requirement.title[language], 2)
        facts = self._paragraph("")
        facts.add_run(summary.verdict_word(finding.verdict, language)).bold = True
        review = f"; {words['review'].lower()}" if finding.review else ""
        certainty = f"; {words['confidence'].lower()}: {words['certainty'][finding.certainty]}"
        severity = f"; {words['severity_label'].lower()}: {words['severity'][finding.severity]}"
        facts.add_run(f"{severity}{certainty}{review}")
        self._named(words["norm"], requirement.norm[language])
        self._named(words["explanation"], finding.explanation[language])
        for evidence in finding.evidence:
            self._quote(evidence)
        if not finding.evidence:
            passages, count = finding.receipt.passages, finding.receipt.words
            self._named(words["receipt"], words["receipt_text"].format(passages=passages, words=count))
            for evidence in finding.receipt.nearest[:1]:
                self._paragraph(f"{words['nearest']}:")
                self._quote(evidence)
        self._named(words["advice"], requirement.advice[language])
        self._named(words["model_clause"], "")
        clause = self._paragraph(requirement.model_clause[self._clause_language], "Quote")
        _set_language(clause, self._clause_language)

    def _quote(self, evidence: Evidence) -> None:
        """A quote with the deciding words in bold, and its place below."""
        paragraph = self._paragraph("", "Quote")
        for piece in summary.quote(self._assessment, evidence):
            paragraph.add_run(piece.text).bold = piece.deciding
        _set_language(paragraph, self._clause_language)
        where = summary.place(evidence, self._language, with_file=self._several)
        if evidence.role is not Role.NEAREST:
            against = evidence.role is Role.AGAINST
            where = f"{where}; {self._words['against' if against else 'for_']}"
        self._paragraph(where, "Caption")

    def _named(self, name: str, text: str) -> None:
        paragraph = self._paragraph("")
        paragraph.add_run(f"{name}: " if text else f"{name}:").bold = True
        paragraph.add_run(clean(text))
        paragraph.paragraph_format.keep_with_next = not text

    def _heading(self, text: str, level: int) -> None:
        self._doc.add_heading(clean(text), level)

    def _paragraph(self, text: str, style: str | None = None) -> Any:
        return self._doc.add_paragraph(clean(text), style)

    def _table(self, header: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float]) -> None:
        """A table whose header row repeats on every page; ``widths`` in centimetres."""
        table = self._doc.add_table(rows=1, cols=len(header), style="Table Grid")
        table.autofit = False
        mark = OxmlElement("w:tblHeader")
        table.rows[0]._tr.get_or_add_trPr().append(mark)
        for cell, text in zip(table.rows[0].cells, header, strict=True):
            cell.paragraphs[0].add_run(clean(text)).bold = True
        for row in rows:
            line = table.add_row()
            line._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
            for cell, text in zip(line.cells, row, strict=True):
                cell.paragraphs[0].add_run(clean(text))
        for row_ in table.rows:
            for cell, width in zip(row_.cells, widths, strict=True):
                cell.width = Cm(width)
                cell.paragraphs[0].style = "No Spacing"
        self._doc.add_paragraph()

    def _dress(self) -> None:
        """Language, page, type and properties; the template's own are American and dated 2013."""
        properties = self._doc.core_properties
        properties.title = clean(self._words["title"])
        properties.author = properties.last_modified_by = properties.comments = ""
        properties.language = _LOCALE[self._language]
        properties.created = properties.modified = MADE
        styles = self._doc.styles
        for tag in styles.element.iter(qn("w:lang")):
            tag.set(qn("w:val"), _LOCALE[self._language])
        styles["Normal"].font.size = Pt(10.5)
        for name in ("Title", "Heading 1", "Heading 2", "Caption"):
            styles[name].font.color.rgb = RGBColor(0x15, 0x42, 0x73)
        section = self._doc.sections[0]
        section.orientation = WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Cm(21.0), Cm(29.7)
        section.left_margin = section.right_margin = Cm(1.9)


def _set_language(paragraph: Any, language: Tongue) -> None:
    """Have Word check and read aloud a paragraph in the contract's language."""
    for run in paragraph.runs:
        tag = OxmlElement("w:lang")
        tag.set(qn("w:val"), _LOCALE[language])
        run._r.get_or_add_rPr().append(tag)


def _without_clock(data: bytes) -> bytes:
    """The same zip with a fixed date on every part: python-docx stamps the present."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            part = zipfile.ZipInfo(entry.filename, _ZIP_DATE)
            part.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(part, old.read(entry))
    return buffer.getvalue()
