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
    │   ├── OutOfTime                          reading takes longer than it may
    │   ├── OutOfMemory                        reading takes more memory than it may
    │   ├── Crashed                            the process that reads it ends each time
    │   ├── ReaderFailed                       a fault of ours: the file is named, nothing else is lost
    │   ├── CannotAnnotate                     a PDF that was read, and that remarks cannot be put in
    │   └── BadFacts                           a file of facts before award that does not hold together
    ├── StoreError                         5   the review database refuses, or does not hold together
    │   ├── NotAllowed                         the role does not allow it
    │   ├── NotThere                           no such dossier, or it was deleted
    │   ├── Conflict                           someone else was first
    │   ├── QuotaReached
    │   ├── DossierClosed
    │   ├── FactRefused                        a fact before award that lacks something or contradicts itself
    │   ├── NotFinished                        findings without a decision, knock-outs not signed off
    │   ├── BeingAsked                         the second reader has this question already
    │   ├── NoSuchUser                         nobody of that name has a role
    │   ├── LastAdministrator                  nobody would be left to give roles
    │   └── StoreBroken                        it cannot be opened, or was made by a newer version
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

    def __reduce__(self) -> tuple[object, ...]:
        """An error made in another process travels back whole."""
        return _made, (type(self), self.details)

    def message(self, language: str) -> str:
        """What is wrong and what to do, in "nl" or "en"."""
        what, action = (self.nl, self.nl_action) if language == "nl" else (self.en, self.en_action)
        return f"{what} {action}".strip().format(**self.details)


def _made(kind: type[AnalyserError], details: dict[str, object]) -> AnalyserError:
    return kind(**details)


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
    nl_action = (
        "Staat tekstherkenning (OCR) nog niet op dit systeem, installeer die dan (Debian, Ubuntu: apt "
        "install tesseract-ocr tesseract-ocr-nld); vraag anders om een beter leesbaar exemplaar."
    )
    en = "{file} holds no readable text (number of pages: {pages}) and is probably a scan."
    en_action = (
        "If text recognition (OCR) is not on this system yet, install it (Debian, Ubuntu: apt install "
        "tesseract-ocr tesseract-ocr-nld); otherwise ask for a copy that reads better."
    )


class OutOfTime(InputError):
    code = "out-of-time"
    nl = "Het lezen van {file} duurde langer dan {seconds} seconden en is afgebroken."
    nl_action = "Splits het bestand of sla het opnieuw op, of verhoog de grens met ANALYSER_MAX_SECONDS."
    en = "Reading {file} took longer than {seconds} seconds and was stopped."
    en_action = "Split the file or save it again, or raise the limit with ANALYSER_MAX_SECONDS."


class OutOfMemory(InputError):
    code = "out-of-memory"
    nl = "Voor het lezen van {file} was niet genoeg geheugen (grens: {limit_mb} MB)."
    nl_action = "Splits het bestand of sla het opnieuw op, of verhoog de grens met ANALYSER_MAX_MEMORY_MB."
    en = "There was not enough memory to read {file} (limit: {limit_mb} MB)."
    en_action = "Split the file or save it again, or raise the limit with ANALYSER_MAX_MEMORY_MB."


class Crashed(InputError):
    code = "crashed"
    nl = "Het lezen van {file} brak twee keer af: het is beschadigd, of vraagt te veel van de computer."
    nl_action = "Open het in een ander programma en sla het opnieuw op, of vraag een nieuw exemplaar."
    en = "Reading {file} broke off twice: it is damaged, or asks too much of the computer."
    en_action = "Open it in another program and save it again, or ask for a new copy."


class ReaderFailed(InputError):
    code = "reader-failed"
    nl = "{file} kon niet worden gelezen door een fout in dit programma ({kind})."
    nl_action = (
        "Het bestand is niet beoordeeld. Meld dit aan de beheerder, zonder het contract mee te sturen."
    )
    en = "{file} could not be read because of a fault in this program ({kind})."
    en_action = "The file was not judged. Report this to your administrator, without sending the contract."


class CannotAnnotate(InputError):
    code = "cannot-annotate"
    nl = "In {file} kunnen geen opmerkingen worden gezet: {reason_nl}."
    nl_action = "Gebruik de brief, of vraag de leverancier om een exemplaar zonder dat bezwaar."
    en = "Remarks cannot be put in {file}: {reason_en}."
    en_action = "Use the letter, or ask the supplier for a copy without that obstacle."


class BadFacts(InputError):
    code = "bad-facts"
    nl = "In {file} klopt niet: {problems_nl}."
    nl_action = "Er is niets uit overgenomen. Zie docs/before-award.md voor hoe u het schrijft."
    en = "In {file} this is not right: {problems_en}."
    en_action = "Nothing of it was taken over. See docs/before-award.md for how to write it."


