"""The checklist as loaded: its file read and held together, with a hash of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from analyser.award.schema import Ask, Check, ChecklistFile, Rule
from analyser.library import LIBRARY_FOLDER, library_folder
from analyser.library.files import LibraryFiles, broken
from analyser.library.schema import Sureness
from analyser.model import Text

CHECKLIST_FILE: Final = "before_award.yaml"


@dataclass(frozen=True)  # no slots: checks and rules are looked up by id
class Checklist:
    """The checks in order, the rules that ask them, and the SHA-256 of the file they stand in."""

    content: ChecklistFile
    sha256: str

    @property
    def checks(self) -> tuple[Check, ...]:
        """What is asked, in the order in which it is shown."""
        return self.content.checks

    @cached_property
    def by_id(self) -> Mapping[str, Check]:
        """Checks by id."""
        return {check.id: check for check in self.checks}

    @cached_property
    def rules(self) -> Mapping[str, Rule]:
        """Rules by id."""
        return {rule.id: rule for rule in self.content.rules}

    def sureness(self, ask: Ask) -> Sureness:
        """How sure we are that the rule asks this."""
        if ask.says is None:
            return "unverified"
        return ask.confidence or self.rules[ask.rule].confidence


def load_checklist(folder: Path | None = None) -> Checklist:
    """Read and check the list of a library's folder; a library without one has the program's own.

    Raises LibraryError that lists every problem, a line each.
    """
    folder = folder or library_folder()
    reader = LibraryFiles(folder if (folder / CHECKLIST_FILE).exists() else LIBRARY_FOLDER)
    content = reader.model(CHECKLIST_FILE, ChecklistFile)
    problems = [*reader.problems, *(_problems(content) if content else ())]
    if content is None or problems:
        raise broken(problems)
    return Checklist(content, reader.digest())


def _problems(content: ChecklistFile) -> Iterator[Text]:
    """What the shape cannot say: ids, and every position answered for by every check."""
    rules = [rule.id for rule in content.rules]
    for kind, names in (("rule", rules), ("check", [check.id for check in content.checks])):
        for name in sorted({name for name in names if names.count(name) > 1}):
            yield _at(f"{kind} {name}", "staat er twee keer", "stands twice")
    for rule in content.rules:
        if rule.replaced_by is not None and rule.replaced_by not in rules:
            yield _at(rule.id, f"geen rule {rule.replaced_by}", f"no rule {rule.replaced_by}")
    positions = [rule.id for rule in content.rules if rule.kind == "position"]
    for check in content.checks:
        named = [ask.rule for ask in check.asks]
        for name in (name for name in named if name not in rules):
            yield _at(check.id, f"geen rule {name}", f"no rule {name}")
        for name in (name for name in positions if name not in named):
            yield _at(
                check.id,
                f"zegt niets over {name}; een ask zonder says betekent: niet nagegaan",
                f"says nothing of {name}; an ask without says means: not verified",
            )


def _at(where: str, nl: str, en: str) -> Text:
    return Text(f"{CHECKLIST_FILE}: {where}: {nl}", f"{CHECKLIST_FILE}: {where}: {en}")
