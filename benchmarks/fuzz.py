"""Coverage-guided fuzzing of the readers and of segmentation.

    pip install atheris==3.0.0        # into the environment that holds the analyser; nothing else needs it
    python benchmarks/fuzz.py TARGET [FOLDER] [-max_total_time=600] [-timeout=5] [other libFuzzer options]

TARGET is one of

* ``docx``, ``odt``: the fuzzer's bytes are a programme that builds the XML of the parts, so that every
  input is a sound package with hostile contents (see ``fuzz_programmes.built``);
* ``segment``: the bytes choose lines, their kind and level;
* ``package``, ``pdf``: the bytes are the file itself.

FOLDER keeps the inputs that reached new code; the first run fills it with seeds made here. A fault is
anything but a document or a refusal (``reader-failed`` included, since that is a fault of ours), a second
read that differs, and text many times larger than its file. libFuzzer itself tells of hangs (``-timeout``)
and of memory (``-rss_limit_mb``), and writes the input of a fault to a file, which the same command reads
again.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import atheris  # type: ignore[import-untyped]  # see above
from fuzz_programmes import (
    DOCX_ATTRIBUTES,
    DOCX_NAMES,
    DOCX_SEEDS,
    ODT_ATTRIBUTES,
    ODT_NAMES,
    ODT_SEEDS,
    PDF_SEED,
    WORDS,
    built,
    docx,
    odt,
    programme,
)

with atheris.instrument_imports(include=["analyser.reading"]):
    from analyser.errors import InputError, ReaderFailed
    from analyser.model import BlockKind, Document, Format, View
    from analyser.reading import Limits, read_bytes
    from analyser.reading import docx as _docx  # noqa: F401 - the readers are imported late; here, to be seen
    from analyser.reading import odt as _odt  # noqa: F401
    from analyser.reading.draft import Draft
    from analyser.reading.segment import segment


def check(data: bytes) -> None:
    """Read a file in a view that its size chooses, some files twice. Raises where that shows a fault."""
    view = list(View)[len(data) % 3]
    found = outcome(data, view)
    if len(data) % 8 == 0 and found != outcome(data, view):
        raise AssertionError("read twice, it gave two outcomes")
    if len(found[0]) > 100_000 + 50 * len(data):
        raise AssertionError("the text is many times larger than its file")


def outcome(data: bytes, view: View) -> tuple[str, object]:
    """The text and what else a reading gave, or the code of the refusal."""
    try:
        read = read_bytes(data, "fuzz", view=view, limits=Limits(max_file_mb=5, max_pages=50))
        return read.text, (read.blocks, read.clauses, read.notices, read.revisions, read.comments)
    except ReaderFailed as error:
        raise error.__cause__ or error from None
    except InputError as error:
        return "", error.code


def lines(data: bytes) -> None:
    """Cut lines that the bytes choose into clauses; Document refuses what is unsound."""
    draft, kinds = Draft(), list(BlockKind)
    steps = iter(data)
    for step in steps:
        text = WORDS[step % len(WORDS)]
        look = next(steps, 0)
        if step >= 128:  # the fuzzer's own words
            text = bytes(next(steps, 32) for _ in range(look % 32)).decode("latin-1")
        number = text.split()[0] if look & 8 and text.split() else None
        page = 1 + len(draft.blocks) // 40 if look & 128 else None
        level = look >> 4 & 3
        draft.add(text * (1 + step // 64), kinds[look % 8], page=page, number=number, level=level or None)
    clauses = segment(draft)
    Document("fuzz", "", Format.DOCX, draft.text, tuple(draft.blocks), clauses)
    if len({clause.label for clause in clauses}) != len(clauses):
        raise AssertionError("a label points at two places")
    if sum(len(clause.label) for clause in clauses) > 1000 * len(clauses):
        raise AssertionError("labels grow with the file")


def seeds(target: str) -> list[bytes]:
    """What a first run starts from."""
    if target == "docx":
        return [programme(DOCX_SEEDS, DOCX_NAMES, DOCX_ATTRIBUTES)]
    if target == "odt":
        return [programme(ODT_SEEDS, ODT_NAMES, ODT_ATTRIBUTES)]
    if target == "package":
        return [docx(DOCX_SEEDS), odt(ODT_SEEDS)]
    return [PDF_SEED] if target == "pdf" else [bytes(range(128)), bytes(range(255, 0, -1))]


TARGETS: dict[str, Callable[[bytes], None]] = {
    "docx": lambda data: check(docx(built(data, DOCX_NAMES, DOCX_ATTRIBUTES))),
    "odt": lambda data: check(odt(built(data, ODT_NAMES, ODT_ATTRIBUTES))),
    "package": check,
    "segment": lines,
    "pdf": check,
}


def main() -> None:
    if len(sys.argv) < 2 or sys.argv[1] not in TARGETS:
        sys.exit(__doc__)
    target = sys.argv.pop(1)
    for folder in map(Path, [option for option in sys.argv[1:] if not option.startswith("-")][:1]):
        if not folder.is_file():
            folder.mkdir(parents=True, exist_ok=True)
            for at, seed in enumerate(seeds(target)):
                (folder / f"seed-{at}").write_bytes(seed)
    most = 10_000 if target in ("package", "pdf") else 200 if target == "segment" else 600
    atheris.Setup([sys.argv[0], f"-max_len={most}", *sys.argv[1:]], TARGETS[target])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
