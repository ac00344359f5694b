"""What one may choose of a batch by name. Apart, and light: the command line shows it in its help."""

from __future__ import annotations

from enum import StrEnum


class Dossiers(StrEnum):
    """What makes files one contract."""

    SUBFOLDER = "subfolder"  # a subfolder of the folder, with all that is below it
    FOLDER = "folder"  # each folder that holds files itself, however deep
    FILE = "file"  # each file is a contract by itself


class EngineName(StrEnum):
    """Who does the work; see ``engines``."""

    LOCAL = "local"
    DASK = "dask"