class LibraryError(AnalyserError):
    """The clause library breaks its own rules; ``details["problems"]`` says where, a line each.

    ``problems_nl`` says the same in Dutch, where that differs.
    """

    code = "library"
    exit_code = 3
    nl = "De clausulebibliotheek klopt niet:\n{problems_nl}\n"
    nl_action = "Herstel de genoemde regels en draai: analyser library check."
    en = "The clause library does not hold together:\n{problems_en}\n"
    en_action = "Mend the lines named and run: analyser library check."

    def __init__(self, *, problems: str, problems_nl: str = "", problems_en: str = "") -> None:
        super().__init__(
            problems=problems, problems_nl=problems_nl or problems, problems_en=problems_en or problems
        )


class StoreError(AnalyserError):
    """The review database refuses what was asked."""

    code = "store"
    exit_code = 5


class NotAllowed(StoreError):
    code = "not-allowed"
    nl = "Met de rol {role} mag dit niet ({action})."
    nl_action = "Vraag een collega met de juiste rol, of de beheerder."
    en = "The role {role} does not allow this ({action})."
    en_action = "Ask a colleague with the right role, or the administrator."


class NotThere(StoreError):
    code = "not-there"
    nl = "Dit dossier bestaat niet (meer)."
    nl_action = "Ga terug naar de lijst met dossiers."
    en = "This dossier does not exist (any more)."
    en_action = "Go back to the list of dossiers."


class Conflict(StoreError):
    code = "conflict"
    nl = "{who} was u voor ({when}); uw wijziging is niet opgeslagen."
    nl_action = "Bekijk eerst wat er is veranderd en beslis dan opnieuw."
    en = "{who} was first ({when}); your change was not saved."
    en_action = "Look at what changed first, and then decide again."


class QuotaReached(StoreError):
    code = "quota-reached"
    nl = "U heeft {used_mb} MB aan bestanden; met deze erbij is het meer dan de grens van {limit_mb} MB."
    nl_action = "Laat oude dossiers verwijderen, of vraag de beheerder om meer ruimte (ANALYSER_QUOTA_MB)."
    en = "You have {used_mb} MB of files; with these it is more than the limit of {limit_mb} MB."
    en_action = "Have old dossiers deleted, or ask the administrator for more space (ANALYSER_QUOTA_MB)."


class DossierClosed(StoreError):
    code = "dossier-closed"
    nl = "Dit dossier is afgerond."
    nl_action = "Heropen het om iets te wijzigen."
    en = "This dossier is closed."
    en_action = "Reopen it to change anything."


class FactRefused(StoreError):
    code = "fact-refused"
    nl = "{problems_nl}"
    nl_action = "Er is niets vastgelegd."
    en = "{problems_en}"
    en_action = "Nothing was saved."


class NotFinished(StoreError):
    code = "not-finished"
    nl = "Nog niet beoordeeld: {undecided}; knock-outs zonder tweede handtekening: {unsigned}."
    nl_action = "Neem eerst over deze bevindingen een beslissing."
    en = "Not decided yet: {undecided}; knock-outs without a second signature: {unsigned}."
    en_action = "Decide on these findings first."


class BeingAsked(StoreError):
    code = "being-asked"
    nl = "{who} heeft de tweede lezer dit net gevraagd; er is niets verstuurd."
    nl_action = "Wacht even en open de bladzijde opnieuw."
    en = "{who} just asked the second reader this; nothing was sent."
    en_action = "Wait a moment and open the page again."


class NoSuchUser(StoreError):
    code = "no-such-user"
    nl = "{who} heeft geen rol; er is niets gewijzigd."
    nl_action = "Kijk in de lijst met gebruikers hoe de naam wordt geschreven."
    en = "{who} has no role; nothing was changed."
    en_action = "Look in the list of users how the name is spelled."


class LastAdministrator(StoreError):
    code = "last-administrator"
    nl = "{who} is de enige beheerder; de rol is niet gewijzigd."
    nl_action = "Geef eerst een ander de rol van beheerder."
    en = "{who} is the only administrator; the role was not changed."
    en_action = "Make someone else administrator first."


class StoreBroken(StoreError):
    code = "store-broken"
    nl = "De database met dossiers kan niet worden geopend: {reason_nl}."
    nl_action = "Controleer ANALYSER_DATA en ANALYSER_DATABASE_URL, of zet een reservekopie terug."
    en = "The database of dossiers cannot be opened: {reason_en}."
    en_action = "Check ANALYSER_DATA and ANALYSER_DATABASE_URL, or restore a backup."


class UsageError(AnalyserError):
    code = "usage"
    exit_code = 2
    nl = "{what_nl}"
    en = "{what_en}"
