"""Words on profiles: whose conditions a contract is held against."""

from __future__ import annotations

from typing import Final

from analyser.model import Text

PROFILE: Final = Text("Wiens voorwaarden gelden", "Whose conditions apply")
PROFILE_HELP: Final = Text(
    "De bibliotheek is geschreven voor het Rijk. Een profiel past haar aan voor een andere organisatie, of "
    "voor een departement waarvan de voorwaarden voorgaan. In de bibliotheek ziet u wat elk profiel doet.",
    "The library was written for central government. A profile adapts it for another organisation, or for a "
    "department whose conditions prevail. The library shows what a profile changes.",
)
PROFILE_CHANGE_HELP: Final = Text(
    "Kiest u een ander profiel, dan wordt het contract opnieuw beoordeeld.",
    "Where you choose another profile, the contract is checked again.",
)
PROFILE_CHANGED: Final = Text(
    "Opgeslagen. Het contract wordt opnieuw beoordeeld.", "Saved. The contract is being checked again."
)
PROFILE_LINE: Final = Text("Profiel: {title}", "Profile: {title}")
PROFILE_GONE: Final = Text("{id} (bestaat niet meer)", "{id} (no longer exists)")
PROFILE_MISSING: Final = Text(
    "Dit dossier is beoordeeld onder een profiel dat nu niet te gebruiken is. Oordelen en beslissingen zijn "
    "bewaard: zet het profiel terug, of kies hieronder een ander.",
    "This dossier was checked under a profile that cannot be used now. Verdicts and decisions are kept: put "
    "the profile back, or choose another one below.",
)
PROFILES_BROKEN: Final = Text(
    "Deze profielen kloppen niet en zijn niet te kiezen:",
    "These profiles are not sound and cannot be chosen:",
)
PROFILE_CHANGES: Final = Text("Wat dit profiel verandert ({n})", "What this profile changes ({n})")
PROFILE_AS_IT_IS: Final = Text(
    "Dit profiel verandert niets: de eisen gelden zoals de bibliotheek ze geeft.",
    "This profile changes nothing: the requirements apply as the library gives them.",
)
EVERY_PROFILE: Final = Text("Profiel", "Profile")
