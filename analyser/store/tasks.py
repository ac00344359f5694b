"""What runs in the worker's own process: reading one file, and judging a dossier.

No error leaves here but as a sentence for the user: what cannot travel back cannot be lost on the way.
The heavy packages are imported inside, since the worker imports this module to name the tasks.
"""

from __future__ import annotations

import os
from functools import cache

from analyser.errors import AnalyserError, ReaderFailed
from analyser.model import Assessment, Document, Subject, Text, View


def read_file(data: bytes, name: str, view: View) -> Document | Text:
    """The document, or why it cannot be read."""
    from analyser.isolation import read_here
    from analyser.reading.limits import Limits

    try:
        return read_here(data, name, view, Limits.from_environment(os.environ))
    except AnalyserError as error:
        return told(error)
    except Exception as error:  # a fault of ours: only its kind is told, its message may hold contract text
        return told(ReaderFailed(name, kind=type(error).__name__))


def judge(
    documents: tuple[Document, ...], applies: tuple[Subject, ...], profile: str = ""
) -> Assessment | Text:
    """The assessment, or why there is none. No subjects means: detect them in the text.

    ``profile`` is whose conditions prevail, "" for those of the installation.
    """
    from analyser.isolation import judging_seconds
    from analyser.library.kept import kept_library
    from analyser.pipeline import AUTO, analyse_documents
    from analyser.processes import more_time

    more_time(judging_seconds(documents))
    try:
        return analyse_documents(documents, kept_library(profile), applies=applies or AUTO)
    except AnalyserError as error:
        return told(error)
    except Exception as error:  # MemoryError included
        kind = type(error).__name__
        return Text(
            f"Het beoordelen brak af door een fout in dit programma ({kind}). Meld dit aan de beheerder.",
            f"Judging broke off by a fault in this program ({kind}). Report it to your administrator.",
        )


def supplier(documents: tuple[Document, ...]) -> str:
    """The supplier that a contract names, "" where it does not."""
    from analyser.parties import supplier_of

    try:
        return supplier_of(documents)
    except Exception:  # a fault of ours; a name is not worth an analysis
        return ""


@cache
def warm() -> None:
    """Load and compile the library, so that the first contract does not wait for it."""
    judge((), ())


def told(error: AnalyserError) -> Text:
    """An error as a sentence."""
    return Text(error.message("nl"), error.message("en"))
