"""The fixed words of what is said of online terms through time, in Dutch and in English."""

from __future__ import annotations

from typing import Final

from analyser.model import Text

TITLE: Final = Text("Voorwaarden door de tijd", "Terms through time")
PERIOD: Final = Text(
    "Versies van {first} tot en met {last}", "Versions from {first} up to and including {last}"
)
COUNTED: Final = Text(
    "Versies: {versions}; beoordeeld: {read}; veranderde oordelen: {steps}.",
    "Versions: {versions}; judged: {read}; verdicts that changed: {steps}.",
)
DOCUMENTS: Final = Text("Documenten", "Documents")
DOCUMENT: Final = Text("Document", "Document")
OVERVIEW: Final = Text("Alle documenten", "All documents")
OVERVIEW_CAPTION: Final = Text(
    "Per document: versies, veranderde oordelen, en wat er sinds de beoordeelde versie gebeurde",
    "For each document: versions, verdicts that changed, and what happened since the version reviewed",
)
VERSIONS: Final = Text("Versies", "Versions")
CHANGED: Final = Text("Veranderde oordelen", "Verdicts changed")
NOT_READ: Final = Text("Niet beoordeeld", "Not judged")
SINCE_SHORT: Final = Text("Sinds de beoordeling", "Since the review")
TIMELINE: Final = Text("Oordelen door de tijd", "Verdicts through time")
TIMELINE_CAPTION: Final = Text(
    "Elk oordeel dat van een versie op de volgende veranderde, de oudste eerst",
    "Each verdict that changed from one version to the next, the oldest first",
)
NO_STEPS: Final = Text("Geen enkel oordeel is veranderd.", "No verdict changed.")
FROM: Final = Text("Van versie", "From version")
TO: Final = Text("Naar versie", "To version")
TURN: Final = Text("Verandering", "Change")
WAS: Final = Text("Was", "Was")
IS_NOW: Final = Text("Werd", "Became")
TECHNICAL: Final = Text(
    "alleen de vastlegging veranderde, zegt het archief", "only the recording changed, says the archive"
)
UNREAD_TITLE: Final = Text("Versies die niet zijn beoordeeld", "Versions that were not judged")
PARTLY_TITLE: Final = Text("Versies die niet geheel te lezen zijn", "Versions that could not be read in full")
SINCE_TITLE: Final = Text(
    "Wat er veranderde sinds de versie die is beoordeeld", "What changed since the version that was reviewed"
)
SINCE: Final = Text(
    "Beoordeeld: de versie van {reviewed}. Nieuwste gelezen versie: {newest}.",
    "Reviewed: the version of {reviewed}. Newest version read: {newest}.",
)
CUT: Final = Text(
    "Dit git-archief is hier niet volledig (een shallow clone). De eerste versie kan ouder zijn dan hier "
    "staat, en wat daarvoor kwam, ontbreekt. Haal de hele geschiedenis op: git fetch --unshallow.",
    "This git repository is not complete here (a shallow clone). The first version may be older than its day "
    "here, and what came before it lacks. Get the whole history: git fetch --unshallow.",
)
SINCE_YOUNGER: Final = Text(
    "Op {day} was er geen versie van dit document. Beoordeel het als nieuw.",
    "On {day} there was no version of this document. Review it as new.",
)
SINCE_GONE: Final = Text(
    "Op {day} was dit document al uit het archief verwijderd.",
    "On {day} this document had been taken out of the archive.",
)
SINCE_LOST: Final = Text(
    "Welke versie op {day} gold, is niet te zeggen: het archief begint hier later. Vergelijk zelf.",
    "Which version was in force on {day} cannot be said: the archive begins later here. Compare by hand.",
)
SINCE_NEWER: Final = Text(
    "Wat daarna kwam, is niet te lezen: {versions}. Vergelijk dat zelf.",
    "What came after it cannot be read: {versions}. Compare that by hand.",
)
SINCE_UNREAD: Final = Text(
    "De versie die op {day} gold of een nieuwere is niet te lezen. Vergelijk zelf.",
    "The version in force on {day} or a newer one cannot be read. Compare by hand.",
)
SINCE_NONE: Final = Text(
    "Sinds de beoordeelde versie is er geen nieuwe.", "There is no newer version than the one reviewed."
)
SKIPPED_TITLE: Final = Text("Bestanden die geen versie zijn", "Files that are no version")
SKIPPED_MORE: Final = Text("en nog {n}", "and {n} more")
NONE: Final = Text("–", "–")
