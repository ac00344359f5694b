"""An assessment as bytes and back, so that it outlives the process that made it."""

from __future__ import annotations

import zlib
from typing import Final

from pydantic import TypeAdapter, ValidationError

from analyser.errors import StoreBroken
from analyser.model import Assessment

_ADAPTER: Final = TypeAdapter(Assessment)


def encode(assessment: Assessment) -> bytes:
    """JSON, compressed."""
    return zlib.compress(_ADAPTER.dump_json(assessment), level=6)


def decode(data: bytes) -> Assessment:
    """The assessment that ``encode`` was given. Raises StoreBroken where the bytes are something else."""
    try:
        return _ADAPTER.validate_json(zlib.decompress(data))
    except (ValidationError, zlib.error) as error:
        raise StoreBroken(
            reason_nl="een bewaarde beoordeling is beschadigd of van een andere versie",
            reason_en="a stored assessment is damaged or of another version",
        ) from error
