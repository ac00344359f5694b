"""A ZIP archive whose bytes depend on its contents alone."""

from __future__ import annotations

import io
import zipfile

_MIDNIGHT = (2026, 11, 12, 0, 0, 0)


def archive(files: dict[str, str], stored: tuple[str, ...] = ()) -> bytes:
    """The files in the order given; those in ``stored`` uncompressed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, text in files.items():
            entry = zipfile.ZipInfo(name, _MIDNIGHT)
            entry.create_system = 0  # the same on every machine
            entry.compress_type = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            package.writestr(entry, text.encode("utf-8"))
    return buffer.getvalue()
