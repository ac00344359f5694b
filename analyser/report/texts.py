"""Every fixed word of the reports and of the command line, in Dutch and in English.

Sentences about one file or one verdict are not here: those come with the data
(``analyser.reading.notices``, ``analyser.explain``, the clause library).
"""

from __future__ import annotations

from typing import Final, Literal, TypedDict

from analyser.library import Sureness
from analyser.model import Severity, Verdict, View

Tongue = Literal["nl", "en"]

ICONS: Final[dict[Verdict, str]] = {
    Verdict.MET: "✔",
    Verdict.PARTIAL: "◐",
    Verdict.CONTRARY: "✘",
    Verdict.MISSING: "○",
    Verdict.NOT_APPLICABLE: "–",
    Verdict.UNREAD: "?",
}
"""Shape beside word and colour: a report must be readable without colour and without sight."""


class Texts(TypedDict):
    """The fixed words in one language; both languages hold the same keys by type."""

    verdict: dict[Verdict, str]
    severity: dict[Severity, str]
    sureness: dict[Sureness, str]
    view: dict[View, str]
    language: dict[str, str]
    applies_source: dict[str, str]
    unit: dict[str, str]
    operator: dict[str, str]
    title: str
    contract: str
    dossier: str
    conclusion: str
    conclusion_all: str
    conclusion_gaps: str
    conclusion_none: str
    conclusion_unread: str
    gap_one: str
    gap_many: str
    requirement_one: str
    requirement_many: str
    files: str
    file: str
    format: str
    pages: str
    no_pages: str
    words: str
    text_language: str
    about: str
    about_nothing: str
    view_label: str
    open_changes: str
    comments: str
    unread_title: str
    unread_nothing: str
    notices_title: str
    summary: str
    per_theme: str
    theme: str
    total: str
    gaps: str
    gaps_caption: str
    no_gaps: str
    findings: str
    requirement: str
    severity_label: str
    verdict_label: str
    place: str
    why: str
    review: str
    review_yes: str
    review_no: str
    review_count: str
    review_met: str
    confidence: str
    confidence_note: str
    explanation: str
    quote: str
    quotes: str
    for_: str
    against: str
    norm: str
    advice: str
    model_clause: str
    in_language: str
    sources: str
    source: str
    article: str
    number_sure: str
    content_sure: str
    note: str
    used_for: str
    test_value: str
    basis: str
    elements_found: str
    elements_lacking: str
    receipt: str
    receipt_text: str
    nearest: str
    score: str
    nothing_near: str
    in_text: str
    page: str
    criteria: str
    examples: str
    weakeners: str
    accountability: str
    library: str
    version: str
    law_as_of: str
    sha: str
    skip_link: str
    knock_outs: str
    knock_outs_none: str
    why_missing: str
    why_unread: str
    why_lacking: str
    and_more: str
    written: str
    identifier: str
    applies_when: str
    always: str
    library_sound: str
    batch_sheet: str
    batch_status: str
    batch_judged: str
    batch_refused: str
    batch_reason: str
    batch_message: str
    batch_report: str
    batch_skipped: str
    batch_summary: str
    batch_skipped_count: str
    batch_knock_outs: str
    batch_unread: str
    batch_busy: str


