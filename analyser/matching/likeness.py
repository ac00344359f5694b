"""How near a sentence comes to a requirement, for the receipt of a "missing".

Terms of the library weighed by how rare they are among its requirements, over the words of the
sentence and the parts of its compounds: a measure for pointing a reader at the closest passages. It
decides no verdict; similarity does not (docs/matching.md).
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from analyser.library import ClauseLibrary
from analyser.matching.canonical import canonical
from analyser.matching.compounds import parts
from analyser.matching.passages import Passage

_NEAREST = 3
_UNKNOWN = 1.0  # weight of a word that no requirement uses
_FLOOR = 0.05  # below it a passage has nothing to do with the requirement


class Likeness:
    """Weights of the library's terms, made once."""

    def __init__(self, library: ClauseLibrary) -> None:
        terms: dict[str, set[str]] = {}
        for requirement in library.requirements:
            terms[requirement.id] = {
                form
                for language in ("nl", "en")
                for term in (*getattr(requirement.terms, language), getattr(requirement.title, language))
                for word in term.split()
                for form in _forms(canonical(word.strip(",.()"), language))
                if len(form) > 2
            }
        uses = Counter(form for forms in terms.values() for form in forms)
        self._weights: dict[str, list[tuple[str, float]]] = defaultdict(list)
        self._norms: dict[str, float] = {}
        for requirement_id, forms in terms.items():
            weights = {form: math.log(1 + len(terms) / uses[form]) for form in forms}
            self._norms[requirement_id] = math.sqrt(sum(w * w for w in weights.values()))
            for form, weight in sorted(weights.items()):
                self._weights[form].append((requirement_id, weight))

    def nearest(
        self, documents: Sequence[Sequence[Passage]]
    ) -> Iterator[tuple[str, tuple[tuple[int, int, float], ...]]]:
        """For each requirement its closest passages: (document, passage, likeness 0..1), closest first."""
        best: dict[str, list[tuple[float, int, int]]] = {name: [] for name in self._norms}
        for number, passages in enumerate(documents):
            for passage in passages:
                if passage.is_heading:
                    continue
                for requirement_id, score in self._scores(passage).items():
                    best[requirement_id].append((-score, number, passage.index))
        for requirement_id, found in best.items():
            top = sorted(found)[:_NEAREST]
            yield requirement_id, tuple((d, p, round(-s, 3)) for s, d, p in top if -s >= _FLOOR)

    def _scores(self, passage: Passage) -> dict[str, float]:
        """Cosine between the passage and each requirement it shares a word with."""
        words = {token.norm_ for token in passage.sentence if token.is_alpha or "-" in token.text}
        shared: dict[str, float] = defaultdict(float)
        length = 0.0
        for form in sorted({form for word in words for form in _forms(word)}):
            weighed = self._weights.get(form)
            length += weighed[0][1] ** 2 if weighed else _UNKNOWN**2
            for requirement_id, weight in weighed or ():
                shared[requirement_id] += weight**2
        return {r: s / (self._norms[r] * math.sqrt(length)) for r, s in shared.items()}


def _forms(word: str) -> tuple[str, ...]:
    """A word and the parts of its compound."""
    return (word, *parts(word))
