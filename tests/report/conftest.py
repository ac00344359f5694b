"""The hand-made assessment, once a run."""

from __future__ import annotations

import assessments
import pytest

from analyser.library import ClauseLibrary
from analyser.model import Assessment


@pytest.fixture(scope="session")
def assessment(library: ClauseLibrary) -> Assessment:
    return assessments.assessment(library)
