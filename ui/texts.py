"""Every sentence of the application's own, in Dutch and in English, side by side.

Words that the reports use as well (verdicts, severities, headings of a finding) stand in
``analyser.report.texts``; sentences about a file or a verdict come with the data.
"""

from __future__ import annotations

from typing import Final

from analyser.model import Text, View
from analyser.store import Role
from analyser.store.records import State, Status

TITLE: Final = Text("Contractanalyse", "Contract analysis")
SUBTITLE: Final = Text(
    "Toetst een leverancierscontract aan ARBIT-2022 en de inkoopvoorwaarden voor generatieve AI.",
    "Checks a supplier's contract against ARBIT-2022 and the purchase conditions for generative AI.",
)
NOSCRIPT: Final = Text(
    "Zet JavaScript aan om deze toepassing te gebruiken.", "Turn on JavaScript to use this application."
)
OTHER_LANGUAGE: Final = Text("English", "Nederlands")  # named in the other language itself
NEW: Final = Text("Nieuw dossier", "New dossier")
OVERVIEW: Final = Text("Overzicht", "Overview")
FINDING: Final = Text("Bevinding", "Finding")
LIBRARY: Final = Text("Bibliotheek", "Library")
REQUIREMENT: Final = Text("Eis", "Requirement")
ADMINISTRATION: Final = Text("Beheer", "Administration")

# signing in
DOOR: Final = Text("Aanmelden", "Sign in")
SIGN_IN: Final = Text("Meld u aan", "Sign in")
SIGN_OUT: Final = Text("Meld u af", "Sign out")
SIGN_IN_FIRST: Final = Text(
    "Meld u aan met het account van uw organisatie.", "Sign in with your organisation's account."
)
SIGN_IN_BROKEN: Final = Text(
    "Aanmelden lukt niet: de gegevens van de aanmelddienst ontbreken of kloppen niet. Meld dit aan de "
    "beheerder.",
    "Signing in fails: the settings of the identity provider are missing or wrong. Tell your administrator.",
)
OPEN_TO_ALL: Final = Text(
    "Deze toepassing is bereikbaar voor anderen, maar er is geen aanmelding ingesteld. Zet "
    "ANALYSER_SIGN_IN op "
    "oidc of proxy, of zet server.address op 127.0.0.1. Tot dan is er niets te zien.",
    "Others can reach this application, but no sign-in is set up. Set ANALYSER_SIGN_IN to oidc or proxy, or "
    "server.address to 127.0.0.1. Until then there is nothing to see.",
)
NO_NAME: Final = Text(
    "Uw aanmelding noemt geen naam waaraan wij u herkennen. Meld dit aan de beheerder (ANALYSER_USER_CLAIM).",
    "Your sign-in holds no name by which we know you. Tell your administrator (ANALYSER_USER_CLAIM).",
)
EMAIL_NOT_VERIFIED: Final = Text(
    "Uw e-mailadres {name} is niet bevestigd bij de aanmelddienst. Bevestig het en meld u opnieuw aan.",
    "Your address {name} was not verified by the identity provider. Verify it and sign in again.",
)
NO_ROLE: Final = Text(
    "U bent aangemeld als {name}, maar u heeft hier nog geen rol. Vraag de beheerder om een rol.",
    "You are signed in as {name}, but have no role here yet. Ask the administrator for one.",
)

# a fault of ours
BREAKDOWN: Final = Text("Deze bladzijde kan niet worden getoond", "This page cannot be shown")
BREAKDOWN_HELP: Final = Text(
    "Dit is een fout in de toepassing. Uw dossiers en beslissingen zijn bewaard. Probeer het opnieuw, of "
    "geef "
    "de beheerder dit nummer: {number}.",
    "This is a fault of the application. Your dossiers and decisions are kept. Try again, or give your "
    "administrator this number: {number}.",
)

