"""Every sentence of the application's own, in Dutch and in English, side by side.

Words that the reports use as well (verdicts, severities, headings of a finding) stand in
``analyser.report.texts``; sentences about a file or a verdict come with the data.
"""

from __future__ import annotations

from typing import Final

from analyser.model import Text, View


def filled(text: Text, **places: object) -> Text:
    """``text`` with its places filled in, in both languages."""
    return Text(text.nl.format(**places), text.en.format(**places))


TITLE: Final = Text("Contractanalyse", "Contract analysis")
SUBTITLE: Final = Text(
    "Toetst een leverancierscontract aan ARBIT-2022 en de inkoopvoorwaarden voor generatieve AI.",
    "Checks a supplier's contract against ARBIT-2022 and the purchase conditions for generative AI.",
)
NOSCRIPT: Final = Text(
    "Zet JavaScript aan om deze toepassing te gebruiken.", "Turn on JavaScript to use this application."
)
OTHER_LANGUAGE: Final = Text("English", "Nederlands")  # named in the other language itself
UPLOAD: Final = Text("Contract kiezen", "Choose a contract")
OVERVIEW: Final = Text("Overzicht", "Overview")
FINDING: Final = Text("Bevinding", "Finding")

# upload
LOCAL: Final = Text(
    "Uw contract blijft op deze computer. Het staat alleen in het werkgeheugen: sluit u het programma of "
    "kiest u “Dossier wissen”, dan is het weg. Er gaat niets naar internet.",
    "Your contract stays on this computer. It is kept in working memory only: close the program or choose "
    "“Delete dossier” and it is gone. Nothing is sent to the internet.",
)
SINGLE_USER: Final = Text(
    "Voor één gebruiker: alleen op deze computer te openen, zonder aanmelden.",
    "Single-user: can be opened on this computer only, without signing in.",
)
FILES: Final = Text("Bestanden (PDF, DOCX of ODT)", "Files (PDF, DOCX or ODT)")
FILES_HELP: Final = Text(
    "Meer bestanden tegelijk vormen één dossier, bijvoorbeeld een overeenkomst met haar bijlagen.",
    "Several files at once form one dossier, for instance an agreement with its annexes.",
)
SUBJECTS: Final = Text("Waar gaat het contract over?", "What is the contract about?")
SUBJECTS_AUTO: Final = Text("Uit de tekst afleiden", "Derive from the text")
SUBJECTS_HELP: Final = Text(
    "Laat leeg om dit uit de tekst te laten afleiden. Kiest u zelf, dan gelden de eisen voor die onderwerpen "
    "en de eisen voor elk contract.",
    "Leave empty to derive this from the text. If you choose, the requirements for those subjects apply, and "
    "those for every contract.",
)
CHANGES: Final = Text(
    "Welke tekst telt bij bijgehouden wijzigingen?", "Which text counts with tracked changes?"
)
CHANGES_OPTION: Final[dict[View, Text]] = {
    View.ACCEPTED: Text("Alsof alle wijzigingen zijn geaccepteerd", "As if all changes are accepted"),
    View.REJECTED: Text("Alsof alle wijzigingen zijn geweigerd", "As if all changes are rejected"),
    View.MARKED: Text("Toevoegingen en schrappingen naast elkaar", "Insertions and deletions together"),
}
JUDGE: Final = Text("Beoordeel", "Check")
NO_FILES: Final = Text("Kies eerst een bestand.", "Choose a file first.")
SAMPLE: Final = Text("Probeer een voorbeeldcontract", "Try a sample contract")
SAMPLE_HELP: Final = Text("Nog geen contract bij de hand?", "No contract at hand?")

