"""Real contracts laid under an agreement of ours: which papers they are, and what they change of it.

    python benchmarks/precedence.py FOLDER [--top samples/contracts/arbit-overeenkomst.docx]

The agreement excludes the supplier's terms and ranks its own papers. Terms that are recognised as such may
change no verdict of it, unless they say that they go first; a processing agreement or an unknown paper may.
For each file of FOLDER: what paper it is, whether the agreement excludes it, and how many verdicts turned.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from tables import show

from analyser.errors import InputError
from analyser.library import ClauseLibrary, load_library
from analyser.model import Document, Verdict
from analyser.papers import Stack
from analyser.pipeline import ALL, analyse_documents
from analyser.reading import read

_RISING = (Verdict.CONTRARY, Verdict.MISSING, Verdict.UNREAD, Verdict.PARTIAL, Verdict.MET)


def verdicts(documents: list[Document], library: ClauseLibrary) -> tuple[dict[str, Verdict], Stack]:
    """The verdict on each requirement, and the papers."""
    assessment = analyse_documents(documents, library, applies=ALL)
    return {finding.requirement: finding.verdict for finding in assessment.findings}, assessment.stack


def main() -> None:
    """Join, judge and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--top", type=Path, default=Path("samples/contracts/arbit-overeenkomst.docx"))
    asked = parser.parse_args()
    library, top = load_library(), read(asked.top)
    alone, _ = verdicts([top], library)
    rows = []
    for path in sorted(asked.folder.iterdir()):
        try:
            lower = read(path)
        except InputError:
            continue
        joined, stack = verdicts([top, lower], library)
        paper = next(p for p in stack.papers if p.file == lower.name and not p.start)
        turned = [_RISING.index(joined[name]) - _RISING.index(alone[name]) for name in alone]
        worse, better = sum(step < 0 for step in turned), sum(step > 0 for step in turned)
        rows.append(
            (path.name[:44], paper.kind.value, "yes" if paper.excluded else "no", str(worse), str(better))
        )
    show(("file", "paper", "excluded", "worse", "better"), rows)


if __name__ == "__main__":
    main()
