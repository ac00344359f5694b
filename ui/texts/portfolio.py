"""Words of the portfolio: many contracts side by side."""

from __future__ import annotations

from typing import Final

from analyser.comparing import Turn
from analyser.model import Text
from analyser.review import Outcome

PORTFOLIO: Final = Text("Portefeuille", "Portfolio")
PORTFOLIO_HELP: Final = Text(
    "Alle beoordeelde contracten naast elkaar. Van elk dossier telt de laatste beoordeling.",
    "All checked contracts side by side. Of each dossier the last check counts.",
)
PORTFOLIO_EMPTY: Final = Text(
    "Er is nog geen contract beoordeeld. Maak een dossier; zodra het is beoordeeld, staat het hier.",
    "No contract has been checked yet. Make a dossier; as soon as it is checked it stands here.",
)
PORTFOLIO_NONE: Final = Text(
    "Geen beoordeeld dossier past bij deze keuze.", "No checked dossier fits this choice."
)
PORTFOLIO_ALL: Final = Text("Toon alle dossiers", "Show all dossiers")

# which dossiers
SCOPE: Final = Text("Welke dossiers?", "Which dossiers?")
SUPPLIER: Final = Text("Leverancier", "Supplier")
SCOPE_STATUS: Final = Text("Beoordeling", "Review")
SCOPE_OWNER: Final = Text("In behandeling bij", "With")
SCOPE_PERIOD: Final = Text("Laatst beoordeeld in", "Last checked in")
ANY: Final = Text("alle", "all")
NO_SUPPLIER: Final = Text("niet bekend", "not known")
QUARTER: Final = Text("{year}, {n}e kwartaal", "{year}, quarter {n}")

# the outcome
CONTRACTS_ARE: Final[tuple[Text, Text]] = (
    Text("1 contract", "1 contract"),
    Text("{n} contracten", "{n} contracts"),
)
PORTFOLIO_KNOCK_OUTS: Final = Text(
    "{contracts} beoordeeld. Bij {n} staat een knock-out open.",
    "{contracts} checked. In {n} a knock-out is open.",
)
PORTFOLIO_NO_KNOCK_OUTS: Final = Text(
    "{contracts} beoordeeld. Er staat geen knock-out open.",
    "{contracts} checked. No knock-out is open.",
)
PORTFOLIO_WORST: Final = Text(
    "Het ergste gat is “{title}”: strijdig of niet gevonden in {n} van de {total}.",
    "The worst gap is “{title}”: opposed or not found in {n} of {total}.",
)
PORTFOLIO_WAITING: Final[tuple[Text, Text]] = (
    Text("1 dossier wacht nog op zijn eerste beoordeling.", "1 dossier still waits for its first check."),
    Text(
        "{n} dossiers wachten nog op hun eerste beoordeling.",
        "{n} dossiers still wait for their first check.",
    ),
)
PORTFOLIO_REFUSED: Final[tuple[Text, Text]] = (
    Text("1 dossier kon niet worden beoordeeld.", "1 dossier could not be checked."),
    Text("{n} dossiers konden niet worden beoordeeld.", "{n} dossiers could not be checked."),
)
PORTFOLIO_OTHER_LIBRARY: Final[tuple[Text, Text]] = (
    Text(
        "1 contract is met een andere clausulebibliotheek beoordeeld dan die van nu.",
        "1 contract was checked with another clause library than today's.",
    ),
    Text(
        "{n} contracten zijn met een andere clausulebibliotheek beoordeeld dan die van nu.",
        "{n} contracts were checked with another clause library than today's.",
    ),
)
OTHER_LIBRARY_HELP: Final = Text(
    "Zij zijn eerder beoordeeld, of onder een ander profiel. Laat ze opnieuw beoordelen of kies één "
    "profiel, om ze met de andere te kunnen vergelijken.",
    "They were checked earlier, or under another profile. Have them checked again or choose one profile, "
    "to compare them with the others.",
)

