"""What most tests share: the real library and its matcher, built once a run."""

from __future__ import annotations

import pytest

from analyser.library import ClauseLibrary, load_library
from analyser.matching import LibraryMatcher


@pytest.fixture(scope="session")
def library() -> ClauseLibrary:
    return load_library()


@pytest.fixture(scope="session")
def matcher(library: ClauseLibrary) -> LibraryMatcher:
    return LibraryMatcher(library)
