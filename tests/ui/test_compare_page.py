"""Two dossiers beside each other: what turned, what changed, and nothing of it believed as markup."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

import docx
import pytest
import streamlit as st
from judging import SAMPLES, assessment_of, judged, sample
from pages import page, shown
from streamlit.testing.v1 import AppTest

from analyser.comparing import Change, Turn, Versions, compare
from analyser.library import ClauseLibrary
from analyser.model import Assessment
from analyser.report import comparison
from analyser.report.texts import comparison as words
from analyser.store import Actor, Upload
from ui import texts
from ui.address import Address
from ui.dossiers import Dossier
from ui.server import Server

CONTRACT, NAME = "vendor-terms.docx", "leverdienst.docx"
SCRIPT = "<script>alert(1)</script>"


@cache
def old() -> Dossier:
    return judged(Upload(NAME, sample(CONTRACT).data))


@cache
def new() -> Dossier:
    """The same contract with an article less, a sentence more and a clause that was reworded."""
    file = docx.Document(str(SAMPLES / CONTRACT))
    texts_of = [paragraph for paragraph in file.paragraphs if len(paragraph.text.split()) > 12]
    reworded, gone, before = texts_of[2], texts_of[5], texts_of[8]
    reworded.text = f"{reworded.text} {SCRIPT} Ook dit geldt."
    before.insert_paragraph_before("2.2a\tVendor encrypts all stored data with keys the buyer holds.")
    gone._element.getparent().remove(gone._element)
    saved = io.BytesIO()
    file.save(saved)
    return judged(Upload("leverdienst-2.docx", saved.getvalue()))


def compared(**more: object) -> AppTest:
    return page("compare", Address(dossier=new().key, other=old().key, **more))  # type: ignore[arg-type]


def bodies(app: AppTest) -> str:
    return "".join(element.proto.body for element in app.get("html"))


def test_the_conclusion_counts_what_changed(library: ClauseLibrary) -> None:
    found = compare(assessment_of(old()), assessment_of(new()), library)
    assert sorted(clause.change for clause in found.changed) == [
        Change.ADDED, Change.REMOVED, Change.REWORDED,
    ]  # fmt: skip
    text = shown(compared())
    assert "; 3 clausules verschillen." in text
    for turn in (Turn.BETTER, Turn.WORSE, Turn.OTHER):
        n = sum(verdict.turn is turn for verdict in found.verdicts)
        one, many = words.TURNED[turn]
        assert ((one["nl"] if n == 1 else many["nl"].format(n=n)) in text) is (n > 0)


def test_only_what_changed_is_shown_until_asked_for_more(library: ClauseLibrary) -> None:
    app = compared()
    found = compare(assessment_of(old()), assessment_of(new()), library)
    assert bodies(app).count('<article class="versions') == 3
    assert texts.CLAUSES_SHOWN["nl"].format(n=3, total=3) in shown(app)
    app.toggle("compare-all").set_value(True).run()
    total = len(found.clauses)
    assert texts.CLAUSES_SHOWN["nl"].format(n=min(100, total), total=total) in shown(app)
    assert bodies(app).count('<article class="versions') == min(100, total)
    assert total > 100
    more = page_of(app, place=2)
    assert bodies(more).count('<article class="versions') == total


def page_of(app: AppTest, place: int) -> AppTest:
    app.query_params["place"] = str(place)
    app.run()
    assert not app.exception
    return app


def test_what_changed_is_marked_and_said() -> None:
    body = bodies(compared())
    assert "<ins>" in body
    assert words.INSERTED_FROM["nl"] in body
    assert words.INSERTED_TO["nl"] in body
    assert 'lang="nl"' in body or 'lang="en"' in body


def test_text_of_a_contract_is_no_markup() -> None:
    app = compared()
    assert SCRIPT not in bodies(app)
    assert SCRIPT in shown(app)


def test_the_same_contract_twice() -> None:
    again = judged(Upload("zelfde.docx", sample(CONTRACT).data))
    app = page("compare", Address(dossier=again.key, other=old().key))
    assert f"{words.NONE_TURNED['nl']}; {words.NO_CLAUSE_CHANGED['nl']}." in shown(app)
    assert words.NO_CLAUSES["nl"] in shown(app)


def test_the_likest_dossiers_come_first_and_the_choice_goes_to_the_address() -> None:
    other = judged(Upload("heel-iets-anders.docx", sample("arbit-overeenkomst.docx").data))
    app = page("compare", Address(dossier=new().key))
    choice = app.selectbox("compare-with")
    assert choice.value is None
    names = choice.options
    assert names.index(named(old())) < names.index(named(other))
    assert not any(name.startswith("leverdienst-2 ") for name in names)
    choice.set_value(old().key).run()
    assert app.query_params["with"] == old().key
    assert texts.CLAUSES_SHOWN["nl"].format(n=3, total=3) in shown(app)


def named(dossier: Dossier) -> str:
    (name,) = (
        option
        for option in page("compare", Address(dossier=new().key)).selectbox("compare-with").options
        if option.startswith(f"{dossier.stored.title} (")
    )
    return name


@pytest.mark.parametrize("other", ["0" * 32, "<script>"])
def test_a_dossier_that_is_not_there(other: str) -> None:
    old()  # something to choose from
    app = page("compare", Address(dossier=new().key, other=other))
    assert texts.OTHER_GONE["nl"] in shown(app)


def test_a_dossier_is_not_compared_with_itself() -> None:
    old()
    app = page("compare", Address(dossier=new().key, other=new().key))
    assert app.selectbox("compare-with").value is None
    assert "<article" not in bodies(app)


def test_an_old_version_that_could_not_be_judged() -> None:
    broken = judged(Upload("kapot.docx", b"geen Word"))
    app = page("compare", Address(dossier=new().key, other=broken.key))
    assert texts.OTHER_NOT_JUDGED["nl"] in shown(app)


def test_another_library_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    assert words.OTHER_LIBRARY["nl"] not in shown(compared())
    held = Server.assessment

    def judged_before(self: Server, actor: Actor, analysis: int) -> Assessment | None:
        found = held(self, actor, analysis)
        is_old = found is not None and found.documents[0].name == NAME
        return replace(found, library_sha256="0" * 64) if found is not None and is_old else found

    monkeypatch.setattr(Server, "assessment", judged_before)
    assert words.OTHER_LIBRARY["nl"] in shown(compared())


def test_the_comparison_is_offered_as_files(library: ClauseLibrary, monkeypatch: pytest.MonkeyPatch) -> None:
    offered: dict[str, Callable[[], bytes]] = {}
    button = st.download_button

    def seen(label: str, data: Callable[[], bytes], file_name: str, **more: Any) -> bool:
        offered[file_name] = data
        return button(label, data, file_name, **more)

    monkeypatch.setattr(st, "download_button", seen)
    app = compared()
    assert [element.label for element in app.download_button] == [
        text["nl"] for text in texts.COMPARE_FORMATS.values()
    ]
    assert list(offered) == ["vergelijking.html", "vergelijking.docx", "vergelijking.json"]
    before, after = assessment_of(old()), assessment_of(new())
    versions = Versions(before, after, compare(before, after, library))
    for name, make in offered.items():
        held = [len(dossier.exports()) for dossier in (old(), new())]
        data = make()
        assert data == comparison.render(versions, library, name.rpartition(".")[2], "nl")
        for dossier, count in zip((old(), new()), held, strict=True):
            entered = dossier.exports()[count:]
            assert [(e.kind, e.sha256) for e in entered] == [("comparison", hashlib.sha256(data).hexdigest())]


def test_the_overview_leads_here() -> None:
    app = page("gaps", Address(dossier=old().key))
    links = [link.proto.label for link in app.get("page_link")]
    assert texts.COMPARE_WITH["nl"] in links


def test_in_english() -> None:
    assert "; 3 clauses differ." in shown(compared(language="en"))
