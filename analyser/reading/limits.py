"""How much one file may ask of the machine, and how an administrator changes that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

from analyser.errors import UsageError

BYTES_PER_MB = 1024 * 1024

RATIO_COUNTS_FROM_MB = 10
"""``max_ratio`` only counts above this unpacked size: a short contract in XML packs 50 to 1
without any ill intent, and what stays below this size cannot exhaust a machine."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds every reader keeps; sizes in MB of 1024 * 1024 bytes.

    Those on what is unpacked guard against archives that unpack into far more than they are (a DOCX or ODT
    is a zip): OWASP ASVS 5.0, chapter V5, asks to check them before unpacking. The last two hold where files
    are read in a process of their own (see ``isolation``): time by the clock for one file, OCR not counted,
    and the address space of the process.
    """

    max_file_mb: int = 50
    max_pages: int = 2000
    max_unpacked_mb: int = 500
    max_entries: int = 5000
    max_ratio: int = 200  # unpacked size over packed size, above RATIO_COUNTS_FROM_MB only
    max_seconds: int = 120
    max_memory_mb: int = 2048

    def __post_init__(self) -> None:
        for bound in fields(self):
            if getattr(self, bound.name) < 1:
                raise ValueError(f"{bound.name} must be 1 or more")

    @classmethod
    def from_environment(cls, env: Mapping[str, str]) -> Limits:
        """The limits that ANALYSER_MAX_FILE_MB, ANALYSER_MAX_PAGES and so on ask for.

        An absent or blank variable keeps its default. Raises UsageError, which names the
        variable, where a value is not a whole number of 1 or more.
        """
        given: dict[str, int] = {}
        for bound in fields(cls):
            variable = f"ANALYSER_{bound.name.upper()}"
            value = env.get(variable, "").strip()
            if value:
                given[bound.name] = _whole_number(variable, value)
        return cls(**given)

    def is_ratio_suspect(self, packed: int, unpacked: int) -> bool:
        """Whether an archive of ``packed`` bytes that unpacks to ``unpacked`` looks like a bomb."""
        if unpacked <= RATIO_COUNTS_FROM_MB * BYTES_PER_MB:
            return False
        return unpacked > self.max_ratio * max(packed, 1)


def _whole_number(variable: str, value: str) -> int:
    if value.isascii() and value.isdecimal() and len(value) <= 9 and int(value) >= 1:
        return int(value)
    raise UsageError(
        what_nl=f"{variable} moet een geheel getal van 1 of meer zijn.",
        what_en=f"{variable} must be a whole number of 1 or more.",
    )
