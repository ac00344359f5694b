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
