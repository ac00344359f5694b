"""What the tests of the application share: sample contracts, judged once a run."""

from __future__ import annotations

import time
from functools import cache
from pathlib import Path

from analyser.model import Assessment, View
from analyser.store import Upload
from ui.dossiers import Dossier, Dossiers
from ui.sign_in import the_only_user
from ui.visit import server

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "samples" / "contracts"
SECONDS = 60  # a cold worker on a busy machine


def sample(name: str) -> Upload:
    return Upload(name, (SAMPLES / name).read_bytes())


def desk() -> Dossiers:
    """The dossiers of the application under test, for who works alone."""
    return Dossiers(server(), the_only_user())


def judged(*uploads: Upload) -> Dossier:
    """The dossier of these files in the application under test, once it is judged."""
    return wait_for(desk().hand_in(uploads, (), View.ACCEPTED))


def wait_for(key: str) -> Dossier:
    """The dossier with this key, once it is judged."""
    dossier = desk().find(key)
    assert dossier is not None
    end = time.monotonic() + SECONDS
    while dossier.outcome() is None:
        assert time.monotonic() < end, "the worker did not finish"
        time.sleep(0.05)
    judged_one = desk().find(key)  # the analysis may have named its supplier
    assert judged_one is not None
    return judged_one


@cache
def pdf_dossier() -> Dossier:
    return judged(sample("ai-saas-met-gaten.pdf"))


def assessment_of(dossier: Dossier) -> Assessment:
    outcome = dossier.outcome()
    assert outcome is not None
    assert outcome.assessment is not None
    return outcome.assessment
