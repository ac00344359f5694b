"""Words round a dossier: making one, waiting for it, the list, what it is called and about."""

from __future__ import annotations

from typing import Final

from analyser.model import Text, View
from analyser.store.records import State, Status

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
CHECKED_AGAINST: Final = Text(
    "Getoetst wordt aan de clausulebibliotheek, versie {version}, met de voorwaarden die u hieronder kiest.",
    "Checked against the clause library, version {version}, with the conditions that you choose below.",
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
    "Zoekt in titels, leveranciers en bestandsnamen. Alle woorden moeten voorkomen.",
    "Looks in titles, suppliers and file names. All words must occur.",
)
DOSSIERS_FOUND: Final = Text("{n} dossiers", "{n} dossiers")
ONE_DOSSIER: Final = Text("1 dossier", "1 dossier")
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
CHANGE_DETAILS: Final = Text(
    "Titel, leverancier, profiel of behandelaar wijzigen", "Change title, supplier, profile or who has it"
)
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
    "comparison": Text("Vergelijking van twee versies", "Comparison of two versions"),
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
