"""Words of the overview and of one finding."""

from __future__ import annotations

from typing import Final

from analyser.model import Text

# overview
GAPS: Final = Text("Gaten in het contract", "Gaps in the contract")
THEME_PICTURE: Final = Text("Uitkomst per thema", "Outcome per theme")
ALL_THEMES: Final = Text("Alle thema's", "All themes")
PER_THEME: Final = Text("Aantallen per thema", "Counts per theme")
FILES_READ: Final = Text("Gelezen bestanden", "Files read")
FILTER: Final = Text("Filteren", "Filter")
REVIEW_ONLY: Final = Text("Alleen wat u moet nakijken", "Only what you should check by hand")
REVIEW: Final = Text("nakijken", "check by hand")
SHOWN: Final = Text("{n} van {total} eisen getoond", "{n} of {total} requirements shown")
NONE_SHOWN: Final = Text(
    "Geen eis past bij deze filters. Verruim de filters om meer te zien.",
    "No requirement fits these filters. Widen them to see more.",
)
NOT_FOUND_PLACE: Final = Text("niet gevonden", "not found")
DOWNLOADS: Final = Text("Rapport bewaren", "Save the report")
DOWNLOAD_FORMATS: Final[dict[str, Text]] = {
    "html": Text("Webpagina (HTML)", "Web page (HTML)"),
    "xlsx": Text("Rekenblad (XLSX)", "Spreadsheet (XLSX)"),
    "docx": Text("Memo (DOCX)", "Memo (DOCX)"),
    "json": Text("Gegevens (JSON)", "Data (JSON)"),
}

# finding
NO_FINDING: Final = Text("Deze eis bestaat niet.", "No such requirement.")
NEXT: Final = Text("Volgende bevinding", "Next finding")
PREVIOUS: Final = Text("Vorige bevinding", "Previous finding")
KEYS: Final = Text(
    "Toetsen: Alt+J volgende, Alt+K vorige, Alt+O uw beslissing.",
    "Keys: Alt+J next, Alt+K previous, Alt+O your decision.",
)
POSITION: Final = Text("Bevinding {n} van {total}", "Finding {n} of {total}")
NEXT_PLACE: Final = Text("Volgende plaats", "Next place")
PREVIOUS_PLACE: Final = Text("Vorige plaats", "Previous place")
PLACE: Final = Text("Plaats {n} van {total} in het contract", "Place {n} of {total} in the contract")
SHOW_PLACE: Final = Text("Toon deze plaats", "Show this place")
SHOWN_PLACE: Final = Text("Getoond", "Shown")
IN_CONTRACT: Final = Text("In het contract", "In the contract")
NO_PLACE: Final = Text(
    "Bij dit oordeel hoort geen plaats in het contract.", "No place in the contract belongs to this verdict."
)
PAGE: Final = Text("Bladzijde {page}", "Page {page}")
PAGE_ALT: Final = Text(
    "Afbeelding van bladzijde {page} van {file}. De passage is geel gemarkeerd, de beslissende woorden zijn "
    "omlijnd. Dezelfde woorden staan als tekst bij “{quotes}”.",
    "Picture of page {page} of {file}. The passage is marked in yellow, the deciding words are framed. "
    "The same words stand as text under “{quotes}”.",
)
PAGE_FAILED: Final = Text(
    "Bladzijde {page} kan niet als afbeelding worden getoond. De tekst van de passage staat hieronder.",
    "Page {page} cannot be shown as a picture. The text of the passage stands below.",
)
NO_PAGES: Final = Text(
    "Dit bestand heeft geen vaste bladzijden; u ziet de tekst rond de passage.",
    "This file has no fixed pages; you see the text round the passage.",
)
CONFIDENCE: Final = Text("Zekerheid: {band} ({value})", "Confidence: {band} ({value})")
MARKED: Final = Text("gemarkeerd: de woorden die beslisten", "marked: the words that decided")
BACK: Final = Text("Terug naar het overzicht", "Back to the overview")
IN_LIBRARY: Final = Text("Deze eis in de bibliotheek", "This requirement in the library")
