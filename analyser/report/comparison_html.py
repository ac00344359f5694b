"""Two versions as one accessible page that holds everything it needs and asks nothing of the outside."""

from __future__ import annotations

from analyser.comparing import Aligned, Passage, Turn, VerdictTurn, Versions
from analyser.library import ClauseLibrary
from analyser.model import Assessment, Evidence
from analyser.report import comparison, summary
from analyser.report.html import template
from analyser.report.profiles import edition, fingerprint
from analyser.report.texts import ICONS, Tongue, texts
from analyser.report.texts import comparison as own


def render(versions: Versions, library: ClauseLibrary, language: Tongue) -> str:
    """The page as HTML text; every value in it is escaped by Jinja."""
    return template("comparison.html.j2").render(
        compared=Compared(versions, library, language),
        own=own,
        words=texts(language),
        language=language,
        library=library,
        icons=ICONS,
    )


class Compared:
    """What a template asks about two versions."""

    def __init__(self, versions: Versions, library: ClauseLibrary, language: Tongue) -> None:
        self._versions = versions
        self._library = library
        self._language = language
        self.names = (comparison.names(versions.old), comparison.names(versions.new))
        self.conclusion = comparison.conclusion(versions, language)
        self.unread = comparison.unread(versions, language)
        self.has_other_library = comparison.has_other_library(versions)
        self.counted = comparison.counted(versions)
        self.clauses = versions.comparison.changed
        self.accounts = ((own.OLD_SIDE[language], versions.old), (own.NEW_SIDE[language], versions.new))

    @property
    def groups(self) -> tuple[tuple[Turn, tuple[VerdictTurn, ...]], ...]:
        found = ((turn, comparison.turned(self._versions, turn)) for turn in comparison.TURNS)
        return tuple((turn, group) for turn, group in found if group)

    def title(self, verdict: VerdictTurn) -> str:
        return self._library.requirement(verdict.requirement).title[self._language]

    def sides(self, verdict: VerdictTurn) -> tuple[comparison.Side, comparison.Side]:
        return comparison.sides(verdict, self._versions)

    def silence(self, side: comparison.Side) -> str:
        return comparison.silence(side, self._language)

    def pieces(self, side: comparison.Side, evidence: Evidence) -> tuple[summary.Piece, ...]:
        return summary.quote(side.assessment, evidence)

    def place_of(self, side: comparison.Side, evidence: Evidence) -> str:
        return summary.place(evidence, self._language, with_file=len(side.assessment.documents) > 1)

    def language_of(self, side: comparison.Side, evidence: Evidence) -> str:
        return comparison.language_of(side.assessment, evidence)

    def called(self, clause: Aligned) -> str:
        return comparison.called(clause, self._language)

    def became(self, clause: Aligned) -> tuple[str, ...]:
        return comparison.became(clause, self._language)

    def place(self, clause: Aligned, is_old: bool) -> str:
        """Where the clause stands on this side; "" where it does not."""
        passages, assessment = self._at(clause, is_old=is_old)
        return comparison.place(passages[0], assessment, self._language) if passages else ""

    def spoken(self, clause: Aligned, is_old: bool) -> str:
        """The language of the clause on this side."""
        passages, assessment = self._at(clause, is_old=is_old)
        return comparison.tongue(assessment, passages[0].document)

    def paragraphs(self, clause: Aligned, is_old: bool) -> tuple[comparison.Paragraph, ...]:
        return comparison.paragraphs(clause, is_old=is_old)

    def edition(self, assessment: Assessment) -> str:
        return edition(assessment.library_version, assessment.profile, self._language)

    def fingerprint(self, assessment: Assessment) -> object:
        return fingerprint(assessment.profile, self._language)

    def _at(self, clause: Aligned, *, is_old: bool) -> tuple[tuple[Passage, ...], Assessment]:
        if is_old:
            return clause.old, self._versions.old
        return clause.new, self._versions.new
