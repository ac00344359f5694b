"""The clause bank: thousands of example clauses of our own wording, each with the verdict it deserves.

``clause_library/bank/ID.yaml`` holds the clauses of one requirement, ``background.yaml`` clauses that
belong to no requirement at all. The bank trains the subject proposer, tests the rules and shows
lawyers what is meant. No analysis needs it: only training, tests and ``analyser library show`` read it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal

from pydantic import StringConstraints

from analyser.errors import LibraryError
from analyser.library.files import LibraryFiles, broken, not_named
from analyser.library.schema import Language, Sentence, Strict
from analyser.model import Text

Style = Literal["formal", "processing", "plain", "american", "public", "bespoke"]
BankVerdict = Literal["met", "partial", "contrary", "missing"]

BACKGROUND = "background"
_FOLDER = "bank"


class BankClause(Strict):
    """One passage as a supplier or a buyer might write it, with its verdict for one requirement.

    verdict
        ``missing`` marks a near miss: the same vocabulary about another subject or another party.
    style
        ``formal`` (general terms), ``processing`` (data processing agreements and service levels),
        ``plain`` (wij/u, we/you), ``american``, ``public`` (conditions of public buyers) or
        ``bespoke`` (negotiated agreements and their annexes).
    reason
        the fact that decides, in the language of the clause.
    """

    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*-\d{3}$")]
    verdict: BankVerdict
    language: Language
    style: Style
    reason: Sentence
    text: Sentence

    @property
    def subject(self) -> str:
        """The requirement it was written for, or ``background``."""
        return self.id[:-4]


@dataclass(frozen=True)
class ClauseBank:
    """All clauses, by requirement in the order asked for and then as written; the background last."""

    clauses: tuple[BankClause, ...]
    sha256: str

    @cached_property
    def by_subject(self) -> dict[str, tuple[BankClause, ...]]:
        """The clauses of each requirement, and of ``background``."""
        found: dict[str, list[BankClause]] = {}
        for clause in self.clauses:
            found.setdefault(clause.subject, []).append(clause)
        return {subject: tuple(clauses) for subject, clauses in found.items()}


def load_bank(folder: Path, requirements: Sequence[str]) -> ClauseBank:
    """The bank of the library in ``folder``. Raises LibraryError that lists every problem."""
    reader = LibraryFiles(folder)
    clauses: list[BankClause] = []
    for subject in (*requirements, BACKGROUND):
        of_subject = reader.models(f"{_FOLDER}/{subject}.yaml", BankClause)
        reader.problems.extend(_misplaced(subject, of_subject))
        clauses.extend(of_subject)
    strays = {path.stem for path in (folder / _FOLDER).glob("*.yaml")} - {*requirements, BACKGROUND}
    reader.problems.extend(not_named(f"{_FOLDER}/{name}.yaml") for name in sorted(strays))
    if reader.problems:
        raise broken(reader.problems)
    return ClauseBank(tuple(clauses), reader.digest())


def check_bank(folder: Path, requirements: Sequence[str], learned_from: str) -> None:
    """Check the bank of a library, and that its weights were learned from this very bank.

    ``learned_from`` is the bank's hash that the weights name, "" where there are none. A library without
    bank is sound. Raises LibraryError.
    """
    if not (folder / _FOLDER).is_dir():
        return
    bank = load_bank(folder, requirements)
    if learned_from not in ("", bank.sha256):
        raise LibraryError(
            problems_nl=f"{_FOLDER}: veranderd sinds de gewichten zijn geleerd; draai make train",
            problems=f"{_FOLDER}: changed since the weights were learned; run make train",
        )


def load_examples(folder: Path, requirement: str) -> tuple[BankClause, ...]:
    """The bank's clauses for one requirement; none where a library came without a bank."""
    if not (folder / _FOLDER / f"{requirement}.yaml").exists():
        return ()
    reader = LibraryFiles(folder)
    clauses = reader.models(f"{_FOLDER}/{requirement}.yaml", BankClause)
    if reader.problems:
        raise broken(reader.problems)
    return clauses


def _misplaced(subject: str, clauses: Sequence[BankClause]) -> Iterator[Text]:
    """Clauses whose id names another requirement, or stands twice."""
    seen: set[str] = set()
    for clause in clauses:
        if clause.subject != subject:
            where = f"{_FOLDER}/{subject}.yaml: {clause.id}"
            yield Text(f"{where} noemt een andere eis", f"{where} names another requirement")
        if clause.id in seen:
            where = f"{_FOLDER}/{subject}.yaml: {clause.id}"
            yield Text(f"{where} staat er twee keer", f"{where} stands twice")
        seen.add(clause.id)