NL: Final[Texts] = {
    "verdict": {
        Verdict.MET: "voldoet",
        Verdict.PARTIAL: "deels",
        Verdict.CONTRARY: "strijdig",
        Verdict.MISSING: "ontbreekt",
        Verdict.NOT_APPLICABLE: "n.v.t.",
        Verdict.UNREAD: "niet gelezen",
    },
    "severity": {
        Severity.KNOCK_OUT: "knock-out",
        Severity.HIGH: "hoog",
        Severity.MEDIUM: "middel",
        Severity.LOW: "laag",
    },
    "sureness": {
        "verified": "geverifieerd",
        "likely": "waarschijnlijk",
        "unverified": "niet geverifieerd",
    },
    "view": {
        View.ACCEPTED: "wijzigingen aanvaard",
        View.REJECTED: "wijzigingen geweigerd",
        View.MARKED: "met markeringen",
    },
    "language": {"nl": "Nederlands", "en": "Engels"},
    "applies_source": {"detected": "uit de tekst afgeleid", "given": "opgegeven", "all": "alle eisen gevraagd"},
    "unit": {
        "EUR per breach": "euro per overtreding",
        "EUR per event": "euro per gebeurtenis",
        "EUR": "euro",
        "days": "dagen",
        "hours": "uur",
        "kW": "kW",
        "months": "maanden",
        "per year": "keer per jaar",
        "percent per month": "procent per maand",
        "percent": "procent",
        "ratio": "(verhouding)",
        "working days": "werkdagen",
        "x Vergoeding per event": "maal de vergoeding per gebeurtenis",
        "years": "jaar",
    },
    "operator": {"<=": "ten hoogste", ">=": "ten minste", "=": "precies"},
    "title": "Toets van contractbepalingen",
    "contract": "contract",
    "dossier": "dossier",
    "conclusion": "Conclusie",
    "conclusion_all": "Het {what} voldoet volgens deze toets aan alle {judged} beoordeelde eisen",
    "conclusion_gaps": "Het {what} voldoet aan {met} van de {judged} beoordeelde eisen; {gaps} niet of niet "
    "geheel gedekt, waarvan {knock_outs} knock-out",
    "conclusion_none": "Geen enkele eis is op dit {what} van toepassing",
    "conclusion_unread": "; bij {unread} is dat niet vast te stellen, omdat niet alles kon worden gelezen",
    "gap_one": "1 eis is",
    "gap_many": "{n} eisen zijn",
    "requirement_one": "1 eis",
    "requirement_many": "{n} eisen",
    "files": "Bestanden",
    "file": "Bestand",
    "format": "Soort",
    "pages": "Pagina's",
    "no_pages": "geen vaste pagina's",
    "words": "Woorden",
    "text_language": "Taal",
    "about": "Gaat over",
    "about_nothing": "geen van de bijzondere onderwerpen",
    "view_label": "Beoordeelde tekst",
    "open_changes": "Openstaande wijzigingen",
    "comments": "Opmerkingen in de kantlijn",
    "unread_title": "Niet gelezen",
    "unread_nothing": "Alle tekst in de bestanden is gelezen.",
    "notices_title": "Let op",
    "summary": "Samenvatting",
    "per_theme": "Aantal eisen per thema en oordeel",
    "theme": "Thema",
    "total": "Totaal",
    "gaps": "Gaten",
    "gaps_caption": "Eisen die niet of niet geheel gedekt zijn, knock-outs eerst",
    "no_gaps": "Er zijn geen gaten gevonden.",
    "findings": "Bevindingen",
    "requirement": "Eis",
    "severity_label": "Zwaarte",
    "verdict_label": "Oordeel",
    "place": "Vindplaats",
    "why": "Waarom",
    "review": "Nakijken",
    "review_yes": "ja",
    "review_no": "nee",
    "review_count": "Nakijken door een mens: {n} van {judged} oordelen",
    "review_met": "waaronder elk “voldoet”",
    "confidence": "Zekerheid",
    "confidence_note": "De zekerheid loopt van 0 tot 1 en zegt hoe eenduidig de regels waren; het is geen kans "
    "dat het oordeel juist is.",
    "explanation": "Uitleg",
    "quote": "Citaat",
    "quotes": "Wat er staat",
    "for_": "spreekt voor de eis",
    "against": "spreekt tegen de eis",
    "norm": "Norm",
    "advice": "Advies",
    "model_clause": "Voorstel voor een bepaling",
    "in_language": "In het {language}",
    "sources": "Bronnen",
    "source": "Bron",
    "article": "Artikel",
    "number_sure": "vindplaats",
    "content_sure": "inhoud",
    "note": "Toelichting",
    "used_for": "Gebruikt bij",
    "test_value": "Grenswaarde",
    "basis": "grond",
    "elements_found": "Aanwezig",
    "elements_lacking": "Ontbreekt",
    "receipt": "Wat is doorzocht",
    "receipt_text": "{passages} passages ({words} woorden) gelezen.",
    "nearest": "Dichtst in de buurt",
    "score": "gelijkenis {score}",
    "nothing_near": "Geen passage lijkt op deze eis.",
    "in_text": "in de tekst",
    "page": "p.",
    "criteria": "Maatstaf",
    "examples": "Voorbeelden",
    "weakeners": "Verzwakkers",
    "accountability": "Verantwoording",
    "library": "Clausulebibliotheek",
    "version": "versie",
    "law_as_of": "stand van het recht",
    "sha": "SHA-256",
    "skip_link": "Naar de inhoud",
    "knock_outs": "Knock-outs",
    "knock_outs_none": "Knock-outs: geen enkele is onvoldoende gedekt.",
    "why_missing": "geen bepaling gevonden",
    "why_unread": "niet gevonden, maar niet alles kon worden gelezen",
    "why_lacking": "ontbreekt",
    "and_more": "en {n} andere",
    "written": "Rapport geschreven: {path}",
    "identifier": "Kenmerk",
    "applies_when": "Geldt bij",
    "always": "elk contract",
    "library_sound": "De clausulebibliotheek is in orde.",
    "batch_sheet": "Overzicht",
    "batch_status": "Status",
    "batch_judged": "beoordeeld",
    "batch_refused": "geweigerd",
    "batch_reason": "Reden",
    "batch_message": "Toelichting",
    "batch_report": "Rapport",
    "batch_skipped": "Overgeslagen",
    "batch_summary": "{judged} beoordeeld, {refused} geweigerd. Overzicht: {path}",
    "batch_skipped_count": "Overgeslagen bestanden (geen contract, verborgen of slot): {n}",
    "batch_knock_outs": "Knock-outs niet gedekt",
    "batch_unread": "Niet gelezen delen",
    "batch_busy": "Beoordelen",
}

