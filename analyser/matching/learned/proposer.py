"""The spaCy component that proposes passages: for each requirement the blocks most likely about it.

    subject_proposer     doc.spans["units"] -> span._.presence (log-odds, a number for each
                         requirement), span._.stance (probabilities of met, partial, contrary)

``Proposals`` turns these numbers into the few passages a reader should look at.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Token

from analyser.matching.actors import Parties
from analyser.matching.learned.model import SubjectModel, Weighed
from analyser.matching.learned.terms import Term, stance_terms, subject_terms
from analyser.matching.learned.units import Unit
from analyser.matching.learned.vectors import vectors

KEPT: Final = 4  # proposals for each requirement and document
_SHOWN: Final = 4  # words that are shown as having decided


@dataclass(frozen=True, slots=True, eq=False)
class Proposal:
    """A block that may be about a requirement.

    ``presence`` is a log-odds (0: as likely as not among the bank's clauses), ``stance`` the
    probabilities of met, partial and contrary, in that order. ``sentence`` is the range of
    characters of the sentence that speaks most for it, ``deciding`` those of its strongest words.
    """

    document: int
    start: int
    end: int
    presence: float
    stance: tuple[float, float, float]
    sentence: tuple[int, int]
    deciding: tuple[tuple[int, int], ...]


class Proposer:
    """A model applied to dossiers."""

    def __init__(self, model: SubjectModel) -> None:
        self._model = model

    @property
    def model_sha256(self) -> str:
        """The hash of the weights, for every report."""
        return self._model.sha256

    def propose(
        self, units: Sequence[Sequence[Unit]], parties: Sequence[Parties]
    ) -> dict[str, tuple[Proposal, ...]]:
        """For each requirement the most likely blocks of each document, most likely first over all.

        ``units`` and ``parties`` go by document. Each has blocks of its own: one may turn out not to apply.
        """
        flat = [(number, unit) for number, held in enumerate(units) for unit in held]
        if not flat:
            return dict.fromkeys(self._model.requirements, ())
        documents = np.array([number for number, _ in flat])
        texts = [" ".join(" ".join(span.text.split()) for span in (*u.context, u.block)) for _, u in flat]
        weighed = [self._model.subjects.weigh(_about(unit)) for _, unit in flat]
        encoded = vectors(texts)
        presence = np.stack(
            [self._model.presence(words, vector) for words, vector in zip(weighed, encoded, strict=True)]
        )
        stances: dict[int, tuple[float, float, float]] = {}
        found = {}
        for output, requirement in enumerate(self._model.requirements):
            if not self._model.knows(output):
                continue
            proposals = []
            for row in _best(presence[:, output], documents):
                number, unit = flat[row]
                if row not in stances:
                    words = self._model.stances.weigh(list(stance_terms(list(unit.block), parties[number])))
                    shares = self._model.stance(words)
                    stances[row] = (float(shares[0]), float(shares[1]), float(shares[2]))
                sentence, deciding = self._place(unit, weighed[row], output)
                proposals.append(
                    Proposal(
                        number,
                        unit.start,
                        unit.end,
                        float(presence[row, output]),
                        stances[row],
                        sentence,
                        deciding,
                    )
                )
            found[requirement] = tuple(proposals)
        return found

    def _place(
        self, unit: Unit, weighed: Weighed, output: int
    ) -> tuple[tuple[int, int], tuple[tuple[int, int], ...]]:
        """The sentence of the block whose words speak most for the requirement, and those words."""
        given = self._model.subjects.contributions(weighed, output).tolist()
        spoken = list(zip(given, weighed.terms, strict=True))
        _, _, sentence = max(
            ((sum(g for g, t in spoken if s.start <= t.first < s.end), -s.start, s) for s in unit.sentences),
            key=lambda scored: scored[:2],
        )
        inside = [(g, t) for g, t in spoken if g > 0 and sentence.start <= t.first and t.end <= sentence.end]
        strongest = sorted(inside, key=lambda scored: (-scored[0], scored[1].first))[:_SHOWN]
        doc = sentence.doc
        words = sorted({i for _, term in strongest for i in range(term.first, term.end)})
        ranges = tuple((doc[i].idx, doc[i].idx + len(doc[i])) for i in words if not doc[i].is_space)
        return (int(sentence.start_char), min(int(sentence.end_char), unit.end)), ranges


def _best(presence: NDArray[np.float32], documents: NDArray[np.intp]) -> list[int]:
    """The rows of the ``KEPT`` highest of each document, the highest first."""
    order = np.argsort(-presence, kind="stable")
    found: list[int] = []
    for document in np.unique(documents):
        found.extend(order[documents[order] == document][:KEPT].tolist())
    return sorted(found, key=lambda row: (-float(presence[row]), row))


def _about(unit: Unit) -> list[Term]:
    tokens: list[Token] = [token for span in unit.context for token in span]
    return list(subject_terms([*tokens, *unit.block]))
