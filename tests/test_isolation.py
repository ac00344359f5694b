"""Reading in a process of its own: what a file does there ends as a refusal with a reason."""

from __future__ import annotations

import io
import os
import signal
import time
import zipfile
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path

import pytest

from analyser.errors import Crashed, Damaged, OutOfMemory, OutOfTime
from analyser.isolation import IsolatedReader, insist
from analyser.model import View
from analyser.processes import Bounds, Processes
from analyser.reading import read
from analyser.reading.limits import Limits

CONTRACTS = Path(__file__).parents[1] / "samples" / "contracts"
PDF = CONTRACTS / "arbit-overeenkomst.pdf"
CHANGED = CONTRACTS / "maatwerk-wijzigingen.docx"


@pytest.mark.parametrize(("path", "view"), [(PDF, View.ACCEPTED), (CHANGED, View.REJECTED)])
def test_it_reads_what_reading_reads(path: Path, view: View) -> None:
    with IsolatedReader() as reader:
        there, here = reader.read(path.read_bytes(), path.name, view), read(path, view=view)
    assert list(there.words) == list(here.words)
    assert replace(there, words=here.words) == here


def test_a_refusal_travels_back_whole() -> None:
    with IsolatedReader() as reader, pytest.raises(Damaged) as refused:
        reader.read(b"%PDF-1.7 niets", "kapot.pdf")
    assert refused.value.file == "kapot.pdf"
    assert refused.value.message("nl").startswith("kapot.pdf is beschadigd: het is geen geldige PDF.")


def test_a_file_that_takes_too_long_is_refused_and_the_next_is_read(endless_docx: bytes) -> None:
    with IsolatedReader(Limits(max_seconds=8)) as reader:
        reader.read(CHANGED.read_bytes(), "eerst.docx")  # the process is warm: the clock counts reading alone
        started = time.monotonic()
        with pytest.raises(OutOfTime) as refused:
            reader.read(endless_docx, "lang.docx")
        assert time.monotonic() - started < 30
        assert refused.value.message("en") == (
            "Reading lang.docx took longer than 8 seconds and was stopped. Split the file or save it again, "
            "or raise the limit with ANALYSER_MAX_SECONDS."
        )
        assert reader.read(CHANGED.read_bytes(), "daarna.docx").name == "daarna.docx"


def test_a_file_that_takes_too_much_memory_is_refused_and_the_next_is_read(endless_docx: bytes) -> None:
    with IsolatedReader(Limits(max_memory_mb=220)) as reader:
        with pytest.raises(OutOfMemory) as refused:
            reader.read(endless_docx, "groot.docx")
        assert refused.value.details == {"file": "groot.docx", "limit_mb": 220}
        assert reader.read(CHANGED.read_bytes(), "daarna.docx").name == "daarna.docx"


def test_a_file_that_kills_each_process_is_refused() -> None:
    with pytest.raises(Crashed) as refused:
        _insist(os._exit, 11)
    assert refused.value.code == "crashed"


def test_a_process_that_was_killed_from_outside_is_not_held_against_the_file(tmp_path: Path) -> None:
    assert _insist(die_once, tmp_path / "been here") == "read"


def die_once(mark: Path) -> str:
    """Runs in the process: the first one dies."""
    if not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return "read"


def _insist(job: Callable[..., object], argument: object) -> object:
    processes = Processes(Bounds(seconds=60))

    def begin() -> Future[object]:
        return processes.submit(job, argument)

    try:
        return insist(begin, "a.pdf", Limits())
    finally:
        processes.close()


@pytest.fixture(scope="module")
def endless_docx() -> bytes:
    """A sound document whose text takes far more than eight seconds, and more memory than the test gives."""
    paragraph = b"<w:p><w:r><w:t>Leverancier meldt een datalek binnen 24 uur.</w:t></w:r></w:p>"
    packed = io.BytesIO()
    with zipfile.ZipFile(CHANGED) as sound, zipfile.ZipFile(packed, "w") as longer:  # stored: no bomb
        for name in sound.namelist():
            data = sound.read(name)
            longer.writestr(
                name,
                data.replace(b"<w:body>", b"<w:body>" + paragraph * 300_000) if "document" in name else data,
            )
    return packed.getvalue()
