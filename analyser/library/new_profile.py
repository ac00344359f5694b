"""A profile to start from: sound as it is, with a comment at every place where something can be written."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from analyser.errors import UsageError
from analyser.library.profile_schema import LONGEST_ID
from analyser.library.profiles import PROFILES, profile_ids

_ID: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_START: Final = """\
# Voorwaarden van {organisation}. Na elke wijziging: analyser library check. Uitleg: docs/profiles.md.
# Conditions of {organisation}. After every change: analyser library check. Explained in docs/profiles.md.
id: {id}
title: {{nl: {quoted}, en: {quoted}}}
organisation: {{nl: {quoted}, en: {quoted}}}
law_as_of: {today}
base: {base}
reason:
  nl: "Vul in waarom deze voorwaarden voorgaan."
  en: "Say why these conditions prevail."
sources:
  - instrument: {quoted}
    number_confidence: unverified
    confidence: unverified
    note: "vul in waar de voorwaarden staan"

# Elke wijziging heeft een reden (reason) en een herkomst (sources). Haal de # weg bij wat u nodig hebt.
# Every change has a reason and sources. Take away the # where you need it.

# Een getal strenger of ruimer. De oude waarde in de teksten van de eis schrijft u onder replace opnieuw.
# tests:
#   - id: veiligheid-logging
#     metric: log_retention
#     value: 12
#     unit: months
#     basis: "eigen norm"
#     confidence: unverified
#     reason: {{nl: "...", en: "..."}}
#     sources: [{{instrument: {quoted}, number_confidence: unverified, confidence: unverified}}]

# Onderdelen van een eis opnieuw: title, norm, criteria, advice, model_clause, terms, sources, rules, elements
# of weakeners.
# replace:
#   - id: veiligheid-logging
#     parts:
#       norm: {{nl: "...", en: "..."}}
#     reason: {{nl: "...", en: "..."}}
#     sources: [{{instrument: {quoted}, number_confidence: unverified, confidence: unverified}}]

# Hoe zwaar een gebrek telt: knock-out, hoog, middel of laag.
# severity:
#   - id: veiligheid-logging
#     severity: hoog
#     reason: {{nl: "...", en: "..."}}
#     sources: [{{instrument: {quoted}, number_confidence: unverified, confidence: unverified}}]

# Een eis die niet geldt.
# off:
#   - id: duurzaamheid-hardware-circulair
#     reason: {{nl: "...", en: "..."}}
#     sources: [{{instrument: {quoted}, number_confidence: unverified, confidence: unverified}}]

# Een eis die de bibliotheek niet heeft. Neem een bestand uit requirements/ als voorbeeld.
# add:
#   - reason: {{nl: "...", en: "..."}}
#     requirement:
#       id: eigen-eis
"""


def write_profile(folder: Path, profile: str, organisation: str, base: str) -> Path:
    """Write ``profiles/ID.yaml`` in a library's folder; returns its path.

    Raises UsageError for a name that is no id or is taken, a base that there is not, no organisation, or a
    folder that cannot be written.
    """
    named = " ".join(organisation.split())
    if not _ID.fullmatch(profile) or len(profile) > LONGEST_ID:
        raise UsageError(
            what_nl=f"{profile!r} is geen naam voor een profiel: gebruik kleine letters, cijfers en "
            f"streepjes, ten hoogste {LONGEST_ID} tekens.",
            what_en=f"{profile!r} is no name for a profile: use small letters, digits and hyphens, at most "
            f"{LONGEST_ID} characters.",
        )
    if not named.isprintable() or not named:
        raise UsageError(
            what_nl="Noem de organisatie: --organisation.", what_en="Name the organisation: --organisation."
        )
    known = profile_ids(folder)
    if base not in known:
        raise UsageError(
            what_nl=f"Er is geen profiel {base!r}. Kies uit: {', '.join(known)}.",
            what_en=f"There is no profile {base!r}. Choose from: {', '.join(known)}.",
        )
    path = folder / PROFILES / f"{profile}.yaml"
    text = _START.format(
        id=profile, organisation=named, quoted=json.dumps(named, ensure_ascii=False), base=base,
        today=datetime.now(UTC).date().isoformat(),
    )  # fmt: skip
    try:
        path.parent.mkdir(exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError as error:
        raise UsageError(
            what_nl=f"{path} bestaat al en wordt niet overschreven.",
            what_en=f"{path} exists already and is not overwritten.",
        ) from error
    except OSError as error:
        raise UsageError(
            what_nl=f"{path} kan niet worden geschreven ({error.strerror}).",
            what_en=f"{path} cannot be written ({error.strerror}).",
        ) from error
    return path
