"""The supplier's name as the contract itself gives it, or "" where it does not say so plainly.

A name counts only with its legal form ("Acme Software B.V.") or its number in the trade register, and only
where the opening of the document ties it to a role:

* by an alias after the name: "Acme B.V., gevestigd te Ede, hierna: Leverancier", "Foo Inc. (“Provider”)";
* by a definition before it: "Leverancier: Acme B.V.", "“Supplier” means Foo Ltd";
* by its own name or "we", where the other party is a customer and nobody is called supplier: general terms
  say "Acme: Acme B.V., gevestigd te Ede", and "Foo Ltd. (“Foo”, “we” or “us”)".

Two names for one role, or a name that could be read in two ways, is no name: a wrong supplier in an overview
accuses somebody, an unknown one does not.

Every pattern does work in proportion to the text, whatever stands in it: words have a longest length, and a
run that could be split in many ways gives nothing back ("*+", "++").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from analyser.model import BlockKind, Document

_OPENING: Final = 9_000  # characters in which parties and definitions stand
_BACK: Final = 3  # paragraphs before an alias in which its name may stand
_REACH: Final = 600  # characters before an alias in which its name may stand
_FURNITURE: Final = frozenset({BlockKind.HEADER, BlockKind.FOOTER, BlockKind.FOOTNOTE})

_SUPPLIER: Final = frozenset(
    "leverancier|opdrachtnemer|contractant|verwerker|dienstverlener|licentiegever|aanbieder|supplier|provider|"
    "service provider|contractor|vendor|processor|data processor|licensor".split("|")
)
_WE: Final = frozenset("we us our wij ons".split())
_CUSTOMER: Final = frozenset(
    "opdrachtgever|afnemer|klant|cliënt|licentienemer|verwerkingsverantwoordelijke|koper|gemeente|customer|"
    "client|buyer|purchaser|licensee|controller|data controller|contracting authority|you".split("|")
)
_PUBLIC: Final = re.compile(r"\b(?:gemeente|provincie|waterschap|ministerie|rijk\w*|staat)\b", re.I)

# A name is words with a capital or digit, "&", and small words between them; its form ends or starts it.
# "en" and "and" are no part of it: they join the parties.
_SMALL: Final = r"(?:van|de|der|den|het|ter|te|of|the|for|voor|&|\+)"
_TAIL: Final = r"[\w&.’'+/-]{0,60}+(?![\w&.’'+/-])"  # of a word
_WORD: Final = rf"[A-Z0-9ÀÁÄÇÈÉËÏÓÖÜ]{_TAIL}"
_FORMS: Final = {  # how a legal form is written: how we write it, so that one supplier has one name
    r"B\.?\s?V\.?": "B.V.",
    r"N\.?\s?V\.?": "N.V.",
    r"V\.?O\.?F\.?|v\.?o\.?f\.?": "V.O.F.",
    r"(?:Co\.,?\s)?(?:Ltd|Limited)\.?": "",
    r"Inc(?:orporated)?\.?|Corp(?:oration)?\.?": "",
    r"LLC|L\.L\.C\.|LLP|PBC|[Pp]lc|PLC": "",
    r"GmbH|AG|S\.A\.(?:S\.)?|SAS|S\.?à\s?r\.?l\.?|S\.?E\.?|ApS|AB|U\.A\.": "",
}
_FORM: Final = "|".join(_FORMS)
_FIRST: Final = rf"(?:\d++[A-Za-z]|[A-ZÀÁÄÇÈÉËÏÓÖÜ]){_TAIL}"  # not the number of a list
_COMPANY: Final = re.compile(
    rf"(?<![\w&])(?:(?P<front>(?:[Ss]tichting|[Cc]o[öo]peratie|[Vv]ereniging)(?:\s+(?:{_SMALL}|{_WORD})){{1,7}})"
    rf"|(?P<back>{_FIRST}(?:\s+(?:{_SMALL}|{_WORD})){{0,7}}?,?\s+(?:{_FORM})(?![\w&])))"
)
_REGISTER: Final = r"(?:KvK|Kamer\s+van\s+Koophandel|trade\s+register|company\s+number)"
_REGISTERED: Final = re.compile(
    rf"(?<![\w&])(?P<name>{_FIRST}(?:\s+(?:{_SMALL}|{_WORD})){{0,5}}),[^;\n]{{0,80}}?{_REGISTER}"
)
_LEAD: Final = re.compile(  # what may stand between a definition's colon and the name
    r"(?:(?:de|het|the|a|an)\s+)?(?:(?:besloten|naamloze|private|public|limited)\s+[\w\s()]{0,60}?)?"
    r"(?:(?:vennootschap|eenmanszaak|onderneming|company|firm|corporation)\s+)?(?=[A-ZÀ-Ü0-9]|stichting|co)"
)
_NUMBER: Final = r"(?:(?:[-•*]|\(?[a-z0-9]{1,2}\)|\d+(?:\.\d+)*\.?)\s++)?"
_QUOTE: Final = "“”\"„‘’'*_"
# "hierna te noemen: de “Leverancier”", "(the “Provider”)"; "more" are further aliases between the brackets.
_ALIAS: Final = re.compile(
    rf"(?:\b(?:hierna|hereinafter|hereafter)(?:\s+(?:ook|verder|te\s+noemen|genoemd|aan\s+te\s+duiden\s+als"
    rf"|aangeduid\s+als|referred\s+to\s+as|called|the))*\s*+(?::\s*+)?(?:(?:de|het|the)\s+)?[{_QUOTE}]?"
    rf"(?P<plain>\w[\w&. -]{{1,30}}?)(?=[{_QUOTE};,)\n]|\.?$|\s+(?:of|or|en|and)\b)"
    rf"|\((?:(?:[^()“”\"]{{0,40}}\s)?(?:de|the)\s+)?[“\"](?:(?:the|de)\s+)?"
    rf"(?P<quoted>\w[\w&. -]{{1,30}})[”\"])"
    rf"(?P<more>[^();\n]{{0,60}}\))?",
    re.IGNORECASE,
)
_DEFINED: Final = re.compile(
    rf"^{_NUMBER}[{_QUOTE}]*+(?:(?:de|the)\s++)?(?P<term>[\w&.’ -]{{2,40}}?)[{_QUOTE}]*+"
    rf"\s*+(?::|\||\bmeans\b|\bbetekent\b|\bis\b|\bwordt verstaan\b)\s*[{_QUOTE}]?(?P<meaning>.+)$",
    re.DOTALL,
)
_REPRESENTED: Final = re.compile(
    r"\b(?:vertegenwoordigd\s+door|represented\s+by|handelend\s+onder|trading\s+as|onderdeel\s+van)\b.*",
    re.IGNORECASE | re.DOTALL,
)
_JOINED: Final = re.compile(rf"{_WORD}\s+(?:en|and)\s+$")
_BETWEEN: Final = re.compile(
    r"\b(?:tussen|between)\b(?:(?!\b(?:en|and|tussen|between)\b).)*+(?:en|and)\s+$", re.DOTALL | re.IGNORECASE
)
_ANOTHER: Final = re.compile(r"\s*+[),]*+\s*+(?:en|and)\b")


class _Named(NamedTuple):
    """A name with what it is called: "supplier", "customer", "self" (by its own name) or "other"."""

    called: str
    name: str


def supplier_of(documents: Sequence[Document]) -> str:
    """The supplier's name, its legal form in one spelling; "" where the documents do not agree or say."""
    found: dict[str, str] = {}
    for document in documents:
        name = _supplier(list(_opening(document)))
        if name:
            found.setdefault(_key(name), name)
    return next(iter(found.values())) if len(found) == 1 else ""


