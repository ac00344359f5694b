"""Two versions of a contract, read from real files, and the verdicts on them."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordFile
from docx.text.paragraph import Paragraph
from versions import aligned, outline, unjudged

from analyser.comparing import Change, Turn, changed_of, compare
from analyser.library import ClauseLibrary
from analyser.model import (
    Assessment,
    Certainty,
    Evidence,
    Finding,
    Receipt,
    Role,
    Severity,
    Text,
    Verdict,
)
from analyser.reading import read, read_bytes

SAMPLES = Path(__file__).parents[2] / "samples" / "contracts"
SAAS = SAMPLES / "ai-saas-met-gaten.docx"


def second_version(change: Callable[[WordFile], None]) -> Assessment:
    """The sample, changed, written and read as a Word file of another name."""
    file = docx.Document(str(SAAS))
    change(file)
    saved = io.BytesIO()
    file.save(saved)
    return unjudged(read_bytes(saved.getvalue(), "tweede-versie.docx"))


def first_version() -> Assessment:
    return unjudged(read(SAAS))


def at(file: WordFile, number: str) -> Paragraph:
    return next(p for p in file.paragraphs if re.split(r"\t|\. ", p.text)[0] == number)


def changed(before: Assessment, after: Assessment) -> object:
    return outline(tuple(changed_of(aligned(before, after))))


def test_a_version_and_itself() -> None:
    clauses = aligned(first_version(), first_version())
    assert len(clauses) > 100
    assert {clause.change for clause in clauses} == {Change.SAME}
    assert not any(clause.moved or clause.is_renumbered for clause in clauses)


@pytest.mark.parametrize(
    "name", ["ai-saas-met-gaten", "arbit-overeenkomst", "vendor-terms", "verwerkersovereenkomst"]
)
def test_pdf_and_word_of_one_text_differ_in_layout_only(name: str) -> None:
    pdf, word = (unjudged(read(SAMPLES / f"{name}.{suffix}")) for suffix in ("pdf", "docx"))
    assert changed(pdf, word) == []
    assert changed(word, pdf) == []


def test_reworded_removed_added_and_moved() -> None:
    def change(file: WordFile) -> None:
        at(file, "7.3").text = "7.3\tKaderlicht mag de prijzen niet verhogen."
        gone = at(file, "5.4")._element
        gone.getparent().remove(gone)
        new = at(file, "Artikel 5").insert_paragraph_before()
        new.text = "4.9\tAfnemer ontvangt elk kwartaal een verslag van alle storingen."
        moved = at(file, "2.3")
        moved.text = moved.text.replace("2.3", "6.6")
        at(file, "Artikel 7")._element.addprevious(moved._element)

    assert changed(first_version(), second_version(change)) == [
        (Change.ADDED, [], ["artikel 4.9"]),
        (Change.REMOVED, ["artikel 5.4"], []),
        (Change.MOVED, ["artikel 2.3"], ["artikel 6.6"]),
        (Change.REWORDED, ["artikel 7.3"], ["artikel 7.3"]),
    ]


def test_an_article_in_front_shifts_every_number_and_changes_no_other_clause() -> None:
    def change(file: WordFile) -> None:
        for paragraph in file.paragraphs:
            paragraph.text = re.sub(
                r"^\d+(?=\.\d+\t)|(?<=[Aa]rtikel )\d+",
                lambda match: str(int(match[0]) + (int(match[0]) >= 2)),
                paragraph.text,
            )
        before = at(file, "Artikel 3")
        before.insert_paragraph_before("Artikel 2. Looptijd", style=before.style)
        before.insert_paragraph_before("2.1\tDeze overeenkomst loopt zolang beide partijen dat wensen.")

    clauses = aligned(first_version(), second_version(change))
    assert outline(tuple(changed_of(clauses))) == [
        (Change.ADDED, [], ["artikel 2"]),
        (Change.ADDED, [], ["artikel 2.1"]),
    ]
    renumbered = [clause.new[0].label for clause in clauses if clause.is_renumbered]
    assert renumbered[:4] == ["artikel 3", "artikel 3.1", "artikel 3.2", "artikel 3.3"]
    assert not any(clause.moved for clause in clauses)


def test_documents_are_matched_by_name_and_then_by_likeness() -> None:
    terms, agreement = read(SAMPLES / "vendor-terms.docx"), read(SAMPLES / "verwerkersovereenkomst.docx")
    before = unjudged(terms, agreement)
    after = unjudged(read(SAMPLES / "verwerkersovereenkomst.pdf"), read(SAMPLES / "vendor-terms.pdf"))
    assert changed(before, after) == []
    other = (SAMPLES / "vendor-terms.docx").read_bytes()
    renamed = unjudged(agreement, read_bytes(other, "b.docx"))
    clauses = aligned(before, renamed)
    assert outline(tuple(changed_of(clauses))) == []
    assert not any(clause.moved for clause in clauses)
    assert {(clause.old[0].document, clause.new[0].document) for clause in clauses} == {(0, 1), (1, 0)}


def test_a_document_that_is_only_in_one_version() -> None:
    terms, agreement = read(SAMPLES / "vendor-terms.docx"), read(SAMPLES / "verwerkersovereenkomst.docx")
    clauses = aligned(unjudged(terms), unjudged(terms, agreement))
    kinds = {(clause.change, clause.new[0].document) for clause in clauses}
    assert kinds == {(Change.SAME, 0), (Change.ADDED, 1)}


# -- verdicts ---------------------------------------------------------------------------------

V = Verdict


@pytest.mark.parametrize(
    ("before", "after", "turn"),
    [
        (V.CONTRARY, V.CONTRARY, Turn.SAME),
        (V.CONTRARY, V.MISSING, Turn.BETTER),  # silence can be filled in; a clause against you cannot
        (V.MISSING, V.CONTRARY, Turn.WORSE),
        (V.MISSING, V.PARTIAL, Turn.BETTER),
        (V.PARTIAL, V.MISSING, Turn.WORSE),
        (V.PARTIAL, V.MET, Turn.BETTER),
        (V.MET, V.PARTIAL, Turn.WORSE),
        (V.MET, V.CONTRARY, Turn.WORSE),
        (V.CONTRARY, V.MET, Turn.BETTER),
        (V.NOT_APPLICABLE, V.MISSING, Turn.OTHER),
        (V.MET, V.NOT_APPLICABLE, Turn.OTHER),
        (V.UNREAD, V.MET, Turn.OTHER),
        (V.MISSING, V.UNREAD, Turn.OTHER),
        (V.UNREAD, V.UNREAD, Turn.SAME),
        (None, V.MET, Turn.OTHER),
        (V.CONTRARY, None, Turn.OTHER),
    ],
)
def test_how_a_verdict_turned(
    before: Verdict | None, after: Verdict | None, turn: Turn, library: ClauseLibrary
) -> None:
    requirement = library.requirements[0].id
    (found,) = compare(judged({requirement: before}), judged({requirement: after}), library).verdicts
    assert (found.requirement, found.before, found.after, found.turn) == (requirement, before, after, turn)


def test_worse_stands_before_better_and_knock_outs_first(library: ClauseLibrary) -> None:
    by_severity = {severity: [] for severity in Severity}
    for requirement in library.requirements:
        by_severity[requirement.severity].append(requirement.id)
    knock_outs, low = by_severity[Severity.KNOCK_OUT][:3], by_severity[Severity.LOW][:3]
    verdicts = {
        low[0]: (V.MET, V.PARTIAL),
        knock_outs[0]: (V.MISSING, V.MET),
        knock_outs[1]: (V.MET, V.MET),
        knock_outs[2]: (V.MET, V.CONTRARY),
        low[1]: (V.MISSING, V.PARTIAL),
        low[2]: (V.NOT_APPLICABLE, V.MISSING),
    }
    comparison = compare(
        judged({name: both[0] for name, both in verdicts.items()}),
        judged({name: both[1] for name, both in verdicts.items()}),
        library,
    )
    expected = [
        (knock_outs[2], Turn.WORSE),
        (low[0], Turn.WORSE),
        (knock_outs[0], Turn.BETTER),
        (low[1], Turn.BETTER),
        (low[2], Turn.OTHER),
        (knock_outs[1], Turn.SAME),
    ]
    assert [(verdict.requirement, verdict.turn) for verdict in comparison.verdicts] == expected
    assert [(verdict.requirement, verdict.turn) for verdict in comparison.turned] == expected[:-1]


def judged(verdicts: dict[str, Verdict | None]) -> Assessment:
    quote = Evidence("a.docx", "artikel 1", None, "Leverancier", 0, 11, (), Role.FOR, "regel")
    findings = tuple(
        Finding(
            requirement, "privacy", Severity.HIGH, verdict, 0.9, Certainty.SURE, False, Text("", ""),
            (quote,), (), (), Receipt(0, 0, (), ()),
        )
        for requirement, verdict in verdicts.items()
        if verdict is not None
    )  # fmt: skip
    return Assessment("1.0.0", "", "", (), (), (), "all", findings)
