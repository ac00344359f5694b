"""Words of decisions, signatures, comments, finishing, and what goes back to the supplier."""

from __future__ import annotations

from typing import Final

from analyser.model import Text

DECISION: Final = Text("Uw beslissing", "Your decision")
OUTCOME: Final = Text("Wat moet hiermee gebeuren?", "What is to become of this?")
REASON: Final = Text("Waarom? (verplicht)", "Why? (required)")
REASON_HELP: Final = Text(
    "Gaat de bevinding terug naar de leverancier, dan leest die deze woorden. Schrijf in de taal van het "
    "contract.",
    "Where the finding goes back to the supplier, they read these words. Write in the contract's language.",
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
