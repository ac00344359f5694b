"""What the tests of the application share: sample contracts, judged once a run."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from analyser.model import Assessment, View
from ui.dossiers import Dossier
from ui.visit import dossiers
from ui.worker import Upload

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "samples" / "contracts"
SECONDS = 60  # a cold worker on a busy machine


def sample(name: str) -> Upload:
    return Upload(name, (SAMPLES / name).read_bytes())


def judged(*uploads: Upload) -> Dossier:
    """The dossier of these files in the application under test, once it is judged."""
    held = dossiers()
    dossier = held.find(held.hand_in(uploads, (), View.ACCEPTED))
    assert dossier is not None
    dossier.result.result(SECONDS)
    return dossier


@cache
def pdf_dossier() -> Dossier:
    return judged(sample("ai-saas-met-gaten.pdf"))


def assessment_of(dossier: Dossier) -> Assessment:
    outcome = dossier.outcome()
    assert outcome is not None
    assert outcome.assessment is not None
    return outcome.assessment
