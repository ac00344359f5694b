"""Where the store is and how much it takes, from the environment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from analyser.errors import UsageError

_FOLDER: Final = "ANALYSER_DATA"
_URL: Final = "ANALYSER_DATABASE_URL"
_QUOTA: Final = "ANALYSER_QUOTA_MB"
_DEFAULT_FOLDER: Final = Path.home() / ".local" / "share" / "contract-clause-analyser"


@dataclass(frozen=True, slots=True)
class Settings:
    """``url`` is the database's, in SQLAlchemy's form; ``quota`` bytes that one user may have in store."""

    folder: Path  # holds the files, and the database where that is SQLite
    url: str
    quota: int

    @classmethod
    def of(cls, folder: Path, *, url: str = "", quota: int = 2_000_000_000) -> Settings:
        """A store in ``folder``; SQLite there unless ``url`` says otherwise."""
        return cls(folder, url or f"sqlite:///{folder / 'analyser.sqlite3'}", quota)

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Settings:
        """ANALYSER_DATA (folder), ANALYSER_DATABASE_URL, ANALYSER_QUOTA_MB. Raises UsageError."""
        megabytes = environment.get(_QUOTA, "2000")
        if not megabytes.isdecimal() or int(megabytes) == 0:
            raise UsageError(
                what_nl=f"{_QUOTA} moet een geheel getal boven 0 zijn, en is {megabytes!r}.",
                what_en=f"{_QUOTA} must be a whole number above 0, and is {megabytes!r}.",
            )
        folder = Path(environment.get(_FOLDER) or _DEFAULT_FOLDER)
        return cls.of(folder, url=environment.get(_URL, ""), quota=int(megabytes) * 1_000_000)
