"""The fixed words about the papers of a dossier and their rank, in Dutch and in English."""

from __future__ import annotations

from typing import Final, TypedDict

from analyser.papers import Holding, PaperKind
from analyser.report.texts import Tongue


class PapersTexts(TypedDict):
    """The words in one language; both languages hold the same keys by type."""

    title: str
    caption: str
    kind: dict[PaperKind, str]
    holding: dict[Holding, str]
    rank: str
    no_rank: str
    excluded_rank: str
    rank_label: str
    paper_label: str
    kind_label: str
    holding_label: str
    where_label: str
    place: str
    named: str
    ranked: str
    unranked: str
    personal_data: str
    excepting: str
    dispute: str
    rejected: str
    lacking: str


_NL: Final[PapersTexts] = {
    "title": "Stukken en rangorde",
    "caption": "De stukken in de volgorde van de bepalingen over rangorde, het hoogste eerst.",
    "kind": {
        PaperKind.AGREEMENT: "overeenkomst",
        PaperKind.BUYER_TERMS: "voorwaarden van de opdrachtgever",
        PaperKind.PROCESSING: "verwerkersovereenkomst",
        PaperKind.SLA: "afspraken over dienstverlening",
        PaperKind.CONFIDENTIALITY: "geheimhouding",
        PaperKind.ORDER: "bestelling",
        PaperKind.CLARIFICATIONS: "nota van inlichtingen",
        PaperKind.REQUEST: "vraag van de opdrachtgever",
        PaperKind.AMENDMENT: "wijziging van een ander stuk",
        PaperKind.OFFER: "offerte of inschrijving",
        PaperKind.SUPPLIER_TERMS: "voorwaarden van de leverancier",
        PaperKind.POLICY: "beleid van de leverancier",
        PaperKind.SUPPLIER_PAPERS: "stukken van de leverancier",
        PaperKind.ANNEX: "bijlage",
        PaperKind.OTHER: "ander stuk",
    },
    "holding": {
        Holding.HELD: "in het dossier",
        Holding.PUBLIC: "gepubliceerd door de overheid, niet in het dossier",
        Holding.ONLINE: "ontbreekt: staat op een webadres en kan daar veranderen",
        Holding.ABSENT: "ontbreekt in het dossier",
    },
    "rank": "Rang {n}",
    "no_rank": "Zonder rang",
    "excluded_rank": "Buiten toepassing",
    "rank_label": "Rang",
    "paper_label": "Stuk",
    "kind_label": "Soort",
    "holding_label": "Aanwezig",
    "where_label": "Vindplaats",
    "place": "{where} in {file}",
    "named": "genoemd in {places}",
    "ranked": "De rangorde staat in {places}.",
    "unranked": "Geen bepaling zegt welk stuk voorgaat. Bij tegenspraak tussen stukken telt het nadeel.",
    "personal_data": "Alleen voor persoonsgegevens gaat {higher} voor op {lower}: {place}.",
    "excepting": "Dat {higher} voorgaat op {lower}, kent een uitzondering: {place}. Lees of die geldt.",
    "dispute": "Twee bepalingen spreken elkaar tegen over de rangorde: {one}, en {other}. Daaruit volgt geen "
    "rangorde.",
    "rejected": "De voorwaarden van de opdrachtgever worden afgewezen: {places}.",
    "lacking": "Genoemd en niet in het dossier: {names}. Vraag deze stukken op.",
}

_EN: Final[PapersTexts] = {
    "title": "Papers and order of precedence",
    "caption": "The papers in the order that the provisions give them, the highest first.",
    "kind": {
        PaperKind.AGREEMENT: "agreement",
        PaperKind.BUYER_TERMS: "conditions of the buyer",
        PaperKind.PROCESSING: "processing agreement",
        PaperKind.SLA: "service levels",
        PaperKind.CONFIDENTIALITY: "confidentiality",
        PaperKind.ORDER: "order",
        PaperKind.CLARIFICATIONS: "clarifications before award",
        PaperKind.REQUEST: "request of the buyer",
        PaperKind.AMENDMENT: "change of another paper",
        PaperKind.OFFER: "offer",
        PaperKind.SUPPLIER_TERMS: "terms of the supplier",
        PaperKind.POLICY: "policy of the supplier",
        PaperKind.SUPPLIER_PAPERS: "papers of the supplier",
        PaperKind.ANNEX: "annex",
        PaperKind.OTHER: "other paper",
    },
    "holding": {
        Holding.HELD: "in the dossier",
        Holding.PUBLIC: "published by the government, not in the dossier",
        Holding.ONLINE: "missing: stands at a web address and can change there",
        Holding.ABSENT: "missing from the dossier",
    },
    "rank": "Rank {n}",
    "no_rank": "Without a rank",
    "excluded_rank": "Excluded",
    "rank_label": "Rank",
    "paper_label": "Paper",
    "kind_label": "Kind",
    "holding_label": "Present",
    "where_label": "Place",
    "place": "{where} in {file}",
    "named": "named in {places}",
    "ranked": "The order of precedence stands in {places}.",
    "unranked": "No provision says which paper goes first. Where papers contradict each other, what is "
    "against the buyer counts.",
    "personal_data": "For personal data alone, {higher} goes before {lower}: {place}.",
    "excepting": "That {higher} goes before {lower} has an exception: {place}. Read whether it applies.",
    "dispute": "Two provisions contradict each other on the order: {one}, and {other}. No order follows from "
    "them.",
    "rejected": "The buyer's conditions are rejected: {places}.",
    "lacking": "Named and not in the dossier: {names}. Ask for these papers.",
}

_TEXTS: Final[dict[Tongue, PapersTexts]] = {"nl": _NL, "en": _EN}


def papers_texts(language: Tongue) -> PapersTexts:
    """The words in ``language``."""
    return _TEXTS[language]