# new dossier
MAY_NOT_UPLOAD: Final = Text(
    "Met uw rol kunt u geen dossiers maken.", "Your role does not allow making dossiers."
)
LOCAL_TEAM: Final = Text(
    "Uw contract blijft op de server van uw organisatie. Collega's met een rol kunnen het lezen; de "
    "beheerder kan "
    "het wissen. Er gaat niets naar internet.",
    "Your contract stays on your organisation's server. Colleagues with a role can read it; the "
    "administrator "
    "can delete it. Nothing is sent to the internet.",
)
DOSSIER_TITLE: Final = Text("Titel", "Title")
DOSSIER_TITLE_HELP: Final = Text(
    "Laat leeg om de naam van het eerste bestand te nemen.", "Leave empty to use the first file's name."
)
LOCAL: Final = Text(
    "Uw contract blijft op deze computer en wordt hier bewaard, tot u “Dossier wissen” kiest. Er gaat niets "
    "naar internet.",
    "Your contract stays on this computer and is kept here, until you choose “Delete dossier”. Nothing is "
    "sent to the internet.",
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
SAMPLE_TITLE: Final = Text("Voorbeeld: AI-dienst met gaten", "Sample: AI service with gaps")
SAMPLE_HELP: Final = Text("Nog geen contract bij de hand?", "No contract at hand?")

# while judging, and when it fails
BUSY: Final = Text("Bezig met lezen en beoordelen: {seconds} s.", "Reading and checking: {seconds} s.")
BUSY_HELP: Final = Text(
    "Een contract van 50 bladzijden duurt enkele seconden. U kunt deze bladzijde open laten staan.",
    "A contract of 50 pages takes some seconds. You can leave this page open.",
)
READING_STATE: Final[dict[State, Text]] = {
    State.WAITING: Text("wacht", "waiting"),
    State.RUNNING: Text("wordt gelezen", "being read"),
    State.DONE: Text("gelezen", "read"),
    State.FAILED: Text("niet gelezen", "not read"),
}
GONE: Final = Text(
    "Dit dossier is er niet, of het is gewist. Zoek het in de lijst, of maak een nieuw dossier.",
    "There is no such dossier, or it was deleted. Look in the list, or make a new dossier.",
)
NOT_JUDGED: Final = Text("Er is niets beoordeeld", "Nothing was checked")
PARTLY_JUDGED: Final = Text(
    "Niet alle bestanden zijn beoordeeld; de uitkomst geldt voor de overige",
    "Not all files were checked; the outcome is about the others",
)
STORE_BROKEN: Final = Text("De dossiers zijn niet te openen", "The dossiers cannot be opened")
LIBRARY_BROKEN: Final = Text("De clausulebibliotheek klopt niet", "The clause library does not hold together")

JUDGE_AGAIN: Final = Text("Opnieuw beoordelen", "Check again")
LIBRARY_CHANGED: Final = Text(
    "De clausulebibliotheek is gewijzigd nadat dit dossier is beoordeeld. De oordelen zijn van toen; "
    "normen en "
    "voorstellen staan hier zoals ze nu zijn. Laat het contract opnieuw beoordelen.",
    "The clause library was changed after this dossier was checked. The verdicts are of that time; norms and "
    "suggestions stand here as they are now. Have the contract checked again.",
)
LIBRARY_UNREADABLE: Final = Text(
    "De clausulebibliotheek is gewijzigd nadat dit dossier is beoordeeld, en eisen van toen bestaan niet "
    "meer. "
    "Laat het contract opnieuw beoordelen.",
    "The clause library was changed after this dossier was checked, and requirements of that time are gone. "
    "Have the contract checked again.",
)

# dossiers
DOSSIERS: Final = Text("Dossiers", "Dossiers")
DOSSIERS_HELP: Final = Text(
    "Zoekt in titels en bestandsnamen. Alle woorden moeten voorkomen.",
    "Looks in titles and file names. All words must occur.",
)
DOSSIERS_FOUND: Final = Text("{n} dossiers", "{n} dossiers")
NO_DOSSIERS: Final = Text("Er is geen dossier gevonden.", "No dossier was found.")
MORE_DOSSIERS: Final = Text(
    "Alleen de {n} die het laatst zijn gewijzigd staan hier. Zoek om andere te vinden.",
    "Only the {n} changed last stand here. Search to find others.",
)
STATE: Final[dict[State, Text]] = {
    State.WAITING: Text("wacht op beoordeling", "waits to be checked"),
    State.RUNNING: Text("wordt beoordeeld", "is being checked"),
    State.DONE: Text("beoordeeld", "checked"),
    State.FAILED: Text("niet beoordeeld", "not checked"),
}

DOSSIER_STATUS: Final = Text("Toon alleen", "Show only")
STATUS: Final[dict[Status, Text]] = {
    Status.OPEN: Text("in behandeling", "under review"),
    Status.CLOSED: Text("afgerond", "finished"),
}
PROGRESS_SHORT: Final = Text("{n} van {total} bevindingen", "{n} of {total} findings")
WITH: Final = Text("bij {who}", "with {who}")

# what a dossier is called and about
DETAILS: Final = Text("Over dit dossier", "About this dossier")
MADE_BY: Final = Text("Gemaakt door {who} op {day}.", "Made by {who} on {day}.")
CHANGE_DETAILS: Final = Text("Titel of behandelaar wijzigen", "Change title or who has it")
OWNER: Final = Text("Wie heeft het in behandeling?", "Who has it?")
OWNER_HELP: Final = Text(
    "De naam waarmee uw collega zich aanmeldt.", "The name your colleague signs in with."
)
DETAILS_INCOMPLETE: Final = Text(
    "Vul een titel en een naam in. Er is niets gewijzigd.", "Fill in a title and a name. Nothing was changed."
)
SAVE: Final = Text("Bewaar", "Save")
SAVED: Final = Text("Bewaard.", "Saved.")
EXPORTS: Final = Text("Gemaakte stukken ({n})", "Files made ({n})")
EXPORT_KIND: Final[dict[str, Text]] = {
    "docx": Text("Contract met opmerkingen (Word)", "Contract with remarks (Word)"),
    "pdf": Text("Contract met opmerkingen (PDF)", "Contract with remarks (PDF)"),
    "letter": Text("Brief (Word)", "Letter (Word)"),
    "issues": Text("Lijst met bevindingen (XLSX)", "List of findings (XLSX)"),
}
CONFIRM_SUBJECTS: Final = Text(
    "Klopt het waar dit contract over gaat?", "Is it right what this contract is about?"
)
CHANGE_SUBJECTS: Final = Text("Wijzigen waar dit contract over gaat", "Change what this contract is about")
CONFIRM_HELP: Final = Text(
    "Dit is uit de tekst afgeleid. Het bepaalt welke eisen gelden. Wijzigt u het, dan wordt het contract "
    "opnieuw beoordeeld.",
    "This was derived from the text. It decides which requirements apply. If you change it, the contract is "
    "checked again.",
)
CONFIRM: Final = Text("Bevestig", "Confirm")
NO_SUBJECTS: Final = Text(
    "Kies ten minste één onderwerp. Er is niets gewijzigd.",
    "Choose at least one subject. Nothing was changed.",
)
SUBJECTS_CONFIRMED: Final = Text("De onderwerpen zijn bevestigd.", "The subjects are confirmed.")
SUBJECTS_CHANGED: Final = Text(
    "De onderwerpen zijn gewijzigd; het contract is opnieuw beoordeeld.",
    "The subjects were changed; the contract was checked again.",
)
FORGET: Final = Text("Dossier wissen", "Delete dossier")
FORGET_SURE: Final = Text(
    "U wist “{title}” met alle bestanden, bevindingen en beslissingen. Dit is niet terug te draaien. Het "
    "logboek "
    "houdt vast dat het dossier er was en wie het heeft gewist.",
    "You are about to delete “{title}” with all files, findings and decisions. This cannot be undone. The "
    "log "
    "keeps that the dossier existed and who deleted it.",
)
FORGET_YES: Final = Text("Wis het dossier", "Delete the dossier")
CANCEL: Final = Text("Annuleer", "Cancel")

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

# library
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
    "Press Enter to apply": "Druk op Enter om te zoeken",
    "Connecting": "Verbinden",
    "Connection error": "Geen verbinding",
}

