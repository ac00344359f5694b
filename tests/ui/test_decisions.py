"""Deciding on the page: saved with its reason, refused where a colleague was first, and back in the files."""

from __future__ import annotations

import pytest
from judging import assessment_of, judged, sample
from streamlit.testing.v1 import AppTest
from test_app import first, page, shown

from analyser.model import Finding, Verdict
from analyser.review import Outcome
from analyser.store import Actor, Role, Upload
from ui import texts
from ui.address import Address
from ui.dossiers import Dossier


@pytest.fixture
def dossier() -> Dossier:
    return judged(Upload("beslissen.docx", sample("vendor-terms.docx").data))


def form(app: AppTest, finding: Finding, outcome: Outcome | None, reason: str) -> None:
    app.radio(f"decision-outcome-{finding.requirement}").set_value(outcome)
    app.text_area(f"decision-reason-{finding.requirement}").set_value(reason)
    (button,) = (button for button in app.button if button.label == texts.DECIDE["nl"])
    button.click().run()
    assert not app.exception


def test_a_decision_is_saved_and_shown(dossier: Dossier) -> None:
    finding = first(dossier, Verdict.CONTRARY)
    app = page("finding", Address(dossier=dossier.key, requirement=finding.requirement))
    assert "Nog niet beoordeeld." in shown(app)
    form(app, finding, Outcome.UNACCEPTABLE, "Dit <b>kan</b> niet.")
    (stored,) = dossier.history(finding.requirement)
    made = stored.decision
    assert (made.outcome, made.reason, made.verdict, made.proposal) == (
        Outcome.UNACCEPTABLE, "Dit <b>kan</b> niet.", None, None,
    )  # fmt: skip
    assert texts.DECIDED["nl"] in shown(app)
    left = len(dossier.waiting().undecided)
    links = [link.proto for link in app.get("page_link")]
    (onward,) = (link for link in links if link.label == texts.NEXT_UNDECIDED["nl"].format(n=left))
    assert f"requirement={finding.requirement}" not in onward.query_string
    assert "Niet aanvaardbaar: Dit <b>kan</b> niet." in shown(app)
    form(app, finding, Outcome.ACCEPTED, "Toch aanvaard.")
    assert [s.decision.outcome for s in dossier.history(finding.requirement)] == [
        Outcome.UNACCEPTABLE, Outcome.ACCEPTED,
    ]  # fmt: skip


@pytest.mark.parametrize(("outcome", "reason"), [(None, "reden"), (Outcome.AGREED, "  ")])
def test_half_a_decision_is_not_saved(outcome: Outcome | None, reason: str, dossier: Dossier) -> None:
    finding = first(dossier, Verdict.CONTRARY)
    app = page("finding", Address(dossier=dossier.key, requirement=finding.requirement))
    form(app, finding, outcome, reason)
    assert texts.DECISION_INCOMPLETE["nl"] in shown(app)
    assert dossier.history(finding.requirement) == ()


def test_who_was_second_sees_who_was_first(dossier: Dossier) -> None:
    finding = first(dossier, Verdict.CONTRARY)
    app = page("finding", Address(dossier=dossier.key, requirement=finding.requirement))
    colleague = Actor("joke", Role.LAWYER)
    dossier.held.server.store.reviews.decide(
        colleague, dossier.key, finding.requirement, Outcome.ACCEPTED, "laag risico", after=0
    )
    form(app, finding, Outcome.UNACCEPTABLE, "Dit kan niet.")
    assert "joke was u voor" in shown(app)
    assert "laag risico" in shown(app)
    assert [s.decision.author for s in dossier.history(finding.requirement)] == ["joke"]


def test_own_verdict_and_own_text(dossier: Dossier) -> None:
    finding = first(dossier, Verdict.PARTIAL)
    app = page("finding", Address(dossier=dossier.key, requirement=finding.requirement))
    app.selectbox(f"decision-own-{finding.requirement}").set_value(Verdict.MET)
    app.text_area(f"decision-clause-{finding.requirement}").set_value("")
    form(app, finding, Outcome.AGREED, "Staat er wel.")
    (stored,) = dossier.history(finding.requirement)
    assert (stored.decision.verdict, stored.decision.proposal) == (Verdict.MET, "")


def test_the_files_for_the_supplier(dossier: Dossier) -> None:
    address = Address(dossier=dossier.key)
    assert texts.NOTHING_GOES_BACK["nl"] in shown(page("gaps", address))
    finding = first(dossier, Verdict.CONTRARY)
    dossier.decide(finding.requirement, Outcome.UNACCEPTABLE, "Dit kan niet.", after=0)
    app = page("gaps", address)
    asked = sum(f.verdict is not Verdict.NOT_APPLICABLE for f in assessment_of(dossier).findings)
    assert texts.PROGRESS["nl"].format(n=1, total=asked) in shown(app)
    labels = [button.label for button in app.download_button]
    assert labels[:3] == [
        r"beslissen\.docx met opmerkingen (Word)",
        "Brief (Word)",
        "Lijst met bevindingen (XLSX)",
    ]


def test_an_export_is_entered_in_the_log(dossier: Dossier) -> None:
    assert dossier.exported("letter", b"x") == b"x"
    entered = dossier.held.server.store.reviews.exports(dossier.held.actor, dossier.key)
    assert [export.kind for export in entered] == ["letter"]
