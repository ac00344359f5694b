"""What all reports share: counts, order, the conclusion, marked quotes."""

from __future__ import annotations

import dataclasses

import assessments
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyser.library import ClauseLibrary
from analyser.model import GAPS, Assessment, Evidence, Role, Severity, Verdict
from analyser.report import summary
from analyser.report.summary import Piece


def test_counts_name_every_verdict(assessment: Assessment) -> None:
    assert summary.counts(assessment.findings) == dict.fromkeys(Verdict, 10)
    assert summary.counts(()) == dict.fromkeys(Verdict, 0)


def test_themes_add_up_to_the_whole(assessment: Assessment, library: ClauseLibrary) -> None:
    tallies = summary.per_theme(assessment, library)
    assert [tally.theme.id for tally in tallies] == [theme.id for theme in library.manifest.themes]
    assert [f for tally in tallies for f in tally.findings] == list(assessment.findings)


def test_gaps_stand_in_order_of_weight(assessment: Assessment) -> None:
    found = summary.gaps(assessment.findings)
    weights = [(list(Severity).index(f.severity), GAPS.index(f.verdict)) for f in found]
    assert weights == sorted(weights)
    assert len(found) == 40
    assert {f.verdict for f in found} == set(GAPS)


@pytest.mark.parametrize(
    ("verdicts", "nl", "en"),
    [
        ((Verdict.MET,), "Het contract voldoet volgens deze toets aan alle 60 beoordeelde eisen.",
         "By this check the contract meets all 60 requirements judged."),
        ((Verdict.NOT_APPLICABLE,), "Geen enkele eis is op dit contract van toepassing.",
         "No requirement applies to this contract."),
        ((Verdict.MET,) * 59 + (Verdict.PARTIAL,),
         "Het contract voldoet aan 59 van de 60 beoordeelde eisen; 1 eis is niet of niet geheel gedekt, "
         "waarvan 0 knock-out.",
         "The contract meets 59 of the 60 requirements judged; 1 requirement is not or not wholly covered, "
         "of which 0 knock-out."),
        ((Verdict.MET,) * 59 + (Verdict.UNREAD,),
         "Het contract voldoet aan 59 van de 60 beoordeelde eisen; 0 eisen zijn niet of niet geheel gedekt, "
         "waarvan 0 knock-out; bij 1 eis is dat niet vast te stellen, omdat niet alles kon worden gelezen.",
         "The contract meets 59 of the 60 requirements judged; 0 requirements are not or not wholly covered, "
         "of which 0 knock-out; for 1 requirement this cannot be settled, because not everything could be "
         "read."),
    ],
    ids=["all met", "nothing applies", "one gap", "one unread"],
)  # fmt: skip
def test_the_conclusion(library: ClauseLibrary, verdicts: tuple[Verdict, ...], nl: str, en: str) -> None:
    assert len(library.requirements) == 60
    judged = assessments.assessment(library, verdicts)
    assert summary.conclusion(judged, "nl") == nl
    assert summary.conclusion(judged, "en") == en


def test_a_quote_shows_its_deciding_words(assessment: Assessment) -> None:
    evidence = assessment.findings[0].evidence[0]
    assert summary.quote(assessment, evidence) == (
        Piece("1.1 Leverancier meldt een datalek <b>", False),
        Piece("binnen 96 uur", True),
        Piece("</b> & op eigen kosten.", False),
    )


@given(st.lists(st.tuples(st.integers(0, 76), st.integers(1, 20)), max_size=4))
def test_whatever_decided_the_pieces_are_the_quote(ranges: list[tuple[int, int]]) -> None:
    source = assessments.document()
    whole = assessments.passage(source, 0, Role.FOR, "regel")
    inside = tuple((s, min(s + n, whole.end)) for s, n in ranges if s < whole.end)
    evidence = dataclasses.replace(whole, deciding=inside)
    judged = Assessment("1.0.0", "0" * 64, "", (source,), ("nl",), (), "all", ())
    pieces = summary.quote(judged, evidence)
    assert "".join(piece.text for piece in pieces) == evidence.text
    if not inside:
        assert pieces == (Piece(evidence.text, False),)


def test_a_quote_of_an_unknown_file_comes_unmarked(assessment: Assessment) -> None:
    evidence = dataclasses.replace(assessment.findings[0].evidence[0], file="elders.pdf")
    assert summary.quote(assessment, evidence) == (Piece(evidence.text, False),)


@pytest.mark.parametrize(
    ("raw", "safe"),
    [
        ("gewoon é – “ja”\tén\nnee", "gewoon é – “ja”\tén\nnee"),
        ("\x1b[31mrood", "\ufffd[31mrood"),
        ("a\x00b\x9bc\x7f", "a\ufffdb\ufffdc\ufffd"),
        ("caf\udce9.pdf", "caf\ufffd.pdf"),
    ],
)
def test_clean(raw: str, safe: str) -> None:
    assert summary.clean(raw) == safe


@pytest.mark.parametrize(
    ("page", "clause", "with_file", "expected"),
    [
        (4, "artikel 7.3", False, "artikel 7.3 (p. 4)"),
        (None, "artikel 7.3", False, "artikel 7.3"),
        (None, "", True, "a.docx: in de tekst"),
    ],
)
def test_place(page: int | None, clause: str, with_file: bool, expected: str) -> None:
    evidence = Evidence("a.docx", clause, page, "x", 0, 1, (), Role.FOR, "regel")
    assert summary.place(evidence, "nl", with_file=with_file) == expected


def test_sources_and_thresholds_say_how_sure_they_are(library: ClauseLibrary) -> None:
    requirement = library.requirement("privacy-datalek-melding")
    source, threshold = requirement.sources[0], requirement.tests[0]
    assert summary.source_name(source) == "AVG (EU) 2016/679, art. 33(1)-(3)"
    assert summary.source_sureness(source, "nl") == "vindplaats waarschijnlijk, inhoud waarschijnlijk"
    assert summary.source_sureness(source, "en") == "reference likely, content likely"
    assert summary.threshold(threshold, "nl") == "ten hoogste 48 uur"
    large = threshold.model_copy(update={"value": 1_250_000.5, "unit": "EUR", "operator": ">="})
    assert summary.threshold(large, "nl") == "ten minste 1.250.000,5 euro"
    assert summary.threshold(large, "en") == "at least 1,250,000.5 euros"


@pytest.mark.parametrize(
    ("verdict", "role", "told"),
    [
        (Verdict.MET, Role.FOR, "verboden: {label}"),
        (Verdict.PARTIAL, Role.FOR, "verboden: {label}; ontbreekt: {element}"),
        (Verdict.CONTRARY, Role.AGAINST, "{label}"),
    ],
)
def test_the_ground_says_whether_what_is_unwanted_is_forbidden(
    library: ClauseLibrary, assessment: Assessment, verdict: Verdict, role: Role, told: str
) -> None:
    finding = next(f for f in assessment.findings if f.requirement == "privacy-geen-training-op-invoer")
    requirement = library.by_id[finding.requirement]
    rule = next(rule for rule in requirement.rules if rule.effect == "unwanted")
    lacking = requirement.elements[:1]
    place = Evidence("a.docx", "artikel 1", None, "x", 0, 1, (), role, rule.id)
    held = dataclasses.replace(
        finding, verdict=verdict, evidence=(place,), lacking=tuple(e.id for e in lacking)
    )
    expected = told.format(label=rule.label.nl, element="".join(e.label.nl for e in lacking))
    assert summary.why(held, requirement, "nl") == expected
