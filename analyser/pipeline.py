"""From files to an assessment: the forty lines to read first."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from analyser.assess import assess
from analyser.library import ClauseLibrary, load_library
from analyser.matching import LibraryMatcher
from analyser.matching.learned.model import load_model
from analyser.model import Assessment, Document, Subject, View
from analyser.reading import read
from analyser.reading.limits import Limits

ALL = "all"
AUTO = "auto"


def analyse(
    paths: Sequence[Path],
    library: ClauseLibrary | None = None,
    *,
    applies: Sequence[Subject] | str = AUTO,
    view: View = View.ACCEPTED,
    limits: Limits | None = None,
) -> Assessment:
    """Read the files of one dossier and judge them together.

    ``applies`` is what the contract is about: "auto" detects it, "all" judges every requirement.
    Raises InputError for the first file that cannot be read: half a dossier is not judged.
    """
    documents = [read(path, view=view, limits=limits) for path in paths]
    return analyse_documents(documents, library or load_library(), applies=applies)


def analyse_documents(
    documents: Sequence[Document], library: ClauseLibrary, *, applies: Sequence[Subject] | str = AUTO
) -> Assessment:
    """Judge documents that were read already, as one dossier."""
    match = _matcher(library).match(documents)
    if applies == ALL:
        return assess(documents, match, library, tuple(Subject), ALL)
    if isinstance(applies, str):
        return assess(documents, match, library, match.about, "detected")
    given = tuple(subject for subject in Subject if subject in applies)
    return assess(documents, match, library, given, "given")


_KEPT: Final = 3  # matchers, 30 MB each: dossiers under several profiles may come in turn
_matchers: dict[str, LibraryMatcher] = {}


def _matcher(library: ClauseLibrary) -> LibraryMatcher:
    """The compiled matcher of a library; compiling takes a second, so the last ones are kept."""
    key = f"{library.sha256} {library.model_sha256}"
    if key not in _matchers:
        if len(_matchers) == _KEPT:
            del _matchers[next(iter(_matchers))]
        model = load_model(library.model_path) if library.model_path.exists() else None
        _matchers[key] = LibraryMatcher(library, model)
    return _matchers[key]
