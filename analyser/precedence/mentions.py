"""The papers that a text names: "deze overeenkomst", "ARBIT-2022", "Bijlage 3", "our Privacy Policy"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from analyser.papers import PaperKind

_SUPPLIER: Final = (
    r"(?:de\s|the\s)?(?:leverancier|opdrachtnemer|dienstverlener|verwerker|licentiegever|contractant|supplier|"
    r"vendor|contractor|provider|processor|licensor)"
)
_BUYER: Final = (
    r"(?:de\s|the\s|een\s)?(?:opdrachtgever|afnemer|klant|koper|licentienemer|gemeente|customer|buyer|"
    r"purchaser|client)"
)
_TERMS: Final = r"(?:terms\sand\sconditions|terms|conditions)"
_ORDINALS: Final = ("eerste|first", "tweede|second", "derde|third", "vierde|fourth", "vijfde|fifth")
_ORDINAL: Final = f"(?:{'|'.join(_ORDINALS)})"

# In this order, since a name may hold another: "algemene inkoopvoorwaarden" is no "algemene voorwaarden".
_NAMES: Final = (
    (PaperKind.CLARIFICATIONS, r"nota(?:['’]?s)?\svan\sinlichtingen|clarification\snotes?"),
    (
        PaperKind.PROCESSING,
        r"(?:model)?(?:verwerkers|verwerkings|verwerker|bewerkers)overeenkomst|"
        r"data[\s-]processing\s(?:agreement|addendum|terms|annex)|processor\sagreement|(?-i:DPA)",
    ),
    (
        PaperKind.AMENDMENT,
        rf"(?:{_ORDINAL}\s)?(?:allonges?|addendum|amendments?(?:\sagreement)?|wijzigingsovereenkomst|"
        rf"aanvullende\sovereenkomst)(?:\s(?:nr\.?|no\.?|nummer|number)?\s?(?-i:\d{{1,2}}|[A-Z]|[IVX]{{1,4}})"
        r"(?![\w.]?\d)\b)?",
    ),
    (
        PaperKind.SLA,
        r"service[\s-]?level[\s-]?(?:agreement|overeenkomst|document)s?|(?-i:SLA)(?:['’]s)?|"
        r"dienstverleningsniveauovereenkomst",
    ),
    (
        PaperKind.CONFIDENTIALITY,
        r"geheimhoudings(?:overeenkomst|verklaring)|non-?disclosure\sagreement|confidentiality\sagreement|"
        r"(?-i:NDA)",
    ),
    (
        PaperKind.BUYER_TERMS,
        r"(?:ARBIT|GIBIT|ARVODI|ARIV)(?:[\s-]?20\d\d)?(?:-voorwaarden)?|"
        r"algemene\srijks(?:inkoop)?voorwaarden(?:\sbij\sit-overeenkomsten)?(?:\s20\d\d)?|"
        rf"(?:algemene\s)?inkoopvoorwaarden(?:\svan\s{_BUYER})?|(?:algemene\s)?voorwaarden\svan\s{_BUYER}|"
        rf"(?:general\s)?(?:purchas(?:e|ing)|procurement)\s{_TERMS}|{_TERMS}\sof\spurchase|"
        rf"{_BUYER}['’]s\s(?:general\s|standard\s|own\s)?{_TERMS}",
    ),
    (
        PaperKind.REQUEST,
        r"aanbestedings(?:documentatie|documenten|document|stukken|leidraad)|offerteaanvraag|"
        r"beschrijvend\sdocument|bestek|programma\svan\seisen|(?-i:PvE)|requests?\sfor\s(?:proposals?|quotations?)|"
        r"tender\sdocuments?",
    ),
    (
        PaperKind.SUPPLIER_PAPERS,
        rf"(?:(?:overige|andere)\s)?(?:documenten|stukken)\svan\s{_SUPPLIER}|"
        rf"(?:other\s)?documents?\s(?:of|from)\s{_SUPPLIER}|{_SUPPLIER}['’]s\s(?:other\s)?documents?",
    ),
    (
        PaperKind.SUPPLIER_TERMS,
        r"(?:algemene\s|bijzondere\s|onze\s)?(?:leverings|verkoop|leveranciers|licentie|gebruiks|gebruikers|klik)"
        rf"voorwaarden(?:\svan\s{_SUPPLIER})?|(?:algemene\s|bijzondere\s)?voorwaarden\svan\s{_SUPPLIER}|"
        r"(?:algemene|bijzondere)\svoorwaarden|(?<=deze\s)voorwaarden|(?<=onze\s)voorwaarden|"
        rf"{_SUPPLIER}['’]s\s(?:general\s|standard\s)?{_TERMS}|"
        r"(?:general\s|standard\s)?terms\s(?:and\sconditions|of\s(?:service|use|sale))|"
        r"(?:service[\s-]specific|product|licen[cs]e|general)\sterms|(?<=these\s)terms|(?<=our\s)terms|"
        r"end[\s-]user\slicen[cs]e\sagreement|(?-i:EULA)",
    ),
    (
        PaperKind.POLICY,
        r"privacy[\s-]?(?:verklaring|statement|beleid|policy|notice)|acceptable\suse\spolicy|(?-i:AUP)|"
        r"gebruiksbeleid|fair[\s-]use[\s-](?:policy|beleid)|usage\spolic(?:y|ies)|security\spolicy|"
        r"beveiligingsbeleid",
    ),
    (
        PaperKind.ORDER,
        r"order\s?forms?|bestelformulier|opdrachtbevestiging|orderbevestiging|order\sconfirmation|"
        r"purchase\sorder|statements?\sof\swork|nadere\sovereenkomst|inkooporder|bestelling|(?-i:Order)",
    ),
    (PaperKind.OFFER, r"offertes?|aanbieding|inschrijving|quotations?|quote|proposal|(?-i:Tender|Bid)"),
    (
        PaperKind.AGREEMENT,
        r"(?:raam|hoofd|basis|licentie|dienstverlenings|maatwerk|koop|leverings)?overeenkomst|"
        r"(?:master\s(?:services?\s)?|framework\s|main\s|principal\s|services?\s)?agreement|"
        r"(?:hoofd)?contract",
    ),
)
_KEYED: Final = (
    r"(?:bijlagen?|annex(?:es)?|schedules?|appendix|appendices|exhibits?)\s"
    r"(?P<key>(?-i:\d{1,2}|[A-Z]|[IVX]{1,4}))(?![\w.]?\d)\b"
)
_ANNEXES: Final = r"bijlagen?|annex(?:es)?|schedules?|appendix|appendices|exhibits?|addenda"
_OWN: Final = r"(?:deze|dit|onderhavige|this|these|the\spresent|hereof)"


def _expression() -> re.Pattern[str]:
    kinds = "|".join(f"(?P<{kind.name}>{names})" for kind, names in _NAMES)
    name = rf"(?P<KEYED>{_KEYED})|{kinds}|(?P<ANNEX>{_ANNEXES})"
    before = rf"(?:(?P<own>{_OWN})\s(?:algemene\s|individuele\s|general\s)??)?"
    return re.compile(rf"(?<![\w-]){before}(?:{name})(?![\w-])", re.IGNORECASE)


_EXPRESSION: Final = _expression()
_GENERIC: Final = re.compile(r"\b(?:overige|andere|remaining|other|overig)\s$", re.I)


@dataclass(frozen=True, slots=True)
class Mention:
    """A paper named in a text, at ``start..end``. ``own``: "this agreement", said by the paper itself."""

    kind: PaperKind
    key: str
    name: str
    own: bool
    start: int
    end: int

    @property
    def published(self) -> str:
        """The short name of the government's own conditions that it names, "" for any other paper."""
        return published(self.name) if self.kind is PaperKind.BUYER_TERMS else ""


