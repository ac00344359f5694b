"""What the readers may have to say about a file, in the user's two languages.

A notice carries a code and details; the sentences stand here, sorted by code, so that a reader
module never holds a sentence and a lawyer finds them all in one place. ``{page}`` and ``{part}``
are the notice's own; every other place is filled from ``Notice.details``.
"""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter
from typing import Final

from analyser.model import Notice, Text

NOTICES: Final[Mapping[str, Text]] = {
    "docx-image": Text(
        nl="Het bestand bevat {count} afbeelding(en); tekst die daarin staat, is niet gelezen.",
        en="The file holds {count} image(s); text shown in them was not read.",
    ),
    "docx-part-skipped": Text(
        nl="Het ingesloten onderdeel {part} is niet gelezen; tekst die daarin staat, is niet beoordeeld.",
        en="The embedded part {part} was not read; text in it was not judged.",
    ),
    "docx-part-unread": Text(
        nl="Het onderdeel {part} van het Word-bestand kon niet worden gelezen; er kan tekst ontbreken.",
        en="The part {part} of the Word file could not be read; text may be missing.",
    ),
    "docx-symbol": Text(
        nl="{count} symbool/symbolen uit een eigen lettertype konden niet in een teken worden omgezet.",
        en="{count} symbol(s) of a picture font could not be turned into a character.",
    ),
    "hidden-text": Text(
        nl="Het bestand bevat {count} stuk(ken) verborgen tekst; die zijn meegelezen.",
        en="The file holds {count} piece(s) of hidden text; they were read as well.",
    ),
    "html-embedded": Text(
        nl="De tekst verwijst naar {count} ingesloten pagina('s) of object(en); die staan niet in het "
        "bestand en zijn niet gelezen.",
        en="The text points to {count} embedded page(s) or object(s); they are not in the file and "
        "were not read.",
    ),
    "html-image": Text(
        nl="De tekst verwijst naar {count} afbeelding(en); tekst die daarin staat, is niet gelezen.",
        en="The text points to {count} image(s); text shown in them was not read.",
    ),
    "ligatures-restored": Text(
        nl="In {count} woord(en) ontbraken lettercombinaties zoals fi en ti; die zijn hersteld.",
        en="In {count} word(s) letter pairs such as fi and ti were lost; they were restored.",
    ),
    "macros-ignored": Text(
        nl="Het bestand bevat macro's; die zijn niet uitgevoerd en niet gelezen.",
        en="The file holds macros; they were neither run nor read.",
    ),
    "odt-image": Text(
        nl="Het bestand bevat {count} afbeelding(en); tekst die daarin staat, is niet gelezen.",
        en="The file holds {count} image(s); text shown in them was not read.",
    ),
    "odt-part-skipped": Text(
        nl="Het ingesloten onderdeel {part} is niet gelezen; tekst die daarin staat, is niet beoordeeld.",
        en="The embedded part {part} was not read; text in it was not judged.",
    ),
    "odt-part-unread": Text(
        nl="Het onderdeel {part} van het ODT-bestand kon niet worden gelezen; er kan tekst ontbreken.",
        en="The part {part} of the ODT file could not be read; text may be missing.",
    ),
    "page-incomplete": Text(
        nl="Van pagina {page} is waarschijnlijk niet alle tekst gelezen.",
        en="Probably not all text of page {page} was read.",
    ),
    "page-not-compared": Text(
        nl="Pagina {page} is niet met een tweede leesmethode nagelezen: er staat te veel op deze pagina, "
        "of op alle pagina's samen.",
        en="Page {page} was not read again by a second method: there is too much on it, "
        "or on all pages together.",
    ),
    "page-ocr": Text(
        nl="Pagina {page} is een scan; de tekst is herkend met OCR (zekerheid {confidence} %).",
        en="Page {page} is a scan; its text was recognised by OCR (confidence {confidence} %).",
    ),
    "page-ocr-failed": Text(
        nl="De tekstherkenning (OCR) van pagina {page} is mislukt of duurde te lang.",
        en="Text recognition (OCR) of page {page} failed or took too long.",
    ),
    "page-ocr-unsure": Text(
        nl="Pagina {page} is een slecht leesbare scan: waarschijnlijk is niet alles goed herkend "
        "(OCR, zekerheid {confidence} %).",
        en="Page {page} is a scan that is hard to read: probably not all of it was recognised rightly "
        "(OCR, confidence {confidence} %).",
    ),
    "page-readers-differ": Text(
        nl="Op pagina {page} vond de eerste leesmethode {first} letters en de tweede {second}; "
        "de tekst van de tweede is gebruikt.",
        en="On page {page} the first method found {first} letters and the second {second}; "
        "the second's text was used.",
    ),
    "page-scan": Text(
        nl="Pagina {page} is waarschijnlijk een scan en is niet gelezen: tekstherkenning (OCR) staat niet "
        "aan. Installeren op Debian of Ubuntu: apt install tesseract-ocr tesseract-ocr-nld.",
        en="Page {page} is probably a scan and was not read: text recognition (OCR) is not on. "
        "To install it on Debian or Ubuntu: apt install tesseract-ocr tesseract-ocr-nld.",
    ),
    "page-second-reader": Text(
        nl="Pagina {page} is met een tweede leesmethode gelezen, omdat de eerste onvolledig leek.",
        en="Page {page} was read by a second method, because the first looked incomplete.",
    ),
    "page-unread": Text(
        nl="Pagina {page} kon niet worden gelezen; waarschijnlijk is het een scan of een afbeelding.",
        en="Page {page} could not be read; it is probably a scan or an image.",
    ),
    "pdf-end-missing": Text(
        nl="Het einde van het PDF-bestand ontbreekt; er kan tekst ontbreken.",
        en="The end of the PDF file is missing; text may be missing.",
    ),
    "struck-text": Text(
        nl="Het bestand bevat {count} stuk(ken) doorgehaalde tekst; die zijn meegelezen alsof zij gelden. "
        "Kijk na of dat klopt.",
        en="The file holds {count} piece(s) of text that is struck through; they were read as if in force. "
        "Check whether they are.",
    ),
    "tracked-changes": Text(
        nl="Het bestand bevat {count} bijgehouden wijziging(en); beoordeeld is de weergave “{view}”.",
        en="The file holds {count} tracked change(s); the view judged is “{view}”.",
    ),
    "unknown-numbering": Text(
        nl="De nummering van {count} alinea('s) kon niet worden berekend; het nummer ontbreekt in de tekst.",
        en="The numbering of {count} paragraph(s) could not be computed; they stand without a number.",
    ),
    "unmapped-glyphs": Text(
        nl="Op pagina {page} staan {count} tekens die niet naar letters te herleiden zijn.",
        en="Page {page} holds {count} characters that cannot be traced back to letters.",
    ),
}
"""Every code a reader may use; sorted, so that a clash shows in the difference of a change."""

_VIEWS: Final[Mapping[str, Text]] = {
    "accepted": Text(nl="wijzigingen aanvaard", en="changes accepted"),
    "rejected": Text(nl="wijzigingen geweigerd", en="changes rejected"),
    "marked": Text(nl="met markeringen", en="changes marked"),
}
_UNKNOWN: Final = "?"


def describe(notice: Notice, language: str) -> str:
    """The notice as a sentence in "nl" or "en".

    A place that the notice does not fill reads "?": a message about a doubt must never fail
    on its own account. Raises KeyError on a code that is not in NOTICES.
    """
    sentence = NOTICES[notice.code][language]
    filled = dict(notice.details)
    filled["page"] = _UNKNOWN if notice.page is None else str(notice.page)
    filled["part"] = notice.part or _UNKNOWN
    if filled.get("view") in _VIEWS:
        filled["view"] = _VIEWS[filled["view"]][language]
    return sentence.format_map({name: filled.get(name, _UNKNOWN) for name in places(sentence)})


def places(sentence: str) -> frozenset[str]:
    """The names that ``sentence`` leaves open: "{count} words" has the place "count"."""
    return frozenset(name for _, name, _, _ in Formatter().parse(sentence) if name)
