"""Who the supplier is, as the contract says; and that a doubtful name is no name."""

from __future__ import annotations

import re
import time

import pytest
from documents import document_of

from analyser import parties
from analyser.model import Block, BlockKind, Document, Format
from analyser.parties import supplier_of

NAMED = [
    # An alias after the name.
    ("Ampelweg Software B.V., gevestigd te Ede, hierna: Leverancier;", "Ampelweg Software B.V.", "plain"),
    ("Ampelweg B.V., hierna te noemen: de “Opdrachtnemer”;", "Ampelweg B.V.", "article and quotes"),
    ("1. Ampelweg B.V., hierna ook te noemen ‘verwerker’", "Ampelweg B.V.", "numbered, lower case"),
    ("Ampelweg BV, hierna Opdrachtnemer", "Ampelweg B.V.", "the form in one spelling"),
    ("de naamloze vennootschap Kielzog Cloud N.V. (hierna: Contractant)", "Kielzog Cloud N.V.", "N.V."),
    ("Zwenkgras & Zonen v.o.f. te Joure, hierna: Dienstverlener", "Zwenkgras & Zonen V.O.F.", "V.O.F."),
    ("de Stichting Kennisnest Drenthe, hierna: Licentiegever", "Stichting Kennisnest Drenthe", "Stichting"),
    ("Coöperatie De Vlinder U.A., hierna: Leverancier", "Coöperatie De Vlinder U.A.", "Coöperatie"),
    ("2Vingers Software B.V., hierna: Leverancier", "2Vingers Software B.V.", "starts with a digit"),
    ("Buro van der Wal B.V., hierna: Leverancier", "Buro van der Wal B.V.", "small words"),
    (
        "Ampelweg B.V., vertegenwoordigd door Beheer Holding B.V., hierna: Leverancier",
        "Ampelweg B.V.",
        "who represents it is no party",
    ),
    ("Ampelweg B.V.\ngevestigd te Ede\nhierna: Leverancier", "Ampelweg B.V.", "over several lines"),
    (
        "Gemeente Zwaagdam, hierna: Opdrachtgever, en Ampelweg B.V., hierna: Opdrachtnemer",
        "Ampelweg B.V.",
        "both in one sentence",
    ),
    (
        "Ampelweg B.V. (verwerker, hierna: Leverancier) en de gemeente Zwaagdam (hierna: Gemeente)",
        "Ampelweg B.V.",
        "an alias within brackets",
    ),
    ("This agreement is between Foxmere Inc. (“Provider”) and you.", "Foxmere Inc.", "quoted"),
    ("Foxmere Labs, LLC, a company of Delaware (the “Supplier”)", "Foxmere Labs, LLC", "LLC after a comma"),
    ("Foxmere plc (hereinafter referred to as the “Contractor”)", "Foxmere plc", "hereinafter"),
    ("Foxmere GmbH, hereinafter: Processor", "Foxmere GmbH", "without quotes"),
    ("between the Province of Overmeer and Foxmere Ltd (“Vendor”)", "Foxmere Ltd", "joined by and"),
    # A definition before it.
    ("1.1 Leverancier: Ampelweg B.V., statutair gevestigd te Ede.", "Ampelweg B.V.", "defined"),
    ("Verwerker: Ampelweg, KvK 01234567, Ede", "Ampelweg", "a register number for a form"),
    ("Verwerker: de eenmanszaak Ampelweg, Dorpsstraat 1, KvK 01234567", "Ampelweg", "sole trader"),
    ("Leverancier | Ampelweg B.V.", "Ampelweg B.V.", "a row of a table"),
    ("“Licensor” means Foxmere S.A., with offices in Lyon.", "Foxmere S.A.", "means"),
    # By its own name, beside a customer.
    (
        "Ampelweg B.V., hierna te noemen: “Ampelweg”;\nRijksdienst Oever, hierna: “Afnemer”;",
        "Ampelweg B.V.",
        "its own name",
    ),
    ("1.1 Ampelweg: Ampelweg B.V., te Ede.\n1.2 Klant: wie bestelt.", "Ampelweg B.V.", "general terms"),
    ("Foxmere Ltd. (“Foxmere”, “we” or “us”) and the organization (“Customer”)", "Foxmere Ltd.", "we"),
]

UNKNOWN = [
    ("Gemeente Zwaagdam, hierna: Leverancier", "a public body is no vendor"),
    ("Ampelweg B.V., hierna: Opdrachtgever", "the buyer, though a company"),
    ("Ampelweg B.V. (“Customer”)", "the buyer, in English"),
    ("Opdrachtgever: Waterwerk N.V.", "the buyer, defined"),
    ("Algemene voorwaarden Ampelweg B.V.", "a title gives no role"),
    ("Ampelweg, hierna: Leverancier", "neither legal form nor register"),
    ("Ampelweg B.V. levert software (hierna: de Overeenkomst)", "an alias of a thing"),
    ("Ampelweg B.V. of Kielzog N.V., hierna: Leverancier", "two for one role"),
    ("Ampelweg B.V., hierna: Leverancier\nKielzog N.V., hierna: Leverancier", "two suppliers"),
    ("Jansen en Zonen B.V., hierna: Leverancier", "one party, or two joined"),
    ("between Foxmere and Sons Ltd (“Vendor”) and the Province", "one party, or two joined, in English"),
    ("Subverwerker: Ampelweg B.V.", "a subprocessor"),
    ("Leverancier: de partij die met Waterwerk N.V. een overeenkomst sluit.", "a company in its definition"),
    (
        "Waterwerk N.V., hierna: “Waterwerk”;\nOpdrachtnemer: de wederpartij.\nKlant: wie water afneemt.",
        "the conditions of a buyer, who has customers too",
    ),
    ("Waterwerk N.V., hierna: “Waterwerk”; Ampelweg B.V., hierna: “Ampelweg”", "nobody has a role"),
    ("Foxmere Ltd. (“Foxmere”) uses subprocessors.", "its own name, and no customer"),
    (f"{'Ampel' * 13} B.V., hierna: Leverancier", "letters that are no word"),
    ("[Bedrijfsnaam], KvK-nummer: [KVK], hierna: Leverancier", "a form nobody filled in"),
    ("", "no text"),
]