# worst gaps, and one requirement
WORST_GAPS: Final = Text("Ergste gaten", "Worst gaps")
WORST_GAPS_HELP: Final = Text(
    "Knock-outs eerst, daarna wat in de meeste contracten strijdig is of ontbreekt. Kies een eis om de "
    "contracten te zien.",
    "Knock-outs first, then what most contracts oppose or lack. Choose a requirement to see the contracts.",
)
NO_WORST_GAPS: Final = Text("Er zijn geen gaten gevonden.", "No gaps were found.")
MORE_GAPS: Final = Text(
    "De {n} ergste van {total}. Alle eisen staan onder “{where}”.",
    "The worst {n} of {total}. All requirements stand under “{where}”.",
)
OF_CONTRACTS: Final[tuple[Text, Text]] = (
    Text("van 1 contract", "of 1 contract"),
    Text("van {n} contracten", "of {n} contracts"),
)
BACK_TO_PORTFOLIO: Final = Text("Terug naar de portefeuille", "Back to the portfolio")
OPEN_IN: Final = Text(
    "Niet of niet geheel gedekt in {n} van de {total} contracten waarvoor deze eis geldt.",
    "Not or not wholly covered in {n} of the {total} contracts that this requirement applies to.",
)
ALL_COVERED: Final = Text("Alle contracten dekken deze eis.", "All contracts cover this requirement.")
SHOWN_CONTRACTS: Final = Text(
    "De eerste {n} staan hier. Kies minder dossiers om de rest te zien.",
    "The first {n} stand here. Choose fewer dossiers to see the rest.",
)

# heat map
HEAT_MAP: Final = Text("Contracten en eisen", "Contracts and requirements")
HEAT_MAP_THEME: Final = Text("Thema", "Theme")
HEAT_MAP_CAPTION: Final = Text("{theme}: oordelen per contract", "{theme}: verdicts per contract")
HEAT_MAP_HELP: Final = Text(
    "Een rij per contract, een kolom per eis; de contracten met de meeste open knock-outs eerst. Dezelfde "
    "aantallen staan als tekst onder “{where}”.",
    "A row for each contract, a column for each requirement; contracts with most open knock-outs first. The "
    "same counts stand as text under “{where}”.",
)
HEAT_MAP_MOST: Final = Text(
    "De kaart toont de {n} contracten met de meeste open knock-outs; {rest} staan er niet op. De tabel met "
    "aantallen telt ze alle mee.",
    "The map shows the {n} contracts with most open knock-outs; {rest} are not on it. The table of counts "
    "includes them all.",
)
CONTRACT: Final = Text("Contract", "Contract")
REVIEWER_SAYS: Final = Text("jurist: {verdict}", "lawyer: {verdict}")
COUNTS_PER_REQUIREMENT: Final = Text("Aantallen per eis", "Counts per requirement")
COUNTS_CAPTION: Final = Text(
    "De kaart in tekst: aantal contracten per eis en oordeel",
    "The map as text: number of contracts for each requirement and verdict",
)
DECIDED_COLUMN: Final = Text("beslist", "decided")
OVERRULED_COLUMN: Final = Text("ander oordeel jurist", "lawyer's verdict differs")

# suppliers
SUPPLIERS: Final = Text("Leveranciers", "Suppliers")
SUPPLIERS_HELP: Final = Text(
    "Een naam telt zoals hij in het dossier staat. Is dezelfde leverancier anders geschreven, wijzig de "
    "naam dan "
    "in het dossier.",
    "A name counts as it stands in the dossier. Where the same supplier is spelled otherwise, change the "
    "name in "
    "the dossier.",
)
SUPPLIERS_MOST: Final = Text(
    "De {n} leveranciers met de meeste open knock-outs van {total}.",
    "The {n} suppliers with most open knock-outs of {total}.",
)
FROM_CONTRACT: Final = Text("uit het contract", "from the contract")
PARTLY_FROM_CONTRACT: Final = Text("deels uit het contract", "partly from the contract")
CONTRACTS: Final = Text("Contracten", "Contracts")
OPEN_KNOCK_OUTS: Final = Text("Open knock-outs", "Open knock-outs")
GAPS_EACH: Final = Text("Gaten per contract", "Gaps per contract")
SUPPLIER_LINE: Final = Text("Leverancier: {name}", "Supplier: {name}")
SUPPLIER_HELP: Final = Text(
    "Laat leeg om de naam uit het contract te laten halen.", "Leave empty to take the name from the contract."
)
SUPPLIER_FOUND_HELP: Final = Text(
    "Deze naam komt uit het contract. Verbeter hem als hij niet klopt.",
    "This name comes from the contract. Correct it if it is wrong.",
)