EN: Final[Texts] = {
    "verdict": {
        Verdict.MET: "met",
        Verdict.PARTIAL: "partial",
        Verdict.CONTRARY: "contrary",
        Verdict.MISSING: "missing",
        Verdict.NOT_APPLICABLE: "n/a",
        Verdict.UNREAD: "not read",
    },
    "severity": {
        Severity.KNOCK_OUT: "knock-out",
        Severity.HIGH: "high",
        Severity.MEDIUM: "medium",
        Severity.LOW: "low",
    },
    "sureness": {"verified": "verified", "likely": "likely", "unverified": "not verified"},
    "view": {
        View.ACCEPTED: "changes accepted",
        View.REJECTED: "changes rejected",
        View.MARKED: "changes marked",
    },
    "language": {"nl": "Dutch", "en": "English"},
    "applies_source": {"detected": "derived from the text", "given": "given", "all": "all requirements asked"},
    "unit": {
        "EUR per breach": "euros per breach",
        "EUR per event": "euros per event",
        "EUR": "euros",
        "days": "days",
        "hours": "hours",
        "kW": "kW",
        "months": "months",
        "per year": "times a year",
        "percent per month": "per cent a month",
        "percent": "per cent",
        "ratio": "(ratio)",
        "working days": "working days",
        "x Vergoeding per event": "times the fee per event",
        "years": "years",
    },
    "operator": {"<=": "at most", ">=": "at least", "=": "exactly"},
    "title": "Check of contract clauses",
    "contract": "contract",
    "dossier": "dossier",
    "conclusion": "Conclusion",
    "conclusion_all": "By this check the {what} meets all {judged} requirements judged",
    "conclusion_gaps": "The {what} meets {met} of the {judged} requirements judged; {gaps} not or not wholly "
    "covered, of which {knock_outs} knock-out",
    "conclusion_none": "No requirement applies to this {what}",
    "conclusion_unread": "; for {unread} this cannot be settled, because not everything could be read",
    "gap_one": "1 requirement is",
    "gap_many": "{n} requirements are",
    "requirement_one": "1 requirement",
    "requirement_many": "{n} requirements",
    "files": "Files",
    "file": "File",
    "format": "Type",
    "pages": "Pages",
    "no_pages": "no fixed pages",
    "words": "Words",
    "text_language": "Language",
    "about": "Is about",
    "about_nothing": "none of the special subjects",
    "view_label": "Text judged",
    "open_changes": "Open changes",
    "comments": "Margin comments",
    "unread_title": "Not read",
    "unread_nothing": "All text of the files was read.",
    "notices_title": "Please note",
    "summary": "Summary",
    "per_theme": "Number of requirements per theme and verdict",
    "theme": "Theme",
    "total": "Total",
    "gaps": "Gaps",
    "gaps_caption": "Requirements not or not wholly covered, knock-outs first",
    "no_gaps": "No gaps were found.",
    "findings": "Findings",
    "requirement": "Requirement",
    "severity_label": "Severity",
    "verdict_label": "Verdict",
    "place": "Place",
    "why": "Why",
    "review": "Check by hand",
    "review_yes": "yes",
    "review_no": "no",
    "review_count": "To be checked by a person: {n} of {judged} verdicts",
    "review_met": "every “met” among them",
    "confidence": "Confidence",
    "confidence_note": "Confidence runs from 0 to 1 and says how unambiguous the rules were; it is not the "
    "chance that the verdict is right.",
    "explanation": "Explanation",
    "quote": "Quote",
    "quotes": "What it says",
    "for_": "speaks for the requirement",
    "against": "speaks against the requirement",
    "norm": "Norm",
    "advice": "Advice",
    "model_clause": "Suggested clause",
    "in_language": "In {language}",
    "sources": "Sources",
    "source": "Source",
    "article": "Article",
    "number_sure": "reference",
    "content_sure": "content",
    "note": "Note",
    "used_for": "Used for",
    "test_value": "Threshold",
    "basis": "ground",
    "elements_found": "Present",
    "elements_lacking": "Lacking",
    "receipt": "What was searched",
    "receipt_text": "{passages} passages ({words} words) read.",
    "nearest": "Nearest passages",
    "score": "likeness {score}",
    "nothing_near": "No passage resembles this requirement.",
    "in_text": "in the text",
    "page": "p.",
    "criteria": "Criteria",
    "examples": "Examples",
    "weakeners": "Weakeners",
    "accountability": "Accountability",
    "library": "Clause library",
    "version": "version",
    "law_as_of": "state of the law",
    "sha": "SHA-256",
    "skip_link": "Skip to content",
    "knock_outs": "Knock-outs",
    "knock_outs_none": "Knock-outs: none is insufficiently covered.",
    "why_missing": "no provision found",
    "why_unread": "not found, but not everything could be read",
    "why_lacking": "lacking",
    "and_more": "and {n} more",
    "written": "Report written: {path}",
    "identifier": "Identifier",
    "applies_when": "Applies to",
    "always": "every contract",
    "library_sound": "The clause library is sound.",
    "batch_sheet": "Overview",
    "batch_status": "Status",
    "batch_judged": "judged",
    "batch_refused": "refused",
    "batch_reason": "Reason",
    "batch_message": "Details",
    "batch_report": "Report",
    "batch_skipped": "Skipped",
    "batch_summary": "{judged} judged, {refused} refused. Overview: {path}",
    "batch_skipped_count": "Files skipped (no contract, hidden or lock file): {n}",
    "batch_knock_outs": "Knock-outs not covered",
    "batch_unread": "Parts not read",
    "batch_busy": "Judging",
}

TEXTS: Final[dict[Tongue, Texts]] = {"nl": NL, "en": EN}


def texts(language: str) -> Texts:
    """The fixed words in ``language``, "nl" or "en". Raises KeyError for any other."""
    if language not in TEXTS:
        raise KeyError(language)
    return NL if language == "nl" else EN