def published(name: str) -> str:
    """The short name of the published conditions that ``name`` holds, or ""."""
    return next((short for short, names in _PUBLISHED if names.search(name)), "")


_PUBLISHED: Final = tuple(
    (short, re.compile(names, re.I))
    for short, names in (
        ("ARBIT", r"\bARBIT\b|algemene\srijksvoorwaarden\sbij\sit"),
        ("ARIV", r"\bARIV\b|algemene\srijksinkoopvoorwaarden"),
        ("ARVODI", r"\bARVODI\b|algemene\srijksvoorwaarden"),
        ("GIBIT", r"\bGIBIT\b"),
    )
)


def mentions(text: str, start: int = 0, end: int | None = None) -> Iterator[Mention]:
    """The papers named in ``text[start:end]``, in reading order."""
    for found in _EXPRESSION.finditer(text, start, len(text) if end is None else end):
        group = found.lastgroup or ""
        own = found["own"] is not None
        first = found.start() if not own else _after(found["own"], found)
        kind = PaperKind.ANNEX if found["KEYED"] or group == "ANNEX" else _kind(found)
        key = (found["key"] or "").upper() or _amendment_number(kind, found.group())
        name = " ".join(text[first : found.end()].split())
        yield Mention(kind, key, name, own, first, found.end())


def _amendment_number(kind: PaperKind, name: str) -> str:
    """The key of "Allonge nr. 2", "Tweede allonge" and "Addendum A"; "" for what has none."""
    if kind is not PaperKind.AMENDMENT:
        return ""
    for number, words in enumerate(_ORDINALS, start=1):
        if re.match(rf"(?:{words})\s", name, re.I):
            return str(number)
    last = re.search(r"\s\.?(\d{1,2}|[A-Z]|[IVX]{1,4})$", name)
    return last[1] if last else ""


def _after(own: str, found: re.Match[str]) -> int:
    return found.start() + len(own) + 1


def _kind(found: re.Match[str]) -> PaperKind:
    return next(kind for kind, _ in _NAMES if found[kind.name] is not None)
