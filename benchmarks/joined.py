"""Long contracts, made of short ones."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import cycle
from pathlib import Path

import pypdfium2


def joined(paths: Sequence[Path], pages: int, target: Path) -> Path:
    """A PDF of just so many pages, of ``paths`` one after another, and from the first again at their end."""
    made = pypdfium2.PdfDocument.new()
    for path in cycle(paths):
        source = pypdfium2.PdfDocument(path)
        made.import_pages(source, list(range(min(len(source), pages - len(made)))))
        source.close()
        if len(made) >= pages:
            break
    made.save(target)
    made.close()
    return target
