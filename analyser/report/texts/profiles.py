"""Words on profiles: whose conditions prevail, and what they change in the library."""

from __future__ import annotations

from typing import Final

from analyser.model import Text

PROFILE: Final = Text("Profiel", "Profile")
UNDER: Final = Text("{version}, profiel {title}", "{version}, profile {title}")
PROFILE_SHA: Final = Text("SHA-256 van het profiel", "SHA-256 of the profile")
PROFILE_LINE: Final = Text(
    "{id}: {title}. Organisatie: {organisation}. Wijzigingen: {n}.",
    "{id}: {title}. Organisation: {organisation}. Changes: {n}.",
)
CHANGED: Final = {
    "added": Text("toegevoegd: {title}", "added: {title}"),
    "replaced": Text("opnieuw geschreven ({parts}): {title}", "written anew ({parts}): {title}"),
    "severity": Text(
        "zwaarte van {before} naar {after}: {title}", "severity from {before} to {after}: {title}"
    ),
    "number": Text("getal van {before} naar {after}: {title}", "number from {before} to {after}: {title}"),
    "off": Text("geldt niet: {title}", "does not apply: {title}"),
    "remark": Text("opmerking bij de bron {title}", "remark on the source {title}"),
}
PARTS: Final = {
    "applies_when": Text("wanneer zij geldt", "when it applies"),
    "title": Text("titel", "title"),
    "norm": Text("norm", "norm"),
    "criteria": Text("wat telt als wat", "what counts as what"),
    "advice": Text("advies", "advice"),
    "model_clause": Text("voorbeeldbepaling", "model clause"),
    "sources": Text("bronnen", "sources"),
    "tests": Text("getallen", "numbers"),
    "terms": Text("zoektermen", "search terms"),
    "rules": Text("regels", "rules"),
    "elements": Text("onderdelen", "elements"),
    "weakeners": Text("verzwakkers", "weakeners"),
}
"""Parts of a requirement, by their key in its file."""
