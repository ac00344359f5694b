"""Each page as Streamlit would run it, without a browser."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from judging import assessment_of, judged, pdf_dossier, sample, wait_for
from pages import page, shown, titles
from streamlit.testing.v1 import AppTest

from analyser.library import ClauseLibrary
from analyser.model import Assessment, Finding, Verdict
from analyser.report import summary
from analyser.report.texts import TEXTS
from analyser.store import Settings, Upload
from ui import texts
from ui.address import Address
from ui.dossiers import Dossier, Judged
from ui.server import Server
from ui.visit import in_order


def first(dossier: Dossier, verdict: Verdict) -> Finding:
    return next(f for f in in_order(assessment_of(dossier)) if f.verdict is verdict)


@pytest.mark.parametrize(
    ("language", "title", "button"),
    [
        pytest.param("nl", "Nieuw dossier", "Beoordeel", id="Dutch"),
        pytest.param("en", "New dossier", "Check", id="English"),
    ],
)
def test_a_page_speaks_the_language_of_its_address(language: str, title: str, button: str) -> None:
    app = page("new", address=Address(language="en" if language == "en" else "nl"))
    assert titles(app) == [title]
    assert app.button[0].label == button
    assert texts.LOCAL[language] in shown(app)
    assert texts.SINGLE_USER[language] in shown(app)


def test_disclaimer_stands_once(library: ClauseLibrary) -> None:
    assert shown(page()).count(library.manifest.disclaimer["nl"]) == 1


def test_judging_without_a_file_asks_for_one() -> None:
    app = page("new")
    app.button[0].click().run()
    assert texts.NO_FILES["nl"] in shown(app)


def test_upload_leads_to_the_overview() -> None:
    upload = sample("vendor-terms.docx")
    app = page("new")
    app.file_uploader[0].set_value([(upload.name, upload.data, "application/octet-stream")])
    app.button[0].click().run()
    assert titles(app) == [texts.GAPS["nl"]]
    assert files_of(app) == [upload.name]


def files_of(app: AppTest) -> list[str]:
    """Names of the files in the dossier that the application shows, once it is judged."""
    dossier = wait_for(one(app.query_params["dossier"]))
    return [document.name for document in assessment_of(dossier).documents]


def one(value: str | list[str]) -> str:
    return value if isinstance(value, str) else value[0]


def test_sample_is_one_click() -> None:
    app = page("new")
    app.button[1].click().run()
    assert files_of(app) == ["ai-saas-met-gaten.pdf"]


@pytest.mark.parametrize(
    ("upload", "message"),
    [
        pytest.param(
            Upload("contract.pdf", b"gewone tekst\n" * 30),
            "contract.pdf is geen PDF, DOCX of ODT",
            id="renamed text file",
        ),
        pytest.param(Upload("leeg.docx", b""), "leeg.docx is leeg (0 bytes).", id="empty file"),
        pytest.param(
            Upload("<img src=x onerror=alert(1)>.pdf", b""),
            "<img src=x onerror=alert(1)>.pdf is leeg (0 bytes).",
            id="a name that is markup",
        ),
    ],
)
def test_bad_file_is_named_with_what_to_do(upload: Upload, message: str) -> None:
    app = page("gaps", Address(dossier=judged(upload).key))
    assert texts.NOT_JUDGED["nl"] in shown(app)
    assert message in shown(app)
    assert "<img" not in " ".join(element.proto.body for element in app.get("html"))


def test_good_file_beside_a_bad_one_is_judged() -> None:
    bad = Upload("bijlage.pdf", b"gewone tekst\n" * 30)
    app = page("gaps", Address(dossier=judged(sample("vendor-terms.docx"), bad).key))
    assert texts.PARTLY_JUDGED["nl"] in shown(app)
    assert "bijlage.pdf is geen PDF, DOCX of ODT" in shown(app)
    assert len(app.get("page_link")) > 3


def test_overview_lists_every_gap_in_order(library: ClauseLibrary) -> None:
    app = page("gaps", Address(dossier=pdf_dossier().key))
    assessment = assessment_of(pdf_dossier())
    gaps = summary.gaps(assessment.findings)
    protos = (element.proto for element in app.get("page_link"))
    links = [link for link in protos if "requirement=" in link.query_string]
    assert links.pop().label == f"Naar de eerste zonder beslissing ({judged_in(assessment)})"
    assert [link.label for link in links] == [library.requirement(f.requirement).title.nl for f in gaps]
    assert summary.conclusion(assessment, "nl") in shown(app)
    assert [element.label for element in app.download_button] == [
        text["nl"] for text in texts.DOWNLOAD_FORMATS.values()
    ]


def judged_in(assessment: Assessment) -> int:
    return sum(finding.verdict is not Verdict.NOT_APPLICABLE for finding in assessment.findings)


def test_filters_work_and_stand_in_the_address() -> None:
    app = page("gaps", Address(dossier=pdf_dossier().key))
    app.pills(key="filter-verdict").set_value([Verdict.CONTRARY]).run()
    assert app.query_params["verdict"] == "contrary"
    findings = assessment_of(pdf_dossier()).findings
    expected = sum(finding.verdict is Verdict.CONTRARY for finding in findings)
    assert f"{expected} van {len(findings)} eisen getoond" in shown(app)


def test_filters_that_nothing_passes_say_so() -> None:
    app = page("gaps", Address(dossier=pdf_dossier().key))
    app.query_params["theme"] = ["bestaat-niet"]
    app.run()
    assert texts.NONE_SHOWN["nl"] in shown(app)


@pytest.mark.parametrize("view", ["gaps", "finding"])
def test_a_dossier_that_is_gone_says_so(view: str) -> None:
    assert texts.GONE["nl"] in shown(page(view, Address(dossier="0" * 32, requirement="x")))


def test_finding_shows_norm_words_and_page(library: ClauseLibrary) -> None:
    finding = first(pdf_dossier(), Verdict.CONTRARY)
    requirement = library.requirement(finding.requirement)
    app = page("finding", Address(dossier=pdf_dossier().key, requirement=finding.requirement))
    assert titles(app) == [requirement.title.nl]
    words = shown(app)
    assert requirement.norm.nl in words
    assert requirement.advice.nl in words
    assert finding.explanation.nl in words
    assert finding.evidence[0].text in words
    band = TEXTS["nl"]["certainty"][finding.certainty]
    number = f"{finding.confidence:.2f}".replace(".", ",")
    assert f"Zekerheid: {band} ({number}). {TEXTS['nl']['confidence_note']}" in words
    bodies = " ".join(element.proto.body for element in app.get("html"))
    assert bodies.count("<mark>") > 1
    images = app.get("image")
    assert len(images) == len({box.page for box in finding.evidence[0].boxes})
    assert [code.value for code in app.code] == [requirement.model_clause.nl, requirement.model_clause.en]


def test_missing_comes_with_its_receipt() -> None:
    finding = first(pdf_dossier(), Verdict.MISSING)
    app = page("finding", Address(dossier=pdf_dossier().key, requirement=finding.requirement))
    assert f"{finding.receipt.passages} passages ({finding.receipt.words} woorden) gelezen." in shown(app)
    assert finding.receipt.nearest[0].text in shown(app)
    assert len(app.get("image")) == 1


def test_file_without_pages_shows_the_text_round_the_passage() -> None:
    dossier = judged(sample("gemeente-hosting.odt"))
    finding = first(dossier, Verdict.PARTIAL)
    app = page("finding", Address(dossier=dossier.key, requirement=finding.requirement))
    assert texts.NO_PAGES["nl"] in shown(app)
    assert not app.get("image")
    bodies = [element.proto.body for element in app.get("html")]
    assert sum('<span class="passage">' in body for body in bodies) == 1


@pytest.mark.parametrize("place", [0, 99])
def test_a_place_outside_the_finding_shows_the_nearest(place: int) -> None:
    finding = first(pdf_dossier(), Verdict.CONTRARY)
    address = Address(dossier=pdf_dossier().key, requirement=finding.requirement, place=place)
    total = len(finding.evidence)
    number = 1 if place == 0 else total
    assert f"Plaats {number} van {total} in het contract" in shown(page("finding", address))


def test_requirement_that_does_not_exist_leads_back() -> None:
    app = page("finding", Address(dossier=pdf_dossier().key, requirement="x"))
    assert texts.NO_FINDING["nl"] in shown(app)


def test_broken_library_is_told_and_not_raised(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANALYSER_LIBRARY", str(tmp_path))
    app = page()
    assert texts.LIBRARY_BROKEN["nl"] in shown(app)


def test_dossier_of_an_older_library_says_so_and_can_be_judged_again(monkeypatch: pytest.MonkeyPatch) -> None:
    dossier = judged(sample("vendor-terms.docx"))
    older = replace(assessment_of(dossier), library_sha256="0" * 64)
    monkeypatch.setattr(Dossier, "outcome", lambda self: Judged(older, ()))
    app = page("gaps", Address(dossier=dossier.key))
    assert texts.LIBRARY_CHANGED["nl"] in shown(app)
    (again,) = (button for button in app.button if button.label == texts.JUDGE_AGAIN["nl"])
    before = dossier.held.server.store.queue.last(dossier.held.actor, dossier.key).id
    again.click().run()
    monkeypatch.undo()
    assert dossier.held.server.store.queue.last(dossier.held.actor, dossier.key).id > before
    wait_for(dossier.key)
    app = page("gaps", Address(dossier=dossier.key))
    assert texts.LIBRARY_CHANGED["nl"] not in shown(app)


def test_a_dossier_with_requirements_that_are_gone_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    dossier = judged(sample("vendor-terms.docx"))
    assessment = assessment_of(dossier)
    gone = replace(assessment.findings[0], requirement="bestond-ooit")
    older = replace(assessment, library_sha256="0" * 64, findings=(gone,))
    monkeypatch.setattr(Dossier, "outcome", lambda self: Judged(older, ()))
    app = page("gaps", Address(dossier=dossier.key))
    assert texts.LIBRARY_UNREADABLE["nl"] in shown(app)
    assert not app.download_button


def test_a_store_that_cannot_be_opened_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "analyser.sqlite3").write_text("geen database " * 100)
    monkeypatch.setenv("ANALYSER_DATA", str(tmp_path))
    monkeypatch.setattr("ui.visit.server", lambda: Server())
    app = page()
    assert texts.STORE_BROKEN["nl"] in shown(app)
    assert "het bestand is geen database" in shown(app)


def test_more_than_the_quota_is_refused_and_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tight = Server(Settings.of(tmp_path, quota=1_000_000), workers=0)
    monkeypatch.setattr("ui.visit.server", lambda: tight)
    app = page("new")
    app.file_uploader[0].set_value([("groot.pdf", b"%PDF" * 300_000, "application/pdf")])
    app.button[0].click().run()
    assert "met deze erbij is het meer dan de grens van 1 MB" in shown(app)
    assert titles(page()) == [texts.DOSSIERS["nl"]]
    assert texts.NO_DOSSIERS["nl"] in shown(page())
    tight.close()


def test_a_fault_of_ours_is_told_without_the_contract(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_args: object, **_named: object) -> None:
        raise RuntimeError("Leverancier betaalt EUR 4.000")

    monkeypatch.setattr("ui.dossiers.Dossiers.search", broken)
    app = page()
    assert texts.BREAKDOWN["nl"] in shown(app)
    (logged,) = (record for record in caplog.records if record.name == "ui.components.messages")
    number = re.fullmatch(r"fault (\w{8}): RuntimeError in broken \(.*", logged.getMessage())
    assert number is not None
    assert texts.BREAKDOWN_HELP["nl"].format(number=number[1]) in shown(app)
    assert "4.000" not in shown(app) + caplog.text


def test_the_list_of_dossiers_leads_to_each() -> None:
    judged(Upload("Zonnebloem raamcontract.docx", sample("vendor-terms.docx").data))
    app = page("dossiers")
    assert titles(app) == [texts.DOSSIERS["nl"]]
    assert "Zonnebloem raamcontract.docx" in shown(app)
    app.text_input[0].set_value("zonnebloem").run()
    rows = [link.label for link in app.get("page_link") if link.label.startswith("Zonnebloem")]
    assert (rows, "1 dossier" in shown(app)) == (["Zonnebloem raamcontract"], True)
    app.text_input[0].set_value("bestaat niet").run()
    assert texts.NO_DOSSIERS["nl"] in shown(app)
