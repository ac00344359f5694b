"""Where a report goes: a file, written whole or not at all, or the standard output."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from analyser.award import BeforeAward
from analyser.errors import UsageError
from analyser.library import ClauseLibrary
from analyser.model import Assessment
from analyser.report.texts import Tongue
from analyser.review import Decision

BINARY = ("html", "xlsx", "docx")
"""Forms that make no sense on a screen."""

_TEMPORARY = ".analyser-tmp"
FILE_WIDTH = 110  # columns of a text report in a file


def check_destination(format: str, output: Path | None, inputs: Sequence[Path]) -> None:
    """Refuse, before minutes of analysis, a place where the report cannot or must not go.

    Raises UsageError for a binary report on a terminal, a missing or closed folder, an output that
    would overwrite one of the files, and one in a folder that is judged. ``inputs`` are files and folders.
    """
    if output is None:
        if format in BINARY and sys.stdout.isatty():
            raise UsageError(
                what_nl=f"Een rapport in {format} past niet op het scherm. Geef --output BESTAND.{format}.",
                what_en=f"A report in {format} does not fit the screen. Give --output FILE.{format}.",
            )
        return
    if output.is_dir():
        raise _unwritable(output, "het is een map", "it is a folder")
    if not output.parent.is_dir():
        raise _unwritable(output, "de map bestaat niet", "the folder does not exist")
    if any(_same_file(output, path) for path in inputs):
        raise _unwritable(
            output,
            "het is een van de bestanden die worden gelezen",
            "it is one of the files that are read",
        )
    if any(path.is_dir() and path.resolve() in output.resolve().parents for path in inputs):
        raise _unwritable(
            output, "de map met contracten leest de volgende keer ook het rapport",
            "the folder of contracts would read the report as well, the next time",
        )  # fmt: skip


def render(
    assessment: Assessment,
    library: ClauseLibrary,
    format: str,
    language: Tongue,
    *,
    width: int = FILE_WIDTH,
    decisions: Mapping[str, Decision] | None = None,
    before: BeforeAward | None = None,
) -> bytes:
    """The report's bytes; the same assessment, library and decisions give the same bytes.

    ``decisions`` go into the memo, which has a place for them, and what was recorded ``before`` award into
    every form but the text; None where nobody reviews or records.
    """
    if format == "json":
        from analyser.report import json as json_report

        return _encode(json_report.render(assessment, before))
    if format == "html":
        from analyser.report import html

        return _encode(html.render(assessment, library, language, before))
    if format == "xlsx":
        from analyser.report import xlsx

        return xlsx.render(assessment, library, language, before)
    if format == "docx":
        from analyser.report import docx_memo

        return docx_memo.render(assessment, library, language, decisions, before)
    from analyser.report import terminal

    return _encode(terminal.render(assessment, library, language, width=width))


def write(
    assessment: Assessment,
    library: ClauseLibrary,
    format: str,
    language: Tongue,
    output: Path | None,
    before: BeforeAward | None = None,
) -> None:
    """Write the report to ``output``, or to the standard output where that is None."""
    if output is None and format == "text":
        from analyser.report import terminal

        terminal.print_report(assessment, library, language)
    else:
        write_bytes(render(assessment, library, format, language, before=before), output)


def write_bytes(data: bytes, output: Path | None) -> None:
    """Write a finished report to ``output``, or to the standard output where that is None."""
    if output is not None:
        write_atomically(output, data)
    else:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()


def write_atomically(path: Path, data: bytes) -> None:
    """Write beside the target and rename: a reader never sees half a report.

    Raises UsageError where the place cannot be written.
    """
    temporary = path.with_name(f".{path.name[:40]}.{os.getpid()}{_TEMPORARY}")
    try:
        temporary.write_bytes(data)
        temporary.replace(path)
    except OSError as error:
        raise _unwritable(path, *_reason(error)) from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink()


def remove_leftovers(folder: Path) -> None:
    """Remove what a process that was killed left half written. Nobody else may be writing there."""
    for path in folder.glob(f".*{_TEMPORARY}"):
        path.unlink(missing_ok=True)


def _encode(text: str) -> bytes:
    """UTF-8; half a surrogate pair, which a broken PDF or file name may hold, becomes "?"."""
    return text.encode("utf-8", errors="replace")


def _same_file(output: Path, contract: Path) -> bool:
    try:
        return output.samefile(contract)
    except OSError:
        return False


def _reason(error: OSError) -> tuple[str, str]:
    if isinstance(error, PermissionError):
        return "u hebt er geen schrijfrechten", "you have no right to write there"
    if isinstance(error, FileNotFoundError):
        return "de map bestaat niet", "the folder does not exist"
    return f"het systeem meldt: {error.strerror}", f"the system says: {error.strerror}"


def _unwritable(path: Path, reason_nl: str, reason_en: str) -> UsageError:
    return UsageError(
        what_nl=f"{path} kan niet worden geschreven: {reason_nl}. Kies een andere plaats met --output.",
        what_en=f"{path} cannot be written: {reason_en}. Choose another place with --output.",
    )