# while judging, and when it fails
BUSY: Final = Text("Bezig met lezen en beoordelen: {seconds} s.", "Reading and checking: {seconds} s.")
BUSY_HELP: Final = Text(
    "Een contract van 50 bladzijden duurt enkele seconden. U kunt deze bladzijde open laten staan.",
    "A contract of 50 pages takes some seconds. You can leave this page open.",
)
GONE: Final = Text(
    "Dit dossier is er niet meer: het programma is opnieuw gestart, of het dossier is gewist. "
    "Kies het contract opnieuw.",
    "This dossier is no longer here: the program was restarted, or the dossier was deleted. "
    "Choose the contract again.",
)
NOT_JUDGED: Final = Text("Er is niets beoordeeld", "Nothing was checked")
PARTLY_JUDGED: Final = Text(
    "Niet alle bestanden zijn beoordeeld; de uitkomst geldt voor de overige",
    "Not all files were checked; the outcome is about the others",
)
WORKER_DIED: Final = Text(
    "Het lezen is afgebroken; mogelijk is het bestand te groot of beschadigd. Er is niets beoordeeld. "
    "Probeer het opnieuw, of met één bestand tegelijk.",
    "Reading broke off; the file may be too large or damaged. Nothing was checked. "
    "Try again, or with one file at a time.",
)
FAULT: Final = Text(
    "Er ging iets mis door een fout in dit programma ({kind}). Er is niets beoordeeld. "
    "Meld dit aan de beheerder, zonder het contract mee te sturen.",
    "Something went wrong because of a fault in this program ({kind}). Nothing was checked. "
    "Report this to your administrator, without sending the contract.",
)
LIBRARY_BROKEN: Final = Text("De clausulebibliotheek klopt niet", "The clause library does not hold together")

LIBRARY_CHANGED: Final = Text(
    "De clausulebibliotheek is gewijzigd nadat dit dossier is beoordeeld. "
    "Laat het contract opnieuw beoordelen.",
    "The clause library was changed after this dossier was checked. Have the contract checked again.",
)

# overview
GAPS: Final = Text("Gaten in het contract", "Gaps in the contract")
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
FORGET: Final = Text("Dossier wissen", "Delete dossier")

# finding
NO_FINDING: Final = Text("Deze eis bestaat niet.", "No such requirement.")
NEXT: Final = Text("Volgende bevinding", "Next finding")
PREVIOUS: Final = Text("Vorige bevinding", "Previous finding")
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

# Words of Streamlit's own widgets, as regular expressions over a whole text or label. Only read by
# ``shell.js``, on a Dutch page.
STREAMLIT_WORDS: Final[dict[str, str]] = {
    "Skip to main content": "Naar de inhoud",
    "Upload": "Bestanden kiezen",
    "Browse files": "Bestanden kiezen",
    "Drag and drop files here": "Sleep bestanden hierheen",
    "(\\d+)MB per file": "Hoogstens $1 MB per bestand",
    "file upload": "bestanden kiezen",
    "File must be (.+) or smaller\\.": "Het bestand mag hoogstens $1 groot zijn.",
    "(.+) files are not allowed\\.": "$1-bestanden worden niet aangenomen.",
    "Remove (.+)": "$1 verwijderen",
    "Delete (.+)": "$1 verwijderen",
    "Add files": "Bestanden toevoegen",
    "Clear all": "Alles wissen",
    "Clear value": "Wissen",
    "Open": "Openen",
    "Close": "Sluiten",
    "Select all": "Alles kiezen",
    "No results": "Niets gevonden",
    "No options to select": "Er is niets meer te kiezen",
    "Help for (.+)": "Hulp bij $1",
    "Show help for (.+)": "Hulp bij $1",
    "Copy to clipboard": "Kopiëren",
    "Copy": "Kopiëren",
    "Copied": "Gekopieerd",
    "Fullscreen": "Volledig scherm",
    "View fullscreen": "Volledig scherm",
    "Exit fullscreen": "Volledig scherm sluiten",
    "Close fullscreen": "Volledig scherm sluiten",
    "Download": "Opslaan",
    "Running\\.\\.\\.": "Bezig...",
    "Stop": "Stoppen",
    "Connecting": "Verbinden",
    "Connection error": "Geen verbinding",
}
