"""The library at hand: loaded once in a process, and anew where its files changed.

Loading takes a quarter of a second, which a server would spend on every analysis.
"""

from __future__ import annotations

import os
import threading
from collections import OrderedDict
from pathlib import Path
from typing import Final

from analyser.library import ClauseLibrary, library_folder, load_library
from analyser.library.profiles import default_profile

_MOST: Final = 8  # libraries kept: one for each profile that was asked for of late

Stamp = tuple[tuple[str, int, int], ...]
_kept: OrderedDict[tuple[Path, str], tuple[Stamp, ClauseLibrary]] = OrderedDict()
_lock = threading.Lock()


def kept_library(profile: str = "") -> ClauseLibrary:
    """The library under a profile ("": that of the installation), as its files now are.

    Raises LibraryError and UsageError as ``load_library`` does.
    """
    key = (library_folder(), profile or default_profile())
    with _lock:
        stamp = _stamp(key[0])
        held = _kept.get(key)
        if held is None or held[0] != stamp:
            held = (stamp, load_library(*key))
        _kept[key] = held
        _kept.move_to_end(key)
        if len(_kept) > _MOST:
            _kept.popitem(last=False)
        return held[1]


def _stamp(folder: Path) -> Stamp:
    """Name, time and size of every file that loading may read."""
    found = []
    for part in (folder, folder / "requirements", folder / "profiles"):
        if part.is_dir():
            with os.scandir(part) as files:
                found += [(file.path, *_facts(file)) for file in files if file.name.endswith(".yaml")]
    return tuple(sorted(found))


def _facts(file: os.DirEntry[str]) -> tuple[int, int]:
    """Time and size; noughts for a file that an editor just put another in the place of."""
    try:
        held = file.stat()
    except FileNotFoundError:
        return 0, 0
    return held.st_mtime_ns, held.st_size
