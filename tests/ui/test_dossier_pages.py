"""What is done with a dossier as a whole: what it is about, its title, comments, finishing it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from judging import assessment_of, desk, judged, sample, wait_for
from pages import page, shown
from streamlit.testing.v1 import AppTest

from analyser.model import Subject, Verdict
from analyser.review import Outcome
from analyser.store import Actor, Role, Upload
from analyser.store.records import Status
from ui import texts
from ui.address import Address
from ui.dossiers import Dossier, Dossiers, Judged


@pytest.fixture
def dossier() -> Dossier:
    return judged(Upload("pagina.docx", sample("vendor-terms.docx").data))


def overview(dossier: Dossier) -> AppTest:
    return page("gaps", Address(dossier=dossier.key))


def press(app: AppTest, label: str) -> AppTest:
    (button,) = (button for button in app.button if button.label == label)
    button.click().run()
    assert not app.exception
    return app


def anew(dossier: Dossier) -> Dossier:
    found = desk().find(dossier.key)
    assert found is not None
    return found


def test_what_was_derived_is_confirmed(dossier: Dossier) -> None:
    app = overview(dossier)
    derived = assessment_of(dossier).applies
    asked = app.multiselect(f"subjects-{dossier.key}")
    assert ({*asked.value}, dossier.stored.applies) == ({*derived}, ())
    press(app, texts.CONFIRM["nl"])
    assert texts.SUBJECTS_CONFIRMED["nl"] in shown(app)
    assert {*anew(dossier).stored.applies} == {*derived}
    assert app.expander[0].label == texts.CHANGE_SUBJECTS["nl"]


def test_another_subject_means_another_judgement(dossier: Dossier) -> None:
    app = overview(dossier)
    field = app.multiselect(f"subjects-{dossier.key}")
    field.set_value([Subject.CLOUD])
    press(app, texts.CONFIRM["nl"])
    after = assessment_of(wait_for(dossier.key))
    assert (after.applies, after.applies_source) == ((Subject.CLOUD,), "given")


def test_no_subject_at_all_changes_nothing(dossier: Dossier) -> None:
    app = overview(dossier)
    app.multiselect(f"subjects-{dossier.key}").set_value([])
    press(app, texts.CONFIRM["nl"])
    assert texts.NO_SUBJECTS["nl"] in shown(app)
    assert anew(dossier).stored == dossier.stored


def test_title_and_owner(dossier: Dossier) -> None:
    app = overview(dossier)
    app.text_input(f"title-{dossier.key}").set_value("Raamcontract <2027>")
    app.text_input(f"owner-{dossier.key}").set_value("ines")
    press(app, texts.SAVE["nl"])
    assert "Raamcontract <2027> · bij ines · in behandeling" in shown(app)
    assert anew(dossier).stored.supplier == dossier.stored.supplier
    app.text_input(f"title-{dossier.key}").set_value(" ")
    press(app, texts.SAVE["nl"])
    assert texts.DETAILS_INCOMPLETE["nl"] in shown(app)
    assert anew(dossier).stored.title == "Raamcontract <2027>"


def test_supplier(dossier: Dossier) -> None:
    app = overview(dossier)
    field = app.text_input(f"supplier-{dossier.key}")
    assert field.value == dossier.stored.supplier
    field.set_value("Acme <b>B.V.</b>")
    press(app, texts.SAVE["nl"])
    assert "in behandeling · Leverancier: Acme <b>B.V.</b>" in shown(app)
    assert texts.FROM_CONTRACT["nl"] not in shown(app)
    assert (anew(dossier).stored.supplier, anew(dossier).stored.supplier_found) == ("Acme <b>B.V.</b>", False)
    app.text_input(f"supplier-{dossier.key}").set_value("")
    press(app, texts.SAVE["nl"])
    assert "Leverancier:" not in shown(app)


def test_a_supplier_found_in_the_contract_is_said_to_be(dossier: Dossier) -> None:
    found = replace(dossier.stored, supplier="Acme B.V.", supplier_found=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Dossiers, "find", lambda self, key: replace(dossier, stored=found))
        app = overview(dossier)
    assert "in behandeling · Leverancier: Acme B.V. (uit het contract)" in shown(app)


def test_who_was_second_to_rename_sees_who_was_first(dossier: Dossier) -> None:
    app = overview(dossier)
    anew(dossier).rename("Van een ander", "joke")
    app.text_input(f"title-{dossier.key}").set_value("Van mij")
    press(app, texts.SAVE["nl"])
    assert "joke was u voor" in shown(app)
    assert anew(dossier).stored.title == "Van een ander"


def test_comments_on_the_whole_and_on_a_finding(dossier: Dossier) -> None:
    app = overview(dossier)
    app.text_area("comment-None").set_value("Zie <b>bijlage</b> 2.")
    press(app, texts.SAVE_COMMENT["nl"])
    assert "Zie <b>bijlage</b> 2." in shown(app)
    requirement = assessment_of(dossier).findings[0].requirement
    app = page("finding", Address(dossier=dossier.key, requirement=requirement))
    assert "bijlage" not in shown(app)
    press(app, texts.SAVE_COMMENT["nl"])
    assert texts.COMMENT_EMPTY["nl"] in shown(app)
    app.text_area(f"comment-{requirement}").set_value("Bellen.")
    press(app, texts.SAVE_COMMENT["nl"])
    said = [(c.text, c.author) for c in dossier.comments(requirement)]
    assert (said, [c.text for c in dossier.comments()]) == (
        [("Bellen.", desk().actor.name)], ["Zie <b>bijlage</b> 2."],
    )  # fmt: skip


def decide_all(dossier: Dossier) -> int:
    findings = [f for f in assessment_of(dossier).findings if f.verdict is not Verdict.NOT_APPLICABLE]
    for finding in findings:
        dossier.decide(finding.requirement, Outcome.AGREED, "Akkoord.", after=0)
    return len(findings)


def test_finishing_and_reopening(dossier: Dossier) -> None:
    assert texts.CLOSE["nl"] not in [button.label for button in overview(dossier).button]
    total = decide_all(dossier)
    app = overview(dossier)
    assert texts.PROGRESS["nl"].format(n=total, total=total) in shown(app)
    press(app, texts.CLOSE["nl"])
    assert texts.CLOSED["nl"] in shown(app)
    assert anew(dossier).stored.status is Status.CLOSED
    labels = [button.label for button in app.button]
    assert {texts.SAVE["nl"], texts.CONFIRM["nl"], texts.SAVE_COMMENT["nl"]}.isdisjoint(labels)
    requirement = assessment_of(dossier).findings[0].requirement
    assert texts.DOSSIER_IS_CLOSED["nl"] in shown(
        page("finding", Address(dossier=dossier.key, requirement=requirement))
    )
    press(app, texts.REOPEN["nl"])
    assert anew(dossier).stored.status is Status.OPEN


def test_a_team_finishes_only_what_was_signed(dossier: Dossier, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANALYSER_SIGN_IN", "proxy")
    monkeypatch.setenv("ANALYSER_ADMIN", "bea")
    store = desk().server.store
    page(user={"email": "bea"})
    for name in ("jan", "joke"):
        store.set_role(Actor("bea", Role.ADMINISTRATOR), name, Role.LAWYER)
    decide_all(replace(dossier, held=replace(dossier.held, actor=Actor("jan", Role.LAWYER))))
    address = Address(dossier=dossier.key)
    app = page("gaps", address, {"email": "jan"})
    unsigned = store.reviews.waiting(Actor("jan", Role.LAWYER), dossier.key)[1]
    left = texts.NEXT_UNSIGNED["nl"].format(n=len(unsigned))
    assert [link.proto.label for link in app.get("page_link")].count(left) == 1
    assert texts.CLOSE["nl"] not in [button.label for button in app.button]
    for requirement in unsigned:
        place = replace(address, requirement=requirement)
        assert texts.WAITS_FOR_OTHER["nl"] in shown(page("finding", place, {"email": "jan"}))
        app = press(page("finding", place, {"email": "joke"}), texts.SIGN_OFF["nl"])
        assert texts.SIGNED_OFF["nl"] in shown(app)
    press(page("gaps", address, {"email": "joke"}), texts.CLOSE["nl"])
    assert anew(dossier).stored.status is Status.CLOSED


def test_a_later_analysis_that_says_otherwise_is_told(dossier: Dossier) -> None:
    finding = assessment_of(dossier).findings[0]
    dossier.decide(finding.requirement, Outcome.AGREED, "Akkoord.", after=0)
    other = next(v for v in (Verdict.MET, Verdict.MISSING) if v is not finding.verdict)
    changed = replace(assessment_of(dossier), findings=(replace(finding, verdict=other),))
    address = Address(dossier=dossier.key, requirement=finding.requirement)
    told = "Let op: toen hierover is beslist was het oordeel"
    assert told not in shown(page("finding", address))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Dossier, "outcome", lambda self: Judged(changed, ()))
        assert told in shown(page("finding", address))
