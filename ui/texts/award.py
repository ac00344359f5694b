"""Words of the page on what is recorded before award. Words that the memo uses too stand with the reports."""

from __future__ import annotations

from typing import Final

from analyser.model import Text

AWARD: Final = Text("Voor gunning", "Before award")
AWARD_HELP: Final = Text(
    "Leg hier vast wat er vóór gunning is gedaan. Het zijn feiten over uw dossier; zij veranderen geen "
    "oordeel over de tekst van het contract, en het programma beslist er niets mee.",
    "Record here what was done before award. These are facts about your dossier; they change no verdict on "
    "the text of the contract, and the program decides nothing by them.",
)
AWARD_LINE: Final = Text("Voor gunning: {count}. {open}", "Before award: {count}. {open}")
AWARD_OPEN: Final = Text("Naar de feiten voor gunning", "To the facts before award")
AWARD_WHY: Final = Text("Waarom, en wie dit vraagt sinds wanneer", "Why, and who asks this since when")
AWARD_EARLIER: Final = Text("Eerder vastgelegd ({n})", "Recorded before ({n})")
AWARD_RECORDED: Final = Text("Vastgelegd door {who}, {day}", "Recorded by {who}, {day}")
AWARD_RECORD: Final = Text("Leg vast: {title}", "Record: {title}")
AWARD_STAND: Final = Text("Hoe staat het ervoor?", "How does it stand?")
AWARD_RISK: Final = Text("Welke risicoklasse?", "Which class of risk?")
AWARD_NO_CHOICE: Final = Text("geen keuze", "no choice")
AWARD_WHO: Final = Text("Wie deed of adviseerde dit?", "Who did or advised this?")
AWARD_WHO_HELP: Final = Text(
    "Naam en functie. Verplicht bij “gedaan” en bij een bezwaar.",
    "Name and position. Required for “done” and for an objection.",
)
AWARD_DAY: Final = Text("Op welke datum? Bijvoorbeeld 03-11-2026", "On which day? For instance 03-11-2026")
AWARD_DAY_HELP: Final = Text(
    "Dag, maand, jaar. Verplicht bij “gedaan” en bij een bezwaar.",
    "Day, month, year. Required for “done” and for an objection.",
)
AWARD_DOCUMENT: Final = Text("Stuk uit dit dossier", "Document of this dossier")
AWARD_FILE: Final = Text("Of een ander bestand bij: {title}", "Or another file for: {title}")
AWARD_FILE_HELP: Final = Text(
    "Wij bewaren alleen de naam en de SHA-256 van dit bestand, niet het bestand zelf. Bewaar het in uw eigen "
    "archief.",
    "We keep only the name and the SHA-256 of this file, not the file itself. Keep it in your own archive.",
)
AWARD_NOTE: Final = Text("Toelichting", "Note")
AWARD_NOTE_HELP: Final = Text(
    "Verplicht bij “niet nodig” (de reden) en bij een bezwaar.",
    "Required for “not needed” (the reason) and for an objection.",
)
AWARD_SAVE: Final = Text("Leg vast", "Record")
AWARD_SAVED: Final = Text("Het is vastgelegd.", "It was recorded.")
AWARD_NO_STAND: Final = Text(
    "Kies hoe het ervoor staat. Er is niets vastgelegd.", "Choose how it stands. Nothing was recorded."
)
AWARD_BAD_DAY: Final = Text(
    "Schrijf de datum als dag-maand-jaar, bijvoorbeeld 03-11-2026. Er is niets vastgelegd.",
    "Write the date as day-month-year, for instance 03-11-2026. Nothing was recorded.",
)
AWARD_TWO_DOCUMENTS: Final = Text(
    "Kies een stuk uit dit dossier óf een ander bestand, niet allebei. Er is niets vastgelegd.",
    "Choose a document of this dossier or another file, not both. Nothing was recorded.",
)
AWARD_MAY_NOT: Final = Text("Met uw rol kunt u hier alleen lezen.", "Your role lets you only read here.")
AWARD_PORTFOLIO: Final = Text("Voor gunning: feiten, geen oordeel", "Before award: facts, no verdict")
AWARD_PORTFOLIO_HELP: Final = Text(
    "Van hoeveel contracten is vastgelegd hoe het ervoor staat.",
    "For how many contracts it was recorded how things stand.",
)
AWARD_CHECK: Final = Text("Onderdeel", "Check")