def _opening(document: Document) -> Iterator[str]:
    for block in document.blocks:
        if block.start >= _OPENING:
            return
        if block.kind not in _FURNITURE:
            yield document.text[block.start : min(block.end, _OPENING)]


def _supplier(paragraphs: Sequence[str]) -> str:
    named = [*_aliases(paragraphs), *_definitions(paragraphs)]
    called = {called for called, _ in named}
    wanted = "self" if "customer" in called and "supplier" not in called else "supplier"
    supplier = {_key(name): name for called, name in named if called == wanted and name}
    names = [name for name in supplier.values() if not _PUBLIC.search(name)]
    return names[0] if len(names) == len(supplier) == 1 else ""


def _aliases(paragraphs: Sequence[str]) -> Iterator[_Named]:
    for index, paragraph in enumerate(paragraphs):
        at = 0
        for match in _ALIAS.finditer(paragraph):
            alias = match["plain"] or match["quoted"]
            before = paragraph[at : match.start()]
            if not at and not _companies(before):
                before = "\n".join([*paragraphs[max(0, index - _BACK) : index], before])
            name = _only_name(before[-_REACH:], _ANOTHER.match(paragraph, match.end()) is not None)
            yield _Named(_called(alias, match["more"] or "", name), name)
            at = match.end()


def _definitions(paragraphs: Sequence[str]) -> Iterator[_Named]:
    for paragraph in paragraphs:
        match = _DEFINED.match(paragraph)
        if match is None:
            continue
        meaning = match["meaning"]
        lead = _LEAD.match(meaning)
        name = _first_name(meaning, lead.end()) if lead else ""
        called = _called(match["term"].strip(), "", name)
        if name or called in ("supplier", "customer"):
            yield _Named(called, name)


def _called(alias: str, more: str, name: str) -> str:
    words = alias.casefold().removeprefix("de ").removeprefix("the ").strip()
    further = set(re.findall(r"[^\W_]+", more.casefold()))
    if words in _SUPPLIER:
        return "supplier"
    if words in _CUSTOMER or "you" in further:
        return "customer"
    if name and (words in _WE or further & set(_WE) or words in name.casefold()):
        return "self"
    return "other"


def _companies(text: str) -> list[re.Match[str]]:
    return list(_COMPANY.finditer(text)) or list(_REGISTERED.finditer(text))


def _only_name(before: str, is_joined: bool) -> str:
    """The one company in the words before an alias; "" for none, for two, and where "and" is unclear.

    ``is_joined`` where another party follows the alias.
    """
    before = _REPRESENTED.sub("", before)
    found = _companies(before)
    if len({_key(_spelled(match)) for match in found}) != 1:
        return ""
    match = found[-1]
    lead = before[: match.start()]
    joined = _JOINED.search(lead)  # "Jansen en Zonen B.V." is one party, "tussen Ede en Zonen B.V." are two
    if joined and (is_joined or not _BETWEEN.search(lead)):
        return ""
    return _spelled(match)


def _first_name(meaning: str, at: int) -> str:
    """The company with which a definition starts."""
    match = _COMPANY.match(meaning, at) or _REGISTERED.match(meaning, at)
    return _spelled(match) if match else ""


def _spelled(match: re.Match[str]) -> str:
    groups = match.groupdict()
    name = " ".join((groups.get("front") or groups.get("back") or groups.get("name") or "").split())
    for form, spelling in _FORMS.items():
        if spelling:
            name = re.sub(rf"(?<=\s)(?:{form})$", spelling, name)
    return name[0].upper() + name[1:]


def _key(name: str) -> str:
    return re.sub(r"\W+", "", name).casefold()