# decisions
DECISION: Final = Text("Uw beslissing", "Your decision")
OUTCOME: Final = Text("Wat moet hiermee gebeuren?", "What is to become of this?")
REASON: Final = Text("Waarom? (verplicht)", "Why? (required)")
REASON_HELP: Final = Text(
    "Gaat de bevinding terug naar de leverancier, dan leest die deze woorden.",
    "Where the finding goes back to the supplier, they read these words.",
)
OWN_VERDICT: Final = Text("Uw eigen oordeel", "Your own verdict")
SAME_VERDICT: Final = Text("Gelijk aan de analyse", "Same as the analysis")
PROPOSAL: Final = Text("Tekst die u voorstelt", "Text that you propose")
PROPOSAL_HELP: Final = Text(
    "Maak het veld leeg om geen tekst voor te stellen.", "Empty the field to propose no text."
)
DECIDE: Final = Text("Leg vast", "Save decision")
DECIDED: Final = Text("Uw beslissing is vastgelegd.", "Your decision was saved.")
DECISION_INCOMPLETE: Final = Text(
    "Kies wat er moet gebeuren en geef een reden. Er is niets vastgelegd.",
    "Choose what is to become of it and give a reason. Nothing was saved.",
)
MAY_NOT_DECIDE: Final = Text(
    "Met uw rol kunt u lezen en opmerkingen maken; beslissen doet een jurist.",
    "Your role lets you read and comment; a lawyer decides.",
)
DOSSIER_IS_CLOSED: Final = Text(
    "Dit dossier is afgerond. Heropen het om iets te wijzigen.",
    "This dossier is finished. Reopen it to change anything.",
)
WAITS_FOR_OTHER: Final = Text(
    "Dit is een knock-out: een tweede jurist moet uw beslissing ondertekenen.",
    "This is a knock-out: a second lawyer must sign your decision.",
)
WAITS_FOR_SIGNATURE: Final = Text(
    "Dit is een knock-out: de beslissing wacht op een tweede handtekening.",
    "This is a knock-out: the decision waits for a second signature.",
)
SIGN_OFF: Final = Text("Onderteken deze beslissing", "Sign this decision")
SIGNED_OFF: Final = Text("U heeft de beslissing ondertekend.", "You signed the decision.")
SIGNED: Final = Text("Ondertekend door {who}, {day}", "Signed by {who}, {day}")
JUDGED_OTHERWISE: Final = Text(
    "Let op: toen hierover is beslist was het oordeel “{before}”.",
    "Mind: when this was decided, the verdict was “{before}”.",
)
COMMENTS: Final = Text("Opmerkingen", "Comments")
COMMENTS_HELP: Final = Text(
    "Voor collega's; de leverancier krijgt ze niet te zien.",
    "For colleagues; the supplier does not see them.",
)
COMMENT: Final = Text("Uw opmerking", "Your comment")
SAVE_COMMENT: Final = Text("Plaats opmerking", "Add comment")
COMMENT_EMPTY: Final = Text(
    "Schrijf eerst uw opmerking. Er is niets bewaard.", "Write your comment first. Nothing was saved."
)
COMMENT_SAVED: Final = Text("Uw opmerking is geplaatst.", "Your comment was added.")
REVIEWING: Final = Text("Voortgang", "Progress")
NEXT_UNDECIDED: Final = Text(
    "Naar de eerste zonder beslissing ({n})", "To the first without a decision ({n})"
)
NEXT_UNSIGNED: Final = Text(
    "Naar de eerste die een tweede handtekening vraagt ({n})",
    "To the first that needs a second signature ({n})",
)
READY_TO_CLOSE: Final = Text(
    "Over alle bevindingen is beslist. U kunt het dossier afronden; daarna wijzigt er niets meer aan.",
    "All findings are decided. You can finish the dossier; nothing changes in it after that.",
)
CLOSE: Final = Text("Rond af", "Finish")
CLOSED: Final = Text("Het dossier is afgerond.", "The dossier is finished.")
REOPEN: Final = Text("Heropen", "Reopen")
REOPENED: Final = Text("Het dossier is weer open.", "The dossier is open again.")
MAY_NOT_EXPORT: Final = Text(
    "Met uw rol kunt u geen stukken voor de leverancier maken.",
    "Your role does not allow making files for the supplier.",
)
BACK_TO_SUPPLIER: Final = Text("Terug naar de leverancier", "Back to the supplier")
PROGRESS: Final = Text("{n} van {total} bevindingen beoordeeld.", "{n} of {total} findings reviewed.")
NOTHING_GOES_BACK: Final = Text(
    "Er gaat nog niets terug. Open een bevinding en leg daar uw beslissing vast: wat u onaanvaardbaar vindt, "
    "of een gat waarmee u het eens bent, komt in de stukken voor de leverancier.",
    "Nothing goes back yet. Open a finding and save your decision there: what you find unacceptable, or a "
    "gap you agree with, goes into the files for the supplier.",
)
WORD_WITH_REMARKS: Final = Text("{file} met opmerkingen (Word)", "{file} with remarks (Word)")
PDF_WITH_REMARKS: Final = Text("{file} met opmerkingen (PDF)", "{file} with remarks (PDF)")
LETTER: Final = Text("Brief (Word)", "Letter (Word)")
ISSUE_LIST: Final = Text("Lijst met bevindingen (XLSX)", "List of findings (XLSX)")

