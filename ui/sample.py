"""The contract to try with, from the samples that come with the source."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from analyser.model import View
from analyser.store import Upload
from ui import texts
from ui.dossiers import Dossiers
from ui.server import Server
from ui.sign_in import the_only_user

_SAMPLES: Final = Path(__file__).resolve().parents[1] / "samples" / "contracts"
_SAMPLE: Final = "ai-saas-met-gaten.pdf"


def sample_contract(folder: Path = _SAMPLES) -> Upload | None:
    """One contract, or None where the samples were not installed."""
    preferred = folder / _SAMPLE
    chosen = preferred if preferred.is_file() else next(iter(sorted(folder.glob("*.pdf"))), None)
    return None if chosen is None else Upload(chosen.name, chosen.read_bytes())


def start_with_a_sample(server: Server) -> None:
    """Give a store in which nothing ever happened a dossier to look at; one that was deleted stays away."""
    sample = sample_contract() if server.store.untouched() else None
    if sample is not None:
        Dossiers(server, the_only_user()).hand_in([sample], (), View.ACCEPTED, texts.SAMPLE_TITLE["nl"])
