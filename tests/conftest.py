"""What most tests share: the real library and its matcher, built once a run; and that nothing goes out."""

from __future__ import annotations

import pytest
from network_fixtures import nobody_leaves_the_machine, nobody_left_the_machine

from analyser.library import ClauseLibrary, load_library
from analyser.matching import LibraryMatcher

__all__ = ["nobody_leaves_the_machine", "nobody_left_the_machine"]  # of every test


@pytest.fixture(scope="session")
def library() -> ClauseLibrary:
    return load_library()


@pytest.fixture(scope="session")
def matcher(library: ClauseLibrary) -> LibraryMatcher:
    return LibraryMatcher(library)
