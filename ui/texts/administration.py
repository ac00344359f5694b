"""Words of the administration page."""

from __future__ import annotations

from typing import Final

from analyser.model import Text
from analyser.store import Role

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

# what lawyers decided otherwise
OVERRULED_HERE: Final = Text("Waar juristen anders oordelen", "Where lawyers judge otherwise")
OVERRULED_HELP: Final = Text(
    "Per eis: over hoeveel bevindingen is beslist, en hoe vaak de jurist een ander oordeel gaf dan de "
    "analyse. Elke versie van de bibliotheek telt apart. Onder de vijf beslissingen staat er geen "
    "percentage.",
    "For each requirement: how many findings were decided, and how often the lawyer gave another verdict "
    "than the analysis. Each version of the library counts apart. Under five decisions there is no "
    "percentage.",
)
NOTHING_DECIDED: Final = Text("Er is nog niets beslist.", "Nothing was decided yet.")
ORDER: Final = Text("Volgorde", "Order")
ORDER_OVERRULED: Final = Text("Vaakst een ander oordeel eerst", "Most often overruled first")
ORDER_DECIDED: Final = Text("Meeste beslissingen eerst", "Most decisions first")
ORDER_LIBRARY: Final = Text("Zoals in de bibliotheek", "As in the library")
PROFILE_COLUMN: Final = Text("Profiel", "Profile")
WHICH_VERDICT: Final = Text("van welk oordeel naar welk", "from which verdict to which")
SET_ASIDE_COLUMN: Final = Text("niet van toepassing", "not applicable")
WHY_OVERRULED: Final = Text("Waarom juristen anders oordeelden", "Why lawyers judged otherwise")
REASONS_MOST: Final = Text(
    "De laatste {n} van {total}. Alle redenen: “analyser decisions --reasons”.",
    "The last {n} of {total}. All reasons: “analyser decisions --reasons”.",
)
TO_FINDING: Final = Text("{day}, naar de bevinding", "{day}, to the finding")
