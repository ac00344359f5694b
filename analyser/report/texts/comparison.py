"""The fixed words of what is said of two versions of a contract, by the reports and by the application."""

from __future__ import annotations

from typing import Final

from analyser.comparing import Change, Turn
from analyser.model import Text

OTHER_LIBRARY: Final = Text(
    "De twee versies zijn met verschillende clausulebibliotheken beoordeeld. Een oordeel kan daardoor anders "
    "zijn terwijl de tekst gelijk bleef.",
    "The two versions were checked with different clause libraries. A verdict may therefore differ although "
    "the text stayed the same.",
)
NOT_ALL_READ: Final = Text(
    "Niet alles kon worden gelezen. Wat hieronder verdwenen of nieuw lijkt, kan in het ongelezen deel staan",
    "Not everything could be read. What seems gone or new below may stand in the part that was not read",
)
ASIDE: Final = Text(
    "Geen PDF, DOCX of ODT, en daarom niet gelezen: {names}.",
    "No PDF, DOCX or ODT, and therefore not read: {names}.",
)
ASIDE_MORE: Final = Text("en nog {n}", "and {n} more")
OLD: Final = Text("Oud: {title}", "Old: {title}")
NEW_ONE: Final = Text("Nieuw: {title}", "New: {title}")
TURNED: Final[dict[Turn, tuple[Text, Text]]] = {  # one, many
    Turn.BETTER: (
        Text("1 eis is beter geworden", "1 requirement got better"),
        Text("{n} eisen zijn beter geworden", "{n} requirements got better"),
    ),
    Turn.WORSE: (
        Text("1 eis is slechter geworden", "1 requirement got worse"),
        Text("{n} eisen zijn slechter geworden", "{n} requirements got worse"),
    ),
    Turn.OTHER: (
        Text("1 eis is niet met vroeger te vergelijken", "1 requirement cannot be compared with before"),
        Text(
            "{n} eisen zijn niet met vroeger te vergelijken",
            "{n} requirements cannot be compared with before",
        ),
    ),
}
NONE_TURNED: Final = Text("Geen oordeel is veranderd", "No verdict changed")
CLAUSES_CHANGED: Final[tuple[Text, Text]] = (
    Text("1 clausule verschilt", "1 clause differs"),
    Text("{n} clausules verschillen", "{n} clauses differ"),
)
NO_CLAUSE_CHANGED: Final = Text("geen clausule verschilt", "no clause differs")
TURN: Final[dict[Turn, Text]] = {
    Turn.WORSE: Text("Slechter geworden", "Got worse"),
    Turn.BETTER: Text("Beter geworden", "Got better"),
    Turn.OTHER: Text("Niet te vergelijken", "Not comparable"),
}
WAS: Final = Text("was", "was")
IS_NOW: Final = Text("is nu", "is now")
NOT_ASKED: Final = Text("niet getoetst", "not checked")
CHANGED_CLAUSES: Final = Text("Gewijzigde clausules", "Changed clauses")
NO_CLAUSES: Final = Text("De tekst van beide versies is gelijk.", "The text of both versions is the same.")
CHANGE: Final[dict[Change, Text]] = {
    Change.REWORDED: Text("gewijzigd", "changed"),
    Change.MOVED: Text("verplaatst", "moved"),
    Change.REMOVED: Text("vervallen", "removed"),
    Change.ADDED: Text("nieuw", "new"),
    Change.SAME: Text("gelijk", "the same"),
}
RENUMBERED: Final = Text("ander nummer", "other number")
ONLY_OLD: Final = Text(
    "Deze clausule staat niet in de nieuwe versie.", "This clause is not in the new version."
)
ONLY_NEW: Final = Text(
    "Deze clausule staat niet in de oude versie.", "This clause is not in the old version."
)
OLD_SIDE: Final = Text("Oud", "Old")
NEW_SIDE: Final = Text("Nieuw", "New")
DELETED_FROM: Final = Text("geschrapt:", "deleted:")
DELETED_TO: Final = Text("einde geschrapt", "end of deletion")
INSERTED_FROM: Final = Text("toegevoegd:", "inserted:")
INSERTED_TO: Final = Text("einde toegevoegd", "end of insertion")

# -- the reports alone ------------------------------------------------------------------------

TITLE: Final = Text("Twee versies van een contract", "Two versions of a contract")
VERDICTS_TITLE: Final = Text("Oordelen die zijn veranderd", "Verdicts that changed")
NO_TURNS: Final = Text("Geen oordeel is veranderd.", "No verdict changed.")
CLAUSES_COUNTED: Final = Text("Clausules", "Clauses")
COUNTS_CAPTION: Final = Text("Wat er met de clausules is gebeurd", "What became of the clauses")
BECAME: Final = Text("Wat ermee is gebeurd", "What became of it")
HOW_MANY: Final = Text("Aantal", "Number")
NO_WORDS: Final = Text("Geen bepaling gevonden.", "No clause was found.")
NOT_COMPARABLE: Final = Text(
    "Bij een van de twee versies gold de eis niet of was niet alle tekst te lezen; beter of slechter is dan "
    "niet te zeggen.",
    "For one of the two versions the requirement did not apply or not all text could be read; better or "
    "worse cannot be said then.",
)
MARKS: Final = Text(
    "Geschrapte woorden zijn doorgehaald, nieuwe woorden onderstreept.",
    "Deleted words are struck through, new words underlined.",
)
MARKS_PLAIN: Final = Text(
    "Geschrapte woorden staan tussen [- en -], nieuwe woorden tussen {+ en +}.",
    "Deleted words stand between [- and -], new words between {+ and +}.",
)
ALL_READ: Final = Text("Alle tekst van beide versies is gelezen.", "All text of both versions was read.")
FILES: Final = Text("Bestanden", "Files")
CLAUSE: Final = Text("Clausule", "Clause")
