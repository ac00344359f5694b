"""The fixed words of what is said of many contracts together, in Dutch and in English."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from typing import Final, TypedDict

from analyser.model import Verdict
from analyser.report.texts import Tongue
from analyser.report.texts.review import long_day


class PortfolioTexts(TypedDict):
    """The words in one language; both languages hold the same keys by type."""

    title: str
    contents: str
    conclusion_title: str
    judged: str
    judged_none: str
    refused: str
    reason: dict[str, str]
    knock_outs: str
    knock_outs_none: str
    worst: str
    unread: str
    trend_better: str
    trend_worse: str
    trend_same: str
    worst_title: str
    worst_caption: str
    worst_none: str
    worst_more: str
    requirements_sheet: str
    open: str
    open_of: str
    share_open: str
    map_title: str
    map_note: str
    map_rest: str
    map_caption: str
    map_none: str
    legend: str
    legend_bold: str
    short: dict[Verdict, str]
    per_requirement: str
    applies: str
    suppliers: str
    suppliers_caption: str
    suppliers_note: str
    suppliers_rest: str
    supplier: str
    supplier_unknown: str
    contracts: str
    contracts_refused: str
    knock_outs_open: str
    gaps_each: str
    trend: str
    trend_caption: str
    trend_none: str
    trend_note: str
    chart_title: str
    chart_desc: str
    chart_part: str
    run: str
    this_run: str
    library_version: str
    refused_title: str
    refused_caption: str
    refused_none: str
    refused_rest: str
    what_to_do: str
    unread_none: str
    unread_rest: str
    export_note: str


_NL: Final[PortfolioTexts] = {
    "title": "Portefeuille van contracten",
    "contents": "Inhoud",
    "conclusion_title": "Conclusie",
    "judged": "Beoordeeld: {judged} van {contracts} contracten.",
    "judged_none": "Er zijn geen contracten.",
    "refused": "Niet beoordeeld: {n} ({reasons}).",
    "reason": {
        "input": "niet te lezen",
        "file-missing": "niet gevonden",
        "file-empty": "leeg",
        "file-too-large": "te groot",
        "wrong-type": "geen PDF, DOCX of ODT",
        "legacy-office": "ouder Office-bestand",
        "encrypted": "wachtwoord",
        "damaged": "beschadigd",
        "bad-facts": "feiten voor gunning onleesbaar",
        "too-many-pages": "te veel pagina's",
        "unsafe": "onveilig",
        "no-text": "geen leesbare tekst",
        "out-of-time": "te lang bezig",
        "out-of-memory": "te weinig geheugen",
        "crashed": "lezen brak af",
        "reader-failed": "fout in dit programma",
        "cannot-annotate": "opmerkingen niet mogelijk",
    },
    "knock_outs": "Open knock-outs: in {n} van de {judged} beoordeelde contracten is ten minste één "
    "knock-out niet geheel gedekt.",
    "knock_outs_none": "In geen van de beoordeelde contracten staat een knock-out open.",
    "worst": "Het zwaarste gat is “{requirement}”: open in {open} van de {judged} contracten waarvoor die "
    "eis geldt.",
    "unread": "Met niet gelezen delen: {n}.",
    "trend_better": "Sinds {day} daalde het aantal open knock-outs per contract van {before} naar {now}.",
    "trend_worse": "Sinds {day} steeg het aantal open knock-outs per contract van {before} naar {now}.",
    "trend_same": "Sinds {day} bleef het aantal open knock-outs per contract gelijk ({now}).",
    "worst_title": "Zwaarste gaten",
    "worst_caption": "Eisen die openstaan: eerst de zwaarste, daarbinnen die in de meeste contracten "
    "strijdig zijn of ontbreken",
    "worst_none": "Er staan geen eisen open.",
    "worst_more": "Nog {n} eisen staan open; zie de tabel per eis.",
    "requirements_sheet": "Eisen",
    "open": "Open",
    "open_of": "{open} van {judged}",
    "share_open": "Deel open",
    "map_title": "Contracten en eisen",
    "map_note": "Een rij per contract, een kolom per eis. Bovenaan staan de contracten met de meeste open "
    "knock-outs. Dezelfde aantallen staan in woorden in de tabel per eis, onder dit schema.",
    "map_rest": "{n} contracten met minder open knock-outs staan hier niet; ze staan in het Excel-overzicht.",
    "map_caption": "Oordeel per contract en per eis",
    "map_none": "Er is geen contract beoordeeld.",
    "legend": "Tekens",
    "legend_bold": "Een knock-out staat vet.",
    "short": {
        Verdict.MET: "vo",
        Verdict.PARTIAL: "de",
        Verdict.CONTRARY: "st",
        Verdict.MISSING: "on",
        Verdict.NOT_APPLICABLE: "nv",
        Verdict.UNREAD: "ng",
    },
    "per_requirement": "Aantal contracten per eis en oordeel",
    "applies": "Geldt voor",
    "suppliers": "Leveranciers",
    "suppliers_caption": "Leveranciers, die met de meeste open knock-outs eerst",
    "suppliers_note": "De naam is die in het contract zelf. Noemt een contract zijn leverancier niet "
    "duidelijk, dan telt het bij “niet bekend”.",
    "suppliers_rest": "Nog {n} leveranciers staan in het Excel-overzicht.",
    "supplier": "Leverancier",
    "supplier_unknown": "niet bekend",
    "contracts": "Contracten",
    "contracts_refused": "Geweigerd",
    "knock_outs_open": "Open knock-outs",
    "gaps_each": "Gaten per contract",
    "trend": "Verloop",
    "trend_caption": "Deze beoordeling naast eerdere",
    "trend_none": "Er zijn geen eerdere beoordelingen om mee te vergelijken.",
    "trend_note": "Verschillen komen van de contracten, of van de clausulebibliotheek als haar versie "
    "verschilt.",
    "chart_title": "Open knock-outs per beoordeeld contract",
    "chart_desc": "Staafdiagram met per beoordeling: {values}. De tabel geeft dezelfde getallen.",
    "chart_part": "{run}: {value}",
    "run": "Beoordeling",
    "this_run": "deze",
    "library_version": "Bibliotheek",
    "refused_title": "Geweigerde contracten",
    "refused_caption": "Wat niet is beoordeeld, waarom, en wat u kunt doen",
    "refused_none": "Geen contract is geweigerd.",
    "refused_rest": "Nog {n} geweigerde contracten staan in het Excel-overzicht.",
    "what_to_do": "Reden en wat te doen",
    "unread_none": "Van de beoordeelde contracten is alle tekst gelezen.",
    "unread_rest": "Nog {n} contracten met niet gelezen delen staan in het Excel-overzicht.",
    "export_note": "Alle contracten en oordelen staan in het Excel-overzicht.",
}

_EN: Final[PortfolioTexts] = {
    "title": "Portfolio of contracts",
    "contents": "Contents",
    "conclusion_title": "Conclusion",
    "judged": "Judged: {judged} of {contracts} contracts.",
    "judged_none": "There are no contracts.",
    "refused": "Not judged: {n} ({reasons}).",
    "reason": {
        "input": "unreadable",
        "file-missing": "not found",
        "file-empty": "empty",
        "file-too-large": "too large",
        "wrong-type": "no PDF, DOCX or ODT",
        "legacy-office": "older Office file",
        "encrypted": "password",
        "damaged": "damaged",
        "bad-facts": "facts before award unreadable",
        "too-many-pages": "too many pages",
        "unsafe": "unsafe",
        "no-text": "no readable text",
        "out-of-time": "took too long",
        "out-of-memory": "too little memory",
        "crashed": "reading broke off",
        "reader-failed": "fault in this program",
        "cannot-annotate": "remarks not possible",
    },
    "knock_outs": "Open knock-outs: in {n} of the {judged} contracts judged at least one knock-out "
    "is not wholly covered.",
    "knock_outs_none": "None of the contracts judged leaves a knock-out open.",
    "worst": "The gravest gap is “{requirement}”: open in {open} of the {judged} contracts to which it "
    "applies.",
    "unread": "With parts not read: {n}.",
    "trend_better": "Since {day} open knock-outs per contract fell from {before} to {now}.",
    "trend_worse": "Since {day} open knock-outs per contract rose from {before} to {now}.",
    "trend_same": "Since {day} open knock-outs per contract stayed the same ({now}).",
    "worst_title": "Worst gaps",
    "worst_caption": "Requirements left open: the gravest first, and among them those that most contracts "
    "oppose or lack",
    "worst_none": "No requirement is left open.",
    "worst_more": "{n} more requirements are open; see the table per requirement.",
    "requirements_sheet": "Requirements",
    "open": "Open",
    "open_of": "{open} of {judged}",
    "share_open": "Share open",
    "map_title": "Contracts and requirements",
    "map_note": "A row for each contract, a column for each requirement. Contracts with most open knock-outs "
    "come first. The table per requirement below gives the same counts in words.",
    "map_rest": "{n} contracts with fewer open knock-outs are not shown; they are in the Excel overview.",
    "map_caption": "Verdict for each contract and requirement",
    "map_none": "No contract was judged.",
    "legend": "Signs",
    "legend_bold": "Knock-outs stand in bold.",
    "short": {
        Verdict.MET: "me",
        Verdict.PARTIAL: "pa",
        Verdict.CONTRARY: "co",
        Verdict.MISSING: "mi",
        Verdict.NOT_APPLICABLE: "na",
        Verdict.UNREAD: "nr",
    },
    "per_requirement": "Number of contracts per requirement and verdict",
    "applies": "Applies to",
    "suppliers": "Suppliers",
    "suppliers_caption": "Suppliers, those with most open knock-outs first",
    "suppliers_note": "The name is the one in the contract itself. A contract that does not name its "
    "supplier plainly counts under “not known”.",
    "suppliers_rest": "{n} more suppliers are in the Excel overview.",
    "supplier": "Supplier",
    "supplier_unknown": "not known",
    "contracts": "Contracts",
    "contracts_refused": "Refused",
    "knock_outs_open": "Open knock-outs",
    "gaps_each": "Gaps per contract",
    "trend": "Trend",
    "trend_caption": "This assessment beside earlier ones",
    "trend_none": "There are no earlier assessments to compare with.",
    "trend_note": "Differences come from the contracts, or from the clause library where its version "
    "differs.",
    "chart_title": "Open knock-outs per contract judged",
    "chart_desc": "Bar chart, for each assessment: {values}. The table gives the same numbers.",
    "chart_part": "{run}: {value}",
    "run": "Assessment",
    "this_run": "this one",
    "library_version": "Library",
    "refused_title": "Refused contracts",
    "refused_caption": "What was not judged, why, and what you can do",
    "refused_none": "No contract was refused.",
    "refused_rest": "{n} more refused contracts are in the Excel overview.",
    "what_to_do": "Reason and what to do",
    "unread_none": "All text of the contracts judged was read.",
    "unread_rest": "{n} more contracts with parts not read are in the Excel overview.",
    "export_note": "All contracts and verdicts are in the Excel overview.",
}

PORTFOLIO_TEXTS: Final[dict[Tongue, PortfolioTexts]] = {"nl": _NL, "en": _EN}


def portfolio_texts(language: Tongue) -> PortfolioTexts:
    """The fixed words in ``language``. Raises KeyError for any other than "nl" and "en"."""
    return PORTFOLIO_TEXTS[language]


def run_name(day: str, language: Tongue) -> str:
    """When a run was, as people write it: "21 november 2026, 14:05"; what is no day stands as it is."""
    with suppress(ValueError):
        at = datetime.fromisoformat(day)
        return long_day(at.date(), language) + (f", {at:%H:%M}" if len(day) > len("2026-11-21") else "")
    return day


def decimal(value: float, language: Tongue, places: int = 1) -> str:
    """A number as the language writes it: "2,5"."""
    text = f"{value:.{places}f}"
    return text.replace(".", ",") if language == "nl" else text
