"""Everything that can go wrong for a user, in one tree.

::

    AnalyserError                      exit code
    ├── InputError                         1   a file that cannot be analysed; a batch goes on
    │   ├── FileMissing
    │   ├── FileEmpty
    │   ├── FileTooLarge
    │   ├── WrongType                          not a PDF, DOCX or ODT, whatever its name says
    │   ├── LegacyOffice                       .doc, .rtf and other kin that can be saved as DOCX
    │   ├── Encrypted                          opens only with a password
    │   ├── Damaged                            claims to be a PDF, DOCX or ODT and does not open
    │   ├── TooManyPages
    │   ├── Unsafe                             zip bomb, external entity, path outside the archive
    │   ├── NoText                             a scan without OCR, or pages without a single word
    │   └── ReaderFailed                       a fault of ours: the file is named, nothing else is lost
    ├── LibraryError                       3   the clause library does not hold together
    └── UsageError                         2   a wrong option, or a requirement that does not exist

Each error says in Dutch and in English what is wrong and what to do. No message holds text of
a contract. ``code`` is stable: scripts and tests may rely on it.
"""

from __future__ import annotations

from typing import ClassVar


class AnalyserError(Exception):
    """Root of the tree; ``str(error)`` is the English sentence."""

    code: ClassVar[str] = "error"
    exit_code: ClassVar[int] = 1
    nl: ClassVar[str] = ""
    en: ClassVar[str] = ""
    nl_action: ClassVar[str] = ""
    en_action: ClassVar[str] = ""

    def __init__(self, **details: object) -> None:
        self.details = details
        super().__init__(self.message("en"))

    def message(self, language: str) -> str:
        """What is wrong and what to do, in "nl" or "en"."""
        what, action = (self.nl, self.nl_action) if language == "nl" else (self.en, self.en_action)
        return f"{what} {action}".strip().format(**self.details)


class InputError(AnalyserError):
    """A file that cannot be analysed. ``details["file"]`` names it."""

    code = "input"

    def __init__(self, file: str, **details: object) -> None:
        self.file = file
        super().__init__(file=file, **details)


class FileMissing(InputError):
    code = "file-missing"
    nl = "{file} bestaat niet of mag niet worden gelezen."
    nl_action = "Controleer de naam, de map en de rechten."
    en = "{file} does not exist or may not be read."
    en_action = "Check the name, the folder and the permissions."


class FileEmpty(InputError):
    code = "file-empty"
    nl = "{file} is leeg (0 bytes)."
    nl_action = "Sla het bestand opnieuw op of vraag het opnieuw op bij de leverancier."
    en = "{file} is empty (0 bytes)."
    en_action = "Save the file again or ask the supplier for it again."


class FileTooLarge(InputError):
    code = "file-too-large"
    nl = "{file} is {size_mb} MB; de grens is {limit_mb} MB."
    nl_action = "Splits het bestand, of verhoog de grens met ANALYSER_MAX_FILE_MB."
    en = "{file} is {size_mb} MB; the limit is {limit_mb} MB."
    en_action = "Split the file, or raise the limit with ANALYSER_MAX_FILE_MB."


class WrongType(InputError):
    code = "wrong-type"
    nl = "{file} is geen PDF, DOCX of ODT: de inhoud is {found_nl}."
    nl_action = "Sla het contract op als PDF, DOCX of ODT en probeer het opnieuw."
    en = "{file} is not a PDF, DOCX or ODT: its content is {found_en}."
    en_action = "Save the contract as PDF, DOCX or ODT and try again."


class LegacyOffice(InputError):
    code = "legacy-office"
    nl = "{file} is een ouder Office-bestand ({kind})."
    nl_action = "Open het en sla het op als DOCX of ODT."
    en = "{file} is an older Office file ({kind})."
    en_action = "Open it and save it as DOCX or ODT."


class Encrypted(InputError):
    code = "encrypted"
    nl = "{file} is met een wachtwoord beveiligd."
    nl_action = "Sla een kopie zonder wachtwoord op en gebruik die."
    en = "{file} is protected by a password."
    en_action = "Save a copy without the password and use that."


class Damaged(InputError):
    code = "damaged"
    nl = "{file} is beschadigd: {reason_nl}."
    nl_action = "Open het in een ander programma en sla het opnieuw op, of vraag een nieuw exemplaar."
    en = "{file} is damaged: {reason_en}."
    en_action = "Open it in another program and save it again, or ask for a new copy."


class TooManyPages(InputError):
    code = "too-many-pages"
    nl = "{file} heeft {pages} pagina's; de grens is {limit}."
    nl_action = "Splits het bestand, of verhoog de grens met ANALYSER_MAX_PAGES."
    en = "{file} has {pages} pages; the limit is {limit}."
    en_action = "Split the file, or raise the limit with ANALYSER_MAX_PAGES."


class Unsafe(InputError):
    code = "unsafe"
    nl = "{file} is geweigerd om veiligheidsredenen: {reason_nl}."
    nl_action = "Vertrouw dit bestand niet; vraag de afzender om een PDF."
    en = "{file} was refused for safety: {reason_en}."
    en_action = "Do not trust this file; ask the sender for a PDF."


class NoText(InputError):
    code = "no-text"
    nl = "{file} bevat geen leesbare tekst (aantal pagina's: {pages}) en is waarschijnlijk een scan."
    nl_action = "Maak de tekst eerst doorzoekbaar met OCR (bijvoorbeeld: ocrmypdf -l nld+eng in.pdf uit.pdf)."
    en = "{file} holds no readable text (number of pages: {pages}) and is probably a scan."
    en_action = "Make the text searchable with OCR first (for example: ocrmypdf -l nld+eng in.pdf out.pdf)."


class ReaderFailed(InputError):
    code = "reader-failed"
    nl = "{file} kon niet worden gelezen door een fout in dit programma ({kind})."
    nl_action = (
        "Het bestand is niet beoordeeld. Meld dit aan de beheerder, zonder het contract mee te sturen."
    )
    en = "{file} could not be read because of a fault in this program ({kind})."
    en_action = "The file was not judged. Report this to your administrator, without sending the contract."


class LibraryError(AnalyserError):
    """The clause library breaks its own rules; ``details["problems"]`` says where, a line each."""

    code = "library"
    exit_code = 3
    nl = "De clausulebibliotheek klopt niet:\n{problems}\n"
    nl_action = "Herstel de genoemde regels en draai: analyser library check."
    en = "The clause library does not hold together:\n{problems}\n"
    en_action = "Mend the lines named and run: analyser library check."


class UsageError(AnalyserError):
    code = "usage"
    exit_code = 2
    nl = "{what_nl}"
    en = "{what_en}"