# trend
TREND: Final = Text("Verloop", "Trend")
TREND_HELP: Final = Text(
    "Per maand: hoe deze dossiers er aan het eind van de maand voor stonden. Gewiste dossiers tellen ook "
    "in het "
    "verleden niet mee. De bestanden van een dossier wijzigen niet: valt een oordeel later anders uit, dan "
    "komt dat "
    "door een andere versie van de bibliotheek of andere onderwerpen. Een nieuwe versie van een contract "
    "is een "
    "nieuw dossier.",
    "Per month: how these dossiers stood at its end. Deleted dossiers are gone from the past too. The "
    "files of a "
    "dossier do not change: where a later verdict differs, that is due to another version of the library "
    "or other "
    "subjects. A new version of a contract is a new dossier.",
)
TREND_NOW: Final = Text(
    "Nu {now} gaten per contract; eind {month} waren het er {before}.",
    "Now {now} gaps per contract; at the end of {month} there were {before}.",
)
TREND_PICTURE: Final = Text("Verdeling van de oordelen per maand", "Share of the verdicts per month")
TREND_TABLE: Final = Text("Verloop per maand", "Trend per month")
MONTH: Final = Text("Maand", "Month")
ADDED: Final = Text("waarvan nieuw", "of which new")
GAPS_EACH_NEW: Final = Text("bij de nieuwe", "in the new ones")
TURNED_COLUMN: Final[dict[Turn, Text]] = {
    Turn.BETTER: Text("oordeel beter", "verdict better"),
    Turn.WORSE: Text("oordeel slechter", "verdict worse"),
}
TREND_LIBRARY: Final = Text("Bibliotheek", "Library")

# decisions
DECISIONS: Final = Text("Beslissingen", "Decisions")
DECISIONS_HELP: Final = Text(
    "Alle aantallen op deze bladzijde zijn oordelen van de analyse. Wat juristen beslisten, staat hier "
    "apart.",
    "All counts on this page are verdicts of the analysis. What lawyers decided stands here apart.",
)
DECIDED_OF: Final = Text(
    "Over {n} van de {total} bevindingen is beslist. Bij {overruled} gaf de jurist een ander oordeel dan "
    "de analyse.",
    "{n} of {total} findings are decided. In {overruled} the lawyer gave another verdict than the analysis.",
)
DECIDED_AS: Final[dict[Outcome, Text]] = {
    Outcome.AGREED: Text("eens met de bevinding", "agrees with the finding"),
    Outcome.ACCEPTED: Text("afwijking aanvaard", "deviation accepted"),
    Outcome.UNACCEPTABLE: Text("niet aanvaardbaar", "not acceptable"),
    Outcome.NOT_APPLICABLE: Text("niet van toepassing", "not applicable"),
}
OVERRULED: Final = Text("Oordelen die juristen wijzigden", "Verdicts that lawyers changed")
OF_ANALYSIS: Final = Text("Analyse", "Analysis")
OF_REVIEWER: Final = Text("Jurist", "Lawyer")
FINDINGS_COUNT: Final = Text("Bevindingen", "Findings")

# export
PORTFOLIO_EXPORT: Final = Text("Overzicht bewaren", "Save the overview")
PORTFOLIO_EXPORT_HELP: Final = Text(
    "Met de dossiers die u hierboven koos en de oordelen van de analyse.",
    "With the dossiers chosen above and the verdicts of the analysis.",
)
PORTFOLIO_MAY_NOT_EXPORT: Final = Text(
    "Met uw rol kunt u geen overzicht bewaren.", "Your role does not allow saving an overview."
)
PORTFOLIO_FORMATS: Final[dict[str, Text]] = {
    "xlsx": Text("Rekenblad (XLSX)", "Spreadsheet (XLSX)"),
    "html": Text("Webpagina (HTML)", "Web page (HTML)"),
    "parquet": Text("Gegevens (Parquet)", "Data (Parquet)"),
}
