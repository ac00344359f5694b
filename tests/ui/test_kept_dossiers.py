"""The dossiers of the application: kept, judged by its own worker, and there after a restart."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from judging import SECONDS, sample

from analyser.model import Box, Subject, View
from analyser.store import Settings, Upload
from ui import texts
from ui.dossiers import Dossier, Dossiers
from ui.sample import sample_contract, start_with_a_sample
from ui.server import Server
from ui.sign_in import the_only_user


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Dossiers]:
    server = Server(Settings.of(tmp_path))
    yield desk(server)
    server.close()


def desk(server: Server) -> Dossiers:
    return Dossiers(server, the_only_user())


def hand_in(held: Dossiers, *uploads: Upload, applies: tuple[Subject, ...] = ()) -> Dossier:
    dossier = held.find(held.hand_in(uploads, applies, View.ACCEPTED))
    assert dossier is not None
    return dossier


def wait(dossier: Dossier) -> None:
    end = time.monotonic() + SECONDS
    while dossier.outcome() is None:
        assert time.monotonic() < end, "the worker did not finish"
        time.sleep(0.05)


def test_a_dossier_outlives_the_application(tmp_path: Path) -> None:
    first = Server(Settings.of(tmp_path))
    dossier = hand_in(desk(first), sample("vendor-terms.docx"), applies=(Subject.CLOUD,))
    wait(dossier)
    before = dossier.outcome()
    first.close()
    second = Server(Settings.of(tmp_path))
    again = desk(second).find(dossier.key)
    assert before is not None
    assert again is not None
    after = again.outcome()
    assert after is not None
    assert before.assessment is not None
    assert after.assessment is not None
    assert (after.problems, after.assessment.findings) == (before.problems, before.assessment.findings)
    assert (after.assessment.applies, after.assessment.applies_source) == ((Subject.CLOUD,), "given")
    assert again.data_of(after.assessment.documents[0]) == sample("vendor-terms.docx").data
    second.close()


def test_what_was_waiting_is_done_after_a_restart(tmp_path: Path) -> None:
    first = Server(Settings.of(tmp_path), workers=0)
    dossier = hand_in(desk(first), sample("vendor-terms.docx"))
    assert dossier.outcome() is None
    first.close()
    second = Server(Settings.of(tmp_path))
    again = desk(second).find(dossier.key)
    assert again is not None
    wait(again)
    second.close()


def test_the_title_is_the_first_files_name(held: Dossiers) -> None:
    key = held.hand_in([Upload("Contract 2026.pdf", b""), Upload("b.pdf", b"")], (), View.ACCEPTED)
    assert held.server.store.dossiers.get(held.actor, key).title == "Contract 2026"


def test_a_forgotten_dossier_is_gone(held: Dossiers) -> None:
    dossier = hand_in(held, Upload("a.pdf", b"x"))
    held.forget(dossier.key)
    held.forget(dossier.key)
    assert held.find(dossier.key) is None


def test_a_new_data_folder_is_closed_to_others(tmp_path: Path) -> None:
    Server(Settings.of(tmp_path / "nieuw"), workers=0).close()
    assert (tmp_path / "nieuw").stat().st_mode & 0o777 == 0o700


def test_no_such_dossier(held: Dossiers) -> None:
    assert held.find("0" * 32) is None


def test_an_untouched_store_gets_a_sample_once(tmp_path: Path) -> None:
    server = Server(Settings.of(tmp_path), workers=0)
    start_with_a_sample(server)
    start_with_a_sample(server)
    (line,) = desk(server).search("", 10)
    assert (line.dossier.title, [document.name for document in line.dossier.documents]) == (
        texts.SAMPLE_TITLE["nl"], ["ai-saas-met-gaten.pdf"],
    )  # fmt: skip
    desk(server).forget(line.dossier.id)
    start_with_a_sample(server)
    assert desk(server).search("", 10) == ()
    server.close()


def test_without_samples_there_is_none_to_try(tmp_path: Path) -> None:
    assert sample_contract(tmp_path) is None


def test_a_page_that_cannot_be_drawn(held: Dossiers) -> None:
    assert held.server.picture(b"geen pdf", 1, (Box(1, 0, 0, 1, 1),), ()) is None
