"""A library of three requirements in a folder, with a clause bank of a dozen sentences for two of them.

Written anew by every test that needs one, so that no test depends on the rules lawyers are working on.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from analyser.library import LIBRARY_FOLDER

BACKUPS, PAYMENT, SILENT = "back-ups", "betaling", "zonder-clausules"

# Requirement, verdict, text: each its own words, so that only words of the subject return.
CLAUSES: Sequence[tuple[str, str, str]] = (
    (BACKUPS, "met", "Leverancier maakt elke nacht een back-up van alle gegevens en bewaart die veilig."),
    (BACKUPS, "met", "De leverancier zal dagelijks back-ups maken en het herstel daarvan elk jaar testen."),
    (BACKUPS, "partial", "Leverancier streeft naar een wekelijkse back-up van de gegevens."),
    (BACKUPS, "partial", "Wij spannen ons in om back-ups te bewaren en gegevens te herstellen."),
    (BACKUPS, "contrary", "Leverancier is niet verplicht een back-up te maken of gegevens te herstellen."),
    (BACKUPS, "contrary", "Het maken van een back-up is geheel voor rekening van de klant."),
    (BACKUPS, "missing", "Oude gegevens worden na afloop vernietigd."),
    (PAYMENT, "met", "De klant betaalt elke factuur binnen dertig dagen na ontvangst."),
    (PAYMENT, "met", "Facturen worden voldaan binnen 30 dagen na de datum van ontvangst."),
    (PAYMENT, "partial", "Leverancier streeft naar een factuur met een termijn van dertig dagen."),
    (PAYMENT, "partial", "Voor een factuur geldt een termijn van zestig dagen, tenzij anders bepaald."),
    (PAYMENT, "contrary", "De factuur moet binnen zeven dagen na ontvangst worden betaald."),
    (PAYMENT, "contrary", "Betaling van de factuur gebeurt vooraf en is niet verplicht terug te betalen."),
    (PAYMENT, "missing", "De prijs is exclusief omzetbelasting."),
    ("background", "missing", "Deze overeenkomst treedt in werking op de datum van ondertekening."),
    ("background", "missing", "Partijen overleggen elk jaar over de samenwerking."),
)

_BOTH = {"nl": "x", "en": "x"}
_RULES: dict[str, dict[str, list[str]]] = {
    BACKUPS: {"wanted": ["back-up*"], "against": ["rekening + back-up*"]},
    PAYMENT: {"for": ["factuur + 30 dagen"], "against": ["factuur + vooraf"]},
    SILENT: {"for": ["zonnepaneel"]},
}


def write_library(folder: Path, clauses: Sequence[tuple[str, str, str]] = CLAUSES) -> Path:
    """Write the library with its bank into ``folder``; returns the folder."""
    for name in ("requirements", "bank"):
        (folder / name).mkdir(parents=True)
    shutil.copy(LIBRARY_FOLDER / "vocabulary.yaml", folder)
    manifest = {
        "version": "1.0.0",
        "law_as_of": "2026-01-01",
        "disclaimer": _BOTH,
        "themes": [{"id": "proef", "title": _BOTH, "requirements": list(_RULES)}],
        "subjects": [],
    }
    _write(folder / "library.yaml", manifest)
    for name, rules in _RULES.items():
        _write(folder / "requirements" / f"{name}.yaml", _requirement(name, rules))
    for subject in (*_RULES, "background"):
        of_subject = [(verdict, text) for named, verdict, text in clauses if named == subject]
        _write(
            folder / "bank" / f"{subject}.yaml", [_clause(subject, n, *c) for n, c in enumerate(of_subject)]
        )
    return folder


def _requirement(name: str, rules: dict[str, list[str]]) -> dict[str, Any]:
    return {
        "id": name,
        "theme": "proef",
        "severity": "hoog",
        "applies_when": ["always"],
        "title": {"nl": name, "en": name},
        "norm": _BOTH,
        "criteria": {"met": _BOTH, "partial": _BOTH, "contrary": _BOTH},
        "advice": _BOTH,
        "model_clause": _BOTH,
        "sources": [{"instrument": "x", "number_confidence": "verified", "confidence": "verified"}],
        "terms": {"nl": [name], "en": [name]},
        "rules": [
            {"id": effect, "effect": effect, "label": _BOTH, "nl": patterns, "en": patterns}
            for effect, patterns in rules.items()
        ],
    }


def _clause(subject: str, number: int, verdict: str, text: str) -> dict[str, str]:
    return {
        "id": f"{subject}-{number:03}",
        "verdict": verdict,
        "language": "nl",
        "style": "plain",
        "reason": "x",
        "text": text,
    }


def _write(path: Path, content: object) -> None:
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")
