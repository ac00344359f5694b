"""Make the sample contracts from their texts: ``python samples/make.py [folder]``.

Making them twice gives the same bytes, so a difference in samples/contracts/ is always meant.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from samples.as_docx import docx
from samples.as_odt import odt
from samples.as_pdf import pdf
from samples.source import TEXTS, Source, load_sources

CONTRACTS = Path(__file__).resolve().parent / "contracts"
_WRITERS: dict[str, Callable[[Source], bytes]] = {"pdf": pdf, "docx": docx, "odt": odt}


def make(folder: Path, texts: Path = TEXTS) -> list[Path]:
    """Write every sample contract below ``folder``; the paths, in order of writing."""
    written = []
    for source in load_sources(texts):
        for kind in source.makes:
            path = folder / source.folder / f"{source.name}.{kind}"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(_WRITERS[kind](source))
            written.append(path)
    return written


if __name__ == "__main__":
    for made in make(Path(sys.argv[1]) if len(sys.argv) > 1 else CONTRACTS):
        print(made)
