"""Contract-clause analyser for public procurement.

The public verbs::

    read(path) -> Document                    analyser.reading
    load_library() -> ClauseLibrary           analyser.library
    analyse(paths) -> Assessment              analyser.pipeline

They are imported when first asked for, so that commands which need no spaCy do not pay for it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analyser.library import load_library
    from analyser.pipeline import analyse
    from analyser.reading import read

__all__ = ["analyse", "load_library", "read"]

_HOMES = {"analyse": "analyser.pipeline", "load_library": "analyser.library", "read": "analyser.reading"}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