# administration
YOU_ARE: Final = Text("U werkt als {name}.", "You act as {name}.")
ROLE_LABEL: Final = Text("Rol", "Role")
ROLE: Final[dict[Role, Text]] = {
    Role.BUYER: Text("inkoper", "buyer"),
    Role.LAWYER: Text("jurist", "lawyer"),
    Role.ADMINISTRATOR: Text("beheerder", "administrator"),
    Role.ALONE: Text("enige gebruiker", "single user"),
}
ROLE_HELP: Final[dict[Role, Text]] = {
    Role.BUYER: Text(
        "Als inkoper maakt u dossiers, leest u ze en plaatst u opmerkingen.",
        "As a buyer you make dossiers, read them and comment.",
    ),
    Role.LAWYER: Text(
        "Als jurist beslist u ook over bevindingen, ondertekent u knock-outs en rondt u dossiers af.",
        "As a lawyer you also decide on findings, sign knock-outs and finish dossiers.",
    ),
    Role.ADMINISTRATOR: Text(
        "Als beheerder geeft u rollen en wist u dossiers.",
        "As administrator you give roles and delete dossiers.",
    ),
    Role.ALONE: Text(
        "U bent de enige gebruiker van deze computer: u doet alles zelf, zonder tweede handtekening.",
        "You are the only user of this computer: you do everything yourself, without a second signature.",
    ),
}
USERS: Final = Text("Gebruikers", "Users")
USER: Final = Text("Naam", "Name")
USER_HELP: Final = Text(
    "De naam waarmee iemand zich aanmeldt, meestal het e-mailadres.",
    "The name someone signs in with, usually the e-mail address.",
)
USER_EMPTY: Final = Text("Vul een naam in. Er is niets gewijzigd.", "Fill in a name. Nothing was changed.")
NO_ROLE_ANY_MORE: Final = Text("geen rol meer", "no role any more")
LOG: Final = Text("Logboek", "Log")
LOG_HELP: Final = Text(
    "Elke handeling staat in een logboek dat niet ongemerkt te wijzigen is.",
    "Every act stands in a log that cannot be changed unnoticed.",
)
CHECK_LOG: Final = Text("Controleer het logboek", "Check the log")
LOG_HOLDS: Final = Text(
    "Het logboek en de beslissingen kloppen.", "The log and the decisions are as they were entered."
)
LOG_BROKEN: Final = Text(
    "Het logboek klopt niet: {n} afwijkingen. Voer “analyser audit verify” uit en meld dit.",
    "The log does not hold: {n} deviations. Run “analyser audit verify” and report this.",
)
