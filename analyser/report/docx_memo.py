"""The report as a Word memo: the gaps with quotes and suggested clauses, for a file or a negotiation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from analyser.award import BeforeAward
from analyser.library import ClauseLibrary, Requirement
from analyser.model import Assessment, Evidence, Finding, Role, Verdict
from analyser.report import award, papers, summary
from analyser.report.profiles import edition, fingerprint
from analyser.report.texts import Tongue, texts
from analyser.report.texts.papers import papers_texts
from analyser.report.texts.review import long_day, review_texts
from analyser.report.word import WordFile, set_language
from analyser.review import Decision

_PAPER_COLUMNS: Final = ("rank_label", "paper_label", "kind_label", "holding_label", "where_label")
_NOWHERE: Final = "–"  # for a place where there is none


def render(
    assessment: Assessment,
    library: ClauseLibrary,
    language: Tongue,
    decisions: Mapping[str, Decision] | None = None,
    before: BeforeAward | None = None,
) -> bytes:
    """The memo's bytes.

    ``decisions`` holds the one that counts for each requirement decided on; None means that this is no
    memo of a review, and it then says nothing about decisions. ``before`` is what was recorded before award;
    None: nobody keeps that.
    """
    memo = _Memo(assessment, library, language, decisions)
    memo.opening()
    memo.themes()
    memo.papers()
    memo.gaps()
    memo.decisions()
    memo.award(before)
    memo.sources()
    memo.account()
    return memo.close()


class _Memo:
    """A memo under construction."""

    def __init__(
        self,
        assessment: Assessment,
        library: ClauseLibrary,
        language: Tongue,
        decisions: Mapping[str, Decision] | None,
    ) -> None:
        self._assessment = assessment
        self._library = library
        self._language = language
        self._words = texts(language)
        self._review_words = review_texts(language)
        self._decisions = decisions
        self._gaps = summary.gaps(assessment.findings)
        self._several = len(assessment.documents) > 1
        self._clause_language = summary.contract_language(assessment)
        self._file = WordFile(self._words["title"], language)

    def opening(self) -> None:
        """Title, what was judged, and the conclusion with what was not read."""
        words, language = self._words, self._language
        self._file.heading(words["title"], 0)
        self._file.paragraph(", ".join(document.name for document in self._assessment.documents))
        self._file.paragraph(f"{words['about']}: {summary.about(self._assessment, self._library, language)}.")
        self._file.heading(words["conclusion"], 1)
        self._file.paragraph(summary.conclusion(self._assessment, language))
        review = len(summary.to_review(self._assessment.findings))
        judged = summary.judged(self._assessment.findings)
        self._file.paragraph(words["review_count"].format(n=review, judged=judged) + ".")
        self._file.heading(words["unread_title"], 2)
        unread = summary.notices(self._assessment, language, unread=True)
        for sentence in unread or (words["unread_nothing"],):
            self._file.paragraph(sentence, "List Bullet" if unread else None)

    def themes(self) -> None:
        """A count per theme and verdict, and a table of gaps per theme."""
        words, language = self._words, self._language
        self._file.heading(words["summary"], 1)
        header = [words["theme"], *(summary.verdict_word(v, language) for v in summary.VERDICTS)]
        tallies = summary.per_theme(self._assessment, self._library)
        rows = [[t.theme.title[language], *(str(n) for n in t.counts.values())] for t in tallies]
        totals = summary.counts(self._assessment.findings).values()
        self._file.table(header, [*rows, [words["total"], *(str(n) for n in totals)]], (4.3, *[2.15] * 6))
        for tally in tallies:
            gaps = summary.gaps(tally.findings)
            if gaps:
                self._file.heading(tally.theme.title[language], 2)
                self._file.table(
                    (words["verdict_label"], words["severity_label"], words["requirement"], words["place"]),
                    [self._gap_row(finding) for finding in gaps],
                    (3.2, 2.4, 7.4, 4.2),
                )

    def papers(self) -> None:
        """The stack of papers, the highest first, where the dossier has more than one."""
        if not papers.tells(self._assessment.stack):
            return
        words = papers_texts(self._language)
        self._file.heading(words["title"], 1)
        header = [words[name] for name in _PAPER_COLUMNS]
        lines = papers.lines(self._assessment.stack, self._language)
        rows = [[line.rank, line.name, line.kind, line.holding, line.place] for line in lines]
        self._file.table(header, rows, (2.4, 4.2, 3.6, 3.2, 3.8))
        for sentence in papers.sentences(self._assessment.stack, self._language):
            self._file.paragraph(sentence, "List Bullet")

    def gaps(self) -> None:
        """Every gap in full, knock-outs first."""
        self._file.heading(self._words["gaps"], 1)
        if not self._gaps:
            self._file.paragraph(self._words["no_gaps"])
        for finding in self._gaps:
            self._gap(finding, self._library.requirement(finding.requirement))

    def decisions(self) -> None:
        """Decisions on findings that are no gap, and what nobody decided on."""
        if self._decisions is None:
            return
        words = self._review_words
        self._file.heading(words["decisions_title"], 1)
        others = [finding for finding in self._assessment.findings if finding not in self._gaps]
        decided = [finding for finding in others if finding.requirement in self._decisions]
        if decided:
            self._file.heading(words["other_decisions"], 2)
        for finding in decided:
            title = self._library.requirement(finding.requirement).title[self._language]
            self._file.named(title, summary.verdict_word(finding.verdict, self._language))
            self._decision(self._decisions[finding.requirement])
        self._file.heading(words["undecided_title"], 2)
        undecided = [
            finding
            for finding in self._assessment.findings
            if finding.verdict is not Verdict.NOT_APPLICABLE and finding.requirement not in self._decisions
        ]
        if not undecided:
            self._file.paragraph(words["undecided_none"])
            return
        header = (self._words["verdict_label"], self._words["severity_label"], self._words["requirement"])
        rows = [self._gap_row(finding)[:3] for finding in undecided]
        self._file.table(header, rows, (3.2, 2.4, 11.6))

    def award(self, before: BeforeAward | None) -> None:
        """What was recorded before award, where that is kept."""
        if before is not None:
            award.chapter(self._file, before, self._language)

    def sources(self) -> None:
        """The sources of the gaps' norms, each with how sure we are of it."""
        if not self._gaps:
            return
        words = self._words
        self._file.heading(words["sources"], 1)
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
        self._file.table(header, sorted(rows), (6.0, 4.2, 7.0))

    def account(self) -> None:
        """Files and library with their hashes, and the disclaimer."""
        words = self._words
        self._file.heading(words["accountability"], 1)
        for document in self._assessment.documents:
            view = words["view"][document.view]
            changes = f"{words['open_changes'].lower()}: {len(document.revisions)} ({view})"
            self._file.paragraph(f"{document.name}; {changes}; {words['sha']} {document.sha256}")
        held = self._assessment
        called = edition(held.library_version, held.profile, self._language)
        self._file.paragraph(
            f"{words['library']} {words['version']} {called}, {words['law_as_of']} "
            f"{self._library.manifest.law_as_of}; {words['sha']} {self._assessment.library_sha256}"
        )
        for name, sha256 in fingerprint(held.profile, self._language):
            self._file.paragraph(f"{name} {sha256}")
        if self._assessment.model_sha256:
            self._file.paragraph(f"{words['model_sha']} {self._assessment.model_sha256}")
        self._file.paragraph(words["confidence_note"])
        self._file.paragraph(self._library.manifest.disclaimer[self._language])

    def close(self) -> bytes:
        """The memo's bytes."""
        return self._file.close()

    def _gap_row(self, finding: Finding) -> list[str]:
        return [
            summary.verdict_word(finding.verdict, self._language),
            self._words["severity"][finding.severity],
            self._library.requirement(finding.requirement).title[self._language],
            summary.first_place(finding, self._language, with_file=self._several) or _NOWHERE,
        ]

    def _gap(self, finding: Finding, requirement: Requirement) -> None:
        words, language = self._words, self._language
        self._file.heading(requirement.title[language], 2)
        facts = self._file.paragraph("")
        facts.add_run(summary.verdict_word(finding.verdict, language)).bold = True
        review = f"; {words['review'].lower()}" if finding.review else ""
        certainty = f"; {words['confidence'].lower()}: {words['certainty'][finding.certainty]}"
        severity = f"; {words['severity_label'].lower()}: {words['severity'][finding.severity]}"
        facts.add_run(f"{severity}{certainty}{review}")
        decision = None
        if self._decisions is not None:
            decision = self._decisions.get(finding.requirement)
            self._decision(decision)
        self._file.named(words["norm"], requirement.norm[language])
        self._file.named(words["explanation"], finding.explanation[language])
        for evidence in finding.evidence:
            self._quote(evidence)
        if not finding.evidence:
            passages, count = finding.receipt.passages, finding.receipt.words
            self._file.named(words["receipt"], words["receipt_text"].format(passages=passages, words=count))
            for evidence in finding.receipt.nearest[:1]:
                self._file.paragraph(f"{words['nearest']}:")
                self._quote(evidence)
        self._file.named(words["advice"], requirement.advice[language])
        self._proposal(requirement, decision)

    def _proposal(self, requirement: Requirement, decision: Decision | None) -> None:
        """The reviewer's own clause where there is one, else the library's; "" proposes none."""
        clause = requirement.model_clause[self._clause_language]
        if decision is not None and decision.proposal is not None:
            clause = decision.proposal
        if clause:
            self._file.named(self._words["model_clause"], "")
            set_language(self._file.paragraph(clause, "Quote"), self._clause_language)

    def _decision(self, decision: Decision | None) -> None:
        """What was decided, by whom, when and why."""
        words = self._review_words
        if decision is None:
            self._file.named(words["decision"], words["undecided"])
            return
        by = words["decided_by"].format(author=decision.author, day=long_day(decision.made, self._language))
        self._file.named(words["decision"], f"{words['outcome'][decision.outcome]} ({by})")
        if decision.verdict is not None:
            self._file.named(words["own_verdict"], summary.verdict_word(decision.verdict, self._language))
        self._file.named(words["reason"], decision.reason)

    def _quote(self, evidence: Evidence) -> None:
        """A quote with the deciding words in bold, and its place below."""
        paragraph = self._file.paragraph("", "Quote")
        for piece in summary.quote(self._assessment, evidence):
            paragraph.add_run(piece.text).bold = piece.deciding
        set_language(paragraph, self._clause_language)
        where = summary.place(evidence, self._language, with_file=self._several)
        if evidence.role is not Role.NEAREST:
            against = evidence.role is Role.AGAINST
            where = f"{where}; {self._words['against' if against else 'for_']}"
        self._file.paragraph(where, "Caption")
