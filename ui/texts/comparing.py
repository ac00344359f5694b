"""Words of the page that compares two versions; what its reports say too is in ``analyser.report.texts``."""

from __future__ import annotations

from typing import Final

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
SWAP: Final = Text("Wissel oud en nieuw", "Swap old and new")
ALL_CLAUSES: Final = Text("Alle clausules", "All clauses")
SHOW_SAME: Final = Text("Toon ook wat gelijk bleef", "Show what stayed the same as well")
CLAUSES_SHOWN: Final = Text("{n} van {total} clausules getoond", "{n} of {total} clauses shown")
MORE_CLAUSES: Final = Text("Toon meer clausules", "Show more clauses")
COMPARE_FILES: Final = Text("Vergelijking bewaren", "Save the comparison")
COMPARE_FILES_HELP: Final = Text(
    "Bewaar de vergelijking om te delen of te bewerken. In het logboek van beide dossiers komt dat te staan.",
    "Save the comparison to share or edit it. The log of both dossiers says that you did.",
)
COMPARE_FORMATS: Final[dict[str, Text]] = {
    "html": Text("Webpagina (HTML)", "Web page (HTML)"),
    "docx": Text("Word-bestand (DOCX)", "Word file (DOCX)"),
    "json": Text("Gegevens (JSON)", "Data (JSON)"),
}
