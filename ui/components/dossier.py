"""From the address to an assessment, or the reason why there is none."""

from __future__ import annotations

from analyser.model import Assessment
from ui import texts
from ui.address import Address
from ui.components.messages import alert
from ui.components.progress import wait_for
from ui.dossiers import Dossier
from ui.visit import Screen, Visit, dossiers


def open_dossier(visit: Visit) -> tuple[Dossier, Assessment] | None:
    """The dossier of this address with its assessment; None after telling the user why not."""
    dossier = dossiers().find(visit.address.dossier)
    if dossier is None:
        alert("warning", visit.say(texts.GONE))
        visit.link(Screen.UPLOAD, visit.say(texts.UPLOAD), address=Address(language=visit.language))
        return None
    outcome = dossier.outcome()
    if outcome is None:
        wait_for(dossier, visit)
        return None
    problems = [problem[visit.language] for problem in outcome.problems]
    if outcome.assessment is None:
        alert("error", visit.say(texts.NOT_JUDGED), problems)
        visit.link(Screen.UPLOAD, visit.say(texts.UPLOAD), address=Address(language=visit.language))
        return None
    if problems:
        alert("error", visit.say(texts.PARTLY_JUDGED), problems)
    return dossier, outcome.assessment