@pytest.mark.parametrize(("text", "name", "reason"), NAMED, ids=[reason for *_, reason in NAMED])
def test_the_supplier_is_named(text: str, name: str, reason: str) -> None:
    assert supplier_of([document_of(text)]) == name, reason


@pytest.mark.parametrize(("text", "reason"), UNKNOWN, ids=[reason for _, reason in UNKNOWN])
def test_a_doubtful_name_is_no_name(text: str, reason: str) -> None:
    assert supplier_of([document_of(text)]) == "", reason


@pytest.mark.parametrize(
    ("second", "name"),
    [
        ("AMPELWEG BV, hierna: Verwerker", "Ampelweg B.V."),
        ("Dit is een bijlage.", "Ampelweg B.V."),
        ("Kielzog N.V., hierna: Verwerker", ""),
    ],
    ids=["the same in other letters", "silent", "another"],
)
def test_the_files_of_a_dossier_must_agree(second: str, name: str) -> None:
    first = "Ampelweg B.V., hierna: Leverancier"
    assert supplier_of([document_of(first), document_of(second)]) == name


def test_no_documents_no_supplier() -> None:
    assert supplier_of([]) == ""


def test_only_the_opening_counts() -> None:
    filler = "Partijen overleggen elk jaar over de samenwerking.\n" * 200
    assert supplier_of([document_of(filler + "Ampelweg B.V., hierna: Leverancier")]) == ""


def test_headers_and_footers_do_not_count() -> None:
    text = "Ampelweg B.V., hierna: Leverancier"
    footer = Block(0, len(text), BlockKind.FOOTER)
    assert supplier_of([Document("a.pdf", "0" * 64, Format.PDF, text, (footer,), ())]) == ""


HOSTILE = {  # what comes first, what is repeated, what comes last
    "words": ("", "A ", ""),
    "small words": ("", "van ", ""),
    "a foundation": ("Stichting ", "van ", ""),
    "capitals": ("", "A", ""),
    "letters with accents": ("", "É", " en "),
    "digits": ("", "1", " en "),
    "article numbers": ("", "1.", ""),
    "initials": ("", "B.", ""),
    "companies": ("", "A B.V. en ", ""),
    "companies for one alias": ("", "A B.V. ", "hierna: Leverancier"),
    "dots": ("", ".", ""),
    "commas": ("", "A, ", ""),
    "blanks after a number": ("1.1", " ", "A. van"),
    "blanks after an article": ("De", " ", "-"),
    "blanks after an alias": ("hierna", " ", "- "),
    "blanks after a company": ("A B.V. hierna: Leverancier", " ", "."),
    "lines": ("hierna", "\n", "- "),
    "a line to sign on": ("", "_", ""),
    "quotation marks": ("", "’", ""),
    "brackets": ("", "(“", ""),
    "brackets in brackets": ("(", "the (", ""),
    "aliases": ("", "hierna: ", ""),
    "aliases of aliases": ("hierna ", "ook te noemen ", ""),
    "between": ("", "tussen ", "hierna: Leverancier"),
    "between and": ("", "tussen A en ", ""),
    "who represents": ("", "vertegenwoordigd door ", "hierna: Leverancier"),
    "definitions": ("", "Leverancier: besloten ", ""),
    "legal forms": ("Leverancier: ", "besloten (", ""),
    "registers": ("A, ", "Kamer van ", ""),
    "paragraphs": ("", "A B.V., hierna: Leverancier\f", ""),
}


@pytest.mark.parametrize("shape", HOSTILE.values(), ids=HOSTILE.keys())
def test_work_grows_no_faster_than_the_text(
    shape: tuple[str, str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Four times the text is four times the work; a search that starts over at each letter, sixteen."""
    monkeypatch.setattr(parties, "_OPENING", 1_000_000)
    before = _seconds(shape, 500)
    for size in (2_000, 8_000, 32_000):
        now = _seconds(shape, size)
        assert now < 10 * before + 0.05
        before = now


def _seconds(shape: tuple[str, str, str], size: int) -> float:
    """Processor time that the supplier of some ``size`` characters takes: the least of three."""
    first, repeated, last = shape
    text = first + repeated * (size // len(repeated)) + last
    ends = [match.end() for match in re.finditer(r"\f|.\Z", text, re.DOTALL)]
    blocks = tuple(
        Block(start, end, BlockKind.PARAGRAPH) for start, end in zip([0, *ends], ends, strict=False)
    )
    document = Document("a.docx", "0" * 64, Format.DOCX, text, blocks, ())
    times = []
    for _ in range(3):
        started = time.process_time()
        supplier_of([document])
        times.append(time.process_time() - started)
    return min(times)
