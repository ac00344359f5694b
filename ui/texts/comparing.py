"""Words of the comparison of two versions."""

from __future__ import annotations

from typing import Final

from analyser.comparing import Change, Turn
from analyser.model import Text

COMPARE: Final = Text("Vergelijken", "Compare")
COMPARE_TITLE: Final = Text("Twee versies vergelijken", "Compare two versions")
COMPARE_WITH: Final = Text("Vergelijk met een andere versie", "Compare with another version")
OTHER_VERSION: Final = Text("Oude versie", "Old version")
OTHER_VERSION_HELP: Final = Text(
    "Kies het dossier van de versie waarmee u vergelijkt. Wat er het meest op lijkt, staat bovenaan.",
    "Choose the dossier of the version to compare with. What is most like it stands first.",
)
CHOOSE_VERSION: Final = Text("Kies een dossier", "Choose a dossier")
NO_OTHER_VERSION: Final = Text(
    "Er is nog geen ander dossier. Maak eerst een dossier van de andere versie.",
    "There is no other dossier yet. Make a dossier of the other version first.",
)
OTHER_GONE: Final = Text(
    "Het dossier waarmee u wilt vergelijken is er niet, of het is gewist. Kies een ander.",
    "The dossier to compare with is not there, or it was deleted. Choose another.",
)
OTHER_NOT_JUDGED: Final = Text(
    "De oude versie is nog niet beoordeeld. Open dat dossier om te zien hoe ver het is.",
    "The old version has not been checked yet. Open that dossier to see how far it is.",
)
OPEN_OTHER: Final = Text("Open de oude versie", "Open the old version")
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
SWAP: Final = Text("Wissel oud en nieuw", "Swap old and new")
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
    Text("1 clausule is gewijzigd", "1 clause changed"),
    Text("{n} clausules zijn gewijzigd", "{n} clauses changed"),
)
NO_CLAUSE_CHANGED: Final = Text("geen clausule is gewijzigd", "no clause changed")
TURN: Final[dict[Turn, Text]] = {
    Turn.WORSE: Text("Slechter geworden", "Got worse"),
    Turn.BETTER: Text("Beter geworden", "Got better"),
    Turn.OTHER: Text("Niet te vergelijken", "Not comparable"),
}
WAS: Final = Text("was", "was")
IS_NOW: Final = Text("is nu", "is now")
NOT_ASKED: Final = Text("niet getoetst", "not checked")
CHANGED_CLAUSES: Final = Text("Gewijzigde clausules", "Changed clauses")
ALL_CLAUSES: Final = Text("Alle clausules", "All clauses")
SHOW_SAME: Final = Text("Toon ook wat gelijk bleef", "Show what stayed the same as well")
CLAUSES_SHOWN: Final = Text("{n} van {total} clausules getoond", "{n} of {total} clauses shown")
MORE_CLAUSES: Final = Text("Toon meer clausules", "Show more clauses")
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
