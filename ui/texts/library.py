"""Words of the pages on the clause library."""

from __future__ import annotations

from typing import Final

from analyser.model import Text

LIBRARY_HELP: Final = Text(
    "De {n} eisen waaraan contracten worden getoetst, met per eis de norm, de bronnen, een voorstel voor een "
    "bepaling en voorbeelden.",
    "The {n} requirements that contracts are checked against: for each the norm, the sources, a suggested "
    "clause and examples.",
)
LIBRARY_VERSION: Final = Text(
    "Versie {version}, stand van het recht {law_as_of}. SHA-256: {sha256}",
    "Version {version}, state of the law {law_as_of}. SHA-256: {sha256}",
)
SEARCH: Final = Text("Zoeken op woorden", "Search for words")
SEARCH_HELP: Final = Text(
    "Zoekt in titel, norm, zoektermen en bronnen, in beide talen. Alle woorden moeten voorkomen.",
    "Searches title, norm, search terms and sources, in both languages. All words must occur.",
)
NONE_FOUND: Final = Text(
    "Geen eis past hierbij. Gebruik minder woorden of haal een filter weg.",
    "No requirement fits. Use fewer words or take a filter away.",
)
BACK_TO_LIBRARY: Final = Text("Terug naar de bibliotheek", "Back to the library")
FINDING_OF_DOSSIER: Final = Text("Bevinding in uw contract", "Finding in your contract")
NEXT_REQUIREMENT: Final = Text("Volgende eis", "Next requirement")
PREVIOUS_REQUIREMENT: Final = Text("Vorige eis", "Previous requirement")
REQUIREMENT_POSITION: Final = Text("Eis {n} van {total}", "Requirement {n} of {total}")
COUNTS_AS: Final = Text("Wat telt als", "What counts as")
NUMBERS: Final = Text("Getallen", "Numbers")
NUMBERS_HELP: Final = Text(
    "Met deze getallen wordt een contract vergeleken. Bij elk getal staat waar het vandaan komt.",
    "A contract is compared with these numbers. Each says where it comes from.",
)
NOT_COMPARED: Final = Text(
    "Het programma vergelijkt dit getal niet zelf; kijk dit na.",
    "The program does not compare this number itself; check it by hand.",
)
SURENESS_HELP: Final = Text(
    "Geverifieerd: in de bron zelf gelezen. Waarschijnlijk: vakkennis, of het gelijknamige artikel van "
    "ARBIT-2014. Niet geverifieerd: ga er niet op af zonder het na te kijken.",
    "Verified: read in the source itself. Likely: expert knowledge, or the article of the same title in "
    "ARBIT-2014. Not verified: do not rely on it without looking it up.",
)
TERMS: Final = Text("Zoektermen", "Search terms")
TERMS_HELP: Final = Text(
    "Hiermee zoekt u zelf in een contract.", "Use these to search through a contract yourself."
)
EXAMPLES_OWN: Final = Text(
    "Deze voorbeelden hebben wij zelf geschreven, met verzonnen namen. Het zijn geen citaten uit contracten. "
    "Bij elk voorbeeld staat waarom het zo wordt beoordeeld.",
    "We wrote these examples ourselves, with invented names. They are no quotes from contracts. "
    "Each says why it is judged so.",
)
EXAMPLES_NEAR: Final = Text(
    "Deze bepalingen lijken erop, maar gaan over iets anders of over een andere partij.",
    "These clauses look like it, but are about something else or another party.",
)
NO_EXAMPLES: Final = Text(
    "Bij deze eis horen geen voorbeelden.", "There are no examples for this requirement."
)
