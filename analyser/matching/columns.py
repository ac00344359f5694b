"""Whole columns of a ``Doc``, read and written at once: a hundred times faster than token by token."""

from __future__ import annotations

from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

Column = NDArray[np.uint64]


def column(doc: Doc, attribute: str) -> Column:
    """One value a token: ids of the vocabulary ("ORTH", "LOWER")."""
    return cast(Column, np.asarray(doc.to_array([attribute]), dtype=np.uint64).reshape(-1))


def offsets(doc: Doc) -> NDArray[np.int64]:
    """The character offset of each token."""
    return column(doc, "IDX").astype(np.int64)


def set_columns(doc: Doc, values: Column, *attributes: str) -> None:
    """Give every token its value, in each of ``attributes``."""
    table: Any = np.stack([values] * len(attributes), axis=1)  # spaCy's stubs know no numpy
    doc.from_array(list(attributes), table)
